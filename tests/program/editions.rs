//! Editions: which is shown, and that all faces of the program show the same one.

use std::path::Path;

use serde_json::Value;

use super::examples::with_sample;
use super::{jogan, printed};

pub const NOON: &str = "2026-03-05T12:00:00Z";
pub const A_DAY_LATER: &str = "2026-03-06T12:00:00Z";

/// The sample edition as the program takes it in, with an import after it closed.
fn with_sealed() -> tempfile::TempDir {
    let folder = with_sample();
    let line = r#"{"title":"Lanterns return to the old bridge","url":"https://late.example/lantern","source":"Late","published":"2026-03-05T06:30:00Z","summary":"They were away for a winter."}"#;
    import(folder.path(), line, NOON);
    folder
}

pub fn import(folder: &Path, lines: &str, now: &str) {
    let file = folder.join("items.jsonl");
    std::fs::write(&file, lines).expect("written");
    jogan(folder).args(["--now", now, "import"]).arg(&file).assert().success();
}

pub fn json(folder: &Path, now: &str, arguments: &[&str]) -> Value {
    let mut command = jogan(folder);
    command.args(["--now", now]).args(arguments);
    serde_json::from_str(&printed(&mut command)).expect("JSON")
}

pub fn digest(folder: &Path, now: &str, arguments: &[&str]) -> Value {
    json(folder, now, &[&["digest", "--format", "json"], arguments].concat())
}

pub fn list(folder: &Path, now: &str, day: &str) -> Vec<Value> {
    let list = json(folder, now, &["list", "--edition", day, "--limit", "0", "--json"]);
    list.as_array().expect("a list").clone()
}

pub fn stories<'a>(values: impl IntoIterator<Item = &'a Value>) -> Vec<i64> {
    values.into_iter().map(|value| value["story"].as_i64().expect("a story")).collect()
}

/// The stories that a page tells in a pane: those of its lead, then those of its block.
pub fn told(page: &Value, pane: &str) -> Vec<i64> {
    let lead = page["lead"].as_array().expect("a lead").iter().filter(|line| line["pane"] == pane);
    let mut told = stories(lead);
    let block =
        page["blocks"].as_array().expect("blocks").iter().find(|block| block["key"] == pane);
    let entries = block.expect("a block")["entries"].as_array().expect("entries");
    let entries = entries.iter().filter(|entry| entry["series"] == serde_json::json!([]));
    for story in stories(entries) {
        if !told.contains(&story) {
            told.push(story);
        }
    }
    told
}

#[test]
fn an_edition_is_asked_for_by_name_or_by_day_and_says_when_it_closed() {
    let folder = with_sealed();
    let page = digest(folder.path(), NOON, &["--edition", "last"]);
    assert_eq!(page["window"]["day"], "2026-03-05");
    assert_eq!(page["window"]["state"], "closed");
    assert_eq!(page["closes"], "2026-03-05T06:59:59Z");
    assert_eq!(page, digest(folder.path(), NOON, &["--edition", "2026-03-05"]));
    assert_eq!(page["stories"], list(folder.path(), NOON, "last").len());
}

#[test]
fn a_late_report_belongs_to_the_next_edition_and_leaves_the_page_as_it_is() {
    let folder = with_sealed();
    let before = printed(jogan(folder.path()).args(["digest", "--edition", "last"]));
    let line = r#"{"title":"Ferries wait for a calmer sea","url":"https://late.example/ferries","source":"Late","published":"2026-03-05T06:31:00Z","summary":"They waited for a night."}"#;
    import(folder.path(), line, "2026-03-05T12:10:00Z");
    let after = printed(jogan(folder.path()).args(["digest", "--edition", "last"]));
    assert_eq!(before, after, "byte for byte");
    let editions = |title: &str| -> Vec<Value> {
        let found = json(folder.path(), NOON, &["search", title, "--json"]);
        found.as_array().expect("a list").iter().map(|item| item["edition"].clone()).collect()
    };
    assert_eq!(editions("Lanterns return"), ["2026-03-05"]);
    assert_eq!(editions("Ferries wait"), ["2026-03-06"]);
    let open = list(folder.path(), NOON, "open");
    assert!(open.iter().any(|row| row["title"] == "Ferries wait for a calmer sea"));
}

#[test]
fn an_edition_that_is_not_there_is_told_honestly_and_one_that_cannot_be_is_wrong_usage() {
    let folder = tempfile::tempdir().expect("a folder");
    for edition in [&[][..], &["--edition", "last"], &["--edition", "open"]] {
        let page = digest(folder.path(), NOON, edition);
        assert_eq!((page["stories"].as_i64(), &page["lead"]), (Some(0), &serde_json::json!([])));
        for block in page["blocks"].as_array().expect("blocks") {
            assert_eq!(block["entries"], serde_json::json!([]));
        }
    }
    let ahead = printed(jogan(folder.path()).args(["digest", "--edition", "2026-04-01"]));
    assert!(ahead.starts_with("# Morning edition, Wednesday 2026-04-01\n"), "{ahead}");
    for wrong in [
        &["digest", "--edition", "2026-13-01"][..],
        &["digest", "--edition", "someday"],
        &["digest", "--edition", "last", "--day", "today"],
        &["digest", "--edition", "last", "--week"],
        &["digest", "--edition", "last", "--from", "2026-03-01"],
        &["list", "--edition", "2026-13-01"],
        &["list", "--edition", "last", "--day", "today"],
    ] {
        jogan(folder.path()).args(wrong).assert().code(2);
    }
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "[edition]\ncloses = \"25:00\"\n").expect("written");
    let mut command = jogan(folder.path());
    let told = command.arg("--config").arg(&config).arg("digest").assert().code(1);
    let told = String::from_utf8_lossy(&told.get_output().stderr).into_owned();
    assert!(told.contains("closes") && told.contains("HH:MM") && told.contains("line 2"), "{told}");
}

