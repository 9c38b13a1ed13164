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
        let (sign, line, role) = match quoted(line) {
            Some(words) => ("│ ", words, Role::Quote),
            None => ("", line, role),
        };
        let (mut plain, mut linked) = (String::with_capacity(line.len()), Vec::new());
        plain.push_str(sign);
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

/// The words of a quoted line without the signs of Markdown around them.
fn quoted(line: &str) -> Option<&str> {
    let words = line.trim_start().strip_prefix('>')?.trim();
    let bare = words.strip_prefix('*').and_then(|words| words.strip_suffix('*'));
    Some(bare.unwrap_or(words))
}

/// A text on one line, where it is only looked at: what is one's own of it by the titles of its
/// links; where all of it is quoted, that.
pub(super) fn plain(text: &str) -> String {
    let own: Vec<&str> =
        text.lines().filter(|line| quoted(line).is_none()).map(str::trim).collect();
    let is_own = own.iter().any(|line| line.chars().any(char::is_alphanumeric));
    let lines = if is_own { own } else { text.lines().filter_map(quoted).collect() };
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    links::parts(&lines.join(" ")).into_iter().map(|(words, _)| words).collect()
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
        assert_eq!(plain(text), "see Small models and idea:3 end");
    }

    #[test]
    fn what_is_quoted_stands_without_its_signs_and_behind_ones_own_words() {
        let mut leads = Vec::new();
        let text = "> *Filled in.*\n> A sentence.\n\nMine.";
        let lines = lines(text, Role::Text, 40, &mut leads);
        assert_eq!(lines[0], [span(Role::Quote, "│ Filled in.")]);
        assert_eq!(lines[3], [span(Role::Text, "Mine.")]);
        assert_eq!(plain(text), "Mine.");
        assert_eq!(plain("> A sentence.\n"), "A sentence.");
    }
}
