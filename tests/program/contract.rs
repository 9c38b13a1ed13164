//! What scripts rely on.

use std::path::PathBuf;

use serde_json::Value;

use super::examples::with_sample;
use super::{jogan, printed};

const ITEMS: &str = r#"{"id":"a","title":"Nvidia invests $2 billion in a cloud company","url":"https://news.example/a?utm_source=x","source":"Wire","published":"2026-03-05T08:00:00Z","authors":["A. Writer"],"summary":"<p>The chip maker buys shares. The deal covers data centres.</p>"}
{"id":"b","title":"새로운 추론 모델의 일반화에 관한 논문","url":"https://papers.example/b","source":"논문","kind":"arxiv","published":"2026-03-04","points":12}
{"title":"no way to know it again"}
"#;

fn with_items() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let file = write(&folder, "items.jsonl", ITEMS);
    let done = jogan(folder.path()).arg("import").arg(file).assert().code(3);
    let complaint = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(complaint.contains("line 3"), "{complaint}");
    folder
}

fn write(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("written");
    path
}

fn list(folder: &tempfile::TempDir, arguments: &[&str]) -> Vec<Value> {
    let text = printed(jogan(folder.path()).arg("list").args(arguments).arg("--json"));
    serde_json::from_str(&text).expect("JSON")
}

fn id_of(folder: &tempfile::TempDir, external_id: &str) -> String {
    let items = list(folder, &[]);
    let item = items.iter().find(|item| item["external_id"] == external_id).expect("the item");
    item["id"].to_string()
}

#[test]
fn an_item_has_the_documented_shape_and_its_reasons_add_up_to_its_score() {
    let folder = with_items();
    let items = list(&folder, &[]);
    assert_eq!(items.len(), 2);
    for item in &items {
        for key in [
            "id",
            "url",
            "external_id",
            "title",
            "authors",
            "published",
            "source",
            "pane",
            "story",
            "story_size",
            "score",
            "why",
            "gist",
            "summary",
            "companies",
            "moves",
            "facts",
            "topics",
            "language",
            "read",
            "starred",
            "has_note",
            "points",
            "comments",
        ] {
            assert!(item.get(key).is_some(), "no {key} in {item}");
        }
        for key in ["actor", "object", "kind", "status", "amount", "names", "noise"] {
            assert!(item["facts"].get(key).is_some(), "no {key} in the facts of {item}");
        }
        assert!(item["facts"]["names"].is_array() && item["topics"].is_array(), "{item}");
        let sum: f64 =
            item["why"].as_array().unwrap().iter().map(|why| why["points"].as_f64().unwrap()).sum();
        assert!((sum - item["score"].as_f64().unwrap()).abs() < 0.1, "{item}");
        for why in item["why"].as_array().unwrap() {
            let text = why["text"].as_str().unwrap();
            assert!(!text.is_empty() && !text.starts_with("why."), "{why}");
        }
    }
    let wire = items.iter().find(|item| item["external_id"] == "a").unwrap();
    assert_eq!(wire["published"], "2026-03-05T08:00:00Z");
    assert!(!wire["summary"].as_str().unwrap().contains('<'));
    assert_eq!(wire["source"]["name"], "Wire");
    assert_eq!(wire["companies"][0], "nvidia");
    assert_eq!(wire["facts"]["kind"], "investment");
    assert_eq!(wire["facts"]["amount"]["value"], 2e9);
    assert_eq!(wire["facts"]["noise"], Value::Null, "absent facts are null");
}

