//! `C-c` during a work: it ends where what is done is whole, says what is left, and the same command
//! goes on with that.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};

use super::care::with_items;
use super::together::{lock, start};
use super::{jogan, printed};

/// A work that was asked to end, and heard it.
struct Asked {
    child: Child,
    said: BufReader<ChildStderr>,
}

impl Asked {
    /// Asks a work to end as soon as it heeds that, and waits until it says that it heard.
    fn of(mut child: Child) -> Asked {
        while !heeds(&child) {
            assert!(child.try_wait().expect("its state").is_none(), "it ended before it was asked");
            std::thread::yield_now();
        }
        let pid = Pid::from_child(&child);
        kill_process(pid, Signal::INT).expect("asked");
        let mut said = BufReader::new(child.stderr.take().expect("its words"));
        let mut line = String::new();
        said.read_line(&mut line).expect("read");
        assert!(line.contains("C-c once more"), "{line}");
        Asked { child, said }
    }

    /// What it says of what is left, once it is over.
    fn left(mut self) -> String {
        let mut left = String::new();
        self.said.read_to_string(&mut left).expect("read");
        assert_eq!(self.child.wait().expect("its end").code(), Some(1), "{left}");
        assert!(left.contains("stopped"), "{left}");
        left
    }
}

/// Whether an interrupt would be caught, as the system has it.
fn heeds(child: &Child) -> bool {
    let path = format!("/proc/{}/status", child.id());
    let status = std::fs::read_to_string(path).unwrap_or_default();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    let caught = caught.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    let interrupt = Signal::INT.as_raw() - 1;
    caught & (1 << interrupt) != 0
}

/// What a work says of what is left where it is asked to end while another program writes.
fn left_of(folder: &Path, arguments: &[&str]) -> String {
    let writing = lock(folder);
    let asked = Asked::of(start(folder, arguments));
    drop(writing);
    asked.left()
}

fn store(folder: &Path) -> Connection {
    Connection::open(folder.join("data/jogan.db")).expect("the store")
}

fn count(folder: &Path, what: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {what}");
    store(folder).query_row(&sql, [], |row| row.get(0)).expect("a number")
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    printed(jogan(folder).args(arguments))
}

#[test]
fn what_is_judged_again_is_judged_whole_or_not_at_all() {
    let folder = with_items();
    let at = folder.path();
    let before = run(at, &["list", "--json"]);
    let left = left_of(at, &["reindex"]);
    assert!(left.contains("`jogan reindex`"), "{left}");
    assert_eq!(run(at, &["list", "--json"]), before);
    assert!(run(at, &["reindex"]).contains('3'));

    let config = at.join("config.toml");
    std::fs::write(&config, "[mute]\nterms = [\"forget\"]\n").expect("written");
    let config = config.to_str().expect("a path");
    let left = left_of(at, &["--config", config, "list"]);
    assert!(left.contains("new settings"), "{left}");
    let shown = run(at, &["--config", config, "list"]);
    assert!(shown.contains("remember") && !shown.contains("forget"), "{shown}");
}

#[test]
fn a_store_that_is_tidied_copied_or_put_back_is_whole() {
    let folder = with_items();
    let at = folder.path();
    let tidy = ["tidy", "--keep-days", "1", "--now", "2026-03-20T12:00:00Z"];
    let left = left_of(at, &tidy);
    assert!(left.contains("`jogan tidy`"), "{left}");
    assert_eq!(count(at, "items"), 3);

    // The lists of sources are to be read anew, for which it waits.
    let forget = "DELETE FROM memory WHERE name IN ('shipped sources put', 'own sources')";
    store(at).execute(forget, []).expect("forgotten");
    let copy = at.join("copy.db");
    let to = copy.to_str().expect("a path");
    let left = left_of(at, &["backup", to]);
    assert!(left.contains("copy.db was not written") && !copy.exists(), "{left}");
    run(at, &["backup", to]);

    let open = std::fs::File::open(at.join("data/jogan.db-lock")).expect("the lock file");
    open.lock_shared().expect("held as by a reader");
    run(at, &["star", "1"]);
    let asked = Asked::of(start(at, &["restore", to]));
    drop(open);
    assert!(asked.left().contains("the store is as it was"));
    assert_eq!(count(at, "reading_list"), 1);
    run(at, &["restore", to]);
    assert_eq!(count(at, "reading_list"), 0);

    run(at, &tidy);
    assert_eq!(count(at, "items"), 0);
    let beside = |name: &str| name.starts_with(".jogan") || name.contains("copying");
    let names = std::fs::read_dir(at).expect("the folder");
    let names: Vec<_> =
        names.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    assert!(!names.iter().any(|name| beside(name)), "{names:?}");
}

