//! The line that is typed to find items: words, and what they must be
//! (`company:nvidia move:investment since:3d -starred 논문`). Parsed here, asked of the store.

use std::collections::BTreeMap;

use super::list::List;
use super::state::State;
use crate::lang::{Lang, say};
use crate::model::{Day, Moment, Move, Pane, Progress, Query, Trait, Week, Zone, day, listed};
use crate::text::tokens;

/// What can be asked of an item, as it is written before a colon, in English and Korean.
const KEYS: [(&str, &str, Key); 12] = [
    ("company", "기업", Key::Company),
    ("move", "움직임", Key::Move),
    ("source", "소스", Key::Source),
    ("author", "저자", Key::Author),
    ("pane", "칸", Key::Pane),
    ("lang", "언어", Key::Language),
    ("since", "부터", Key::Since),
    ("until", "까지", Key::Until),
    ("day", "날짜", Key::Day),
    ("tag", "태그", Key::Tag),
    ("state", "상태", Key::State),
    ("due", "기한", Key::Due),
];

/// Marks, each a word by itself, in English and Korean.
const MARKS: [(&str, &str, Trait, bool); 3] = [
    ("starred", "별표", Trait::Starred, true),
    ("noted", "메모", Trait::Noted, true),
    ("unread", "안읽음", Trait::Read, false),
];

/// Completions offered at once.
const OFFERED: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Company,
    Move,
    Source,
    Author,
    Pane,
    Language,
    Since,
    Until,
    Day,
    Tag,
    State,
    Due,
}

