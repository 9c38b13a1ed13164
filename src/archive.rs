//! The archive back into a store: whatever it names is found again or made, and nothing that is
//! here already is lost.
//!
//! In an empty store everything has the number it had. Where a number was given to something else
//! meanwhile, what comes gets another one, and the links in its texts follow.
//!
//! What comes is a whole store's marks, notes and ideas with their moments and histories, which nobody did
//! here and nobody takes back: it is written by the store itself, not as a change of the library's.

use std::collections::{BTreeMap, HashMap};

use crate::model::archive::{ItemRecord, Record};
use crate::model::note::Version;
use crate::model::source::ENDPOINT;
use crate::model::{
    About, Idea, IdeaId, ItemId, Moment, Network, Note, Owned, Phrase, Source, SourceId, Thought,
};
use crate::newsroom::{Newsroom, NewsroomError, Returning};
use crate::text::links::{self, Target};
use crate::text::source::Foreign;

/// Items that go into one transaction.
const BATCH: usize = 1_000;

/// What came of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Items that were not here before.
    pub new: usize,
    /// Items that were.
    pub same: usize,
    /// Sources that were added.
    pub sources: usize,
    /// Notes and ideas.
    pub own: usize,
    /// Titles of the reader's own library.
    pub owned: usize,
    /// Records that name something which neither the archive nor the store has.
    pub skipped: usize,
    /// What was changed about a source, for it may come from somebody else.
    pub remarks: Vec<Phrase>,
}

/// What becomes of the sources that a store begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shipped {
    Stand,
    MakeWay,
    Gone,
}

/// Takes records back in, in the order in which the archive has them.
pub struct Reader<'a> {
    newsroom: &'a mut Newsroom,
    now: Moment,
    /// Whether its sources may be asked within the user's own network.
    at_home: bool,
    /// Whether the store is as it was made, so that the archive says all that it is to hold.
    fresh: bool,
    sources: BTreeMap<SourceId, Source>,
    shipped: Shipped,
    /// Sources that are kept together, before the first item.
    arriving: Vec<Source>,
    /// Titles of the library, and whether any was new here.
    titles: Vec<Owned>,
    has_library: bool,
    /// Sources that are there for their items alone, and go when all is in.
    removed: Vec<SourceId>,
    waiting: Vec<ItemRecord>,
    items: HashMap<ItemId, ItemId>,
    ideas: HashMap<IdeaId, IdeaId>,
    /// Ideas, with their keys, wait for the end: their texts may name any of them.
    thoughts: Vec<(Option<i64>, Idea)>,
    notes: Vec<(Note, Vec<Version>)>,
    tally: Tally,
}

