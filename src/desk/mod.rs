//! The editor's desk: what happened, which reports tell it, how much it matters on its day, and
//! why; what is trending, and which sentences say it best.
//!
//! Pure: text and numbers in, judgements out; no disk, no network, no clock. Everything depends on
//! the items and their order of arrival alone, so one batch or fifty give the same result, and all
//! that is remembered is a window over the last arrivals ([`WINDOW`]) which can be rebuilt from
//! the store at any time ([`Desk::recall`]).
//!
//! `analysis.rs` says what one item tells by itself, on any thread, `reading/` how its title is
//! read, `likeness.rs` what two reports are to each
//! other, `stories.rs` which reports tell one story, `worth.rs` and `papers.rs` what a story is
//! worth, `panes.rs` where it is shown. Every number they choose by stands in `tuning.rs`, every
//! word in `assets/lexicon`. Files here name `model`, `text` and each other. The smallest example
//! is `scan.rs`.

pub mod amounts;
mod analysis;
mod case;
pub mod compare;
mod consequence;
mod crowds;
mod cues;
pub mod digest;
mod features;
mod gist;
mod hosts;
mod kept;
pub mod lenses;
pub mod lexicon;
mod likened;
mod likeness;
pub mod lists;
mod panes;
mod papers;
mod places;
pub mod reading;
pub mod related;
mod rules;
pub mod scan;
mod settings;
pub mod shared;
mod shipped_lenses;
mod stories;
mod story;
mod talk;
mod taste;
mod terms;
pub mod themes;
pub mod threads;
pub mod trends;
pub mod tuning;
mod wire;
mod worth;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use analysis::{Analysis, Analyzer, summary_head};
pub use lenses::{is_lens_shipped, shipped_lenses};
pub use lexicon::{Lexicon, LexiconError};
pub use rules::Rules;
pub use settings::{Mutes, Settings, Watch};
pub use story::facts_of;
pub use taste::sides;
pub use tuning::Tuning;
pub use worth::{TERMS_TOLD, WATCH, sum as base};

use crate::model::judgement::HALF_LIFE_HOURS;
use crate::model::{
    Day, Example, ItemId, Judgement, Learnt, Moment, NewItem, Pane, PaneRule, Past, Reason,
    Revision, RuleFor, Source, StoryId, StoryState,
};
use case::Case;
use crowds::Crowds;
use kept::Kept;
use panes::{Choice, Wishes};
use reading::Scratch;
use stories::Stories;
use story::{Report, Story};
use talk::Talk;
use taste::{Taste, Tasted};
use terms::Terms;

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
    /// The story it tells, if it was here before and only changed.
    pub known: Option<StoryId>,
}

/// The desk with all it remembers.
#[derive(Debug)]
pub struct Desk {
    /// What says what one report says by itself.
    analyzer: Arc<Analyzer>,
    rules: Rules,
    wishes: Wishes,
    lexicon: Arc<Lexicon>,
    /// By the order of the reader's rules.
    ruled: Terms,
    stories: Stories,
    crowds: Crowds,
    talk: Talk,
    likes: Taste,
    /// Stories that changed since [`Desk::settle`].
    touched: BTreeSet<StoryId>,
    /// Stories that are gone since then, in their order, each with the one that its reports tell now.
    joined: Vec<(StoryId, StoryId)>,
    scratch: Scratch,
}

impl Desk {
    /// A desk that remembers nothing yet.
    ///
    /// # Errors
    /// Where the reader's own lexicon cannot be read.
    pub fn new(settings: Settings) -> Result<Desk, LexiconError> {
        Desk::by(settings, Rules::shipped())
    }

    /// A desk with other word lists and numbers than those that come with the program.
    ///
    /// # Errors
    /// Where the reader's own lexicon cannot be read.
    pub fn by(settings: Settings, rules: Rules) -> Result<Desk, LexiconError> {
        let analyzer = Arc::new(Analyzer::new(settings, &rules)?);
        Ok(Desk {
            ruled: Terms::default(),
            wishes: Wishes::default(),
            likes: Taste::default(),
            lexicon: Arc::clone(&analyzer.lexicon),
            analyzer,
            rules,
            stories: Stories::over(WINDOW),
            crowds: Crowds::default(),
            talk: Talk::default(),
            touched: BTreeSet::new(),
            joined: Vec::new(),
            scratch: Scratch::default(),
        })
    }

