//! The day's digest: what of all that was told on a day is worth the minutes a reader has.
//!
//! A pure function of plain data. Events are told in the order of what they are worth on their day,
//! whoever reads: the best three lead, and each block has room for so many. What was left out is
//! counted, and a block that had nothing says so. Sentences are the sources' own, word for word.
//!
//! `drafts.rs` makes the entries that could be told, `quote.rs` finds their sentences, `choice.rs`
//! chooses and keeps the budget, `shelves.rs` keeps papers of one kind apart, `terms.rs` and
//! `mine.rs` make what is not of events.

mod choice;
mod drafts;
mod mine;
mod quote;
mod shelves;
mod terms;

use std::collections::{BTreeMap, HashMap};

use super::compare::{Comparer, Subject};
use super::scan;
use super::themes::Theme;
use crate::lang::{self, Lang, say};
use crate::model::{
    Block, BlockKey, Day, Digest, Entry, Idea, Item, Lead, Moment, Note, Pane, Quote, Reference,
    Row, StoryState, Zone,
};
use crate::text::pace;
pub use choice::most;
use choice::{cost, in_groups};
use drafts::{Draft, is_citable};
use quote::headline;

/// Pages cited for one event.
const CITED: usize = 6;

/// An event of the day.
#[derive(Debug, Clone)]
pub struct Told {
    /// The item that tells it best among those of the day.
    pub item: Item,
    /// What that item says.
    pub subject: Subject,
    /// The event as the store knows it.
    pub event: StoryState,
    /// All that tell it, in any order.
    pub tellers: Vec<Teller>,
    /// Further items with a sentence, for an item that has none.
    pub lenders: Vec<Item>,
    /// Where a day before told it.
    pub before: Option<Before>,
}

/// A report of an event.
#[derive(Debug, Clone)]
pub struct Teller {
    /// The item.
    pub row: Row,
    /// What it says.
    pub subject: Subject,
}

/// That a day before told of the same event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// The day.
    pub day: Day,
    /// Whether it was the same page, or the same text.
    pub is_same: bool,
}

/// All that a digest is made of.
pub struct Material<'a> {
    /// The day, or the last day of a longer span.
    pub day: Day,
    /// The first day of a longer span.
    pub from: Option<Day>,
    /// When it begins: what was told before is continued.
    pub begins: Moment,
    /// When it ends, or now if that is earlier.
    pub ends: Moment,
    /// Whether it lies ahead.
    pub is_ahead: bool,
    /// How moments become dates.
    pub zone: Zone,
    /// Events of the day; of those in no pane's first ranks only the number is needed.
    pub stories: Vec<Told>,
    /// How many stories the day had in each pane, by [`Pane::index`].
    pub heard: [u32; 3],
    /// Themes with items behind them, strongest first.
    pub themes: Vec<(Theme, Vec<Row>)>,
    /// The reading list, newest first.
    pub starred: Vec<Item>,
    /// Notes written or changed on the day, with the item that they are about.
    pub notes: Vec<(Note, Option<Row>)>,
    /// Ideas begun or changed on the day, with the items that they stand on.
    pub ideas: Vec<(Idea, Vec<Row>)>,
    /// Budget of reading time in minutes.
    pub minutes: f64,
    /// Language of all that is not quoted.
    pub lang: Lang,
    /// The name of a company or a topic by its key.
    pub name: &'a dyn Fn(&str) -> String,
    /// Compares reports, and knows the numbers to choose by.
    pub comparer: &'a Comparer<'a>,
}

/// Whether an item has a sentence that can be quoted.
pub fn has_sentence(item: &Item) -> bool {
    quote::sentence(item).is_some()
}

/// Composes the digest.
pub fn compose(material: &Material<'_>) -> Digest {
    let drafts = drafts::drafts(material);
    let terms = terms::terms(material);
    let mine = mine::mine(material);
    let mut citations = Citations { zone: material.zone, ..Citations::default() };
    let leading = choice::lead(material, &drafts);
    let lead: Vec<Lead> = (1..)
        .zip(&leading)
        .map(|(rank, at)| lead(material, rank, &drafts[*at], &mut citations))
        .collect();
    let of_lead = lead.iter().map(|line| pace::minutes(&line.text)).sum::<f64>();
    let spent = terms.iter().map(|(entry, _)| cost(entry)).sum::<f64>() + mine.cost() + of_lead;
    let room = material.minutes - spent;
    let chosen = choice::choose(material, &drafts, &leading, room);
    let mut blocks: Vec<Block> = Pane::ALL
        .into_iter()
        .map(|pane| block(material, pane, &drafts, &chosen, &terms, &mut citations))
        .collect();
    let told = chosen.iter().map(|(at, told)| cost(&entry(&drafts[*at], *told))).sum::<f64>();
    blocks.push(mine.block(material, &drafts, &chosen, room - told, &mut citations));
    let entries = blocks.iter().flat_map(|block| &block.entries);
    let minutes = entries.map(cost).sum::<f64>() + of_lead;
    Digest {
        day: material.day,
        from: material.from,
        closes: material.ends - chrono::Duration::seconds(1),
        window: None,
        stories: material.heard.iter().sum(),
        // Nothing at all sums up to minus nothing.
        minutes: (minutes * 10.0).round().max(0.0) / 10.0 + 0.0,
        lead,
        blocks,
        references: citations.references,
        writer: None,
    }
}

