//! The day's digest out of the store: what was told on the day is gathered here, and composed by
//! the desk.

use std::collections::{HashMap, HashSet};

use chrono::NaiveTime;

use crate::desk::compare::{Comparer, Level, Subject, finance};
use crate::desk::digest::{self, Before, Material, Teller, Told, compose};
use crate::desk::themes::{self, Theme};
use crate::desk::{Lexicon, related, trends};
use crate::lang::Lang;
use crate::model::{
    Day, Digest, Idea, Item, ItemId, Moment, Note, Pane, Query, Row, Sort, StoryId, Trending,
    Zone,
};
use crate::store::{Store, StoreError};

/// Stories of a pane that can come into a digest; the rest is counted.
const STORIES: u32 = 40;

/// Reports of a story that are looked at for a sentence to quote, and at all.
const LENDERS: usize = 5;
const TELLERS: usize = 40;

/// Days before, of which it is known what they told, and rows in which a pane's first stories stand.
const DAYS_BEFORE: u64 = 6;
const ROWS_BEFORE: usize = 200;

/// The time that a digest covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The day it is headed with; the last of several.
    pub day: Day,
    /// The first of several days.
    pub from: Option<Day>,
    /// When it begins.
    pub begins: Moment,
    /// When it ends, itself not included.
    pub ends: Moment,
}

impl Span {
    /// Whole days, the last included, as far as `now` knows them.
    pub fn of_days(from: Day, to: Day, zone: Zone, now: Moment) -> Span {
        Span {
            day: to,
            from: (from != to).then_some(from),
            begins: zone.start_of(from),
            ends: zone.end_of(to).min(now + chrono::Duration::seconds(1)),
        }
    }

