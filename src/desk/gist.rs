//! One to three sentences of an item's own text that say best what it is about, word for word.
//!
//! Papers give one: near the abstract's centre, close to the title, marked by what authors write
//! before their claim ("we propose"), neither short nor long. News give up to three: central,
//! close to the title, and rather from the beginning.

use std::sync::LazyLock;

use serde::Deserialize;

use super::cues::Cues;
use super::features::{self, Feature, StopWords};
use super::lexicon::{HashedMap, Lexicon};
use crate::model::NewItem;
use crate::text::tokens::{self, Words};
use crate::text::{html, sentences::sentences};

/// The part of a long text that is looked at, in bytes: what matters is said before.
const LOOKED_AT: usize = 12_000;
/// The most sentences that are compared.
const SENTENCES: usize = 60;
/// A summary of so many bytes says enough; below it, the content is looked at.
const ENOUGH: usize = 60;
/// The longest sentence that is quoted, in bytes.
const LONGEST: usize = 700;

/// Fewer characters, in one or two words, are a heading or a link.
const SHORT: usize = 24;

/// What each sign of a good sentence is worth; each runs from 0 to 1.
#[derive(Debug, Clone, Copy)]
struct Weights {
    central: f64,
    title: f64,
    cue: f64,
    length: f64,
    early: f64,
    /// The best number of words.
    words: f64,
    /// To which power a sentence's length divides what it shares with others: a half is the
    /// cosine's, less lets long sentences say more.
    bulk: f64,
}

const PAPER: Weights = Weights {
    central: 0.3,
    title: 0.35,
    cue: 0.4,
    length: 0.2,
    early: 0.0,
    words: 30.0,
    bulk: 0.5,
};
const NEWS: Weights =
    Weights { central: 0.6, title: 0.5, cue: 0.0, length: 0.1, early: 0.1, words: 22.0, bulk: 0.3 };

/// The phrases that tell sentences apart.
#[derive(Debug)]
pub struct Gists {
    cues: Cues,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    deed: Vec<String>,
    look: Vec<String>,
    result: Vec<String>,
    sign: Vec<String>,
    page: Vec<String>,
}

const DEED: u32 = 0;
const RESULT: u32 = 1;
const PAGE: u32 = 2;
const SIGN: u32 = 3;
const LOOK: u32 = 4;

struct Sentence<'a> {
    text: &'a str,
    features: Vec<Feature>,
    words: usize,
    cue: f64,
}

/// Whether a sentence is about the page that it stands on, not about the news.
pub(super) fn is_about_page(sentence: &str) -> bool {
    has(sentence, &[PAGE])
}

/// What a sentence of an abstract says of its paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// What was made.
    Did,
    /// What was looked at.
    LookedAt,
    /// What came of it.
    Found,
}

/// What a sentence of an abstract says of its paper, in the voice of those who wrote it.
pub(super) fn claim(sentence: &str) -> Option<Claim> {
    let said = |group: u32, claim: Claim| has(sentence, &[group]).then_some(claim);
    said(DEED, Claim::Did)
        .or_else(|| said(RESULT, Claim::Found))
        .or_else(|| said(LOOK, Claim::LookedAt))
}

/// Whether a sentence has a phrase of one of some groups.
fn has(sentence: &str, groups: &[u32]) -> bool {
    let mut found = false;
    Gists::shipped().cues.find(&Words::of(sentence), |group, _| found |= groups.contains(&group));
    found
}

