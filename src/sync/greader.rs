//! The Google Reader API: what to ask, and how to read the answer. Nothing is documented by those
//! who made it; <https://github.com/mihaip/google-reader-api> and
//! <https://github.com/FreshRSS/FreshRSS/blob/edge/p/api/greader.php> tell of it, and each rule here
//! was learnt from a server that answers otherwise.
//!
//! Never asked are the stream of read items (`FreshRSS` gives all items for it), a label that
//! `tag/list` does not name (all items again), `it`, `ot` and `nt`; never sent is
//! `mark-all-as-read`, whose time means something else on every server.

use serde_json::Value;
use url::form_urlencoded::byte_serialize;

use super::api::{
    Ask, Odd, Page, RemoteItem, Stream, Subscription, Tag, encoded, number, plain_width, published,
    text,
};
use super::ids;
use crate::model::account::RemoteMark;
use crate::model::{Moment, RemoteId};

const API: &str = "/reader/api/0/";
const STATE: &str = "user/-/state/com.google/";

/// Items of one call that changes marks: PHP reads a thousand fields and passes over the rest.
pub const EDITED: usize = 250;

/// The login.
pub fn login(user: &str, password: &str) -> Ask {
    let form = vec![("Email", user.to_owned()), ("Passwd", password.to_owned())];
    Ask::post("/accounts/ClientLogin", form, false)
}

/// What authorises all further calls, of the answer to a login.
pub fn read_login(body: &[u8]) -> Result<String, Odd> {
    let body = std::str::from_utf8(body).map_err(|_| Odd)?;
    let of_line = body.lines().find_map(|line| line.trim().strip_prefix("Auth="));
    let is_token = |auth: &&str| !auth.is_empty() && auth.bytes().all(|b| b.is_ascii_graphic());
    of_line.map(str::trim).filter(is_token).map(str::to_owned).ok_or(Odd)
}

/// The token that every POST carries.
pub fn token() -> Ask {
    Ask::get(format!("{API}token"))
}

/// That token.
pub fn read_token(body: &[u8]) -> Result<String, Odd> {
    let token = std::str::from_utf8(body).map_err(|_| Odd)?.trim();
    let is_token = token.len() <= 500 && token.bytes().all(|byte| byte.is_ascii_graphic());
    // A page is no token.
    if token.is_empty() || !is_token || token.starts_with('<') {
        Err(Odd)
    } else {
        Ok(token.into())
    }
}

/// The feeds.
pub fn subscriptions() -> Ask {
    Ask::get(format!("{API}subscription/list?output=json"))
}

/// The folders and labels.
pub fn tags() -> Ask {
    Ask::get(format!("{API}tag/list?output=json"))
}

/// A page of a list.
pub fn ids(stream: &Stream, most: usize, continuation: Option<&str>) -> Ask {
    let (stream, without) = match stream {
        Stream::All => (format!("{STATE}reading-list"), None),
        Stream::Unread => (format!("{STATE}reading-list"), Some(format!("{STATE}read"))),
        Stream::Starred => (format!("{STATE}starred"), None),
        Stream::Label(name) => (format!("user/-/label/{name}"), None),
    };
    let mut path = format!("{API}stream/items/ids?output=json&n={most}&s={}", quoted(&stream));
    if let Some(without) = without {
        path += &format!("&xt={}", quoted(&without));
    }
    if let Some(continuation) = continuation {
        path += &format!("&c={}", quoted(continuation));
    }
    Ask::get(path)
}

/// Contents of items.
pub fn contents(ids: &[RemoteId]) -> Ask {
    let mut form = vec![("output", "json".to_owned())];
    form.extend(ids.iter().map(|id| ("i", ids::long(id))));
    Ask::post(format!("{API}stream/items/contents?output=json"), form, false)
}

/// A mark of items, set or taken away. The tag stands before the items.
pub fn edit(mark: &RemoteMark, on: bool, ids: &[RemoteId]) -> Ask {
    let tag = match mark {
        RemoteMark::Read => format!("{STATE}read"),
        RemoteMark::Starred => format!("{STATE}starred"),
        RemoteMark::Label(name) => format!("user/-/label/{name}"),
    };
    let mut form = vec![(if on { "a" } else { "r" }, tag)];
    form.extend(ids.iter().map(|id| ("i", ids::long(id))));
    Ask::post(format!("{API}edit-tag"), form, true)
}

/// Follows an address.
pub fn follow(url: &str) -> Ask {
    let form = vec![("quickadd", url.to_owned()), ("output", "json".to_owned())];
    Ask::post(format!("{API}subscription/quickadd?output=json"), form, true)
}

