//! Fever, for servers that speak nothing else (<https://feedafever.com/api>, no longer there; told
//! of in <https://github.com/dasmurphy/tinytinyrss-fever-plugin/blob/master/fever-api.md>): what to
//! ask, and how to read the answer.
//!
//! What is new is not found by the highest number, which is unordered on some servers: the lists of
//! unread and saved items are asked for whole, and the contents of what is not here. Feeds and
//! folders can only be read.

use std::collections::HashMap;

use md5::{Digest as _, Md5};
use serde_json::Value;

use super::api::{
    Ask, Odd, Page, RemoteItem, Stream, Subscription, number, plain_width, published, text,
};
use super::ids;
use crate::model::account::RemoteMark;
use crate::model::{Moment, RemoteId};

/// Contents of one call.
pub const CONTENTS: usize = 50;
/// Marks of one pass: each is a call.
pub const MARKS: usize = 200;

/// What authorises every call: the MD5 of `user:password` in hexadecimal.
pub fn key(user: &str, password: &str) -> String {
    let digest = Md5::digest(format!("{user}:{password}").as_bytes());
    format!("{:032x}", u128::from_be_bytes(digest.into()))
}

fn ask(what: &str, mut more: Vec<(&'static str, String)>, writes: bool) -> Ask {
    // The key is added where the form is sent.
    more.insert(0, ("api_key", String::new()));
    Ask::post(format!("?api{what}"), more, writes)
}

/// The feeds and folders.
pub fn subscriptions() -> Ask {
    ask("&groups&feeds", Vec::new(), false)
}

/// A list; there is none of all items.
pub fn ids(stream: &Stream) -> Option<Ask> {
    match stream {
        Stream::Unread => Some(ask("&unread_item_ids", Vec::new(), false)),
        Stream::Starred => Some(ask("&saved_item_ids", Vec::new(), false)),
        Stream::All | Stream::Label(_) => None,
    }
}

/// Contents of items.
pub fn contents(rids: &[RemoteId]) -> Ask {
    let numbers: Vec<String> =
        rids.iter().filter_map(|id| Some(ids::number(id)?.to_string())).collect();
    ask(&format!("&items&with_ids={}", numbers.join(",")), Vec::new(), false)
}

/// A mark of one item.
pub fn edit(mark: &RemoteMark, on: bool, id: &RemoteId) -> Option<Ask> {
    let to = match (mark, on) {
        (RemoteMark::Read, true) => "read",
        (RemoteMark::Read, false) => "unread",
        (RemoteMark::Starred, true) => "saved",
        (RemoteMark::Starred, false) => "unsaved",
        (RemoteMark::Label(_), _) => return None,
    };
    let number = ids::number(id)?.to_string();
    let form = vec![("mark", "item".to_owned()), ("as", to.to_owned()), ("id", number)];
    Some(ask("", form, true))
}

/// An answer to one who may ask; `None` where the server takes neither name nor password, which it
/// says with the status of success.
pub fn read(body: &[u8]) -> Result<Option<Value>, Odd> {
    let value: Value = serde_json::from_slice(body).map_err(|_| Odd)?;
    let auth = number(value.get("auth")).ok_or(Odd)?;
    Ok((auth == 1).then_some(value))
}

/// The feeds of an answer.
pub fn read_subscriptions(value: &Value) -> Result<Vec<Subscription>, Odd> {
    let feeds = value.get("feeds").and_then(Value::as_array).ok_or(Odd)?;
    let list = |name: &str| value.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let names: HashMap<i64, String> = list("groups")
        .iter()
        .filter_map(|group| Some((number(group.get("id"))?, text(group.get("title"))?)))
        .collect();
    let mut folders: HashMap<i64, String> = HashMap::new();
    for group in list("feeds_groups") {
        let name = number(group.get("group_id")).and_then(|id| names.get(&id));
        let feeds = text(group.get("feed_ids")).unwrap_or_default();
        for feed in feeds.split(',').filter_map(|id| id.trim().parse().ok()) {
            folders.extend(name.map(|name| (feed, name.clone())));
        }
    }
    let read = |feed: &Value| {
        let id = number(feed.get("id"))?;
        Some(Subscription {
            stream: format!("feed/{id}"),
            title: plain_width(&text(feed.get("title")).unwrap_or_default()),
            url: text(feed.get("url")).unwrap_or_default(),
            folder: folders.get(&id).map(|name| plain_width(name)),
        })
    };
    Ok(feeds.iter().filter_map(read).collect())
}

/// A list, whole: numbers between commas, newest last on some servers and in no order on others.
pub fn read_ids(value: &Value, stream: &Stream) -> Result<Page, Odd> {
    let name = match stream {
        Stream::Unread => "unread_item_ids",
        Stream::Starred => "saved_item_ids",
        Stream::All | Stream::Label(_) => return Err(Odd),
    };
    let list = text(value.get(name)).ok_or(Odd)?;
    let mut numbers: Vec<u64> = list.split(',').filter_map(|id| id.trim().parse().ok()).collect();
    numbers.sort_unstable_by(|one, other| other.cmp(one));
    Ok(Page { ids: numbers.into_iter().map(ids::of_number).collect(), continuation: None })
}

/// Contents.
pub fn read_contents(value: &Value) -> Result<Vec<RemoteItem>, Odd> {
    let items = value.get("items").and_then(Value::as_array).ok_or(Odd)?;
    let flag = |item: &Value, name: &str| number(item.get(name)).map(|flag| flag != 0);
    let read = |item: &Value| RemoteItem {
        rid: text(item.get("id")).as_deref().and_then(ids::read),
        stream: number(item.get("feed_id")).map(|id| format!("feed/{id}")),
        title: text(item.get("title")).map(|title| plain_width(&title)),
        url: text(item.get("url")),
        author: text(item.get("author")).filter(|author| !author.is_empty()),
        published: published(number(item.get("created_on_time")), None),
        // Fever tells one time only.
        crawled: number(item.get("created_on_time"))
            .filter(|seconds| *seconds > 0)
            .and_then(|seconds| Moment::from_timestamp(seconds, 0)),
        html: text(item.get("html")).unwrap_or_default(),
        categories: Vec::new(),
        read: flag(item, "is_read"),
        starred: flag(item, "is_saved"),
    };
    Ok(items.iter().map(read).filter(|item| item.rid.is_some()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(body: &str) -> Value {
        read(body.as_bytes()).expect("JSON").expect("authorised")
    }

    #[test]
    fn the_key_is_the_md5_of_name_and_password() {
        // RFC 1321, A.5 tells the digests of such texts; this is `md5sum` of "ann:secret".
        assert_eq!(key("ann", "secret"), "5bdf88162a706752a8ca6fe5eab3a60f");
    }

    #[test]
    fn an_answer_to_a_stranger_is_no_list() {
        assert_eq!(read(br#"{"api_version":3,"auth":0}"#), Ok(None));
        for body in ["", "[]", "{}", "<html>", "{\"auth\":"] {
            assert_eq!(read(body.as_bytes()), Err(Odd), "{body}");
        }
        let none = value(r#"{"auth":1}"#);
        assert_eq!(read_ids(&none, &Stream::Unread), Err(Odd));
        assert_eq!(read_contents(&none), Err(Odd));
    }

    #[test]
    fn numbers_are_read_as_numbers_and_as_text() {
        let list = value(r#"{"auth":1,"unread_item_ids":"7,3,12"}"#);
        let page = read_ids(&list, &Stream::Unread).expect("a list");
        assert_eq!(page.ids, [12, 7, 3].map(ids::of_number));
        let items = value(
            r#"{"auth":"1","items":[{"id":"7","feed_id":2,"is_read":1,"is_saved":"0","title":"T",
                "created_on_time":1772366400,"html":"x","url":"https://a.example/"}]}"#,
        );
        let item = &read_contents(&items).expect("an item")[0];
        assert_eq!((item.read, item.starred), (Some(true), Some(false)));
        assert_eq!(item.stream.as_deref(), Some("feed/2"));
    }

    #[test]
    fn folders_are_found_for_feeds() {
        let answer = value(
            r#"{"auth":1,"groups":[{"id":4,"title":"Work"}],
                "feeds_groups":[{"group_id":4,"feed_ids":"1,3"}],
                "feeds":[{"id":1,"title":"One","url":"https://a.example/1"},
                         {"id":2,"title":"Two","url":"https://a.example/2"}]}"#,
        );
        let feeds = read_subscriptions(&answer).expect("feeds");
        assert_eq!(feeds[0].folder.as_deref(), Some("Work"));
        assert_eq!((feeds[1].stream.as_str(), feeds[1].folder.as_ref()), ("feed/2", None));
    }
}
