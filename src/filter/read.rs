//! From a line to what is asked of the store.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::grammar::{
    DAYS, KEYS, Key, MARKS, WEEKS, day_word, move_named, moves, pane_named, panes, state_named,
    states,
};
use crate::lang::Lang;
use crate::model::{Day, Moment, Phrase, Query, Trait, Week, Zone, day, listed};
use crate::text::tokens;

/// A company as it can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its key in the alias table, which items keep.
    pub key: String,
    /// Its names, that on the screen first, the Korean one next where there is one; then those of
    /// what belongs to it.
    pub names: Vec<String>,
}

/// A line that was understood: what items must be, and the words they must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// What they must be, added to the list the line was typed over.
    pub query: Query,
    /// The words, as full-text search takes them; may be empty.
    pub words: String,
}

/// A word of a line that says what an item must be, and cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misunderstood {
    /// What was typed.
    pub word: String,
    /// What may stand there; empty where there is nothing.
    pub known: String,
}

impl Misunderstood {
    /// What is wrong, and what there is.
    pub fn phrase(&self) -> Phrase {
        let Misunderstood { word, known, .. } = self;
        if word.ends_with(':') {
            return Phrase::new("app.filter_unfinished", &[word, known]);
        }
        if known.is_empty() {
            return Phrase::new("app.filter_unknown", &[word]);
        }
        Phrase::new("app.filter_wrong", &[word, known])
    }
}

/// What lines are read by.
#[derive(Debug, Clone, Copy)]
pub struct Grammar<'a> {
    /// Filters that were given a name.
    pub saved: &'a BTreeMap<String, String>,
    /// All companies; empty where they are not known, and then any may be named.
    pub companies: &'a [Company],
    /// When today is.
    pub now: Moment,
    /// Where days begin.
    pub zone: Zone,
    /// In which language it is said what may stand where something is not understood.
    pub lang: Lang,
}