/// Gives a feed a name, puts it into a folder and takes it out of another one.
pub fn rename(stream: &str, title: Option<&str>, folder: Option<&str>, from: Option<&str>) -> Ask {
    let mut form = vec![("ac", "edit".to_owned()), ("s", stream.to_owned())];
    form.extend(title.map(|title| ("t", title.to_owned())));
    form.extend(folder.map(|folder| ("a", format!("user/-/label/{folder}"))));
    form.extend(from.map(|folder| ("r", format!("user/-/label/{folder}"))));
    Ask::post(format!("{API}subscription/edit"), form, true)
}

/// Follows a feed no longer.
pub fn unfollow(stream: &str) -> Ask {
    let form = vec![("ac", "unsubscribe".to_owned()), ("s", stream.to_owned())];
    Ask::post(format!("{API}subscription/edit"), form, true)
}

/// Whether a change was made: nothing but these two letters says so.
pub fn is_done(body: &[u8]) -> bool {
    body.trim_ascii() == b"OK"
}

/// The feeds of an answer.
pub fn read_subscriptions(body: &[u8]) -> Result<Vec<Subscription>, Odd> {
    let read = |one: &Value| {
        let stream = text(one.get("id"))?;
        let folders = one.get("categories").and_then(Value::as_array);
        let folder = folders.into_iter().flatten().find_map(|folder| {
            text(folder.get("label")).or_else(|| label_of(&text(folder.get("id"))?))
        });
        let url = text(one.get("url")).filter(|url| !url.is_empty());
        Some(Subscription {
            title: plain_width(&text(one.get("title")).unwrap_or_default()),
            // Where it is missing, the server may call a feed by its address.
            url: url.or_else(|| Some(stream.strip_prefix("feed/")?.to_owned())).unwrap_or_default(),
            folder: folder.map(|folder| plain_width(&folder)).filter(|folder| !folder.is_empty()),
            stream,
        })
    };
    Ok(array(body, "subscriptions")?.iter().filter_map(read).collect())
}

/// The labels and folders of an answer.
pub fn read_tags(body: &[u8]) -> Result<Vec<Tag>, Odd> {
    let read = |one: &Value| {
        let name = label_of(&text(one.get("id"))?)?;
        let is_label = text(one.get("type")).map(|kind| kind == "tag");
        Some(Tag { name, is_label })
    };
    Ok(array(body, "tags")?.iter().filter_map(read).collect())
}

/// A page of a list.
pub fn read_ids(body: &[u8]) -> Result<Page, Odd> {
    let value = object(body)?;
    let refs = value.get("itemRefs").and_then(Value::as_array).ok_or(Odd)?;
    let id = |one: &Value| text(one.get("id")).as_deref().and_then(ids::read);
    let continuation = text(value.get("continuation")).filter(|mark| !mark.is_empty());
    Ok(Page { ids: refs.iter().filter_map(id).collect(), continuation })
}

/// Contents.
pub fn read_contents(body: &[u8]) -> Result<Vec<RemoteItem>, Odd> {
    Ok(array(body, "items")?.iter().map(read_item).filter(|item| item.rid.is_some()).collect())
}

fn read_item(one: &Value) -> RemoteItem {
    let micros = number(one.get("crawlTimeMsec")).map(|millis| millis.saturating_mul(1_000));
    let micros = micros.or_else(|| number(one.get("timestampUsec"))).filter(|micros| *micros > 0);
    let crawled = micros.and_then(Moment::from_timestamp_micros);
    let link = |name: &str| text(one.get(name)?.get(0)?.get("href"));
    let long = |name: &str| text(one.get(name)?.get("content"));
    let categories = one.get("categories").and_then(Value::as_array);
    let named: Option<Vec<String>> =
        categories.map(|all| all.iter().filter_map(|name| text(Some(name))).collect());
    let state = |name: &str| {
        named.as_ref().map(|all| all.iter().any(|category| state_of(category) == Some(name)))
    };
    RemoteItem {
        rid: text(one.get("id")).as_deref().and_then(ids::read),
        stream: one.get("origin").and_then(|origin| text(origin.get("streamId"))),
        title: text(one.get("title")).map(|title| plain_width(&title)),
        url: link("canonical").or_else(|| link("alternate")),
        author: text(one.get("author")).filter(|author| !author.is_empty()),
        published: published(number(one.get("published")), crawled),
        crawled,
        html: long("content").or_else(|| long("summary")).unwrap_or_default(),
        read: state("read"),
        starred: state("starred"),
        categories: named
            .unwrap_or_default()
            .into_iter()
            .filter(|name| state_of(name).is_none() && label_of(name).is_none())
            .collect(),
    }
}

/// The name behind `user/…/state/com.google/`.
fn state_of(id: &str) -> Option<&str> {
    let rest = id.strip_prefix("user/")?.split_once('/')?.1;
    rest.strip_prefix("state/com.google/")
}

/// The name behind `user/…/label/`.
fn label_of(id: &str) -> Option<String> {
    let rest = id.strip_prefix("user/")?.split_once('/')?.1;
    rest.strip_prefix("label/").filter(|name| !name.is_empty()).map(str::to_owned)
}

