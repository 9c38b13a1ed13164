//! The kind by itself; the shapes of pages that detection must know stand in `shapes.rs`.

use super::*;
use crate::sources::example::{answer, source};

const AT: &str = "https://lab.example/news/";

fn frame(list: &str) -> String {
    format!(
        "<!doctype html><html lang=en><title>Lab news</title><body><nav><a href=/a>About the laboratory</a>\
         <a href=/b>Open positions here</a><a href=/c>How to reach us</a></nav><main>{list}</main>\
         <footer><a href=/p>Privacy statement</a><a href=/t>Terms of service</a><a href=/k>Contact the office</a></footer>"
    )
}

fn cards() -> String {
    let card = |n: u32, title: &str| {
        format!(
            "<div class='card c{n}'><a href=/n/{n}><img src=x></a><h2><a href=/n/{n}>{title}</a></h2>\
                 <span>Research · March {n}, 2026 · 4 min</span><p>What we did in week {n} and why it took longer.</p>\
                 <a href=/n/{n}>Read the whole story</a></div>"
        )
    };
    let titles =
        ["A wind tunnel for drones", "Quieter pumps in hospitals", "Notes on a failed sensor"];
    frame(&titles.iter().zip(1..).map(|(title, n)| card(n, title)).collect::<String>())
}

fn read(options: &[(&str, &str)], body: &str) -> Result<Reading, ReadError> {
    Page.read(&source("page", AT, options), &answer(AT, body))
}

#[test]
fn the_repeated_block_is_found_and_the_frame_is_not() {
    let reading = read(&[], &cards()).expect("a list");
    let titles: Vec<&str> = reading.items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(
        titles,
        ["A wind tunnel for drones", "Quieter pumps in hospitals", "Notes on a failed sensor"]
    );
    let first = &reading.items[0];
    assert_eq!(first.url.as_deref(), Some("https://lab.example/n/1"));
    assert_eq!(
        first.published.map(|at| at.to_rfc3339()).as_deref(),
        Some("2026-03-01T00:00:00+00:00")
    );
    assert_eq!(first.summary, "What we did in week 1 and why it took longer.");
}

#[test]
fn a_korean_list_of_rows_is_found_with_its_dates() {
    let row = |n: u32| {
        format!(
            "<tr><td>2026.03.0{n}</td><td><a href=v?id={n}>연구실 소식 {n}번째 공지입니다</a></td></tr>"
        )
    };
    let body = frame(&format!("<table>{}</table>", (1..=4).map(row).collect::<String>()));
    let reading = read(&[], &body).expect("a list");
    assert_eq!(reading.items.len(), 4);
    assert_eq!(reading.items[1].url.as_deref(), Some("https://lab.example/news/v?id=2"));
    assert!(reading.items.iter().all(|item| item.published.is_some()));
}

#[test]
fn selectors_pick_and_one_that_fits_nothing_is_an_error() {
    let options = [("item", ".card"), ("title", "h2"), ("link", "h2 a"), ("summary", "p")];
    assert_eq!(read(&options, &cards()).expect("a list").items.len(), 3);
    for lost in [("item", ".tile"), ("date", "time")] {
        let mut options = options.to_vec();
        options.retain(|(name, _)| *name != lost.0);
        options.push(lost);
        let Err(ReadError::NothingMatched { name, selector }) = read(&options, &cards()) else {
            panic!("{lost:?} passed")
        };
        assert_eq!((name, selector.as_str()), lost);
    }
    let now = "2026-03-05T08:00:00Z".parse().expect("a moment");
    assert!(Page.request(&source("page", AT, &[("item", "<<")]), now).is_err());
}

#[test]
fn a_page_without_a_list_says_so() {
    assert_eq!(read(&[], &frame("<p>Nothing today.</p>")), Err(ReadError::NoList));
    assert!(matches!(read(&[], &"<div>".repeat(100_000)), Err(ReadError::Malformed { .. })));
}

#[test]
fn the_lists_of_a_page_are_told_with_the_option_that_chooses_each() {
    let row = |n: u32, folder: &str, what: &str| {
        format!(
            "<li><a href=/{folder}/{n}00>{what} number {n} of the year</a> <i>March {n}, 2026</i></li>"
        )
    };
    let list = |class: &str, folder: &str, what: &str| {
        let rows: String = (1..=4).map(|n| row(n, folder, what)).collect();
        format!("<ul class={class}>{rows}</ul>")
    };
    let body =
        frame(&(list("news", "n", "A long report with figures") + &list("talks", "t", "Talk")));
    let reading = read(&[], &body).expect("a list");
    let [first, second] = reading.alternatives.as_slice() else {
        panic!("{:?}", reading.alternatives)
    };
    assert_eq!((first.count, second.count), (4, 4));
    assert_eq!(second.titles[0], "Talk number 1 of the year");
    assert!(reading.items.iter().all(|item| item.title.starts_with("A long report")));
    let chosen = read(&[("link", &second.options["link"])], &body).expect("the other list");
    assert_eq!(chosen.items.len(), 4);
    assert!(
        chosen.items.iter().all(|item| item.title.starts_with("Talk") && item.published.is_some())
    );
    // Two columns alike are one list, and can be chosen each.
    let columns =
        ["press", "blog"].map(|folder| list("col", folder, &format!("A long {folder} entry")));
    let reading = read(&[], &frame(&columns.concat())).expect("a list");
    assert_eq!(reading.items.len(), 8);
    let [_, one, two] = reading.alternatives.as_slice() else {
        panic!("{:?}", reading.alternatives)
    };
    assert_eq!((one.count, two.count), (4, 4));
    let chosen =
        read(&[("link", &two.options["link"])], &frame(&columns.concat())).expect("one of them");
    assert_eq!(chosen.items.len(), 4);
    assert!(matches!(
        read(&[("link", "ol > li > a")], &body),
        Err(ReadError::NothingMatched { name: "link", .. })
    ));
}

#[test]
fn the_files_of_the_same_entries_are_no_other_list() {
    let entry = |n: u32| {
        format!(
            "<dt><a href=/abs/{n}00>{n}</a> [<a href=/pdf/{n}00>pdf</a>, <a href=/html/{n}00>html</a>]</dt>\
             <dd><div class=list-title>On wheels and weirs, part {n}</div></dd>"
        )
    };
    let entries: String = (1..=4).map(entry).collect();
    let reading = read(&[], &format!("<html><body><dl>{entries}</dl>")).expect("a list");
    let [only] = reading.alternatives.as_slice() else { panic!("{:?}", reading.alternatives) };
    assert_eq!(only.count, 4);
    let folder = only.options.get("link").map(String::as_str);
    assert_eq!(folder, Some("a[href*='/abs/']"), "nothing else tells them apart");
    assert!(reading.items.iter().all(|item| item.title.starts_with("On wheels")));
}
