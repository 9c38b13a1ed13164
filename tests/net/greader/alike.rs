//! The look-alike: items, feeds and marks of one user, asked as each server wants to be asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::{Value, json};

use crate::server::{Asked, Reply, Server};

pub const USER: &str = "ann";
pub const PASSWORD: &str = "hunter2-very-secret";
const LONG: &str = "tag:google.com,2005:reader/item/";

/// How items are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// Small numbers, counted up.
    Counted,
    /// Large and negative ones.
    Signed,
    /// 24 hexadecimal digits.
    Long,
}

/// How the next page of a list is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// Behind an item.
    Item,
    /// Behind so many, as a number.
    Offset,
}

/// What one server does otherwise than another.
#[derive(Debug, Clone, Copy)]
pub struct Flavour {
    pub name: &'static str,
    pub ids: Ids,
    pub paging: Paging,
    /// Items of a page of a list.
    pub page: usize,
    /// Contents of one call.
    pub contents: usize,
    /// All items are given for the stream of read ones and for a label that is not there.
    pub gives_all: bool,
    /// A POST is authorised by its token alone.
    pub by_token: bool,
    /// A call that changes marks has so many fields, the rest is passed over.
    pub fields: usize,
    /// Bare numbers are refused.
    pub long_only: bool,
    /// A further page after a full last one.
    pub full_page: bool,
    /// `&`, `<` and `>` are written in full width.
    pub wide: bool,
    /// Calls of a kind in a day.
    pub quota: Option<u32>,
    /// Items of the oldest half are read, and stay so.
    pub old_is_read: bool,
    /// There are no labels.
    pub no_labels: bool,
    /// Folders and labels look alike.
    pub no_types: bool,
    pub fever: bool,
    /// A Fever star is turned over, whatever is asked for.
    pub toggles: bool,
}

const PLAIN: Flavour = Flavour {
    name: "plain",
    ids: Ids::Counted,
    paging: Paging::Item,
    page: 10_000,
    contents: 1_000,
    gives_all: false,
    by_token: false,
    fields: usize::MAX,
    long_only: false,
    full_page: false,
    wide: false,
    quota: None,
    old_is_read: false,
    no_labels: false,
    no_types: false,
    fever: false,
    toggles: false,
};

pub const FRESHRSS: Flavour = Flavour {
    name: "freshrss",
    gives_all: true,
    fields: 1_000,
    full_page: true,
    wide: true,
    page: 40,
    ..PLAIN
};
pub const MINIFLUX: Flavour =
    Flavour { name: "miniflux", paging: Paging::Offset, by_token: true, no_labels: true, ..PLAIN };
pub const INOREADER: Flavour = Flavour {
    name: "inoreader",
    page: 30,
    contents: 20,
    quota: Some(1_000),
    old_is_read: true,
    ..PLAIN
};
pub const OLDREADER: Flavour =
    Flavour { name: "oldreader", ids: Ids::Long, no_types: true, ..PLAIN };
pub const BAZQUX: Flavour =
    Flavour { name: "bazqux", ids: Ids::Signed, long_only: true, no_types: true, ..PLAIN };
pub const FEVER: Flavour = Flavour { name: "fever", fever: true, contents: 50, ..PLAIN };
pub const FEVER_TOGGLES: Flavour =
    Flavour { name: "fever that toggles", fever: true, toggles: true, contents: 50, ..PLAIN };

pub const ALL: [Flavour; 7] =
    [FRESHRSS, MINIFLUX, INOREADER, OLDREADER, BAZQUX, FEVER, FEVER_TOGGLES];

/// What goes wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Half of it.
    Half,
    /// A page.
    Html,
    /// Nothing.
    Empty,
    /// An object with nothing in it.
    Bare,
    /// A list with nothing in it, as if there were nothing.
    EmptyList,
    /// The way to a page where one logs in.
    Login,
    /// That it was asked too often.
    TooOften,
    /// That it is down.
    Down,
    /// No answer; with `true` what was asked for is done before.
    Lost(bool),
}

/// An item there.
#[derive(Debug, Clone)]
pub struct Item {
    pub feed: usize,
    pub title: String,
    pub url: String,
    pub crawled: i64,
    pub published: i64,
    pub read: bool,
    pub starred: bool,
    pub labels: BTreeSet<String>,
}

