//! The editor's desk: which pane an item belongs to, which story it tells, how much it matters
//! today, and why; what is trending, and which sentences say it best.
//!
//! Pure: text and numbers in, judgements out; no disk, no network, no clock. Everything depends on
//! the items and their order of arrival alone, so one batch or fifty give the same result, and all
//! that is remembered is a window over the last arrivals ([`WINDOW`]) which can be rebuilt from
//! the store at any time ([`Desk::recall`]). Files here name `model`, `text` and each other. The
//! smallest example is `moves.rs`: one question, one function, words from `assets/lexicon`.

mod burst;
mod cues;
pub mod digest;
mod events;
mod evidence;
mod features;
mod figures;
mod gist;
mod habits;
mod hosts;
pub mod kinship;
pub mod lexicon;
mod moves;
mod panes;
pub mod related;
mod score;
mod settings;
pub mod shared;
mod spread;
mod stories;
mod story;
mod terms;
#[cfg(test)]
mod tests;
pub mod trends;
mod wire;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use lexicon::{Lexicon, LexiconError};
pub use score::{WATCH, base, recency};
pub use settings::{Mutes, Settings, Watch};

use crate::model::{
    Facts, ItemId, Judgement, Moment, Move, NewItem, Pane, PaneRule, Past, Reason, Revision,
    RuleFor, Source, SourceId, StoryId, StoryState, Tier,
};
use crate::text::tokens::{self, Script, Words};
use crate::text::{address, clean, language};
use burst::Bursts;
use events::Events;
use features::{Feature, StopWords};
use gist::Gists;
use hosts::Hosts;
use lexicon::Mention;
use moves::{Moves, Reported};
use panes::{Panes, Wishes};
use score::Likes;
use spread::{Spread, Voice, Voices};
use stories::Stories;
use story::Told;
use terms::Terms;

/// How many of the last arrivals are remembered: some days of a reader with hundreds of sources.
pub const WINDOW: usize = 16_384;

/// The part of a summary that is looked at, in bytes.
const SUMMARY_HEAD: usize = 600;

/// Kinds of source that bring papers and nothing else.
const SCHOLARLY: [&str; 4] = ["arxiv", "crossref", "pubmed", "semanticscholar"];

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
    /// The story it tells, if it was here before and only changed.
    pub known: Option<StoryId>,
}

/// What is read of an item, from the one or the other.
#[derive(Debug, Clone, Copy)]
struct Report<'a> {
    id: ItemId,
    source: &'a SourceId,
    kind: &'a str,
    tier: Tier,
    title: &'a str,
    url: Option<&'a str>,
    published: Moment,
    points: Option<i64>,
    comments: Option<i64>,
}

impl<'a> Report<'a> {
    fn of(arrival: &Arrival<'a>) -> Report<'a> {
        let (item, source) = (arrival.item, arrival.source);
        Report {
            id: arrival.id,
            source: &source.id,
            kind: &source.kind,
            tier: source.tier,
            title: &item.title,
            url: item.url.as_deref(),
            published: arrival.published,
            points: item.points,
            comments: item.comments,
        }
    }

    /// Who published it: a family of hosts, or its source.
    fn publisher(&self) -> &'a str {
        self.url.and_then(address::host).map_or(&self.source.0, address::publisher)
    }

    /// Its title without what a newsletter, an agency or its publisher wrote around it.
    fn headline(&self) -> &'a str {
        let publisher = self.publisher();
        let house = publisher.split('.').next().unwrap_or(publisher);
        wire::bare(clean::headline(self.title), &[&self.source.0, house])
    }
}

/// What was said of an item when it came: pane, its reason, facts, reasons.
type Said = (Pane, String, Facts, Vec<Reason>);

/// The desk with all it remembers.
#[derive(Debug)]
pub struct Desk {
    settings: Settings,
    wishes: Wishes,
    lexicon: Lexicon,
    /// By the order of the reader's watches, of his rules, and all muted in one group.
    watched: Terms,
    ruled: Terms,
    muted: Terms,
    /// Keys of the companies that the reader mutes.
    muted_companies: Vec<String>,
    hosts: Hosts,
    moves: Moves,
    panes: Panes,
    gists: Gists,
    stop: StopWords,
    events: Events,
    stories: Stories,
    bursts: Bursts,
    crowds: score::Crowds,
    spread: Spread,
    likes: Likes,
    /// Stories that changed since [`Desk::settle`].
    touched: BTreeSet<StoryId>,
    /// Items that went over to another story since then.
    moved: BTreeMap<ItemId, StoryId>,
    /// Stories that became part of others since then.
    gone: BTreeSet<StoryId>,
    /// What was said of each remembered item.
    said: HashMap<ItemId, Said>,
    draft: Draft,
}

