//! What the reader has to do with the day: notes, ideas, the reading list, hits of the lenses.
//!
//! It is the reader's own, and has its part of the budget: what there is no room for is shortened
//! to its title, then counted. What stands on no page cannot be cited, and is named below.

use std::collections::BTreeMap;

use super::drafts::{Draft, is_citable};
use super::quote::{headline, label, sentence};
use super::{Citations, Material, choice};
use crate::lang::{self, Lang, say};
use crate::model::{
    About, Block, BlockKey, Entry, Idea, Item, Note, Progress, Row, Section, Thought,
};
use crate::text::{clean, pace};

/// Entries from the reading list of a day and of a longer span, and from the reader's lenses.
const STARRED: usize = 7;
const STARRED_OF_SPAN: usize = 20;
const WATCHED: usize = 3;
/// Characters of a note or an idea, and of what is named without a page.
const NOTE_CHARS: usize = 500;
const NAME_CHARS: usize = 80;
/// The part of the budget that is the reader's own.
const PART: f64 = 0.3;

/// What wants to be told.
struct Wish<'a> {
    entry: Entry,
    rows: Vec<&'a Row>,
    is_listed: bool,
}

/// The block before it is written.
pub(super) struct Mine<'a> {
    wishes: Vec<Wish<'a>>,
    /// What of the reading list there was no room for.
    left: usize,
    /// Other entries there was no room for.
    dropped: usize,
    /// What has no page to cite, in a line.
    unlinked: Option<String>,
}

impl Mine<'_> {
    /// Minutes it takes.
    pub(super) fn cost(&self) -> f64 {
        let unlinked = self.unlinked.as_deref().map_or(0.0, pace::minutes);
        self.wishes.iter().map(|wish| choice::cost(&wish.entry)).sum::<f64>() + unlinked
    }
}

/// All that is the reader's own, in its part of the budget.
pub(super) fn mine<'a>(material: &'a Material<'_>) -> Mine<'a> {
    let mut wishes = notes(material);
    wishes.extend(ideas(material));
    let due = due(material);
    let most = if material.from.is_some() { STARRED_OF_SPAN } else { STARRED };
    wishes.extend(due.iter().take(most).map(|item| listed(material, item)));
    let mut mine = Mine {
        wishes,
        left: due.len().saturating_sub(most),
        dropped: 0,
        unlinked: unlinked(material),
    };
    mine.fit(material.minutes * PART);
    mine
}

impl<'a> Mine<'a> {
    /// Shortens from the end what there is no room for, then leaves it out.
    fn fit(&mut self, room: f64) {
        for at in (0..self.wishes.len()).rev() {
            if self.cost() <= room {
                return;
            }
            let entry = &mut self.wishes[at].entry;
            entry.text.clone_from(&entry.label);
            entry.own = false;
        }
        while self.wishes.len() > 1 && self.cost() > room {
            if let Some(wish) = self.wishes.pop() {
                self.left += usize::from(wish.is_listed);
                self.dropped += usize::from(!wish.is_listed);
            }
        }
    }

    /// The block. What the blocks before it tell is not told again in full.
    pub(super) fn block(
        self,
        material: &'a Material<'_>,
        drafts: &[Draft<'a>],
        chosen: &BTreeMap<usize, choice::Told>,
        mut room: f64,
        citations: &mut Citations,
    ) -> Block {
        let lang = material.lang;
        let above = |wish: &Wish<'_>| {
            chosen.keys().any(|at| drafts[*at].entry.item == wish.entry.item) && wish.is_listed
        };
        let mut entries = Vec::new();
        for mut wish in self.wishes {
            if above(&wish) {
                wish.entry.text.clone_from(&wish.entry.label);
                wish.entry.facts.push(say(lang, "digest.above", &[]).into_owned());
            }
            entries.extend(citations.cited(wish.entry, wish.rows.into_iter()));
        }
        let mut watched: Vec<(f64, &Draft<'a>)> = (0..drafts.len())
            .filter(|at| !chosen.contains_key(at))
            .filter_map(|at| Some((drafts[at].watched?, &drafts[at])))
            .collect();
        watched.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        for (_, draft) in watched.into_iter().take(WATCHED) {
            let entry =
                Entry { group: Some(said_as(lang, "digest.watched")), ..draft.entry.clone() };
            room -= choice::cost(&entry);
            if room >= 0.0 {
                entries.extend(citations.cited(entry, draft.rows.iter().copied()));
            }
        }
        let count = |key: &str, n: usize| {
            (n > 0).then(|| lang::count(lang, key, n as u64, &[]).into_owned())
        };
        let mut remarks: Vec<String> =
            count("digest.left_starred", self.left).into_iter().collect();
        remarks.extend(count("digest.left_mine", self.dropped));
        remarks.extend(self.unlinked);
        if entries.is_empty() && remarks.is_empty() {
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
            entries,
        }
    }
}

fn said_as(lang: Lang, key: &str) -> String {
    say(lang, key, &[]).into_owned()
}

fn notes<'a>(material: &'a Material<'_>) -> Vec<Wish<'a>> {
    let on_page = material.notes.iter().filter_map(|(note, row)| Some((note, row.as_ref()?)));
    let wish = |(note, row): (&Note, &'a Row)| Wish {
        entry: Entry {
            group: Some(said_as(material.lang, "digest.notes")),
            label: label(row),
            text: clean::line(&note.text, NOTE_CHARS),
            item: row.id,
            story: row.story,
            own: true,
            ..Entry::default()
        },
        rows: vec![row],
        is_listed: false,
    };
    on_page.filter(|(_, row)| is_citable(row)).map(wish).collect()
}

fn ideas<'a>(material: &'a Material<'_>) -> Vec<Wish<'a>> {
    let wish = |(idea, rows): &'a (Idea, Vec<Row>)| {
        let rows: Vec<&Row> = rows.iter().filter(|row| is_citable(row)).collect();
        let entry = of_idea(material.lang, idea, rows.first()?);
        Some(Wish { entry, rows, is_listed: false })
    };
    material.ideas.iter().filter_map(wish).collect()
}

