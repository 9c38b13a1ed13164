//! Why an item stands where it stands: every number the screen shows, explained.

use super::effect::Effect;
use super::page::{Line, Page, Role, span};
use super::state::{Overlay, State};
use crate::lang::{self, Lang, say};
use crate::model::{Item, Moment, Row};
use crate::text::wrap;

/// How long ago something was, shortly.
pub fn age(lang: Lang, then: Moment, now: Moment) -> String {
    let minutes = (now - then).num_minutes().max(0);
    let (key, n) = match minutes {
        0..60 => ("app.age.minutes", minutes),
        60..1_440 => ("app.age.hours", minutes / 60),
        1_440..43_200 => ("app.age.days", minutes / 1_440),
        43_200..525_600 => ("app.age.months", minutes / 43_200),
        _ => ("app.age.years", minutes / 525_600),
    };
    say(lang, key, &[&n]).into_owned()
}

/// The age of an item; where its source does not tell it, about how long it has been there.
pub fn row_age(lang: Lang, row: &Row, now: Moment) -> String {
    let age = age(lang, row.published, now);
    if row.dated { age } else { format!("~{age}") }
}

/// The reasons of an item, at a width.
pub fn lines(lang: Lang, item: &Item, cells: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = wrap::paragraph(&item.row.title, cells, 3)
        .into_iter()
        .map(|row| vec![span(Role::Head, row)])
        .collect();
    lines.push(Vec::new());
    for reason in &item.why {
        let role = if reason.points < 0.0 { Role::Down } else { Role::Up };
        for (at, row) in wrap::paragraph(
            &lang::reason(lang, &reason.term, &reason.facts),
            cells.saturating_sub(9),
            3,
        )
        .into_iter()
        .enumerate()
        {
            let points = match at {
                0 if reason.points != 0.0 => format!("{:+7.1}  ", reason.points),
                _ => " ".repeat(9),
            };
            lines.push(vec![span(role, points), span(Role::Text, row)]);
        }
    }
    lines.push(vec![span(Role::Rule, "  ─────")]);
    lines.push(vec![
        span(Role::Accent, format!("{:7.1}  ", item.row.score)),
        span(Role::Text, say(lang, "app.score", &[])),
    ]);
    if !item.pane_reason.is_empty() {
        lines.push(Vec::new());
        let pane = say(lang, &format!("pane.{}", item.row.pane.name()), &[]);
        let because = lang::pane_reason(lang, &item.pane_reason);
        let text = say(lang, "app.pane_because", &[&pane, &because]);
        lines.extend(
            wrap::paragraph(&text, cells, 4).into_iter().map(|row| vec![span(Role::Dim, row)]),
        );
    }
    lines
}

impl State {
    /// Opens the reasons of the current item.
    pub(super) fn ask_why(&mut self) -> Vec<Effect> {
        let Some(item) = self.current().and_then(|row| self.held(row.id)) else {
            return Vec::new();
        };
        let overlay = Overlay::Why {
            id: item.row.id,
            page: Page::new(lines(self.lang, item, self.page_width())),
        };
        self.overlays.push(overlay);
        Vec::new()
    }
}
