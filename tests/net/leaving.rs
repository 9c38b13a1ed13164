//! What leaves this machine for a writer under each setting of `send`: what the table of
//! `docs/writer.md` says, by the requests that a server received.

use std::path::Path;

use assert_cmd::Command;

use crate::server::{Asked, Server};
use crate::writing::{GOOD, SENTENCE, answer, completion};

/// What may be told, with what stands for it here, in the order of the table's columns.
const TOLD: [(&str, &[&str]); 4] = [
    ("titles and sentences of the cited items", &[SENTENCE, "raises $85 million"]),
    ("names of your lenses", &["harbour watch"]),
    ("your field (`about`)", &["coastal lighting"]),
    ("notes, ideas", &["Compare with gas lamps", "Lamps that talk"]),
];

/// What never leaves: addresses, marks and tags, what was read, whose source it is, secrets.
const NEVER: [&str; 8] = [
    "secret-address",
    "lamps.example",
    "keeper.example",
    "quiet-tag",
    "star",
    "Harbour Gazette",
    "word-of-lamps",
    "Nobody is to know of this",
];

fn jogan(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("jogan"));
    command
        .env_clear()
        .env("HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .env("LAMPS_WORD", "word-of-lamps")
        .env("JOGAN_NOW", "2026-03-05T12:00:00Z")
        .arg("--config")
        .arg(folder.join("config.toml"))
        .arg("--data-dir")
        .arg(folder.join("data"));
    command
}

/// All that a server was asked by a reader who has notes, ideas, marks and a lens.
fn asked(send: &str) -> Vec<Asked> {
    let server = Server::start(|_| completion(&answer(GOOD)));
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let config = format!(
        "lang = \"ko\"\n[writer]\nurl = \"{}\"\nmodel = \"small\"\nabout = \"coastal lighting\"\n\
         tasks = [\"phrase\", \"link\", \"idea\"]\nsend = \"{send}\"\n\
         [[watch]]\nname = \"harbour watch\"\nterms = [\"lighthouse\"]\n",
        server.url("/v1")
    );
    std::fs::write(at.join("config.toml"), config).expect("written");
    let item = serde_json::json!({
        "id": "a", "url": "https://lamps.example/secret-address", "source": "Harbour Gazette",
        "title": "Marlow Lamps raises $85 million for a lighthouse", "language": "en",
        "summary": format!("{SENTENCE} Nobody else was told of it."),
        "published": "2026-03-05T08:00:00Z",
    });
    let kept = serde_json::json!({
        "id": "b", "url": "https://lamps.example/other", "source": "Paid", "language": "en",
        "title": "Nobody is to know of this lighthouse", "published": "2026-03-05T09:00:00Z",
    });
    std::fs::write(at.join("items.jsonl"), format!("{item}\n{kept}\n")).expect("written");
    let run = |words: &[&str]| jogan(at).args(words).assert();
    run(&["import", at.join("items.jsonl").to_str().expect("a path")]).success();
    // A source that asks with a secret of the reader's own.
    let store = rusqlite::Connection::open(at.join("data/jogan.db")).expect("the store");
    let options = "UPDATE sources SET options = '{\"basic\":\"env:LAMPS_WORD\"}' WHERE id = 'paid'";
    assert_eq!(store.execute(options, []).expect("set"), 1);
    drop(store);
    run(&["star", "1", "--tag", "quiet-tag"]).success();
    run(&["read", "1"]).success();
    run(&["note", "1", "--text", "Compare with gas lamps. Ask https://keeper.example today."])
        .success();
    run(&["idea", "new", "Lamps that talk", "--item", "1"]).success();
    // Whatever comes of the answers: what was asked is looked at.
    run(&["write"]);
    run(&["idea", "draft", "1"]);
    let asked = server.asked();
    let tasks = ["phrase", "link", "idea"];
    let is_asked = |task: &&str| asked.iter().any(|one| task_of(one) == *task);
    assert!(tasks.iter().filter(|task| **task != "link").all(is_asked), "{send}");
    assert_eq!(is_asked(&"link"), send != "items", "{send}: that of one report needs its lens");
    asked
}

/// What a request asks for.
fn task_of(asked: &Asked) -> String {
    let body: serde_json::Value = serde_json::from_str(&asked.body).expect("JSON");
    let document = body["messages"][1]["content"].as_str().expect("a document");
    let document: serde_json::Value = serde_json::from_str(document).expect("JSON");
    document["task"].as_str().expect("a task").to_owned()
}

#[test]
fn what_leaves_under_each_setting_is_what_the_table_of_the_documents_says() {
    let documents = include_str!("../../docs/writer.md");
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let head = documents.lines().find(|line| line.starts_with("| `send` |")).expect("a table");
    let head = cells(head);
    for (column, (name, _)) in TOLD.iter().enumerate() {
        assert_eq!(head[column + 1], *name);
    }
    for send in ["items", "lenses", "notes"] {
        let row = documents.lines().find(|line| line.starts_with(&format!("| `{send}` |")));
        let row = cells(row.expect("a row"));
        let asked = asked(send);
        for (column, (name, told)) in TOLD.iter().enumerate() {
            for one in &asked {
                let task = task_of(one);
                let may_be = match row[column + 1].as_str() {
                    "yes" => true,
                    "no" => false,
                    "with `link` and `idea`" => task != "phrase",
                    other => panic!("`{other}` says nothing of {name}"),
                };
                for words in *told {
                    assert_eq!(one.body.contains(words), may_be, "{send}, {task}: {words}");
                }
            }
        }
        assert_eq!(row[TOLD.len() + 1], "never");
        for one in &asked {
            for words in NEVER {
                assert!(!one.body.contains(words), "{send}: {words} in {}", one.body);
            }
        }
    }
}
