//! The numbers that the digest chooses by are held: doubled or halved, each changes what it tells.

use std::fmt::Write as _;

use super::*;
use crate::desk::Rules;
use crate::desk::tuning::Tuning;

/// The rows of the tuning table that the digest reads beside those by which reports are compared.
const ROWS: [&str; 5] = ["lead_apart", "lead_apart_same_move", "twins", "small_at", "finance_at"];

/// What is told of some events under their titles, each worth a little less than the one before.
fn tells(comparer: &Comparer<'_>, stories: Vec<DayEvent>) -> String {
    let digest = compose(&Material { comparer, ..material(stories) });
    let ids = |block: &Block| block.entries.iter().map(|entry| entry.item.0).collect::<Vec<_>>();
    let lead: Vec<i64> = digest.lead.iter().map(|line| line.item.0).collect();
    let blocks: Vec<Vec<i64>> = digest.blocks[..3].iter().map(ids).collect();
    format!("{lead:?} {blocks:?}")
}

/// All that the numbers decide, in words.
fn chosen(tuning: &Tuning) -> String {
    let comparer = Comparer::by(&LEXICON, Rules { tuning: tuning.clone(), ..Rules::shipped() });
    let mut said = String::new();
    let word = |n: usize| title(n as i64 + 1).split(' ').next().unwrap_or_default().to_lowercase();
    let words: Vec<String> = (0..16).map(word).collect();
    let others: Vec<String> = (16..32).map(word).collect();
    // From nothing in common to nearly all: titles of one company that does the same, of two
    // versions, and of neither.
    for (one, other) in [
        ("Microsoft acquires", "Acquisition: Microsoft,"),
        ("Kelpie 4 for", "Kelpie 5 for"),
        ("Of", "Of"),
    ] {
        for shared in 0..words.len() {
            let title = |begin: &str, own: &[String]| {
                format!("{begin} {} {}", words[..shared].join(" "), own[shared..].join(" "))
            };
            let stories = vec![
                about(row(1, Pane::Trends, 60.0), &title(one, &words)),
                about(row(2, Pane::Trends, 50.0), &title(other, &others)),
            ];
            let _ = writeln!(said, "{one}, {shared} shared: {}", tells(&comparer, stories));
        }
    }
    // The further apart in time, the less alike.
    for hours in [0, 12, 24, 36, 48] {
        let mut later = row(2, Pane::Trends, 50.0);
        later.published = at(8 + hours);
        let stories = vec![
            about(row(1, Pane::Trends, 60.0), &format!("Microsoft acquires {}", words.join(" "))),
            about(later, &format!("Acquisition: Microsoft, {}", others.join(" "))),
        ];
        let _ = writeln!(said, "{hours} hours apart: {}", tells(&comparer, stories));
    }
    let small = (1..=10).map(|id| told(row(id, Pane::Companies, 4.0 * id as f64)));
    let _ = writeln!(said, "small: {}", tells(&comparer, small.collect()));
    let papers = (1..=6).map(|id| {
        let mut row = row(id, Pane::Research, 1.0);
        row.url = Some(format!("https://arxiv.org/abs/2603.{id:05}"));
        let mut told = told(row);
        told.subject.finance = id as f64;
        told
    });
    for paper in papers {
        let _ = writeln!(said, "finance: {}", tells(&comparer, vec![paper]));
    }
    said
}

#[test]
fn each_number_changes_what_is_told_when_it_is_doubled_or_halved() {
    let shipped = Tuning::default();
    let before = chosen(&shipped);
    let mut idle = Vec::new();
    for name in ROWS {
        let value = shipped.get(name).expect("a value");
        for other in [value * 2.0, value / 2.0] {
            let mut tuning = shipped.clone();
            tuning.set(name, other);
            if chosen(&tuning) == before {
                idle.push(format!("{name} = {other}"));
            }
        }
    }
    assert!(idle.is_empty(), "these change nothing: {idle:?}\n{before}");
}

#[test]
fn what_is_told_is_what_was_told() {
    insta::assert_snapshot!(chosen(&Tuning::default()));
}
