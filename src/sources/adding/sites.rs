//! Sites whose feeds stand where their addresses tell: channels, releases, communities, letters,
//! weblogs.

use super::papers::escaped;
use super::{certain_feed, field, parts};
use crate::model::{Candidate, Certainty};

/// The public instance of `RSSHub`, which `rsshub://` stands for unless a reader has its own.
const RSSHUB: &str = "https://rsshub.app";

/// What is no address but names a place: `r/rust`, `@name@host`, `rsshub://…`, `edgar:NVDA`.
pub(super) fn named(typed: &str) -> Option<Vec<Candidate>> {
    let lower = typed.to_ascii_lowercase();
    if lower.starts_with("rsshub://") {
        let path = typed["rsshub://".len()..].trim_start_matches('/');
        return Some(vec![certain_feed(format!("{RSSHUB}/{path}"), "rsshub")]);
    }
    for label in ["edgar:", "sec:"] {
        if let Some(ticker) = lower.strip_prefix(label) {
            return edgar(ticker.trim());
        }
    }
    if typed.contains("://") || typed.contains(char::is_whitespace) {
        return None;
    }
    let path = typed.trim_start_matches('/');
    if let Some((sort, name)) = path.split_once('/')
        && !name.is_empty()
        && matches!(sort, "r" | "u" | "user")
    {
        return reddit(&path.split('/').collect::<Vec<_>>());
    }
    if let Some(name) = typed.strip_prefix('@') {
        return match name.split_once('@') {
            Some((name, host)) if host.contains('.') => Some(vec![mastodon(host, name)]),
            Some(_) => None,
            None if name.contains('.') => Some(vec![bluesky(name)]),
            // Whose channel, whose account: only the place would tell.
            None => Some(vec![
                Candidate::new(
                    "feed",
                    format!("https://www.youtube.com/@{name}"),
                    "youtube",
                    Certainty::Guess,
                ),
                Candidate::new(
                    "feed",
                    format!("https://mastodon.social/@{name}.rss"),
                    "mastodon",
                    Certainty::Guess,
                ),
                Candidate::new(
                    "feed",
                    format!("https://medium.com/feed/@{name}"),
                    "medium",
                    Certainty::Guess,
                ),
            ]),
        };
    }
    // `owner/name` may be a repository.
    let is_name = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    match typed.split('/').collect::<Vec<_>>().as_slice() {
        [owner, name] if is_name(owner) && is_name(name) && !owner.contains('.') => {
            let found = github(&[*owner, *name])?;
            Some(found.into_iter().map(|one| one.with(Certainty::Guess)).collect())
        }
        _ => None,
    }
}

fn edgar(ticker: &str) -> Option<Vec<Candidate>> {
    let is_ticker = (1..=10).contains(&ticker.len())
        && ticker.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_ticker.then(|| {
        let ticker = ticker.to_ascii_uppercase();
        let url = format!("https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK={ticker}&type=8-K&output=atom");
        vec![certain_feed(url, "filings")]
    })
}

fn mastodon(host: &str, name: &str) -> Candidate {
    certain_feed(format!("https://{host}/@{name}.rss"), "mastodon")
}

fn bluesky(handle: &str) -> Candidate {
    certain_feed(format!("https://bsky.app/profile/{handle}/rss"), "bluesky")
}

fn reddit(path: &[&str]) -> Option<Vec<Candidate>> {
    let url = match path {
        ["r", name, sort @ ("new" | "top" | "hot" | "rising" | "best"), ..] => {
            format!("https://www.reddit.com/r/{name}/{sort}/.rss")
        }
        ["r", name, "comments", id, ..] => {
            format!("https://www.reddit.com/r/{name}/comments/{id}/.rss")
        }
        ["r", name, ..] => {
            format!("https://www.reddit.com/r/{}/.rss", name.trim_end_matches(".rss"))
        }
        ["u" | "user", name, ..] => {
            format!("https://www.reddit.com/user/{}/.rss", name.trim_end_matches(".rss"))
        }
        [] => "https://www.reddit.com/.rss".to_owned(),
        _ => return None,
    };
    Some(vec![certain_feed(url, "reddit")])
}

