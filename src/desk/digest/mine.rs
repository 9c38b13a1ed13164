//! What the reader has to do with the day: what the lenses found, what is connected with ideas and the
//! reading list, ideas, a seed of one, notes, the list itself.
//!
//! It is the reader's own, and has its part of the budget: what there is no room for is shortened
//! to its title, then counted. What stands on no page cannot be cited, and is named below.

use std::collections::BTreeSet;

use super::drafts::Draft;
use super::names::name;
use super::plan::Length;
use super::quote::{label, sentence};
use super::telling::is_citable;
use super::{Brief, Material, Page, Plan, cost, left, seed, speak};
use crate::desk::lenses;
use crate::lang::{self, Lang, say};
use crate::model::{
    About, Block, BlockKey, Entry, Idea, Item, Note, Progress, Row, Section, Seed, Week,
};
use crate::text::{clean, html, pace};

/// Entries from the reading list of a day and of a longer span.
const STARRED: usize = 7;
const STARRED_OF_SPAN: usize = 20;
/// Papers and news that the lenses found.
const PAPERS_OF_LENS: usize = 3;
const NEWS_OF_LENS: usize = 4;
/// Items that share a rare topic with something of the reader's own.
const CONNECTIONS: usize = 3;
/// The part of all items that a topic may be named by to connect anything.
const RARE: f64 = 0.01;
/// Characters of a note or an idea, and of what is named without a page.
const NOTE_CHARS: usize = 500;
const NAME_CHARS: usize = 80;
/// The part of the budget that is the reader's own, and that of the reading list.
const PART: f64 = 0.2;
const PART_OF_LIST: f64 = 0.1;
/// Bytes of a text of which it is measured how long it takes to read.
const MEASURED: usize = 400_000;

/// What wants to be told.
enum Wish<'a> {
    /// What a lens found: an event by its place among the drafts.
    Lens(usize),
    /// A story of the day, the topic that it shares, and with what.
    Connection { row: &'a Row, topic: &'a str, with: &'a super::Tie },
    /// An idea, with the pages that it stands on.
    Idea(&'a Idea, Vec<&'a Row>),
    /// A seed, and its paper by its place among the drafts.
    Seed(usize, Seed),
    /// A note on a page.
    Note(&'a Note, &'a Row),
    /// Something of the reading list.
    Listed(&'a Item),
}

impl Wish<'_> {
    fn is_listed(&self) -> bool {
        matches!(self, Wish::Listed(_))
    }
}

/// The block before it is written.
pub(super) struct Mine<'a> {
    /// What is told, and whether by more than its title.
    wishes: Vec<(Wish<'a>, bool)>,
    /// How far the reading list is.
    list: List,
    /// What of the reading list there was no room for.
    left: usize,
    /// Other entries there was no room for.
    dropped: usize,
    /// Minutes it takes, in the language in which it takes most.
    cost: f64,
}

/// How far the reading list of the week is.
#[derive(Debug, Clone, Copy, Default)]
struct List {
    done: usize,
    all: usize,
    minutes: u64,
}

/// All that is the reader's own, in its part of the budget.
pub(super) fn mine<'a>(
    material: &'a Material<'_>,
    drafts: &'a [Draft<'a>],
    plan: &Plan,
) -> Mine<'a> {
    let mut wishes: Vec<Wish<'a>> = of_lens(drafts).into_iter().map(Wish::Lens).collect();
    wishes.extend(connections(material));
    let on_pages = |(idea, rows): &'a (Idea, Vec<Row>)| {
        let rows: Vec<&Row> = rows.iter().filter(|row| is_citable(row)).collect();
        (!rows.is_empty()).then_some(Wish::Idea(idea, rows))
    };
    wishes.extend(material.ideas.iter().filter_map(on_pages));
    wishes.extend(seed::seed(material, drafts, plan).map(|(at, seed)| Wish::Seed(at, seed)));
    let notes = material.notes.iter().filter_map(|(note, row)| Some((note, row.as_ref()?)));
    wishes
        .extend(notes.filter(|(_, row)| is_citable(row)).map(|(note, row)| Wish::Note(note, row)));
    let due = due(material);
    let most = if material.from.is_some() { STARRED_OF_SPAN } else { STARRED };
    let listed = due.iter().take(most).map(|item| Wish::Listed(item));
    let list = list(material);
    let words = Words { material, drafts, plan, list };
    let mut mine = Mine {
        wishes: wishes.into_iter().chain(listed).map(|wish| (wish, true)).collect(),
        list,
        left: due.len().saturating_sub(most),
        dropped: 0,
        cost: 0.0,
    };
    mine.fit(&words, material.minutes * PART_OF_LIST, true);
    mine.fit(&words, material.minutes * PART, false);
    mine.cost = mine.measured(&words, false);
    mine
}

