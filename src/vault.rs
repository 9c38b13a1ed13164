//! The vault: notes, ideas and digests as Markdown files in a folder of the user's, beside the
//! store, for git or Obsidian.
//!
//! The store stays the one that holds them. What another editor made of a file since it was written
//! is taken back; where the store changed too, the file stays as it is, the store's text is put
//! beside it, and that is reported until one of the two is gone. Nothing is written over that
//! nobody saw.

use std::path::{Path, PathBuf};

use crate::export::file::{self, WriteError};
use crate::export::ideas::{self, Sheet};
use crate::lang::{Lang, all_headings, say};
use crate::model::{About, Idea, Moment, Note, Query, Thought};
use crate::store::{Store, StoreError};
use crate::text::clean;
use crate::text::tokens::hash;

/// Longest file that is taken back, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Why the vault could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The store said no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A file or the folder cannot be read.
    #[error("{} cannot be read: {source}; look at vault.dir in the config file", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Synced {
    /// Files that were written.
    pub written: usize,
    /// Texts that were taken back from files.
    pub taken: usize,
    /// Files that were changed there while the store changed too.
    pub conflicts: Vec<PathBuf>,
}

/// What a file of the vault holds.
enum Paper {
    Note(Note),
    Idea(Box<Idea>),
    /// Only written: it is made anew from what is known.
    Digest,
}

/// A vault and the store it mirrors.
struct Vault<'a> {
    store: &'a mut Store,
    dir: &'a Path,
    now: Moment,
    synced: Synced,
}

/// Brings the vault and the store together; `digest` is a digest's day and its Markdown.
///
/// # Errors
/// [`VaultError`]; what was done before it stays done.
pub fn sync(
    store: &mut Store,
    dir: &Path,
    digest: Option<(String, String)>,
    lang: Lang,
    now: Moment,
) -> Result<Synced, VaultError> {
    for folder in ["notes", "ideas", "digests"] {
        let path = dir.join(folder);
        std::fs::create_dir_all(&path).map_err(|source| VaultError::Read { path, source })?;
    }
    let mut vault = Vault { store, dir, now, synced: Synced::default() };
    for note in vault.store.notes(None)? {
        let name = format!("notes/{}.md", note.about);
        let text = vault.note_text(&note)?;
        vault.file(&name, &text, &Paper::Note(note))?;
    }
    for idea in vault.store.ideas(false)? {
        let sheet = vault.sheet(idea.clone())?;
        // By its number alone: a new title is no new file.
        let name = format!("ideas/idea-{}.md", idea.id.0);
        let text = ideas::file(&sheet, lang);
        vault.file(&name, &text, &Paper::Idea(Box::new(idea)))?;
    }
    if let Some((day, text)) = digest {
        vault.file(&format!("digests/{day}.md"), &text, &Paper::Digest)?;
    }
    Ok(vault.synced)
}

impl Vault<'_> {
    /// Brings one file and what the store has of it together.
    fn file(&mut self, name: &str, ours: &str, paper: &Paper) -> Result<(), VaultError> {
        let path = self.dir.join(name);
        let memory = format!("vault {name}");
        let mark = |text: &str| hash(text.as_bytes()).to_string();
        let Some(theirs) = read(&path)? else {
            return self.write(&path, ours, &memory);
        };
        if theirs == ours {
            return Ok(self.store.remember(&memory, &mark(ours))?);
        }
        let aside = path.with_extension("conflict.md");
        if aside.symlink_metadata().is_ok() {
            self.synced.conflicts.push(path);
            return Ok(());
        }
        let before = self.store.remembered(&memory)?;
        let changed_there = before.as_ref() != Some(&mark(&theirs));
        let changed_here = before.as_ref() != Some(&mark(ours));
        match (changed_there, changed_here) {
            (false, _) => self.write(&path, ours, &memory),
            (true, false) if self.take_back(&theirs, paper)? => {
                // As it reads now is what the next change is measured against; the file itself
                // stays just as the other editor left it.
                self.store.remember(&memory, &mark(&theirs))?;
                self.synced.taken += 1;
                Ok(())
            }
            (true, _) => {
                file::write(&aside, ours.as_bytes(), false)?;
                // Once the user has removed one of the two, the file is what counts.
                self.store.remember(&memory, &mark(ours))?;
                self.synced.conflicts.push(path);
                Ok(())
            }
        }
    }

    fn write(&mut self, path: &Path, text: &str, memory: &str) -> Result<(), VaultError> {
        file::write(path, text.as_bytes(), true)?;
        self.store.remember(memory, &hash(text.as_bytes()).to_string())?;
        self.synced.written += 1;
        Ok(())
    }

    /// Takes a text back into the store; `false` where it holds nothing that can be taken.
    fn take_back(&mut self, theirs: &str, paper: &Paper) -> Result<bool, VaultError> {
        let body = body_of(theirs);
        match paper {
            Paper::Note(note) => {
                let text = body.strip_suffix('\n').unwrap_or(body);
                if text.trim().is_empty() {
                    return Ok(false);
                }
                self.store.change_note(note.about, Some(&note.text), text, self.now)?;
            }
            Paper::Idea(idea) => {
                let thought = Thought::from_text(without_sources(body), &all_headings());
                if thought.title.trim().is_empty() {
                    return Ok(false);
                }
                let to = Idea { thought, template: false, ..(**idea).clone() };
                self.store.change_idea(Some(idea), Some(&to), self.now)?;
            }
            Paper::Digest => return Ok(false),
        }
        Ok(true)
    }

    /// A note as a file: what it is about in front, then the note.
    fn note_text(&self, note: &Note) -> Result<String, VaultError> {
        let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let mut front = format!("---\njogan: {}\n", note.about);
        if let Some(id) = note.about.item() {
            let query = Query { ids: vec![id], ..Query::default() };
            for row in self.store.rows(&query, self.now)? {
                front.push_str(&format!("title: {}\n", quoted(&row.title)));
                if let Some(url) = &row.url {
                    front.push_str(&format!("url: {}\n", quoted(url)));
                }
            }
        }
        if let About::Day(day) = note.about {
            front.push_str(&format!("day: {day}\n"));
        }
        let text = clean::block(&note.text, note.text.len());
        Ok(format!("{front}---\n{text}\n"))
    }

    fn sheet(&self, idea: Idea) -> Result<Sheet, VaultError> {
        let ids: Vec<_> = idea.links.iter().map(|link| link.item).collect();
        let items = if ids.is_empty() {
            Vec::new()
        } else {
            self.store.rows(&Query { ids, ..Query::default() }, self.now)?
        };
        Ok(Sheet { idea, items })
    }
}

/// A file's text; `None` where there is none.
fn read(path: &Path) -> Result<Option<String>, VaultError> {
    let failed = |source| VaultError::Read { path: path.to_owned(), source };
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(error)),
        Ok(found) if found.len() > LONGEST => Err(failed(std::io::ErrorKind::FileTooLarge.into())),
        Ok(_) => std::fs::read_to_string(path).map(Some).map_err(failed),
    }
}

/// What stands after the front matter.
fn body_of(text: &str) -> &str {
    text.strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map_or(text, |(_, body)| body)
}

/// An idea's text without its sources, which are written anew.
fn without_sources(body: &str) -> &str {
    let headings = Lang::ALL.map(|lang| format!("\n## {}\n", say(lang, "idea.sources", &[])));
    let at = headings.iter().filter_map(|heading| body.rfind(heading.as_str())).max();
    at.map_or(body, |at| &body[..at])
}
