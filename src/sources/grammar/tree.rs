//! A small XML document as a tree: for the answers of scholarly interfaces and for subscription
//! lists, where a few fields are picked by name. Built from pieces, so that nothing is ever
//! refused; what is missing is simply not found.

use crate::text::html;

use super::tags::{Piece, Pieces, attribute, local_name};

/// Deepest nesting that is told apart; what lies below counts as text of the deepest element.
const DEPTH: usize = 64;

/// An element.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Element<'t> {
    /// Name as written, with its prefix.
    pub name: &'t str,
    attributes: &'t str,
    nodes: Vec<Node<'t>>,
}

#[derive(Debug, Clone, PartialEq)]
enum Node<'t> {
    Element(Element<'t>),
    /// Text whose character references are still written out.
    Text(&'t str),
    Cdata(&'t str),
}

impl<'t> Element<'t> {
    /// The whole document as an element without a name.
    pub fn document(text: &'t str) -> Element<'t> {
        let mut open = vec![Element::default()];
        for (_, piece) in Pieces::of(text) {
            match piece {
                Piece::Text(text) => push(&mut open, Node::Text(text)),
                Piece::Cdata(text) => push(&mut open, Node::Cdata(text)),
                Piece::Open { name, attributes, empty } => {
                    let element = Element { name, attributes, nodes: Vec::new() };
                    if empty || open.len() > DEPTH {
                        push(&mut open, Node::Element(element));
                    } else {
                        open.push(element);
                    }
                }
                Piece::Close(name) => {
                    // An end without a start is left out; a start without an end ends with what
                    // it stands in.
                    if let Some(depth) = open
                        .iter()
                        .skip(1)
                        .rposition(|element| element.name.eq_ignore_ascii_case(name))
                    {
                        fold(&mut open, depth + 1);
                    }
                }
                Piece::Aside(_) => {}
                Piece::Cut => break,
            }
        }
        fold(&mut open, 1);
        open.pop().unwrap_or_default()
    }

    /// The elements directly inside.
    pub fn elements(&self) -> impl Iterator<Item = &Element<'t>> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Cdata(_) => None,
        })
    }

    /// The elements directly inside that have this name, whatever its prefix and case.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Element<'t>> {
        self.elements().filter(move |element| local_name(element.name).eq_ignore_ascii_case(name))
    }

    /// The first element on a path of names, such as `Journal/Title`.
    pub fn at(&self, path: &str) -> Option<&Element<'t>> {
        let (name, rest) = path.split_once('/').unwrap_or((path, ""));
        let is_named = |element: &&Element<'t>| local_name(element.name).eq_ignore_ascii_case(name);
        let mut found = self.elements().filter(is_named);
        if rest.is_empty() { found.next() } else { found.find_map(|element| element.at(rest)) }
    }

    /// The text at a path, trimmed; `None` where there is none.
    pub fn text_at(&self, path: &str) -> Option<String> {
        let text = self.at(path)?.text();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// All text inside, without markup.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text
    }

    /// What stands inside as HTML: markup kept, for texts with subscripts and emphasis.
    pub fn markup(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// The value of an attribute, whatever the case of its name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        attribute(self.attributes, name).map(html::decode)
    }

    fn gather(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Element(element) => element.gather(text),
                Node::Text(raw) => text.push_str(&html::decode(raw)),
                Node::Cdata(raw) => text.push_str(raw),
            }
        }
    }

    fn write(&self, out: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Element(element) => {
                    let name = local_name(element.name);
                    out.extend(["<", name, ">"]);
                    element.write(out);
                    out.extend(["</", name, ">"]);
                }
                Node::Text(raw) | Node::Cdata(raw) => out.push_str(raw),
            }
        }
    }
}

fn push<'t>(open: &mut [Element<'t>], node: Node<'t>) {
    if let Some(top) = open.last_mut() {
        top.nodes.push(node);
    }
}

/// Closes open elements until only so many are left.
fn fold(open: &mut Vec<Element<'_>>, left: usize) {
    while open.len() > left {
        let Some(closed) = open.pop() else { return };
        push(open, Node::Element(closed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_path_and_missing_ends_are_forgiven() {
        let text = "<?xml version='1.0'?><a:Set><Item n='1'><T>H<sub>2</sub>O &amp; <![CDATA[<x>]]></T><U>open</Item><Item N='2'/></a:Set>";
        let document = Element::document(text);
        let set = document.at("set").expect("the root");
        let items: Vec<_> = set.all("Item").collect();
        assert_eq!(items.len(), 2);
        assert_eq!(items[0].text_at("T").as_deref(), Some("H2O & <x>"));
        assert_eq!(
            items[0].at("T").map(Element::markup).as_deref(),
            Some("H<sub>2</sub>O &amp; <x>")
        );
        assert_eq!(items[0].text_at("U").as_deref(), Some("open"));
        assert_eq!(items[1].attribute("n").as_deref(), Some("2"));
        assert_eq!(document.at("Set/Nothing"), None);
    }

    #[test]
    fn nesting_without_end_is_bounded() {
        let text = "<a>".repeat(200_000);
        assert!(Element::document(&text).at("a/a/a").is_some());
    }
}
