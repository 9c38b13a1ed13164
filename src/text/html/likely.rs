//! Whether a text of which nobody says what it is holds HTML.

use memchr::memchr2;

use super::{push_reference, tag_name_length};

/// The elements of HTML that hold or are words of a page, those of old pages too.
const ELEMENTS: &str = "a abbr acronym address applet area article aside audio b base bdi bdo big blink \
     blockquote body br button canvas caption center cite code col colgroup data datalist dd \
     del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer \
     form frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend \
     li link main map mark marquee math menu meta meter nav nobr noscript object ol option \
     output p param picture pre q rp rt ruby s samp script section select small source span \
     strike strong style sub summary sup svg table tbody td textarea tfoot th thead time tr \
     track tt u ul video wbr";

/// Those that are often written bare and never closed. A bare start tag of any other may
/// as well be a word about it ("the new `<dialog>`") or a type's parameter.
const BARE: &str = "blockquote br center dd div dt h1 h2 h3 h4 hr li ol p pre table td tr ul wbr";

/// Those that hold code, which is never words: they are closed, or code follows.
const CODE: &str = "script style";

/// Those that stand before words and mark them; one that stands right before a word, or before
/// another, does so, closed or not.
const MARKING: &str =
    "a b big cite code del em font i ins kbd mark q s small span strike strong sub sup tt u";

/// What a text is of which nobody says whether it is HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    /// A text in which a bracket or an ampersand is only a sign.
    Plain,
    /// It has character references and no tag: a bracket in it is only a sign.
    Escaped,
    /// It has a tag or comment that a browser would take for one.
    Markup,
}

/// Whether a text that may be plain or HTML is HTML: it has a tag or comment that a browser would
/// take for one, or a character reference.
pub fn is_likely(text: &str) -> bool {
    guess(text) != Guess::Plain
}

/// What a text most likely is.
pub fn guess(text: &str) -> Guess {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut guess = Guess::Plain;
    while let Some(at) = memchr2(b'<', b'&', &bytes[from..]).map(|at| at + from) {
        from = at + 1;
        match bytes[at] {
            b'&' if push_reference(&text[at..], &mut String::new()) > 1 => guess = Guess::Escaped,
            b'<' if begins_markup(&text[from..]) => return Guess::Markup,
            _ => {}
        }
    }
    guess
}

/// Whether what stands after a `<` makes a tag or a comment of it.
fn begins_markup(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    if bytes.first() == Some(&b'!') {
        let is_doctype = rest.get(1..8).is_some_and(|word| word.eq_ignore_ascii_case("doctype"));
        return rest.starts_with("!--") || rest.starts_with("![CDATA[") || is_doctype;
    }
    let closes = bytes.first() == Some(&b'/');
    let rest = &rest[usize::from(closes)..];
    let (name, rest) = rest.split_at(tag_name_length(rest.as_bytes()));
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return false;
    }
    let inside = rest.split(['<', '>']).next().unwrap_or_default();
    let is_whole = rest[inside.len()..].starts_with('>');
    let bare = inside.trim().trim_end_matches('/').is_empty();
    let of = |names: &str| names.split(' ').any(|known| known.eq_ignore_ascii_case(name));
    let is_known = of(ELEMENTS);
    // Elements that a page makes for itself, and those of other vocabularies.
    let is_made = name.contains(['-', ':']);
    if closes {
        return bare && is_whole && (is_known || is_made);
    }
    if ["=\"", "='"].iter().any(|value| inside.contains(value)) {
        return true;
    }
    let is_shaped = name.bytes().all(|byte| !byte.is_ascii_uppercase())
        || name.bytes().all(|byte| !byte.is_ascii_lowercase());
    let after = rest[inside.len()..].chars().nth(1);
    let holds_code = || {
        let after = rest[inside.len()..].to_ascii_lowercase();
        after.contains(&format!("</{}", name.to_ascii_lowercase())) || after.contains(['{', ';'])
    };
    let marks = after.is_some_and(|after| after == '<' || after.is_alphanumeric());
    is_shaped
        && is_whole
        && ((bare && (of(BARE) || (marks && of(MARKING)) || (of(CODE) && holds_code())))
            || (is_known && inside.contains('=')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_plain_text() {
        for html in [
            "a<br>b",
            "a<br />b",
            "<P>x",
            "R&amp;D",
            "&#44032;",
            "x <a href='y'>z</a>",
            "<iframe src=\"https://ex.example/1\"></iframe>",
            "<img src=a.gif>",
            "<!-- an ad //-->words",
            "<script>f()</script>words",
            "words<style>p {",
            "<del>old</del> <ins>new</ins>",
            "<mark>now</mark>",
            "H<sub>2</sub>O",
            "<mml:math><mml:mi>x</mml:mi></mml:math>",
            "<x-card>words</x-card>",
            "<unknown class=\"a\">words",
            "<b><i>never closed",
            "cut off in a link <a href=\"https://ex.example/",
        ] {
            assert!(is_likely(html), "{html}");
        }
        for text in [
            "a < b",
            "R&D",
            "x <y> z",
            "Vec<T>",
            "1 & 2",
            "<앵커> 말",
            "Map<String, List<Int>> <3",
            "Result<Option<T>, Error>",
            "Use <b> and <i> sparingly",
            "The <dialog> element",
            "The <script> element",
            "How should <selectedoption> work?",
            "</kubernetes>",
            "if a<b and c>d",
            "0<p<1",
        ] {
            assert!(!is_likely(text), "{text}");
        }
    }
}