#[test]
fn a_day_is_told_without_what_time_took_away_and_without_the_readers_own_points() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = "timezone = \"UTC\"\n[[watch]]\nname = \"clouds\"\nterms = [\"cloud company\"]\n";
    let config = write(&folder, "config.toml", config);
    let lines = r#"{"id":"a","title":"Nvidia invests $2 billion in a cloud company","url":"https://news.example/a","source":"Wire","published":"2026-03-05T01:00:00Z"}
{"id":"b","title":"A quiet day for tide tables","url":"https://news.example/b","source":"Wire","published":"2026-03-05T11:00:00Z"}
"#;
    let file = write(&folder, "items.jsonl", lines);
    let run = |arguments: &[&str]| -> Vec<Value> {
        let mut command = jogan(folder.path());
        command.arg("--config").arg(&config).args(["--now", "2026-03-05T23:00:00Z"]);
        let text = printed(command.args(arguments));
        serde_json::from_str(&text).unwrap_or_default()
    };
    run(&["import", &file.to_string_lossy()]);
    let terms = |item: &Value| -> Vec<String> {
        let why = item["why"].as_array().expect("reasons").iter();
        why.map(|why| why["term"].as_str().expect("a term").to_owned()).collect()
    };
    let sum = |item: &Value| -> f64 {
        let why = item["why"].as_array().expect("reasons").iter();
        why.map(|why| why["points"].as_f64().expect("points")).sum()
    };
    let day = run(&["list", "--day", "2026-03-05", "--json"]);
    assert_eq!(day, run(&["list", "--since", "2026-03-05", "--until", "2026-03-05", "--json"]));
    assert_eq!(day, run(&["list", "--since", "today", "--json"]));
    let all = run(&["list", "--json"]);
    assert_eq!((day.len(), all.len()), (2, 2));
    for (item, same) in day.iter().zip(&all) {
        let (score, later) = (item["score"].as_f64().expect("one"), same["score"].as_f64());
        assert_eq!(item["id"], same["id"]);
        assert!(!terms(item).contains(&"fresh".to_owned()), "{item}");
        assert!((sum(item) - score).abs() < 0.1, "{item}");
        assert!((sum(same) - later.expect("one")).abs() < 0.1, "{same}");
    }
    assert!(terms(&day[0]).contains(&"watch".to_owned()), "{}", day[0]);
    assert!(terms(&day[0]).contains(&"own".to_owned()), "{}", day[0]);
    assert!(!terms(&day[1]).contains(&"own".to_owned()), "{}", day[1]);
    assert!(terms(&all[0]).contains(&"watch".to_owned()), "{}", all[0]);
}

#[test]
fn lines_of_json_are_the_same_items() {
    let folder = with_items();
    let lines = printed(jogan(folder.path()).args(["list", "--jsonl", "--limit", "0"]));
    let items: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert_eq!(items, list(&folder, &["--limit", "0"]));
}

#[test]
fn the_same_store_and_clock_print_the_same_bytes() {
    let folder = with_items();
    let first = printed(jogan(folder.path()).args(["list", "--json"]));
    assert_eq!(first, printed(jogan(folder.path()).args(["list", "--json"])));
}

#[test]
fn importing_again_changes_nothing() {
    let folder = with_items();
    let before = list(&folder, &[]);
    let file = folder.path().join("items.jsonl");
    let done = jogan(folder.path()).arg("import").arg(file).assert().code(3);
    let said = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
    assert!(said.contains("0 new, 0 updated, 2 unchanged"), "{said}");
    assert_eq!(list(&folder, &[]), before);
}

#[test]
fn marks_and_notes_are_kept_and_filtered_by() {
    let folder = with_items();
    let id = id_of(&folder, "b");
    printed(jogan(folder.path()).args(["star", &id]));
    printed(jogan(folder.path()).args(["read", &id]));
    printed(jogan(folder.path()).args(["note", &id, "--text", "다시 읽을 것"]));
    assert_eq!(list(&folder, &["--starred"]).len(), 1);
    assert_eq!(list(&folder, &["--noted"]).len(), 1);
    assert_eq!(list(&folder, &["--unread"]).len(), 1);
    let shown = printed(jogan(folder.path()).args(["show", &id, "--json"]));
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(shown["note"], "다시 읽을 것");
    for key in ["content", "links", "ideas", "related", "story_items"] {
        assert!(shown.get(key).is_some(), "no {key}");
    }
    let found = printed(jogan(folder.path()).args(["search", "읽을", "--json"]));
    assert_eq!(serde_json::from_str::<Vec<Value>>(&found).expect("JSON").len(), 1);
    jogan(folder.path()).args(["note", &id, "-"]).write_stdin("").assert().success();
    assert_eq!(list(&folder, &["--noted"]).len(), 0);
}

