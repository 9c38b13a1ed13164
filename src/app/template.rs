//! What notes and ideas begin with: the user's own templates, and for an idea what is filled in
//! from items, marked as filled in.

use crate::lang::{Lang, all_headings, say};
use crate::model::idea::{Link, Thought};
use crate::model::{Item, Zone};
use crate::text::clean;
use crate::text::links::{self, Target};

/// What the user has new notes and ideas begin with, Markdown; empty for nothing. `{title}`,
/// `{url}`, `{source}` and `{date}` stand for what they are about and for the day of writing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Templates {
    /// A note, where none of the others is for it.
    pub note: String,
    /// A note on a paper.
    pub paper: String,
    /// A note on a story.
    pub story: String,
    /// A day's journal.
    pub day: String,
    /// An idea.
    pub idea: String,
}

/// What a note is about, as far as templates tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words are plain")]
pub enum Kind {
    Item,
    Paper,
    Story,
    Day,
}

impl Templates {
    /// The template of a note.
    pub fn note(&self, kind: Kind) -> &str {
        let own = match kind {
            Kind::Item => "",
            Kind::Paper => &self.paper,
            Kind::Story => &self.story,
            Kind::Day => &self.day,
        };
        if own.is_empty() { &self.note } else { own }
    }
}

/// What stands in the places of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the words are plain")]
pub struct Facts<'a> {
    pub title: &'a str,
    pub url: &'a str,
    pub source: &'a str,
    pub date: &'a str,
}

/// A template with its places filled, in one pass, so that nothing that is filled in is taken for
/// a place.
pub fn filled(template: &str, facts: Facts<'_>) -> String {
    let places = [
        ("{title}", facts.title),
        ("{url}", facts.url),
        ("{source}", facts.source),
        ("{date}", facts.date),
    ];
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (place, fact) =
            places.into_iter().find(|(place, _)| rest.starts_with(place)).unwrap_or(("{", "{"));
        text.push_str(fact);
        rest = &rest[place.len()..];
    }
    text + rest
}

/// A thought that begins as a template has it, as far as it says nothing of its own there.
pub fn under(thought: Thought, template: &str) -> Thought {
    if template.trim().is_empty() {
        return thought;
    }
    let mut begun = Thought::from_text(template, &all_headings());
    if !thought.title.is_empty() {
        begun.title = thought.title;
    }
    if !thought.preface.is_empty() {
        let gap = if begun.preface.is_empty() { "" } else { "\n\n" };
        begun.preface = format!("{}{gap}{}", thought.preface, begun.preface);
    }
    for (section, own) in begun.sections.iter_mut().zip(thought.sections) {
        if !own.is_empty() {
            *section = own;
        }
    }
    begun
}

/// Characters of a gist that are taken.
const GIST: usize = 400;

/// What an idea that stands on items begins with: their titles, gists, and the terms they share.
pub fn thought(items: &[Item], shared: &[String], (lang, zone): (Lang, Zone)) -> Thought {
    let mut lines = vec![format!("> *{}*", say(lang, "idea.template", &[])), String::new()];
    for item in items {
        let link = links::write(Target::Item(item.row.id.0), &item.row.title);
        let gist = clean::line(item.gist.first().map_or("", String::as_str), GIST);
        let colon = if gist.is_empty() { "" } else { ": " };
        lines.push(format!("- {link} ({}){colon}{gist}", item.row.imprint(zone)));
    }
    if !shared.is_empty() {
        lines.extend([String::new(), say(lang, "idea.shared", &[&shared.join(", ")]).into_owned()]);
    }
    let title = match items {
        [] => String::new(),
        [one] => say(lang, "idea.from_one", &[&one.row.title]).into_owned(),
        [first, others @ ..] => {
            say(lang, "idea.from_several", &[&first.row.title, &others.len()]).into_owned()
        }
    };
    // Without an item there is nothing to fill in.
    let preface = if items.is_empty() { String::new() } else { lines.join("\n") };
    Thought { title: clean::line(&title, 200), preface, ..Thought::default() }
}

/// The items as links of an idea; why it stands on each is the reader's to say.
pub fn links_to(items: &[Item]) -> Vec<Link> {
    items.iter().map(|item| Link { item: item.row.id, why: String::new() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_once_and_what_is_no_place_stays() {
        let facts = Facts { title: "{url}", url: "https://a.example", source: "S", date: "d" };
        let text = filled("# {title} ({source}, {date})\n{url} {other} {", facts);
        assert_eq!(text, "# {url} (S, d)\nhttps://a.example {other} {");
    }

    #[test]
    fn notes_without_a_template_of_their_own_take_the_common_one() {
        let templates = Templates { note: "N".into(), paper: "P".into(), ..Templates::default() };
        assert_eq!(
            [Kind::Item, Kind::Paper, Kind::Day].map(|k| templates.note(k)),
            ["N", "P", "N"]
        );
    }

    #[test]
    fn an_idea_from_items_keeps_its_own_words_under_a_template() {
        let own = Thought { title: "Own".into(), preface: "items".into(), ..Thought::default() };
        let begun = under(own, "# T\nstatus: sketch\n\nAsk first.\n\n## Risk\n\nWhich?\n");
        assert_eq!((begun.title.as_str(), begun.preface.as_str()), ("Own", "items\n\nAsk first."));
        assert_eq!(begun.sections[5], "Which?");
    }
}
