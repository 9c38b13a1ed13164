//! What a source would bring, without anything being kept: the same questions as a visit, and the
//! answer as it was read.

use super::Failure;
use super::gather::{MOST_FEEDS, read, with_own};
use crate::fetch::{Fetched, Fetcher, Trust};
use crate::model::{Moment, Request, Source, Validators};
use crate::sources::{self, Kind, ReadError, Reading};

/// What was seen.
#[derive(Debug)]
pub struct Look {
    /// The answer as it was read.
    pub reading: Reading,
    /// The feed that was found at the address, which is a page.
    pub feed: Option<String>,
}

/// Asks a source once, following the feed that its page names.
///
/// # Errors
/// Where the answer cannot be had or read.
pub async fn look(fetcher: &Fetcher, source: &Source, now: Moment) -> Result<Look, Failure> {
    let kind = sources::kind(&source.kind).ok_or_else(|| Failure::NoKind(source.kind.clone()))?;
    let first = with_own(sources::request(kind, source, now)?, source);
    if kind.obeys_robots() {
        fetcher.may_read(&first.url, Trust::Own).await?;
    }
    match ask(fetcher, kind, source, &first, Trust::Own).await {
        Err(Failure::Read(ReadError::Page { feeds })) => {
            let led = Trust::LedBy(source.place().unwrap_or_default());
            for feed in feeds.into_iter().take(MOST_FEEDS) {
                let request = with_own(Request::get(&feed), source);
                if let Ok(reading) = ask(fetcher, kind, source, &request, led).await {
                    return Ok(Look { reading, feed: Some(feed) });
                }
            }
            // None of them is one, so none is worth naming.
            Err(ReadError::Page { feeds: Vec::new() }.into())
        }
        Ok(Reading { items, next: Some(next), .. }) if items.is_empty() => {
            // A search that only says where its records are.
            let next = with_own(next, source);
            let reading = ask(fetcher, kind, source, &next, Trust::LedBy(&first.url)).await?;
            Ok(Look { reading, feed: None })
        }
        read => Ok(Look { reading: read?, feed: None }),
    }
}

async fn ask(
    fetcher: &Fetcher,
    kind: &'static dyn Kind,
    source: &Source,
    request: &Request,
    trust: Trust<'_>,
) -> Result<Reading, Failure> {
    match fetcher.get(request, &Validators::default(), trust).await? {
        Fetched::Fresh { answer, .. } => read(kind, source, answer).await,
        // Nobody who is asked without validators says so.
        Fetched::Unchanged { .. } => Err(Failure::Broke(request.url.clone())),
    }
}
