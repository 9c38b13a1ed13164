//! The second look at what passed all checks (`second_look` in the config file). A verdict is kept and
//! counted as answers are. Where there is none (offline, a cap, a failure, an answer of another form),
//! the sentence is refused: the quote stands.

use super::pass::{Bounds, keep_all};
use super::{Outcome, Report, Shelf, Voice, Wanted, Writer, hashed, keys};
use crate::store::{Store, StoreError};
use crate::writer::second::{self, Claim, TASK};
use crate::writer::{Reason, Refusal};

/// The detail of a refusal where the endpoint says no.
const NO: &str = "the evidence does not say it";
/// The detail of a refusal where nothing is known.
const NO_VERDICT: &str = "no verdict";

/// What is known of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// It was not asked about.
    Not,
    /// What was answered could not be read.
    Unclear,
    /// What was answered.
    Said(bool),
}

impl Look {
    fn of(said: Option<bool>) -> Look {
        said.map_or(Look::Unclear, Look::Said)
    }
}

/// A sentence that is looked at, by the places of its outcome and in it.
struct Looked {
    outcome: usize,
    sentence: usize,
    claim: Claim,
    key: String,
    verdict: Look,
}

impl Writer {
    /// All sentences that passed, not looked at yet.
    fn looked(&self, outcomes: &[Outcome]) -> Vec<Looked> {
        let mut found = Vec::new();
        for (at, outcome) in outcomes.iter().enumerate() {
            for place in outcome.places_accepted() {
                let sentence = &outcome.sentences[place];
                let claim =
                    Claim { sentence: sentence.text.clone(), evidence: sentence.evidence.clone() };
                let key = hashed(&second::identity(self.lang, &claim, &self.settings));
                found.push(Looked { outcome: at, sentence: place, claim, key, verdict: Look::Not });
            }
        }
        found
    }

    /// Outcomes by the verdicts that are kept: what has none is refused.
    pub(super) fn held_to_kept_verdicts(
        &self,
        store: &Store,
        mut outcomes: Vec<Outcome>,
    ) -> Result<Vec<Outcome>, StoreError> {
        if self.settings.second_look {
            let mut looked = self.looked(&outcomes);
            let keys: Vec<String> = looked.iter().map(|one| one.key.clone()).collect();
            let known = verdicts(store, &keys)?;
            known.into_iter().zip(&mut looked).for_each(|(known, one)| one.verdict = known);
            refuse(&mut outcomes, &looked);
        }
        Ok(outcomes)
    }

    /// What would be asked about sentences that are kept and were not looked at, a text a call.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn second_documents(
        &self,
        store: &Store,
        wanted: &[Wanted],
    ) -> Result<Vec<String>, StoreError> {
        if !self.settings.second_look {
            return Ok(Vec::new());
        }
        let outcomes = self.outcomes(wanted, &super::answers(store, &keys(wanted))?);
        let mut looked = self.looked(&outcomes);
        once(&mut looked);
        let keys: Vec<String> = looked.iter().map(|one| one.key.clone()).collect();
        let known = verdicts(store, &keys)?;
        let missing: Vec<&Claim> = looked
            .iter()
            .zip(known)
            .filter(|(_, known)| *known == Look::Not)
            .map(|(one, _)| &one.claim)
            .collect();
        let text = |claims: &[&Claim]| second::call(self.lang, claims).sent(&self.settings);
        Ok(missing.chunks(self.settings.entries_a_call.max(1)).map(text).collect())
    }

    /// Has the endpoint asked about all sentences that passed, and refuses those that it denies or
    /// says nothing of.
    pub(super) async fn look_again(
        &self,
        shelf: &mut impl Shelf,
        voice: &Voice,
        is_again: bool,
        bounds: Bounds,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let mut looked = self.looked(&report.outcomes);
        if !is_again {
            let keys: Vec<String> = looked.iter().map(|one| one.key.clone()).collect();
            let known = shelf.with(move |store| verdicts(store, &keys)).await?;
            known.into_iter().zip(&mut looked).for_each(|(known, one)| one.verdict = known);
        }
        let mut missing: Vec<usize> = Vec::new();
        for at in 0..looked.len() {
            let is_known = |other: &usize| looked[*other].key == looked[at].key;
            if looked[at].verdict == Look::Not && !missing.iter().any(is_known) {
                missing.push(at);
            }
        }
        for some in missing.chunks(self.settings.entries_a_call.max(1)) {
            if report.ended.is_some() {
                break;
            }
            let claims: Vec<&Claim> = some.iter().map(|at| &looked[*at].claim).collect();
            let call = second::call(self.lang, &claims);
            match self.ask(shelf, voice, &call, bounds, report).await? {
                Ok(completed) => {
                    let said = second::read(&completed.text);
                    let mut kept = Vec::with_capacity(some.len());
                    for (place, at) in some.iter().enumerate() {
                        let one = &mut looked[*at];
                        one.verdict = Look::of(said.as_ref().and_then(|said| said.of(place)));
                        let text = match &said {
                            _ if some.len() == 1 => completed.text.clone(),
                            Some(said) => said.kept(place),
                            None => String::new(),
                        };
                        let item = report.outcomes[one.outcome].item;
                        let row =
                            self.row((item, TASK), text, &completed, some.len(), bounds.clock.now);
                        kept.push((one.key.clone(), row));
                    }
                    shelf.with(move |store| keep_all(store, &kept)).await?;
                }
                Err(failure) if failure.ends_pass() => report.ended = Some(failure.to_string()),
                // The sentences keep their quotes.
                Err(_) => {}
            }
        }
        // What stands twice was asked about once.
        for at in 0..looked.len() {
            let is_same = |one: &&Looked| one.key == looked[at].key && one.verdict != Look::Not;
            if let Some(same) = looked.iter().find(is_same) {
                looked[at].verdict = same.verdict;
            }
        }
        refuse(&mut report.outcomes, &looked);
        Ok(())
    }
}

/// What is known under some keys.
fn verdicts(store: &Store, keys: &[String]) -> Result<Vec<Look>, StoreError> {
    let mut found = Vec::with_capacity(keys.len());
    for key in keys {
        let kept = store.written(key)?;
        let look = |answer: &str| Look::of(second::read(answer).and_then(|said| said.of(0)));
        found.push(kept.map_or(Look::Not, |kept| look(&kept.answer)));
    }
    Ok(found)
}

/// Leaves each sentence once.
fn once(looked: &mut Vec<Looked>) {
    let mut seen = std::collections::BTreeSet::new();
    looked.retain(|one| seen.insert(one.key.clone()));
}

/// Refuses what is denied, and what nothing is known of.
fn refuse(outcomes: &mut [Outcome], looked: &[Looked]) {
    for one in looked {
        let detail = match one.verdict {
            Look::Said(true) => continue,
            Look::Said(false) => NO,
            Look::Not | Look::Unclear => NO_VERDICT,
        };
        let refusal = Refusal { reason: Reason::SecondLook, detail: detail.to_owned() };
        outcomes[one.outcome].sentences[one.sentence].refusal = Some(refusal);
    }
}