/// What is read of one item; kept between items so that reading allocates little.
#[derive(Debug, Default)]
struct Draft {
    title: Words,
    named: Vec<Mention>,
    about: Vec<(Feature, usize)>,
    summary: Words,
    named_below: Vec<Mention>,
}

impl Desk {
    /// A desk that remembers nothing yet.
    ///
    /// # Errors
    /// Where the reader's own lexicon cannot be read.
    pub fn new(settings: Settings) -> Result<Desk, LexiconError> {
        let lexicon = Lexicon::read(settings.lexicon.as_deref())?;
        Ok(Desk {
            watched: Terms::of(settings.watches.iter().map(|watch| &watch.terms[..]), &lexicon),
            ruled: Terms::default(),
            wishes: Wishes::default(),
            muted: Terms::of([&settings.mutes.terms[..]], &lexicon),
            muted_companies: keys_of(&settings.mutes.companies, &lexicon),
            likes: Likes::default(),
            lexicon,
            settings,
            hosts: Hosts::shipped(),
            moves: Moves::shipped(),
            panes: Panes::shipped(),
            gists: Gists::shipped(),
            stop: StopWords::shipped(),
            events: Events::shipped(),
            stories: Stories::over(WINDOW),
            bursts: Bursts::default(),
            crowds: score::Crowds::default(),
            spread: Spread::default(),
            touched: BTreeSet::new(),
            moved: BTreeMap::new(),
            gone: BTreeSet::new(),
            said: HashMap::new(),
            draft: Draft::default(),
        })
    }

    /// Remembers nothing any more.
    pub fn forget(&mut self) {
        self.stories = Stories::over(WINDOW);
        self.bursts = Bursts::default();
        self.crowds = score::Crowds::default();
        self.spread = Spread::default();
        self.touched.clear();
        self.moved.clear();
        self.gone.clear();
        self.said.clear();
    }

    /// Remembers the last arrivals, oldest first: at most [`WINDOW`] are of use.
    pub fn recall(&mut self, past: impl IntoIterator<Item = Past>) {
        for item in past {
            let told = self.read(&Report {
                id: item.id,
                source: &item.source,
                kind: &item.kind,
                tier: item.tier,
                title: &item.title,
                url: item.url.as_deref(),
                published: item.published,
                points: item.points,
                comments: item.comments,
            });
            self.remember(told, item.story);
        }
    }

    /// Remembers what was said of an item that it recalled.
    pub fn recall_said(&mut self, id: ItemId, said: Said) {
        if self.stories.takes(id) {
            self.said.insert(id, said);
        }
    }

    /// Follows where the reader wants items from now on.
    pub fn follow(&mut self, rules: Vec<PaneRule>, moved: BTreeMap<ItemId, Pane>) {
        if rules != self.wishes.rules {
            let terms: Vec<Vec<String>> = rules
                .iter()
                .map(|rule| match &rule.of {
                    RuleFor::Term(term) => vec![term.clone()],
                    RuleFor::Source(_) => Vec::new(),
                })
                .collect();
            self.ruled = Terms::of(terms.iter().map(Vec::as_slice), &self.lexicon);
        }
        self.wishes = Wishes { rules, moved };
    }

