//! What is known of a host: the pane its pages usually belong to, and how close it stands to the
//! events it tells. The table stands in `assets/lexicon/hosts.toml`.

use std::collections::HashMap;

use serde::Deserialize;

use crate::model::{Pane, Tier};
use crate::text::address;

/// What is known of one host and its subdomains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub struct Host {
    /// Where its pages usually belong.
    pub pane: Option<Pane>,
    /// How close it stands to events.
    pub tier: Option<Tier>,
}

/// The table of hosts.
#[derive(Debug)]
pub struct Hosts {
    known: HashMap<String, Host>,
    /// How addresses of papers begin, without scheme.
    papers: Vec<String>,
}

/// How publishers of journals name a paper by its DOI, whatever their host.
const DOI_PATHS: [&str; 5] =
    ["doi/10.", "doi/full/10.", "doi/abs/10.", "doi/pdf/10.", "article/10."];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    papers: Vec<String>,
    group: Vec<Group>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    pane: Option<Pane>,
    tier: Option<Tier>,
    hosts: Vec<String>,
}

impl Hosts {
    /// The hosts that come with the program.
    pub fn shipped() -> Hosts {
        // Built in and parsed by a test: a broken one cannot reach a user.
        let Ok(file) = toml::from_str::<File>(include_str!("../../assets/lexicon/hosts.toml"))
        else {
            return Hosts { known: HashMap::new(), papers: Vec::new() };
        };
        let of = |group: Group| {
            let host = Host { pane: group.pane, tier: group.tier };
            group.hosts.into_iter().map(move |name| (name, host))
        };
        Hosts { known: file.group.into_iter().flat_map(of).collect(), papers: file.papers }
    }

    /// Whether an address is that of a scholarly paper, not of news about one.
    pub fn is_paper(&self, url: &str) -> bool {
        let Some((_, page)) = url.split_once("://") else { return false };
        let page = page.strip_prefix("www.").unwrap_or(page);
        let path = page.split_once('/').map_or("", |(_, path)| path);
        address::arxiv_id(url).is_some()
            || DOI_PATHS.iter().any(|doi| path.starts_with(doi))
            || self.papers.iter().any(|beginning| page.starts_with(beginning.as_str()))
    }

    /// What is known of a host; the longest name that fits counts.
    pub fn of(&self, host: &str) -> Host {
        let mut name = host;
        loop {
            if let Some(known) = self.known.get(name) {
                return *known;
            }
            match name.split_once('.') {
                Some((_, parent)) => name = parent,
                None => return Host::default(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subdomain_counts_as_its_host_unless_it_stands_for_itself() {
        let hosts = Hosts::shipped();
        assert!(hosts.known.len() > 100);
        assert_eq!(hosts.of("export.arxiv.org").pane, Some(Pane::Research));
        assert_eq!(hosts.of("nowhere.invalid"), Host::default());
    }

    #[test]
    fn a_paper_is_known_by_its_address_and_news_about_papers_are_none() {
        let hosts = Hosts::shipped();
        for paper in [
            "https://arxiv.org/abs/2603.01234v2",
            "https://www.nature.com/articles/s41586-026-01234-5",
            "https://journal.example/doi/full/10.1000/182",
            "https://openreview.net/forum?id=abc",
        ] {
            assert!(hosts.is_paper(paper), "{paper}");
        }
        for news in [
            "https://www.nature.com/articles/d41586-026-01234-5",
            "https://arxiv.org/list/cs.LG",
            "x",
        ] {
            assert!(!hosts.is_paper(news), "{news}");
        }
    }
}
