//! What is watched and muted in the config file holds for what is in the store already, and
//! mistakes in it and in the reader's own lexicon are named.

use std::path::Path;

use super::care::with_items;
use super::{jogan, printed};

fn configured(folder: &Path, config: &str) {
    let place = folder.join(".config/jogan");
    std::fs::create_dir_all(&place).expect("a folder");
    std::fs::write(place.join("config.toml"), config).expect("written");
}

fn said(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let done = jogan(folder).args(arguments).assert();
    let output = done.get_output();
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    (output.status.code(), format!("{out}{err}"))
}

#[test]
fn what_is_here_follows_the_config_file_without_being_asked_to() {
    let folder = with_items();
    let list = || printed(jogan(folder.path()).arg("list"));
    assert_eq!(list().lines().count(), 3);
    configured(
        folder.path(),
        "[[watch]]\nname = \"finance\"\nterms = [\"시계열\"]\n[mute]\nterms = [\"forgets\", \"forget\"]\n",
    );
    assert_eq!(list().lines().count(), 2, "{}", list());
    let shown = printed(jogan(folder.path()).args(["show", "1"]));
    assert!(shown.contains("your watch “finance”: 시계열"), "{shown}");
    let muted = printed(jogan(folder.path()).args(["show", "3"]));
    assert!(muted.contains("muted: forget") && !muted.contains("+0.0"), "{muted}");
    assert!(!printed(jogan(folder.path()).args(["search", "models"])).contains("forget"));
    configured(folder.path(), "");
    assert_eq!(list().lines().count(), 3);
}

#[test]
fn checking_the_config_tells_of_a_company_that_nobody_knows() {
    let folder = with_items();
    configured(folder.path(), "[mute]\ncompanies = [\"삼성전자\", \"Nvidai\"]\n");
    let (code, text) = said(folder.path(), &["config", "check"]);
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains("unknown company `Nvidai`; did you mean"), "{text}");
    assert!(!text.contains("삼성전자"), "{text}");
    let (_, text) = said(folder.path(), &["doctor"]);
    assert!(text.contains("unknown company `Nvidai`"), "{text}");
    configured(folder.path(), "[mute]\ncompanies = [\"삼성전자\", \"Apple\"]\n");
    assert_eq!(said(folder.path(), &["config", "check"]).0, Some(0));
}

#[test]
fn a_mistake_in_the_lexicon_is_named_with_file_and_line_once_by_whoever_reads_it() {
    let folder = with_items();
    configured(folder.path(), "");
    let lexicon = folder.path().join(".config/jogan/lexicon.toml");
    let entry = "[[entry]]\nkey = \"acme\"\nname = \"Acme\"\nkind = \"compny\"\n";
    std::fs::write(&lexicon, entry).expect("written");
    for (arguments, code) in [
        (&["config", "check"] as &[&str], Some(1)),
        (&["reindex"], Some(1)),
        (&["doctor"], Some(3)),
    ] {
        let (found, text) = said(folder.path(), arguments);
        assert_eq!(found, code, "{arguments:?}: {text}");
        let told = "lexicon.toml, line 4: unknown kind `compny`; did you mean `company`?";
        assert_eq!(text.matches(told).count(), 1, "{arguments:?}: {text}");
    }
}

#[test]
fn a_rule_without_a_term_is_wrong_usage() {
    let folder = with_items();
    for term in ["", "  "] {
        assert_eq!(said(folder.path(), &["move", "companies", "--term", term]).0, Some(2));
    }
    assert_eq!(printed(jogan(folder.path()).arg("move")), "");
}

#[test]
fn a_taste_is_told_with_its_examples_and_forgotten() {
    let folder = with_items();
    configured(folder.path(), "");
    let taste = || -> serde_json::Value {
        let printed = printed(jogan(folder.path()).args(["taste", "--json"]));
        serde_json::from_str(&printed).expect("JSON")
    };
    let before = taste();
    assert_eq!((&before["enough"], &before["since"]), (&false.into(), &serde_json::Value::Null));
    assert!(printed(jogan(folder.path()).arg("taste")).contains("three starred or twenty read"));
    jogan(folder.path()).args(["star", "1", "2", "3"]).assert().success();
    let learnt = taste();
    assert_eq!(learnt["examples"]["starred"], 3);
    let liked = |word: &str| {
        let list = learnt["for"].as_array().expect("a list");
        list.iter().any(|one| one["name"] == word && one["weight"].as_f64() > Some(0.0))
    };
    assert!(liked("small") && liked("models"), "{learnt}");
    let told = printed(jogan(folder.path()).args(["taste", "--limit", "1"]));
    assert!(told.contains("Learnt from 3 starred") && told.contains("3 starred, 0 read"), "{told}");
    let korean = printed(jogan(folder.path()).args(["--lang", "ko", "taste"]));
    assert!(korean.contains("좋아하는 것:"), "{korean}");
    let forgotten = printed(jogan(folder.path()).args(["taste", "reset"]));
    assert!(forgotten.contains("only marks made from now on count. 3 items"), "{forgotten}");
    let after = taste();
    assert_eq!((&after["examples"]["starred"], &after["enough"]), (&0.into(), &false.into()));
    assert_eq!(after["since"], "2026-03-05T12:00:00Z");
    assert_eq!(said(folder.path(), &["taste", "reset", "--json"]).0, Some(2));
}

#[test]
fn a_watch_that_looks_for_nothing_is_refused_and_a_followed_author_is_the_reason() {
    let folder = with_items();
    configured(folder.path(), "[[watch]]\nname = \"tides\"\n");
    let (code, text) = said(folder.path(), &["list"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("line 1: the watch `tides` looks for nothing"), "{text}");
    configured(folder.path(), "[[watch]]\nname = \"people\"\nauthors = [\"ada lantern\"]\n");
    let line = "{\"id\":\"d\",\"title\":\"On fog\",\"url\":\"https://news.example/d\",\
                \"authors\":[\"Bo Harbour\",\"Ada Lantern\"],\"source\":\"Wire\",\
                \"published\":\"2026-03-05T08:00:00Z\"}\n";
    let file = folder.path().join("more.jsonl");
    std::fs::write(&file, line).expect("written");
    jogan(folder.path()).arg("import").arg(file).assert().success();
    let shown = printed(jogan(folder.path()).args(["show", "4"]));
    assert!(shown.contains("your watch “people”: Ada Lantern"), "{shown}");
}
