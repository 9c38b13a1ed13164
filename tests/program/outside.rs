//! What comes from outside and what goes there: archives, settings and clocks beyond all bounds,
//! files that are damaged, and places that are no files.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

use super::care::with_items;
use super::killed::shell;
use super::safety::{LOOKS, doctor, done, json, path, run, stderr, stdout, with_copy};

#[test]
fn what_is_exported_goes_through_links_and_into_pipes_and_keeps_the_mode_of_what_was_there() {
    let folder = with_items();
    let at = folder.path();
    run(at, &["star", "1"]);
    let (real, link) = (at.join("real.md"), at.join("link.md"));
    std::fs::write(&real, "old\n").expect("written");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("set");
    symlink("real.md", &link).expect("linked");
    run(at, &["digest", "--force", "--out", path(&link)]);
    let data = std::fs::metadata(&real).expect("there");
    assert!(link.is_symlink() && data.permissions().mode() & 0o777 == 0o640 && data.size() > 100);
    let digest = std::fs::read_to_string(&real).expect("read");
    for out in ["/dev/stdout", "/proc/self/fd/1", ">(cat)", "/dev/fd/1"] {
        let line = format!("jogan digest --out {out} | cat");
        let out = shell(at, &line);
        assert!(out.status.success(), "{line}: {}", stderr(&out));
        assert_eq!(stdout(&out), digest, "{line}");
    }
    // Into a file that the shell opened, after what stands there, and into a pipe that is closed.
    let lines = "printf 'first\\n' >x.md; jogan digest --out /dev/stdout >>x.md && \
                 jogan digest --out /dev/fd/5 5>y.md && jogan digest --out >(true) && \
                 jogan export all --out >(head -c 1 >z)";
    let out = shell(at, lines);
    assert!(out.status.success() && out.stderr.is_empty(), "{out:?}");
    let read = |name: &str| std::fs::read_to_string(at.join(name)).expect(name);
    assert_eq!((read("x.md"), read("y.md")), (format!("first\n{digest}"), digest));
}

#[test]
fn a_damaged_store_is_told_to_its_end_and_salvaged() {
    let (folder, copy) = with_copy();
    let at = folder.path();
    run(at, &["idea", "new", "An idea", "--item", "1"]);
    let store = at.join("data/jogan.db");
    let bytes = std::fs::read(&store).expect("bytes");
    let damaged = |from: usize, every: usize| {
        let mut bytes = bytes.clone();
        let pages = bytes.len() / 4096;
        for page in (from..pages).step_by(every) {
            bytes[page * 4096..(page + 1) * 4096].fill(0xa5);
        }
        bytes
    };
    let wrecks = [
        damaged(40, 9),
        damaged(1, 1),
        bytes[..bytes.len() / 2].to_vec(),
        b"no database at all".to_vec(),
        vec![0; 8_192],
    ];
    for (number, wreck) in wrecks.into_iter().enumerate() {
        std::fs::write(&store, wreck).expect("written");
        let report = done(at, &["doctor"]);
        let said = stdout(&report);
        assert_eq!(report.status.code(), Some(3), "wreck {number}: {report:?}");
        for words in ["Config:", "jogan restore", "jogan salvage", "Clock:", "Network:"] {
            assert!(said.contains(words), "wreck {number} lacks {words}: {said}");
        }
        let told = said.matches("jogan salvage").count();
        assert_eq!(told, 1, "wreck {number} is told once: {said}");
        for arguments in LOOKS {
            let output = done(at, arguments);
            let is_told = output.status.success() || stderr(&output).contains("jogan ");
            assert!(is_told, "wreck {number}, {arguments:?}: {output:?}");
        }
        let new = at.join(format!("new-{number}.db"));
        let salvaged = done(at, &["salvage", path(&new)]);
        let is_done = new.exists();
        assert_eq!(is_done, salvaged.status.code() != Some(1), "{salvaged:?}");
        let from = if is_done { &new } else { &copy };
        run(at, &["restore", path(from)]);
        assert!(doctor(at).contains("is whole"), "wreck {number}");
        run(at, &["list"]);
        println!("wreck {number}: {}", stdout(&salvaged).trim());
    }
}

