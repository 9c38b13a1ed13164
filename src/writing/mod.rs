//! The pass that has sentences written: what a digest or the user chose is looked up in the store,
//! asked for where it is missing and may be, verified, and set beside the quotes. It adds `written` to
//! entries and touches nothing else, so that neither choice nor order nor references can be changed by
//! whatever answers.
//!
//! `material.rs` gathers what may be told; `ask.rs` asks an endpoint or a program; `pass.rs` says what
//! may be asked and counts it; `drafting.rs` makes a draft of an idea; `second.rs` asks whether the evidence entails what was accepted;
//! `shelf.rs` is where answers lie; `outcome.rs` is what came of a pass. What is wanted, and what an answer is worth, is decided here. An
//! answer is kept as it came; what of it is shown is decided anew on each reading.

mod ask;
mod count;
mod drafting;
mod material;
mod outcome;
mod pass;
mod second;
mod shelf;

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

pub use ask::{Failure, Voice};
pub use count::{Counted, SentenceJson};
pub use drafting::Draft;
pub use outcome::{Outcome, Report, Sentence};
pub use pass::paused_until;
pub use shelf::Shelf;

use self::material::{Place, Spot, evidence, items_of, may_be_sent, notes_of, spots, touches};
use self::pass::{Answered, answers};
use crate::desk::Lexicon;
use crate::lang::Lang;
use crate::model::{Day, Digest, Item, ItemId, Moment, Written, WrittenKind};
use crate::store::{Store, StoreError};
use crate::writer::answer::{self, Answer};
use crate::writer::prompt::{Asking, Call};
use crate::writer::settings::Send;
use crate::writer::{Asked, Evidence, Settings, Task, Verifier};

/// Sentences of an entry at most.
fn most(task: Task) -> usize {
    match task {
        Task::Phrase => 2,
        Task::Link => 1,
        Task::Idea => 7,
    }
}

/// When a pass is made.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The moment.
    pub now: Moment,
    /// The day, in the reader's time zone.
    pub today: Day,
    /// Whether somebody waits for a digest, which takes the time of three calls at most.
    pub is_awaited: bool,
}

/// What came of trying the writer.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The form of answer that it takes: `json_schema`, `json_object`, `text` or `command`.
    pub form: &'static str,
    /// What it wrote.
    pub sentences: Vec<Sentence>,
}

/// One entry that may be written, with its evidence.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What is asked for.
    pub task: Task,
    /// The item that it is about.
    pub item: ItemId,
    /// Its evidence.
    pub evidence: Vec<Evidence>,
    /// The number of the reference of each item that is cited.
    refs: BTreeMap<String, u32>,
    /// The lenses that it touched and that may be named.
    lenses: Vec<String>,
    /// The reader's notes on its items, where they may be sent.
    notes: Vec<String>,
    /// The key of its answer.
    key: String,
    place: Place,
}

/// What an entry is asked for with.
#[derive(Debug, Default)]
struct Material {
    evidence: Vec<Evidence>,
    refs: BTreeMap<String, u32>,
    lenses: Vec<String>,
    notes: Vec<String>,
}

/// Everything that a pass goes by.
#[derive(Debug, Clone)]
pub struct Writer {
    settings: Settings,
    verifier: Arc<Verifier>,
    lang: Lang,
    lenses: Vec<String>,
}

impl Writer {
    /// A writer as the user set it up; `lenses` are sent only where the settings allow it.
    pub fn new(
        settings: Settings,
        lexicon: Arc<Lexicon>,
        lang: Lang,
        lenses: Vec<String>,
    ) -> Writer {
        Writer { settings, verifier: Arc::new(Verifier::new(lexicon)), lang, lenses }
    }

    /// It, writing in a language.
    #[must_use]
    pub fn writing_in(&self, lang: Lang) -> Writer {
        Writer { lang, ..self.clone() }
    }

