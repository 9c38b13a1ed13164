//! HTML to plain text in one pass, without building a document: for summaries, for what is
//! searched and counted. What is read at leisure goes through `markup` instead.
//!
//! Nothing is added to what the page says: the end of a block becomes a line break, markup and
//! everything that is not shown goes. Every byte is looked at a bounded number of times.

mod likely;

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::{memchr, memchr2, memchr3, memmem};

use super::clean;
pub use likely::{Guess, guess, is_likely};

/// Elements whose content is not shown, or is not words.
const UNSHOWN: [&str; 18] = [
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "iframe",
    "object",
    "textarea",
    "title",
    "head",
    "select",
    "audio",
    "video",
    "annotation",
    "annotation-xml",
    // With the prefix that publishers give to MathML.
    "mml:annotation",
    "mml:annotation-xml",
    "noembed",
];

/// Elements that begin and end a line.
const BLOCKS: [&str; 42] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// The words of an HTML text, cleaned, at most so many characters.
pub fn plain(html: &str, max_chars: usize) -> String {
    if memchr2(b'<', b'&', html.as_bytes()).is_none() {
        return clean::block(&joined_lines(html), max_chars);
    }
    let mut stripper = Stripper::new(html, max_chars.saturating_mul(4));
    stripper.run();
    clean::block(&stripper.words, max_chars)
}

/// Plain text as it stands in HTML, also within an attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The text with its character references resolved, otherwise as it is.
pub fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = &rest[push_reference(rest, &mut decoded)..];
    }
    decoded.push_str(rest);
    decoded
}

/// A part of an HTML text.
pub(super) enum Token<'a> {
    /// Text as it is written, character references and all.
    Text(&'a str),
    /// A tag, with what stands between its name and its end.
    Tag { name: &'a str, attributes: &'a str, closing: bool },
}

/// An HTML text in its parts; comments and elements that are not shown are left out.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut stripper = Stripper::new(html, 0);
    std::iter::from_fn(move || {
        while stripper.at < html.len() {
            let start = stripper.at;
            let next = memchr(b'<', &html.as_bytes()[start..]).map_or(html.len(), |at| start + at);
            if next > start {
                stripper.at = next;
                return Some(Token::Text(&html[start..next]));
            }
            match stripper.markup() {
                Markup::Text => return Some(Token::Text("&lt;")),
                Markup::Hidden => {}
                Markup::Tag { name, closing } => {
                    let attributes = &html[start..stripper.at];
                    if closing || !stripper.skip_if_unshown(&name.to_ascii_lowercase()) {
                        return Some(Token::Tag { name, attributes, closing });
                    }
                }
            }
        }
        None
    })
}

/// The value of an attribute, its character references resolved.
pub(super) fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag.trim_start_matches(|c: char| !c.is_ascii_whitespace());
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'));
        let (name, after) = rest.split_at(end.filter(|end| *end > 0)?);
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_ascii_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote)?,
            None => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decode(value));
        }
        rest = after;
    }
}

/// What a `<` turned out to begin.
enum Markup<'a> {
    /// Nothing: it is a character of the text.
    Text,
    /// A comment, a declaration.
    Hidden,
    /// A tag.
    Tag { name: &'a str, closing: bool },
}

/// In HTML a line break in the text is a space.
fn joined_lines(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

struct Stripper<'a> {
    html: &'a str,
    at: usize,
    words: String,
    max_bytes: usize,
    /// How deep in `pre`, where line breaks count.
    verbatim: usize,
    /// Closing tags (by their place in `UNSHOWN`) known not to come any more.
    unclosed: [bool; UNSHOWN.len()],
    /// Quotes known not to come any more: `"`, `'`.
    unquoted: [bool; 2],
}

impl<'a> Stripper<'a> {
    fn new(html: &'a str, max_bytes: usize) -> Self {
        let words = String::with_capacity((html.len() / 2).min(max_bytes));
        let (unclosed, unquoted) = ([false; UNSHOWN.len()], [false; 2]);
        Stripper { html, at: 0, words, max_bytes, verbatim: 0, unclosed, unquoted }
    }

    fn run(&mut self) {
        let bytes = self.html.as_bytes();
        while self.words.len() < self.max_bytes {
            let rest = &bytes[self.at..];
            let Some(length) = memchr2(b'<', b'&', rest) else { break };
            self.push_text(self.at + length);
            if bytes[self.at] == b'&' {
                self.at += push_reference(&self.html[self.at..], &mut self.words);
                continue;
            }
            match self.markup() {
                Markup::Text => self.words.push('<'),
                Markup::Hidden => {}
                Markup::Tag { name, closing } => self.apply(name, closing),
            }
        }
        if self.words.len() < self.max_bytes {
            self.push_text(bytes.len());
        }
    }

    /// Takes the text up to `end` as it is, its line breaks as spaces.
    fn push_text(&mut self, end: usize) {
        let mut text = &self.html[self.at..end];
        self.at = end;
        if self.verbatim == 0 {
            while let Some(at) = memchr2(b'\n', b'\r', text.as_bytes()) {
                self.words.push_str(&text[..at]);
                self.words.push(' ');
                text = text[at..].trim_ascii_start();
            }
        }
        self.words.push_str(text);
    }

