//! What the desk reads from titles alone, held against a table of titles in our own words
//! (`tests/desk/facts.tsv`). `cargo test --lib desk::tests::facts -- --nocapture` prints what
//! failed.

use super::table::{Hits, rows};
use super::*;

/// Floors of precision and recall, a little below what was measured when they were set.
const COMPANIES: (f64, f64) = (0.92, 0.82);
const MOVES: (f64, f64) = (0.77, 0.82);
const AMOUNTS: (f64, f64) = (0.96, 0.96);
const NAMES: (f64, f64) = (0.55, 0.62);
const NOISE: (f64, f64) = (0.70, 0.58);
/// The part of the panes that is right.
const PANES: f64 = 0.94;

/// An item of the table, and its source: a feed of the press, or a community that points at it.
fn as_it_comes(page: &str, title: &str, n: usize) -> (NewItem, Source) {
    let mut from = source("press", Tier::Specialist);
    let url = match page.strip_prefix("hn:") {
        Some(url) => {
            from = source("hackernews", Tier::Community);
            from.kind = "hackernews".into();
            url.to_owned()
        }
        None if page == "-" => format!("https://press.example/{n}"),
        None => page.to_owned(),
    };
    (super::page(title, &url), from)
}

fn list(cell: &str) -> Vec<String> {
    cell.split(';').filter(|one| *one != "-").map(str::to_owned).collect()
}

#[test]
fn titles_tell_what_a_careful_reader_finds_in_them() {
    let mut room = Room::by(Settings::default(), Rules::shipped());
    let [mut companies, mut moves, mut amounts, mut names, mut noise, mut panes] =
        [Hits::default(); 6];
    let table = rows(include_str!("../../../tests/desk/facts.tsv"));
    let korean = table.iter().filter(|row| row[0] == "ko").count();
    assert!(korean >= 60 && table.len() - korean >= 60, "{korean} of {}", table.len());
    for (n, row) in table.iter().enumerate() {
        let [_, page, title, who, kinds, amount, products, no_news, pane] = row[..] else {
            panic!("{row:?}");
        };
        let (new, from) = as_it_comes(page, title, n);
        let id = room.arrive(new, &from, at(n as i64 * 200));
        let judged = room.judged(id).clone();
        let told: Vec<String> = judged
            .facts
            .amount
            .iter()
            .map(|sum| format!("{:?} {}", sum.currency, sum.value))
            .collect();
        let wanted: Vec<String> = list(amount)
            .iter()
            .filter_map(|sum| sum.split_once(' '))
            .map(|(currency, value)| {
                let value: f64 = value.parse().expect("a number");
                format!("{}{} {value}", &currency[..1], currency[1..].to_lowercase())
            })
            .collect();
        let kind: Vec<String> = judged.moves.iter().map(|kind| kind.name().to_owned()).collect();
        let said: Vec<String> = judged.facts.noise.iter().map(|n| n.name().to_owned()).collect();
        let shown = vec![judged.pane.name().to_owned()];
        for (what, hits, found, wanted) in [
            ("companies", &mut companies, &judged.companies, list(who)),
            ("moves", &mut moves, &kind, list(kinds)),
            ("amount", &mut amounts, &told, wanted),
            ("names", &mut names, &judged.facts.names, list(products)),
            ("noise", &mut noise, &said, list(no_news)),
            ("pane", &mut panes, &shown, list(pane)),
        ] {
            if !hits.count(found, &wanted) {
                println!("{title}\n    {what}: {} where {}", found.join(";"), wanted.join(";"));
            }
        }
    }
    companies.hold("companies", COMPANIES.0, COMPANIES.1);
    moves.hold("moves", MOVES.0, MOVES.1);
    amounts.hold("amounts", AMOUNTS.0, AMOUNTS.1);
    names.hold("names", NAMES.0, NAMES.1);
    noise.hold("noise", NOISE.0, NOISE.1);
    panes.hold("panes", PANES, PANES);
}

/// The names that a title tells on a page.
fn names_of(title: &str, page: &str) -> Vec<String> {
    let (new, from) = as_it_comes(page, title, 0);
    let mut room = Room::by(Settings::default(), Rules::shipped());
    let id = room.arrive(new, &from, at(0));
    room.judged(id).facts.names.clone()
}

#[test]
fn an_arm_of_a_company_is_no_product() {
    for title in ["Lanternworks signs a deal with AWS", "너울목, 네이버클라우드와 협력"]
    {
        assert_eq!(names_of(title, "-"), [""; 0], "{title}");
    }
}

#[test]
fn what_a_presented_thing_is_made_with_is_no_name_of_it() {
    let page = "https://github.com/lanternworks/lantern";
    for title in [
        "Lantern: A Python library for lamps",
        "Lantern – lamps that are drawn using Postgres",
        "Lantern – a macOS app that dims lamps",
    ] {
        assert_eq!(names_of(title, page), ["lantern"], "{title}");
    }
    let of_another = names_of("Lantern – lamps for Claude Code teams: Claude Code dims them", page);
    assert!(of_another.contains(&"claude code".to_owned()), "{of_another:?}");
}

#[test]
fn what_a_company_does_on_its_own_product_is_about_it() {
    assert_eq!(names_of("Sony tests rising prices on PlayStation at sea", "-"), ["playstation"]);
    for title in ["Lanternworks tests lamps on PlayStation", "Apple tests lamps on macOS"] {
        assert_eq!(names_of(title, "-"), [""; 0], "{title}");
    }
}

#[test]
fn what_is_called_so_is_a_name() {
    assert_eq!(names_of("Lanternworks shows off a lamp called ‘Heron’", "-"), ["heron"]);
    assert_eq!(names_of("Lanternworks shows off a lamp for the ‘Heron’", "-"), [""; 0]);
}
