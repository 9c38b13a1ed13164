//! How many cells of a terminal a text takes, and cutting it to a number of them.
//!
//! Measured by grapheme as ratatui's buffer does, so that what is counted here is what is drawn.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells the text takes: 2 for Hangul, ideographs and emoji, 0 for marks that combine.
pub fn width(text: &str) -> usize {
    if is_printable_ascii(text) {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// The text, cut to so many cells with `…` at its end where it is longer.
pub fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if text.len() <= cells && is_printable_ascii(text) {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let mut end_with_ellipsis = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > cells {
            if cells == 0 {
                return Cow::Borrowed("");
            }
            return Cow::Owned(format!("{}…", &text[..end_with_ellipsis]));
        }
        if used < cells {
            end_with_ellipsis = at + grapheme.len();
        }
    }
    Cow::Borrowed(text)
}

/// The text, cut or filled with spaces to exactly so many cells.
pub fn pad(text: &str, cells: usize) -> String {
    let mut padded = cut(text, cells).into_owned();
    let missing = cells.saturating_sub(width(&padded));
    padded.extend(std::iter::repeat_n(' ', missing));
    padded
}

/// Cells one grapheme takes; one with a control character in it is never drawn.
pub(super) fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    // Terminals give the half-width voicing marks a cell of their own; Unicode gives them none.
    let marks = grapheme.matches(['\u{ff9e}', '\u{ff9f}']).count();
    grapheme.width() + marks
}

fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    /// What ratatui takes up when it draws the text.
    fn drawn(text: &str) -> usize {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4000, 1));
        usize::from(buffer.set_stringn(0, 0, text, 4000, Style::default()).0)
    }

    #[test]
    fn hangul_and_emoji_take_two_cells_and_marks_none() {
        for (text, cells) in
            [("조간", 4), ("e\u{301}", 1), ("👩\u{200d}🔬", 2), ("🇰🇷", 2), ("a\tb", 2)]
        {
            assert_eq!(width(text), cells, "{text:?}");
            assert_eq!(drawn(text), cells, "{text:?}");
        }
    }

    #[test]
    fn a_cut_never_splits_a_grapheme_and_says_that_it_cut() {
        assert_eq!(cut("조간 신문", 9), "조간 신문");
        assert_eq!(cut("조간 신문", 8), "조간 신…");
        assert_eq!(cut("조간 신문", 4), "조…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(cut("abc", 0), "");
        assert_eq!(pad("조간", 5), "조간 ");
        assert_eq!(pad("조간 신문", 5), "조간…");
    }

    proptest! {
        #[test]
        fn what_is_measured_is_what_ratatui_draws(text in "\\PC{0,60}|.{0,60}") {
            prop_assert_eq!(width(&text), drawn(&text));
        }

        #[test]
        fn a_cut_fits_and_a_pad_fills(text in ".{0,60}", cells in 0usize..40) {
            prop_assert!(width(&cut(&text, cells)) <= cells);
            prop_assert_eq!(width(&pad(&text, cells)), cells);
        }
    }
}
