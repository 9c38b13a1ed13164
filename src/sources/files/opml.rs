//! Subscription lists as other readers export them: OPML, however it is spelled.
//!
//! Tags in capitals, a missing version, bare `&`, missing end tags, an empty body, a document that
//! stands there twice: what can be understood is taken, and whatever is not is told by its name.

use std::collections::{BTreeMap, HashSet};

use crate::lang::{Lang, say};
use crate::model::{Pane, Source};
use crate::sources::grammar::tags::{Piece, Pieces, attribute};
use crate::sources::grammar::{charset, raw};
use crate::sources::{Names, kind};
use crate::text::source::{Asks, Foreign, keep_credentials};
use crate::text::{address, clean, html};

/// Longest name kept, in characters.
const NAME_CHARS: usize = 100;

/// Most subscriptions taken from one list.
const MOST: usize = 100_000;

/// Deepest folders that are told apart.
const DEPTH: usize = 32;

/// A line of a list that can be followed.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscription {
    /// The source, without a short name, and as one from elsewhere may be.
    pub source: Source,
    /// The names of the options that it may not have.
    pub left_out: Vec<String>,
    /// Whether it is asked within this user's own network.
    pub is_private: bool,
    /// Names of the folders it stands in, the outermost first.
    pub folders: Vec<String>,
}

/// What a list held.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Subscriptions {
    /// Its title, one line.
    pub title: Option<String>,
    /// What can be followed, in order, each address once.
    pub kept: Vec<Subscription>,
    /// What cannot, by name, with the reason.
    pub skipped: Vec<(String, &'static str)>,
}

/// Reads a list.
pub fn read(bytes: &[u8], content_type: Option<&str>) -> Subscriptions {
    let text = charset::decode(bytes, content_type);
    let mut list = Subscriptions::default();
    let mut seen = HashSet::new();
    // One for each outline that is open: the folder it is, or nothing where it is a subscription.
    let mut open: Vec<Option<String>> = Vec::new();
    // How many were open where an outline began that is commented out, with all that is in it.
    let mut commented: Option<usize> = None;
    let mut dropped = 0_usize;
    let mut in_title = false;
    for (_, piece) in Pieces::of(&text) {
        match piece {
            Piece::Open { name, attributes, empty } if name.eq_ignore_ascii_case("outline") => {
                if list.kept.len() == MOST {
                    break;
                }
                let outline = Outline::of(attributes);
                let is_folder = outline.is_folder(empty);
                let folder = is_folder.then(|| outline.name.clone());
                if outline.is_comment && !empty && commented.is_none() {
                    commented = Some(open.len() + dropped);
                }
                if !is_folder && !outline.is_comment && commented.is_none() {
                    outline.sort(&open, &mut seen, &mut list);
                }
                if empty {
                    continue;
                }
                if open.len() < DEPTH { open.push(folder) } else { dropped += 1 }
            }
            Piece::Close(name) if name.eq_ignore_ascii_case("outline") => {
                if dropped > 0 {
                    dropped -= 1;
                } else {
                    open.pop();
                }
                if commented.is_some_and(|from| open.len() + dropped <= from) {
                    commented = None;
                }
            }
            Piece::Open { name, .. } if name.eq_ignore_ascii_case("title") => {
                in_title = true;
            }
            Piece::Text(part) | Piece::Cdata(part) if in_title && list.title.is_none() => {
                list.title = Some(raw::plain_title(part)).filter(|title| !title.is_empty());
            }
            Piece::Close(name) if name.eq_ignore_ascii_case("title") => in_title = false,
            Piece::Open { .. }
            | Piece::Close(_)
            | Piece::Text(_)
            | Piece::Cdata(_)
            | Piece::Aside(_)
            | Piece::Cut => {}
        }
    }
    list
}

/// Whether a document is a subscription list: its first tag, or one of the next few, says so.
pub fn is_likely(text: &str) -> bool {
    Pieces::of(text)
        .filter_map(|(_, piece)| match piece {
            Piece::Open { name, .. } => Some(name),
            Piece::Text(_) | Piece::Cdata(_) | Piece::Close(_) | Piece::Aside(_) | Piece::Cut => {
                None
            }
        })
        .take(3)
        .any(|name| name.eq_ignore_ascii_case("opml") || name.eq_ignore_ascii_case("outline"))
}