#[test]
fn where_items_belong_is_told_once_and_holds() {
    let folder = with_items();
    let id = id_of(&folder, "a");
    assert_eq!(list(&folder, &["companies"]).len(), 1);
    jogan(folder.path()).args(["move", "trends", &id, "--term", "Nvidia"]).assert().success();
    assert!(list(&folder, &["companies"]).is_empty());
    let later = r#"{"id":"c","title":"엔비디아, 새 칩 공개","source":"Wire"}"#;
    let file = write(&folder, "later.jsonl", later);
    jogan(folder.path()).arg("import").arg(file).assert().success();
    let moved = list(&folder, &["trends"]);
    assert_eq!(moved.len(), 2, "{moved:?}");
    assert!(printed(jogan(folder.path()).arg("move")).contains("Nvidia"));
    jogan(folder.path()).args(["move", "--forget", "--term", "Nvidia"]).assert().success();
    jogan(folder.path()).args(["move", "--forget", "--term", "Nvidia"]).assert().code(1);
    jogan(folder.path()).args(["move", "trends"]).assert().code(1);
}

#[test]
fn a_lexicon_beside_the_config_file_adds_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let own =
        "[[entry]]\nkey = \"acme\"\nname = \"Acme Kilns\"\nkind = \"company\"\nko = \"아크메\"\n";
    write(&folder, "lexicon.toml", own);
    let config = write(&folder, "config.toml", "");
    let file = write(
        &folder,
        "items.jsonl",
        r#"{"id":"k","title":"아크메, 가마를 열다","source":"Wire"}"#,
    );
    let with = |arguments: &[&str]| {
        let mut command = jogan(folder.path());
        command.arg("--config").arg(&config).args(arguments);
        command
    };
    with(&["import"]).arg(&file).assert().success();
    let items: Value =
        serde_json::from_str(&printed(&mut with(&["list", "--json"]))).expect("JSON");
    assert_eq!(items[0]["companies"][0], "acme");
    write(&folder, "lexicon.toml", "[[entry]]\nkey = 3\n");
    with(&["import"]).arg(&file).assert().code(1);
}

#[test]
fn what_is_about_the_same_is_shown_beside_an_item() {
    let folder = tempfile::tempdir().expect("a folder");
    let items = r#"{"id":"a","title":"Nvidia opens a quantum laboratory in Busan","source":"One","published":"2026-03-01"}
{"id":"b","title":"What a quantum laboratory costs Nvidia","source":"Two","published":"2026-01-05"}
{"id":"c","title":"Ropes and their makers","source":"Two","published":"2026-03-01"}
"#;
    let file = write(&folder, "items.jsonl", items);
    jogan(folder.path()).arg("import").arg(file).assert().success();
    let shown = printed(jogan(folder.path()).args(["show", &id_of(&folder, "a"), "--json"]));
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(
        shown["related"],
        serde_json::json!([id_of(&folder, "b").parse::<i64>().expect("a number")])
    );
}

#[test]
fn days_are_cut_in_the_readers_zone() {
    let folder = with_items();
    assert_eq!(list(&folder, &["--day", "today"]).len(), 1);
    assert_eq!(list(&folder, &["--day", "yesterday"]).len(), 1);
    assert_eq!(list(&folder, &["--since", "2026-03-04", "--until", "2026-03-05"]).len(), 2);
    let config = write(&folder, "config.toml", "timezone = \"Pacific/Kiritimati\"\n");
    let text = printed(jogan(folder.path()).arg("--config").arg(config).args([
        "list",
        "--json",
        "--day",
        "2026-03-05",
    ]));
    assert_eq!(serde_json::from_str::<Vec<Value>>(&text).expect("JSON").len(), 1);
}

#[test]
fn a_failure_is_one_line_that_says_what_to_do() {
    let folder = with_items();
    for (arguments, code, says) in [
        (&["show", "999"][..], 1, "jogan list"),
        (&["star", "999"], 1, "jogan list"),
        (&["list", "--source", "nobody"], 1, "jogan source list"),
        (&["list", "--day", "someday"], 2, "YYYY-MM-DD"),
        (&["list", "--due", "someday"], 2, "2026-W10"),
        (&["trends", "--day", "someday"], 2, "YYYY-MM-DD"),
        (&["note", "--day", "someday", "--text", "x"], 2, "YYYY-MM-DD"),
        (&["search", "\"\""], 2, "type one"),
        (&["import", "/no/such/file"], 1, "/no/such/file"),
    ] {
        let failed = jogan(folder.path()).args(arguments).assert().code(code);
        let complaint = String::from_utf8_lossy(&failed.get_output().stderr).into_owned();
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
        assert!(complaint.contains(says), "{arguments:?}: {complaint}");
    }
    jogan(folder.path()).args(["list", "--no-such-option"]).assert().code(2);
    jogan(folder.path()).args(["no-such-command"]).assert().code(2);
}

