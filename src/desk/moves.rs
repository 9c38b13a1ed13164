//! What kind of strategic move an item reports, told by its words.

use serde::Deserialize;

use super::cues::Cues;
use crate::model::Move;
use crate::text::tokens::Words;

/// The words of each kind of move.
#[derive(Debug)]
pub struct Moves {
    cues: Cues,
}

#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct File(std::collections::BTreeMap<String, Lists>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    en: Vec<String>,
    ko: Vec<String>,
}

impl Moves {
    /// The words that come with the program.
    pub fn shipped() -> Moves {
        let mut cues = Cues::default();
        // Built in and parsed by a test: a broken one cannot reach a user.
        let file: Option<File> =
            toml::from_str(include_str!("../../assets/lexicon/moves.toml")).ok();
        for (name, lists) in file.into_iter().flat_map(|file| file.0) {
            let Some(kind) = Move::from_name(&name) else { continue };
            lists.en.iter().for_each(|phrase| cues.whole(phrase, kind as u32));
            lists.ko.iter().for_each(|beginning| cues.beginning(beginning, kind as u32));
        }
        Moves { cues }
    }

    /// The moves that a title reports, each once, in the order of [`Move::ALL`].
    pub fn of(&self, title: &Words) -> Vec<Move> {
        let mut seen = [false; Move::ALL.len()];
        self.cues.find(title, |kind, _| seen[kind as usize] = true);
        Move::ALL.into_iter().filter(|kind| seen[*kind as usize]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_move_has_words_in_both_languages() {
        let text = include_str!("../../assets/lexicon/moves.toml");
        let file: File = toml::from_str(text).expect("the word lists");
        assert_eq!(file.0.len(), Move::ALL.len());
        for (name, lists) in &file.0 {
            assert!(Move::from_name(name).is_some(), "{name}");
            assert!(!lists.en.is_empty() && !lists.ko.is_empty(), "{name}");
        }
    }

    #[test]
    fn moves_are_told_in_both_languages() {
        let moves = Moves::shipped();
        assert_eq!(moves.of(&Words::of("Acme acquires Zeta for $2 billion")), [Move::Acquisition]);
        assert_eq!(
            moves.of(&Words::of("아크메, 제타 인수하고 데이터센터 착공")),
            [Move::Acquisition, Move::Infrastructure]
        );
        assert!(moves.of(&Words::of("A quiet day")).is_empty());
    }
}
