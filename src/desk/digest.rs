//! The day's digest: what of all that was told on a day is worth the minutes a reader has.
//!
//! A pure function of plain data. Events are told in the order of what they are worth on their day,
//! whoever reads: the best three lead, and each block has room for so many. What is not told stands
//! as the rest of its block, or is counted by the reason for which it was left out. Sentences are the
//! sources' own, word for word.
//!
//! The language changes words and nothing else: what is chosen, its order and its numbers are the
//! same in each. `drafts.rs` makes the events that could be told and `left.rs` says which could not,
//! `choice.rs` chooses (`plan.rs`) and keeps the budget (`cost.rs`), `quote.rs` finds sentences and `speak.rs` puts an event
//! into words (`names.rs`: what things are called), `shelves.rs` keeps papers of one kind apart,
//! `summary.rs` counts, `terms.rs`, `mine.rs` and `seed.rs` make what is not of events.

mod choice;
mod cost;
mod drafts;
mod left;
mod mine;
mod models;
mod names;
mod plan;
mod quote;
mod seed;
mod shelves;
mod speak;
mod standing;
mod summary;
mod telling;
mod terms;
mod whole;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::compare::{Comparer, Subject};
use super::themes::Theme;
use crate::lang::{self, Lang, say};
use crate::model::{
    Block, BlockKey, Day, Digest, Entry, Idea, Item, Lead, Moment, Move, Note, Outline, Pane,
    Quote, Reference, Rest, Row, StoryId, StoryState, Zone,
};
use choice::in_groups;
pub use choice::most;
use drafts::Draft;
use plan::Plan;
pub use standing::Standing;
use telling::is_citable;
use whole::headline;

/// Pages cited for one event.
const CITED: usize = 3;

/// An event of the day.
#[derive(Debug, Clone)]
pub struct DayEvent {
    /// The item that tells it best among those of the day.
    pub item: Item,
    /// What that item says.
    pub subject: Subject,
    /// The event as the store knows it.
    pub event: StoryState,
    /// All that tell it, in any order.
    pub tellers: Vec<Teller>,
    /// Further items that tell it, of which a sentence may be quoted.
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

/// A story of the day, whether it can be told or not.
#[derive(Debug, Clone)]
pub struct Brief {
    /// Its best report of the day; its score is what the story is worth.
    pub row: Row,
    /// Whether it or another report of the day is on the reading list or has a note.
    pub is_marked: bool,
    /// The story in short.
    pub outline: Outline,
}

/// That a story of the week is about a company which made a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// The company's key.
    pub company: String,
    /// The kind of move.
    pub kind: Move,
    /// The story.
    pub story: StoryId,
}

/// What of the reader's own something can be connected with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The title of the idea or of the item on the reading list.
    pub name: String,
    /// Whether it is an idea.
    pub is_idea: bool,
    /// Topics, by key.
    pub topics: Vec<String>,
    /// Stories that belong to it already.
    pub stories: Vec<StoryId>,
}

/// What ninety days of items were about.
#[derive(Debug, Clone, Default)]
pub struct Topics {
    /// How many items there were.
    pub searched: u32,
    /// How many of them name each topic.
    pub counts: HashMap<String, u32>,
    /// Topics that an item names together, the smaller key first.
    pub pairs: HashSet<(String, String)>,
}

impl Topics {
    /// Counts the topics of items: which they name together, and how many of them just those. There
    /// were so many items with or without any.
    pub fn of(items: Vec<(Vec<String>, u32)>, searched: u32) -> Topics {
        let mut topics = Topics { searched, ..Topics::default() };
        for (mut keys, count) in items {
            keys.sort_unstable();
            keys.dedup();
            for (at, one) in keys.iter().enumerate() {
                for other in &keys[at + 1..] {
                    topics.pairs.insert((one.clone(), other.clone()));
                }
            }
            for key in keys {
                *topics.counts.entry(key).or_default() += count;
            }
        }
        topics
    }
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
    /// Whether it is an edition, and no calendar days.
    pub is_edition: bool,
    /// How moments become dates.
    pub zone: Zone,
    /// Events of each pane's first ranks.
    pub stories: Vec<DayEvent>,
    /// All stories of the day, best first, those events among them.
    pub all: Vec<Brief>,
    /// What companies did in the seven days that end with this one.
    pub week: Vec<Deed>,
    /// Themes with items behind them, strongest first.
    pub themes: Vec<(Theme, Vec<Row>)>,
    /// The reading list, newest first.
    pub starred: Vec<Item>,
    /// Notes written or changed on the day, with the item that they are about.
    pub notes: Vec<(Note, Option<Row>)>,
    /// Ideas begun or changed on the day, with the items that they stand on.
    pub ideas: Vec<(Idea, Vec<Row>)>,
    /// Ideas and what was starred, with their topics.
    pub ties: Vec<Tie>,
    /// What ninety days were about.
    pub topics: Topics,
    /// Topics that the reader's lenses look for, by key.
    pub lens_topics: Vec<String>,
    /// Budget of reading time in minutes.
    pub minutes: f64,
    /// Language of all that is not quoted.
    pub lang: Lang,
    /// The name of a company or a topic by its key, in a language.
    pub name: &'a dyn Fn(&str, Lang) -> String,
    /// Compares reports, and knows the numbers to choose by.
    pub comparer: &'a Comparer<'a>,
}

