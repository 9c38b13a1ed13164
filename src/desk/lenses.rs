//! The reader's lenses: what is watched, by words, topics and authors.
//!
//! A lens is touched by a term in the title, by two of its terms, by a phrase or a topic anywhere, or
//! by an author; never by one common word of a summary. A lens that comes with the program brings its
//! own terms and topics, and goes by a measure of papers where it has one. Some of its words are only
//! hints, as they mean other things, too: a bank of cells is no bank. One counts beside another, or
//! beside a term.

use super::lexicon::{Lexicon, Mention};
use super::papers::PaperSigns;
use super::settings::Watch;
use super::shipped_lenses::{Measure, shipped};
use super::terms::Terms;
use crate::text::tokens::{self, Words};

pub use super::shipped_lenses::{is_lens_shipped, name_in, shipped_lenses, topics};

/// That a lens is touched: its name, what touched it, and the points that it gives.
pub type Touched = (String, String, f64);

/// What a lens looks at.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Words of the title.
    pub title: &'a Words,
    /// What the title names.
    pub named: &'a [Mention],
    /// Words of the summary.
    pub summary: &'a Words,
    /// What it names.
    pub named_below: &'a [Mention],
    /// Keys of the topics of title and first sentence.
    pub topics: &'a [String],
    /// Authors, as they are written.
    pub authors: &'a [String],
    /// What it says of itself, where it is a paper.
    pub paper: Option<&'a PaperSigns>,
}

/// All lenses of a reader.
#[derive(Debug, Default)]
pub struct Lenses {
    lenses: Vec<Lens>,
    /// Of each lens its terms, and its hints: group by group in turn.
    terms: Terms,
}

#[derive(Debug)]
struct Lens {
    name: String,
    points: f64,
    topics: Vec<String>,
    authors: Vec<String>,
    papers: Option<Measure>,
}

impl Lenses {
    /// The lenses that a reader's watches make.
    pub fn of(watches: &[Watch], lexicon: &Lexicon) -> Lenses {
        let shipped = shipped();
        let mut terms: Vec<Vec<String>> = Vec::new();
        let lenses = watches
            .iter()
            .map(|watch| {
                let of_shop = shipped.iter().find(|lens| lens.is_called(&watch.name));
                let more = of_shop.map(|lens| lens.terms.clone()).unwrap_or_default();
                terms.push(watch.terms.iter().cloned().chain(more).collect());
                terms.push(of_shop.map(|lens| lens.hints.clone()).unwrap_or_default());
                Lens {
                    name: watch.name.clone(),
                    points: watch.points(),
                    topics: of_shop.map(|lens| lens.topics.clone()).unwrap_or_default(),
                    authors: watch
                        .authors
                        .iter()
                        .map(|name| plain(name))
                        .filter(|name| !name.is_empty())
                        .collect(),
                    papers: of_shop.and_then(|lens| lens.papers),
                }
            })
            .collect();
        Lenses { lenses, terms: Terms::of(terms.iter().map(Vec::as_slice), lexicon) }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lenses.is_empty()
    }

    /// The lenses that a report touches, with what touched each and the points it gives.
    pub fn touched(&self, seen: &Seen<'_>, by: &super::Tuning) -> Vec<Touched> {
        let above = self.terms.all(seen.title, seen.named);
        let below = self.terms.all(seen.summary, seen.named_below);
        let touched = |(at, lens): (usize, &Lens)| {
            let of = |found: &[super::terms::Found<'_>], group: usize| -> Vec<(String, bool)> {
                let own = found.iter().filter(|found| found.group == group);
                own.map(|found| (found.term.to_owned(), found.says_enough)).collect()
            };
            let (terms, hints) = (2 * at, 2 * at + 1);
            let hinted: Vec<(String, bool)> =
                of(&above, hints).into_iter().chain(of(&below, hints)).collect();
            let (above, below) = (of(&above, terms), of(&below, terms));
            let mut said: Vec<&String> =
                above.iter().chain(&below).chain(&hinted).map(|(term, _)| term).collect();
            said.sort_unstable();
            said.dedup();
            let several = said.len() > 1;
            let term = above
                .first()
                .or_else(|| below.iter().find(|(_, says_enough)| *says_enough))
                .or_else(|| below.first().or(hinted.first()).filter(|_| several))
                .map(|(term, _)| term.clone());
            let topic = || seen.topics.iter().find(|key| lens.topics.contains(key)).cloned();
            let author = || {
                let followed = |name: &&String| lens.authors.contains(&plain(name));
                seen.authors.iter().find(followed).cloned()
            };
            let word = author().or(term).or_else(topic);
            let paper = match (lens.papers, seen.paper) {
                (Some(Measure::Finance), Some(paper)) => {
                    Some((paper.finance / by.finance_full, paper.finance_word.clone()))
                }
                (Some(Measure::Finance), None) | (None, _) => None,
            };
            let (strength, word) = match (paper, word) {
                // A paper is measured by all of its abstract, not by one word.
                (Some((share, _)), Some(word)) => (share.max(by.finance_least), word),
                (Some((share, word)), None) if share >= 1.0 => (share, word),
                (None, Some(word)) => (1.0, word),
                (Some(_) | None, None) => return None,
            };
            let points = (lens.points * strength).min(Watch::MOST);
            Some((lens.name.clone(), word, points))
        };
        self.lenses.iter().enumerate().filter_map(touched).collect()
    }
}

