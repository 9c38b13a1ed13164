//! What SQL asks about authors: whether one of them has something in the name.

use std::borrow::Cow;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::StoreError;
use crate::text::tokens::folded_name;

/// Teaches a connection `is_by(authors, name)`: whether one of the authors, a list as JSON, has a
/// folded name as a part of the name.
pub(super) fn teach(connection: &Connection) -> Result<(), StoreError> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("is_by", 2, flags, |context| {
        let text = |at: usize| context.get_raw(at).as_str_or_null();
        let (authors, name) = (text(0)?.unwrap_or_default(), text(1)?.unwrap_or_default());
        Ok(is_by(authors, name))
    })?;
    Ok(())
}

fn is_by(authors: &str, name: &str) -> bool {
    // A damaged row has no authors.
    let authors: Vec<Cow<'_, str>> = serde_json::from_str(authors).unwrap_or_default();
    authors.iter().any(|author| folded_name(author).contains(name))
}
