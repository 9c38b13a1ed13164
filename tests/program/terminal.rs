//! What the reader tells its terminal beside the screen, and what another process tells the reader.

use std::path::Path;

use portable_pty::CommandBuilder;

use super::jogan;
use super::reader::Screen;

/// The reader over a store in a folder, whose own programs come first on the path.
fn reader(folder: &Path, environment: &[(&str, &str)]) -> Screen {
    let mut command = CommandBuilder::new("bash");
    let set: Vec<String> =
        environment.iter().map(|(name, value)| format!("export {name}='{value}'; ")).collect();
    let line =
        format!("{}PATH=\"$HOME/bin:$PATH\"; \"$JOGAN\" --data-dir data --offline", set.concat());
    command.args(["--norc", "--noprofile", "-c", &line]);
    Screen::start(folder, command)
}

fn import(folder: &Path, titles: &[&str]) {
    let lines: Vec<String> = titles
        .iter()
        .map(|title| {
            format!(
                "{{\"title\":\"{title}\",\"url\":\"https://wire.example/{}\",\"published\":\"2026-03-05T09:00:00Z\",\"source\":\"Wire\"}}\n",
                title.replace(' ', "-")
            )
        })
        .collect();
    let file = folder.join("items.jsonl");
    std::fs::write(&file, lines.concat()).expect("written");
    jogan(folder).arg("import").arg(&file).assert().success();
}

fn config(folder: &Path, text: &str) {
    let place = folder.join(".config/jogan");
    std::fs::create_dir_all(&place).expect("a folder");
    std::fs::write(place.join("config.toml"), text).expect("written");
}

#[test]
fn what_another_process_brings_is_announced_at_once_and_nothing_moves() {
    let folder = tempfile::tempdir().expect("a folder");
    import(folder.path(), &["The first report"]);
    let mut screen = reader(folder.path(), &[]);
    screen.wait_for("The first report");
    // Nothing is told of it but by the file: no key, no look at the window.
    import(folder.path(), &["Another report", "A third report"]);
    screen.wait_for("2 new");
    assert!(!screen.text().contains("A third report"), "{}", screen.text());
    screen.type_in("n");
    screen.wait_for("A third report");
    screen.type_in("q");
    assert_eq!(screen.end(), 0);
}

#[test]
fn what_another_process_marks_is_shown_when_the_window_is_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    import(folder.path(), &["The first report"]);
    let mut screen = reader(folder.path(), &[]);
    screen.wait_for("1 story, 1 unread");
    jogan(folder.path()).args(["read", "1"]).assert().success();
    // As a terminal reports that its window is looked at.
    screen.type_in("\u{1b}[I");
    screen.wait("the item as it was marked", |screen| {
        let text = screen.contents();
        text.contains("The first report") && text.contains("1 story, 0 unread")
    });
    screen.type_in("q");
    assert_eq!(screen.end(), 0);
}

#[test]
fn the_window_is_named_and_a_copied_link_goes_to_the_clipboard_by_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    import(folder.path(), &["The first report"]);
    let mut screen = reader(folder.path(), &[]);
    screen.wait_for("The first report");
    screen.type_in("yy");
    screen.wait_for("Copied");
    screen.type_in("\r");
    screen.wait_for("Wire · 2026-03-05");
    screen.type_in("\u{3}");
    assert_eq!(screen.end(), 0);
    let raw = String::from_utf8_lossy(&screen.raw).into_owned();
    assert!(raw.contains("\u{1b}]0;The first report · 조간 jogan\u{7}"), "{raw:?}");
    // OSC 52 with the address in base64.
    let copied = "\u{1b}]52;c;aHR0cHM6Ly93aXJlLmV4YW1wbGUvVGhlLWZpcnN0LXJlcG9ydA==";
    assert!(raw.contains(copied), "{raw:?}");
}

