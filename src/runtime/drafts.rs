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
use crate::model::{About, IdeaId, Moment, Phrase, Thought};
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
        if kept.as_ref().is_some_and(|kept| kept.holds(&text, written)) {
            drafts::settle(&of_name);
            continue;
        }
        let name = kept.as_ref().map_or(name, |kept| kept.name.clone());
        let is_draft = of_name.iter().all(|left| left.path == drafts::path(data_dir, &name));
        if !is_draft && drafts::keep(data_dir, &name, &text).is_ok() {
            drafts::settle(&of_name);
        }
        let stale = kept.as_ref().is_some_and(|kept| kept.is_later(written));
        unkept.push(Unkept { name, text, was: kept.map(|kept| kept.text), stale });
    }
    // The middle takes the last one for the latest.
    unkept.reverse();
    unkept
}

/// Whether what was left is what the store has.
pub fn is_kept(store: &Store, left: &Left) -> bool {
    let kept = kept(store, &left.name, Lang::En);
    kept.is_ok_and(|kept| kept.is_some_and(|kept| kept.holds(&left.text, left.written)))
}

/// What the store has under a draft's name.
struct Kept {
    /// The name that its draft has now.
    name: String,
    text: String,
    /// When it was written.
    at: Moment,
}

impl Kept {
    /// Whether it was written after a draft; within one second nobody can tell.
    fn is_later(&self, written: Moment) -> bool {
        self.at.timestamp() >= written.timestamp()
    }

    /// Whether nothing of a draft is lost without it: it says the same, of an idea in whatever
    /// language its headings are; or it is no later and all of it stands here, as when a program
    /// was killed before it could write the last words into the draft.
    fn holds(&self, text: &str, written: Moment) -> bool {
        let parts = |text: &str| match IdeaId::parse(&self.name) {
            Some(_) => {
                let thought = Thought::from_text(text, &all_headings());
                [thought.parts(), vec![thought.status.name().to_owned()]].concat()
            }
            None => vec![text.to_owned()],
        };
        let is_later = self.is_later(written);
        parts(&self.text).iter().zip(parts(text)).all(|(kept, draft)| {
            let (kept, draft) = (kept.trim(), draft.trim());
            kept == draft || is_later && kept.contains(draft)
        })
    }
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
                        let _ = report.send(Event::Failed(Phrase::plain(why)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Idea;

    fn noon() -> Moment {
        "2026-03-05T12:00:00Z".parse().expect("a moment")
    }

    /// Leaves a draft that was written so many seconds after noon.
    fn leave(at: &Path, name: &str, text: &str, seconds: i64) {
        let path = drafts::keep(at, name, text).expect("kept");
        let when = noon() + chrono::Duration::seconds(seconds);
        let file = std::fs::File::options().write(true).open(path).expect("the draft");
        file.set_modified(when.into()).expect("another moment");
    }

    #[test]
    fn a_draft_is_offered_beside_what_is_later_and_not_at_all_where_that_holds_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let (at, about) = (folder.path(), |day: &str| About::parse(day).expect("a day"));
        let mut store = Store::open(at).expect("a store");
        for day in ["day-2026-03-01", "day-2026-03-02", "day-2026-03-03", "day-2026-03-04"] {
            store.set_note(about(day), "kept words", noon()).expect("kept");
        }
        leave(at, "day-2026-03-01", "kept words and more", 5);
        leave(at, "day-2026-03-02", "older words", -5);
        leave(at, "day-2026-03-03", "kept wor", 0);
        leave(at, "day-2026-03-04", "kept wor", 5);
        let mut left = left(&store, at, Lang::En);
        left.sort_by(|one, other| one.name.cmp(&other.name));
        let offered: Vec<(&str, &str, bool)> =
            left.iter().map(|left| (&left.name[12..], left.text.as_str(), left.stale)).collect();
        assert_eq!(
            offered,
            [
                ("01", "kept words and more", false),
                ("02", "older words", true),
                // Whoever went on after it was kept may have meant to take words away.
                ("04", "kept wor", false)
            ]
        );
        assert!(!drafts::path(at, "day-2026-03-03").exists());
    }

    #[test]
    fn the_draft_of_an_idea_that_was_kept_at_the_last_moment_is_that_ideas() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        let mut store = Store::open(at).expect("a store");
        let thought = Thought { title: "Small".into(), ..Thought::default() };
        let idea = Idea::begun(77, thought.clone(), Vec::new(), false, noon());
        store.change_idea(None, Some(&idea), noon()).expect("kept");
        leave(at, "idea-new-77", &thought.to_text(&headings(Lang::Ko)), 5);
        assert!(left(&store, at, Lang::En).is_empty(), "it says the same");
        leave(at, "idea-new-77", "# Smaller", 5);
        assert_eq!(left(&store, at, Lang::En)[0].name, "idea-1");
        assert!(drafts::path(at, "idea-1").exists() && !drafts::path(at, "idea-new-77").exists());
    }

    #[test]
    fn what_an_editor_left_becomes_a_draft() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        let store = Store::open(at).expect("a store");
        leave(at, "item-1", "typed here", 0);
        std::fs::write(drafts::folder(at).join("item-1.editing.md"), "typed there\n")
            .expect("written");
        let text = "typed there\n\n---\n\ntyped here";
        assert_eq!(left(&store, at, Lang::En)[0].text, text);
        let files = drafts::all(at);
        assert_eq!((files.len(), files[0].text.as_str()), (1, text));
    }
}
