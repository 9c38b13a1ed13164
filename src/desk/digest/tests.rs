//! Digests of days made up for the purpose: floors, budget, citations.

use proptest::prelude::*;

use std::sync::{Arc, LazyLock};

use super::quote::sentence;
use super::*;
use crate::desk::reading::Proof;
use crate::desk::{Lexicon, WATCH};
use crate::model::{
    About, IdeaId, ItemId, Listed, Past, Progress, Reason, Section, SourceId, Thought, Tier,
    TrendState, Week,
};
use crate::text::address;

mod choosing;
mod counted;
mod entries;
mod headings;
mod held;
mod mine;
mod said;
mod scans;
mod standings;
mod themed;
mod whole_page;

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(Lexicon::shipped);
static COMPARER: LazyLock<Comparer<'static>> = LazyLock::new(|| Comparer::new(&LEXICON));

const NOW: &str = "2026-03-05T20:00:00Z";

/// The digest alone, without how each story stands.
fn compose(material: &Material<'_>) -> Digest {
    super::compose(material).0
}

fn at(hour: i64) -> Moment {
    "2026-03-05T00:00:00Z".parse::<Moment>().expect("a moment") + chrono::Duration::hours(hour)
}

/// A title that shares no word with that of another number.
fn title(id: i64) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "ko", "mi", "ru", "ze", "ta", "lo", "ne", "vi", "du"];
    let digit = |at: u32| SYLLABLES[(id / 10_i64.pow(at)) as usize % 10];
    let word = |end: &str| format!("{}{}{}{end}", digit(0), digit(1), digit(2));
    format!("Q{} {} {}", word("m"), word("sk"), word("lt"))
}

fn row(id: i64, pane: Pane, worth: f64) -> Row {
    Row {
        id: ItemId(id),
        source: SourceId(format!("source-{id}")),
        source_name: format!("Source {id}"),
        title: title(id),
        url: Some(format!("https://site{id}.example/page")),
        first_author: None,
        author_count: 0,
        published: at(8),
        dated: true,
        pane,
        story: StoryId(id),
        story_size: 1,
        score: worth,
        read: false,
        starred: false,
        noted: false,
        language: "en".to_owned(),
        companies: Vec::new(),
        moves: Vec::new(),
        category: None,
        points: None,
        comments: None,
        listed: None,
    }
}

fn item(row: Row, gist: &[&str]) -> Item {
    Item {
        row,
        external_id: None,
        kind: "feed".to_owned(),
        source_address: String::new(),
        seen: crate::model::Moment::default(),
        authors: Vec::new(),
        categories: Vec::new(),
        summary: String::new(),
        content: String::new(),
        content_is_html: false,
        full_text: None,
        discussion: None,
        paper: crate::model::Paper::default(),
        why: Vec::new(),
        pane_reason: String::new(),
        facts: crate::model::Facts::default(),
        topics: Vec::new(),
        gist: gist.iter().map(|&sentence| sentence.to_owned()).collect(),
        note: None,
        story_note: None,
        ideas: Vec::new(),
        starred_at: None,
        owned: false,
    }
}

/// What a report says; that titles made up of syllables have nothing to do with technology does not
/// matter here.
fn subject(row: &Row) -> Subject {
    let mut subject = COMPARER.subject(&Past {
        id: row.id,
        source: row.source.clone(),
        kind: "feed".to_owned(),
        tier: Tier::General,
        title: row.title.clone(),
        summary: String::new(),
        url: row.url.clone(),
        published: row.published,
        points: row.points,
        comments: row.comments,
        story: row.story,
        company: None,
        pane: row.pane,
        pane_reason: String::new(),
        kept: String::new(),
    });
    subject.reading.facts.noise = None;
    subject.reading.signs.technology = true;
    subject
}

/// A story of its reports, led by the first of them.
fn story(head: Row, others: Vec<Row>, gist: &[&str]) -> DayEvent {
    let subject_of = subject(&head);
    let event = StoryState {
        id: head.story,
        head: head.id,
        size: 1 + others.len() as u32,
        publishers: 1,
        first: others.iter().map(|row| row.published).fold(head.published, Moment::min),
        last: others.iter().map(|row| row.published).fold(head.published, Moment::max),
        pane: head.pane,
        pane_reason: String::new(),
        worth: head.score,
        base: head.score,
        why: Vec::new(),
        facts: subject_of.reading.facts.clone(),
        topics: subject_of.reading.topics.clone(),
    };
    let rows = std::iter::once(head.clone()).chain(others);
    DayEvent {
        tellers: rows.map(|row| Teller { subject: subject(&row), row }).collect(),
        item: item(head, gist),
        subject: subject_of,
        event,
        lenders: Vec::new(),
        before: None,
    }
}

fn told(row: Row) -> DayEvent {
    let sentence =
        format!("Sentence of {} that says what happened in a few plain words.", row.id.0);
    story(row, Vec::new(), &[&sentence])
}

/// A story under a title.
fn about(mut row: Row, title: &str) -> DayEvent {
    row.title = title.to_owned();
    row.companies =
        subject(&row).reading.companies.iter().map(|company| company.key.clone()).collect();
    told(row)
}

/// A story in short, as the store would have it.
fn brief(told: &DayEvent) -> Brief {
    Brief {
        row: Row { score: told.event.worth, ..told.item.row.clone() },
        is_marked: told.item.row.starred || told.item.row.noted,
        outline: Outline {
            story: told.item.row.story,
            publishers: told.event.publishers,
            facts: told.event.facts.clone(),
            topics: told.event.topics.clone(),
            why: told.item.why.clone(),
            kind: "feed".to_owned(),
            kept: String::new(),
        },
    }
}

fn material(stories: Vec<DayEvent>) -> Material<'static> {
    let mut all: Vec<Brief> = stories.iter().map(brief).collect();
    all.sort_by(|a, b| b.row.score.total_cmp(&a.row.score));
    let mut seen = std::collections::HashSet::new();
    all.retain(|brief| seen.insert(brief.row.story));
    Material {
        day: "2026-03-05".parse().expect("a day"),
        from: None,
        begins: at(0),
        ends: NOW.parse().expect("a moment"),
        is_ahead: false,
        is_edition: false,
        zone: Zone::UTC,
        stories,
        all,
        week: Vec::new(),
        ties: Vec::new(),
        topics: Topics::default(),
        lens_topics: Vec::new(),
        themes: Vec::new(),
        starred: Vec::new(),
        notes: Vec::new(),
        ideas: Vec::new(),
        minutes: 5.0,
        lang: Lang::En,
        name: &|key, _| key.to_uppercase(),
        comparer: &COMPARER,
    }
}

fn labels(block: &Block) -> Vec<&str> {
    block.entries.iter().map(|entry| entry.label.as_str()).collect()
}

/// Three stories of more worth than any other, which lead.
fn led() -> Vec<DayEvent> {
    (900..903).map(|id| told(row(id, Pane::Trends, 99.0))).collect()
}
