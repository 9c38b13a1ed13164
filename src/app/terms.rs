//! What is talked about more than usual: the terms on the move over the third pane's rows, the
//! list of all terms, and the items behind each.

mod acts;

use super::layout::Area;
use crate::lang::Lang;
use crate::model::{Day, Mentions, Trend, Trending};

/// What is talked about on a day, as the screen shows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Talk {
    /// The day that is told.
    pub day: Option<Day>,
    /// What is talked about; `None` until it is counted.
    pub trending: Option<Trending>,
    /// The term the third pane's selection is on, where it is on one.
    selected: Option<String>,
}

impl Talk {
    /// The terms, strongest first, as far as they are known.
    pub fn terms(&self) -> &[Trend] {
        self.trending.as_ref().map_or(&[], |trending| &trending.terms)
    }

    /// How often a company was named, if it was.
    pub fn company(&self, key: &str) -> Option<&Mentions> {
        self.trending.as_ref()?.companies.iter().find(|company| company.key == key)
    }
}

/// Rows of the page over the list of all terms.
const ABOVE: usize = 2;

/// The list of all terms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermList {
    /// The first row shown.
    pub top: usize,
    /// What the terms listed must hold, in small letters; empty for all.
    pub find: String,
    selected: Option<String>,
}

/// What a term is called in a language: companies, products and topics have a Korean name, which stands
/// first among their other names.
pub fn name_of_term(lang: Lang, trend: &Trend) -> &str {
    let is_hangul = |name: &&String| name.contains(|c| ('가'..='힣').contains(&c));
    let korean = trend.aliases.first().filter(is_hangul);
    match (lang, korean) {
        (Lang::Ko, Some(korean)) => korean,
        (Lang::Ko, None) | (Lang::En, _) => &trend.term,
    }
}

impl TermList {
    /// The terms that are listed.
    pub fn shown<'a>(&self, talk: &'a Talk) -> Vec<&'a Trend> {
        let holds = |name: &String| name.to_lowercase().contains(&self.find);
        let is_shown = |trend: &&Trend| holds(&trend.term) || trend.aliases.iter().any(holds);
        talk.terms().iter().filter(is_shown).collect()
    }

    /// The number of the selected row.
    pub fn index(&self, talk: &Talk) -> usize {
        let selected = |trend: &&Trend| Some(&trend.term) == self.selected.as_ref();
        self.shown(talk).iter().position(selected).unwrap_or(0)
    }

    fn move_by(&mut self, talk: &Talk, by: isize, height: usize) {
        let shown = self.shown(talk);
        let last = shown.len().saturating_sub(1);
        let index = self.index(talk).saturating_add_signed(by).min(last);
        self.selected = shown.get(index).map(|trend| trend.term.clone());
        let height = height.saturating_sub(ABOVE).max(1);
        self.top = self.top.min(index).max((index + 1).saturating_sub(height));
    }
}

/// Lines that the terms over the third pane's rows take at most.
fn most_movers(whole: Area) -> u16 {
    (whole.height / 3).min(6)
}

/// Lines of a term's month over its items.
const CHART: u16 = 6;