/// What was written and stands on no page: ideas without an item, the journal.
fn unlinked(material: &Material<'_>) -> Option<String> {
    let lang = material.lang;
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

fn listed<'a>(material: &Material<'_>, item: &'a Item) -> Wish<'a> {
    let entry = Entry {
        group: Some(said_as(material.lang, "digest.starred")),
        label: label(&item.row),
        text: sentence(item).unwrap_or_else(|| label(&item.row)),
        item: item.row.id,
        story: item.row.story,
        facts: standing(material, item),
        language: item.row.language.clone(),
        ..Entry::default()
    };
    Wish { entry, rows: vec![&item.row], is_listed: true }
}

/// The reading list in the order in which it wants to be read: what is due first, then what is
/// new, then what was read; what is done with is left out, and what came to the list after the day.
/// Of a longer span, what came to the list in it.
fn due<'a>(material: &'a Material<'_>) -> Vec<&'a Item> {
    let is_of_span = |item: &&Item| {
        let Some(at) = item.starred_at else { return material.from.is_none() };
        at <= material.ends && (material.from.is_none() || at >= material.begins)
    };
    let is_done = |item: &&Item| {
        item.row.listed.as_ref().is_some_and(|listed| listed.state == Progress::Done)
    };
    let listed = material.starred.iter().filter(|item| is_citable(&item.row));
    let mut due: Vec<&Item> = listed.filter(is_of_span).filter(|item| !is_done(item)).collect();
    due.sort_by_key(|item| {
        let week = item.row.listed.as_ref().and_then(|listed| listed.due);
        (week.is_none(), week, item.row.read)
    });
    due
}

/// How an item stands on the reading list.
fn standing(material: &Material<'_>, item: &Item) -> Vec<String> {
    let lang = material.lang;
    let mut facts = vec![item.row.source_name.clone()];
    if let Some(week) = item.row.listed.as_ref().and_then(|listed| listed.due) {
        facts.push(say(lang, "digest.due", &[&week]).into_owned());
    }
    if let Some(at) = item.starred_at {
        let day = material.zone.day_of(at);
        facts.push(say(lang, "digest.since", &[&day]).into_owned());
    }
    if item.row.read {
        facts.push(say(lang, "digest.read", &[]).into_owned());
    }
    facts
}

/// An idea by its hypothesis, or else by the first words that it says.
fn of_idea(lang: Lang, idea: &Idea, first: &Row) -> Entry {
    let thought = &idea.thought;
    let said = (!idea.template).then(|| said(thought)).flatten();
    Entry {
        group: Some(said_as(lang, "digest.ideas")),
        label: clean::line(&thought.title, NOTE_CHARS),
        text: clean::line(said.unwrap_or(&thought.title), NOTE_CHARS),
        item: first.id,
        story: first.story,
        facts: vec![
            say(lang, &format!("idea.status.{}", thought.status.name()), &[]).into_owned(),
            headline(&first.title),
        ],
        own: said.is_some(),
        ..Entry::default()
    }
}

fn said(thought: &Thought) -> Option<&str> {
    std::iter::once(thought.section(Section::Hypothesis))
        .chain(std::iter::once(thought.preface.as_str()))
        .chain(Section::ALL.into_iter().map(|section| thought.section(section)))
        .find(|text| !text.trim().is_empty())
}