impl Material<'_> {
    /// The event of a story, if it is one of those of the first ranks.
    fn told(&self, story: StoryId) -> Option<&DayEvent> {
        self.stories.iter().find(|told| told.item.row.story == story)
    }
}

/// Composes the digest; with how every story of the time stands in it.
pub fn compose(material: &Material<'_>) -> (Digest, BTreeMap<StoryId, Standing>) {
    let lang = material.lang;
    let (drafts, stale) = drafts::drafts(material);
    let terms = terms::terms(material);
    let mut plan = choice::plan(material, &drafts);
    let mine = mine::mine(material, &drafts, &plan);
    let of_terms = cost::dearest(|lang| terms.iter().map(|term| term.cost(material, lang)).sum());
    let room = material.minutes - of_terms - mine.cost();
    // As long in each language: what is dear in one is counted in all.
    let minutes = choice::fill(material, &drafts, &mut plan, room) + of_terms + mine.cost();

    let mut page = Page {
        material,
        drafts: &drafts,
        plan: &plan,
        stale: &stale,
        citations: Citations { zone: material.zone, ..Citations::default() },
        said: HashSet::new(),
    };
    let lead: Vec<Lead> = (1..).zip(&plan.lead).map(|(rank, at)| page.lead(rank, *at)).collect();
    let mut blocks: Vec<Block> =
        Pane::ALL.into_iter().map(|pane| page.block(pane, &terms)).collect();
    blocks.push(mine.block(&mut page));
    let standings = standing::standings(material, &drafts, &plan, &stale);
    let digest = Digest {
        day: material.day,
        from: material.from,
        closes: material.ends - chrono::Duration::seconds(1),
        window: None,
        stories: u32::try_from(material.all.len()).unwrap_or(u32::MAX),
        // Nothing at all sums up to minus nothing.
        minutes: (minutes * 10.0).round().max(0.0) / 10.0 + 0.0,
        language: lang.code().to_owned(),
        summary: summary::summary(material, &stale, lang),
        lead,
        remark: nothing(material),
        blocks,
        left: left::left(material, &stale),
        references: page.citations.references,
        writer: None,
    };
    (digest, standings)
}

/// The page while it is written: numbers follow first use, and no sentence stands twice.
struct Page<'p> {
    material: &'p Material<'p>,
    drafts: &'p [Draft<'p>],
    plan: &'p Plan,
    /// Stories that a day before told.
    stale: &'p BTreeSet<StoryId>,
    citations: Citations,
    said: HashSet<String>,
}

