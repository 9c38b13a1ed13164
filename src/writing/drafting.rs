//! A draft of an idea, made of what a pass brought: each sentence under its section, with the items
//! that it rests on. It is no idea before the reader keeps it.

use super::Report;
use crate::desk::{Lexicon, shared};
use crate::model::idea::Section;
use crate::model::{Item, Thought};
use crate::text::clean;
use crate::text::links::{self, Target};

/// Characters of a draft's title.
const TITLE: usize = 200;

/// A draft.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// What it says; no section where nothing was accepted.
    pub thought: Thought,
    /// Sentences that were refused.
    pub refused: usize,
    /// Why there is no answer.
    pub failure: Option<String>,
}

impl Draft {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.thought.sections.iter().all(String::is_empty)
    }
}

impl Report {
    /// The draft of an idea that was asked for from some items.
    pub fn draft(&self, items: &[Item], lexicon: &Lexicon) -> Draft {
        let mut draft = Draft {
            thought: Thought {
                title: title(items, lexicon),
                tags: vec!["draft".to_owned()],
                ..Thought::default()
            },
            refused: 0,
            failure: self.outcomes.iter().find_map(|outcome| outcome.failure.clone()),
        };
        for sentence in self.outcomes.iter().flat_map(|outcome| &outcome.sentences) {
            let section = sentence.section.as_deref().and_then(Section::from_name);
            let Some(section) = section.filter(|_| sentence.refusal.is_none()) else {
                draft.refused += 1;
                continue;
            };
            let cited: Vec<String> = items
                .iter()
                .filter(|item| sentence.items.contains(&item.row.id.0.to_string()))
                .map(|item| links::write(Target::Item(item.row.id.0), &item.row.title))
                .collect();
            let text = &mut draft.thought.sections[section as usize];
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&format!("{} {}", sentence.text, cited.join(" ")));
        }
        draft
    }
}

/// What the items have in common, else the first one's title.
fn title(items: &[Item], lexicon: &Lexicon) -> String {
    let terms = shared::shared(items, lexicon);
    let first = items.first().map(|item| item.row.title.clone()).unwrap_or_default();
    clean::line(&if terms.is_empty() { first } else { terms.join(", ") }, TITLE)
}