    /// Goes past one tag, comment or declaration; a `<` that begins none of them is itself.
    fn markup(&mut self) -> Markup<'a> {
        let rest = &self.html.as_bytes()[self.at..];
        let lead = match rest.get(1) {
            Some(byte) if byte.is_ascii_alphabetic() => 1,
            Some(b'/') if rest.get(2).is_some_and(u8::is_ascii_alphabetic) => 2,
            Some(b'!') if rest.starts_with(b"<!--") => {
                // `<!-->` is a whole comment to a browser.
                let length = memmem::find(&rest[2..], b"-->").map_or(rest.len(), |end| end + 5);
                self.at += length;
                return Markup::Hidden;
            }
            Some(b'!') if rest.starts_with(b"<![CDATA[") => {
                self.at += b"<![CDATA[".len();
                return Markup::Hidden;
            }
            Some(b'!' | b'?' | b'/') => {
                self.at += memchr(b'>', rest).map_or(rest.len(), |end| end + 1);
                return Markup::Hidden;
            }
            _ => {
                self.at += 1;
                return Markup::Text;
            }
        };
        let start = self.at + lead;
        let length = tag_name_length(&rest[lead..]);
        self.at = start + length;
        self.at += self.attributes_length();
        Markup::Tag { name: &self.html[start..start + length], closing: lead == 2 }
    }

    /// Does to the words what a tag means.
    fn apply(&mut self, name: &str, closing: bool) {
        let mut lower = [0; 16];
        let Some(lower) = lower.get_mut(..name.len()) else { return };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        let Ok(name) = std::str::from_utf8(lower) else { return };
        if BLOCKS.binary_search(&name).is_ok() {
            if name == "pre" {
                self.verbatim =
                    if closing { self.verbatim.saturating_sub(1) } else { self.verbatim + 1 };
            }
            if self.words.ends_with(' ') {
                self.words.pop();
            }
            if name == "br" || !self.words.ends_with('\n') {
                self.words.push('\n');
            }
        } else if matches!(name, "td" | "th") {
            self.words.push(' ');
        } else if !closing {
            self.skip_if_unshown(name);
        }
    }

    /// Length of what stands between a tag's name and the end of the tag; a `>` in quotes does not
    /// end it.
    fn attributes_length(&mut self) -> usize {
        let rest = &self.html.as_bytes()[self.at..];
        let mut at = 0;
        while let Some(found) = memchr3(b'>', b'"', b'\'', &rest[at..]).map(|found| found + at) {
            at = found + 1;
            let quote = match rest[found] {
                b'>' => return at,
                b'"' => 0,
                _ => 1,
            };
            let is_value = rest[..found].trim_ascii_end().ends_with(b"=");
            if is_value && !self.unquoted[quote] {
                match memchr(rest[found], &rest[at..]) {
                    Some(end) => at += end + 1,
                    None => self.unquoted[quote] = true,
                }
            }
        }
        rest.len()
    }

    /// Goes past the closing tag of an element that is not shown, if that is what was opened.
    /// Without a closing tag, a script or style runs to the end as in a browser, and any other
    /// is taken for a stray. Tells whether it is such an element.
    fn skip_if_unshown(&mut self, name: &str) -> bool {
        let Some(which) = UNSHOWN.iter().position(|unshown| *unshown == name) else {
            return false;
        };
        if self.unclosed[which] {
            return true;
        }
        let rest = &self.html.as_bytes()[self.at..];
        let mut from = 0;
        while let Some(at) = memmem::find(&rest[from..], b"</").map(|at| at + from) {
            let after = at + 2;
            let length = tag_name_length(&rest[after..]);
            if rest[after..after + length].eq_ignore_ascii_case(name.as_bytes()) {
                self.at += after + length;
                self.at += memchr(b'>', &rest[after + length..]).map_or(0, |end| end + 1);
                return true;
            }
            from = after;
        }
        self.unclosed[which] = true;
        if matches!(name, "script" | "style") {
            self.at = self.html.len();
        }
        true
    }
}

/// How many bytes the name at the beginning of a tag takes. A longer one is no element of ours;
/// the rest of it is read as attributes.
fn tag_name_length(rest: &[u8]) -> usize {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':');
    rest.iter().take(32).take_while(|byte| is_name(byte)).count()
}

/// Takes the character reference at the beginning of `rest`, or the `&` itself, and tells how many
/// bytes that was.
fn push_reference(rest: &str, words: &mut String) -> usize {
    let bytes = rest.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        let (radix, lead) =
            if matches!(bytes.get(2), Some(b'x' | b'X')) { (16, 3) } else { (10, 2) };
        let digits = rest[lead..].bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
        if digits > 0 {
            let number = u32::from_str_radix(&rest[lead..lead + digits], radix).unwrap_or(u32::MAX);
            words.push(numbered(number));
            let end = lead + digits;
            return end + usize::from(bytes.get(end) == Some(&b';'));
        }
    } else {
        let length = bytes[1..].iter().take(32).take_while(|b| b.is_ascii_alphanumeric()).count();
        let with_end = length + usize::from(bytes.get(1 + length) == Some(&b';'));
        // The oldest names hold without their semicolon, even before further letters.
        let ends = std::iter::once(with_end).chain((2..=length.min(6)).rev());
        for end in ends.filter(|end| *end > 1) {
            if let Some(&(first, second)) = NAMED_ENTITIES.get(&rest[1..=end])
                && first != 0
            {
                words.extend([first, second].into_iter().filter(|c| *c != 0).map(numbered));
                return 1 + end;
            }
        }
    }
    words.push('&');
    1
}

/// The character of a number, as browsers read it: the controls of 0x80–0x9F are meant as those of
/// Windows-1252.
fn numbered(number: u32) -> char {
    let windows =
        number.checked_sub(0x80).and_then(|at| C1_REPLACEMENTS.get(at as usize).copied()?);
    windows.or(char::from_u32(number)).filter(|c| *c != '\0').unwrap_or('\u{fffd}')
}

#[cfg(test)]
mod tests;
