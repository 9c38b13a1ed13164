//! The config file as the user wrote it: where an entry stands, and how one is put there.

use std::path::Path;

use toml_edit::{Document, DocumentMut, Item, Table, value};

use super::{ClosingTime, Config, ConfigError};
use crate::app::keymap::Entry;
use crate::app::toggle::Toggle;
use crate::export::file;
use crate::model::{Fact, Phrase};

/// Where in a text a key stands, or a section's; the text's beginning where there is none.
pub(super) fn place_of(text: &str, path: &[&str]) -> usize {
    let Ok(document) = Document::parse(text) else { return 0 };
    let mut table: &Table = document.as_table();
    for (at, name) in path.iter().enumerate() {
        let Some((key, item)) = table.get_key_value(name) else { return 0 };
        match item {
            Item::Table(inner) if at + 1 < path.len() => table = inner,
            _ => return key.span().map_or(0, |span| span.start),
        }
    }
    0
}

/// Where the one of several tables of a name stands.
pub(super) fn place_of_one(text: &str, name: &str, number: usize) -> usize {
    let Ok(document) = Document::parse(text) else { return 0 };
    let one = document.get(name).and_then(|tables| match tables {
        Item::ArrayOfTables(tables) => tables.get(number)?.span(),
        Item::Value(value) => value.as_array()?.get(number)?.span(),
        Item::None | Item::Table(_) => None,
    });
    one.map_or(0, |span| span.start)
}

/// Where a word of an entry among the keys and macros stands, or the entry.
pub(super) fn place_in(text: &str, entry: &Entry, word: &str) -> usize {
    let from = match entry {
        Entry::Keys(name) => place_of(text, &["keys", name]),
        Entry::Macro(number) => place_of_one(text, "macro", *number),
    };
    text.get(from..).and_then(|rest| rest.find(word)).map_or(from, |at| from + at)
}

/// Changes the config file by the line, so that comments, order and all other settings stay as they
/// were written, and gives what it says then. A file that is absent is begun; where it is a link, as
/// people have it who keep such files elsewhere, what it leads to is written; its permissions stay.
///
/// # Errors
/// Where the file cannot be read or written, or is not understood, before or after; it is as it was
/// then.
pub(super) fn change(
    path: &Path,
    edit: impl FnOnce(&mut DocumentMut) -> Result<(), Phrase>,
) -> Result<Config, ConfigError> {
    let unreadable = |source| ConfigError::Unreadable { path: path.to_owned(), source };
    let wrong = |message: Fact| ConfigError::Wrong { path: path.to_owned(), line: 1, message };
    let text = match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        read => read.map_err(unreadable)?,
    };
    // Says where the mistake stands, if there is one.
    Config::parse(&text, path)?;
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| wrong(error.to_string().as_str().into()))?;
    edit(&mut document).map_err(|phrase| wrong(Fact::Phrase(phrase)))?;
    let text = document.to_string();
    let config = Config::parse(&text, path)?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(unreadable)?;
    }
    file::write(path, text.as_bytes(), true).map_err(|why| ConfigError::Unwritable { why })?;
    Ok(config)
}

/// Has editions close at another time of the day from now on.
///
/// # Errors
/// [`ConfigError`]; the file is as it was then.
pub fn save_closing(path: &Path, closes: ClosingTime) -> Result<(), ConfigError> {
    change(path, |document| {
        let edition = document.entry("edition").or_insert_with(toml_edit::table);
        let edition = edition
            .as_table_like_mut()
            .ok_or_else(|| Phrase::new("failed.config.no_table", &[&"edition"]))?;
        edition.insert("closes", value(String::from(closes)));
        Ok(())
    })?;
    Ok(())
}

/// Sets the theme in the config file.
///
/// # Errors
/// [`ConfigError`]; the file is as it was then.
pub fn save_theme(path: &Path, name: &str) -> Result<(), ConfigError> {
    change(path, |document| {
        document.insert("theme", value(name));
        Ok(())
    })?;
    Ok(())
}

/// Sets one of the settings of two values in the config file, and gives what it says then.
///
/// # Errors
/// [`ConfigError`]; the file is as it was then.
pub fn save_toggle(path: &Path, toggle: Toggle, on: bool) -> Result<Config, ConfigError> {
    change(path, |document| {
        let (section, key) = toggle.key();
        let value = toggle.word(on).map_or_else(|| value(on), value);
        let Some(section) = section else {
            document.insert(key, value);
            return Ok(());
        };
        let table = document.entry(section).or_insert_with(toml_edit::table);
        let table = table
            .as_table_like_mut()
            .ok_or_else(|| Phrase::new("failed.config.no_table", &[&section]))?;
        table.insert(key, value);
        Ok(())
    })
}

/// Gives a filter a name in the config file.
///
/// # Errors
/// [`ConfigError`]; the file is as it was then.
pub fn save_filter(path: &Path, name: &str, line: &str) -> Result<(), ConfigError> {
    change(path, |document| {
        let filters = document.entry("filters").or_insert_with(toml_edit::table);
        let filters = filters
            .as_table_like_mut()
            .ok_or_else(|| Phrase::new("failed.config.no_table", &[&"filters"]))?;
        filters.insert(name, value(line));
        Ok(())
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ShowNew;

    #[test]
    fn a_filter_is_saved_and_all_else_stays_as_it_was_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/config.toml");
        save_filter(&path, "칩", "기업:nvidia \"a b\"").expect("saved");
        let config = Config::load(&path).expect("understood");
        assert_eq!(config.filters["칩"], "기업:nvidia \"a b\"");
        save_theme(&path, "harbour").expect("saved");
        assert_eq!(Config::load(&path).expect("understood").theme, "harbour");
        let text = "# mine\nlang = \"ko\"   # and so it stays\n\n[filters]\nold = \"unread\"\n";
        std::fs::write(&path, text).expect("written");
        save_filter(&path, "칩", "unread").expect("saved");
        let saved = std::fs::read_to_string(&path).expect("a file");
        assert!(saved.starts_with(text) && saved.ends_with("= \"unread\"\n"), "{saved}");
    }

    #[test]
    fn each_toggle_is_read_again_as_it_was_set() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        for on in [true, false] {
            for toggle in Toggle::ALL {
                let config = save_toggle(&path, toggle, on).expect("saved");
                let is_on = match toggle {
                    Toggle::Mouse => config.mouse,
                    Toggle::ShowNew => config.refresh.show_new == ShowNew::AtOnce,
                    Toggle::NotifyWatch => config.notify.watch,
                    Toggle::NotifyEdition => config.notify.edition,
                };
                assert_eq!(is_on, on, "{toggle:?}");
            }
        }
    }

    #[test]
    fn a_file_with_a_mistake_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "them = \"dark\"\n").expect("written");
        let error = save_filter(&path, "new", "unread").expect_err("a mistake").to_string();
        assert!(error.contains("line 1") && error.contains("theme"), "{error}");
        assert_eq!(std::fs::read_to_string(&path).expect("a file"), "them = \"dark\"\n");
    }
}
