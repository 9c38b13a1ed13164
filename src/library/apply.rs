//! A change of what is kept, as every face makes it: the reader, the commands, `--plain`, the vault and
//! assistants.

use super::standing;
use crate::model::change::{Change, Face, Mark, Way};
use crate::model::{About, Idea, IdeaId, ItemId, Moment, Pane, PaneRule, RuleChange, RuleFor};
use crate::store::{Changing, Store, StoreError};

/// Keeps a change in the store, and in the same transaction its row in the log. What is watched and muted
/// stands in the config file, which is none of the store's: who has that file keeps such a change there
/// before.
///
/// One that takes another back, or makes it again, is kept only as far as what it changes still stands as
/// that one left it: what was changed elsewhere meanwhile stays.
///
/// # Errors
/// [`StoreError::Stale`] where what is to be changed was changed meanwhile; where the store cannot be
/// written, or knows nothing of what is to be changed.
pub fn apply(
    store: &mut Store,
    change: &Change,
    (face, way): (Face, Way),
    now: Moment,
) -> Result<(), StoreError> {
    store.changing(|changing| {
        match way {
            Way::Did | Way::Saw => make(changing, change, now)?,
            Way::Back | Way::Again => {
                let Some(left) = standing::left_of(changing, change)? else {
                    return Err(StoreError::Stale { says: String::new() });
                };
                make(changing, &left, now)?;
            }
        }
        changing.log(change, (face, way), now)
    })
}

fn make(changing: &Changing<'_>, change: &Change, now: Moment) -> Result<(), StoreError> {
    match change {
        Change::Mark { mark: Mark::Read, ids, to } => changing.set_read(ids, *to),
        Change::Mark { mark: Mark::Star, ids, to } => changing.set_starred(ids, *to, now),
        Change::Note { about, was, to } => {
            changing.change_note(*about, was.as_deref(), to.as_deref().unwrap_or_default(), now)
        }
        Change::Idea { was, to } => changing.change_idea(was.as_deref(), to.as_deref(), now),
        Change::Listed(standings) => changing.change_listed(standings, now),
        Change::Swap(one, other) => changing.swap_places(*one, *other),
        Change::Enable { source, to } => changing.enable_source(source, *to),
        Change::Move { id, to, .. } => changing.move_items(&[*id], *to),
        Change::Rule(RuleChange { of, to, .. }) => match to {
            Some(pane) => changing.put_pane_rule(&PaneRule { of: of.clone(), pane: *pane }),
            None => changing.drop_pane_rule(of).map(drop),
        },
        Change::Lens { .. } => Ok(()),
    }
}

/// Gives items a mark, or takes it from them, all or none.
///
/// # Errors
/// As [`apply`].
pub fn mark(
    store: &mut Store,
    change: (Mark, Vec<ItemId>, bool),
    face: Face,
    now: Moment,
) -> Result<(), StoreError> {
    let (mark, ids, to) = change;
    apply(store, &Change::Mark { mark, ids, to }, (face, Way::Did), now)
}

/// Changes an idea from what was seen of it: begins it where that is nothing, deletes it where nothing
/// is to stand there.
///
/// # Errors
/// As [`apply`].
pub fn change_idea(
    store: &mut Store,
    (was, to): (Option<&Idea>, Option<&Idea>),
    face: Face,
    now: Moment,
) -> Result<(), StoreError> {
    apply(store, &idea_changed(was, to), (face, Way::Did), now)
}

fn idea_changed(was: Option<&Idea>, to: Option<&Idea>) -> Change {
    let boxed = |idea: Option<&Idea>| idea.cloned().map(Box::new);
    Change::Idea { was: boxed(was), to: boxed(to) }
}

/// Writes an idea in the place of what it said, which goes among what was deleted as an idea of its own.
///
/// # Errors
/// As [`apply`].
pub fn rewrite_idea(
    store: &mut Store,
    (was, to): (&Idea, &Idea),
    face: Face,
    now: Moment,
) -> Result<(), StoreError> {
    store.changing(|changing| {
        changing.rewrite_idea(was, to, now)?;
        changing.log(&idea_changed(Some(was), Some(to)), (face, Way::Did), now)
    })
}

/// Changes a note from what was seen of it; an empty text deletes it.
///
/// # Errors
/// As [`apply`].
pub fn change_note(
    store: &mut Store,
    about: About,
    (was, text): (Option<&str>, &str),
    face: Face,
    now: Moment,
) -> Result<(), StoreError> {
    store.changing(|changing| write(changing, about, (was, text), face, now))
}

