//! Words of both languages that may stand for each other, `assets/lexicon/glossary.toml`. It only
//! ever lends support to a sentence; nothing is refused for what it lacks.
//!
//! A line is `Korean, Korean = english, english`. A Korean word with `-` behind it is a verb's stem,
//! found in all its forms; one with `.` behind it stands by itself or with a particle, as one of one syllable
//! does: it is a part of words that have nothing to do with it; any other is found inside a word, too. An English word is found in its forms, `*` behind it stands for
//! any ending, and several words are found one after the other.

use serde::Deserialize;

use super::korean;
use super::readings::is_hangul;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Places, which a sentence may not name without the evidence.
    places: String,
    /// Words that every report has: they support a clause only together.
    common: String,
    /// Everything else.
    technology: String,
    finance: String,
    research: String,
    business: String,
    general: String,
    /// `bought = buy`.
    irregular: String,
    /// Korean words that say nothing of the matter.
    empty: String,
    /// English words that say nothing of the matter.
    empty_english: String,
}

/// A Korean word of the glossary.
#[derive(Debug)]
pub struct Korean {
    /// As it is written, without its sign.
    pub(super) text: String,
    /// Whether it is a verb's stem.
    pub(super) is_stem: bool,
    /// Whether it stands by itself, or with a particle.
    is_whole: bool,
}

/// A line of the glossary.
#[derive(Debug)]
pub struct Pair {
    /// The Korean words.
    pub korean: Vec<Korean>,
    /// The English words, in stems with a blank on both sides; without the last one where any
    /// ending may follow.
    english: Vec<String>,
    /// Whether it says little by itself.
    pub is_common: bool,
    /// Whether it names a place.
    pub is_place: bool,
}

/// The glossary.
#[derive(Debug, Default)]
pub struct Glossary {
    pairs: Vec<Pair>,
    irregular: Vec<(String, String)>,
    empty: Vec<Korean>,
    empty_english: Vec<String>,
}

impl Korean {
    /// A word as it is written, with `-` behind it where it is a stem, and `.` where it is never a part of
    /// a longer word.
    pub(super) fn of(text: &str) -> Korean {
        let (text, is_marked) = text.strip_suffix('.').map_or((text, false), |word| (word, true));
        let (text, is_stem) = text.strip_suffix('-').map_or((text, false), |stem| (stem, true));
        let is_whole = is_marked || text.chars().count() == 1;
        Korean { text: text.to_owned(), is_stem, is_whole }
    }

    /// Whether a run of Hangul, or a text of several words, has this word.
    pub fn is_in(&self, text: &str) -> bool {
        if self.is_stem {
            return korean::conjugates(text, &self.text);
        }
        if !self.is_whole {
            return text.contains(&self.text);
        }
        text.strip_prefix(self.text.as_str())
            .is_some_and(|rest| rest.is_empty() || crate::text::tokens::is_particle(rest))
    }
}

impl Pair {
    /// Whether one of the Korean words is in a word, or, for those of several words, in the text
    /// that begins with it.
    pub fn is_korean(&self, word: &str, from_here: &str) -> bool {
        self.korean.iter().any(|korean| {
            if korean.text.contains(' ') {
                from_here.starts_with(&korean.text)
            } else {
                korean.is_in(word)
            }
        })
    }

    /// Whether one of the Korean words begins a word.
    pub fn begins(&self, word: &str) -> bool {
        self.korean.iter().any(|korean| {
            word.strip_prefix(korean.text.as_str()).is_some_and(|rest| {
                korean.text.chars().count() > 2
                    || rest.chars().count() < 4
                    || crate::text::tokens::is_particle(rest)
            })
        })
    }

    /// Whether one of the other words, a Chinese character for a country, stands in a text.
    pub fn is_hanja(&self, text: &str) -> bool {
        self.korean
            .iter()
            .any(|korean| korean.text.chars().all(|c| !is_hangul(c)) && text.contains(&korean.text))
    }

    /// Whether a Latin word is one of those that Korean writes so: `IPO`, `CEO`.
    pub fn is_latin(&self, word: &str) -> bool {
        self.korean.iter().any(|korean| korean.text == word)
    }

    /// Whether one of the English words is in a text of stems.
    pub fn is_english(&self, stems: &str) -> bool {
        self.english.iter().any(|english| stems.contains(english.as_str()))
    }
}

impl Glossary {
    /// The glossary that comes with the program.
    pub fn shipped() -> Glossary {
        // Built in and parsed by a test: a broken one cannot reach a user.
        Glossary::read(include_str!("../../assets/lexicon/glossary.toml")).unwrap_or_default()
    }

