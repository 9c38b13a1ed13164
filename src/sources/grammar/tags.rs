//! Markup cut into its pieces, however broken it is: for repairing feeds and subscription lists
//! that a strict parser refuses, and for finding the feeds that a page names.
//!
//! No piece is ever an error, and every byte is looked at a bounded number of times.

use memchr::{memchr, memmem};

/// One piece of a marked-up text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text between tags, its character references as they are.
    Text(&'t str),
    /// The inside of a CDATA section.
    Cdata(&'t str),
    /// A start tag.
    Open {
        /// Name as written, with its prefix.
        name: &'t str,
        /// What stands between the name and the end of the tag.
        attributes: &'t str,
        /// Whether the tag closes itself.
        empty: bool,
    },
    /// An end tag.
    Close(&'t str),
    /// A comment, processing instruction, document type or other declaration.
    Aside(&'t str),
    /// The text ends inside of a tag, comment or CDATA section.
    Cut,
}

/// Cuts a text into pieces, each with the offset at which it begins.
#[derive(Debug, Clone)]
pub struct Pieces<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Pieces<'t> {
    /// The pieces of a text.
    pub fn of(text: &'t str) -> Pieces<'t> {
        Pieces { text, at: 0 }
    }

    fn ends_with(&mut self, marker: &str, skip: usize) -> Option<&'t str> {
        let inside = &self.text[self.at + skip..];
        let end = memmem::find(inside.as_bytes(), marker.as_bytes())?;
        self.at += skip + end + marker.len();
        Some(&inside[..end])
    }

    /// A document type ends at its `>`, outside of the brackets of its inner declarations.
    fn declaration(&mut self) -> Option<&'t str> {
        let inside = &self.text[self.at..];
        let mut depth = 0_usize;
        for (at, byte) in inside.bytes().enumerate() {
            match byte {
                b'[' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                b'>' if depth == 0 => {
                    self.at += at + 1;
                    return Some(&inside[..at]);
                }
                _ => {}
            }
        }
        None
    }

    fn tag(&mut self) -> Option<Piece<'t>> {
        let rest = &self.text[self.at..];
        if rest.starts_with("<!--") {
            return Some(self.ends_with("-->", 4).map_or(Piece::Cut, Piece::Aside));
        }
        if rest.starts_with("<![CDATA[") {
            return Some(self.ends_with("]]>", 9).map_or(Piece::Cut, Piece::Cdata));
        }
        if rest.starts_with("<?") {
            return Some(self.ends_with(">", 2).map_or(Piece::Cut, Piece::Aside));
        }
        if rest.starts_with("<!") {
            return Some(self.declaration().map_or(Piece::Cut, Piece::Aside));
        }
        let closes = rest.starts_with("</");
        let name_start = if closes { 2 } else { 1 };
        let name_length = rest[name_start..].bytes().take_while(|byte| is_name(*byte)).count();
        let name = &rest[name_start..name_start + name_length];
        if !name
            .bytes()
            .next()
            .is_some_and(|first| !first.is_ascii_digit() && !b"-.:".contains(&first))
        {
            return None;
        }
        match end_of_tag(&rest.as_bytes()[name_start + name_length..]) {
            End::At(length) => {
                let inside = &rest[name_start + name_length..name_start + name_length + length];
                self.at += name_start + name_length + length + 1;
                Some(if closes {
                    Piece::Close(name)
                } else {
                    let attributes = inside.strip_suffix('/').unwrap_or(inside);
                    Piece::Open { name, attributes, empty: attributes.len() < inside.len() }
                })
            }
            End::Never => Some(Piece::Cut),
            End::NotATag => None,
        }
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = (usize, Piece<'t>);

    fn next(&mut self) -> Option<(usize, Piece<'t>)> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        if rest.starts_with('<')
            && let Some(piece) = self.tag()
        {
            if piece == Piece::Cut {
                self.at = self.text.len();
            }
            return Some((start, piece));
        }
        // A `<` that begins no tag is text, as is everything up to the next `<`.
        let length = memchr(b'<', &rest.as_bytes()[1..]).map_or(rest.len(), |at| at + 1);
        self.at += length;
        Some((start, Piece::Text(&rest[..length])))
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'-' | b'.' | 0x80..)
}

enum End {
    At(usize),
    Never,
    NotATag,
}

/// Where a tag's `>` stands, not counting those in quotes. A `<` before it says that the tag was
/// none; a quote that stands after no `=` is only a sign.
fn end_of_tag(bytes: &[u8]) -> End {
    let mut at = 0;
    let mut after_equals = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return End::At(at),
            b'<' => return End::NotATag,
            b'"' | b'\'' if after_equals => match memchr(byte, &bytes[at + 1..]) {
                Some(length) => at += length + 1,
                None => return End::Never,
            },
            _ => {}
        }
        after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
        at += 1;
    }
    End::Never
}

