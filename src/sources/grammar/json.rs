//! Fields of JSON answers.

use serde_json::Value;

use crate::model::{Answer, Fact, Phrase};
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
        return Err(ReadError::Foreign { found: Fact::phrase("failed.what.page"), expected });
    }
    let value = value(text)
        .map_err(|error| ReadError::Malformed { expected, reason: error.to_string() })?;
    match complaint(&value) {
        Some(message) => Err(ReadError::Refused(clean::line(&message, 200))),
        None => Ok(value),
    }
}

/// That an answer is JSON and lacks the key under which all would stand.
pub fn json_without(key: &str) -> Fact {
    Fact::Phrase(Phrase::new("failed.what.json_without", &[&key]))
}

/// What a server says instead of an answer: in a word, in an object, or in a list of them.
fn complaint(value: &Value) -> Option<String> {
    let said = |of: &Value| {
        let keys = ["error", "ERROR", "message", "detail"];
        keys.iter().find_map(|key| word(of, key).or_else(|| word(of.get(key)?, "message")))
    };
    let listed = |key: &str| said(value.get(key)?.as_array()?.first()?);
    said(value).or_else(|| listed("errors")).or_else(|| listed("message"))
}

/// The first value of a text, whatever follows it. What a strict reader refuses and others pass
/// over is mended: half an emoji, a line break inside of a string, a comma before an end.
///
/// # Errors
/// If it is no JSON for all that.
pub fn value(text: &str) -> Result<Value, serde_json::Error> {
    let first = |text: &str| {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        values.next().unwrap_or(Ok(Value::Null))
    };
    first(text).or_else(|error| first(&mended(text)).map_err(|_| error))
}

/// The text with its strings as the grammar has them (RFC 8259, 7), and without trailing commas.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '"' => {
                in_string = !in_string;
                out.push('"');
            }
            '\\' if in_string => length = push_escape(&mut out, rest),
            '\0'..='\u{1f}' if in_string => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            ',' if !in_string && rest[1..].trim_start().starts_with([']', '}']) => {}
            // Numbers that are none, as Python and JavaScript write them.
            'N' | 'I' | 'u' if !in_string => {
                let none = ["NaN", "Infinity", "undefined"];
                match none.iter().find(|word| rest.starts_with(**word)) {
                    Some(word) => {
                        if out.ends_with('-') {
                            out.pop();
                        }
                        out.push_str("null");
                        length = word.len();
                    }
                    None => out.push(c),
                }
            }
            other => out.push(other),
        }
        rest = &rest[length..];
    }
    out
}

/// Writes the escape that a text begins with, and tells how many bytes it takes. One that means
/// nothing stands for what follows its backslash.
fn push_escape(out: &mut String, text: &str) -> usize {
    let unit = |at: usize| {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    match (text.as_bytes().get(1), unit(0), unit(6)) {
        (_, Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => {
            out.push_str(&text[..12]);
            12
        }
        (_, Some(0xd800..=0xdfff), _) => {
            out.push_str("\\ufffd");
            6
        }
        (_, Some(_), _) => {
            out.push_str(&text[..6]);
            6
        }
        (Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't'), ..) => {
            out.push_str(&text[..2]);
            2
        }
        _ => 1,
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
    match value.get(key) {
        Some(Value::Array(list)) => Ok(list),
        // Nothing is written in place of a list without anything.
        Some(Value::Null) => Ok(&[]),
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_)) | None => {
            Err(ReadError::Foreign { found: json_without(key), expected })
        }
    }
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

/// All texts of the list under a key, or the one that stands there by itself.
pub fn words(value: &Value, key: &str) -> Vec<String> {
    match value.get(key) {
        Some(Value::Array(several)) => several.iter().filter_map(as_word).collect(),
        other => other.and_then(as_word).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_pass_over_is_mended() {
        for (text, read) in [
            (r#"{"a":"cut \ud83d"}"#, "cut \u{fffd}"),
            (r#"{"a":"\udc00 cut"}"#, "\u{fffd} cut"),
            (r#"{"a":"\ud83d\ude00 \ud83d\n"}"#, "😀 \u{fffd}\n"),
            ("{\"a\":\"two\nlines\"}", "two\nlines"),
            (r#"{"a":"it\'s",}"#, "it's"),
            (r#"{"a":"x, ]"} junk"#, "x, ]"),
            (r#"{"b":NaN,"c":-Infinity,"d":undefined,"a":"NaN"}"#, "NaN"),
        ] {
            let value = value(text).expect("JSON");
            assert_eq!(word(&value, "a").as_deref(), Some(read), "{text}");
        }
        assert!(value("{\"a\":").is_err() && value("{'a'}").is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in r#"["\\u0-9a-fdD,{}\[\]:é가\x00-\x1f ]{0,40}"#) {
            let _ = value(&text);
        }
    }
}
