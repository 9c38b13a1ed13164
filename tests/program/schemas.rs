//! What commands print as JSON is what `docs/schemas/` says, key by key.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::schema::breaks;
use super::{jogan, on_this_machine};

/// The schema of a command's document.
fn schema_of(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schemas/{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("a schema")).expect("JSON")
}

/// The schema with every object closed: a key that it does not name is wrong here, though others may
/// meet one in a later version.
fn closed(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(rules) => {
            let is_open =
                rules.contains_key("properties") && !rules.contains_key("additionalProperties");
            if is_open {
                rules.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            rules.values_mut().for_each(|inner| *inner = closed(inner.take()));
        }
        Value::Array(all) => all.iter_mut().for_each(|inner| *inner = closed(inner.take())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    schema
}

fn with_everything() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let items = r#"{"id":"a","title":"Nvidia invests $2 billion in a cloud company","url":"https://news.example/a","source":"Wire","published":"2026-03-05T08:00:00Z","authors":["A. Writer"],"summary":"<p>The chip maker buys shares.</p>","points":3,"comments":1}
{"id":"b","title":"A page without a date","url":"https://news.example/b","source":"Wire"}
{"id":"c","title":"Small models remember","url":"https://arxiv.org/abs/2603.01234","source":"Papers","kind":"arxiv","published":"2026-03-04","categories":["cs.LG"]}
"#;
    let write = |name: &str, text: &str| -> PathBuf {
        let path = at.join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let run = |arguments: &[&str]| {
        jogan(at).args(arguments).assert().success();
    };
    run(&["import", write("items.jsonl", items).to_str().expect("a path")]);
    run(&["star", "1", "3", "--tag", "risk", "--due", "this"]);
    run(&["note", "1", "--text", "mine"]);
    run(&["note", "--day", "today", "--text", "a day"]);
    run(&["idea", "new", "Distil", "--item", "1", "--why", "because", "--tag", "x"]);
    write(
        "library.bib",
        "@article{a, title={Small models remember}, author={Bee, Ann}, eprint={2603.01234}, archiveprefix={arXiv}}\n",
    );
    write(
        "feed.xml",
        "<rss version='2.0'><channel><title>F</title><item><title>A</title><link>https://f.example/a</link></item></channel></rss>",
    );
    folder
}

#[test]
fn every_document_is_what_its_schema_says() {
    let folder = with_everything();
    let at = folder.path();
    let file = |name: &str| at.join(name).to_str().expect("a path").to_owned();
    let (library, feed, items) = (file("library.bib"), file("feed.xml"), file("items.jsonl"));
    let digests = file("digests");
    let config = file("config.toml");
    // Nobody answers there.
    let settings = "[[account]]\nname = \"home\"\nurl = \"http://127.0.0.1:1/api\"\nuser = \"a\"\npassword = \"b\"\n\
                    [writer]\nurl = \"http://127.0.0.1:1/v1\"\nmodel = \"m\"\n";
    std::fs::write(&config, settings).expect("written");
    let set: [&str; 2] = ["--config", &config];
    let commands: &[(&str, &[&str])] = &[
        ("items", &["list", "--json"]),
        ("items", &["search", "models", "--json"]),
        ("show", &["show", "1", "--json"]),
        ("show", &["show", "2", "--json"]),
        ("trends", &["trends", "--json"]),
        ("sources", &["source", "list", "--json"]),
        ("health", &["source", "health", "--json"]),
        ("preview", &["source", "preview", &feed, "--json"]),
        ("profiles", &["source", "profile", "--json"]),
        ("ideas", &["idea", "list", "--json"]),
        ("ideas", &["idea", "show", "1", "--json"]),
        ("ideas", &["export", "ideas", "--format", "json"]),
        ("import", &["import", &items, "--json"]),
        ("owned-import", &["owned", "import", &library, "--json"]),
        ("owned", &["owned", "list", "--json"]),
        ("items", &["list", "--json", "--starred"]),
        ("taste", &["taste", "--json"]),
        ("tidy", &["tidy", "--json"]),
        ("account-sync", &[set[0], set[1], "account", "sync", "--json"]),
        ("account-list", &[set[0], set[1], "account", "list", "--json"]),
        ("account-outbox", &[set[0], set[1], "account", "outbox", "--json"]),
        ("write-dry-run", &[set[0], set[1], "write", "--dry-run", "--item", "1", "--json"]),
        ("write", &[set[0], set[1], "write", "--item", "1", "--json"]),
        ("write-cost", &["write", "cost", "--json"]),
        ("doctor", &["doctor", "--json"]),
        ("schedule", &["schedule", "install", "--for", "cron", "--json"]),
        ("schedule", &["schedule", "show", "--json"]),
        ("schedule", &["schedule", "remove", "--json"]),
        ("schedule-run", &["schedule", "run", "--folder", &digests, "--json"]),
        ("journal", &["export", "journal", "--format", "json"]),
        ("kept", &["export", "notes", "--format", "json"]),
        ("kept", &["export", "reading-list", "--format", "json"]),
    ];
    for (name, arguments) in commands {
        // Without `--offline`, since nobody is asked but this machine.
        let mut program = if arguments.contains(&"sync") { on_this_machine(at) } else { jogan(at) };
        let output = program.args(*arguments).assert().get_output().clone();
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let value: Value = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{arguments:?}: {error}: {text}"));
        let empty = value.as_array().is_some_and(Vec::is_empty);
        let may_be_empty = ["trends", "account-outbox", "write-cost"].contains(name);
        assert!(!empty || may_be_empty, "{arguments:?} shows nothing");
        let root = closed(schema_of(name));
        let broken = breaks(&root, &value, &root, name);
        assert!(broken.is_empty(), "{arguments:?}: {broken:#?}");
    }
}

#[test]
fn an_empty_result_is_said_on_stderr_and_json_stays_json() {
    let folder = with_everything();
    for arguments in [
        &["list", "--day", "2020-01-01"][..],
        &["search", "nowhere"],
        &["idea", "list", "--tag", "none"],
        &["owned", "list"],
    ] {
        let output = jogan(folder.path()).args(arguments).assert().success().get_output().clone();
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?} says nothing");
    }
    let none = jogan(folder.path()).args(["list", "--day", "2020-01-01", "--json"]).assert();
    let output = none.success().get_output().clone();
    assert_eq!((output.stdout.as_slice(), output.stderr.as_slice()), (&b"[]\n"[..], &b""[..]));
}

#[test]
fn a_paper_of_the_library_is_marked_and_not_told() {
    let folder = with_everything();
    let at = folder.path();
    let listed = |arguments: &[&str]| -> Vec<i64> {
        let output =
            jogan(at).args(arguments).arg("--json").assert().success().get_output().clone();
        let items: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let items = items.as_array().expect("items");
        items.iter().filter_map(|item| item["id"].as_i64()).collect()
    };
    jogan(at).args(["unstar", "3"]).assert().success();
    assert!(listed(&["list"]).contains(&3));
    let library = at.join("library.bib");
    jogan(at).args(["owned", "import"]).arg(&library).assert().success();
    assert!(!listed(&["list"]).contains(&3), "it is not told again");
    assert_eq!(listed(&["search", "remember"]), [3], "it is found");
    let shown = jogan(at).args(["show", "3", "--json"]).assert().success().get_output().clone();
    let shown: Value = serde_json::from_slice(&shown.stdout).expect("JSON");
    assert_eq!((&shown["owned"], &shown["why"][0]["term"]), (&true.into(), &"owned".into()));
    // One that comes later is known at once.
    let later = at.join("later.jsonl");
    let text = "{\"id\":\"z\",\"title\":\"Small models remember\",\"url\":\"https://huggingface.co/papers/2603.01234\",\"source\":\"Daily\",\"published\":\"2026-03-05\"}\n";
    std::fs::write(&later, text).expect("written");
    jogan(at).arg("import").arg(&later).assert().success();
    assert!(!listed(&["list"]).contains(&4));
    // The archive has the library, and so has whoever it comes back to.
    let archive = at.join("all.jsonl");
    jogan(at).args(["export", "all", "--out"]).arg(&archive).assert().success();
    let other = tempfile::tempdir().expect("a folder");
    jogan(other.path()).arg("import").arg(&archive).assert().success();
    let again = jogan(other.path()).args(["export", "all"]).assert().success().get_output().clone();
    assert!(again.stdout == std::fs::read(&archive).expect("it"));
    jogan(at).args(["owned", "forget"]).assert().success();
    assert!(listed(&["list"]).contains(&3), "and told like others again");
}

#[test]
fn a_terminal_that_draws_nothing_gets_the_plain_reader() {
    let folder = with_everything();
    let output = jogan(folder.path()).env("TERM", "dumb").write_stdin("q\n").assert().success();
    assert!(String::from_utf8_lossy(&output.get_output().stdout).contains("line by line"));
}

#[test]
fn a_shell_is_offered_what_there_is() {
    let folder = with_everything();
    let offered = |words: &[&str]| {
        // The words of a command line as a shell's script hands them on, after those of the helper.
        let data = folder.path().join("data");
        let output = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("jogan"))
            .env_clear()
            .env("HOME", folder.path())
            .env("JOGAN_DATA_DIR", data)
            .env("JOGAN_COMPLETE", "fish")
            .arg("--")
            .arg("jogan")
            .args(words)
            .assert()
            .success()
            .get_output()
            .clone();
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(offered(&["list", "--source", ""]).contains("wire"));
    assert!(offered(&["list", "--tag", ""]).contains("risk"));
    assert!(offered(&["show", ""]).contains("Nvidia invests"));
    assert!(offered(&["export", "reading-list", "--format", ""]).contains("biblatex"));
}
