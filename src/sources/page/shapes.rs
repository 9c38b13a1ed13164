//! Detection held against a collection of page shapes in `tests/pages`, each with the right entries
//! at its head: address, title, day.

use std::collections::BTreeMap;
use std::path::Path;

use super::Page;
use crate::sources::Kind;
use crate::sources::example::{answer, source};
use crate::text::address;

/// An entry as it should be found.
struct Wanted {
    title: String,
    day: Option<String>,
}

/// A page, its address and what is to be found on it, by address.
fn read(path: &Path) -> (String, String, BTreeMap<String, Wanted>) {
    let text = std::fs::read_to_string(path).expect("a page");
    let (head, body) = text.split_once("-->").expect("a head");
    let mut lines = head.lines().skip(1);
    let base = lines.next().and_then(|line| line.strip_prefix("base ")).expect("a base").to_owned();
    let wanted = lines.filter(|line| !line.is_empty()).map(|line| {
        let [url, title, day] = line.split(" | ").collect::<Vec<_>>()[..] else { panic!("{line}") };
        let url = address::parse(url, Some(&base)).expect("an address");
        let day = Some(day.to_owned()).filter(|day| day != "-");
        (url, Wanted { title: title.to_owned(), day })
    });
    (base.clone(), body.to_owned(), wanted.collect())
}

#[test]
fn nearly_all_that_is_found_is_right_and_most_of_what_is_right_is_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the pages").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    assert!(paths.len() >= 20, "{} shapes", paths.len());
    let (mut right, mut found, mut wanted_all, mut titles, mut days, mut dated) =
        (0, 0, 0, 0, 0, 0);
    for path in paths {
        let (base, body, wanted) = read(&path);
        let reading = Page.read(&source("page", &base, &[]), &answer(&base, &body));
        let items = reading.map(|reading| reading.items).unwrap_or_default();
        let mut hits = 0;
        for item in &items {
            let url = item.url.clone().unwrap_or_default();
            let Some(wanted) = wanted.get(&url) else {
                println!("  {url}: wrong ({})", item.title);
                continue;
            };
            hits += 1;
            let day = item.published.map(|at| {
                let hours = if body.contains("lang=\"ko\"") { 9 } else { 0 };
                (at + chrono::Duration::hours(hours)).date_naive().to_string()
            });
            titles += usize::from(item.title == wanted.title);
            dated += usize::from(wanted.day.is_some());
            days += usize::from(wanted.day.is_some() && day == wanted.day);
            if item.title != wanted.title || (wanted.day.is_some() && day != wanted.day) {
                println!(
                    "  {url}: {:?} {day:?}, not {:?} {:?}",
                    item.title, wanted.title, wanted.day
                );
            }
        }
        let name = path.file_stem().expect("a name").to_string_lossy();
        println!("{name:32} {hits} right of {} found, {} wanted", items.len(), wanted.len());
        (right, found, wanted_all) = (right + hits, found + items.len(), wanted_all + wanted.len());
    }
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    let (precision, recall) = (share(right, found), share(right, wanted_all));
    let (titles, days) = (share(titles, right), share(days, dated));
    println!("precision {precision:.3}, recall {recall:.3}, titles {titles:.3}, days {days:.3}");
    assert!(precision >= 0.95, "precision {precision}");
    assert!(recall >= 0.80, "recall {recall}");
    assert!(titles >= 0.95 && days >= 0.90, "titles {titles}, days {days}");
}
