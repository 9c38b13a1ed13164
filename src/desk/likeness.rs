//! How alike two reports are, and what that makes them: one engine for stories, for what is cited,
//! for what a day before told, and for what is about the same.
//!
//! Words of titles weigh by the square of how rare they are, and are compared as a cosine; first
//! sentences help. What the reports say happened counts beside: the same name with the same
//! version, the same companies, move, amount. Every weight stands in the table of `tuning.rs`.

use super::features::{self, Feature, Sort};
use super::places;
use super::reading::Reading;
use super::reading::in_dollars;
use super::tuning::Tuning;
use crate::model::{Amount, AmountOf, Moment, Move, MoveStatus, Noise};

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
    /// Whether what they say makes them two events for sure.
    pub splits: bool,
    /// Whether both name the same version of something, and whether they name different ones.
    pub same_version: bool,
    /// Likewise.
    pub other_version: bool,
    /// Whether both tell one matter of law by its place or its sum, and whether they tell different ones.
    pub same_case: bool,
    /// Likewise.
    pub other_case: bool,
}

impl Likeness {
    /// Nothing in common.
    pub const NONE: Likeness = Likeness {
        level: Level::Apart,
        sum: 0.0,
        is_sure: false,
        is_tied: false,
        splits: false,
        same_version: false,
        other_version: false,
        same_case: false,
        other_case: false,
    };
}

/// What a report says, with its time: what likeness compares.
#[derive(Debug, Clone, Copy)]
pub struct Dated<'a> {
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
    /// What of it companies and products have.
    named: f64,
    /// Rare words and names.
    rare: usize,
    /// Halves of words that are rare enough to tie two reports to one event.
    tying: usize,
    /// Whether a name among it is rare.
    has_rare_name: bool,
}

/// What two sorted lists have in common.
fn shared(
    one: &[Feature],
    other: &[Feature],
    of: &Reading,
    korean: bool,
    seen: &dyn Frequencies,
) -> Shared {
    /// Of so many reports, one may have a rare word, and one that ties two reports.
    const RARE: u32 = 250;
    const TYING: u32 = 150;
    /// Likewise of products, and of companies, of which several things may be told in a day.
    const RARE_NAME: u32 = 400;
    const RARE_HOUSE: u32 = 800;
    let mut both = Shared { sum: 0.0, named: 0.0, rare: 0, tying: 0, has_rare_name: false };
    let (mut a, mut b) = (0, 0);
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                let (reports, all) = seen.share(*x, korean);
                let part = part_of(*x, seen.rarity(reports, all, korean));
                both.sum += part;
                let sort = features::sort(*x);
                let is_word = matches!(sort, Sort::Word | Sort::Name);
                both.rare += usize::from(is_word && reports * RARE <= all.max(RARE));
                let is_tying = reports * TYING <= all.max(TYING);
                // A name may stand in many events: two halves of a word, or one, tie two reports. What
                // tells a kind of move, "joins" or "malware", stands in every event of that kind.
                match sort {
                    Sort::Word | Sort::Part if is_tying && !features::tells_kind(*x) => {
                        both.tying += if sort == Sort::Word { 2 } else { 1 };
                    }
                    // A topic is a word of the matter; a product stands in many.
                    Sort::Name if of.products.contains(x) => {
                        both.named += part;
                        both.has_rare_name |= reports * RARE_NAME <= all.max(RARE_NAME);
                    }
                    // Who speaks is half of what is said.
                    Sort::Name if of.persons.contains(x) => both.named += part / 2.0,
                    Sort::House => {
                        both.named += part;
                        let is_rare = reports * RARE_HOUSE <= all.max(RARE_HOUSE);
                        both.tying += if is_rare { 2 } else { 0 };
                    }
                    Sort::Word | Sort::Part | Sort::Name | Sort::Common => {}
                }
                a += 1;
                b += 1;
            }
        }
    }
    both
}

/// The weight of a list by itself.
pub fn norm(list: &[Feature], korean: bool, seen: &dyn Frequencies) -> f64 {
    list.iter().map(|feature| weight(*feature, korean, seen)).sum()
}

