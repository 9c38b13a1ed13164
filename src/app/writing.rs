//! Sentences that a writer of the user's own wrote: asked for at a key, shown under the title of the
//! open and of the selected item, left out at another one, and explained. What is written comes late
//! or never; nothing waits for it, and what is being read stays where it is.

mod acts;

use std::collections::BTreeMap;

use super::digest::DigestPreview;
use super::page::{Line, Role, span};
use super::writer::{DigestAsked, Offered, WrittenLine};
use crate::lang::{Lang, say};
use crate::model::ItemId;
use crate::text::wrap;

/// What is known of written sentences.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Written {
    /// The writer, if one is set up.
    pub offered: Option<Offered>,
    /// How many entries are done of those that are asked for now.
    pub progress: Option<(usize, usize)>,
    /// Whether sentences are left out for quotes.
    quotes: bool,
    /// What is known of items.
    items: BTreeMap<ItemId, Vec<WrittenLine>>,
    /// The page that was asked for last, which is not asked for again by itself.
    asked: Option<DigestAsked>,
    /// Whether it was told where what is asked goes.
    told_host: bool,
}

/// Items of which it is remembered what was written.
const REMEMBERED: usize = 500;

impl Written {
    /// What is known when the reader opens.
    pub(super) fn of(offered: Option<Offered>) -> Written {
        Written { offered, ..Written::default() }
    }

    /// What there is under an item's title: its sentences, each after the writer's sign.
    pub fn under(&self, item: ItemId) -> Vec<String> {
        let Some(offered) = self.offered.as_ref().filter(|_| !self.quotes) else {
            return Vec::new();
        };
        let lines = self.items.get(&item).into_iter().flatten();
        lines
            .filter_map(|line| match line {
                WrittenLine::Accepted { text, .. } => Some(format!("{} {text}", offered.sign)),
                WrittenLine::Refused { .. } | WrittenLine::Failed(_) => None,
            })
            .collect()
    }

    /// Leaves sentences out for quotes, or shows them.
    pub(super) fn leave_out(&mut self, quotes: bool) {
        self.quotes = quotes;
    }

    /// Whether sentences are left out.
    pub fn leaves_out(&self) -> bool {
        self.quotes
    }

    fn keep(&mut self, item: ItemId, lines: Vec<WrittenLine>) {
        if self.items.len() >= REMEMBERED && !self.items.contains_key(&item) {
            self.items.pop_first();
        }
        self.items.insert(item, lines);
    }
}

/// Who wrote some sentences and what they rest on, and why the others were refused.
fn explained(lang: Lang, offered: &Offered, known: &[WrittenLine], cells: usize) -> Vec<Line> {
    let place = match &offered.host {
        Some(host) => host.clone(),
        None => say(lang, "digest.writer.here", &[]).into_owned(),
    };
    let by = say(lang, "app.writer.by", &[&offered.name, &place]);
    let mut lines = Vec::new();
    let mut put = |role: Role, indent: usize, text: &str| {
        let rows = wrap::paragraph(text, cells.saturating_sub(indent).max(1), 8);
        let line = |row| vec![span(Role::Text, " ".repeat(indent)), span(role, row)];
        lines.extend(rows.into_iter().map(line));
    };
    put(Role::Strong, 0, &by);
    for line in known {
        match line {
            WrittenLine::Accepted { text, evidence } => {
                put(Role::Text, 0, &format!("{} {text}", offered.sign));
                for quoted in evidence {
                    put(Role::Quote, 2, &format!("“{quoted}”"));
                }
            }
            WrittenLine::Refused { text, reason, detail } => {
                put(Role::Down, 0, &format!("✗ {text}"));
                let why = say(lang, &format!("app.writer.reason.{reason}"), &[]);
                let detail = if detail.is_empty() { String::new() } else { format!(": {detail}") };
                put(Role::Dim, 2, &format!("{why}{detail}"));
            }
            WrittenLine::Failed(why) => put(Role::Dim, 0, why),
        }
    }
    lines
}

impl DigestPreview {
    /// Whether it is shown with quotes alone.
    pub(super) fn leave_out(&mut self, quotes: bool) {
        let asked = DigestAsked { quotes, ..self.asked() };
        self.ask_anew(asked);
    }
}
