//! What the desk composes an edition of, out of the store.

use std::collections::{HashMap, HashSet};

use super::order::placements;
use super::{Asked, Page, material};
use crate::desk::compare::{Comparer, Level, Subject, finance};
use crate::desk::digest::{
    self, Before, Brief, DayEvent, Deed, Material, Teller, compose as composed,
};
use crate::desk::themes::{self, Theme};
use crate::desk::{Lexicon, facts_of};
use crate::lang::Lang;
use crate::model::{
    Day, Digest, EditionWindow, Facts, Idea, Item, ItemId, Members, Moment, Move, Note, Pane,
    Query, Row, Seal, Sort, StoryId,
};
use crate::store::{Store, StoreError};

/// Stories of a pane that can come onto a page; the rest is counted.
const STORIES: u32 = 40;
/// Papers on finance that can, beside those.
const ON_FINANCE: usize = 20;

/// Reports of a story that are looked at for a sentence to quote, and at all.
const LENDERS: usize = 5;
const TELLERS: usize = 40;

/// Days before, of which it is known what they told, and rows in which a pane's first stories stand.
const DAYS_BEFORE: usize = 6;
const ROWS_BEFORE: usize = 200;

/// What rises and what fades in the time of a digest; of a single day, in the week up to it. And what
/// companies did in the days before it, too. Papers are aside.
fn heard_of(
    store: &Store,
    lexicon: &Lexicon,
    comparer: &Comparer<'_>,
    asked: &Asked,
) -> Result<(Vec<Theme>, Vec<Deed>), StoreError> {
    let zone = asked.closing.zone;
    let day = asked.window.told_day(zone);
    let days = asked
        .window
        .first_of_several()
        .map_or(themes::WEEK, |from| usize::try_from((day - from).num_days() + 1).unwrap_or(1));
    let first = day.checked_sub_days(chrono::Days::new(themes::DAYS as u64 - 1)).unwrap_or(day);
    let mut counting = themes::Counting::new(lexicon, day, days, zone);
    let week = asked.window.begins - chrono::Duration::days(DAYS_BEFORE as i64);
    let mut deeds = material::Deeds::since(week);
    store.each_heard(zone.start_of(first), asked.ends(), |report| {
        if !comparer.is_paper(&report.kind, report.url.as_deref()) {
            counting.hear(report);
            deeds.hear(report);
        }
    })?;
    Ok((counting.themes(), deeds.told()))
}

/// The seal of an edition, if it was sealed by what is known.
pub(super) fn seal_of(
    store: &Store,
    window: &EditionWindow,
    up_to: Option<ItemId>,
) -> Result<Option<Seal>, StoreError> {
    if !window.is_edition() {
        return Ok(None);
    }
    let is_known = |seal: &Seal| up_to.is_none_or(|last| seal.last_item <= last);
    Ok(store.seal_at(window.ends)?.filter(|seal| seal.is_of(window) && is_known(seal)))
}

/// Which reports a window holds.
pub(super) fn members(
    store: &Store,
    window: &EditionWindow,
    up_to: Option<ItemId>,
) -> Result<Members, StoreError> {
    let own = seal_of(store, window, up_to)?;
    let before = if window.is_edition() { store.seal_at(window.begins)? } else { None };
    Ok(Members::of(window, own.as_ref(), before.as_ref()))
}

/// Composes what an edition, or calendar days, tell, as the store has it.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn compose(store: &Store, lexicon: &Lexicon, asked: &Asked) -> Result<Page, StoreError> {
    let [page] = compose_in(store, lexicon, asked, [asked.lang])?;
    Ok(page)
}

