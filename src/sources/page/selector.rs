//! The selector by which the links of a list can be picked again.

use std::collections::HashSet;

use dom_query::{Document, Matcher, NodeId, NodeRef};

use super::frame::{self, CLIMB, Link};

/// The shortest selector, from the links upwards, that fits these links and no others that
/// could be a list's; where they stand as others do, one by the folder that they lead to.
pub(super) fn selector(
    document: &Document,
    own: &[&Link<'_>],
    links: &[Link<'_>],
) -> Option<String> {
    let wanted: HashSet<NodeId> = own.iter().map(|link| link.node.id).collect();
    let usable: HashSet<NodeId> = links.iter().map(|link| link.node.id).collect();
    let fits = |selector: &str| {
        let Ok(matcher) = Matcher::new(selector) else { return false };
        let found = document.select_matcher(&matcher);
        let fit = found.nodes().iter().map(|node| node.id).filter(|id| usable.contains(id));
        fit.collect::<HashSet<NodeId>>() == wanted
    };
    let above: Vec<Vec<NodeRef<'_>>> = own
        .iter()
        .map(|link| std::iter::once(link.node).chain(link.node.ancestors_it(Some(CLIMB))).collect())
        .collect();
    let mut selector = String::new();
    for level in 0..above.iter().map(Vec::len).min()? {
        let nodes: Vec<&NodeRef<'_>> = above.iter().map(|path| &path[level]).collect();
        let Some(step) = step(&nodes) else { break };
        selector = if selector.is_empty() { step } else { format!("{step} > {selector}") };
        if fits(&selector) {
            return Some(selector);
        }
    }
    let folder = frame::folder(&own.first()?.url)?;
    let selector = format!("a[href*='{folder}']");
    fits(&selector).then_some(selector)
}

/// A selector for elements: their name, and an identifier or the classes they have in common.
fn step(nodes: &[&NodeRef<'_>]) -> Option<String> {
    let is_safe = |name: &&str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let first = nodes.first()?;
    // The cells of a column are told by its number.
    let column = |node: &NodeRef<'_>| {
        let before =
            std::iter::successors(node.prev_element_sibling(), NodeRef::prev_element_sibling);
        before.take(20).count() + 1
    };
    let mut step = first.node_name().filter(|name| is_safe(&&**name))?.to_string();
    if nodes.iter().all(|node| node.id == first.id)
        && let Some(id) = first.id_attr().filter(|id| is_safe(&&**id))
    {
        return Some(format!("{step}#{id}"));
    }
    if matches!(&*step, "td" | "th") {
        let number = column(first);
        if nodes.iter().all(|node| column(node) == number) {
            step.push_str(&format!(":nth-child({number})"));
        }
    }
    let classes = |node: &NodeRef<'_>| -> HashSet<String> {
        node.class()
            .unwrap_or_default()
            .split_whitespace()
            .filter(is_safe)
            .map(str::to_owned)
            .collect()
    };
    let mut common = classes(first);
    for node in nodes {
        common = &common & &classes(node);
    }
    let mut common: Vec<String> = common.into_iter().collect();
    common.sort_unstable();
    for class in common.iter().take(2) {
        step.push('.');
        step.push_str(class);
    }
    Some(step)
}
