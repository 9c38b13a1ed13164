//! The floors of the house hold: a room names only rooms below it, a foreign crate has its owner,
//! and every folder's door says what is inside. `ARCHITECTURE.md` draws the same table.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test helper may stop the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What every room may name.
const GROUND: &[&str] = &["model", "text", "lang"];

/// Each room and the rooms it may name beside the ground, from the ground up.
const FLOORS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("lang", &[]),
    ("text", &[]),
    ("system", &[]),
    ("store", &["system"]),
    ("sources", &[]),
    ("desk", &[]),
    ("export", &["system"]),
    ("fetch", &[]),
    ("filter", &[]),
    ("app", &["filter"]),
    ("writer", &["desk"]),
    ("config", &["desk", "app", "export", "filter", "writer"]),
    ("library", &["store", "desk"]),
    ("newsroom", &["store", "desk", "sources"]),
    ("archive", &["newsroom", "store"]),
    ("drafts", &["export", "system"]),
    ("vault", &["library", "store", "export", "drafts", "system"]),
    ("editor", &["system"]),
    ("sync", &["newsroom", "store", "sources", "fetch", "system"]),
    ("refresh", &["library", "newsroom", "sync", "store", "desk", "sources", "fetch"]),
    ("writing", &["writer", "library", "store", "desk", "fetch"]),
    ("ui", &["app"]),
    (
        "runtime",
        &[
            "ui", "app", "refresh", "sync", "library", "newsroom", "drafts", "vault", "editor",
            "config", "store", "desk", "sources", "fetch", "export", "filter", "writer", "writing",
            "system",
        ],
    ),
    (
        "cli",
        &[
            "runtime", "ui", "app", "refresh", "sync", "library", "newsroom", "archive", "vault",
            "drafts", "editor", "config", "store", "desk", "sources", "fetch", "export", "filter",
            "writer", "writing", "system",
        ],
    ),
];

/// Foreign crates that only their owners name.
const OWNERS: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("feed_rs", &["sources"]),
    ("dom_smoothie", &["sources"]),
    ("dom_query", &["sources"]),
    ("html5ever", &["sources"]),
    ("encoding_rs", &["sources"]),
    ("chardetng", &["sources"]),
    ("reqwest", &["fetch"]),
    ("rustls", &["fetch"]),
    ("ratatui", &["ui", "runtime"]),
    ("crossterm", &["runtime", "cli"]),
    ("clap", &["cli"]),
    ("etcetera", &["cli"]),
    ("strsim", &["config", "app", "filter", "desk"]),
    ("nucleo_matcher", &["app"]),
    ("whichlang", &["text"]),
    ("notify", &["runtime"]),
    ("tracing_subscriber", &["runtime"]),
    ("toml_edit", &["config"]),
    ("shell_words", &["config", "editor"]),
    ("sha2", &["writing"]),
    ("unicode_width", &["text"]),
    ("markup5ever", &["text"]),
    ("minijinja", &["export"]),
    ("md5", &["sync"]),
    ("biblatex", &["sources"]),
    ("rustix", &["system"]),
    ("winapi_util", &["system"]),
];

fn source_files() -> Vec<(String, PathBuf, String)> {
    fn visit(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                visit(&path, into);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                into.push(path);
            }
        }
    }
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    visit(&src, &mut files);
    files
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(&src).expect("below src").to_path_buf();
            let room = inside.components().next().expect("a name").as_os_str().to_string_lossy();
            let room = room.trim_end_matches(".rs").to_owned();
            let code = std::fs::read_to_string(&path).expect("a source file");
            (room, inside, code)
        })
        .filter(|(room, ..)| room != "main" && room != "lib")
        .collect()
}

