//! What the program writes for others: digests, notes, the reading list, sources.

use serde_json::Value;

use super::{jogan, printed};

/// A store with a story told twice, a paper on the reading list and a note.
pub(super) fn with_a_day() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = [
        r#"{"title":"Nvidia invests $2 billion in CoreWeave","url":"https://one.example/a","source":"One","kind":"feed","published":"2026-03-05T06:00:00Z","summary":"Nvidia said on Thursday that it had put 2 billion dollars into the cloud company CoreWeave."}"#,
        r#"{"title":"Nvidia invests $2 billion in CoreWeave, shares jump","url":"https://two.example/b","source":"Two","kind":"feed","published":"2026-03-05T08:00:00Z","summary":"Shares of CoreWeave rose after Nvidia's investment of 2 billion dollars."}"#,
        r#"{"title":"Sparse attention for long documents","url":"https://arxiv.org/abs/2603.00001v1","id":"paper","source":"arXiv cs.LG","kind":"arxiv","published":"2026-03-05T01:00:00Z","authors":["Ada Kim","Bo Lee"],"summary":"We propose a sparse attention for long documents. It needs $O(n)$ memory."}"#,
        r#"{"title":"AMD opens an old chip plant","url":"https://one.example/old","source":"One","kind":"feed","published":"2026-03-01T06:00:00Z","summary":"This was told days ago."}"#,
    ];
    let file = folder.path().join("items.jsonl");
    std::fs::write(&file, lines.join("\n")).expect("written");
    jogan(folder.path()).arg("import").arg(&file).assert().success();
    let paper = id_of(&folder, "Sparse");
    jogan(folder.path()).args(["star", &paper]).assert().success();
    jogan(folder.path())
        .args(["note", &paper, "--text", "Try it on *our* data."])
        .assert()
        .success();
    folder
}

fn id_of(folder: &tempfile::TempDir, title: &str) -> String {
    let list = printed(jogan(folder.path()).args(["list", "--limit", "0", "--json"]));
    let items: Vec<Value> = serde_json::from_str(&list).expect("JSON");
    let item =
        items.iter().find(|item| item["title"].as_str().is_some_and(|t| t.starts_with(title)));
    item.expect("the item")["id"].to_string()
}

#[test]
fn a_digest_cites_every_line_and_tells_no_older_day() {
    let folder = with_a_day();
    let digest = printed(jogan(folder.path()).args(["digest", "--format", "json"]));
    assert_eq!(digest, printed(jogan(folder.path()).args(["digest", "--format", "json"])));
    let digest: Value = serde_json::from_str(&digest).expect("JSON");
    assert_eq!(digest["day"], "2026-03-05");
    let keys: Vec<&str> = digest["blocks"]
        .as_array()
        .expect("blocks")
        .iter()
        .filter_map(|b| b["key"].as_str())
        .collect();
    assert_eq!(keys, ["research", "companies", "trends", "mine"]);
    let mut used: Vec<Value> = Vec::new();
    let lead = digest["lead"].as_array().expect("lead");
    assert!(!lead.is_empty());
    for (line, rank) in lead.iter().zip(1..) {
        assert_eq!(line["rank"], rank);
        assert!(line["item"].is_i64() && line["story"].is_i64() && line["text"].is_string());
        assert!(line["facts"]["names"].is_array() && line["topics"].is_array());
        for absent in ["scan", "quote"] {
            assert!(line.get(absent).is_some(), "{absent} is null, never missing");
        }
        let refs = line["refs"].as_array().expect("refs");
        assert!(!refs.is_empty());
        used.extend(
            refs.iter().filter(|number| !used.contains(*number)).cloned().collect::<Vec<_>>(),
        );
    }
    for block in digest["blocks"].as_array().expect("blocks") {
        for entry in block["entries"].as_array().expect("entries") {
            assert!(entry["label"].is_string() && entry["text"].is_string());
            assert!(entry["item"].is_i64() && entry["story"].is_i64());
            let refs = entry["refs"].as_array().expect("refs");
            assert!(!refs.is_empty());
            for number in refs {
                if !used.contains(number) {
                    used.push(number.clone());
                }
            }
        }
    }
    let references = digest["references"].as_array().expect("references");
    assert_eq!(used, references.iter().map(|reference| reference["n"].clone()).collect::<Vec<_>>());
    for reference in references {
        assert!(reference["url"].as_str().expect("a url").starts_with("https://"));
        assert_ne!(reference["title"], "AMD opens an old chip plant");
    }
    let mine = digest["blocks"][3]["entries"].as_array().expect("entries");
    assert_eq!(mine[0]["text"], "Try it on *our* data.");
}

