//! Web addresses: read, made comparable, and told apart by who publishes there.
//!
//! `papers.rs` reads identifiers out of them, `tracking.rs` knows what in them only tracks.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr};

use url::{Host, Url};

use crate::model::Network;

mod papers;
mod tracking;

pub use papers::{arxiv_id, bare_doi, complete_paper, doi, is_arxiv_doi, of_doi};
use tracking::{is_tracking, names_a_page};
pub use tracking::{leaving, untracked};

/// Longest address that is believed to be one.
const MAX_BYTES: usize = 4096;

/// The absolute address written here, if it is an `http` or `https` one; relative ones resolve
/// against `base`. What comes back is plain ASCII without control characters, spaces or
/// credentials, safe to hand to a program as one argument.
pub fn parse(text: &str, base: Option<&str>) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_BYTES {
        return None;
    }
    // An ampersand that was escaped once too often.
    let text = &*if text.contains("&amp;") {
        Cow::Owned(text.replace("&amp;", "&"))
    } else {
        Cow::Borrowed(text)
    };
    let url = match base.and_then(|base| Url::parse(base).ok()) {
        // A host that only lacks its scheme is no page beside the base.
        _ if is_bare_host(text) => Url::parse(&format!("https://{text}")).ok()?,
        Some(base) => base.join(text).ok()?,
        None if text.starts_with("//") => Url::parse(&format!("https:{text}")).ok()?,
        None => Url::parse(text).ok()?,
    };
    plain_web(url).map(String::from)
}

/// Whether an address begins with a host of the web and lacks its scheme: `www.host.example/page`, but
/// not the page `www.html`.
fn is_bare_host(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").is_some_and(|rest| rest.trim_matches('.').contains('.'))
}

/// An address as other readers are handed it, without what only says that a feed is there:
/// `feed://host`, `feed:https://host`, `rss://host`, `itpc://host`.
pub fn without_feed_scheme(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let Some((scheme, rest)) = text.split_once(':') else { return Cow::Borrowed(text) };
    match scheme.to_ascii_lowercase().as_str() {
        "feeds" | "rsss" if rest.starts_with("//") => Cow::Owned(format!("https:{rest}")),
        "feed" | "rss" | "atom" | "itpc" | "pcast" | "podcast" if rest.starts_with("//") => {
            Cow::Owned(format!("http:{rest}"))
        }
        "feed" if rest.contains("://") => Cow::Borrowed(rest),
        _ => Cow::Borrowed(text),
    }
}

/// The same address without credentials, if it is one of the web.
fn plain_web(mut url: Url) -> Option<Url> {
    if !matches!(url.scheme(), "http" | "https")
        || url.host_str().is_none_or(|host| host.trim_matches('.').is_empty())
    {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    (url.as_str().len() <= MAX_BYTES).then_some(url)
}

/// An address without the name and password in it, and those two as `name:password`, where it
/// has them.
pub fn apart(text: &str) -> Option<(String, String)> {
    let url =
        Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    if url.username().is_empty() && url.password().is_none() {
        return None;
    }
    let password = url.password().unwrap_or_default();
    let credentials = format!("{}:{}", decoded(url.username()), decoded(password));
    Some((without_credentials(text.trim()).into_owned(), credentials))
}

/// The text that `%41` and the like stand for.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| byte == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let meant = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(meant.unwrap_or(byte));
        rest = if meant.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What is written as an address, without a name and a password in it, for showing; also where it
/// is no address after all.
pub fn without_credentials(text: &str) -> Cow<'_, str> {
    let Some((scheme, rest)) = text.split_once("://") else { return Cow::Borrowed(text) };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => Cow::Owned(format!("{scheme}://{}", &rest[at + 1..])),
        None => Cow::Borrowed(text),
    }
}

