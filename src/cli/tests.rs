//! Tests of `cli`.

use std::ffi::OsString;
use std::path::Path;

use super::arguments::{composed, with_turned_filters};
use super::*;
use crate::text::fold;

/// The commands with `--json`, by the words that lead to them.
fn with_json(command: &clap::Command, path: &str, found: &mut Vec<String>) {
    if command.get_arguments().any(|arg| arg.get_long() == Some("json")) {
        found.push(path.to_owned());
    }
    for inner in command.get_subcommands() {
        let path = format!("{path} {}", inner.get_name());
        with_json(inner, path.trim_start(), found);
    }
}

#[test]
fn every_json_has_its_schema_in_the_documentation_and_in_the_test() {
    let told = include_str!("../../docs/json.md");
    let tested = include_str!("../../tests/program/schemas.rs");
    let table = told.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<&str> = table.filter(|line| line.contains("](schemas/")).collect();
    let mut commands = Vec::new();
    with_json(&<Cli as clap::CommandFactory>::command(), "", &mut commands);
    assert!(commands.len() > 20, "{commands:?}");
    // A pass over the network is held by the tests that have a server.
    let elsewhere = ["refresh"];
    for command in commands {
        let named = |row: &&str| {
            row.contains(&format!("`{command}`")) || row.contains(&format!("`{command} "))
        };
        assert!(rows.iter().any(named), "{command} is not in docs/json.md");
        let words: Vec<String> = command.split(' ').map(|word| format!("\"{word}\"")).collect();
        let is_tested = tested.contains(&words.join(", "));
        assert!(is_tested || elsewhere.contains(&&*command), "{command} is not tested");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
    for file in std::fs::read_dir(folder).expect("the schemas") {
        let name = file.expect("a file").file_name().to_string_lossy().into_owned();
        assert!(told.contains(&format!("](schemas/{name})")), "{name} is of no command");
    }
}

#[test]
fn filters_that_are_turned_round_are_no_options() {
    let seen = |line: &str| {
        let arguments = line.split(' ').map(OsString::from).collect();
        let seen = with_turned_filters(arguments);
        seen.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join(" ")
    };
    for (line, as_seen) in [
        ("jogan list company:a -starred", "jogan list company:a -- -starred"),
        ("jogan list -별표 --json a", "jogan list --json a -- -별표"),
        ("jogan search a -bb -- -c", "jogan search a -- -bb -c"),
        ("jogan --offline list -tag:x -yy", "jogan --offline list -- -tag:x -yy"),
        ("jogan list -h", "jogan list -h"),
        ("jogan list --limit -5", "jogan list --limit -5"),
        ("jogan star 1 -x", "jogan star 1 -x"),
    ] {
        assert_eq!(seen(line), as_seen);
    }
}

#[test]
fn a_text_is_composed_and_a_file_keeps_its_name() {
    let apart = fold::decomposed("금리");
    let there = |path: &Path| path == Path::new(&apart) || path == Path::new("/home");
    let seen = |argument: &str, exists: &dyn Fn(&Path) -> bool| composed(argument.into(), exists);
    assert_eq!(seen(&apart, &|_| false), "금리");
    assert_eq!(seen(&format!("--tag={apart}"), &|_| false), "--tag=금리");
    assert_eq!(seen(&apart, &there), *apart);
    assert_eq!(seen(&format!("--out=/home/{apart}"), &there), *format!("--out=/home/{apart}"));
    assert_eq!(seen(&format!("AC/{apart}"), &there), "AC/금리");
}
