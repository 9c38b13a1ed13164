//! The events of the day that can be told, each once, with what is known of it.

use std::collections::BTreeSet;

use super::quote::{headline, label, sentence};
use super::shelves::Shelves;
use super::{CITED, Material, Teller, Told};
use crate::desk::WATCH;
use crate::desk::compare::Level;
use crate::lang::{self, Lang, say};
use crate::model::{Day, Entry, Moment, Pane, Row};
use crate::text::{address, clean};

/// Publishers of the day that make news of what was told before.
const NEWS: usize = 2;
/// The archive of papers that everybody publishes in, and that others show pages of.
const ARCHIVE: &str = "arxiv.org";

/// Pages that show papers of the archive.
const PAGES_OF_PAPERS: &str = "https://huggingface.co/papers/";

/// An event's entry before it is known whether there is room for it.
pub(super) struct Draft<'a> {
    pub(super) told: &'a Told,
    pub(super) pane: Pane,
    /// When it was told.
    pub(super) day: Day,
    pub(super) entry: Entry,
    /// What it cites, first-hand pages first.
    pub(super) rows: Vec<&'a Row>,
    /// Where it comes from, in short.
    pub(super) source: String,
    /// Points with the reader's own, where one of the reader's lenses is touched.
    pub(super) watched: Option<f64>,
    /// The companies it is about, by key.
    pub(super) companies: BTreeSet<&'a str>,
    /// Of a paper, the shelf that it stands on.
    pub(super) shelf: Option<usize>,
    /// Who tell it independently.
    pub(super) publishers: usize,
    /// Stories of its pane that it tells.
    pub(super) stories: u32,
}

impl Draft<'_> {
    /// The entry by its title alone.
    pub(super) fn title(&self) -> Entry {
        Entry { text: self.entry.label.clone(), facts: Vec::new(), ..self.entry.clone() }
    }

    /// Whether it is a scholarly paper.
    pub(super) fn is_paper(&self) -> bool {
        self.told.subject.reading.page.paper
    }

    /// The company that it is about first, by key.
    pub(super) fn company(&self) -> Option<&str> {
        self.told.item.row.companies.first().map(String::as_str)
    }
}

/// An event with those that turned out to tell the same.
struct Joined<'a> {
    told: &'a Told,
    title: String,
    tellers: Vec<&'a Teller>,
    stories: u32,
}

/// The events of the day that can be told, best first, none told twice.
pub(super) fn drafts<'a>(material: &'a Material<'_>) -> Vec<Draft<'a>> {
    let mut stories: Vec<&Told> = material
        .stories
        .iter()
        .filter(|told| is_citable(&told.item.row) && is_news(told))
        .filter(|told| !is_small(material, told) && !is_stale(material, told))
        .collect();
    stories.sort_by(|a, b| {
        b.event.worth.total_cmp(&a.event.worth).then(a.item.row.id.cmp(&b.item.row.id))
    });
    let shelves = Shelves::shipped();
    joined(material, stories).iter().map(|story| draft(material, &shelves, story)).collect()
}

/// Whether it has a page of its own, and not only a list on which it stands.
pub(super) fn is_citable(row: &Row) -> bool {
    row.url.as_deref().is_some_and(|url| !address::is_list_page(url, &row.title))
}

/// Whether it tells one piece of news: no advert, no list of the best, no round-up. What papers call
/// a digest or a decoder is their matter.
fn is_news(told: &Told) -> bool {
    let reading = &told.subject.reading;
    told.event.facts.noise.or(reading.facts.noise).is_none()
        && (!reading.signs.roundup || reading.page.paper)
        && !clean::is_sponsored(&told.item.row.title)
}

/// Whether it is worth too little to be told; a paper on finance is looked at all the same.
fn is_small(material: &Material<'_>, told: &Told) -> bool {
    let by = material.comparer.tuning();
    let is_looked_at = told.subject.reading.page.paper && told.subject.finance >= by.finance_at;
    told.event.worth < by.small_at && !is_looked_at
}

