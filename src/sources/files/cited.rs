//! What the formats of references share: dates as exact as they are written, people family first.

use crate::model::Moment;
use crate::sources::grammar::date;
use crate::text::name::Person;

/// The day that a text tells, or the first one of what it tells, and where it tells no day how much it
/// does: `2019`, `2019-03`.
pub(super) fn dated(text: &str) -> (Option<Moment>, Option<String>) {
    let text = text.trim();
    let year = |text: &str| {
        let at = text.find(|c: char| c.is_ascii_digit())?;
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        Some(&text[at..at + digits]).filter(|year| year.len() == 4).map(str::to_owned)
    };
    let is_year = text.len() == 4 && year(text).is_some();
    let month = || date::parse_month(text).map(|day| day.format("%Y-%m").to_string());
    let day = || date::parse(text).filter(|_| !is_year);
    let told = if is_year { year(text) } else { month() };
    match told.or_else(|| if day().is_some() { None } else { year(text) }) {
        Some(told) => {
            let first =
                if told.len() == 4 { format!("{told}-01-01") } else { format!("{told}-01") };
            let first = date::parse(&first);
            let told = first.is_some().then_some(told);
            (first, told)
        }
        None => (day(), None),
    }
}

/// A person as files of references have them, family first: `van Bee, Ann, Jr.`. What has no comma is
/// written as it is.
pub(super) fn person(written: &str) -> Option<String> {
    let mut parts = written.split(',').map(str::trim);
    let family = parts.next().unwrap_or_default();
    let (given, suffix) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if given.is_empty() {
        return (!family.is_empty()).then(|| family.to_owned());
    }
    let is_particle =
        |word: &str| word.starts_with(|c: char| c.is_lowercase()) && family.contains(' ');
    let particle: Vec<&str> =
        family.split_whitespace().take_while(|word| is_particle(word)).collect();
    let rest: Vec<&str> = family.split_whitespace().skip(particle.len()).collect();
    let person = Person {
        given: given.to_owned(),
        particle: particle.join(" "),
        family: rest.join(" "),
        suffix: suffix.to_owned(),
        in_signs: false,
    };
    Some(person.written())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_no_more_exact_than_it_is_written() {
        for (text, first, told) in [
            ("2019", "2019-01-01", Some("2019")),
            ("2019-03", "2019-03-01", Some("2019-03")),
            ("March 2019", "2019-03-01", Some("2019-03")),
            ("2019-03-05", "2019-03-05", None),
            ("2019-03-05T08:00:00Z", "2019-03-05", None),
            ("5 March 2019", "2019-03-05", None),
            ("c. 2019", "2019-01-01", Some("2019")),
            ("2019a", "2019-01-01", Some("2019")),
            ("2019/2020", "2019-01-01", Some("2019")),
        ] {
            let (at, kept) = dated(text);
            let at = at.map(|at| at.date_naive().to_string());
            assert_eq!((at.as_deref(), kept.as_deref()), (Some(first), told), "{text}");
        }
        for text in ["", "n.d.", "forthcoming", "0000", "12"] {
            assert_eq!(dated(text), (None, None), "{text}");
        }
    }
}
