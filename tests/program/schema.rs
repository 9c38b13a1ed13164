//! The JSON of a digest against `docs/edition.schema.json`, by a checker of our own for the part of
//! JSON Schema that our files use.

use serde_json::Value;

use super::documents::with_a_day;
use super::{jogan, printed};

/// What a value breaks of a schema: where, and what.
pub(super) fn breaks(schema: &Value, value: &Value, root: &Value, at: &str) -> Vec<String> {
    let rules = schema.as_object().expect("a schema is an object");
    let mut broken = Vec::new();
    for (rule, wanted) in rules {
        match rule.as_str() {
            "$schema" | "$id" | "title" | "$defs" => {}
            "$ref" => {
                let path = wanted.as_str().and_then(|path| path.strip_prefix('#')).expect("inside");
                let target = root.pointer(path).unwrap_or_else(|| panic!("no {path}"));
                broken.extend(breaks(target, value, root, at));
            }
            "anyOf" => {
                let all: Vec<Vec<String>> = wanted
                    .as_array()
                    .expect("a list")
                    .iter()
                    .map(|schema| breaks(schema, value, root, at))
                    .collect();
                if all.iter().all(|broken| !broken.is_empty()) {
                    broken.extend(all.concat());
                }
            }
            "enum" => {
                if !wanted.as_array().expect("a list").contains(value) {
                    broken.push(format!("{at}: {value} is none of {wanted}"));
                }
            }
            "type" => {
                let is = |name: &Value| is_a(name, value);
                if !wanted.as_array().map_or_else(|| is(wanted), |all| all.iter().any(is)) {
                    broken.push(format!("{at}: {value} is no {wanted}"));
                }
            }
            "required" => {
                let missing = wanted.as_array().expect("a list").iter().filter_map(Value::as_str);
                let missing = missing.filter(|key| value.is_object() && value.get(key).is_none());
                broken.extend(missing.map(|key| format!("{at}: no {key}")));
            }
            "properties" => {
                for (key, inner) in value.as_object().into_iter().flatten() {
                    if let Some(schema) = wanted.get(key) {
                        broken.extend(breaks(schema, inner, root, &format!("{at}.{key}")));
                    }
                }
            }
            "additionalProperties" => {
                let known = rules.get("properties").and_then(Value::as_object);
                let is_known = |key: &&String| known.is_some_and(|known| known.contains_key(*key));
                let others = value.as_object().into_iter().flatten();
                for (key, inner) in others.filter(|(key, _)| !is_known(key)) {
                    broken.extend(match wanted {
                        Value::Bool(false) => vec![format!("{at}: unknown key {key}")],
                        schema => breaks(schema, inner, root, &format!("{at}.{key}")),
                    });
                }
            }
            "items" => {
                for (n, inner) in value.as_array().into_iter().flatten().enumerate() {
                    broken.extend(breaks(wanted, inner, root, &format!("{at}[{n}]")));
                }
            }
            "minItems" | "maxItems" | "minLength" | "maxLength" | "minimum" => {
                if !is_within(rule, wanted, value) {
                    broken.push(format!("{at}: {value} against {rule} {wanted}"));
                }
            }
            "format" => {
                let fits = value.as_str().is_none_or(|text| match wanted.as_str() {
                    Some("date") => text.parse::<chrono::NaiveDate>().is_ok(),
                    Some("date-time") => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
                    other => panic!("the checker does not know the format {other:?}"),
                });
                if !fits {
                    broken.push(format!("{at}: {value} is no {wanted}"));
                }
            }
            "pattern" => {
                let fits = value.as_str().is_none_or(|text| fits(wanted.as_str().unwrap(), text));
                if !fits {
                    broken.push(format!("{at}: {value} against {wanted}"));
                }
            }
            other => panic!("the checker does not know `{other}`"),
        }
    }
    broken
}

/// Whether a value is of a type of JSON Schema.
fn is_a(name: &Value, value: &Value) -> bool {
    match name.as_str().expect("a type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    }
}

/// Whether what a rule measures of a value, if anything, is within its bound.
fn is_within(rule: &str, bound: &Value, value: &Value) -> bool {
    let bound = bound.as_f64().expect("a number");
    let measured = match (value, rule) {
        (Value::Array(list), "minItems" | "maxItems") => Some(list.len() as f64),
        (Value::String(text), "minLength" | "maxLength") => Some(text.chars().count() as f64),
        (Value::Number(number), "minimum") => number.as_f64(),
        _ => None,
    };
    measured.is_none_or(
        |measured| {
            if rule.starts_with("min") { measured >= bound } else { measured <= bound }
        },
    )
}

/// Whether a text fits one of the patterns that the schema uses.
fn fits(pattern: &str, text: &str) -> bool {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().is_ok() && text.len() == 10;
    match pattern {
        "^https?://" => text.starts_with("https://") || text.starts_with("http://"),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => day(text),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$" => {
            chrono::DateTime::parse_from_rfc3339(text).is_ok() && text.ends_with('Z')
        }
        other => panic!("the checker does not know the pattern {other}"),
    }
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../../docs/edition.schema.json")).expect("JSON")
}

#[test]
fn what_a_digest_prints_is_of_the_form_that_is_documented() {
    let (folder, schema) = (with_a_day(), schema());
    let asks: [&[&str]; 6] = [
        &["digest"],
        &["--lang", "ko", "digest"],
        &["digest", "--week"],
        &["digest", "--minutes", "0.5"],
        &["digest", "--day", "2026-03-04"],
        &["digest", "--day", "2030-01-01"],
    ];
    for asked in asks {
        let mut command = jogan(folder.path());
        let digest = printed(command.args(asked).args(["--format", "json"]));
        let digest: Value = serde_json::from_str(&digest).expect("JSON");
        let broken = breaks(&schema, &digest, &schema, "digest");
        assert_eq!(broken, Vec::<String>::new(), "{asked:?}");
    }
}

#[test]
fn the_checker_finds_what_is_missing_unknown_or_of_another_kind() {
    let (folder, schema) = (with_a_day(), schema());
    let digest = printed(jogan(folder.path()).args(["digest", "--format", "json"]));
    let digest: Value = serde_json::from_str(&digest).expect("JSON");
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut changed = digest.clone();
        change(&mut changed);
        breaks(&schema, &changed, &schema, "digest").len()
    };
    assert_eq!(broken(&|_| {}), 0);
    assert!(broken(&|digest| digest["more"] = Value::Null) > 0);
    assert!(broken(&|digest| drop(digest.as_object_mut().unwrap().remove("left"))) > 0);
    assert!(broken(&|digest| digest["lead"][0]["refs"] = Value::Array(Vec::new())) > 0);
    assert!(broken(&|digest| digest["lead"][0]["facts"]["kind"] = "gossip".into()) > 0);
    assert!(broken(&|digest| digest["references"][0]["url"] = "file:///a".into()) > 0);
    assert!(broken(&|digest| digest["day"] = "today".into()) > 0);
}