impl Gists {
    /// The phrases that come with the program, read once a process.
    pub fn shipped() -> &'static Gists {
        static SHIPPED: LazyLock<Gists> =
            LazyLock::new(|| Gists::of_file(include_str!("../../assets/lexicon/gist.toml")));
        &SHIPPED
    }

    fn of_file(text: &str) -> Gists {
        // Built in and parsed by a test: a broken one cannot reach a user.
        let file: File = toml::from_str(text).unwrap_or_default();
        let mut cues = Cues::default();
        let groups = [
            (DEED, file.deed),
            (LOOK, file.look),
            (RESULT, file.result),
            (SIGN, file.sign),
            (PAGE, file.page),
        ];
        for (group, phrases) in groups {
            for phrase in &phrases {
                cues.beginning(phrase, group);
            }
        }
        Gists { cues }
    }

    /// The sentences for an item in reading order; none where it has no text.
    pub fn of(
        &self,
        item: &NewItem,
        paper: bool,
        lexicon: &Lexicon,
        stop: &StopWords,
    ) -> Vec<String> {
        let content;
        let text = if item.summary.len() >= ENOUGH || item.content.is_empty() {
            &item.summary
        } else {
            let head = tokens::floor_char_boundary(&item.content, LOOKED_AT);
            content = if item.content_is_html {
                html::plain(&item.content[..head], LOOKED_AT)
            } else {
                item.content[..head].to_owned()
            };
            &content
        };
        let weights = if paper { PAPER } else { NEWS };
        let all = self.read(after_citation(text), paper, lexicon, stop);
        if let [only] = &all[..] {
            return vec![only.text.to_owned()];
        }
        let wanted = match (paper, all.len()) {
            (true, _) | (false, 0..=3) => 1,
            (false, _) => 2,
        };
        let mut title = Vec::new();
        features::features(&Words::of(&item.title), &[], lexicon, stop, &mut title);
        let title = bare(&title);
        let scores = scores(&all, &title, weights);
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
        let mut chosen: Vec<usize> = Vec::new();
        for at in order {
            // A sentence that says the same again is no second sentence.
            let again =
                chosen.iter().any(|&other| cosine(&all[at].features, &all[other].features) > 0.7);
            if chosen.len() < wanted && !again {
                chosen.push(at);
            }
        }
        chosen.sort_unstable();
        chosen.into_iter().map(|at| all[at].text.to_owned()).collect()
    }

    fn read<'a>(
        &self,
        text: &'a str,
        paper: bool,
        lexicon: &Lexicon,
        stop: &StopWords,
    ) -> Vec<Sentence<'a>> {
        let mut words = Words::default();
        let mut about = Vec::new();
        let mut all = Vec::new();
        for text in sentences(text).into_iter().take(SENTENCES) {
            words.read(text);
            let (mut cue, mut page) = (0.0_f64, false);
            self.cues.find(&words, |group, _| match group {
                DEED => cue = 1.0,
                LOOK => cue = cue.max(0.8),
                RESULT | SIGN => cue = cue.max(0.6),
                _ => page = true,
            });
            let short = words.list().len() < 3 && text.chars().count() < SHORT;
            let cut_off = text.ends_with('…')
                || text.ends_with("...")
                || text.ends_with("…]")
                || text.ends_with("...]");
            // Half a sentence of news still says what it is about; half of an abstract's is no claim.
            let is_cut = cut_off && (paper || !all.is_empty());
            if text.len() > LONGEST || page || short || is_cut {
                continue;
            }
            features::features(&words, &[], lexicon, stop, &mut about);
            let features = bare(&about);
            all.push(Sentence { text, features, words: words.list().len(), cue });
        }
        all
    }
}

/// What follows a journal's own citation of itself, which some write before a text without a blank:
/// `Nature, Published online: 12 March 2026; doi:10.1038/s1-026-2-yTides are rising`.
fn after_citation(text: &str) -> &str {
    /// A citation begins within so many bytes.
    const NEAR: usize = 200;
    const DOI: &str = "doi:10.";
    let Some(at) = text.find(DOI).filter(|at| *at <= NEAR) else { return text };
    let rest = &text[at + DOI.len()..];
    let mut before = ' ';
    for (at, c) in rest.char_indices() {
        // A DOI ends with a small letter or a digit, a sentence begins with a capital or a quote.
        let begins =
            (c.is_uppercase() || c == '"') && (before.is_lowercase() || before.is_numeric());
        if c.is_whitespace() || !c.is_ascii() || begins {
            return rest[at..].trim_start();
        }
        before = c;
    }
    ""
}

/// The features of a text, each once, whether it stands alone or in a longer word.
fn bare(about: &[(Feature, usize)]) -> Vec<Feature> {
    let mut bare = Vec::with_capacity(about.len());
    for feature in about.iter().map(|(feature, _)| features::bare(*feature)) {
        if !bare.contains(&feature) {
            bare.push(feature);
        }
    }
    bare
}

/// How good each sentence is.
fn scores(all: &[Sentence], title: &[Feature], weights: Weights) -> Vec<f64> {
    let mut counts: HashedMap<Feature, f64> = HashedMap::default();
    for feature in all.iter().flat_map(|sentence| &sentence.features) {
        *counts.entry(*feature).or_insert(0.0) += 1.0;
    }
    // How much of what other sentences say, too, is in a sentence of its length.
    let central: Vec<f64> = all
        .iter()
        .map(|sentence| {
            let shared = sentence.features.iter().map(|feature| counts[feature] - 1.0).sum::<f64>();
            shared / (sentence.features.len().max(1) as f64).powf(weights.bulk)
        })
        .collect();
    let most = central.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    all.iter()
        .zip(central)
        .enumerate()
        .map(|(at, (sentence, central))| {
            let off = (sentence.words as f64 - weights.words) / weights.words;
            weights.central * central / most
                + weights.title * cosine(&sentence.features, title)
                + weights.cue * sentence.cue
                + weights.length * (-2.0 * off * off).exp()
                + weights.early / (1.0 + at as f64)
        })
        .collect()
}

