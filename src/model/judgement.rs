//! What the desk says of an item, in words anyone can read.

use serde::{Deserialize, Serialize};

use super::{Facts, ItemId, Moment, Pane, SourceId, StoryId, Tier};

/// One line of an explanation: a term, what it is worth, and the facts behind it. The sentence is
/// made where it is shown, from the phrase `why.<term>` of the interface's language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// The scoring term's name, such as `publishers`.
    #[serde(rename = "t")]
    pub term: String,
    /// Points on the scale of the score, which runs from 0 to 100.
    #[serde(rename = "p")]
    pub points: f64,
    /// What fills the phrase's places `{0}`, `{1}`, …
    #[serde(rename = "f", default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
}

/// All that the desk says of one item when it arrives; the store keeps it beside the item.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Where it is shown.
    pub pane: Pane,
    /// Why it is shown there: the key of a phrase, a blank, and the facts that fill it.
    pub pane_reason: String,
    /// Two-letter code of the language it is written in.
    pub language: String,
    /// The story it tells; its own if it founds one.
    pub story: StoryId,
    /// Companies it is about, by their key in the alias table.
    pub companies: Vec<String>,
    /// What kinds of move it reports.
    pub moves: Vec<Move>,
    /// What it says happened.
    pub facts: Facts,
    /// Topics it is about, by their key in the alias table.
    pub topics: Vec<String>,
    /// The sum of all terms' points, before recency.
    pub base: f64,
    /// The terms.
    pub why: Vec<Reason>,
    /// One to three verbatim sentences.
    pub gist: Vec<String>,
    /// What the desk wants to read again when it remembers the item, in a form of its own.
    pub kept: String,
}

/// An item that was judged before, as the store kept it: what the desk needs to remember it.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// Its number.
    pub id: ItemId,
    /// Where it came from.
    pub source: SourceId,
    /// The kind of that source.
    pub kind: String,
    /// How close that source stands to events.
    pub tier: Tier,
    /// One line of plain text.
    pub title: String,
    /// The beginning of its summary, as plain text.
    pub summary: String,
    /// The item's own page.
    pub url: Option<String>,
    /// When it was published, or first seen where the source does not say.
    pub published: Moment,
    /// Votes at a community.
    pub points: Option<i64>,
    /// Comments at a community.
    pub comments: Option<i64>,
    /// The story it tells.
    pub story: StoryId,
    /// The company whose own word its source is, by key, where the source says so.
    pub company: Option<String>,
    /// The pane that it asked for.
    pub pane: Pane,
    /// Why: the key of a phrase, a blank, and the facts that fill it.
    pub pane_reason: String,
    /// What the desk kept of it ([`Judgement::kept`]).
    pub kept: String,
}

/// What the desk changed about what it had said before: stories grow, merge and change.
#[derive(Debug, Clone, PartialEq)]
pub enum Revision {
    /// Two stories are one: what told the first tells the other now, which had begun before it.
    Joined {
        /// The story that is gone.
        gone: StoryId,
        /// The story that its reports tell now.
        into: StoryId,
    },
    /// A story as it stands now. A story of one report, too: every story is a row of its own.
    Story(Box<StoryState>),
}

/// A story as a whole: the event that its reports tell. Its pane and points stand for all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryState {
    /// Its number.
    pub id: StoryId,
    /// The member that stands for it.
    pub head: ItemId,
    /// How many members it has.
    pub size: u32,
    /// How many independent publishers tell it.
    pub publishers: u32,
    /// When its first member was published.
    pub first: Moment,
    /// When its last member was published.
    pub last: Moment,
    /// Where it is shown.
    pub pane: Pane,
    /// Why it is shown there: the key of a phrase, a blank, and the facts that fill it.
    pub pane_reason: String,
    /// What it is worth on its day, from 0 to 100: the points of all reasons but those that only
    /// this reader has (lenses, taste). Editions are ordered by it.
    pub worth: f64,
    /// The sum of all reasons, those of the reader's own included. Lists are ordered by it.
    pub base: f64,
    /// The reasons.
    pub why: Vec<Reason>,
    /// What happened: the best of its members' facts.
    pub facts: Facts,
    /// Topics it is about, by their key in the alias table.
    pub topics: Vec<String>,
}

/// A story of a span of time in short: what is needed to count it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    /// The story.
    pub story: StoryId,
    /// How many independent publishers tell it.
    pub publishers: u32,
    /// What happened.
    pub facts: Facts,
    /// Topics it is about, by their key in the alias table.
    pub topics: Vec<String>,
    /// Its reasons, where the reader's own are among them.
    pub why: Vec<Reason>,
    /// The kind of the source of the report that stands for it.
    pub kind: String,
    /// What the desk kept of that report ([`Judgement::kept`]).
    pub kept: String,
}

/// The end of the scale of points and scores.
pub const MOST: f64 = 100.0;

/// Hours in which an item's score halves.
pub const HALF_LIFE_HOURS: f64 = 36.0;

/// A number that orders items as their scores do, at every moment alike: because all scores halve
/// in the same time, `score(base, counted_from, now)` is `2^(rank - now / half-life)`, so lists can
/// be read from an index that no passing hour makes stale.
pub fn rank(base: f64, counted_from: Moment) -> f64 {
    base.max(f64::MIN_POSITIVE).log2() + half_lives(counted_from)
}

