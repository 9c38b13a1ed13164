//! Org: a heading an item, what is to be read as TODO.

use super::{What, imprint, line, note, page};
use crate::export::org::{escape, link_to};
use crate::lang::Lang;
use crate::model::Item;

pub(super) fn write(what: What, items: &[Item], lang: Lang) -> String {
    let sections: String = items.iter().map(|item| section(what, item)).collect();
    format!("#+TITLE: {}\n\n{sections}", what.title(lang))
}

fn section(what: What, item: &Item) -> String {
    let state = match (what, item.row.read) {
        (What::Notes, _) => "",
        (What::ReadingList, true) => "DONE ",
        (What::ReadingList, false) => "TODO ",
    };
    let words = line(&item.row.title);
    let title = page(item).map_or_else(|| escape(&words), |url| link_to(&url, &words));
    let mut section = format!("* {state}{title}\n{}\n", escape(&imprint(item)));
    if let Some(gist) = item.gist.first() {
        section.push_str(&format!("\n/{}/\n", escape(&line(gist))));
    }
    if let Some(note) = note(item) {
        let note: String = note.lines().map(|text| format!("{}\n", quoted(text))).collect();
        section.push_str(&format!("\n#+begin_src markdown\n{note}#+end_src\n"));
    }
    section.push('\n');
    section
}

/// A line within a block: a comma before what would end the block or begin a heading.
fn quoted(text: &str) -> String {
    let start = text.trim_start();
    let means = start.starts_with('*') || start.starts_with("#+") || start.starts_with(',');
    if means { format!(",{text}") } else { text.to_owned() }
}
