//! What the reader's taste is learnt from: what was starred, read, and passed over.
//!
//! The store knows that an item was read, not when, nor by which way. So of what came lately
//!
//! - a day's pane that was read nearly whole was marked as read at once, and says nothing;
//! - an item was passed over that is not read, starred or noted, nor any report of its story, and
//!   has no fewer points than one of its pane and day that was read. The last day of which
//!   something was read may still be read on, and says nothing of what was passed over.
//!
//! What came after the last item that was read or starred has no part in this, so that the same
//! marks give the same taste whatever comes in.

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension as _, params};

use super::json::keys;
use super::{Store, StoreError, moment};
use crate::model::{Deed, Example, ItemId, Moment, SourceId};

/// So many of each deed are learnt from, the last ones.
const STARRED: usize = 200;
const READ: usize = 300;
const SKIPPED: usize = 300;
const OTHER: usize = 1_500;
/// So many of the last items are looked at.
const LOOKED_AT: i64 = 20_000;
/// A day's pane of so many items of which such a part was read was not chosen from.
const WHOLE_LEAST: u32 = 10;
const WHOLE_PART: f64 = 0.8;
/// Seconds of a day.
const DAY: i64 = 24 * 3600;
/// Under this name the store remembers since when marks count.
const FORGOTTEN: &str = "taste forgotten";

/// An item of which the marks are looked at.
#[derive(Debug, Clone, Copy)]
struct Marked {
    id: i64,
    /// Day of its publishing (UTC) and its pane.
    place: (i64, i64),
    base: f64,
    read: bool,
    starred: bool,
    noted: bool,
    story: i64,
}

impl Marked {
    fn is_chosen(&self) -> bool {
        self.read || self.starred
    }
}

/// What was seen of a day's pane.
#[derive(Debug, Clone, Copy)]
struct Seen {
    all: u32,
    chosen: u32,
    /// The fewest points of what was read of it.
    least: f64,
}

impl Seen {
    fn is_whole(&self) -> bool {
        self.all >= WHOLE_LEAST && f64::from(self.chosen) >= WHOLE_PART * f64::from(self.all)
    }
}

/// What counts, of marks that were made: those after the reader had the taste forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Since {
    /// Stars set later than this, in seconds.
    moment: i64,
    /// Other marks of items that came after this one.
    item: i64,
}

