//! Which countries, and parts of them, a title names: what one country bans is no news of another.

use std::sync::LazyLock;

use serde::Deserialize;

use super::lexicon::HashedMap;
use crate::text::tokens::{self, Words};

/// A country, and a part of it, by their places in the table; no part where the country is meant.
pub type Place = (u16, Option<u16>);

/// A title names no more of them.
const MOST: usize = 4;

/// A country as the table has it.
#[derive(Debug, Deserialize)]
struct Land {
    /// Its names, its people and its capital, in small letters.
    names: Vec<String>,
    /// Its states, provinces and cities, likewise.
    #[serde(default)]
    parts: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    land: Vec<Land>,
    /// Names that are common words in small letters.
    capitals: Vec<String>,
}

/// Where a name stands for a place.
#[derive(Debug, Clone, Copy)]
struct Named {
    place: Place,
    needs_capitals: bool,
}

/// By the hash of a word, or of two.
static PLACES: LazyLock<HashedMap<u64, Named>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../assets/lexicon/places.toml"))
        .unwrap_or(File { land: Vec::new(), capitals: Vec::new() });
    let mut places = HashedMap::default();
    for (land, known) in (0..).zip(&file.land) {
        let whole = known.names.iter().map(|name| (name, None));
        let parts = (0..).zip(&known.parts).map(|(part, name)| (name, Some(part)));
        for (name, part) in whole.chain(parts) {
            let needs_capitals = file.capitals.contains(name);
            let named = Named { place: (land, part), needs_capitals };
            let hash = Words::of(name).list().iter().map(|word| word.hash).reduce(tokens::combine);
            places.extend(hash.map(|hash| (hash, named)));
        }
    }
    places
});

/// The places that a title names, in the order of its words.
pub fn of(words: &Words) -> Vec<Place> {
    let list = words.list();
    let mut found: Vec<Place> = Vec::new();
    let mut at = 0;
    while let Some(word) = list.get(at) {
        let two = || {
            let next = list.get(at + 1)?;
            Some((PLACES.get(&tokens::combine(word.hash, next.hash))?, 2))
        };
        let stem = || {
            let stem = tokens::stem(words.text(word));
            PLACES.get(&tokens::hash(stem.as_bytes())).filter(|_| !stem.is_ascii())
        };
        let one = || Some((PLACES.get(&word.hash).or_else(stem)?, 1));
        let (named, length) = two().or_else(one).map_or((None, 1), |(named, n)| (Some(named), n));
        let named = named.filter(|named| !named.needs_capitals || word.shouted);
        found.extend(named.map(|named| named.place).filter(|place| !found.contains(place)));
        at += length;
    }
    found.truncate(MOST);
    found
}

/// Whether a place outside the United States stands right before a word: "Peru's Congress".
pub fn is_abroad(words: &Words, at: usize) -> bool {
    let home = PLACES.get(&tokens::hash(b"america")).map(|named| named.place.0);
    let before = &words.list()[..at.min(words.list().len())];
    let one = before.last().map(|word| word.hash);
    let two = before.last_chunk::<2>().map(|[one, other]| tokens::combine(one.hash, other.hash));
    let named = two.into_iter().chain(one).find_map(|hash| PLACES.get(&hash));
    named.is_some_and(|named| Some(named.place.0) != home)
}

/// Whether a name is that of a place and nothing more: "Ireland" sues, and is no company.
pub fn is_place(name: &str) -> bool {
    let words = Words::of(name);
    let hash = words.list().iter().map(|word| word.hash).reduce(tokens::combine);
    hash.is_some_and(|hash| PLACES.contains_key(&hash))
}

/// Whether two titles name one place, a part of it or what it is a part of; and whether they name
/// places and none of them is one.
pub fn compare(one: &[Place], other: &[Place]) -> (bool, bool) {
    let is_one = |(land, part): &Place, (their_land, their_part): &Place| {
        land == their_land && (part == their_part || part.is_none() || their_part.is_none())
    };
    let same = one.iter().any(|place| other.iter().any(|theirs| is_one(place, theirs)));
    (same, !same && !one.is_empty() && !other.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(one: &str, other: &str) -> (bool, bool) {
        compare(&of(&Words::of(one)), &of(&Words::of(other)))
    }

    #[test]
    fn the_table_is_read() {
        assert!(PLACES.len() > 300, "{}", PLACES.len());
    }

    #[test]
    fn a_place_is_one_and_what_is_called_after_it_is_none() {
        for name in ["Ireland", "South Korea", "New Mexico", "독일"] {
            assert!(is_place(name), "{name}");
        }
        for name in ["Ireland Sails", "Kelphaven", "독일해운", ""] {
            assert!(!is_place(name), "{name}");
        }
    }

    #[test]
    fn a_part_of_a_country_is_that_country_and_no_other_part() {
        for (one, other, wanted) in [
            ("Norway bans ferries", "Ferries banned in Oslo", (true, false)),
            ("Kerala bans ferries", "Malaysia to ban ferries", (false, true)),
            ("Kerala bans ferries", "India's states ban ferries", (true, false)),
            ("California bans ferries", "Texas bans ferries", (false, true)),
            ("New Mexico jury rules", "Mexico rules", (false, true)),
            ("US and Japan agree", "Japanese ministers agree", (true, false)),
            ("Ferries let us sleep", "Japan sleeps", (false, false)),
            ("스페인, 여객선 금지", "덴마크도 여객선 금지 추진", (false, true)),
            ("부산시 여객선 금지", "한국의 여객선 금지", (true, false)),
            ("스페인의 여객선", "Spain bans ferries", (true, false)),
        ] {
            assert_eq!(compared(one, other), wanted, "{one} / {other}");
        }
    }
}
