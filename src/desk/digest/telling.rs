//! Whether a story can be told at all: it has a page, tells one thing and is not too small.

use super::{DayEvent, Material};
use crate::model::Row;
use crate::text::address;

/// Whether it has a page of its own, and not only a list on which it stands.
pub(super) fn is_citable(row: &Row) -> bool {
    row.url.as_deref().is_some_and(|url| !address::is_list_page(url, &row.title))
}

/// Whether it is worth too little to be told; a paper on finance is looked at all the same.
pub(super) fn is_small(material: &Material<'_>, told: &DayEvent) -> bool {
    let by = material.comparer.tuning();
    let is_looked_at = told.subject.reading.page.paper && told.subject.finance >= by.finance_at;
    told.event.worth < by.small_at && !is_looked_at
}

/// Whether it tells several things. What papers call a digest or a decoder is their matter.
pub(super) fn is_round_up(told: &DayEvent) -> bool {
    told.subject.reading.is_of_several() && !told.subject.reading.page.paper
}
