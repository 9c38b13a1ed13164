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
/// So many of a voice's last items are remembered.
const REMEMBERED: usize = 64;

/// The last items of each voice, and how telling the title of each was.
#[derive(Debug, Default)]
pub struct Spread(HashedMap<u64, Vec<(ItemId, Moment, u32)>>);

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
            let all = self.0.get(&key).into_iter().flatten();
            all.filter(|(id, at, other)| *id != told.id && *other >= told.telling && near(*at))
                .count()
        };
        let (voice, count) = keys(told)
            .map(|(voice, key)| (voice, as_good(key)))
            .max_by_key(|(voice, count)| (*count, *voice == Voice::Publisher))?;
        let over = (count + 1).saturating_sub(FREE);
        (over > 0).then(|| ((LOSS * over as f64).min(MOST), voice, count))
    }

    /// Remembers an item, in place of what it said before it changed.
    pub fn add(&mut self, told: &Told) {
        for (_, key) in keys(told) {
            let items = self.0.entry(key).or_default();
            items.retain(|(id, ..)| *id != told.id);
            if items.len() >= REMEMBERED {
                items.remove(0);
            }
            items.push((told.id, told.published, told.telling));
        }
    }

    /// Forgets an item.
    pub fn remove(&mut self, told: &Told) {
        for (_, key) in keys(told) {
            if let Some(items) = self.0.get_mut(&key) {
                items.retain(|(id, ..)| *id != told.id);
                if items.is_empty() {
                    self.0.remove(&key);
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
