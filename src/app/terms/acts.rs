//! Opens the terms, and moves among those over the third pane.

use super::{ABOVE, CHART, TermList, most_movers};
use crate::app::command::{Command, Place};
use crate::app::draft::Draft;
use crate::app::effect::{Effect, ListName, Question};
use crate::app::layer::{Act, Around, Layer, Next};
use crate::app::layout::Area;
use crate::app::line::LineFor;
use crate::app::lists::View;
use crate::app::purpose::Purpose;
use crate::app::search::Subject;
use crate::app::state::{Overlay, State};
use crate::model::{EditionWindow, Pane, Query, Trend, TrendState, Trending};

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

    /// The terms that stand over the third pane's rows, on an area for both: of those that are on the
    /// move, companies aside, those that several stories name, and on a quiet day the strongest of the
    /// others. `None` while they are being counted.
    fn movers_on(&self, whole: Area) -> Option<Vec<&Trend>> {
        const LEAST: usize = 3;
        let most = usize::from(most_movers(whole));
        let terms = &self.talk.trending.as_ref()?.terms;
        // Companies have a pane of their own, where each is counted over what it did.
        let moves = |trend: &&Trend| trend.state != TrendState::Steady && !trend.is_company();
        let terms: Vec<&Trend> = terms.iter().filter(moves).collect();
        let told = terms.iter().filter(|trend| trend.count > 1).count();
        let mut others = LEAST.saturating_sub(told);
        let stands = |trend: &&Trend| {
            let is_told = trend.count > 1;
            let is_strong = !is_told && others > 0;
            others -= usize::from(is_strong);
            is_told || is_strong
        };
        Some(terms.into_iter().filter(stands).take(most).collect())
    }

    /// Where the terms stand over the third pane's rows, and where the rows are left.
    pub fn divide(&self, whole: Area) -> (Area, Area) {
        // Their place is kept while they are being counted, so that nothing moves when they come.
        let movers = self.movers_on(whole).map(|movers| movers.len() as u16);
        let height = movers.unwrap_or_else(|| most_movers(whole));
        let rule = u16::from(height > 0);
        let rows =
            Area { y: whole.y + height + rule, height: whole.height - height - rule, ..whole };
        (Area { height, ..whole }, rows)
    }

    /// The terms that stand over the third pane's rows.
    pub fn movers(&self) -> Vec<&Trend> {
        self.movers_on(self.whole_area(ListName::Pane(Pane::Trends))).unwrap_or_default()
    }

    /// The term that is selected over the third pane's rows, if the selection is there.
    pub fn mover(&self) -> Option<&Trend> {
        if self.view.is_some()
            || self.on_lead
            || self.on_mine
            || self.reading.is_some()
            || self.focus != Pane::Trends
        {
            return None;
        }
        let selected = self.talk.selected.as_ref()?;
        self.movers().into_iter().find(|trend| trend.term == *selected)
    }

    /// Selects one of the terms over the third pane's rows, or none of them.
    pub(in crate::app) fn select_mover(&mut self, index: Option<usize>) {
        self.talk.selected = index.and_then(|index| Some(self.movers().get(index)?.term.clone()));
    }

    /// Moves among those terms, or from the rows to them; `None` where the rows are to move.
    pub(in crate::app) fn step_mover(&mut self, by: isize) -> Option<Vec<Effect>> {
        if self.view.is_some() || self.on_lead || self.on_mine || self.focus != Pane::Trends {
            return None;
        }
        let last = self.movers().len().checked_sub(1)?;
        let Some(term) = self.mover().map(|trend| trend.term.clone()) else {
            let first_row = self.list().selected_index().unwrap_or(0) == 0;
            if by < 0 && first_row {
                self.select_mover(Some(last));
                return Some(self.show_preview().into_iter().collect());
            }
            return None;
        };
        let at = self.movers().iter().position(|trend| trend.term == term).unwrap_or(0);
        let index = at.saturating_add_signed(by);
        self.select_mover((index <= last).then_some(index));
        Some(self.show_preview().into_iter().collect())
    }

    /// Lists the items behind a term, under its month.
    pub(in crate::app) fn open_term(&mut self, trend: Trend) -> Vec<Effect> {
        let query = Query { ids: trend.items.clone(), ..Query::default() };
        self.view_of(Subject::Term(Box::new(trend)), query)
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
        let Some(row) = row.checked_sub(ABOVE) else { return Next::Stay };
        let (before, to) = (self.index(around.talk), self.top + row);
        if to >= self.shown(around.talk).len() {
            return Next::Stay;
        }
        self.step(to as isize - before as isize, around);
        if to == before && opens { self.obey(Command::Open, around) } else { Next::Stay }
    }

    /// Lists the items behind the selected term, or looks for a word.
    fn obey(&mut self, command: Command, around: &Around<'_>) -> Next {
        if command == Command::FindTerm {
            return Next::Do(vec![Act::Type(LineFor::Term, Draft::new(&self.find))]);
        }
        if command != Command::Open {
            return Next::Pass;
        }
        let trend = self.shown(around.talk).get(self.index(around.talk)).copied().cloned();
        Next::CloseAnd(trend.map(Act::Term).into_iter().collect())
    }
}
