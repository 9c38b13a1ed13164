//! The text inside of an element, with whatever elements stand in it.

use base64::Engine as _;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::{alphabet, engine::DecodePaddingMode};
use memchr::memchr;

use crate::sources::grammar::charset;
use crate::sources::grammar::tags::{Piece, Pieces, attribute, local_name};
use crate::sources::grammar::tree::Element;
use crate::text::html;

/// Elements of HTML that never hold anything.
const VOID: [&str; 10] =
    ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"];

/// Base64 with its padding or without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A text as it was meant to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inner {
    /// Its words, markup and all, character references of the document resolved.
    pub text: String,
    /// Whether it is sure to be HTML; otherwise it may be either.
    pub is_html: bool,
    /// Whether its markup was written as elements of the document.
    pub has_elements: bool,
}

/// The text of an element that holds words, perhaps with markup: escaped, in CDATA, as elements, or
/// all of these at once; in base64 where its attributes say so.
pub fn text(attributes: &str, inside: &str) -> Inner {
    let kind = attribute(attributes, "type").unwrap_or_default().trim().to_ascii_lowercase();
    let is_html = kind.contains("html");
    if is_base64(attributes, &kind)
        && let Some(text) = from_base64(&plain(inside), &kind)
    {
        return Inner { text, is_html, has_elements: false };
    }
    let inside = without_mangled_cdata(inside);
    if memchr(b'<', inside.as_bytes()).is_none() {
        return Inner { text: resolved(inside).trim().to_owned(), is_html, has_elements: false };
    }
    let has_elements =
        Pieces::of(inside).any(|(_, piece)| matches!(piece, Piece::Open { .. } | Piece::Close(_)));
    if has_elements {
        let is_xml = kind.contains("xhtml") || kind.contains("xml");
        Inner { text: markup(inside, is_xml), is_html: true, has_elements }
    } else {
        Inner { text: plain(inside).trim().to_owned(), is_html, has_elements }
    }
}

/// The text of a CDATA section that lost a bracket of its own: `![CDATA[…]]`.
fn without_mangled_cdata(inside: &str) -> &str {
    let whole = inside.trim();
    let marks = ["![CDATA[", "&lt;![CDATA[", "<[CDATA["];
    let Some(text) = marks.iter().find_map(|mark| whole.strip_prefix(mark)) else { return inside };
    let text = text.strip_suffix('>').or(text.strip_suffix("&gt;")).unwrap_or(text);
    text.strip_suffix("]]").unwrap_or(text)
}

/// All text inside, its references resolved, elements left out.
pub fn plain(inside: &str) -> String {
    if memchr(b'<', inside.as_bytes()).is_none() {
        return resolved(inside);
    }
    let mut out = String::with_capacity(inside.len());
    for (_, piece) in Pieces::of(inside) {
        match piece {
            Piece::Text(text) => out.push_str(&resolved(text)),
            Piece::Cdata(text) => out.push_str(text),
            Piece::Open { .. } | Piece::Close(_) | Piece::Aside(_) | Piece::Cut => {}
        }
    }
    out
}

