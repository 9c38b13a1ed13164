//! What was left of the last time, and the keeper of drafts: it writes what was typed beside the store, on a thread of its own, so that no
//! key waits for the disk. Of many keys in a row only what stands last is written.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

use tokio::sync::mpsc::UnboundedSender;

use crate::app::event::Event;
use crate::app::note::Unkept;
use crate::drafts;
use crate::drafts::Left;
use crate::lang::{Lang, all_headings, headings};
use crate::model::{About, IdeaId, Moment, Thought};
use crate::store::{Store, StoreError};

/// What was typed and left, for the reader to offer again. What the store says already needs no
/// draft; what an editor left becomes one.
pub(super) fn left(store: &Store, data_dir: &Path, lang: Lang) -> Vec<Unkept> {
    let mut all = drafts::all(data_dir);
    let mut unkept = Vec::new();
    while let Some(Left { name, written, .. }) = all.first().cloned() {
        let (of_name, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|l| l.name == name);
        all = others;
        let text = drafts::joined(&of_name, "");
        // Where the store cannot be asked it is offered all the same.
        let kept = kept(store, &name, lang).unwrap_or_default();
        let says_same = |kept: &Kept| match IdeaId::parse(&name) {
            Some(_) => {
                let thought = |text: &str| Thought::from_text(text, &all_headings());
                thought(&kept.text) == thought(&text)
            }
            None => kept.text.trim() == text.trim(),
        };
        if kept.as_ref().is_some_and(says_same) {
            drafts::settle(&of_name);
            continue;
        }
        let name = kept.as_ref().map_or(name, |kept| kept.name.clone());
        let is_draft = of_name.iter().all(|left| left.path == drafts::path(data_dir, &name));
        if !is_draft && drafts::keep(data_dir, &name, &text).is_ok() {
            drafts::settle(&of_name);
        }
        let stale = kept.as_ref().is_some_and(|kept| kept.at > written);
        unkept.push(Unkept { name, text, was: kept.map(|kept| kept.text), stale });
    }
    // The middle takes the last one for the latest.
    unkept.reverse();
    unkept
}

/// What the store has under a draft's name.
struct Kept {
    /// The name that its draft has now.
    name: String,
    text: String,
    /// When it was written.
    at: Moment,
}

fn kept(store: &Store, name: &str, lang: Lang) -> Result<Option<Kept>, StoreError> {
    if let Some(about) = About::parse(name) {
        let note = store.note(about)?;
        return Ok(note.map(|note| Kept { name: name.into(), text: note.text, at: note.updated }));
    }
    let Some(id) = IdeaId::parse(name) else { return Ok(None) };
    match store.idea(id) {
        Ok(idea) if idea.deleted.is_none() => {
            let text = idea.thought.to_text(&headings(lang));
            Ok(Some(Kept { name: idea.id.to_string(), text, at: idea.touched }))
        }
        Ok(_) | Err(StoreError::NoIdea(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The thread; dropping it writes what waits, then ends.
pub(super) struct Drafts {
    tell: Option<Sender<(String, Option<String>)>>,
    thread: Option<JoinHandle<()>>,
}

impl Drafts {
    /// Starts the thread.
    pub(super) fn start(
        data_dir: PathBuf,
        report: UnboundedSender<Event>,
    ) -> std::io::Result<Drafts> {
        let (tell, told) = mpsc::channel::<(String, Option<String>)>();
        let thread = std::thread::Builder::new().name("drafts".into()).spawn(move || {
            while let Ok(first) = told.recv() {
                let mut waiting = vec![first];
                for (name, text) in told.try_iter() {
                    waiting.retain(|(known, _)| *known != name);
                    waiting.push((name, text));
                }
                for (name, text) in waiting {
                    let done = match text {
                        Some(text) => drafts::keep(&data_dir, &name, &text)
                            .map(|_| ())
                            .map_err(|error| error.to_string()),
                        None => drafts::drop(&data_dir, &name).map_err(|error| error.to_string()),
                    };
                    if let Err(why) = done {
                        // Nobody listens once the reader is closed.
                        let _ = report.send(Event::Failed(why));
                    }
                }
            }
        })?;
        Ok(Drafts { tell: Some(tell), thread: Some(thread) })
    }

    /// Has a draft written, or removed where there is no text.
    pub(super) fn put(&self, name: String, text: Option<String>) {
        if let Some(tell) = &self.tell {
            // The thread ends only with this value.
            let _ = tell.send((name, text));
        }
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        drop(self.tell.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
