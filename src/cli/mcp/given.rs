//! The arguments of a call: an object of values that the tool names, each read as what it is to be.
//! What is not that is told and never passed over.

use anyhow::{Context as _, bail};
use serde_json::{Map, Value};

/// Items of a list at most.
pub(super) const MOST: usize = 200;

/// Items of a list where no number is asked for.
pub(super) const USUAL: usize = 20;

/// Longest text of a note or an idea that is taken, in bytes.
const LONGEST: usize = 1024 * 1024;

/// The arguments that were given; those that are `null` are absent.
pub(super) struct Given<'a>(&'a Map<String, Value>);

impl<'a> Given<'a> {
    /// The arguments of a call of a tool that knows some by name; absent ones are none.
    pub(super) fn of(given: &'a Value, known: &Map<String, Value>) -> anyhow::Result<Given<'a>> {
        let Value::Object(all) = given else { bail!("`arguments` must be an object") };
        if let Some(other) = all.keys().find(|name| !known.contains_key(*name)) {
            let names: Vec<&str> = known.keys().map(String::as_str).collect();
            let other = crate::text::clean::line(other, 80);
            bail!("there is no argument `{other}` here; there are: {}", names.join(", "));
        }
        Ok(Given(all))
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> anyhow::Result<Option<&'a str>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.len() <= LONGEST => Ok(Some(text)),
            Some(Value::String(_)) => bail!("`{name}` is longer than 1 MiB"),
            Some(_) => bail!("`{name}` must be a text"),
        }
    }

    /// A whole number; some programs write it as a text.
    pub(super) fn whole(&self, name: &str) -> anyhow::Result<Option<i64>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = value.as_i64().or_else(|| value.as_str()?.parse().ok());
        number.map(Some).with_context(|| format!("`{name}` must be a whole number"))
    }

    /// A whole number that has to be there.
    pub(super) fn required(&self, name: &str) -> anyhow::Result<i64> {
        self.whole(name)?.with_context(|| format!("`{name}` is missing"))
    }

    /// A number between two.
    pub(super) fn between(&self, name: &str, least: f64, most: f64) -> anyhow::Result<Option<f64>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = value.as_f64().or_else(|| value.as_str()?.parse().ok());
        let number = number.filter(|number| (least..=most).contains(number));
        number
            .map(Some)
            .with_context(|| format!("`{name}` must be a number from {least} to {most}"))
    }

    /// Whether something is asked for.
    pub(super) fn is_set(&self, name: &str) -> anyhow::Result<bool> {
        let Some(value) = self.get(name) else { return Ok(false) };
        value.as_bool().with_context(|| format!("`{name}` must be true or false"))
    }

    /// How many are asked for.
    pub(super) fn limit(&self) -> anyhow::Result<usize> {
        let Some(asked) = self.whole("limit")? else { return Ok(USUAL) };
        let asked = usize::try_from(asked).ok().filter(|asked| (1..=MOST).contains(asked));
        asked.with_context(|| format!("`limit` must be a whole number from 1 to {MOST}"))
    }

    /// Whole numbers in a list.
    pub(super) fn list(&self, name: &str) -> anyhow::Result<Vec<i64>> {
        let Some(value) = self.get(name) else { return Ok(Vec::new()) };
        let wrong = || format!("`{name}` must be a list of whole numbers");
        let all = value.as_array().with_context(wrong)?;
        if all.len() > MOST {
            bail!("`{name}` holds {} numbers; {MOST} at most are taken at once", all.len());
        }
        all.iter().map(|number| number.as_i64().with_context(wrong)).collect()
    }
}
