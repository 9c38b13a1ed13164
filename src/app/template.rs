//! An idea as it begins: filled in from items, and marked as filled in.

use crate::lang::{Lang, say};
use crate::model::idea::{Link, Thought};
use crate::model::{Item, Row};
use crate::text::clean;
use crate::text::links::{self, Target};

/// Characters of a gist that are taken.
const GIST: usize = 400;

/// What an idea that stands on items begins with: their titles, gists, and the terms they share.
pub fn thought(items: &[Item], shared: &[String], lang: Lang) -> Thought {
    let mut lines = vec![format!("> *{}*", say(lang, "idea.template", &[])), String::new()];
    for item in items {
        let link = links::write(Target::Item(item.row.id.0), &item.row.title);
        let gist = clean::line(item.gist.first().map_or("", String::as_str), GIST);
        let colon = if gist.is_empty() { "" } else { ": " };
        lines.push(format!("- {link} ({}){colon}{gist}", imprint(&item.row)));
    }
    if !shared.is_empty() {
        lines.extend([String::new(), say(lang, "idea.shared", &[&shared.join(", ")]).into_owned()]);
    }
    let title = match items {
        [] => String::new(),
        [one] => say(lang, "idea.from_one", &[&one.row.title]).into_owned(),
        [first, others @ ..] => {
            say(lang, "idea.from_several", &[&first.row.title, &others.len()]).into_owned()
        }
    };
    // Without an item there is nothing to fill in.
    let preface = if items.is_empty() { String::new() } else { lines.join("\n") };
    Thought { title: clean::line(&title, 200), preface, ..Thought::default() }
}

/// The items as links of an idea; why it stands on each is the reader's to say.
pub fn links_to(items: &[Item]) -> Vec<Link> {
    items.iter().map(|item| Link { item: item.row.id, why: String::new() }).collect()
}

fn imprint(row: &Row) -> String {
    format!("{}, {}", row.source_name, row.published.format("%Y-%m-%d"))
}