/// What two ways of writing an address have in common: for telling whether they ask the same.
/// Unlike [`canonical`], nothing is taken from its query: a feed may be told by any part of it.
pub fn same_question(text: &str) -> String {
    let Some(mut url) = parse(text, None).and_then(|url| Url::parse(&url).ok()) else {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    };
    url.set_fragment(None);
    let text = String::from(url);
    let text = text.strip_prefix("http://").or(text.strip_prefix("https://")).unwrap_or(&text);
    text.trim_end_matches('/').to_owned()
}

/// The address by which two links are known to lead to one page: for comparing, not for opening.
///
/// Gone are tracking parameters, fragments, AMP and mobile hosts, `www.`, default ports and the
/// trailing slash; `http` counts as `https`; every page of an arXiv paper is its abstract's. What
/// is no web address comes back trimmed and otherwise as it is.
pub fn canonical(text: &str) -> String {
    let Some(url) = parse(text, None).and_then(|url| Url::parse(&url).ok()) else {
        return text.trim().to_owned();
    };
    let url = unwrapped(url);
    if let Some(id) = arxiv_id(url.as_str()) {
        return format!("https://arxiv.org/abs/{id}");
    }
    let host = plain_host(url.host_str().unwrap_or_default());
    // The canonical address is of https, whose own port is not written.
    let port = url.port().filter(|port| *port != 443);
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    let mut path = plain_path(url.path());
    let mut query: Vec<(String, String)> = url
        .query_pairs()
        .map(|(key, value)| (key.trim_start_matches("amp;").to_owned(), value.into_owned()))
        .filter(|(key, value)| !is_tracking(key, value))
        .collect();
    if host == "youtu.be" && path.len() > 1 {
        query.insert(0, ("v".to_owned(), path[1..].to_owned()));
        path = String::from("/watch");
    }
    let host = ALIASES.iter().find(|(from, _)| *from == host).map_or(host, |(_, to)| *to);
    let mut canonical = format!("https://{host}{port}{path}");
    if !query.is_empty() {
        let query =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        canonical.push('?');
        canonical.push_str(&query);
    }
    if let Some(fragment) = url.fragment().filter(|fragment| names_a_page(fragment)) {
        canonical.push('#');
        canonical.push_str(fragment);
    }
    canonical
}

/// Hosts that moved.
const ALIASES: [(&str, &str); 4] = [
    ("twitter.com", "x.com"),
    ("youtu.be", "youtube.com"),
    ("dx.doi.org", "doi.org"),
    ("old.reddit.com", "reddit.com"),
];

/// What AMP caches and click counters wrap, however often, else the address
/// itself. What is inside is shorter than what is around it, so this ends.
fn unwrapped(mut url: Url) -> Url {
    while let Some(inner) = wrapped(&url) {
        url = inner;
    }
    url
}

/// The address inside that of an AMP cache or a click counter.
fn wrapped(url: &Url) -> Option<Url> {
    let host = url.host_str().unwrap_or_default();
    let inner = if let Some(path) =
        url.path().strip_prefix("/amp/s/").filter(|_| host.starts_with("www.google."))
    {
        Some(path.to_owned())
    } else if host.ends_with(".cdn.ampproject.org") {
        let path = url.path();
        ["/c/s/", "/v/s/", "/c/", "/v/"]
            .iter()
            .find_map(|lead| path.strip_prefix(lead))
            .map(str::to_owned)
    } else if host.starts_with("www.google.") && url.path() == "/url" {
        url.query_pairs()
            .find(|(key, _)| key == "url" || key == "q")
            .map(|(_, inner)| inner.into_owned())
    } else {
        None
    };
    inner
        .map(|inner| if inner.contains("://") { inner } else { format!("https://{inner}") })
        .and_then(|inner| Url::parse(&inner).ok())
        .and_then(plain_web)
}

