//! What a pass came to: the sums that `jogan write` prints.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Outcome, Report};
use crate::writer::{Task, readings};

/// Sums over a pass.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Counted {
    /// Entries that were wanted.
    pub entries: usize,
    /// Those with a sentence that is shown.
    pub accepted: usize,
    /// Those that kept their quote.
    pub kept_quote: usize,
    /// Sentences that were refused.
    pub refused: usize,
    /// Why, by reason.
    pub reasons: BTreeMap<&'static str, usize>,
    /// Entries whose answer was kept from before.
    pub cached: usize,
    /// Entries without an answer.
    pub failed: usize,
    /// The accepted share by task.
    pub share: BTreeMap<&'static str, f64>,
    /// The share of the cited evidence's figures that accepted sentences tell.
    pub figures_covered: f64,
    /// The share of Hangul among the letters of accepted sentences.
    pub hangul: f64,
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
}

/// One sentence as a report tells it.
#[derive(Debug, Clone, Serialize)]
pub struct SentenceJson {
    /// What was asked for.
    pub task: &'static str,
    /// The item.
    pub item: i64,
    /// The sentence; nothing where there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `accepted`, `refused` or `failed`.
    pub verdict: &'static str,
    /// The check that it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// What failed it, or why there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The sentences that it cites.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

impl Outcome {
    /// It as it is told, a sentence each.
    pub fn told(&self) -> Vec<SentenceJson> {
        let (task, item) = (self.task.name(), self.item.0);
        if let Some(why) = &self.failure {
            return vec![SentenceJson {
                task,
                item,
                text: None,
                verdict: "failed",
                reason: None,
                detail: Some(why.clone()),
                evidence: Vec::new(),
            }];
        }
        self.sentences
            .iter()
            .map(|sentence| SentenceJson {
                task,
                item,
                text: Some(sentence.text.clone()),
                verdict: if sentence.refusal.is_none() { "accepted" } else { "refused" },
                reason: sentence.refusal.as_ref().map(|refusal| refusal.reason.name()),
                detail: sentence.refusal.as_ref().map(|refusal| refusal.detail.clone()),
                evidence: sentence.evidence.clone(),
            })
            .collect()
    }
}

impl Report {
    /// Its sums.
    pub fn counted(&self) -> Counted {
        let share = |part: usize, whole: usize| {
            if whole == 0 { 0.0 } else { (1_000.0 * part as f64 / whole as f64).round() / 1_000.0 }
        };
        let mut counted = Counted {
            entries: self.outcomes.len(),
            calls: self.calls,
            tokens_in: self.tokens_in,
            tokens_out: self.tokens_out,
            estimated: self.estimated,
            seconds: (10.0 * self.seconds).round() / 10.0,
            ..Counted::default()
        };
        let (mut figures, mut told, mut hangul, mut letters) = (0, 0, 0, 0);
        for outcome in &self.outcomes {
            counted.cached += usize::from(outcome.cached);
            counted.failed += usize::from(outcome.failure.is_some());
            let is_accepted = outcome.accepted().next().is_some();
            counted.accepted += usize::from(is_accepted);
            counted.kept_quote += usize::from(!is_accepted);
            for sentence in &outcome.sentences {
                if let Some(refusal) = &sentence.refusal {
                    counted.refused += 1;
                    *counted.reasons.entry(refusal.reason.name()).or_default() += 1;
                    continue;
                }
                hangul += sentence.text.chars().filter(|c| readings::is_hangul(*c)).count();
                letters += sentence.text.chars().filter(|c| c.is_alphabetic()).count();
                let own = readings::read(&sentence.text);
                for figure in sentence
                    .evidence
                    .iter()
                    .flat_map(|text| readings::read(text))
                    .filter(|figure| !figure.is_optional)
                {
                    figures += 1;
                    told += usize::from(readings::held(&figure, &own) == readings::Held::Found);
                }
            }
        }
        for task in Task::ALL {
            let of_task = self.outcomes.iter().filter(|outcome| outcome.task == task);
            let all = of_task.clone().count();
            let accepted = of_task.filter(|outcome| outcome.accepted().next().is_some()).count();
            if all > 0 {
                counted.share.insert(task.name(), share(accepted, all));
            }
        }
        counted.figures_covered = share(told, figures);
        counted.hangul = share(hangul, letters);
        counted
    }
}
