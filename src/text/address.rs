//! Web addresses: read, made comparable, and told apart by who publishes there.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr};

use url::{Host, Url};

use crate::model::{Network, Paper};

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
    let url = match base.and_then(|base| Url::parse(base).ok()) {
        Some(base) => base.join(text).ok()?,
        None if text.starts_with("//") => Url::parse(&format!("https:{text}")).ok()?,
        None if text.starts_with("www.") => Url::parse(&format!("https://{text}")).ok()?,
        None => Url::parse(text).ok()?,
    };
    plain_web(url).map(String::from)
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
    let mut path = path.trim_end_matches('/');
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

/// The absolute address written here as it is handed on ([`untracked`]), if it is one of the web.
pub fn leaving(text: &str) -> Option<String> {
    parse(text, None).map(|url| untracked(&url))
}

/// An address without what only tells who clicked where, for handing on: it opens the same page.
/// All else of it stays letter by letter; unlike in [`canonical`], what may as well mean something to
/// its server (`source=`, `ref=main`) stays.
pub fn untracked(address: &str) -> String {
    let (rest, fragment) = match address.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (address, None),
    };
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (rest, None),
    };
    let pairs: Vec<&str> = query
        .into_iter()
        .flat_map(|query| query.split('&'))
        .filter(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let key = key.trim_start_matches("amp;").to_ascii_lowercase();
            !only_tracks(&key) && !names_a_referrer(&key, value)
        })
        .collect();
    let mut kept = path.to_owned();
    if !pairs.is_empty() {
        kept.push('?');
        kept.push_str(&pairs.join("&"));
    }
    let tracks = |fragment: &&str| {
        let key = fragment.split('=').next().unwrap_or_default().to_ascii_lowercase();
        fragment.contains('=') && (only_tracks(&key) || matches!(&*key, "xtor" | "echobox"))
    };
    if let Some(fragment) = fragment.filter(|fragment| !tracks(fragment)) {
        kept.push('#');
        kept.push_str(fragment);
    }
    kept
}

/// Whether a parameter is one of a campaign or a click, whatever its server.
fn only_tracks(key: &str) -> bool {
    const PREFIXES: [&str; 13] = [
        "utm_",
        "mtm_",
        "matomo_",
        "pk_",
        "piwik_",
        "hsa_",
        "oly_",
        "vero_",
        "_hs",
        "trk",
        "stm_",
        "at_medium",
        "at_campaign",
    ];
    const NAMES: [&str; 28] = [
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "igshid",
        "igsh",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "ck_subscriber_id",
        "_ga",
        "_gl",
        "s_cid",
        "ncid",
        "cmpid",
        "ref_src",
        "ref_url",
        "smid",
        "sr_share",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
    ];
    PREFIXES.iter().any(|prefix| key.starts_with(prefix)) || NAMES.contains(&key)
}

