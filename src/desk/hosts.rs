//! What is known of a host: the pane its pages usually belong to, and how close it stands to the
//! events it tells. The table stands in `assets/lexicon/hosts.toml`.

use std::collections::HashMap;

use serde::Deserialize;

use crate::model::{Pane, Tier};

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
pub struct Hosts(HashMap<String, Host>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
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
        let groups = toml::from_str::<File>(include_str!("../../assets/lexicon/hosts.toml"))
            .map_or_else(|_| Vec::new(), |file| file.group);
        let of = |group: Group| {
            let host = Host { pane: group.pane, tier: group.tier };
            group.hosts.into_iter().map(move |name| (name, host))
        };
        Hosts(groups.into_iter().flat_map(of).collect())
    }

    /// What is known of a host; the longest name that fits counts.
    pub fn of(&self, host: &str) -> Host {
        let mut name = host;
        loop {
            if let Some(known) = self.0.get(name) {
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
        assert!(hosts.0.len() > 100);
        assert_eq!(hosts.of("export.arxiv.org").pane, Some(Pane::Research));
        assert_eq!(hosts.of("nowhere.invalid"), Host::default());
    }
}
