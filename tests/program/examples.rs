//! The sample edition's digest: what `docs/examples` shows.

use std::path::Path;

use jogan::desk::Settings;
use jogan::newsroom::Newsroom;
use jogan::sources::files::edition;

use super::{jogan, printed};

/// A folder with the sample edition as the program takes it in.
pub(super) fn with_sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let now = "2026-03-05T12:00:00Z".parse().expect("a moment");
    let mut newsroom =
        Newsroom::open(&folder.path().join("data"), Settings::default()).expect("a newsroom");
    for (source, items) in edition::sample(now) {
        newsroom.store.put_source(&source).expect("a source");
        newsroom.take_in(&source, &items, now).expect("taken in");
    }
    folder
}

fn digest(folder: &Path, lang: &str, format: &str) -> String {
    printed(jogan(folder).args(["digest", "--week", "--lang", lang, "--format", format]))
}

#[test]
fn the_sample_edition_fills_every_block_of_a_weeks_digest() {
    let folder = with_sample();
    let digest: serde_json::Value =
        serde_json::from_str(&digest(folder.path(), "en", "json")).expect("JSON");
    for block in 0..3 {
        let entries = digest["blocks"][block]["entries"].as_array().expect("entries");
        assert!(entries.len() >= 2, "block {block} has {}", entries.len());
    }
    assert_eq!(digest["lead"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_template_in_the_examples_works_and_a_slip_in_one_is_named_with_its_line() {
    let folder = with_sample();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/template.md");
    let mut command = jogan(folder.path());
    let written = printed(command.args(["digest", "--template"]).arg(&example));
    assert!(written.starts_with("# Morning edition, Thursday 2026-03-05\n"), "{written}");
    assert!(written.contains("\n## Theory and models\n") && written.contains("\n1. "), "{written}");
    let own = folder.path().join("own.md");
    let slip =
        std::fs::read_to_string(&example).expect("read").replace("block.title", "block.titel");
    std::fs::write(&own, slip).expect("written");
    let refused = jogan(folder.path()).args(["digest", "--template"]).arg(&own).assert().code(1);
    let told = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(told.contains("own.md, line 12") && told.contains("block.titel"), "{told}");
}

/// When the digest looks different, `INSTA_UPDATE=always cargo test --test program examples` writes
/// them again, as it does the snapshots.
#[test]
fn the_examples_are_what_the_program_writes() {
    let folder = with_sample();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples");
    let writes = std::env::var("INSTA_UPDATE").is_ok_and(|what| what == "always");
    for (lang, format, name) in [
        ("en", "md", "week.en.md"),
        ("ko", "md", "week.ko.md"),
        ("ko", "text", "week.ko.txt"),
        ("en", "html", "week.en.html"),
    ] {
        let written = digest(folder.path(), lang, format);
        let path = examples.join(name);
        if writes {
            std::fs::write(&path, &written).expect("written");
        }
        let kept = std::fs::read_to_string(&path).expect("the example");
        assert!(kept.replace("\r\n", "\n") == written, "docs/examples/{name} is not current");
    }
}
