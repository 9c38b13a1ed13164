//! What is done with the panes and the list that may stand over them.

mod acts;

use std::borrow::Cow;

use super::list::List;
use super::search::{Absent, Subject, Wrong};
use crate::lang::{Lang, say};
use crate::model::{Query, Row, Sort};
use crate::text::{clean, math};

/// A list that stands over the panes.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// What it is about.
    pub subject: Subject,
    /// Its rows.
    pub list: List,
    /// What of the line that is searched for is not understood; then nothing is listed.
    pub wrong: Option<Wrong>,
    /// What is known of why nothing was found.
    pub absent: Absent,
}

impl View {
    /// What a line that is typed over it is looked for in: itself, and where it was found, what that
    /// was looked for in.
    pub(super) fn within(&self) -> Option<Box<(Subject, Query)>> {
        match &self.subject {
            Subject::Found { within, .. } => within.clone(),
            subject => Some(Box::new((subject.clone(), self.list.query().clone()))),
        }
    }

    /// The order in which it stands, in words; none where its subject alone says it.
    pub fn order_told(&self, lang: Lang) -> Option<Cow<'static, str>> {
        match &self.subject {
            Subject::Found { .. }
            | Subject::Unread
            | Subject::Starred
            | Subject::Noted
            | Subject::Source(_)
            | Subject::All
            | Subject::Term(_)
            | Subject::Due(_) => {}
            // These have an order of their own.
            Subject::LeftOut
            | Subject::Counted(_)
            | Subject::Story(_)
            | Subject::Related(_)
            | Subject::Idea(_) => return None,
        }
        let key = match self.list.query().order() {
            Sort::Score | Sort::Worth => "ui.order.worth",
            Sort::New => "ui.order.new",
            Sort::Hand => "ui.order.hand",
        };
        Some(say(lang, key, &[]))
    }
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
