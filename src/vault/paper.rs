//! What notes and ideas look like as files, and what of a file another editor changed.

use std::collections::HashMap;

use super::front;
use crate::export::ideas::{self, Sheet, read_why, source_head};
use crate::export::reference;
use crate::lang::{Lang, all_headings, say};
use crate::model::idea::Link;
use crate::model::{About, Idea, Item, ItemId, Note, Row, Status, Thought, Zone, listed};
use crate::text::links::{self, Place, Target};
use crate::text::{address, clean, math};

/// What stands in a file and has no place in jogan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Odd {
    /// A status that is none.
    Status(String),
    /// A line among the sources that names no item.
    Source(String),
    /// An item that does not exist.
    Item(i64),
    /// No text at all.
    Empty,
}

/// What the files are written and read with: the items that they name, and who has a file.
pub(super) struct Desk {
    /// The items.
    pub(super) rows: HashMap<ItemId, Row>,
    /// What is noted on, whole, for the properties of its note.
    pub(super) items: HashMap<ItemId, Item>,
    /// Files by what they are of, without their endings.
    pub(super) files: HashMap<Target, String>,
    pub(super) lang: Lang,
    /// In which days begin.
    pub(super) zone: Zone,
}

impl Desk {
    /// A note as a file: what it is about in front, then the note.
    pub(super) fn note(&self, note: &Note) -> String {
        let mut front = format!("---\njogan: {}\n", note.about);
        if let Some(item) = note.about.item().and_then(|id| self.items.get(&id)) {
            front.push_str(&properties(item, self.zone));
        }
        if let About::Day(day) = note.about {
            front.push_str(&format!("day: {day}\n"));
        }
        format!("{front}---\n{}\n", self.to_files(&clean::block(&note.text, note.text.len())))
    }

    /// An idea as a file, with the items it stands on.
    pub(super) fn idea(&self, idea: &Idea) -> String {
        let mut idea = idea.clone();
        for text in [&mut idea.thought.preface].into_iter().chain(&mut idea.thought.sections) {
            *text = self.to_files(text);
        }
        let items = idea.links.iter().filter_map(|link| self.rows.get(&link.item).cloned());
        ideas::file(&Sheet { items: items.collect(), idea }, self.lang, self.zone)
    }

    /// What a file says as a note.
    pub(super) fn read_note(&self, text: &str) -> Result<String, Odd> {
        let body = front::split(text).1;
        let body = self.own_links(body.strip_suffix('\n').unwrap_or(body));
        if body.trim().is_empty() { Err(Odd::Empty) } else { Ok(body) }
    }