/// The score at a moment of what has that [`rank`]: the points of all terms, halved for each
/// half-life since they are counted. It follows from the rank alone, so that a list in the order of
/// ranks is in the order of the scores it shows. A clock that is behind finds what it has not seen
/// yet stronger, up to the end of the scale.
pub fn score(rank: f64, now: Moment) -> f64 {
    (rank - half_lives(now)).exp2().min(MOST)
}

/// The moment from which an item's age is counted: when it was first seen, for what is news to the
/// reader is news; but at the latest a half-life after it was published, so that an archive which
/// is read for the first time stays old.
pub fn counted_from(published: Moment, first_seen: Moment) -> Moment {
    let latest = published + chrono::Duration::hours(HALF_LIFE_HOURS as i64);
    first_seen.min(latest).max(published)
}

/// The moment from which a story's age is counted, by that of the report that stands for it and the
/// time of its last one: a story that goes on stays young while reports come, but no late copy makes
/// it younger than if its leading report had come a half-life later.
pub fn going_on(head: Moment, last: Moment) -> Moment {
    last.min(head + chrono::Duration::hours(HALF_LIFE_HOURS as i64)).max(head)
}

fn half_lives(moment: Moment) -> f64 {
    moment.timestamp() as f64 / (HALF_LIFE_HOURS * 3600.0)
}

/// The kind of strategic move an item reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Move {
    /// Money put into a company, or raised by one.
    Investment,
    /// One company buys another, or part of it.
    Acquisition,
    /// Two parties agree to work together.
    Partnership,
    /// Something new can be had or is announced.
    Launch,
    /// Data centres, chips, power, networks.
    Infrastructure,
    /// Results, guidance, share price.
    Earnings,
    /// Law, courts, regulators, policy.
    Regulation,
    /// Who leads, comes or goes.
    Leadership,
    /// Open source, open weights, a research release.
    Release,
    /// People lose their work.
    Layoffs,
    /// Attacks, leaks, holes.
    Security,
    /// What something costs.
    Pricing,
}

impl Move {
    /// All kinds of move, in the order in which they are named.
    pub const ALL: [Move; 12] = [
        Move::Investment,
        Move::Acquisition,
        Move::Partnership,
        Move::Launch,
        Move::Infrastructure,
        Move::Earnings,
        Move::Regulation,
        Move::Leadership,
        Move::Release,
        Move::Layoffs,
        Move::Security,
        Move::Pricing,
    ];

    /// The name in the store, in JSON and in filters.
    pub fn name(self) -> &'static str {
        match self {
            Move::Investment => "investment",
            Move::Acquisition => "acquisition",
            Move::Partnership => "partnership",
            Move::Launch => "launch",
            Move::Infrastructure => "infrastructure",
            Move::Earnings => "earnings",
            Move::Regulation => "regulation",
            Move::Leadership => "leadership",
            Move::Release => "release",
            Move::Layoffs => "layoffs",
            Move::Security => "security",
            Move::Pricing => "pricing",
        }
    }

    /// The move of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Move> {
        Move::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rank_orders_as_score_does() {
        let at = |text: &str| text.parse::<Moment>().expect("a moment");
        let (old, new, now) =
            (at("2026-03-04T00:00:00Z"), at("2026-03-05T12:00:00Z"), at("2026-03-06T00:00:00Z"));
        // One half-life lies between the two.
        assert!((rank(40.0, old) - rank(20.0, new)).abs() < 1e-9);
        assert!((score(rank(40.0, old), now) - score(rank(20.0, new), now)).abs() < 1e-9);
        assert!((score(rank(20.0, new), new) - 20.0).abs() < 1e-9);
        assert!(score(rank(0.0, new), old) < 1e-9, "no points are no score");
    }

    #[test]
    fn a_story_that_goes_on_stays_young_but_not_because_of_one_late_copy() {
        let at = |text: &str| text.parse::<Moment>().expect("a moment");
        let head = at("2026-03-04T00:00:00Z");
        assert_eq!(going_on(head, head), head);
        assert_eq!(going_on(head, at("2026-03-03T00:00:00Z")), head, "earlier ones change nothing");
        let next_day = at("2026-03-05T00:00:00Z");
        assert_eq!(going_on(head, next_day), next_day);
        assert_eq!(going_on(head, at("2026-03-09T00:00:00Z")), at("2026-03-05T12:00:00Z"));
    }

    proptest::proptest! {
        #[test]
        fn the_order_of_ranks_is_the_order_of_scores_at_any_moment(
            items in proptest::collection::vec((0.0..100.0_f64, 0..4_000_000_000_i64), 2..20),
            now in 0..4_000_000_000_i64,
        ) {
            let at = |seconds| Moment::from_timestamp(seconds, 0).expect("a moment");
            let mut ranks: Vec<f64> = items.iter().map(|(base, from)| rank(*base, at(*from))).collect();
            ranks.sort_by(f64::total_cmp);
            let scores: Vec<f64> = ranks.iter().map(|rank| score(*rank, at(now))).collect();
            proptest::prop_assert!(scores.is_sorted(), "{scores:?}");
            proptest::prop_assert!(scores.iter().all(|score| (0.0..=MOST).contains(score)));
        }
    }
}
