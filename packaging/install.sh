#!/bin/sh
# Installs jogan @VERSION@ for this user: sh install.sh [FOLDER]. The program goes to FOLDER/bin, its
# manual and completions to FOLDER/share; FOLDER is ~/.local where none is named. JOGAN_FROM names
# another place of the archives.
set -eu

version=@VERSION@
from=${JOGAN_FROM:-@REPOSITORY@/releases/download/v$version}
to=${1:-$HOME/.local}

fail() {
    echo "jogan was not installed: $1" >&2
    exit 1
}

case "$(uname -s)-$(uname -m)" in
Linux-x86_64) target=x86_64-unknown-linux-gnu ;;
Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-gnu ;;
Darwin-arm64) target=aarch64-apple-darwin ;;
Darwin-x86_64) target=x86_64-apple-darwin ;;
*) fail "there is no archive for $(uname -s) on $(uname -m); build it: cargo install --locked --path ." ;;
esac
# A system with another C library than glibc takes the archive that needs none.
if [ "${target#*-unknown-linux-}" = gnu ] && ! ldd --version 2>&1 | grep -qi 'glibc\|gnu libc'; then
    [ "$target" = x86_64-unknown-linux-gnu ] || fail "there is no archive for this C library; build it from source"
    target=x86_64-unknown-linux-musl
fi

name=jogan-$version-$target
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
get() {
    if command -v curl >/dev/null; then
        curl -fsSL --proto '=https,http' --max-time 300 -o "$work/$1" "$from/$1" || fail "$from/$1 cannot be fetched"
    elif command -v wget >/dev/null; then
        wget -q -O "$work/$1" "$from/$1" || fail "$from/$1 cannot be fetched"
    else
        fail "neither curl nor wget is there"
    fi
}
get "$name.tar.gz"
get "$name.tar.gz.sha256"
if command -v sha256sum >/dev/null; then
    sum=$(sha256sum "$work/$name.tar.gz")
else
    sum=$(shasum -a 256 "$work/$name.tar.gz")
fi
[ "${sum%% *}" = "$(cut -d' ' -f1 "$work/$name.tar.gz.sha256")" ] ||
    fail "$name.tar.gz is not what was released (its SHA-256 differs)"
tar -xzf "$work/$name.tar.gz" -C "$work"

# Everything is there: from here on it is copied. The program goes last and by a rename, so that one
# that runs is not overwritten.
put() {
    mkdir -p "$(dirname "$2")"
    cp "$1" "$2.new" && mv -f "$2.new" "$2"
}
for page in "$work/$name"/man/man1/*.1; do
    put "$page" "$to/share/man/man1/$(basename "$page")"
done
for page in "$work/$name"/man/ko/man1/*.1; do
    put "$page" "$to/share/man/ko/man1/$(basename "$page")"
done
put "$work/$name/completions/jogan.bash" "$to/share/bash-completion/completions/jogan"
put "$work/$name/completions/jogan.zsh" "$to/share/zsh/site-functions/_jogan"
put "$work/$name/completions/jogan.fish" "$to/share/fish/vendor_completions.d/jogan.fish"
put "$work/$name/jogan" "$to/bin/jogan"
chmod 755 "$to/bin/jogan"

echo "jogan $version is in $to/bin"
case ":$PATH:" in
*":$to/bin:"*) ;;
*) echo "put it on your path: export PATH=\"$to/bin:\$PATH\"" ;;
esac