    /// What analyses items as this desk wants them, on any thread.
    pub fn analyzer(&self) -> &Arc<Analyzer> {
        &self.analyzer
    }

    /// Remembers nothing any more.
    pub fn forget(&mut self) {
        self.stories = Stories::over(WINDOW);
        self.crowds = Crowds::default();
        self.talk = Talk::default();
        self.touched.clear();
        self.joined.clear();
    }

    /// Remembers the last arrivals, oldest first: at most [`WINDOW`] are of use.
    pub fn recall(&mut self, past: impl IntoIterator<Item = Past>) {
        let (past, analyzer) = (past.into_iter().collect(), &self.analyzer);
        let reports = threads::each_on(threads::cores(), past, |item: Past| {
            (analyzer.recalled(&item), item.story)
        });
        for (report, story) in reports {
            self.remember(report, story);
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

    /// Learns the reader's taste from examples, the last ones first, in place of what was learnt
    /// before.
    pub fn learn(&mut self, examples: &[Example]) {
        let Desk { scratch, lexicon, analyzer, rules, .. } = self;
        let Scratch { title, named, about, .. } = scratch;
        let seen = examples.iter().map(|example| {
            title.read(&example.title);
            lexicon.find(&example.title, title, named);
            features::features(title, named, lexicon, analyzer.reader.stop, about);
            let (topics, source) = (&example.topics, &example.source);
            let tasted = Tasted { title, named, about, topics, source };
            (example.deed, tasted.marks(lexicon))
        });
        self.likes = Taste::learn(seen, &rules.tuning);
    }

    /// What was learnt of the reader's taste.
    pub fn learnt(&self) -> &Learnt {
        self.likes.learnt()
    }

    /// Judges an item. Items come one by one in order of arrival; what this changes for stories is
    /// told by [`Desk::settle`].
    pub fn arrive(&mut self, arrival: &Arrival) -> Judgement {
        self.arrive_analyzed(arrival, None, false)
    }

    /// As [`Desk::arrive`], of an item that may have been analysed before; where that was done under
    /// other settings it is done again. One that the reader has in a library of their own is not told
    /// again.
    pub fn arrive_analyzed(
        &mut self,
        arrival: &Arrival,
        analysis: Option<Analysis>,
        owned: bool,
    ) -> Judgement {
        let Arrival { item, source, published, .. } = *arrival;
        let analysis = analysis
            .filter(|analysis| analysis.is_by(&self.analyzer, published))
            .unwrap_or_else(|| self.analyzer.analyze(item, source, published));
        self.place(arrival, analysis, owned)
    }

    /// Gives an item its place among the others, and says what it is worth there.
    fn place(&mut self, arrival: &Arrival, analysis: Analysis, owned: bool) -> Judgement {
        let (item, source) = (arrival.item, arrival.source);
        let known = arrival.known.map(|story| self.stands_for(story));
        let ruled = self.ruled.find(&analysis.title, &analysis.named);
        let choice = self.wishes.of(arrival.id, source, &ruled).unwrap_or_else(|| {
            self.with_name(panes::choose(&analysis.reading, analysis.origin.host, source.pane))
        });
        let taste = self.taste(&analysis, source);
        let Analysis { reading, origin, language, gist, paper, lenses, muted_by, .. } = analysis;
        let mut judged = Judgement {
            pane: choice.0,
            pane_reason: choice.1.clone(),
            language,
            story: known.unwrap_or(StoryId::from(arrival.id)),
            moves: reading.moves.iter().map(|told| told.kind).collect(),
            facts: reading.facts.clone(),
            topics: reading.topics.clone(),
            base: 0.0,
            why: Vec::new(),
            kept: String::new(),
            gist,
            companies: reading.companies.iter().map(|company| company.key.clone()).collect(),
        };
        let silent = if owned {
            Some((worth::OWNED, Vec::new()))
        } else {
            muted_by.map(|by| (worth::MUTED, vec![by]))
        };
        if let Some((term, facts)) = silent {
            // It takes no part in stories and counts for nothing: the desk has not seen it.
            judged.why = vec![Reason { term: term.to_owned(), points: 0.0, facts }];
            return judged;
        }
        let day = self.day_of(arrival.published);
        let heat = self.talk.heat(&reading, day, &self.rules.tuning);
        let mut report = Report {
            id: arrival.id,
            published: arrival.published,
            day,
            publisher: origin.publisher,
            source: origin.source,
            address: origin.address,
            tier: origin.tier,
            points: item.points,
            comments: item.comments,
            reading,
            kept: Kept { heat, paper, lenses, taste, ..Kept::default() },
            choice,
        };
        report.kept.rank = self.crowds.of(&report);
        report.kept.round();
        let story = if let Some(story) = known {
            let told = self.stories.report(story, arrival.id);
            report.kept.follows = told.is_some_and(|told| told.kept.follows);
            report.kept.loose = told.is_some_and(|told| told.kept.loose);
            story
        } else {
            let place = self.stories.place(&report, &self.rules.tuning);
            report.kept.follows = place.follows && place.story.is_none();
            report.kept.loose = place.loose;
            let story = place.story.unwrap_or(StoryId::from(arrival.id));
            if let Some(gone) = place.joined {
                self.stories.join(gone, story);
                self.joined.push((gone, story));
            }
            story
        };
        let (why, _) = worth::reasons(&Case::alone(&report, &self.rules.tuning));
        let why = self.with_own(&[&report], why);
        judged.story = story;
        judged.base = worth::sum(&why);
        judged.why = why;
        judged.kept = report.kept.written();
        self.remember(report, story);
        self.touched.insert(story);
        judged
    }

    /// What the arrivals since the last call changed for stories: those that became one first.
    pub fn settle(&mut self) -> Vec<Revision> {
        let joined = std::mem::take(&mut self.joined).into_iter();
        let mut revisions: Vec<Revision> =
            joined.map(|(gone, into)| Revision::Joined { gone, into }).collect();
        let touched = std::mem::take(&mut self.touched);
        let states = touched.into_iter().filter_map(|id| self.state(id));
        revisions.extend(states.map(|state| Revision::Story(Box::new(state))));
        revisions
    }

    /// The story that tells what a story told when it was read from the store.
    fn stands_for(&self, story: StoryId) -> StoryId {
        let follow =
            |story, (gone, into): &(StoryId, StoryId)| if story == *gone { *into } else { story };
        self.joined.iter().fold(story, follow)
    }

    /// Stories as they stand: some of their reports are about to be judged again.
    pub fn count_again(&self, stories: &[StoryId]) -> Vec<Revision> {
        let states = stories.iter().filter_map(|story| self.state(*story));
        states.map(|state| Revision::Story(Box::new(state))).collect()
    }

    /// A story as it stands, if it is still open.
    fn state(&self, id: StoryId) -> Option<StoryState> {
        let story = self.stories.story(id)?;
        let head = story.head()?;
        let case = Case::of(story, &self.rules.tuning)?;
        let (first, last) = story.span()?;
        let (why, points) = worth::reasons(&case);
        let why = self.with_own(&case.today, why);
        // The reader's own word about any of its reports is one about the story.
        let wish = story.members.iter().rev().map(|member| &member.choice).find(|(_, reason)| {
            reason.starts_with("pane.by_hand") || reason.starts_with("pane.by_rule")
        });
        let (pane, pane_reason) = wish.unwrap_or(&head.choice).clone();
        let mut topics: Vec<String> = Vec::new();
        for key in story.today().flat_map(|member| &member.reading.topics) {
            if !topics.contains(key) {
                topics.push(key.clone());
            }
        }
        topics.truncate(6);
        Some(StoryState {
            id,
            head: head.id,
            size: story.members.len() as u32,
            publishers: Story::publishers(story.core()),
            first,
            last,
            pane,
            pane_reason,
            worth: points,
            base: worth::sum(&why),
            why,
            facts: story.facts(),
            topics,
        })
    }

    /// The reasons of a story with those that only this reader has: lenses, and taste.
    fn with_own(&self, today: &[&Report], mut why: Vec<Reason>) -> Vec<Reason> {
        for reason in why.iter_mut().filter(|reason| worth::NAMING.contains(&&*reason.term)) {
            if let Some(fact) = reason.facts.first_mut() {
                *fact = self.name_of(fact);
            }
        }
        let mut lenses: Vec<&(String, String, f64)> = Vec::new();
        for lens in today.iter().flat_map(|member| &member.kept.lenses) {
            match lenses.iter_mut().find(|known| known.0 == lens.0) {
                Some(known) if known.2 < lens.2 => *known = lens,
                Some(_) => {}
                None => lenses.push(lens),
            }
        }
        let all: f64 = lenses.iter().map(|lens| lens.2).sum();
        let share = if all > Watch::MOST { Watch::MOST / all } else { 1.0 };
        let mut own: Vec<Reason> = lenses
            .into_iter()
            .map(|(name, term, points)| Reason {
                term: WATCH.to_owned(),
                points: worth::tenth(share * points),
                facts: vec![name.clone(), term.clone()],
            })
            .collect();
        // A report of which taste says nothing stands between those it speaks for and against.
        let taste = today
            .iter()
            .map(|member| {
                member.kept.taste.as_ref().map_or((0.0, ""), |(share, said)| (*share, said))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((share, said)) = taste {
            let points = worth::tenth(self.rules.tuning.taste_points * share);
            if points != 0.0 {
                let term = if points > 0.0 { worth::TASTE } else { worth::PASSED_OVER };
                own.push(Reason { term: term.to_owned(), points, facts: vec![said.to_owned()] });
            }
        }
        if own.is_empty() {
            return why;
        }
        why.append(&mut own);
        worth::bend(&mut why, &self.rules.tuning);
        why
    }

    /// What a key of the lexicon stands for, as a fact that can be said in every language; what is
    /// no key stays what it is.
    fn name_of(&self, key: &str) -> String {
        self.lexicon.by_key(key).map_or_else(|| key.to_owned(), taste::name_of)
    }

    /// A choice whose reason tells a company by its name in place of its key.
    fn with_name(&self, (pane, reason): Choice) -> Choice {
        match reason.split_once(' ') {
            Some((phrase, key)) => (pane, format!("{phrase} {}", self.name_of(key))),
            None => (pane, reason),
        }
    }

    fn remember(&mut self, report: Report, story: StoryId) {
        if !self.stories.takes(report.id) {
            return;
        }
        self.crowds.add(&report);
        self.talk.add(&report);
        if let Some(gone) = self.stories.add(report, story) {
            self.crowds.remove(&gone);
            self.talk.remove(&gone);
        }
    }

    fn day_of(&self, moment: Moment) -> Day {
        self.analyzer.settings.zone.day_of(moment)
    }

    /// How much an item is to the reader's taste, and what says so.
    fn taste(&self, analysis: &Analysis, source: &Source) -> Option<(f64, String)> {
        if self.likes.is_empty() {
            return None;
        }
        let Analysis { title, named, about, reading, .. } = analysis;
        let tasted = Tasted { title, named, about, topics: &reading.topics, source: &source.id };
        self.likes.of(&tasted.marks(&self.lexicon), &self.rules.tuning)
    }
}

/// What time took away, as the last reason of an item that has such a score now; none where it took
/// nothing. The hours are those that the score counts: from when the item was first seen here, or
/// earlier where it had been published long before.
pub fn recency(base: f64, score: f64) -> Option<Reason> {
    /// Less is not seen beside other points.
    const LEAST: f64 = 0.05;
    /// Beyond so many hours next to nothing is left, and no score is told from none.
    const TOLD: f64 = 30.0 * 24.0;
    let points = score - base;
    if points.abs() < LEAST {
        return None;
    }
    let hours = HALF_LIFE_HOURS * (base / score).log2();
    let (term, facts) =
        if hours > TOLD { ("stale", Vec::new()) } else { ("fresh", vec![format!("{hours:.0}")]) };
    Some(Reason { term: term.to_owned(), points, facts })
}
