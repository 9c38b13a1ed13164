//! What a digest counts, connects and searches beside the events that it tells.

use std::collections::{BTreeMap, HashMap};

use super::Asked;
use crate::desk::compare::Comparer;
use crate::desk::digest::{Brief, Deed, Tie, Topics};
use crate::desk::{WATCH, lenses};
use crate::model::{Heard, Item, ItemId, Moment, Move, MoveStatus, Outline, Row, Section, StoryId};
use crate::store::{Store, StoreError};

/// Days in which it is searched whether two topics were joined.
const SEARCHED: i64 = 90;

/// All stories of the time in short, best first.
pub(super) fn briefs(
    store: &Store,
    asked: &Asked,
    first: &[(Row, bool)],
) -> Result<Vec<Brief>, StoreError> {
    let outlines = store.outlines(asked.window.begins, asked.ends())?;
    let mut outlines: HashMap<StoryId, Outline> =
        outlines.into_iter().map(|outline| (outline.story, outline)).collect();
    let brief = |(row, is_marked): &(Row, bool)| Brief {
        outline: outlines.remove(&row.story).unwrap_or_default(),
        row: row.clone(),
        is_marked: *is_marked,
    };
    Ok(first.iter().map(brief).collect())
}

/// What companies did since a moment, by one report after the other.
pub(super) struct Deeds {
    since: Moment,
    /// How many reports of a story tell each kind of move of a company.
    told: BTreeMap<(String, StoryId), BTreeMap<Move, usize>>,
}

impl Deeds {
    /// Nothing is known yet.
    pub(super) fn since(since: Moment) -> Deeds {
        Deeds { since, told: BTreeMap::new() }
    }

    /// Counts one report.
    pub(super) fn hear(&mut self, report: &Heard<'_>) {
        let is_done = report.facts.noise.is_none() && report.facts.status == MoveStatus::Done;
        let Some(kind) = report.facts.kind.filter(|_| is_done) else { return };
        if report.published < self.since {
            return;
        }
        for company in &report.companies {
            let kinds = self.told.entry((company.clone(), report.story)).or_default();
            *kinds.entry(kind).or_default() += 1;
        }
    }

    /// Each story once for each company, by the kind that most of its reports tell.
    pub(super) fn told(self) -> Vec<Deed> {
        let deed = |((company, story), kinds): ((String, StoryId), BTreeMap<Move, usize>)| {
            let most =
                kinds.into_iter().max_by_key(|(kind, count)| (*count, std::cmp::Reverse(*kind)));
            most.map(|(kind, _)| Deed { company, kind, story })
        };
        self.told.into_iter().filter_map(deed).collect()
    }
}

/// Ideas and what stands on the reading list, with the topics that they are about.
pub(super) fn ties(
    store: &Store,
    comparer: &Comparer<'_>,
    starred: &[Item],
) -> Result<Vec<Tie>, StoreError> {
    let ideas = store.ideas(false)?;
    let linked: Vec<ItemId> =
        ideas.iter().flat_map(|idea| &idea.links).map(|link| link.item).collect();
    let of_item = store.topics_of(&linked)?;
    let mut ties = Vec::new();
    for idea in &ideas {
        let thought = &idea.thought;
        let said = format!(
            "{}\n{}\n{}",
            thought.title,
            thought.section(Section::Problem),
            thought.section(Section::Hypothesis)
        );
        let mut topics = comparer.topics_in(&said);
        let told = idea.links.iter().filter_map(|link| of_item.get(&link.item));
        topics.extend(told.clone().flat_map(|(_, topics)| topics).cloned());
        ties.push(Tie {
            name: thought.title.clone(),
            is_idea: true,
            topics,
            stories: told.map(|(story, _)| *story).collect(),
        });
    }
    ties.extend(starred.iter().map(|item| Tie {
        name: item.row.title.clone(),
        is_idea: false,
        topics: item.topics.clone(),
        stories: vec![item.row.story],
    }));
    Ok(ties)
}

/// What the ninety days before a moment were about.
pub(super) fn topics(store: &Store, until: Moment) -> Result<Topics, StoreError> {
    let (items, all) = store.topics(until - chrono::Duration::days(SEARCHED), until)?;
    Ok(Topics::of(items, all))
}

/// Topics that the reader's lenses look for, as what they found tells: those of a lens that comes with
/// the program, and those by which one was touched.
pub(super) fn lens_topics(all: &[Brief], comparer: &Comparer<'_>) -> Vec<String> {
    let mut topics: Vec<String> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    let touched = all.iter().flat_map(|brief| &brief.outline.why);
    for reason in touched.filter(|reason| reason.term == WATCH) {
        let [name, word] = &reason.facts[..] else { continue };
        if !names.contains(&name.as_str()) {
            names.push(name);
            topics.extend(lenses::topics(name));
        }
        topics.extend(comparer.topics_in(word));
    }
    let mut seen = std::collections::HashSet::new();
    topics.retain(|topic| seen.insert(topic.clone()));
    topics
}
