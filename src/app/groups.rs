//! Rows by company: what one company does stands together under its name.

use std::collections::{BTreeMap, HashMap};

use crate::model::Row;

/// Rows that stand under one company; more of them stand with the others.
const SHOWN: usize = 3;

/// Fewer rows make no group.
const LEAST: usize = 2;

/// What stands over a row that begins a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The company's key, or `None` over the rows that stand under no company.
    pub company: Option<String>,
    /// Rows under it.
    pub size: usize,
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
        let heading = Heading { company: Some(company), size: group.len() };
        headings.insert(rows.len(), heading);
        rows.extend(group);
    }
    if !headings.is_empty() && !others.is_empty() {
        headings.insert(rows.len(), Heading { company: None, size: others.len() });
    }
    rows.append(&mut others);
    (rows, headings)
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
        let told: Vec<(usize, Option<&str>, usize)> = headings
            .iter()
            .map(|(at, heading)| (*at, heading.company.as_deref(), heading.size))
            .collect();
        assert_eq!(told, [(1, Some("nvidia"), 3), (4, Some("apple"), 2), (6, None, 3)]);
    }

    #[test]
    fn where_no_company_has_two_rows_there_is_no_heading() {
        let (rows, headings) = by_company((0..4).map(story::row).collect(), 3);
        assert_eq!((rows.len(), headings.len()), (4, 0));
    }
}
