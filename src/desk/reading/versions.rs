//! Names with a version, or an edition, and what only looks like one: `GPT-5.5`, "iPhone 17 Pro", "Series B".

use super::title::Text;
use crate::desk::features::StopWords;
use crate::desk::lexicon::Lexicon;
use crate::text::tokens::{self, Script};
/// Words behind a version that belong to it.
const EDITIONS: [&str; 22] = [
    "pro", "max", "mini", "flash", "ultra", "plus", "lite", "turbo", "nano", "air", "neo",
    "preview", "instant", "thinking", "coder", "code", "se", "xl", "fold", "edge", "opus",
    "sonnet",
];

/// What stands before a number that is no version of it.
const NOT_VERSIONED: [&str; 71] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "series",
    "part",
    "chapter",
    "episode",
    "volume",
    "vol",
    "day",
    "week",
    "top",
    "level",
    "stage",
    "phase",
    "tier",
    "article",
    "section",
    "no",
    "number",
    "about",
    "under",
    "over",
    "covid",
    "fortune",
    "mwc",
    "ces",
    "gtc",
    "ifa",
    "expo",
    // A quarter, a half of a year, a visa, groups of states, races.
    "q",
    "h",
    "g",
    "f",
    "turns",
    "hits",
    "tops",
    "reaches",
    "adds",
    "gets",
    "aged",
    "age",
    "version",
    "plus",
    "그리고",
    "또는",
    "최대",
    "최소",
    "평균",
    "무려",
];

/// The names with a version: a number for the name, and one for the version.
pub fn versions(text: &Text<'_>, lexicon: &Lexicon, stop: &StopWords) -> Vec<(u32, u32)> {
    let list = text.words.list();
    let mut found = Vec::new();
    for mention in text.named {
        let entry = lexicon.entry(mention.entry);
        if entry.kind != "product" {
            continue;
        }
        let (at, end) = (mention.word as usize, (mention.word + mention.length) as usize);
        let said: Vec<&str> =
            list[at..extended(text, end, stop)].iter().map(|word| text.words.text(word)).collect();
        // What the lexicon knows as a name of its own is no edition: "Claude Code".
        if let Some(version) = version_of(&said, end - at) {
            let name = tokens::hash(entry.key.as_bytes()) as u32;
            found.push((name, tokens::hash(version.as_bytes()) as u32));
        }
    }
    for at in 0..list.len() {
        if text.named.iter().any(|one| {
            lexicon.entry(one.entry).kind == "product"
                && (one.word..one.word + one.length).contains(&(at as u32))
        }) {
            continue;
        }
        let Some(end) = versioned(text, at, stop) else { continue };
        let Some((name, version)) = parts(text, at, end) else { continue };
        // One name in every language, as far as it is known.
        let mention = text.named.iter().find(|one| one.word as usize == at);
        let name = mention.map_or_else(
            || tokens::hash(name.as_bytes()) as u32,
            |one| tokens::hash(lexicon.entry(one.entry).key.as_bytes()) as u32,
        );
        found.push((name, tokens::hash(version.as_bytes()) as u32));
    }
    found
}

/// What of a product's words is its version: all from the first digit on, else the edition that stands
/// behind its name of so many words.
fn version_of(words: &[&str], name: usize) -> Option<String> {
    let whole = words.join(" ");
    if let Some(digit) = whole.find(|c: char| c.is_ascii_digit()) {
        // The edition behind a number is one of the same: GPT-5.4 and GPT-5.4 Thinking.
        let end = whole[digit..].find(' ').map_or(whole.len(), |end| digit + end);
        let version = whole[digit..end].trim_end_matches(|c: char| ('가'..='힣').contains(&c));
        return Some(version.to_owned());
    }
    let last = words.last()?;
    let edition = last.strip_suffix('s').filter(|one| EDITIONS.contains(one)).unwrap_or(last);
    (words.len() > name && EDITIONS.contains(&edition)).then(|| edition.to_owned())
}

/// Name and version of the words from one on.
fn parts<'a>(text: &'a Text<'_>, at: usize, end: usize) -> Option<(&'a str, &'a str)> {
    let first = text.words.list().get(at)?;
    let said = text.words.text(first);
    if end == at + 1 {
        let digits = said.find(|c: char| c.is_ascii_digit())?;
        let (name, version) = said.split_at(digits);
        return Some((name.trim_end_matches('-'), version));
    }
    Some((said, text.words.text(text.words.list().get(end - 1)?)))
}