struct Outline {
    name: String,
    kind: Option<String>,
    form: String,
    place: Option<String>,
    language: Option<String>,
    enabled: bool,
    options: BTreeMap<String, String>,
    /// Whether it, with all that is in it, counts for nothing.
    is_comment: bool,
    /// Whether it has the attribute of an address, be it empty.
    wants_place: bool,
}

impl Outline {
    fn of(attributes: &str) -> Outline {
        let value = |name| {
            let value = html::decode(attribute(attributes, name)?);
            Some(value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let form = value("type").unwrap_or_default().to_ascii_lowercase();
        let is_feed = !matches!(&*form, "link" | "include" | "folder" | "category" | "jogan");
        // What `export sources` wrote of a kind that other readers do not have; `type` said so in
        // lists of before.
        let kind = value("kind").filter(|name| form == "jogan" || kind(name).is_some());
        let own = value("address").filter(|_| kind.is_some());
        let place = own.or_else(|| value("xmlUrl")).or_else(|| value("url").filter(|_| is_feed));
        let name =
            ["title", "text"].into_iter().find_map(value).map(|name| raw::plain_title(&name));
        let name = name.unwrap_or_default().chars().take(NAME_CHARS).collect();
        Outline {
            name,
            kind: kind.filter(|_| attribute(attributes, "address").is_some()),
            enabled: value("enabled").is_none_or(|value| !value.eq_ignore_ascii_case("false")),
            options: value("options")
                .and_then(|options| serde_json::from_str(&options).ok())
                .unwrap_or_default(),
            form,
            place,
            language: value("language"),
            is_comment: value("isComment").is_some_and(|value| value.eq_ignore_ascii_case("true")),
            wants_place: attribute(attributes, "xmlUrl").is_some(),
        }
    }

    /// Whether it holds others. Some readers mark their folders as feeds; a folder that is empty
    /// is still no feed without an address.
    fn is_folder(&self, is_empty: bool) -> bool {
        let says_feed =
            self.wants_place || matches!(&*self.form, "rss" | "atom" | "link" | "jogan");
        self.place.is_none() && !(is_empty && says_feed)
    }

    /// Takes it into the list, or says why not.
    fn sort(self, open: &[Option<String>], seen: &mut HashSet<Asks>, list: &mut Subscriptions) {
        let kind_name = self.kind.as_deref().unwrap_or("feed");
        let written = self.place.clone().unwrap_or_default();
        let place = match (kind_name, self.place) {
            (_, None) => Err("it has no address of a feed"),
            ("feed", Some(place)) => address::parse(&address::without_feed_scheme(&place), None)
                .ok_or("its address is not one of the web"),
            (other, Some(place)) => kind(other).map(|_| place).ok_or("its kind is unknown"),
        };
        let place = match place {
            Ok(place) => place,
            Err(why) => return list.skipped.push((self.name, why)),
        };
        let source = Source {
            name: self.name,
            options: self.options,
            language: raw::named(self.language.as_deref()),
            enabled: self.enabled,
            ..Source::new(kind_name, place)
        };
        let folders = open.iter().flatten().filter(|folder| !folder.is_empty()).cloned().collect();
        let subscription = Subscription::of(source, &written, folders);
        if !seen.insert(subscription.source.asks()) {
            return list.skipped.push((subscription.source.name, "the list has it already"));
        }
        list.kept.push(subscription);
    }
}

impl Subscription {
    /// A feed by its address, as lists other than OPML have it.
    ///
    /// # Errors
    /// If it is not one of the web.
    pub(super) fn of_feed(
        place: &str,
        name: &str,
        folders: Vec<String>,
    ) -> Result<Subscription, String> {
        let address = address::parse(&address::without_feed_scheme(place), None)
            .ok_or_else(|| format!("no address of the web: {:?}", clean::line(place, 80)))?;
        let name = raw::plain_title(name).chars().take(NAME_CHARS).collect();
        let source = Source { name, ..Source::new("feed", address) };
        Ok(Subscription::of(source, place, folders))
    }

    /// A source as one from elsewhere may be, from the address as it was written. Without a name it
    /// goes by its host.
    fn of(mut source: Source, written: &str, folders: Vec<String>) -> Subscription {
        if source.name.is_empty() {
            let host = address::host(&source.address).unwrap_or(&source.address);
            host.trim_start_matches("www.").clone_into(&mut source.name);
        }
        let Foreign { mut source, left_out, is_private } = source.from_elsewhere();
        if let Some((_, credentials)) = address::apart(written) {
            keep_credentials(&mut source.options, credentials);
        }
        Subscription { source, left_out, is_private, folders }
    }
}

impl Subscription {
    /// The pane that one of its folders is named after, in any language of the interface.
    pub fn pane(&self) -> Option<Pane> {
        self.folders.iter().rev().find_map(|folder| {
            let is_named = |pane: &Pane| {
                Lang::ALL.into_iter().any(|lang| {
                    say(lang, &format!("pane.{}", pane.name()), &[]).eq_ignore_ascii_case(folder)
                }) || pane.name().eq_ignore_ascii_case(folder)
            };
            Pane::ALL.into_iter().find(is_named)
        })
    }

    /// The source to follow, under a name of its own. Folders that are no pane's stay as the option
    /// `folder`.
    pub fn to_source(&self, names: &mut Names) -> Source {
        let pane = self.pane();
        let mut source = Source { pane, ..self.source.clone() };
        // The folder of what is switched off is no theme of the user's.
        let is_off = |folder: &String| {
            Lang::ALL.into_iter().any(|lang| say(lang, "health.off", &[]) == **folder)
        };
        let is_plain = !self.folders.iter().all(|folder| !source.enabled && is_off(folder));
        if pane.is_none() && is_plain {
            source.options.insert("folder".to_owned(), self.folders.join("/"));
        }
        source.id = names.for_address(&source.name, &source.address);
        source
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;

    fn names(list: &Subscriptions) -> Vec<&str> {
        list.kept.iter().map(|kept| kept.source.name.as_str()).collect()
    }

    #[test]
    fn folders_become_panes_or_stay_as_they_are() {
        let list = read(
            "<opml version='2.0'><head><title>Mine &amp; yours</title></head><body>\
             <outline text='연구'><outline type='rss' text='A' xmlUrl='https://a.example/feed'/></outline>\
             <outline text='Tech'><outline text='AI'><outline text='B' xmlUrl='https://b.example/feed'></outline></outline></outline>\
             <outline text='C' type='rss' xmlUrl='https://c.example/feed'/></body></opml>".as_bytes(), None);
        assert_eq!(list.title.as_deref(), Some("Mine & yours"));
        assert_eq!(names(&list), ["A", "B", "C"]);
        assert_eq!(list.kept[1].folders, ["Tech", "AI"]);
        assert!(list.kept[2].folders.is_empty());
        let korean = crate::lang::say(crate::lang::Lang::Ko, "pane.research", &[]);
        assert_eq!(list.kept[0].pane().is_some(), korean == "연구");
        let source = list.kept[1].to_source(&mut Names::default());
        assert_eq!(source.options["folder"], "Tech/AI");
    }

    #[test]
    fn what_is_broken_costs_only_itself() {
        let list = read(
            b"<OPML><BODY><OUTLINE TEXT='R & D'><OUTLINE XMLURL='https://a.example/?x=1&y=2' TEXT='amp'>\
              <outline text='script' xmlUrl='javascript:alert(1)'/><outline text='file' xmlUrl='file:///etc/passwd'/>\
              <outline text='twice' xmlUrl='https://a.example/?x=1&amp;y=2'/><outline type='rss' text='none' xmlUrl=''/>\
              <outline type='rss' text='url' url='https://b.example/feed'/><outline text='cut", None);
        assert_eq!(names(&list), ["amp", "url"]);
        assert_eq!(list.kept[0].source.address, "https://a.example/?x=1&y=2");
        let skipped: Vec<&str> = list.skipped.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(skipped, ["script", "file", "twice", "none"]);
    }

    #[test]
    fn folders_that_are_marked_as_feeds_empty_ones_and_comments_are_no_feeds() {
        let list = read(
            b"<opml><body><outline type='rss' text='Marked'><outline type='rss' text='A' xmlUrl='https://a.example/1'/></outline>\
              <outline text='Nothing in it'/><outline text='Off' isComment='TRUE'><outline text='In it'><outline text='B' xmlUrl='https://b.example/1'/>\
              </outline></outline><outline text='C' isComment='true' xmlUrl='https://c.example/1'/>\
              <outline text='D' isComment='false' xmlUrl='https://d.example/1'/></body></opml>", None);
        assert_eq!(names(&list), ["A", "D"]);
        assert_eq!(list.kept[0].folders, ["Marked"]);
        assert_eq!(list.skipped, []);
    }

    #[test]
    fn a_name_and_a_password_in_an_address_become_an_option() {
        let list = read(
            b"<opml><body><outline type='rss' text='A' xmlUrl='https://ann:hunter2@a.example/feed'/>\
              <outline type='rss' text='B' xmlUrl='https://cmd:touch%20x@b.example/feed'/></body></opml>", None);
        let [own, evil] = list.kept.as_slice() else { panic!("two: {list:?}") };
        let told = (own.source.address.as_str(), &*own.source.options["basic"]);
        assert_eq!(told, ("https://a.example/feed", "ann:hunter2"));
        let told = (evil.source.address.as_str(), evil.source.options.len());
        assert_eq!(told, ("https://b.example/feed", 0));
    }

    #[test]
    fn a_list_neither_leads_to_another_place_nor_sends_what_is_secret() {
        let line = |options: &str| {
            format!(
                "<outline type='jogan' text='cs.LG' kind='arxiv' address='cs.LG' options='{options}'/>"
            )
        };
        let evil = r#"{"endpoint":"https://evil.example/query","basic":"env:KEY","query":"llm"}"#;
        let list = line(evil) + &line(r#"{"query":"llm"}"#) + &line("{}");
        let list = read(format!("<opml><body>{list}</body></opml>").as_bytes(), None);
        assert_eq!((list.kept.len(), list.skipped.len()), (2, 1), "the second asks the same");
        assert_eq!(list.kept[0].left_out, ["basic", "endpoint"]);
        assert_eq!(list.kept[0].source.options.keys().collect::<Vec<_>>(), ["query"]);
        let mut names = Names::default();
        let ids: Vec<String> =
            list.kept.iter().map(|kept| kept.to_source(&mut names).id.0).collect();
        assert_eq!(ids, ["cs-lg", "cs-lg-2"]);
    }

    #[test]
    fn nothing_that_a_list_says_drives_a_terminal() {
        let foul = "&#27;[31m&#x9b;2J&#x202e;x";
        let list = read(
            format!(
                "<opml><body><outline text='{foul}'><outline type='jogan' text='{foul}' kind='arxiv' \
                 address='{foul}' language='{foul}' options='{{\"query\":\"\\u001b[2J\\u202ex\"}}'/></outline></body></opml>"
            )
            .as_bytes(),
            None,
        );
        let source = list.kept[0].to_source(&mut Names::default());
        let written = serde_json::to_string(&source).expect("JSON");
        assert!(!written.contains(clean::is_driving) && !written.contains("\\u"), "{written:?}");
        assert!(source.options.contains_key("folder") && source.options.contains_key("query"));
    }

    #[test]
    fn kinds_beyond_feeds_come_back() {
        let list = read(
            b"<opml><body><outline type='jogan' text='cs.LG' kind='arxiv' address='cs.LG' language='en'/>\
              <outline type='jogan' text='x' kind='nosuch' address='y'/></body></opml>", None);
        assert_eq!(names(&list), ["cs.LG"]);
        assert_eq!(
            (list.kept[0].source.kind.as_str(), list.kept[0].source.language.as_deref()),
            ("arxiv", Some("en"))
        );
        assert_eq!(list.skipped[0].1, "its kind is unknown");
    }
}