/// Code without its comments and its tests' modules, which may look anywhere; a file of tests is
/// all tests.
fn without_tests(file: &Path, code: &str) -> String {
    let is_of_tests = |part: std::path::Component<'_>| {
        let name = part.as_os_str().to_string_lossy();
        name == "tests" || name.ends_with("tests.rs")
    };
    if file.components().any(is_of_tests) {
        return String::new();
    }
    // Tests that stand in the file itself stand at its end.
    let end = code
        .match_indices("#[cfg(test)]\nmod ")
        .find(|(at, _)| code[*at..].lines().nth(1).is_some_and(|line| line.ends_with('{')))
        .map_or(code.len(), |(at, _)| at);
    let code = &code[..end];
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn named_rooms(code: &str) -> BTreeSet<String> {
    let word = |rest: &str| -> String {
        rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            // `use crate::{a::b, c}`: the names at depth one.
            let mut depth = 0;
            let mut start = true;
            for (offset, c) in list.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && depth == 0 && c.is_alphabetic() => {
                        rooms.insert(word(&list[offset..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            rooms.insert(word(rest));
        }
    }
    rooms
}

#[test]
fn a_room_names_only_rooms_below_it() {
    let floors: BTreeMap<&str, &[&str]> = FLOORS.iter().copied().collect();
    for (room, file, code) in source_files() {
        let below = floors
            .get(room.as_str())
            .unwrap_or_else(|| panic!("the room `{room}` has no floor: add its row to FLOORS"));
        for named in named_rooms(&without_tests(&file, &code)) {
            let allowed = named == room
                || below.contains(&named.as_str())
                || (GROUND.contains(&named.as_str()) && !GROUND.contains(&room.as_str()))
                || (["text", "lang"].contains(&&*room) && named == "model");
            // A macro's name is no room.
            if floors.contains_key(named.as_str()) {
                assert!(allowed, "src/{}: `{room}` may not name `{named}`", file.display());
            }
        }
    }
}

#[test]
fn the_floors_have_no_circle() {
    for (index, (room, below)) in FLOORS.iter().enumerate() {
        for name in *below {
            let place = FLOORS.iter().position(|(other, _)| other == name);
            assert!(place.is_some_and(|place| place < index), "`{room}` names `{name}` above it");
        }
    }
}

#[test]
fn a_foreign_crate_is_named_by_its_owner_only() {
    for (room, file, code) in source_files() {
        let code = without_tests(&file, &code);
        for (name, owners) in OWNERS {
            let named =
                code.contains(&format!("{name}::")) || code.contains(&format!("use {name};"));
            assert!(
                !named || owners.contains(&room.as_str()),
                "src/{}: `{name}` belongs to {owners:?}",
                file.display()
            );
        }
    }
}

#[test]
fn one_room_knows_which_system_it_is() {
    for (room, file, code) in source_files().into_iter().filter(|(room, ..)| room != "system") {
        let code = without_tests(&file, &code);
        for name in ["std::os::", "cfg(unix)", "cfg(windows)", "signal::unix", "signal::windows"] {
            assert!(!code.contains(name), "src/{}: `{room}` names `{name}`", file.display());
        }
    }
}

#[test]
fn every_folder_opens_with_a_door_text() {
    for (_, file, code) in source_files() {
        assert!(code.starts_with("//!"), "src/{} does not say what it is", file.display());
        if file.file_name().is_some_and(|name| name == "mod.rs") && file.components().count() == 2 {
            let door = code.lines().take_while(|line| line.starts_with("//!")).count();
            assert!(door >= 3, "src/{}: say what its files share and may not know", file.display());
        }
    }
}

/// Longer ones hold more than one thing; they are split along what changes together.
const LONGEST: usize = 500;

#[test]
fn no_file_is_longer_than_a_reader_holds_in_the_head() {
    for (_, file, code) in source_files() {
        let lines = code.lines().count();
        assert!(lines <= LONGEST, "{}: {lines} lines", file.display());
    }
}

#[test]
fn every_file_that_the_documents_name_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for document in
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
    {
        let text = std::fs::read_to_string(root.join(document)).expect(document);
        // What stands between back ticks, outside of fenced blocks.
        let prose: Vec<&str> = text.split("```").step_by(2).collect();
        for name in prose.iter().flat_map(|part| part.split('`').skip(1).step_by(2)) {
            let folder = name.split('/').next().unwrap_or_default();
            if name.contains('/') && ["src", "assets", "tests", "examples"].contains(&folder) {
                let path = name.split(['*', ' ', ':']).next().unwrap_or_default();
                assert!(root.join(path).exists(), "{document} names {name}, which is not there");
            }
        }
    }
}

/// What the store writes of marks, notes, ideas and places. A person's change goes through the library,
/// which writes its row in the log.
const OWN: &[&str] = &[
    "changing",
    "set_read",
    "set_starred",
    "take_listed",
    "set_note",
    "take_note",
    "remember_version",
    "change_idea",
    "take_ideas",
    "move_items",
    "put_pane_rule",
    "apply_remote",
];

/// Who writes them beside the library, and says why at the head of the file: what is restored, comes
/// from another program or from a server was changed by nobody here.
const BULK: &[(&str, &[&str])] = &[
    ("archive.rs", &["take_listed", "take_note", "take_ideas", "set_read"]),
    ("cli/import.rs", &["take_listed", "set_read"]),
    ("sync/mod.rs", &["apply_remote"]),
];

#[test]
fn what_a_person_changes_is_written_by_the_library() {
    for (room, file, code) in source_files() {
        if ["store", "library"].contains(&room.as_str()) {
            continue;
        }
        let name = file.display().to_string();
        let allowed = BULK.iter().find(|(bulk, _)| *bulk == name).map_or(&[][..], |(_, own)| own);
        let code = without_tests(&file, &code);
        for own in OWN {
            let is_named = code.contains(&format!(".{own}("));
            let may = allowed.contains(own);
            assert!(may || !is_named, "src/{name}: `{own}` is the library's to call");
            assert!(!may || is_named, "src/{name}: `{own}` is called no more");
        }
    }
}

/// All code of a folder, in one text.
fn code_below(folder: &Path) -> String {
    let mut code = String::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            code += &code_below(&path);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            code += &std::fs::read_to_string(&path).expect("a source file");
        }
    }
    code
}

