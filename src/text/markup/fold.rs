//! Breaking a line to a width: at spaces where it can, inside a word only where that alone is too
//! wide. Hangul is broken between words, as Korean is set.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Line, Span};
use crate::text::width::{grapheme_width, width};

/// The line as lines of at most so many columns; an empty one stays one line.
pub fn fold(line: &Line, columns: usize) -> Vec<Line> {
    let text = line.text();
    let mut spans = Spans { spans: &line.spans, begins: 0 };
    ranges(&text, columns).into_iter().map(|range| spans.slice(&text, range)).collect()
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

/// The spans of a line from the one that the next part begins in, and the byte at which that begins.
struct Spans<'a> {
    spans: &'a [Span],
    begins: usize,
}

impl Spans<'_> {
    /// The part of the line between two bytes of its text, without spaces at its end. Parts are
    /// asked for from left to right.
    fn slice(&mut self, text: &str, range: Range<usize>) -> Line {
        let end = range.start + text[range.clone()].trim_end_matches(' ').len();
        let mut part = Line::default();
        while let Some((span, after)) = self.spans.split_first() {
            let (from, to) = (self.begins, self.begins + span.text.len());
            let inside = range.start.clamp(from, to) - from..end.clamp(from, to) - from;
            if !inside.is_empty() {
                part.push(&span.text[inside], span.role);
            }
            // The next part may begin in this span.
            if to >= range.end {
                break;
            }
            (self.spans, self.begins) = (after, to);
        }
        part
    }
}
