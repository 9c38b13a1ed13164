//! An outline written as Atom 1.0, the dialect that the parser reads whole: every kind of feed and
//! every way of writing comes to it in the same words, well-formed.

use memchr::memchr3;
use url::Url;

use crate::sources::grammar::raw;
use crate::sources::grammar::tags::{attribute, local_name};
use crate::sources::grammar::tree::Element;
use crate::text::{clean, html};

use super::inner::{self, Inner};
use super::names::{LAST_RESORT, Role};
use super::outline::{Child, Dialect, Outline, Part};

/// Longest title whose elements are taken out, in characters.
const TITLE_CHARS: usize = 4_000;

/// The feed of an outline. It has as many entries as the outline, in the same order.
pub fn write(outline: &Outline<'_>, length: usize) -> String {
    let mut out = String::with_capacity(length);
    let head = &outline.head;
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    let bases = [base(outline.root), base(head.attributes)];
    push_base(&mut out, bases.into_iter().flatten().reduce(|outer, inner| joined(&outer, inner)));
    out.push('>');
    push_text(&mut out, "title", title(head, outline.dialect));
    push_text(&mut out, "subtitle", text_of(&head.all(Role::Summary)));
    push_links(&mut out, head, outline.dialect);
    for entry in &outline.entries {
        push_entry(&mut out, entry, outline.dialect);
    }
    out.push_str("</feed>");
    out
}

fn push_entry(out: &mut String, entry: &Part<'_>, dialect: Dialect) {
    out.push_str("<entry");
    push_base(out, base(entry.attributes));
    out.push('>');
    let id = entry.all(Role::Id).into_iter().find_map(|child| inner::value(child.inside));
    push_text(out, "id", id.map(|text| Inner { text, ..Inner::default() }));
    push_text(out, "title", title(entry, dialect));
    push_links(out, entry, dialect);
    for child in entry.all(Role::Enclosure) {
        let address = ["url", "href"].iter().find_map(|key| value_of(child, key));
        push_link(out, child, "enclosure", address.or_else(|| inner::value(child.inside)));
    }
    for child in entry.all(Role::Discussion) {
        push_link(out, child, "replies", inner::value(child.inside));
    }
    let mut content = text_of(&entry.all(Role::Content));
    if let Some(content) = content.as_mut() {
        // RSS has no texts that are not HTML.
        content.is_html |= dialect != Dialect::Atom;
    }
    let summaries = entry.all(Role::Summary);
    let usual = summaries.partition_point(|child| child.rank < LAST_RESORT);
    let mut summary = text_of(&summaries[..usual]);
    if summary.is_none() && content.is_none() {
        summary = text_of(&summaries).or_else(|| grouped(entry));
    }
    push_text(out, "summary", summary);
    push_text(out, "content", content);
    for child in entry.all(Role::Category) {
        let term = value_of(child, "term").or_else(|| inner::value(child.inside));
        push_category(out, value_of(child, "label").or(term).as_deref());
    }
    for child in entry.all(Role::Keywords) {
        let words = inner::value(child.inside).unwrap_or_default();
        let words = words.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
        words.for_each(|word| push_category(out, Some(word)));
    }
    out.push_str("</entry>");
}

fn push_category(out: &mut String, term: Option<&str>) {
    let Some(term) = term else { return };
    out.push_str("<category");
    push_attribute(out, "term", term);
    out.push_str("/>");
}

/// A title as text, which may still hold escaped markup; that of elements is taken out here, for
/// nobody would know it again. Of what Atom calls text each bracket is a sign (RFC 4287, 3.1.1.1).
fn title(part: &Part<'_>, dialect: Dialect) -> Option<Inner> {
    let (child, inner) = first_text(&part.all(Role::Title))?;
    if !inner.has_elements {
        let is_text = attribute(child.attributes, "type") == Some("text");
        if is_text && dialect == Dialect::Atom {
            return Some(Inner { text: raw::bracketed(&inner.text), ..inner });
        }
        return Some(inner);
    }
    let text = html::escape(&html::plain(&inner.text, TITLE_CHARS));
    Some(Inner { text, ..Inner::default() })
}

/// The first of some elements that has a text, with its text.
fn first_text<'c, 't>(children: &[&'c Child<'t>]) -> Option<(&'c Child<'t>, Inner)> {
    children
        .iter()
        .map(|child| (*child, inner::text(child.attributes, child.inside)))
        .find(|(_, inner)| !inner.text.is_empty())
}