/// All that is there.
#[derive(Debug, Default)]
pub struct World {
    /// By its number there.
    pub items: BTreeMap<i128, Item>,
    /// Feeds by number: title, address, folder.
    pub feeds: BTreeMap<usize, (String, String, String)>,
    /// What goes wrong with calls whose path holds a word, so many times.
    pub faults: Vec<(&'static str, Fault, usize)>,
    /// Logins so far; the token of the last one is the only good one.
    pub logins: usize,
    /// Tokens for POST that were given out since the last login.
    pub tokens: usize,
    next: i128,
    writes: u32,
    reads: u32,
    /// What a client did that no client may.
    pub wrong: Vec<String>,
    /// All forms that were sent.
    pub forms: Vec<String>,
    /// A number that is refused wherever it stands.
    pub poison: Option<i128>,
}

/// Noon of 2026-03-05, when tests happen.
pub const NOON: i64 = 1_772_712_000;

pub struct Alike {
    pub server: Server,
    pub flavour: Flavour,
    world: Arc<Mutex<World>>,
}

impl Alike {
    /// A server with some feeds and items, the last of which is the newest.
    pub fn start(flavour: Flavour, items: usize) -> Alike {
        let mut world = World::default();
        for (feed, folder) in ["Research", "Big & Co", "한국"].into_iter().enumerate() {
            let url = format!("https://feeds.example/{feed}.xml");
            world.feeds.insert(feed, (format!("Feed {feed}"), url, folder.to_owned()));
        }
        for number in 0..items {
            let age = (items - number) as i64 * 3_600;
            world.add(flavour, number % 3, NOON - age, number % 3 != 0, number % 10 == 0);
        }
        let world = Arc::new(Mutex::new(world));
        let shared = Arc::clone(&world);
        let server =
            Server::start(move |asked| shared.lock().expect("the world").answer(flavour, asked));
        Alike { server, flavour, world }
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().expect("the world")
    }

    /// The address of the interface.
    pub fn base(&self) -> String {
        self.server.url(if self.flavour.fever { "/fever/" } else { "/api" })
    }
}

impl World {
    /// A new item, found then.
    pub fn add(
        &mut self,
        flavour: Flavour,
        feed: usize,
        crawled: i64,
        read: bool,
        starred: bool,
    ) -> i128 {
        self.next += 1;
        let number = self.next;
        let id = match flavour.ids {
            Ids::Counted => 1_000 + number,
            // In the order in which they were found, and far below zero.
            Ids::Signed => i128::from(i64::MIN) + 7_919 * number,
            Ids::Long => (0x5f3a_c2b1_u128 << 64 | number as u128) as i128,
        };
        let item = Item {
            feed,
            title: format!("Chips & models, part <{number}>"),
            url: format!("https://site{feed}.example/{number}"),
            crawled,
            published: crawled - 600,
            read,
            starred,
            labels: BTreeSet::new(),
        };
        self.items.insert(id, item);
        id
    }

    /// Gives every item another number.
    pub fn renumber(&mut self) {
        let items = std::mem::take(&mut self.items);
        self.items = items.into_iter().map(|(id, item)| (id + 500_000, item)).collect();
    }

    fn answer(&mut self, flavour: Flavour, asked: &Asked) -> Reply {
        let (path, query) = asked.target.split_once('?').unwrap_or((&asked.target, ""));
        let (path, fields) = (path.to_owned(), pairs(query));
        let form = pairs(&asked.body);
        if !asked.body.is_empty() {
            self.forms.push(asked.body.clone());
        }
        let at = self.faults.iter().position(|(word, _, times)| {
            (asked.target.contains(word) || asked.body.contains(word)) && *times > 0
        });
        let fault = at.map(|at| {
            self.faults[at].2 -= 1;
            self.faults[at].1
        });
        match fault {
            Some(Fault::Html) => return Reply::ok("<!doctype html><title>Sign in</title>"),
            Some(Fault::Empty) => return Reply::ok(""),
            Some(Fault::Bare) => return Reply::ok("{}"),
            Some(Fault::EmptyList) => {
                return Reply::ok(
                    r#"{"itemRefs":[],"items":[],"subscriptions":[],"tags":[],"feeds":[],"auth":1,
                        "unread_item_ids":"","saved_item_ids":""}"#,
                );
            }
            Some(Fault::Login) => return Reply::to(302, "/login.html"),
            Some(Fault::TooOften) => return Reply::new(429).with("Retry-After", "7200"),
            Some(Fault::Down) => return Reply::new(503),
            Some(Fault::Lost(false)) => return Reply::Raw(Vec::new()),
            Some(Fault::Half | Fault::Lost(true)) | None => {}
        }
        let reply = if flavour.fever {
            self.fever(flavour, &fields, &form)
        } else {
            self.google(flavour, asked, &path, &fields, &form)
        };
        match (fault, reply) {
            (Some(Fault::Lost(true)), _) => Reply::Raw(Vec::new()),
            (Some(Fault::Half), Reply::Whole { status, headers, mut body }) => {
                body.truncate(body.len() / 2);
                Reply::Whole { status, headers, body }
            }
            (_, reply) => reply,
        }
    }

