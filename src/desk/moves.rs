//! What kind of strategic move an item reports, told by its words: those that tell by themselves,
//! and those that tell only beside another, as "leaves" does beside "chief". What stands in a phrase
//! that means something else, as "guidance" in "trajectory guidance", tells nothing.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::cues::Cues;
use crate::model::Move;
use crate::text::tokens::Words;

/// The words of each kind of move.
#[derive(Debug, Default)]
pub struct Moves {
    telling: Cues,
    /// Words that tell beside one of `beside`.
    leaning: Cues,
    beside: Cues,
    /// Phrases in which no word tells.
    other: Cues,
    /// Names that tell only in capitals.
    shouted: Cues,
}

#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct File(BTreeMap<String, Lists>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    en: Vec<String>,
    ko: Vec<String>,
    #[serde(default)]
    shouted: Vec<String>,
    #[serde(default)]
    leaning: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

/// A move that a title reports, and the word of the title that says so.
pub type Reported = (Move, String);

impl Moves {
    /// The words that come with the program.
    pub fn shipped() -> Moves {
        let mut moves = Moves::default();
        // Built in and parsed by a test: a broken one cannot reach a user.
        let file: Option<File> =
            toml::from_str(include_str!("../../assets/lexicon/moves.toml")).ok();
        for (name, lists) in file.into_iter().flat_map(|file| file.0) {
            let Some(kind) = Move::from_name(&name) else { continue };
            let kind = kind as u32;
            lists.en.iter().for_each(|phrase| moves.telling.whole(phrase, kind));
            lists.shouted.iter().for_each(|name| moves.shouted.whole(name, kind));
            for (cues, list) in [
                (&mut moves.telling, &lists.ko),
                (&mut moves.leaning, &lists.leaning),
                (&mut moves.beside, &lists.beside),
                (&mut moves.other, &lists.not),
            ] {
                for beginning in list {
                    cues.beginning(beginning, kind);
                }
            }
        }
        moves
    }

    /// The moves that a title reports, each once, in the order of [`Move::ALL`], each with the
    /// first words that say so. `title` is what `words` was read from.
    pub fn of(&self, title: &str, words: &Words) -> Vec<Reported> {
        let list = words.list();
        // What stands inside such a phrase says nothing of that kind.
        let mut other: Vec<(u32, usize, usize)> = Vec::new();
        self.other.spans(words, |kind, at, length| other.push((kind, at, at + length)));
        let mut beside = [false; Move::ALL.len()];
        self.beside.find(words, |kind, _| beside[kind as usize] = true);
        let mut first: [Option<(usize, usize)>; Move::ALL.len()] = [None; Move::ALL.len()];
        let mut tell = |kind: u32, at: usize, length: usize| {
            let is_other =
                other.iter().any(|(of, from, until)| *of == kind && (*from..*until).contains(&at));
            let known = &mut first[kind as usize];
            if !is_other && known.is_none_or(|(before, longest)| (at, length) < (before, longest)) {
                *known = Some((at, length));
            }
        };
        self.telling.spans(words, &mut tell);
        self.leaning.spans(words, |kind, at, length| {
            if beside[kind as usize] {
                tell(kind, at, length);
            }
        });
        self.shouted.spans(words, |kind, at, length| {
            if list.get(at).is_some_and(|word| word.shouted) {
                tell(kind, at, length);
            }
        });
        let said = |(at, length): (usize, usize)| {
            let (from, until) = (list.get(at)?.at, list.get(at + length - 1)?.until);
            title.get(from as usize..until as usize).map(str::to_owned)
        };
        Move::ALL
            .into_iter()
            .filter_map(|kind| Some((kind, said(first[kind as usize]?)?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(title: &str) -> Vec<Move> {
        let told = Moves::shipped().of(title, &Words::of(title));
        told.into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn every_move_has_words_in_both_languages() {
        let text = include_str!("../../assets/lexicon/moves.toml");
        let file: File = toml::from_str(text).expect("the word lists");
        assert_eq!(file.0.len(), Move::ALL.len());
        for (name, lists) in &file.0 {
            assert!(Move::from_name(name).is_some(), "{name}");
            assert!(!lists.en.is_empty() && !lists.ko.is_empty(), "{name}");
            assert_eq!(lists.leaning.is_empty(), lists.beside.is_empty(), "{name}");
        }
    }

    #[test]
    fn moves_are_told_in_both_languages_with_the_word_that_says_so() {
        let title = "아크메, 제타 인수하고 데이터센터 착공";
        let told = Moves::shipped().of(title, &Words::of(title));
        assert_eq!(
            told,
            [
                (Move::Acquisition, "인수하고".to_owned()),
                (Move::Infrastructure, "데이터센터".to_owned())
            ]
        );
        let title = "Acme Acquires Zeta for $2 billion";
        let told = Moves::shipped().of(title, &Words::of(title));
        assert_eq!(told, [(Move::Acquisition, "Acquires".to_owned())]);
        assert!(kinds("A quiet day").is_empty());
    }

    #[test]
    fn a_word_of_another_meaning_reports_no_move() {
        for title in [
            "Harbour Foundation Shares New Picture of the Bay",
            "Trajectory Guidance for Gliders in a Crosswind",
            "Fine-Tuning Small Models on Tide Tables",
            "Bill Gates on lanterns",
            "How to boil an egg in 10 sec",
            "항구 상인 설문 조사에서 나온 다섯 가지",
            "등대에 관한 인사이트 모음",
            "바다의 대표적인 물고기",
            "The last ferry departs at dawn",
            "Shots fired near the old harbour",
            "팹리스 새내기를 위한 안내서",
            "결승선 향해 전력질주",
            "Acme's chief revenue officer on patience",
        ] {
            assert!(kinds(title).is_empty(), "{title}: {:?}", kinds(title));
        }
    }

    #[test]
    fn a_move_is_found_however_it_is_put() {
        for (title, kind) in [
            ("Acme completes purchase of Zeta", Move::Acquisition),
            ("Acme and Zeta sign $38B deal", Move::Partnership),
            ("Acme and Zeta form pact on lantern safety", Move::Partnership),
            ("Acme to build second lantern plant in Busan", Move::Infrastructure),
            ("Acme reports record quarter", Move::Earnings),
            ("Acme shares jump after a bright forecast", Move::Earnings),
            ("Acme raises full-year guidance", Move::Earnings),
            ("SEC looks into Acme", Move::Regulation),
            ("Acme to pay a $3 million fine", Move::Regulation),
            ("공정위, 아크메 조사 착수", Move::Regulation),
            ("Chief scientist leaves Acme", Move::Leadership),
            ("아크메 신임 대표 선임", Move::Leadership),
            ("아크메, 정기 인사 단행", Move::Leadership),
        ] {
            assert!(kinds(title).contains(&kind), "{title}: {:?}", kinds(title));
        }
    }
}
