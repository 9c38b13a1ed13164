//! Items for programs of the user's: what they know of themselves, and their texts as files.

use std::path::Path;

use crate::export::file;
use crate::model::{Handout, Item, Zone};
use crate::text::{address, clean, enclosure, html};

/// Longest text of a file, in characters.
const LONGEST: usize = 1_000_000;

/// The folder of the files, beside the store.
const FOLDER: &str = "shared";

/// An item as a program is given it.
pub(super) fn of(item: Item, file: Option<String>) -> Handout {
    let text = if item.content_is_html { item.content.as_str() } else { "" };
    Handout {
        id: item.row.id,
        enclosure: enclosure::first(item.row.url.as_deref(), text),
        url: item.row.url.as_deref().and_then(address::leaving),
        pdf: item.paper.pdf.as_deref().and_then(address::leaving),
        doi: item.paper.doi,
        arxiv: item.paper.arxiv,
        title: item.row.title,
        source: item.row.source_name,
        file,
    }
}

/// A file that holds the item's text, for the user's eyes alone; none where it cannot be written.
pub(super) fn file(item: &Item, store: &Path, zone: Zone) -> Option<String> {
    let folder = store.with_file_name(FOLDER);
    std::fs::create_dir_all(&folder).ok()?;
    let path = folder.join(format!("item-{}.md", item.row.id.0));
    file::replace_private(&path, text(item, zone).as_bytes()).ok()?;
    path.to_str().map(str::to_owned)
}

fn text(item: &Item, zone: Zone) -> String {
    let page = item.row.url.as_deref().and_then(address::leaving);
    let own = match &item.full_text {
        Some(article) => html::plain(article, LONGEST),
        None if item.content_is_html => html::plain(&item.content, LONGEST),
        None if item.content.is_empty() => clean::block(&item.summary, LONGEST),
        None => clean::block(&item.content, LONGEST),
    };
    let parts = [
        format!("# {}", clean::line(&item.row.title, 4_000)),
        item.authors.join(", "),
        clean::line(&item.row.imprint(zone), 1_000),
        page.map(|page| format!("<{page}>")).unwrap_or_default(),
        own,
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::story;

    #[test]
    fn an_item_is_given_with_its_recording_and_its_text_as_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let item = Item {
            content: "<p>Words.</p><p><a href=\"https://cdn.example/1.mp3\">1.mp3</a></p>".into(),
            content_is_html: true,
            ..story::item(7)
        };
        let path = file(&item, &folder.path().join("jogan.db"), Zone::UTC).expect("a file");
        assert!(path.ends_with("shared/item-7.md"), "{path}");
        let text = std::fs::read_to_string(&path).expect("it");
        assert!(text.starts_with("# Item number 7") && text.contains("Words."), "{text}");
        let given = of(item, Some(path));
        assert_eq!(given.enclosure.as_deref(), Some("https://cdn.example/1.mp3"));
    }
}