/// The same in several languages: what it is composed of is read once.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn compose_in<const N: usize>(
    store: &Store,
    lexicon: &Lexicon,
    asked: &Asked,
    langs: [Lang; N],
) -> Result<[Page; N], StoreError> {
    let Asked { window, .. } = *asked;
    let (begins, ends) = (window.begins, asked.ends());
    let mut comparer = Comparer::new(lexicon);
    let week = store.talk(begins - chrono::Duration::days(DAYS_BEFORE as i64), ends)?;
    comparer.learn(week.iter().map(|talk| &*talk.title));
    let first = first_reports(store, asked)?;
    let mut all = material::briefs(store, asked, &first)?;
    let stories = stories(store, &comparer, asked, &all)?;
    let facts: HashMap<StoryId, Facts> =
        stories.iter().map(|told| (told.event.id, told.event.facts.clone())).collect();
    for brief in &mut all {
        if let Some(known) = facts.get(&brief.row.story) {
            brief.outline.facts.clone_from(known);
        }
    }
    let (themes, deeds) = heard_of(store, lexicon, &comparer, asked)?;
    let starred = store.rows(&Query { starred: true, ..Query::default() }, ends)?;
    let mut starred: Vec<Item> =
        starred.iter().map(|row| store.item(row.id, ends)).collect::<Result<_, _>>()?;
    starred.sort_by_key(|item| (std::cmp::Reverse(item.starred_at), item.row.id));
    // What was written since the edition closed is the reader's day, too.
    let notes = store.notes(Some((begins, written_until(asked))))?;
    let mut ideas = store.ideas(false)?;
    ideas.retain(|idea| (begins..written_until(asked)).contains(&idea.touched));
    let wanted: Vec<ItemId> = notes
        .iter()
        .filter_map(|note| note.about.item())
        .chain(ideas.iter().flat_map(|idea| &idea.links).map(|link| link.item))
        .chain(themes.iter().flat_map(|theme| theme.items.iter().copied()))
        .collect();
    let by_id = by_id(store, wanted, ends)?;
    let name = |key: &str, lang| name_of(lexicon, key, lang);
    let mut material = Material {
        day: window.day,
        from: window.first_of_several(),
        begins,
        ends,
        is_ahead: window.is_ahead(asked.now),
        is_edition: window.is_edition(),
        zone: asked.closing.zone,
        stories,
        lens_topics: material::lens_topics(&all, &comparer),
        all,
        week: deeds,
        ties: material::ties(store, &comparer, &starred)?,
        topics: material::topics(store, ends)?,
        themes: themes.into_iter().map(|theme| with_rows(theme, &by_id)).collect(),
        starred,
        notes: notes.into_iter().map(|note| with_row(note, &by_id)).collect(),
        ideas: ideas.into_iter().map(|idea| on_rows(idea, &by_id)).collect(),
        minutes: asked.minutes,
        lang: asked.lang,
        name: &name,
        comparer: &comparer,
    };
    let rows: Vec<Row> = first.into_iter().map(|(row, _)| row).collect();
    Ok(langs.map(|lang| {
        material.lang = lang;
        let (digest, standings) = composed(&material);
        let digest = Digest { window: Some(window), ..digest };
        let mut placements = placements(&digest, &rows, &standings);
        for placement in &mut placements {
            placement.facts = facts.get(&placement.story).cloned().unwrap_or_default();
        }
        Page { digest, placements }
    }))
}

/// Until when what the reader wrote belongs to a window: to the last edition until the next one can
/// be shown.
fn written_until(asked: &Asked) -> Moment {
    let Asked { window, closing, now, .. } = *asked;
    let is_last = window.is_edition() && window.is_same(&closing.last_closed(now));
    if is_last { now + chrono::Duration::seconds(1) } else { asked.ends() }
}

/// Of each story of a window the report that stands for it there, best first; and whether a report of
/// it is marked.
fn first_reports(store: &Store, asked: &Asked) -> Result<Vec<(Row, bool)>, StoreError> {
    let members = members(store, &asked.window, asked.up_to)?;
    first_among(store, asked, Members { ends: asked.ends(), ..members })
}

/// The same of the reports that a window holds.
pub(super) fn first_among(
    store: &Store,
    asked: &Asked,
    members: Members,
) -> Result<Vec<(Row, bool)>, StoreError> {
    // What was important on its day is so in a digest, however long ago it was.
    let of_window =
        Query { members: Some(members), up_to: asked.up_to, sort: Sort::Worth, ..Query::default() };
    let mut first: Vec<(Row, bool)> = Vec::new();
    let mut places: HashMap<StoryId, usize> = HashMap::new();
    // Best first, and of each story the report that stands for it first.
    for row in store.rows(&of_window, asked.ends())? {
        let is_marked = row.starred || row.noted;
        if let Some(at) = places.get(&row.story) {
            first[*at].1 |= is_marked;
        } else {
            places.insert(row.story, first.len());
            first.push((row, is_marked));
        }
    }
    Ok(first)
}

