//! What was read waits here to be kept: while the writer works on some sources the next ones gather,
//! and are written together. A source is done when the transaction that it is part of is on the
//! disk, and not before.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use super::RefreshError;
use crate::model::Moment;
use crate::newsroom::{Newsroom, NewsroomError, Taken, Visited};
use crate::store::Keeper;

type Answer = oneshot::Sender<Result<Taken, NewsroomError>>;

/// Visits whose items are read and not yet being written.
#[derive(Default)]
pub(super) struct Waiting(Mutex<Vec<(Visited, Answer)>>);

impl Waiting {
    /// Has what a visit brought kept, and says what came of it when it is.
    ///
    /// # Errors
    /// Where the store cannot be written, or its writer has stopped.
    pub(super) async fn keep(
        self: &Arc<Waiting>,
        keeper: &Keeper<Newsroom>,
        visited: Visited,
        now: Moment,
    ) -> Result<Taken, RefreshError> {
        let (answer, taken) = oneshot::channel();
        self.with(|waiting| waiting.push((visited, answer)));
        let waiting = Arc::clone(self);
        // As many jobs as visits: the first one takes all that wait along.
        keeper.tell(move |newsroom| waiting.write(newsroom, now));
        Ok(taken.await??)
    }

    fn write(&self, newsroom: &mut Newsroom, now: Moment) {
        let (visited, answers): (Vec<_>, Vec<_>) = self.with(std::mem::take).into_iter().unzip();
        if visited.is_empty() {
            return;
        }
        for (answer, taken) in answers.into_iter().zip(newsroom.take_visits(visited, now)) {
            // Whoever asked may have gone; what is kept is kept.
            let _ = answer.send(taken);
        }
    }

    fn with<T>(&self, work: impl FnOnce(&mut Vec<(Visited, Answer)>) -> T) -> T {
        // A push or a take is whole or not at all, so a panic elsewhere leaves nothing half done.
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