/// The attributes of a start tag, in order, values as written and without their quotes.
pub fn attributes(inside: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = inside;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| {
            c.is_ascii_whitespace() || matches!(c, '/' | '"' | '\'' | '=')
        });
        let length = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
        if length == 0 {
            return None;
        }
        let (name, after) = rest.split_at(length);
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &value[1..];
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            _ => {
                value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len()))
            }
        };
        rest = after;
        Some((name, value))
    })
}

/// The value of one attribute, whatever the case of its name.
pub fn attribute<'t>(inside: &'t str, wanted: &str) -> Option<&'t str> {
    attributes(inside).find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
}

/// Elements that are often left open, or never closed, without nesting anything.
const FLAT: [&str; 20] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "source", "td", "th", "tr", "wbr",
];

/// Whether elements of a page are nested deeper than this, which no page does that is meant to be
/// read, and which costs parsers of HTML time without end.
pub fn is_deeper(text: &str, most: usize) -> bool {
    let mut depth = 0_usize;
    for (_, piece) in Pieces::of(text) {
        match piece {
            Piece::Open { name, empty: false, .. }
                if !FLAT.iter().any(|flat| name.eq_ignore_ascii_case(flat)) =>
            {
                depth += 1;
                if depth > most {
                    return true;
                }
            }
            Piece::Close(name) if !FLAT.iter().any(|flat| name.eq_ignore_ascii_case(flat)) => {
                depth = depth.saturating_sub(1);
            }
            Piece::Open { .. }
            | Piece::Close(_)
            | Piece::Text(_)
            | Piece::Cdata(_)
            | Piece::Aside(_)
            | Piece::Cut => {}
        }
    }
    false
}

/// A name without its prefix.
pub fn local_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<Piece<'_>> {
        Pieces::of(text).map(|(_, piece)| piece).collect()
    }

    #[test]
    fn a_sign_that_begins_no_tag_is_text() {
        let open = |name| Piece::Open { name, attributes: "", empty: false };
        assert_eq!(
            pieces("1 < 2 <b>x <y and</b><3"),
            [
                Piece::Text("1 "),
                Piece::Text("< 2 "),
                open("b"),
                Piece::Text("x "),
                Piece::Text("<y and"),
                Piece::Close("b"),
                Piece::Text("<3"),
            ]
        );
    }

    #[test]
    fn a_bracket_in_quotes_does_not_end_the_tag() {
        let Piece::Open { name, attributes: inside, empty } = pieces("<a t='>' u=\"<\" v=w x/>")[0]
        else {
            panic!("a start tag")
        };
        assert_eq!((name, empty), ("a", true));
        let all: Vec<_> = attributes(inside).collect();
        assert_eq!(all, [("t", ">"), ("u", "<"), ("v", "w"), ("x", "")]);
    }

    #[test]
    fn a_text_that_ends_inside_of_anything_says_so() {
        for text in
            ["<a href=\"x", "<!-- x", "<![CDATA[ x", "<!DOCTYPE x [ <!ENTITY", "<?xml", "</a"]
        {
            assert_eq!(pieces(text), [Piece::Cut], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_text_is_cut_without_a_panic_and_without_an_end_missing(text in "[<>a&;/!?\\[\\]=\"' \\-가]{0,60}") {
            let last = Pieces::of(&text).last();
            assert_eq!(last.is_none(), text.is_empty());
            for (_, piece) in Pieces::of(&text) {
                if let Piece::Open { attributes: inside, .. } = piece {
                    let _ = attributes(inside).count();
                }
            }
        }
    }
}
