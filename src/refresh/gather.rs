//! One source's answers, from the first question to the last page. Nothing is written here: what
//! comes out is what the store is to keep.

use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use super::{Failure, SEAT, SEATS};
use crate::fetch::{self, Fetched, Fetcher, Place, Trust};
use crate::model::{Answer, FetchState, Hints, Moment, Network, Request, Source, Validators};
use crate::sources::{self, Kind, ReadError, Reading};
use crate::store::Prepared;
use crate::text::address;

/// Questions asked of one source on one visit: pages, and the steps of interfaces that want two.
const MOST_STEPS: usize = 5;

/// Feeds of a page that are tried before it is given up.
pub(super) const MOST_FEEDS: usize = 4;

/// What a source answered.
#[derive(Debug)]
pub(super) struct Gathered<'a> {
    /// Its items, or `None` where nothing has changed.
    pub(super) items: Option<Vec<Prepared>>,
    /// To send the next time.
    pub(super) validators: Validators,
    /// When to come again, as the transport says.
    pub(super) hints: Hints,
    /// When to come again, as the feed itself says; `None` where it did not speak.
    pub(super) wishes: Option<Hints>,
    /// What the source calls itself.
    pub(super) title: Option<String>,
    /// The address to ask from now on.
    pub(super) moved_to: Option<String>,
    /// Whether that is a feed found on the page at the old address.
    pub(super) found_on_page: bool,
    /// Whether that feed is at another origin, where no secret of the source may go.
    pub(super) elsewhere: bool,
    /// Whether a redirect led to another origin, to which what is secret was not taken along.
    pub(super) left_secrets: bool,
    /// The kind of network that the source was on.
    pub(super) network: Option<Network>,
    /// Why the last of several pages is missing.
    pub(super) cut_short: Option<Failure>,
    /// Kept until the items are stored, which is what bounds the memory of a pass.
    pub(super) place: Option<Place>,
    /// Likewise: what is read takes several times the memory of the bytes it was read from.
    pub(super) seat: Option<SemaphorePermit<'a>>,
}

/// Asks a source for all that is new.
///
/// # Errors
/// Where not even the first answer can be had and read.
pub(super) async fn gather<'a>(
    fetcher: &Fetcher,
    seats: &'a Semaphore,
    source: &Source,
    state: &FetchState,
    now: Moment,
) -> Result<Gathered<'a>, Failure> {
    let kind = sources::kind(&source.kind).ok_or_else(|| Failure::NoKind(source.kind.clone()))?;
    let (first, home) = Home::of(kind.request(source, now)?, source);
    let own = Trust::of(state.network);
    if kind.obeys_robots() {
        fetcher.may_read(&first.url, own).await?;
    }
    let fetched = fetcher.get(&first, &state.validators, own).await?;
    // Only a source that is asked at its own address can move.
    let moves = address::parse(&source.address, None).as_deref() == Some(first.url.as_str());
    let (answer, mut gathered) = match fetched {
        Fetched::Unchanged { validators, hints, moved_to, network, left_secrets } => {
            return Ok(Gathered {
                items: None,
                validators,
                hints,
                wishes: None,
                title: None,
                moved_to: moved_to.filter(|_| moves),
                found_on_page: false,
                elsewhere: false,
                left_secrets,
                network,
                cut_short: None,
                place: None,
                seat: None,
            });
        }
        Fetched::Fresh { answer, validators, hints, moved_to, network, left_secrets, place } => {
            let gathered = Gathered {
                items: None,
                validators,
                hints,
                wishes: None,
                title: None,
                moved_to: moved_to.filter(|_| moves),
                found_on_page: false,
                elsewhere: false,
                left_secrets,
                network,
                cut_short: None,
                place: Some(place),
                seat: None,
            };
            (answer, gathered)
        }
    };
    gathered.seat = seat(seats, &answer).await;
    let page = match read_page(kind, source, answer).await {
        Err(Failure::Read(ReadError::Page { feeds })) if !feeds.is_empty() => {
            // Asking for the next while holding a place could leave nobody one.
            (gathered.place, gathered.seat) = (None, None);
            let network = state.network.or(gathered.network);
            let tried = try_feeds(fetcher, seats, kind, &home, network, &feeds).await;
            let Some((page, found)) = tried else {
                // None of them is one, so none is worth naming.
                return Err(Failure::Read(ReadError::Page { feeds: Vec::new() }));
            };
            gathered = found;
            page
        }
        other => other?,
    };
    let led = Trust::LedBy(state.network.or(gathered.network).unwrap_or(Network::Public));
    follow(fetcher, seats, kind, &home, led, page, &mut gathered).await;
    Ok(gathered)
}

/// Waits for as many seats as an answer takes.
async fn seat<'a>(seats: &'a Semaphore, answer: &Answer) -> Option<SemaphorePermit<'a>> {
    let wanted = u32::try_from(answer.body.len() / SEAT + 1).unwrap_or(SEATS);
    seats.acquire_many(wanted.min(SEATS)).await.ok()
}

/// The first of a page's feeds that can be read.
async fn try_feeds<'a>(
    fetcher: &Fetcher,
    seats: &'a Semaphore,
    kind: &'static dyn Kind,
    home: &Home<'_>,
    network: Option<Network>,
    feeds: &[String],
) -> Option<(Page, Gathered<'a>)> {
    let led = Trust::LedBy(network.unwrap_or(Network::Public));
    for feed in feeds.iter().take(MOST_FEEDS) {
        let request = home.with_own(Request::get(feed));
        let fetched = fetcher.get(&request, &Validators::default(), led).await;
        let Ok(Fetched::Fresh { answer, validators, hints, moved_to, place, .. }) = fetched else {
            continue;
        };
        let seat = seat(seats, &answer).await;
        if let Ok(page) = read_page(kind, home.source, answer).await {
            let moved_to = moved_to.unwrap_or_else(|| feed.clone());
            let gathered = Gathered {
                items: None,
                validators,
                hints,
                wishes: None,
                title: None,
                elsewhere: !home.is_at(&moved_to),
                moved_to: Some(moved_to),
                found_on_page: true,
                left_secrets: false,
                network,
                cut_short: None,
                place: Some(place),
                seat,
            };
            return Some((page, gathered));
        }
    }
    None
}

