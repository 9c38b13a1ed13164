//! What can go wrong on a visit, said so that a reader knows what to do about it.

use std::net::IpAddr;

use chrono::NaiveDate;

use crate::lang::Lang;
use crate::model::Phrase;

/// Why there is no answer. Addresses in it are as `shown`: without names, passwords or control
/// characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum FetchError {
    /// Nothing can be asked at such an address.
    BadAddress {
        /// The address.
        address: String,
        /// What is wrong with it.
        why: String,
    },
    /// The name server knows no such host, or there is no network.
    NoSuchHost {
        /// Host name.
        host: String,
    },
    /// Nobody answered the call.
    NoConnection {
        /// Host name.
        host: String,
        /// What the system said.
        why: String,
    },
    /// The connection is not safe, so nothing was asked and nothing read.
    Tls {
        /// Host name.
        host: String,
        /// Why.
        why: Distrust,
    },
    /// It took too long.
    Timeout {
        /// Address asked.
        url: String,
        /// The limit.
        seconds: u64,
    },
    /// More bytes than anyone needs for a feed.
    TooLarge {
        /// Address asked.
        url: String,
        /// The limit.
        mib: usize,
    },
    /// More header fields than anyone needs.
    HeadersTooLarge {
        /// Address asked.
        url: String,
        /// The limit.
        kib: usize,
    },
    /// The answer broke off or cannot be decompressed.
    Broken {
        /// Address asked.
        url: String,
        /// What broke.
        why: String,
    },
    /// An answer other than success.
    Status {
        /// Address asked.
        url: String,
        /// HTTP status.
        code: u16,
        /// Seconds for which the server asks to be left alone.
        retry_after: Option<u64>,
        /// Whether a redirect led there from another origin, for which the secrets of the source are.
        left_secrets: bool,
    },
    /// 410: it will not come back.
    Gone {
        /// Address asked.
        url: String,
    },
    /// Redirects without end.
    TooManyRedirects {
        /// Address asked.
        url: String,
        /// The limit.
        most: usize,
    },
    /// A redirect to nowhere.
    BadRedirect {
        /// Address asked.
        url: String,
        /// Where it leads.
        to: String,
    },
    /// Something out there tried to lead into the reader's own network.
    PrivateNetwork {
        /// Host name.
        host: String,
        /// Where it points.
        address: IpAddr,
    },
    /// A source's name leads into the reader's own network, where it was not when it was added.
    LeadsHome {
        /// Host name.
        host: String,
        /// Where it points.
        address: IpAddr,
    },
    /// A name and a password would go unencrypted over the internet.
    Unencrypted {
        /// Host name.
        host: String,
    },
    /// The site asks programs not to read the page.
    Robots {
        /// Address asked.
        url: String,
    },
    /// A header's value could not be had. Never holds the value.
    Secret {
        /// Header field.
        header: String,
        /// `env:NAME`, or `a command`.
        from: String,
        /// What failed.
        why: String,
    },
}

/// Why a connection is not trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Distrust {
    /// The certificate has run out.
    Expired {
        /// On this day, where it is known.
        on: Option<NaiveDate>,
    },
    /// The certificate does not hold yet.
    Early {
        /// Until this day, where it is known.
        from: Option<NaiveDate>,
    },
    /// The certificate is another host's.
    Name,
    /// The certificate is signed by nobody whom this system trusts; it may be a self-made one.
    Issuer,
    /// The certificate was called back.
    Revoked,
    /// What answers there speaks no TLS.
    NoTls,
    /// Anything else, in the words of the TLS layer.
    Other(String),
}

impl Distrust {
    pub(super) fn of(error: &rustls::Error) -> Distrust {
        use rustls::CertificateError as Bad;
        let day = |time: rustls::pki_types::UnixTime| {
            let seconds = i64::try_from(time.as_secs()).ok()?;
            Some(chrono::DateTime::from_timestamp(seconds, 0)?.date_naive())
        };
        let rustls::Error::InvalidCertificate(bad) = error else {
            return match error {
                rustls::Error::InvalidMessage(_) => Distrust::NoTls,
                other => Distrust::Other(other.to_string()),
            };
        };
        match bad {
            Bad::Expired => Distrust::Expired { on: None },
            Bad::ExpiredContext { not_after, .. } => Distrust::Expired { on: day(*not_after) },
            Bad::NotValidYet => Distrust::Early { from: None },
            Bad::NotValidYetContext { not_before, .. } => {
                Distrust::Early { from: day(*not_before) }
            }
            Bad::NotValidForName | Bad::NotValidForNameContext { .. } => Distrust::Name,
            Bad::UnknownIssuer => Distrust::Issuer,
            Bad::Revoked => Distrust::Revoked,
            // Not our own enum, and it may grow.
            other => Distrust::Other(other.to_string()),
        }
    }