#[test]
fn a_filter_is_turned_round_without_quotes_and_a_format_there_is_not_is_wrong_usage() {
    let folder = with_items();
    let at = folder.path();
    printed(jogan(at).args(["star", &id_of(&folder, "a")]));
    assert_eq!(list(&folder, &["-starred"]).len(), 1);
    assert_eq!(list(&folder, &["company:nvidia", "-unread", "-별표"]).len(), 0);
    let found = printed(jogan(at).args(["search", "cloud", "-starred", "--json"]));
    assert_eq!(found.trim(), "[]");
    for what in [["notes", "xyz"], ["ideas", "bibtex"], ["sources", "md"], ["all", "md"]] {
        jogan(at).args(["export", what[0], "--format", what[1]]).assert().code(2);
    }
}

#[test]
fn an_edition_that_tells_nothing_is_an_honest_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    for (day, says) in [("open", "tells nothing"), ("2126-03-05", "lies ahead")] {
        let done = jogan(at).args(["list", "--edition", day]).assert().success();
        let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
        assert!(said.contains(says), "{said}");
        let page = printed(jogan(at).args(["digest", "--edition", day, "--format", "json"]));
        let page: Value = serde_json::from_str(&page).expect("JSON");
        let moment = |at: &Value| {
            at.as_str().and_then(|at| at.parse::<chrono::DateTime<chrono::Utc>>().ok())
        };
        assert!(moment(&page["closes"]) >= moment(&page["window"]["begins"]), "{page}");
    }
}

#[test]
fn a_file_that_cannot_be_read_keeps_no_other_out_and_a_bad_line_has_one_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = "{\"id\":\"x\",\"title\":\"Read all the same\"}\nno JSON\n";
    let file = write(&folder, "items.jsonl", lines);
    let done = jogan(folder.path()).args(["import", "/no/such/file"]).arg(file).assert().code(3);
    let complaint = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(complaint.contains("/no/such/file"), "{complaint}");
    assert!(complaint.contains("line 2:") && !complaint.contains("line 1"), "{complaint}");
    assert!(printed(jogan(folder.path()).arg("list")).contains("Read all the same"));
}

#[test]
fn a_wrong_config_is_told_with_its_line_and_nothing_is_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = write(&folder, "config.toml", "lang = \"ko\"\ntehme = \"dark\"\n");
    let failed = jogan(folder.path()).arg("--config").arg(config).arg("list").assert().code(1);
    let complaint = String::from_utf8_lossy(&failed.get_output().stderr).into_owned();
    assert!(complaint.contains("line 2") && complaint.contains("`theme`"), "{complaint}");
    assert!(!folder.path().join("data").exists());
}

#[test]
fn what_a_feed_says_cannot_drive_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = "{\"id\":\"x\",\"title\":\"a\\u001b]0;owned\\u0007b\\u202ec\\nd\",\"source\":\"s\\u001b[31m\"}\n";
    let file = write(&folder, "items.jsonl", line);
    let mut all = printed(jogan(folder.path()).arg("import").arg(file));
    for arguments in [&["list"][..], &["list", "--json"], &["show", "1"], &["source", "list"]] {
        all += &printed(jogan(folder.path()).args(arguments));
    }
    let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!all.contains(bad), "{all:?}");
    assert!(!all.contains("owned"), "{all:?}");
}

#[test]
fn korean_output_is_asked_for_by_option_or_locale() {
    let folder = with_items();
    let id = id_of(&folder, "a");
    let korean = printed(jogan(folder.path()).args(["--lang", "ko", "show", &id]));
    assert_eq!(
        korean,
        printed(jogan(folder.path()).env("LC_ALL", "ko_KR.UTF-8").args(["show", &id]))
    );
    assert_ne!(korean, printed(jogan(folder.path()).args(["show", &id])));
}