/// The text with its character references resolved, by the names of HTML too. In XML all of them
/// end with a semicolon, so that `?a=1&copy=2` has none.
pub fn resolved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(34).position(|byte| byte == b';');
        let is_name = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
        let whole = end.filter(|end| is_name(&rest[1..*end]));
        let meant = whole.map(|end| (end + 1, html::decode(&rest[..=end])));
        if let Some((length, meant)) = meant.filter(|(_, meant)| !meant.ends_with(';')) {
            out.push_str(&meant);
            rest = &rest[length..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// One value: the text inside without white space around it; `None` where there is none.
pub fn value(inside: &str) -> Option<String> {
    let text = plain(inside);
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The names of people in an element: each `name` or list entry by itself, else all of its text.
pub fn people(inside: &str) -> Vec<String> {
    fn named(element: &Element<'_>, into: &mut Vec<String>) {
        for inner in element.elements() {
            let name = local_name(inner.name);
            if name.eq_ignore_ascii_case("name") || name.eq_ignore_ascii_case("li") {
                into.push(inner.text());
            } else {
                named(inner, into);
            }
        }
    }
    let element = Element::document(inside);
    let mut names = Vec::new();
    named(&element, &mut names);
    // A person of whom only an address is told has no name.
    let is_address = |element: &Element<'_>| {
        ["email", "uri", "url"]
            .iter()
            .any(|name| local_name(element.name).eq_ignore_ascii_case(name))
    };
    let parts = ["firstname", "givenname", "given", "lastname", "surname", "familyname", "family"];
    let part = |wanted: &str| {
        let name = |element: &&Element<'_>| local_name(element.name).replace(['-', '_'], "");
        element.elements().find(|element| name(element).eq_ignore_ascii_case(wanted))
    };
    let in_parts: Vec<String> = parts.iter().filter_map(|name| Some(part(name)?.text())).collect();
    if names.is_empty() && !in_parts.is_empty() {
        names.push(in_parts.join(" "));
    } else if names.is_empty() && !element.elements().any(is_address) {
        names.push(plain(inside));
    }
    names
}

/// What stands inside as HTML. In the text beside elements an escaped tag is one that was escaped
/// once too often, unless the whole is XML.
fn markup(inside: &str, is_xml: bool) -> String {
    let mut out = String::with_capacity(inside.len());
    for (_, piece) in Pieces::of(inside) {
        match piece {
            Piece::Text(text) => {
                let decoded = resolved(text);
                let is_escaped = !is_xml && html::is_likely(&decoded) && decoded.contains('<');
                out.push_str(if is_escaped { &decoded } else { text });
            }
            Piece::Cdata(text) if is_xml => out.push_str(&html::escape(text)),
            Piece::Cdata(text) => out.push_str(text),
            Piece::Open { name, attributes, empty } => {
                let name = local_name(name);
                out.extend(["<", name, attributes, ">"]);
                if empty && !VOID.iter().any(|void| name.eq_ignore_ascii_case(void)) {
                    out.extend(["</", name, ">"]);
                }
            }
            Piece::Close(name) => out.extend(["</", local_name(name), ">"]),
            Piece::Aside(_) | Piece::Cut => {}
        }
    }
    out.trim().to_owned()
}

/// Atom has what is neither text nor XML in base64 (RFC 4287, 4.1.3.3); older feeds say so.
fn is_base64(attributes: &str, kind: &str) -> bool {
    let says = |key| {
        attribute(attributes, key).is_some_and(|how| how.trim().eq_ignore_ascii_case("base64"))
    };
    let is_text = kind.starts_with("text/") || kind.contains("xml") || kind.contains("html");
    says("mode") || says("encoding") || (kind.contains('/') && !is_text)
}

/// What base64 stands for: nothing where that is no text; `None` where it is no base64.
fn from_base64(text: &str, kind: &str) -> Option<String> {
    let text: String = text.split_ascii_whitespace().collect();
    let bytes = BASE64.decode(text).ok()?;
    Some(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(other) if kind.is_empty() || kind.starts_with("text") => {
            charset::decode(other.as_bytes(), None).into_owned()
        }
        Err(_) => String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html_of(attributes: &str, inside: &str) -> String {
        let Inner { text, is_html, .. } = text(attributes, inside);
        assert!(is_html, "{text}");
        text
    }

    #[test]
    fn what_stands_in_elements_stays() {
        assert_eq!(
            html_of("", "On <i>E. coli</i> &amp; CO<sub>2</sub>"),
            "On <i>E. coli</i> &amp; CO<sub>2</sub>"
        );
        assert_eq!(html_of("", "<![CDATA[Pre]]> <b>bold</b> post"), "Pre <b>bold</b> post");
        assert_eq!(html_of("", "&lt;p&gt;one&lt;/p&gt;<br/>two"), "<p>one</p><br>two");
        assert_eq!(html_of("", "p &lt; 0.05 in <i>x</i>"), "p &lt; 0.05 in <i>x</i>");
        assert_eq!(
            html_of(" type='xhtml'", "<x:div xmlns:x='y'><x:p>a &lt;b&gt; c</x:p><x:a/></x:div>"),
            "<div xmlns:x='y'><p>a &lt;b&gt; c</p><a></a></div>"
        );
    }

    #[test]
    fn text_without_elements_is_decoded_once() {
        let inner = text("", " It&#146;s &amp;amp; &lt;b&gt;x&lt;/b&gt;<!-- no --> ");
        assert_eq!(inner, Inner { text: "It’s &amp; <b>x</b>".to_owned(), ..Inner::default() });
        assert!(text(" type=\"html\"", "&lt;p&gt;").is_html);
    }

    #[test]
    fn a_mangled_section_is_one_all_the_same() {
        assert_eq!(html_of("", "![CDATA[<p>one</p>]]"), "<p>one</p>");
        assert_eq!(text("", "![CDATA[one]]&gt;").text, "one");
        assert_eq!(text("", "one ![CDATA[two]]").text, "one ![CDATA[two]]");
    }

    #[test]
    fn a_reference_ends_with_its_semicolon() {
        assert_eq!(resolved("a?x=1&copy=2&amp;y=&#51;"), "a?x=1&copy=2&y=3");
        assert_eq!(resolved("D&D; R&D &eacute;&#x93;&unknown;"), "D&D; R&D é“&unknown;");
    }

    #[test]
    fn base64_is_decoded_where_it_is_said_or_meant() {
        let words = "5riF5pqR44Gu6Kmx";
        let decoded = String::from_utf8(BASE64.decode(words).expect("bytes")).expect("text");
        for attributes in
            [" mode='base64'", " encoding=\"base64\"", " type='application/octet-stream'"]
        {
            assert_eq!(text(attributes, &format!("\n {words}\n")).text, decoded, "{attributes}");
        }
        assert_eq!(text(" type='image/png'", "iVBORw0KGgo=").text, "");
        assert_eq!(text(" type='text/plain'", words).text, words);
        assert_eq!(text(" type='application/json'", "{\"a\": 1}").text, "{\"a\": 1}");
        let latin = BASE64.encode(b"na\xefve caf\xe9");
        assert_eq!(text(" mode='base64'", &latin).text, "naïve café");
    }

    #[test]
    fn people_are_named_alone_in_lists_and_in_parts() {
        assert_eq!(people("Ann Bee"), ["Ann Bee"]);
        assert_eq!(people("<a href='/ann'>Ann Bee</a>"), ["Ann Bee"]);
        assert_eq!(people("<name>Ann</name><title>VP</title>"), ["Ann"]);
        assert_eq!(
            people("<rdf:Bag><rdf:li>Ann</rdf:li><rdf:li>Cee</rdf:li></rdf:Bag>"),
            ["Ann", "Cee"]
        );
        assert_eq!(people("<last_name>Bee</last_name><first_name>Ann</first_name>"), ["Ann Bee"]);
        assert!(people("<email>ann@example.org</email>").is_empty());
    }
}
