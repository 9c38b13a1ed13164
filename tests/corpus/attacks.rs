//! Attacks, each with what must or must not come of it.

use jogan::model::NewItem;
use jogan::sources::files::opml;
use jogan::text::html;
use serde_json::Value;

use crate::place::{corpus, read, run};

/// What must hold of every item, whatever it was made from.
pub fn assert_clean(file: &str, item: &NewItem) {
    let foul =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let lines = [
        Some(item.title.as_str()),
        item.external_id.as_deref(),
        item.url.as_deref(),
        item.discussion.as_deref(),
    ];
    for line in lines
        .into_iter()
        .flatten()
        .chain(item.authors.iter().map(String::as_str))
        .chain(item.categories.iter().map(String::as_str))
    {
        assert!(!line.contains(foul), "{file}: {line:?}");
    }
    for block in [&item.summary, &item.content] {
        assert!(!block.contains(|c| foul(c) && !matches!(c, '\n' | '\t')), "{file}: {block:?}");
    }
    assert!(
        !item.title.is_empty() && item.title.chars().count() <= 500,
        "{file}: {:?}",
        item.title
    );
    for url in [&item.url, &item.discussion].into_iter().flatten() {
        assert!(url.starts_with("http://") || url.starts_with("https://"), "{file}: {url}");
    }
}

#[test]
fn every_attack_meets_what_must_come_of_it() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("hostile/generated");
    let list = std::fs::read_to_string(folder.join("META.jsonl")).expect("a list of attacks");
    let mut attacks = 0;
    for line in list.lines() {
        let attack: Value = serde_json::from_str(line).expect("JSON");
        let file = attack["file"].as_str().expect("a name");
        let path = folder.join(file);
        attacks += 1;
        if path.extension().is_some_and(|extension| extension == "opml") {
            let bytes = std::fs::read(&path).expect("a file");
            let (subscriptions, took) = run(file, move || opml::read(&bytes, None));
            println!(
                "{file}: {} kept, {} left out, {took:?}",
                subscriptions.kept.len(),
                subscriptions.skipped.len()
            );
            assert!(
                subscriptions.kept.iter().all(|kept| kept.source.address.starts_with("http")),
                "{file}"
            );
            continue;
        }
        let outcome = read(&path, None);
        let items = match &outcome.result {
            Ok(reading) => reading.items.as_slice(),
            Err(why) => {
                println!("{file}: {why}, {:?}", outcome.took);
                assert!(!why.to_string().is_empty());
                &[]
            }
        };
        if let Ok(reading) = &outcome.result {
            println!("{file}: {} items, {:?}", reading.items.len(), outcome.took);
        }
        for item in items {
            assert_clean(file, item);
        }
        if let Some(n) = attack["n"].as_u64() {
            assert_eq!(items.len() as u64, n, "{file}: {}", attack["must"]);
        }
        let said = format!("{items:?}");
        if let Some(forbidden) = attack["forbid"].as_str() {
            assert!(!said.contains(forbidden), "{file} lets {forbidden:?} out");
        }
        if let Some(wanted) = attack["must_have"].as_str() {
            assert!(said.contains(wanted), "{file} loses {wanted:?}");
        }
        let texts = |key: &str| -> Vec<String> {
            attack[key]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|text| text.as_str().map(html::decode))
                .collect()
        };
        for (item, title) in items.iter().zip(texts("titles")) {
            // Every kind of space is one to a line.
            let folded: Vec<&str> = title.split_whitespace().collect();
            assert_eq!(item.title, folded.join(" "), "{file}");
        }
        for (item, link) in items.iter().zip(texts("links")) {
            assert_eq!(item.url.as_deref(), Some(&*link), "{file}");
        }
    }
    println!("{attacks} attacks met");
}
