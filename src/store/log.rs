//! The log of changes: what was changed, when, where and in which way.

use rusqlite::params;
use serde::Serialize;

use super::json::to_json;
use super::{Changing, Store, StoreError};
use crate::model::change::{Change, Face, Way};
use crate::model::{IdeaId, Moment};

/// Changes that are kept.
const ROWS: i64 = 1000;

/// A change that takes more bytes leaves only its kind behind: a long text that is written over and over
/// would fill the log, and is in the history of its note.
const LONGEST: usize = 256 * 1024;

/// So many bytes of the log are read at most.
const READ: usize = 4 * 1024 * 1024;

/// What stands for a change that was too long.
#[derive(Serialize)]
struct LeftOut {
    left_out: usize,
}

impl Changing<'_> {
    /// Writes a change into the log, and lets the oldest ones go.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn log(
        &self,
        change: &Change,
        (face, way): (Face, Way),
        now: Moment,
    ) -> Result<(), StoreError> {
        let mut text = to_json(change);
        if text.len() > LONGEST {
            text = to_json(&LeftOut { left_out: text.len() });
        }
        self.connection
            .prepare_cached("INSERT INTO changes (at, face, way, change) VALUES (?, ?, ?, ?)")?
            .execute(params![now.timestamp(), face.name(), way.name(), text])?;
        self.connection
            .prepare_cached("DELETE FROM changes WHERE no <= ?")?
            .execute([self.connection.last_insert_rowid() - ROWS])?;
        Ok(())
    }
}

impl Store {
    /// The changes that were made on a face and the way of each, oldest first. What this program cannot
    /// read is passed over. An idea that was begun stands under its number.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn logged(&self, face: Face) -> Result<Vec<(Way, Change)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT way, change FROM changes WHERE face = ? ORDER BY no DESC")?;
        let mut rows = statement.query([face.name()])?;
        let (mut read, mut logged) = (0, Vec::new());
        while let Some(row) = rows.next()? {
            let (way, text): (String, String) = (row.get(0)?, row.get(1)?);
            read += text.len();
            if read > READ {
                break;
            }
            let change = serde_json::from_str::<Change>(&text).ok();
            logged.extend(Way::from_name(&way).zip(change));
        }
        logged.reverse();
        for (_, change) in &mut logged {
            self.number(change)?;
        }
        Ok(logged)
    }

    /// Gives an idea its number, which is known in the change that began it by its key alone.
    fn number(&self, change: &mut Change) -> Result<(), StoreError> {
        let Change::Idea { was, to } = change else { return Ok(()) };
        for idea in [was, to].into_iter().flatten().filter(|idea| idea.id.key().is_some()) {
            idea.id = self.number_of(idea.id)?.unwrap_or(idea.id);
        }
        Ok(())
    }

    fn number_of(&self, id: IdeaId) -> Result<Option<IdeaId>, StoreError> {
        match self.idea(id) {
            Ok(idea) => Ok(Some(idea.id)),
            Err(StoreError::NoIdea(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{noon, open};
    use super::*;
    use crate::model::change::Mark;
    use crate::model::{About, Day, ItemId, Pane, RuleChange, RuleFor};

    fn star(id: i64) -> Change {
        Change::Mark { mark: Mark::Star, ids: vec![ItemId(id)], to: true }
    }

    #[test]
    fn the_log_keeps_the_last_changes_and_of_a_very_long_one_that_it_was() {
        let (_folder, mut store) = open();
        let day = About::Day(Day::from_ymd_opt(2026, 3, 5).expect("a day"));
        let to = Some("long ".repeat(LONGEST / 4));
        let long = Change::Note { about: day, was: None, to };
        let by = (Face::Reader, Way::Did);
        store
            .changing(|changing| {
                changing.log(&long, by, noon())?;
                (0..ROWS + 5).try_for_each(|id| changing.log(&star(id), by, noon()))?;
                changing.log(&star(7), (Face::Shell, Way::Did), noon())
            })
            .expect("kept");
        let logged = store.logged(Face::Reader).expect("read");
        assert_eq!(logged.len() as i64, ROWS - 1, "one is the shell's");
        assert_eq!(logged.last(), Some(&(Way::Did, star(ROWS + 4))));
        assert_eq!(store.logged(Face::Shell).expect("read"), [(Way::Did, star(7))]);
        store.changing(|changing| changing.log(&long, by, noon())).expect("kept");
        let bytes: i64 = store
            .connection
            .query_row("SELECT max(length(change)) FROM changes", [], |row| row.get(0))
            .expect("read");
        assert!(bytes < 200, "{bytes}");
        assert_eq!(store.logged(Face::Reader).expect("read").len() as i64, ROWS - 2);
    }

    /// The form in which changes lie in stores, which later programs read.
    #[test]
    fn changes_are_read_as_they_lie_in_a_store_and_unknown_kinds_are_passed_over() {
        let (_folder, store) = open();
        let kept = [
            r#"{"Mark":{"mark":"Star","ids":[3,4],"to":true}}"#,
            r#"{"Note":{"about":{"Day":"2026-03-05"},"was":null,"to":"Quiet."}}"#,
            r#"{"Listed":[{"id":3,"was":null,"to":{"state":"to-read","tags":["x"],"due":"2026-W10"}}]}"#,
            r#"{"Swap":[3,4]}"#,
            r#"{"Enable":{"source":"wire","to":false}}"#,
            r#"{"Move":{"id":3,"was":"research","to":"trends"}}"#,
            r#"{"Rule":{"of":{"Term":"tide"},"was":null,"to":"trends"}}"#,
            r#"{"Lens":{"lens":{"Watch":{"name":"a","terms":["b"]}},"to":true}}"#,
            r#"{"Lens":{"lens":{"Mute":{"Source":"wire"}},"to":true}}"#,
            r#"{"Idea":{"was":null,"to":{"id":2,"thought":{"title":"T","status":"spark","tags":[],"preface":"","sections":{}},"links":[{"item":3,"why":"w"}],"template":false,"created":"2026-03-05T12:00:00Z","touched":"2026-03-05T12:00:00Z","deleted":null}}}"#,
        ];
        let insert = "INSERT INTO changes (at, face, way, change) VALUES (0, 'reader', ?, ?)";
        let put = |way: &str, text: &str| store.connection.execute(insert, [way, text]);
        for text in kept {
            put("did", text).expect("put");
        }
        put("did", r#"{"Later":{"a":1}}"#).expect("put");
        put("later", kept[0]).expect("put");
        put("did", "{").expect("put");
        let logged = store.logged(Face::Reader).expect("read");
        let written: Vec<String> = logged.iter().map(|(_, change)| to_json(change)).collect();
        assert_eq!(written, kept);
        // Version 0.2 said of a rule whether it was made or forgotten.
        let before = |to: bool| {
            let rule = r#"{"of":{"Term":"tide"},"pane":"trends"}"#;
            let text = format!(r#"{{"Rule":{{"rule":{rule},"to":{to}}}}}"#);
            serde_json::from_str::<Change>(&text).expect("known")
        };
        let of = || RuleFor::Term("tide".into());
        let pane = Some(Pane::Trends);
        let made = RuleChange { of: of(), was: None, to: pane };
        assert_eq!(before(true), Change::Rule(made.clone()));
        assert_eq!(before(false), Change::Rule(made.inverse()));
    }
}