#[test]
fn a_store_of_an_earlier_version_stays_one_or_is_brought_up_to_date() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::create_dir(at.join("data")).expect("a folder");
    let begin = include_str!("../../assets/migrations/0001_begin.sql");
    let old = store(at);
    old.execute_batch(&format!("PRAGMA journal_mode = wal; {begin}; PRAGMA user_version = 1"))
        .expect("the first version");
    drop(old);
    let version = || {
        let version =
            store(at).pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
        version.expect("a number")
    };
    let left = left_of(at, &["list"]);
    assert!(left.contains("older version"), "{left}");
    assert_eq!(version(), 1);
    let copies = || {
        let names = std::fs::read_dir(at.join("data")).expect("the folder");
        let names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.filter(|name| name.contains("before")).count()
    };
    assert_eq!(copies(), 0, "it is copied once more the next time");
    run(at, &["source", "list"]);
    assert!(version() > 1);
    assert_eq!(copies(), 1);
}

#[test]
fn a_vault_is_gone_on_with_file_by_file() {
    let folder = with_items();
    let at = folder.path();
    for n in ["1", "2", "3"] {
        run(at, &["note", n, "--text", "a thought"]);
    }
    let (config, dir) = (at.join("config.toml"), at.join("vault"));
    std::fs::write(&config, format!("[vault]\ndir = {dir:?}\n")).expect("written");
    let config = config.to_str().expect("a path");
    let writing = lock(at);
    let child = start(at, &["--config", config, "vault"]);
    // The first one is written, and not remembered yet.
    while !std::fs::read_dir(dir.join("notes")).is_ok_and(|mut files| files.next().is_some()) {
        std::thread::yield_now();
    }
    let asked = Asked::of(child);
    drop(writing);
    let left = asked.left();
    assert!(left.contains("1 files were written") && left.contains("2 that are left"), "{left}");
    let said = run(at, &["--config", config, "vault"]);
    assert!(said.contains("3 files written"), "two notes and the digest: {said}");
    assert!(run(at, &["--config", config, "vault"]).contains("0 files written"));
}

#[test]
fn a_library_is_known_and_judged_by_when_the_command_is_given_again() {
    let folder = with_items();
    let at = folder.path();
    let library = at.join("own.bib");
    let entry = "@misc{one, title = {Small models remember time series}, author = {Lantern, Ada}}";
    std::fs::write(&library, entry).expect("written");
    let import = ["owned", "import", library.to_str().expect("a path")];
    let left = left_of(at, &import);
    // As it was asked before the file was read, or after that.
    let known = i64::from(!left.contains("nothing of the library is known yet"));
    assert!(known == 0 || left.contains("judged by it yet"), "{left}");
    assert_eq!((count(at, "owned"), count(at, "owned_items")), (known, known));
    let said = run(at, &import);
    assert!(said.contains('1'), "{said}");
    assert_eq!(count(at, "owned_items"), 1);
}

#[test]
fn an_import_that_is_given_again_goes_on() {
    let folder = with_items();
    let at = folder.path();
    let file = at.join("more.jsonl");
    let line = |n| {
        format!(
            "{{\"title\":\"Lamp {n}\",\"url\":\"https://lamps.example/{n}\",\"source\":\"Lamps {n}\"}}\n"
        )
    };
    std::fs::write(&file, (1..=5).map(line).collect::<String>()).expect("written");
    let import = ["import", file.to_str().expect("a path")];
    let left = left_of(at, &import);
    let taken = count(at, "items") - 3;
    assert!(left.contains(&format!("stopped; {taken} items of it are in")), "{left}");
    assert!(taken < 5);
    let said = run(at, &import);
    assert!(said.contains(&format!("{} new, 0 updated, {taken} unchanged", 5 - taken)), "{said}");
}