    fn google(
        &mut self,
        flavour: Flavour,
        asked: &Asked,
        path: &str,
        query: &[(String, String)],
        form: &[(String, String)],
    ) -> Reply {
        let path = path.strip_prefix("/api").unwrap_or(path);
        if path == "/accounts/ClientLogin" {
            let is = |name: &str, value: &str| form.iter().any(|(n, v)| n == name && v == value);
            if !is("Email", USER) || !is("Passwd", PASSWORD) {
                return Reply::new(401);
            }
            self.logins += 1;
            return Reply::ok(format!("SID=x\nLSID=null\nAuth={}\n", self.auth()));
        }
        let Some(call) = path.strip_prefix("/reader/api/0/") else { return Reply::new(404) };
        let is_post = asked.method == "POST";
        let token = first(form, "T");
        let by_header = asked.header("authorization")
            == Some(format!("GoogleLogin auth={}", self.auth()).as_str());
        let by_token = token.as_deref() == Some(self.auth().as_str());
        if !(if is_post && flavour.by_token { by_token } else { by_header }) {
            return Reply::new(401);
        }
        if is_post && !flavour.by_token {
            let good = (1..=self.tokens).any(|n| token == Some(format!("tok{n}-{}", self.logins)));
            if !good {
                return Reply::new(401);
            }
        }
        let writes = ["edit-tag", "subscription/edit", "subscription/quickadd"].contains(&call);
        let used = if writes { &mut self.writes } else { &mut self.reads };
        *used += 1;
        let mut fields = query.to_vec();
        fields.extend(form.iter().cloned());
        let reply = match call {
            "token" if flavour.by_token => Reply::ok(self.auth()),
            "token" => {
                self.tokens += 1;
                Reply::ok(format!("tok{}-{}\n", self.tokens, self.logins))
            }
            "subscription/list" => json_reply(&self.subscriptions()),
            "tag/list" => json_reply(&self.tags(flavour)),
            "stream/items/ids" => self.ids(flavour, &fields),
            "stream/items/contents" if is_post => self.contents(flavour, &fields),
            "edit-tag" if is_post => self.edit(flavour, form),
            "subscription/quickadd" => {
                let url = first(form, "quickadd").unwrap_or_default();
                let known = self.feeds.values().any(|(_, known, _)| *known == url);
                let number = self.feeds.len() + 100;
                if known {
                    json_reply(&json!({"numResults": 0, "error": "Already subscribed"}))
                } else {
                    self.feeds.insert(number, ("New".into(), url, String::new()));
                    json_reply(&json!({"numResults": 1, "streamId": format!("feed/{number}")}))
                }
            }
            "subscription/edit" => {
                let stream = first(form, "s").unwrap_or_default();
                let number: Option<usize> =
                    stream.strip_prefix("feed/").and_then(|text| text.parse().ok());
                match (first(form, "ac").as_deref(), number) {
                    (Some("unsubscribe"), Some(number)) => {
                        self.feeds.remove(&number);
                        Reply::ok("OK")
                    }
                    (Some("edit"), Some(number)) => {
                        if let Some(feed) = self.feeds.get_mut(&number) {
                            let label = |name| {
                                first(form, name)?
                                    .split_once("/label/")
                                    .map(|(_, to)| to.to_owned())
                            };
                            if let Some(title) = first(form, "t") {
                                feed.0 = title;
                            }
                            if label("r").is_some_and(|from| from == feed.2) {
                                feed.2.clear();
                            }
                            if let Some(to) = label("a") {
                                feed.2 = to;
                            }
                        }
                        Reply::ok("OK")
                    }
                    _ => Reply::new(400),
                }
            }
            other => {
                self.wrong.push(format!("unknown call {other}"));
                Reply::new(404)
            }
        };
        let Some(most) = flavour.quota else { return reply };
        let reply = if self.reads > most || self.writes > most { Reply::new(429) } else { reply };
        reply
            .with("X-Reader-Zone1-Limit", most.to_string())
            .with("X-Reader-Zone1-Usage", self.reads.to_string())
            .with("X-Reader-Zone2-Limit", most.to_string())
            .with("X-Reader-Zone2-Usage", self.writes.to_string())
            .with("X-Reader-Limits-Reset-After", "3600")
    }

