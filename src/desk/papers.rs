//! What a paper is worth: its weight in the field, and its use to a reader of finance.

use serde::{Deserialize, Serialize};

use super::case::Case;
use super::lexicon::Lexicon;
use super::lists::{Cue, Found, Lists};
use super::tuning::Tuning;
use crate::model::NewItem;
use crate::text::tokens::{self, Words};

/// The part of an abstract that is looked at, in bytes.
const ABSTRACT: usize = 3_000;

/// What a paper says of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperSigns {
    /// Words of method and of narrow fields of use, in the title.
    pub method: u8,
    /// Likewise.
    pub domain: u8,
    /// Whether code is given.
    pub code: bool,
    /// Whether a venue is named.
    pub venue: bool,
    /// Laboratories and companies of weight that title or abstract name.
    pub lab: bool,
    /// How much it says to a reader of finance.
    pub finance: f64,
    /// The word that says so first.
    pub finance_word: String,
}

impl PaperSigns {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == PaperSigns::default()
    }

    /// What a paper says.
    pub fn of(
        item: &NewItem,
        title: &Words,
        found: &Found,
        lists: &Lists,
        lexicon: &Lexicon,
        by: &Tuning,
    ) -> PaperSigns {
        let summary = if item.summary.is_empty() { &item.content } else { &item.summary };
        let summary = &summary[..tokens::floor_char_boundary(summary, ABSTRACT)];
        let words = Words::of(summary);
        let below = lists.find_finance(&words);
        let lower = summary.to_lowercase();
        let mut named = Vec::new();
        lexicon.find(summary, &words, &mut named);
        let finance = finance(item, found, &below, by);
        let word = found
            .cue(Cue::FinanceStrong)
            .map(|(at, _)| title.list().get(at).map_or("", |word| title.text(word)).to_owned())
            .unwrap_or_default();
        PaperSigns {
            method: found.count(Cue::Method),
            domain: found.count(Cue::Domain),
            code: lower.contains("github.com")
                || lower.contains("code is available")
                || lower.contains("code are available")
                || lower.contains("open-source")
                || lower.contains("huggingface.co"),
            venue: item.paper.comment.as_deref().is_some_and(names_venue)
                || item.paper.venue.is_some(),
            lab: named.iter().any(|mention| {
                let entry = lexicon.entry(mention.entry);
                entry.kind == "lab" || u8::from(entry.weight) == 3
            }),
            finance,
            finance_word: word,
        }
    }
}

/// How much a paper says to a reader of finance and time series.
fn finance(item: &NewItem, title: &Found, below: &Found, by: &Tuning) -> f64 {
    /// More words of a kind say no more.
    const MOST: u8 = 4;
    let count = |found: &Found, cue: Cue| f64::from(found.count(cue).min(MOST));
    let is_of = |field: &str| {
        let mut all = item.categories.iter().chain(&item.paper.primary_category);
        all.any(|category| category.starts_with(field))
    };
    let strong = by.finance_title * count(title, Cue::FinanceStrong)
        + by.finance_abstract * count(below, Cue::FinanceStrong);
    let weak = by.finance_weak_title * count(title, Cue::FinanceWeak)
        + by.finance_weak_abstract * count(below, Cue::FinanceWeak);
    // Economics is of more than money: its papers on advertising and schools say nothing to finance.
    let is_of_field = is_of("q-fin") || is_of("econ") && strong + weak > 0.0;
    strong + weak + if is_of_field { by.finance_category } else { 0.0 }
}

fn names_venue(comment: &str) -> bool {
    const VENUES: [&str; 16] = [
        "neurips", "nips", "icml", "iclr", "cvpr", "iccv", "eccv", "acl", "emnlp", "naacl", "aaai",
        "kdd", "siggraph", "icra", "corl", "tmlr",
    ];
    let comment = comment.to_lowercase();
    VENUES.iter().any(|venue| comment.contains(venue))
}

/// The reasons of a paper's weight in its field.
pub fn parts(case: &Case<'_>, parts: &mut Vec<(&'static str, f64, Vec<String>)>) {
    let by = case.by;
    let any = |is: &dyn Fn(&super::story::Report) -> bool| case.today.iter().any(|r| is(r));
    if any(&|report| report.reading.page.gallery) {
        parts.push(("paper_gallery", by.paper_gallery, Vec::new()));
    }
    let votes = case
        .today
        .iter()
        .filter(|report| report.reading.page.gallery)
        .filter_map(|report| report.points)
        .max()
        .unwrap_or(0);
    if votes > 0 {
        let sum = by.paper_votes * (votes as f64 + 1.0).log10();
        parts.push(("paper_votes", sum, vec![votes.to_string()]));
    }
    let best = |community: bool| {
        case.today
            .iter()
            .filter(|report| report.reading.page.community == community)
            .filter(|report| !report.reading.page.gallery)
            .filter_map(|report| Some((report.kept.rank?, report.points?)))
            .max_by(|a, b| a.0.total_cmp(&b.0))
    };
    if let Some((rank, points)) = best(true) {
        let facts = vec![points.to_string(), format!("{:.0}", rank * 100.0)];
        parts.push(("community", by.paper_community * rank, facts));
    }
    if let Some((rank, _)) = best(false) {
        parts.push(("paper_chosen", by.paper_chosen * (1.0 + rank), Vec::new()));
    }
    let signs = &case.head.kept.paper;
    let upto = |count: u8| f64::from(count.min(2)) / 2.0 + if count > 0 { 0.5 } else { 0.0 };
    parts.push(("paper_method", by.paper_method * upto(signs.method), Vec::new()));
    // Finance is the reader's own field, no narrow one.
    if signs.finance < by.finance_at {
        parts.push(("paper_domain", by.paper_domain * upto(signs.domain), Vec::new()));
    }
    if any(&|report| report.kept.paper.code) {
        parts.push(("paper_code", by.paper_code, Vec::new()));
    }
    if any(&|report| report.kept.paper.lab) {
        parts.push(("paper_lab", by.paper_lab, Vec::new()));
    }
    if any(&|report| report.kept.paper.venue) {
        parts.push(("paper_venue", by.paper_venue, Vec::new()));
    }
}