#[test]
fn what_came_after_the_clock_is_hidden_from_trends_and_digest() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = |n: usize, hour: usize| {
        format!(
            r#"{{"title":"Nvidia opens harbour number {n}","url":"https://site{n}.example/{n}","source":"Wire {n}","kind":"feed","published":"2026-03-05T{hour:02}:00:00Z"}}"#
        )
    };
    let lines: Vec<String> = (0..6).map(|n| line(n, if n == 0 { 6 } else { 18 })).collect();
    let file = folder.path().join("items.jsonl");
    std::fs::write(&file, lines.join("\n")).expect("written");
    let at = |now: &str, arguments: &[&str]| -> Value {
        let mut command = jogan(folder.path());
        command.args(["--now", now]).args(arguments);
        serde_json::from_str(&printed(&mut command)).expect("JSON")
    };
    let mut import = jogan(folder.path());
    import.args(["--now", "2026-03-05T23:00:00Z", "import"]).arg(&file).assert().success();
    let told = |now: &str| {
        let terms = at(now, &["trends", "--day", "2026-03-05", "--json"]);
        let digest = at(now, &["digest", "--day", "2026-03-05", "--format", "json"]);
        let named = terms.as_array().expect("terms").iter().any(|term| term["term"] == "NVIDIA");
        (named, digest["references"].as_array().expect("references").len())
    };
    assert_eq!(told("2026-03-05T12:00:00Z"), (false, 1));
    let (named, cited) = told("2026-03-05T20:00:00Z");
    assert!(named && cited > 1, "{named}, {cited}");
}

#[test]
fn a_digest_never_replaces_a_file_unless_told_to() {
    let folder = with_a_day();
    let file = folder.path().join("digest.md");
    let digest = |force: &[&str]| {
        let mut command = jogan(folder.path());
        command.args(["digest", "--lang", "ko", "--out"]).arg(&file).args(force);
        command
    };
    digest(&[]).assert().success();
    let written = std::fs::read_to_string(&file).expect("read");
    assert!(written.starts_with("# 조간 2026-03-05 목요일\n"), "{written}");
    let refused = digest(&[]).assert().code(1).get_output().stderr.clone();
    assert!(String::from_utf8_lossy(&refused).contains("--force"));
    digest(&["--force"]).assert().success();
}

#[test]
fn notes_reading_list_and_sources_are_written_for_others() {
    let folder = with_a_day();
    let export = |arguments: &[&str]| printed(jogan(folder.path()).arg("export").args(arguments));
    assert!(export(&["notes"]).contains("Try it on *our* data."));
    assert!(
        export(&["reading-list", "--format", "bibtex"]).contains("author = {Kim, Ada and Lee, Bo}")
    );
    let list: Value =
        serde_json::from_str(&export(&["reading-list", "--format", "json"])).expect("JSON");
    assert_eq!(list.as_array().map(Vec::len), Some(1));
    assert!(export(&["sources"]).contains("<opml version=\"2.0\">"));
    jogan(folder.path()).args(["export", "sources", "--format", "csv"]).assert().code(2);
    jogan(folder.path()).args(["export", "notes", "--format", "docx"]).assert().code(2);
}

#[test]
fn a_week_is_told_as_one() {
    let folder = with_a_day();
    let week = printed(jogan(folder.path()).args(["digest", "--week", "--lang", "en"]));
    assert!(week.starts_with("# Digest of 2026-02-27 to 2026-03-05\n"), "{week}");
    assert!(week.contains("AMD opens an old chip plant"));
    let range = ["digest", "--from", "2026-03-01", "--to", "2026-03-04", "--lang", "en"];
    let range = printed(jogan(folder.path()).args(range));
    assert!(range.starts_with("# Digest of 2026-03-01 to 2026-03-04\n"), "{range}");
    let is_told = range.contains("AMD opens an old chip plant");
    assert!(is_told && !range.contains("CoreWeave"), "{range}");
    for wrong in [
        &["--from", "2026-03-06"][..],
        &["--day", "someday"],
        &["--minutes", "500"],
        &["--to", "2026-03-04", "--day", "2026-03-04"],
    ] {
        jogan(folder.path()).arg("digest").args(wrong).assert().code(2);
    }
}

#[test]
fn a_day_of_many_items_is_told_in_the_same_bytes_and_what_is_left_out_is_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = ["mill", "bridge", "kernel", "orchard", "satellite", "enzyme", "ledger"];
    let word = |n: usize| words[n % words.len()];
    let lines: Vec<String> = (0..1_000_usize)
        .map(|n| {
            let title = format!("The {} {n} meets the {} of day {}", word(n), word(n / 7), n * n);
            let (hour, minute) = (n % 12, n % 60);
            format!(
                r#"{{"id":"{n}","title":"{title}","url":"https://site{0}.example/{n}","source":"Wire {0}","published":"2026-03-05T{hour:02}:{minute:02}:00Z","summary":"It was shown at noon number {n}."}}"#,
                n % 50
            )
        })
        .collect();
    let file = folder.path().join("items.jsonl");
    std::fs::write(&file, lines.join("\n")).expect("written");
    jogan(folder.path()).arg("import").arg(&file).assert().success();
    let digest = || printed(jogan(folder.path()).args(["digest", "--format", "html"]));
    let first = digest();
    assert_eq!(first, digest());
    assert!(first.contains("more stories stand in the pane."), "{first}");
}
