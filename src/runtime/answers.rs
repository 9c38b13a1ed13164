//! The reading thread: answers questions from a connection that only reads.

use std::sync::mpsc::{self, Receiver, Sender};

use tokio::sync::mpsc::UnboundedSender;

use super::Clock;
use crate::app::effect::{Answer, Question, Tally, Window};
use crate::app::event::Event;
use crate::desk;
use crate::model::{Health, ItemId, Pane, Query, Row, Zone};
use crate::store::{Store, StoreError};

/// Found items that are counted.
const MOST_FOUND: usize = 2_000;

/// Starts the thread; it ends when nobody can ask any more.
pub(super) fn start(
    store: Store,
    clock: Clock,
    zone: Zone,
    tell: UnboundedSender<Event>,
) -> std::io::Result<Sender<Question>> {
    let (ask, questions) = mpsc::channel();
    std::thread::Builder::new().name("reading".into()).spawn(move || {
        while let Some(waiting) = next(&questions) {
            for question in waiting {
                if tell.send(answer(&store, clock, zone, question)).is_err() {
                    return;
                }
            }
        }
    })?;
    Ok(ask)
}

/// All questions that wait, without those that a later one makes idle.
fn next(questions: &Receiver<Question>) -> Option<Vec<Question>> {
    let mut waiting = vec![questions.recv().ok()?];
    waiting.extend(questions.try_iter());
    let mut kept: Vec<Question> = Vec::with_capacity(waiting.len());
    for question in waiting.into_iter().rev() {
        if !kept.iter().any(|later| replaces(later, &question)) {
            kept.push(question);
        }
    }
    kept.reverse();
    Some(kept)
}

fn replaces(later: &Question, earlier: &Question) -> bool {
    match (later, earlier) {
        (Question::Window(later), Question::Window(earlier))
        | (Question::Length(later), Question::Length(earlier)) => later.list == earlier.list,
        (Question::Tally(_), Question::Tally(_))
        | (Question::Sources, Question::Sources)
        | (Question::Digest(_), Question::Digest(_)) => true,
        // The open text and the preview may each wait for an item of their own.
        (Question::Item(later), Question::Item(earlier)) => later == earlier,
        (
            Question::Window(_)
            | Question::Length(_)
            | Question::Tally(_)
            | Question::Sources
            | Question::Digest(_)
            | Question::Item(_),
            _,
        ) => false,
    }
}

/// Answers one question.
pub(super) fn answer(store: &Store, clock: Clock, zone: Zone, question: Question) -> Event {
    match found(store, clock, zone, &question) {
        Ok(answer) => Event::Answered(Box::new(answer)),
        Err(error) => Event::Unanswered(question, error.to_string()),
    }
}

fn found(
    store: &Store,
    clock: Clock,
    zone: Zone,
    question: &Question,
) -> Result<Answer, StoreError> {
    Ok(match question.clone() {
        Question::Window(asked) => Answer::Window { rows: rows(store, clock, &asked)?, asked },
        Question::Length(asked) => {
            let length = match &asked.find {
                Some(text) => store.search(text, MOST_FOUND, clock.now())?.len(),
                None => store.length(&asked.query)? as usize,
            };
            Answer::Length { asked, length }
        }
        Question::Item(asked) => Answer::Item { asked, item: item(store, clock, asked)? },
        Question::Tally(asked) => Answer::Tally { asked, tally: tally(store, clock, zone, asked)? },
        Question::Sources => Answer::Sources(sources(store, clock)?),
        Question::Digest(day) => return Err(StoreError::NoWords(day.to_string())),
    })
}

fn rows(store: &Store, clock: Clock, asked: &Window) -> Result<Vec<Row>, StoreError> {
    let Window { query, find, .. } = asked;
    match find {
        Some(text) => {
            let limit = query.limit.unwrap_or(MOST_FOUND);
            let found = store.search(text, query.offset + limit, clock.now())?;
            Ok(found.into_iter().skip(query.offset).collect())
        }
        None => store.rows(query, clock.now()),
    }
}

fn item(
    store: &Store,
    clock: Clock,
    id: ItemId,
) -> Result<Option<Box<crate::model::Item>>, StoreError> {
    let mut item = match store.item(id, clock.now()) {
        Ok(item) => item,
        Err(StoreError::NoItem(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let base = item.why.iter().map(|reason| reason.points).sum();
    item.why.push(desk::recency(base, item.row.score, item.row.published, clock.now()));
    Ok(Some(Box::new(item)))
}

fn tally(store: &Store, clock: Clock, zone: Zone, edition: ItemId) -> Result<Tally, StoreError> {
    let now = clock.now();
    let today = zone.day_of(now);
    let mut tally = Tally { latest: Some(store.last_id()?), ..Tally::default() };
    for pane in Pane::ALL {
        tally.today[pane.index()] = store.count(&Query {
            pane: Some(pane),
            since: Some(zone.start_of(today)),
            until: Some(zone.end_of(today)),
            ..Query::default()
        })?;
    }
    let after = Query { after: Some(edition), heads: true, ..Query::default() };
    tally.new = store.length(&after)?.into();
    for source in store.sources()?.into_iter().filter(|source| source.enabled) {
        tally.sources += 1;
        if store.fetch_state(&source.id)?.failures > 0 {
            tally.failing.push(source.name);
        }
    }
    Ok(tally)
}

fn sources(store: &Store, clock: Clock) -> Result<Vec<Health>, StoreError> {
    store.health(clock.now())
}
