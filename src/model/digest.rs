//! The day's digest as a value; `export` writes it in each format. `docs/edition.schema.json` is its
//! form in JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Day, EditionWindow, Facts, ItemId, Moment, Pane, StoryId, TrendState};

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
    #[serde(default)]
    pub group: Option<String>,
    /// What is set in bold: the line that tells what happened, else the title.
    pub label: String,
    /// A sentence quoted from one of its reports, or the reader's own note; the label again where
    /// there is none.
    pub text: String,
    /// Numbers of the references it cites; at least one.
    pub refs: Vec<u32>,
    /// The item it is about.
    pub item: ItemId,
    /// The story it tells.
    pub story: StoryId,
    /// What happened, in one line; none where too little of it is known.
    #[serde(default)]
    pub scan: Option<String>,
    /// The sentence that is quoted; none where what leads has told it.
    #[serde(default)]
    pub quote: Option<Quote>,
    /// A sentence that says what may follow.
    #[serde(default)]
    pub consequence: Option<Quote>,
    /// What happened.
    #[serde(default)]
    pub facts: Facts,
    /// Topics it is about, by their key in the alias table.
    #[serde(default)]
    pub topics: Vec<String>,
    /// What is known of it beyond the sentences: publishers, since when, votes.
    #[serde(default)]
    pub meta: Vec<String>,
    /// Of a theme, stories of each day, oldest first, for a small chart.
    #[serde(default)]
    pub series: Vec<u32>,
    /// Of a theme, its stories of this week, or of the days that are told.
    #[serde(default)]
    pub week: Option<u32>,
    /// Of a theme, its stories of the week before, or of as many days.
    #[serde(default)]
    pub before: Option<u32>,
    /// Of a theme, where it is going and what is behind it.
    #[serde(skip)]
    pub theme: Option<Moving>,
    /// What begins an idea: none but the one seed has it.
    #[serde(default)]
    pub seed: Option<Seed>,
    /// What stands beside the label where its group is a table, by [`Block::columns`].
    #[serde(default)]
    pub cells: Vec<String>,
    /// Two-letter code of the language of the text; empty where it is the program's own.
    #[serde(default)]
    pub language: String,
    /// Whether the text is the reader's own Markdown.
    #[serde(default)]
    pub own: bool,
    /// Sentences that a writer wrote of it, each verified; the text stays the quote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<Written>,
}

/// Where a theme is going.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moving {
    /// That.
    pub state: TrendState,
    /// A report of each story that is counted, the best first.
    pub items: Vec<ItemId>,
}

/// What a written sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WrittenKind {
    /// What happened.
    Phrase,
    /// Why it may matter to the reader: an inference.
    Link,
}

/// A sentence that a writer wrote and that was verified against what it cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// What it says.
    pub kind: WrittenKind,
    /// The sentence.
    pub text: String,
    /// Numbers of the references that it cites.
    pub refs: Vec<u32>,
    /// The sentences that it rests on, word for word.
    pub evidence: Vec<String>,
    /// Who wrote it.
    pub by: String,
}

/// Who wrote in a digest, and how much of it was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestWriter {
    /// Who wrote.
    pub model: String,
    /// Entries with a sentence that was accepted.
    pub accepted: usize,
    /// Entries that keep their quote.
    pub refused: usize,
    /// The host that was asked, if that is another machine.
    #[serde(skip)]
    pub host: Option<String>,
    /// Whether marks are plain ones.
    #[serde(skip)]
    pub is_ascii: bool,
}

/// A method and a subject that no item of ninety days joins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed {
    /// Key of the method's topic.
    pub method: String,
    /// Key of the subject's topic, which one of the reader's lenses looks for.
    pub lens: String,
    /// How many items were searched.
    pub searched: u32,
}

/// Stories of one kind, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// As it is said.
    pub text: String,
    /// What is counted: a kind of move, `models`, `theme` or `papers`.
    pub kind: String,
    /// How many there are.
    pub count: u32,
    /// How many there were in the week before, where that is told.
    #[serde(default)]
    pub before: Option<u32>,
    /// The stories that are counted, the best first.
    pub stories: Vec<StoryId>,
}

/// What a group of entries has in common, for its heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its name, as [`Entry::group`] has it.
    pub name: String,
    /// What it did in the week of seven editions.
    pub counts: Vec<Counted>,
}

/// A story that the block does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// The report that stands for it.
    pub item: ItemId,
    /// The story.
    pub story: StoryId,
    /// Why.
    pub because: Because,
}