    /// What a file made of an idea. Title and status stand in it twice: what differs from the idea
    /// was changed.
    pub(super) fn read_idea(&self, text: &str, was: &Idea) -> Result<Idea, Odd> {
        let (front, body) = front::split(text);
        let body = self.own_links(body.trim_start_matches('\n'));
        let (body, sources) = split_sources(&body);
        let (mut status, mut tags) = (was.thought.status, was.thought.tags.clone());
        let mut title = None;
        if let Some(front) = &front {
            if let Some(name) = front.text("status") {
                status = status_named(name).ok_or_else(|| Odd::Status(name.to_owned()))?;
            }
            tags = front.list("tags").iter().filter_map(|tag| listed::tag(tag)).collect();
            title = front.text("title").map(|title| clean::line(title, 1_000));
        }
        let head = format!("status: {}\ntags: {}\n", status.name(), tags.join(", "));
        let mut thought = Thought::from_text(&(head + body), &all_headings());
        thought.title = title
            .filter(|title| !title.is_empty() && *title != was.thought.title)
            .or_else(|| Some(clean::line(&thought.title, 1_000)))
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| was.thought.title.clone());
        let links = match sources {
            Some(lines) => self.read_links(lines, was)?,
            None => was.links.clone(),
        };
        let Thought { preface, sections, .. } = &was.thought;
        let same = thought.preface == *preface && thought.sections == *sections;
        Ok(Idea { thought, links, template: was.template && same, ..was.clone() })
    }

    /// The items that an idea stands on, from the lines of its sources.
    fn read_links(&self, lines: &str, was: &Idea) -> Result<Vec<Link>, Odd> {
        let (known, gone): (Vec<&Link>, Vec<&Link>) =
            was.links.iter().partition(|link| self.rows.contains_key(&link.item));
        let mut links: Vec<Link> = Vec::new();
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let new = |id: ItemId| links.iter().all(|link| link.item != id);
            let same = known.iter().filter(|link| new(link.item)).find_map(|link| {
                let head = source_head(self.rows.get(&link.item)?, self.zone);
                Some((link.item, line.strip_prefix(&head)?))
            });
            let (item, rest) = same
                .or_else(|| named(line).filter(|(id, _)| new(*id)))
                .or_else(|| self.by_page(line).filter(|(id, _)| new(*id)))
                .ok_or_else(|| Odd::Source(clean::line(line, 200)))?;
            links.push(Link { item, why: read_why(rest) });
        }
        // What is not in the store any more stands in no file.
        links.extend(gone.into_iter().cloned());
        Ok(links)
    }

    /// The item whose page a line links to, and what follows it.
    fn by_page<'a>(&self, line: &'a str) -> Option<(ItemId, &'a str)> {
        let at = line.find("://")?;
        let start = line[..at].rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |c| c + 1);
        let end = line[at..].find(['>', ' ', ')']).map_or(line.len(), |end| at + end);
        let page = address::canonical(&line[start..end]);
        let same = |row: &&Row| row.url.as_deref().map(address::canonical).as_ref() == Some(&page);
        let row = self.rows.values().filter(same).min_by_key(|row| row.id)?;
        let rest = line[end..].trim_start_matches(['>', ')']);
        Some((row.id, without_imprint(rest)))
    }

    fn to_files(&self, text: &str) -> String {
        links::to_files(text, |target| {
            let page = match target {
                Target::Item(id) => {
                    self.rows.get(&ItemId(id)).and_then(|row| address::leaving(row.url.as_deref()?))
                }
                Target::Idea(_) => None,
            };
            match (self.files.get(&target), page) {
                (Some(file), _) => Place::File(file.clone()),
                (None, Some(page)) => Place::Page(page),
                (None, None) => Place::Nowhere,
            }
        })
    }

    fn own_links(&self, text: &str) -> String {
        links::from_files(text, |name| {
            let known = self.files.iter().find(|(_, file)| *file == name);
            known.map(|(target, _)| *target).or_else(|| Target::of_file(name))
        })
    }
}

/// What is known of an item, as the properties of its note, under the names that Obsidian and its
/// plugins for references have for them.
fn properties(item: &Item, zone: Zone) -> String {
    let line = |text: &str| clean::line(text, 4_000);
    let quoted = |text: &str| serde_json::to_string(&line(text)).unwrap_or_default();
    let list = |texts: &[String]| {
        let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        (!texts.is_empty()).then(|| format!("[{}]", texts.join(", ")))
    };
    let paper = &item.paper;
    let day = item.row.date().map(|date| zone.date_of(date).to_string());
    let tags: Vec<String> =
        item.row.listed.iter().flat_map(|listed| &listed.tags).map(|tag| plain_tag(tag)).collect();
    [
        ("title", Some(quoted(&item.row.title))),
        ("aliases", list(&[readable(&line(&item.row.title))])),
        ("authors", list(&item.authors)),
        ("published", paper.issued.clone().or(day).map(|day| quoted(&day))),
        ("source", Some(quoted(&item.row.source_name))),
        ("url", item.row.url.as_deref().and_then(address::leaving).map(|url| quoted(&url))),
        ("doi", paper.doi.as_deref().map(quoted)),
        ("arxiv", paper.arxiv.as_deref().map(quoted)),
        ("citekey", Some(reference::key(item))),
        ("tags", list(&tags)),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(format!("{name}: {}\n", value?)))
    .collect()
}

/// A title as it is typed to find it: formulas in Unicode, without what would end a link.
fn readable(title: &str) -> String {
    let plain = |c: &char| !matches!(c, '[' | ']' | '|' | '#' | '^' | '\\');
    math::readable(title).chars().filter(plain).collect()
}

/// A tag as Obsidian allows it: letters, digits, `_`, `-`, `/`.
fn plain_tag(tag: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '-' | '/') { c } else { '-' };
    tag.chars().map(plain).collect()
}

/// A digest as a file: its day and its title in front, by which others link to it.
pub(super) fn digest(day: &str, text: &str) -> String {
    let title = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(day);
    let quoted = serde_json::to_string(&readable(title)).unwrap_or_default();
    format!(
        "---\njogan: digest-{day}\ntitle: {quoted}\naliases: [{quoted}]\nday: {day}\n\
         tags: [\"digest\"]\n---\n{text}"
    )
}