impl Mine<'_> {
    /// Minutes it takes at most.
    pub(super) fn cost(&self) -> f64 {
        self.cost
    }

    fn measured(&self, words: &Words<'_>, is_list: bool) -> f64 {
        cost::dearest(|lang| {
            let of_list = |(wish, _): &&(Wish<'_>, bool)| !is_list || wish.is_listed();
            let entries = self.wishes.iter().filter(of_list);
            let unlinked = unlinked(words.material, lang).filter(|_| !is_list);
            entries
                .map(|(wish, whole)| cost::cost(&words.entry(wish, *whole, false, lang)))
                .sum::<f64>()
                + unlinked.as_deref().map_or(0.0, pace::minutes)
        })
    }

    /// Shortens from the end what there is no room for, then leaves it out.
    fn fit(&mut self, words: &Words<'_>, room: f64, is_list: bool) {
        for at in (0..self.wishes.len()).rev() {
            if self.measured(words, is_list) <= room {
                return;
            }
            self.wishes[at].1 &= is_list && !self.wishes[at].0.is_listed();
        }
        while self.wishes.len() > 1 && self.measured(words, is_list) > room {
            let Some((wish, _)) = self.wishes.pop() else { return };
            self.left += usize::from(wish.is_listed());
            self.dropped += usize::from(!wish.is_listed());
        }
    }

    /// The block. What the blocks before it tell is not told again in full.
    pub(super) fn block(self, page: &mut Page<'_>) -> Block {
        let (material, plan) = (page.material, page.plan);
        let lang = material.lang;
        let words = Words { material, drafts: page.drafts, plan, list: self.list };
        let above: BTreeSet<_> =
            plan.told.keys().map(|at| page.drafts[*at].told.item.row.id).collect();
        let mut entries = Vec::new();
        for (wish, whole) in &self.wishes {
            let mut entry = words.entry(wish, *whole, false, lang);
            let is_above =
                above.contains(&entry.item) && matches!(wish, Wish::Lens(_) | Wish::Listed(_));
            if is_above {
                entry = words.entry(wish, false, true, lang);
            }
            let Some(mut entry) = page.citations.cited(entry, words.rows(wish).into_iter()) else {
                continue;
            };
            if let Wish::Lens(at) = wish {
                page.number(&words.drafts[*at], &mut entry.quote);
                if entry.quote.is_none() {
                    entry.text.clone_from(&entry.label);
                }
            }
            entries.push(entry);
        }
        let count = |key: &str, n: usize| {
            (n > 0).then(|| lang::count(lang, key, n as u64, &[]).into_owned())
        };
        let mut remarks: Vec<String> =
            count("digest.left_starred", self.left).into_iter().collect();
        remarks.extend(count("digest.left_mine", self.dropped));
        remarks.extend(unlinked(material, lang));
        if entries.is_empty() && remarks.is_empty() && !material.all.is_empty() {
            let key = if material.from.is_some() {
                "digest.nothing_mine_span"
            } else {
                "digest.nothing_mine"
            };
            remarks.push(said_as(lang, key));
        }
        Block {
            key: BlockKey::Mine,
            title: say(lang, "digest.mine", &[]).into_owned(),
            remark: (!remarks.is_empty()).then(|| remarks.join(" ")),
            columns: Vec::new(),
            groups: Vec::new(),
            entries,
            rest: Vec::new(),
        }
    }
}

fn said_as(lang: Lang, key: &str) -> String {
    say(lang, key, &[]).into_owned()
}

