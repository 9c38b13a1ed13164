//! A change of what is kept, as every face makes it: the reader, the commands, `--plain`, the vault and
//! assistants.

use crate::model::change::{Change, Mark, Standing};
use crate::model::{About, Idea, ItemId, Moment};
use crate::store::{Store, StoreError};

/// Keeps a change in the store. What is watched and muted stands in the config file, which is none of
/// the store's: who has that file keeps such a change there.
///
/// # Errors
/// [`StoreError::Stale`] where what is to be changed was changed meanwhile; where the store cannot be
/// written, or knows nothing of what is to be changed.
pub fn apply(store: &mut Store, change: &Change, now: Moment) -> Result<(), StoreError> {
    match change {
        Change::Mark { mark: Mark::Read, ids, to } => store.set_read(ids, *to),
        Change::Mark { mark: Mark::Star, ids, to } => store.set_starred(ids, *to, now),
        Change::Note { about, was, to } => {
            store.change_note(*about, was.as_deref(), to.as_deref().unwrap_or_default(), now)
        }
        Change::Idea { was, to } => store.change_idea(was.as_deref(), to.as_deref(), now),
        Change::Listed(standings) => {
            let one = |Standing { id, was, to }: &Standing| (*id, was.clone(), to.clone());
            let changes: Vec<_> = standings.iter().map(one).collect();
            store.change_listed(&changes, now)
        }
        Change::Swap(one, other) => store.swap_places(*one, *other),
        Change::Enable { source, to } => store.enable_source(source, *to),
        Change::Move { id, to, .. } => store.move_items(&[*id], *to),
        Change::Rule { rule, to: true } => store.put_pane_rule(rule),
        Change::Rule { rule, to: false } => store.drop_pane_rule(&rule.of).map(drop),
        Change::Lens { .. } => Ok(()),
    }
}

/// Gives items a mark, or takes it from them, all or none.
///
/// # Errors
/// As [`apply`].
pub fn mark(
    store: &mut Store,
    mark: Mark,
    ids: Vec<ItemId>,
    to: bool,
    now: Moment,
) -> Result<(), StoreError> {
    apply(store, &Change::Mark { mark, ids, to }, now)
}

/// Changes an idea from what was seen of it: begins it where that is nothing, deletes it where nothing
/// is to stand there.
///
/// # Errors
/// As [`apply`].
pub fn change_idea(
    store: &mut Store,
    was: Option<&Idea>,
    to: Option<&Idea>,
    now: Moment,
) -> Result<(), StoreError> {
    let boxed = |idea: Option<&Idea>| idea.cloned().map(Box::new);
    apply(store, &Change::Idea { was: boxed(was), to: boxed(to) }, now)
}

/// Changes a note from what was seen of it; an empty text deletes it.
///
/// # Errors
/// As [`apply`].
pub fn change_note(
    store: &mut Store,
    about: About,
    was: Option<&str>,
    text: &str,
    now: Moment,
) -> Result<(), StoreError> {
    let (was, to) = (was.map(str::to_owned), Some(text.to_owned()));
    apply(store, &Change::Note { about, was, to }, now)
}

/// Writes a note whatever it said, which goes into its history.
///
/// # Errors
/// As [`apply`].
pub fn write_note(
    store: &mut Store,
    about: About,
    text: &str,
    now: Moment,
) -> Result<(), StoreError> {
    loop {
        let was = store.note(about)?.map(|note| note.text);
        match change_note(store, about, was.as_deref(), text, now) {
            // Another program was faster: what it wrote is what is replaced.
            Err(StoreError::Stale { .. }) => {}
            kept => return kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Thought};

    fn now() -> Moment {
        "2026-03-05T12:00:00Z".parse().expect("a moment")
    }

    /// What a change made is gone after the change that takes it back.
    #[test]
    fn a_change_and_its_inverse_leave_the_store_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(folder.path()).expect("a store");
        let about = About::Day(Day::from_ymd_opt(2026, 3, 5).expect("a day"));
        let thought = Thought { title: "Warm lamps".into(), ..Thought::default() };
        let idea = Idea::begun(7, thought, Vec::new(), false, now());
        let changes = [
            Change::Note { about, was: None, to: Some("Quiet.".into()) },
            Change::Idea { was: None, to: Some(Box::new(idea)) },
        ];
        let seen = |store: &Store| {
            let note = store.note(about).expect("read").map(|note| note.text);
            let ideas = store.ideas(false).expect("read");
            (note, ideas)
        };
        for change in changes {
            let before = seen(&store);
            apply(&mut store, &change, now()).expect("kept");
            assert_ne!(seen(&store), before, "{change:?}");
            apply(&mut store, &change.clone().inverse(), now()).expect("kept");
            assert_eq!(seen(&store), before, "{change:?}");
        }
    }

    #[test]
    fn a_mark_on_what_is_not_there_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(folder.path()).expect("a store");
        for kind in [Mark::Read, Mark::Star] {
            let refused = mark(&mut store, kind, vec![ItemId(7)], true, now());
            assert!(matches!(refused, Err(StoreError::NoItem(_))), "{refused:?}");
        }
    }
}
