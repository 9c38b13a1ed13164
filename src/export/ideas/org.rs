//! Org: a heading an idea, a heading a section.

use super::Sheet;
use crate::export::org::quoted as quoted_line;
use crate::export::org::{OPTIONS, escape, link_to, properties, tags};
use crate::lang::{Lang, headings, say};
use crate::model::Zone;
use crate::text::{address, clean};

pub(super) fn write(sheets: &[Sheet], lang: Lang, zone: Zone) -> String {
    let mut text = format!("#+TITLE: {}\n{OPTIONS}", say(lang, "idea.title", &[]));
    for sheet in sheets {
        let thought = &sheet.idea.thought;
        let title = escape(&clean::line(&thought.title, 1_000));
        text.push_str(&format!("\n* {title}{}\n", tags(&thought.tags)));
        text.push_str(&properties(&[
            ("CUSTOM_ID", Some(format!("idea-{}", sheet.idea.id.0))),
            ("STATUS", Some(thought.status.name().to_owned())),
            ("CREATED", Some(zone.day_of(sheet.idea.created).to_string())),
        ]));
        text.push_str(&quoted(&thought.preface));
        for (heading, section) in headings(lang).iter().zip(&thought.sections) {
            if !section.is_empty() {
                text.push_str(&format!("** {heading}\n{}", quoted(section)));
            }
        }
        let sources: String = sheet
            .sources()
            .map(|(row, why)| {
                let words = clean::line(&row.title, 1_000);
                let link = match row.url.as_deref().and_then(address::leaving) {
                    Some(url) => link_to(&url, &words),
                    None => escape(&words),
                };
                let dash = if why.is_empty() { "" } else { " — " };
                format!("- {link}{dash}{}\n", escape(&why))
            })
            .collect();
        if !sources.is_empty() {
            text.push_str(&format!("** {}\n{sources}", say(lang, "idea.sources", &[])));
        }
    }
    text
}

/// The reader's Markdown, as such: Org has its own marks, and would read others into it.
fn quoted(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = clean::block(text, text.len());
    let lines: Vec<String> = text.lines().map(quoted_line).collect();
    format!("#+BEGIN_SRC markdown\n{}\n#+END_SRC\n", lines.join("\n"))
}
