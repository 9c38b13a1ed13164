//! The reading list in the reader: how far the reading is, tags, weeks, the order by hand.

use super::draft::Draft;
use super::effect::Effect;
use super::line::LineFor;
use super::lists::View;
use super::search::Subject;
use super::state::State;
use super::writes;
use crate::lang::{count, say};
use crate::model::change::{Change, Standing};
use crate::model::{Listed, Progress, Query, Row, Sort, Week, listed};
use crate::text::width;

/// Cells of a title in a message.
const TITLE: usize = 40;

impl State {
    /// Opens the reading list, in the order by hand.
    pub(super) fn open_reading_list(&mut self) -> Vec<Effect> {
        let query = Query { starred: true, sort: Sort::Hand, ..Query::default() };
        self.view_of(Subject::Starred, query)
    }

    /// Opens what of the reading list is due this week, or was before.
    pub(super) fn open_due(&mut self) -> Vec<Effect> {
        let week = Week::of(self.zone.day_of(self.now));
        let query = Query { due: Some(week), sort: Sort::Hand, ..Query::default() };
        self.view_of(Subject::Due(week), query)
    }

    /// Turns the order of a list: the reading list by hand or best first, others best or newest first.
    pub(super) fn turn_order(&mut self) -> Vec<Effect> {
        match &mut self.view {
            Some(View { subject: Subject::Starred | Subject::Due(_), list, .. }) => {
                let by_hand = list.query().sort == Sort::Hand;
                let sort = if by_hand { Sort::Score } else { Sort::Hand };
                let key = if by_hand { "app.by_score" } else { "app.by_hand" };
                self.toasts.done(say(self.lang, key, &[]));
                let window = list.sorted(sort);
                vec![self.ask_rows(window)]
            }
            Some(view) if view.order_told(self.lang).is_some() => {
                let by_worth = view.list.query().order() != Sort::New;
                let sort = if by_worth { Sort::New } else { Sort::Score };
                let key = if by_worth { "app.by_date" } else { "app.by_score" };
                self.toasts.done(say(self.lang, key, &[]));
                let window = view.list.sorted(sort);
                vec![self.ask_rows(window)]
            }
            Some(_) | None => self.fail(say(self.lang, "app.own_order", &[]).into_owned()),
        }
    }

    /// Says how far the reading of the chosen items is: the next state after that of the first.
    pub(super) fn next_progress(&mut self) -> Vec<Effect> {
        let chosen = self.chosen();
        let first = chosen.first().and_then(|row| row.listed.clone());
        let next = first.map_or(Progress::ToRead, |listed| match listed.state {
            Progress::ToRead => Progress::Reading,
            Progress::Reading => Progress::Done,
            Progress::Done => Progress::ToRead,
        });
        let state = say(self.lang, &format!("reading.{}", next.name()), &[]);
        let mut told = match chosen.as_slice() {
            [row] => {
                let title = width::cut(&row.title, TITLE);
                say(self.lang, "app.progress", &[&title, &state]).into_owned()
            }
            rows => {
                let many = rows.len() as u64;
                count(self.lang, "app.progress_of", many, &[&state]).into_owned()
            }
        };
        let is_due = matches!(&self.view, Some(View { subject: Subject::Due(_), .. }));
        if is_due && next == Progress::Done {
            // The row stays under the eye until then, and can be turned back.
            told = format!("{told} · {}", say(self.lang, "app.leaves_week", &[]));
        }
        self.toasts.done(told);
        self.stand(|listed| listed.state = next)
    }

    /// Has the chosen items be read this week, the week after, or in no week.
    pub(super) fn set_due(&mut self, weeks: Option<u32>) -> Vec<Effect> {
        let this = Week::of(self.zone.day_of(self.now));
        let due = weeks.map(|weeks| if weeks == 0 { this } else { this.next() });
        match due {
            Some(week) => {
                let week = self.week(week);
                self.toasts.done(say(self.lang, "app.due", &[&week]));
            }
            None => self.toasts.done(say(self.lang, "app.due_never", &[])),
        }
        self.stand(|listed| listed.due = due)
    }

    /// A week in words: this one and those beside it as such, else by its number.
    pub fn week(&self, week: Week) -> String {
        let this = Week::of(self.zone.day_of(self.now));
        let key = if week == this {
            "app.week.this"
        } else if week == this.next() {
            "app.week.next"
        } else if week.next() == this {
            "app.week.last"
        } else {
            return week.to_string();
        };
        say(self.lang, key, &[]).into_owned()
    }

    /// Opens the line for tags of the chosen items.
    pub(super) fn ask_tags(&mut self) -> Vec<Effect> {
        let tags = self.current().and_then(|row| row.listed.as_ref()).map(|l| l.tags.join(" "));
        self.type_line(LineFor::Tags, Draft::new(&tags.unwrap_or_default()));
        Vec::new()
    }

    /// Gives the chosen items these tags, and no others.
    pub(super) fn set_tags(&mut self, text: &str) -> Vec<Effect> {
        let mut tags: Vec<String> = text.split_whitespace().filter_map(listed::tag).collect();
        tags.dedup();
        self.toasts.done(if tags.is_empty() {
            say(self.lang, "app.untagged", &[])
        } else {
            say(self.lang, "app.tagged", &[&tags.join(" ")])
        });
        self.stand(|listed| listed.tags.clone_from(&tags))
    }

    /// Changes how the chosen items stand on the list; those that are not there come there.
    fn stand(&mut self, how: impl Fn(&mut Listed)) -> Vec<Effect> {
        let rows: Vec<Row> = self.chosen();
        if rows.is_empty() {
            self.toasts.done(say(self.lang, "app.nothing_chosen", &[]));
            return Vec::new();
        }
        let mut standings = Vec::new();
        for row in rows {
            let mut to = row.listed.clone().unwrap_or_default();
            how(&mut to);
            if row.listed.as_ref() != Some(&to) {
                standings.push(Standing { id: row.id, was: row.listed, to: Some(to) });
            }
        }
        self.keep_choice();
        if standings.is_empty() {
            return Vec::new();
        }
        self.do_change(Change::Listed(standings))
    }

    /// Moves the selected item of the reading list up or down by one.
    pub(super) fn move_on_list(&mut self, by: isize) -> Vec<Effect> {
        let on_list = matches!(&self.view, Some(View { subject: Subject::Starred | Subject::Due(_), list, .. })
            if list.query().sort == Sort::Hand);
        if !on_list {
            return self.fail(say(self.lang, "app.not_by_hand", &[]).into_owned());
        }
        let list = self.list();
        let other = list
            .selected_index()
            .and_then(|at| at.checked_add_signed(by))
            .and_then(|at| list.id(at));
        match (list.selected(), other) {
            (Some(one), Some(other)) if by < 0 => self.do_change(Change::Swap(other, one)),
            (Some(one), Some(other)) => self.do_change(Change::Swap(one, other)),
            (Some(_) | None, _) => Vec::new(),
        }
    }

    /// Shows how an item stands on the reading list now.
    pub(super) fn apply_standing(&mut self, standings: &[Standing]) {
        for standing in standings {
            self.each_row(standing.id, |row| writes::stand_row(row, standing));
        }
        self.lay_out_reading();
    }
}