fn object(body: &[u8]) -> Result<Value, Odd> {
    serde_json::from_slice::<Value>(body).ok().filter(Value::is_object).ok_or(Odd)
}

fn array(body: &[u8], name: &str) -> Result<Vec<Value>, Odd> {
    match object(body)?.get_mut(name).map(Value::take) {
        Some(Value::Array(values)) => Ok(values),
        Some(_) | None => Err(Odd),
    }
}

fn quoted(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

/// A form as it is sent, behind the token.
pub fn form(token: Option<&str>, fields: &[(&'static str, String)]) -> String {
    let token = token.map(|token| ("T", token));
    encoded(token.into_iter().chain(fields.iter().map(|(name, value)| (*name, value.as_str()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_in_every_form_of_number_and_continuation() {
        let page = |body: &str| read_ids(body.as_bytes());
        let one = page(r#"{"itemRefs":[{"id":"7"},{"id":9},{"id":"x/y"}],"continuation":40}"#);
        let one = one.expect("a page");
        assert_eq!(one.ids, [ids::of_number(7), ids::of_number(9)]);
        assert_eq!(one.continuation.as_deref(), Some("40"));
        assert_eq!(page(r#"{"itemRefs":[],"continuation":""}"#), Ok(Page::default()));
    }

    #[test]
    fn what_is_no_list_is_not_taken_for_an_empty_one() {
        let bodies = [
            "",
            "[]",
            "{}",
            "null",
            "<html></html>",
            "{\"itemRefs\":[",
            "{\"itemRefs\":null}",
            "OK",
        ];
        for body in bodies {
            let body = body.as_bytes();
            assert_eq!(read_ids(body), Err(Odd));
            assert_eq!(read_contents(body), Err(Odd));
            assert_eq!(read_subscriptions(body), Err(Odd));
            assert_eq!(read_tags(body), Err(Odd));
            assert_eq!(read_login(body), Err(Odd));
        }
        assert!(read_token(b"<html>").is_err() && read_token(b" \n").is_err());
        assert!(is_done(b"OK\n") && !is_done(b"OK, sort of") && !is_done(b"<p>OK</p>"));
    }

    #[test]
    fn an_item_is_read_with_its_marks_and_without_the_names_of_states_and_labels() {
        let body = r#"{"items":[{"id":"tag:google.com,2005:reader/item/0000000000000007",
            "crawlTimeMsec":"1772366400000","published":9999999999,"title":"A ＆ B",
            "canonical":[{"href":"https://a.example/7"}],"origin":{"streamId":"feed/3"},
            "categories":["user/1/state/com.google/read","user/1/label/Later","news"],
            "summary":{"content":"<p>words</p>"}}]}"#;
        let item = &read_contents(body.as_bytes()).expect("an item")[0];
        assert_eq!((item.read, item.starred), (Some(true), Some(false)));
        assert_eq!(
            (item.title.as_deref(), item.categories.as_slice()),
            (Some("A & B"), &["news".to_owned()][..])
        );
        // What is published after it was found was published when it was found.
        assert_eq!(item.published, item.crawled);
        let bare = r#"{"items":[{"id":"7"}]}"#;
        let item = &read_contents(bare.as_bytes()).expect("an item")[0];
        assert_eq!((item.read, item.published, item.url.as_ref()), (None, None, None));
    }

    #[test]
    fn the_tag_stands_behind_the_token_and_before_the_items_in_their_long_form() {
        let ask = edit(&RemoteMark::Read, true, &[ids::of_number(7)]);
        assert_eq!(
            form(Some("tok"), &ask.form.expect("a form")),
            "T=tok&a=user%2F-%2Fstate%2Fcom.google%2Fread&i=tag%3Agoogle.com%2C2005%3Areader%2Fitem%2F0000000000000007"
        );
    }

    #[test]
    fn no_list_of_read_items_is_ever_asked_for() {
        let streams = [Stream::All, Stream::Unread, Stream::Starred, Stream::Label("a b".into())];
        for stream in streams {
            let path = ids(&stream, 10, Some("c/1")).path;
            for never in ["s=user%2F-%2Fstate%2Fcom.google%2Fread&", "&it=", "&ot=", "&nt="] {
                assert!(!path.contains(never), "{path}");
            }
        }
    }

    #[test]
    fn folders_and_labels_are_told_apart_where_the_server_does() {
        let body = r#"{"tags":[{"id":"user/1/state/com.google/starred"},
            {"id":"user/1/label/Work","type":"folder"},{"id":"user/1/label/later","type":"tag"},
            {"id":"user/1/label/both"}]}"#;
        let tags = read_tags(body.as_bytes()).expect("tags");
        let told: Vec<(&str, Option<bool>)> =
            tags.iter().map(|tag| (tag.name.as_str(), tag.is_label)).collect();
        assert_eq!(told, [("Work", Some(false)), ("later", Some(true)), ("both", None)]);
    }
}
