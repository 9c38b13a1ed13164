//! The vault: notes, ideas and digests as Markdown files in a folder of the user's, beside the
//! store, for git or Obsidian.
//!
//! The store stays the one that holds them. What another editor made of a file since it was written
//! is taken back, and a new file becomes a new note or idea; where the store changed too, the file
//! stays as it is, the store's text is put beside it, and that is reported until one of the two is
//! gone. Nothing is written over, and nothing removed, that nobody saw. A file is known by the line
//! `jogan:` in front of it, whatever it is named; one without, by its name. `docs/vault.md` tells
//! all of it to the user.
//!
//! The files here share `paper::Desk`, which knows what a file looks like, and `shelf::Shelf`,
//! which knows the folder; what is new there is taken in by `by_hand`. The smallest example is `front.rs`.

mod by_hand;
mod front;
mod paper;
mod remark;
mod shelf;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::export::file::{self, WriteError};
use crate::lang::Lang;
use crate::library;
use crate::model::change::Face;
use crate::model::{Idea, Item, ItemId, Moment, Note, Phrase, Thought, Zone};
use crate::store::{Store, StoreError};
use crate::text::links::{self, Target};
use crate::text::tokens::hash;
use paper::Desk;
pub use paper::Odd;
pub use remark::Remark;
use shelf::{Name, Sheet, Shelf};

/// Why the vault could not be brought up to date.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum VaultError {
    /// The store said no.
    Store(#[from] StoreError),
    /// A file cannot be written.
    Write(#[from] WriteError),
    /// A file or the folder cannot be read.
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl VaultError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            VaultError::Store(error) => error.phrase(),
            VaultError::Write(error) => error.phrase(),
            VaultError::Read { path, source } => {
                Phrase::new("failed.vault.read", &[&path.display(), source])
            }
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Synced {
    /// Files that were written.
    pub written: usize,
    /// Texts that were taken back from files.
    pub taken: usize,
    /// Files of what was deleted in jogan that were removed.
    pub removed: usize,
    /// Notes, ideas and files that were not looked at, since it was asked to end.
    pub left: usize,
    /// What the user should know.
    pub remarks: Vec<Remark>,
}

/// What a file was when the two sides agreed last: as marks, since only a change has to be known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Agreed {
    /// What stood in the file.
    theirs: String,
    /// What the store would have written.
    ours: String,
    /// Which aliases and tags that had in front.
    shared: Vec<String>,
}

impl Agreed {
    fn on(theirs: &str, ours: &str) -> Agreed {
        let mark = |text: &str| hash(text.as_bytes()).to_string();
        Agreed { theirs: mark(theirs), ours: mark(ours), shared: front::shared(ours) }
    }

    fn parse(text: &str) -> Agreed {
        let (theirs, rest) = text.split_once(' ').unwrap_or((text, text));
        // Older versions remembered no more than the marks.
        let (ours, shared) = rest.split_once(' ').unwrap_or((rest, "[]"));
        let shared = serde_json::from_str(shared).unwrap_or_default();
        Agreed { theirs: theirs.to_owned(), ours: ours.to_owned(), shared }
    }
}

impl std::fmt::Display for Agreed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shared = serde_json::to_string(&self.shared).unwrap_or_default();
        write!(f, "{} {} {shared}", self.theirs, self.ours)
    }
}

/// What the store holds and a file mirrors.
#[derive(Debug, Clone)]
enum Paper {
    Note(Note),
    Idea(Box<Idea>),
}

impl Paper {
    fn name(&self) -> Name {
        match self {
            Paper::Note(note) => Name::Note(note.about),
            Paper::Idea(idea) => Name::Idea(idea.id),
        }
    }

    /// Its texts, which may hold links.
    fn texts(&self) -> Vec<&str> {
        match self {
            Paper::Note(note) => vec![&note.text],
            Paper::Idea(idea) => {
                let Thought { preface, sections, .. } = &idea.thought;
                [preface].into_iter().chain(sections).map(String::as_str).collect()
            }
        }
    }

