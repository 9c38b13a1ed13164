//! Taking an item along: its link, title or citation, to the clipboard.

use super::effect::{Effect, Question, TerminalEffect};
use super::purpose::Purpose;
use super::state::State;
use crate::lang::{count, say};
use crate::model::{ItemId, Row, Zone};
use crate::text::address::untracked;

impl State {
    /// Copies the current item's address.
    pub(super) fn yank_link(&mut self) -> Vec<Effect> {
        self.yank(|row| row.url.as_deref().map(untracked))
    }

    /// Copies the current item's title.
    pub(super) fn yank_title(&mut self) -> Vec<Effect> {
        self.yank(|row| Some(row.title.clone()))
    }

    /// Copies the current item as a link in Markdown.
    pub(super) fn yank_markdown(&mut self) -> Vec<Effect> {
        self.yank(|row| {
            let title = row.title.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
            let url = untracked(row.url.as_deref()?).replace('(', "%28").replace(')', "%29");
            Some(format!("[{title}]({url})"))
        })
    }

    /// Copies the current item as a line for a list of references.
    pub(super) fn yank_citation(&mut self) -> Vec<Effect> {
        let zone = self.zone;
        self.yank(|row| Some(citation(row, zone)))
    }

    /// Asks for the current item as an entry of a bibliography, to be copied when it comes.
    pub(super) fn yank_bibtex(&mut self) -> Vec<Effect> {
        let ids: Vec<ItemId> = self.chosen().iter().map(|row| row.id).collect();
        if ids.is_empty() {
            return Vec::new();
        }
        vec![self.ask(Purpose::Copy, Question::Bibliography(ids))]
    }

    /// Copies entries of a bibliography that were asked for.
    pub(super) fn take_bibliography(&mut self, asked: &[ItemId], text: String) -> Vec<Effect> {
        self.toasts.done(count(self.lang, "app.copied_entries", asked.len() as u64, &[]));
        self.keep_choice();
        vec![Effect::Terminal(TerminalEffect::Copy(text))]
    }

    fn yank(&mut self, text: impl Fn(&Row) -> Option<String>) -> Vec<Effect> {
        let copied: Vec<String> = self.chosen().iter().filter_map(text).collect();
        if copied.is_empty() {
            return self.fail(say(self.lang, "app.no_page", &[]).into_owned());
        }
        let text = copied.join("\n");
        let shown = if copied.len() == 1 {
            say(self.lang, "app.copied", &[&text])
        } else {
            count(self.lang, "app.copied_lines", copied.len() as u64, &[])
        };
        self.toasts.done(shown);
        self.keep_choice();
        vec![Effect::Terminal(TerminalEffect::Copy(text))]
    }
}

fn citation(row: &Row, zone: Zone) -> String {
    let mut parts = Vec::new();
    if let Some(first) = &row.first_author {
        let others = if row.author_count > 1 { " et al" } else { "" };
        parts.push(format!("{first}{others}"));
    }
    parts.push(format!("“{}”", row.title));
    parts.push(row.imprint(zone));
    parts.extend(row.url.as_deref().map(untracked));
    parts.join(". ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::story;

    #[test]
    fn a_citation_names_what_is_known() {
        let mut row = story::row(7);
        row.first_author = Some("Kim Haneul".into());
        row.author_count = 3;
        row.url = row.url.map(|url| url + "?utm_source=feed");
        assert_eq!(
            citation(&row, Zone::UTC),
            "Kim Haneul et al. “Item number 7 has a title of some length”. The Paper, \
             2026-03-05. https://paper.example/7"
        );
        row.published = "2026-03-05T22:30:00Z".parse().expect("a moment");
        let seoul = Zone::parse("Asia/Seoul").expect("a zone");
        assert!(citation(&row, seoul).contains("The Paper, 2026-03-06"), "the day of the zone");
    }
}
