//! How alike two reports are, and what that makes them: one engine for stories, for what is cited,
//! for what a day before told, and for what is about the same.
//!
//! Words of titles weigh by the square of how rare they are, and are compared as a cosine; first
//! sentences help. What the reports say happened counts beside: the same name with the same
//! version, the same companies, move, amount. Every weight stands in the table of `tuning.rs`.

use super::features::{self, Feature, Sort};
use super::reading::Reading;
use super::reading::in_dollars;
use super::tuning::Tuning;
use crate::model::{AmountOf, Moment, Move, Noise};

/// What two reports are to each other, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The same text, whoever prints it.
    Copy,
    /// The same event.
    Event,
    /// One goes on from the other, or surrounds it.
    Matter,
    /// The same subject.
    Related,
    /// None of these.
    Apart,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// The level.
    pub level: Level,
    /// The sum of the evidence.
    pub sum: f64,
    /// Whether the facts alone make it one event.
    pub is_sure: bool,
    /// Whether a word, a fact or much likeness ties them: without one they share a name or two.
    pub is_tied: bool,
    /// Whether both name the same version of something, and whether they name different ones.
    pub same_version: bool,
    /// Likewise.
    pub other_version: bool,
}

impl Likeness {
    /// Nothing in common.
    pub const NONE: Likeness = Likeness {
        level: Level::Apart,
        sum: 0.0,
        is_sure: false,
        is_tied: false,
        same_version: false,
        other_version: false,
    };
}

/// A report as likeness sees it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// What it says.
    pub reading: &'a Reading,
    /// When it was published.
    pub published: Moment,
}

/// How common features are.
pub trait Frequencies {
    /// In how many of how many reports of a language (whether Korean) a feature stands.
    fn share(&self, feature: Feature, korean: bool) -> (u32, u32);

    /// How rare something is that stands in so many of so many reports of a language: [`rarity`],
    /// which need not be worked out again where it was asked for just before.
    fn rarity(&self, reports: u32, all: u32, _korean: bool) -> f64 {
        rarity(reports, all)
    }
}

/// The logarithm of how rare something is that stands in so many of so many reports.
pub fn rarity(reports: u32, all: u32) -> f64 {
    /// A young store has seen too little to call anything common.
    const ASSUMED: f64 = 300.0;
    let all = f64::from(all).max(ASSUMED);
    ((all + 1.0) / (f64::from(reports) + 1.0)).ln().max(0.0)
}

/// How much a feature says: the square of the logarithm of how rare it is.
pub fn weight(feature: Feature, korean: bool, seen: &dyn Frequencies) -> f64 {
    let (reports, all) = seen.share(feature, korean);
    part_of(feature, seen.rarity(reports, all, korean))
}

fn part_of(feature: Feature, rare: f64) -> f64 {
    let part = match features::sort(feature) {
        Sort::Word | Sort::Name => 1.0,
        // Counted beside the words, by what the reports say of it.
        Sort::House => 0.4,
        // It takes two syllable pairs to make a word.
        Sort::Part => 0.5,
        Sort::Common => 0.3,
    };
    part * rare * rare
}

/// What two sorted lists have in common.
struct Shared {
    /// Its weight.
    sum: f64,
    /// Rare words and names.
    rare: usize,
    /// Halves of words that are rare enough to tie two reports to one event.
    tying: usize,
}

/// What two sorted lists have in common.
fn shared(one: &[Feature], other: &[Feature], korean: bool, seen: &dyn Frequencies) -> Shared {
    /// Of so many reports, one may have a rare word, and one that ties two reports.
    const RARE: u32 = 250;
    const TYING: u32 = 150;
    let (mut sum, mut rare, mut tying) = (0.0, 0, 0);
    let (mut a, mut b) = (0, 0);
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                let (reports, all) = seen.share(*x, korean);
                sum += part_of(*x, seen.rarity(reports, all, korean));
                let is_word = matches!(features::sort(*x), Sort::Word | Sort::Name);
                rare += usize::from(is_word && reports * RARE <= all.max(RARE));
                // A name may stand in many events: two halves of a word, or one, tie two reports.
                let halves = match features::sort(*x) {
                    Sort::Word => 2,
                    Sort::Part => 1,
                    Sort::Name | Sort::House | Sort::Common => 0,
                };
                tying += if reports * TYING <= all.max(TYING) { halves } else { 0 };
                a += 1;
                b += 1;
            }
        }
    }
    Shared { sum, rare, tying }
}