/// The block of a pane.
fn block<'a>(
    material: &Material<'_>,
    pane: Pane,
    drafts: &[Draft<'a>],
    chosen: &BTreeMap<usize, choice::Told>,
    terms: &[terms::Shown<'a>],
    citations: &mut Citations,
) -> Block {
    let of_pane = chosen.iter().map(|(at, told)| (&drafts[*at], *told));
    let mut entries = Vec::new();
    let mut told = 0;
    for (draft, how) in in_groups(of_pane.filter(|(draft, _)| draft.pane == pane)) {
        told += draft.stories;
        entries.extend(citations.cited(entry(draft, how), draft.rows.iter().copied()));
    }
    let is_table = pane == Pane::Trends && material.from.is_some() && !terms.is_empty();
    if pane == Pane::Trends {
        for (entry, rows) in terms {
            entries.extend(citations.cited(entry.clone(), rows.iter().copied()));
        }
    }
    let left = material.heard[pane.index()].saturating_sub(told);
    let key = match pane {
        Pane::Research => BlockKey::Research,
        Pane::Companies => BlockKey::Companies,
        Pane::Trends => BlockKey::Trends,
    };
    Block {
        key,
        title: say(material.lang, &format!("digest.{}", pane.name()), &[]).into_owned(),
        remark: remark(material, entries.is_empty(), left),
        columns: if is_table { terms::columns(material) } else { Vec::new() },
        entries,
    }
}

/// A draft's entry, in the length that there is room for.
fn entry(draft: &Draft<'_>, told: choice::Told) -> Entry {
    match told {
        choice::Told::Whole => draft.entry.clone(),
        choice::Told::Title => draft.title(),
    }
}

/// An event that leads: its title and where it comes from, and a sentence of its item, or else of
/// another that is cited.
fn lead(material: &Material<'_>, rank: u32, draft: &Draft<'_>, citations: &mut Citations) -> Lead {
    let lang = material.lang;

    let refs: Vec<u32> = draft.rows.iter().map(|row| citations.number(row)).collect();
    let items = std::iter::once(&draft.told.item).chain(&draft.told.lenders);
    let quote = items.into_iter().find_map(|item| {
        let cited = draft.rows.iter().any(|row| row.id == item.row.id);
        Some(Quote {
            text: quote::sentence(item).filter(|_| cited)?,
            item: item.row.id,
            reference: citations.number(&item.row),
            language: item.row.language.clone(),
        })
    });
    Lead {
        rank,
        item: draft.entry.item,
        story: draft.entry.story,
        pane: draft.pane,
        refs,
        text: say(lang, "digest.lead", &[&draft.entry.label, &draft.source]).into_owned(),
        scan: scan(material, draft),
        quote,
        facts: draft.told.event.facts.clone(),
        topics: draft.told.event.topics.clone(),
        written: Vec::new(),
    }
}

/// What happened in one line, names as readers of the language know them or as a title writes them.
fn scan(material: &Material<'_>, draft: &Draft<'_>) -> Option<String> {
    let titles = || {
        let rows = std::iter::once(&draft.told.item.row).chain(draft.rows.iter().copied());
        rows.map(|row| &*row.title)
    };
    let name = |key: &str| drafts::name(material, key, titles());
    scan::line(&draft.told.event.facts, material.lang, name)
}

/// An honest line where there is nothing, or what was left out.
fn remark(material: &Material<'_>, is_empty: bool, left: u32) -> Option<String> {
    let lang = material.lang;
    if left > 0 {
        return Some(lang::count(lang, "digest.left_out", left.into(), &[]).into_owned());
    }
    let key = match material.from {
        _ if material.is_ahead => "digest.nothing_yet",
        Some(_) => "digest.nothing_span",
        None => "digest.nothing",
    };
    is_empty.then(|| say(lang, key, &[]).into_owned())
}

/// Pages by their number, given at first use.
#[derive(Default)]
struct Citations {
    /// In which publication has its day.
    zone: Zone,
    references: Vec<Reference>,
    by_url: HashMap<String, u32>,
}

impl Citations {
    /// The entry with its citations; `None` if nothing of it has a page of its own.
    fn cited<'r>(
        &mut self,
        mut entry: Entry,
        rows: impl Iterator<Item = &'r Row>,
    ) -> Option<Entry> {
        for row in rows.filter(|row| is_citable(row)).take(CITED) {
            let number = self.number(row);
            if !entry.refs.contains(&number) {
                entry.refs.push(number);
            }
        }
        (!entry.refs.is_empty()).then_some(entry)
    }

    fn number(&mut self, row: &Row) -> u32 {
        let url = row.url.clone().unwrap_or_default();
        let next = u32::try_from(self.references.len() + 1).unwrap_or(u32::MAX);
        let number = *self.by_url.entry(url.clone()).or_insert(next);
        if number == next {
            self.references.push(Reference {
                n: number,
                title: headline(&row.title),
                url,
                source: row.source_name.clone(),
                published: row.date(),
                day: row.date().map(|date| self.zone.date_of(date)),
            });
        }
        number
    }
}

#[cfg(test)]
mod tests;