#[test]
fn a_new_store_begins_with_the_shipped_sources_and_what_is_removed_stays_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let sources = |folder: &tempfile::TempDir| -> Vec<Value> {
        let text = printed(jogan(folder.path()).args(["source", "list", "--json"]));
        serde_json::from_str(&text).expect("JSON")
    };
    let before = sources(&folder);
    assert!(before.len() >= 60);
    printed(jogan(folder.path()).args(["source", "remove", "techcrunch"]));
    assert_eq!(sources(&folder).len(), before.len() - 1);
    printed(jogan(folder.path()).args(["source", "disable", "openai"]));
    let openai = |list: Vec<Value>| list.into_iter().find(|source| source["id"] == "openai");
    assert_eq!(openai(sources(&folder)).unwrap()["enabled"], false);
    printed(jogan(folder.path()).args([
        "source",
        "add",
        "https://blog.example/feed.xml",
        "--pane",
        "trends",
        "--name",
        "A Blog",
    ]));
    assert!(sources(&folder).iter().any(|source| source["id"] == "a-blog"));
    jogan(folder.path()).args(["source", "add", "not an address"]).assert().code(1);
    jogan(folder.path()).args(["source", "add", "https://blog.example/feed.xml"]).assert().code(1);
}

#[test]
fn a_preview_reads_a_file_and_keeps_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let feed = r#"<rss version="2.0"><channel><title>Small</title><link>https://small.example/</link>
        <item><title>One</title><link>/one</link><guid>1</guid></item></channel></rss>"#;
    let file = write(&folder, "feed.xml", feed);
    let text = printed(
        jogan(folder.path())
            .args(["source", "preview", "--json", "--base", "https://small.example/feed"])
            .arg(file),
    );
    let preview: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(preview["format"], "rss");
    assert_eq!(preview["items"][0]["url"], "https://small.example/one");
    assert!(list(&folder, &[]).is_empty());
}

#[test]
fn completions_and_manual_are_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(printed(jogan(folder.path()).args(["completions", "bash"])).contains("JOGAN_COMPLETE"));
    assert!(printed(jogan(folder.path()).arg("man")).contains(".TH"));
    let example = printed(jogan(folder.path()).args(["config", "example"]));
    assert!(example.contains("timezone"));
}

#[test]
fn the_user_s_own_list_of_sources_wins_and_what_is_taken_out_of_it_goes() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join(".config/jogan");
    std::fs::create_dir_all(&config).expect("a folder");
    let write = |text: &str| std::fs::write(config.join("sources.toml"), text).expect("written");
    let found = || {
        let list = printed(jogan(folder.path()).args(["source", "list", "--json"]));
        let list: Vec<Value> = serde_json::from_str(&list).expect("JSON");
        move |id: &str| list.iter().find(|source| source["id"] == id).cloned()
    };
    let quanta = "[[source]]\nid = 'quanta'\nname = 'My Quanta'\nkind = 'feed'\n\
                  address = 'https://quanta.example/feed'\npane = 'trends'\n";
    let mill = "[[source]]\nid = 'mill'\nname = 'Mill'\nkind = 'page'\n\
                address = 'https://mill.example/'\noptions = { item = 'article.post' }\n";
    write(&format!("{quanta}{mill}"));
    let source = found();
    assert_eq!(source("quanta").expect("there")["name"], "My Quanta", "over the shipped one");
    assert_eq!(source("mill").expect("there")["options"]["item"], "article.post");
    jogan(folder.path()).args(["source", "disable", "mill"]).assert().success();
    assert_eq!(found()("mill").expect("there")["enabled"], false, "until the file changes");
    write(quanta);
    assert!(found()("mill").is_none());
    write("[[source]]\nid = 'x'\nname = 'X'\nkind = 'gopher'\naddress = 'y'\n");
    let refused = jogan(folder.path()).args(["source", "list"]).assert().code(1);
    let told = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(told.contains("sources.toml") && told.contains("gopher"), "{told}");
    assert_eq!(told.lines().count(), 1);
    write(
        "[[source]]\nid = 'x'\nname = 'X'\nkind = 'feed'\naddress = 'https://x.example'\nteir = 'primary'\n",
    );
    let refused = jogan(folder.path()).args(["source", "list"]).assert().code(1);
    let told = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(told.contains("line 6") && told.contains("did you mean `tier`?"), "{told}");
    assert_eq!(told.matches("teir").count(), 1, "{told}");
}