    fn auth(&self) -> String {
        format!("{USER}/login{}", self.logins)
    }

    fn subscriptions(&self) -> Value {
        let feed = |(number, (title, url, folder)): (&usize, &(String, String, String))| {
            let label = format!("user/-/label/{folder}");
            let categories =
                if folder.is_empty() { json!([]) } else { json!([{"id": label, "label": folder}]) };
            json!({"id": format!("feed/{number}"), "title": title, "url": url,
                "categories": categories})
        };
        json!({"subscriptions": self.feeds.iter().map(feed).collect::<Vec<_>>()})
    }

    fn labels(&self) -> BTreeSet<&String> {
        self.items.values().flat_map(|item| &item.labels).collect()
    }

    fn tags(&self, flavour: Flavour) -> Value {
        let mut tags = vec![json!({"id": "user/-/state/com.google/starred"})];
        let folders: BTreeSet<&String> = self.feeds.values().map(|(_, _, folder)| folder).collect();
        let typed = |name: &str, kind: &str| {
            let id = format!("user/-/label/{name}");
            if flavour.no_types { json!({"id": id}) } else { json!({"id": id, "type": kind}) }
        };
        tags.extend(folders.into_iter().map(|name| typed(name, "folder")));
        if !flavour.no_labels {
            tags.extend(self.labels().into_iter().map(|name| typed(name, "tag")));
        }
        json!({"tags": tags})
    }

    fn is_old(item: &Item) -> bool {
        item.crawled < NOON - 30 * 86_400
    }

    /// The items of a list, the newest first.
    fn stream(&mut self, flavour: Flavour, name: &str) -> Vec<i128> {
        let rest = name.splitn(3, '/').nth(2).unwrap_or_default().to_owned();
        let known_label = self.labels().iter().any(|label| rest == format!("label/{label}"));
        let all: Vec<(i128, Item)> = self
            .items
            .iter()
            .filter(|(_, item)| self.feeds.contains_key(&item.feed))
            .map(|(id, item)| (*id, item.clone()))
            .collect();
        if rest == "state/com.google/read" || rest.starts_with("label/") && !known_label {
            self.wrong.push(format!("asked for {name}"));
        }
        let is_in = |item: &Item| match rest.as_str() {
            "state/com.google/reading-list" => true,
            "state/com.google/starred" => item.starred,
            "state/com.google/read" => flavour.gives_all || item.read,
            label => match label.strip_prefix("label/") {
                Some(label) if known_label => item.labels.contains(label),
                _ => flavour.gives_all,
            },
        };
        let mut found: Vec<(i64, i128)> = all
            .iter()
            .filter(|(_, item)| is_in(item))
            .map(|(id, item)| (item.crawled, *id))
            .collect();
        found.sort_by(|one, other| other.cmp(one));
        found.into_iter().map(|(_, id)| id).collect()
    }