#[test]
fn without_colour_there_is_none_whatever_the_theme() {
    let folder = tempfile::tempdir().expect("a folder");
    import(folder.path(), &["The first report"]);
    let theme = include_str!("../../assets/themes/light.toml");
    for name in ["dark", "mine"] {
        config(folder.path(), &format!("theme = \"{name}\"\n"));
        let themes = folder.path().join(".config/jogan/themes");
        std::fs::create_dir_all(&themes).expect("a folder");
        std::fs::write(themes.join("mine.toml"), theme).expect("written");
        let mut screen = reader(folder.path(), &[("NO_COLOR", "1")]);
        screen.wait_for("The first report");
        screen.type_in("q");
        assert_eq!(screen.end(), 0, "{name}");
        let raw = String::from_utf8_lossy(&screen.raw).into_owned();
        let colours = ["[38;", "[48;", "[31m", "[32m", "[33m", "[34m", "[35m", "[36m"];
        assert!(!colours.iter().any(|colour| raw.contains(colour)), "{name}: {raw:?}");
    }
}

#[test]
fn an_opener_that_fails_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    import(folder.path(), &["The first report"]);
    let bin = folder.path().join("bin");
    std::fs::create_dir(&bin).expect("a folder");
    for name in ["xdg-open", "gio", "gnome-open", "kde-open", "kde-open5", "kde-open6", "wslview"] {
        let program = bin.join(name);
        std::fs::write(&program, "#!/bin/sh\nexit 4\n").expect("written");
        let mut rights = std::fs::metadata(&program).expect("a file").permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0o755);
        std::fs::set_permissions(&program, rights).expect("a program");
    }
    let mut screen = reader(folder.path(), &[]);
    screen.wait_for("The first report");
    screen.type_in("o");
    screen.wait_for("no browser could be started");
    screen.type_in("q");
    assert_eq!(screen.end(), 0);
}

#[test]
fn a_filter_that_was_given_a_name_stands_in_the_config_file_and_is_known_again() {
    let folder = tempfile::tempdir().expect("a folder");
    import(folder.path(), &["A chip factory", "A quiet day"]);
    config(folder.path(), "# mine\nmouse = false\n");
    let mut screen = reader(folder.path(), &[]);
    screen.wait_for("A quiet day");
    screen.type_in("/factory\r");
    screen.wait_for("Search: factory");
    screen.type_in("@chips\r");
    screen.wait_for("@chips stands for factory");
    screen.type_in("\u{3}");
    assert_eq!(screen.end(), 0);
    let text = std::fs::read_to_string(folder.path().join(".config/jogan/config.toml"));
    assert_eq!(text.expect("a file"), "# mine\nmouse = false\n\n[filters]\nchips = \"factory\"\n");
    let mut screen = reader(folder.path(), &[]);
    screen.wait_for("A quiet day");
    screen.type_in("/@chips\r");
    screen.wait_for("Search: @chips 1");
    screen.type_in("\u{3}");
    assert_eq!(screen.end(), 0);
}

#[test]
fn without_a_terminal_the_plain_reader_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let failed = jogan(folder.path()).assert().failure();
    let said = String::from_utf8_lossy(&failed.get_output().stderr).into_owned();
    assert!(said.contains("needs a terminal; use --plain"), "{said}");
}

#[test]
fn the_config_check_names_a_theme_that_is_not_there_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    config(folder.path(), "lang = \"en\"\n\ntheme = \"drak\"\n");
    let failed = jogan(folder.path()).args(["config", "check"]).assert().failure();
    let said = String::from_utf8_lossy(&failed.get_output().stderr).into_owned();
    assert!(said.contains("line 3") && said.contains("`drak`") && said.contains("dark"), "{said}");
}

#[test]
fn a_refresh_notes_what_came_of_it_beside_the_store_and_nothing_on_the_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("jogan"));
        command.env_clear().env("HOME", folder.path()).arg("--data-dir").arg("data");
        command.current_dir(folder.path()).args(arguments);
        command
    };
    // Nobody listens there.
    let address = "http://127.0.0.1:9/feed";
    here(&["source", "add", address, "--id", "dead", "--name", "Dead"]).assert().success();
    let refreshed = here(&["refresh", "dead"]).assert().code(3);
    let said = String::from_utf8_lossy(&refreshed.get_output().stderr).into_owned();
    assert_eq!(said.lines().count(), 1, "{said}");
    let logs = std::fs::read_dir(folder.path().join("data/logs")).expect("logs");
    let files: Vec<_> = logs.flatten().map(|entry| entry.path()).collect();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    let text = std::fs::read_to_string(file).expect("a log");
    assert!(text.contains("WARN failed source=dead") && text.contains("refreshed"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}
