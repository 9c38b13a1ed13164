//! A gist as it is stored: its sentences are the item's own, so those of the summary are kept by
//! where they stand in it.

use serde::{Deserialize, Serialize};

use super::json::to_json;

/// The sentences of a gist.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Gist(Vec<Sentence>);

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Sentence {
    /// A part of the summary: where it begins, and how long it is, in bytes.
    Part(usize, usize),
    /// Anything else, as it is.
    Text(String),
}

/// A gist in the form in which it is stored beside a summary.
pub(super) fn written(gist: &[String], summary: &str) -> String {
    let sentence = |text: &String| match summary.find(text.as_str()) {
        Some(at) => Sentence::Part(at, text.len()),
        None => Sentence::Text(text.clone()),
    };
    to_json(&gist.iter().map(sentence).collect::<Vec<_>>())
}

impl Gist {
    /// The sentences. One whose place is not in the summary is left out: the store is damaged then.
    pub(super) fn said(self, summary: &str) -> Vec<String> {
        let text = |sentence| match sentence {
            Sentence::Part(at, length) => {
                summary.get(at..at.checked_add(length)?).map(str::to_owned)
            }
            Sentence::Text(text) => Some(text),
        };
        self.0.into_iter().filter_map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_the_summary_is_not_written_twice_and_comes_back() {
        let summary = "한빛이 등대를 연다. It burns for a year. Nobody asked.";
        let gist = ["It burns for a year.".to_owned(), "An other one.".to_owned()];
        let kept = written(&gist, summary);
        assert!(!kept.contains("burns"), "{kept}");
        let read: Gist = serde_json::from_str(&kept).expect("what was written");
        assert_eq!(read.said(summary), gist);
        let lost: Gist = serde_json::from_str(&kept).expect("what was written");
        assert_eq!(lost.said("한빛"), ["An other one."]);
        let earlier: Gist = serde_json::from_str(r#"["As it was."]"#).expect("sentences");
        assert_eq!(earlier.said(""), ["As it was."]);
    }
}