/// The weight of a list by itself.
pub fn norm(list: &[Feature], korean: bool, seen: &dyn Frequencies) -> f64 {
    list.iter().map(|feature| weight(*feature, korean, seen)).sum()
}

/// How alike two reports are.
pub fn compare(one: &Told<'_>, other: &Told<'_>, seen: &dyn Frequencies, by: &Tuning) -> Likeness {
    compare_with(one, title_norm(one.reading, seen), other, seen, by)
}

/// The weight of a report's title by itself.
pub fn title_norm(reading: &Reading, seen: &dyn Frequencies) -> f64 {
    norm(&reading.title_features, reading.korean, seen)
}

/// As [`compare`], of a report that is compared with several others: the weight of its title is
/// worked out once.
pub fn compare_with(
    one: &Told<'_>,
    title_norm_of_one: f64,
    other: &Told<'_>,
    seen: &dyn Frequencies,
    by: &Tuning,
) -> Likeness {
    let (a, b) = (one.reading, other.reading);
    let across = a.korean != b.korean;
    let korean = a.korean && b.korean;
    let norms = title_norm_of_one * title_norm(b, seen);
    let norms = norms.sqrt().max(1.0);
    let titles = shared(&a.title_features, &b.title_features, korean, seen);
    let forth = shared(&a.title_features, &b.sentence_features, korean, seen);
    let back = shared(&a.sentence_features, &b.title_features, korean, seen);
    let below = shared(&a.sentence_features, &b.sentence_features, korean, seen);
    let sentences =
        by.cross_sentence * (forth.sum + back.sum) / 2.0 + by.both_sentences * below.sum;
    let words = (titles.sum + sentences) / norms;
    let alike = titles.sum / norms;
    let facts = facts(a, b, across, by);
    let hours = (one.published - other.published).num_minutes().abs() as f64 / 60.0;
    let sum = words
        + (by.rare_word * titles.rare as f64).min(by.rare_words_most)
        + facts.sum
        + by.day_apart * hours / 24.0;
    // A company, a product or a person alone is no event.
    let is_tied =
        titles.tying.max(forth.tying).max(back.tying) > 1 || facts.ties || sum >= by.tied_at;
    let is_copy = alike >= by.copy_at && facts.sum > by.other_version / 2.0;
    let level = if facts.splits {
        if sum >= by.related_at { Level::Related } else { Level::Apart }
    } else if is_copy {
        Level::Copy
    } else if sum >= by.join_at || facts.is_sure && hours <= by.sure_hours {
        Level::Event
    } else if sum >= by.matter_at {
        Level::Matter
    } else if sum >= by.related_at {
        Level::Related
    } else {
        Level::Apart
    };
    Likeness {
        level,
        sum: if facts.is_sure { sum.max(by.join_at) } else { sum },
        is_sure: facts.is_sure && level <= Level::Event,
        is_tied,
        same_version: facts.same_version,
        other_version: facts.other_version,
    }
}

/// What the facts of two reports add.
struct Evidence {
    sum: f64,
    /// Whether they are one event for sure.
    is_sure: bool,
    /// Whether they are two events for sure.
    splits: bool,
    /// Whether something other than words ties them to one event.
    ties: bool,
    same_version: bool,
    other_version: bool,
}