    /// The items that its file names.
    fn items(&self) -> Vec<ItemId> {
        let linked = self.texts().into_iter().flat_map(links::targets);
        let mut ids: Vec<ItemId> = linked
            .filter_map(|target| match target {
                Target::Item(id) => Some(ItemId(id)),
                Target::Idea(_) => None,
            })
            .collect();
        match self {
            Paper::Note(note) => ids.extend(note.about.item()),
            Paper::Idea(idea) => ids.extend(idea.links.iter().map(|link| link.item)),
        }
        ids
    }
}

/// What came of taking a text back.
enum Taken {
    /// It is something else now.
    Changed(Paper),
    /// It says what it said.
    Same,
    /// It holds something that has no place in jogan.
    Odd(Odd),
    /// Somebody changed it this moment: both are seen the next time.
    Later,
}

/// A vault and the store it mirrors.
struct Vault<'a> {
    store: &'a mut Store,
    dir: &'a Path,
    desk: Desk,
    now: Moment,
    /// Whether the folder is another one than before, in which nothing can be missing.
    is_new: bool,
    synced: Synced,
}

/// Brings the vault and the store together; `digest` is a digest's day and its Markdown. Where the store
/// is asked to stop, what is left is brought together the next time.
///
/// # Errors
/// [`VaultError`]; what was done before it stays done.
pub fn sync(
    store: &mut Store,
    dir: &Path,
    digest: Option<(String, String)>,
    (lang, zone): (Lang, Zone),
    now: Moment,
) -> Result<Synced, VaultError> {
    const FOLDER: &str = "vault folder";
    let mut shelf = Shelf::read(dir)?;
    by_hand::finish(store, &mut shelf)?;
    let here = dir.display().to_string();
    let is_new = store.remembered(FOLDER)?.as_ref() != Some(&here);
    let notes = store.notes(None)?.into_iter().map(Paper::Note);
    let ideas = store.ideas(false)?.into_iter().map(|idea| Paper::Idea(Box::new(idea)));
    let papers: Vec<Paper> = notes.chain(ideas).collect();
    let desk = Desk {
        rows: library::rows_of(store, papers.iter().flat_map(Paper::items), now)?,
        items: subjects(store, &papers, now)?,
        files: files(&papers, &shelf),
        lang,
        zone,
    };
    let remarks = std::mem::take(&mut shelf.remarks);
    let synced = Synced { remarks, ..Synced::default() };
    let mut vault = Vault { store, dir, desk, now, is_new, synced };
    let stop = vault.store.stop();
    for paper in papers {
        let sheet = shelf.known.remove(&paper.name());
        if stop.is_asked() {
            vault.synced.left += 1;
        } else {
            vault.meet(&paper, sheet)?;
        }
    }
    for (name, sheet) in std::mem::take(&mut shelf.known) {
        if stop.is_asked() {
            vault.synced.left += 1;
        } else {
            vault.left_over(name, &sheet)?;
        }
    }
    for sheet in &shelf.new_ideas {
        if stop.is_asked() {
            vault.synced.left += 1;
        } else {
            vault.new_idea(sheet, None)?;
        }
    }
    if vault.synced.left > 0 {
        return Ok(vault.synced);
    }
    if let Some((day, text)) = digest {
        let path = dir.join("digests").join(format!("{day}.md"));
        let text = paper::digest(&day, &text);
        vault.digest(&path, &text, &format!("vault digests/{day}.md"))?;
    }
    if is_new {
        vault.store.remember(FOLDER, &here)?;
    }
    Ok(vault.synced)
}

/// The items that notes are about, as they are cited.
fn subjects(
    store: &Store,
    papers: &[Paper],
    now: Moment,
) -> Result<HashMap<ItemId, Item>, StoreError> {
    let mut items = HashMap::new();
    for paper in papers {
        let Paper::Note(note) = paper else { continue };
        let Some(id) = note.about.item() else { continue };
        match store.cited(id, now) {
            // Its text is not needed, and may be long.
            Ok(item) => items.insert(id, Item { content: String::new(), full_text: None, ..item }),
            Err(StoreError::NoItem(_)) => continue,
            Err(error) => return Err(error),
        };
    }
    Ok(items)
}

/// Where links to notes and ideas lead: to the files these have, or will have.
fn files(papers: &[Paper], shelf: &Shelf) -> HashMap<Target, String> {
    let of = |paper: &Paper| {
        let name = paper.name();
        let stem = shelf.known.get(&name).and_then(|sheet| sheet.path.file_stem());
        let stem = stem.map(|stem| stem.to_string_lossy().into_owned());
        Some((name.target()?, stem.unwrap_or_else(|| name.to_string())))
    };
    papers.iter().filter_map(of).collect()
}

