//! A page of HTML as a document, within bounds: the work of a parser that follows the standard can
//! grow much faster than the page. Each attribute of a tag is compared with all before it, each
//! element is looked for among all that are open, and a paragraph opens again whatever bold and
//! italic text was left open before it.

use std::borrow::Cow;

use dom_query::Document;
use html5ever::ParseOpts;
use html5ever::tendril::TendrilSink as _;
use html5ever::tree_builder::TreeBuilderOpts;

use super::tags;
use crate::sources::ReadError;

/// Bytes of a page that are looked at: its words stand in far fewer.
const PAGE_BYTES: usize = 2 << 20;

/// Attributes of one tag; no page that is meant to be read has as many.
const ATTRIBUTES: u32 = 200;

/// Deepest nesting, which is that of browsers.
const DEPTH: usize = 512;

/// Elements and texts of a document.
const NODES: usize = 300_000;

/// Bytes that are parsed before the document is looked at again.
const STEP: usize = 4 << 10;

/// The document of a page, of which something is expected.
///
/// # Errors
/// [`ReadError::Malformed`] where it is nested too deep or has too many parts.
pub fn document(html: &str, expected: &'static str) -> Result<Document, ReadError> {
    let refused = |reason: String| ReadError::Malformed { expected, reason };
    let html = bounded(html);
    if tags::is_deeper(&html, DEPTH) {
        return Err(refused(format!("its elements are nested more than {DEPTH} deep")));
    }
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let mut parser = html5ever::parse_document(Document::default(), options);
    let mut rest = &*html;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.ceil_char_boundary(STEP));
        parser.process(step.into());
        rest = after;
        let document = &parser.tokenizer.sink.sink;
        if document.tree.len() > NODES {
            return Err(refused(format!("it has more than {NODES} parts")));
        }
        // What is wrong with a page is of interest to nobody, and may be much.
        document.errors.borrow_mut().clear();
    }
    Ok(parser.finish())
}

/// The beginning of a page in which no tag has more attributes than that: a `<` that would begin
/// one is a bracket instead.
///
/// Which `<` begin tags only a parser knows, as comments, scripts and quotes nest in ways of their
/// own. So each is taken for one; from there on the tokenizer of the HTML standard
/// (<https://html.spec.whatwg.org/multipage/parsing.html#tokenization>) goes its way whatever stood
/// before.
fn bounded(html: &str) -> Cow<'_, str> {
    let html = &html[..html.floor_char_boundary(PAGE_BYTES)];
    let crowded = crowded(html.as_bytes());
    if crowded.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut bounded = String::with_capacity(html.len());
    let mut from = 0;
    for at in crowded {
        bounded.push_str(&html[from..at]);
        bounded.push('(');
        from = at + 1;
    }
    bounded.push_str(&html[from..]);
    Cow::Owned(bounded)
}

/// Attributes that a tokenizer would still read, by the state in which it stands before a byte.
#[derive(Default)]
struct Counts {
    name_of_tag: u32,
    before_name: u32,
    name: u32,
    after_name: u32,
    before_value: u32,
    in_double_quotes: u32,
    in_single_quotes: u32,
    unquoted: u32,
}

/// Where those `<` stand that would begin a tag with too many attributes, from left to right.
fn crowded(html: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    // From right to left, what comes after a byte is known for every state before it is looked at.
    let mut after = Counts::default();
    let (mut next, mut next_but_one) = (None::<u8>, 0);
    for (at, &byte) in html.iter().enumerate().rev() {
        let in_tag = match next {
            Some(b'/') => next_but_one,
            Some(letter) if letter.is_ascii_alphabetic() => after.name_of_tag,
            Some(_) | None => 0,
        };
        if byte == b'<' && in_tag > ATTRIBUTES {
            found.push(at);
        }
        next_but_one =
            if next.is_some_and(|next| next.is_ascii_alphabetic()) { after.name_of_tag } else { 0 };
        next = Some(byte);
        after = before(byte, &after);
    }
    found.reverse();
    found
}

