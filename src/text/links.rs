//! Links that the reader's own texts hold to items and ideas: `[[item:17|Its title]]`.

/// What a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words are plain, the numbers are the store's")]
pub enum Target {
    Item(i64),
    Idea(i64),
}

impl Target {
    fn parse(text: &str) -> Option<Target> {
        let (kind, number) = text.split_once(':')?;
        let target = match kind {
            "item" => Target::Item(number.parse().ok()?),
            "idea" => Target::Idea(number.parse().ok()?),
            _ => return None,
        };
        // `+1` and `01` are numbers, but nobody's: what is read is what would be written.
        (target.name() == text).then_some(target)
    }

    fn name(self) -> String {
        match self {
            Target::Item(number) => format!("item:{number}"),
            Target::Idea(number) => format!("idea:{number}"),
        }
    }
}

/// A link, its words free of what would end it.
pub fn write(target: Target, title: &str) -> String {
    let title: String = title.chars().filter(|c| !matches!(c, '[' | ']' | '|' | '\n')).collect();
    format!("[[{}|{}]]", target.name(), title.trim())
}

/// What stands in a text between the last `[[` and its end, if no `]]` does: a link being typed.
pub fn unfinished(text: &str) -> Option<&str> {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let typed = &line[line.rfind("[[")? + 2..];
    (!typed.contains("]]")).then_some(typed)
}

/// The links of a text, in their order.
pub fn targets(text: &str) -> Vec<Target> {
    let mut targets = Vec::new();
    renumber(text, |target| {
        targets.push(target);
        Some(target)
    });
    targets
}

/// The numbers of the items that a text leads to, each once, in their order.
pub fn items(text: &str) -> Vec<i64> {
    let mut items = Vec::new();
    for target in targets(text) {
        match target {
            Target::Item(id) if !items.contains(&id) => items.push(id),
            Target::Item(_) | Target::Idea(_) => {}
        }
    }
    items
}

/// A text with its links led elsewhere; all else stays, byte for byte. One that leads nowhere gets
/// a question mark after its number, `[[item:17?|Its title]]`, and is a link no longer.
pub fn renumber(text: &str, mut to: impl FnMut(Target) -> Option<Target>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("[[") {
        let (before, after) = rest.split_at(open + 2);
        out.push_str(before);
        let end = after.find(['|', ']', '[', '\n']).unwrap_or(after.len());
        let closes = after[end..].starts_with('|') || after[end..].starts_with("]]");
        match Target::parse(&after[..end]).filter(|_| closes) {
            Some(target) => {
                let led = to(target);
                out.push_str(&led.unwrap_or(target).name());
                if led.is_none() {
                    out.push('?');
                }
            }
            None => out.push_str(&after[..end]),
        }
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn links_are_written_found_and_led_elsewhere() {
        let text = format!("see {} and [[idea:3]]", write(Target::Item(17), "A [new] | 제목"));
        assert_eq!(text, "see [[item:17|A new  제목]] and [[idea:3]]");
        assert_eq!(targets(&text), [Target::Item(17), Target::Idea(3)]);
        let moved = renumber(&text, |target| match target {
            Target::Item(n) => Some(Target::Item(n + 1)),
            Target::Idea(_) => None,
        });
        assert_eq!(moved, "see [[item:18|A new  제목]] and [[idea:3?]]");
        assert_eq!(targets(&moved), [Target::Item(18)]);
    }

    #[test]
    fn a_link_being_typed_is_what_follows_the_open_brackets() {
        assert_eq!(unfinished("see [[small mo"), Some("small mo"));
        assert_eq!(unfinished("see [[item:1]] and"), None);
        assert_eq!(unfinished("see [[x\nnext line"), None);
    }

    proptest! {
        #[test]
        fn led_to_themselves_they_leave_any_text_as_it_is(text in "([\\[\\]|:]|item|idea|[01+]|\\PC|\n){0,30}") {
            prop_assert_eq!(renumber(&text, Some), text);
        }
    }
}
