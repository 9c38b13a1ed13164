//! How a line that is being typed can go on.

use super::grammar::{KEYS, Key, MARKS};
use super::read::{Company, folded};
use crate::lang::{Lang, say};
use crate::model::{Move, Pane, Progress, Week};

/// Completions offered at once.
const OFFERED: usize = 8;

/// Weeks that are offered, in English and Korean.
const WORDS_OF_WEEKS: [(&str, &str); 2] = [("this", "이번"), ("next", "다음")];

/// Days that are offered, in English and Korean.
const WORDS_OF_DAYS: [(&str, &str); 5] =
    [("today", "오늘"), ("yesterday", "어제"), ("3d", "3일"), ("1w", "1주"), ("4w", "4주")];

/// What is known where a line is typed. It is asked for no more than the word needs.
pub trait Known {
    /// The language that is spoken there; its spellings come first.
    fn lang(&self) -> Lang;
    /// The week that it is.
    fn week(&self) -> Week;
    /// Names of saved filters.
    fn saved(&self) -> Vec<String>;
    /// Companies, those talked about most first.
    fn companies(&self) -> Vec<&Company>;
    /// Names of sources, sorted.
    fn sources(&self) -> Vec<String>;
    /// Names of authors, sorted.
    fn authors(&self) -> Vec<String>;
    /// Tags of the reading list, sorted.
    fn tags(&self) -> Vec<String>;
}

/// How the word before the cursor can go on, the likeliest first.
pub fn completions(before_cursor: &str, known: &impl Known) -> Vec<String> {
    let word = last_word(before_cursor);
    let sign = if word.starts_with('-') { "-" } else { "" };
    let bare = &word[sign.len()..];
    let spelled = |en: &str, ko: &str| spelled(known.lang(), en, ko);
    let all: Vec<Vec<String>> = if let Some((key, _)) = bare.split_once(':') {
        let whole = |value| format!("{key}:{value}");
        let values = values(key, known).into_iter();
        values.map(|spellings| spellings.into_iter().map(whole).collect()).collect()
    } else {
        let saved = known.saved().into_iter().map(|name| vec![format!("@{name}")]);
        let keys = KEYS.iter().map(|(en, ko, _)| spelled(&format!("{en}:"), &format!("{ko}:")));
        let marks = MARKS.iter().map(|(en, ko, ..)| spelled(en, ko));
        saved.chain(keys).chain(marks).collect()
    };
    let begun = bare.to_lowercase();
    let goes_on = |whole: &String| whole.to_lowercase().starts_with(&begun) && *whole != bare;
    all.into_iter()
        .filter_map(|spellings| spellings.into_iter().find(goes_on))
        .take(OFFERED)
        .map(|whole| format!("{sign}{whole}"))
        .collect()
}

/// What a word means that is not understood because it is not typed whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfinished {
    /// It can go on in several ways, and demands nothing yet.
    Open,
    /// It can go on to this word alone.
    Only(String),
    /// It goes on to one of these companies.
    Companies(Vec<String>),
}

/// What a word means that is not understood yet; `None` where it can become nothing that is.
pub fn unfinished(word: &str, known: &impl Known) -> Option<Unfinished> {
    let sign = if word.starts_with('-') { "-" } else { "" };
    let asked = word[sign.len()..].split_once(':');
    let asked = asked.and_then(|(key, value)| Some((key, Key::of(key)?, value)));
    match asked {
        Some((_, _, "") | (_, Key::Tag, "#")) => return Some(Unfinished::Open),
        Some((key, Key::Company, value)) => {
            let begun = folded(value);
            let begins = |company: &&Company| {
                let names = std::iter::once(&company.key).chain(&company.names);
                names.into_iter().any(|name| folded(name).starts_with(&begun))
            };
            let companies = known.companies().into_iter().filter(begins);
            let keys: Vec<String> = companies.map(|company| company.key.clone()).collect();
            return match keys.as_slice() {
                [] => None,
                [only] => Some(Unfinished::Only(format!("{sign}{key}:{only}"))),
                _ => Some(Unfinished::Companies(keys)),
            };
        }
        Some((_, Key::Since | Key::Until | Key::Day, value))
            if begins_date(value, "0000-00-00") =>
        {
            return Some(Unfinished::Open);
        }
        Some((_, Key::Due, value)) if begins_date(value, "0000-W00") => {
            return Some(Unfinished::Open);
        }
        Some(_) | None => {}
    }
    let mut ways = completions(word, known);
    match ways.len() {
        0 => None,
        1 => ways.pop().map(Unfinished::Only),
        _ => Some(Unfinished::Open),
    }
}

