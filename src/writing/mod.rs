//! The pass that has sentences written: what a digest or the user chose is looked up in the store,
//! asked for where it is missing and may be, verified, and set beside the quotes. It adds `written` to
//! entries and touches nothing else, so that neither choice nor order nor references can be changed by
//! whatever answers.
//!
//! `material.rs` gathers what may be told; `ask.rs` asks an endpoint or a program; what may be asked, and what an answer is worth, is decided
//! here. An answer is kept as it came; what of it is shown is decided anew on each reading.

mod ask;
mod count;
mod material;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

pub use ask::{Failure, Voice};
pub use count::{Counted, Told};

use self::material::{Place, Spot, evidence, items_of, may_be_sent, spots, touches};
use crate::desk::Lexicon;
use crate::lang::Lang;
use crate::model::{Day, Digest, Item, ItemId, Moment, Written, WrittenKind};
use crate::store::{Store, StoreError, WrittenAnswer};
use crate::writer::answer::{self, Answer};
use crate::writer::prompt::{self, Asking};
use crate::writer::{Asked, Evidence, Refusal, Settings, Task, Verifier};

/// Sentences of an entry at most.
fn most(task: Task) -> usize {
    match task {
        Task::Phrase => 2,
        Task::Link => 1,
        Task::Idea => 7,
    }
}

/// A digest takes so many times the seconds of one call.
const CALLS_A_DIGEST: u64 = 3;
/// After so many failures in a row nothing is asked for a while.
const FAILURES: u32 = 3;
/// How long nothing is asked then.
const PAUSE: chrono::Duration = chrono::Duration::minutes(15);
/// Under this name the store remembers failures in a row: their number and the last one's time.
const BREAKER: &str = "writer failures";

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

/// What came of one call.
struct Completed {
    text: String,
    tokens_in: u64,
    tokens_out: u64,
}

/// What came of trying the writer.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The form of answer that it takes: `json_schema`, `json_object`, `text` or `command`.
    pub form: &'static str,
    /// What it wrote.
    pub sentences: Vec<Sentence>,
}

/// What is known of the answer for an entry.
#[derive(Debug, Clone)]
enum Answered {
    /// It was not asked for.
    Not,
    /// There is none, and why.
    Failed(String),
    /// It came; nothing where it is of another form than was asked for.
    As { answer: Option<Answer>, cached: bool },
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
    /// The key of its answer.
    key: String,
    place: Place,
}

/// A sentence with its verdict.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// As it would be shown.
    pub text: String,
    /// The sentences that it cites, word for word.
    pub evidence: Vec<String>,
    /// The items that it cites.
    pub items: Vec<String>,
    /// The section of an idea that it is for.
    pub section: Option<String>,
    /// The numbers of its references.
    pub refs: Vec<u32>,
    /// Why it is refused, where it is.
    pub refusal: Option<Refusal>,
}

/// What came of one entry.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What was asked for.
    pub task: Task,
    /// The item that it is about.
    pub item: ItemId,
    /// Whether the answer was kept from before.
    pub cached: bool,
    /// Why there is no answer.
    pub failure: Option<String>,
    /// The sentences of the answer.
    pub sentences: Vec<Sentence>,
    /// The evidence, for what of it is covered.
    pub evidence: Vec<Evidence>,
}

impl Outcome {
    /// The sentences that may be shown.
    pub fn accepted(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| sentence.refusal.is_none())
    }
}

/// What came of a pass.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// By entry.
    pub outcomes: Vec<Outcome>,
    /// Calls that were made.
    pub calls: u64,
    /// Tokens of the questions.
    pub tokens_in: u64,
    /// Tokens of the answers.
    pub tokens_out: u64,
    /// Whether tokens were estimated.
    pub estimated: bool,
    /// Seconds until the last answer.
    pub seconds: f64,
    /// Why the pass ended before its end.
    pub ended: Option<String>,
}

