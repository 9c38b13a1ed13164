//! Feeds: live captures, attacks, transcoded ones, and captures of one feed over time.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use jogan::text::html;
use serde_json::Value;

use crate::attacks::assert_clean;
use crate::place::{LIMIT, MEMORY, corpus, files, memory, read};

/// Entries that another parser counted, by path.
fn counted_elsewhere(corpus: &Path) -> HashMap<String, usize> {
    let manifest = std::fs::read_to_string(corpus.join("MANIFEST.tsv")).expect("a manifest");
    manifest
        .lines()
        .filter_map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            Some((columns[0].to_owned(), columns.get(5)?.parse().ok()?))
        })
        .collect()
}

#[test]
fn every_live_feed_that_another_parser_reads_is_read() {
    let Some(corpus) = corpus() else { return };
    let counted = counted_elsewhere(corpus);
    let (mut items, mut repaired, mut slowest) = (0, 0, (std::time::Duration::ZERO, String::new()));
    let mut refused: BTreeMap<String, String> = BTreeMap::new();
    let mut fewer = Vec::new();
    let all = files(&corpus.join("feeds/real"));
    for path in &all {
        let name = path.strip_prefix(corpus).expect("below").display().to_string();
        let outcome = read(path, None);
        slowest = slowest.max((outcome.took, name.clone()));
        match outcome.result {
            Ok(reading) => {
                items += reading.items.len();
                reading.items.iter().for_each(|item| assert_clean(&name, item));
                if let Some(why) = &reading.repaired {
                    repaired += 1;
                    println!("repaired {name}: {why}");
                }
                let expected = counted.get(&name).copied().unwrap_or(0);
                if reading.items.len() < expected {
                    fewer.push(format!("{name}: {} of {expected}", reading.items.len()));
                }
            }
            Err(error) => {
                refused.insert(name, error.to_string());
            }
        }
    }
    println!(
        "live feeds: {} files, {} read ({repaired} after repair), {} refused, {items} items, slowest {slowest:?}",
        all.len(),
        all.len() - refused.len(),
        refused.len(),
    );
    match memory("VmHWM") {
        Some(_) => println!("memory: no file took more than {MEMORY} KiB"),
        None => println!("memory: not checked, this system does not tell it"),
    }
    for line in &fewer {
        println!("fewer {line}");
    }
    for (name, why) in &refused {
        println!("refused {name}: {why}");
    }
    refused.retain(|name, _| counted.get(name).is_some_and(|entries| *entries > 0));
    assert!(refused.is_empty(), "other parsers read what is refused here: {refused:#?}");
    assert!(slowest.0 < LIMIT);
}

#[test]
fn no_hostile_file_makes_the_reader_panic_or_hang() {
    let Some(corpus) = corpus() else { return };
    let counted = counted_elsewhere(corpus);
    let (mut read_well, mut refused, mut items) = (0, 0, 0);
    let mut missed = Vec::new();
    for path in files(&corpus.join("hostile")) {
        let name = path.strip_prefix(corpus).expect("below").display().to_string();
        let outcome = read(&path, None);
        match outcome.result {
            Ok(reading) => {
                read_well += 1;
                items += reading.items.len();
                reading.items.iter().for_each(|item| assert_clean(&name, item));
                let expected = counted.get(&name).copied().unwrap_or(0);
                if reading.items.len() < expected {
                    missed.push(format!("{name}: {} of {expected}", reading.items.len()));
                }
            }
            Err(error) => {
                refused += 1;
                if counted.get(&name).is_some_and(|entries| *entries > 0) {
                    missed.push(format!("{name}: {error}"));
                }
            }
        }
    }
    println!(
        "hostile: {} files, {read_well} read, {refused} refused with a reason, {items} items",
        read_well + refused
    );
    println!("{} in which another parser sees more entries", missed.len());
    for line in &missed {
        println!("missed {line}");
    }
}

#[test]
fn every_title_of_a_transcoded_feed_comes_out_right() {
    let Some(corpus) = corpus() else { return };
    let list = std::fs::read_to_string(corpus.join("feeds/derived/expected_titles.jsonl"))
        .expect("a list");
    let (mut right, mut all) = (0, 0);
    for line in list.lines() {
        let expected: Value = serde_json::from_str(line).expect("JSON");
        let file = expected["file"].as_str().expect("a name");
        let outcome =
            read(&corpus.join("feeds/derived").join(file), expected["http_content_type"].as_str());
        let reading = outcome.result.unwrap_or_else(|error| panic!("{file}: {error}"));
        let titles: Vec<&str> = expected["titles"]
            .as_array()
            .expect("titles")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(reading.items.len(), titles.len(), "{file}");
        for (item, title) in reading.items.iter().zip(titles) {
            all += 1;
            let folded: Vec<&str> = title.split_whitespace().collect();
            // The list has titles as they stand in the document; some are HTML once decoded.
            if item.title == html::decode(&folded.join(" ")) {
                right += 1;
            } else {
                println!("{file}: {:?} instead of {title:?}", item.title);
            }
        }
    }
    println!("transcoded titles: {right} of {all} right");
    assert_eq!(right, all);
}
