//! Article pages with the extraction that readability is expected to make.

use std::collections::HashSet;

use jogan::model::Answer;
use jogan::sources::saved::full_text;
use jogan::text::html;

use crate::place::{corpus, run};

/// The share of expected words that were found.
fn recall(found: &str, expected: &str) -> f64 {
    let found: HashSet<&str> = found.split_whitespace().collect();
    let expected: HashSet<&str> = expected.split_whitespace().collect();
    expected.intersection(&found).count() as f64 / expected.len().max(1) as f64
}

#[test]
fn articles_are_found_on_their_pages() {
    let Some(corpus) = corpus() else { return };
    let (mut pages, mut good) = (0, 0);
    let mut cases: Vec<_> = std::fs::read_dir(corpus.join("readability"))
        .expect("pages")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    cases.sort();
    for case in cases {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let body = std::fs::read(case.join("source.html")).expect("a page");
        let expected = html::plain(
            &std::fs::read_to_string(case.join("expected.html")).expect("an expectation"),
            usize::MAX,
        );
        let answer =
            Answer { url: "http://fakehost/test/page.html".into(), body, ..Answer::default() };
        let (result, took) = run(&name, move || full_text(&answer));
        pages += 1;
        match result {
            Ok(page) => {
                let share = recall(&page.text, &expected);
                good += usize::from(share > 0.9);
                if share <= 0.9 {
                    println!("{name}: {:.0} % of the words, {took:?}", share * 100.0);
                }
            }
            Err(why) => {
                println!("{name}: {why} (expected {} characters)", expected.chars().count());
            }
        }
    }
    println!("pages: {good} of {pages} with more than 90 % of the words");
    assert!(good * 10 >= pages * 9, "readability finds too little");
}
