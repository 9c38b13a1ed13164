//! What the reader watches and mutes, where it stands: in the config file. It is changed there by
//! the line, so that comments, order and all other settings stay as they were written.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::desk::{Mutes, Watch};
use crate::export::file;
use crate::model::{Lens, Muted};

/// What the config file says of it.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Lenses {
    /// The watches.
    pub watch: Vec<Watch>,
    /// What is muted.
    pub mute: Mutes,
}

/// Why the config file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum LensesError {
    /// It cannot be read.
    #[error("cannot read {}: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// It is not what a config file is.
    #[error("{} was not changed: {why}; mend it, then try again", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// It cannot be written.
    #[error(transparent)]
    NotWritten(#[from] file::WriteError),
}

/// Reads what the config file says; an absent one says nothing.
///
/// # Errors
/// Where the file cannot be read or understood.
pub fn read(path: &Path) -> Result<Lenses, LensesError> {
    understood(&text_of(path)?, path)
}

/// Adds a lens to the config file, or takes it out again, and returns what the file says then.
/// A file that is absent is made.
///
/// # Errors
/// [`LensesError`]; the file is as it was then.
pub fn change(path: &Path, lens: &Lens, to: bool) -> Result<Lenses, LensesError> {
    let text = text_of(path)?;
    let broken = |why: String| LensesError::Broken { path: path.to_owned(), why };
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| broken(error.message().to_owned()))?;
    let done = match lens {
        Lens::Watch { name, terms } => change_watch(&mut document, name, terms, to),
        Lens::Mute(muted) => change_mute(&mut document, muted, to),
    };
    done.ok_or_else(|| broken("`watch` or `mute` is no table".into()))?;
    let text = document.to_string();
    let lenses = understood(&text, path)?;
    // Where it is a link, as people have it who keep such files elsewhere, what it leads to is
    // written.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if let Some(folder) = real.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|cause| file::WriteError::Io { path: real.clone(), cause })?;
    }
    let permissions = std::fs::metadata(&real).ok().map(|data| data.permissions());
    file::write(&real, text.as_bytes(), true)?;
    if let Some(permissions) = permissions {
        // A file that only its owner could read stays so.
        std::fs::set_permissions(&real, permissions)
            .map_err(|cause| file::WriteError::Io { path: real, cause })?;
    }
    Ok(lenses)
}

fn text_of(path: &Path) -> Result<String, LensesError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(cause) => Err(LensesError::Unreadable { path: path.to_owned(), cause }),
    }
}

fn understood(text: &str, path: &Path) -> Result<Lenses, LensesError> {
    toml::from_str(text).map_err(|error| LensesError::Broken {
        path: path.to_owned(),
        why: error.message().to_owned(),
    })
}

/// Adds terms to the watch of a name, which is made where there is none, or takes them out, and with
/// the last one the watch. `None` where the file holds something else in its place.
fn change_watch(document: &mut DocumentMut, name: &str, terms: &[String], to: bool) -> Option<()> {
    let watches =
        document.entry("watch").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let is_named = |table: &dyn TableLike| {
        table.get("name").and_then(Item::as_str).is_some_and(|known| known == name)
    };
    match watches {
        Item::ArrayOfTables(tables) => {
            let at = tables.iter().position(|table| is_named(table));
            match at.and_then(|at| Some((at, tables.get_mut(at)?))) {
                Some((at, table)) => {
                    let is_empty = change_list(table, "terms", terms, to)?;
                    if is_empty && !to {
                        tables.remove(at);
                    }
                }
                None if to => {
                    let mut table = Table::new();
                    table.insert("name", toml_edit::value(name));
                    change_list(&mut table, "terms", terms, true)?;
                    tables.push(table);
                }
                None => {}
            }
        }
        Item::Value(Value::Array(tables)) => {
            let at =
                tables.iter().position(|one| one.as_inline_table().is_some_and(|t| is_named(t)));
            match at.and_then(|at| Some((at, tables.get_mut(at)?.as_inline_table_mut()?))) {
                Some((at, table)) => {
                    let is_empty = change_list(table, "terms", terms, to)?;
                    if is_empty && !to {
                        tables.remove(at);
                    }
                }
                None if to => {
                    let mut table = InlineTable::new();
                    table.insert("name", name.into());
                    change_list(&mut table, "terms", terms, true)?;
                    tables.push(table);
                }
                None => {}
            }
        }
        Item::None | Item::Value(_) | Item::Table(_) => return None,
    }
    Some(())
}

