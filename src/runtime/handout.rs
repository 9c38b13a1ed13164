//! Items for programs of the user's: what they know of themselves, and their texts as files.

use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::export::file;
use crate::model::{Handout, Item, Zone};
use crate::system;
use crate::text::{address, clean, enclosure, html};

/// Longest text of a file, in characters.
const LONGEST: usize = 1_000_000;

/// The folder of the files, beside the store.
const FOLDER: &str = "shared";

/// How long a program has for reading a file: they are removed when others are written later.
const KEPT: Duration = Duration::from_hours(24);

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
    system::make_folder(&folder).ok()?;
    remove_before(&folder, SystemTime::now() - KEPT);
    let path = folder.join(format!("item-{}.md", item.row.id.0));
    file::replace_private(&path, text(item, zone).as_bytes()).ok()?;
    path.to_str().map(str::to_owned)
}

/// Removes the files that were written before a moment. One that cannot be is tried again.
fn remove_before(folder: &Path, moment: SystemTime) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with("item-") && name.ends_with(".md");
        let written = entry.metadata().and_then(|data| data.modified());
        if is_ours && written.is_ok_and(|written| written < moment) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
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

    #[test]
    fn files_are_for_the_user_alone_and_do_not_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let store = folder.path().join("jogan.db");
        let old = file(&story::item(7), &store, Zone::UTC).expect("a file");
        let shared = folder.path().join("shared");
        let mode = shared.metadata().expect("the folder").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        let other = shared.join("mine.md");
        std::fs::write(&other, "mine").expect("written");
        let week = SystemTime::now() - 7 * KEPT;
        for path in [Path::new(&old), &other] {
            let file = std::fs::File::options().write(true).open(path).expect("a file");
            file.set_modified(week).expect("set back");
        }
        let new = file(&story::item(8), &store, Zone::UTC).expect("a file");
        assert!(!Path::new(&old).exists() && Path::new(&new).exists() && other.exists());
    }
}