/// Everything that a pass goes by.
#[derive(Debug)]
pub struct Writer {
    settings: Settings,
    verifier: Verifier,
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
        Writer { settings, verifier: Verifier::new(lexicon), lang, lenses }
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
        let refs = BTreeMap::new();
        Ok(Some(self.one(Task::Phrase, item.row.id, evidence, refs, Vec::new(), Place::Alone)))
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
        let (evidence, refs) = (evidence(&told, ""), BTreeMap::new());
        Ok(self.one(Task::Idea, first, evidence, refs, lenses, Place::Alone))
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
            wanted.push(self.one(Task::Phrase, spot.item, evidence, refs, Vec::new(), spot.place));
        }
        // Two reports of the day, or one that touched a lens which may be named.
        let lenses: Vec<String> =
            self.lenses.iter().filter(|lens| touches(first, lens)).cloned().collect();
        if asks(Task::Link) && (items.len() > 1 || !lenses.is_empty()) {
            wanted.push(self.one(Task::Link, spot.item, evidence, refs, lenses, spot.place));
        }
        wanted
    }

    fn one(
        &self,
        task: Task,
        item: ItemId,
        evidence: Vec<Evidence>,
        refs: BTreeMap<String, u32>,
        lenses: Vec<String>,
        place: Place,
    ) -> Wanted {
        let identity = self.asking(task, vec![&evidence], &lenses).identity(&self.settings);
        let hash = Sha256::digest(identity.as_bytes());
        let key =
            hash.iter().fold(String::with_capacity(64), |hex, byte| format!("{hex}{byte:02x}"));
        Wanted { task, item, evidence, refs, lenses, key, place }
    }

    fn asking<'a>(
        &'a self,
        task: Task,
        entries: Vec<&'a [Evidence]>,
        lenses: &'a [String],
    ) -> Asking<'a> {
        Asking {
            task,
            language: self.lang,
            register: self.settings.register,
            most: most(task),
            entries,
            about: Some(self.settings.about.as_str()).filter(|about| !about.is_empty()),
            lenses,
        }
    }

    /// The entries that are asked for in one call each: of one task, with the same lenses.
    fn calls<'a>(&self, wanted: &'a [Wanted], which: &[usize]) -> Vec<Vec<usize>> {
        let same = |one: &'a Wanted, other: &'a Wanted| {
            one.task == other.task && one.lenses == other.lenses
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

    fn asking_for<'a>(&'a self, wanted: &'a [Wanted], call: &[usize]) -> Asking<'a> {
        let entries = call.iter().map(|at| wanted[*at].evidence.as_slice()).collect();
        let first = call.first().and_then(|at| wanted.get(*at));
        let (task, lenses) =
            first.map_or((Task::Phrase, &[][..]), |first| (first.task, &first.lenses[..]));
        self.asking(task, entries, lenses)
    }

    /// What would be sent for some entries, byte for byte: one text a call.
    pub fn documents(&self, wanted: &[Wanted]) -> Vec<String> {
        let once: Vec<usize> = (0..wanted.len()).filter(|at| is_first(wanted, *at)).collect();
        let text = |call: &Vec<usize>| {
            let asking = self.asking_for(wanted, call);
            if self.settings.url.is_empty() {
                asking.document()
            } else {
                asking.body(&self.settings.model, prompt::Form::default())
            }
        };
        self.calls(wanted, &once).iter().map(text).collect()
    }

    /// The entries of which no answer is kept.
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
        let answers = answers(store, wanted)?;
        Ok(Report { outcomes: self.outcomes(wanted, &answers), ..Report::default() })
    }

    /// Has entries written: those that are missing, or all of them again. `told` hears how many are
    /// done.
    ///
    /// # Errors
    /// Where the store cannot be read or written. That nobody answers is no error: it stands in the
    /// report.
    pub async fn write(
        &self,
        store: &mut Store,
        wanted: &[Wanted],
        voice: &Voice,
        is_again: bool,
        clock: Clock,
        mut told: impl FnMut(usize, usize),
    ) -> Result<Report, StoreError> {
        let mut report = Report::default();
        let began = Instant::now();
        let most = Duration::from_secs(self.settings.seconds * CALLS_A_DIGEST);
        let deadline = clock.is_awaited.then(|| began + most);
        let mut answers = if is_again {
            wanted.iter().map(|_| Answered::Not).collect()
        } else {
            answers(store, wanted)?
        };
        let missing: Vec<usize> = (0..wanted.len())
            .filter(|at| matches!(answers[*at], Answered::Not) && is_first(wanted, *at))
            .collect();
        let mut done = wanted.len() - missing.len();
        for some in self.calls(wanted, &missing) {
            told(done, wanted.len());
            if let Some(why) = &report.ended {
                for at in some {
                    answers[at] = Answered::Failed(why.clone());
                }
                continue;
            }
            let asking = self.asking_for(wanted, &some);
            match self.call(store, voice, &asking, clock, deadline, &mut report).await? {
                Ok(completion) => {
                    self.keep(store, wanted, &some, &completion, clock.now, &mut answers)?;
                    report.seconds = began.elapsed().as_secs_f64();
                }
                Err(failure) => {
                    for at in &some {
                        answers[*at] = Answered::Failed(failure.to_string());
                    }
                    if failure.ends_pass() {
                        report.ended = Some(failure.to_string());
                    }
                }
            }
            done += some.len();
            told(done, wanted.len());
        }
        for at in 0..wanted.len() {
            let first = wanted.iter().position(|other| other.key == wanted[at].key).unwrap_or(at);
            if first < at && matches!(answers[at], Answered::Not) {
                answers[at] = answers[first].clone();
            }
        }
        report.outcomes = self.outcomes(wanted, &answers);
        Ok(report)
    }

    /// Keeps what was answered for some entries, as if each had been asked for alone.
    fn keep(
        &self,
        store: &mut Store,
        wanted: &[Wanted],
        some: &[usize],
        completion: &Completed,
        now: Moment,
        answers: &mut [Answered],
    ) -> Result<(), StoreError> {
        let whole = answer::read(&completion.text);
        let mut before = 0;
        for (entry, at) in some.iter().enumerate() {
            let own = whole.as_ref().map(|answer| answer.of(entry, before));
            before += wanted[*at].evidence.len();
            let answer = if some.len() == 1 {
                completion.text.clone()
            } else {
                own.as_ref().map_or_else(String::new, Answer::kept)
            };
            let written = WrittenAnswer {
                item: wanted[*at].item,
                task: wanted[*at].task.name().to_owned(),
                lang: self.lang.code().to_owned(),
                answer,
                model: self.settings.model.clone(),
                tokens_in: completion.tokens_in / some.len() as u64,
                tokens_out: completion.tokens_out / some.len() as u64,
                made_at: now,
            };
            store.keep_written(&wanted[*at].key, &written)?;
            answers[*at] = Answered::As { answer: own, cached: false };
        }
        Ok(())
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

    /// One call, counted before it is made and capped.
    async fn call(
        &self,
        store: &mut Store,
        voice: &Voice,
        asking: &Asking<'_>,
        clock: Clock,
        deadline: Option<Instant>,
        report: &mut Report,
    ) -> Result<Result<Completed, Failure>, StoreError> {
        let estimate = prompt::estimate(&asking.document());
        if let Some(failure) = self.forbidden(store, estimate, clock)? {
            return Ok(Err(failure));
        }
        let left = match deadline {
            Some(deadline) => deadline.saturating_duration_since(Instant::now()),
            // Each try has its own limit; one that waits for the server takes twice as long.
            None => Duration::from_secs(self.settings.seconds * CALLS_A_DIGEST),
        };
        if left.is_zero() {
            return Ok(Err(Failure::Slow));
        }
        store.count_writing(clock.today, &self.settings.model, 1, 0, 0)?;
        report.calls += 1;
        let answered = tokio::time::timeout(left, voice.ask(asking, &self.settings)).await;
        match answered.unwrap_or(Err(Failure::Slow)) {
            Ok(completion) => {
                report.estimated |= completion.usage.is_none();
                let (tokens_in, tokens_out) = completion
                    .usage
                    .unwrap_or_else(|| (estimate, prompt::estimate(&completion.text)));
                store.count_writing(clock.today, &self.settings.model, 0, tokens_in, tokens_out)?;
                report.tokens_in += tokens_in;
                report.tokens_out += tokens_out;
                if store.remembered(BREAKER)?.is_some() {
                    store.forget(BREAKER)?;
                }
                Ok(Ok(Completed { text: completion.text, tokens_in, tokens_out }))
            }
            Err(failure) => {
                let (count, _) = failures_in_a_row(store)?;
                let kept = format!("{} {}", count + 1, clock.now.timestamp());
                store.remember(BREAKER, &kept)?;
                Ok(Err(failure))
            }
        }
    }

    /// Why nothing may be asked now, if that is so.
    fn forbidden(
        &self,
        store: &Store,
        estimate: u64,
        clock: Clock,
    ) -> Result<Option<Failure>, StoreError> {
        let Clock { now, today, .. } = clock;
        let (count, last) = failures_in_a_row(store)?;
        if count >= FAILURES && last.is_some_and(|last| now - last < PAUSE && now >= last) {
            return Ok(Some(Failure::Paused));
        }
        let spent = store.writing_since(today)?;
        let today = today.to_string();
        let of_today = spent.iter().filter(|spent| spent.day == today);
        let (calls, tokens) = of_today.fold((0, 0), |(calls, tokens), day| {
            (calls + day.calls, tokens + day.tokens_in + day.tokens_out)
        });
        if calls >= u64::from(self.settings.calls_a_day) {
            return Ok(Some(Failure::Calls(self.settings.calls_a_day)));
        }
        Ok((tokens + estimate > self.settings.tokens_a_day)
            .then_some(Failure::Tokens(self.settings.tokens_a_day)))
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
        let (item, place) = (ItemId::default(), Place::Alone);
        let wanted = self.one(Task::Phrase, item, evidence, BTreeMap::new(), Vec::new(), place);
        let asking = self.asking(Task::Phrase, vec![&wanted.evidence], &[]);
        let completion = voice.ask(&asking, &self.settings).await?;
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
                    by: self.by(),
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
                model: self.by(),
                accepted,
                refused,
                host: self.settings.host().filter(|_| !self.settings.is_local()),
                is_ascii,
            });
        }
    }

    /// Who writes, for showing.
    fn by(&self) -> String {
        if !self.settings.model.is_empty() {
            return self.settings.model.clone();
        }
        self.settings.command.split_whitespace().next().unwrap_or("writer").to_owned()
    }
}

