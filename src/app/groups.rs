//! Rows by company: what one company does stands together under its name.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{ItemId, Placed};

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
    /// They stand on a shelf of an edition, or under a company there, by its name; with what is
    /// told beside that.
    Named {
        /// The name.
        name: String,
        /// What the company did in the week; nothing of a shelf.
        told: String,
    },
    /// They are the edition's other stories, so many of which its page left out.
    Rest {
        /// How many.
        left: usize,
    },
    /// They stand under no company.
    Others,
    /// They are of the edition's time, but came when it and the next one were sealed.
    Late,
    /// They are of editions before the one that is shown.
    Earlier,
}

/// Sets rows by company, in the order of their best row, then all others. Gives the headings by the
/// number of the row below them.
pub fn by_company<'a>(
    rest: Vec<ItemId>,
    company: impl Fn(ItemId) -> Option<&'a String>,
) -> (Vec<ItemId>, BTreeMap<usize, Heading>) {
    let mut rows = Vec::with_capacity(rest.len());
    let mut sizes: HashMap<String, usize> = HashMap::new();
    for company in rest.iter().filter_map(|id| company(*id)) {
        *sizes.entry(company.clone()).or_default() += 1;
    }
    let mut order: Vec<String> = Vec::new();
    let mut groups: HashMap<String, Vec<ItemId>> = HashMap::new();
    let mut others = Vec::new();
    for row in rest {
        match company(row).filter(|company| sizes[*company] >= LEAST).cloned() {
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

/// Headings over rows that stay in the order of an edition: where another group begins than that of
/// the row before, and over what follows the edition's stories.
pub fn in_order(
    rows: &[ItemId],
    first: &[Placed],
    group: impl Fn(ItemId) -> Option<Group>,
) -> impl Iterator<Item = (usize, Heading)> {
    let ids: HashSet<ItemId> = first.iter().map(|placed| placed.item).collect();
    let end = rows.iter().position(|row| !ids.contains(row)).unwrap_or(rows.len());
    let mut groups: Vec<(usize, Group)> = Vec::new();
    for (at, row) in rows[..end].iter().enumerate() {
        let above = groups.last().map(|(_, group)| group);
        groups.extend(group(*row).filter(|own| Some(own) != above).map(|own| (at, own)));
    }
    if end < rows.len() {
        groups.push((end, Group::Earlier));
    }
    // Each group ends where the next one begins.
    let ends: Vec<usize> = groups.iter().skip(1).map(|(at, _)| *at).chain([rows.len()]).collect();
    groups.into_iter().zip(ends).map(|((at, group), end)| (at, Heading { group, size: end - at }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_stand_in_the_order_of_their_best_row_and_nothing_is_lost() {
        let about: Vec<(i64, &str)> = vec![
            (1, "apple"),
            (2, ""),
            (3, "nvidia"),
            (4, "apple"),
            (5, "nvidia"),
            (6, "ibm"),
            (7, "nvidia"),
            (8, "nvidia"),
            (9, "apple"),
        ];
        let names: BTreeMap<ItemId, String> =
            about.iter().map(|(n, company)| (ItemId(*n), (*company).to_owned())).collect();
        let of = |id: ItemId| names.get(&id).filter(|name| !name.is_empty());
        let (rows, headings) = by_company(about.iter().map(|(n, _)| ItemId(*n)).collect(), of);
        let ids: Vec<i64> = rows.iter().map(|id| id.0).collect();
        assert_eq!(ids, [1, 4, 9, 3, 5, 7, 2, 6, 8]);
        let of = |name: &str| Group::Company(name.into());
        assert_eq!(
            told(headings),
            [(0, of("apple"), 3), (3, of("nvidia"), 3), (6, Group::Others, 3)]
        );
    }

    fn told(headings: impl IntoIterator<Item = (usize, Heading)>) -> Vec<(usize, Group, usize)> {
        headings.into_iter().map(|(at, heading)| (at, heading.group, heading.size)).collect()
    }

    #[test]
    fn in_an_edition_rows_stay_in_its_order_and_earlier_ones_stand_under_a_rule() {
        let rows: Vec<ItemId> = (1..=7).map(ItemId).collect();
        let first: Vec<Placed> = (1..=5).map(|n| Placed { item: ItemId(n), worth: 1.0 }).collect();
        let shelf = || Group::Named { name: "theory".into(), told: String::new() };
        let group = |id: ItemId| match id.0 {
            1..=3 => Some(shelf()),
            4.. => Some(Group::Rest { left: 1 }),
            _ => None,
        };
        let expected = [(0, shelf(), 3), (3, Group::Rest { left: 1 }, 2), (5, Group::Earlier, 2)];
        assert_eq!(told(in_order(&rows, &first, group)), expected);
        // What came later stands between the edition's own and earlier ones.
        let late = |id: ItemId| if id.0 == 5 { Some(Group::Late) } else { group(id) };
        let expected = [
            (0, shelf(), 3),
            (3, Group::Rest { left: 1 }, 1),
            (4, Group::Late, 1),
            (5, Group::Earlier, 2),
        ];
        assert_eq!(told(in_order(&rows, &first, late)), expected);
        // Where the first of a group is muted or moved, the next one bears its heading.
        let rows_left: Vec<ItemId> =
            rows.iter().filter(|id| ![1, 4].contains(&id.0)).copied().collect();
        let expected = [(0, shelf(), 2), (2, Group::Rest { left: 1 }, 1), (3, Group::Earlier, 2)];
        assert_eq!(told(in_order(&rows_left, &first, group)), expected);
        assert_eq!(told(in_order(&rows, &first, |_| None)), [(5, Group::Earlier, 2)]);
        assert_eq!(told(in_order(&rows, &[], group)), [(0, Group::Earlier, 7)]);
        assert_eq!(told(in_order(&[], &first, group)), []);
    }

    #[test]
    fn where_no_company_has_two_rows_there_is_no_heading() {
        let (rows, headings) = by_company((0..4).map(ItemId).collect(), |_| None);
        assert_eq!((rows.len(), headings.len()), (4, 0));
    }
}
