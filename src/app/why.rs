//! Why an item stands where it stands: every number the screen shows, explained.

mod acts;

use super::command::Command;
use super::effect::FrontPage;
use super::layer::{Act, Around, Layer, Next};
use super::page::{Line, Page, Role, span};
use super::search::Subject;
use crate::lang::{self, Lang, say};
use crate::model::{Counted, Day, Item, ItemId, Moment, Placement, Query, Reason, Row, StoryId};
use crate::text::wrap;

/// Why an item has its score.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Its item.
    pub id: ItemId,
    /// The reasons.
    pub page: Page,
    /// What counts it among others: in words, and the stories that are counted.
    pub counted: Option<(String, Vec<StoryId>)>,
}

impl Layer for Why {
    fn page_mut(&mut self) -> Option<&mut Page> {
        Some(&mut self.page)
    }

    /// Lists the stories of the count that the reasons name, if they name one.
    fn obey(&mut self, command: Command, _: &Around<'_>) -> Next {
        let Some((told, stories)) = self.counted.as_ref().filter(|_| command == Command::Write)
        else {
            return Next::Pass;
        };
        // A story's number is that of the report that founded it.
        let ids = stories.iter().map(|story| ItemId(story.0)).collect();
        let query = Query { ids, ..Query::default() };
        Next::Do(vec![Act::List(Subject::Counted(told.clone()), Box::new(query))])
    }
}

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

/// How an item's story stands in the edition that is shown, at a width: its reasons as they stood,
/// their sum, and why it leads or does not.
fn lines_in_edition(
    lang: Lang,
    (item, day): (&Item, Day),
    placement: &Placement,
    cells: usize,
) -> Vec<Line> {
    // Of one that is not sealed the reasons are those of now.
    let why = if placement.why.is_empty() { &item.why } else { &placement.why };
    let is_shared = |reason: &&Reason| !OWN.contains(&&*reason.term);
    let why = why.iter().filter(is_shared).cloned().collect();
    let row = Row { score: placement.worth, ..item.row.clone() };
    let mut lines = lines(lang, &Item { row, why, ..item.clone() }, "placement.worth", cells);
    lines.push(Vec::new());
    lines.push(vec![span(Role::Strong, say(lang, "placement.title", &[&day]))]);
    for told in &placement.because {
        let rows = wrap::paragraph(&told.say(lang), cells, 3);
        lines.extend(rows.into_iter().map(|row| vec![span(Role::Text, row)]));
    }
    lines
}

/// Reasons that only this reader has, or that age gives: the order of an edition knows none of them.
const OWN: [&str; 4] = ["watch", "likeness", "fresh", "stale"];

/// The reasons of an item, at a width; their sum stands before a phrase.
pub fn lines(lang: Lang, item: &Item, sum: &str, cells: usize) -> Vec<Line> {
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
        span(Role::Text, say(lang, sum, &[])),
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

/// The count of an edition that a story is one of: of its company's week, else of the summary.
fn counted(page: &FrontPage, story: StoryId) -> Option<(String, Vec<StoryId>)> {
    let holds = |counted: &&Counted| counted.stories.len() > 1 && counted.stories.contains(&story);
    let groups = page.digest.blocks.iter().flat_map(|block| &block.groups);
    let of_group = groups.into_iter().find_map(|group| {
        let counted = group.counts.iter().find(holds)?;
        Some((format!("{} · {}", group.name, counted.text), counted.stories.clone()))
    });
    of_group.or_else(|| {
        let counted = page.digest.summary.iter().find(holds)?;
        Some((counted.text.clone(), counted.stories.clone()))
    })
}