#[test]
fn what_sources_brought_is_kept_when_a_refresh_is_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let (well, silent) = (answering(), TcpListener::bind("127.0.0.1:0").expect("a port"));
    let silent = silent.local_addr().expect("an address");
    let outline = |name: &str, address| {
        format!("<outline text='{name}' type='rss' xmlUrl='http://{address}/feed.xml'/>")
    };
    let list = at.join("list.opml");
    let outlines = outline("Well", well) + &outline("Silent", silent);
    std::fs::write(&list, format!("<opml version='2.0'><body>{outlines}</body></opml>"))
        .expect("written");
    run(at, &["import", "--private", list.to_str().expect("a path")]);
    let child = Command::new(env!("CARGO_BIN_EXE_jogan"))
        .env_clear()
        .env("HOME", at)
        .env("LC_ALL", "C.UTF-8")
        .arg("--data-dir")
        .arg(at.join("data"))
        .args(["refresh", "well", "silent"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a program");
    while count(at, "items") == 0 {
        std::thread::yield_now();
    }
    let left = Asked::of(child).left();
    assert!(left.contains("of 2 sources are done"), "{left}");
    assert_eq!(count(at, "items"), 1);
}

/// A server that answers every request with a feed of one item, as long as the test goes on.
fn answering() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a client");
            let mut line = String::new();
            let mut from = BufReader::new(stream.try_clone().expect("a stream"));
            from.read_line(&mut line).expect("a request");
            while line != "\r\n" {
                line.clear();
                from.read_line(&mut line).expect("a field");
            }
            let feed = "<rss version='2.0'><channel><title>Well</title><item><title>A lamp is lit\
                        </title><link>https://lamps.example/1</link></item></channel></rss>";
            let length = feed.len();
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {length}\r\n\
                 Connection: close\r\n\r\n{feed}"
            );
            stream.write_all(head.as_bytes()).expect("answered");
        }
    });
    address
}

#[test]
fn the_answers_of_a_writer_are_kept_and_the_rest_is_asked_for_the_next_time() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = with_items();
    let at = folder.path();
    let script = at.join("writer.sh");
    // The first is answered with nothing; the next one waits until somebody reads from it.
    let lines = format!(
        "#!/bin/sh\ncat > /dev/null\nif mkdir {0}/one 2>/dev/null; then echo '{{\"entries\":[]}}'; exit; fi\n\
         : > {0}/two\nexec sleep 600\n",
        at.display()
    );
    std::fs::write(&script, lines).expect("written");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("executable");
    let config = at.join("config.toml");
    std::fs::write(&config, format!("lang = \"ko\"\n[writer]\ncommand = {script:?}\n"))
        .expect("written");
    let child = Command::new(env!("CARGO_BIN_EXE_jogan"))
        .env_clear()
        .env("HOME", at)
        .env("PATH", "/usr/bin:/bin")
        .env("JOGAN_NOW", "2026-03-05T12:00:00Z")
        .arg("--config")
        .arg(&config)
        .arg("--data-dir")
        .arg(at.join("data"))
        .args(["--lang", "en", "write", "--item", "1", "2", "3"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a program");
    while !at.join("two").exists() {
        std::thread::yield_now();
    }
    let left = Asked::of(child).left();
    assert!(left.contains("are done, and their answers are kept"), "{left}");
}

#[test]
fn asked_twice_it_ends_at_once() {
    let folder = with_items();
    let writing = lock(folder.path());
    let mut asked = Asked::of(start(folder.path(), &["reindex"]));
    kill_process(Pid::from_child(&asked.child), Signal::INT).expect("asked");
    assert_eq!(asked.child.wait().expect("its end").code(), Some(130));
    drop(writing);
}
