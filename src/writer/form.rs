//! The checks of a sentence's form: one clean line that cites, in the language and register that were
//! asked for, with no address in it, and no longer than what it rests on.

use super::case::{Asked, Case, Task};
use super::readings::is_hangul;
use crate::lang::Lang;
use crate::model::idea::Section;
use crate::text::clean;

/// Characters of the shortest sentence, and of the longest.
const CHARACTERS: std::ops::RangeInclusive<usize> = 8..=220;
/// Sentences that one may cite.
const CITES: usize = 3;
/// The share of Hangul among the letters of a Korean sentence, names taken out.
const HANGUL: f64 = 0.35;

/// Not one clean line, too many citations, a section that there is not.
pub(super) fn shape(asked: &Asked<'_>) -> Option<String> {
    let characters = asked.sentence.chars().count();
    if asked.cites.len() > CITES {
        return Some(format!("{}", asked.cites.len()));
    }
    if let Some(section) = asked.section.filter(|section| {
        asked.task == Task::Idea && !Section::ALL.iter().any(|known| known.name() == *section)
    }) {
        return Some(section.to_owned());
    }
    let is_clean = clean::line(asked.sentence, 4 * CHARACTERS.end()) == asked.sentence;
    (!is_clean || !CHARACTERS.contains(&characters)).then(|| format!("{characters}"))
}

/// No citation, or one of what was not given.
pub(super) fn citation(asked: &Asked<'_>) -> Option<String> {
    if asked.cites.is_empty() {
        return Some(String::new());
    }
    asked.cites.iter().find(|cite| !asked.evidence.iter().any(|one| one.id == **cite)).cloned()
}

/// An address, a link or a reference in the sentence.
pub(super) fn address(case: &Case<'_>) -> Option<String> {
    let text = case.asked.sentence;
    for sign in ["://", "www.", "](", "<http", "mailto:"] {
        if text.contains(sign) {
            return Some(sign.to_owned());
        }
    }
    let reference = text.match_indices('[').find(|(at, _)| {
        let inside = text[at + 1..].split(']').next().unwrap_or_default();
        let bare = inside.trim_start_matches('^');
        text[at + 1..].contains(']')
            && (!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit())
                || bare.starts_with(['S', 'E'])
                    && bare.len() > 1
                    && bare[1..].chars().all(|c| c.is_ascii_digit()))
    });
    if let Some((at, _)) = reference {
        return Some(text[at..].chars().take(4).collect());
    }
    let lower = case.items.text.to_lowercase();
    case.sentence
        .latin
        .iter()
        .map(|latin| latin.text.as_str())
        .find(|word| is_host(word) && !lower.contains(&word.to_lowercase()))
        .map(str::to_owned)
}

/// Whether a word reads like a host: `example.com`.
fn is_host(word: &str) -> bool {
    const ENDS: [&str; 26] = [
        "com", "net", "org", "io", "ai", "co", "kr", "dev", "app", "gov", "edu", "jp", "cn", "uk",
        "eu", "de", "info", "biz", "me", "tv", "xyz", "site", "ly", "ru", "us", "to",
    ];
    let host = word.split('/').next().unwrap_or_default().to_lowercase();
    let Some((name, end)) = host.rsplit_once('.') else { return false };
    !name.is_empty() && ENDS.contains(&end)
}

/// A letter neither Hangul nor Latin that the evidence lacks.
pub(super) fn script(case: &Case<'_>) -> Option<String> {
    let is_latin = |c: char| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c);
    let strange = |c: &char| {
        c.is_alphabetic() && !is_hangul(*c) && !is_latin(*c) && !case.items.text.contains(*c)
    };
    case.asked.sentence.chars().find(strange).map(String::from)
}

/// Not the language that was asked for.
pub(super) fn language(case: &Case<'_>) -> Option<String> {
    let text = case.asked.sentence;
    match case.asked.language {
        Lang::En => text.chars().find(|c| is_hangul(*c)).map(String::from),
        Lang::Ko => {
            const UNITS: [&str; 12] = [
                "hundred", "thousand", "million", "billion", "trillion", "percent", "dollars",
                "dollar", "won", "years", "months", "days",
            ];
            let unit = case.sentence.latin.iter().find(|latin| {
                let before = text[..latin.at].trim_end();
                UNITS.contains(&latin.text.to_lowercase().as_str())
                    && before.ends_with(|c: char| c.is_ascii_digit())
            });
            if let Some(unit) = unit {
                return Some(unit.text.clone());
            }
            let foreign: usize = case
                .sentence
                .latin
                .iter()
                .filter(|latin| {
                    // What is written without a capital or a digit is no name: it was not translated.
                    let is_name =
                        latin.text.chars().any(|c| c.is_uppercase() || c.is_ascii_digit());
                    let mut given = case.items.latin.iter();
                    !is_name || !given.any(|other| other.text.eq_ignore_ascii_case(&latin.text))
                })
                .filter(|latin| !case.sentence.in_name(latin.at))
                .map(|latin| latin.text.chars().filter(|c| c.is_alphabetic()).count())
                .sum();
            let hangul = text.chars().filter(|c| is_hangul(*c)).count();
            let share = hangul as f64 / (hangul + foreign).max(1) as f64;
            (share < HANGUL || hangul == 0).then(|| format!("{:.0}%", 100.0 * share))
        }
    }
}

/// Another register, no whole sentence, a repeated run.
pub(super) fn register(asked: &Asked<'_>) -> Option<String> {
    let text = asked.sentence;
    if let Some(run) = repeated(text) {
        return Some(run);
    }
    let end =
        || text.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    match asked.language {
        Lang::Ko => (!asked.register.fits(text)).then(end),
        Lang::En => {
            let closed =
                text.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '!', '?']);
            let begun =
                text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
            (!closed || !begun || text.split_whitespace().count() < 3).then(end)
        }
    }
}

/// A syllable, a pair of them or a word that comes three times in a row.
fn repeated(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    for length in 1..=4 {
        for at in 0..chars.len().saturating_sub(3 * length - 1) {
            let run = &chars[at..at + length];
            let is_written = run.iter().all(|c| is_hangul(*c) || length > 2 && c.is_alphabetic());
            if is_written
                && run == &chars[at + length..at + 2 * length]
                && run == &chars[at + 2 * length..at + 3 * length]
            {
                return Some(run.iter().collect());
            }
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .windows(3)
        .find(|three| three[0] == three[1] && three[1] == three[2])
        .map(|three| three[0].to_owned())
}

/// Much longer than its evidence.
pub(super) fn length(case: &Case<'_>) -> Option<String> {
    const FREE: f64 = 40.0;
    const FOR_A_WORD: f64 = 2.5;
    const FOR_A_SYLLABLE: f64 = 1.3;
    if case.asked.language != Lang::Ko {
        return None;
    }
    let syllables = |text: &str| text.chars().filter(|c| is_hangul(*c)).count() as f64;
    let said = syllables(case.asked.sentence);
    let given: f64 = case
        .cited
        .iter()
        .map(|one| {
            let words = one
                .text
                .split_whitespace()
                .filter(|word| {
                    word.chars().any(char::is_alphanumeric) && !word.chars().any(is_hangul)
                })
                .count();
            FOR_A_WORD * words as f64 + FOR_A_SYLLABLE * syllables(&one.text)
        })
        .sum();
    (said > FREE + given).then(|| format!("{said:.0}"))
}