    fn ids(&mut self, flavour: Flavour, fields: &[(String, String)]) -> Reply {
        for (name, _) in fields {
            if ["it", "ot", "nt"].contains(&name.as_str()) {
                self.wrong.push(format!("asked with {name}"));
            }
        }
        let name = first(fields, "s").unwrap_or_default();
        let mut found = self.stream(flavour, &name);
        if let Some(without) = first(fields, "xt") {
            assert!(without.ends_with("state/com.google/read"));
            found.retain(|id| {
                let item = &self.items[id];
                !(item.read || flavour.old_is_read && Self::is_old(item))
            });
        }
        let most = first(fields, "n").and_then(|n| n.parse().ok()).unwrap_or(20);
        let most: usize = flavour.page.min(most);
        let start = match (first(fields, "c"), flavour.paging) {
            (None, _) => 0,
            (Some(mark), Paging::Offset) => mark.parse().unwrap_or(0),
            (Some(mark), Paging::Item) => {
                let last: i128 = mark.parse().unwrap_or(0);
                found.iter().position(|id| *id == last).map_or(0, |at| at + 1)
            }
        };
        let page: Vec<i128> = found.iter().skip(start).take(most).copied().collect();
        let end = start + page.len();
        let more = end < found.len() || flavour.full_page && page.len() == most;
        let refs: Vec<Value> = page.iter().map(|id| json!({"id": short(flavour, *id)})).collect();
        let mut answer = json!({"itemRefs": refs});
        if let (true, Some(last)) = (more, page.last()) {
            answer["continuation"] = match flavour.paging {
                Paging::Offset => json!(end),
                Paging::Item => json!(last.to_string()),
            };
        }
        json_reply(&answer)
    }

    /// The items of a form; `None` where one of them is refused.
    fn named(&mut self, flavour: Flavour, fields: &[(String, String)]) -> Option<Vec<i128>> {
        let mut ids = Vec::new();
        for (_, text) in fields.iter().filter(|(name, _)| name == "i") {
            let Some(digits) = text.strip_prefix(LONG) else {
                self.wrong.push(format!("a bare number: {text}"));
                if flavour.long_only {
                    return None;
                }
                continue;
            };
            let number = u128::from_str_radix(digits, 16).ok()?;
            let id = match flavour.ids {
                Ids::Long => number as i128,
                Ids::Counted | Ids::Signed => i128::from((number as u64).cast_signed()),
            };
            if self.poison == Some(id) {
                return None;
            }
            ids.push(id);
        }
        Some(ids)
    }

    fn contents(&mut self, flavour: Flavour, fields: &[(String, String)]) -> Reply {
        let Some(ids) = self.named(flavour, fields) else { return Reply::new(500) };
        let items: Vec<Value> = ids
            .into_iter()
            .take(flavour.contents)
            .filter_map(|id| {
                let item =
                    self.items.get(&id).filter(|item| self.feeds.contains_key(&item.feed))?;
                let state = |name: &str| format!("user/-/state/com.google/{name}");
                let mut categories = vec![state("reading-list")];
                let is_read = item.read || flavour.old_is_read && Self::is_old(item);
                categories.extend(is_read.then(|| state("read")));
                categories.extend(item.starred.then(|| state("starred")));
                Some(json!({
                    "id": format!("{LONG}{}", long(flavour, id)),
                    "crawlTimeMsec": (item.crawled * 1_000).to_string(),
                    "published": item.published, "title": wide(flavour, &item.title),
                    "canonical": [{"href": item.url}], "categories": categories,
                    "origin": {"streamId": format!("feed/{}", item.feed)},
                    "summary": {"content": format!("<p>Words about {}.</p>", item.url)},
                }))
            })
            .collect();
        json_reply(&json!({"items": items}))
    }

    fn edit(&mut self, flavour: Flavour, form: &[(String, String)]) -> Reply {
        // Items are read beside the fields, as FreshRSS does.
        let seen: Vec<&(String, String)> = form
            .iter()
            .enumerate()
            .filter(|(at, (name, _))| *at < flavour.fields || name == "i")
            .map(|(_, field)| field)
            .collect();
        let tag = seen.iter().find(|(name, _)| name == "a" || name == "r");
        let Some((how, tag)) = tag.map(|(how, tag)| (how.clone(), tag.clone())) else {
            self.wrong.push("a tag behind the items".into());
            return Reply::ok("OK");
        };
        let Some(ids) = self.named(flavour, form) else { return Reply::new(500) };
        if ids.len() > 250 {
            self.wrong.push(format!("{} items in one call", ids.len()));
        }
        if tag.contains("/label/") && flavour.no_labels {
            return Reply::new(500);
        }
        for id in ids {
            let is_old = self.items.get(&id).is_some_and(Self::is_old);
            let Some(item) = self.items.get_mut(&id) else { continue };
            let on = how == "a";
            if tag.ends_with("state/com.google/read") {
                item.read = on || flavour.old_is_read && is_old;
            } else if tag.ends_with("state/com.google/starred") {
                item.starred = on;
            } else if let Some((_, label)) = tag.split_once("/label/") {
                if on {
                    item.labels.insert(label.into())
                } else {
                    item.labels.remove(label)
                };
            }
        }
        Reply::ok("OK")
    }

