//! The reader's taste: a small linear one over rare words, names, topics and sources, learnt from
//! what was starred, read and passed over.
//!
//! The weight of a feature is the log-odds of its items being liked rather than passed over, each
//! side as what was observed over what was to be expected, with [`Tuning::taste_shrink`] added to
//! both, so that few examples say little (the gamma-Poisson shrinker of `DuMouchel` 1999, in its
//! simplest form). What is expected follows from how common the feature is among all other items.
//! Only features count that two liked items have, or that were passed over again and again.

use std::collections::hash_map::Entry;

use super::features::{self, Feature, Sort};
use super::lexicon::{self, HashedMap, Lexicon, Mention};
use super::tuning::Tuning;
use crate::lang::{Lang, name_in, name_to_keep};
use crate::model::{Deed, Learnt, Liking, LikingOf, Seen, SourceId};
use crate::text::tokens::{self, Words};

/// Fewer starred and fewer read items than these say nothing of a taste.
const STARS: u32 = 3;
const READS: u32 = 20;
/// So many liked items must have what is liked.
const LIKED: u32 = 2;
/// So many items must have been passed over that have what nobody liked.
const PASSED_OVER: u32 = 8;
/// As if so many other items had been seen, and one of them had what is asked about in
/// [`RARE`]: where nothing else was seen, no word is common.
const ASSUMED: f64 = 50.0;
const RARE: f64 = 0.001;
/// Smaller weights are chance.
const LEAST: f64 = 0.1;
/// Words that a reason names.
const NAMED: usize = 3;
/// A word that adds less than this part of the strongest one says nothing in a reason.
const SAYS_MUCH: f64 = 0.3;

/// Something that an item has.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// A number for it.
    pub key: u64,
    /// What sort of thing it is.
    pub of: LikingOf,
    /// Its name, as it is kept among facts.
    pub name: String,
    /// The place of what it is a part of: the parts of a word count as one together.
    pub place: usize,
}

/// An item as taste sees it.
#[derive(Debug, Clone, Copy)]
pub struct Tasted<'a> {
    /// Words of its title.
    pub title: &'a Words,
    /// What the title names.
    pub named: &'a [Mention],
    /// Features of the title with the words they come from.
    pub about: &'a [(Feature, usize)],
    /// Keys of its topics.
    pub topics: &'a [String],
    /// Its source.
    pub source: &'a SourceId,
}

impl Tasted<'_> {
    /// All that it has, each once.
    pub fn marks(&self, lexicon: &Lexicon) -> Vec<Mark> {
        let named = |feature: Feature, at: usize| {
            let here = self.named.iter().filter(|mention| mention.word as usize == at);
            here.map(|mention| mention.entry)
                .find(|entry| features::entry_feature(lexicon, *entry) == feature)
        };
        let mut marks: Vec<Mark> = Vec::with_capacity(self.about.len() + self.topics.len() + 1);
        for &(feature, place) in self.about {
            let (of, name) = match (features::sort(feature), named(feature, place)) {
                (_, Some(entry)) => (LikingOf::Name, name_of(lexicon.entry(entry))),
                (Sort::Word | Sort::Part, None) => match self.title.list().get(place) {
                    Some(word) => (LikingOf::Word, self.title.text(word).to_owned()),
                    None => continue,
                },
                // What many titles have by chance.
                (Sort::Common | Sort::Name | Sort::House, None) => continue,
            };
            marks.push(Mark { key: feature.into(), of, name, place });
        }
        let words = self.title.list().len();
        let topics = self.topics.iter().filter_map(|key| lexicon.by_key(key));
        for (at, entry) in topics.enumerate() {
            let key = features::feature_of(entry).into();
            // What the title names counts once.
            if !marks.iter().any(|mark| mark.key == key) {
                let (of, place) = (LikingOf::Name, words + 1 + at);
                marks.push(Mark { key, of, name: name_of(entry), place });
            }
        }
        // What stands in a library came from nowhere here.
        if !self.source.0.is_empty() {
            marks.push(Mark {
                // No feature is as large a number.
                key: tokens::hash(self.source.0.as_bytes()) | 1 << 63,
                of: LikingOf::Source,
                name: self.source.0.clone(),
                place: words,
            });
        }
        marks
    }
}

/// An entry's name as it is kept among facts.
pub fn name_of(entry: &lexicon::Entry) -> String {
    name_to_keep(Lang::ALL.map(|lang| entry.name_in(lang)))
}

/// A taste.
#[derive(Debug, Default)]
pub struct Taste {
    weights: HashedMap<u64, f64>,
    learnt: Learnt,
}

#[derive(Debug)]
struct Counted {
    seen: Seen,
    others: u32,
    mark: Mark,
}

