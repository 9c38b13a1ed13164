//! Who tells a report: its maker, a paper, a community, the general press.

use super::Source;
use crate::desk::hosts::Hosts;
use crate::desk::lexicon::Lexicon;
use crate::model::Tier;
use crate::text::{address, tokens};

/// Kinds of source that bring papers and nothing else.
const SCHOLARLY: [&str; 5] = ["arxiv", "crossref", "openreview", "pubmed", "semanticscholar"];

/// Galleries that show papers, by how their addresses begin.
const GALLERIES: [&str; 3] =
    ["huggingface.co/papers/", "papers.takara.ai/", "paperswithcode.com/paper"];

/// What is known of the page of a report and of who points at it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// A scholarly paper, or a gallery's page of one.
    pub paper: bool,
    /// Shown by a gallery that chooses.
    pub gallery: bool,
    /// The company whose own word it is, by its place in the lexicon.
    pub own: Option<u32>,
    /// Pointed at by a community that votes.
    pub community: bool,
    /// Somebody's project where code is kept.
    pub project: bool,
    /// A page where code is kept, whoever keeps it.
    pub code: bool,
    /// The general press, which writes about everything.
    pub general: bool,
    /// A paper or magazine that is known: it writes about more than technology.
    pub press: bool,
    /// A journal or magazine of science.
    pub science: bool,
    /// A magazine rather than news.
    pub magazine: bool,
    /// To be heard or seen: a talk about what others tell.
    pub broadcast: bool,
}

/// What is known of a report's page.
pub fn of(source: &Source<'_>, hosts: &Hosts, own: Option<u32>, lexicon: &Lexicon) -> Page {
    let known = source.url.map_or_else(Default::default, |url| {
        let is_known =
            |owner: &str| lexicon.by_key(owner).is_some_and(|entry| entry.kind != "topic");
        hosts.of_page(url, is_known)
    });
    let host = source.url.and_then(address::host).unwrap_or_default();
    let paper = is_paper(source.kind, source.url, hosts);
    Page {
        paper,
        gallery: source.url.is_some_and(is_gallery),
        own: own.filter(|_| !paper),
        community: source.kind == "community"
            || source.kind == "hackernews"
            || is_community(source.source, host),
        project: known.anybodys,
        code: known.owners,
        // The business press writes about everything, too, but about business first.
        general: known.tier == Some(Tier::General) && known.pane.is_none(),
        press: matches!(known.tier, Some(Tier::General | Tier::Specialist)),
        science: hosts.is_science(host),
        magazine: hosts.is_magazine(host),
        // What a maker shows of its own is its word, and a folder of code holds no talk.
        broadcast: own.is_none()
            && !known.anybodys
            && !known.owners
            && source.url.is_some_and(is_broadcast),
    }
}

/// Whether a kind of source, or an address, says that a page is a scholarly paper, or a gallery's
/// page of one.
pub fn is_paper(kind: &str, url: Option<&str>, hosts: &Hosts) -> bool {
    SCHOLARLY.contains(&kind) || url.is_some_and(|url| is_gallery(url) || hosts.is_paper(url))
}

fn is_gallery(url: &str) -> bool {
    let address = url.split_once("://").map_or("", |(_, rest)| rest);
    let address = address.strip_prefix("www.").unwrap_or(address);
    GALLERIES.iter().any(|gallery| address.starts_with(gallery))
}

/// Whether a source or its pages' host is a community that points at what others publish.
fn is_community(source: &str, host: &str) -> bool {
    const NAMES: [&str; 6] =
        ["hacker news", "hackernews", "hacker-news", "geeknews", "lobsters", "lobste.rs"];
    const HOSTS: [&str; 4] = ["news.ycombinator.com", "news.hada.io", "lobste.rs", "hada.io"];
    let source = source.to_lowercase();
    NAMES.iter().any(|name| source.contains(name)) || HOSTS.contains(&host)
}

impl Page {
    /// Whether an address says that its page is somebody's opinion.
    pub fn is_opinion(&self, url: Option<&str>) -> bool {
        const PARTS: [&str; 6] =
            ["/commentisfree/", "/opinion/", "/column/", "/columns/", "/editorial/", "/op-ed/"];
        url.is_some_and(|url| PARTS.iter().any(|part| url.contains(part)))
    }
}

