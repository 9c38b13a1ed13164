//! Whether a name with its version is that of a model of artificial intelligence, and not of a disk, a
//! car or a fair of the year: by the family that it belongs to, by its size, or by what its title says.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::desk::cues::Cues;
use crate::text::tokens::Words;

/// The list as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    families: Vec<String>,
    words: Vec<String>,
    others: Vec<String>,
}

/// What makes a name that of a model.
struct Models {
    families: Vec<String>,
    words: Cues,
    others: Vec<String>,
}

impl Models {
    fn shipped() -> &'static Models {
        static SHIPPED: LazyLock<Models> = LazyLock::new(|| {
            // Built in and parsed by a test: a broken one cannot reach a user.
            let text = include_str!("../../../assets/lexicon/models.toml");
            let Record { families, words, others } = toml::from_str(text).unwrap_or_default();
            let mut cues = Cues::default();
            for word in &words {
                cues.add(word, 0);
            }
            Models { families, words: cues, others }
        });
        &SHIPPED
    }
}

/// Whether a name, in small letters, that a title tells is a model's.
pub(super) fn is_model(name: &str, title: &str) -> bool {
    if !name.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let models = Models::shipped();
    let parts = || name.split([' ', '-', '_']).filter(|part| !part.is_empty());
    let family = |part: &str| {
        let bare = part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        models.families.iter().any(|family| family == part || family == bare)
    };
    // "seven billion": the size of a model.
    let is_size = |part: &str| {
        part.strip_suffix('b').is_some_and(|size| {
            !size.is_empty() && size.chars().all(|c| c.is_ascii_digit() || c == '.')
        })
    };
    if parts().any(family) || parts().any(is_size) {
        return true;
    }
    let is_other = |other: &String| {
        let rest = name.strip_prefix(other.as_str());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    if models.others.iter().any(is_other) || parts().any(|part| part == "os") {
        return false;
    }
    let mut says = false;
    models.words.spans(&Words::of(title), |_, _, _| says = true);
    says && !is_of_year(name)
}

/// Whether a name ends with a year, as those of fairs and conferences do.
fn is_of_year(name: &str) -> bool {
    let digits = name.chars().rev().take_while(char::is_ascii_digit).count();
    let year = &name[name.len() - digits..];
    digits == 4 && (year.starts_with("20") || year.starts_with("19"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_and_well_formed() {
        let text = include_str!("../../../assets/lexicon/models.toml");
        let record: Record = toml::from_str(text).expect("the models");
        assert!(record.families.len() > 20 && record.words.len() > 10);
        for word in &record.words {
            assert!(Cues::is_well_formed(word), "{word}");
        }
        for family in record.families.iter().chain(&record.others) {
            assert_eq!(*family, family.to_lowercase(), "{family}");
        }
    }

    #[test]
    fn a_model_is_told_by_its_family_its_size_or_its_title() {
        for (name, title) in [
            ("gpt-9.2", "OpenAI opens GPT-9.2 to all"),
            ("claude opus 9", "Claude Opus 9 is here"),
            ("qwen9", "Qwen9 arrives"),
            ("sobaek-7b", "Namsan Institute publishes Sobaek-7B"),
            ("lantern 3", "Quayside releases Lantern 3, a language model for harbours"),
            ("등대 2", "한빛물결, 언어모델 ‘등대 2’ 공개"),
        ] {
            assert!(is_model(name, title), "{name}");
        }
        for (name, title) in [
            ("quaydisk pro g9", "Quayside opens sales of the Quaydisk Pro G9 drive"),
            ("kelphaven 149", "Kelphaven 149 brings a calmer start page"),
            ("harbour world 2031", "Quayside shows a language model at Harbour World 2031"),
            ("등대 2", "한빛물결, 신형 조명 ‘등대 2’ 공개"),
            ("lantern", "Lantern is a language model"),
            ("ios 26.4", "Apple releases iOS 26.4 with a new language model"),
            ("python 3.15", "Python 3.15 makes a language model quicker"),
            ("harbour os 9.2", "Quayside ships Harbour OS 9.2 with a foundation model inside"),
            ("안드로이드 17", "안드로이드 17, 언어모델 품는다"),
        ] {
            assert!(!is_model(name, title), "{name}");
        }
    }
}