fn cosine(a: &[Feature], b: &[Feature]) -> f64 {
    let shared = a.iter().filter(|feature| b.contains(feature)).count() as f64;
    shared / (a.len() as f64 * b.len() as f64).sqrt().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gist(title: &str, summary: &str, paper: bool) -> Vec<String> {
        let item =
            NewItem { title: title.to_owned(), summary: summary.to_owned(), ..NewItem::default() };
        Gists::shipped().of(&item, paper, &Lexicon::shipped(), StopWords::shipped())
    }

    #[test]
    fn syllables_are_the_same_alone_and_in_a_longer_word_and_count_once() {
        let about = |text: &str| {
            let mut about = Vec::new();
            let words = Words::of(text);
            let (lexicon, stop) = (Lexicon::shipped(), StopWords::shipped());
            features::features(&words, &[], &lexicon, stop, &mut about);
            bare(&about)
        };
        let alone = about("조수");
        assert_eq!(alone.len(), 1);
        assert!(about("조수간만").contains(&alone[0]));
        assert_eq!(about("조수 조수간만").len(), about("조수간만").len());
    }

    #[test]
    fn the_phrases_are_read() {
        let file: File =
            toml::from_str(include_str!("../../assets/lexicon/gist.toml")).expect("the phrases");
        assert!(
            !file.deed.is_empty()
                && !file.look.is_empty()
                && !file.result.is_empty()
                && !file.sign.is_empty()
                && !file.page.is_empty()
        );
    }

    #[test]
    fn a_paper_is_told_by_the_sentence_that_says_what_it_did() {
        let said = gist(
            "Sparse maps for tidal forecasts",
            "Tides matter to harbours. Forecasts of tides are slow to compute on small machines. \
             We propose sparse maps that make tidal forecasts cheap on small machines. Code is available.",
            true,
        );
        assert_eq!(
            said,
            ["We propose sparse maps that make tidal forecasts cheap on small machines."]
        );
    }

    #[test]
    fn what_is_about_the_page_is_left_out() {
        let said = gist(
            "Acme opens a harbour",
            "Acme opened a new harbour on Monday, its third this year. \
             The post Acme opens a harbour appeared first on Harbour Times.",
            false,
        );
        assert_eq!(said, ["Acme opened a new harbour on Monday, its third this year."]);
        assert!(gist("A title alone", "", false).is_empty());
        for boilerplate in [
            "Nature, Published online: 12 March 2026; doi:10.1000/s1-026-0001-2",
            "Continue reading on Harbour Times",
            "submitted by /u/somebody",
            "Comments",
        ] {
            assert!(gist("Tides in the bay", boilerplate, true).is_empty(), "{boilerplate}");
            let news = "Tides in the bay rose by a metre. ";
            let said = gist("Tides in the bay", &format!("{boilerplate}\n{news}"), false);
            assert_eq!(said, [news.trim()]);
        }
    }

    #[test]
    fn a_text_that_is_glued_to_its_citation_is_read_without_it() {
        for text in [
            "Tides rise by a metre in the bay.",
            "A tide rises in the bay.",
            "AI finds a tide in the bay.",
            "‘A tide rises’, say those who watch.",
        ] {
            let glued =
                format!("Nature, Published online: 12 March 2026; doi:10.1000/s1-026-0001-y{text}");
            assert_eq!(gist("Tides in the bay", &glued, true), [text]);
        }
        let korean = "항구, Published online: doi:10.1000/x-1조수가 높아졌다는 보고가 나왔다.";
        assert_eq!(gist("조수", korean, false), ["조수가 높아졌다는 보고가 나왔다."]);
    }

    #[test]
    fn a_sentence_that_is_cut_off_gives_way_to_a_whole_one() {
        let said =
            gist("Harbour", "The harbour opened on Monday. The tide that came with it […]", false);
        assert_eq!(said, ["The harbour opened on Monday."]);
        let cut = "The harbour that we propose is…";
        assert_eq!(gist("Harbour", cut, false), [cut]);
        assert_eq!(gist("Harbour", cut, true), Vec::<String>::new());
    }
}
