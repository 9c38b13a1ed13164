//! Plain data and pure arithmetic: what every other room talks about.
//!
//! Everything here is values: no handle, no clock, no disk, no network. A file may name its
//! neighbours in this folder and nothing else of the crate. The smallest example is `pane.rs`.

pub mod account;
pub mod archive;
pub mod candidate;
pub mod change;
pub mod day;
pub mod digest;
pub mod facts;
pub mod handout;
pub mod idea;
pub mod item;
pub mod judgement;
pub mod lens;
pub mod listed;
pub mod network;
pub mod note;
pub mod owned;
pub mod pane;
pub mod pane_rule;
pub mod phrase;
pub mod placement;
pub mod query;
pub mod source;
pub mod stop;
pub mod taste;
pub mod trend;
pub mod visit;
pub mod window;
pub mod wire;

pub use account::{Account, AccountHealth, AccountState, RemoteId, RemoteMark, SyncReport};
pub use candidate::{Candidate, Certainty};
pub use day::{Day, Moment, Zone};
pub use digest::{
    Because, Block, BlockKey, Counted, Digest, DigestWriter, Entry, Group, Lead, Moving, PagePart,
    PartKind, Quote, Reference, Rest, Seed, Written, WrittenKind,
};
pub use facts::{Amount, AmountOf, Bound, Currency, Facts, MoveStatus, Noise};
pub use handout::Handout;
pub use idea::{Idea, IdeaId, IdeaLine, Section, Status, Thought};
pub use item::{Item, ItemId, NewItem, Paper, Row, StoryId};
pub use judgement::{Judgement, Move, Outline, Past, Reason, Revision, StoryState};
pub use lens::{Lens, Muted};
pub use listed::{Listed, Progress, Week};
pub use network::Network;
pub use note::{About, Note};
pub use owned::Owned;
pub use pane::Pane;
pub use pane_rule::{PaneRule, RuleChange, RuleFor};
pub use phrase::{AsFact, Fact, Phrase};
pub use placement::{Members, Place, Placed, Placement, Seal};
pub use query::{Count, Query, Sort, Trait};
pub use source::{Condition, FetchState, Health, Source, SourceId, Tier};
pub use stop::Stop;
pub use taste::{Deed, Example, Learnt, Liking, LikingOf, Seen};
pub use trend::{Heard, Mentions, Talk, Trend, TrendState, Trending};
pub use visit::Visit;
pub use window::{Closing, EditionWindow, WindowKind, WindowState};
pub use wire::{Answer, Hints, Request, Validators};