impl Taste {
    /// Learns from examples, each with what it has, the last ones first.
    pub fn learn(examples: impl IntoIterator<Item = (Deed, Vec<Mark>)>, by: &Tuning) -> Taste {
        let (mut all, mut others) = (Seen::default(), 0_u32);
        let mut counted: HashedMap<u64, Counted> = HashedMap::default();
        for (deed, marks) in examples {
            all.count(deed);
            others += u32::from(deed == Deed::Other);
            for mark in marks {
                let known = match counted.entry(mark.key) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(free) => {
                        free.insert(Counted { seen: Seen::default(), others: 0, mark })
                    }
                };
                known.seen.count(deed);
                known.others += u32::from(deed == Deed::Other);
            }
        }
        if all.starred < STARS && all.read < READS {
            return Taste {
                learnt: Learnt { examples: all, ..Learnt::default() },
                ..Taste::default()
            };
        }
        let passed = f64::from(all.skipped + others);
        let mut likings: Vec<(u64, Liking)> = counted
            .into_values()
            .filter(|one| {
                one.seen.starred + one.seen.read >= LIKED || one.seen.skipped >= PASSED_OVER
            })
            .filter_map(|one| {
                let Counted { seen, others, mark } = one;
                let share =
                    (f64::from(seen.skipped + others) + RARE * ASSUMED) / (passed + ASSUMED);
                if mark.of == LikingOf::Word && share > by.taste_common {
                    return None;
                }
                let weight = odds(liked(&seen, by), share * liked(&all, by), by)
                    - odds(skipped(&seen, by), share * skipped(&all, by), by);
                let Mark { key, of, name, .. } = mark;
                (weight.abs() >= LEAST).then_some((key, Liking { of, name, weight, seen }))
            })
            .collect();
        likings.sort_by(|(key, a), (other, b)| {
            let strongest = b.weight.abs().total_cmp(&a.weight.abs());
            strongest.then_with(|| a.name.cmp(&b.name)).then(key.cmp(other))
        });
        let weights = likings.iter().map(|(key, liking)| (*key, liking.weight)).collect();
        let mut told: Vec<Liking> = Vec::with_capacity(likings.len());
        for (_, liking) in likings {
            // Of the parts of a word, and of its spellings, the strongest stands for it.
            let is_same = |known: &Liking| known.of == liking.of && known.name == liking.name;
            if !told.iter().any(is_same) {
                told.push(liking);
            }
        }
        Taste { weights, learnt: Learnt { examples: all, is_enough: true, likings: told } }
    }

    /// What was learnt.
    pub fn learnt(&self) -> &Learnt {
        &self.learnt
    }

    /// Whether there is nothing to go by.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// How much what an item has is to the reader's taste, from −1 to 1, and the names of what says
    /// most of that, as they are kept among facts; nothing where nothing says anything.
    pub fn of(&self, marks: &[Mark], by: &Tuning) -> Option<(f64, String)> {
        let mut parts: Vec<(usize, f64, u32, &str)> = Vec::new();
        for mark in marks {
            let weight = self.weights.get(&mark.key).copied().unwrap_or(0.0);
            match parts.iter_mut().find(|part| part.0 == mark.place) {
                Some(part) => {
                    part.1 += weight;
                    part.2 += 1;
                }
                None => parts.push((mark.place, weight, 1, &mark.name)),
            }
        }
        let mut says: Vec<(f64, &str)> = parts
            .into_iter()
            .map(|(_, sum, count, name)| (sum / f64::from(count), name))
            .filter(|(weight, _)| *weight != 0.0)
            .collect();
        let sum: f64 = says.iter().map(|(weight, _)| weight).sum();
        let share = ((sum / by.taste_full).tanh() * 1_000.0).round() / 1_000.0;
        says.retain(|(weight, _)| weight * share > 0.0);
        says.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
        let most = says.first()?.0.abs();
        let mut names: Vec<&str> = Vec::new();
        for (weight, name) in says {
            if weight.abs() >= SAYS_MUCH * most && names.len() < NAMED && !names.contains(&name) {
                names.push(name);
            }
        }
        Some((share, together(&names)))
    }
}

/// What liked items say for a feature.
fn liked(seen: &Seen, by: &Tuning) -> f64 {
    by.taste_star * f64::from(seen.starred) + by.taste_read * f64::from(seen.read)
}

/// What items say against it that were passed over.
fn skipped(seen: &Seen, by: &Tuning) -> f64 {
    by.taste_skip * f64::from(seen.skipped)
}

/// The logarithm of what was observed over what was expected.
fn odds(observed: f64, expected: f64, by: &Tuning) -> f64 {
    ((observed + by.taste_shrink) / (expected + by.taste_shrink)).ln()
}

