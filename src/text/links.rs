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

    /// The name of its file, without the ending.
    pub fn file_name(self) -> String {
        self.name().replace(':', "-")
    }

    /// What has a file of that name.
    pub fn of_file(name: &str) -> Option<Target> {
        Target::parse(&name.replacen('-', ":", 1))
    }
}

/// A link, its words free of what would end it.
pub fn write(target: Target, title: &str) -> String {
    let title: String = title.chars().filter(|c| !matches!(c, '[' | ']' | '|' | '\n')).collect();
    format!("[[{}|{}]]", target.name(), title.trim())
}

/// Where a link leads among files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// To the file of that name, without its ending.
    File(String),
    /// To a page of the web.
    Page(String),
    /// To nothing that a file could lead to.
    Nowhere,
}

/// What stands around the words of a link that leads nowhere among files, seen by nobody there.
const OPENS: (&str, &str) = ("<!--", "-->");
const CLOSES: &str = "<!--/-->";

/// A text with its links as other editors follow them: `[[item-17|Its title]]` to a file,
/// `[Its title](<https://…> "item:17")` to a page; its words alone where there is neither, between
/// comments that bring the link back.
pub fn to_files(text: &str, place: impl Fn(Target) -> Place) -> String {
    rewritten(text, |target, label| {
        let name = target.name();
        let words = label.unwrap_or(&name);
        match place(target) {
            Place::Page(url) if !url.contains(['<', '>']) => {
                format!("[{}](<{url}> \"{name}\")", escaped(words))
            }
            Place::File(name) => linked(&name, label),
            Place::Page(_) | Place::Nowhere if words.contains('<') => {
                linked(&target.file_name(), label)
            }
            Place::Page(_) | Place::Nowhere => {
                format!("{}{name}{}{words}{CLOSES}", OPENS.0, OPENS.1)
            }
        }
    })
}

/// A text with each of its links, and its words if it has some, as `write` has them.
fn rewritten(text: &str, write: impl Fn(Target, Option<&str>) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("[[") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((target, label, after)) = whole(rest) {
            out.push_str(&write(target, label));
            rest = after;
        } else {
            // Of three, the second may begin a link.
            out.push('[');
            rest = &rest[1..];
        }
    }
    out + rest
}

/// What [`to_files`] made of a text, and others wrote into it, as jogan's own links; `target`
/// knows files by their names.
pub fn from_files(text: &str, target: impl Fn(&str) -> Option<Target>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = to_file(rest, &target).or_else(|| to_page(rest)).or_else(|| to_nothing(rest));
        let (link, after) = found.unwrap_or_else(|| {
            // Where two stand together, the second may begin a link as well as the first.
            (rest[..1].to_owned(), &rest[1..])
        });
        out.push_str(&link);
        rest = after;
    }
    out + rest
}

/// A text in parts: words, and links with the words that stand for them.
pub fn parts(text: &str) -> Vec<(&str, Option<Target>)> {
    let mut parts = Vec::new();
    // Where the words begin that are not put down yet, and where a link is looked for.
    let (mut begun, mut from) = (0, 0);
    while let Some(at) = text[from..].find("[[").map(|at| from + at) {
        let Some((target, label, after)) = whole(&text[at..]) else {
            from = at + 1;
            continue;
        };
        let end = text.len() - after.len();
        let bare = &text[at + "[[".len()..end - "]]".len()];
        parts.push((&text[begun..at], None));
        parts.push((label.unwrap_or(bare), Some(target)));
        (begun, from) = (end, end);
    }
    parts.push((&text[begun..], None));
    parts.retain(|(words, target)| target.is_some() || !words.is_empty());
    parts
}

/// The link at the beginning of a text, its words if it has some, and what follows it.
fn whole(text: &str) -> Option<(Target, Option<&str>, &str)> {
    let inner = text.strip_prefix("[[")?;
    let (inner, after) = inner.split_once("]]")?;
    let (name, label) =
        inner.split_once('|').map_or((inner, None), |(name, label)| (name, Some(label)));
    if inner.contains('\n') {
        return None;
    }
    Some((Target::parse(name)?, label, after))
}

fn linked(name: &str, label: Option<&str>) -> String {
    match label {
        Some(label) => format!("[[{name}|{label}]]"),
        None => format!("[[{name}]]"),
    }
}

/// A link to a file at the beginning of a text, as jogan's own, and what follows it.
fn to_file<'a>(
    text: &'a str,
    target: &impl Fn(&str) -> Option<Target>,
) -> Option<(String, &'a str)> {
    let (inner, after) = text.strip_prefix("[[")?.split_once("]]")?;
    let (name, label) =
        inner.split_once('|').map_or((inner, None), |(name, label)| (name, Some(label)));
    let name = name.rsplit('/').next()?;
    let target = target(name.strip_suffix(".md").unwrap_or(name))?;
    (!inner.contains('\n')).then(|| (linked(&target.name(), label), after))
}

/// A link to a page that bears an item's name at the beginning of a text, likewise.
fn to_page(text: &str) -> Option<(String, &str)> {
    let (label, rest) = label(text.strip_prefix('[')?)?;
    let (url, rest) = rest.strip_prefix("(<")?.split_once("> \"")?;
    let (name, after) = rest.split_once("\")")?;
    if !url.starts_with("http") || url.contains(['<', '>', ' ', '\n']) || label.contains("]]") {
        return None;
    }
    let target = Target::parse(name)?;
    Some((linked(&target.name(), (label != name).then_some(&label)), after))
}