    /// The edition of a morning: what was told since the same time of the day before.
    pub fn of_morning(day: Day, at: NaiveTime, zone: Zone) -> Span {
        let before = day.pred_opt().unwrap_or(day);
        let (begins, ends) = (zone.moment_of(before, at), zone.moment_of(day, at));
        Span { day, from: None, begins, ends }
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Of which time.
    pub span: Span,
    /// How days are cut.
    pub zone: Zone,
    /// Minutes to read it in.
    pub minutes: f64,
    /// Language of all that is not quoted.
    pub lang: Lang,
}

/// What else is about the same as an item, most alike first.
///
/// # Errors
/// Where the store cannot be read.
pub fn related_to(
    store: &Store,
    lexicon: &Lexicon,
    row: &Row,
    now: Moment,
) -> Result<Vec<Row>, StoreError> {
    /// Items that came last, among which it is looked for.
    const AMONG: i64 = 100_000;
    /// Found by a word, and looked at.
    const LOOKED_AT: usize = 200;
    /// Told.
    const MOST: usize = 8;
    let found = store.with_any(&related::words(&row.title, lexicon), AMONG, LOOKED_AT, now)?;
    let mut comparer = Comparer::new(lexicon);
    // How common a word is, among what was found by these words, is all that needs to be known.
    comparer.learn(found.iter().map(|row| &*row.title));
    let ids: Vec<ItemId> = found.iter().chain([row]).map(|row| row.id).collect();
    let ids = related::related(row.id, &store.reports(&ids)?, &comparer, MOST);
    Ok(ids.iter().filter_map(|id| found.iter().find(|row| row.id == *id)).cloned().collect())
}

/// What is trending on a day, from the items of the month that ends with it. On a day of which
/// nothing is known yet, as every morning, what was on the last day of which something is. What
/// came after `now` is not known.
///
/// # Errors
/// Where the store cannot be read.
pub fn trending(
    store: &Store,
    lexicon: &Lexicon,
    day: Day,
    zone: Zone,
    now: Moment,
    limit: usize,
) -> Result<Trending, StoreError> {
    let ends = |day: Day| zone.end_of(day).min(now + chrono::Duration::seconds(1));
    let last = store.last_before(ends(day))?.map(|published| zone.day_of(published));
    let talk_of = |day| store.talk(zone.start_of(day), ends(day));
    trends::trending(talk_of, last.unwrap_or(day), 1, lexicon, limit)
}

/// The last day of which enough was said to tell what was talked about: an edition that ends in the
/// morning tells of the day before.
fn day_of_talk(asked: &Asked) -> Day {
    let Span { day, begins, ends, .. } = asked.span;
    let is_young = ends - asked.zone.start_of(day) < chrono::Duration::hours(12);
    let begins_before = asked.zone.day_of(begins) < day;
    if is_young && begins_before { day.pred_opt().unwrap_or(day) } else { day }
}

/// What rises and what fades in the time of a digest; of a single day, in the week up to it.
fn themes_of(
    store: &Store,
    lexicon: &Lexicon,
    comparer: &Comparer<'_>,
    asked: &Asked,
) -> Result<Vec<Theme>, StoreError> {
    let (day, zone) = (day_of_talk(asked), asked.zone);
    let days = asked.span.from.map_or(themes::WEEK, |from| {
        usize::try_from((day - from).num_days() + 1).unwrap_or(1)
    });
    let first = day.checked_sub_days(chrono::Days::new(themes::DAYS as u64 - 1)).unwrap_or(day);
    let mut heard = store.heard(zone.start_of(first), asked.span.ends)?;
    heard.retain(|report| !comparer.is_paper(&report.kind, report.url.as_deref()));
    Ok(themes::themes(&heard, day, days, zone, lexicon))
}

/// The digest of a day, of several, or of a morning.
///
/// # Errors
/// Where the store cannot be read.
pub fn digest(store: &Store, lexicon: &Lexicon, asked: &Asked) -> Result<Digest, StoreError> {
    let Span { day, from, begins, ends } = asked.span;
    let mut comparer = Comparer::new(lexicon);
    let week = store.talk(begins - chrono::Duration::days(DAYS_BEFORE as i64), ends)?;
    comparer.learn(week.iter().map(|talk| &*talk.title));
    let (stories, heard) = stories(store, &comparer, asked)?;
    let themes = themes_of(store, lexicon, &comparer, asked)?;
    let starred = store.rows(&Query { starred: true, ..Query::default() }, ends)?;
    let mut starred: Vec<Item> =
        starred.iter().map(|row| store.item(row.id, ends)).collect::<Result<_, _>>()?;
    starred.sort_by_key(|item| (std::cmp::Reverse(item.starred_at), item.row.id));
    let notes = store.notes(Some((begins, ends)))?;
    let mut ideas = store.ideas(false)?;
    ideas.retain(|idea| (begins..ends).contains(&idea.touched));
    let wanted: Vec<ItemId> = notes
        .iter()
        .filter_map(|note| note.about.item())
        .chain(ideas.iter().flat_map(|idea| &idea.links).map(|link| link.item))
        .chain(themes.iter().flat_map(|theme| theme.items.iter().copied()))
        .collect();
    let rows = by_id(store, wanted, ends)?;
    let name = |key: &str| name_of(lexicon, key, asked.lang);
    Ok(compose(&Material {
        day,
        from,
        begins,
        ends,
        is_ahead: begins >= ends,
        zone: asked.zone,
        stories,
        heard,
        themes: themes.into_iter().map(|theme| with_rows(theme, &rows)).collect(),
        starred,
        notes: notes.into_iter().map(|note| with_row(note, &rows)).collect(),
        ideas: ideas.into_iter().map(|idea| on_rows(idea, &rows)).collect(),
        minutes: asked.minutes,
        lang: asked.lang,
        name: &name,
        comparer: &comparer,
    }))
}

/// The stories of the first ranks of each pane, and how many each had.
fn stories(
    store: &Store,
    comparer: &Comparer<'_>,
    asked: &Asked,
) -> Result<(Vec<Told>, [u32; 3]), StoreError> {
    let Span { begins, ends, .. } = asked.span;
    // What was important on its day is so in a digest, however long ago it was.
    let of_span =
        Query { since: Some(begins), until: Some(ends), sort: Sort::Worth, ..Query::default() };
    let mut first: Vec<Row> = Vec::new();
    let mut told: HashSet<StoryId> = HashSet::new();
    // Best first, and of each story the report that stands for it first.
    for row in store.rows(&of_span, ends)? {
        if told.insert(row.story) {
            first.push(row);
        }
    }
    let on_finance = on_finance(store, comparer, &first)?;
    let before = told_before(store, comparer, asked)?;
    let (mut stories, mut heard) = (Vec::new(), [0; 3]);
    for row in first {
        let in_pane = &mut heard[row.pane.index()];
        *in_pane += 1;
        if *in_pane <= STORIES || on_finance == Some(row.id) {
            stories.extend(story(store, comparer, row, ends, &before)?);
        }
    }
    Ok((stories, heard))
}

/// The report of Research that says most to a reader of finance, if one says enough: it may be
/// worth little else.
fn on_finance(
    store: &Store,
    comparer: &Comparer<'_>,
    rows: &[Row],
) -> Result<Option<ItemId>, StoreError> {
    let research = rows.iter().filter(|row| row.pane == Pane::Research).map(|row| row.id);
    let reports = store.reports(&research.collect::<Vec<_>>())?;
    let signals = reports.iter().map(|report| (finance(&report.kept), report.id));
    let best = signals.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    Ok(best.filter(|(signal, _)| *signal >= comparer.tuning().finance_at).map(|(_, id)| id))
}

/// What stood in the first ranks of a day before, and so was told.
struct Earlier {
    day: Day,
    subject: Subject,
}

/// What the days before told, the latest first.
fn told_before(
    store: &Store,
    comparer: &Comparer<'_>,
    asked: &Asked,
) -> Result<Vec<Earlier>, StoreError> {
    let zone = asked.zone;
    let begins = asked.span.begins;
    let mut told = Vec::new();
    for back in 1..=DAYS_BEFORE as i64 {
        let until = begins - chrono::Duration::days(back - 1);
        let since = begins - chrono::Duration::days(back);
        for pane in Pane::ALL {
            let query = Query {
                pane: Some(pane),
                since: Some(since),
                until: Some(until),
                sort: Sort::Worth,
                limit: Some(ROWS_BEFORE),
                ..Query::default()
            };
            let mut stories = HashSet::new();
            let rows = store.rows(&query, until)?.into_iter();
            let first = rows.filter(|row| stories.insert(row.story)).take(digest::most(pane));
            let ids: Vec<ItemId> = first.map(|row| row.id).collect();
            told.extend(store.reports(&ids)?.iter().map(|report| Earlier {
                day: zone.day_of(report.published),
                subject: comparer.subject(report),
            }));
        }
    }
    Ok(told)
}

/// Where a day before told of the event, the earliest of them; the same page or text says most. What
/// goes on from something is news, though its words are near.
fn before(comparer: &Comparer<'_>, subject: &Subject, told: &[Earlier]) -> Option<Before> {
    let mut found: Option<Before> = None;
    for earlier in told {
        let alike = comparer.likeness(&earlier.subject, subject);
        let is_same = alike.level == Level::Copy;
        let is_event = alike.level == Level::Event && alike.sum > comparer.tuning().twins;
        if is_same || is_event {
            let was_same = found.is_some_and(|found| found.is_same);
            found = Some(Before { day: earlier.day, is_same: is_same || was_same });
        }
    }
    found
}

/// A story of the day by its best report there, with all that tell it; where that one has no
/// sentence to quote, as a link at a community has none, with some that may have one.
fn story(
    store: &Store,
    comparer: &Comparer<'_>,
    row: Row,
    ends: Moment,
    told: &[Earlier],
) -> Result<Option<Told>, StoreError> {
    let Some(event) = store.story(row.story)? else { return Ok(None) };
    let Some(report) = store.reports(&[row.id])?.pop() else { return Ok(None) };
    let subject = comparer.subject(&report);
    let mut tellers = vec![Teller { row: row.clone(), subject: subject.clone() }];
    if row.story_size > 1 {
        let query = Query {
            story: Some(row.story),
            until: Some(ends),
            limit: Some(TELLERS),
            sort: Sort::Worth,
            ..Query::default()
        };
        for other in store.rows(&query, ends)?.into_iter().filter(|other| other.id != row.id) {
            let report = store.reports(&[other.id])?.pop();
            tellers.extend(
                report.map(|report| Teller { subject: comparer.subject(&report), row: other }),
            );
        }
    }
    let item = store.item_of(row)?;
    let mut lenders = Vec::new();
    if !digest::has_sentence(&item) {
        for other in tellers.iter().skip(1).take(LENDERS) {
            lenders.push(store.item_of(other.row.clone())?);
        }
    }
    let before = before(comparer, &subject, told);
    Ok(Some(Told { item, subject, event, tellers, lenders, before }))
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