/// A whole name as it is compared, however its initials are set.
fn plain(name: &str) -> String {
    tokens::folded_name(name).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(name: &str, terms: &[&str]) -> Watch {
        Watch {
            name: name.into(),
            terms: terms.iter().map(|term| (*term).to_owned()).collect(),
            authors: Vec::new(),
            weight: 1.0,
        }
    }

    fn touched(watches: &[Watch], title: &str, summary: &str) -> Vec<Touched> {
        let lexicon = Lexicon::shipped();
        let read = |text: &str| {
            let (words, mut named) = (Words::of(text), Vec::new());
            lexicon.find(text, &words, &mut named);
            (words, named)
        };
        let ((title, named), (summary, named_below)) = (read(title), read(summary));
        Lenses::of(watches, &lexicon).touched(
            &Seen {
                title: &title,
                named: &named,
                summary: &summary,
                named_below: &named_below,
                topics: &[],
                authors: &["Ada B. Lantern".to_owned()],
                paper: None,
            },
            &super::super::Tuning::default(),
        )
    }

    #[test]
    fn one_common_word_of_a_summary_touches_no_lens_and_two_terms_or_a_phrase_do() {
        let own = [watch("harbours", &["harbour", "crane", "tide table"])];
        assert!(touched(&own, "A quiet day", "The harbour was empty.").is_empty());
        assert_eq!(touched(&own, "The harbour wakes", "").len(), 1);
        assert_eq!(touched(&own, "A quiet day", "A crane stood in the harbour.").len(), 1);
        assert_eq!(touched(&own, "A quiet day", "It is about tide tables.").len(), 1);
    }

    #[test]
    fn words_of_banks_in_a_text_about_cars_touch_no_lens_of_finance() {
        let finance = [watch("finance", &[])];
        for (title, summary) in [
            ("A bank of cells under the floor", "Inside an electric van that carries bread."),
            ("Quayside is banking on hydrogen vans", "It sold its first one to a baker."),
            ("Battery swap comes to ferries", "A battery bank on the pier feeds them."),
            ("Six vans of one portfolio", "Their maker bakes bread."),
            ("은행나무 길을 달리는 전기차", "가을 시승기."),
            ("배터리 스왑 정거장 늘린다", "배터리 은행이 부두에 들어선다."),
        ] {
            assert_eq!(touched(&finance, title, summary), [], "{title}");
        }
        for (title, summary) in [
            ("Banks let agents answer loan requests", ""),
            ("A portfolio that hedges its own volatility", ""),
            ("은행 대출 심사에 쓰는 언어모델", ""),
            ("What lenders ask of a model", "A bank shows how it weighs a loan."),
        ] {
            assert_eq!(touched(&finance, title, summary).len(), 1, "{title}");
        }
    }

    #[test]
    fn a_shipped_lens_needs_no_terms_and_an_author_is_followed() {
        let finance = [watch("finance", &[])];
        assert_eq!(touched(&finance, "A model of limit order books", "").len(), 1);
        assert_eq!(touched(&[watch("금융", &[])], "한국은행, 새 보고서", "").len(), 1);
        assert!(is_lens_shipped("Finance") && !is_lens_shipped("tides"));
        let ada = [Watch { authors: vec!["Ａda b lantern".into()], ..watch("people", &[]) }];
        let found = touched(&ada, "On fog", "");
        assert_eq!(found.first().map(|(_, word, _)| word.as_str()), Some("Ada B. Lantern"));
    }
}
