//! Which links of a page belong to its frame, lead to a place for sharing, or to no page at all.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};
use url::Url;

/// A link that may be an entry's.
#[derive(Clone)]
pub(super) struct Link<'n> {
    pub(super) node: NodeRef<'n>,
    pub(super) url: String,
    /// Names of the elements above it, and their first classes.
    pub(super) place: String,
    /// Names of the elements alone.
    pub(super) path: String,
}

/// How far up from a link its surroundings are looked at.
pub(super) const CLIMB: usize = 40;

/// Elements that frame a page.
const ELEMENTS: [&str; 8] =
    ["nav", "footer", "aside", "form", "dialog", "menu", "template", "noscript"];

/// Roles that do.
const ROLES: [&str; 8] = [
    "navigation",
    "menu",
    "menubar",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "toolbar",
];

/// Parts of the names of classes that do.
const CLASSES: [&str; 33] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "menus",
    "submenu",
    "megamenu",
    "gnb",
    "lnb",
    "snb",
    "tnb",
    "footer",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "paging",
    "paginate",
    "share",
    "sharing",
    "social",
    "sns",
    "sidebar",
    "cookie",
    "cookies",
    "related",
    "recommended",
    "popular",
    "ranking",
    "newsletter",
    "skip",
    "sitemap",
    "hashtag",
];

/// Whole names of classes and identifiers that do.
const NAMES: [&str; 12] = [
    "tags",
    "taglist",
    "tag-list",
    "post-tags",
    "entry-tags",
    "topics",
    "categories",
    "filters",
    "filter",
    "tabs",
    "lang",
    "most-read",
];

/// Elements that hold what is told, whatever their classes say.
const CONTENT: [&str; 8] = ["html", "body", "main", "article", "li", "tr", "td", "dd"];

/// The frame of a page, found out as it is asked for.
pub(super) struct Frame {
    known: HashMap<NodeId, bool>,
    /// Links within each element.
    links: HashMap<NodeId, usize>,
    all: usize,
}