/// Why a story is not told, though nothing is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// The minutes are used up.
    Minutes,
    /// The block has its number.
    Full,
    /// Its shelf has two already.
    Shelf,
    /// Its company has two already.
    Company,
    /// Its day has three already, of several.
    Day,
    /// It tells several things.
    RoundUp,
    /// A day before told it, and nothing new is said.
    ToldBefore,
    /// It names nothing of the field, and one publisher alone tells it.
    Far,
    /// It is no news, but the reader marked it, or others tell it, too.
    Noise,
    /// It has no page of its own that could be cited.
    NoPage,
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
    /// What the headings of its groups say beside their names; not every group has any.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Heads of the table that its entries with cells make, that of the label first.
    #[serde(default)]
    pub columns: Vec<String>,
    /// What is said where there is nothing, or what is missing.
    #[serde(default)]
    pub remark: Option<String>,
    /// What it does not tell.
    #[serde(default)]
    pub rest: Vec<Rest>,
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
    /// When, if that is known.
    pub published: Option<Moment>,
    /// The day of that in the reader's zone.
    #[serde(default)]
    pub day: Option<Day>,
}

/// The day's digest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// The day it tells, or the last of several.
    pub day: Day,
    /// The first of several days.
    #[serde(default)]
    pub from: Option<Day>,
    /// The last moment it tells of: the end of its day, or when it was made.
    #[serde(default)]
    pub closes: Moment,
    /// The time that it tells of.
    #[serde(default)]
    pub window: Option<EditionWindow>,
    /// How many stories that time has.
    #[serde(default)]
    pub stories: u32,
    /// How long it takes to read.
    pub minutes: f64,
    /// Two-letter code of the language of all that is not quoted.
    #[serde(default)]
    pub language: String,
    /// What there is of which kind, in a line.
    #[serde(default)]
    pub summary: Vec<Counted>,
    /// The most important lines, before the blocks.
    pub lead: Vec<Lead>,
    /// What is said in place of the panes' blocks where the whole time tells nothing.
    #[serde(default)]
    pub remark: Option<String>,
    /// The blocks in their order.
    pub blocks: Vec<Block>,
    /// How many stories were left out for each reason.
    #[serde(default)]
    pub left: BTreeMap<String, u32>,
    /// All that is cited.
    pub references: Vec<Reference>,
    /// Who wrote in it, if someone did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writer: Option<DigestWriter>,
}

/// One of the most important events, told before the blocks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    /// Its place among them, from 1.
    pub rank: u32,
    /// The report that tells it.
    pub item: ItemId,
    /// The event.
    pub story: StoryId,
    /// Where it is shown.
    pub pane: Pane,
    /// Numbers of the pages it cites, the maker's own first; at least one.
    pub refs: Vec<u32>,
    /// What it says: the line or the title, and the sentence.
    pub text: String,
    /// What is set in bold: the line that tells what happened, else the title.
    #[serde(default)]
    pub label: String,
    /// What happened, in one line; none where too little of it is known.
    #[serde(default)]
    pub scan: Option<String>,
    /// A sentence of one of its reports.
    #[serde(default)]
    pub quote: Option<Quote>,
    /// A sentence that says what may follow.
    #[serde(default)]
    pub consequence: Option<Quote>,
    /// What happened.
    #[serde(default)]
    pub facts: Facts,
    /// Topics it is about, by their key in the alias table.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Sentences that a writer wrote of it, each verified.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<Written>,
    /// Where it comes from, who else tells it, since when.
    #[serde(default)]
    pub meta: Vec<String>,
}

/// What a part of a digest's page is, which gives it its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// What the page is called.
    Title,
    /// What a block is called, or the list of sources.
    Heading,
    /// What some entries of a block stand under.
    Group,
    /// An event that leads, by what it says.
    Lead,
    /// An entry of a block, by what it says.
    Entry,
    /// A sentence of it.
    Said,
    /// What is known beside that: where it comes from, how many minutes, what is missing.
    Remark,
    /// A source that is cited.
    Source,
    /// The address of a source.
    Address,
    /// An empty line.
    Blank,
}

/// A part of a digest's page as it is laid out: a paragraph whose lines below the first one hang
/// behind its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePart {
    /// What it is.
    pub kind: PartKind,
    /// What stands before its first line.
    pub mark: String,
    /// What it says, in plain text.
    pub text: String,
}

/// A sentence as its source wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The sentence.
    pub text: String,
    /// The item it stands in.
    pub item: ItemId,
    /// The number of that item's page.
    #[serde(rename = "ref")]
    pub reference: u32,
    /// Two-letter code of its language.
    pub language: String,
}
