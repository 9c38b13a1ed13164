//! Markdown: notes under a heading each, the reading list as boxes to tick.

use super::{What, imprint, is_done, line, note, page};
use crate::export::markdown::escape;
use crate::lang::{Lang, say};
use crate::model::{Item, Zone};

pub(super) fn write(what: What, items: &[Item], lang: Lang, zone: Zone) -> String {
    let mut parts = vec![format!("# {}", escape(&what.title(lang)))];
    match what {
        What::Notes => parts.extend(items.iter().map(|item| section(item, lang, zone))),
        What::ReadingList => {
            parts.push(
                items.iter().map(|item| entry(item, lang, zone)).collect::<Vec<_>>().join("\n"),
            );
        }
    }
    parts.join("\n\n").trim_end().to_owned() + "\n"
}

fn title(item: &Item) -> String {
    let words = escape(&line(&item.row.title));
    match page(item) {
        Some(url) => format!("[{words}](<{url}>)"),
        None => words,
    }
}

fn section(item: &Item, lang: Lang, zone: Zone) -> String {
    let head = format!("## {}\n\n*{}*", title(item), escape(&imprint(item, lang, zone)));
    // The note is the reader's own Markdown.
    note(item).map_or(head.clone(), |note| format!("{head}\n\n{note}"))
}

fn entry(item: &Item, lang: Lang, zone: Zone) -> String {
    let mark = if is_done(item) { 'x' } else { ' ' };
    let mut entry = format!("- [{mark}] {} — {}", title(item), escape(&imprint(item, lang, zone)));
    if let Some(listed) = &item.row.listed {
        let state = say(lang, &format!("reading.{}", listed.state.name()), &[]);
        let due = listed.due.map(|week| format!(" · {week}")).unwrap_or_default();
        entry.push_str(&format!(" · {state}{due}"));
        // A tag is one, for whoever reads tags in Markdown.
        entry.extend(listed.tags.iter().map(|tag| format!(" #{}", escape(&line(tag)))));
    }
    if let Some(gist) = item.gist.first() {
        entry.push_str(&format!("\n  {}", crate::export::markdown::escape_start(&line(gist))));
    }
    if let Some(note) = note(item) {
        entry.push_str(&format!("\n\n  > {}\n", note.replace('\n', "\n  > ")));
    }
    entry
}
