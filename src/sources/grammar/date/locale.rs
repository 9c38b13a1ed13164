//! What dates leave unsaid and the place where they were written tells.

use super::zones::{hours_east_at, hours_east_of};
use crate::text::{address, language};

/// Most titles that the language of a document is told by.
const TITLES: usize = 40;

/// Countries that write the day before the month, by the ends of hosts' names.
const DAY_FIRST: [&str; 49] = [
    "ae", "ar", "at", "au", "be", "bg", "br", "ch", "cl", "cz", "de", "dk", "ee", "eg", "es", "fi",
    "fr", "gr", "hr", "id", "ie", "il", "in", "it", "ke", "lk", "lu", "lv", "mx", "my", "ng", "nl",
    "no", "nz", "pe", "pk", "pl", "pt", "ro", "rs", "ru", "sa", "si", "sk", "th", "tr", "ua", "uk",
    "vn",
];

/// Countries that write English and put the day first, as in `en-GB`.
const ENGLISH: [&str; 14] =
    ["au", "gb", "hk", "ie", "in", "ke", "mt", "my", "ng", "nz", "pk", "sg", "uk", "za"];

/// How dates are meant at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Locale {
    /// Hours east of UTC of clocks that name no zone.
    pub hours_east: i32,
    /// Whether the day stands before the month between slashes.
    pub day_first: bool,
}

impl Locale {
    /// That of a document: as far as its languages say it (its own and its source's), else the hosts
    /// of its addresses, else its titles. The order of day and month is told best by a date of the
    /// document that can be read in one way only.
    pub fn of<'a, 'd>(
        languages: &[Option<&str>],
        addresses: &[Option<&str>],
        titles: impl Iterator<Item = &'a str>,
        mut dates: impl Iterator<Item = &'d str>,
    ) -> Locale {
        let titles: Vec<&str> = titles.take(TITLES).collect();
        let titles = titles.join(" ");
        let said = || languages.iter().flatten().copied();
        let hosts = || addresses.iter().flatten().filter_map(|url| address::host(url));
        let hours_east = said()
            .find_map(hours_east_of)
            .or_else(|| hosts().find_map(hours_east_at))
            .or_else(|| hours_east_of(language::of(&titles)));
        let day_first = dates
            .find_map(order_in)
            .or_else(|| said().find_map(order_of))
            .or_else(|| hosts().find_map(order_at))
            .or_else(|| order_of(language::of(&titles)));
        Locale { hours_east: hours_east.unwrap_or(0), day_first: day_first.unwrap_or(false) }
    }

    /// The same, for a part that is written in this language.
    #[must_use]
    pub fn within(self, language: &str) -> Locale {
        Locale {
            hours_east: hours_east_of(language).unwrap_or(self.hours_east),
            day_first: order_of(language).unwrap_or(self.day_first),
        }
    }
}

/// Whether the day stands first in a text that has a date of which one number can be no month.
fn order_in(text: &str) -> Option<bool> {
    text.split_whitespace().find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_ascii_digit());
        let mut parts = word.split('/');
        let mut number = || -> Option<(u32, usize)> {
            let part = parts.next()?;
            Some((part.parse().ok()?, part.len()))
        };
        let (first, second, year) = (number()?, number()?, number()?);
        let is_date = first.1 <= 2 && second.1 <= 2 && matches!(year.1, 2 | 4);
        match (first.0, second.0) {
            (13..=31, 1..=12) if is_date && year.1 == 4 => Some(true),
            (1..=12, 13..=31) if is_date => Some(false),
            _ => None,
        }
    })
}

/// Whether the day stands first in a language, where those who write it agree.
fn order_of(tag: &str) -> Option<bool> {
    let language = language::declared(tag)?;
    let region = tag.split(['-', '_']).nth(1).unwrap_or_default().to_ascii_lowercase();
    match (&*language, &*region) {
        ("en", "us") | ("ko" | "ja" | "zh", _) => Some(false),
        ("en", region) => ENGLISH.contains(&region).then_some(true),
        _ => Some(true),
    }
}

fn order_at(host: &str) -> Option<bool> {
    let end = host.rsplit_once('.')?.1.to_ascii_lowercase();
    DAY_FIRST.contains(&&*end).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_first(language: Option<&str>, url: Option<&str>, dates: &[&str]) -> bool {
        Locale::of(&[language], &[url], std::iter::empty(), dates.iter().copied()).day_first
    }

    #[test]
    fn the_order_of_day_and_month_is_told_by_a_date_a_language_or_a_host() {
        assert!(!day_first(None, None, &["03/04/2026"]));
        assert!(day_first(None, None, &["03/04/2026", "25/03/2026 10:00"]));
        assert!(day_first(Some("en-us"), None, &["(25/03/2026)"]), "a date tells more");
        assert!(!day_first(Some("en-GB"), None, &["03/25/2026"]));
        for language in ["en-GB", "en_AU", "fr", "de-DE", "pt-BR"] {
            assert!(day_first(Some(language), None, &[]), "{language}");
        }
        for language in ["en", "en-US", "ko", "klingon"] {
            assert!(!day_first(Some(language), None, &[]), "{language}");
        }
        assert!(day_first(None, Some("https://mill.co.uk/feed"), &[]));
        assert!(!day_first(None, Some("https://mill.com/feed"), &["26/03/02", "1/2", "a/b/2026"]));
    }

    #[test]
    fn a_part_in_another_language_has_its_clocks() {
        let here = Locale::default();
        assert_eq!(here.within("ko-KR").hours_east, 9);
        assert_eq!(here.within("en"), here);
    }
}
