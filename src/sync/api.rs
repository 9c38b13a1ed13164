//! What both interfaces have in common: a question as it is asked, and what an answer holds.

use serde_json::Value;
use url::form_urlencoded::Serializer;

use crate::model::account::RemoteMark;
use crate::model::{Moment, RemoteId};

/// A question to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What follows the account's address.
    pub path: String,
    /// The form, its fields in their order; `None` for a GET.
    pub form: Option<Vec<(&'static str, String)>>,
    /// Whether it changes something there.
    pub writes: bool,
}

impl Ask {
    /// A question without a form.
    pub fn get(path: impl Into<String>) -> Ask {
        Ask { path: path.into(), form: None, writes: false }
    }

    /// A form, its fields in the order in which they are read.
    pub fn post(path: impl Into<String>, form: Vec<(&'static str, String)>, writes: bool) -> Ask {
        Ask { path: path.into(), form: Some(form), writes }
    }
}

/// Fields as they are sent.
pub fn encoded<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// An answer is not what was asked for: a page of another kind, half of one, something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Odd;

/// A list of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stream {
    /// All items.
    All,
    /// Those that are not read.
    Unread,
    /// Those that are starred.
    Starred,
    /// Those with a label that the server named.
    Label(String),
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Its items, in the server's order.
    pub ids: Vec<RemoteId>,
    /// Where the next one begins.
    pub continuation: Option<String>,
}

/// A feed that the server follows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subscription {
    /// What the server calls it.
    pub stream: String,
    /// Its name there.
    pub title: String,
    /// The feed's address.
    pub url: String,
    /// The folder that it stands in.
    pub folder: Option<String>,
}

/// A label or folder that the server has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Whether it is a label of items and no folder; `None` where the server does not say.
    pub is_label: Option<bool>,
}

/// An item as the server has it, before it is cleaned.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RemoteItem {
    /// Its number.
    pub rid: Option<RemoteId>,
    /// The feed that brought it.
    pub stream: Option<String>,
    /// Its title, perhaps with markup.
    pub title: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// When it was published, in seconds, as far as that can be.
    pub published: Option<Moment>,
    /// When the server found it.
    pub crawled: Option<Moment>,
    /// Its text.
    pub html: String,
    /// The feed's own categories.
    pub categories: Vec<String>,
    /// Whether it is read, if the answer tells.
    pub read: Option<bool>,
    /// Whether it is starred, if the answer tells.
    pub starred: Option<bool>,
}

/// A change of marks that a server is asked for: one mark of many items.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// Which mark.
    pub mark: RemoteMark,
    /// Set, or taken away.
    pub on: bool,
    /// The waiting rows and the items.
    pub rows: Vec<(i64, RemoteId)>,
}

/// A text, or a number as text: servers differ in which of the two they send.
pub fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A number, or a text that is one.
pub fn number(value: Option<&Value>) -> Option<i64> {
    match value? {
        Value::Number(number) => number.as_i64().or_else(|| Some(number.as_f64()? as i64)),
        Value::String(text) => text.trim().parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// `FreshRSS` puts full-width signs in the place of those that HTML means something by.
pub fn plain_width(text: &str) -> String {
    let plain = |c| match c {
        '＆' => '&',
        '＜' => '<',
        '＞' => '>',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// When an item was published: not at all, at the beginning of all time or after the server found
/// it says nothing.
pub fn published(seconds: Option<i64>, crawled: Option<Moment>) -> Option<Moment> {
    let given = seconds.filter(|seconds| *seconds > 0);
    let given = given.and_then(|seconds| Moment::from_timestamp(seconds, 0));
    match (given, crawled) {
        (Some(given), Some(crawled)) if given > crawled => Some(crawled),
        (Some(given), _) => Some(given),
        (None, crawled) => crawled,
    }
}