/// The text of the first of some elements that has one.
fn text_of(children: &[&Child<'_>]) -> Option<Inner> {
    first_text(children).map(|(_, inner)| inner)
}

/// The description inside of a group of Media RSS, or of a file in it.
fn grouped(entry: &Part<'_>) -> Option<Inner> {
    let text = entry.all(Role::Group).into_iter().find_map(|group| {
        let group = Element::document(group.inside);
        ["description", "content/description"].iter().find_map(|path| group.text_at(path))
    })?;
    Some(Inner { text, ..Inner::default() })
}

/// Links as they stand, what the feed says in its own words first; where there is none, the
/// address that RDF gives the entry itself.
fn push_links(out: &mut String, part: &Part<'_>, dialect: Dialect) {
    let links = part.all(Role::Link);
    for child in &links {
        let said = ["href", "url", "rdf:resource"].iter().find_map(|key| value_of(child, key));
        let inside = inner::value(child.inside);
        let address = match dialect {
            Dialect::Atom => said.or(inside),
            Dialect::Rss | Dialect::Rdf => inside.or(said),
        };
        let relation = value_of(child, "rel").unwrap_or_else(|| "alternate".to_owned());
        // Atom's links stand in RSS for all kinds of ends: payment, self, a hub.
        let is_borrowed = child.rank > 1;
        if !is_borrowed || matches!(&*relation, "alternate" | "enclosure" | "replies") {
            push_link(out, child, &relation, address);
        }
    }
    if links.is_empty()
        && let Some(about) = about(part.attributes)
    {
        out.push_str("<link");
        push_attribute(out, "href", &about);
        out.push_str("/>");
    }
}

/// `rdf:about`, whatever the prefix.
fn about(attributes: &str) -> Option<String> {
    crate::sources::grammar::tags::attributes(attributes)
        .find(|(key, _)| local_name(key) == "about")
        .map(|(_, value)| inner::resolved(value))
}

fn push_link(out: &mut String, child: &Child<'_>, relation: &str, address: Option<String>) {
    let Some(address) = address else { return };
    out.push_str("<link");
    push_base(out, base(child.attributes));
    push_attribute(out, "rel", relation);
    push_attribute(out, "href", &address);
    let kind = value_of(child, "type").filter(|kind| kind.contains('/'));
    for (key, value) in [("type", kind), ("length", value_of(child, "length"))] {
        if let Some(value) = value {
            push_attribute(out, key, &value);
        }
    }
    out.push_str("/>");
}

fn push_text(out: &mut String, name: &str, text: Option<Inner>) {
    let Some(Inner { text, is_html, .. }) = text else { return };
    out.extend(["<", name]);
    if is_html {
        out.push_str(" type=\"html\"");
    }
    out.push('>');
    push_escaped(out, &text);
    out.extend(["</", name, ">"]);
}

fn push_base(out: &mut String, base: Option<String>) {
    if let Some(base) = base {
        push_attribute(out, "xml:base", &base);
    }
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.extend([" ", name, "=\""]);
    push_escaped(out, value);
    out.push('"');
}

/// A base address; one that does not parse would cost the whole feed.
fn base(attributes: &str) -> Option<String> {
    let base = inner::resolved(attribute(attributes, "xml:base")?);
    let is_safe = matches!(Url::parse(&base), Ok(_) | Err(url::ParseError::RelativeUrlWithoutBase));
    is_safe.then_some(base)
}

fn joined(outer: &str, inner: String) -> String {
    Url::parse(outer).and_then(|outer| outer.join(&inner)).map_or(inner, String::from)
}

fn value_of(child: &Child<'_>, key: &str) -> Option<String> {
    let value = inner::resolved(attribute(child.attributes, key)?);
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Text as it may stand in a document, without the characters that XML forbids, and without what
/// only means something after one of them.
fn push_escaped(out: &mut String, text: &str) {
    let text = &clean::without_escapes(text);
    // Of what else XML forbids, a string of Rust can hold two characters.
    for part in text.split(['\u{fffe}', '\u{ffff}']) {
        let mut rest = part;
        while let Some(at) = memchr3(b'&', b'<', b'"', rest.as_bytes()) {
            out.push_str(&rest[..at]);
            out.push_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                _ => "&quot;",
            });
            rest = &rest[at + 1..];
        }
        out.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::feed::outline;

    #[test]
    fn every_dialect_comes_out_in_the_same_words() {
        let expected = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>F</title>\
            <entry><id>1</id><title>a b</title>\
            <link rel=\"alternate\" href=\"https://ex.example/1\"/><summary>s &amp; t</summary>\
            <category term=\"c\"/></entry></feed>";
        for feed in [
            "<rss><channel><title>F</title><item><guid>1</guid><title><i>a</i> b</title>\
             <link>https://ex.example/1</link><description>s &amp; t</description><category>c</category></item></channel></rss>",
            "<rdf:RDF xmlns:rss='http://purl.org/rss/1.0/'><rss:channel><rss:title>F</rss:title></rss:channel>\
             <rss:item rdf:about='https://ex.example/1'><rss:guid>1</rss:guid><rss:title><i>a</i> b</rss:title>\
             <rss:description>s &amp; t</rss:description><dc:subject>c</dc:subject></rss:item></rdf:RDF>",
            "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>F</a:title><a:entry><a:id>1</a:id>\
             <a:title type='xhtml'><i>a</i> b</a:title><a:link href='https://ex.example/1'/>\
             <a:summary>s &amp; t</a:summary><a:category term='c'/></a:entry></a:feed>",
        ] {
            let mut written = write(&outline::of(feed), 0);
            // The address that RDF gives has no relation.
            written = written.replace("<link href", "<link rel=\"alternate\" href");
            assert_eq!(written, expected, "{feed}");
        }
    }
}
