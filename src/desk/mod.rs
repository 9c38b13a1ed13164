//! The editor's desk: which pane an item belongs to, which story it tells, how much it matters
//! today, and why; what is trending, and which sentences say it best.
//!
//! Pure: text and numbers in, judgements out; no disk, no network, no clock. Everything depends on
//! the items and their order of arrival alone, so one batch or fifty give the same result, and all
//! that is remembered is a window over the last arrivals ([`WINDOW`]) which can be rebuilt from
//! the store at any time ([`Desk::recall`]). Files here name `model`, `text` and each other. The
//! smallest example is `moves.rs`: one question, one function, words from `assets/lexicon`.

mod cues;
pub mod digest;
mod features;
pub mod gist;
pub mod lexicon;
mod moves;
mod panes;
mod score;
mod settings;
mod stories;

use std::collections::{BTreeSet, VecDeque};

pub use lexicon::{Lexicon, LexiconError};
pub use score::recency;
pub use settings::{Mutes, PaneRule, Settings, Watch};

use crate::model::{
    ItemId, Judgement, Moment, NewItem, Reason, Revision, Source, SourceId, StoryId,
};
use crate::text::tokens::{self, Words};
use crate::text::{address, language};
use features::StopWords;
use lexicon::Mention;
use moves::Moves;
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
    moves: Moves,
    stop: StopWords,
    stories: Stories,
    crowds: score::Crowds,
    window: VecDeque<ItemId>,
    /// Stories that changed since [`Desk::settle`].
    touched: BTreeSet<StoryId>,
    seen: Seen,
}

/// What is read of one item; kept between items so that reading allocates little.
#[derive(Debug, Default)]
struct Seen {
    title: Words,
    named: Vec<Mention>,
}

impl Desk {
    /// A desk that remembers nothing yet.
    ///
    /// # Errors
    /// Where the reader's own lexicon cannot be read.
    pub fn new(settings: Settings) -> Result<Desk, LexiconError> {
        Ok(Desk {
            lexicon: Lexicon::read(settings.lexicon.as_deref())?,
            settings,
            moves: Moves::shipped(),
            stop: StopWords::shipped(),
            stories: Stories::default(),
            crowds: score::Crowds::default(),
            window: VecDeque::new(),
            touched: BTreeSet::new(),
            seen: Seen::default(),
        })
    }

    /// Remembers the last arrivals, oldest first: at most [`WINDOW`] are of use.
    pub fn recall(&mut self, past: impl IntoIterator<Item = Past>) {
        for item in past {
            let arrival = Arrival {
                id: item.id,
                item: &item.item,
                source: &item.source,
                published: item.published,
            };
            let told = self.read(&arrival);
            self.remember(&arrival, told, item.story, item.why);
        }
        self.touched.clear();
    }

    /// Judges an item. Items come one by one in order of arrival; what this changes for earlier
    /// ones is told by [`Desk::settle`].
    pub fn arrive(&mut self, arrival: &Arrival) -> Judgement {
        let told = self.read(arrival);
        let text = (&arrival.item.title, &arrival.item.summary);
        let language = arrival
            .item
            .language
            .as_deref()
            .or(arrival.source.language.as_deref())
            .and_then(language::declared)
            .map_or_else(|| language::of(text.0).to_owned(), std::borrow::Cow::into_owned);
        let companies = self.companies();
        let moves = self.moves.of(&self.seen.title);
        let (pane, pane_reason) = panes::choose(arrival, &self.settings, &companies, &moves);
        let story = self.stories.nearest(&told).unwrap_or(StoryId::from(arrival.id));
        let names: Vec<&'static str> = moves.iter().map(|kind| kind.name()).collect();
        let crowd = source_number(&arrival.source.id);
        let points = arrival.item.points;
        self.stories.add(told, story);
        let why = score::reasons(&score::Case {
            tier: arrival.source.tier,
            standing: points.map(|points| (self.crowds.standing(crowd, points), points)),
            publishers: self.stories.state(story).map_or(1, |state| state.publishers),
            companies: &companies,
            moves: &names,
            watches: &self.watches(text.0, text.1),
        });
        if let Some(points) = points {
            self.crowds.add(crowd, points);
        }
        self.touched.insert(story);
        Judgement {
            pane,
            pane_reason,
            language,
            story,
            companies,
            moves,
            base: score::base(&why),
            why,
            gist: gist::gist(arrival.item, pane == crate::model::Pane::Research),
        }
    }

    /// What the arrivals since the last call changed for stories and earlier items.
    pub fn settle(&mut self) -> Vec<Revision> {
        let touched = std::mem::take(&mut self.touched);
        touched.into_iter().filter_map(|id| self.stories.state(id)).map(Revision::Story).collect()
    }

    fn read(&mut self, arrival: &Arrival) -> Told {
        let title = arrival.item.title.as_str();
        self.seen.title.read(title);
        self.lexicon.find(title, &self.seen.title, &mut self.seen.named);
        let mut about = Vec::new();
        features::features(
            &self.seen.title,
            &self.seen.named,
            &self.lexicon,
            &self.stop,
            &mut about,
        );
        let host = arrival.item.url.as_deref().and_then(address::host);
        let publisher = host.map_or(arrival.source.id.0.as_str(), address::publisher);
        Told {
            id: arrival.id,
            published: arrival.published,
            features: about.into(),
            publisher: tokens::hash(publisher.as_bytes()) as u32,
            wire: tokens::hash(title.as_bytes()) as u32,
            tier: arrival.source.tier,
        }
    }

    fn remember(&mut self, arrival: &Arrival, told: Told, story: StoryId, _why: Vec<Reason>) {
        if let Some(points) = arrival.item.points {
            self.crowds.add(source_number(&arrival.source.id), points);
        }
        self.window.push_back(arrival.id);
        self.stories.add(told, story);
    }

    /// Keys of the companies that the title names, in reading order.
    fn companies(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for mention in &self.seen.named {
            if let Some(company) = self.lexicon.company_of(mention.entry) {
                let key = &self.lexicon.entry(company).key;
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
        }
        keys
    }

    fn watches(&self, title: &str, summary: &str) -> Vec<(&Watch, String)> {
        let text = format!("{title} {summary}").to_lowercase();
        let touched = |watch: &Watch| {
            watch.terms.iter().find(|term| text.contains(&term.to_lowercase())).cloned()
        };
        self.settings.watches.iter().filter_map(|watch| Some((watch, touched(watch)?))).collect()
    }
}

fn source_number(source: &SourceId) -> u64 {
    tokens::hash(source.0.as_bytes())
}
