//! The folder: its files, and which note or idea each of them is.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::{Remark, VaultError, front};
use crate::model::{About, IdeaId};
use crate::system;
use crate::text::links::Target;

/// Longest file that is read, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;

/// What a file is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Name {
    Note(About),
    Idea(IdeaId),
}

impl Name {
    /// What [`Name`] writes as text: `item-17`, `idea-3`, and `idea-new-` with its key while an
    /// idea is being taken in.
    fn parse(text: &str) -> Option<Name> {
        let name = match IdeaId::parse(text) {
            Some(id) => Name::Idea(id),
            None => Name::Note(About::parse(text)?),
        };
        (name.to_string() == text).then_some(name)
    }

    /// Where its file is put: by its number alone, a new title is no new file.
    pub(super) fn path(self) -> String {
        match self {
            Name::Note(about) => format!("notes/{about}.md"),
            Name::Idea(_) => format!("ideas/{self}.md"),
        }
    }

    /// Under what the store remembers its file.
    pub(super) fn memory(self) -> String {
        format!("vault {}", self.path())
    }

    /// How links name it; those to stories and days have no name.
    pub(super) fn target(self) -> Option<Target> {
        match self {
            Name::Note(About::Item(id)) => Some(Target::Item(id.0)),
            Name::Idea(id) => Some(Target::Idea(id.0)),
            Name::Note(About::Story(_) | About::Day(_)) => None,
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Note(about) => about.fmt(f),
            Name::Idea(id) => id.fmt(f),
        }
    }
}

/// A file.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) path: PathBuf,
    /// What it says; `None` where it cannot be read, which was remarked.
    pub(super) text: Option<String>,
}

/// What a file is named for.
pub(super) fn named(path: &Path) -> Option<Name> {
    Name::parse(&path.file_stem()?.to_string_lossy())
}

/// The files of a vault.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// Those that say what they are of, or are named for it.
    pub(super) known: BTreeMap<Name, Sheet>,
    /// Others among the ideas.
    pub(super) new_ideas: Vec<Sheet>,
    /// What was found that the user should know.
    pub(super) remarks: Vec<Remark>,
}

impl Shelf {
    /// Reads the folder, and makes it where it is absent. A link in it is left alone, and so is all
    /// that lies behind it: what somebody else put there could lead to any file of the user's.
    pub(super) fn read(dir: &Path) -> Result<Shelf, VaultError> {
        let mut shelf = Shelf::default();
        let mut nameless = Vec::new();
        let mut all = Vec::new();
        for folder in ["notes", "ideas", "digests"] {
            let path = dir.join(folder);
            if path.is_symlink() {
                shelf.remarks.push(Remark::Link(path));
                continue;
            }
            std::fs::create_dir_all(&path)
                .map_err(|source| VaultError::Read { path: path.clone(), source })?;
            if folder != "digests" {
                all.extend(paths(&path)?);
            }
        }
        for path in all {
            let among_notes = path.parent().is_some_and(|folder| folder.ends_with("notes"));
            if path.is_symlink() {
                if let Some(name) = named(&path) {
                    shelf.put(name, Sheet { path: path.clone(), text: None }, true);
                }
                shelf.remarks.push(Remark::Link(path));
                continue;
            }
            let text = match read(&path) {
                Ok(Some(text)) => Some(text),
                Ok(None) => continue,
                Err(why) => {
                    shelf.remarks.push(Remark::Unreadable(path.clone(), why.to_string()));
                    None
                }
            };
            let named = named(&path);
            let said = text.as_deref().and_then(|text| {
                front::split(text).0.and_then(|front| Name::parse(front.text("jogan")?))
            });
            match said.or(named) {
                Some(name) => shelf.put(name, Sheet { path, text }, named == Some(name)),
                None if text.is_none() => {}
                None if among_notes => nameless.push(path),
                None => shelf.new_ideas.push(Sheet { path, text }),
            }
        }
        if let Some(first) = nameless.first() {
            shelf.remarks.push(Remark::Nameless(first.clone(), nameless.len()));
        }
        Ok(shelf)
    }

    /// Of two files that say they are the same, the one that is named so is.
    pub(super) fn put(&mut self, name: Name, sheet: Sheet, is_named_so: bool) {
        match self.known.get_mut(&name) {
            Some(other) if is_named_so => {
                let other = std::mem::replace(other, sheet);
                let path = self.known[&name].path.clone();
                self.remarks.push(Remark::Twice(other.path, path));
            }
            Some(other) => self.remarks.push(Remark::Twice(sheet.path, other.path.clone())),
            None => {
                self.known.insert(name, sheet);
            }
        }
    }
}

/// The Markdown files in a folder, in their order, those put beside others in a conflict not
/// among them.
fn paths(folder: &Path) -> Result<Vec<PathBuf>, VaultError> {
    let failed = |source| VaultError::Read { path: folder.to_owned(), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".md") && !name.ends_with(".conflict.md") && !name.starts_with('.') {
            paths.push(folder.join(&*name));
        }
    }
    paths.sort();
    Ok(paths)
}

/// A file's text, however its lines end; `None` where there is none. A link is not followed, and a
/// pipe not waited for.
pub(super) fn read(path: &Path) -> io::Result<Option<String>> {
    let mut options = OpenOptions::new();
    let file = match system::no_link(options.read(true)).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let found = file.metadata()?;
    if !found.is_file() {
        return Ok(None);
    }
    if found.len() > LONGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut text = String::new();
    file.take(LONGEST).read_to_string(&mut text)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(Some(text.replace("\r\n", "\n")))
}
