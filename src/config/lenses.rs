//! What the reader watches and mutes, changed where it stands: in the config file.

use std::path::Path;

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::written::change;
use super::{Config, ConfigError};
use crate::desk;
use crate::model::lens::AUTHOR;
use crate::model::{Lens, Muted, Phrase};

/// Adds a lens to the config file, or takes it out again, and returns what the file says then.
/// A file that is absent is made.
///
/// # Errors
/// [`ConfigError`]; the file is as it was then.
pub fn change_lens(path: &Path, lens: &Lens, to: bool) -> Result<Config, ConfigError> {
    change(path, |document| {
        let done = match lens {
            Lens::Watch { name, terms } => change_watch(document, name, terms, to),
            Lens::Mute(muted) => change_mute(document, muted, to),
        };
        done.ok_or_else(|| Phrase::new("failed.config.no_table", &[&"watch` / `mute"]))
    })
}

impl Config {
    /// Whether something is watched for, with all its terms, or muted.
    pub fn holds(&self, lens: &Lens) -> bool {
        match lens {
            Lens::Mute(muted) => self.muted().contains(muted),
            Lens::Watch { name, terms } => self.watch.iter().any(|watch| {
                let holds = |term: &String| match term.strip_prefix(AUTHOR) {
                    Some(author) => watch.authors.iter().any(|known| known == author),
                    None => watch.terms.contains(term),
                };
                watch.name == *name && terms.iter().all(holds)
            }),
        }
    }
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
                    let is_empty = change_terms(table, name, terms, to)?;
                    if is_empty {
                        tables.remove(at);
                    }
                }
                None if to => {
                    let mut table = Table::new();
                    table.insert("name", toml_edit::value(name));
                    change_terms(&mut table, name, terms, true)?;
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
                    let is_empty = change_terms(table, name, terms, to)?;
                    if is_empty {
                        tables.remove(at);
                    }
                }
                None if to => {
                    let mut table = InlineTable::new();
                    table.insert("name", name.into());
                    change_terms(&mut table, name, terms, true)?;
                    tables.push(table);
                }
                None => {}
            }
        }
        Item::None | Item::Value(_) | Item::Table(_) => return None,
    }
    Some(())
}

/// Adds terms to a watch, or takes them out; tells whether it is to be taken out itself: when it has
/// no term and no author left, unless a lens of the program is called so, which needs none. Such a
/// lens is added and taken out by no terms at all.
fn change_terms(watch: &mut dyn TableLike, name: &str, terms: &[String], to: bool) -> Option<bool> {
    let (authors, words): (Vec<&str>, Vec<&str>) =
        terms.iter().map(String::as_str).partition(|term| term.starts_with(AUTHOR));
    let authors: Vec<&str> =
        authors.into_iter().filter_map(|term| term.strip_prefix(AUTHOR)).collect();
    for (key, list) in [("terms", words), ("authors", authors)] {
        if !list.is_empty() {
            change_list(watch, key, &list, to)?;
        }
    }
    let has =
        |key: &str| watch.get(key).and_then(Item::as_array).is_some_and(|list| !list.is_empty());
    let needs_none = !terms.is_empty() && desk::is_lens_shipped(name);
    Some(!to && !has("terms") && !has("authors") && !needs_none)
}

fn change_mute(document: &mut DocumentMut, muted: &Muted, to: bool) -> Option<()> {
    let (key, word) = match muted {
        Muted::Term(term) => ("terms", term),
        Muted::Source(source) => ("sources", &source.0),
        Muted::Company(company) => ("companies", company),
    };
    let mutes = document.entry("mute").or_insert_with(|| Item::Table(Table::new()));
    change_list(mutes.as_table_like_mut()?, key, &[word], to)
}