impl Store {
    /// What the reader's taste is learnt from, the last ones of each deed first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn examples(&self) -> Result<Vec<Example>, StoreError> {
        let since = self.since()?;
        let mut examples = self.starred_examples(since)?;
        let Some(last) = self.last_marked()? else { return Ok(examples) };
        let marked = self.marked(last)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT i.title, i.topics, s.id FROM items i JOIN sources s ON s.no = i.source_no
             WHERE i.id = ?1",
        )?;
        for (deed, id) in deeds(&marked, since.item) {
            let example = statement.query_row([id], |row| example(row, deed)).optional()?;
            examples.extend(example);
        }
        Ok(examples)
    }

    /// Has what was starred, read and passed over until now count for no taste any more.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn forget_taste(&mut self, now: Moment) -> Result<(), StoreError> {
        let ItemId(last) = self.last_id()?;
        self.remember(FORGOTTEN, &format!("{} {last}", now.timestamp()))
    }

    /// When the reader had the taste forgotten, if ever.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn taste_forgotten(&self) -> Result<Option<Moment>, StoreError> {
        let since = self.since()?.moment;
        Ok((since > i64::MIN).then(|| moment(since)))
    }

    /// Since when marks count; always, where the taste was never forgotten.
    fn since(&self) -> Result<Since, StoreError> {
        let written = self.remembered(FORGOTTEN)?;
        let read = |text: &str| {
            let (moment, item) = text.split_once(' ')?;
            Some(Since { moment: moment.parse().ok()?, item: item.parse().ok()? })
        };
        let always = Since { moment: i64::MIN, item: 0 };
        Ok(written.as_deref().and_then(read).unwrap_or(always))
    }

    fn starred_examples(&self, since: Since) -> Result<Vec<Example>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT i.title, i.topics, s.id FROM items i JOIN sources s ON s.no = i.source_no
             WHERE i.starred_at IS NOT NULL AND i.starred_at > ?1
             ORDER BY i.starred_at DESC, i.id DESC LIMIT ?2",
        )?;
        let values = params![since.moment, STARRED as i64];
        let rows = statement.query_map(values, |row| example(row, Deed::Starred))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The last item that was read or starred; both are found in indexes of such items alone.
    fn last_marked(&self) -> Result<Option<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT max(coalesce((SELECT max(id) FROM items WHERE read), 0),
                 coalesce((SELECT max(id) FROM items WHERE starred_at IS NOT NULL), 0))",
        )?;
        let last: i64 = statement.query_row([], |row| row.get(0))?;
        Ok((last > 0).then_some(last))
    }

    /// The last items up to one, newest first; what is muted was not seen.
    fn marked(&self, last: i64) -> Result<Vec<Marked>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, published, pane, base, read, starred_at IS NOT NULL, noted, story
             FROM items WHERE id <= ?1 AND id > ?2 AND base > 0 ORDER BY id DESC",
        )?;
        let rows = statement.query_map(params![last, last.saturating_sub(LOOKED_AT)], |row| {
            Ok(Marked {
                id: row.get(0)?,
                place: (row.get::<_, i64>(1)?.div_euclid(DAY), row.get(2)?),
                base: row.get(3)?,
                read: row.get(4)?,
                starred: row.get(5)?,
                noted: row.get(6)?,
                story: row.get(7)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// What the reader did with items, starring left aside, of those that came after one.
fn deeds(marked: &[Marked], since: i64) -> Vec<(Deed, i64)> {
    let mut seen: HashMap<(i64, i64), Seen> = HashMap::new();
    let mut stories: HashSet<i64> = HashSet::new();
    for item in marked {
        let place =
            seen.entry(item.place).or_insert(Seen { all: 0, chosen: 0, least: f64::INFINITY });
        place.all += 1;
        if item.is_chosen() {
            place.chosen += 1;
            place.least = place.least.min(item.base);
            stories.insert(item.story);
        }
    }
    let last_day = marked.iter().filter(|item| item.is_chosen()).map(|item| item.place.0).max();
    let deed = |item: &Marked| {
        let place = seen.get(&item.place)?;
        if item.starred {
            return None;
        }
        if place.is_whole() || item.id <= since {
            return (!item.read).then_some(Deed::Other);
        }
        if item.read {
            return Some(Deed::Read);
        }
        let is_over = last_day.is_some_and(|last| item.place.0 < last);
        let is_passed = is_over && item.base >= place.least && !stories.contains(&item.story);
        Some(if is_passed && !item.noted { Deed::Skipped } else { Deed::Other })
    };
    let (mut read, mut skipped, mut other) = (0, 0, 0);
    let mut deeds = Vec::new();
    for item in marked {
        let Some(deed) = deed(item) else { continue };
        let (count, most) = match deed {
            Deed::Starred => continue,
            Deed::Read => (&mut read, READ),
            Deed::Skipped => (&mut skipped, SKIPPED),
            Deed::Other => (&mut other, OTHER),
        };
        if *count < most {
            *count += 1;
            deeds.push((deed, item.id));
        }
    }
    deeds
}

fn example(row: &rusqlite::Row<'_>, deed: Deed) -> rusqlite::Result<Example> {
    Ok(Example {
        deed,
        title: row.get(0)?,
        topics: keys(row.get(1)?),
        source: SourceId(row.get(2)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(id: i64, day: i64, base: f64) -> Marked {
        Marked { id, place: (day, 0), base, read: false, starred: false, noted: false, story: id }
    }

    fn of(deed: Deed, deeds: &[(Deed, i64)]) -> Vec<i64> {
        deeds.iter().filter(|(known, _)| *known == deed).map(|(_, id)| *id).collect()
    }

    #[test]
    fn passed_over_is_what_stood_no_lower_than_what_was_read_on_a_day_that_is_over() {
        let items = [
            Marked { read: true, ..marked(7, 2, 1.0) },
            // Of the last day that was read, and of a day of which nothing was.
            marked(6, 2, 90.0),
            marked(5, 0, 90.0),
            Marked { read: true, ..marked(4, 1, 30.0) },
            marked(3, 1, 30.0),
            // Lower, noted, and of a story of which a report was read.
            marked(2, 1, 29.0),
            Marked { noted: true, ..marked(1, 1, 40.0) },
            Marked { story: 4, ..marked(8, 1, 40.0) },
        ];
        let found = deeds(&items, 0);
        assert_eq!(of(Deed::Skipped, &found), [3]);
        assert_eq!(of(Deed::Read, &found), [7, 4]);
        assert_eq!(of(Deed::Other, &found), [6, 5, 2, 1, 8]);
        let later = deeds(&items, 4);
        assert_eq!(of(Deed::Read, &later), [7], "older marks were forgotten");
        assert_eq!(of(Deed::Skipped, &later), [] as [i64; 0]);
    }

    #[test]
    fn a_day_that_was_marked_as_read_at_once_says_nothing() {
        let day = |read: i64| -> Vec<Marked> {
            (1..=10).map(|id| Marked { read: id <= read, ..marked(id, 1, 10.0) }).collect()
        };
        assert_eq!(of(Deed::Read, &deeds(&day(7), 0)).len(), 7);
        assert!(of(Deed::Read, &deeds(&day(8), 0)).is_empty());
        // Of few items all may have been chosen.
        assert_eq!(of(Deed::Read, &deeds(&day(9)[..9], 0)).len(), 9);
    }
}
