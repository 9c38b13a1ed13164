//! Captures of one feed over time, taken in one after another as refreshes would.

use std::collections::HashSet;

use jogan::desk::Settings;
use jogan::model::{Moment, Query, Source, SourceId, Tier};
use jogan::newsroom::Newsroom;

use crate::place::{corpus, files, read};

fn source(name: &str) -> Source {
    Source {
        id: SourceId(name.to_owned()),
        name: name.to_owned(),
        kind: "feed".to_owned(),
        address: format!("https://{name}.example/feed"),
        options: std::collections::BTreeMap::new(),
        pane: None,
        tier: Tier::General,
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    }
}

#[test]
fn captures_in_order_give_no_duplicate_and_lose_no_mark() {
    let Some(corpus) = corpus() else { return };
    let mut folders: Vec<_> = std::fs::read_dir(corpus.join("feeds/timeseries"))
        .expect("captures")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    for (number, folder) in folders.iter().enumerate() {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let place = tempfile::tempdir().expect("a folder");
        let mut newsroom = Newsroom::open(place.path(), Settings::default()).expect("a store");
        let source = source(&format!("feed-{number}"));
        newsroom.store.put_source(&source).expect("kept");
        let mut identities = HashSet::new();
        let mut marked = Vec::new();
        for path in files(folder) {
            let day = path.file_stem().expect("a day").to_string_lossy().into_owned();
            let now: Moment = format!("{day}T12:00:00Z").parse().expect("a moment");
            let reading =
                read(&path, None).result.unwrap_or_else(|why| panic!("{name} {day}: {why}"));
            identities.extend(
                reading
                    .items
                    .iter()
                    .map(|item| item.external_id.clone().or_else(|| item.url.clone())),
            );
            let taken = newsroom.take_in(&source, &reading.items, now).expect("taken in");
            if marked.is_empty() {
                marked.clone_from(&taken.new);
                newsroom.store.set_starred(&marked, true, now).expect("starred");
                newsroom.store.set_read(&marked, true).expect("read");
            }
            let again = newsroom.take_in(&source, &reading.items, now).expect("taken in again");
            assert!(
                again.new.is_empty(),
                "{name} {day} gives {} duplicates when it comes again",
                again.new.len()
            );
        }
        let count = |query: Query| newsroom.store.count(&query).expect("a count");
        let all = count(Query::default()).all as usize;
        assert!(all <= identities.len(), "{name}: {all} items of {} identities", identities.len());
        let starred = count(Query { starred: true, ..Query::default() });
        assert_eq!((starred.all as usize, starred.unread), (marked.len(), 0), "{name} lost marks");
        println!(
            "{name}: {all} items of {} identities, {} marks kept",
            identities.len(),
            marked.len()
        );
    }
}