    fn fever(
        &mut self,
        flavour: Flavour,
        query: &[(String, String)],
        form: &[(String, String)],
    ) -> Reply {
        // `printf 'ann:hunter2-very-secret' | md5sum`
        const KEY: &str = "1a8609cac355bf235db98446c89b4501";
        if first(form, "api_key").as_deref() != Some(KEY) {
            return json_reply(&json!({"api_version": 3, "auth": 0}));
        }
        let asks = |name: &str| query.iter().any(|(known, _)| known == name);
        let mut answer = json!({"api_version": 3, "auth": 1});
        if asks("feeds") {
            let feeds: Vec<Value> = self
                .feeds
                .iter()
                .map(|(id, (title, url, _))| json!({"id": id, "title": title, "url": url}))
                .collect();
            answer["feeds"] = json!(feeds);
            let groups: Vec<Value> = self
                .feeds
                .iter()
                .map(|(id, (_, _, folder))| json!({"id": id + 50, "title": folder}))
                .collect();
            answer["groups"] = json!(groups);
            let of: Vec<Value> = self
                .feeds
                .keys()
                .map(|id| json!({"group_id": id + 50, "feed_ids": id.to_string()}))
                .collect();
            answer["feeds_groups"] = json!(of);
        }
        let list = |is_in: &dyn Fn(&Item) -> bool| {
            let ids =
                self.items.iter().filter(|(_, item)| is_in(item)).map(|(id, _)| id.to_string());
            ids.collect::<Vec<_>>().join(",")
        };
        if asks("unread_item_ids") {
            answer["unread_item_ids"] = json!(list(&|item| !item.read));
        }
        if asks("saved_item_ids") {
            answer["saved_item_ids"] = json!(list(&|item| item.starred));
        }
        if asks("items") {
            let with = first(query, "with_ids").unwrap_or_default();
            let ids: Vec<i128> = with.split(',').filter_map(|id| id.parse().ok()).collect();
            if asks("since_id") || ids.len() > 50 {
                self.wrong.push("a watermark, or too many items".into());
            }
            let items: Vec<Value> = ids
                .iter()
                .filter_map(|id| {
                    let item = self.items.get(id)?;
                    Some(json!({"id": id.to_string(), "feed_id": item.feed, "title": item.title,
                        "url": item.url, "html": "<p>Words.</p>", "is_read": u8::from(item.read),
                        "is_saved": u8::from(item.starred), "created_on_time": item.published}))
                })
                .collect();
            answer["items"] = json!(items);
        }
        if first(form, "mark").as_deref() == Some("item") {
            let id: i128 = first(form, "id").and_then(|id| id.parse().ok()).unwrap_or(-1);
            if let Some(item) = self.items.get_mut(&id) {
                match first(form, "as").unwrap_or_default().as_str() {
                    "read" => item.read = true,
                    "unread" => item.read = false,
                    "saved" | "unsaved" if flavour.toggles => item.starred = !item.starred,
                    "saved" => item.starred = true,
                    "unsaved" => item.starred = false,
                    other => self.wrong.push(format!("marked as {other}")),
                }
            }
        }
        json_reply(&answer)
    }
}

fn json_reply(value: &Value) -> Reply {
    // FreshRSS says that its JSON is a page.
    Reply::ok(value.to_string()).with("Content-Type", "text/html; charset=UTF-8")
}

fn long(flavour: Flavour, id: i128) -> String {
    match flavour.ids {
        Ids::Long => format!("{id:024x}"),
        Ids::Counted | Ids::Signed => format!("{:016x}", id as i64),
    }
}

fn short(flavour: Flavour, id: i128) -> String {
    match flavour.ids {
        Ids::Long => long(flavour, id),
        Ids::Counted | Ids::Signed => id.to_string(),
    }
}

fn wide(flavour: Flavour, title: &str) -> String {
    if !flavour.wide {
        return title.to_owned();
    }
    title.replace('&', "＆").replace('<', "＜").replace('>', "＞")
}

fn pairs(text: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

fn first(fields: &[(String, String)], name: &str) -> Option<String> {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}
