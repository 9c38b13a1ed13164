//! The digest by itself every morning, and the feed of digests.

use std::path::Path;

use super::documents::with_a_day;
use super::{jogan, printed};

/// A run that finds no systemd: the path has no program.
fn alone(folder: &Path, arguments: &[&str]) -> assert_cmd::Command {
    let mut command = jogan(folder);
    command.env("PATH", folder).args(arguments);
    command
}

#[test]
fn the_timer_is_written_shown_and_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let install = ["schedule", "install", "--at", "06:30", "--for", "systemd"];
    let own = folder.path().join("own.toml");
    std::fs::write(&own, "# mine\nlang = \"en\"\n").expect("written");
    let mut installing = alone(folder.path(), &install);
    let told = installing.arg("--config").arg(&own).assert().code(3).get_output().stderr.clone();
    assert!(String::from_utf8_lossy(&told).contains("systemctl --user"), "how to start it");
    let shown = printed(&mut alone(folder.path(), &["schedule", "show"]));
    assert!(shown.contains("OnCalendar=*-*-* 06:30:00\nPersistent=true"), "{shown}");
    assert!(shown.contains("\"schedule\" \"run\" \"--folder\""), "{shown}");
    let config = std::fs::read_to_string(&own).expect("the config file");
    assert!(config.starts_with("# mine\nlang = \"en\"\n"), "{config}");
    assert!(config.contains("[edition]\ncloses = \"06:30\"\n"), "the one place: {config}");
    printed(&mut alone(folder.path(), &["schedule", "remove"]));
    let shown = printed(&mut alone(folder.path(), &["schedule", "show"]));
    assert!(!shown.contains("OnCalendar"), "{shown}");
    for system in ["launchd", "cron", "windows"] {
        let text = printed(&mut alone(folder.path(), &["schedule", "install", "--for", system]));
        assert!(text.contains("schedule") && text.contains("--folder"), "{system}: {text}");
    }
    let plist = printed(&mut alone(folder.path(), &["schedule", "install", "--for", "launchd"]));
    assert_eq!(elements(&plist), ["plist", "dict"], "{plist}");
    let own = folder.path().join("seoul.toml");
    std::fs::write(&own, "timezone = \"Asia/Seoul\"\n").expect("written");
    let crontab = ["--config", "seoul.toml", "schedule", "install", "--for", "cron"];
    let crontab = printed(alone(folder.path(), &crontab).current_dir(folder.path()));
    assert!(crontab.contains("CRON_TZ=Asia/Seoul\n"), "{crontab}");
    alone(folder.path(), &["schedule", "install", "--at", "25:00"]).assert().code(2);
}

/// The two outermost elements of a document that is well-formed to its end.
fn elements(document: &str) -> Vec<String> {
    use quick_xml::events::Event;
    assert!(document.starts_with("<?xml"), "nothing stands before the declaration");
    let mut reader = quick_xml::Reader::from_str(document);
    let (mut depth, mut outer) = (0, Vec::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(element) => {
                let name: &str = element.name().into_inner();
                outer.extend((depth < 2).then(|| name.to_owned()));
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "all that was opened is closed");
    outer
}

#[test]
fn a_morning_is_written_once_and_missed_ones_are_caught_up() {
    let folder = with_a_day();
    let editions = folder.path().join("editions");
    let morning = |now: &str| {
        let mut command = jogan(folder.path());
        command.args(["--now", now, "schedule", "run", "--format", "md", "--folder"]);
        printed(command.arg(&editions)).lines().count()
    };
    // The edition of the fifth closed at seven, after the first report.
    assert_eq!(morning("2026-03-05T07:10:00Z"), 1);
    assert_eq!(morning("2026-03-05T09:00:00Z"), 0, "it is there");
    let first = std::fs::read_to_string(editions.join("jogan-2026-03-05.md")).expect("written");
    assert!(first.starts_with("# Morning edition, Thursday 2026-03-05\n"), "{first}");
    assert!(first.contains("one.example/a") && !first.contains("two.example/b"), "{first}");
    assert_eq!(morning("2026-03-08T07:00:00Z"), 3, "the sixth, the seventh and the eighth");
    let second = std::fs::read_to_string(editions.join("jogan-2026-03-06.md")).expect("written");
    assert!(!second.contains("two.example/b"), "one more report is no news: {second}");
    let feed = std::fs::read(editions.join("jogan.atom")).expect("a feed");
    let feed = feed_rs::parser::parse(feed.as_slice()).expect("Atom");
    assert_eq!(feed.entries.len(), 4);
    assert_eq!(feed.entries[0].id, "urn:jogan:digest:2026-03-08");
    let mut other = jogan(folder.path());
    other.args([
        "--now",
        "2026-03-09T07:00:00Z",
        "schedule",
        "run",
        "--format",
        "html",
        "--folder",
    ]);
    other.arg(&editions).assert().success();
    let feed = std::fs::read(editions.join("jogan.atom")).expect("a feed");
    let feed = feed_rs::parser::parse(feed.as_slice()).expect("Atom");
    assert_eq!(feed.entries.len(), 5, "those in another format stay");
}

#[test]
fn an_older_timer_wins_for_its_run_and_says_so() {
    let folder = with_a_day();
    let mut command = jogan(folder.path());
    command.args(["schedule", "run", "--at", "05:30", "--format", "json", "--folder"]);
    let told = command.arg(folder.path().join("editions")).assert().success();
    let told = String::from_utf8_lossy(&told.get_output().stderr).into_owned();
    assert!(told.contains("05:30") && told.contains("07:00"), "{told}");
    let page = std::fs::read_to_string(folder.path().join("editions/jogan-2026-03-05.json"));
    assert!(page.expect("written").contains("\"ends\": \"2026-03-05T05:30:00Z\""));
}

#[test]
fn days_become_a_feed_of_digests() {
    let folder = with_a_day();
    let days = ["digest", "--from", "2026-03-04", "--format", "atom"];
    let feed = printed(jogan(folder.path()).args(days));
    let feed = feed_rs::parser::parse(feed.as_bytes()).expect("Atom");
    let ids: Vec<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["urn:jogan:digest:2026-03-05", "urn:jogan:digest:2026-03-04"]);
}
