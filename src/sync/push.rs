//! Sends the marks that wait. A mark is noted as sent only after the server said so; whatever
//! happens before, it is sent again, which changes nothing where it arrived.

use std::collections::VecDeque;

use super::api::{Edit, Stream};
use super::failure::{Failure, SyncError};
use super::session::{Extent, Session};
use super::{fever, greader};
use crate::model::account::{Protocol, Waiting};
use crate::model::{Account, RemoteMark};
use crate::newsroom::Newsroom;
use crate::store::Keeper;

/// So many calls may fail in a row.
pub const MOST_FAILURES: usize = 5;

/// What came of sending.
#[derive(Debug, Default)]
pub struct Pushed {
    /// Marks that the server took.
    pub sent: usize,
    /// Whether the server turned out to have no labels.
    pub without_labels: bool,
}

/// Sends what waits; the labels where `labels` says so.
///
/// # Errors
/// Where the server or the store ends it; what was sent until then is noted.
pub async fn push(
    keeper: &Keeper<Newsroom>,
    session: &mut Session<'_>,
    account: &Account,
    waiting: &[Waiting],
    labels: bool,
) -> Result<Pushed, SyncError> {
    let mut pushed = Pushed::default();
    let mut failures = 0;
    let mut edits = edits(account, waiting, labels);
    // Fever's stars are toggled on some servers: only what differs is sent.
    let toggles = account.kind == Protocol::Fever
        && edits.iter().any(|edit| edit.mark == RemoteMark::Starred);
    let saved = if toggles {
        Some(session.list(&Stream::Starred, Extent::Whole, |_| false).await?.0)
    } else {
        None
    };
    while let Some(edit) = edits.pop_front() {
        let ids: Vec<_> = edit.rows.iter().map(|(_, rid)| rid.clone()).collect();
        let rows: Vec<i64> = edit.rows.iter().map(|(no, _)| *no).collect();
        let is_label = matches!(edit.mark, RemoteMark::Label(_));
        let is_so = saved.as_ref().is_some_and(|saved| {
            edit.mark == RemoteMark::Starred && ids.iter().all(|id| saved.has(id) == edit.on)
        });
        let done = if is_so { Ok(()) } else { session.edit(&edit.mark, edit.on, &ids).await };
        match done {
            Ok(()) => {
                failures = 0;
                pushed.sent += rows.len();
                keeper.ask(move |newsroom| newsroom.store.note_sent(&rows)).await??;
            }
            Err(Failure::Status { code: 500 | 501, .. }) if is_label => {
                pushed.without_labels = true;
                edits.retain(|edit| !matches!(edit.mark, RemoteMark::Label(_)));
                let labels = waiting.iter().filter(|row| matches!(row.mark, RemoteMark::Label(_)));
                let labels: Vec<i64> = labels.map(|row| row.no).collect();
                keeper.ask(move |newsroom| newsroom.store.drop_waiting(&labels)).await??;
            }
            // Of an item that is not there any more, some say just that.
            Err(failure)
                if failure.is_of_one() || matches!(failure, Failure::Status { code: 404, .. }) =>
            {
                failures += 1;
                if failures >= MOST_FAILURES {
                    return Err(Failure::TooMany.into());
                }
                if rows.len() > 1 {
                    edits.extend(halves(edit));
                } else {
                    keeper.ask(move |newsroom| newsroom.store.note_refused(&rows)).await??;
                }
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(pushed)
}

/// What waits as calls: marks of one kind together, in the order in which they were made.
fn edits(account: &Account, waiting: &[Waiting], labels: bool) -> VecDeque<Edit> {
    let (at_once, most) = match account.kind {
        Protocol::Greader => (greader::EDITED, usize::MAX),
        Protocol::Fever => (1, fever::MARKS),
    };
    let is_sent = |row: &&Waiting| {
        let is_label = matches!(row.mark, RemoteMark::Label(_));
        !row.sent && !row.is_set_aside() && account.sends(&row.mark) && (labels || !is_label)
    };
    let mut edits: Vec<Edit> = Vec::new();
    for row in waiting.iter().filter(is_sent).take(most) {
        let one = (row.no, row.rid.clone());
        let open = edits
            .iter_mut()
            .rev()
            .find(|edit| edit.mark == row.mark && edit.on == row.on && edit.rows.len() < at_once);
        match open {
            Some(edit) => edit.rows.push(one),
            None => edits.push(Edit { mark: row.mark.clone(), on: row.on, rows: vec![one] }),
        }
    }
    edits.into()
}

/// One call as two: those that fail stand behind the others, so that one bad item among many does
/// not look like a server that refuses everything.
fn halves(edit: Edit) -> [Edit; 2] {
    let Edit { mark, on, mut rows } = edit;
    let second = rows.split_off(rows.len() / 2);
    [Edit { mark: mark.clone(), on, rows }, Edit { mark, on, rows: second }]
}
