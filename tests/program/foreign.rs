//! Files of somebody else: nothing in them drives the terminal of whoever takes them in.

use super::{jogan, printed};

/// What drives a terminal, once as it is and once as JSON has it.
const FOUL: &str = "\u{1b}]0;pwn\u{7}\u{1b}[2J\u{9b}31m\u{202e}evil\u{2066}\u{61c}\r\u{8}";

fn is_foul(text: &str) -> bool {
    text.contains(|c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

#[test]
fn a_foreign_archive_and_a_foreign_list_drive_no_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let json = serde_json::to_string(FOUL).expect("JSON");
    let archive = format!(
        "{{\"record\":\"archive\",\"version\":1}}\n\
         {{\"record\":\"source\",\"source\":{{\"id\":{json},\"name\":{json},\"kind\":{json},\"address\":{json},\
         \"options\":{{{json}:{json},\"endpoint\":{json}}},\"language\":{json},\"company\":{json},\"tier\":\"general\"}}}}\n\
         {{\"record\":\"item\",\"no\":1,\"source\":{json},\"external_id\":{json},\"title\":\"A title\",\
         \"authors\":[{json}],\"categories\":[{json}],\"summary\":{json},\"content\":{json},\"language\":{json}}}\n\
         {{\"record\":\"note\",\"about\":\"item-1\",\"text\":{json},\"created\":\"2026-03-05T08:00:00Z\",\
         \"updated\":\"2026-03-05T08:00:00Z\"}}\n"
    );
    let list = format!(
        "<opml><body><outline text='{0}'><outline type='jogan' text='{0}' kind='arxiv' address='{0}' language='{0}'/></outline></body></opml>",
        FOUL.replace('\u{1b}', "&#27;")
    );
    let lines = format!("{{\"title\":\"B\",\"id\":\"b\",\"source\":{json},\"kind\":{json}}}\n");
    for (name, text) in [("all.jsonl", archive), ("list.opml", list), ("items.jsonl", lines)] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        let done = jogan(folder.path()).arg("import").arg(&path).assert();
        let output = done.get_output();
        for said in [&output.stdout, &output.stderr] {
            let said = String::from_utf8_lossy(said);
            assert!(!is_foul(&said), "{name}: {said:?}");
        }
    }
    let own = printed(jogan(folder.path()).args(["show", "1"]));
    assert!(own.contains("A title") && own.contains("evil"), "it was taken in: {own}");
    for command in [
        &["list"][..],
        &["list", "--json"],
        &["list", "--jsonl"],
        &["show", "1"],
        &["show", "1", "--json"],
        &["source", "list"],
        &["source", "list", "--json"],
        &["source", "health"],
        &["source", "health", "--json"],
        &["search", "evil"],
        &["search", "evil", "--json"],
        &["export", "all"],
        &["export", "notes", "--format", "json"],
        &["digest", "--format", "json"],
    ] {
        let output = jogan(folder.path()).args(command).output().expect("it ran");
        for said in [output.stdout, output.stderr] {
            let said = String::from_utf8(said).expect("UTF-8");
            assert!(!is_foul(&said), "{command:?}: {said:?}");
        }
    }
}
