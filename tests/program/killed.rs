//! Killed at any moment, the program loses nothing that it said was kept.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::care::with_items;
use super::{jogan, printed};

/// Processes that a loop kills: a few, or as many as the environment says.
pub fn kills() -> u32 {
    std::env::var("JOGAN_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(12)
}

/// Runs the program and kills it after a moment; whether it was done before.
pub fn run_and_kill(folder: &Path, arguments: &[String], after: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jogan"))
        .env_clear()
        .env("HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .env("JOGAN_NOW", "2026-03-05T12:00:00Z")
        .arg("--data-dir")
        .arg(folder.join("data"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a program");
    // The moment is what is tested: nothing is waited for that would happen by itself.
    std::thread::sleep(after);
    // Already gone, or gone now.
    let _ = child.kill();
    child.wait().expect("its end").success()
}

#[test]
fn killed_at_any_moment_it_loses_no_note_star_or_idea_that_was_acknowledged() {
    let folder = with_items();
    let at = folder.path();
    let mut whole = {
        let begun = std::time::Instant::now();
        printed(jogan(at).args(["note", "1", "--text", "note 0"]));
        begun.elapsed()
    };
    let (mut acknowledged, mut killed): ([Option<String>; 3], u64) = ([const { None }; 3], 0);
    // Each kind of deed on each item.
    let kills = u64::from(kills()) * 2;
    for round in 0..kills {
        // From before the store is open to after the commit, in steps that do not repeat; later
        // moments more often, where the writing is.
        let part = 0.4 + 0.9 * ((round * 37) % kills) as f64 / kills as f64;
        let after = whole.mul_f64(part);
        let id = round % 3 + 1;
        let done = match round % 4 {
            0 => run_and_kill(at, &words(&["star", &id.to_string()]), after),
            3 => run_and_kill(at, &words(&["idea", "new", &format!("idea {round}")]), after),
            _ => {
                let text = format!("note {round} {}", "긴 글 ".repeat(2_000));
                let done =
                    run_and_kill(at, &words(&["note", &id.to_string(), "--text", &text]), after);
                if done {
                    acknowledged[id as usize - 1] = Some(text);
                }
                done
            }
        };
        killed += u64::from(!done);
        // On a machine that has become slower meanwhile the commit comes later.
        if !done && part > 1.0 {
            whole = whole.mul_f64(1.5);
        }
        if done && round % 4 == 0 {
            let starred = printed(jogan(at).args(["list", "--starred", "--json"]));
            assert!(starred.contains(&format!("\"id\":{id},")), "round {round}: {starred}");
        }
        if done && round % 4 == 3 {
            let ideas = printed(jogan(at).args(["idea", "list"]));
            assert!(ideas.contains(&format!("idea {round}")), "round {round}: {ideas}");
        }
    }
    for (index, text) in acknowledged.iter().enumerate().filter_map(|(i, t)| Some((i, t.as_ref()?)))
    {
        let id = (index + 1).to_string();
        let item: Value =
            serde_json::from_str(&printed(jogan(at).args(["show", &id, "--json"]))).expect("JSON");
        let note = item["note"].as_str().unwrap_or_default();
        // A later one may have been kept without word of it; an earlier one may not stand there.
        assert!(round_of(note) >= round_of(text), "{} < {}", round_of(note), round_of(text));
    }
    let said = printed(jogan(at).arg("doctor"));
    assert!(said.contains("is whole"), "{said}");
    assert!((1..kills).contains(&killed), "{killed} of {kills} were killed in the middle");
    println!("{killed} of {kills} were killed before they were done");
}

pub fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn round_of(note: &str) -> u64 {
    note.split(' ').nth(1).and_then(|round| round.parse().ok()).unwrap_or(0)
}

/// Runs a line of a shell in which `"$JOGAN"` is the program over the store.
pub fn shell(folder: &Path, line: &str) -> std::process::Output {
    Command::new("bash")
        .args([
            "-c",
            &format!("jogan() {{ \"$JOGAN\" --data-dir data --offline \"$@\"; }}; {line}"),
        ])
        .env("JOGAN", env!("CARGO_BIN_EXE_jogan"))
        .env("HOME", folder)
        .env("JOGAN_NOW", "2026-03-05T12:00:00Z")
        .current_dir(folder)
        .output()
        .expect("a shell")
}

#[test]
fn where_the_disk_takes_nothing_more_the_text_is_kept_in_a_draft_that_the_error_names() {
    let folder = with_items();
    let at = folder.path();
    // No file may grow beyond a kibibyte, which a write beyond is told rather than killed for.
    let full = shell(at, "trap '' XFSZ; ulimit -f 1; jogan note 1 --text 'a long thought'");
    let said = String::from_utf8_lossy(&full.stderr);
    assert!(!full.status.success() && said.contains("drafts/item-1.md"), "{said}");
    let draft = std::fs::read_to_string(at.join("data/drafts/item-1.md")).expect("the draft");
    assert_eq!(draft, "a long thought");
    // With room again, all is whole, and the text is named.
    let said = jogan(at).arg("doctor").output().expect("run").stdout;
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("is whole") && said.contains("drafts/item-1.md"), "{said}");
}
