//! `docs/desk.md` tells every number of the tuning table, and tells it as it is.

use super::*;

/// The rows `| `name` | value | … |` of a page.
fn rows(page: &str) -> Vec<(&str, f64)> {
    page.lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| `")?.split(" | ");
            let name = cells.next()?.strip_suffix('`')?;
            // A true minus sign.
            let value = cells.next()?.replace('−', "-").parse().ok()?;
            Some((name, value))
        })
        .collect()
}

#[test]
fn the_page_on_the_desk_has_every_number_as_it_is() {
    let told = rows(include_str!("../../../docs/desk.md"));
    let names: Vec<&str> = told.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, tuning::Tuning::NAMES, "in the order of the table");
    let tuning = tuning::Tuning::default();
    let wrong: Vec<String> = told
        .iter()
        .filter(|(name, value)| tuning.get(name) != Some(*value))
        .map(|(name, value)| format!("{name} is {:?}, not {value}", tuning.get(name)))
        .collect();
    assert!(wrong.is_empty(), "docs/desk.md: {wrong:#?}");
}
