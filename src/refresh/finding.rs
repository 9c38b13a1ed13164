//! What is at an address that somebody wants to follow: a feed, a page that names some, a journal, a
//! page with a list.

use std::collections::HashSet;

use super::Failure;
use super::gather::{Home, MOST_FEEDS, read};
use crate::fetch::{Fetched, Fetcher, Trust};
use crate::model::candidate::{Candidate, Certainty, Seen};
use crate::model::source::is_secret_option;
use crate::model::{Answer, Moment, Network, Request, Source, Validators};
use crate::sources::{self, Kind, ReadError, Reading, adding, feed::Feed, page::Page, saved};

/// Titles that are told of what was seen.
const TOLD: usize = 3;

/// What was found.
#[derive(Debug)]
pub struct Findings {
    /// What could be followed, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// Why what was to be looked at could not be.
    pub unseen: Option<Failure>,
}

/// Looks at those candidates of which only a look tells what they are.
pub async fn find(fetcher: &Fetcher, candidates: Vec<Candidate>, now: Moment) -> Findings {
    let mut found = Findings { candidates: Vec::new(), unseen: None };
    for candidate in candidates {
        if candidate.certainty != Certainty::ToLookAt {
            found.candidates.push(candidate);
            continue;
        }
        match look_at(fetcher, &candidate, now).await {
            Ok(seen) => found.candidates.extend(seen),
            Err(failure) => {
                found.unseen = Some(failure);
                found.candidates.push(candidate);
            }
        }
    }
    found
}

async fn look_at(
    fetcher: &Fetcher,
    candidate: &Candidate,
    now: Moment,
) -> Result<Vec<Candidate>, Failure> {
    let source = candidate.source.clone().with_credentials_apart();
    let (first, home) = Home::of(sources::request(&Feed, &source, now)?, &source);
    let (answer, network) = answer(fetcher, &first, Trust::Own).await?;
    let led = Trust::LedBy(network.unwrap_or(Network::Public));
    let feeds = match read(&Feed, &source, answer.clone()).await {
        Ok(reading) => {
            let seen = Some(seen(&reading));
            return Ok(vec![Candidate {
                seen,
                certainty: Certainty::Certain,
                ..candidate.clone()
            }]);
        }
        Err(Failure::Read(ReadError::Page { feeds })) => feeds,
        Err(failure) => return Err(failure),
    };
    let mut found = named_feeds(fetcher, candidate, &source, (&home, led), feeds).await;
    if found.is_empty() {
        let journal = saved::issn(&answer).and_then(|issn| adding::of_journal(&issn));
        found.extend(journal);
        found.extend(lists(fetcher, &source, &first.url, answer).await);
    }
    if found.is_empty() {
        // None of the feeds is one, so none is worth naming.
        return Err(ReadError::Page { feeds: Vec::new() }.into());
    }
    Ok(found)
}

/// The feeds that a page names, those that say the same once.
async fn named_feeds(
    fetcher: &Fetcher,
    candidate: &Candidate,
    source: &Source,
    (home, led): (&Home<'_>, Trust),
    feeds: Vec<String>,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut told: Vec<HashSet<String>> = Vec::new();
    for feed in feeds.into_iter().take(MOST_FEEDS) {
        let request = home.with_own(Request::get(&feed));
        let Ok((answer, _)) = answer(fetcher, &request, led).await else { continue };
        let Ok(reading) = read(&Feed, source, answer).await else { continue };
        let items: HashSet<String> = reading
            .items
            .iter()
            .map(|item| item.url.clone().unwrap_or_else(|| item.title.clone()))
            .collect();
        let is_same = |other: &HashSet<String>| {
            let both = items.intersection(other).count();
            both * 5 >= items.len().max(other.len()) * 4
        };
        if told.iter().any(is_same) {
            continue;
        }
        told.push(items);
        let elsewhere = !home.is_at(&feed);
        let mut source = Source { address: feed, ..source.clone() };
        let before = source.options.len();
        source.options.retain(|name, _| !(elsewhere && is_secret_option(name)));
        let without_secrets = source.options.len() < before;
        let seen = Some(seen(&reading));
        found.push(Candidate { source, seen, without_secrets, ..candidate.clone() });
    }
    let certainty = if found.len() == 1 { Certainty::Certain } else { Certainty::Guess };
    found.into_iter().map(|one| one.with(certainty)).collect()
}

/// The lists of a page that names no feed, where its site lets programs read it.
async fn lists(fetcher: &Fetcher, source: &Source, url: &str, answer: Answer) -> Vec<Candidate> {
    if fetcher.may_read(url, Trust::Own).await.is_err() {
        return Vec::new();
    }
    let source = Source { kind: Page.name().to_owned(), ..source.clone() };
    let Ok(reading) = read(&Page, &source, answer).await else { return Vec::new() };
    let mut found = Vec::new();
    for (index, list) in reading.alternatives.into_iter().enumerate() {
        let mut source = source.clone();
        // The first is what the page gives without being told.
        if index > 0 {
            source.options.extend(list.options);
        }
        let titles = list.titles.into_iter().take(TOLD).collect();
        let seen = Seen { title: reading.title.clone(), count: list.count, titles };
        found.push(Candidate { seen: Some(seen), source, ..adding::of_page(url) });
    }
    found
}

async fn answer(
    fetcher: &Fetcher,
    request: &Request,
    trust: Trust,
) -> Result<(Answer, Option<Network>), Failure> {
    match fetcher.get(request, &Validators::default(), trust).await? {
        Fetched::Fresh { answer, network, .. } => Ok((answer, network)),
        // Nobody who is asked without validators says so.
        Fetched::Unchanged { .. } => Err(Failure::Broke(request.url.clone())),
    }
}

fn seen(reading: &Reading) -> Seen {
    Seen {
        title: reading.title.clone(),
        count: reading.items.len(),
        titles: reading.items.iter().take(TOLD).map(|item| item.title.clone()).collect(),
    }
}