fn facts(a: &Reading, b: &Reading, across: bool, by: &Tuning) -> Evidence {
    let mut sum = 0.0;
    let companies: usize = a
        .companies
        .iter()
        .filter(|company| b.companies.iter().any(|other| other.number == company.number))
        .count();
    sum += match companies {
        0 if !a.companies.is_empty() && !b.companies.is_empty() => by.other_company,
        0 => 0.0,
        1 => by.same_company,
        _ => by.same_two_companies,
    };
    let same_move = |hard: bool| {
        a.moves.iter().any(|one| {
            b.moves.iter().any(|other| {
                one.kind == other.kind && (!hard || super::reading::hardness(one.kind) > 0.0)
            })
        })
    };
    let has_hard = |reading: &Reading| {
        reading.moves.iter().any(|one| super::reading::hardness(one.kind) > 0.0)
    };
    if same_move(true) {
        sum += by.same_move;
    } else if has_hard(a) && has_hard(b) {
        sum += by.other_move;
    }
    let (same_version, other_version) = versions(a, b);
    if same_version {
        sum += by.same_version;
    } else if other_version {
        sum += by.other_version;
    }
    let amounts = a.facts.amount.as_ref().zip(b.facts.amount.as_ref());
    let in_titles = a.amount_in_title && b.amount_in_title;
    let mut other_amount = false;
    if let Some((x, y)) = amounts.filter(|(x, y)| x.of == y.of) {
        let (x, y) = (in_dollars(x), in_dollars(y));
        let near = (x - y).abs() <= 0.06 * x.max(y);
        if near {
            sum += by.same_amount;
        } else if in_titles && (x - y).abs() > 0.3 * x.max(y) {
            other_amount = true;
            sum += by.other_amount;
        }
    }
    let product = a.products.iter().any(|product| b.products.contains(product));
    if product {
        // A product names its maker: one company that both name says nothing more.
        sum += by.same_product - if companies == 1 { by.same_company } else { 0.0 };
    }
    if across && companies > 0 && (same_move(false) || product || companies > 1 || same_version) {
        sum += by.across_languages;
    }
    if a.signs.review != b.signs.review {
        sum += by.review_and_news;
    }
    let is_noise = |reading: &Reading| {
        matches!(reading.facts.noise, Some(Noise::Advert | Noise::Listicle | Noise::HowTo))
    };
    if is_noise(a) != is_noise(b) {
        sum += by.noise_beside;
    }
    let clean = !a.signs.review && !b.signs.review && !is_noise(a) && !is_noise(b);
    let money = |kind: Move| matches!(kind, Move::Investment | Move::Acquisition);
    let is_deal = a
        .moves
        .iter()
        .any(|one| money(one.kind) && b.moves.iter().any(|other| other.kind == one.kind));
    let same_amount = amounts.is_some_and(|(x, y)| {
        let (x, y) = (in_dollars(x), in_dollars(y));
        (x - y).abs() <= 0.06 * x.max(y)
    });
    Evidence {
        sum,
        ties: same_version || companies > 1 || same_amount || companies > 0 && same_move(true),
        same_version,
        other_version,
        is_sure: clean
            && !other_version
            && !other_amount
            && (same_version && (sole(a) || sole(b)) || companies > 1 && same_move(true)),
        splits: presents_another(a, b)
            || !same_version && other_version && sole(a) && sole(b)
            || other_amount && is_deal && companies > 0 && alike_worth(a, b),
    }
}

/// Whether a title names one version alone, which it is then about.
fn sole(reading: &Reading) -> bool {
    reading.versions.len() == 1
}

/// Whether both present a thing by its name, "Name – what it is", and not the same one.
fn presents_another(a: &Reading, b: &Reading) -> bool {
    a.presented.zip(b.presented).is_some_and(|(a, b)| a != b)
        && a.companies.len() + b.companies.len() < 3
}

fn alike_worth(a: &Reading, b: &Reading) -> bool {
    let paid =
        |reading: &Reading| reading.facts.amount.is_some_and(|amount| amount.of != AmountOf::Worth);
    paid(a) && paid(b)
}

/// Whether two titles name the same version of something, and whether they name different ones.
fn versions(a: &Reading, b: &Reading) -> (bool, bool) {
    let mut same = false;
    let mut other = false;
    for (name, version) in &a.versions {
        for (their_name, their_version) in &b.versions {
            if name == their_name {
                same |= version == their_version;
                other |= version != their_version;
            }
        }
    }
    (same, other && !same)
}

/// Whether two titles are copies of one text: nearly all of the shorter one stands in the other.
pub fn is_copy(one: &[Feature], other: &[Feature]) -> bool {
    super::wire::is_copy(one, other)
}
