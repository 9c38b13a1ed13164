//! Lists and small records in one column.

use rusqlite::types::{FromSql, FromSqlResult, ValueRef};

/// Values made by serde from strings, numbers and lists always become JSON.
pub(super) fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A column that holds JSON. What is absent, or no longer readable in a damaged row, is empty
/// rather than an error for the whole item.
pub(super) struct Json<T>(pub(super) T);

impl<T: serde::de::DeserializeOwned + Default> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str_or_null()?.unwrap_or_default();
        Ok(Json(serde_json::from_str(text).unwrap_or_default()))
    }
}