    /// As the user set it up.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What of a digest may be written: entries that are not in its language, to be phrased, and,
    /// where that is asked for, why an entry may matter to the reader.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn wanted(
        &self,
        store: &Store,
        digest: &Digest,
        now: Moment,
    ) -> Result<Vec<Wanted>, StoreError> {
        let mut wanted = Vec::new();
        for spot in spots(digest) {
            let items = items_of(store, digest, &spot, now)?;
            wanted.extend(self.of_spot(&items, &spot));
        }
        Ok(wanted)
    }

    /// One item by itself; none where its source may not be told of.
    ///
    /// # Errors
    /// Where the store cannot be read, or there is no such item.
    pub fn alone(
        &self,
        store: &Store,
        item: ItemId,
        now: Moment,
    ) -> Result<Option<Wanted>, StoreError> {
        let item = store.item(item, now)?;
        if !may_be_sent(store, &item)? {
            return Ok(None);
        }
        let evidence = evidence(&[(item.clone(), None)], "");
        let material = Material { evidence, ..Material::default() };
        Ok(Some(self.one(Task::Phrase, item.row.id, material, Place::Alone)))
    }

    /// A draft of an idea from some items; those that may not be told of are left out.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn idea(&self, store: &Store, items: &[Item]) -> Result<Wanted, StoreError> {
        let mut told = Vec::new();
        for item in items {
            if may_be_sent(store, item)? {
                told.push((item.clone(), None));
            }
        }
        let first = items.first().map(|item| item.row.id).unwrap_or_default();
        let touched = |lens: &&String| items.iter().any(|item| touches(item, lens));
        let lenses = self.lenses.iter().filter(touched).cloned().collect();
        let notes = self.notes(&told);
        let material =
            Material { evidence: evidence(&told, ""), lenses, notes, ..Material::default() };
        Ok(self.one(Task::Idea, first, material, Place::Alone))
    }

    /// What of a place in a digest may be written.
    fn of_spot(&self, items: &[(Item, Option<u32>)], spot: &Spot<'_>) -> Vec<Wanted> {
        let Some((first, _)) = items.first() else { return Vec::new() };
        let evidence = evidence(items, spot.quote);
        let refs: BTreeMap<String, u32> = items
            .iter()
            .filter_map(|(item, number)| Some((item.row.id.0.to_string(), (*number)?)))
            .collect();
        let asks = |task: Task| self.settings.tasks.contains(&task);
        let mut wanted = Vec::new();
        if asks(Task::Phrase) && spot.language != self.lang.code() {
            let (evidence, refs) = (evidence.clone(), refs.clone());
            let material = Material { evidence, refs, ..Material::default() };
            wanted.push(self.one(Task::Phrase, spot.item, material, spot.place));
        }
        // Two reports of the day, or one that touched a lens which may be named.
        let lenses: Vec<String> =
            self.lenses.iter().filter(|lens| touches(first, lens)).cloned().collect();
        if asks(Task::Link) && (items.len() > 1 || !lenses.is_empty()) {
            let material = Material { evidence, refs, lenses, notes: self.notes(items) };
            wanted.push(self.one(Task::Link, spot.item, material, spot.place));
        }
        wanted
    }

    /// The reader's own notes on items and the ideas that stand on them, where they may be sent.
    fn notes(&self, items: &[(Item, Option<u32>)]) -> Vec<String> {
        if self.settings.send >= Send::Notes { notes_of(items) } else { Vec::new() }
    }

    fn one(&self, task: Task, item: ItemId, material: Material, place: Place) -> Wanted {
        let Material { evidence, refs, lenses, notes } = material;
        let identity =
            self.asking(task, vec![&evidence], (&lenses, &notes)).identity(&self.settings);
        let key = hashed(&identity);
        Wanted { task, item, evidence, refs, lenses, notes, key, place }
    }

    fn asking<'a>(
        &'a self,
        task: Task,
        entries: Vec<&'a [Evidence]>,
        (lenses, notes): (&'a [String], &'a [String]),
    ) -> Asking<'a> {
        Asking {
            task,
            language: self.lang,
            register: self.settings.register,
            most: most(task),
            entries,
            about: Some(self.settings.about.as_str()).filter(|about| !about.is_empty()),
            lenses,
            notes,
        }
    }

    /// The entries that are asked for in one call each: of one task, with the same lenses and notes.
    fn calls<'a>(&self, wanted: &'a [Wanted], which: &[usize]) -> Vec<Vec<usize>> {
        let same = |one: &'a Wanted, other: &'a Wanted| {
            (one.task, &one.lenses, &one.notes) == (other.task, &other.lenses, &other.notes)
        };
        let mut calls: Vec<Vec<usize>> = Vec::new();
        for at in which {
            let open = calls.last_mut().filter(|call| {
                call.len() < self.settings.entries_a_call.max(1)
                    && call.first().is_some_and(|first| same(&wanted[*first], &wanted[*at]))
            });
            match open {
                Some(call) => call.push(*at),
                None => calls.push(vec![*at]),
            }
        }
        calls
    }

    fn call_for(&self, wanted: &[Wanted], call: &[usize]) -> Call {
        let entries = call.iter().map(|at| wanted[*at].evidence.as_slice()).collect();
        let first = call.first().and_then(|at| wanted.get(*at));
        let (task, beside) = first.map_or((Task::Phrase, (&[][..], &[][..])), |first| {
            (first.task, (&first.lenses[..], &first.notes[..]))
        });
        self.asking(task, entries, beside).call()
    }

    /// What would be sent for some entries, byte for byte: one text a call.
    pub fn documents(&self, wanted: &[Wanted]) -> Vec<String> {
        let once: Vec<usize> = (0..wanted.len()).filter(|at| is_first(wanted, *at)).collect();
        let text = |call: &Vec<usize>| self.call_for(wanted, call).sent(&self.settings);
        self.calls(wanted, &once).iter().map(text).collect()
    }

    /// The entries of which no answer is kept. A verdict of the second look that is missing is told by
    /// [`Writer::second_documents`].
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn missing(&self, store: &Store, wanted: &[Wanted]) -> Result<Vec<Wanted>, StoreError> {
        let mut missing = Vec::new();
        for one in wanted {
            if store.written(&one.key)?.is_none() {
                missing.push(one.clone());
            }
        }
        Ok(missing)
    }

    /// What was kept of entries from before.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn kept(&self, store: &Store, wanted: &[Wanted]) -> Result<Report, StoreError> {
        let outcomes = self.outcomes(wanted, &answers(store, &keys(wanted))?);
        let outcomes = self.held_to_kept_verdicts(store, outcomes)?;
        Ok(Report { outcomes, ..Report::default() })
    }

    fn outcomes(&self, wanted: &[Wanted], answers: &[Answered]) -> Vec<Outcome> {
        let outcome = |(one, answered): (&Wanted, &Answered)| {
            let (answer, cached, failure) = match answered {
                Answered::Not => (None, false, None),
                Answered::Failed(why) => (None, false, Some(why.clone())),
                Answered::As { answer: None, cached } => {
                    (None, *cached, Some(Failure::NoAnswer.to_string()))
                }
                Answered::As { answer: Some(answer), cached } => (Some(answer), *cached, None),
            };
            Outcome {
                task: one.task,
                item: one.item,
                cached,
                failure,
                sentences: answer.map(|answer| self.verified(one, answer)).unwrap_or_default(),
                evidence: one.evidence.clone(),
            }
        };
        wanted.iter().zip(answers).map(outcome).collect()
    }

    /// The sentences of an answer with their verdicts.
    fn verified(&self, wanted: &Wanted, answer: &Answer) -> Vec<Sentence> {
        answer
            .sentences()
            .take(most(wanted.task))
            .map(|sentence| {
                let verdict = self.verifier.verify(Asked {
                    task: wanted.task,
                    language: self.lang,
                    register: self.settings.register,
                    evidence: &wanted.evidence,
                    sentence: &sentence.text,
                    cites: &sentence.cites,
                    section: sentence.section.as_deref(),
                    lenses: &wanted.lenses,
                });
                let cited: Vec<&Evidence> =
                    wanted.evidence.iter().filter(|one| sentence.cites.contains(&one.id)).collect();
                let mut refs: Vec<u32> =
                    cited.iter().filter_map(|one| wanted.refs.get(&one.item).copied()).collect();
                refs.sort_unstable();
                refs.dedup();
                let mut items: Vec<String> = cited.iter().map(|one| one.item.clone()).collect();
                items.dedup();
                Sentence {
                    items,
                    section: sentence.section.clone(),
                    refusal: verdict.refusal().cloned(),
                    text: verdict.sentence,
                    evidence: cited.iter().map(|one| one.text.clone()).collect(),
                    refs,
                }
            })
            .collect()
    }

    /// Asks once for a small entry, counts nothing and keeps nothing.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn tried(&self, voice: &Voice, evidence: Vec<Evidence>) -> Result<Tried, Failure> {
        let material = Material { evidence, ..Material::default() };
        let wanted = self.one(Task::Phrase, ItemId::default(), material, Place::Alone);
        let asking = self.asking(Task::Phrase, vec![&wanted.evidence], (&[], &[]));
        let completion = voice.ask(&asking.call(), &self.settings).await?;
        let answer = answer::read(&completion.text);
        let sentences = answer.map(|answer| self.verified(&wanted, &answer)).unwrap_or_default();
        Ok(Tried { form: voice.form(), sentences })
    }

    /// Sets the accepted sentences beside the quotes of a digest.
    pub fn put(&self, digest: &mut Digest, wanted: &[Wanted], report: &Report, is_ascii: bool) {
        let (mut accepted, mut refused, mut is_written) = (0, 0, false);
        for (at, (one, outcome)) in wanted.iter().zip(&report.outcomes).enumerate() {
            // An event is counted once, by its phrase, wherever it is told.
            let counts = usize::from(one.task == Task::Phrase && is_first(wanted, at));
            let written: Vec<Written> = outcome
                .accepted()
                .map(|sentence| Written {
                    kind: match one.task {
                        Task::Phrase => WrittenKind::Phrase,
                        Task::Link | Task::Idea => WrittenKind::Link,
                    },
                    text: sentence.text.clone(),
                    refs: sentence.refs.clone(),
                    evidence: sentence.evidence.clone(),
                    by: self.settings.name().to_owned(),
                })
                .collect();
            if written.is_empty() {
                refused += counts;
                continue;
            }
            accepted += counts;
            is_written = true;
            match one.place {
                Place::Lead(at) => {
                    if let Some(lead) = digest.lead.get_mut(at) {
                        lead.written.extend(written);
                    }
                }
                Place::Entry(block, at) => {
                    if let Some(entry) =
                        digest.blocks.get_mut(block).and_then(|block| block.entries.get_mut(at))
                    {
                        entry.written.extend(written);
                    }
                }
                Place::Alone => {}
            }
        }
        if is_written {
            digest.writer = Some(crate::model::DigestWriter {
                model: self.settings.name().to_owned(),
                accepted,
                refused,
                host: self.settings.host().filter(|_| !self.settings.is_local()),
                is_ascii,
            });
        }
    }
}

/// A key of the store: SHA-256 in hexadecimal digits.
fn hashed(identity: &str) -> String {
    let hash = Sha256::digest(identity.as_bytes());
    hash.iter().fold(String::with_capacity(64), |hex, byte| format!("{hex}{byte:02x}"))
}

/// The keys of the answers for some entries, in their order.
fn keys(wanted: &[Wanted]) -> Vec<String> {
    wanted.iter().map(|one| one.key.clone()).collect()
}

/// Whether no entry before has the same answer: what stands twice in a digest is asked for once.
fn is_first(wanted: &[Wanted], at: usize) -> bool {
    !wanted[..at].iter().any(|other| other.key == wanted[at].key)
}
