//! Rows by company: what one company does stands together under its name.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{ItemId, Placed, Row};

/// Rows that stand under one company; more of them stand with the others.
const SHOWN: usize = 3;

/// Fewer rows make no group.
const LEAST: usize = 2;

/// What stands over a row that begins a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What they have in common.
    pub group: Group,
    /// Rows under it.
    pub size: usize,
}

/// What rows under a heading have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// They are about this company, by its key.
    Company(String),
    /// They stand under no company.
    Others,
    /// They are of editions before the one that is shown.
    Earlier,
}

/// Sets rows by company: the first `heads` stay where they are, then the companies in the order
/// of their best row, then all others. Gives the headings by the number of the row below them.
pub fn by_company(rows: Vec<Row>, heads: usize) -> (Vec<Row>, BTreeMap<usize, Heading>) {
    let mut rows = rows;
    let rest = rows.split_off(heads.min(rows.len()));
    let mut sizes: HashMap<String, usize> = HashMap::new();
    for company in rest.iter().filter_map(company) {
        *sizes.entry(company.clone()).or_default() += 1;
    }
    let mut order: Vec<String> = Vec::new();
    let mut groups: HashMap<String, Vec<Row>> = HashMap::new();
    let mut others = Vec::new();
    for row in rest {
        match company(&row).filter(|company| sizes[*company] >= LEAST).cloned() {
            Some(company) => {
                let group = groups.entry(company.clone()).or_insert_with(|| {
                    order.push(company);
                    Vec::new()
                });
                if group.len() < SHOWN { group.push(row) } else { others.push(row) }
            }
            None => others.push(row),
        }
    }
    let mut headings = BTreeMap::new();
    for company in order {
        let group = groups.remove(&company).unwrap_or_default();
        let heading = Heading { group: Group::Company(company), size: group.len() };
        headings.insert(rows.len(), heading);
        rows.extend(group);
    }
    if !headings.is_empty() && !others.is_empty() {
        headings.insert(rows.len(), Heading { group: Group::Others, size: others.len() });
    }
    rows.append(&mut others);
    (rows, headings)
}

/// Headings over rows that stay in their order, that of an edition: over neighbours that are about
/// the same company, and over what follows the edition's stories. The first `heads` have none.
pub fn in_order(
    rows: &[Row],
    first: &[Placed],
    (heads, by_company): (usize, bool),
) -> impl Iterator<Item = (usize, Heading)> {
    let ids: HashSet<ItemId> = first.iter().map(|placed| placed.item).collect();
    let end = rows.iter().position(|row| !ids.contains(&row.id)).unwrap_or(rows.len());
    let mut headings = Vec::new();
    let mut at = heads.min(end);
    let mut is_under_company = false;
    let groups = rows[at..end].chunk_by(|a, b| company(a).is_some() && company(a) == company(b));
    for group in groups.filter(|_| by_company) {
        let named = company(&group[0]).filter(|_| group.len() >= LEAST);
        if let Some(company) = named {
            let group = Group::Company(company.clone());
            headings.push((at, Heading { group, size: rows[at..end].len() }));
        } else if is_under_company {
            headings.push((at, Heading { group: Group::Others, size: rows[at..end].len() }));
        }
        is_under_company = named.is_some();
        at += group.len();
    }
    if end < rows.len() {
        headings.push((end, Heading { group: Group::Earlier, size: rows.len() - end }));
    }
    // Each group ends where the next one begins.
    let ends: Vec<usize> = headings.iter().skip(1).map(|(at, _)| *at).chain([rows.len()]).collect();
    headings
        .into_iter()
        .zip(ends)
        .map(|((at, heading), end)| (at, Heading { size: end - at, ..heading }))
}

/// The company a row is about first of all.
fn company(row: &Row) -> Option<&String> {
    row.companies.first()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::story;

    #[test]
    fn companies_stand_in_the_order_of_their_best_row_and_nothing_is_lost() {
        let about = |n: i64, company: &str| {
            let mut row = story::row(n);
            row.companies.extend((!company.is_empty()).then(|| company.to_owned()));
            row
        };
        let rows = vec![
            about(1, "apple"),
            about(2, ""),
            about(3, "nvidia"),
            about(4, "apple"),
            about(5, "nvidia"),
            about(6, "ibm"),
            about(7, "nvidia"),
            about(8, "nvidia"),
            about(9, "apple"),
        ];
        let (rows, headings) = by_company(rows, 1);
        let ids: Vec<i64> = rows.iter().map(|row| row.id.0).collect();
        assert_eq!(ids, [1, 3, 5, 7, 4, 9, 2, 6, 8]);
        let of = |name: &str| Group::Company(name.into());
        assert_eq!(
            told(headings),
            [(1, of("nvidia"), 3), (4, of("apple"), 2), (6, Group::Others, 3)]
        );
    }

    fn told(headings: impl IntoIterator<Item = (usize, Heading)>) -> Vec<(usize, Group, usize)> {
        headings.into_iter().map(|(at, heading)| (at, heading.group, heading.size)).collect()
    }

    #[test]
    fn in_an_edition_rows_stay_in_its_order_and_earlier_ones_stand_under_a_rule() {
        let about = |n: i64, company: &str| {
            let mut row = story::row(n);
            row.companies.extend((!company.is_empty()).then(|| company.to_owned()));
            row
        };
        let rows = [
            about(1, "ibm"),
            about(2, "nvidia"),
            about(3, "nvidia"),
            about(4, ""),
            about(5, ""),
            about(6, "nvidia"),
            about(7, "nvidia"),
        ];
        let first: Vec<Placed> = (1..=5).map(|n| Placed { item: ItemId(n), worth: 1.0 }).collect();
        let of = |name: &str| Group::Company(name.into());
        let expected = [(1, of("nvidia"), 2), (3, Group::Others, 2), (5, Group::Earlier, 2)];
        assert_eq!(told(in_order(&rows, &first, (1, true))), expected);
        assert_eq!(told(in_order(&rows, &first, (3, false))), [(5, Group::Earlier, 2)]);
        assert_eq!(told(in_order(&rows, &[], (3, true))), [(0, Group::Earlier, 7)]);
        assert_eq!(told(in_order(&[], &first, (3, true))), []);
    }

    #[test]
    fn where_no_company_has_two_rows_there_is_no_heading() {
        let (rows, headings) = by_company((0..4).map(story::row).collect(), 3);
        assert_eq!((rows.len(), headings.len()), (4, 0));
    }
}
