//! Code in its colours: what each piece of a line is, by the grammar of its language.
//!
//! The grammars are unpacked at the first block whose language is known, and only then. How much
//! is looked at is bounded: long lines and long blocks stay plain.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

/// Bytes of a block that are looked at.
const BLOCK: usize = 32_768;

/// Bytes of the longest line that is looked at.
const LINE: usize = 600;

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

fn grammars() -> &'static SyntaxSet {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    GRAMMARS.get_or_init(SyntaxSet::load_defaults_newlines)
}

/// Reads a block line by line.
pub struct Highlighter {
    parse: ParseState,
    stack: ScopeStack,
    left: usize,
}

impl Highlighter {
    /// For a language by its name or the ending of its files; `None` where it is not known.
    pub fn of(language: &str) -> Option<Highlighter> {
        if language.is_empty() || language.len() > 30 {
            return None;
        }
        let grammar = grammars().find_syntax_by_token(language)?;
        Some(Highlighter { parse: ParseState::new(grammar), stack: ScopeStack::new(), left: BLOCK })
    }

    /// The pieces of the next line, in order, whole.
    pub fn line<'a>(&mut self, line: &'a str) -> Vec<(Kind, &'a str)> {
        let Some(left) = self.left.checked_sub(line.len() + 1).filter(|_| line.len() <= LINE)
        else {
            self.left = 0;
            return vec![(Kind::Plain, line)];
        };
        self.left = left;
        // What cannot be read stays plain; the next line is read as if nothing had been.
        let Ok(changes) = self.parse.parse_line(&format!("{line}\n"), grammars()) else {
            return vec![(Kind::Plain, line)];
        };
        let (mut pieces, mut from) = (Vec::new(), 0);
        for (at, change) in changes {
            let at = line.floor_char_boundary(at.min(line.len()));
            if at > from {
                pieces.push((kind(&self.stack), &line[from..at]));
                from = at;
            }
            if self.stack.apply(&change).is_err() {
                break;
            }
        }
        if from < line.len() {
            pieces.push((kind(&self.stack), &line[from..]));
        }
        pieces
    }
}

/// What the scopes of a grammar mean, the innermost first.
fn kind(stack: &ScopeStack) -> Kind {
    static SCOPES: OnceLock<Vec<(Scope, Kind)>> = OnceLock::new();
    let known = SCOPES.get_or_init(|| {
        [
            ("comment", Kind::Comment),
            ("string", Kind::Literal),
            ("constant", Kind::Literal),
            ("keyword.operator", Kind::Plain),
            ("keyword", Kind::Keyword),
            ("storage", Kind::Keyword),
            ("entity.name", Kind::Name),
            ("support.function", Kind::Name),
            ("variable.function", Kind::Name),
        ]
        .into_iter()
        .filter_map(|(name, kind)| Some((Scope::new(name).ok()?, kind)))
        .collect()
    });
    let of = |scope: &Scope| known.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope));
    stack.scopes.iter().rev().find_map(of).map_or(Kind::Plain, |(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_line_are_the_whole_line_and_know_what_they_are() {
        let mut code = Highlighter::of("rust").expect("a language");
        let line = "fn main() { let 모델 = \"x\"; } // 끝";
        let pieces = code.line(line);
        assert_eq!(pieces.iter().map(|(_, text)| *text).collect::<String>(), line);
        let kind_of = |wanted: &str| {
            pieces.iter().find(|(_, text)| text.trim() == wanted).map(|(kind, _)| *kind)
        };
        assert_eq!(kind_of("fn"), Some(Kind::Keyword));
        assert_eq!(kind_of("main"), Some(Kind::Name));
        assert_eq!(pieces.last().map(|(kind, _)| *kind), Some(Kind::Comment));
    }

    #[test]
    fn a_comment_goes_on_over_lines_and_unknown_languages_are_plain() {
        let mut code = Highlighter::of("c").expect("a language");
        code.line("/* begins");
        assert_eq!(code.line("int x;"), [(Kind::Comment, "int x;")]);
        assert!(Highlighter::of("no such language").is_none());
        assert!(Highlighter::of("").is_none());
    }

    #[test]
    fn what_is_too_long_stays_plain() {
        let mut code = Highlighter::of("py").expect("a language");
        let long = "x = 1 ".repeat(200);
        assert_eq!(code.line(&long), [(Kind::Plain, long.as_str())]);
    }
}
