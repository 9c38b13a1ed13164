//! `jogan --plain`: the edition line by line.

use super::{jogan, printed};

#[test]
fn the_edition_is_told_and_heard_line_by_line_without_drawing() {
    let folder = tempfile::tempdir().expect("a folder");
    let talk = "1\ns 1\nw 1\nc\n/ agents\n99\nq\n";
    let told =
        printed(jogan(folder.path()).args(["demo", "--plain", "--lang", "en"]).write_stdin(talk));
    assert!(!told.contains('\u{1b}'), "nothing is drawn");
    let starts = |start: &str| told.lines().any(|line| line.starts_with(start));
    for start in ["Research, ", "1. ", "Put on the reading list", "+", "Companies, ", "agents, "] {
        assert!(starts(start), "{start:?} is missing\n{told}");
    }
    assert!(told.trim_end().ends_with("No item of this list has that number."), "{told}");
}

#[test]
fn it_ends_where_its_input_ends_and_speaks_korean() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = printed(jogan(folder.path()).args(["--plain", "--lang", "ko"]).write_stdin(""));
    assert!(told.contains("번호와 Enter로"), "{told}");
    assert!(told.contains("리서치, 0건."), "{told}");
}

#[test]
fn counts_are_true_and_days_terms_notes_and_the_digest_can_be_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines: Vec<String> = (1..=230)
        .map(|n| {
            format!(
                "{{\"title\":\"Report number {n}: $\\\\alpha_i$\",\"url\":\"https://a.example/{n}\",\"published\":\"2026-03-05T0{}:00:00Z\",\"source\":\"Wire\"}}\n",
                n % 8
            )
        })
        .collect();
    let file = folder.path().join("items.jsonl");
    std::fs::write(&file, lines.concat()).expect("written");
    jogan(folder.path()).arg("import").arg(&file).assert().success();
    let talk = "d\nn 1 a first thought\nn 1 and a second\nn 1\nd -3\nd soon\n/ -only\ng\ng 9\ni\nl\nx\nq\n";
    let told = printed(jogan(folder.path()).args(["--plain", "--lang", "en"]).write_stdin(talk));
    let all: usize = told
        .lines()
        .find_map(|line| line.strip_prefix("2026-03-05, ")?.strip_suffix(" items.")?.parse().ok())
        .expect("the day's heading");
    let more = format!("{} more; Enter goes on.", all - 10);
    assert!(all > 1, "{told}");
    for says in [
        "αᵢ",
        "Note kept",
        "a first thought\nand a second",
        "2026-03-02, 0 items.",
        "That is no day",
        "No word to look for in -only",
        "No term has that number",
        "Ideas, 0 items.",
        "Reading list, 0 items.",
        "Morning edition, Thursday 2026-03-05",
    ] {
        assert!(told.contains(says), "{says:?} is missing\n{told}");
    }
    assert!(all <= 10 || told.contains(&more), "{told}");
}
