//! Who has had his say lately: the more items with titles as telling one publisher or one company had
//! within a day, the less its next ones are worth, so that no pane's top is filled by one voice.

use super::lexicon::HashedMap;
use super::story::Told;
use crate::model::{ItemId, Moment};
use crate::text::tokens;

/// Within so many hours of each other, items stand side by side.
const WITHIN: i64 = 24;
/// So many of one voice are no crowd.
const FREE: usize = 3;
/// What each further one loses of its points, and the most that is lost.
const LOSS: f64 = 0.05;
const MOST: f64 = 0.3;
/// So many of a voice's last items are looked at.
const LOOKED_AT: usize = 256;

/// The items of each voice, by their numbers, and how telling the title of each is.
#[derive(Debug, Default)]
pub struct Spread(HashedMap<u64, Vec<Said>>);

/// An item, when it was published, and how telling its title is.
type Said = (ItemId, Moment, u32);

/// What is remembered of an item: whose voices it is, and what they said.
#[derive(Debug)]
pub struct Voices {
    keys: [Option<u64>; 2],
    said: Said,
}

impl Voices {
    /// Those of a report.
    pub fn of(told: &Told) -> Voices {
        let mut keys = keys(told).map(|(_, key)| key);
        Voices { keys: [keys.next(), keys.next()], said: (told.id, told.published, told.telling) }
    }
}

/// Whose voice there was enough of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The publisher's.
    Publisher,
    /// The company's that the title names first.
    Company,
}

impl Spread {
    /// The share of its points that an item loses, whose voice was heard enough, and how many
    /// as good ones it had.
    pub fn loss(&self, told: &Told) -> Option<(f64, Voice, usize)> {
        let as_good = |key: u64| {
            let near = |at: Moment| (told.published - at).num_hours().abs() < WITHIN;
            let all = self.0.get(&key).map_or(&[][..], Vec::as_slice);
            let last = &all[all.len().saturating_sub(LOOKED_AT)..];
            last.iter()
                .filter(|(id, at, other)| *id != told.id && *other >= told.telling && near(*at))
                .count()
        };
        let (voice, count) = keys(told)
            .map(|(voice, key)| (voice, as_good(key)))
            .max_by_key(|(voice, count)| (*count, *voice == Voice::Publisher))?;
        let over = (count + 1).saturating_sub(FREE);
        (over > 0).then(|| ((LOSS * over as f64).min(MOST), voice, count))
    }

    /// Remembers an item, in its place among the others.
    pub fn add(&mut self, voices: &Voices) {
        for key in voices.keys.iter().flatten() {
            let items = self.0.entry(*key).or_default();
            let at = items.partition_point(|(id, ..)| *id < voices.said.0);
            items.insert(at, voices.said);
        }
    }

    /// Forgets an item.
    pub fn remove(&mut self, voices: &Voices) {
        for key in voices.keys.iter().flatten() {
            if let Some(items) = self.0.get_mut(key) {
                if let Ok(at) = items.binary_search_by_key(&voices.said.0, |(id, ..)| *id) {
                    items.remove(at);
                }
                if items.is_empty() {
                    self.0.remove(key);
                }
            }
        }
    }
}

fn keys(told: &Told) -> impl Iterator<Item = (Voice, u64)> {
    let company =
        told.company.map(|company| (Voice::Company, tokens::combine(u64::from(company), 1)));
    let publisher = (Voice::Publisher, tokens::combine(u64::from(told.publisher), 2));
    (!told.roof).then_some(publisher).into_iter().chain(company)
}