/// Adds words to a list, or takes them out.
fn change_list(table: &mut dyn TableLike, key: &str, words: &[&str], to: bool) -> Option<()> {
    let list = table
        .entry(key)
        .or_insert_with(|| Item::Value(Value::Array(Array::new())))
        .as_array_mut()?;
    for word in words {
        let at = list.iter().position(|known| known.as_str() == Some(*word));
        match (at, to) {
            (None, true) => list.push(*word),
            (Some(at), false) => {
                list.remove(at);
            }
            (Some(_), true) | (None, false) => {}
        }
    }
    Some(())
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
        assert_eq!(Config::load(&path).expect("nothing"), Config::default());
        let lens = watch("tides", &["tide", "조수"]);
        let lenses = change_lens(&path, &lens, true).expect("added");
        assert_eq!(lenses.watch[0].terms, ["tide", "조수"]);
        assert!((lenses.watch[0].weight - 1.0).abs() < f64::EPSILON);
        let muted = Lens::Mute(Muted::Source(SourceId("noise".into())));
        assert_eq!(change_lens(&path, &muted, true).expect("muted").mute.sources.len(), 1);
        change_lens(&path, &muted, false).expect("heard again");
        assert_eq!(change_lens(&path, &lens, false).expect("taken out"), Config::default());
        assert_eq!(Config::load(&path).expect("the same"), Config::default());
    }

    #[test]
    fn a_lens_of_the_program_is_added_without_terms_and_keeps_what_it_had() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        let lens = watch("finance", &[]);
        let config = change_lens(&path, &lens, true).expect("added");
        assert!(config.watch[0].name == "finance" && config.watch[0].terms.is_empty());
        let text = std::fs::read_to_string(&path).expect("read");
        assert_eq!(text, "[[watch]]\nname = \"finance\"\n");
        // A term that is taken back leaves the lens, and the last of a watch leaves its authors.
        change_lens(&path, &watch("finance", &["bond"]), true).expect("added");
        assert_eq!(
            change_lens(&path, &watch("finance", &["bond"]), false).expect("out").watch.len(),
            1
        );
        assert_eq!(change_lens(&path, &lens, false).expect("taken out"), Config::default());
        let people = "[[watch]]\nname = \"people\"\nauthors = [\"Ada Lantern\"]\n";
        std::fs::write(&path, people).expect("written");
        change_lens(&path, &watch("people", &["fog"]), true).expect("added");
        let config = change_lens(&path, &watch("people", &["fog"]), false).expect("taken out");
        assert_eq!(config.watch[0].authors, ["Ada Lantern"]);
    }

    #[test]
    fn an_author_is_followed_and_let_go_among_the_authors() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        let lens = watch("people", &["author:Ada Lantern", "fog"]);
        let config = change_lens(&path, &lens, true).expect("added");
        assert_eq!(
            (&*config.watch[0].authors, &*config.watch[0].terms),
            (&["Ada Lantern".to_owned()][..], &["fog".to_owned()][..])
        );
        assert_eq!(change_lens(&path, &lens, false).expect("taken out"), Config::default());
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
        let lenses = change_lens(&path, &lens, true).expect("added");
        assert_eq!(lenses.watch[0].terms, ["tide", "moon"]);
        let text = std::fs::read_to_string(&path).expect("read");
        for kept in ["# my settings\nlang = 'ko'   # as at home", "# the old one", "weight = 2.0"] {
            assert!(text.contains(kept), "{text}");
        }
        change_lens(&path, &Lens::Mute(Muted::Company("Apple".into())), true).expect("muted");
        let lenses = Config::load(&path).expect("read");
        assert_eq!(lenses.mute.companies, ["Apple"]);
        assert_eq!(lenses.mute.terms, ["horoscope"]);
    }

    #[test]
    fn watches_on_one_line_are_changed_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "watch = [{ name = \"tides\", terms = [\"tide\"] }]\n")
            .expect("written");
        change_lens(&path, &watch("tides", &["moon"]), true).expect("added");
        let lenses = change_lens(&path, &watch("fog", &["fog"]), true).expect("added");
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
            let wrong = change_lens(&path, &lens, true).expect_err("refused").to_string();
            assert!(wrong.contains("config.toml, line"), "{wrong}");
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
        change_lens(&link, &watch("tides", &["tide"]), true).expect("added");
        assert!(link.symlink_metadata().expect("there").is_symlink());
        assert_eq!(real.metadata().expect("there").permissions().mode() & 0o777, 0o600);
        assert_eq!(Config::load(&real).expect("read").watch.len(), 1);
    }
}