impl Key {
    fn of(written: &str) -> Option<Key> {
        let same = |(en, ko, _): &&(&str, &str, Key)| *en == written || *ko == written;
        KEYS.iter().find(same).map(|(_, _, key)| *key)
    }
}

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
    /// It in words.
    pub fn text(&self, lang: Lang) -> String {
        if self.known.is_empty() {
            return say(lang, "app.filter_unknown", &[&self.word]).into_owned();
        }
        say(lang, "app.filter_wrong", &[&self.word, &self.known]).into_owned()
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
            let asked = bare.split_once(':').filter(|(_, value)| !value.is_empty());
            let asked = asked.and_then(|(key, value)| Some((Key::of(key)?, value)));
            if let Some((key, value)) = asked {
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
        let keys = KEYS.iter().map(|(en, ..)| format!("{en}:"));
        let marks = MARKS.iter().map(|(en, ..)| (*en).to_owned());
        keys.chain(marks).collect::<Vec<_>>().join(", ")
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
                let kind = move_named(value).ok_or_else(|| wrong(&moves().join(", ")))?;
                query.traits.push((Trait::Move(kind), holds));
            }
            Key::Pane => {
                let pane = pane_named(value)
                    .ok_or_else(|| wrong(&Pane::ALL.map(Pane::name).join(", ")))?;
                query.traits.push((Trait::Pane(pane), holds));
            }
            Key::Tag => {
                let tag = listed::tag(value).ok_or_else(|| wrong("#risk"))?;
                query.traits.push((Trait::Tag(tag), holds));
            }
            Key::State => {
                let state = state_named(value)
                    .ok_or_else(|| wrong(&Progress::ALL.map(Progress::name).join(", ")))?;
                query.traits.push((Trait::Progress(state), holds));
            }
            Key::Due => {
                let week = self.week_named(value).ok_or_else(|| wrong(WEEKS))?;
                query.traits.push((Trait::Due(week), holds));
            }
            Key::Since => {
                let day = self.day_named(value).ok_or_else(|| wrong(DAYS))?;
                query.since = Some(self.zone.start_of(day));
            }
            Key::Until => {
                let day = self.day_named(value).ok_or_else(|| wrong(DAYS))?;
                query.until = Some(self.zone.end_of(day));
            }
            Key::Day => {
                let day = self.day_named(value).ok_or_else(|| wrong(DAYS))?;
                query.since = Some(self.zone.start_of(day));
                query.until = Some(self.zone.end_of(day));
            }
        }
        Ok(())
    }

    /// A company's key by any name of it, or of something that belongs to it; else the names that
    /// are nearest.
    fn company_key(&self, typed: &str) -> Result<String, String> {
        let folded = |name: &str| {
            name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
        };
        let wanted: String = folded(typed);
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
        let mut near: Vec<(usize, &String)> = spellings()
            .map(|(name, _)| (strsim::damerau_levenshtein(&wanted, &folded(name)), name))
            .collect();
        near.sort();
        let near = near.into_iter().take(NEAR).map(|(_, name)| name.as_str());
        Err(near.collect::<Vec<_>>().join(", "))
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
            _ => day::parse_day(typed, self.now, self.zone),
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

impl State {
    /// What lines are read by here and now.
    pub(super) fn grammar(&self) -> Grammar<'_> {
        let State { filters: saved, companies, now, zone, .. } = self;
        Grammar { saved, companies, now: *now, zone: *zone }
    }

    /// A line with the saved filters in place of their names.
    pub(super) fn written_out(&self, line: &str) -> String {
        expanded(line, &self.filters)
    }

    /// How the word before the cursor can go on, the likeliest first.
    pub fn completions(&self, before_cursor: &str) -> Vec<String> {
        let word = last_word(before_cursor);
        let sign = if word.starts_with('-') { "-" } else { "" };
        let bare = &word[sign.len()..];
        let all: Vec<Vec<String>> = if let Some((key, _)) = bare.split_once(':') {
            let whole = |value| format!("{key}:{value}");
            let values = self.values(key).into_iter();
            values.map(|spellings| spellings.into_iter().map(whole).collect()).collect()
        } else {
            let saved = self.filters.keys().map(|name| vec![format!("@{name}")]);
            let keys =
                KEYS.iter().map(|(en, ko, _)| self.spelled(&format!("{en}:"), &format!("{ko}:")));
            let marks = MARKS.iter().map(|(en, ko, ..)| self.spelled(en, ko));
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

    /// Two spellings, that of the language spoken here first.
    fn spelled(&self, en: &str, ko: &str) -> Vec<String> {
        let (first, second) = match self.lang {
            Lang::En => (en, ko),
            Lang::Ko => (ko, en),
        };
        vec![first.to_owned(), second.to_owned()]
    }

    /// What may stand after a key, each in all its spellings, the likeliest first.
    fn values(&self, key: &str) -> Vec<Vec<String>> {
        let alone = |value: &str| vec![value.to_owned()];
        match Key::of(key) {
            Some(Key::Company) => self.company_names(),
            Some(Key::Move) => Move::ALL
                .map(|kind| {
                    let korean = say(Lang::Ko, &format!("move.{}", kind.name()), &[]);
                    self.spelled(kind.name(), &korean)
                })
                .to_vec(),
            Some(Key::Pane) => Pane::ALL
                .map(|pane| {
                    let korean = say(Lang::Ko, &format!("pane.{}", pane.name()), &[]);
                    self.spelled(pane.name(), &korean)
                })
                .to_vec(),
            Some(Key::Source) => {
                let mut sources: Vec<String> = self.panes.iter().flat_map(List::sources).collect();
                sources.sort();
                sources.dedup();
                sources.iter().map(|source| alone(source)).collect()
            }
            Some(Key::Author) => {
                let mut names: Vec<String> = self.panes.iter().flat_map(List::authors).collect();
                names.extend(self.view.iter().flat_map(|view| view.list.authors()));
                names.sort();
                names.dedup();
                names.iter().map(|name| alone(name)).collect()
            }
            Some(Key::Language) => ["en", "ko", "ja", "zh"].map(alone).to_vec(),
            Some(Key::Tag) => {
                let mut tags: Vec<String> = self.panes.iter().flat_map(List::tags).collect();
                tags.extend(self.view.iter().flat_map(|view| view.list.tags()));
                tags.sort();
                tags.dedup();
                tags.iter().map(|tag| alone(tag)).collect()
            }
            Some(Key::State) => Progress::ALL.map(|state| alone(state.name())).to_vec(),
            Some(Key::Due) => {
                let this = Week::of(self.zone.day_of(self.now));
                let weeks =
                    ["this".into(), "next".into(), this.to_string(), this.next().to_string()];
                weeks.map(|week: String| vec![week]).to_vec()
            }
            Some(Key::Since | Key::Until | Key::Day) => {
                ["today", "yesterday", "3d", "1w", "4w"].map(alone).to_vec()
            }
            None => Vec::new(),
        }
    }

    /// Companies by their names of one word, those talked about most first.
    fn company_names(&self) -> Vec<Vec<String>> {
        let talked_about = |key: &str| {
            self.talk.company(key).map_or(0, |company| company.series.iter().sum::<u32>())
        };
        let mut companies: Vec<&Company> = self.companies.iter().collect();
        companies.sort_by_key(|company| std::cmp::Reverse(talked_about(&company.key)));
        let is_korean = |name: &&String| name.chars().any(|c| ('가'..='힣').contains(&c));
        companies
            .into_iter()
            .map(|company| {
                let one_word = |name: &&String| !name.contains(char::is_whitespace);
                let korean = company.names.iter().take(2).find(is_korean).filter(one_word);
                let mut spellings: Vec<String> =
                    company.names.iter().filter(one_word).cloned().collect();
                let first = match (self.lang, korean) {
                    (Lang::Ko, Some(korean)) => korean,
                    (Lang::Ko, None) | (Lang::En, _) => &company.key,
                };
                spellings.insert(0, first.clone());
                spellings.insert(1, company.key.clone());
                spellings
            })
            .collect()
    }
}

/// Companies named that are like one that is not known.
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

/// A pane by its name in any language.
fn pane_named(typed: &str) -> Option<Pane> {
    let lower = typed.to_lowercase();
    let said = |pane: &Pane| {
        let key = format!("pane.{}", pane.name());
        Lang::ALL.iter().any(|lang| say(*lang, &key, &[]).to_lowercase() == lower)
    };
    Pane::ALL.into_iter().find(|pane| pane.name() == lower || said(pane))
}

/// A kind of move by its name in any language.
fn move_named(typed: &str) -> Option<Move> {
    let key = |kind: &Move| format!("move.{}", kind.name());
    let said = |kind: &Move| Lang::ALL.iter().any(|lang| say(*lang, &key(kind), &[]) == typed);
    Move::from_name(&typed.to_lowercase()).or_else(|| Move::ALL.into_iter().find(said))
}

fn moves() -> Vec<&'static str> {
    Move::ALL.map(Move::name).to_vec()
}

/// How far the reading is, by its name in any language; what one types holds no blank.
fn state_named(typed: &str) -> Option<Progress> {
    let lower = typed.to_lowercase();
    let said = |state: &Progress| {
        let key = format!("reading.{}", state.name());
        Lang::ALL.iter().any(|lang| say(*lang, &key, &[]).replace(' ', "-") == lower)
    };
    Progress::from_name(&lower).or_else(|| Progress::ALL.into_iter().find(said))
}

/// What may stand for a week.
const WEEKS: &str = "this, next, 2026-W10";

/// What may stand for a day.
const DAYS: &str = "today, yesterday, 3d, 2w, 2026-03-05";

/// Saved filters in place of their names; a name that is not known stays as it is.
fn expanded(line: &str, saved: &BTreeMap<String, String>) -> String {
    let word = |word: &str| {
        let name = word.strip_prefix('@');
        name.and_then(|name| saved.get(name)).cloned().unwrap_or_else(|| word.to_owned())
    };
    words(line).into_iter().map(word).collect::<Vec<_>>().join(" ")
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
pub(super) fn holds_a_word(text: &str) -> bool {
    let is_word = |word: &str| !word.starts_with('-') && word.contains(char::is_alphanumeric);
    words(text).into_iter().any(is_word)
}

/// The word that is being typed.
pub fn last_word(before_cursor: &str) -> &str {
    before_cursor.rsplit(char::is_whitespace).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::story;
    use crate::model::Zone;

    fn companies() -> Vec<Company> {
        let company = |key: &str, names: &[&str]| Company {
            key: key.to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        vec![
            company("samsung", &["Samsung Electronics", "삼성전자", "갤럭시"]),
            company("nvidia", &["NVIDIA", "엔비디아"]),
        ]
    }

    fn read(line: &str) -> Result<Filter, Misunderstood> {
        let mut state = story::state();
        state.companies = companies();
        state.filters = BTreeMap::from([("deals".to_owned(), "move:investment -noted".to_owned())]);
        state.grammar().read(line, Query::default())
    }

    #[test]
    fn what_items_must_be_is_taken_from_the_words_they_must_hold() {
        let filter = read("company:nvidia move:investment since:3d -starred 논문 \"a b\"")
            .expect("understood");
        assert_eq!(filter.words, "논문 \"a b\"");
        let traits = [
            (Trait::Company("nvidia".into()), true),
            (Trait::Move(Move::Investment), true),
            (Trait::Starred, false),
        ];
        assert_eq!(filter.query.traits, traits);
        let day = Day::from_ymd_opt(2026, 3, 2).expect("a day");
        assert_eq!(filter.query.since, Some(Zone::UTC.start_of(day)));
    }

    #[test]
    fn korean_keys_unread_and_saved_filters_mean_the_same() {
        let filter = read("움직임:투자 unread").expect("understood");
        assert_eq!(filter.query.traits[1], (Trait::Read, false));
        let saved = read("@deals 칩").expect("understood");
        assert_eq!(saved.query.traits[0], (Trait::Move(Move::Investment), true));
        assert_eq!(saved.words, "칩");
    }

    #[test]
    fn how_an_item_stands_on_the_reading_list_can_be_asked_for() {
        let week = |text: &str| Week::parse(text).expect("a week");
        let filter = read("tag:#rl -state:done due:this").expect("understood");
        let traits = [
            (Trait::Tag("rl".into()), true),
            (Trait::Progress(Progress::Done), false),
            (Trait::Due(week("2026-W10")), true),
        ];
        assert_eq!(filter.query.traits, traits);
        let korean = read("상태:읽는-중 기한:2026-W11").map(|filter| filter.query.traits);
        let traits =
            [(Trait::Progress(Progress::Reading), true), (Trait::Due(week("2026-W11")), true)];
        assert_eq!(korean, Ok(traits.to_vec()));
        assert!(read("state:soon").expect_err("no state").known.contains("to-read"));
        assert!(read("due:soon").expect_err("no week").known.contains("2026-W10"));
        let state = story::state();
        assert_eq!(state.completions("state:d"), ["state:done"]);
        assert_eq!(state.completions("due:t"), ["due:this"]);
    }

    #[test]
    fn an_author_is_asked_for_by_a_part_of_the_name_however_it_is_spelled() {
        for line in ["author:li", "저자:Li", "author:\"ＬＩ\""] {
            assert_eq!(read(line).expect(line).query.traits, [(Trait::Author("li".into()), true)]);
        }
        let apart = read("-author:\"Ada  B. Lantern\"").expect("understood");
        assert_eq!(apart.query.traits, [(Trait::Author("ada b lantern".into()), false)]);
        assert_eq!(read("author:?").expect_err("no name").known, "author:li");
        assert_eq!(story::state().completions("auth"), ["author:"]);
    }

    #[test]
    fn what_cannot_be_understood_is_named_and_an_address_is_only_words() {
        let wrong = read("move:flying").expect_err("no such move");
        assert!(wrong.word == "move:flying" && wrong.known.contains("investment"));
        assert!(read("since:soon").is_err());
        assert!(read("@nosuch").expect_err("no such filter").known.contains("@deals"));
        assert!(read("foo:bar").expect_err("no such key").known.contains("company:"));
        assert!(read("-starred:yes").expect_err("no key").known.contains("starred"));
        assert!(read("company:nvidai").expect_err("no such company").known.contains("nvidia"));
        assert_eq!(read("\"foo:bar\" 12:30").expect("words").words, "\"foo:bar\" 12:30");
        assert_eq!(read("https://a.example").expect("words").words, "https://a.example");
        assert_eq!(read("since: x").expect("words").words, "since: x");
    }

    #[test]
    fn a_company_answers_to_every_name_and_a_pane_and_a_mark_to_their_korean_ones() {
        for line in
            ["기업:삼성전자", "company:SAMSUNG", "기업:\"Samsung  electronics\"", "company:갤럭시"]
        {
            let filter = read(line).expect(line);
            assert_eq!(filter.query.traits[0].0, Trait::Company("samsung".into()), "{line}");
        }
        let filter = read("칸:기업 별표 -메모 안읽음").expect("understood");
        let traits = [
            (Trait::Pane(Pane::Companies), true),
            (Trait::Starred, true),
            (Trait::Noted, false),
            (Trait::Read, false),
        ];
        assert_eq!(filter.query.traits, traits);
    }

    #[test]
    fn a_korean_reader_is_offered_korean_and_english_where_it_was_begun() {
        let mut state = story::state();
        state.companies = companies();
        state.lang = Lang::Ko;
        assert_eq!(state.completions("기업:"), ["기업:삼성전자", "기업:엔비디아"]);
        assert_eq!(state.completions("기업:nv"), ["기업:nvidia"]);
        assert_eq!(state.completions("칸:"), ["칸:리서치", "칸:기업", "칸:트렌드"]);
        assert_eq!(state.completions("안"), ["안읽음"]);
        assert_eq!(state.completions("unr"), ["unread"]);
    }

    #[test]
    fn a_word_goes_on_as_keys_values_and_saved_filters_do() {
        let mut state = story::state();
        state.filters = BTreeMap::from([("mine".to_owned(), "unread".to_owned())]);
        assert_eq!(state.completions("comp"), ["company:"]);
        assert_eq!(state.completions("x -move:inv"), ["-move:investment"]);
        assert_eq!(state.completions("@"), ["@mine"]);
        assert_eq!(state.completions("").first().map(String::as_str), Some("@mine"));
        assert!(state.completions("zzz").is_empty());
    }
}
