//! Code in its colours: what each piece of a line is, as far as words, quotes and comments tell.
//!
//! A line is read once from left to right, without grammars and without ever going back, so the
//! time is a bounded number of steps a byte, whatever stands there. That costs some precision where
//! only a parser could know, and is why nothing here needs a thread or a clock of its own.

mod languages;

use memchr::memmem;

use languages::{CONSTANTS, DEFINING, Language};

/// What a piece of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing in particular.
    Plain,
    /// A word of the language itself.
    Keyword,
    /// A string, a number, a constant.
    Literal,
    /// A comment.
    Comment,
    /// A name that is defined or called.
    Name,
}

/// Longest name of a language that is looked up, in bytes.
const LONGEST_NAME: usize = 30;

/// Longest character in quotes, as in `'\u{10ffff}'`, in bytes.
const LONGEST_CHARACTER: usize = 12;

/// What a line begins inside of.
#[derive(Debug, Clone, Copy)]
enum Open {
    Nothing,
    /// Ends with these characters.
    Comment(&'static str),
    /// Likewise, unless a backslash stands before them.
    Quote(&'static str),
}

/// Reads a block line by line.
#[derive(Debug)]
pub struct Highlighter {
    language: &'static Language,
    open: Open,
}

impl Highlighter {
    /// For a language by its name or the ending of its files; `None` where it is not known.
    pub fn of(language: &str) -> Option<Highlighter> {
        if language.len() > LONGEST_NAME {
            return None;
        }
        let language = languages::named(&language.to_ascii_lowercase())?;
        Some(Highlighter { language, open: Open::Nothing })
    }

    /// The pieces of the next line, in order, whole.
    pub fn line<'a>(&mut self, line: &'a str) -> Vec<(Kind, &'a str)> {
        let mut pieces: Vec<(Kind, usize)> = Vec::new();
        let mut before = Before::default();
        let mut at = 0;
        while at < line.len() {
            let (kind, length) = self.piece(&line[at..], &mut before);
            at += length;
            match pieces.last_mut().filter(|(last, _)| *last == kind) {
                Some((_, end)) => *end = at,
                None => pieces.push((kind, at)),
            }
        }
        let mut from = 0;
        let text = |(kind, end)| (kind, &line[std::mem::replace(&mut from, end)..end]);
        pieces.into_iter().map(text).collect()
    }

    /// What begins here, and how many bytes of it stand on this line: at least one character.
    fn piece(&mut self, rest: &str, before: &mut Before) -> (Kind, usize) {
        match self.open {
            Open::Comment(end) => return (Kind::Comment, self.until(rest, 0, end)),
            Open::Quote(end) => return (Kind::Literal, self.quoted(rest, 0, end)),
            Open::Nothing => {}
        }
        let language = self.language;
        let first = rest.chars().next().unwrap_or(' ');
        // A `#` within a word is part of it, as in `$#` and `C#`.
        let begins_comment =
            |sign: &&str| rest.starts_with(*sign) && !(*sign == "#" && before.word);
        if language.line.iter().any(begins_comment) {
            return (Kind::Comment, rest.len());
        }
        if let Some((begin, end)) = language.block.iter().find(|(begin, _)| rest.starts_with(begin))
        {
            self.open = Open::Comment(end);
            return (Kind::Comment, self.until(rest, begin.len(), end));
        }
        if let Some(quote) = language.long.iter().find(|quote| rest.starts_with(**quote)) {
            self.open = Open::Quote(quote);
            return (Kind::Literal, self.quoted(rest, quote.len(), quote));
        }
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || language.also.contains(c);
        let word =
            |from: usize| from + rest[from..].find(|c| !is_word(c)).unwrap_or(rest.len() - from);
        let was_in_word = std::mem::replace(&mut before.word, is_word(first));
        if language.quotes.contains(first) {
            return (Kind::Literal, end_of_quote(rest, 1, first));
        }
        if language.characters && first == '\'' {
            return match character(rest) {
                Some(length) => (Kind::Literal, length),
                None => (Kind::Plain, 1),
            };
        }
        if let Some(kind) = language.marks.iter().find(|(mark, _)| *mark == first).map(|(_, k)| *k)
        {
            let name = first.len_utf8() + usize::from(rest[first.len_utf8()..].starts_with('/'));
            let end = word(name);
            return if end > name { (kind, end) } else { (Kind::Plain, first.len_utf8()) };
        }
        if first.is_ascii_digit() && !was_in_word {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')));
            before.word = true;
            return (Kind::Literal, end.unwrap_or(rest.len()));
        }
        if !is_word(first) {
            if !first.is_whitespace() {
                before.defining = false;
            }
            return (Kind::Plain, first.len_utf8());
        }
        let end = word(0);
        let kind = self.kind_of(&rest[..end], &rest[end..], before.defining);
        before.defining = kind == Kind::Keyword && DEFINING.contains(&&rest[..end]);
        (kind, end)
    }

    fn kind_of(&self, word: &str, after: &str, defined: bool) -> Kind {
        let lower;
        let known = if self.language.any_case {
            lower = word.to_ascii_lowercase();
            &lower
        } else {
            word
        };
        if self.language.keywords.binary_search(&known).is_ok() {
            Kind::Keyword
        } else if CONSTANTS.contains(&known) {
            Kind::Literal
        } else if defined || after.starts_with('(') || after.starts_with("!(") {
            Kind::Name
        } else {
            Kind::Plain
        }
    }

    /// Up to an end that is looked for from a byte on, or to the end of the line; closes what was
    /// open where the end stands there.
    fn until(&mut self, rest: &str, from: usize, end: &str) -> usize {
        match memmem::find(&rest.as_bytes()[from..], end.as_bytes()) {
            Some(at) => {
                self.open = Open::Nothing;
                from + at + end.len()
            }
            None => rest.len(),
        }
    }

    /// As [`Highlighter::until`], for quotes in which a backslash takes the meaning from what
    /// follows it.
    fn quoted(&mut self, rest: &str, from: usize, end: &str) -> usize {
        let mut at = from;
        while at < rest.len() {
            if rest[at..].starts_with(end) {
                self.open = Open::Nothing;
                return at + end.len();
            }
            at += escaped_length(&rest[at..]);
        }
        rest.len()
    }
}

/// What stands before a piece on its line.
#[derive(Default)]
struct Before {
    /// A word that names what follows it, such as `fn`.
    defining: bool,
    /// A character of a word, directly.
    word: bool,
}

/// Bytes of the next character, a backslash taken together with what follows it.
fn escaped_length(rest: &str) -> usize {
    let mut chars = rest.chars();
    let first = chars.next().map_or(0, char::len_utf8);
    if rest.starts_with('\\') { first + chars.next().map_or(0, char::len_utf8) } else { first }
}

/// Bytes up to the closing quote, or to the end of the line.
fn end_of_quote(rest: &str, from: usize, quote: char) -> usize {
    let mut at = from;
    while at < rest.len() {
        if rest[at..].starts_with(quote) {
            return at + quote.len_utf8();
        }
        at += escaped_length(&rest[at..]);
    }
    rest.len()
}

/// Bytes of a character in quotes, if that is what begins here and not the name of a lifetime.
fn character(rest: &str) -> Option<usize> {
    if rest[1..].starts_with('\\') {
        let near = &rest[..rest.floor_char_boundary(LONGEST_CHARACTER)];
        let end = end_of_quote(near, 1, '\'');
        return near[..end].ends_with('\'').then_some(end);
    }
    let end = 1 + rest[1..].chars().next()?.len_utf8();
    rest[end..].starts_with('\'').then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The words of a line that are of a kind.
    fn of_kind(language: &str, line: &str, wanted: Kind) -> Vec<String> {
        let pieces = Highlighter::of(language).expect("a language").line(line);
        let of_kind = pieces.into_iter().filter(|(kind, _)| *kind == wanted);
        of_kind.map(|(_, text)| text.trim().to_owned()).collect()
    }

    #[test]
    fn the_pieces_of_a_line_are_the_whole_line_and_know_what_they_are() {
        let mut code = Highlighter::of("rust").expect("a language");
        let line = "fn main() { let 모델 = \"x\"; } // 끝";
        let pieces = code.line(line);
        assert_eq!(pieces.iter().map(|(_, text)| *text).collect::<String>(), line);
        assert_eq!(of_kind("rust", line, Kind::Keyword), ["fn", "let"]);
        assert_eq!(of_kind("rust", line, Kind::Name), ["main"]);
        assert_eq!(of_kind("rust", line, Kind::Literal), ["\"x\""]);
        assert_eq!(of_kind("rust", line, Kind::Comment), ["// 끝"]);
    }

    #[test]
    fn each_family_of_languages_is_read_by_its_own_signs() {
        for (language, line, kind, words) in [
            ("py", "@cached\tdef f(x): return 'a#b' # no", Kind::Literal, &["'a#b'"][..]),
            ("python", "@cached def f(x): pass", Kind::Name, &["@cached", "f"]),
            ("rust", "fn a<'b>(c: &'b str) { 'x' }", Kind::Literal, &["'x'"]),
            ("rust", "println!(\"\\\" {}\", 0x1f_u8)", Kind::Literal, &["\"\\\" {}\"", "0x1f_u8"]),
            ("c++", "#include <map> // x", Kind::Keyword, &["#include"]),
            ("sh", "echo $# x # it is", Kind::Comment, &["# it is"]),
            ("sql", "SELECT a FROM b -- c", Kind::Keyword, &["SELECT", "FROM"]),
            ("html", "<a href=\"x\">y</a>", Kind::Keyword, &["<a", "</a"]),
            ("tex", "\\frac{a}{b} % c", Kind::Keyword, &["\\frac"]),
            ("json", "{\"a\": true}", Kind::Literal, &["\"a\"", "true"]),
            ("go", "func (s *T) Close() error", Kind::Keyword, &["func"]),
        ] {
            assert_eq!(of_kind(language, line, kind), words, "{language}: {line}");
        }
    }

    #[test]
    fn what_is_open_goes_on_over_lines_and_unknown_languages_are_plain() {
        let mut code = Highlighter::of("c").expect("a language");
        code.line("/* begins");
        assert_eq!(code.line("int x;"), [(Kind::Comment, "int x;")]);
        assert_eq!(
            code.line("*/ int"),
            [(Kind::Comment, "*/"), (Kind::Plain, " "), (Kind::Keyword, "int")]
        );
        let mut code = Highlighter::of("python").expect("a language");
        code.line("x = '''a");
        assert_eq!(code.line("b \\''' c"), [(Kind::Literal, "b \\''' c")]);
        assert_eq!(code.line("'''"), [(Kind::Literal, "'''")]);
        assert!(Highlighter::of("no such language").is_none());
        assert!(Highlighter::of("").is_none());
    }

    proptest! {
        #[test]
        fn whatever_stands_there_the_pieces_are_the_whole(
            language in prop::sample::select(&["rust", "py", "c", "html", "tex", "lisp", "js"][..]),
            lines in prop::collection::vec("[a-z가\"'`#/*\\\\<!\\-@0-9( .é]{0,40}", 1..5),
        ) {
            let mut code = Highlighter::of(language).expect("a language");
            for line in &lines {
                let pieces = code.line(line);
                prop_assert_eq!(&pieces.iter().map(|(_, text)| *text).collect::<String>(), line);
            }
        }
    }
}
