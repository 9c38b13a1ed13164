//! The digests of the archive's days, read as a subscriber would.

use std::collections::BTreeMap;
use std::path::Path;

use jogan::desk::{Lexicon, Settings};
use jogan::lang::Lang;
use jogan::library::edition::{self, Asked};
use jogan::model::{
    Closing, Day, Digest, EditionWindow, Moment, NewItem, Source, SourceId, Tier, Zone,
};
use jogan::newsroom::Newsroom;
use jogan::sources::files::json_lines;
use jogan::text::address;

use crate::place::{self, corpus};

/// What no line of a digest may hold.
const FRAMES: [&str; 14] = [
    "read more",
    "continue reading",
    "click here",
    "cookies",
    "subscribe to",
    "sign up for",
    "appeared first on",
    "minute read",
    "min read",
    "all rights reserved",
    "무단 전재",
    "curl -",
    "더 보기",
    "view in browser",
];

/// The archive's items by the day they are of, and by their source.
fn days(archive: &Path) -> BTreeMap<Day, BTreeMap<String, Vec<NewItem>>> {
    let mut days: BTreeMap<Day, BTreeMap<String, Vec<NewItem>>> = BTreeMap::new();
    for file in place::files(archive) {
        let is_lines = file.extension().is_some_and(|ending| ending == "jsonl");
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let Some(day) = name.parse::<Day>().ok().filter(|_| is_lines) else { continue };
        let bytes = std::fs::read(&file).expect("a readable file");
        for imported in json_lines::read(&bytes).flatten() {
            let source = imported.source.unwrap_or_else(|| "import".to_owned());
            let mut item = imported.item;
            // What the archive has of a day was told on it, whenever it was written.
            let told = item.published.filter(|at| Zone::UTC.day_of(*at) == day);
            item.published = Some(told.unwrap_or_else(|| Zone::UTC.start_of(day)));
            days.entry(day).or_default().entry(source).or_default().push(item);
        }
    }
    days
}

fn take_in(newsroom: &mut Newsroom, day: &BTreeMap<String, Vec<NewItem>>, now: Moment) {
    for (name, items) in day {
        let is_archive = name.starts_with("arXiv") || name.starts_with("HF");
        let source = Source {
            id: SourceId(name.to_lowercase().replace(' ', "-")),
            name: name.clone(),
            kind: if is_archive { "arxiv" } else { "feed" }.to_owned(),
            address: format!("import:{name}"),
            options: BTreeMap::new(),
            pane: None,
            tier: Tier::General,
            language: None,
            company: None,
            interval_minutes: None,
            enabled: false,
            full_text: false,
        };
        newsroom.store.put_source(&source).expect("kept");
        newsroom.take_in(&source, items, now).expect("taken in");
    }
}

fn digest_of(newsroom: &Newsroom, lexicon: &Lexicon, day: Day, lang: Lang) -> Digest {
    let now: Moment = format!("{day}T23:59:00Z").parse().expect("a moment");
    let window = EditionWindow::of_days(day, day, Zone::UTC, now);
    let closing = Closing { at: chrono::NaiveTime::MIN, zone: Zone::UTC };
    let asked = Asked { window, closing, now, minutes: 5.0, lang, up_to: None };
    edition::digest(&newsroom.store, lexicon, &asked).expect("a digest")
}

/// Whether a text ends as a sentence does.
fn is_whole(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '」', '』', '»']);
    !bare.ends_with('…') && !bare.ends_with("..") && bare.ends_with(['.', '!', '?', '。', '다'])
}

fn check(digest: &Digest) {
    let day = digest.day;
    let mut labels: Vec<String> = Vec::new();
    for block in &digest.blocks[..3] {
        for entry in &block.entries {
            let label = entry.label.to_lowercase();
            assert!(!labels.contains(&label), "{day}: {label} is told twice");
            labels.push(label);
            // A term speaks in the program's own words, anything else in those of its source.
            // Beside a line of facts a report's whole title may stand.
            let is_title = digest.references.iter().any(|one| one.title == entry.text);
            let is_quoted = entry.series.is_empty() && entry.text != entry.label && !is_title;
            assert!(!is_quoted || is_whole(&entry.text), "{day}: cut off: {}", entry.text);
            let text = entry.text.to_lowercase();
            for frame in FRAMES {
                assert!(!is_quoted || !text.contains(frame), "{day}: {frame}: {}", entry.text);
            }
        }
    }
    for reference in &digest.references {
        let (url, title) = (&reference.url, &reference.title);
        assert!(!address::is_list_page(url, title), "{day}: {url} is a list");
    }
    assert!(digest.minutes <= 5.0, "{day}: {} minutes", digest.minutes);
    for block in &digest.blocks[..3] {
        assert!(!block.entries.is_empty() || block.remark.is_some(), "{day}: {:?}", block.key);
    }
}

#[test]
fn fifteen_digests_of_the_archive_read_well() {
    let Some(corpus) = corpus() else { return };
    let days = days(&corpus.join("archive"));
    let place = tempfile::tempdir().expect("a folder");
    let mut newsroom = Newsroom::open(place.path(), Settings::default()).expect("a store");
    let lexicon = Lexicon::shipped();
    let at = |text: &str| text.parse::<Day>().expect("a day");
    let mut told: BTreeMap<String, Day> = BTreeMap::new();
    let mut read = 0;
    for (day, items) in days.range(at("2026-02-28")..=at("2026-03-20")) {
        let now: Moment = format!("{day}T23:00:00Z").parse().expect("a moment");
        take_in(&mut newsroom, items, now);
        if *day < at("2026-03-05") {
            continue;
        }
        let lang = if read % 8 == 7 { Lang::Ko } else { Lang::En };
        let digest = digest_of(&newsroom, &lexicon, *day, lang);
        check(&digest);
        for entry in digest.blocks[..3].iter().flat_map(|block| &block.entries) {
            let is_story = entry.series.is_empty();
            let before = told.insert(entry.label.to_lowercase(), *day);
            // A line that says what happened may be true of something else in another week.
            let is_near = |before: &Day| entry.scan.is_none() || (*day - *before).num_days() <= 7;
            let before = before.filter(is_near);
            // What leads has told how it goes on.
            let lead = digest.lead.iter().filter(|lead| lead.story == entry.story);
            let mut known = lead.flat_map(|lead| &lead.meta).chain(&entry.meta);
            let continues =
                known.any(|fact| fact.starts_with("continues") || fact.contains("이어짐"));
            assert!(
                !is_story || before.is_none() || continues,
                "{day}: {} was told on {before:?}",
                entry.label
            );
        }
        read += 1;
    }
    println!("{read} digests read");
    assert!(read >= 15, "the archive has the days");
}