/// What is known of the answers before anything is asked.
fn answers(store: &Store, wanted: &[Wanted]) -> Result<Vec<Answered>, StoreError> {
    let mut answers = Vec::new();
    for one in wanted {
        let kept = store.written(&one.key)?;
        answers.push(kept.map_or(Answered::Not, |kept| Answered::As {
            answer: answer::read(&kept.answer),
            cached: true,
        }));
    }
    Ok(answers)
}

/// How many calls failed in a row, and when the last one did.
fn failures_in_a_row(store: &Store) -> Result<(u32, Option<Moment>), StoreError> {
    let kept = store.remembered(BREAKER)?.unwrap_or_default();
    let Some((count, at)) = kept.split_once(' ') else { return Ok((0, None)) };
    let at = at.parse().ok().and_then(|at| chrono::DateTime::from_timestamp(at, 0));
    Ok((count.parse().unwrap_or(0), at))
}

/// Until when nothing is asked, where too much failed.
///
/// # Errors
/// Where the store cannot be read.
pub fn paused_until(store: &Store, now: Moment) -> Result<Option<Moment>, StoreError> {
    let (count, last) = failures_in_a_row(store)?;
    Ok(last.map(|last| last + PAUSE).filter(|until| count >= FAILURES && *until > now))
}

/// Whether no entry before has the same answer: what stands twice in a digest is asked for once.
fn is_first(wanted: &[Wanted], at: usize) -> bool {
    !wanted[..at].iter().any(|other| other.key == wanted[at].key)
}