/// Where the name with a version that begins at a word ends, if one does.
pub fn versioned(text: &Text<'_>, at: usize, stop: &StopWords) -> Option<usize> {
    /// Longer numbers are no versions.
    const LONGEST: usize = 6;
    let list = text.words.list();
    let word = list.get(at)?;
    let said = text.words.text(word);
    if word.script == Script::Alphabetic && said.chars().any(|c| c.is_ascii_digit()) {
        // GPT-5.5, HBM4, M5: letters, then a number; not 5G, and not a bare letter with a long number.
        let name = said.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        let name = name.trim_end_matches('-');
        let is_name = word.capital && !NOT_VERSIONED.contains(&name);
        let is_long = name.chars().count() > 1;
        return (is_name && (is_long || said.len() < 4)).then_some(at + 1);
    }
    let is_name = match word.script {
        Script::Alphabetic => {
            word.capital && !stop.has(word.hash) && !NOT_VERSIONED.contains(&said)
        }
        Script::Hangul => {
            !stop.has(word.hash)
                && !tokens::is_particle(said)
                && said.chars().count() > 1
                && !NOT_VERSIONED.contains(&said)
        }
        Script::Number | Script::Han => false,
    };
    let number = list.get(at + 1).filter(|number| number.script == Script::Number)?;
    let version = text.words.text(number);
    let between = text.title.get(word.until as usize..number.at as usize)?;
    let after = &text.title[number.until as usize..];
    let is_version = version.len() <= LONGEST
        && version.chars().all(|c| c.is_ascii_digit() || c == '.')
        && !version.contains("..")
        && !(version.len() == 4 && (version.starts_with("19") || version.starts_with("20")))
        && between.chars().all(|c| c == ' ' || c == '-')
        && !after.starts_with(['%', '/', ':', '-'])
        && !after
            .strip_prefix(',')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        && !is_counted(text, at + 1);
    // A Korean word before a number counts far more often than it names.
    let korean = word.script == Script::Hangul
        && text.named.iter().all(|m| (m.word + m.length) as usize != at + 1)
        && !version.contains('.');
    (is_name && is_version && !korean).then_some(at + 2)
}

/// Whether what stands behind a number says what is counted.
fn is_counted(text: &Text<'_>, at: usize) -> bool {
    const COUNTED: [&str; 26] = [
        "million",
        "billion",
        "trillion",
        "thousand",
        "percent",
        "years",
        "year",
        "days",
        "hours",
        "minutes",
        "people",
        "users",
        "jobs",
        "employees",
        "things",
        "ways",
        "tips",
        "am",
        "pm",
        "times",
        "months",
        "weeks",
        "states",
        "countries",
        "best",
        "new",
    ];
    let list = text.words.list();
    let Some(next) = list.get(at + 1) else { return false };
    let said = text.words.text(next);
    let close = list.get(at).is_some_and(|number| number.until == next.at);
    let is_particle = tokens::is_particle(said) && said != "만";
    COUNTED.contains(&said) || close && next.script == Script::Hangul && !is_particle
}

/// Where a name ends with the words behind it that belong to it.
pub fn extended(text: &Text<'_>, mut end: usize, stop: &StopWords) -> usize {
    let list = text.words.list();
    let close = |at: usize| {
        let (Some(before), Some(word)) = (list.get(at - 1), list.get(at)) else { return false };
        // Korean joins a number to a name: 아이폰17.
        let joined = before.script == Script::Hangul;
        text.title
            .get(before.until as usize..word.at as usize)
            .is_some_and(|between| between == " " || between == "-" || joined && between.is_empty())
    };
    let mut most = 2;
    while most > 0 && close(end) {
        let Some(word) = list.get(end) else { break };
        let said = text.words.text(word);
        let is_version = word.script == Script::Number
            && said.len() <= 5
            && !(said.len() == 4 && said.starts_with("20"))
            && said.trim_end_matches(|c: char| c.is_ascii_lowercase()).len() + 2 > said.len()
            && said.chars().all(|c: char| c.is_ascii_alphanumeric() || c == '.')
            && !is_counted(text, end)
            && !text.title[word.until as usize..].starts_with('%');
        let is_edition = word.capital
            && (EDITIONS.contains(&said)
                || said.strip_suffix('s').is_some_and(|one| EDITIONS.contains(&one)))
            // Chrome v145.
            || said.strip_prefix('v').is_some_and(|number| {
                !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            });
        let is_numbered = word.capital
            && word.script == Script::Alphabetic
            && said.len() < 6
            && said.chars().any(|c| c.is_ascii_digit())
            && !stop.has(word.hash);
        if !(is_version || is_edition || is_numbered) {
            break;
        }
        end += 1;
        most -= 1;
    }
    end
}
