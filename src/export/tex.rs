//! Writing words into TeX so that they stay words, for BibTeX and for what reads its files.

use crate::text::clean;
use crate::text::math::{self, Part};

/// A text as TeX reads it; its formulas stay formulas.
///
/// Where a sign means something to TeX a backslash takes that away, but `\~` and `\^` are accents and
/// `\\` ends a line; BibTeX counts braces whatever stands before them; and two of some signs side by
/// side become one.
pub(super) fn words(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    for part in math::parts(text) {
        match part {
            Part::Words(words) => escape(words, &mut written),
            Part::Formula(formula) => {
                written.push('$');
                written.push_str(formula);
                written.push('$');
            }
        }
    }
    written
}

/// A text of several lines. A line that begins an entry elsewhere begins none here.
pub(super) fn block(text: &str) -> String {
    let line = |line: &str| {
        let words = words(line);
        let start = words.len() - words.trim_start().len();
        match words[start..].strip_prefix('@') {
            Some(rest) => format!("{}{{@}}{rest}", &words[..start]),
            None => words,
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// An address or an identifier: nothing in it is TeX, and braces would end the field.
pub(super) fn verbatim(text: &str) -> String {
    clean::line(text, 4000).replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

fn escape(words: &str, written: &mut String) {
    for c in words.chars() {
        match c {
            '~' => written.push_str("{\\textasciitilde}"),
            '^' => written.push_str("{\\textasciicircum}"),
            '\\' => written.push_str("{\\textbackslash}"),
            '{' => written.push_str("{\\textbraceleft}"),
            '}' => written.push_str("{\\textbraceright}"),
            '#' | '&' | '%' | '$' | '_' => written.extend(['\\', c]),
            '-' | '`' | '\'' if written.ends_with(['-', '`', '\'', '!', '?']) => {
                written.push_str("{}");
                written.push(c);
            }
            _ => written.push(c),
        }
    }
}