/// What is still to be read before a byte, given what is after it.
fn before(byte: u8, after: &Counts) -> Counts {
    let begins = after.name.saturating_add(1);
    match byte {
        b'\t' | b'\n' | b'\r' | b'\x0c' | b' ' => Counts {
            name_of_tag: after.before_name,
            name: after.after_name,
            unquoted: after.before_name,
            ..*after
        },
        b'/' => Counts {
            name_of_tag: after.before_name,
            name: after.before_name,
            after_name: after.before_name,
            before_value: after.unquoted,
            ..*after
        },
        b'>' => Counts {
            in_double_quotes: after.in_double_quotes,
            in_single_quotes: after.in_single_quotes,
            ..Counts::default()
        },
        b'=' => Counts {
            before_name: begins,
            name: after.before_value,
            after_name: after.before_value,
            before_value: after.unquoted,
            ..*after
        },
        quote @ (b'"' | b'\'') => {
            let double = quote == b'"';
            Counts {
                before_name: begins,
                after_name: begins,
                before_value: if double { after.in_double_quotes } else { after.in_single_quotes },
                in_double_quotes: if double { after.before_name } else { after.in_double_quotes },
                in_single_quotes: if double { after.in_single_quotes } else { after.before_name },
                ..*after
            }
        }
        _ => Counts {
            before_name: begins,
            after_name: begins,
            before_value: after.unquoted,
            ..*after
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn each(count: usize, piece: impl Fn(usize) -> String) -> String {
        (0..count).map(piece).collect()
    }

    fn attributes(count: usize) -> String {
        each(count, |n| format!(" a{n}=\"{n}\""))
    }

    #[test]
    fn a_tag_with_more_attributes_than_any_page_has_is_no_tag() {
        for (begin, count, stays) in [
            ("<b", 200, true),
            ("</b", 200, true),
            ("< b", 5_000, true),
            ("<b", 201, false),
            ("</b", 201, false),
            // Where a parser may take it for words, or for a quote that only ends in the tag.
            ("<!-- <a x=\" --><b", 5_000, false),
            ("<script><a y='</script><b", 5_000, false),
            ("<a <b", 5_000, false),
        ] {
            let page = format!("<p>x{begin}{}>y", attributes(count));
            let bounded = bounded(&page);
            assert_eq!(bounded == page, stays, "{begin} with {count}");
            assert!(bounded.ends_with(&format!("{}>y", attributes(count))), "its words stay");
        }
    }

    #[test]
    fn what_a_quote_holds_is_no_attribute() {
        let words = "a b=c <d ".repeat(1_000).replace('<', "");
        for page in [
            format!("<a title=\"{words}\" alt='{words}'>"),
            format!("{words}<p>{words}</p>"),
            format!("<!-- {words} --><script>{words}</script>"),
        ] {
            assert_eq!(bounded(&page), page);
        }
    }

    #[test]
    fn a_page_is_cut_at_its_bound() {
        assert_eq!(bounded(&"가".repeat(1 << 20)).len(), PAGE_BYTES - PAGE_BYTES % 3);
    }

    #[test]
    fn a_page_is_refused_that_would_grow_without_bound() {
        let bold = each(500, |n| format!("<b a={n}>"));
        let again = format!("<div>{bold}</div>{}", "<p>x</p>".repeat(200_000));
        for page in ["<div>".repeat(200_000), again, "<i>x</i>".repeat(200_000)] {
            let refused = document(&page, "failed.what.page").err();
            assert!(matches!(refused, Some(ReadError::Malformed { .. })), "{refused:?}");
        }
    }

    #[test]
    fn a_page_in_steps_is_the_page() {
        let page = "<p>가<b>나</b> &amp; <a href='/x'>다</a>".repeat(2_000);
        let document = document(&page, "failed.what.page").expect("a document");
        assert_eq!(document.html(), Document::from(page.as_str()).html());
    }

    /// As `html5ever` counts them.
    fn most_attributes(html: &str) -> usize {
        let document = Document::from(html);
        let elements = document.select("*");
        elements.nodes().iter().map(|node| node.attrs().len()).max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn no_parser_finds_more_attributes_than_are_let_through(
            pieces in prop::collection::vec(
                "<[abc/!]|-->|[\"'=>/ ]|<(script|style|svg|title|/script|/style)>|<a[0-9]{1,3} ", 1..30,
            ),
            count in 190_usize..220,
            at in 0_usize..30,
        ) {
            let at = at.min(pieces.len());
            let crowd = each(count, |n| format!(" a{n}"));
            let page = pieces[..at].concat() + "<i" + &crowd + &pieces[at..].concat() + ">";
            let bounded = bounded(&page);
            prop_assert!(most_attributes(&bounded) <= ATTRIBUTES as usize, "{}", bounded);
        }
    }
}
