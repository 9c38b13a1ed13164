//! Breaking a line to a width: at spaces where it can, inside a word only where that alone is too
//! wide. Hangul is broken between words, as Korean is set.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Line;
use crate::text::width::{grapheme_width, width};

/// The line as lines of at most so many columns; an empty one stays one line.
pub fn fold(line: &Line, columns: usize) -> Vec<Line> {
    let text = line.text();
    ranges(&text, columns).into_iter().map(|range| slice(line, &text, range)).collect()
}

/// Which bytes stand on each line.
fn ranges(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut at, mut used) = (0, 0, 0);
    for word in text.split_inclusive(' ') {
        let shown = width(word.trim_end());
        if used + shown > columns && used > 0 {
            ranges.push(start..at);
            (start, used) = (at, 0);
        }
        if shown > columns {
            for (offset, grapheme) in word.grapheme_indices(true) {
                let wide = grapheme_width(grapheme);
                if used + wide > columns && used > 0 {
                    ranges.push(start..at + offset);
                    (start, used) = (at + offset, 0);
                }
                used += wide;
            }
        } else {
            used += width(word);
        }
        at += word.len();
    }
    ranges.push(start..text.len());
    ranges
}

/// The part of a line between two bytes of its text, without spaces at its end.
fn slice(line: &Line, text: &str, range: Range<usize>) -> Line {
    let end = range.start + text[range.clone()].trim_end_matches(' ').len();
    let mut part = Line::default();
    let mut at = 0;
    for span in &line.spans {
        let from = range.start.clamp(at, at + span.text.len()) - at;
        let to = end.clamp(at, at + span.text.len()) - at;
        part.push(&span.text[from..to.max(from)], span.role);
        at += span.text.len();
    }
    part
}
