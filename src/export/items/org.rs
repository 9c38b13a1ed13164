//! Org: a heading an item, what is to be read as TODO.

use super::{What, day, imprint, line, note, page};
use crate::export::org::{OPTIONS, escape, link_to, properties, quoted, tags};
use crate::export::reference;
use crate::lang::Lang;
use crate::model::{Item, Progress, Zone};

pub(super) fn write(what: What, items: &[Item], lang: Lang, zone: Zone) -> String {
    let sections: String = items.iter().map(|item| section(what, item, lang, zone)).collect();
    let states = match what {
        What::Notes => "",
        What::ReadingList => "#+TODO: TODO READING | DONE\n",
    };
    format!("#+TITLE: {}\n{OPTIONS}{states}\n{sections}", what.title(lang))
}

fn section(what: What, item: &Item, lang: Lang, zone: Zone) -> String {
    let listed = item.row.listed.as_ref().filter(|_| what == What::ReadingList);
    let state = match (what, listed.map(|listed| listed.state), item.row.read) {
        (What::Notes, ..) => "",
        (What::ReadingList, Some(Progress::ToRead), _) | (_, None, false) => "TODO ",
        (What::ReadingList, Some(Progress::Reading), _) => "READING ",
        (What::ReadingList, Some(Progress::Done), _) | (_, None, true) => "DONE ",
    };
    let tags: String = listed.map(|listed| tags(&listed.tags)).unwrap_or_default();
    let due = listed.and_then(|listed| listed.due).map(|week| {
        let sunday = week.monday() + chrono::Duration::days(6);
        format!("DEADLINE: <{sunday} Sun>\n")
    });
    let properties = properties(&[
        ("CUSTOM_ID", Some(reference::key(item))),
        ("URL", page(item)),
        ("DOI", item.paper.doi.as_deref().map(line)),
        ("ARXIV", item.paper.arxiv.as_deref().map(line)),
        ("AUTHORS", Some(line(&item.authors.join("; "))).filter(|all| !all.is_empty())),
        ("PUBLISHED", Some(day(item, zone)).filter(|day| !day.is_empty())),
        ("SOURCE", Some(line(&item.row.source_name))),
    ]);
    let words = line(&item.row.title);
    let title = page(item).map_or_else(|| escape(&words), |url| link_to(&url, &words));
    let mut section = format!(
        "* {state}{title}{tags}\n{}{properties}{}\n",
        due.unwrap_or_default(),
        escape(&imprint(item, lang, zone))
    );
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
