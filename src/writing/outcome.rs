//! What came of a pass: by entry its sentences with their verdicts, and what it took.

use crate::model::ItemId;
use crate::writer::{Evidence, Refusal, Task};

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
