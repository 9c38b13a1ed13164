//! What the reader takes out: digests, notes, reading lists and sources, one format a file.
//!
//! A format is a pure function from a value of `model` to text; only `file.rs` touches the disk.
//! Nothing written inside a value can change the document it is written into: each format escapes
//! at the moment of writing, whatever was cleaned before. To add a format, write its file and its
//! line in the table of its folder: a test fails until both agree. The smallest example is
//! `digest/json.rs`.
#![expect(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "documents are short, and writing to a string cannot fail as write! would have it"
)]

pub mod atom;
pub mod digest;
pub mod file;
pub mod ideas;
pub mod items;
pub mod journal;
mod markdown;
pub mod opml;
mod org;
pub mod reference;
pub mod template;
mod tex;
mod xml;

/// A row of counts as a line of small bars, the tallest for the greatest.
fn sparkline(series: &[u32]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = series.iter().copied().max().unwrap_or(0).max(1) as usize;
    series.iter().map(|count| BARS[(*count as usize * (BARS.len() - 1)).div_ceil(most)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sparkline_reaches_from_nothing_to_the_greatest() {
        assert_eq!(sparkline(&[0, 1, 4, 8]), "▁▂▅█");
        assert_eq!(sparkline(&[0, 0]), "▁▁");
        assert_eq!(sparkline(&[]), "");
    }
}
