//! Which part of a page belongs to which entry of a list.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use super::entry;
use super::frame::{CLIMB, Link};
use crate::sources::grammar::date::Locale;

/// Most siblings that belong to one entry where entries have no elements of their own.
const SIBLINGS: usize = 8;

/// How many addresses of a list each element holds.
pub(super) struct Within<'n> {
    /// The address, or nothing where there are several.
    pub(super) only: HashMap<NodeId, Option<&'n str>>,
}

impl<'n> Within<'n> {
    pub(super) fn of(links: &[&'n Link<'n>]) -> Within<'n> {
        let mut only: HashMap<NodeId, Option<&'n str>> = HashMap::new();
        for link in links {
            for node in std::iter::once(link.node).chain(link.node.ancestors_it(Some(CLIMB))) {
                only.entry(node.id)
                    .and_modify(|url| *url = url.filter(|url| *url == link.url))
                    .or_insert(Some(&link.url));
            }
        }
        Within { only }
    }

    /// The largest element that holds this link's address and no other of the list.
    fn own<'m>(&self, link: &NodeRef<'m>) -> NodeRef<'m> {
        let is_own = |node: &NodeRef<'_>| {
            self.only.get(&node.id).is_some_and(Option::is_some)
                && node.node_name().is_some_and(|name| !matches!(&*name, "body" | "html" | "main"))
        };
        link.ancestors_it(Some(CLIMB)).take_while(is_own).last().unwrap_or(*link)
    }

    /// What stands after an entry's own element and before the next one's.
    fn after<'m>(&self, own: &NodeRef<'m>) -> Vec<NodeRef<'m>> {
        let next = |node: &NodeRef<'m>| node.next_sibling();
        std::iter::successors(next(own), next)
            .take_while(|node| !self.only.contains_key(&node.id))
            .take(SIBLINGS * 2)
            .collect()
    }

    /// Whether another entry stands in the same parent.
    fn is_flat(&self, own: &NodeRef<'_>) -> bool {
        own.parent().is_some_and(|parent| self.only.get(&parent.id) == Some(&None))
    }

    /// Most siblings that follow an entry before another one does: the last entry has no more.
    pub(super) fn longest_run(&self, links: &[&Link<'_>]) -> usize {
        let runs = links
            .iter()
            .map(|link| self.own(&link.node))
            .filter(|own| self.is_flat(own))
            .filter_map(|own| {
                let after = self.after(&own);
                let is_between = after.last()?.next_sibling().is_some();
                is_between.then_some(after.len())
            });
        runs.max().unwrap_or(0).min(SIBLINGS * 2)
    }

    /// Whether in a list without elements of their own for its entries the date stands before each.
    pub(super) fn dates_stand_before(&self, links: &[&Link<'_>], locale: Locale) -> bool {
        let Some(first) = links.first().map(|link| self.own(&link.node)) else { return false };
        let Some(last) = links.last().map(|link| self.own(&link.node)) else { return false };
        let dated = |node: &NodeRef<'_>| {
            entry::date_of_block(std::slice::from_ref(node), "", locale).is_some()
        };
        self.is_flat(&first)
            && !dated(&first)
            && before(&first).iter().take(3).any(dated)
            && !self.after(&last).iter().take(3).any(dated)
    }

    /// The part of the page that belongs to a link.
    pub(super) fn block<'m>(
        &self,
        link: &NodeRef<'m>,
        run: usize,
        stands_before: bool,
    ) -> Vec<NodeRef<'m>> {
        let own = self.own(link);
        let mut block = vec![own];
        if !self.is_flat(&own) {
            return block;
        }
        if stands_before {
            block.extend(
                before(&own).into_iter().take_while(|node| !self.only.contains_key(&node.id)),
            );
        } else {
            block.extend(self.after(&own).into_iter().take(run));
        }
        block
    }
}

/// What stands before an element, nearest first.
fn before<'m>(node: &NodeRef<'m>) -> Vec<NodeRef<'m>> {
    std::iter::successors(node.prev_sibling(), NodeRef::prev_sibling).take(SIBLINGS).collect()
}