impl Grammar<'_> {
    /// Reads a line, over a list that asks for `base`. Words after `@` stand for a saved filter.
    ///
    /// # Errors
    /// The first word that cannot be understood.
    pub fn read(&self, line: &str, base: Query) -> Result<Filter, Misunderstood> {
        let mut filter = Filter { query: base, words: String::new() };
        let line = expanded(line, self.saved);
        for word in words(&line) {
            let (holds, bare) = match word.strip_prefix('-') {
                Some(bare) => (false, bare),
                None => (true, word),
            };
            let named = |(en, ko, ..): &&(&str, &str, Trait, bool)| *en == bare || *ko == bare;
            if let Some((.., mark, wanted)) = MARKS.iter().find(named) {
                filter.query.traits.push((mark.clone(), *wanted == holds));
                continue;
            }
            let asked = bare.split_once(':');
            let asked = asked.and_then(|(key, value)| Some((Key::of(key)?, value)));
            if let Some((key, "")) = asked {
                let known = self.examples(key);
                return Err(Misunderstood { word: word.to_owned(), known });
            } else if let Some((key, value)) = asked {
                self.demand(&mut filter.query, key, value, holds, word)?;
            } else if is_meant_as_condition(bare) {
                return Err(Misunderstood { word: word.to_owned(), known: self.conditions(bare) });
            } else {
                filter.words.push_str(word);
                filter.words.push(' ');
            }
        }
        filter.words.truncate(filter.words.trim_end().len());
        Ok(filter)
    }

    /// What could stand where something was meant as a condition and is none.
    fn conditions(&self, word: &str) -> String {
        if word.starts_with('@') {
            return self.saved.keys().map(|name| format!("@{name}")).collect::<Vec<_>>().join(", ");
        }
        let keys = KEYS.iter().map(|(en, ko, _)| format!("{}:", self.spelled(en, ko)));
        let marks = MARKS.iter().map(|(en, ko, ..)| self.spelled(en, ko).to_owned());
        keys.chain(marks).collect::<Vec<_>>().join(", ")
    }

    /// What could stand after a key.
    fn examples(&self, key: Key) -> String {
        match key {
            Key::Company => {
                let names = self.companies.iter().take(NEAR).map(|company| company.key.as_str());
                names.collect::<Vec<_>>().join(", ")
            }
            Key::Move => moves(self.lang),
            Key::Pane => panes(self.lang),
            Key::State => states(self.lang),
            Key::Due => self.spelled(WEEKS.0, WEEKS.1).to_owned(),
            Key::Since | Key::Until | Key::Day => self.spelled(DAYS.0, DAYS.1).to_owned(),
            Key::Source => "arxiv".to_owned(),
            Key::Author => "li".to_owned(),
            Key::Language => "en, ko".to_owned(),
            Key::Tag => "#risk".to_owned(),
        }
    }

    /// That of two spellings which the language spoken has.
    fn spelled<'w>(&self, en: &'w str, ko: &'w str) -> &'w str {
        match self.lang {
            Lang::En => en,
            Lang::Ko => ko,
        }
    }

    /// Adds one demand to a query.
    fn demand(
        &self,
        query: &mut Query,
        key: Key,
        value: &str,
        holds: bool,
        word: &str,
    ) -> Result<(), Misunderstood> {
        let wrong = |known: &str| Misunderstood { word: word.to_owned(), known: known.to_owned() };
        let value = value.trim_matches('"');
        match key {
            Key::Company => {
                let key = self.company_key(value).map_err(|near| wrong(&near))?;
                query.traits.push((Trait::Company(key), holds));
            }
            Key::Source => query.traits.push((Trait::Source(value.to_lowercase()), holds)),
            Key::Author => {
                let name = tokens::folded_name(value);
                if name.is_empty() {
                    return Err(wrong("author:li"));
                }
                query.traits.push((Trait::Author(name), holds));
            }
            Key::Language => query.traits.push((Trait::Language(value.to_lowercase()), holds)),
            Key::Move => {
                let kind = move_named(value).ok_or_else(|| wrong(&moves(self.lang)))?;
                query.traits.push((Trait::Move(kind), holds));
            }
            Key::Pane => {
                let pane = pane_named(value).ok_or_else(|| wrong(&panes(self.lang)))?;
                query.traits.push((Trait::Pane(pane), holds));
            }
            Key::Tag => {
                let tag = listed::tag(value).ok_or_else(|| wrong("#risk"))?;
                query.traits.push((Trait::Tag(tag), holds));
            }
            Key::State => {
                let state = state_named(value).ok_or_else(|| wrong(&states(self.lang)))?;
                query.traits.push((Trait::Progress(state), holds));
            }
            Key::Due => {
                let week =
                    self.week_named(value).ok_or_else(|| wrong(self.spelled(WEEKS.0, WEEKS.1)))?;
                query.traits.push((Trait::Due(week), holds));
            }
            Key::Since => {
                let day =
                    self.day_named(value).ok_or_else(|| wrong(self.spelled(DAYS.0, DAYS.1)))?;
                query.since = Some(self.zone.start_of(day));
            }
            Key::Until => {
                let day =
                    self.day_named(value).ok_or_else(|| wrong(self.spelled(DAYS.0, DAYS.1)))?;
                query.until = Some(self.zone.end_of(day));
            }
            Key::Day => {
                let day =
                    self.day_named(value).ok_or_else(|| wrong(self.spelled(DAYS.0, DAYS.1)))?;
                query.since = Some(self.zone.start_of(day));
                query.until = Some(self.zone.end_of(day));
            }
        }
        Ok(())
    }

    /// A company's key by any name of it, or of something that belongs to it; else the names that
    /// are nearest.
    ///
    /// # Errors
    /// The names that are nearest, where it is known by none of them.
    pub fn company_key(&self, typed: &str) -> Result<String, String> {
        let wanted = folded(typed);
        let spellings = || {
            self.companies.iter().flat_map(|company| {
                let keys = std::iter::once(&company.key);
                keys.chain(&company.names).map(move |name| (name, &company.key))
            })
        };
        if let Some((_, key)) = spellings().find(|(name, _)| folded(name) == wanted) {
            return Ok(key.clone());
        }
        if self.companies.is_empty() {
            return Ok(typed.to_lowercase());
        }
        Err(nearest(&wanted, spellings().map(|(name, _)| name.as_str())).join(", "))
    }

    /// A company's first name by any name of it; any name where no company is known yet.
    ///
    /// # Errors
    /// The names that are nearest, where it is known by none of them.
    pub fn company_named(&self, typed: &str) -> Result<String, String> {
        let key = self.company_key(typed)?;
        let named = self.companies.iter().find(|company| company.key == key);
        let name = named.and_then(|company| company.names.first());
        Ok(name.map_or_else(|| typed.to_owned(), Clone::clone))
    }

    /// A day as it is typed: `3d` or `2w` ago, or as everywhere.
    fn day_named(&self, typed: &str) -> Option<Day> {
        let (number, unit) = typed.split_at(typed.len() - typed.chars().last()?.len_utf8());
        let days = match unit {
            "d" | "일" => Some(1),
            "w" | "주" => Some(7),
            _ => None,
        };
        match (days, number.parse::<u64>()) {
            (Some(days), Ok(number)) => {
                let today = self.zone.day_of(self.now);
                today.checked_sub_days(chrono::Days::new(number.checked_mul(days)?))
            }
            _ => day::parse_day(day_word(typed), self.now, self.zone),
        }
    }

    /// A week as it is typed: this one, the next, or by its number.
    fn week_named(&self, typed: &str) -> Option<Week> {
        let this = Week::of(self.zone.day_of(self.now));
        match typed {
            "this" | "이번" => Some(this),
            "next" | "다음" => Some(this.next()),
            _ => Week::parse(typed),
        }
    }
}