/// The stories of the first ranks of each pane.
fn stories(
    store: &Store,
    comparer: &Comparer<'_>,
    asked: &Asked,
    all: &[Brief],
) -> Result<Vec<DayEvent>, StoreError> {
    let on_finance = on_finance(comparer, all);
    let before = told_before(store, comparer, asked)?;
    let (mut stories, mut heard) = (Vec::new(), [0; 3]);
    for Brief { row, .. } in all {
        let in_pane = &mut heard[row.pane.index()];
        *in_pane += 1;
        if *in_pane <= STORIES || on_finance.contains(&row.id) {
            stories.extend(story(store, comparer, row.clone(), asked, &before)?);
        }
    }
    Ok(stories)
}

/// The papers that say enough to a reader of finance, so many at most: they may be worth little beside
/// others. All are given best first.
fn on_finance(comparer: &Comparer<'_>, all: &[Brief]) -> HashSet<ItemId> {
    let least = comparer.tuning().finance_at;
    let is_of_it = |brief: &&Brief| {
        brief.row.pane == Pane::Research
            && comparer.is_paper(&brief.outline.kind, brief.row.url.as_deref())
            && finance(&brief.outline.kept) >= least
    };
    all.iter().filter(is_of_it).take(ON_FINANCE).map(|brief| brief.row.id).collect()
}

/// What stood in the first ranks of a day before, and so was told.
struct Earlier {
    day: Day,
    subject: Subject,
    facts: Facts,
}

/// What the days before told, the latest first.
fn told_before(
    store: &Store,
    comparer: &Comparer<'_>,
    asked: &Asked,
) -> Result<Vec<Earlier>, StoreError> {
    let zone = asked.closing.zone;
    let mut told = Vec::new();
    for earlier in windows_before(asked) {
        let ids = match seal_of(store, &earlier, None)? {
            Some(seal) => {
                let placements = store.placements(seal.no)?.into_iter();
                placements.filter(|one| one.place.is_told()).map(|one| one.item).collect()
            }
            None => first_of_panes(store, comparer, &earlier)?,
        };
        for report in &store.reports(&ids)? {
            let event = store.story(report.story)?;
            told.push(Earlier {
                day: zone.day_of(report.published),
                subject: comparer.subject(report),
                facts: event.map(|event| event.facts).unwrap_or_default(),
            });
        }
    }
    Ok(told)
}

/// The windows of the week before, the latest first.
fn windows_before(asked: &Asked) -> Vec<EditionWindow> {
    let Asked { window, closing, now, .. } = *asked;
    if window.is_edition() {
        return closing.before(window.day, now).take(DAYS_BEFORE).collect();
    }
    let before = |back: usize| {
        let hours = |days: usize| chrono::Duration::days(days as i64);
        let (begins, ends) = (window.begins - hours(back), window.begins - hours(back - 1));
        EditionWindow { begins, ends, ..window }
    };
    (1..=DAYS_BEFORE).map(before).collect()
}

/// The reports of a window that stand for the first stories of each pane, and for the paper that says
/// most to a reader of finance, which had a place whatever it was worth.
fn first_of_panes(
    store: &Store,
    comparer: &Comparer<'_>,
    window: &EditionWindow,
) -> Result<Vec<ItemId>, StoreError> {
    let members = members(store, window, None)?;
    let mut ids = Vec::new();
    for pane in Pane::ALL {
        let query = Query {
            pane: Some(pane),
            members: Some(members),
            sort: Sort::Worth,
            limit: Some(ROWS_BEFORE),
            ..Query::default()
        };
        let mut stories = HashSet::new();
        let rows = store.rows(&query, window.ends)?.into_iter();
        let first: Vec<ItemId> =
            rows.filter(|row| stories.insert(row.story)).map(|row| row.id).collect();
        if pane == Pane::Research {
            let papers = store.reports(&first)?;
            let said = papers.iter().map(|paper| (finance(&paper.kept), paper.id));
            let most = said
                .filter(|(said, _)| *said >= comparer.tuning().finance_at)
                .max_by(|a, b| a.0.total_cmp(&b.0));
            ids.extend(most.map(|(_, paper)| paper));
        }
        ids.extend(first.into_iter().take(digest::most(pane)));
    }
    Ok(ids)
}