#[test]
fn what_is_typed_of_a_source_is_checked_before_it_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let add = |arguments: &[&str]| {
        let mut command = jogan(folder.path());
        let output = command.args(["source", "add"]).args(arguments).output().expect("it ran");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    };
    let (code, said) = add(&["mill.example", "--kind", "page", "--option", "itme=.card"]);
    assert!(code == Some(1) && said.contains("did you mean `item`?"), "{said}");
    let (code, said) = add(&["mill.example", "--kind", "pgae"]);
    assert!(code == Some(1) && said.contains("did you mean `page`?"), "{said}");
    let (code, said) = add(&["ftp://mill.example/", "--lang", "ko"]);
    assert!(code == Some(1) && said.contains("주소를 고치세요"), "{said}");
    let (code, said) = add(&["no address"]);
    assert!(code == Some(1) && said.contains("--yes") && said.lines().count() == 1, "{said}");
    assert_eq!(add(&["mill.example", "--kind", "page", "--id", "mill"]).0, Some(0));
    assert_eq!(add(&["https://www.bap.example/feed", "--name", "밥 소식"]).0, Some(0));
    let list = printed(jogan(folder.path()).args(["source", "list", "--json"]));
    let list: Vec<Value> = serde_json::from_str(&list).expect("JSON");
    let of = |id: &str| list.iter().find(|source| source["id"] == id).expect("a source").clone();
    assert_eq!(of("mill")["address"], "https://mill.example");
    assert_eq!(of("bap-example")["name"], "밥 소식");
    for again in ["HTTPS://Mill.Example/ ", "http://mill.example"] {
        let (code, said) = add(&[again, "--kind", "page"]);
        assert!(code == Some(1) && said.contains("`mill` follows"), "{again}: {said}");
    }
    let refused = jogan(folder.path()).args(["source", "preview", "/nonexistent"]).assert().code(1);
    let told = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(told.contains("no such file"), "{told}");
    jogan(folder.path()).args(["source", "preview", "x", "--option", "foo"]).assert().code(2);
}

#[test]
fn every_kind_of_source_comes_back_from_a_written_list_and_no_secret_goes_out() {
    let (from, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("two"));
    for arguments in [
        &["cs.CL,cs.IR", "--kind", "arxiv", "--name", "Arxiv words", "--pane", "research"][..],
        &["https://mill.example/", "--kind", "page", "--name", "Mill", "--option", "item=a > b"],
        &[
            "risk",
            "--kind",
            "semanticscholar",
            "--name",
            "S2",
            "--option",
            "header.x-api-key=cmd:pass",
        ],
    ] {
        jogan(from.path()).args(["source", "add"]).args(arguments).assert().success();
    }
    let list = from.path().join("list.opml");
    jogan(from.path()).args(["export", "sources", "--out"]).arg(&list).assert().success();
    let text = std::fs::read_to_string(&list).expect("read");
    assert!(!text.contains("pass"), "a secret's command goes nowhere");
    jogan(to.path()).arg("import").arg(&list).assert().success();
    let list = printed(jogan(to.path()).args(["source", "list", "--json"]));
    let list: Vec<Value> = serde_json::from_str(&list).expect("JSON");
    let named = |name: &str| list.iter().find(|source| source["name"] == name).expect("there");
    assert_eq!(
        (&named("Arxiv words")["kind"], &named("Arxiv words")["pane"]),
        (&"arxiv".into(), &"research".into())
    );
    assert_eq!(named("Mill")["options"]["item"], "a > b");
    assert_eq!(named("S2")["kind"], "semanticscholar");
}