/// A name without what one types now so, now so: capitals and blanks.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Of names those that are spelled like one that is not known: first those that it begins, then
/// those that differ in few letters; a name once, in small letters where it is written so too.
pub fn nearest<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let wanted = folded(typed);
    let letters = wanted.chars().count();
    let mut near: Vec<(bool, usize, String, Reverse<&str>)> = names
        .filter_map(|name| {
            let other = folded(name);
            let (begins, apart) =
                (other.starts_with(&wanted), strsim::damerau_levenshtein(&wanted, &other));
            (begins || apart <= (letters / 2).max(1)).then_some((
                !begins,
                apart,
                other,
                Reverse(name),
            ))
        })
        .collect();
    near.sort_unstable();
    near.dedup_by(|one, other| one.2 == other.2);
    near.into_iter().take(NEAR).map(|(.., Reverse(name))| name).collect()
}

/// Names told that are like one that is not known.
const NEAR: usize = 5;

/// Whether a word was meant to say what an item must be: a saved filter's name, or a key and its
/// value. An address is none, nor is what stands between quotation marks.
fn is_meant_as_condition(word: &str) -> bool {
    if let Some(name) = word.strip_prefix('@') {
        return !name.is_empty();
    }
    word.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.chars().all(char::is_alphabetic)
            && !value.is_empty()
            && !value.starts_with("//")
    })
}

/// Saved filters in place of their names; a name that is not known stays as it is.
pub fn expanded(line: &str, saved: &BTreeMap<String, String>) -> String {
    let word = |word: &str| {
        let name = word.strip_prefix('@');
        name.and_then(|name| saved.get(name)).cloned().unwrap_or_else(|| word.to_owned())
    };
    words(line).into_iter().map(word).collect::<Vec<_>>().join(" ")
}

/// Whether a line asks for a company, so that it takes the table of companies to read it.
pub fn names_a_company(line: &str, saved: &BTreeMap<String, String>) -> bool {
    let key = |word: &str| {
        let (key, _) = word.trim_start_matches('-').split_once(':')?;
        Key::of(key)
    };
    words(&expanded(line, saved)).into_iter().any(|word| key(word) == Some(Key::Company))
}

/// The words of a line; what stands between quotation marks is one.
fn words(line: &str) -> Vec<&str> {
    let (mut words, mut start, mut quoted) = (Vec::new(), None, false);
    for (at, c) in line.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        if c.is_whitespace() && !quoted {
            words.extend(start.take().map(|start| &line[start..at]));
        } else if start.is_none() {
            start = Some(at);
        }
    }
    words.extend(start.map(|start| &line[start..]));
    words
}

/// Whether there is a word to look for, beside those that must not stand in what is found.
pub fn holds_a_word(text: &str) -> bool {
    let is_word = |word: &str| !word.starts_with('-') && word.contains(char::is_alphanumeric);
    words(text).into_iter().any(is_word)
}