    fn phrase(&self, host: &str) -> Phrase {
        let day =
            |day: &Option<NaiveDate>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
        match self {
            Distrust::Expired { on } => Phrase::new("failed.tls_expired", &[&host, &day(on)]),
            Distrust::Early { from } => Phrase::new("failed.tls_early", &[&host, &day(from)]),
            Distrust::Name => Phrase::new("failed.tls_name", &[&host]),
            Distrust::Issuer => Phrase::new("failed.tls_issuer", &[&host]),
            Distrust::Revoked => Phrase::new("failed.tls_revoked", &[&host]),
            Distrust::NoTls => Phrase::new("failed.tls_none", &[&host]),
            Distrust::Other(why) => Phrase::new("failed.tls", &[&host, why]),
        }
    }
}

impl FetchError {
    /// Whether nobody was reached at all.
    pub(super) fn is_of_connection(&self) -> bool {
        matches!(self, FetchError::NoSuchHost { .. } | FetchError::NoConnection { .. })
    }

    /// Seconds for which the server asked to be left alone.
    pub fn retry_after(&self) -> Option<u64> {
        if let FetchError::Status { retry_after, .. } = self { *retry_after } else { None }
    }

    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            FetchError::BadAddress { address, why } => {
                Phrase::new("failed.bad_address", &[&format!("{address:?}"), why])
            }
            FetchError::NoSuchHost { host } => Phrase::new("failed.no_such_host", &[host]),
            FetchError::NoConnection { host, why } => {
                Phrase::new("failed.no_connection", &[host, why])
            }
            FetchError::Tls { host, why } => why.phrase(host),
            FetchError::Timeout { url, seconds } => Phrase::new("failed.timeout", &[url, seconds]),
            FetchError::TooLarge { url, mib } => Phrase::new("failed.too_large", &[url, mib]),
            FetchError::HeadersTooLarge { url, kib } => {
                Phrase::new("failed.headers_too_large", &[url, kib])
            }
            FetchError::Broken { url, why } => Phrase::new("failed.broken", &[url, why]),
            FetchError::Status { url, code: code @ (401 | 403), left_secrets: true, .. } => {
                Phrase::new(
                    "failed.status",
                    &[url, &answer(*code), &Phrase::bare("failed.advice.left_secrets")],
                )
            }
            FetchError::Status { url, code, .. } => {
                Phrase::new("failed.status", &[url, &answer(*code), &Phrase::bare(advice(*code))])
            }
            FetchError::Gone { url } => Phrase::new("failed.gone", &[url]),
            FetchError::TooManyRedirects { url, most } => {
                Phrase::new("failed.too_many_redirects", &[url, most])
            }
            FetchError::BadRedirect { url, to } => {
                Phrase::new("failed.bad_redirect", &[url, &format!("{to:?}")])
            }
            FetchError::PrivateNetwork { host, address } => {
                Phrase::new("failed.private_network", &[host, address])
            }
            FetchError::LeadsHome { host, address } => {
                Phrase::new("failed.leads_home", &[host, address])
            }
            FetchError::Unencrypted { host } => Phrase::new("failed.unencrypted", &[host]),
            FetchError::Robots { url } => Phrase::new("failed.robots", &[url]),
            FetchError::Secret { header, from, why } => {
                Phrase::new("failed.secret", &[header, from, why])
            }
        }
    }
}

fn answer(code: u16) -> String {
    // Never the server's own words, which could hold anything.
    let known = reqwest::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason());
    known.map_or_else(|| code.to_string(), |reason| format!("{code} ({reason})"))
}

fn advice(code: u16) -> &'static str {
    match code {
        401 | 407 => "failed.advice.credentials",
        403 => "failed.advice.closed",
        404 => "failed.advice.missing",
        429 => "failed.advice.too_often",
        400..500 => "failed.advice.ours",
        500.. => "failed.advice.theirs",
        _ => "failed.advice.no_answer",
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
        let error = |code| FetchError::Status {
            url: "https://a.example/".into(),
            code,
            retry_after: None,
            left_secrets: false,
        };
        let said = error(404).to_string();
        assert!(said.contains("404 (Not Found)") && said.contains("new address"), "{said}");
        assert!(error(799).to_string().contains("799; "));
    }
}
