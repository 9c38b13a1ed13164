//! Whether two titles tell of one event, for whoever quotes one report beside another.
//!
//! Stories are joined on all that their reports say, over days, so that a long one may hold reports
//! of its surroundings. What is cited for a line must be about that very line.

use super::features::{self, Feature, StopWords};
use super::lexicon::Lexicon;
use crate::text::clean;
use crate::text::tokens::Words;

/// Things two titles of one language have in common at least, unless one of them is short.
const SHARED: usize = 2;
/// Things of which a short title holds no more.
const SHORT: usize = 3;

/// Compares titles.
pub struct Kinship<'a> {
    lexicon: &'a Lexicon,
    stop: StopWords,
}

/// What a title is about.
pub struct Subject {
    features: Vec<Feature>,
    /// Those that are versions or amounts, which say more than words do.
    figures: Vec<Feature>,
    language: String,
}

impl<'a> Kinship<'a> {
    /// With the words and names that come with the program.
    pub fn new(lexicon: &'a Lexicon) -> Kinship<'a> {
        Kinship { lexicon, stop: StopWords::shipped() }
    }

    /// What a title in a language is about.
    pub fn subject(&self, title: &str, language: &str) -> Subject {
        let title = clean::headline(title);
        let (words, mut named, mut about) = (Words::of(title), Vec::new(), Vec::new());
        self.lexicon.find(title, &words, &mut named);
        features::features(&words, &named, self.lexicon, &self.stop, &mut about);
        let is_figure = |at: usize| {
            let word = words.list().get(at).map(|word| words.text(word)).unwrap_or_default();
            word.bytes().any(|byte| byte.is_ascii_digit())
        };
        Subject {
            figures: about.iter().filter(|(_, at)| is_figure(*at)).map(|(one, _)| *one).collect(),
            features: about.into_iter().map(|(feature, _)| feature).collect(),
            language: language.to_owned(),
        }
    }
}

impl Subject {
    /// Whether both tell of one event, as far as titles can say.
    pub fn is_kin(&self, other: &Subject) -> bool {
        let shared = self.features.iter().filter(|one| other.features.contains(one)).count();
        let least = self.features.len().min(other.features.len());
        // Across languages only names are the same.
        shared >= SHARED
            || (shared > 0 && (least <= SHORT || self.language != other.language))
            || self.figures.iter().any(|figure| other.figures.contains(figure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_one_event_are_kin_and_reports_of_its_surroundings_are_not() {
        let lexicon = Lexicon::shipped();
        let kinship = Kinship::new(&lexicon);
        let subject = |title| kinship.subject(title, if title > "가" { "ko" } else { "en" });
        let kin = |one, other| subject(one).is_kin(&subject(other));
        let glasses = "Meta sued over smart glasses that filmed their wearers";
        assert!(kin(glasses, "Footage from Meta's smart glasses was seen by strangers"));
        assert!(kin(glasses, "메타 스마트 안경 영상, 외부 직원이 봤다"));
        assert!(!kin(glasses, "Meta opens a bakery for its drivers"));
        assert!(kin("Zeta-7.5 system card", "A week with Zeta-7.5, the model that plans"));
        assert!(!kin("A mill sells flour by drone", "Orchards count apples from above"));
        assert!(kin("Say hello to Millphone", "Millphone preorders open with a gift"));
    }
}