/// The host without the labels that only say how the page is drawn.
pub fn plain_host(mut host: &str) -> &str {
    host = host.trim_end_matches('.');
    while let Some((first, rest)) = host.split_once('.') {
        if !matches!(first, "www" | "m" | "mobile" | "amp") || !rest.contains('.') {
            break;
        }
        host = rest;
    }
    host
}

/// The path without AMP's marks and trailing slashes; empty for the root.
fn plain_path(path: &str) -> String {
    // A visit's number, as servers of Java write it.
    let session = path.to_ascii_lowercase().find(";jsessionid=").map(|at| {
        let until = path[at + 1..].find(['/', ';']).map_or(path.len(), |end| at + 1 + end);
        format!("{}{}", &path[..at], &path[until..])
    });
    let mut path = session.as_deref().unwrap_or(path).trim_end_matches('/');
    // One mark may stand behind another; each round takes one away.
    while let Some(shorter) = path
        .strip_suffix("/amp")
        .or_else(|| path.strip_suffix(".amp").filter(|stem| !ends_in_dot(stem)))
        .or_else(|| path.strip_prefix("/amp").filter(|rest| rest.starts_with('/')))
    {
        path = shorter.trim_end_matches('/');
    }
    let Some(mut stem) = path.strip_suffix(".amp.html") else {
        return path.to_owned();
    };
    while let Some(shorter) = stem.strip_suffix(".amp") {
        stem = shorter;
    }
    format!("{stem}.html")
}

/// A segment of nothing but dots would name another folder.
fn ends_in_dot(path: &str) -> bool {
    path.ends_with('.') || path.to_ascii_lowercase().ends_with("%2e")
}

/// Whether an address, by its shape, leads to a list of pages and not to one: a front page, a
/// section, a tag. The front page of a house that `title` names is its own page, as that of a tool
/// is that somebody shows.
pub fn is_list_page(address: &str, title: &str) -> bool {
    const SECTIONS: [&str; 22] = [
        "archive",
        "archives",
        "articles",
        "atom",
        "blog",
        "blogs",
        "feed",
        "home",
        "index.html",
        "index.php",
        "insights",
        "latest",
        "latest-news",
        "news",
        "newsroom",
        "newsletter",
        "posts",
        "press",
        "press-releases",
        "rss",
        "stories",
        "updates",
    ];
    const KINDS: [&str; 10] = [
        "author",
        "authors",
        "category",
        "categories",
        "search",
        "section",
        "tag",
        "tags",
        "topic",
        "topics",
    ];
    let Some(url) = parse(address, None).and_then(|url| Url::parse(&url).ok()) else {
        return false;
    };
    let is_marked = url.query_pairs().any(|(key, value)| !is_tracking(&key, &value))
        || url.fragment().is_some_and(names_a_page);
    if is_marked {
        return false;
    }
    let parts: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [] => {
            let house = publisher(url.host_str().unwrap_or_default());
            let name: String = house.split('.').next().unwrap_or_default().replace('-', "");
            let title: String = title.chars().filter(|c| c.is_alphanumeric()).collect();
            !title.to_lowercase().contains(&name)
        }
        [.., kind, _] if KINDS.contains(&kind.to_ascii_lowercase().as_str()) => true,
        [.., last] => parts.len() <= 2 && SECTIONS.contains(&last.to_ascii_lowercase().as_str()),
    }
}

/// The address of a network that stands in `url` itself; `localhost` is always this machine
/// (RFC 6761).
pub fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(address) => Some(IpAddr::V4(address)),
        Host::Ipv6(address) => Some(IpAddr::V6(address)),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            let local = name == "localhost" || name.ends_with(".localhost");
            local.then_some(IpAddr::V4(Ipv4Addr::LOCALHOST))
        }
    }
}

/// The kind of network that an address says itself that it is on, in whichever spelling.
pub fn network(text: &str) -> Option<Network> {
    literal(&Url::parse(text.trim()).ok()?).map(Network::of)
}