fn remove(path: &Path) -> Result<(), VaultError> {
    std::fs::remove_file(path).map_err(|source| VaultError::Read { path: path.to_owned(), source })
}

impl Vault<'_> {
    /// Brings a note or an idea and its file together.
    fn meet(&mut self, paper: &Paper, sheet: Option<Sheet>) -> Result<(), VaultError> {
        let name = paper.name();
        let ours = self.text_of(paper);
        let memory = name.memory();
        let before = self.store.remembered(&memory)?.map(|text| Agreed::parse(&text));
        let Some(Sheet { path, text: theirs }) = sheet else {
            let path = self.dir.join(name.path());
            if path.parent().is_some_and(Path::is_symlink) {
                // That was remarked.
                return Ok(());
            }
            if path.symlink_metadata().is_ok() {
                // Somebody's file bears this one's name.
                self.synced.remarks.push(Remark::Twice(path.clone(), path));
                return Ok(());
            }
            if before.is_some() && !self.is_new {
                self.synced.remarks.push(Remark::Again(path.clone()));
            }
            return self.write(&path, &ours, &memory);
        };
        let Some(theirs) = theirs else { return Ok(()) };
        if theirs == ours {
            return self.agree(&memory, before.as_ref(), &Agreed::on(&ours, &ours));
        }
        let aside = path.with_extension("conflict.md");
        if aside.symlink_metadata().is_ok() {
            if shelf::read(&aside).is_ok_and(|text| text.as_ref() == Some(&ours)) {
                // Once the user has removed one of the two, the file is what counts.
                self.agree(&memory, before.as_ref(), &Agreed::on(&ours, &ours))?;
            }
            self.synced.remarks.push(Remark::Conflict(path));
            return Ok(());
        }
        let now = Agreed::on(&theirs, &ours);
        let changed_there = before.as_ref().is_none_or(|before| before.theirs != now.theirs);
        let changed_here = before.as_ref().is_none_or(|before| before.ours != now.ours);
        match (changed_there, changed_here) {
            // The file stays just as the other editor left it.
            (false, false) => Ok(()),
            (false, true) => {
                let before = before.as_ref().map_or(&[][..], |before| &before.shared);
                let text = front::with_others(&ours, &theirs, before);
                file::replace(&path, text.as_bytes())?;
                self.store.remember(&memory, &Agreed::on(&text, &ours).to_string())?;
                self.synced.written += 1;
                Ok(())
            }
            (true, false) => {
                let text = match self.take_back(&theirs, paper)? {
                    Taken::Changed(paper) => {
                        self.synced.taken += 1;
                        self.text_of(&paper)
                    }
                    Taken::Same => ours,
                    Taken::Odd(odd) => {
                        self.synced.remarks.push(Remark::Odd(path, odd));
                        return Ok(());
                    }
                    Taken::Later => return Ok(()),
                };
                Ok(self.store.remember(&memory, &Agreed::on(&theirs, &text).to_string())?)
            }
            // A program may have been killed before it could remember that both say the same.
            (true, true) if self.says(&theirs, paper) => self.agree(&memory, before.as_ref(), &now),
            (true, true) => {
                file::replace(&aside, ours.as_bytes())?;
                // As above.
                self.store.remember(&memory, &Agreed::on(&ours, &ours).to_string())?;
                self.synced.remarks.push(Remark::Conflict(path));
                Ok(())
            }
        }
    }

    /// A file of what the store does not hold: it was deleted there, or is new here.
    fn left_over(&mut self, name: Name, sheet: &Sheet) -> Result<(), VaultError> {
        let Some(theirs) = &sheet.text else { return Ok(()) };
        let memory = name.memory();
        let before = self.store.remembered(&memory)?.map(|text| Agreed::parse(&text));
        match (before, name) {
            (Some(before), _) if before.theirs == Agreed::on(theirs, "").theirs => {
                // The text lies in the store, and can be restored for a while.
                remove(&sheet.path)?;
                self.store.forget(&memory)?;
                self.synced.removed += 1;
            }
            (Some(_), name) => {
                self.synced.remarks.push(Remark::Deleted(sheet.path.clone(), name.to_string()));
            }
            (None, Name::Note(about)) => self.new_note(about, sheet)?,
            (None, Name::Idea(id)) => self.new_idea(sheet, Some(id))?,
        }
        Ok(())
    }

    /// A digest is made anew from what is known; one that was changed by hand stays so.
    fn digest(&mut self, path: &Path, text: &str, memory: &str) -> Result<(), VaultError> {
        if path.parent().is_some_and(Path::is_symlink) {
            // That was remarked.
            return Ok(());
        }
        if path.is_symlink() {
            self.synced.remarks.push(Remark::Link(path.to_owned()));
            return Ok(());
        }
        let before = self.store.remembered(memory)?.map(|text| Agreed::parse(&text));
        let theirs = match shelf::read(path) {
            Ok(theirs) => theirs,
            Err(why) => {
                self.synced.remarks.push(Remark::Unreadable(path.to_owned(), why.to_string()));
                return Ok(());
            }
        };
        match theirs {
            Some(theirs) if theirs == text => {
                self.agree(memory, before.as_ref(), &Agreed::on(text, text))
            }
            Some(theirs) if before.is_none_or(|b| b.theirs != Agreed::on(&theirs, "").theirs) => {
                Ok(())
            }
            Some(_) | None => self.write(path, text, memory),
        }
    }

    /// Takes a text back into the store.
    fn take_back(&mut self, theirs: &str, paper: &Paper) -> Result<Taken, VaultError> {
        let (paper, kept) = match paper {
            Paper::Note(note) => {
                let text = match self.desk.read_note(theirs) {
                    Ok(text) if text == note.text => return Ok(Taken::Same),
                    Ok(text) => text,
                    Err(odd) => return Ok(Taken::Odd(odd)),
                };
                let kept = library::change_note(
                    self.store,
                    note.about,
                    (Some(&note.text), &text),
                    Face::Vault,
                    self.now,
                );
                (Paper::Note(Note { text, ..note.clone() }), kept)
            }
            Paper::Idea(idea) => {
                let to = match self.desk.read_idea(theirs, idea) {
                    Ok(to) if to == **idea => return Ok(Taken::Same),
                    Ok(to) => Idea { touched: self.now, ..to },
                    Err(odd) => return Ok(Taken::Odd(odd)),
                };
                let kept = library::change_idea(
                    self.store,
                    (Some(idea), Some(&to)),
                    Face::Vault,
                    self.now,
                );
                (Paper::Idea(Box::new(to)), kept)
            }
        };
        match kept {
            Ok(()) => {
                let more = library::rows_of(self.store, paper.items(), self.now)?;
                self.desk.rows.extend(more);
                Ok(Taken::Changed(paper))
            }
            Err(StoreError::NoItem(id)) => Ok(Taken::Odd(Odd::Item(id))),
            Err(StoreError::Stale { .. }) => Ok(Taken::Later),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a file says what the store does, however it is written.
    fn says(&self, theirs: &str, paper: &Paper) -> bool {
        match paper {
            Paper::Note(note) => self.desk.read_note(theirs).is_ok_and(|text| text == note.text),
            Paper::Idea(idea) => self.desk.read_idea(theirs, idea).is_ok_and(|read| read == **idea),
        }
    }

    fn text_of(&self, paper: &Paper) -> String {
        match paper {
            Paper::Note(note) => self.desk.note(note),
            Paper::Idea(idea) => self.desk.idea(idea),
        }
    }

    fn odd(&mut self, sheet: &Sheet, odd: Odd) {
        self.synced.remarks.push(Remark::Odd(sheet.path.clone(), odd));
    }

    /// Remembers what both sides are, where that is news.
    fn agree(
        &mut self,
        memory: &str,
        before: Option<&Agreed>,
        now: &Agreed,
    ) -> Result<(), VaultError> {
        if before != Some(now) {
            self.store.remember(memory, &now.to_string())?;
        }
        Ok(())
    }

    fn write(&mut self, path: &Path, text: &str, memory: &str) -> Result<(), VaultError> {
        file::replace(path, text.as_bytes())?;
        self.store.remember(memory, &Agreed::on(text, text).to_string())?;
        self.synced.written += 1;
        Ok(())
    }
}
