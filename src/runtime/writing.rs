//! The user's own writer at work beside the reader: one thing after the other, each read from a
//! connection of its own and kept by the storekeeper, so that no key waits for it.

use std::sync::{Arc, OnceLock};

use tokio::sync::Mutex;
use tokio::sync::mpsc::UnboundedSender;

use super::answers::{Archive, Table};
use crate::app::event::Event;
use crate::app::writer::{DigestAsked, Offered, WriterAsked, WriterSaid, WrittenLine};
use crate::drafts;
use crate::lang::{Lang, say};
use crate::model::idea::Link;
use crate::model::{Digest, Idea, Item, ItemId, Moment};
use crate::newsroom::Newsroom;
use crate::store::{Keeper, Store, StoreError};
use crate::writer::settings::When;
use crate::writer::{Settings, Task};
use crate::writing::{Clock, Outcome, Report, Shelf, Voice, Wanted, Writer};

/// The writer, as the reader is started with it.
#[derive(Debug, Clone)]
pub struct WriterOptions {
    /// As the user set it up.
    pub settings: Settings,
    /// Its program, split into words; empty where an endpoint is asked.
    pub command: Vec<String>,
    /// Names of lenses that may be sent.
    pub lenses: Vec<String>,
    /// Whether signs are plain letters.
    pub is_ascii: bool,
}

impl WriterOptions {
    /// What the middle knows of it.
    pub(super) fn offered(&self) -> Offered {
        let settings = &self.settings;
        Offered {
            name: settings.name().to_owned(),
            host: settings.host().filter(|_| !settings.is_local()),
            by_itself: settings.when == When::Digest,
            drafts: settings.tasks.contains(&Task::Idea),
            sign: if self.is_ascii { "~" } else { "≈" },
        }
    }
}

/// The writer, made when it is first needed: the first frame does not wait for its word lists.
pub(super) struct Scribe {
    options: WriterOptions,
    lexicon: Arc<Table>,
    made: OnceLock<Writer>,
}

impl Scribe {
    pub(super) fn new(options: WriterOptions, lexicon: Arc<Table>) -> Scribe {
        Scribe { options, lexicon, made: OnceLock::new() }
    }

    /// It, writing in a language.
    fn writer(&self, lang: Lang) -> Writer {
        let made = self.made.get_or_init(|| {
            let WriterOptions { settings, lenses, .. } = self.options.clone();
            Writer::new(settings, Arc::clone(self.lexicon.get()), lang, lenses)
        });
        made.writing_in(lang)
    }

    /// Sets beside the quotes of a digest what was written before, and says how many entries are
    /// missing.
    pub(super) fn put_kept(
        &self,
        store: &Store,
        digest: &mut Digest,
        lang: Lang,
        now: Moment,
    ) -> Result<usize, StoreError> {
        let writer = self.writer(lang);
        let wanted = writer.wanted(store, digest, now)?;
        let report = writer.kept(store, &wanted)?;
        writer.put(digest, &wanted, &report, self.options.is_ascii);
        Ok(writer.missing(store, &wanted)?.len())
    }

    /// What was written before of an item or of a digest.
    pub(super) fn lines(
        &self,
        archive: &Archive,
        asked: &WriterAsked,
    ) -> Result<Vec<WrittenLine>, StoreError> {
        let (writer, wanted) = self.wanted(archive, asked)?;
        let report = writer.kept(&archive.store, &wanted)?;
        Ok(report.outcomes.iter().flat_map(lines_of).collect())
    }

    /// What is asked for, from the store.
    fn wanted(
        &self,
        archive: &Archive,
        asked: &WriterAsked,
    ) -> Result<(Writer, Vec<Wanted>), StoreError> {
        let now = archive.clock.now();
        Ok(match asked {
            WriterAsked::Item(item, lang) => {
                let writer = self.writer(*lang);
                // An item that was let go meanwhile has nothing to be told.
                let wanted = match writer.alone(&archive.store, *item, now) {
                    Err(StoreError::NoItem(_)) => None,
                    wanted => wanted?,
                };
                (writer, wanted.into_iter().collect())
            }
            WriterAsked::Digest(asked) => {
                let writer = self.writer(asked.lang);
                let digest = archive.composed(asked)?;
                let wanted = writer.wanted(&archive.store, &digest, now)?;
                (writer, wanted)
            }
            WriterAsked::Idea(items, lang) => {
                let writer = self.writer(*lang);
                let wanted = writer.idea(&archive.store, &items_of(archive, items)?)?;
                (writer, vec![wanted])
            }
        })
    }

    /// A draft as an idea that is not kept yet; why there is none, where nothing was accepted.
    fn drafted(&self, report: &Report, items: &[Item], lang: Lang, now: Moment) -> WriterSaid {
        let draft = report.draft(items, self.lexicon.get());
        if draft.is_empty() {
            let refused = || say(lang, "write.no_draft", &[&draft.refused]).into_owned();
            return WriterSaid::Ended(Some(draft.failure.clone().unwrap_or_else(refused)));
        }
        let links = items.iter().map(|item| Link { item: item.row.id, why: String::new() });
        let (key, links) = (drafts::new_key(), links.collect());
        let idea = Idea::begun(key, draft.thought, links, false, now);
        WriterSaid::Drafted(Box::new(idea), draft.refused)
    }
}

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
            WriterAsked::Idea(items, _) => items_of(&self.archive, items)?,
            WriterAsked::Item(..) | WriterAsked::Digest(_) => Vec::new(),
        };
        let (writer, wanted) = self.scribe.wanted(&self.archive, asked)?;
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
    let said = said.unwrap_or_else(|error| WriterSaid::Ended(Some(error.to_string())));
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
        WriterAsked::Idea(_, lang) => scribe.drafted(&report, &items, lang, clock.now),
        WriterAsked::Item(_, lang) => {
            let is_shown =
                report.outcomes.iter().any(|outcome| outcome.accepted().next().is_some());
            let refused = || say(lang, "app.writer.refused", &[]).into_owned();
            WriterSaid::Ended((!is_shown).then(|| failure(&report).unwrap_or_else(refused)))
        }
        WriterAsked::Digest(_) => WriterSaid::Ended(failure(&report)),
    })
}

/// Why there is no answer for some entry.
fn failure(report: &Report) -> Option<String> {
    report.outcomes.iter().find_map(|outcome| outcome.failure.clone())
}

fn items_of(archive: &Archive, items: &[ItemId]) -> Result<Vec<Item>, StoreError> {
    items.iter().map(|id| archive.store.item(*id, archive.clock.now())).collect()
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
    /// The digest that is asked for.
    fn composed(&self, asked: &DigestAsked) -> Result<Digest, StoreError> {
        self.digest_of(asked).map(|(_, digest)| digest)
    }
}
