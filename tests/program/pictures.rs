//! The pictures of the README are what the program draws.

use std::path::Path;

#[allow(dead_code, reason = "the example draws them with its own `main`")]
#[path = "../../examples/screens.rs"]
mod screens;

#[test]
fn the_pictures_of_the_readme_are_what_the_program_draws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screens");
    let program = Path::new(env!("CARGO_BIN_EXE_jogan"));
    let is_old = |(name, lang, keys): (&'static str, &str, &[&str])| {
        let expected = std::fs::read_to_string(folder.join(format!("{name}.svg"))).expect("read");
        let drawn = screens::play(program, lang, keys, Some(&expected)).expect("drawn");
        (screens::svg(drawn.screen()) != expected).then_some(name)
    };
    let old: Vec<&str> = std::thread::scope(|scope| {
        let scenes: Vec<_> =
            screens::SCENES.into_iter().map(|scene| scope.spawn(move || is_old(scene))).collect();
        scenes.into_iter().filter_map(|scene| scene.join().expect("a picture")).collect()
    });
    assert!(
        old.is_empty(),
        "not current: {old:?}; `cargo build && cargo run --example screens` makes them anew"
    );
}
