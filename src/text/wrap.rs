//! Breaking plain text into rows of a width in cells.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::width;

/// The rows that one line of text (without line breaks) takes at a width, as byte ranges that
/// together are the whole line. White space at which a row was broken stays at its end and may
/// hang over the edge. Hangul breaks between words, as Korean is set; Han and Kana anywhere; a
/// word longer than a row at a grapheme. There is always at least one row.
pub fn wrap(line: &str, cells: usize) -> Vec<Range<usize>> {
    let cells = cells.max(1);
    let mut rows = Vec::new();
    let (mut start, mut used) = (0, 0);
    // Where the row may end, and how many of its cells stand before that.
    let (mut may_break, mut before_break) = (0, 0);
    let mut after_sign = false;
    for (at, grapheme) in line.grapheme_indices(true) {
        let blank = grapheme.chars().all(char::is_whitespace);
        let sign = breaks_anywhere(grapheme);
        let width = width::width(grapheme);
        if (sign || after_sign) && !clings(grapheme) {
            (may_break, before_break) = (at, used);
        }
        while used + width > cells && !blank && at > start {
            let (end, taken) =
                if may_break > start { (may_break, before_break) } else { (at, used) };
            rows.push(start..end);
            start = end;
            used -= taken;
        }
        used += width;
        if blank {
            (may_break, before_break) = (at + grapheme.len(), used);
        }
        after_sign = sign;
    }
    rows.push(start..line.len());
    rows
}

/// As [`wrap`], giving the rows as text without the white space at their ends, at most so many.
/// What does not fit is told by `…` at the end of the last row.
pub fn paragraph(text: &str, cells: usize, most: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for line in text.lines() {
        for range in wrap(line, cells) {
            if rows.len() == most {
                if let Some(last) = rows.last_mut() {
                    let room = width::cut(last, cells.saturating_sub(1)).trim_end().to_owned();
                    *last = room.trim_end_matches('…').to_owned() + "…";
                }
                return rows;
            }
            rows.push(line[range].trim_end().to_owned());
        }
    }
    rows
}

/// Han, Kana and full-width signs, between which a row may end.
fn breaks_anywhere(grapheme: &str) -> bool {
    grapheme.chars().next().is_some_and(|c| {
        matches!(c, '\u{2E80}'..='\u{30FF}' | '\u{31F0}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}')
    })
}

/// Closing signs, which never begin a row.
fn clings(grapheme: &str) -> bool {
    grapheme.chars().next().is_some_and(|c| "、。，．）」』】〉》！？：；".contains(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(line: &str, cells: usize) -> Vec<&str> {
        wrap(line, cells).into_iter().map(|range| line[range].trim_end()).collect()
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        assert_eq!(rows("small language models", 10), ["small", "language", "models"]);
        assert_eq!(rows("incomprehensible", 6), ["incomp", "rehens", "ible"]);
        assert_eq!(rows("", 6), [""]);
    }

    #[test]
    fn hangul_breaks_between_words_and_kana_anywhere() {
        assert_eq!(rows("어텐션 층의 일반화", 10), ["어텐션", "층의", "일반화"]);
        assert_eq!(rows("カタカナです。", 6), ["カタカ", "ナで", "す。"]);
    }

    #[test]
    fn a_paragraph_that_is_too_long_ends_in_an_ellipsis() {
        assert_eq!(paragraph("one two three", 5, 2), ["one", "two…"]);
        assert_eq!(paragraph("one two", 5, 2), ["one", "two"]);
    }

    proptest! {
        #[test]
        fn rows_are_the_whole_line_and_never_too_wide(line in "[^\n]{0,80}", cells in 2usize..40) {
            let rows = wrap(&line, cells);
            prop_assert_eq!(rows.iter().map(|r| &line[r.clone()]).collect::<String>(), line.clone());
            for row in rows {
                let text = line[row].trim_end();
                // One grapheme may be wider than any row: an emoji sequence in a narrow one.
                prop_assert!(width::width(text) <= cells || text.graphemes(true).count() <= 2);
            }
        }
    }
}
