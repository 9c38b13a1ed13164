//! How jogan behaves towards servers, as numbers.

use std::time::Duration;

/// Limits of every visit. The default is what jogan promises; tests make them small.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Requests under way at one time, over all hosts.
    pub at_once: usize,
    /// Requests under way at one time to one host.
    pub per_host: usize,
    /// Hosts that ask for a pause between two calls; they get one call at a time.
    pub gaps: Vec<Gap>,
    /// From the first byte sent to the last one read, redirects included; waiting for one's turn
    /// is not counted.
    pub timeout: Duration,
    /// Bytes of a body, before and after decompression.
    pub max_body: usize,
    /// Bytes of all header fields of an answer.
    pub max_headers: usize,
    /// Redirects followed in a row.
    pub max_redirects: usize,
    /// What a server reads as the caller's name.
    pub user_agent: String,
}

/// A host, or all hosts below it, that asks for a pause between two calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Domain name.
    pub host: &'static str,
    /// From the end of one call to the start of the next.
    pub pause: Duration,
}

/// What the operators ask for in the terms of their APIs.
const GAPS: &[Gap] = &[
    // https://info.arxiv.org/help/api/tou.html: one connection, one request every three seconds.
    Gap { host: "arxiv.org", pause: Duration::from_secs(3) },
    // https://www.semanticscholar.org/product/api: one request a second.
    Gap { host: "api.semanticscholar.org", pause: Duration::from_secs(1) },
    // https://www.ncbi.nlm.nih.gov/books/NBK25497/: three requests a second without a key.
    Gap { host: "eutils.ncbi.nlm.nih.gov", pause: Duration::from_millis(340) },
    // Refuses callers that ask for several lists at once.
    Gap { host: "reddit.com", pause: Duration::from_secs(2) },
];

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            at_once: 8,
            per_host: 2,
            gaps: GAPS.to_vec(),
            timeout: Duration::from_secs(20),
            max_body: 10 << 20,
            max_headers: 64 << 10,
            max_redirects: 10,
            user_agent: format!(
                "{}/{} (terminal news reader; one person, conditional requests)",
                env!("CARGO_PKG_NAME"),
                env!("CARGO_PKG_VERSION")
            ),
        }
    }
}

impl Policy {
    /// How jogan behaves towards a reader server that the user has an account with: one call at a
    /// time, and answers that may be larger and take longer than a feed.
    pub fn for_accounts() -> Policy {
        Policy {
            per_host: 1,
            timeout: Duration::from_mins(1),
            max_body: 32 << 20,
            ..Policy::default()
        }
    }

    /// The gap that a host asks for, if it does.
    pub fn gap(&self, host: &str) -> Option<&Gap> {
        let below = |name: &str| {
            host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.gaps.iter().find(|gap| below(gap.host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_holds_for_a_host_and_all_below_it_and_for_no_look_alike() {
        let policy = Policy::default();
        let pause = |host| policy.gap(host).map(|gap| gap.pause.as_secs());
        assert_eq!(pause("arxiv.org"), Some(3));
        assert_eq!(pause("export.arxiv.org"), Some(3));
        assert_eq!(pause("notarxiv.org"), None);
        assert_eq!(pause("arxiv.org.example"), None);
    }

    #[test]
    fn the_user_agent_names_program_and_version() {
        let agent = Policy::default().user_agent;
        assert!(agent.starts_with(&format!("jogan/{}", env!("CARGO_PKG_VERSION"))), "{agent}");
    }
}
