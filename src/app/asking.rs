//! Questions to the store: sent on their way with what they are for, ended by an answer or a failure.

mod acts;

use super::effect::{Question, Window};
use super::list::List;
use super::purpose::Purpose;

/// The question for rows of a list, and what for.
pub(super) fn rows(window: Window) -> (Purpose, Question) {
    (Purpose::Rows(window.list), Question::Window(window))
}

/// The question for the number of a list's rows, and what for.
pub(super) fn length(list: &List) -> (Purpose, Question) {
    (Purpose::Length(list.name()), Question::Length(list.whole()))
}
