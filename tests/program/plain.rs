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