#[test]
fn every_promise_of_the_security_policy_is_held_by_a_test_that_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("SECURITY.md")).expect("the policy");
    let code = code_below(&root.join("src")) + &code_below(&root.join("tests"));
    let mut promises = 0;
    for row in text.lines().filter(|line| line.starts_with("| ")).skip(1) {
        promises += 1;
        let held = row.trim_end_matches([' ', '|']).rsplit(" | ").next().unwrap_or_default();
        let names = held.split('`').skip(1).step_by(2).filter(|name| !name.contains([' ', '/']));
        for name in names {
            assert!(code.contains(&format!("fn {name}(")), "SECURITY.md names {name}: {row}");
        }
    }
    assert!(promises > 10, "{promises} promises were found");
}

/// The paths that a `use` names, braces taken apart: `a::{b, c::{d, e}}` are `a::b`, `a::c::d` and
/// `a::c::e`.
fn taken_apart(path: &str) -> Vec<String> {
    let Some((before, list)) = path.split_once('{') else { return vec![path.to_owned()] };
    let list = list.rsplit_once('}').map_or(list, |(inner, _)| inner);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in list.chars() {
        match c {
            ',' if depth == 0 => parts.push(String::new()),
            c => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                parts.last_mut().expect("one at least").push(c);
            }
        }
    }
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.flat_map(|part| taken_apart(&format!("{before}{part}"))).collect()
}

/// All paths that a file's code names, as they are written.
fn named_paths(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for statement in code.split(';') {
        let line = statement.rsplit("use ").next().filter(|_| statement.contains("use "));
        if let Some(path) = line {
            let path: String = path.chars().filter(|c| !c.is_whitespace()).collect();
            paths.extend(taken_apart(&path));
        }
    }
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let is_part = |c: &char| c.is_alphanumeric() || ['_', ':'].contains(c);
            paths.push(code[at..].chars().take_while(is_part).collect());
        }
    }
    paths
}

/// Which files of a room a file names: both as paths of modules. Doors are no part of a circle: a
/// `mod.rs` names what it holds.
fn files_named(file: &str, code: &str, files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for path in named_paths(code) {
        let mut from: Vec<&str> = file.split("::").collect();
        let mut parts: Vec<&str> = path.split("::").filter(|part| !part.is_empty()).collect();
        match parts.first() {
            Some(&"crate") => {
                parts.remove(0);
                from.clear();
            }
            Some(&"self") => {
                parts.remove(0);
            }
            Some(&"super") => {
                while parts.first() == Some(&"super") {
                    parts.remove(0);
                    from.pop();
                }
            }
            Some(_) => {}
            None => continue,
        }
        from.extend(parts);
        let prefixes = (1..=from.len()).rev().map(|length| from[..length].join("::"));
        let known = prefixes.into_iter().find(|prefix| files.contains_key(prefix));
        named.extend(known.filter(|other| {
            let is_door = file.starts_with(&format!("{other}::"));
            let is_inside = other.starts_with(&format!("{file}::"));
            other != file && !is_door && !is_inside
        }));
    }
    named
}

#[test]
fn no_files_of_a_room_name_each_other_in_a_circle() {
    let mut rooms: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (room, file, code) in source_files() {
        let name = file.with_extension("").display().to_string().replace('/', "::");
        let name = name.trim_end_matches("::mod").to_owned();
        if !name.contains("tests") {
            rooms.entry(room).or_default().insert(name, without_tests(&file, &code));
        }
    }
    for (room, files) in &rooms {
        let names: BTreeMap<&str, BTreeSet<String>> = files
            .iter()
            .map(|(name, code)| (name.as_str(), files_named(name, code, files)))
            .collect();
        let reached = |from: &str| {
            let (mut reached, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
            while let Some(next) = open.pop() {
                let new =
                    names[next.as_str()].iter().filter(|name| reached.insert((*name).clone()));
                open.extend(new.cloned().collect::<Vec<_>>());
            }
            reached
        };
        let from: BTreeMap<&str, BTreeSet<String>> =
            names.keys().map(|name| (*name, reached(name))).collect();
        let circle = |name: &str| {
            let back = from[name].iter().filter(|other| from[other.as_str()].contains(name));
            back.count()
        };
        let largest = names.keys().map(|name| circle(name)).max().unwrap_or(0);
        assert_eq!(largest, 0, "`{room}`: files in its largest circle");
    }
}