/// Whether two addresses lead to one server by one scheme: what is secret for one may be sent to the
/// other.
pub fn same_origin(one: &str, other: &str) -> bool {
    match (Url::parse(one), Url::parse(other)) {
        (Ok(one), Ok(other)) => one.origin().is_tuple() && one.origin() == other.origin(),
        (Ok(_) | Err(_), _) => false,
    }
}

/// The host an address names, without its port.
pub fn host(address: &str) -> Option<&str> {
    let after = address.split_once("://")?.1;
    let authority = after.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = if host.starts_with('[') {
        &host[..=host.find(']')?]
    } else {
        host.split_once(':').map_or(host, |(host, _)| host)
    };
    (!host.is_empty()).then_some(host)
}

/// The family of hosts a (lower-case) host belongs to, so that what one house says in several
/// places counts once: its registrable domain, or its own name where many publish under one roof.
pub fn publisher(host: &str) -> &str {
    let host = plain_host(host);
    if host.starts_with('[') || host.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return host;
    }
    let family = tail(host, 2);
    let family = if is_public_suffix(family) { tail(host, 3) } else { family };
    FAMILIES
        .iter()
        .find(|(member, _)| *member == family || *member == host)
        .map_or(family, |(_, house)| *house)
}

/// The last so many labels of a host.
fn tail(host: &str, labels: usize) -> &str {
    let start = host.rmatch_indices('.').nth(labels - 1).map_or(0, |(at, _)| at + 1);
    &host[start..]
}

/// Whether names of other people are given out under this two-label domain.
fn is_public_suffix(domain: &str) -> bool {
    const ROOFS: [&str; 26] = [
        "github.io",
        "gitlab.io",
        "blogspot.com",
        "substack.com",
        "medium.com",
        "wordpress.com",
        "tumblr.com",
        "tistory.com",
        "ghost.io",
        "netlify.app",
        "vercel.app",
        "pages.dev",
        "web.app",
        "hashnode.dev",
        "beehiiv.com",
        "bearblog.dev",
        "livejournal.com",
        "typepad.com",
        "readthedocs.io",
        "hatenablog.com",
        "herokuapp.com",
        "fly.dev",
        "neocities.org",
        "micro.blog",
        "buttondown.email",
        "egloos.com",
    ];
    const SECOND: [&str; 19] = [
        "co", "com", "or", "org", "go", "gov", "gob", "ac", "edu", "ne", "net", "re", "pe", "nm",
        "mil", "ltd", "plc", "nhs", "gv",
    ];
    let Some((second, last)) = domain.split_once('.') else { return false };
    ROOFS.contains(&domain) || (last.len() == 2 && SECOND.contains(&second))
}

/// Houses that publish under more than one domain.
const FAMILIES: [(&str, &str); 23] = [
    ("blog.google", "google.com"),
    ("deepmind.google", "google.com"),
    ("ai.google", "google.com"),
    ("deepmind.com", "google.com"),
    ("withgoogle.com", "google.com"),
    ("googleblog.com", "google.com"),
    ("googleblog.blogspot.com", "google.com"),
    ("amazon.science", "amazon.com"),
    ("aboutamazon.com", "amazon.com"),
    ("allthingsdistributed.com", "amazon.com"),
    ("fb.com", "meta.com"),
    ("facebook.com", "meta.com"),
    ("windows.com", "microsoft.com"),
    ("azure.com", "microsoft.com"),
    ("bbc.com", "bbc.co.uk"),
    ("bbci.co.uk", "bbc.co.uk"),
    ("theguardian.co.uk", "theguardian.com"),
    ("guardian.co.uk", "theguardian.com"),
    ("nyti.ms", "nytimes.com"),
    ("reut.rs", "reuters.com"),
    ("youtu.be", "youtube.com"),
    ("twitter.com", "x.com"),
    ("technologyreview.jp", "technologyreview.com"),
];

#[cfg(test)]
mod tests;