/// The words of a link that leads nowhere among files, likewise.
fn to_nothing(text: &str) -> Option<(String, &str)> {
    let (name, rest) = text.strip_prefix(OPENS.0)?.split_once(OPENS.1)?;
    let target = Target::parse(name)?;
    let (words, after) = rest.split_once(CLOSES)?;
    let is_label = !words.contains(['\n', '<']) && !words.contains("]]");
    is_label.then(|| (linked(&target.name(), (words != name).then_some(words)), after))
}

/// Signs that would end the words of a Markdown link or mean something in them, and what is written
/// in their place (`CommonMark`, §2.5). No backslash is: a bracket before a link would look as one in it.
const REFERENCES: [(char, &str); 4] =
    [('[', "&#91;"), (']', "&#93;"), ('\\', "&#92;"), ('&', "&#38;")];

/// The words of a Markdown link up to the bracket that closes them, and what follows that.
fn label(text: &str) -> Option<(String, &str)> {
    let (words, after) = text.split_once(']')?;
    if words.contains(['[', '\n']) {
        return None;
    }
    let mut label = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        label.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = REFERENCES.iter().find(|(_, written)| rest.starts_with(written));
        let (sign, written) = known.copied().unwrap_or(('&', "&"));
        label.push(sign);
        rest = &rest[written.len()..];
    }
    Some((label + rest, after))
}

/// Words as those of a Markdown link. A backslash before a letter is one, as in TeX.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek();
        let means = match c {
            '[' | ']' => true,
            '\\' => next.is_none_or(char::is_ascii_punctuation),
            '&' => next == Some(&'#'),
            _ => false,
        };
        match REFERENCES.iter().find(|(sign, _)| means && *sign == c) {
            Some((_, written)) => escaped.push_str(written),
            None => escaped.push(c),
        }
    }
    escaped
}

/// A text that leaves for good: its links lead to pages, `[Its title](<https://…>)`, and are their
/// words alone where there is none.
pub fn to_pages(text: &str, page: impl Fn(Target) -> Option<String>) -> String {
    rewritten(text, |target, label| {
        let name = target.name();
        let words = label.map(str::trim).filter(|label| !label.is_empty()).unwrap_or(&name);
        match page(target).filter(|url| !url.contains(['<', '>'])) {
            Some(url) => format!("[{}](<{url}>)", escaped(words)),
            None => words.to_owned(),
        }
    })
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

    #[test]
    fn links_lead_to_files_and_pages_for_other_editors_and_come_back() {
        let text = "a [[item:17|제목]], [[item:2]], [[idea:3|I]] and [[x]] [y](z)";
        let place = |target| match target {
            Target::Item(2) => Place::Page("https://a.example/2?x=(1)".into()),
            other => Place::File(other.file_name()),
        };
        let there = to_files(text, place);
        assert_eq!(
            there,
            "a [[item-17|제목]], [item:2](<https://a.example/2?x=(1)> \"item:2\"), \
             [[idea-3|I]] and [[x]] [y](z)"
        );
        assert_eq!(from_files(&there, Target::of_file), text);
        assert_eq!(
            from_files("[[notes/item-4.md]] [[mine]]", Target::of_file),
            "[[item:4]] [[mine]]"
        );
    }

    #[test]
    fn a_title_with_tex_or_brackets_is_linked_and_what_has_no_page_is_its_words() {
        let text = "[[item:1|On $\\alpha$ [v2]]] and [[item:2|Gone]], [[idea:3]]";
        let place = |target| match target {
            Target::Item(1) => Place::Page("https://a.example/1".into()),
            Target::Item(_) | Target::Idea(_) => Place::Nowhere,
        };
        let there = to_files(text, place);
        assert_eq!(
            there,
            "[On $\\alpha$ &#91;v2](<https://a.example/1> \"item:1\")] and \
             <!--item:2-->Gone<!--/-->, <!--idea:3-->idea:3<!--/-->"
        );
        assert_eq!(from_files(&there, Target::of_file), text);
        let page = |target| (target == Target::Item(1)).then(|| "https://a.example/1".into());
        assert_eq!(
            to_pages(text, page),
            "[On $\\alpha$ &#91;v2](<https://a.example/1>)] and Gone, idea:3"
        );
    }

    #[test]
    fn what_stands_before_a_link_or_in_its_words_makes_no_other() {
        let place = |_| Place::Page("https://a.example/1".into());
        for text in [
            "[\\[[item:1]]",
            "[&#91;[[item:1|\\[ &#91; R&D \\]]",
            "[[item:2|(<[[item:1]]",
            "[x [[item:1|\\]]",
            "[[[item:1|[[idea:2|x]]",
        ] {
            assert_eq!(from_files(&to_files(text, place), Target::of_file), text);
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_around_them_links_come_back_from_files(
            text in "(\\[|\\]|\\||\\(<|> \"|\"\\)|\\[\\[item:1\\]\\]|\\[\\[item:[12]\\||\\[\\[idea:2\\|x\\]\\]|\\\\|\\PC|\n){0,20}",
        ) {
            let place = |target| match target {
                Target::Item(1) => Place::Page("https://a.example/".into()),
                Target::Item(_) => Place::Nowhere,
                other @ Target::Idea(_) => Place::File(other.file_name()),
            };
            prop_assert_eq!(from_files(&to_files(&text, place), Target::of_file), text);
        }

        #[test]
        fn led_to_themselves_they_leave_any_text_as_it_is(text in "([\\[\\]|:]|item|idea|[01+]|\\PC|\n){0,30}") {
            prop_assert_eq!(renumber(&text, Some), text);
        }
    }
}