/// Events that a lens found, those of followed authors first, then those that are worth most to the
/// reader: three papers and four news.
pub(super) fn of_lens(drafts: &[Draft<'_>]) -> Vec<usize> {
    let mut found: Vec<usize> = (0..drafts.len()).filter(|at| drafts[*at].lens.is_some()).collect();
    let rank = |at: usize| (drafts[at].is_by_followed(), drafts[at].told.event.base);
    found.sort_by(|a, b| {
        let (a, b) = (rank(*a), rank(*b));
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    let (papers, news): (Vec<usize>, Vec<usize>) =
        found.into_iter().partition(|at| drafts[*at].is_paper());
    papers.into_iter().take(PAPERS_OF_LENS).chain(news.into_iter().take(NEWS_OF_LENS)).collect()
}

/// Stories of the day that share a topic, which few items name, with an idea or something starred.
fn connections<'a>(material: &'a Material<'_>) -> Vec<Wish<'a>> {
    let topics = &material.topics;
    let is_rare = |key: &str| {
        let named = topics.counts.get(key).copied().unwrap_or(0);
        f64::from(named) < RARE * f64::from(topics.searched)
    };
    let mut found: Vec<Wish<'a>> = Vec::new();
    let mut connected: BTreeSet<&str> = BTreeSet::new();
    let is_news = |brief: &&Brief| left::noise(material, brief).is_none() && is_citable(&brief.row);
    for brief in material.all.iter().filter(is_news) {
        let tie = material.ties.iter().find_map(|tie| {
            let shared =
                brief.outline.topics.iter().find(|key| tie.topics.contains(key) && is_rare(key))?;
            let is_own = tie.stories.contains(&brief.row.story);
            (!is_own && !brief.row.starred && !connected.contains(tie.name.as_str()))
                .then_some((shared.as_str(), tie))
        });
        if let Some((topic, with)) = tie {
            connected.insert(&with.name);
            found.push(Wish::Connection { row: &brief.row, topic, with });
        }
        if found.len() == CONNECTIONS {
            break;
        }
    }
    found
}

/// Puts wishes into words.
struct Words<'w> {
    material: &'w Material<'w>,
    drafts: &'w [Draft<'w>],
    plan: &'w Plan,
    list: List,
}

impl Words<'_> {
    /// The pages that a wish cites.
    fn rows<'a>(&'a self, wish: &'a Wish<'_>) -> Vec<&'a Row> {
        match wish {
            Wish::Lens(at) | Wish::Seed(at, _) => self.drafts[*at].rows.clone(),
            Wish::Connection { row, .. } | Wish::Note(_, row) => vec![row],
            Wish::Idea(_, rows) => rows.clone(),
            Wish::Listed(item) => vec![&item.row],
        }
    }

    /// The entry of a wish: whole, or its title alone; whether a block above tells it.
    fn entry(&self, wish: &Wish<'_>, whole: bool, above: bool, lang: Lang) -> Entry {
        let mut entry = match wish {
            Wish::Lens(at) => self.found(*at, whole, lang),
            Wish::Connection { row, topic, with } => self.connection(row, topic, with, lang),
            Wish::Idea(idea, rows) => of_idea(idea, rows, lang),
            Wish::Seed(at, seed) => self.seed(*at, seed, lang),
            Wish::Note(note, row) => Entry {
                group: Some(said_as(lang, "digest.notes")),
                text: clean::line(&note.text, NOTE_CHARS),
                own: true,
                ..of_row(row)
            },
            Wish::Listed(item) => self.listed(item, lang),
        };
        if !whole {
            entry.text.clone_from(&entry.label);
            entry.own = false;
            entry.quote = None;
        }
        if above {
            entry.meta.push(said_as(lang, "digest.above"));
        }
        entry
    }

    /// What a lens found, with what it found it by.
    fn found(&self, at: usize, whole: bool, lang: Lang) -> Entry {
        let draft = &self.drafts[at];
        let (lens, word) = draft.lens.unwrap_or_default();
        let lens = lenses::name_in(lens, lang);
        let length = if whole { Length::Whole } else { Length::Title };
        let entry = speak::of_length(self.material, draft, self.plan, at, lang, length);
        // A topic is told in the language of the page, however it was spelt where it was found.
        let topic = self.material.comparer.topic_of(word);
        let word = match topic {
            Some(topic) => (self.material.name)(topic, lang),
            None => name(self.material, word, lang, &draft.titles),
        };
        Entry {
            group: Some(say(lang, "digest.lens", &[&lens]).into_owned()),
            meta: (!word.is_empty()).then_some(word).into_iter().collect(),
            consequence: None,
            ..entry
        }
    }

    fn connection(&self, row: &Row, topic: &str, with: &super::Tie, lang: Lang) -> Entry {
        let topic = (self.material.name)(topic, lang);
        let key = if with.is_idea { "digest.tie_idea" } else { "digest.tie_starred" };
        let title = clean::line(&with.name, NAME_CHARS);
        Entry {
            group: Some(said_as(lang, "digest.connections")),
            text: say(lang, key, &[&title, &topic]).into_owned(),
            language: String::new(),
            ..of_row(row)
        }
    }

    fn seed(&self, at: usize, seed: &Seed, lang: Lang) -> Entry {
        let draft = &self.drafts[at];
        let name = |key: &str| (self.material.name)(key, lang);
        let (method, subject) = (name(&seed.method), name(&seed.lens));
        Entry {
            group: Some(said_as(lang, "digest.seed")),
            label: say(lang, "digest.seed_of", &[&method, &subject]).into_owned(),
            text: say(lang, "digest.seed_none", &[&seed.searched]).into_owned(),
            item: draft.told.item.row.id,
            story: draft.told.item.row.story,
            topics: vec![seed.method.clone(), seed.lens.clone()],
            meta: vec![label_of(&draft.told.item.row)],
            seed: Some(seed.clone()),
            ..Entry::default()
        }
    }

    /// Something of the reading list: its title and how long it takes, and a sentence on the day on
    /// which it came to the list.
    fn listed(&self, item: &Item, lang: Lang) -> Entry {
        let material = self.material;
        let is_new = item.starred_at.is_some_and(|at| at >= material.begins && at < material.ends);
        let List { done, all, minutes } = self.list;
        let mut meta = vec![lang::count(lang, "digest.takes", takes(item), &[]).into_owned()];
        if let Some(week) = item.row.listed.as_ref().and_then(|listed| listed.due) {
            meta.push(say(lang, "digest.due", &[&week]).into_owned());
        }
        if item.row.read {
            meta.push(said_as(lang, "digest.read"));
        }
        let label = label(&item.row);
        let text = if is_new { sentence(item) } else { None };
        Entry {
            group: Some(say(lang, "digest.to_read", &[&done, &all, &minutes]).into_owned()),
            text: text.unwrap_or(label),
            meta,
            ..of_row(&item.row)
        }
    }
}

