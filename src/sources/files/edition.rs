//! The sample edition: items written for the program, dated from the moment they are read, so
//! that a first look needs no network.

use chrono::Duration;
use serde::Deserialize;

use crate::model::{Moment, NewItem, Paper, Source, SourceId};
use crate::sources::grammar::raw::{RawItem, Text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edition {
    source: Vec<Source>,
    item: Vec<Written>,
}

/// An item as the file tells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    source: SourceId,
    /// How long before the moment of reading it was published.
    hours_ago: f64,
    url: String,
    title: String,
    summary: String,
    /// HTML.
    #[serde(default)]
    content: String,
    #[serde(default)]
    authors: Vec<String>,
    #[serde(default)]
    categories: Vec<String>,
    language: Option<String>,
    points: Option<i64>,
    comments: Option<i64>,
    discussion: Option<String>,
    #[serde(default)]
    paper: Paper,
}

impl Written {
    fn published(&self, now: Moment) -> Moment {
        now - Duration::minutes((self.hours_ago * 60.0) as i64)
    }

    fn item(self, now: Moment) -> Option<NewItem> {
        let published = Some(self.published(now));
        let raw = RawItem {
            id: Some(self.url.clone()),
            url: Some(self.url),
            title: Some(self.title),
            authors: self.authors,
            published,
            summary: Text::plain(self.summary),
            content: Text::html(self.content),
            categories: self.categories,
            language: self.language,
            points: self.points,
            comments: self.comments,
            discussion: self.discussion,
            paper: self.paper,
            ..RawItem::default()
        };
        raw.cleaned(None)
    }
}

/// The edition as of `now`: runs of one source's items, oldest first, as they would have come in.
pub fn sample(now: Moment) -> Vec<(Source, Vec<NewItem>)> {
    let text = include_str!("../../../assets/sample/edition.toml");
    // Built in, and held by a test: an error cannot reach a user.
    let Ok(Edition { source: sources, item: mut items }) = toml::from_str(text) else {
        return Vec::new();
    };
    items.sort_by(|a, b| b.hours_ago.total_cmp(&a.hours_ago));
    let mut runs: Vec<(Source, Vec<NewItem>)> = Vec::new();
    for written in items {
        let Some(source) = sources.iter().find(|source| source.id == written.source) else {
            continue;
        };
        let Some(item) = written.item(now) else { continue };
        match runs.last_mut() {
            Some((last, run)) if last.id == source.id => run.push(item),
            Some(_) | None => runs.push((source.clone(), vec![item])),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::model::Pane;
    use crate::text::address;

    fn now() -> Moment {
        "2026-03-09T07:00:00Z".parse().unwrap()
    }

    fn written() -> Edition {
        toml::from_str(include_str!("../../../assets/sample/edition.toml")).unwrap()
    }

    #[test]
    fn every_item_of_the_file_comes_in_with_its_source() {
        let told = written().item.len();
        let came: usize = sample(now()).iter().map(|(_, items)| items.len()).sum();
        assert_eq!(came, told);
        assert!(told >= 60, "{told} items");
    }

    #[test]
    fn it_spans_a_month_three_panes_and_two_languages_and_comes_oldest_first() {
        let runs = sample(now());
        let mut panes: BTreeMap<Pane, usize> = BTreeMap::new();
        let mut languages: BTreeMap<String, usize> = BTreeMap::new();
        let mut moments = Vec::new();
        for (source, items) in &runs {
            for item in items {
                *panes.entry(source.pane.unwrap()).or_default() += 1;
                let language = item.language.as_ref().or(source.language.as_ref()).unwrap();
                *languages.entry(language.clone()).or_default() += 1;
                moments.push(item.published.unwrap());
            }
        }
        assert!(panes.len() == 3 && panes.values().all(|&n| n >= 15), "{panes:?}");
        assert!(languages.len() == 2 && languages.values().all(|&n| n >= 20), "{languages:?}");
        assert!(moments.is_sorted());
        assert!(
            now() - moments[0] >= Duration::days(26) && now() - moments[0] < Duration::days(30)
        );
        assert!(moments.iter().all(|&moment| moment < now()));
    }

    #[test]
    fn every_page_is_its_own_and_only_known_papers_leave_the_invented_hosts() {
        let mut pages = BTreeSet::new();
        for (source, items) in sample(now()) {
            for item in items {
                let url = item.url.unwrap();
                let host = address::host(&url).unwrap();
                assert!(
                    host.ends_with(".example")
                        || (host == "arxiv.org" && item.paper.arxiv.is_some()),
                    "{} links to {host}",
                    source.id
                );
                assert!(pages.insert(address::canonical(&url)), "{url} stands twice");
                assert!(!item.summary.is_empty(), "{url} says nothing");
            }
        }
    }
}
