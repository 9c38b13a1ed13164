//! The pass: asks for what is missing, one call after the other, each counted before it is made, and
//! keeps what is answered.

use std::time::Duration;

use tokio::time::Instant;

use super::{Clock, Failure, Outcome, Report, Shelf, Voice, Wanted, Writer, is_first, keys};
use crate::model::{Day, ItemId, Moment};
use crate::store::{Store, StoreError, WrittenAnswer};
use crate::writer::answer::{self, Answer};
use crate::writer::prompt::{self, Call};

/// A digest takes so many times the seconds of one call.
const CALLS_A_DIGEST: u64 = 3;
/// After so many failures in a row nothing is asked for a while.
const FAILURES: u32 = 3;
/// How long nothing is asked then.
const PAUSE: chrono::Duration = chrono::Duration::minutes(15);
/// Under this name the store remembers failures in a row: their number and the last one's time.
const BREAKER: &str = "writer failures";

/// What is known of the answer for an entry.
#[derive(Debug, Clone)]
pub(super) enum Answered {
    /// It was not asked for.
    Not,
    /// There is none, and why.
    Failed(String),
    /// It came; nothing where it is of another form than was asked for.
    As { answer: Option<Answer>, cached: bool },
}

/// What came of one call.
pub(super) struct Completed {
    pub(super) text: String,
    tokens_in: u64,
    tokens_out: u64,
}

/// What a pass has to keep to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) clock: Clock,
    deadline: Option<Instant>,
}

/// The most calls and tokens of a day.
#[derive(Debug, Clone, Copy)]
struct Caps {
    calls: u32,
    tokens: u64,
}

