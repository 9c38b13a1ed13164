//! A sentence as it is verified: what was asked for, and what it is held against.

use serde::{Deserialize, Serialize};

use super::korean::Register;
use super::piece::Piece;
use crate::lang::Lang;

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Task {
    /// What happened.
    #[default]
    Phrase,
    /// Why it may matter to the reader's field.
    Link,
    /// A draft of an idea, a sentence a section.
    Idea,
}

impl Task {
    /// All of them.
    pub const ALL: [Task; 3] = [Task::Phrase, Task::Link, Task::Idea];

    /// As the documents name it.
    pub fn name(self) -> &'static str {
        match self {
            Task::Phrase => "phrase",
            Task::Link => "link",
            Task::Idea => "idea",
        }
    }

    /// The task of a name.
    pub fn from_name(name: &str) -> Option<Task> {
        Task::ALL.into_iter().find(|task| task.name() == name)
    }
}

/// A sentence of the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// S1, S2…
    pub id: String,
    /// The sentence, word for word.
    pub text: String,
    /// Which item it is of; sentences of one item have equal ones.
    pub item: String,
}

/// A sentence to be verified.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What was asked for.
    pub task: Task,
    /// The language that was asked for.
    pub language: Lang,
    /// The register that was asked for.
    pub register: Register,
    /// All sentences that were given.
    pub evidence: &'a [Evidence],
    /// The sentence.
    pub sentence: &'a str,
    /// The ids that it cites.
    pub cites: &'a [String],
    /// The section of an idea.
    pub section: Option<&'a str>,
    /// Names and terms of the lenses that were sent.
    pub lenses: &'a [String],
}

/// A sentence with its evidence, read once.
pub(super) struct Case<'a> {
    pub(super) asked: Asked<'a>,
    pub(super) sentence: Piece,
    /// The cited sentences.
    pub(super) cited: Vec<&'a Evidence>,
    /// They as one piece.
    pub(super) evidence: Piece,
    /// All sentences of the cited items as one piece.
    pub(super) items: Piece,
}
