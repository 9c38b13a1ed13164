//! A vault whose program is killed, and one that comes from somebody else.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Instant;

use super::care::with_items;
use super::killed::{kills, run_and_kill, words};
use super::safety::{done, json, moments, path, run, stderr, stdout};

/// A vault with ideas and notes as another store wrote them, and some made by hand.
fn vault(dir: &Path, ideas: usize) {
    for name in ["ideas", "notes"] {
        std::fs::create_dir_all(dir.join(name)).expect("a folder");
    }
    for n in 1..=ideas {
        let (name, front) = match n % 3 {
            // By hand, without a number.
            0 => (format!("own-{n}"), String::new()),
            // Under another name than its number.
            1 => (format!("renamed-{n}"), format!("---\njogan: idea-{n}\n---\n")),
            _ => (format!("idea-{n}"), format!("---\njogan: idea-{n}\ntags: [a, 'b c']\n---\n")),
        };
        let text = format!("{front}# Idea {n}\n\nSee [[idea-2]].\n\n## Problem\nOf {n}.\n");
        std::fs::write(dir.join("ideas").join(format!("{name}.md")), text).expect("written");
        let day = format!("day-2026-02-{n:02}");
        std::fs::write(dir.join("notes").join(format!("{day}.md")), format!("On {day}\n"))
            .expect("written");
    }
}

#[test]
fn a_vault_killed_while_it_takes_ideas_into_a_fresh_store_is_gone_on_with() {
    const IDEAS: usize = 18;
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let dir = at.join("vault");
    let config = at.join("config.toml");
    let set = format!("[vault]\ndir = {:?}\n", path(&dir));
    std::fs::write(&config, set).expect("written");
    let begin = || {
        for gone in [&dir, &at.join("data")] {
            std::fs::remove_dir_all(gone).ok();
        }
        vault(&dir, IDEAS);
        // The sources of a new store take longer than all the rest.
        run(at, &["source", "list"]);
    };
    let sync = ["--config", path(&config), "vault"];
    begin();
    let whole = {
        let begun = Instant::now();
        run(at, &sync);
        begun.elapsed()
    };
    let (mut killed, mut between) = (0, 0);
    for (round, after) in moments(whole).enumerate() {
        begin();
        killed += u32::from(!run_and_kill(at, &words(&sync), after));
        let taken = json(at, &["idea", "list", "--json"]).as_array().map_or(0, Vec::len);
        between += u32::from(taken > 0 && taken < IDEAS);
        let rest = done(at, &sync);
        assert!(rest.status.success(), "round {round}, {taken} were taken: {}", stderr(&rest));
        let ideas = json(at, &["idea", "list", "--json"]);
        let ideas = ideas.as_array().expect("a list");
        let mut titles: Vec<&str> = ideas.iter().filter_map(|i| i["title"].as_str()).collect();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(
            (ideas.len(), titles.len()),
            (IDEAS, IDEAS),
            "round {round}, {taken} were taken"
        );
        for idea in ideas {
            let (number, title) = (idea["id"].as_i64(), idea["title"].as_str().expect("a title"));
            let told: i64 = title.trim_start_matches("Idea ").parse().expect("a number");
            assert!(told % 3 == 0 || number == Some(told), "{title} keeps its number: {idea}");
            assert_eq!(idea["sections"]["problem"], format!("Of {told}."));
        }
        let files = std::fs::read_dir(dir.join("ideas")).expect("listed").flatten();
        let names: Vec<String> = files
            .map(|file| file.file_name().to_string_lossy().into_owned())
            .filter(|name| !name.starts_with('.'))
            .collect();
        assert_eq!(names.len(), IDEAS, "{names:?}");
        let journal = run(at, &["export", "journal"]);
        assert_eq!(journal.matches("\nOn day-").count(), IDEAS, "{journal}");
        let again = done(at, &sync);
        assert!(again.stderr.is_empty(), "round {round}: {}", stderr(&again));
        assert!(stdout(&again).contains(", 0 texts"), "{}", stdout(&again));
    }
    println!(
        "{killed} of {} were killed before they were done, {between} with some ideas taken in and \
         others not",
        kills()
    );
    assert!(killed > 0);
}

#[test]
fn a_link_in_the_vault_is_neither_read_nor_written() {
    let folder = with_items();
    let at = folder.path();
    let dir = at.join("vault");
    let config = at.join("config.toml");
    std::fs::write(&config, format!("[vault]\ndir = {:?}\n", path(&dir))).expect("written");
    let secret = at.join("secret.md");
    std::fs::write(&secret, "# A secret\n\nhunter2\n").expect("written");
    vault(&dir, 1);
    for name in ["ideas/mine.md", "ideas/idea-7.md", "notes/item-1.md", "notes/day-2026-03-04.md"] {
        symlink(&secret, dir.join(name)).expect("linked");
    }
    symlink(at.join("elsewhere"), dir.join("digests")).expect("linked");
    run(at, &["note", "1", "--text", "own words"]);
    let synced = done(at, &["--config", path(&config), "vault"]);
    assert_eq!(synced.status.code(), Some(0), "a notice is no failure: {synced:?}");
    let said = stderr(&synced);
    assert_eq!(said.matches("it is a link").count(), 5, "{said}");
    for words in [run(at, &["export", "all"]), run(at, &["search", "hunter2"])] {
        assert!(!words.contains("hunter2"), "{words}");
    }
    assert_eq!(std::fs::read_to_string(&secret).expect("read"), "# A secret\n\nhunter2\n");
    assert!(dir.join("notes/item-1.md").is_symlink() && !at.join("elsewhere").exists());
}