impl Page<'_> {
    /// An event that leads, with its numbers.
    fn lead(&mut self, rank: u32, at: usize) -> Lead {
        let (material, draft) = (self.material, &self.drafts[at]);
        let mut lead = speak::lead(material, draft, self.plan, at, material.lang);
        lead.rank = rank;
        lead.refs = draft.rows.iter().map(|row| self.citations.number(row)).collect();
        self.number(draft, &mut lead.quote);
        self.number(draft, &mut lead.consequence);
        lead.text = match &lead.quote {
            Some(quote) => format!("{} — “{}”", lead.label, quote.text),
            None => lead.label.clone(),
        };
        lead
    }

    /// A sentence with the number of its page, unless it stood before.
    fn number(&mut self, draft: &Draft<'_>, quote: &mut Option<Quote>) {
        let Some(said) = quote else { return };
        let row = draft.rows.iter().find(|row| row.id == said.item);
        match row {
            Some(row) if self.said.insert(said.text.clone()) => {
                said.reference = self.citations.number(row);
            }
            Some(_) | None => *quote = None,
        }
    }

    /// The block of a pane.
    fn block(&mut self, pane: Pane, terms: &[terms::Term<'_>]) -> Block {
        let (material, plan, drafts) = (self.material, self.plan, self.drafts);
        let lang = material.lang;
        let mut entries = Vec::new();
        let is_span = material.from.is_some();
        if pane == Pane::Trends {
            for term in terms {
                let entry = term.entry(material, lang);
                entries.extend(self.citations.cited(entry, term.citable.iter().copied()));
            }
        }
        let has_terms = !entries.is_empty();
        let of_pane =
            plan.told.keys().map(|at| (*at, &drafts[*at])).filter(|(_, draft)| draft.pane == pane);
        for (at, draft) in in_groups(plan, pane, of_pane.collect()) {
            let mut entry = speak::entry(material, draft, plan, at, lang);
            if pane == Pane::Trends && has_terms {
                entry.group = Some(say(lang, "digest.also", &[]).into_owned());
            }
            let Some(mut entry) = self.citations.cited(entry, draft.rows.iter().copied()) else {
                continue;
            };
            self.number(draft, &mut entry.quote);
            self.number(draft, &mut entry.consequence);
            if entry.quote.is_none() {
                entry.text.clone_from(&entry.label);
            }
            entries.push(entry);
        }
        let groups = if pane == Pane::Companies {
            summary::groups(material, drafts, plan, lang)
        } else {
            Vec::new()
        };
        let rest = self.rest(pane);
        Block {
            key: match pane {
                Pane::Research => BlockKey::Research,
                Pane::Companies => BlockKey::Companies,
                Pane::Trends => BlockKey::Trends,
            },
            title: say(lang, &format!("digest.{}", pane.name()), &[]).into_owned(),
            remark: self.remark(pane, entries.is_empty(), has_terms, rest.len()),
            columns: if pane == Pane::Trends && is_span && has_terms {
                terms::columns(lang)
            } else {
                Vec::new()
            },
            groups,
            entries,
            rest,
        }
    }

    /// Stories of a pane that it does not tell, best first.
    fn rest(&self, pane: Pane) -> Vec<Rest> {
        let mut because = HashMap::new();
        let mut told = HashSet::new();
        for (at, draft) in self.drafts.iter().enumerate() {
            for story in &draft.stories {
                match self.plan.because.get(&at) {
                    None => {
                        told.insert(*story);
                    }
                    Some(why) => {
                        because.insert(*story, *why);
                    }
                }
            }
        }
        let of_pane = self.material.all.iter().filter(|brief| brief.row.pane == pane);
        of_pane
            .filter(|brief| !told.contains(&brief.row.story))
            .filter(|brief| left::reason(self.material, brief, self.stale).is_none())
            .map(|brief| Rest {
                item: brief.row.id,
                story: brief.row.story,
                because: because
                    .get(&brief.row.story)
                    .copied()
                    .unwrap_or_else(|| left::because(self.material, brief, self.stale)),
            })
            .collect()
    }

    /// Honest lines: that there is nothing, what was looked for and not found, how much there is more.
    fn remark(&self, pane: Pane, is_empty: bool, has_terms: bool, rest: usize) -> Option<String> {
        let material = self.material;
        let lang = material.lang;
        if material.all.is_empty() {
            // It is said once, for all of them.
            return None;
        }
        let mut lines = Vec::new();
        let papers = summary::papers(material).count();
        let told = self.plan.told.keys().map(|at| &self.drafts[*at]);
        let is_told = self.plan.finance.is_some()
            || told.filter_map(|draft| draft.shelf).any(shelves::is_finance);
        if pane == Pane::Research && papers > 0 && !is_told {
            lines.push(lang::count(lang, "digest.no_finance", papers as u64, &[]));
        }
        if pane == Pane::Trends && !has_terms {
            lines.push(say(lang, "digest.no_theme", &[]));
        }
        if rest > 0 {
            lines.push(lang::count(lang, "digest.rest", rest as u64, &[]));
        } else if is_empty {
            let key =
                if material.from.is_some() { "digest.nothing_span" } else { "digest.nothing" };
            lines = vec![say(lang, key, &[])];
        }
        (!lines.is_empty()).then(|| lines.join(" "))
    }
}

/// The one honest line where nothing at all came.
fn nothing(material: &Material<'_>) -> Option<String> {
    let key = match material.from {
        _ if material.is_ahead && material.is_edition => "digest.ahead_edition",
        _ if material.is_ahead => "digest.ahead",
        _ if material.is_edition => "digest.empty_edition",
        Some(_) => "digest.empty_span",
        None => "digest.empty",
    };
    material.all.is_empty().then(|| say(material.lang, key, &[]).into_owned())
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
