//! What the reader knows that a line to find items may name.

use std::cmp::Reverse;

use super::list::List;
use super::rows::Rows;
use super::state::State;
use crate::filter::{self, Company, Grammar, Known};
use crate::lang::Lang;
use crate::model::Week;

impl State {
    /// What lines are read by here and now.
    pub(super) fn grammar(&self) -> Grammar<'_> {
        let State { settings, companies, now, zone, lang, .. } = self;
        Grammar { saved: &settings.filters, companies, now: *now, zone: *zone, lang: *lang }
    }

    /// A line with the saved filters in place of their names.
    pub(super) fn written_out(&self, line: &str) -> String {
        filter::expanded(line, &self.settings.filters)
    }

    /// How the word before the cursor can go on, the likeliest first.
    pub fn completions(&self, before_cursor: &str) -> Vec<String> {
        filter::completions(before_cursor, self)
    }

    /// The languages of the rows that are held, sorted.
    pub(super) fn languages(&self) -> Vec<String> {
        self.named_in(|list, rows| list.languages(rows).collect())
    }

    /// What the lists that are held name, sorted.
    fn named_in(&self, names: impl Fn(&List, &Rows) -> Vec<String>) -> Vec<String> {
        let lists = self.panes.iter().chain(self.view.iter().map(|view| &view.list));
        let mut all: Vec<String> = lists.flat_map(|list| names(list, &self.rows)).collect();
        all.sort();
        all.dedup();
        all
    }
}

impl Known for State {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn week(&self) -> Week {
        Week::of(self.zone.day_of(self.now))
    }

    fn saved(&self) -> Vec<String> {
        self.settings.filters.keys().cloned().collect()
    }

    fn companies(&self) -> Vec<&Company> {
        let talked_about = |key: &str| {
            self.talk.company(key).map_or(0, |company| company.series.iter().sum::<u32>())
        };
        let mut companies: Vec<&Company> = self.companies.iter().collect();
        companies.sort_by_key(|company| Reverse(talked_about(&company.key)));
        companies
    }

    fn sources(&self) -> Vec<String> {
        self.named_in(|list, rows| list.sources(rows).collect())
    }

    fn authors(&self) -> Vec<String> {
        self.named_in(|list, rows| list.authors(rows).collect())
    }

    fn tags(&self) -> Vec<String> {
        self.named_in(|list, rows| list.tags(rows).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::app::story;
    use crate::filter::{Filter, Misunderstood};
    use crate::model::{Day, Move, Pane, Progress, Query, Trait, Zone};

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
        state.settings.filters =
            BTreeMap::from([("deals".to_owned(), "move:investment -noted".to_owned())]);
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
    fn in_korean_days_are_named_and_what_is_wrong_is_told_in_korean() {
        let yesterday = read("날짜:어제").expect("a day").query;
        assert_eq!(yesterday, read("day:yesterday").expect("a day").query);
        assert_eq!(read("부터:3일").expect("days").query, read("since:3d").expect("days").query);
        let mut state = story::state();
        state.lang = Lang::Ko;
        let known = |line| {
            let wrong = state.grammar().read(line, Query::default()).expect_err("not understood");
            wrong.known
        };
        assert!(known("날짜:언젠가").starts_with("오늘, 어제"));
        assert!(known("움직임:비행").contains("투자") && known("칸:없음").contains("기업"));
        assert!(known("상태:언제").contains("읽는-중") && known("없음:x").contains("기업:"));
        assert_eq!(state.completions("날짜:어"), ["날짜:어제"]);
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
        assert_eq!(read("\"since:\" x").expect("words").words, "\"since:\" x");
        let unfinished = read("company: x").expect_err("nothing stands behind it");
        assert!(unfinished.known.contains("samsung"));
        assert!(unfinished.phrase().say(Lang::En).contains("company: wants"), "{unfinished:?}");
        assert!(read("-언어:").expect_err("nothing").phrase().say(Lang::Ko).contains("en, ko"));
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
        state.settings.filters = BTreeMap::from([("mine".to_owned(), "unread".to_owned())]);
        assert_eq!(state.completions("comp"), ["company:"]);
        assert_eq!(state.completions("x -move:inv"), ["-move:investment"]);
        assert_eq!(state.completions("@"), ["@mine"]);
        assert_eq!(state.completions("").first().map(String::as_str), Some("@mine"));
        assert!(state.completions("zzz").is_empty());
    }
}
