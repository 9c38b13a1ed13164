//! The sums that a report is about: what is paid, and what something is worth.

use super::moves::Reported;
use super::{Cue, Found, Signs};
use crate::desk::amounts::{self, Sum};
use crate::model::{Amount, AmountOf, Move, MoveStatus};
use crate::text::tokens;

/// The part of a summary in which a sum is looked for, in bytes.
const WITHIN: usize = 700;
/// A smaller sum, in dollars, is not what a summary is about.
const LEAST_BELOW: f64 = 100_000.0;

/// The sums that a report is about.
pub struct Sums {
    /// What is paid; where no such sum is told, what something is worth.
    pub amount: Option<Sum>,
    /// What something is worth, beside what is paid.
    pub valuation: Option<Sum>,
    /// Whether the title tells one of them.
    pub in_title: bool,
}

/// The sums that a report is about: of the title, else of the summary, where money or law is told. Where a
/// title tells what a company is worth that raises money, the summary may say how much that is.
pub fn of(title: &str, summary: &str, moves: &[Reported], signs: Signs) -> Sums {
    let first = |sums: &[Sum], of: AmountOf| sums.iter().find(|sum| sum.amount.of == of).copied();
    let told = |sums: &[Sum], in_title: bool| {
        let (paid, worth) = (first(sums, AmountOf::Paid), first(sums, AmountOf::Worth));
        let valuation = worth.filter(|_| paid.is_some());
        Sums { amount: paid.or(worth), valuation, in_title: in_title && !sums.is_empty() }
    };
    let above = told(&amounts::with_meaning(title), true);
    let raises = moves.first().is_some_and(|first| first.kind == Move::Investment);
    let is_worth = above.amount.is_some_and(|sum| sum.amount.of == AmountOf::Worth);
    if above.amount.is_some() && !(raises && is_worth) {
        return above;
    }
    let is_of_money = moves.iter().any(|reported| {
        matches!(
            reported.kind,
            Move::Investment
                | Move::Acquisition
                | Move::Regulation
                | Move::Earnings
                | Move::Infrastructure
                | Move::Partnership
        )
    });
    if !is_of_money && !signs.money {
        return above;
    }
    let head = &summary[..tokens::floor_char_boundary(summary, WITHIN)];
    let large = |sum: &Sum| sum.amount.value * sum.amount.currency.in_dollars() >= LEAST_BELOW;
    let sums: Vec<Sum> = amounts::with_meaning(head).into_iter().filter(large).collect();
    if above.amount.is_none() {
        return told(&sums, false);
    }
    let raised = sums.iter().find(|sum| amounts::is_raised(head, sum)).copied();
    match raised {
        Some(raised) => Sums { amount: Some(raised), valuation: above.amount, in_title: true },
        None => above,
    }
}

/// What a sum is where a move is told so: nobody has paid what is only wished or claimed.
pub fn known_as(amount: Amount, status: MoveStatus, found: &Found) -> Amount {
    let is_done = status == MoveStatus::Done;
    match amount.of {
        AmountOf::Paid if is_done && !found.has(Cue::OtherSum) => amount,
        AmountOf::Worth if is_done => amount,
        AmountOf::Paid | AmountOf::Worth | AmountOf::Named => {
            Amount { of: AmountOf::Named, ..amount }
        }
    }
}

/// What a sum is worth in US dollars.
pub fn in_dollars(amount: &Amount) -> f64 {
    amount.value * amount.currency.in_dollars()
}