/// Paths of GitHub that are nobody's name.
const NOBODY: [&str; 16] = [
    "about",
    "apps",
    "blog",
    "collections",
    "customer-stories",
    "enterprise",
    "explore",
    "features",
    "login",
    "marketplace",
    "orgs",
    "pricing",
    "search",
    "security",
    "sponsors",
    "topics",
];

fn github(path: &[&str]) -> Option<Vec<Candidate>> {
    let at = |rest: String| format!("https://github.com/{rest}");
    let repository = |name: &str| name.trim_end_matches(".git").to_owned();
    Some(match path {
        [owner, ..] if NOBODY.contains(owner) && path.len() != 2 => return None,
        ["orgs", owner, ..] => vec![certain_feed(at(format!("{owner}.atom")), "github_user")],
        [owner] => {
            let owner = owner.trim_end_matches(".atom");
            vec![certain_feed(at(format!("{owner}.atom")), "github_user")]
        }
        [owner, name, "commits", branch, ..] => {
            let branch = branch.trim_end_matches(".atom");
            let url = at(format!("{owner}/{}/commits/{branch}.atom", repository(name)));
            vec![certain_feed(url, "commits")]
        }
        [owner, name, "tree", branch] => {
            let url = at(format!("{owner}/{}/commits/{branch}.atom", repository(name)));
            vec![certain_feed(url, "commits")]
        }
        [
            owner,
            name,
            sort @ ("commits" | "tags" | "releases" | "commits.atom" | "tags.atom"
            | "releases.atom"),
            ..,
        ] => {
            let sort = sort.trim_end_matches(".atom");
            let what = match sort {
                "commits" => "commits",
                "tags" => "tags",
                _ => "releases",
            };
            vec![certain_feed(at(format!("{owner}/{}/{sort}.atom", repository(name))), what)]
        }
        [owner, name, "discussions", ..] => {
            vec![certain_feed(
                at(format!("{owner}/{}/discussions.atom", repository(name))),
                "discussions",
            )]
        }
        [owner, name, ..] => {
            let name = repository(name);
            vec![
                certain_feed(at(format!("{owner}/{name}/releases.atom")), "releases"),
                certain_feed(at(format!("{owner}/{name}/commits.atom")), "commits")
                    .with(Certainty::Beside),
                certain_feed(at(format!("{owner}/{name}/tags.atom")), "tags")
                    .with(Certainty::Beside),
            ]
        }
        [] => return None,
    })
}

fn youtube(url: &str, path: &[&str]) -> Option<Vec<Candidate>> {
    let feed = |key: &str, id: &str| {
        let url = format!("https://www.youtube.com/feeds/videos.xml?{key}={id}");
        vec![certain_feed(url, "youtube")]
    };
    match path {
        ["channel", id, ..] => Some(feed("channel_id", id)),
        ["user", name, ..] => Some(feed("user", name)),
        ["feeds", ..] => None,
        ["playlist"] => field(url, "list").map(|list| feed("playlist_id", &list)),
        // The page of a handle names its channel's feed.
        _ => Some(vec![Candidate::new("feed", url, "youtube", Certainty::ToLookAt)]),
    }
}

fn medium(path: &[&str]) -> Option<Vec<Candidate>> {
    let rest = match path {
        ["feed" | "p" | "m" | "search", ..] | [] => return None,
        ["tag", tag, ..] => format!("tag/{tag}"),
        [name, ..] => (*name).to_owned(),
    };
    Some(vec![certain_feed(format!("https://medium.com/feed/{rest}"), "medium")])
}

/// Hosts below which everybody has a host, and where the feed stands there.
const HOSTS: [(&str, &str, &str); 11] = [
    (".substack.com", "/feed", "letter"),
    (".beehiiv.com", "/feed", "letter"),
    (".medium.com", "/feed", "medium"),
    (".wordpress.com", "/feed/", "weblog"),
    (".blogspot.com", "/feeds/posts/default", "weblog"),
    (".tistory.com", "/rss", "weblog"),
    (".tumblr.com", "/rss", "weblog"),
    (".livejournal.com", "/data/rss", "weblog"),
    (".hatenablog.com", "/feed", "weblog"),
    (".bearblog.dev", "/feed/", "weblog"),
    (".egloos.com", "/rss", "weblog"),
];