    /// Learns what the reader starred lately, in place of what was learnt before.
    pub fn learn<'a>(&mut self, starred_titles: impl IntoIterator<Item = &'a str>) {
        self.likes = Likes::default();
        for title in starred_titles {
            self.draft.title.read(title);
            self.lexicon.find(title, &self.draft.title, &mut self.draft.named);
            let Draft { title: words, named, about, .. } = &mut self.draft;
            features::features(words, named, &self.lexicon, &self.stop, about);
            self.events.mark(words, about);
            self.likes.add(about);
        }
    }

    /// Judges an item. Items come one by one in order of arrival; what this changes for earlier
    /// ones is told by [`Desk::settle`].
    pub fn arrive(&mut self, arrival: &Arrival) -> Judgement {
        let (item, source) = (arrival.item, arrival.source);
        let report = Report::of(arrival);
        let told = self.read(&report);
        let head = tokens::floor_char_boundary(&item.summary, SUMMARY_HEAD);
        let summary = &item.summary[..head];
        self.draft.summary.read(summary);
        self.lexicon.find(summary, &self.draft.summary, &mut self.draft.named_below);

        let declared = item.language.as_deref().or(source.language.as_deref());
        let language = declared
            .and_then(language::declared)
            .unwrap_or_else(|| Cow::Borrowed(language::of(&item.title)))
            .into_owned();
        let companies = self.companies(source);
        let moves = self.moves_of(clean::headline(&item.title), told.paper);
        let host = self.host_of(item.url.as_deref());
        let (pane, pane_reason) = self.panes.choose(
            arrival,
            host,
            &self.wishes,
            &panes::Evidence {
                paper: told.paper || item.paper.doi.is_some() || item.paper.pmid.is_some(),
                title: &self.draft.title,
                summary: &self.draft.summary,
                ruled: &self.ruled.find(&self.draft.title, &self.draft.named),
                companies: &companies,
                company_first: self.company_first(),
                products: self.kinds(&self.draft.named, "product"),
                labs: self.kinds(&self.draft.named, "lab")
                    + self.kinds(&self.draft.named_below, "lab"),
            },
        );
        let gist =
            self.gists.of(item, told.paper || !item.paper.is_empty(), &self.lexicon, &self.stop);
        if let Some(by) = self.muted_by(source, &companies) {
            // It takes no part in stories and counts for nothing: the desk has not seen it.
            return Judgement {
                pane,
                pane_reason,
                language,
                story: arrival.known.unwrap_or(StoryId::from(arrival.id)),
                companies,
                moves: kinds(&moves),
                facts: Facts::default(),
                topics: Vec::new(),
                base: 0.0,
                why: score::muted(&by),
                gist,
            };
        }
        // The store may not know yet that its story became part of another.
        let known = self.moved.get(&arrival.id).copied().or(arrival.known);
        let place = match known {
            Some(story) => stories::Place { story: Some(story), same: None },
            None => self.stories.place(&told),
        };
        let story = place.story.unwrap_or(StoryId::from(arrival.id));
        let mut why = score::reasons(&score::Case {
            tier: told.tier,
            is_project: host.anybodys,
            standing: self.crowds.of(&told),
            // Only a story's head gets points for publishers, as soon as its place is known.
            publishers: 1,
            pane,
            burst: self.burst(&told, report.headline()),
            companies: &self.names(&companies),
            topics: &self.topics(),
            technology: self.technology(),
            moves: &moves,
            watches: &self.watches(&item.summary),
            likeness: self.likeness(),
            day_of_story: self.day_of(story, told.published),
        });
        if let Some((share, voice, others)) = self.spread.loss(&told) {
            let company = companies.first().and_then(|key| self.lexicon.by_key(key));
            let voice = match (voice, company) {
                (Voice::Company, Some(company)) => &company.name,
                (Voice::Company, None) | (Voice::Publisher, _) => &source.name,
            };
            score::heard_enough(&mut why, share, voice, others);
        }
        let facts = Facts { kind: moves.first().map(|(kind, _)| *kind), ..Facts::default() };
        self.remember(told, story);
        if self.stories.takes(arrival.id) {
            let said = (pane, pane_reason.clone(), facts.clone(), why.clone());
            self.said.insert(arrival.id, said);
        }
        let story = place.same.map_or(story, |other| self.merge(story, other));
        self.touched.insert(story);
        Judgement {
            pane,
            pane_reason,
            language,
            story,
            companies,
            moves: kinds(&moves),
            facts,
            topics: Vec::new(),
            base: score::base(&why),
            why,
            gist,
        }
    }

    /// The day of a story that a moment lies in, from 1.
    fn day_of(&self, story: StoryId, moment: Moment) -> i64 {
        let began = self.stories.began(story);
        began.map_or(1, |began| (moment - began).num_days().max(0) + 1)
    }

    /// What the arrivals since the last call changed for stories and earlier items.
    pub fn settle(&mut self) -> Vec<Revision> {
        let mut revisions = Vec::new();
        let moved = std::mem::take(&mut self.moved);
        revisions.extend(moved.into_iter().map(|(item, story)| Revision::Moved { item, story }));
        revisions.extend(std::mem::take(&mut self.gone).into_iter().map(Revision::Gone));
        let touched: Vec<StoryId> = std::mem::take(&mut self.touched).into_iter().collect();
        revisions.extend(self.count_again(&touched));
        revisions
    }

    /// Stories as they stand: some of their reports are about to be judged again.
    pub fn count_again(&self, stories: &[StoryId]) -> Vec<Revision> {
        let states = stories.iter().filter_map(|story| self.state(*story));
        states.map(|state| Revision::Story(Box::new(state))).collect()
    }

    fn state(&self, id: StoryId) -> Option<StoryState> {
        let stands = self.stories.stands(id)?;
        let (pane, pane_reason, facts, why) = self.said.get(&stands.head)?.clone();
        let mut why = why;
        if stands.size > 1 {
            score::restate(&mut why, stands.publishers);
        }
        let own: f64 = why
            .iter()
            .filter(|reason| [WATCH, "likeness"].contains(&reason.term.as_str()))
            .map(|reason| reason.points)
            .sum();
        let by_hand = self.stories.members(id).find_map(|id| self.wishes.moved.get(&id));
        Some(StoryState {
            id,
            head: stands.head,
            size: stands.size,
            publishers: stands.publishers,
            first: stands.first,
            last: stands.last,
            pane: by_hand.copied().unwrap_or(pane),
            pane_reason: by_hand.map_or(pane_reason, |_| "pane.by_hand".to_owned()),
            worth: (score::base(&why) - own).max(0.0),
            base: score::base(&why),
            why,
            facts,
            topics: Vec::new(),
        })
    }

    fn merge(&mut self, one: StoryId, other: StoryId) -> StoryId {
        let gone = one.max(other);
        let (story, moved) = self.stories.merge(one, other);
        self.touched.remove(&gone);
        self.gone.insert(gone);
        self.moved.extend(moved.into_iter().map(|item| (item, story)));
        story
    }

    fn read(&mut self, report: &Report) -> Told {
        let (title, publisher) = (report.headline(), report.publisher());
        self.draft.title.read(title);
        self.lexicon.find(title, &self.draft.title, &mut self.draft.named);
        let Draft { title: words, named, about, .. } = &mut self.draft;
        features::features(words, named, &self.lexicon, &self.stop, about);
        self.events.mark(words, about);
        let mut features: Box<[Feature]> = about.iter().map(|(feature, _)| *feature).collect();
        features.sort_unstable();
        let read = figures::Title { text: title, words, named };
        let figures = figures::figures(read, &self.lexicon, &self.stop);
        let korean = words.list().iter().any(|word| word.script == Script::Hangul);
        let known = self.host_of(report.url);
        let paper = SCHOLARLY.contains(&report.kind)
            || report.url.is_some_and(|url| self.hosts.is_paper(url));
        Told {
            id: report.id,
            published: report.published,
            figures,
            features,
            korean,
            publisher: tokens::hash(publisher.as_bytes()) as u32,
            roof: known.pane.is_none()
                && matches!(known.tier, Some(Tier::Primary | Tier::Community)),
            telling: self.telling(),
            company: self.draft.named.iter().find_map(|m| self.lexicon.company_of(m.entry)),
            tier: match known.tier {
                // A journal prints news about papers, too: those stand a step further off.
                _ if paper => Tier::Primary,
                // The page itself may stand closer than who points at it.
                Some(tier) => tier.min(report.tier),
                None => report.tier,
            },
            paper,
            crowd: tokens::hash(report.source.0.as_bytes()),
            points: report.points,
            comments: report.comments,
        }
    }

    fn remember(&mut self, told: Told, story: StoryId) {
        if !self.stories.takes(told.id) {
            return;
        }
        self.crowds.add(&told);
        self.bursts.add(&told.features, told.day());
        let voices = Voices::of(&told);
        if let Some(forgotten) = self.stories.add(told, story) {
            if !self.stories.takes(forgotten.id) {
                self.said.remove(&forgotten.id);
            }
            self.crowds.remove(&forgotten);
            self.bursts.remove(&forgotten.features, forgotten.day());
            self.spread.remove(&Voices::of(&forgotten));
        }
        self.spread.add(&voices);
    }
}

/// The companies that a reader names, by key; a name that no company has mutes nothing, and
/// checking the config file says so.
fn keys_of(names: &[String], lexicon: &Lexicon) -> Vec<String> {
    let key = |name: &String| lexicon.company_named(name).ok().map(|entry| entry.key.clone());
    names.iter().filter_map(key).collect()
}

fn kinds(moves: &[Reported]) -> Vec<Move> {
    moves.iter().map(|(kind, _)| *kind).collect()
}
