# The handful of commands that one uses while working on jogan: https://just.systems

# All there is.
default:
    @just --list

# What every change must pass.
check:
    .ci/run

# The tests of one room, such as `just room desk`.
room name:
    cargo test --lib {{name}}::

# The reader over a sample edition.
demo:
    cargo run -- demo

# Screens as the stories see them, and the README's pictures, drawn anew.
pictures:
    INSTA_UPDATE=always cargo test --test stories
    cargo build
    cargo run --example screens

# The example of the config file, as the program writes it.
config:
    cargo run --quiet -- config example > config.example.toml

# What `docs/performance.md` tells, measured here.
bench:
    cargo run --release --example bench

# The archive and the Debian package of this machine.
package:
    packaging/deb
