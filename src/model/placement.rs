//! Where stories stand in an edition, and what is kept of an edition when it is sealed.

use serde::{Deserialize, Serialize};

use super::{Day, EditionWindow, Facts, ItemId, Moment, Pane, Phrase, Reason, StoryId};

/// The part of an edition in which a story stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Among the first lines.
    Lead,
    /// In the block of its pane.
    Block,
    /// In its pane alone: the page had no room for it.
    Rest,
    /// In its pane alone, behind all others: it is small, told before, or no news.
    Left,
    /// In its pane alone, behind even those: it came after this edition was sealed, and the next one.
    #[serde(rename = "earlier")]
    Late,
}

impl Place {
    /// All of them.
    pub const ALL: [Place; 5] = [Place::Lead, Place::Block, Place::Rest, Place::Left, Place::Late];

    /// Its name, as it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Place::Lead => "lead",
            Place::Block => "block",
            Place::Rest => "rest",
            Place::Left => "left",
            Place::Late => "earlier",
        }
    }

    /// The place of that name.
    pub fn from_name(name: &str) -> Option<Place> {
        Place::ALL.into_iter().find(|place| place.name() == name)
    }

    /// Whether the page tells what stands there.
    pub fn is_told(self) -> bool {
        matches!(self, Place::Lead | Place::Block)
    }
}

/// How a story stands in an edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// The story.
    pub story: StoryId,
    /// The report that tells it there.
    pub item: ItemId,
    /// The pane it stands in.
    pub pane: Pane,
    /// The part of the edition.
    pub place: Place,
    /// Its number among the stories of that part and pane, from 1; of the lead among all.
    pub rank: u32,
    /// What it was worth.
    pub worth: f64,
    /// Why it stands there, in sentences.
    pub because: Vec<Phrase>,
    /// Why it was worth that.
    pub why: Vec<Reason>,
    /// What happened.
    pub facts: Facts,
    /// Its reports.
    pub members: Vec<ItemId>,
}

/// That an edition was sealed: from then on it stays as it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seal {
    /// Its number; the last number counts arrivals.
    pub no: i64,
    /// The day that the edition bears.
    pub day: Day,
    /// When it begins.
    pub begins: Moment,
    /// When it closed.
    pub closes: Moment,
    /// When it was sealed.
    pub sealed: Moment,
    /// The highest number of an item then.
    pub last_item: ItemId,
    /// How many stories it holds.
    pub stories: u32,
    /// The reading time that its page was made for.
    pub minutes: f64,
}

impl Seal {
    /// Whether it is the seal of this edition.
    pub fn is_of(&self, window: &EditionWindow) -> bool {
        window.is_edition() && (self.begins, self.closes) == (window.begins, window.ends)
    }
}

/// Which reports an edition holds: those of its time that came before it was sealed, and those of
/// the time of the one before that came after that one was. Or else, of a past one, those that came
/// too late for it and for the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Members {
    /// When its time begins.
    pub begins: Moment,
    /// When it ends.
    pub ends: Moment,
    /// When the edition before began, and the number of its seal, if it is sealed.
    pub late: Option<(Moment, i64)>,
    /// The number of its own seal, if it is sealed.
    pub sealed: Option<i64>,
    /// The number of the seal from which on they came, where those are asked for that came too late.
    pub came_since: Option<i64>,
}

impl Members {
    /// Those of a window, with the seals of it and of the edition before.
    pub fn of(window: &EditionWindow, own: Option<&Seal>, before: Option<&Seal>) -> Members {
        Members {
            begins: window.begins,
            ends: window.ends,
            late: before.map(|seal| (seal.begins, seal.no)),
            sealed: own.map(|seal| seal.no),
            came_since: None,
        }
    }

    /// What came too late for a sealed edition and for the next one, which is sealed, too.
    pub fn too_late(own: &Seal, next: &Seal) -> Members {
        Members {
            begins: own.begins,
            ends: own.closes,
            late: None,
            sealed: None,
            came_since: Some(own.no.max(next.no)),
        }
    }

    /// Whether it holds what was published then and came after so many seals.
    pub fn hold(&self, published: Moment, arrived: i64) -> bool {
        let is_of_time = (self.begins..self.ends).contains(&published);
        let is_late = self.late.is_some_and(|(since, seal)| {
            (since..self.begins).contains(&published) && arrived >= seal
        });
        (is_of_time || is_late)
            && self.sealed.is_none_or(|seal| arrived < seal)
            && self.came_since.is_none_or(|seal| arrived >= seal)
    }
}

/// A story's report in a list that begins with the stories of an edition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The report.
    pub item: ItemId,
    /// What its story is worth there.
    pub worth: f64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Closing, Zone};

    /// The seals of the editions of March 2026 whose places say so, in the order of their days.
    fn seals(closing: Closing, sealed: &[bool], now: Moment) -> Vec<Seal> {
        let days = "2026-03-01".parse::<Day>().expect("a day").iter_days().zip(sealed);
        let sealed = days.filter(|(_, is_sealed)| **is_sealed).zip(1..);
        sealed
            .map(|((day, _), no)| {
                let window = closing.edition(day, now);
                Seal {
                    no,
                    day,
                    begins: window.begins,
                    closes: window.ends,
                    sealed: now,
                    last_item: ItemId(0),
                    stories: 0,
                    minutes: 5.0,
                }
            })
            .collect()
    }

    proptest! {
        #[test]
        fn an_item_is_in_one_edition_at_most_and_in_one_if_it_is_not_too_late(
            sealed in proptest::collection::vec(any::<bool>(), 12),
            hour in 0..240_i64,
            arrived in 0..12_i64,
        ) {
            let seven = chrono::NaiveTime::MIN + chrono::Duration::hours(7);
            let closing = Closing { at: seven, zone: Zone::UTC };
            let now = "2026-04-01T00:00:00Z".parse().expect("a moment");
            let seals = seals(closing, &sealed, now);
            let arrived = arrived.min(seals.len() as i64);
            let published =
                closing.on("2026-02-28".parse().expect("a day")) + chrono::Duration::hours(hour);
            let held: Vec<Day> = "2026-02-27"
                .parse::<Day>()
                .expect("a day")
                .iter_days()
                .take(20)
                .filter(|day| {
                    let window = closing.edition(*day, now);
                    let own = seals.iter().find(|seal| seal.is_of(&window));
                    let before = seals.iter().find(|seal| seal.closes == window.begins);
                    Members::of(&window, own, before).hold(published, arrived)
                })
                .collect();
            prop_assert!(held.len() <= 1, "{held:?}");
            let seal_at = |closes| seals.iter().find(|seal| seal.closes == closes);
            let came_too_late = |own: &&Seal| {
                let next = seal_at(closing.on(own.day.succ_opt().expect("a day")));
                next.is_some_and(|next| Members::too_late(own, next).hold(published, arrived))
            };
            let too_late: Vec<Day> =
                seals.iter().filter(came_too_late).map(|seal| seal.day).collect();
            let own = closing.day_at(published);
            let seal_of = |day: Day| seals.iter().find(|seal| seal.day == day).map(|seal| seal.no);
            let came_in_time = |day| seal_of(day).is_none_or(|seal| arrived < seal);
            let next = own.succ_opt().expect("a day");
            let expected = [own, next].into_iter().find(|day| came_in_time(*day));
            prop_assert_eq!(held.first().copied(), expected);
            let stands_late = if held.is_empty() { vec![own] } else { Vec::new() };
            prop_assert_eq!(too_late, stands_late, "what is in none came later than its own");
        }
    }
}