fn change_mute(document: &mut DocumentMut, muted: &Muted, to: bool) -> Option<()> {
    let (key, word) = match muted {
        Muted::Term(term) => ("terms", term),
        Muted::Source(source) => ("sources", &source.0),
        Muted::Company(company) => ("companies", company),
    };
    let mutes = document.entry("mute").or_insert_with(|| Item::Table(Table::new()));
    change_list(mutes.as_table_like_mut()?, key, std::slice::from_ref(word), to)?;
    Some(())
}

/// Adds words to a list, or takes them out; tells whether the list is empty then.
fn change_list(table: &mut dyn TableLike, key: &str, words: &[String], to: bool) -> Option<bool> {
    let list = table
        .entry(key)
        .or_insert_with(|| Item::Value(Value::Array(Array::new())))
        .as_array_mut()?;
    for word in words {
        let at = list.iter().position(|known| known.as_str() == Some(word));
        match (at, to) {
            (None, true) => list.push(word.as_str()),
            (Some(at), false) => {
                list.remove(at);
            }
            (Some(_), true) | (None, false) => {}
        }
    }
    Some(list.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceId;

    fn watch(name: &str, terms: &[&str]) -> Lens {
        Lens::Watch {
            name: name.into(),
            terms: terms.iter().map(|term| (*term).to_owned()).collect(),
        }
    }

    #[test]
    fn a_file_that_is_absent_is_made_and_undoing_takes_out_what_was_put_in() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("jogan/config.toml");
        assert_eq!(read(&path).expect("nothing"), Lenses::default());
        let lens = watch("tides", &["tide", "조수"]);
        let lenses = change(&path, &lens, true).expect("added");
        assert_eq!(lenses.watch[0].terms, ["tide", "조수"]);
        assert!((lenses.watch[0].weight - 1.0).abs() < f64::EPSILON);
        let muted = Lens::Mute(Muted::Source(SourceId("noise".into())));
        assert_eq!(change(&path, &muted, true).expect("muted").mute.sources.len(), 1);
        change(&path, &muted, false).expect("heard again");
        assert_eq!(change(&path, &lens, false).expect("taken out"), Lenses::default());
        assert_eq!(read(&path).expect("the same"), Lenses::default());
    }

    #[test]
    fn everything_else_in_the_file_stays_as_it_was_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        let written = "# my settings\nlang = 'ko'   # as at home\n\n[[watch]]\nname = \"tides\"\n\
                       terms = [\n  \"tide\", # the old one\n]\nweight = 2.0\n\n\
                       [mute]\nterms = [\"horoscope\"]\n";
        std::fs::write(&path, written).expect("written");
        let lens = watch("tides", &["moon"]);
        let lenses = change(&path, &lens, true).expect("added");
        assert_eq!(lenses.watch[0].terms, ["tide", "moon"]);
        let text = std::fs::read_to_string(&path).expect("read");
        for kept in ["# my settings\nlang = 'ko'   # as at home", "# the old one", "weight = 2.0"] {
            assert!(text.contains(kept), "{text}");
        }
        change(&path, &Lens::Mute(Muted::Company("Apple".into())), true).expect("muted");
        let lenses = read(&path).expect("read");
        assert_eq!(lenses.mute.companies, ["Apple"]);
        assert_eq!(lenses.mute.terms, ["horoscope"]);
    }

    #[test]
    fn watches_on_one_line_are_changed_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "watch = [{ name = \"tides\", terms = [\"tide\"] }]\n")
            .expect("written");
        change(&path, &watch("tides", &["moon"]), true).expect("added");
        let lenses = change(&path, &watch("fog", &["fog"]), true).expect("added");
        assert_eq!(lenses.watch.len(), 2);
        assert_eq!(lenses.watch[0].terms, ["tide", "moon"]);
    }

    #[test]
    fn a_broken_file_is_left_as_it_is_and_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        for broken in ["lang = \n", "watch = 3\n", "mute = \"all\"\n"] {
            std::fs::write(&path, broken).expect("written");
            let lens = if broken.starts_with("mute") {
                Lens::Mute(Muted::Term("fog".into()))
            } else {
                watch("tides", &["tide"])
            };
            let wrong = change(&path, &lens, true).expect_err("refused").to_string();
            assert!(wrong.contains("config.toml was not changed"), "{wrong}");
            assert_eq!(std::fs::read_to_string(&path).expect("read"), broken);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_behind_a_link_keeps_its_place_and_its_permissions() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("real.toml"), folder.path().join("config.toml"));
        std::fs::write(&real, "").expect("written");
        std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o600)).expect("set");
        std::os::unix::fs::symlink(&real, &link).expect("linked");
        change(&link, &watch("tides", &["tide"]), true).expect("added");
        assert!(link.symlink_metadata().expect("there").is_symlink());
        assert_eq!(real.metadata().expect("there").permissions().mode() & 0o777, 0o600);
        assert_eq!(read(&real).expect("read").watch.len(), 1);
    }
}
