//! What is done with the panes and the list that may stand over them.

mod acts;

use std::borrow::Cow;

use super::list::List;
use super::search::{Subject, Wider};
use crate::model::Row;
use crate::text::{clean, math};

/// A list that stands over the panes.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// What it is about.
    pub subject: Subject,
    /// Its rows.
    pub list: List,
    /// What a longer span of days holds, where a search found nothing.
    pub wider: Option<Wider>,
}

/// Formulas of papers, as far as plain letters can show them.
pub(super) fn make_readable(text: &mut String) {
    if let Cow::Owned(readable) = math::readable(text) {
        *text = readable;
    }
}

/// A sentence that its publisher cut off in the middle ends in an ellipsis. What has few words may be
/// no sentence at all.
fn mark_cut(sentence: &mut String) {
    const FEW: usize = 8;
    let breaks_off =
        sentence.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || c == ',');
    if breaks_off && sentence.split_whitespace().count() >= FEW {
        sentence.push('…');
    }
}

/// The same of what a row says, whose title is without the tag of a newsletter.
pub(super) fn make_row_readable(row: &mut Row) {
    make_readable(&mut row.title);
    row.title.truncate(clean::headline(&row.title).len());
    row.first_author.iter_mut().for_each(make_readable);
}
