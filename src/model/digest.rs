//! The day's digest as a value; `export` writes it in each format.

use serde::{Deserialize, Serialize};

use super::{Day, ItemId, Moment, StoryId};

/// Which block of the digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKey {
    /// Theory and models.
    Research,
    /// Infrastructure and big tech.
    Companies,
    /// Applications and trends.
    Trends,
    /// For me today: reading list and notes.
    Mine,
}

/// One line of a block.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// What it stands under within its block, such as a company; entries of one group stand
    /// together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What is set in bold.
    pub label: String,
    /// Sentences quoted from the item, or the reader's own note.
    pub text: String,
    /// Numbers of the references it cites; at least one.
    pub refs: Vec<u32>,
    /// The item it is about.
    pub item: ItemId,
    /// The story it tells.
    pub story: StoryId,
    /// What is known of it beyond the sentences: publishers, kind of move, score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    /// Daily counts behind it, oldest first, for a small chart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<u32>,
}

/// A part of the digest under its own title.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Which one.
    pub key: BlockKey,
    /// Its title in the language of the interface.
    pub title: String,
    /// Its lines, most important first.
    pub entries: Vec<Entry>,
    /// What is said where there is nothing, or how much was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// One cited page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// Its number, by first use.
    pub n: u32,
    /// The item's title.
    pub title: String,
    /// The item's own page.
    pub url: String,
    /// Who published it.
    pub source: String,
    /// When.
    pub published: Moment,
}

/// The day's digest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// The day it tells, or the last of several.
    pub day: Day,
    /// The first of several days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// How long it takes to read.
    pub minutes: f64,
    /// The most important lines, before the blocks; what they say is cited where its entry stands.
    pub lead: Vec<String>,
    /// The blocks in their order.
    pub blocks: Vec<Block>,
    /// All that is cited.
    pub references: Vec<Reference>,
}
