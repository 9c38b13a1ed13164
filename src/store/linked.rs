//! Items that the reader's own texts lead to: `[[item:17|…]]` in a note, in what it said before,
//! or in an idea.

use rusqlite::Connection;

use super::StoreError;
use crate::text::links;

/// Notes what items are linked from a text in the temporary table `linked`, for as long as the
/// connection is. Texts are few, and asked only when items may be let go or are written out: so
/// no table has to follow every change. Those of what was deleted count where that matters: it can
/// be restored for as long as its row is there.
pub(super) fn note(connection: &Connection, with_deleted: bool) -> Result<(), StoreError> {
    connection.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS linked (item INTEGER PRIMARY KEY);
         DELETE FROM linked",
    )?;
    let mut add = connection.prepare_cached("INSERT OR IGNORE INTO linked VALUES (?)")?;
    // Sections are JSON, in which a link stands as it is.
    let mut texts = connection.prepare_cached(
        "SELECT text FROM notes WHERE instr(text, '[[item:') AND (deleted IS NULL OR ?1)
         UNION ALL SELECT v.text FROM note_versions v JOIN notes n ON n.no = v.note
             WHERE instr(v.text, '[[item:') AND (n.deleted IS NULL OR ?1)
         UNION ALL SELECT preface || sections FROM ideas
             WHERE (instr(preface, '[[item:') OR instr(sections, '[[item:'))
                 AND (deleted IS NULL OR ?1)",
    )?;
    let mut rows = texts.query([with_deleted])?;
    while let Some(row) = rows.next()? {
        for id in links::items(row.get_ref(0)?.as_str().unwrap_or_default()) {
            add.execute([id])?;
        }
    }
    Ok(())
}