impl<'a> Reader<'a> {
    /// Begins to take an archive in; `at_home` allows its sources to be asked within the user's own
    /// network. Into a store that was never used (`as_shipped` are the sources that each one begins
    /// with) the archive's sources come in place of those, so that what was removed stays removed.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn new(
        newsroom: &'a mut Newsroom,
        now: Moment,
        at_home: bool,
        as_shipped: &[Source],
    ) -> Result<Reader<'a>, NewsroomError> {
        let known = newsroom.store.sources()?;
        let fresh = known == as_shipped && newsroom.store.is_untouched()?;
        Ok(Reader {
            newsroom,
            now,
            at_home,
            fresh,
            sources: known.into_iter().map(|source| (source.id.clone(), source)).collect(),
            shipped: Shipped::Stand,
            arriving: Vec::new(),
            titles: Vec::new(),
            has_library: false,
            removed: Vec::new(),
            waiting: Vec::new(),
            items: HashMap::new(),
            ideas: HashMap::new(),
            thoughts: Vec::new(),
            notes: Vec::new(),
            tally: Tally::default(),
        })
    }

    /// Takes a record in, or remembers it for the end.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn take(&mut self, record: Record) -> Result<(), NewsroomError> {
        if !matches!(record, Record::Archive { .. } | Record::Source { .. }) {
            self.keep_sources()?;
        }
        if !matches!(record, Record::Owned(_)) || self.titles.len() >= BATCH {
            self.keep_library()?;
        }
        match record {
            Record::Archive { .. } => Ok(()),
            Record::Source { source, removed } => {
                self.take_source(source, removed);
                Ok(())
            }
            Record::Owned(owned) => {
                self.titles.push(owned);
                Ok(())
            }
            Record::Item(record) => {
                let other = self.waiting.first().is_some_and(|item| item.source != record.source);
                if other || self.waiting.len() >= BATCH {
                    self.flush()?;
                }
                self.waiting.push(*record);
                Ok(())
            }
            Record::Listed { item, since, listed } => {
                self.flush()?;
                let Some(&id) = self.items.get(&item) else {
                    self.skip();
                    return Ok(());
                };
                self.newsroom.store.take_listed(id, &listed, since)?;
                Ok(())
            }
            Record::Note { about, text, created, updated, versions } => {
                let Some(about) = About::parse(&about) else {
                    self.skip();
                    return Ok(());
                };
                let versions = versions
                    .into_iter()
                    .map(|version| Version { written: version.written, text: version.text })
                    .collect();
                self.notes.push((Note { about, text, created, updated }, versions));
                Ok(())
            }
            Record::Idea { id, key, thought, links, template, created, touched } => {
                let idea = Idea { id, thought, links, template, created, touched, deleted: None };
                self.thoughts.push((key, idea));
                Ok(())
            }
        }
    }

    /// Takes in what waited; gives what came of all.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn finish(mut self) -> Result<Tally, NewsroomError> {
        self.keep_sources()?;
        self.keep_library()?;
        self.flush()?;
        if self.has_library {
            // What was here before may be in it too.
            self.newsroom.follow_library()?;
        }
        self.take_ideas()?;
        for (note, versions) in std::mem::take(&mut self.notes) {
            self.take_note(note, &versions)?;
        }
        for source in std::mem::take(&mut self.removed) {
            if self.fresh {
                // Just as it stood there, whatever became of its items.
                self.newsroom.store.mark_removed(&source)?;
            } else {
                self.newsroom.store.remove_source(&source)?;
            }
        }
        Ok(self.tally)
    }

    fn skip(&mut self) {
        self.tally.skipped += 1;
    }

    /// Keeps the sources that came, in one transaction: a store that is stopped in between has those
    /// that it began with.
    fn keep_sources(&mut self) -> Result<(), NewsroomError> {
        let network = (!self.at_home).then_some(Network::Public);
        let arriving = std::mem::take(&mut self.arriving);
        if self.shipped == Shipped::MakeWay {
            self.shipped = Shipped::Gone;
            self.newsroom.store.replace_sources(&arriving, network)?;
        } else if !arriving.is_empty() {
            self.newsroom.store.put_sources_on(&arriving, network)?;
        }
        Ok(())
    }

    /// Makes the titles known that came.
    fn keep_library(&mut self) -> Result<(), NewsroomError> {
        let titles = std::mem::take(&mut self.titles);
        if !titles.is_empty() {
            let shelved = self.newsroom.store.put_owned(&titles)?;
            self.tally.owned += shelved.new + shelved.same;
            self.has_library |= shelved.new > 0;
        }
        Ok(())
    }

    fn take_source(&mut self, source: Source, removed: bool) {
        if self.fresh && self.shipped == Shipped::Stand {
            self.sources.clear();
            self.shipped = Shipped::MakeWay;
        }
        if self.sources.contains_key(&source.id) {
            return;
        }
        // An archive may come from somebody else.
        let endpoint = source.options.get(ENDPOINT).cloned().filter(|_| self.at_home);
        let Foreign { mut source, mut left_out, is_private } = source.from_elsewhere();
        if let Some(endpoint) = endpoint {
            // Whoever says that the archive is their own asks where they asked.
            source.options.insert(ENDPOINT.to_owned(), endpoint);
            left_out.retain(|name| name != ENDPOINT);
        }
        let off = is_private && source.enabled && !removed && !self.at_home;
        source.enabled &= !off;
        self.tally.remarks.extend(remarks(&source, &left_out, off));
        self.arriving.push(source.clone());
        if removed {
            self.removed.push(source.id.clone());
        } else {
            self.tally.sources += 1;
        }
        self.sources.insert(source.id.clone(), source);
    }

    fn flush(&mut self) -> Result<(), NewsroomError> {
        let waiting = std::mem::take(&mut self.waiting);
        let Some(first) = waiting.first() else { return Ok(()) };
        let Some(source) = self.sources.get(&first.source) else {
            self.tally.skipped += waiting.len();
            return Ok(());
        };
        let last = self.newsroom.store.last_id()?;
        let read: Vec<bool> = waiting.iter().map(|record| record.read).collect();
        let numbered: Vec<Returning> = waiting
            .into_iter()
            .map(|ItemRecord { no, seen, item, .. }| Returning { no, seen, item })
            .collect();
        let numbers = self.newsroom.take_back(source, &numbered, self.now)?;
        let read: Vec<ItemId> =
            numbers.iter().zip(read).filter(|(_, read)| *read).map(|(id, _)| *id).collect();
        self.newsroom.store.set_read(&read, true)?;
        for (Returning { no: was, .. }, is) in numbered.into_iter().zip(numbers) {
            if is > last {
                self.tally.new += 1;
            } else {
                self.tally.same += 1;
            }
            self.items.insert(was, is);
        }
        Ok(())
    }

    fn take_ideas(&mut self) -> Result<(), NewsroomError> {
        let mut thoughts = std::mem::take(&mut self.thoughts);
        for (_, idea) in &mut thoughts {
            for mut link in std::mem::take(&mut idea.links) {
                match self.items.get(&link.item) {
                    Some(&item) => {
                        link.item = item;
                        idea.links.push(link);
                    }
                    None => self.tally.skipped += 1,
                }
            }
        }
        let items = &self.items;
        let lead = |idea: &mut Idea, ideas: &HashMap<IdeaId, IdeaId>| {
            let Thought { preface, sections, .. } = &mut idea.thought;
            for text in sections.iter_mut().chain([preface]) {
                *text = led(text, items, ideas);
            }
        };
        let (taken, ideas) = self.newsroom.store.take_ideas(thoughts, self.now, lead)?;
        self.tally.own += taken;
        self.ideas = ideas;
        Ok(())
    }

    fn take_note(&mut self, mut note: Note, versions: &[Version]) -> Result<(), NewsroomError> {
        if let Some(was) = note.about.item() {
            let Some(&is) = self.items.get(&was) else {
                self.skip();
                return Ok(());
            };
            note.about = match note.about {
                About::Item(_) => About::Item(is),
                About::Story(_) => About::Story(is.into()),
                day @ About::Day(_) => day,
            };
        }
        let here = self.newsroom.store.note(note.about)?;
        // A text that stands here already leads where it leads.
        if here.is_none_or(|here| here.text != note.text) {
            note.text = led(&note.text, &self.items, &self.ideas);
        }
        let versions: Vec<Version> = versions
            .iter()
            .map(|version| {
                let text = led(&version.text, &self.items, &self.ideas);
                Version { text, ..version.clone() }
            })
            .collect();
        self.newsroom.store.take_note(&note, &versions)?;
        self.tally.own += 1;
        Ok(())
    }
}

/// What the user must know of a source that was taken in from elsewhere: the options that it may not
/// have, and whether it was turned off because it is asked within the user's own network.
pub fn remarks(source: &Source, left_out: &[String], off: bool) -> Vec<Phrase> {
    let options = (!left_out.is_empty())
        .then(|| Phrase::new("import.left_out", &[&source.id, &left_out.join(", ")]));
    let place = source.place().unwrap_or_default();
    let off = off.then(|| Phrase::new("import.at_home", &[&source.id, &place]));
    options.into_iter().chain(off).collect()
}

/// A text whose links lead to where things are now. One to something that neither came along nor
/// can be told apart from what has its number here leads nowhere.
fn led(text: &str, items: &HashMap<ItemId, ItemId>, ideas: &HashMap<IdeaId, IdeaId>) -> String {
    links::renumber(text, |target| match target {
        Target::Item(id) => items.get(&ItemId(id)).map(|item| Target::Item(item.0)),
        Target::Idea(id) => ideas.get(&IdeaId(id)).map(|idea| Target::Idea(idea.0)),
    })
}

#[cfg(test)]
mod tests;
