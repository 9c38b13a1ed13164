//! Lists and small records in one column.

use rusqlite::types::{FromSql, FromSqlResult, ValueRef};
use serde::Serialize;

use crate::model::{Amount, Facts, Move, MoveStatus, Noise};

/// Values made by serde from strings, numbers and lists always become JSON.
pub(super) fn to_json(value: &impl Serialize) -> String {
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

/// Facts as they are stored: without what is absent; none where nothing is known.
pub(super) fn facts_json(facts: &Facts) -> Option<String> {
    #[derive(Serialize)]
    struct Said<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        actor: &'a Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        object: &'a Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        kind: Option<Move>,
        #[serde(skip_serializing_if = "is_done")]
        status: MoveStatus,
        #[serde(skip_serializing_if = "Option::is_none")]
        amount: Option<Amount>,
        #[serde(skip_serializing_if = "Option::is_none")]
        valuation: Option<Amount>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        names: &'a [String],
        #[serde(skip_serializing_if = "Option::is_none")]
        noise: Option<Noise>,
    }
    let Facts { actor, object, kind, status, amount, valuation, names, noise } = facts;
    let (kind, status, noise) = (*kind, *status, *noise);
    let (amount, valuation) = (*amount, *valuation);
    let said = Said { actor, object, kind, status, amount, valuation, names, noise };
    (!facts.is_empty()).then(|| to_json(&said))
}

/// Whether a move is told as most are, which need not be stored.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_done(status: &MoveStatus) -> bool {
    *status == MoveStatus::Done
}

/// Stands for a blank within a key: keys are stored between blanks.
const BLANK: char = '\u{a0}';

/// Keys that are stored between blanks.
pub(super) fn keys(stored: Option<String>) -> Vec<String> {
    split_keys(&stored.unwrap_or_default())
}

/// Likewise, where nothing stored is an empty text.
pub(super) fn split_keys(stored: &str) -> Vec<String> {
    stored.split(' ').filter(|key| !key.is_empty()).map(|key| key.replace(BLANK, " ")).collect()
}

/// Keys as they are stored; none where there are none.
pub(super) fn stored_keys(keys: &[String]) -> Option<String> {
    (!keys.is_empty()).then(|| joined_keys(keys))
}

/// Keys as they are stored; an empty text where there are none.
pub(super) fn joined_keys(keys: &[String]) -> String {
    keys.iter().map(|key| stored_key(key)).collect::<Vec<_>>().join(" ")
}

/// A key as it is stored among others.
pub(super) fn stored_key(key: &str) -> String {
    key.split_whitespace().collect::<Vec<_>>().join(&BLANK.to_string())
}
