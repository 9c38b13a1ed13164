//! `jogan write` as a program: what it reads, prints and returns.

use std::fs;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::care::with_items;
use crate::reader::Screen;
use crate::{jogan, printed};

const LINES: &str = r#"{"id":"a","evidence":["Zorvex opened an office in Busan."],"sentence":"Zorvex가 부산에 사무소를 열었습니다.","cites":["S1"]}
{"id":"b","kind":"number","evidence":["Zorvex hired 30 people."],"sentence":"Zorvex가 40명을 채용했습니다.","cites":["S1"]}
"#;

#[test]
fn sentences_are_verified_line_by_line_and_summed_up() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let file = at.join("lines.jsonl");
    fs::write(&file, LINES).unwrap();
    let out = printed(jogan(at).args(["write", "verify"]).arg(&file));
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with(r#"{"line":1,"id":"a","verdict":"accepted""#), "{out}");
    assert!(
        lines[1].contains(r#""verdict":"refused","reason":"figure","detail":"40명""#)
            || lines[1].contains(r#""reason":"figure""#),
        "{out}"
    );
    let sums = printed(jogan(at).args(["write", "verify", "--summary", "-"]).write_stdin(LINES));
    let sums: serde_json::Value = serde_json::from_str(&sums).unwrap();
    assert_eq!(
        (&sums["true"]["refused"], &sums["kinds"]["number"]["caught"]),
        (&0.into(), &1.into())
    );
    // Neither a store nor anything else was made.
    assert!(!at.join("data").exists());
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_others_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let given = format!("not json\n{LINES}");
    let run =
        jogan(folder.path()).args(["write", "verify", "-"]).write_stdin(given).assert().code(3);
    let out = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(out.lines().next().unwrap().starts_with(r#"{"line":1,"error":"#), "{out}");
    assert_eq!(out.lines().count(), 3);
}

#[test]
fn without_a_writer_it_says_how_to_have_one_and_a_wrong_one_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let none = jogan(at).arg("write").assert().code(2);
    assert!(String::from_utf8_lossy(&none.get_output().stderr).contains("[writer]"));
    let config = at.join("config.toml");
    for (text, line, word) in [
        ("[writer]\nurl = \"http://127.0.0.1:1/v1\"\ncommand = \"say\"\n", 3, "both"),
        ("[writer]\nurl = \"http://127.0.0.1:1/v1\"\ntasks = [\"sing\"]\n", 3, "sing"),
        ("[writer]\nurl = \"http://127.0.0.1:1/v1\"\ntasks = [\"link\"]\n", 3, "about"),
        ("[writer]\nurl = \"http://a.example/v1\"\nkey = \"env:K\"\n", 3, "https"),
    ] {
        fs::write(&config, text).unwrap();
        let run = jogan(at).arg("--config").arg(&config).arg("write").assert().code(1);
        let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(told.contains(&format!("line {line}")) && told.contains(word), "{told}");
    }
}

#[test]
fn a_dry_run_prints_what_would_be_sent_and_sends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let items = at.join("items.jsonl");
    let item = r#"{"id":"a","url":"https://lamps.example/secret-address","title":"Marlow Lamps raises $85 million","summary":"Marlow Lamps raised $85 million from three banks to build a lighthouse in Busan.","published":"2026-03-05T08:00:00Z","language":"en","source":"Lamps"}"#;
    fs::write(&items, item).unwrap();
    jogan(at).arg("import").arg(&items).assert().success();
    let config = at.join("config.toml");
    // Whoever is asked there does not answer.
    fs::write(&config, "lang = \"ko\"\n[writer]\nurl = \"http://127.0.0.1:1/v1\"\nmodel = \"m\"\n")
        .unwrap();
    let with = |arguments: &[&str]| {
        let mut command = jogan(at);
        command.arg("--config").arg(&config).args(arguments);
        command
    };
    let out = printed(&mut with(&["write", "--dry-run"]));
    let body: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!(body["model"], "m");
    let document = body["messages"][1]["content"].as_str().unwrap();
    assert!(document.contains("lighthouse") && !out.contains("secret-address"), "{out}");
    assert_eq!(printed(&mut with(&["write", "--dry-run"])), out);
    // Nothing was written: the digest is that of the quotes.
    let quotes = printed(&mut with(&["digest", "--quotes"]));
    assert_eq!(printed(&mut with(&["digest"])), quotes);
    assert!(printed(&mut with(&["write", "cost"])).contains("없습니다"));
}

#[test]
fn while_a_writer_is_silent_every_key_of_the_reader_is_answered_and_it_closes_at_once() {
    /// What a key may take; the writer may say nothing for a minute.
    const QUICK: Duration = Duration::from_secs(5);
    let folder = with_items();
    let at = folder.path();
    // Whoever asks is let in and never answered.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let config = format!(
        "lang = \"ko\"\n[refresh]\non_start = false\nevery_minutes = 0\n[writer]\n\
         url = \"http://{}/v1\"\nmodel = \"m\"\nseconds = 60\nwhen = \"digest\"\n",
        silent.local_addr().unwrap()
    );
    fs::write(at.join("config.toml"), config).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_jogan"));
    command.args(["--config", "config.toml", "--data-dir", "data"]);
    let mut screen = Screen::start(at, command);
    screen.wait_for("Small models");
    screen.type_in("ga");
    screen.wait_for("전체 3 · 최신순");
    screen.type_in("cw");
    screen.wait_for("쓰는 중");
    // It is asked, however long that takes here, and waits from now on.
    let (let_in, asked) = std::sync::mpsc::channel();
    std::thread::spawn(move || let_in.send(silent.accept()));
    let _waiting = asked.recv_timeout(Duration::from_mins(1)).expect("nobody asked").unwrap();
    let began = Instant::now();
    for (key, shows) in [
        ("?", "도움말"),
        ("q", "쓰는 중"),
        ("x", "소식"),
        ("q", "쓰는 중"),
        ("S", "소스"),
        ("q", "쓰는 중"),
    ] {
        let typed = Instant::now();
        screen.type_in(key);
        screen.wait_for(shows);
        assert!(typed.elapsed() < QUICK, "{key} took {:?}", typed.elapsed());
    }
    screen.type_in("qq");
    assert_eq!(screen.end(), 0);
    assert!(began.elapsed() < Duration::from_secs(40), "it waited for the writer");
}