/// An idea by its hypothesis and its next step, or else by the first words that it says.
fn of_idea(idea: &Idea, rows: &[&Row], lang: Lang) -> Entry {
    let thought = &idea.thought;
    let labelled = |section: Section, key: &str| {
        let text = thought.section(section).trim();
        (!text.is_empty()).then(|| say(lang, key, &[&text]).into_owned())
    };
    let parts = [
        labelled(Section::Hypothesis, "digest.hypothesis"),
        labelled(Section::NextStep, "digest.next"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let first = || {
        std::iter::once(thought.preface.as_str())
            .chain(Section::ALL.into_iter().map(|section| thought.section(section)))
            .find(|text| !text.trim().is_empty())
    };
    let said = if parts.is_empty() { first().map(str::to_owned) } else { Some(parts.join(" · ")) };
    let said = said.filter(|_| !idea.template);
    let status = say(lang, &format!("idea.status.{}", thought.status.name()), &[]);
    let (item, story) = rows.first().map(|row| (row.id, row.story)).unwrap_or_default();
    let label = clean::line(&thought.title, NOTE_CHARS);
    Entry {
        group: Some(said_as(lang, "digest.ideas")),
        own: said.is_some(),
        text: said.map_or_else(|| label.clone(), |said| clean::line(&said, NOTE_CHARS)),
        label,
        item,
        story,
        meta: std::iter::once(status.into_owned())
            .chain(rows.first().map(|row| label_of(row)))
            .collect(),
        ..Entry::default()
    }
}

/// An entry about a page, by its title.
fn of_row(row: &Row) -> Entry {
    Entry {
        label: label(row),
        text: label(row),
        item: row.id,
        story: row.story,
        language: row.language.clone(),
        ..Entry::default()
    }
}

fn label_of(row: &Row) -> String {
    label(row)
}

/// What was written and stands on no page: ideas without an item, the journal.
fn unlinked(material: &Material<'_>, lang: Lang) -> Option<String> {
    let mut lines = Vec::new();
    for (note, row) in &material.notes {
        let text = clean::line(note.text.trim_start_matches(['#', ' ']), NAME_CHARS);
        match (note.about, row) {
            (About::Day(day), _) => {
                lines.push(say(lang, "digest.journal", &[&day, &text]).into_owned());
            }
            (About::Item(_) | About::Story(_), Some(row)) if is_citable(row) => {}
            (About::Item(_) | About::Story(_), _) => {
                lines.push(say(lang, "digest.note_alone", &[&text]).into_owned());
            }
        }
    }
    for (idea, rows) in &material.ideas {
        if !rows.iter().any(is_citable) {
            let title = clean::line(&idea.thought.title, NAME_CHARS);
            let status = say(lang, &format!("idea.status.{}", idea.thought.status.name()), &[]);
            lines.push(say(lang, "digest.idea_alone", &[&title, &status]).into_owned());
        }
    }
    (!lines.is_empty()).then(|| lines.join(" "))
}

fn is_done(item: &Item) -> bool {
    item.row.listed.as_ref().is_some_and(|listed| listed.state == Progress::Done)
}

/// Whether something came to the list in the time that is told, or before the end of a day.
fn is_of_span(material: &Material<'_>, item: &Item) -> bool {
    let Some(at) = item.starred_at else { return material.from.is_none() };
    at <= material.ends && (material.from.is_none() || at >= material.begins)
}

/// The reading list in the order in which it wants to be read: what is due first, then what is
/// new, then what was read; what is done with is left out, and what came to the list after the day.
/// Of a longer span, what came to the list in it.
fn due<'a>(material: &'a Material<'_>) -> Vec<&'a Item> {
    let listed = material.starred.iter().filter(|item| is_citable(&item.row));
    let mut due: Vec<&Item> =
        listed.filter(|item| is_of_span(material, item)).filter(|item| !is_done(item)).collect();
    due.sort_by_key(|item| {
        let week = item.row.listed.as_ref().and_then(|listed| listed.due);
        (week.is_none(), week, item.row.read)
    });
    due
}

/// How far the reading list is: of what is due this week, or of all where nothing is.
fn list(material: &Material<'_>) -> List {
    let week = Week::of(material.day);
    let of_span: Vec<&Item> =
        material.starred.iter().filter(|item| is_of_span(material, item)).collect();
    let is_due = |item: &&&Item| {
        item.row.listed.as_ref().and_then(|listed| listed.due).is_some_and(|due| due <= week)
    };
    let due: Vec<&Item> = of_span.iter().filter(is_due).copied().collect();
    let all = if due.is_empty() { of_span } else { due };
    let done = all.iter().filter(|item| is_done(item)).count();
    let minutes = all.iter().filter(|item| !is_done(item)).map(|item| takes(item)).sum();
    List { done, all: all.len(), minutes }
}

/// Minutes that an item takes to read, one at least.
fn takes(item: &Item) -> u64 {
    let content = item.full_text.as_ref().unwrap_or(&item.content);
    let head = &content[..content.floor_char_boundary(MEASURED.min(content.len()))];
    let is_html = item.full_text.is_some() || item.content_is_html;
    let of_content =
        if is_html { pace::minutes(&html::plain(head, MEASURED)) } else { pace::minutes(head) };
    let minutes = of_content.max(pace::minutes(&item.summary));
    // A count of minutes is small and never negative.
    minutes.ceil().max(1.0) as u64
}