/// Whether the path of an address says that its page, which stands below, is a broadcast to be heard or
/// seen, which talks about several things.
fn is_broadcast(url: &str) -> bool {
    const FOLDERS: [&str; 7] =
        ["podcast", "podcasts", "video", "videos", "audio", "episode", "episodes"];
    let address = url.split_once("://").map_or(url, |(_, address)| address);
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let mut folders = path.split('/').skip(1).collect::<Vec<_>>();
    folders.pop();
    folders.iter().any(|folder| FOLDERS.iter().any(|known| folder.eq_ignore_ascii_case(known)))
}

/// Whether a first sentence presents a broadcast: "On this episode of …".
pub fn presents_broadcast(sentence: &str) -> bool {
    const OPENINGS: [&str; 7] = [
        "on this episode",
        "in this episode",
        "on today's episode",
        "this week on",
        "welcome to",
        "today on",
        "on this week's",
    ];
    let head = &sentence[..tokens::floor_char_boundary(sentence, 40)];
    let head = head.to_lowercase().replace('’', "'");
    OPENINGS.iter().any(|opening| head.starts_with(opening))
}

/// Whether a title is headed by the name of a series, as broadcasts are: "#harbourshow: Kites, sails".
pub fn is_of_series(title: &str) -> bool {
    let name = title.strip_prefix('#').and_then(|rest| rest.split_once(": "));
    name.is_some_and(|(name, _)| !name.is_empty() && name.chars().all(char::is_alphanumeric))
}

/// Whether a title lists the headlines of a newsletter: "Kites Grow Tails, Acme Joins Barley, …".
pub fn lists_headlines(title: &str) -> bool {
    /// Headlines, and the words of each.
    const HEADLINES: usize = 4;
    const WORDS: usize = 3;
    let is_headline = |part: &str| {
        let opens = part.split_whitespace().next().unwrap_or_default();
        // One sentence in capitals goes on with "And".
        part.split_whitespace().nth(WORDS - 1).is_some()
            && opens.contains(char::is_uppercase)
            && !["And", "But", "Or"].contains(&opens)
    };
    title.matches(", ").count() + 1 >= HEADLINES && title.split(", ").all(is_headline)
}

#[cfg(test)]
mod tests {
    use super::{is_broadcast, is_of_series, lists_headlines};

    #[test]
    fn a_series_is_told_by_the_sign_before_its_name() {
        assert!(is_of_series("#hafenschau: Segel, Drachen und ein Steg"));
        for title in ["#1 kite of the year: it flies", "# Kites: an overview", "Kites #2: sails"] {
            assert!(!is_of_series(title), "{title}");
        }
    }

    #[test]
    fn a_broadcast_is_told_by_its_address() {
        for url in [
            "https://press.example/podcast/812/kites-and-sails",
            "https://press.example/video/acme-buys-a-pier-while-kites-fall/",
            "https://press.example/News/Videos/812?from=home",
            "https://press.example/shows/harbour/episode/12",
        ] {
            assert!(is_broadcast(url), "{url}");
        }
        for url in [
            "https://press.example/2026/video-maker-acme-buys-a-pier",
            "https://press.example/2026/acme-buys-a-pier?next=/video/12",
            "https://press.example/2026/acme-buys-a-pier#/podcast/12",
            "https://press.example/2026/video/",
            "https://video/2026/acme-buys-a-pier",
        ] {
            assert!(!is_broadcast(url), "{url}");
        }
    }

    #[test]
    fn a_list_of_headlines_is_told_by_its_form() {
        let newsletter =
            "Kites Grow Long Tails, eKite Joins Barley, Sails Outrun Steam, Open Harbour Audits";
        assert!(lists_headlines(newsletter));
        for title in [
            "Kelphaven, Quayside, Barley and Acme found liable in ferry case",
            "Kites Grow Long Tails, Acme Joins Barley",
            "Kelphaven Buys Two Piers, Hires Their Crews, Licenses Their Cranes, And Keeps Their Staff",
            "Kelphaven cuts 400 jobs, closes its pier, sells two ferries, and says that it is over",
        ] {
            assert!(!lists_headlines(title), "{title}");
        }
    }
}
