//! The line of filters is the same on the command line as in the reader.

use serde_json::Value;

use super::{jogan, printed};

const ITEMS: &str = r#"{"id":"a","title":"NVIDIA invests $2 billion in Marlow Cloud","url":"https://wire.example/a","source":"Wire","published":"2026-03-05T08:00:00Z","authors":["Bo Li"],"summary":"The chip maker buys shares of the cloud company."}
{"id":"b","title":"추론 모델의 일반화에 관한 논문","url":"https://papers.example/b","source":"Papers","kind":"arxiv","published":"2026-03-04T08:00:00Z","authors":["Mina Han"]}
{"id":"c","title":"Samsung opens a plant for memory","url":"https://wire.example/c","source":"Wire","published":"2026-02-20T08:00:00Z"}
"#;

/// A store of three items, of which the second is starred.
fn with_items() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("items.jsonl");
    std::fs::write(&file, ITEMS).expect("written");
    jogan(folder.path()).arg("import").arg(file).assert().code(0);
    let id = only(&found(&folder, "list", &["논문"])).to_owned();
    let number = ids(&folder, &id);
    jogan(folder.path()).args(["star", &number]).assert().code(0);
    folder
}

/// What a command finds, in its order, by the items' own ids.
fn found(folder: &tempfile::TempDir, command: &str, line: &[&str]) -> Vec<String> {
    let text = printed(jogan(folder.path()).arg(command).arg("--json").args(line));
    let items: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    items.iter().map(|item| item["external_id"].as_str().expect("an id").to_owned()).collect()
}

fn ids(folder: &tempfile::TempDir, external: &str) -> String {
    let text = printed(jogan(folder.path()).args(["list", "--json"]));
    let items: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let item = items.iter().find(|item| item["external_id"] == external).expect("the item");
    item["id"].to_string()
}

fn only(found: &[String]) -> &str {
    assert_eq!(found.len(), 1, "{found:?}");
    &found[0]
}

#[test]
fn a_list_reads_what_the_reader_reads_in_both_languages() {
    let folder = with_items();
    for (line, id) in [
        ("company:nvidia", "a"),
        ("기업:엔비디아", "a"),
        ("author:li", "a"),
        ("starred", "b"),
        ("별표 논문", "b"),
        ("since:2026-03-01 -starred", "a"),
        ("until:2026-02-28", "c"),
        ("source:wire memory", "c"),
        ("\"marlow cloud\"", "a"),
        ("company:samsung plant", "c"),
    ] {
        assert_eq!(only(&found(&folder, "list", &[line])), id, "{line}");
        assert_eq!(only(&found(&folder, "search", &[line])), id, "{line}");
    }
    let apart = ["source:wire", "since:2026-03-01"];
    assert_eq!(found(&folder, "list", &apart), ["a"], "several arguments are one line");
    assert_eq!(found(&folder, "list", &["--", "-starred", "source:papers"]), [""; 0]);
}

#[test]
fn a_pane_is_still_a_word_and_an_option_means_the_same_as_its_word() {
    let folder = with_items();
    let pane = |line: &[&str]| found(&folder, "list", line);
    assert_eq!(pane(&["companies"]), pane(&["pane:companies"]));
    assert_eq!(pane(&["companies", "since:2026-03-01"]), ["a"]);
    assert_eq!(pane(&["--starred"]), pane(&["starred"]));
    assert_eq!(pane(&["--unread", "--since", "2026-03-01"]), pane(&["unread since:2026-03-01"]));
    let newest = pane(&["--sort", "new", "source:wire", "of OR nvidia OR samsung"]);
    assert!(newest.is_empty(), "words are all asked for: {newest:?}");
    assert_eq!(pane(&["--sort", "new", "source:wire"]), ["a", "c"]);
    assert_eq!(pane(&["--limit", "1", "--sort", "new", "source:wire"]), ["a"]);
}

#[test]
fn what_cannot_be_understood_is_wrong_usage_and_says_what_may_stand_there() {
    let folder = with_items();
    for (line, says) in [
        ("company:nvidai", "nvidia"),
        ("move:flying", "investment"),
        ("since:soon", "yesterday"),
        ("foo:bar", "company:"),
        ("@nosuch", "@nosuch"),
        ("-논문", "논문"),
    ] {
        for command in ["list", "search"] {
            let done = jogan(folder.path()).args([command, "--", line]).assert().code(2);
            let complaint = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
            assert!(complaint.contains(says), "{command} {line}: {complaint}");
        }
    }
    let korean =
        jogan(folder.path()).args(["--lang", "ko", "list", "날짜:언젠가"]).assert().code(2);
    let complaint = String::from_utf8_lossy(&korean.get_output().stderr).into_owned();
    assert!(complaint.contains("어제"), "{complaint}");
}

#[test]
fn a_filter_of_the_config_file_is_found_by_its_name() {
    let folder = with_items();
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "[filters]\nwire = \"source:wire -company:samsung\"\n")
        .expect("written");
    let mut program = jogan(folder.path());
    program.arg("--config").arg(&config).args(["list", "--json", "@wire"]);
    let items: Vec<Value> = serde_json::from_str(&printed(&mut program)).expect("JSON");
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["external_id"], "a");
}

#[test]
fn a_day_has_the_same_points_whichever_command_tells_it() {
    let folder = with_items();
    let scores = |arguments: &[&str]| -> Vec<(Value, Value)> {
        let text = printed(jogan(folder.path()).args(arguments));
        let items: Vec<Value> = serde_json::from_str(&text).expect("JSON");
        items.iter().map(|item| (item["id"].clone(), item["score"].clone())).collect()
    };
    let day = scores(&["list", "--day", "2026-03-05", "--json"]);
    assert_eq!(day.len(), 1);
    assert_eq!(scores(&["list", "--json", "day:2026-03-05"]), day);
    assert_eq!(scores(&["search", "--json", "day:2026-03-05"]), day);
    assert_eq!(scores(&["search", "--json", "marlow day:2026-03-05"]), day);
}