/// Several names as one, in every language.
fn together(names: &[&str]) -> String {
    let in_each = Lang::ALL
        .map(|lang| names.iter().map(|name| name_in(lang, name)).collect::<Vec<_>>().join(", "));
    name_to_keep(in_each.each_ref().map(String::as_str))
}

/// Likings for and against, each strongest first, so many of each at most.
pub fn sides(learnt: &Learnt, most: usize) -> [Vec<&Liking>; 2] {
    let side = |wanted: fn(&&Liking) -> bool| {
        learnt.likings.iter().filter(wanted).take(most).collect::<Vec<_>>()
    };
    [side(|liking| liking.weight > 0.0), side(|liking| liking.weight < 0.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(name: &str, of: LikingOf, place: usize) -> Mark {
        Mark { key: tokens::hash(name.as_bytes()), of, name: name.to_owned(), place }
    }

    fn words(names: &[&str]) -> Vec<Mark> {
        names.iter().enumerate().map(|(at, name)| mark(name, LikingOf::Word, at)).collect()
    }

    /// A reader who stars tides, reads of gulls, and passes over ferries; "report" is everywhere.
    fn examples() -> Vec<(Deed, Vec<Mark>)> {
        let many = |count: usize, deed: Deed, names: &[&str]| {
            std::iter::repeat_n((deed, words(names)), count).collect::<Vec<_>>()
        };
        [
            many(4, Deed::Starred, &["tide", "report"]),
            many(6, Deed::Read, &["gull", "report"]),
            many(12, Deed::Skipped, &["ferry", "report"]),
            many(1, Deed::Starred, &["once"]),
            many(7, Deed::Skipped, &["seldom"]),
            many(60, Deed::Other, &["report"]),
            many(2, Deed::Starred, &["weekly"]),
            many(30, Deed::Other, &["weekly"]),
            many(300, Deed::Other, &["weather"]),
        ]
        .concat()
    }

    fn learnt(by: &Tuning) -> Taste {
        Taste::learn(examples(), by)
    }

    fn weights(taste: &Taste) -> Vec<(String, f64)> {
        let likings = taste.learnt().likings.iter();
        likings.map(|one| (one.name.clone(), (one.weight * 100.0).round() / 100.0)).collect()
    }

    #[test]
    fn what_is_starred_weighs_more_than_what_is_read_and_rare_words_alone_weigh() {
        let taste = learnt(&Tuning::default());
        let expected = [("tide", 1.61), ("ferry", -1.48), ("gull", 1.13)];
        assert_eq!(weights(&taste), expected.map(|(name, weight)| (name.to_owned(), weight)));
        let seen = Seen { starred: 4, read: 0, skipped: 0 };
        assert_eq!(taste.learnt().likings[0].seen, seen);
        let sides = sides(taste.learnt(), 1).map(|side| side.len());
        assert_eq!(sides, [1, 1]);
    }

    #[test]
    fn parts_of_one_word_count_as_one_and_what_says_little_is_not_named() {
        let by = Tuning::default();
        let taste = learnt(&by);
        let of = |marks: &[Mark]| taste.of(marks, &by);
        let whole = of(&words(&["tide"])).expect("it is liked");
        assert_eq!(whole.1, "tide");
        // The same word in two parts, of which one is unknown, says half as much.
        let part = |name: &str| mark(name, LikingOf::Word, 0);
        let half = of(&[part("tide"), part("other")]).expect("it is liked");
        assert!(half.0 < whole.0 && half.0 > whole.0 / 3.0, "{half:?}, {whole:?}");
        let both = of(&words(&["ferry", "tide", "gull"])).expect("it is liked");
        assert_eq!(both.1, "tide, gull", "what speaks against it is no reason for it");
        assert_eq!(of(&words(&["ferry"])).expect("passed over").1, "ferry");
        assert_eq!(of(&words(&["weather"])), None);
    }

    #[test]
    fn every_number_of_the_taste_changes_what_comes_of_it() {
        let told = |by: &Tuning| {
            let taste = learnt(by);
            let of = taste
                .of(&words(&["tide", "gull"]), by)
                .map(|(share, _)| (share * 1_000.0, share * by.taste_points));
            (weights(&taste), of.map(|(share, points)| (share as i64, points as i64)))
        };
        let usual = Tuning::default();
        let names = Tuning::NAMES.iter().filter(|name| name.starts_with("taste_"));
        for name in names.clone() {
            for factor in [0.5, 2.0] {
                let mut other = usual.clone();
                other.set(name, factor * usual.get(name).expect("a value"));
                assert_ne!(told(&other), told(&usual), "{name} × {factor}");
            }
        }
        assert_eq!(names.count(), 7);
    }
}
