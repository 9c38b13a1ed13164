//! What an event is worth on its day: a sum of weights, each a reason in words. It looks at the
//! reports of the event's last day; a share is the part of them that say so.
//!
//! A term is a function of [`Case`] in [`TERMS`], its weight a row of the tuning table, its
//! sentence the phrase `why.<term>` of each language. Papers have a scale of their own
//! (`papers.rs`).

use super::case::{Case, weight_of};
use super::lists::Cue;
use super::papers;
use super::reading::{Proof, Reading, hardness, in_dollars};
use super::story::Report;
use super::tuning::Tuning;
use crate::lang::{self, Lang};
use crate::model::judgement::MOST;
use crate::model::{Amount, AmountOf, Move, Noise, Pane, Reason};

/// The reason that bends a sum to the scale of points.
pub const SCALE: &str = "scale";
/// The term of the moves.
pub const MOVE: &str = "moves";
/// Told for each lens that an event touches.
pub const WATCH: &str = "watch";
/// What the event has in common with what the reader stars and reads.
pub const TASTE: &str = "likeness";
/// What it has in common with what the reader passes over.
pub const PASSED_OVER: &str = "passed_over";
/// The only reason of what the reader does not want to see.
pub const MUTED: &str = "muted";
/// The only reason of what the reader has in a library of their own.
pub const OWNED: &str = "owned";

/// The terms of all reasons that the desk gives, those of papers and of the reader's own included.
/// Each has a phrase `why.<term>` in every language; a test holds the three together.
pub const TERMS_TOLD: &[&str] = &[
    "start",
    "publishers",
    "community",
    "community_only",
    "deed",
    MOVE,
    OWNED,
    "amount",
    "jobs",
    "companies",
    "two_companies",
    "heat",
    "person",
    "policy",
    "policy_of_field",
    "highest",
    "policy_heat",
    "many",
    "first",
    "ai",
    "money",
    "own_page",
    "new_version",
    "noise",
    "review",
    "project",
    "old",
    "roundup",
    "gadget",
    "general",
    "far",
    "continues",
    "follow_up",
    "opinion",
    "feature",
    "dispute",
    "says",
    "broker",
    "magazine",
    "study",
    "paper_gallery",
    "paper_votes",
    "paper_chosen",
    "paper_method",
    "paper_domain",
    "paper_code",
    "paper_lab",
    "paper_venue",
    WATCH,
    TASTE,
    PASSED_OVER,
    MUTED,
    SCALE,
];

/// Terms whose first fact may be the key of an entry of the lexicon, which is told by its name.
pub const NAMING: [&str; 5] = ["companies", "heat", "person", "policy", "highest"];

