//! The reader's own words on a page: their links by title, numbered, so that they can be followed.

mod acts;

use super::page::{Line, Role, Span, span};
use crate::model::{IdeaId, ItemId};
use crate::text::links::{self, Target};
use crate::text::{clean, wrap};

/// Where a numbered link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// To a page of the web.
    Page(String),
    /// To an item.
    Item(ItemId),
    /// To an idea's page.
    Idea(IdeaId),
}

impl From<Target> for Lead {
    fn from(target: Target) -> Lead {
        match target {
            Target::Item(id) => Lead::Item(ItemId(id)),
            Target::Idea(id) => Lead::Idea(IdeaId(id)),
        }
    }
}

/// Lines of a text that are shown.
const LINES: usize = 2_000;

/// A text at a width; its links take the numbers after those there are.
pub(super) fn lines(text: &str, role: Role, cells: usize, leads: &mut Vec<Lead>) -> Vec<Line> {
    let text = clean::block(text, text.len());
    let mut lines = Vec::new();
    for line in text.lines() {
        let (mut plain, mut linked) = (String::with_capacity(line.len()), Vec::new());
        for (words, target) in links::parts(line) {
            let start = plain.len();
            plain.push_str(words);
            if let Some(target) = target {
                leads.push(target.into());
                plain.push_str(&format!("[{}]", leads.len()));
                linked.push(start..plain.len());
            }
        }
        for row in wrap::wrap(&plain, cells) {
            let end = row.start + plain[row.clone()].trim_end().len();
            let mut spans: Vec<Span> = Vec::new();
            let mut at = row.start;
            for link in linked.iter().filter(|link| link.start < end && link.end > row.start) {
                let (from, to) = (link.start.max(row.start), link.end.min(end));
                if at < from {
                    spans.push(span(role, &plain[at..from]));
                }
                spans.push(span(Role::Link, &plain[from..to]));
                at = to;
            }
            if at < end {
                spans.push(span(role, &plain[at..end]));
            }
            lines.push(spans);
            if lines.len() == LINES {
                return lines;
            }
        }
    }
    lines
}

/// A text by its links' titles alone, where it is only looked at.
pub(super) fn plain(text: &str) -> String {
    links::parts(text).into_iter().map(|(words, _)| words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stand_by_their_titles_and_go_on_with_the_numbers() {
        let mut leads = vec![Lead::Page("https://a.example".into())];
        let text = "see [[item:17|Small models]] and [[idea:3]]\n\nend";
        let lines = lines(text, Role::Text, 20, &mut leads);
        let words: Vec<String> =
            lines.iter().map(|line| line.iter().map(|s| s.text.as_str()).collect()).collect();
        assert_eq!(words, ["see Small models[2]", "and idea:3[3]", "", "end"]);
        assert_eq!(lines[0][1], span(Role::Link, "Small models[2]"));
        assert_eq!(leads[1..], [Lead::Item(ItemId(17)), Lead::Idea(IdeaId(3))]);
        assert_eq!(plain(text), "see Small models and idea:3\n\nend");
    }
}
