//! The user's own writer at work beside the reader: one thing after the other, each read from a
//! connection of its own and kept by the storekeeper, so that no key waits for it.

use std::sync::Arc;

use tokio::sync::Mutex;
use tokio::sync::mpsc::UnboundedSender;

use super::answers::Archive;
use super::scribe::{Scribe, WriterOptions};
use crate::app::event::Event;
use crate::app::writer::{DigestAsked, WriterAsked, WriterSaid, WrittenLine};
use crate::model::{Digest, Item, ItemId, Phrase};
use crate::newsroom::Newsroom;
use crate::store::{Keeper, Store, StoreError};
use crate::writing::{Clock, Outcome, Report, Shelf, Voice, Wanted, Writer};

/// Where the writer is asked: one thing at a time, by a connection of its own.
pub(super) struct Seat {
    scribe: Arc<Scribe>,
    voice: Voice,
    archive: Archive,
}

impl Seat {
    /// A seat that reads from an archive of its own; none where nobody can be asked.
    pub(super) fn new(scribe: Arc<Scribe>, archive: Archive) -> Option<Seat> {
        let WriterOptions { settings, command, .. } = &scribe.options;
        let voice = Voice::of(settings, command.clone())?;
        Some(Seat { scribe, voice, archive })
    }

    /// What is to be told, read from the store.
    fn read(&self, asked: &WriterAsked) -> Result<Material, StoreError> {
        let items = match asked {
            WriterAsked::Idea(items, _) => self.archive.items_of(items)?,
            WriterAsked::Item(..) | WriterAsked::Digest(_) => Vec::new(),
        };
        let (writer, wanted) = self.archive.wanted(&self.scribe, asked)?;
        let now = self.archive.clock.now();
        let today = self.archive.closing.zone.day_of(now);
        let is_awaited = matches!(asked, WriterAsked::Digest(_));
        Ok(Material { writer, wanted, items, clock: Clock { now, today, is_awaited } })
    }
}

/// What a pass goes by.
struct Material {
    writer: Writer,
    wanted: Vec<Wanted>,
    items: Vec<Item>,
    clock: Clock,
}

/// Has what is asked for written, after all that was asked for before, and tells how it goes.
pub(super) async fn write(
    seat: Arc<Mutex<Seat>>,
    keeper: Arc<Keeper<Newsroom>>,
    asked: WriterAsked,
    tell: UnboundedSender<Event>,
) {
    let seat = seat.lock().await;
    // What is read takes a moment; the loop goes on meanwhile.
    let material = tokio::task::block_in_place(|| seat.read(&asked));
    let said = match material {
        Ok(material) => written(&seat.scribe, &seat.voice, keeper, material, asked, &tell).await,
        Err(error) => Err(error),
    };
    let said = said.unwrap_or_else(|error| WriterSaid::Ended(Some(error.phrase())));
    // Nobody listens once the reader is closed.
    let _ = tell.send(Event::Writer(said));
}

async fn written(
    scribe: &Scribe,
    voice: &Voice,
    keeper: Arc<Keeper<Newsroom>>,
    material: Material,
    asked: WriterAsked,
    tell: &UnboundedSender<Event>,
) -> Result<WriterSaid, StoreError> {
    let Material { writer, wanted, items, clock } = material;
    let progress = |done, all| {
        // As above.
        let _ = tell.send(Event::Writer(WriterSaid::Progress { done, all }));
    };
    let report = writer.write(&mut Kept(keeper), &wanted, voice, false, clock, progress).await?;
    Ok(match asked {
        WriterAsked::Idea(..) => scribe.drafted(&report, &items, clock.now),
        WriterAsked::Item(..) => {
            let is_shown =
                report.outcomes.iter().any(|outcome| outcome.accepted().next().is_some());
            let refused = || Phrase::bare("app.writer.refused");
            WriterSaid::Ended((!is_shown).then(|| failure(&report).unwrap_or_else(refused)))
        }
        WriterAsked::Digest(_) => WriterSaid::Ended(failure(&report)),
    })
}

/// Why there is no answer for some entry.
fn failure(report: &Report) -> Option<Phrase> {
    report.outcomes.iter().find_map(|outcome| outcome.failure.clone()).map(Phrase::plain)
}

/// The sentences of an entry as the reader tells them.
fn lines_of(outcome: &Outcome) -> Vec<WrittenLine> {
    if let Some(why) = &outcome.failure {
        return vec![WrittenLine::Failed(why.clone())];
    }
    let line = |sentence: &crate::writing::Sentence| match &sentence.refusal {
        None => WrittenLine::Accepted {
            text: sentence.text.clone(),
            evidence: sentence.evidence.clone(),
        },
        Some(refusal) => WrittenLine::Refused {
            text: sentence.text.clone(),
            reason: refusal.reason.name(),
            detail: refusal.detail.clone(),
        },
    };
    outcome.sentences.iter().map(line).collect()
}

/// What the storekeeper keeps.
struct Kept(Arc<Keeper<Newsroom>>);

impl Shelf for Kept {
    async fn with<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let asked = self.0.ask(move |newsroom| work(&mut newsroom.store));
        // The thread ends only after a panic in it.
        asked.await.unwrap_or(Err(StoreError::Replaced))
    }
}

impl Archive {
    /// What was written before of an item or of a digest.
    pub(super) fn lines(
        &self,
        scribe: &Scribe,
        asked: &WriterAsked,
    ) -> Result<Vec<WrittenLine>, StoreError> {
        let (writer, wanted) = self.wanted(scribe, asked)?;
        let report = writer.kept(&self.store, &wanted)?;
        Ok(report.outcomes.iter().flat_map(lines_of).collect())
    }

    /// What is asked for, from the store.
    fn wanted(
        &self,
        scribe: &Scribe,
        asked: &WriterAsked,
    ) -> Result<(Writer, Vec<Wanted>), StoreError> {
        let now = self.clock.now();
        Ok(match asked {
            WriterAsked::Item(item, lang) => {
                let writer = scribe.writer(*lang);
                // An item that was let go meanwhile has nothing to be told.
                let wanted = match writer.alone(&self.store, *item, now) {
                    Err(StoreError::NoItem(_)) => None,
                    wanted => wanted?,
                };
                (writer, wanted.into_iter().collect())
            }
            WriterAsked::Digest(asked) => {
                let writer = scribe.writer(asked.lang);
                let digest = self.composed(asked)?;
                let wanted = writer.wanted(&self.store, &digest, now)?;
                (writer, wanted)
            }
            WriterAsked::Idea(items, lang) => {
                let writer = scribe.writer(*lang);
                let wanted = writer.idea(&self.store, &self.items_of(items)?)?;
                (writer, vec![wanted])
            }
        })
    }

    fn items_of(&self, items: &[ItemId]) -> Result<Vec<Item>, StoreError> {
        items.iter().map(|id| self.store.item(*id, self.clock.now())).collect()
    }

    /// The digest that is asked for.
    fn composed(&self, asked: &DigestAsked) -> Result<Digest, StoreError> {
        self.digest_of(asked).map(|(_, digest)| digest)
    }
}