/// Whether a day before told it, and nobody adds anything now: it began then, or comes in the same
/// words or by the same page.
fn is_stale(material: &Material<'_>, told: &Told) -> bool {
    let began_before = told.event.first < material.begins;
    let was_told = told.before.is_some_and(|before| before.is_same || began_before);
    was_told && fresh(material, &told.tellers.iter().collect::<Vec<_>>()) < NEWS
}

/// How many publishers tell it now.
fn fresh(material: &Material<'_>, tellers: &[&Teller]) -> usize {
    let now = tellers.iter().filter(|teller| teller.row.published >= material.begins);
    now.map(|teller| publisher(&teller.row)).collect::<BTreeSet<_>>().len()
}

/// The events, each with those that hardly differ from it: what tells the same is cited with it, and
/// another issue of the same is left out.
fn joined<'a>(material: &Material<'_>, stories: Vec<&'a Told>) -> Vec<Joined<'a>> {
    let twins = material.comparer.tuning().twins;
    let mut joined: Vec<Joined<'a>> = Vec::new();
    for told in stories {
        let title = headline(&told.item.row.title).to_lowercase();
        let twin = joined.iter_mut().find_map(|story| {
            let alike = material.comparer.likeness(&story.told.subject, &told.subject);
            let is_copy = alike.level == Level::Copy || story.title == title;
            let is_event = is_copy || alike.level == Level::Event;
            (is_copy || alike.sum > twins).then_some((story, is_event))
        });
        match twin {
            Some((story, true)) => {
                story.stories += u32::from(told.item.row.pane == story.told.item.row.pane);
                story.tellers.extend(&told.tellers);
            }
            Some((_, false)) => {}
            None => {
                let tellers = told.tellers.iter().collect();
                joined.push(Joined { told, title, tellers, stories: 1 });
            }
        }
    }
    joined
}

fn draft<'a>(material: &Material<'_>, shelves: &Shelves, story: &Joined<'a>) -> Draft<'a> {
    let lang = material.lang;
    let told = story.told;
    let row = &told.item.row;
    let mut tellers: Vec<&Teller> =
        story.tellers.iter().copied().filter(|told| told.row.published < material.ends).collect();
    tellers.sort_by_key(|told| {
        (told.row.published < material.begins, told.row.published, told.row.id)
    });
    let publishers = material.comparer.publishers(tellers.iter().map(|told| &told.subject)).max(1);
    let mut facts = vec![source(lang, row)];
    // A paper's words sound like moves without being any.
    let moves = if row.pane == Pane::Research { &[][..] } else { &row.moves };
    let phrase = |kind: &crate::model::Move| format!("move.{}", kind.name());
    facts.extend(moves.iter().map(|kind| say(lang, &phrase(kind), &[]).into_owned()));
    let first = tellers.iter().map(|told| told.row.published).min().unwrap_or(row.published);
    let last = tellers.iter().map(|told| told.row.published).max().unwrap_or(row.published);
    let mut source = facts[0].clone();
    if publishers > 1 {
        let hours = (last - first).num_hours().max(1);
        let fact = say(lang, "digest.publishers", &[&publishers, &hours]).into_owned();
        source = format!("{source}, {fact}");
        facts.push(fact);
    }
    if let Some(since) = since(material, told, first) {
        let now = tellers.iter().filter(|told| told.row.published >= material.begins).count();
        let day = since.format("%Y-%m-%d");
        facts.push(lang::count(lang, "digest.continues", now as u64, &[&day]).into_owned());
    }
    if let Some(points) = row.points.filter(|points| *points > 0) {
        let comments = row.comments.unwrap_or(0);
        facts.push(say(lang, "digest.community", &[&points, &comments]).into_owned());
    }
    let group = row.companies.first().filter(|_| row.pane == Pane::Companies);
    let is_paper = told.subject.reading.page.paper;
    let is_watched = told.item.why.iter().any(|reason| reason.term == WATCH);
    Draft {
        pane: row.pane,
        day: material.zone.day_of(row.published),
        rows: cited(row, &tellers),
        entry: Entry {
            group: group.map(|company| name(material, company, [&*row.title])),
            label: label(row),
            text: sentence(&told.item).unwrap_or_else(|| label(row)),
            item: row.id,
            story: row.story,
            facts,
            language: row.language.clone(),
            ..Entry::default()
        },
        source,
        watched: is_watched.then_some(told.event.base),
        companies: row.companies.iter().map(String::as_str).collect(),
        shelf: is_paper.then(|| shelves.of(&told.item, &told.event.topics)),
        publishers,
        stories: story.stories,
        told,
    }
}