/// Addresses of sites that are known.
pub(super) fn of_address(url: &str) -> Option<Vec<Candidate>> {
    let (host, path) = parts(url)?;
    let one = |url: String, what| Some(vec![certain_feed(url, what)]);
    match (host.as_str(), path.as_slice()) {
        ("youtube.com" | "m.youtube.com" | "youtu.be", path) => return youtube(url, path),
        ("github.com", path) => return github(path),
        ("gitlab.com", [owner, name, ..]) if !matches!(*owner, "explore" | "users") => {
            return one(format!("https://gitlab.com/{owner}/{name}/-/tags?format=atom"), "tags");
        }
        ("codeberg.org", [owner, name, ..]) => {
            return one(format!("https://codeberg.org/{owner}/{name}/releases.rss"), "releases");
        }
        ("codeberg.org", [owner]) => {
            return one(format!("https://codeberg.org/{owner}.rss"), "github_user");
        }
        ("pypi.org", ["project", name, ..]) => {
            return one(format!("https://pypi.org/rss/project/{name}/releases.xml"), "releases");
        }
        ("crates.io", ["crates", name, ..]) => {
            return one(format!("https://static.crates.io/rss/crates/{name}.xml"), "releases");
        }
        ("reddit.com" | "old.reddit.com" | "new.reddit.com", path) => return reddit(path),
        ("medium.com", path) => return medium(path),
        ("bsky.app", ["profile", handle, ..]) => return Some(vec![bluesky(handle)]),
        ("substack.com", [name, ..]) if name.starts_with('@') => {
            let guess = format!("https://{}.substack.com/feed", name.trim_start_matches('@'));
            return Some(vec![Candidate::new("feed", guess, "letter", Certainty::Guess)]);
        }
        ("buttondown.com" | "buttondown.email", [name, ..]) => {
            return one(format!("https://buttondown.com/{name}/rss"), "letter");
        }
        ("blog.naver.com" | "m.blog.naver.com", [name, ..]) => {
            let name = name.trim_end_matches(".xml");
            return one(format!("https://rss.blog.naver.com/{name}.xml"), "weblog");
        }
        ("velog.io", [name, ..]) if name.starts_with('@') => {
            return one(format!("https://v2.velog.io/rss/{name}"), "weblog");
        }
        ("brunch.co.kr", [name, ..]) if name.starts_with("@@") => {
            return one(format!("https://brunch.co.kr/rss/{name}"), "weblog");
        }
        ("dev.to", [name, ..]) if *name != "feed" => {
            return one(format!("https://dev.to/feed/{name}"), "weblog");
        }
        ("note.com", [name, ..]) => return one(format!("https://note.com/{name}/rss"), "weblog"),
        ("news.ycombinator.com", _) => {
            return Some(vec![Candidate::new(
                "hackernews",
                "front_page",
                "hackernews",
                Certainty::Certain,
            )]);
        }
        ("news.google.com", ["search"]) => {
            let words = field(url, "q")?;
            return one(
                format!("https://news.google.com/rss/search?q={}", escaped(&words)),
                "news_search",
            );
        }
        ("sec.gov", ["cgi-bin", "browse-edgar"]) if !url.contains("output=atom") => {
            return edgar(&field(url, "CIK")?);
        }
        (host, [name]) if name.starts_with('@') && name.len() > 1 && !name.contains('.') => {
            // Mastodon and its kin write people so; others do too.
            let found = mastodon(host, name.trim_start_matches('@'));
            return Some(vec![found.with(Certainty::ToLookAt)]);
        }
        (host, ["tags", tag]) if host.starts_with("mastodon.") => {
            return one(format!("https://{host}/tags/{tag}.rss"), "mastodon");
        }
        _ => {}
    }
    let (_, place, what) = HOSTS.iter().find(|(end, ..)| host.ends_with(end))?;
    // Whoever types the feed's own address means that.
    let is_feed =
        path.first().is_some_and(|first| matches!(*first, "feed" | "feeds" | "rss" | "data"));
    let url = if is_feed { url.to_owned() } else { format!("https://{host}{place}") };
    one(url, what)
}
