//! Opens the terms, and moves among those over the third pane.

use super::{CHART, Line, Term, TermList, most_movers};
use crate::app::command::{Command, Place};
use crate::app::draft::Draft;
use crate::app::effect::{Effect, FrontPage, ListName, Question};
use crate::app::layer::{Act, Around, Layer, Next};
use crate::app::layout::Area;
use crate::app::line::LineFor;
use crate::app::lists::View;
use crate::app::purpose::Purpose;
use crate::app::search::Subject;
use crate::app::state::{Overlay, State};
use crate::model::{EditionWindow, Pane, Query, Trending};

impl State {
    /// Asks what is talked about in the edition that is shown, once one is.
    pub(in crate::app) fn ask_terms(&mut self) -> Option<Effect> {
        let window = self.front.window()?;
        Some(self.ask(Purpose::Terms(window), Question::Terms(window)))
    }

    /// Opens the list of all terms.
    pub(in crate::app) fn open_terms(&mut self) -> Vec<Effect> {
        self.open(TermList::default(), None);
        self.ask_terms().into_iter().collect()
    }

    /// Lists the terms that hold a text.
    pub(in crate::app) fn show_terms_with(&mut self, text: &str) -> Vec<Effect> {
        if let Some(Overlay::Terms(list)) = self.overlays.last_mut() {
            list.find = text.trim().to_lowercase();
            list.top = 0;
        }
        Vec::new()
    }

    /// Takes what is talked about. Where nothing is yet, an earlier day may be told.
    pub(in crate::app) fn take_terms(
        &mut self,
        asked: EditionWindow,
        trending: Trending,
    ) -> Vec<Effect> {
        self.talk.day = trending.day.or(Some(asked.day));
        self.talk.trending = Some(trending);
        let area = self.area_of(ListName::Pane(Pane::Trends));
        self.panes[Pane::Trends.index()].keep_in_sight(area, &self.rows);
        Vec::new()
    }

    /// Takes the themes of the edition that is shown.
    pub(in crate::app) fn take_themes(&mut self, page: &FrontPage) {
        let entries = page.digest.blocks.iter().flat_map(|block| &block.entries);
        self.talk.themes = Some(entries.filter_map(Term::of).collect());
        self.talk.day = self.talk.day.or(Some(page.window.day));
    }

    /// Where the themes stand over the third pane's rows, and where the rows are left.
    pub fn divide(&self, whole: Area) -> (Area, Area) {
        // Their place is kept while the edition is composed; that there is none is a line.
        let most = most_movers(whole);
        let themes = self.talk.themes.as_ref();
        let height = themes.map_or(most, |themes| (themes.len().max(1) as u16).min(most));
        let rule = u16::from(height > 0);
        let rows =
            Area { y: whole.y + height + rule, height: whole.height - height - rule, ..whole };
        (Area { height, ..whole }, rows)
    }

    /// The themes that stand over the third pane's rows.
    pub fn movers(&self) -> &[Term] {
        let whole = self.whole_area(ListName::Pane(Pane::Trends));
        let themes = self.talk.themes();
        &themes[..themes.len().min(usize::from(most_movers(whole)))]
    }

    /// The theme that is selected over the third pane's rows, if the selection is there.
    pub fn mover(&self) -> Option<&Term> {
        if self.view.is_some()
            || self.on_lead
            || self.on_mine
            || self.reading.is_some()
            || self.focus != Pane::Trends
        {
            return None;
        }
        let selected = self.talk.selected.as_ref()?;
        self.movers().iter().find(|term| term.trend.term == *selected)
    }

    /// Selects one of the themes over the third pane's rows, or none of them.
    pub(in crate::app) fn select_mover(&mut self, index: Option<usize>) {
        let at = |index: usize| Some(self.movers().get(index)?.trend.term.clone());
        self.talk.selected = index.and_then(at);
    }

    /// Moves among those themes, or from the rows to them; `None` where the rows are to move.
    pub(in crate::app) fn step_mover(&mut self, by: isize) -> Option<Vec<Effect>> {
        if self.view.is_some() || self.on_lead || self.on_mine || self.focus != Pane::Trends {
            return None;
        }
        let last = self.movers().len().checked_sub(1)?;
        let Some(term) = self.mover().map(|mover| mover.trend.term.clone()) else {
            let first_row = self.list().selected_index().unwrap_or(0) == 0;
            if by < 0 && first_row {
                self.select_mover(Some(last));
                return Some(self.show_preview().into_iter().collect());
            }
            return None;
        };
        let at = self.movers().iter().position(|mover| mover.trend.term == term).unwrap_or(0);
        let index = at.saturating_add_signed(by);
        self.select_mover((index <= last).then_some(index));
        Some(self.show_preview().into_iter().collect())
    }

    /// Lists the items behind a term, under its days.
    pub(in crate::app) fn open_term(&mut self, term: Term) -> Vec<Effect> {
        let query = Query { ids: term.trend.items.clone(), ..Query::default() };
        self.view_of(Subject::Term(Box::new(term)), query)
    }

    /// Where a view's chart stands, if it has one and there is room, and where its rows are left.
    pub fn divide_view(&self, whole: Area) -> (Option<Area>, Area) {
        let has_chart = matches!(&self.view, Some(View { subject: Subject::Term(_), .. }))
            && whole.height >= 12;
        if !has_chart {
            return (None, whole);
        }
        let rows = Area { y: whole.y + CHART, height: whole.height - CHART, ..whole };
        (Some(Area { height: CHART, ..whole }), rows)
    }
}

impl Layer for TermList {
    fn place(&self) -> Place {
        Place::Terms
    }

    fn hints(&self) -> &'static [Command] {
        &[
            Command::Open,
            Command::FindTerm,
            Command::Down,
            Command::Up,
            Command::Help,
            Command::Leave,
        ]
    }

    fn step(&mut self, by: isize, around: &Around<'_>) {
        self.move_by(around.talk, by, around.height());
    }

    fn click(&mut self, row: usize, opens: bool, around: &Around<'_>) -> Next {
        let (lines, selected) = self.lines(around.talk);
        let to = self.top + row;
        let Some(Line::Term(term)) = lines.get(to) else { return Next::Stay };
        self.selected = Some(term.trend.term.clone());
        if to == selected && opens { self.obey(Command::Open, around) } else { Next::Stay }
    }

    /// Lists the items behind the selected term, or looks for a word.
    fn obey(&mut self, command: Command, around: &Around<'_>) -> Next {
        if command == Command::FindTerm {
            return Next::Do(vec![Act::Type(LineFor::Term, Draft::new(&self.find))]);
        }
        if command != Command::Open {
            return Next::Pass;
        }
        let term = self.selected(around.talk);
        Next::CloseAnd(term.map(Act::Term).into_iter().collect())
    }
}