/// The item that a line names by its number, and what follows it.
fn named(line: &str) -> Option<(ItemId, &str)> {
    let link = line.trim_start_matches(['-', '*', '+', ' ']);
    let target = links::targets(link).into_iter().next().filter(|_| link.starts_with("[["))?;
    let Target::Item(id) = target else { return None };
    Some((ItemId(id), without_imprint(link.split_once("]]")?.1)))
}

/// What follows the source and the day that stand in brackets after an item.
fn without_imprint(rest: &str) -> &str {
    let closed = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    closed.map_or(rest, |(_, rest)| rest)
}

/// A status by its name, or by what it is called in any language.
fn status_named(name: &str) -> Option<Status> {
    let name = name.trim().to_lowercase();
    let key = |status: &Status| format!("idea.status.{}", status.name());
    let said = |status: &Status| Lang::ALL.iter().any(|lang| say(*lang, &key(status), &[]) == name);
    Status::from_name(&name).or_else(|| Status::ALL.into_iter().find(said))
}

/// An idea's text without its sources, and the lines of these, if they have a heading.
fn split_sources(body: &str) -> (&str, Option<&str>) {
    let headings = Lang::ALL.map(|lang| format!("## {}", say(lang, "idea.sources", &[])));
    let mut at = 0;
    let mut found = None;
    for line in body.split_inclusive('\n') {
        if headings.iter().any(|heading| line.trim_end() == heading) {
            found = Some((at, at + line.len()));
        }
        at += line.len();
    }
    found.map_or((body, None), |(start, end)| (&body[..start], Some(&body[end..])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IdeaId;

    fn desk() -> Desk {
        Desk {
            rows: HashMap::new(),
            items: HashMap::new(),
            files: HashMap::new(),
            lang: Lang::En,
            zone: Zone::UTC,
        }
    }

    fn idea() -> Idea {
        let at = "2026-03-05T09:00:00Z".parse().expect("a moment");
        let mut sections: [String; 7] = Default::default();
        "They forget.".clone_into(&mut sections[0]);
        Idea {
            id: IdeaId(3),
            thought: Thought {
                title: "Small models".into(),
                status: Status::Spark,
                tags: vec!["a".into()],
                preface: "see [[item:9|Nine]]".into(),
                sections,
            },
            links: vec![Link { item: ItemId(99), why: "gone".into() }],
            template: false,
            created: at,
            touched: at,
            deleted: None,
        }
    }

    #[test]
    fn an_idea_is_read_from_its_file_as_it_was_written() {
        for lang in Lang::ALL {
            let desk = Desk { lang, ..desk() };
            let file = desk.idea(&idea());
            assert!(file.contains("see <!--item:9-->Nine<!--/-->"), "{file}");
            assert_eq!(desk.read_idea(&file, &idea()), Ok(idea()), "{file}");
        }
    }

    #[test]
    fn what_was_changed_in_front_or_in_the_text_is_taken() {
        let (desk, was) = (desk(), idea());
        let file = desk.idea(&was);
        let front = file.replace("status: spark", "status: 진행").replace("[\"a\"]", "[b, '#c d']");
        let read = desk.read_idea(&front, &was).expect("read");
        assert_eq!(read.thought.status, Status::Active);
        assert_eq!(read.thought.tags, ["b", "c-d"]);
        let titled = |file: &str| desk.read_idea(file, &was).expect("read").thought.title;
        assert_eq!(titled(&file.replace("title: \"Small", "title: \"Large")), "Large models");
        assert_eq!(titled(&file.replace("# Small", "# Tiny")), "Tiny models");
        assert_eq!(titled(&file.replace("# Small models\n", "")), "Small models");
        let odd = desk.read_idea(&file.replace("status: spark", "status: soon"), &was);
        assert_eq!(odd, Err(Odd::Status("soon".into())));
    }

    #[test]
    fn sources_are_added_by_number_and_a_line_that_names_none_is_odd() {
        let (desk, was) = (desk(), idea());
        let file = desk.idea(&was) + "\n## Sources\n\n- [[item-4|Four]] (Wire) — it says so\n";
        let read = desk.read_idea(&file, &was).expect("read");
        let link = |item, why: &str| Link { item: ItemId(item), why: why.into() };
        assert_eq!(read.links, [link(4, "it says so"), link(99, "gone")]);
        let odd = desk.read_idea(&(file + "- my neighbour\n"), &was);
        assert_eq!(odd, Err(Odd::Source("- my neighbour".into())));
    }
}
