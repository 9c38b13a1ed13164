//! Fields of JSON answers.

use serde_json::Value;

use crate::model::Answer;
use crate::sources::ReadError;
use crate::text::clean;

use super::charset;

/// The answer as JSON. An object that says nothing but an error is one.
///
/// # Errors
/// If it is empty, no JSON, or the server's own error.
pub fn parse(answer: &Answer, expected: &'static str) -> Result<Value, ReadError> {
    let text = charset::decode(&answer.body, answer.content_type.as_deref());
    let text = text.trim();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    if text.starts_with('<') {
        return Err(ReadError::Foreign { found: "@failed.what.page".to_owned(), expected });
    }
    let value: Value = serde_json::from_str(text)
        .map_err(|error| ReadError::Malformed { expected, reason: error.to_string() })?;
    match ["error", "ERROR", "message", "detail"].iter().find_map(|key| word(&value, key)) {
        Some(message) => Err(ReadError::Refused(clean::line(&message, 200))),
        None => Ok(value),
    }
}

/// The list under a key.
///
/// # Errors
/// If there is none: the answer is something else than was asked for.
pub fn list<'v>(
    value: &'v Value,
    key: &str,
    expected: &'static str,
) -> Result<&'v [Value], ReadError> {
    value
        .get(key)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .ok_or_else(|| ReadError::Foreign { found: format!("JSON without {key:?}"), expected })
}

/// A text or number under a key, as text; `None` for one that is empty.
pub fn word(value: &Value, key: &str) -> Option<String> {
    as_word(value.get(key)?)
}

/// A text or number as text; `None` for one that is empty and for anything else.
pub fn as_word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// All texts of the list under a key.
pub fn words(value: &Value, key: &str) -> Vec<String> {
    value.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(as_word).collect()
}