/// Asks on while there is more. What was read stays, whatever happens to the rest.
async fn follow<'a>(
    fetcher: &Fetcher,
    seats: &'a Semaphore,
    kind: &'static dyn Kind,
    home: &Home<'_>,
    led: Trust,
    first_page: Page,
    gathered: &mut Gathered<'a>,
) {
    let Page { mut items, mut next, hints, title } = first_page;
    (gathered.wishes, gathered.title) = (Some(hints), title);
    for _ in 1..MOST_STEPS {
        let Some(request) = next.take() else { break };
        // Whoever has a seat waits for no place: others with a place may be waiting for a seat.
        (gathered.place, gathered.seat) = (None, None);
        let fetched = fetcher.get(&home.with_own(request), &Validators::default(), led).await;
        let read = match fetched {
            Ok(Fetched::Fresh { answer, place, .. }) => {
                gathered.place = Some(place);
                gathered.seat = seat(seats, &answer).await;
                read_page(kind, home.source, answer).await
            }
            // Nobody who is asked without validators says so; there is nothing more then.
            Ok(Fetched::Unchanged { .. }) => break,
            Err(error) => Err(error.into()),
        };
        match read {
            Ok(page) => {
                items.extend(page.items);
                next = page.next;
            }
            Err(failure) => {
                gathered.cut_short = Some(failure);
                break;
            }
        }
    }
    gathered.items = Some(items);
}

/// One answer as it was read.
struct Page {
    items: Vec<Prepared>,
    next: Option<Request>,
    hints: Hints,
    title: Option<String>,
}

/// Reads an answer.
///
/// # Errors
/// Where the answer is not what the kind reads.
pub(super) async fn read(
    kind: &'static dyn Kind,
    source: &Source,
    answer: Answer,
) -> Result<Reading, Failure> {
    let source = source.clone();
    apart(answer.url.clone(), move || kind.read(&source, &answer)).await
}

/// Reads an answer, and makes its items ready to be kept: the writing thread is the one that all
/// sources wait for.
async fn read_page(
    kind: &'static dyn Kind,
    source: &Source,
    answer: Answer,
) -> Result<Page, Failure> {
    let source = source.clone();
    apart(answer.url.clone(), move || {
        let Reading { items, next, hints, title, .. } = kind.read(&source, &answer)?;
        let items = Prepared::all(items, &source.id);
        Ok(Page { items, next, hints, title })
    })
    .await
}

/// The longest that the reading of one answer is waited for. What is read is bounded in every way
/// that is known; this holds for the ways that are not.
const READING: Duration = Duration::from_secs(20);

/// Works on a thread where that may take its time, and where a panic in a parser ends nothing but
/// this one answer.
///
/// # Errors
/// What the work says; [`Failure::TooLong`] where it does not end. Its thread is lost to it then,
/// and nobody waits any more.
pub(super) async fn apart<T: Send + 'static>(
    url: String,
    work: impl FnOnce() -> Result<T, ReadError> + Send + 'static,
) -> Result<T, Failure> {
    within(READING, url, work).await
}

async fn within<T: Send + 'static>(
    limit: Duration,
    url: String,
    work: impl FnOnce() -> Result<T, ReadError> + Send + 'static,
) -> Result<T, Failure> {
    match tokio::time::timeout(limit, tokio::task::spawn_blocking(work)).await {
        Ok(done) => Ok(done.map_err(|_| Failure::Broke(url))??),
        Err(_) => Err(Failure::TooLong { url, seconds: limit.as_secs() }),
    }
}

/// A source and the origin that its user chose: the one place that its header fields and credentials
/// are for.
pub(super) struct Home<'a> {
    source: &'a Source,
    url: String,
}

impl<'a> Home<'a> {
    /// The first question to a source, and the source at home.
    pub(super) fn of(first: Request, source: &'a Source) -> (Request, Home<'a>) {
        let home = Home { source, url: first.url.clone() };
        (home.with_own(first), home)
    }

    /// Whether an address is at that origin.
    pub(super) fn is_at(&self, url: &str) -> bool {
        address::same_origin(&self.url, url)
    }

    /// A question with what the source says of every call: a pause between two, and at its own
    /// origin header fields.
    pub(super) fn with_own(&self, mut request: Request) -> Request {
        if self.is_at(&request.url) {
            request.headers.extend(fetch::headers_of(&self.source.options));
        }
        request.gap = sources::gap(self.source);
        request
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_reading_that_does_not_end_is_given_up_and_one_that_breaks_is_told() {
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let endless = move || {
            let _ = ended.recv();
            Ok(())
        };
        let failure = within(Duration::ZERO, "https://a.example/".into(), endless).await;
        assert!(matches!(failure, Err(Failure::TooLong { seconds: 0, .. })), "{failure:?}");
        drop(end);
        let broken = || -> Result<(), ReadError> { panic!("a parser") };
        let failure = apart("https://a.example/".into(), broken).await;
        assert!(matches!(failure, Err(Failure::Broke(_))), "{failure:?}");
    }
}
