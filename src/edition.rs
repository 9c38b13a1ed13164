//! The day's digest out of the store: what was told on the day is gathered here, and composed by
//! the desk.

use std::collections::{HashMap, HashSet};

use chrono::NaiveTime;

use crate::desk::digest::{Material, Told, compose};
use crate::desk::kinship::Kinship;
use crate::desk::{Lexicon, related, trends};
use crate::lang::Lang;
use crate::model::{
    Day, Digest, Idea, Item, ItemId, Moment, Note, Query, Row, StoryId, Trend, Trending, Zone,
};
use crate::store::{Store, StoreError};

/// Stories of a pane that can come into a digest; the rest is counted.
const STORIES: u32 = 40;

/// Reports of a story that are looked at for a sentence to quote.
const TELLERS: usize = 5;

/// Terms that a digest can choose from.
const TERMS: usize = 20;

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
    let ids = related::related(row, &found, lexicon, MOST);
    Ok(ids.iter().filter_map(|id| found.iter().find(|row| row.id == *id)).cloned().collect())
}

/// What is trending on a day, from the items of the month that ends with it.
///
/// # Errors
/// Where the store cannot be read.
pub fn trending(
    store: &Store,
    lexicon: &Lexicon,
    day: Day,
    zone: Zone,
    limit: usize,
) -> Result<Trending, StoreError> {
    let talk_of = |day| store.talk(zone.start_of(day), zone.end_of(day));
    trends::trending(talk_of, day, lexicon, limit)
}

/// The last day of which enough was said to tell what was talked about: an edition that ends in the
/// morning tells of the day before.
fn day_of_talk(asked: &Asked) -> Day {
    let Span { day, begins, ends, .. } = asked.span;
    let is_young = ends - asked.zone.start_of(day) < chrono::Duration::hours(12);
    let begins_before = asked.zone.day_of(begins) < day;
    if is_young && begins_before { day.pred_opt().unwrap_or(day) } else { day }
}

/// The digest of a day, of several, or of a morning.
///
/// # Errors
/// Where the store cannot be read.
pub fn digest(store: &Store, lexicon: &Lexicon, asked: &Asked) -> Result<Digest, StoreError> {
    let Span { day, from, begins, ends } = asked.span;
    let trends = trending(store, lexicon, day_of_talk(asked), asked.zone, TERMS)?.terms;
    let of_day = Query { since: Some(begins), until: Some(ends), ..Query::default() };
    let (mut stories, mut heard) = (Vec::new(), [0; 3]);
    let mut told: HashSet<StoryId> = HashSet::new();
    let kinship = Kinship::new(lexicon);
    // Best first: a story told in two panes stands in that of its best report.
    for row in store.rows(&of_day, ends)? {
        let in_pane = &mut heard[row.pane.index()];
        if !told.insert(row.story) {
            continue;
        }
        *in_pane += 1;
        if *in_pane > STORIES {
            continue;
        }
        stories.push(story(store, &kinship, row, begins, ends)?);
    }
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
        .chain(trends.iter().flat_map(|trend| trend.items.iter().copied().take(5)))
        .collect();
    let rows = by_id(store, wanted, ends)?;
    let company = |key: &str| company_name(lexicon, key, asked.lang);
    Ok(compose(&Material {
        day,
        from,
        begins,
        ends,
        zone: asked.zone,
        stories,
        heard,
        trends: trends.into_iter().map(|trend| with_rows(trend, &rows)).collect(),
        starred,
        notes: with_row(notes, &rows),
        ideas: ideas.into_iter().map(|idea| on_rows(idea, &rows)).collect(),
        minutes: asked.minutes,
        lang: asked.lang,
        company: &company,
    }))
}

/// A story of the day by its best report there, with the reports that tell the same. Where the best
/// one has no sentence to quote, as a link at a community has none, another tells it.
fn story(
    store: &Store,
    kinship: &Kinship<'_>,
    row: Row,
    begins: Moment,
    ends: Moment,
) -> Result<Told, StoreError> {
    let mut item = store.item(row.id, ends)?;
    if row.story_size < 2 {
        return Ok(Told { item, members: vec![row] });
    }
    let subject = kinship.subject(&row.title, &row.language);
    let mut members = store.rows(&Query { story: Some(row.story), ..Query::default() }, ends)?;
    members.retain(|member| {
        member.id == row.id || kinship.subject(&member.title, &member.language).is_kin(&subject)
    });
    if item.gist.is_empty() {
        let of_day = members.iter().filter(|member| (begins..ends).contains(&member.published));
        for member in of_day.filter(|member| member.url.is_some()).take(TELLERS) {
            let other = store.item(member.id, ends)?;
            if !other.gist.is_empty() {
                item = other;
                // It speaks for the story, whose place and weight are those of its best report.
                (item.row.pane, item.row.score) = (row.pane, row.score);
                break;
            }
        }
    }
    Ok(Told { item, members })
}

fn by_id(store: &Store, ids: Vec<ItemId>, now: Moment) -> Result<HashMap<ItemId, Row>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = store.rows(&Query { ids, ..Query::default() }, now)?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

fn with_rows(trend: Trend, rows: &HashMap<ItemId, Row>) -> (Trend, Vec<Row>) {
    let behind = trend.items.iter().filter_map(|id| rows.get(id)).cloned().collect();
    (trend, behind)
}

fn on_rows(idea: Idea, rows: &HashMap<ItemId, Row>) -> (Idea, Vec<Row>) {
    let below = idea.links.iter().filter_map(|link| rows.get(&link.item)).cloned().collect();
    (idea, below)
}

fn with_row(notes: Vec<Note>, rows: &HashMap<ItemId, Row>) -> Vec<(Note, Row)> {
    notes
        .into_iter()
        .filter_map(|note| Some((note.clone(), rows.get(&note.about.item()?)?.clone())))
        .collect()
}

/// The company's name as readers of the language know it.
fn company_name(lexicon: &Lexicon, key: &str, lang: Lang) -> String {
    let Some(entry) = lexicon.by_key(key) else { return key.to_owned() };
    let korean =
        entry.aliases.first().filter(|alias| alias.chars().any(|c| ('가'..='힣').contains(&c)));
    match (lang, korean) {
        (Lang::Ko, Some(korean)) => korean.clone(),
        (Lang::Ko, None) | (Lang::En, _) => entry.name.clone(),
    }
}