fn write(
    changing: &Changing<'_>,
    about: About,
    (was, text): (Option<&str>, &str),
    face: Face,
    now: Moment,
) -> Result<(), StoreError> {
    changing.change_note(about, was, text, now)?;
    let to = Some(text).filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let change = Change::Note { about, was: was.map(str::to_owned), to };
    changing.log(&change, (face, Way::Did), now)
}

/// Writes a note whatever it said, which goes into its history.
///
/// # Errors
/// As [`apply`].
pub fn write_note(
    store: &mut Store,
    about: About,
    text: &str,
    face: Face,
    now: Moment,
) -> Result<(), StoreError> {
    store.changing(|changing| {
        let was = changing.note(about)?;
        write(changing, about, (was.as_deref(), text), face, now)
    })
}

/// Restores a note that was deleted; whether there was one.
///
/// # Errors
/// As [`apply`].
pub fn restore_note(
    store: &mut Store,
    about: About,
    face: Face,
    now: Moment,
) -> Result<bool, StoreError> {
    store.changing(|changing| {
        let Some(text) = changing.restore_note(about)? else { return Ok(false) };
        let change = Change::Note { about, was: None, to: Some(text) };
        changing.log(&change, (face, Way::Did), now)?;
        Ok(true)
    })
}

/// Deletes an idea, which can be restored for a while, or restores it; nothing where it is so already.
///
/// # Errors
/// As [`apply`]; [`StoreError::NoIdea`] where there is none of that number.
pub fn delete_idea(
    store: &mut Store,
    (id, delete): (IdeaId, bool),
    face: Face,
    now: Moment,
) -> Result<(), StoreError> {
    let idea = store.idea(id)?;
    if idea.deleted.is_some() == delete {
        return Ok(());
    }
    let change =
        if delete { idea_changed(Some(&idea), None) } else { idea_changed(None, Some(&idea)) };
    store.changing(|changing| {
        changing.delete_idea(id, delete.then_some(now))?;
        changing.log(&change, (face, Way::Did), now)
    })
}

/// Puts a text into a note's history, where the note says another. What it says stays, so the log says
/// nothing of it.
///
/// # Errors
/// Where the store cannot be written.
pub fn remember_version(
    store: &mut Store,
    about: About,
    (text, written): (&str, Moment),
) -> Result<(), StoreError> {
    store.remember_version(about, text, written)
}

/// Puts items of the reading list before another one, or last where there is none, all or none of them.
/// The log says nothing of it: where they stood before is not known.
///
/// # Errors
/// [`StoreError::NotListed`] where one of them does not stand there.
pub fn place_before(
    store: &mut Store,
    ids: &[ItemId],
    other: Option<ItemId>,
) -> Result<(), StoreError> {
    store.changing(|changing| ids.iter().try_for_each(|id| changing.place_before(*id, other)))
}

/// Puts items into a pane, for good, and all that these rules are for from now on, all or none.
///
/// # Errors
/// As [`apply`]; [`StoreError::NoItem`] and [`StoreError::NoSource`] where there is none.
pub fn put_into(
    store: &mut Store,
    (ids, pane): (&[ItemId], Pane),
    of: Vec<RuleFor>,
    face: Face,
    now: Moment,
) -> Result<(), StoreError> {
    store.changing(|changing| {
        let mut changes = Vec::new();
        for id in ids {
            let was = changing.pane_of(*id)?.ok_or(StoreError::NoItem(id.0))?;
            changes.push(Change::Move { id: *id, was, to: pane });
        }
        for of in of {
            let was = changing.pane_by_rule(&of)?;
            changes.push(Change::Rule(RuleChange { of, was, to: Some(pane) }));
        }
        for change in changes {
            make(changing, &change, now)?;
            changing.log(&change, (face, Way::Did), now)?;
        }
        Ok(())
    })
}

/// Forgets a rule; whether there was one.
///
/// # Errors
/// As [`apply`].
pub fn forget_rule(
    store: &mut Store,
    of: &RuleFor,
    face: Face,
    now: Moment,
) -> Result<bool, StoreError> {
    store.changing(|changing| {
        let was = changing.pane_by_rule(of)?;
        if was.is_none() {
            return Ok(false);
        }
        let change = Change::Rule(RuleChange { of: of.clone(), was, to: None });
        make(changing, &change, now)?;
        changing.log(&change, (face, Way::Did), now)?;
        Ok(true)
    })
}

#[cfg(test)]
mod tests;