impl Writer {
    /// Has entries written: those that are missing, or all of them again. `told` hears how many are
    /// done.
    ///
    /// # Errors
    /// Where the store cannot be read or written. That nobody answers is no error: it stands in the
    /// report.
    pub async fn write(
        &self,
        shelf: &mut impl Shelf,
        wanted: &[Wanted],
        voice: &Voice,
        is_again: bool,
        clock: Clock,
        mut told: impl FnMut(usize, usize),
    ) -> Result<Report, StoreError> {
        let mut report = Report::default();
        let began = Instant::now();
        let most = Duration::from_secs(self.settings.seconds * CALLS_A_DIGEST);
        let bounds = Bounds { clock, deadline: clock.is_awaited.then(|| began + most) };
        let mut answers = if is_again {
            wanted.iter().map(|_| Answered::Not).collect()
        } else {
            let keys = keys(wanted);
            shelf.with(move |store| answers(store, &keys)).await?
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
            let call = self.call_for(wanted, &some);
            match self.ask(shelf, voice, &call, bounds, &mut report).await? {
                Ok(completed) => {
                    self.keep(shelf, wanted, &some, &completed, clock.now, &mut answers).await?;
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
        if self.settings.second_look {
            self.look_again(shelf, voice, is_again, bounds, &mut report).await?;
            report.seconds = report.seconds.max(began.elapsed().as_secs_f64());
        }
        Ok(report)
    }

    /// Keeps what was answered for some entries, as if each had been asked for alone.
    async fn keep(
        &self,
        shelf: &mut impl Shelf,
        wanted: &[Wanted],
        some: &[usize],
        completed: &Completed,
        now: Moment,
        answers: &mut [Answered],
    ) -> Result<(), StoreError> {
        let whole = answer::read(&completed.text);
        let mut before = 0;
        let mut kept = Vec::with_capacity(some.len());
        for (entry, at) in some.iter().enumerate() {
            let own = whole.as_ref().map(|answer| answer.of(entry, before));
            before += wanted[*at].evidence.len();
            let text = if some.len() == 1 {
                completed.text.clone()
            } else {
                own.as_ref().map_or_else(String::new, Answer::kept)
            };
            let (item, task) = (wanted[*at].item, wanted[*at].task.name());
            let row = self.row((item, task), text, completed, some.len(), now);
            kept.push((wanted[*at].key.clone(), row));
            answers[*at] = Answered::As { answer: own, cached: false };
        }
        shelf.with(move |store| keep_all(store, &kept)).await
    }

    /// A row of the store for one of so many answers that came with one call.
    pub(super) fn row(
        &self,
        (item, task): (ItemId, &str),
        answer: String,
        completed: &Completed,
        of: usize,
        made_at: Moment,
    ) -> WrittenAnswer {
        WrittenAnswer {
            item,
            task: task.to_owned(),
            lang: self.lang.code().to_owned(),
            answer,
            model: self.settings.model.clone(),
            tokens_in: completed.tokens_in / of.max(1) as u64,
            tokens_out: completed.tokens_out / of.max(1) as u64,
            made_at,
        }
    }

    /// One call, counted before it is made and capped.
    pub(super) async fn ask(
        &self,
        shelf: &mut impl Shelf,
        voice: &Voice,
        call: &Call,
        bounds: Bounds,
        report: &mut Report,
    ) -> Result<Result<Completed, Failure>, StoreError> {
        let left = match bounds.deadline {
            Some(deadline) => deadline.saturating_duration_since(Instant::now()),
            // Each try has its own limit; one that waits for the server takes twice as long.
            None => Duration::from_secs(self.settings.seconds * CALLS_A_DIGEST),
        };
        let Clock { now, today, .. } = bounds.clock;
        let estimate = prompt::estimate(call.document());
        let caps = Caps { calls: self.settings.calls_a_day, tokens: self.settings.tokens_a_day };
        let model = self.settings.model.clone();
        let counted = move |store: &mut Store| {
            let failure = forbidden(store, caps, estimate, (now, today))?;
            let failure = failure.or(left.is_zero().then_some(Failure::Slow));
            if failure.is_none() {
                store.count_writing(today, &model, 1, 0, 0)?;
            }
            Ok(failure)
        };
        if let Some(failure) = shelf.with(counted).await? {
            return Ok(Err(failure));
        }
        report.calls += 1;
        let answered = tokio::time::timeout(left, voice.ask(call, &self.settings)).await;
        match answered.unwrap_or(Err(Failure::Slow)) {
            Ok(completion) => {
                report.estimated |= completion.usage.is_none();
                let (tokens_in, tokens_out) = completion
                    .usage
                    .unwrap_or_else(|| (estimate, prompt::estimate(&completion.text)));
                report.tokens_in += tokens_in;
                report.tokens_out += tokens_out;
                let model = self.settings.model.clone();
                let spent = move |store: &mut Store| {
                    store.count_writing(today, &model, 0, tokens_in, tokens_out)?;
                    if store.remembered(BREAKER)?.is_some() {
                        store.forget(BREAKER)?;
                    }
                    Ok(())
                };
                shelf.with(spent).await?;
                Ok(Ok(Completed { text: completion.text, tokens_in, tokens_out }))
            }
            Err(failure) => {
                let failed = move |store: &mut Store| {
                    let (count, _) = failures_in_a_row(store)?;
                    store.remember(BREAKER, &format!("{} {}", count + 1, now.timestamp()))
                };
                shelf.with(failed).await?;
                Ok(Err(failure))
            }
        }
    }
}

/// Keeps some answers under their keys.
pub(super) fn keep_all(
    store: &mut Store,
    kept: &[(String, WrittenAnswer)],
) -> Result<(), StoreError> {
    kept.iter().try_for_each(|(key, row)| store.keep_written(key, row))
}

/// What is known of the answers under some keys before anything is asked.
pub(super) fn answers(store: &Store, keys: &[String]) -> Result<Vec<Answered>, StoreError> {
    let mut answers = Vec::with_capacity(keys.len());
    for key in keys {
        let kept = store.written(key)?;
        answers.push(kept.map_or(Answered::Not, |kept| Answered::As {
            answer: answer::read(&kept.answer),
            cached: true,
        }));
    }
    Ok(answers)
}

/// Why nothing may be asked now, if that is so.
fn forbidden(
    store: &Store,
    caps: Caps,
    estimate: u64,
    (now, today): (Moment, Day),
) -> Result<Option<Failure>, StoreError> {
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
    if calls >= u64::from(caps.calls) {
        return Ok(Some(Failure::Calls(caps.calls)));
    }
    Ok((tokens + estimate > caps.tokens).then_some(Failure::Tokens(caps.tokens)))
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

impl Outcome {
    /// The places of the sentences that passed all checks so far.
    pub(super) fn places_accepted(&self) -> impl Iterator<Item = usize> {
        let places = self.sentences.iter().enumerate();
        places.filter(|(_, sentence)| sentence.refusal.is_none()).map(|(place, _)| place)
    }
}