/// Whether a parameter says by its value where its bearer came from: `ref=hackernews`,
/// `source=rss`, `ref=weekly.example`.
fn names_a_referrer(key: &str, value: &str) -> bool {
    const PLACES: [&str; 17] = [
        "rss",
        "feed",
        "newsletter",
        "email",
        "twitter",
        "x",
        "facebook",
        "linkedin",
        "reddit",
        "hackernews",
        "hn",
        "producthunt",
        "share",
        "social",
        "telegram",
        "kakaotalk",
        "rss20",
    ];
    let value = value.to_ascii_lowercase();
    let is_host = value.split('.').count() > 1
        && value.split('.').all(|label| {
            !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
        && value.rsplit('.').next().is_some_and(|tld| tld.bytes().all(|b| b.is_ascii_alphabetic()));
    let says_where = matches!(key, "ref" | "referrer" | "referer" | "source" | "src" | "from");
    says_where && (PLACES.contains(&&*value) || (is_host && key.starts_with("ref")))
}

/// Parameters that tell who clicked where, and those that seldom say which page it is.
fn is_tracking(key: &str, value: &str) -> bool {
    const PREFIXES: [&str; 1] = ["at_"];
    const NAMES: [&str; 12] = [
        "cmp",
        "ref",
        "referrer",
        "referer",
        "source",
        "src",
        "partner",
        "outputtype",
        "feature",
        "si",
        "share",
        "rss",
    ];
    let key = key.to_ascii_lowercase();
    only_tracks(&key)
        || PREFIXES.iter().any(|prefix| key.starts_with(prefix))
        || NAMES.contains(&key.as_str())
        || (key == "amp" && matches!(value, "" | "1" | "true"))
}

/// Whether a fragment names one entry of a page that holds many, as release notes do: a date or a
/// version. All others lead to a place on the same page.
fn names_a_page(fragment: &str) -> bool {
    let is_plain = fragment.len() <= 80
        && fragment.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    let year = fragment
        .find("20")
        .is_some_and(|at| fragment[at..].bytes().take(4).filter(u8::is_ascii_digit).count() == 4);
    let version = fragment
        .strip_prefix('v')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    is_plain && (year || version)
}

/// The arXiv identifier, without its version, that an address of the paper names: abstract, PDF,
/// HTML, a mirror's, or its DOI.
pub fn arxiv_id(address: &str) -> Option<String> {
    let after = address.split_once("://")?.1;
    let (host, path) = after.split_once('/')?;
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let host = plain_host(host);
    let id = match host {
        "arxiv.org"
        | "export.arxiv.org"
        | "browse.arxiv.org"
        | "ar5iv.org"
        | "ar5iv.labs.arxiv.org" => {
            let (page, id) = path.split_once('/')?;
            matches!(page, "abs" | "pdf" | "html" | "ps" | "format" | "src" | "e-print" | "tb")
                .then_some(id)?
        }
        "doi.org" | "dx.doi.org" => {
            let (lead, id) = path.split_at_checked("10.48550/arXiv.".len())?;
            lead.eq_ignore_ascii_case("10.48550/arXiv.").then_some(id)?
        }
        _ => return None,
    };
    let id = id.strip_suffix(".pdf").unwrap_or(id);
    let id = match id.rsplit_once('v') {
        Some((stem, version))
            if !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()) =>
        {
            stem
        }
        _ => id,
    };
    is_arxiv_id(id).then(|| id.to_owned())
}

/// The DOI that an address names: a resolver's, or a publisher's page under `/doi/`. Signs that are
/// encoded belong to the address and not to the name (DOI Handbook, 2.5.2.4).
pub fn doi(address: &str) -> Option<String> {
    let after = address.split_once("://")?.1;
    let (host, path) = after.split_once('/')?;
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let named = match plain_host(host) {
        "doi.org" | "dx.doi.org" => path,
        _ => {
            let (_, rest) = path.split_once("doi/")?;
            // The page of the abstract, of the text, of the PDF.
            rest.find("10.").map(|at| &rest[at..])?
        }
    };
    bare_doi(&decoded(named)).map(str::to_owned)
}

/// A DOI without the resolver, scheme or label it may be written with.
pub fn bare_doi(text: &str) -> Option<&str> {
    let doi = &text[text.find("10.")?..];
    let (prefix, suffix) = doi.split_once('/')?;
    let registrant = prefix.strip_prefix("10.")?;
    let is_number = registrant
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    (is_number && !suffix.is_empty() && !suffix.contains(char::is_whitespace)).then_some(doi)
}

/// The resolver's address of a DOI; in it the signs are encoded that mean something there.
pub fn of_doi(doi: &str) -> Option<String> {
    let encoded = doi.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
    parse(&format!("https://doi.org/{encoded}"), None)
}

/// Whether a DOI is one that arXiv gives its papers, which says no more than their identifier.
pub fn is_arxiv_doi(doi: &str) -> bool {
    doi.to_ascii_lowercase().starts_with("10.48550/arxiv.")
}

/// The arXiv identifier that the address of a gallery's page names: a page about the paper, which
/// is another page than the paper's own.
fn shown_arxiv_id(address: &str) -> Option<String> {
    let (host, path) = address.split_once("://")?.1.split_once('/')?;
    let path = match plain_host(host) {
        "huggingface.co" | "emergentmind.com" => path.strip_prefix("papers/"),
        "semanticscholar.org" | "scirate.com" => path.strip_prefix("arxiv/"),
        "alphaxiv.org" => {
            ["abs/", "overview/", "pdf/"].iter().find_map(|page| path.strip_prefix(page))
        }
        _ => None,
    }?;
    arxiv_id(&format!("https://arxiv.org/abs/{path}"))
}

/// Adds to the facts of a paper what its address and its name at the source say: the arXiv
/// identifier, the DOI, where the PDF is.
pub fn complete_paper(paper: &mut Paper, url: Option<&str>, external_id: Option<&str>) {
    let said =
        |found: &dyn Fn(&str) -> Option<String>| url.into_iter().chain(external_id).find_map(found);
    let labelled = |text: &str| {
        let id = text.rsplit_once(':').filter(|(label, _)| {
            label.to_ascii_lowercase().ends_with("arxiv") || label.starts_with("oai")
        });
        arxiv_id(&format!("https://arxiv.org/abs/{}", id?.1))
    };
    if paper.arxiv.is_none() {
        paper.arxiv = said(&|text| {
            arxiv_id(text).or_else(|| shown_arxiv_id(text)).or_else(|| labelled(text))
        });
    }
    if paper.doi.is_none() {
        let bare = |text: &str| {
            let begins = text.starts_with("10.") || text.to_ascii_lowercase().starts_with("doi:");
            begins.then(|| bare_doi(text).map(str::to_owned)).flatten()
        };
        // arXiv's own DOI says no more than its identifier.
        paper.doi = said(&|text| doi(text).or_else(|| bare(text))).filter(|doi| !is_arxiv_doi(doi));
    }
    if let (Some(id), None) = (&paper.arxiv, &paper.pdf) {
        paper.pdf = Some(format!("https://arxiv.org/pdf/{id}"));
    }
}

/// `2603.01234`, or before 2007 `hep-th/9901001`.
fn is_arxiv_id(id: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match (id.split_once('.'), id.split_once('/')) {
        (_, Some((archive, number))) => {
            digits(number)
                && number.len() == 7
                && !archive.is_empty()
                && archive.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'.'))
        }
        (Some((month, number)), None) => {
            digits(month) && month.len() == 4 && digits(number) && (4..=5).contains(&number.len())
        }
        (None, None) => false,
    }
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