/// The name of a company or a topic by its key; what the lexicon does not know as a title writes it.
pub(super) fn name<'t>(
    material: &Material<'_>,
    key: &str,
    titles: impl IntoIterator<Item = &'t str>,
) -> String {
    let name = (material.name)(key);
    if name == key {
        titles.into_iter().find_map(|title| written(title, key)).unwrap_or(name)
    } else {
        name
    }
}

/// A name in lower case as a title writes it.
pub(super) fn written(title: &str, name: &str) -> Option<String> {
    title.char_indices().find_map(|(from, _)| {
        let mut rest = name;
        for (at, c) in title[from..].char_indices() {
            rest = rest.strip_prefix(&*c.to_lowercase().collect::<String>())?;
            if rest.is_empty() {
                return Some(title[from..from + at + c.len_utf8()].to_owned());
            }
        }
        None
    })
}

/// The pages that are cited: the maker's own first, then the one that leads, then the others as they
/// came; one a publisher.
fn cited<'a>(head: &'a Row, tellers: &[&'a Teller]) -> Vec<&'a Row> {
    let own = |told: &&&Teller| told.subject.reading.page.own.is_some();
    let first_hand = tellers.iter().filter(own).map(|told| &told.row);
    let all = first_hand.chain([head]).chain(tellers.iter().map(|told| &told.row));
    let mut publishers: BTreeSet<&str> = BTreeSet::new();
    let mut rows: Vec<&Row> =
        all.filter(|row| is_citable(row) && publishers.insert(publisher(row))).collect();
    // What is told must be cited, even if its publisher has two pages about it.
    if !rows.iter().any(|row| row.id == head.id) {
        rows.retain(|row| publisher(row) != publisher(head));
        rows.insert(0, head);
    }
    let at = rows.iter().position(|row| row.id == head.id).unwrap_or(0);
    if at >= CITED {
        rows.swap(at, CITED - 1);
    }
    rows.truncate(CITED);
    rows
}

/// The day since which it is told, if that lies before.
fn since(material: &Material<'_>, told: &Told, first: Moment) -> Option<Day> {
    let told_before = told.before.as_ref().map(|before| before.day);
    let began_before = (first < material.begins).then(|| material.zone.day_of(first));
    told_before.into_iter().chain(began_before).min()
}

/// The family of hosts an item was published by; its source where it has no page. A page about a
/// paper is no second publisher of it.
pub(super) fn publisher(row: &Row) -> &str {
    let Some(url) = row.url.as_deref() else { return row.source.0.as_str() };
    if url.starts_with(PAGES_OF_PAPERS) {
        return ARCHIVE;
    }
    address::host(url).map_or(row.source.0.as_str(), address::publisher)
}

/// Who tells it: the source, and the house whose page it points at, if that is another.
fn source(lang: Lang, row: &Row) -> String {
    let name: String = row.source_name.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_gallery = row.url.as_deref().is_some_and(|url| url.starts_with(PAGES_OF_PAPERS));
    let house = row.url.as_deref().and_then(address::host).map_or("", address::publisher);
    let word: String = house.split('.').next().unwrap_or_default().replace('-', "");
    let is_its_own = is_gallery
        || house.is_empty()
        || !row.source_name.is_ascii()
        || name.to_lowercase().contains(&word)
        || row
            .source_name
            .split(' ')
            .any(|part| part.len() > 3 && word.contains(&part.to_lowercase()));
    if is_its_own {
        row.source_name.clone()
    } else {
        say(lang, "digest.via", &[&house, &row.source_name]).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_as_the_title_writes_it() {
        assert_eq!(written("Introducing Zeta-7.5 Pro", "zeta-7.5").as_deref(), Some("Zeta-7.5"));
        assert_eq!(written("İstanbul의 ZETA-7.5", "zeta-7.5").as_deref(), Some("ZETA-7.5"));
        assert_eq!(written("Zeta", "zeta-7.5"), None);
        assert_eq!(written("", ""), None);
    }
}
