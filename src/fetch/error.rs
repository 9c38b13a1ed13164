//! What can go wrong on a visit, said so that a reader knows what to do about it.

use std::net::IpAddr;

/// Why there is no answer. Addresses in it are as `shown`: without names, passwords or control
/// characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Nothing can be asked at such an address.
    #[error("{address:?} is no address that can be asked: {why}; correct it in the source")]
    BadAddress {
        /// The address.
        address: String,
        /// What is wrong with it.
        why: String,
    },
    /// The name server knows no such host, or there is no network.
    #[error("the host {host} cannot be found; check its spelling and your network")]
    NoSuchHost {
        /// Host name.
        host: String,
    },
    /// Nobody answered the call.
    #[error("no connection to {host} ({why}); it may be down, a later try may succeed")]
    NoConnection {
        /// Host name.
        host: String,
        /// What the system said.
        why: String,
    },
    /// The connection is not safe.
    #[error(
        "no safe connection to {host} ({why}); check the clock and the certificates of this machine, else the host must mend its own"
    )]
    Tls {
        /// Host name.
        host: String,
        /// What the TLS layer said.
        why: String,
    },
    /// It took too long.
    #[error("{url} did not answer in full within {seconds} s; a later try may succeed")]
    Timeout {
        /// Address asked.
        url: String,
        /// The limit.
        seconds: u64,
    },
    /// More bytes than anyone needs for a feed.
    #[error("the answer of {url} is larger than {mib} MiB; look for a shorter feed of this source")]
    TooLarge {
        /// Address asked.
        url: String,
        /// The limit.
        mib: usize,
    },
    /// More header fields than anyone needs.
    #[error("{url} sent more than {kib} KiB of header fields; a later try may succeed")]
    HeadersTooLarge {
        /// Address asked.
        url: String,
        /// The limit.
        kib: usize,
    },
    /// The answer broke off or cannot be decompressed.
    #[error("the answer of {url} is broken ({why}); a later try may succeed")]
    Broken {
        /// Address asked.
        url: String,
        /// What broke.
        why: String,
    },
    /// An answer other than success.
    #[error("{url} answered {code}{}; {}", reason(*code), advice(*code))]
    Status {
        /// Address asked.
        url: String,
        /// HTTP status.
        code: u16,
        /// Seconds for which the server asks to be left alone.
        retry_after: Option<u64>,
    },
    /// 410: it will not come back.
    #[error(
        "{url} says that it is gone for good (410); remove the source or give it a new address"
    )]
    Gone {
        /// Address asked.
        url: String,
    },
    /// Redirects without end.
    #[error(
        "{url} leads on through more than {most} redirects; open it in a browser and use the address where that ends"
    )]
    TooManyRedirects {
        /// Address asked.
        url: String,
        /// The limit.
        most: usize,
    },
    /// A redirect to nowhere.
    #[error("{url} redirects to {to:?}, which cannot be followed; look for the feed's new address")]
    BadRedirect {
        /// Address asked.
        url: String,
        /// Where it leads.
        to: String,
    },
    /// Something out there tried to lead into the reader's own network.
    #[error(
        "{host} ({address}) is on a private network, where only your own sources may lead; add it as a source if you trust it"
    )]
    PrivateNetwork {
        /// Host name.
        host: String,
        /// Where it points.
        address: IpAddr,
    },
    /// The site asks programs not to read the page.
    #[error("{url} is closed to programs by the site's robots.txt; look for a feed of it")]
    Robots {
        /// Address asked.
        url: String,
    },
    /// A header's value could not be had. Never holds the value.
    #[error(
        "the secret for header {header} cannot be had from {from}: {why}; correct the source's options"
    )]
    Secret {
        /// Header field.
        header: String,
        /// `env:NAME`, or `a command`.
        from: String,
        /// What failed.
        why: String,
    },
}

impl FetchError {
    /// Seconds for which the server asked to be left alone.
    pub fn retry_after(&self) -> Option<u64> {
        if let FetchError::Status { retry_after, .. } = self { *retry_after } else { None }
    }
}

fn reason(code: u16) -> String {
    // Never the server's own words, which could hold anything.
    let known = reqwest::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason());
    known.map(|reason| format!(" ({reason})")).unwrap_or_default()
}

fn advice(code: u16) -> &'static str {
    match code {
        401 | 407 => "it wants a name and a password: see the options `basic` and `header.…`",
        403 => "it does not let programs read this; look for another feed of this source",
        404 => "look for the feed's new address",
        429 => "it was asked too often and is left alone for a while",
        400..500 => "check the source's address",
        500.. => "the fault is on its side; a later try may succeed",
        _ => "that is no answer to a reader; check the source's address",
    }
}

/// An address as it may be shown and logged: without name and password, on one line.
pub(super) fn shown(url: &url::Url) -> String {
    let mut url = url.clone();
    // Both fail only for addresses that cannot have any.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_name_and_password() {
        let url = url::Url::parse("https://ann:secret@news.example/feed?x=1").expect("an address");
        assert_eq!(shown(&url), "https://news.example/feed?x=1");
    }

    #[test]
    fn a_status_is_explained_in_our_own_words() {
        let error =
            |code| FetchError::Status { url: "https://a.example/".into(), code, retry_after: None };
        let said = error(404).to_string();
        assert!(said.contains("404 (Not Found)") && said.contains("new address"), "{said}");
        assert!(error(799).to_string().contains("799; "));
    }
}