/// Whether a text is the beginning of something of that form, in which 0 stands for any digit.
fn begins_date(text: &str, form: &str) -> bool {
    let fits = |(c, wanted): (char, char)| {
        if wanted == '0' { c.is_ascii_digit() } else { c.eq_ignore_ascii_case(&wanted) }
    };
    text.len() < form.len() && text.chars().zip(form.chars()).all(fits)
}

/// The word that is being typed.
pub fn last_word(before_cursor: &str) -> &str {
    before_cursor.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// Two spellings, that of the language spoken first.
fn spelled(lang: Lang, en: &str, ko: &str) -> Vec<String> {
    let (first, second) = match lang {
        Lang::En => (en, ko),
        Lang::Ko => (ko, en),
    };
    vec![first.to_owned(), second.to_owned()]
}

/// What may stand after a key, each in all its spellings, the likeliest first.
fn values(key: &str, known: &impl Known) -> Vec<Vec<String>> {
    let alone = |value: &str| vec![value.to_owned()];
    let each_alone = |values: Vec<String>| values.into_iter().map(|value| vec![value]).collect();
    let both =
        |name: &str, phrase: String| spelled(known.lang(), name, &say(Lang::Ko, &phrase, &[]));
    match Key::of(key) {
        Some(Key::Company) => {
            known.companies().into_iter().map(|company| spellings(company, known.lang())).collect()
        }
        Some(Key::Move) => {
            Move::ALL.map(|kind| both(kind.name(), format!("move.{}", kind.name()))).to_vec()
        }
        Some(Key::Pane) => {
            Pane::ALL.map(|pane| both(pane.name(), format!("pane.{}", pane.name()))).to_vec()
        }
        Some(Key::Source) => each_alone(known.sources()),
        Some(Key::Author) => each_alone(known.authors()),
        Some(Key::Language) => ["en", "ko", "ja", "zh"].map(alone).to_vec(),
        Some(Key::Tag) => each_alone(known.tags()),
        Some(Key::State) => Progress::ALL.map(|state| alone(state.name())).to_vec(),
        Some(Key::Due) => {
            let week = known.week();
            let numbers = [week, week.next()].map(|week| vec![week.to_string()]);
            let words = WORDS_OF_WEEKS.map(|(en, ko)| spelled(known.lang(), en, ko));
            words.into_iter().chain(numbers).collect()
        }
        Some(Key::Since | Key::Until | Key::Day) => {
            WORDS_OF_DAYS.map(|(en, ko)| spelled(known.lang(), en, ko)).to_vec()
        }
        None => Vec::new(),
    }
}

/// The names of one word that a company has, that of the language spoken first.
fn spellings(company: &Company, lang: Lang) -> Vec<String> {
    let is_korean = |name: &&String| name.chars().any(|c| ('가'..='힣').contains(&c));
    let one_word = |name: &&String| !name.contains(char::is_whitespace);
    let korean = company.names.iter().take(2).find(is_korean).filter(one_word);
    let mut spellings: Vec<String> = company.names.iter().filter(one_word).cloned().collect();
    let first = match (lang, korean) {
        (Lang::Ko, Some(korean)) => korean,
        (Lang::Ko, None) | (Lang::En, _) => &company.key,
    };
    spellings.insert(0, first.clone());
    spellings.insert(1, company.key.clone());
    spellings
}