/// Where a day before told of the event, the earliest of them; the same page or text says most. What
/// goes on from something is news, though its words are near.
fn before(
    comparer: &Comparer<'_>,
    (subject, facts): (&Subject, &Facts),
    told: &[Earlier],
) -> Option<Before> {
    let mut found: Option<Before> = None;
    for earlier in told {
        let alike = comparer.likeness(&earlier.subject, subject);
        let is_same = alike.level == Level::Copy;
        let is_event = alike.level == Level::Event && alike.sum > comparer.tuning().twins;
        if is_same || is_event || is_same_deed(&earlier.facts, facts) {
            let was_same = found.is_some_and(|found| found.is_same);
            found = Some(Before { day: earlier.day, is_same: is_same || was_same });
        }
    }
    found
}

/// Whether two events are one deed by what a line about them would say: the same actor and kind, the
/// same name with its version first, and no other amount.
fn is_same_deed(a: &Facts, b: &Facts) -> bool {
    fn deed(facts: &Facts) -> Option<(&str, Move, &str)> {
        Some((facts.actor.as_deref()?, facts.kind?, facts.names.first()?))
    }
    deed(a).is_some() && deed(a) == deed(b) && a.amount == b.amount
}

/// A story of the day by its best report there, with all that tell it, and with some of which a
/// sentence may be quoted: the maker's own word, and one in each other language first.
fn story(
    store: &Store,
    comparer: &Comparer<'_>,
    row: Row,
    asked: &Asked,
    told: &[Earlier],
) -> Result<Option<DayEvent>, StoreError> {
    let ends = asked.ends();
    let Some(mut event) = store.story(row.story)? else { return Ok(None) };
    let Some(report) = store.reports(&[row.id])?.pop() else { return Ok(None) };
    let subject = comparer.subject(&report);
    let mut tellers = vec![Teller { row: row.clone(), subject: subject.clone() }];
    if row.story_size > 1 {
        let query = Query {
            story: Some(row.story),
            until: Some(ends),
            up_to: asked.up_to,
            limit: Some(TELLERS),
            sort: Sort::Worth,
            ..Query::default()
        };
        for other in store.rows(&query, ends)?.into_iter().filter(|other| other.id != row.id) {
            let Some(report) = store.reports(&[other.id])?.pop() else { continue };
            let subject = comparer.subject(&report);
            if subject.tells() {
                tellers.push(Teller { subject, row: other });
            }
        }
    }
    let mut lenders: Vec<&Teller> = tellers.iter().skip(1).collect();
    lenders.sort_by_key(|teller| {
        let is_own = teller.subject.reading.page.own.is_some();
        (!is_own, teller.row.language == row.language)
    });
    let lenders = lenders.into_iter().take(LENDERS).map(|teller| store.item_of(teller.row.clone()));
    let lenders = lenders.collect::<Result<_, _>>()?;
    let item = store.item_of(row)?;
    if event.last >= ends {
        // What a later report says is not known yet.
        let others = tellers.iter().skip(1).map(|teller| &teller.subject.reading.facts);
        event.facts = facts_of(&subject.reading.facts, others);
    }
    let before = before(comparer, (&subject, &event.facts), told);
    Ok(Some(DayEvent { item, subject, event, tellers, lenders, before }))
}

fn by_id(store: &Store, ids: Vec<ItemId>, now: Moment) -> Result<HashMap<ItemId, Row>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = store.rows(&Query { ids, ..Query::default() }, now)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

fn with_rows(theme: Theme, rows: &HashMap<ItemId, Row>) -> (Theme, Vec<Row>) {
    let behind = theme.items.iter().filter_map(|id| rows.get(id)).cloned().collect();
    (theme, behind)
}

fn on_rows(idea: Idea, rows: &HashMap<ItemId, Row>) -> (Idea, Vec<Row>) {
    let below = idea.links.iter().filter_map(|link| rows.get(&link.item)).cloned().collect();
    (idea, below)
}

fn with_row(note: Note, rows: &HashMap<ItemId, Row>) -> (Note, Option<Row>) {
    let row = note.about.item().and_then(|item| rows.get(&item)).cloned();
    (note, row)
}

/// The name of a company or a topic as readers of the language know it.
fn name_of(lexicon: &Lexicon, key: &str, lang: Lang) -> String {
    lexicon.by_key(key).map_or_else(|| key.to_owned(), |entry| entry.name_in(lang).to_owned())
}
