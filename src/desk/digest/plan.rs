//! What has a place on a page, as it was chosen: plain data that `choice.rs` fills and others read.

use std::collections::{BTreeMap, BTreeSet};

use super::drafts::Draft;
use super::quote::Said;
use crate::model::Because;

/// How much is told of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// All of it.
    Whole,
    /// Its line or its title alone: there is no room for more, or what leads has told it.
    Title,
}

/// Why an event does not lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    /// It is a paper of one publisher.
    Paper,
    /// It is what somebody thinks, and tells no deed.
    Talk,
    /// It names nothing of the field that is read about.
    Far,
    /// As many as may lead are about its company.
    Company,
    /// It is near to one that leads, by its number.
    Near(usize),
    /// As many as may lead are worth more.
    Below,
}

/// What is told, by the places of events among the drafts, which are in the order of worth.
pub(super) struct Plan {
    /// The events that lead.
    pub(super) lead: Vec<usize>,
    /// Why each of the others does not.
    pub(super) waits: BTreeMap<usize, Waits>,
    /// The best paper of those that say enough to a reader of finance and time series.
    pub(super) finance: Option<usize>,
    /// Those that have a place in their block, whatever the budget.
    pub(super) places: BTreeSet<usize>,
    /// Those that are told, and how much of each.
    pub(super) told: BTreeMap<usize, Length>,
    /// Why the others are not.
    pub(super) because: BTreeMap<usize, Because>,
    /// Those under which stands what may follow.
    pub(super) following: BTreeSet<usize>,
    /// The companies that have a heading of their own, by key.
    pub(super) headed: BTreeSet<String>,
    /// The product by which readers know such a company, by keys: where all that is told of it names that
    /// and not its maker.
    pub(super) called: BTreeMap<String, String>,
    /// What may be quoted of each that has a place, or that a lens found.
    pub(super) voices: BTreeMap<usize, Vec<Said>>,
}

impl Plan {
    /// The company under whose heading an event stands, by key; none where it has none of its own.
    pub(super) fn heading<'d>(&self, draft: &'d Draft<'_>) -> Option<&'d str> {
        draft.company().filter(|company| self.headed.contains(*company))
    }
}
