//! A title as it was read, for all that look into it.

use crate::desk::lexicon::Mention;
use crate::desk::lists::Found;
use crate::text::tokens::Words;

/// A title as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// What it says.
    pub title: &'a str,
    /// Its words.
    pub words: &'a Words,
    /// What it names.
    pub named: &'a [Mention],
    /// Which lists it touches.
    pub found: &'a Found,
    /// Whether its first words name a company.
    pub company_first: bool,
    /// Whether it names an office, a court or a government.
    pub body: bool,
}

/// A name as a title writes it, where nothing in it would be obeyed by a terminal.
pub(super) fn plain_name(name: &str) -> Option<&str> {
    (!name.chars().any(char::is_control)).then_some(name)
}

/// Whether a text begins with these small letters, however it is written.
pub fn starts_with(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
}

/// Whether a title was broken off.
pub(super) fn is_cut(title: &str) -> bool {
    title.ends_with(['…', '⋯']) || title.ends_with("...")
}

/// Whether a title ends with a year before the one it was published in, in brackets.
pub(super) fn is_of_past_year(title: &str, year: i32) -> bool {
    let inside = title.trim_end().strip_suffix(')').and_then(|title| title.rsplit_once('('));
    let named = inside.and_then(|(_, inside)| inside.parse::<i32>().ok());
    named.is_some_and(|named| (1900..year).contains(&named))
}

/// Whether a title opens with a market or an index.
pub(super) fn opens_with_market(words: &Words) -> bool {
    const MARKETS: [&str; 22] = [
        "코스피",
        "코스닥",
        "증시",
        "뉴욕증시",
        "美증시",
        "나스닥",
        "다우",
        "환율",
        "원달러",
        "국내증시",
        "아시아증시",
        "stocks",
        "nasdaq",
        "kospi",
        "kosdaq",
        "dow",
        "nikkei",
        "futures",
        "markets",
        "bonds",
        "treasuries",
        "sensex",
    ];
    let first = words.list().first().map_or("", |word| words.text(word));
    MARKETS.iter().any(|market| first == *market || !market.is_ascii() && first.starts_with(market))
}