impl Frame {
    /// The frame of a page with these links.
    pub(super) fn of(links: &[NodeRef<'_>]) -> Frame {
        let mut within = HashMap::new();
        for link in links {
            for above in link.ancestors_it(Some(CLIMB)) {
                *within.entry(above.id).or_default() += 1;
            }
        }
        Frame { known: HashMap::new(), links: within, all: links.len() }
    }

    /// Whether a link belongs to the frame.
    pub(super) fn holds(&mut self, link: &NodeRef<'_>) -> bool {
        let mut within_content = false;
        for node in std::iter::once(*link).chain(link.ancestors_it(Some(CLIMB))) {
            let Some(name) = node.node_name() else { continue };
            // The head of an entry is no head of a page.
            if &*name == "header"
                && !within_content
                && !self.is_most(&node)
                && !is_in_content(&node)
            {
                return true;
            }
            within_content |= matches!(&*name, "article" | "li" | "main");
            let known = self.known.get(&node.id).copied();
            let is_frame = known.unwrap_or_else(|| self.is_frame(&node, &name));
            self.known.insert(node.id, is_frame);
            if is_frame {
                return true;
            }
        }
        false
    }

    /// Whether an element holds most of the page's links: what holds the list is no frame, whatever
    /// it is called.
    fn is_most(&self, node: &NodeRef<'_>) -> bool {
        self.links.get(&node.id).is_some_and(|links| links * 2 > self.all)
    }

    fn is_frame(&self, node: &NodeRef<'_>, name: &str) -> bool {
        if ELEMENTS.contains(&name) && (name != "form" || !self.is_most(node)) {
            return true;
        }
        if node.attr("role").is_some_and(|role| ROLES.contains(&&*role.to_ascii_lowercase())) {
            return true;
        }
        if CONTENT.contains(&name) || self.is_most(node) {
            return false;
        }
        let named = [node.class(), node.id_attr()];
        named.into_iter().flatten().any(|names| {
            names.split_whitespace().any(|name| {
                NAMES.contains(&&*name.to_ascii_lowercase())
                    || parts(name).iter().any(|part| CLASSES.contains(&part.as_str()))
            })
        })
    }
}

fn is_in_content(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(Some(CLIMB)).any(|above| {
        above
            .node_name()
            .is_some_and(|name| matches!(&*name, "article" | "li" | "main" | "section"))
    })
}

/// The words of a class's name: `mainNav__item-3` is main, nav, item.
pub(super) fn parts(name: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_ascii_alphabetic() || (c.is_ascii_uppercase() && was_lower) {
            parts.push(std::mem::take(&mut part));
        }
        if c.is_ascii_alphabetic() {
            part.push(c.to_ascii_lowercase());
        }
        was_lower = c.is_ascii_lowercase();
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts
}

/// Places where people are, and the words of paths there that lead to something said and not to
/// somebody.
const SOCIAL: [&str; 22] = [
    "facebook.com",
    "twitter.com",
    "x.com",
    "linkedin.com",
    "instagram.com",
    "threads.net",
    "threads.com",
    "t.me",
    "telegram.me",
    "wa.me",
    "whatsapp.com",
    "pinterest.com",
    "tiktok.com",
    "bsky.app",
    "band.us",
    "story.kakao.com",
    "pf.kakao.com",
    "line.me",
    "discord.gg",
    "discord.com",
    "share.naver.com",
    "flipboard.com",
];
const SAID: [&str; 8] = ["status", "posts", "pulse", "post", "p", "reel", "video", "events"];

/// Words of paths and queries that share a page.
const SHARING: [&str; 10] = [
    "sharer",
    "sharearticle",
    "sharing/share",
    "intent/tweet",
    "intent/post",
    "intent/compose",
    "/share?",
    "/submitlink",
    "pin/create",
    "addtoany",
];

/// Last words of paths that lead to what every site has and no list tells.
const SERVICES: [&str; 28] = [
    "login",
    "signin",
    "sign-in",
    "signup",
    "sign-up",
    "register",
    "logout",
    "account",
    "cart",
    "subscribe",
    "unsubscribe",
    "rss",
    "rss.xml",
    "feed",
    "feed.xml",
    "atom.xml",
    "search",
    "contact",
    "contact-us",
    "about",
    "about-us",
    "privacy",
    "privacy-policy",
    "terms",
    "terms-of-service",
    "cookies",
    "sitemap",
    "careers",
];

/// Whether an address leads to a page that a list can tell of, seen from the page at `base`.
pub(super) fn leads_to_a_page(url: &str, base: &str) -> bool {
    let (Ok(url), base) = (Url::parse(url), Url::parse(base).ok()) else { return false };
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.");
    let own = base.as_ref().and_then(Url::host_str).unwrap_or_default().trim_start_matches("www.");
    let lower = url.as_str().to_ascii_lowercase();
    if SHARING.iter().any(|sharing| lower.contains(sharing)) {
        return false;
    }
    let parts: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    let is_there = |place: &str| host == place || host.ends_with(&format!(".{place}"));
    if host != own && SOCIAL.iter().any(|place| is_there(place)) {
        return parts.iter().any(|part| SAID.contains(part));
    }
    // Somebody's page, at places that write their names with this sign.
    if let [only] = parts.as_slice()
        && only.starts_with('@')
    {
        return false;
    }
    let is_service = parts.len() <= 2
        && url.query().is_none()
        && parts.last().is_some_and(|last| SERVICES.contains(&&*last.to_ascii_lowercase()));
    let same_page = base.as_ref().is_some_and(|base| {
        base.path() == url.path() && base.query() == url.query() && host == own
    });
    !is_service && !same_page
}

/// The shape of an address: its host, its folders with their digits gone, how many words its last
/// part has is left out.
pub(super) fn shape(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let parts: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    let folders = parts.split_last().map_or(&[][..], |(_, folders)| folders);
    let mut shape = url.host_str()?.trim_start_matches("www.").to_owned();
    for folder in folders {
        shape.push('/');
        if folder.bytes().all(|byte| byte.is_ascii_digit()) {
            shape.push('#');
        } else {
            shape.push_str(folder);
        }
    }
    // Boards tell their pages apart by the query.
    if url.query().is_some_and(|query| query.bytes().any(|byte| byte.is_ascii_digit())) {
        shape.push('/');
        shape.push_str(parts.last().copied().unwrap_or_default());
        for (key, _) in url.query_pairs().take(6) {
            shape.push('?');
            shape.push_str(&key);
        }
    }
    Some(shape)
}

/// The first folder of an address's path, where it can be written in a selector.
pub(super) fn folder(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let mut parts = url.path().split('/').filter(|part| !part.is_empty());
    let folder = parts.next().filter(|_| parts.next().is_some())?;
    let is_plain = folder.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        && !folder.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| format!("/{folder}/"))
}

/// Whether the last part of an address is what articles have and sections have not: several words,
/// or a number.
pub(super) fn names_an_article(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let last = url.path().split('/').rfind(|part| !part.is_empty()).unwrap_or_default();
    let words = last.split(['-', '_']).filter(|word| word.chars().count() > 1).count();
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    words >= 3 || digits(last) >= 3 || url.query().is_some_and(|query| digits(query) >= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_for_sharing_people_and_services_are_no_pages_of_a_list() {
        let base = "https://lab.example/news/";
        for url in [
            "https://www.facebook.com/sharer/sharer.php?u=x",
            "https://x.com/intent/tweet?url=x",
            "https://twitter.com/lab",
            "https://www.linkedin.com/company/lab",
            "https://social.example/@mill",
            "https://lab.example/privacy",
            "https://lab.example/news/#top",
        ] {
            assert!(!leads_to_a_page(url, base), "{url}");
        }
        for url in [
            "https://x.com/lab/status/17",
            "https://lab.example/news/a-wheel",
            "https://other.example/about/mills-and-wheels",
            "https://lab.example/news/?id=17",
        ] {
            assert!(leads_to_a_page(url, base), "{url}");
        }
    }

    #[test]
    fn the_words_of_a_class_are_told_apart() {
        assert_eq!(parts("mainNav__item-3"), ["main", "nav", "item"]);
        assert_eq!(parts("GNB_wrap"), ["gnb", "wrap"]);
    }
}
