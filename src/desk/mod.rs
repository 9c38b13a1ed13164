//! The editor's desk: which pane an item belongs to, which story it tells, how much it matters
//! today, and why; what is trending, and which sentences say it best.
//!
//! Pure: text and numbers in, judgements out; no disk, no network, no clock. Everything depends on
//! the items and their order of arrival alone, so one batch or fifty give the same result, and all
//! that is remembered is a window over the last arrivals ([`WINDOW`]) which can be rebuilt from
//! the store at any time ([`Desk::recall`]). Files here name `model`, `text` and each other. The
//! smallest example is `moves.rs`: one question, one function, words from `assets/lexicon`.

pub mod gist;
pub mod lexicon;
mod moves;
mod panes;
mod score;
mod settings;
mod stories;

use std::collections::{BTreeMap, VecDeque};

pub use lexicon::{Lexicon, LexiconError};
pub use score::recency;
pub use settings::{Mutes, PaneRule, Settings, Watch};

use crate::model::{
    ItemId, Judgement, Moment, NewItem, Reason, Revision, Source, StoryId,
};
use crate::text::{language, tokens::Words};
use lexicon::Mention;
use stories::{Stories, Told};

/// How many of the last arrivals are remembered: some days of a reader with hundreds of sources.
pub const WINDOW: usize = 16_384;

/// An item at the moment it is stored.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// Its number in the store; numbers grow in order of arrival.
    pub id: ItemId,
    /// What arrived.
    pub item: &'a NewItem,
    /// Where it came from.
    pub source: &'a Source,
    /// When it was published, or first seen where the source does not say.
    pub published: Moment,
}

/// An item that was judged before, as the store kept it.
#[derive(Debug, Clone)]
pub struct Past {
    /// What was stored.
    pub item: NewItem,
    /// Its number.
    pub id: ItemId,
    /// Where it came from.
    pub source: Source,
    /// When it was published, or first seen where the source does not say.
    pub published: Moment,
    /// The story it tells.
    pub story: StoryId,
    /// Its terms.
    pub why: Vec<Reason>,
}

/// The desk with all it remembers.
#[derive(Debug)]
pub struct Desk {
    settings: Settings,
    lexicon: Lexicon,
    stories: Stories,
    seen: Seen,
    /// What stories changed since [`Desk::settle`].
    points: BTreeMap<ItemId, ()>,
    window: VecDeque<ItemId>,
    likes: score::Likes,
    crowds: score::Crowds,
}

/// What is read of one item; kept between items so that reading allocates little.
#[derive(Debug, Default)]
struct Seen {
    title: Words,
    named: Vec<Mention>,
}