#[test]
fn an_archive_with_numbers_after_which_there_are_none_leaves_the_store_room() {
    let folder = with_items();
    let at = folder.path();
    run(at, &["star", "1"]);
    run(at, &["note", "1", "--text", "see [[item:1|it]] and [[idea:1|that]]"]);
    run(at, &["idea", "new", "An idea", "--item", "1"]);
    let whole = run(at, &["export", "all"]);
    for number in ["9223372036854775807", "-9223372036854775808", "-1", "0", "4294967297"] {
        let other = tempfile::tempdir().expect("a folder");
        let to = other.path();
        let archive = whole
            .replace("\"no\":1,", &format!("\"no\":{number},"))
            .replace("\"item\":1,", &format!("\"item\":{number},"))
            .replace("\"about\":\"item-1\"", &format!("\"about\":\"item-{number}\""))
            .replace(
                "\"record\":\"idea\",\"id\":1,",
                &format!("\"record\":\"idea\",\"id\":{number},"),
            );
        assert!(archive.matches(number).count() >= 4, "{archive}");
        let file = to.join("all.jsonl");
        std::fs::write(&file, archive).expect("written");
        // Those of its records that nothing can be made of are passed over.
        done(to, &["import", path(&file)]);
        let more = at.join("items.jsonl");
        run(to, &["import", path(&more)]);
        assert_eq!(json(to, &["list", "--json"]).as_array().map(Vec::len), Some(3), "{number}");
        run(to, &["idea", "new", "Another"]);
        let ideas = json(to, &["idea", "list", "--json"]);
        assert_eq!(ideas.as_array().map(Vec::len), Some(2), "{number}: {ideas}");
        for idea in ideas.as_array().expect("a list") {
            assert!(idea["id"].as_i64().is_some_and(|id| (1..100).contains(&id)), "{idea}");
        }
        assert!(!doctor(to).contains("numbers that no store gives"));
    }
}

#[test]
fn numbers_from_the_config_end_nothing_and_a_clock_years_ahead_lets_nothing_go() {
    let folder = with_items();
    let at = folder.path();
    let config = at.join("config.toml");
    for (line, words) in [
        ("keep_days = 4294967295", "36500"),
        ("[[watch]]\nname = \"a\"\nterms = [\"b\"]\nweight = nan", "between 0 and 100"),
        ("[refresh]\nevery_minutes = 4294967295", "43200"),
    ] {
        std::fs::write(&config, line).expect("written");
        for command in [&["config", "check"][..], &["tidy"]] {
            let refused = done(at, &[&["--config", path(&config)], command].concat());
            let said = stderr(&refused);
            assert!(
                refused.status.code() == Some(1) && said.contains(words),
                "{line}: {refused:?}"
            );
        }
    }
    let far = ["--now", "2100-01-01T00:00:00Z"];
    for _ in 0..2 {
        let refused = done(at, &[&far[..], &["tidy"]].concat());
        assert_eq!(refused.status.code(), Some(1));
        assert!(stderr(&refused).contains("set the clock right"), "{refused:?}");
    }
    let said = stdout(&done(at, &[&far[..], &["doctor"]].concat()));
    assert!(said.contains("years after jogan was last at work"), "{said}");
    assert_eq!(json(at, &["list", "--json"]).as_array().map(Vec::len), Some(3));
    assert_eq!(done(at, &["tidy", "--keep-days", "4294967295"]).status.code(), Some(2));
    run(at, &[&far[..], &["tidy", "--force"]].concat());
    assert!(json(at, &["list", "--json"]).as_array().is_some_and(Vec::is_empty));
}
