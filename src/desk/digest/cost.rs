//! What a part of a page costs to read, in minutes.

use crate::lang::Lang;
use crate::model::{Entry, Lead};
use crate::text::pace;

/// What choosing an entry costs the eye besides reading it, in minutes: about a second.
pub(super) const EYE: f64 = 0.02;

/// Minutes an entry takes.
pub(super) fn cost(entry: &Entry) -> f64 {
    let text = if entry.text == entry.label { 0.0 } else { pace::minutes(&entry.text) };
    let beside = entry.meta.iter().chain(&entry.cells);
    let follows = entry.consequence.as_ref().map_or(0.0, |quote| pace::minutes(&quote.text));
    pace::minutes(&entry.label)
        + text
        + follows
        + beside.map(|fact| pace::minutes(fact)).sum::<f64>()
        + EYE
}

/// Minutes that a line of the lead takes.
pub(super) fn cost_of_lead(lead: &Lead) -> f64 {
    let quotes = lead.quote.iter().chain(&lead.consequence);
    pace::minutes(&lead.label)
        + quotes.map(|quote| pace::minutes(&quote.text)).sum::<f64>()
        + lead.meta.iter().map(|fact| pace::minutes(fact)).sum::<f64>()
}

/// The most of what something costs in any language.
pub(super) fn dearest(cost: impl Fn(Lang) -> f64) -> f64 {
    Lang::ALL.into_iter().map(cost).fold(0.0, f64::max)
}
