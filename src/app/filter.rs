//! The line that is typed to find items: words, and what they must be
//! (`company:nvidia move:investment since:3d -starred 논문`). Parsed here, asked of the store.

use std::collections::BTreeMap;

use super::list::List;
use super::state::State;
use crate::lang::{Lang, say};
use crate::model::{Day, Move, Pane, Progress, Query, Trait, Week, day, listed};

/// What can be asked of an item, as it is written before a colon, in English and Korean.
const KEYS: [(&str, &str, Key); 11] = [
    ("company", "기업", Key::Company),
    ("move", "움직임", Key::Move),
    ("source", "소스", Key::Source),
    ("pane", "칸", Key::Pane),
    ("lang", "언어", Key::Language),
    ("since", "부터", Key::Since),
    ("until", "까지", Key::Until),
    ("day", "날짜", Key::Day),
    ("tag", "태그", Key::Tag),
    ("state", "상태", Key::State),
    ("due", "기한", Key::Due),
];

/// Marks, each a word by itself.
const MARKS: [(&str, Trait, bool); 3] = [
    ("starred", Trait::Starred, true),
    ("noted", Trait::Noted, true),
    ("unread", Trait::Read, false),
];

/// Completions offered at once.
const OFFERED: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Company,
    Move,
    Source,
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
    /// What may stand there.
    pub known: String,
}

impl Misunderstood {
    /// It in words.
    pub fn text(&self, lang: Lang) -> String {
        say(lang, "app.filter_wrong", &[&self.word, &self.known]).into_owned()
    }
}

impl State {
    /// Reads a line, over a list that asks for `base`. Words after `@` stand for a saved filter.
    ///
    /// # Errors
    /// The first word that cannot be understood.
    pub(super) fn filter(&self, line: &str, base: Query) -> Result<Filter, Misunderstood> {
        let mut filter = Filter { query: base, words: String::new() };
        let line = expanded(line, &self.filters);
        for word in words(&line) {
            let (holds, bare) = match word.strip_prefix('-') {
                Some(bare) => (false, bare),
                None => (true, word),
            };
            if let Some((_, mark, wanted)) = MARKS.iter().find(|(name, ..)| *name == bare) {
                filter.query.traits.push((mark.clone(), *wanted == holds));
                continue;
            }
            let asked = bare.split_once(':').filter(|(_, value)| !value.is_empty());
            let asked = asked.and_then(|(key, value)| Some((Key::of(key)?, value)));
            if let Some((key, value)) = asked {
                self.demand(&mut filter.query, key, value, holds, word)?;
            } else {
                filter.words.push_str(word);
                filter.words.push(' ');
            }
        }
        filter.words.truncate(filter.words.trim_end().len());
        Ok(filter)
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
            Key::Company => query.traits.push((Trait::Company(self.company_key(value)), holds)),
            Key::Source => query.traits.push((Trait::Source(value.to_lowercase()), holds)),
            Key::Language => query.traits.push((Trait::Language(value.to_lowercase()), holds)),
            Key::Move => {
                let kind = move_named(value).ok_or_else(|| wrong(&moves().join(", ")))?;
                query.traits.push((Trait::Move(kind), holds));
            }
            Key::Pane => {
                let pane = Pane::ALL.into_iter().find(|pane| pane.name() == value.to_lowercase());
                let pane = pane.ok_or_else(|| wrong(&Pane::ALL.map(Pane::name).join(", ")))?;
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

    /// A company's key: what was typed is one, or the name of one that is talked about.
    fn company_key(&self, typed: &str) -> String {
        let companies = self.talk.trending.iter().flat_map(|trending| &trending.companies);
        let lower = typed.to_lowercase();
        companies
            .into_iter()
            .find(|company| company.name.to_lowercase() == lower)
            .map_or(lower.clone(), |company| company.key.clone())
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

    /// How the word before the cursor can go on, the likeliest first.
    pub fn completions(&self, before_cursor: &str) -> Vec<String> {
        let word = last_word(before_cursor);
        let sign = if word.starts_with('-') { "-" } else { "" };
        let bare = &word[sign.len()..];
        let all: Vec<String> = if let Some((key, _)) = bare.split_once(':') {
            self.values(key).into_iter().map(|value| format!("{key}:{value}")).collect()
        } else {
            let saved = self.filters.keys().map(|name| format!("@{name}"));
            let at = usize::from(self.lang == Lang::Ko);
            let keys = KEYS.iter().map(|(en, ko, _)| format!("{}:", [en, ko][at]));
            let marks = MARKS.iter().map(|(name, ..)| (*name).to_owned());
            saved.chain(keys).chain(marks).collect()
        };
        let begun = bare.to_lowercase();
        all.into_iter()
            .filter(|whole| whole.to_lowercase().starts_with(&begun) && *whole != bare)
            .take(OFFERED)
            .map(|whole| format!("{sign}{whole}"))
            .collect()
    }

    /// What may stand after a key.
    fn values(&self, key: &str) -> Vec<String> {
        let companies = || self.talk.trending.iter().flat_map(|trending| &trending.companies);
        match Key::of(key) {
            Some(Key::Company) => {
                let mut named: Vec<_> = companies().collect();
                named.sort_by_key(|company| std::cmp::Reverse(company.series.iter().sum::<u32>()));
                named.into_iter().map(|company| company.key.clone()).collect()
            }
            Some(Key::Move) => moves().into_iter().map(str::to_owned).collect(),
            Some(Key::Pane) => Pane::ALL.map(|pane| pane.name().to_owned()).to_vec(),
            Some(Key::Source) => {
                let mut sources: Vec<String> = self.panes.iter().flat_map(List::sources).collect();
                sources.sort();
                sources.dedup();
                sources
            }
            Some(Key::Language) => ["en", "ko", "ja", "zh"].map(str::to_owned).to_vec(),
            Some(Key::Tag) => {
                let mut tags: Vec<String> = self.panes.iter().flat_map(List::tags).collect();
                tags.extend(self.view.iter().flat_map(|view| view.list.tags()));
                tags.sort();
                tags.dedup();
                tags
            }
            Some(Key::State) => Progress::ALL.map(|state| state.name().to_owned()).to_vec(),
            Some(Key::Due) => {
                let this = Week::of(self.zone.day_of(self.now));
                vec!["this".into(), "next".into(), this.to_string(), this.next().to_string()]
            }
            Some(Key::Since | Key::Until | Key::Day) => {
                ["today", "yesterday", "3d", "1w", "4w"].map(str::to_owned).to_vec()
            }
            None => Vec::new(),
        }
    }
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

/// The word that is being typed.
pub fn last_word(before_cursor: &str) -> &str {
    before_cursor.rsplit(char::is_whitespace).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::story;
    use crate::model::Zone;

    fn read(line: &str) -> Result<Filter, Misunderstood> {
        let mut state = story::state();
        state.filters = BTreeMap::from([("deals".to_owned(), "move:investment -noted".to_owned())]);
        state.filter(line, Query::default())
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
    fn what_cannot_be_understood_is_named_and_an_address_is_only_words() {
        let wrong = read("move:flying").expect_err("no such move");
        assert!(wrong.word == "move:flying" && wrong.known.contains("investment"));
        assert!(read("since:soon").is_err());
        assert_eq!(read("https://a.example").expect("words").words, "https://a.example");
        assert_eq!(read("since: x").expect("words").words, "since: x");
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