/// A reason before it is on the scale: its term, the weighted sum, and the facts.
type Part = (&'static str, f64, Vec<String>);
type Term = fn(&Case<'_>, &mut Vec<Part>);

/// All terms, in the order in which reasons are given.
const TERMS: [Term; 14] = [
    publishers, community, deed, moves, amount, companies, person, policy, reach, topic,
    first_hand, noise, genre, study,
];

/// All reasons of an event on the scale of points, and their sum.
pub fn reasons(case: &Case<'_>) -> (Vec<Reason>, f64) {
    let by = case.by;
    let mut parts: Vec<Part> = Vec::new();
    let (unit, middle) = if case.head.reading.page.paper {
        papers::parts(case, &mut parts);
        (by.paper_unit, by.paper_middle)
    } else {
        for term in &TERMS {
            term(case, &mut parts);
        }
        (by.unit, by.middle)
    };
    let mut why =
        vec![Reason { term: "start".to_owned(), points: tenth(middle), facts: Vec::new() }];
    why.extend(parts.into_iter().filter_map(|(term, sum, facts)| {
        let points = tenth(unit * sum);
        (points != 0.0).then(|| Reason { term: term.to_owned(), points, facts })
    }));
    bend(&mut why, by);
    let worth = sum(&why);
    (why, worth)
}

/// Bends the sum of reasons to the scale, by a reason that says so: all that is not muted has
/// more than nothing, and nothing has more than 100.
pub fn bend(why: &mut Vec<Reason>, by: &Tuning) {
    /// Points at which the lower end begins to bend.
    const LOW: f64 = 10.0;
    why.retain(|reason| reason.term != SCALE);
    let straight = sum(why);
    let bent = if straight < LOW {
        LOW * 2f64.powf((straight - LOW) / LOW)
    } else if straight > by.bend {
        let room = MOST - by.bend;
        MOST - room * 2f64.powf(-(straight - by.bend) / room)
    } else {
        straight
    };
    let points = tenth(bent.max(0.1)) - straight;
    if points.abs() >= 0.05 {
        why.push(Reason { term: SCALE.to_owned(), points: tenth(points), facts: Vec::new() });
    }
}

/// The sum of some reasons' points.
pub fn sum(why: &[Reason]) -> f64 {
    tenth(why.iter().map(|reason| reason.points).sum())
}

pub(super) fn tenth(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

fn publishers(case: &Case<'_>, parts: &mut Vec<Part>) {
    let count = case.publishers.max(1);
    let further = (case.today.len() as u32).saturating_sub(count);
    let part = if case.is_light() { case.by.publishers_of_light } else { 1.0 };
    let sum = part * case.by.publishers * f64::from(count.min(4)).log2()
        + case.by.reports * (1.0 + f64::from(further)).log2();
    parts.push(("publishers", sum, vec![count.to_string()]));
}

fn community(case: &Case<'_>, parts: &mut Vec<Part>) {
    let best = case
        .today
        .iter()
        .filter(|r| r.kept.rank.is_some())
        .max_by(|a, b| a.kept.rank.unwrap_or(0.0).total_cmp(&b.kept.rank.unwrap_or(0.0)));
    if let Some(report) = best {
        let rank = report.kept.rank.unwrap_or(0.0);
        let company = if case.weight() >= 2 { case.by.community_company } else { 0.0 };
        let points = report.points.unwrap_or(0).to_string();
        let facts = vec![points, format!("{:.0}", rank * 100.0)];
        parts.push(("community", rank * (case.by.community + company), facts));
    }
    if case
        .today
        .iter()
        .all(|report| report.reading.page.community && report.reading.page.own.is_none())
    {
        parts.push(("community_only", case.by.community_only, Vec::new()));
    }
}

fn deed(case: &Case<'_>, parts: &mut Vec<Part>) {
    let share = case.share(|reading| reading.signs.deed && reading.facts.noise.is_none());
    parts.push(("deed", case.by.deed * share, vec![case.said(Proof::Cue(Cue::Deed))]));
}

fn moves(case: &Case<'_>, parts: &mut Vec<Part>) {
    for (at, (kind, share)) in case.kinds().into_iter().take(2).enumerate() {
        // The second move of an event says less.
        let part = if at == 0 { 1.0 } else { 0.4 };
        let giant =
            if case.weight() == 3 { case.by.hard_move_of_giant * hardness(kind) } else { 0.0 };
        let known = part_known(case, kind);
        let sum = known * part * share * (weight_of(kind, case.by) + giant);
        parts.push((MOVE, sum, vec![kind.name().to_owned(), case.said(Proof::Move(kind))]));
    }
}

/// What of a move counts by how much is known of it: for what a company is bought, whether others than one
/// publisher tell a matter of law, whether it is more than said.
fn part_known(case: &Case<'_>, kind: Move) -> f64 {
    let is_price = |Reading { facts, moves, .. }: &Reading| {
        moves.first().is_some_and(|told| told.kind == Move::Acquisition)
            && facts.amount.as_ref().is_some_and(|amount| amount.of != AmountOf::Named)
    };
    let has_sum = || case.today.iter().any(|report| is_price(&report.reading));
    let part = match kind {
        Move::Acquisition if !has_sum() => case.by.sum_untold,
        Move::Regulation if case.publishers < 2 => case.by.law_of_one,
        Move::Acquisition
        | Move::Regulation
        | Move::Layoffs
        | Move::Leadership
        | Move::Security
        | Move::Investment
        | Move::Infrastructure
        | Move::Earnings
        | Move::Partnership
        | Move::Launch
        | Move::Pricing
        | Move::Release => 1.0,
    };
    part * part_said(case)
}

/// What of a deed counts by how many of the reports tell more than that somebody says it. What one of
/// the highest offices says itself is what it does, unless others say that of it.
fn part_said(case: &Case<'_>) -> f64 {
    let said = case.share(|Reading { signs, office_says, .. }| {
        signs.says && !signs.deed && (!office_says || signs.reported)
    });
    1.0 - said * (1.0 - case.by.only_said)
}

fn amount(case: &Case<'_>, parts: &mut Vec<Part>) {
    /// In dollars: what gives nothing yet.
    const LEAST: f64 = 1e7;
    /// A hundred thousand jobs: nobody cuts more at once.
    const MOST_TENFOLDS: f64 = 3.0;
    let kind = case.kinds().first().map(|(kind, _)| *kind);
    // A sum of another deed that a report tells beside this one is not what this one is about; results to come
    // have not been earned, and what is claimed in court has not been paid.
    let is_of_it = |report: &Report, amount: &Amount| {
        let told = report.reading.moves.first().map(|told| told.kind);
        let is_alone = case.today.len() == 1 || told.is_none() || told == kind;
        kind.is_some()
            && is_alone
            && !(matches!(told, Some(Move::Earnings | Move::Regulation))
                && amount.of == AmountOf::Named)
    };
    let worth = |report: &&&Report| -> Option<(f64, String)> {
        let amount = report.reading.facts.amount?;
        let hundredfolds =
            ((in_dollars(&amount) / LEAST).log10() / 2.0).clamp(0.0, case.by.amount_most);
        let is_told = report.reading.amount_in_title && is_of_it(report, &amount);
        let told = if amount.of == AmountOf::Worth { case.by.amount_of_worth } else { 1.0 };
        let part = if is_told { told } else { case.by.amount_below };
        let said = Lang::ALL.map(|lang| super::scan::spoken(&amount, lang));
        let said = lang::name_to_keep([&said[0], &said[1]]);
        Some((case.by.amount * hundredfolds * part, said))
    };
    let best =
        case.today.iter().filter_map(|report| worth(&report)).max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((sum, said)) = best {
        parts.push(("amount", sum, vec![said]));
    }
    let jobs = case.today.iter().filter_map(|report| report.reading.jobs).fold(0.0, f64::max);
    if jobs > 0.0 {
        let tenfolds = (1.0 + (jobs / 1_000.0).log10()).clamp(0.0, MOST_TENFOLDS);
        parts.push(("jobs", case.by.jobs * tenfolds, vec![format!("{jobs:.0}")]));
    }
}

fn companies(case: &Case<'_>, parts: &mut Vec<Part>) {
    let weight = case.weight();
    let of_weight = |least: u8| {
        case.share(|reading| reading.companies.iter().any(|company| company.weight >= least))
    };
    let (sum, share) = match weight {
        3.. => (case.by.giant, of_weight(3)),
        2 => (case.by.large, of_weight(2)),
        1 => (case.by.small, of_weight(1)),
        0 => (0.0, 0.0),
    };
    let name = case
        .today
        .iter()
        .flat_map(|report| &report.reading.companies)
        .find(|company| company.weight == weight)
        .map(|company| company.key.clone())
        .unwrap_or_default();
    // One that a third of the reports name is the event's, whoever leaves it out.
    let share = if share * 3.0 >= 1.0 { share.max(0.5) } else { share };
    parts.push(("companies", sum * share, vec![name.clone()]));
    let two = case.share(|reading| {
        reading.companies.iter().filter(|company| company.weight >= 2).count() > 1
    });
    parts.push(("two_companies", case.by.two_large * two, Vec::new()));
    let heat = case.heat();
    parts.push(("heat", case.by.heat * heat, vec![name]));
}

fn person(case: &Case<'_>, parts: &mut Vec<Part>) {
    let share = case.share(|reading| reading.person >= 2);
    parts.push(("person", case.by.person * share, vec![case.said(Proof::Person)]));
}

fn policy(case: &Case<'_>, parts: &mut Vec<Part>) {
    let share = case.share(|reading| reading.signs.policy || reading.body > 0);
    if share < 0.5 {
        return;
    }
    let said = match case.said(Proof::Cue(Cue::Policy)) {
        said if said.is_empty() => case.said(Proof::Body),
        said => said,
    };
    let by = case.by;
    // One matter of law is paid once, however many offices it names.
    let mut room = if is_small_spending(case) { by.policy } else { by.policy_most };
    let part = part_said(case);
    let mut within = |sum: f64| {
        let taken = sum.min(room);
        room -= taken;
        part * taken
    };
    parts.push(("policy", within(by.policy), vec![said]));
    let highest = by.highest * case.share(|reading| reading.body >= 3);
    parts.push(("highest", within(highest), vec![case.said(Proof::Body)]));
    let of_field = case.share(|reading| reading.signs.ai) >= 0.5 || case.weight() >= 2;
    if of_field {
        parts.push(("policy_of_field", within(by.policy_of_field), Vec::new()));
    }
    parts.push(("policy_heat", within(by.policy_heat * case.heat()), Vec::new()));
}

/// Whether an office only puts a small sum into something: that weighs as little as the sum. What a company
/// puts into something is no matter of the office that is named beside it.
fn is_small_spending(case: &Case<'_>) -> bool {
    /// In dollars.
    const SMALL: f64 = 1e8;
    let is_spent = case.kinds().first().is_some_and(|(kind, _)| *kind == Move::Investment)
        && case.share(|reading| reading.body > 0) >= 0.5
        && case.share(|reading| !reading.companies.is_empty()) < 0.5;
    let sums = case.today.iter().filter_map(|report| report.reading.facts.amount.as_ref());
    is_spent && sums.map(in_dollars).max_by(f64::total_cmp).is_some_and(|most| most < SMALL)
}

fn reach(case: &Case<'_>, parts: &mut Vec<Part>) {
    let many = case.share(|reading| reading.signs.many);
    let is_security = case.kinds().iter().any(|(kind, _)| *kind == Move::Security);
    let sum = if is_security { case.by.many_security } else { case.by.many };
    parts.push(("many", sum * many, vec![case.said(Proof::Cue(Cue::Many))]));
    let first = case.share(|reading| reading.signs.first);
    parts.push(("first", case.by.first * first, vec![case.said(Proof::Cue(Cue::First))]));
}

fn topic(case: &Case<'_>, parts: &mut Vec<Part>) {
    let ai = case.share(|reading| reading.signs.ai);
    parts.push(("ai", case.by.ai * ai, vec![case.said(Proof::Cue(Cue::Ai))]));
    let money = case.share(|reading| reading.signs.money);
    parts.push(("money", case.by.money * money, vec![case.said(Proof::Cue(Cue::Money))]));
}

fn first_hand(case: &Case<'_>, parts: &mut Vec<Part>) {
    let own = case.today.iter().any(|report| report.reading.page.own.is_some());
    if own {
        parts.push(("own_page", case.by.own_page, Vec::new()));
    }
    let new = case.share(|reading| {
        !reading.versions.is_empty()
            && !reading.signs.review
            && reading.companies.iter().any(|company| company.weight >= 2)
            && reading.moves.iter().any(|told| matches!(told.kind, Move::Launch | Move::Release))
    });
    let name = case.today.iter().find_map(|report| report.reading.facts.names.first().cloned());
    parts.push(("new_version", case.by.new_version * new, name.into_iter().collect()));
}

fn noise(case: &Case<'_>, parts: &mut Vec<Part>) {
    for noise in Noise::ALL {
        let share = case.share(|reading| reading.facts.noise == Some(noise));
        let weight = match noise {
            Noise::Advert | Noise::Listicle | Noise::HowTo | Noise::Sponsored | Noise::Personal => {
                case.by.noise
            }
            Noise::Hobby => case.by.hobby,
            Noise::OffTopic => case.by.off_topic,
        };
        if share > 0.0 {
            parts.push(("noise", weight * share, vec![noise.name().to_owned()]));
        }
    }
}

fn genre(case: &Case<'_>, parts: &mut Vec<Part>) {
    let by = case.by;
    // A device that somebody opens up harms nobody else; a hole that many have does.
    let harms = case.share(|reading| reading.signs.many || reading.signs.policy) > 0.0;
    let is_hard = |kind: Move| hardness(kind) > 0.0 && (kind != Move::Security || harms);
    let has_hard = case.kinds().iter().any(|(kind, _)| is_hard(*kind));
    let mut add = |term: &'static str, sum: f64| parts.push((term, sum, Vec::new()));
    add("review", by.review * case.share(|reading| reading.signs.review));
    add("project", by.project * case.share(|reading| reading.page.project));
    add("old", by.old * case.share(|reading| reading.old));
    // What a broadcast talks about as well is an event all the same.
    let is_talk = case.today.iter().all(|report| report.reading.is_of_several());
    let roundups = case.share(|reading| reading.signs.roundup);
    add("roundup", by.roundup * if is_talk { 1.0 } else { roundups });
    if !has_hard {
        add("gadget", by.gadget * case.share(|reading| reading.signs.gadget));
    }
    if case.today.iter().all(|report| report.reading.page.general) {
        // Of markets and of AI the general press tells what others do.
        let far = case.share(|reading| !reading.signs.money && !reading.signs.ai);
        add("general", by.general * far);
    }
    let is_far = |reading: &Reading| reading.facts.noise.is_none() && !reading.is_of_field();
    add("far", by.far * case.share(is_far));
    if case.continues {
        // A new deed in an old matter is news.
        let deed = case.share(|reading| reading.signs.deed) >= 0.5;
        add("continues", by.follow_up * if deed { by.follow_up_with_deed } else { 1.0 });
    } else {
        add("follow_up", by.follow_up * case.share(|reading| reading.signs.follow_up));
    }
    let told = case.share(|reading| {
        reading.amount_in_title || reading.signs.deed && reading.moves.iter().any(|told| told.hard)
    }) > 0.0;
    let part = if told { by.opinion_with_deed } else { 1.0 };
    add("opinion", by.opinion * part * case.share(|reading| reading.signs.opinion));
    add("feature", by.feature * case.share(|reading| reading.signs.feature));
    add("dispute", by.dispute * case.share(|reading| reading.signs.dispute));
    add("says", by.says * case.share(|reading| reading.signs.says && !reading.signs.deed));
    add("broker", by.opinion * case.share(|reading| reading.signs.broker));
    add("magazine", by.dispute * case.share(|reading| reading.page.magazine));
}

fn study(case: &Case<'_>, parts: &mut Vec<Part>) {
    let told = case.today.iter().filter(|report| {
        let reading = &report.reading;
        reading.signs.study
            && reading.signs.ai
            && !reading.signs.opinion
            && reading.facts.noise.is_none()
            && reading.page.own.is_none()
            && !reading.page.community
            && report.choice.0 == Pane::Research
    });
    let share = told.count() as f64 / case.today.len().max(1) as f64;
    parts.push(("study", case.by.study * share, Vec::new()));
}