#[test]
fn where_nothing_came_every_format_says_so_in_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("mine.md");
    let own = "# {{ title }}\n{{ remark or '' }}\n{% for block in blocks if block.entries or \
               block.remark %}## {{ block.title }}{% endfor %}";
    std::fs::write(&template, own).expect("written");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/template.md");
    let english = ["Theory and models", "Applications and trends", "For me today", "Sources"];
    let korean = ["이론과 모델", "응용과 트렌드", "나의 오늘", "출처"];
    for (lang, empty, ahead, headings) in [
        ("en", "Nothing came for this edition.", "This edition has not begun.", english),
        ("ko", "이 판에 들어온 소식이 없습니다.", "아직 시작되지 않은 판입니다.", korean),
    ] {
        for (edition, line) in [("last", empty), ("open", empty), ("2026-04-01", ahead)] {
            let digest = |more: &[&str]| {
                let arguments = ["digest", "--lang", lang, "--edition", edition];
                printed(jogan(folder.path()).args(arguments).args(more))
            };
            let page: Value = serde_json::from_str(&digest(&["--format", "json"])).expect("JSON");
            assert_eq!(page["remark"], line);
            for list in ["summary", "lead", "references"] {
                assert_eq!(page[list], serde_json::json!([]), "{list}");
            }
            for block in page["blocks"].as_array().expect("blocks") {
                assert_eq!(block["entries"], serde_json::json!([]));
                assert_eq!(block["remark"], Value::Null);
            }
            let mut documents: Vec<String> = ["md", "html", "text", "org", "atom"]
                .map(|format| digest(&["--format", format]))
                .into();
            documents.extend(bodies(&digest(&["--format", "eml"])));
            for path in [&template, &shipped] {
                documents.push(digest(&["--template", path.to_str().expect("a path")]));
            }
            for document in documents {
                assert_eq!(document.matches(line).count(), 1, "{document}");
                assert!(!headings.iter().any(|told| document.contains(told)), "{document}");
            }
        }
    }
}

/// The parts of a message as they are read.
fn bodies(message: &str) -> Vec<String> {
    use base64::Engine as _;
    let parts = message.split("Content-Transfer-Encoding: base64\r\n\r\n").skip(1);
    let read = |part: &str| {
        let code = part.split("--jogan").next().expect("a body").replace("\r\n", "");
        let bytes = base64::engine::general_purpose::STANDARD.decode(code).expect("base64");
        String::from_utf8(bytes).expect("UTF-8")
    };
    let bodies: Vec<String> = parts.map(read).collect();
    assert_eq!(bodies.len(), 2, "{message}");
    bodies
}

#[test]
fn an_edition_closes_on_the_clocks_of_the_zone() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.toml");
    for (zone, begins, ends) in [
        ("Asia/Seoul", "2026-03-06T22:00:00Z", "2026-03-07T22:00:00Z"),
        // Clocks go from 02:00 to 03:00 in the night to the eighth of March.
        ("America/New_York", "2026-03-07T12:00:00Z", "2026-03-08T11:00:00Z"),
        ("UTC", "2026-03-07T07:00:00Z", "2026-03-08T07:00:00Z"),
    ] {
        std::fs::write(&config, format!("timezone = \"{zone}\"\n")).expect("written");
        let mut command = jogan(folder.path());
        command.arg("--config").arg(&config);
        command.args(["digest", "--edition", "2026-03-08", "--format", "json"]);
        let page: Value = serde_json::from_str(&printed(&mut command)).expect("JSON");
        assert_eq!(page["window"]["begins"], begins, "{zone}");
        assert_eq!(page["window"]["ends"], ends, "{zone}");
    }
}

#[test]
fn a_program_runs_once_when_the_edition_is_there() {
    let folder = with_sample();
    let there = folder.path().join("there-{day}");
    let config = folder.path().join("config.toml");
    let then = format!("[edition]\nthen = [\"touch\", {:?}]\n", there.to_str().expect("a path"));
    std::fs::write(&config, then).expect("written");
    let file = folder.path().join("items.jsonl");
    let bring = |number: u32| {
        let line = format!(
            r#"{{"title":"Lantern {number} returns","url":"https://late.example/{number}","source":"Late","published":"2026-03-05T06:30:00Z"}}"#
        );
        std::fs::write(&file, line).expect("written");
        jogan(folder.path())
            .arg("--config")
            .arg(&config)
            .arg("import")
            .arg(&file)
            .assert()
            .success();
    };
    bring(1);
    let there = folder.path().join("there-2026-03-05");
    assert!(there.exists(), "no shell saw it, and the day stands in its place");
    std::fs::remove_file(&there).expect("removed");
    bring(2);
    assert!(!there.exists(), "an edition is sealed once");
}

#[test]
fn an_item_says_how_it_stands_in_its_edition() {
    let folder = with_sealed();
    let rows = list(folder.path(), NOON, "last");
    let standing = |row: &Value| {
        let id = row["id"].to_string();
        json(folder.path(), NOON, &["show", &id, "--json"])["standing"].clone()
    };
    let first = standing(&rows[0]);
    assert_eq!((&first["edition"], &first["place"]), (&"2026-03-05".into(), &"lead".into()));
    assert_eq!(first["rank"], 1);
    assert!(first["because"].as_str().is_some_and(|text| text.contains("leads")), "{first}");
    assert!(first["facts"]["names"].is_array());
    let last = standing(rows.last().expect("a row"));
    assert!(["rest", "left"].contains(&last["place"].as_str().expect("a place")), "{last}");
}