/// How alike two reports are.
pub fn compare(
    one: &Dated<'_>,
    other: &Dated<'_>,
    seen: &dyn Frequencies,
    by: &Tuning,
) -> Likeness {
    compare_with(one, title_norm(one.reading, seen), other, seen, by)
}

/// The weight of a report's title by itself.
pub fn title_norm(reading: &Reading, seen: &dyn Frequencies) -> f64 {
    norm(&reading.title_features, reading.korean, seen)
}

/// As [`compare`], of a report that is compared with several others: the weight of its title is
/// worked out once.
pub fn compare_with(
    one: &Dated<'_>,
    title_norm_of_one: f64,
    other: &Dated<'_>,
    seen: &dyn Frequencies,
    by: &Tuning,
) -> Likeness {
    let (a, b) = (one.reading, other.reading);
    let across = a.korean != b.korean;
    let korean = a.korean && b.korean;
    let norms = title_norm_of_one * title_norm(b, seen);
    let norms = norms.sqrt().max(1.0);
    let titles = shared(&a.title_features, &b.title_features, a, korean, seen);
    let forth = shared(&a.title_features, &b.sentence_features, a, korean, seen);
    let back = shared(&a.sentence_features, &b.title_features, a, korean, seen);
    let below = shared(&a.sentence_features, &b.sentence_features, a, korean, seen);
    let sentences =
        by.cross_sentence * (forth.sum + back.sum) / 2.0 + by.both_sentences * below.sum;
    let words = (titles.sum + sentences) / norms;
    let alike = titles.sum / norms;
    let facts = facts(a, b, across, by);
    let hours = (one.published - other.published).num_minutes().abs() as f64 / 60.0;
    // What was wished for on a day before, and is done now, is another event.
    let is_later = hours >= LATER && has_come_about(a, b);
    let later = if is_later { by.other_move } else { 0.0 };
    let sum = words
        + later
        + (by.rare_word * titles.rare as f64).min(by.rare_words_most)
        + facts.sum
        + by.day_apart * hours / 24.0;
    // A company, a product or a person alone is no event, however rare the name is; but names are all
    // that two languages share.
    let named = titles.named
        + by.cross_sentence * (forth.named + back.named) / 2.0
        + by.both_sentences * below.named;
    let named = if across { 0.0 } else { named };
    let is_tied = titles.tying.max(forth.tying).max(back.tying) > 1
        || facts.ties
        || facts.is_of_one && facts.same_product && titles.has_rare_name
        || sum - named / norms >= by.tied_at;
    let is_copy = alike >= by.copy_at && facts.sum > by.other_version / 2.0;
    let level = if facts.splits {
        if sum >= by.related_at { Level::Related } else { Level::Apart }
    } else if is_copy {
        Level::Copy
    } else if sum >= by.join_at && (is_tied || facts.is_of_one && sum >= by.loose_at) && !is_later
        || facts.is_sure && hours <= by.sure_hours
    {
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
        splits: facts.splits || is_later,
        same_version: facts.same_version,
        other_version: facts.other_version,
        same_case: facts.same_case,
        other_case: facts.other_case,
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
    /// Whether the company that each is about first is among those of the other.
    is_of_one: bool,
    same_product: bool,
    same_version: bool,
    other_version: bool,
    same_case: bool,
    other_case: bool,
}

/// So many hours after a plan a deed is an event of its own.
const LATER: f64 = 36.0;

/// Whether one tells as done what the other tells as sought.
fn has_come_about(a: &Reading, b: &Reading) -> bool {
    let told = |reading: &Reading| (reading.facts.kind, reading.facts.status);
    let ((one, done), (other, sought)) = (told(a), told(b));
    let is =
        |one: MoveStatus, other: MoveStatus| one == MoveStatus::Done && other == MoveStatus::Sought;
    one.is_some() && one == other && (is(done, sought) || is(sought, done))
}

fn is_law(reading: &Reading) -> bool {
    reading.moves.iter().any(|one| one.kind == Move::Regulation)
}

/// So many times as much is a fine or a verdict in another case.
const OTHER_VERDICT: f64 = 10.0;

/// How many companies two reports share, and what that adds; a person whom both name counts as one where
/// they share none.
fn parties(a: &Reading, b: &Reading, by: &Tuning) -> (usize, f64) {
    let is_shared = |number: u32| b.companies.iter().any(|other| other.number == number);
    let companies = a.companies.iter().filter(|company| is_shared(company.number)).count();
    let sum = match companies {
        0 if !a.companies.is_empty() && !b.companies.is_empty() => by.other_company,
        0 => 0.0,
        1 => by.same_company,
        _ => by.same_two_companies,
    };
    let is_of_person = companies == 0 && a.persons.iter().any(|person| b.persons.contains(person));
    (companies, sum + if is_of_person { by.same_company } else { 0.0 })
}

fn facts(a: &Reading, b: &Reading, across: bool, by: &Tuning) -> Evidence {
    let (companies, mut sum) = parties(a, b, by);
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
    // What several make, each by itself, is a standard: "HBM4".
    let same_version = same_version && !are_of_two(a, b);
    if same_version {
        sum += by.same_version;
    } else if other_version {
        sum += by.other_version;
    }
    let amounts = a.facts.amount.as_ref().zip(b.facts.amount.as_ref());
    let in_titles = a.amount_in_title && b.amount_in_title;
    let mut other_amount = false;
    // One tells as paid what another only names; what something is worth is another sum.
    let is_worth = |amount: &Amount| amount.of == AmountOf::Worth;
    if let Some((x, y)) = amounts.filter(|(x, y)| is_worth(x) == is_worth(y)) {
        let alike = x.of == y.of;
        let (x, y) = (in_dollars(x), in_dollars(y));
        let near = (x - y).abs() <= 0.06 * x.max(y);
        if near {
            sum += by.same_amount;
        } else if alike && in_titles && (x - y).abs() > 0.3 * x.max(y) {
            other_amount = true;
            sum += by.other_amount;
        }
    }
    let (same_place, other_place) = places::compare(&a.places, &b.places);
    if other_place && companies == 0 {
        sum += by.other_company;
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
    let both_law = is_law(a) && is_law(b);
    // Two countries that ban the same thing, and two verdicts on one company, are two events.
    let sums = amounts.filter(|_| in_titles && companies > 0);
    let other_case = both_law && (other_place && companies == 0 || sums.is_some_and(is_far));
    Evidence {
        sum,
        is_of_one: are_of_one(a, b),
        same_product: product,
        same_case: same_place || same_amount,
        other_case,
        ties: same_version || companies > 1 || same_amount || companies > 0 && same_move(true),
        same_version,
        other_version,
        is_sure: clean
            && !other_version
            && !other_amount
            && (same_version && (sole(a) || sole(b)) || companies > 1 && same_move(true)),
        splits: other_case
            || presents_another(a, b)
            || !same_version && other_version && sole(a) && sole(b)
            || other_amount && is_deal && companies > 0 && alike_worth(a, b),
    }
}

/// Whether one of two sums is so much more than the other that it is of another case.
fn is_far((x, y): (&Amount, &Amount)) -> bool {
    let (x, y) = (in_dollars(x), in_dollars(y));
    x.max(y) > x.min(y) * OTHER_VERDICT
}

/// Whether the company that one report is about first is among those of another.
fn leads_in(one: &Reading, other: &Reading) -> bool {
    one.companies
        .first()
        .is_some_and(|first| other.companies.iter().any(|company| company.number == first.number))
}

/// Whether the company that each of two reports is about first is among those of the other.
pub fn are_of_one(a: &Reading, b: &Reading) -> bool {
    leads_in(a, b) && leads_in(b, a)
}

/// Whether two reports are about two companies, neither of which the other's report names.
fn are_of_two(a: &Reading, b: &Reading) -> bool {
    !a.companies.is_empty() && !b.companies.is_empty() && !leads_in(a, b) && !leads_in(b, a)
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
