//! Whose own word a page is, by its host.

use std::collections::HashMap;

use crate::desk::lexicon::Lexicon;

/// Whose own word the pages of a host are.
#[derive(Debug, Default)]
pub struct OwnHosts {
    by_host: HashMap<String, u32>,
    /// Hosts with a path.
    by_path: Vec<(String, u32)>,
}

impl OwnHosts {
    /// The hosts that the lexicon's entries name.
    pub fn new(lexicon: &Lexicon) -> OwnHosts {
        let mut hosts = OwnHosts::default();
        for (index, entry) in lexicon.entries().iter().enumerate() {
            // An office's own page is no company's.
            if entry.kind == "body" || entry.kind == "person" {
                continue;
            }
            for host in &entry.hosts {
                if host.contains('/') {
                    hosts.by_path.push((host.clone(), index as u32));
                } else {
                    hosts.by_host.insert(host.clone(), index as u32);
                }
            }
        }
        hosts
    }

    /// Whose word a page is, if it is somebody's.
    pub fn of_page(&self, address: &str) -> Option<u32> {
        let address = address.strip_prefix("www.").unwrap_or(address);
        let path = self.by_path.iter().find(|(path, _)| {
            address.strip_prefix(path.as_str()).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(['/', '?', '#']) || path.ends_with('/')
            })
        });
        if let Some((_, company)) = path {
            return Some(*company);
        }
        let mut host = address.split(['/', '?', '#', ':']).next()?;
        loop {
            if let Some(company) = self.by_host.get(host) {
                return Some(*company);
            }
            host = host.split_once('.')?.1;
        }
    }

    /// Whose word the page of a whole address is.
    pub fn of(&self, url: &str) -> Option<u32> {
        self.of_page(url.split_once("://")?.1)
    }
}
