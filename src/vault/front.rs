//! Front matter: what stands between two lines of `---` at the head of a Markdown file, as jogan
//! writes it and as Obsidian's property editor rewrites it. A small part of YAML: texts and lists
//! of texts by name.

use std::collections::BTreeMap;

/// Front matter, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Front(BTreeMap<String, Vec<String>>);

impl Front {
    /// What stands under a name, as one text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.first().map(String::as_str)
    }

    /// What stands under a name, as a list; empty where there is nothing.
    pub(super) fn list(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

/// A file's front matter, if it has one, and what stands after it.
pub(super) fn split(text: &str) -> (Option<Front>, &str) {
    parts(text).map_or((None, text), |(front, body)| (Some(read(front)), body))
}

/// The lines of front matter, and the body.
fn parts(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n")?;
    if let Some(body) = rest.strip_prefix("---\n") {
        return Some(("", body));
    }
    rest.split_once("\n---\n").or_else(|| Some((rest.strip_suffix("\n---")?, "")))
}

/// The file with this line of front matter in place of the one of its name, or as its first.
pub(super) fn with_line(text: &str, name: &str, value: &str) -> String {
    let (front, body) = parts(text).unwrap_or(("", text));
    let others: String = front
        .lines()
        .filter(|line| line.split_once(':').is_none_or(|(other, _)| other.trim_end() != name))
        .flat_map(|line| [line, "\n"])
        .collect();
    format!("---\n{name}: {value}\n{others}---\n{body}")
}

/// The aliases and tags that a text of ours has in front, by which those of the user are told from
/// them the next time.
pub(super) fn shared(ours: &str) -> Vec<String> {
    let Some((front, _)) = parts(ours) else { return Vec::new() };
    let front = read(front);
    SHARED.into_iter().flat_map(|name| front.list(name).to_vec()).collect()
}

/// Lists of front matter that hold what is ours and what is the user's.
const SHARED: [&str; 2] = ["aliases", "tags"];

/// A file with the lines of front matter of another that it has none of, and with the aliases and
/// tags that the other has beside its own: what the user keeps there outlives what is written anew,
/// but not what was ours `before` and no longer is. An idea's tags are what stands there, for they are
/// taken back.
pub(super) fn with_others(ours: &str, theirs: &str, before: &[String]) -> String {
    let (Some((front, body)), Some((others, _))) = (parts(ours), parts(theirs)) else {
        return ours.to_owned();
    };
    let (known, theirs) = (read(front), read(others));
    // Where no line of ours has them any more, the user's own are left.
    let own = |name: &str, but: &[String]| -> Vec<String> {
        let is_own = |entry: &&String| !but.contains(entry) && !before.contains(entry);
        theirs.list(name).iter().filter(is_own).cloned().collect()
    };
    let is_idea = known.text("jogan").is_some_and(|name| name.starts_with("idea"));
    let front = front
        .lines()
        .map(|written| {
            let name = written.split_once(':').map_or(written, |(name, _)| name);
            let mine = known.list(name);
            let more = own(name, mine);
            if !SHARED.contains(&name) || (name == "tags" && is_idea) || more.is_empty() {
                return written.to_owned();
            }
            list_line(name, &[mine, &more].concat())
        })
        .collect::<Vec<_>>()
        .join("\n");
    let known = known.0;
    let mut is_other = false;
    let mut kept = String::new();
    for line in others.lines() {
        let is_name = !line.starts_with([' ', '\t', '-', '#']);
        if let Some((name, _)) = line.split_once(':').filter(|_| is_name) {
            let name = name.trim();
            is_other = !known.contains_key(name);
            if is_other && SHARED.contains(&name) {
                is_other = false;
                let left = own(name, &[]);
                if !left.is_empty() {
                    kept.push_str(&list_line(name, &left));
                    kept.push('\n');
                }
            }
        }
        if is_other {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    format!("---\n{front}\n{kept}---\n{body}")
}

/// A list as a line of front matter.
fn list_line(name: &str, entries: &[String]) -> String {
    let quoted = entries.iter().map(|entry| serde_json::to_string(entry).unwrap_or_default());
    format!("{name}: [{}]", quoted.collect::<Vec<_>>().join(", "))
}

fn read(text: &str) -> Front {
    let mut front: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut last: Option<String> = None;
    for line in text.lines() {
        let bare = line.trim();
        if let (Some(entry), Some(name)) = (bare.strip_prefix("- "), &last) {
            front.entry(name.clone()).or_default().push(scalar(entry));
        } else if let (true, Some(name)) = (line.starts_with([' ', '\t']), &last) {
            // A long text goes on, indented.
            let texts = front.entry(name.clone()).or_default();
            let begun = texts.pop().map(|text| text + " ").unwrap_or_default();
            texts.push(begun + bare);
        } else if let Some((name, value)) = line.split_once(':') {
            let value = value.trim();
            let texts = match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
                Some(list) => entries(list),
                // What follows is a list, or a text on lines of its own.
                None if matches!(value, "" | ">" | ">-" | "|" | "|-") => Vec::new(),
                None => vec![scalar(value)],
            };
            let name = name.trim().to_owned();
            front.insert(name.clone(), texts);
            last = Some(name);
        }
    }
    Front(front)
}

/// The texts of a list on one line; a comma within quotation marks is the text's.
fn entries(list: &str) -> Vec<String> {
    let (mut entries, mut entry, mut quote) = (Vec::new(), String::new(), None);
    let mut escaped = false;
    for c in list.chars() {
        match (c, quote) {
            _ if escaped => {}
            (',', None) => {
                entries.push(std::mem::take(&mut entry));
                continue;
            }
            ('"' | '\'', None) if entry.trim().is_empty() => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
        escaped = c == '\\' && quote == Some('"') && !escaped;
        entry.push(c);
    }
    entries.push(entry);
    entries.iter().map(|entry| scalar(entry.trim())).filter(|entry| !entry.is_empty()).collect()
}

/// One text, with its quotation marks taken off.
fn scalar(text: &str) -> String {
    let text = text.trim();
    if text.starts_with('"')
        && let Ok(read) = serde_json::from_str(text)
    {
        return read;
    }
    match text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) => quoted.replace("''", "'"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_another_editor_made_of_the_properties_is_read() {
        let (front, body) = split(
            "---\njogan: idea-3\ntitle: It's: a title\nstatus: active\ntags:\n  - 시계열\n  \
             - \"a, b\"\naliases: ['one, two', three]\nlong: >-\n  goes\n  on\n---\n# Text\n",
        );
        let front = front.expect("front matter");
        assert_eq!(front.text("title"), Some("It's: a title"));
        assert_eq!(front.list("tags"), ["시계열", "a, b"]);
        assert_eq!(front.list("aliases"), ["one, two", "three"]);
        assert_eq!(front.text("long"), Some("goes on"));
        assert_eq!(body, "# Text\n");
        assert_eq!(split("no front\n---\nmatter"), (None, "no front\n---\nmatter"));
    }

    #[test]
    fn a_line_is_put_in_without_a_change_of_the_others() {
        assert_eq!(with_line("# A\n", "jogan", "idea-1"), "---\njogan: idea-1\n---\n# A\n");
        assert_eq!(
            with_line("---\nmine: 1\njogan: idea-9\n---\n# A\n", "jogan", "idea-1"),
            "---\njogan: idea-1\nmine: 1\n---\n# A\n"
        );
    }

    #[test]
    fn what_the_user_keeps_in_front_outlives_what_is_written_anew() {
        let theirs = "---\njogan: item-1\nmood: good\ntitle: Old\naliases:\n  - x\n---\nold\n";
        assert_eq!(
            with_others("---\njogan: item-1\ntitle: New\n---\nnew\n", theirs, &[]),
            "---\njogan: item-1\ntitle: New\nmood: good\naliases: [\"x\"]\n---\nnew\n"
        );
    }

    #[test]
    fn aliases_and_tags_of_the_user_stand_beside_ours() {
        let ours = "---\njogan: item-1\naliases: [\"New\"]\ntags: [\"a\"]\n---\nnew\n";
        let theirs = "---\njogan: item-1\naliases: [mine]\ntags:\n  - a\n  - b\n---\nold\n";
        assert_eq!(
            with_others(ours, theirs, &[]),
            "---\njogan: item-1\naliases: [\"New\", \"mine\"]\ntags: [\"a\", \"b\"]\n---\nnew\n"
        );
        let idea = |text: &str| text.replace("item-1", "idea-1");
        assert!(with_others(&idea(ours), &idea(theirs), &[]).contains("tags: [\"a\"]\n"));
        // What was ours and no longer is goes, and the user's stays.
        let before = shared("---\naliases: [\"Old\"]\ntags: [\"a\", \"gone\"]\n---\n");
        let theirs = "---\naliases: [\"Old\", \"mine\"]\ntags: [\"a\", \"gone\", \"b\"]\n---\n";
        let written = with_others(ours, theirs, &before);
        assert!(
            written.contains("aliases: [\"New\", \"mine\"]\ntags: [\"a\", \"b\"]\n"),
            "{written}"
        );
        let without = "---\njogan: item-1\n---\nnew\n";
        let written = with_others(without, theirs, &before);
        assert!(written.contains("aliases: [\"mine\"]\ntags: [\"b\"]\n"), "{written}");
        let only_ours = "---\ntags: [\"a\", \"gone\"]\n---\n";
        assert_eq!(with_others(without, only_ours, &before), without);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic_and_keeps_its_body(text in "(---\n|[a-z]: |- |\\PC|\n|\"|'|\\[|\\]){0,40}") {
            let (front, body) = split(&text);
            prop_assert!(text.ends_with(body));
            prop_assert!(front.is_some() || body == text);
            let named = with_line(&text, "jogan", "idea-1");
            let front = split(&named).0.expect("front matter");
            prop_assert_eq!(front.text("jogan"), Some("idea-1"));
        }
    }
}
