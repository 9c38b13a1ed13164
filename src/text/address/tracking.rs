//! What of an address only tells who clicked where, and an address without it.

use super::parse;

/// The absolute address written here as it is handed on ([`untracked`]), if it is one of the web.
pub fn leaving(text: &str) -> Option<String> {
    parse(text, None).map(|url| untracked(&url))
}

/// An address without what only tells who clicked where, for handing on: it opens the same page.
/// All else of it stays letter by letter; unlike in [`super::canonical`], what may as well mean something to
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
    const NAMES: [&str; 30] = [
        "phpsessid",
        "jsessionid",
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
pub(super) fn is_tracking(key: &str, value: &str) -> bool {
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
pub(super) fn names_a_page(fragment: &str) -> bool {
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