#[test]
fn the_doctor_looks_at_everything_and_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = printed(jogan(folder.path()).arg("doctor"));
    let parts = ["Config:", "Store:", "Terminal:", "Clock:", "Network:", "Sources:"];
    assert_eq!(told.lines().count(), parts.len(), "{told}");
    for (line, part) in told.lines().zip(parts) {
        assert!(line.starts_with("✓ ") && line.contains(part), "{line}");
    }

    // A source that failed, a clock that was set back, a store that was scribbled over.
    let add = ["source", "add", "http://127.0.0.1:9/feed", "--id", "nobody"];
    jogan(folder.path()).args(add).assert().success();
    let mut refresh = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("jogan"));
    refresh
        .env_clear()
        .env("HOME", folder.path())
        .arg("--data-dir")
        .arg(folder.path().join("data"))
        .args(["--now", "2026-03-05T12:00:00Z", "refresh", "nobody"]);
    refresh.assert().code(3);
    let doctor = |now: &str| {
        let told = jogan(folder.path()).args(["--now", now, "doctor"]).assert().code(3);
        String::from_utf8_lossy(&told.get_output().stdout).into_owned()
    };
    let told = doctor("2026-03-05T13:00:00Z");
    assert!(told.contains("✗ Source nobody") && told.contains("127.0.0.1"), "{told}");
    let told = doctor("2026-03-01T00:00:00Z");
    assert!(told.lines().any(|line| line.starts_with("✗ Clock:")), "{told}");

    let store = folder.path().join("data/jogan.db");
    let mut bytes = std::fs::read(&store).expect("the store");
    let (half, end) = (bytes.len() / 2, bytes.len());
    bytes[half..end].fill(0x5a);
    std::fs::write(&store, bytes).expect("written");
    let told = doctor("2026-03-05T13:00:00Z");
    assert!(told.lines().any(|line| line.starts_with("✗ ") && line.contains("jogan.db")), "{told}");
}

#[test]
fn whatever_goes_wrong_is_said_in_the_language_with_the_same_exit_code() {
    let folder = with_sample();
    let as_text = |path: PathBuf| path.to_string_lossy().into_owned();
    let no_theme = as_text(write(&folder, "theme.toml", "theme = \"drak\"\n"));
    let no_key = as_text(write(&folder, "keys.toml", "[keys]\nsatr = [\"*\"]\n"));
    let no_account =
        as_text(write(&folder, "account.toml", "[[account]]\nname = \"a b\"\nurl = \"\"\n"));
    let no_field = as_text(write(&folder, "field.toml", "tehme = \"dark\"\n"));
    let kept = as_text(write(&folder, "kept.md", "kept"));
    let cases: &[&[&str]] = &[
        &["show", "99999"],
        &["idea", "show", "99"],
        &["list", "--day", "someday"],
        &["list", "--edition", "someday"],
        &["list", "since:someday"],
        &["search", "!"],
        &["star", "1", "--due", "someday"],
        &["star", "99999"],
        &["note", "99999", "--restore"],
        &["digest", "--minutes", "999"],
        &["digest", "--from", "2026-03-05", "--to", "2026-03-01"],
        &["digest", "--template", "/no/such/file"],
        &["digest", "--out", &kept],
        &["export", "ideas", "--format", "papyrus"],
        &["move", "trends"],
        &["refresh", "--offline"],
        &["save", "https://mill.example/", "--offline"],
        &["source", "add", "ftp://mill.example/"],
        &["source", "add", "mill.example", "--kind", "pgae"],
        &["source", "remove", "nowhere"],
        &["source", "preview", "/no/such/file.xml"],
        &["account", "sync", "nobody"],
        &["import", "/no/such/file"],
        &["restore", "/no/such/file"],
        &["man", "nothing"],
        &["vault"],
        &["--config", &no_theme, "config", "check"],
        &["--config", &no_key, "list"],
        &["--config", &no_field, "list"],
        &["--config", &no_account, "list"],
    ];
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    for arguments in cases {
        let said = |lang: &str| {
            let mut command = jogan(folder.path());
            command.args(["--lang", lang]).args(*arguments).env_remove("EDITOR");
            let output = command.env_remove("VISUAL").output().expect("it ran");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            (output.status.code(), said)
        };
        let ((code, english), (korean_code, korean)) = (said("en"), said("ko"));
        assert_ne!(code, Some(0), "{arguments:?}: {english}");
        assert_eq!(code, korean_code, "{arguments:?}: {english}{korean}");
        assert!(!english.contains("Usage"), "{arguments:?} is not understood: {english}");
        assert!(!english.contains(is_hangul), "{arguments:?}: {english}");
        assert!(korean.contains(is_hangul), "{arguments:?}: {korean}");
        assert!(!korean.contains("failed."), "{arguments:?}: {korean}");
    }
}