    /// A glossary of a file's text.
    ///
    /// # Errors
    /// Where it is no TOML of the expected form, or a line has no `=`; the message names it.
    pub fn read(text: &str) -> Result<Glossary, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut glossary = Glossary::default();
        for line in lines(&file.irregular) {
            let (forms, base) = split(line)?;
            for form in words(forms) {
                glossary.irregular.push((form.to_owned(), base.trim().to_owned()));
            }
        }
        glossary.irregular.sort();
        for (section, is_common, is_place) in [
            (&file.places, false, true),
            (&file.common, true, false),
            (&file.technology, false, false),
            (&file.finance, false, false),
            (&file.research, false, false),
            (&file.business, false, false),
            (&file.general, false, false),
        ] {
            for line in lines(section) {
                let (korean, english) = split(line)?;
                glossary.pairs.push(Pair {
                    korean: words(korean).map(Korean::of).collect(),
                    english: words(english).map(|word| glossary.pattern(word)).collect(),
                    is_common,
                    is_place,
                });
            }
        }
        glossary.empty = lines(&file.empty).flat_map(words).map(Korean::of).collect();
        glossary.empty_english =
            lines(&file.empty_english).flat_map(words).map(|word| glossary.stem(word)).collect();
        Ok(glossary)
    }

    /// All lines.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// Whether a Korean word says nothing of the matter.
    pub fn is_empty(&self, word: &str) -> bool {
        word.chars().count() < 2
            || self.empty.iter().any(|empty| {
                if empty.is_stem {
                    empty.is_in(word)
                } else {
                    word.strip_prefix(empty.text.as_str()).is_some_and(|rest| {
                        rest.is_empty() || crate::text::tokens::is_particle(rest)
                    })
                }
            })
    }

    /// Whether an English word, by its stem, says nothing of the matter.
    pub fn is_empty_english(&self, stem: &str) -> bool {
        stem.len() < 2 || self.empty_english.iter().any(|empty| empty == stem)
    }

    /// What an English word or several are looked for as, in a text of stems.
    pub(super) fn pattern(&self, english: &str) -> String {
        let open = english.ends_with('*');
        let words: Vec<&str> = english
            .trim_end_matches('*')
            .split([' ', '-'])
            .filter(|word| !word.is_empty())
            .collect();
        let last = words.len().saturating_sub(1);
        let stems: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(at, word)| if open && at == last { opened(word) } else { self.stem(word) })
            .collect();
        let end = if open { "" } else { " " };
        format!(" {}{end}", stems.join(" "))
    }

    /// The stems of a text's Latin words, with a blank on both sides of each.
    pub fn stems(&self, text: &str) -> String {
        let mut stems = String::from(" ");
        for word in latin_words(text) {
            stems.push_str(&self.stem(word));
            stems.push(' ');
        }
        stems
    }

    /// A word without its endings: `raised`, `raises` and `raising` are one. Not a word of the
    /// language, only the same for all forms.
    pub fn stem(&self, word: &str) -> String {
        // GPUs, LLMs: the plural of what is written in capitals.
        let word = word
            .strip_suffix('s')
            .filter(|rest| rest.len() > 1 && rest.bytes().all(|b| b.is_ascii_uppercase()))
            .unwrap_or(word);
        let lower = word.to_lowercase();
        let lower =
            lower.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’', '.']);
        let known = self.irregular.binary_search_by(|(form, _)| form.as_str().cmp(lower));
        let lower = known
            .ok()
            .and_then(|at| self.irregular.get(at))
            .map_or(lower, |(_, base)| base.as_str());
        let cut = if let Some(rest) = lower
            .strip_suffix("ies")
            .or_else(|| lower.strip_suffix("ied"))
            .filter(|rest| rest.len() > 1)
        {
            return undoubled(&format!("{rest}y"));
        } else if let Some(rest) =
            lower.strip_suffix("ing").filter(|rest| rest.len() > 2 && has_vowel(rest))
        {
            rest
        } else if let Some(rest) = lower.strip_suffix('d').filter(|rest| rest.ends_with("ee")) {
            // Agreed and freed are forms of agree and free; need and exceed are words.
            if ENDING_IN_EE.contains(&rest) { rest } else { lower }
        } else if let Some(rest) =
            lower.strip_suffix("ed").filter(|rest| rest.len() > 2 && has_vowel(rest))
        {
            rest
        } else if let Some(rest) = lower
            .strip_suffix("es")
            .filter(|rest| ["x", "ch", "sh", "ss", "zz"].iter().any(|end| rest.ends_with(end)))
        {
            rest
        } else if lower.len() > 3
            && lower.ends_with('s')
            && !lower.ends_with("ss")
            && !lower.ends_with("us")
            && !lower.ends_with("is")
        {
            &lower[..lower.len() - 1]
        } else {
            lower
        };
        undoubled(cut.strip_suffix('e').filter(|rest| rest.len() > 2).unwrap_or(cut))
    }
}

/// Verbs in -ee, whose past ends in -eed.
const ENDING_IN_EE: [&str; 7] =
    ["agree", "disagree", "free", "guarantee", "decree", "referee", "oversee"];

/// The beginning of a word, as that of its stem.
fn opened(word: &str) -> String {
    let lower = word.to_lowercase();
    undoubled(lower.strip_suffix('e').filter(|rest| rest.len() > 2).unwrap_or(&lower))
}

/// A word whose last letter is not doubled: `planned` is `plan`, `selling` and `sell` are one.
fn undoubled(word: &str) -> String {
    let mut chars = word.chars().rev();
    match (chars.next(), chars.next()) {
        (Some(last), Some(before))
            if last == before && word.len() > 3 && last.is_ascii_alphabetic() =>
        {
            word[..word.len() - 1].to_owned()
        }
        _ => word.to_owned(),
    }
}

fn has_vowel(word: &str) -> bool {
    word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// The Latin words of a text, hyphens parting them.
pub fn latin_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() && !is_hangul(c) || matches!(c, '\'' | '’' | '&')))
        .map(|word| word.trim_matches(['\'', '’', '&']))
        .filter(|word| word.chars().any(char::is_alphabetic))
}

fn lines(section: &str) -> impl Iterator<Item = &str> {
    section.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|word| !word.is_empty())
}

fn split(line: &str) -> Result<(&str, &str), String> {
    line.split_once('=').ok_or_else(|| format!("no `=` in `{line}`"))
}
