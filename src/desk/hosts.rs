//! What is known of a host: the pane its pages usually belong to, and how close it stands to the
//! events it tells. The table stands in `assets/lexicon/hosts.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

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
    /// Whether each page belongs to somebody whom its address names, as where code is kept.
    #[serde(default)]
    pub owners: bool,
    /// Whether that is no organisation that is known, but anybody with a project.
    #[serde(skip)]
    pub anybodys: bool,
}

/// The table of hosts.
#[derive(Debug, Default)]
pub struct Hosts {
    known: HashMap<String, Host>,
    /// Organisations by the names that they have where code is kept.
    organisations: HashSet<String>,
    /// How addresses of papers begin, without scheme.
    papers: Vec<String>,
    /// Journals and magazines of science.
    science: HashSet<String>,
    /// Magazines.
    magazines: HashSet<String>,
}

/// How publishers of journals name a paper by its DOI, whatever their host.
const DOI_PATHS: [&str; 5] =
    ["doi/10.", "doi/full/10.", "doi/abs/10.", "doi/pdf/10.", "article/10."];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    papers: Vec<String>,
    organisations: Vec<String>,
    science: Vec<String>,
    magazines: Vec<String>,
    group: Vec<Group>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    pane: Option<Pane>,
    tier: Option<Tier>,
    #[serde(default)]
    owners: bool,
    hosts: Vec<String>,
}

impl Hosts {
    /// The hosts that come with the program, read once a process.
    pub fn shipped() -> &'static Hosts {
        static SHIPPED: LazyLock<Hosts> =
            LazyLock::new(|| Hosts::read(include_str!("../../assets/lexicon/hosts.toml")));
        &SHIPPED
    }

    fn read(text: &str) -> Hosts {
        // Built in and parsed by a test: a broken one cannot reach a user.
        let Ok(file) = toml::from_str::<File>(text) else {
            return Hosts::default();
        };
        let of = |group: Group| {
            let host =
                Host { pane: group.pane, tier: group.tier, owners: group.owners, anybodys: false };
            group.hosts.into_iter().map(move |name| (name, host))
        };
        Hosts {
            known: file.group.into_iter().flat_map(of).collect(),
            organisations: file.organisations.into_iter().collect(),
            papers: file.papers,
            science: file.science.into_iter().collect(),
            magazines: file.magazines.into_iter().collect(),
        }
    }

    /// What is known of a page: of its host, or of the organisation there that it belongs to.
    /// `is_known` tells of others by their names.
    pub fn of_page(&self, url: &str, is_known: impl Fn(&str) -> bool) -> Host {
        let Some(host) = address::host(url).map(|host| self.of(host)) else {
            return Host::default();
        };
        if !host.owners {
            return host;
        }
        let owner = owner(url).map(str::to_lowercase);
        let is_known =
            owner.is_some_and(|owner| self.organisations.contains(&owner) || is_known(&owner));
        Host { anybodys: !is_known, ..host }
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

    /// Whether a host is a journal or a magazine of science.
    pub fn is_science(&self, host: &str) -> bool {
        parents(host).any(|host| self.science.contains(host))
    }

    /// Whether a host is a magazine rather than news.
    pub fn is_magazine(&self, host: &str) -> bool {
        parents(host).any(|host| self.magazines.contains(host))
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

/// A host, and all that it is a part of.
fn parents(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, parent)| parent))
}

/// Whom a page belongs to where its address names an owner: `github.com/acme/lantern` is acme's.
fn owner(url: &str) -> Option<&str> {
    /// Kinds of things, which may stand before the owner.
    const KINDS: [&str; 4] = ["datasets", "spaces", "orgs", "package"];
    let (_, page) = url.split_once("://")?;
    let mut path = page.split(['/', '?', '#']).skip(1);
    let first = path.next()?;
    let owner = if KINDS.contains(&first) { path.next()? } else { first };
    Some(owner.trim_start_matches('@')).filter(|owner| !owner.is_empty())
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
    fn where_code_is_kept_only_a_known_owner_is_an_organisation() {
        let hosts = Hosts::shipped();
        let anybodys = |url: &str| hosts.of_page(url, |owner| owner == "acme").anybodys;
        for own in [
            "https://github.com/openai/lantern",
            "https://github.com/Acme/lantern/releases",
            "https://huggingface.co/datasets/allenai/tides",
            "https://openai.com/index/lantern",
        ] {
            assert!(!anybodys(own), "{own}");
        }
        for project in ["https://github.com/somebody/lantern", "https://pypi.org/project/lantern"] {
            assert!(anybodys(project), "{project}");
        }
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
