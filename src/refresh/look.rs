//! What a source would bring, without anything being kept: the same questions as a visit, and the
//! answer as it was read.

use super::Failure;
use super::gather::{Home, MOST_FEEDS, read};
use crate::fetch::{Fetched, Fetcher, Trust};
use crate::model::{Moment, Network, Request, Source, Validators};
use crate::sources::{self, Kind, ReadError, Reading};

/// What was seen.
#[derive(Debug)]
pub struct Look {
    /// The answer as it was read.
    pub reading: Reading,
    /// The feed that was found at the address, which is a page.
    pub feed: Option<Found>,
    /// The kind of network that the address is on, if that was seen.
    pub network: Option<Network>,
}

/// A feed that a page names.
#[derive(Debug)]
pub struct Found {
    /// Its address.
    pub address: String,
    /// Whether it is at another origin than the page, where the source's header fields and
    /// credentials were not sent.
    pub elsewhere: bool,
}

/// Asks a source once, following the feed that its page names.
///
/// # Errors
/// Where the answer cannot be had or read.
pub async fn look(fetcher: &Fetcher, source: &Source, now: Moment) -> Result<Look, Failure> {
    let kind = sources::kind(&source.kind).ok_or_else(|| Failure::NoKind(source.kind.clone()))?;
    let (first, home) = Home::of(sources::request(kind, source, now)?, source);
    if kind.obeys_robots() {
        fetcher.may_read(&first.url, Trust::Own).await?;
    }
    let (read, network) = ask(fetcher, kind, source, &first, Trust::Own).await?;
    let led = Trust::LedBy(network.unwrap_or(Network::Public));
    match read {
        Err(Failure::Read(ReadError::Page { feeds })) => {
            for address in feeds.into_iter().take(MOST_FEEDS) {
                let request = home.with_own(Request::get(&address));
                if let Ok((Ok(reading), _)) = ask(fetcher, kind, source, &request, led).await {
                    let elsewhere = !home.is_at(&address);
                    return Ok(Look { reading, feed: Some(Found { address, elsewhere }), network });
                }
            }
            // None of them is one, so none is worth naming.
            Err(ReadError::Page { feeds: Vec::new() }.into())
        }
        Ok(Reading { items, next: Some(next), .. }) if items.is_empty() => {
            // A search that only says where its records are.
            let (reading, _) = ask(fetcher, kind, source, &home.with_own(next), led).await?;
            Ok(Look { reading: reading?, feed: None, network })
        }
        read => Ok(Look { reading: read?, feed: None, network }),
    }
}

/// What was answered, as far as it can be read, and where.
async fn ask(
    fetcher: &Fetcher,
    kind: &'static dyn Kind,
    source: &Source,
    request: &Request,
    trust: Trust,
) -> Result<(Result<Reading, Failure>, Option<Network>), Failure> {
    match fetcher.get(request, &Validators::default(), trust).await? {
        Fetched::Fresh { answer, network, .. } => Ok((read(kind, source, answer).await, network)),
        // Nobody who is asked without validators says so.
        Fetched::Unchanged { .. } => Err(Failure::Broke(request.url.clone())),
    }
}
