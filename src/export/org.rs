//! Writing words into Org so that they stay words (Org Syntax, §2 to §5).
//!
//! What would mean something where it stands is written as the entity of its sign (`\ast{}`), or a
//! bracket as the one that looks most like it; all else is as it was written, so that the file reads
//! well as text too. A document that holds such words turns subscripts off ([`OPTIONS`]).

use crate::text::math::{self, Part};

/// The line at the head of a document by which `a_b` and `x^2` are words.
pub const OPTIONS: &str = "#+OPTIONS: ^:{}\n";

/// The text within a line. Org knows emphasis by what stands around its marks, and links, footnotes,
/// citations and dates by how they begin. Formulas are Org's as they are TeX's.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for part in math::parts(text) {
        match part {
            // A bracket in it could end the link whose words it stands in.
            Part::Formula(formula) if !formula.contains(['[', ']']) => {
                escaped.push_str(&format!("${formula}$"));
            }
            Part::Formula(formula) => escape_words(&format!("${formula}$"), &mut escaped),
            Part::Words(words) => escape_words(words, &mut escaped),
        }
    }
    escaped
}

fn escape_words(words: &str, escaped: &mut String) {
    let mut before = escaped.chars().next_back();
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let next = after.chars().next();
        let is_word = |c: char| !c.is_whitespace();
        let opens = before.is_none_or(|c| c.is_whitespace() || "-–—({'\"[]|".contains(c))
            && next.is_some_and(is_word);
        let written = match c {
            '*' if opens || before.is_none() => "\\ast{}",
            '/' if opens => "\\slash{}",
            '_' if opens || next == Some('{') => "\\under{}",
            '=' if opens => "\\equal{}",
            '~' if opens => "\\tilde{}",
            '+' if opens => "\\plus{}",
            '^' if next == Some('{') => "\\asciicirc{}",
            '<' if next.is_some_and(|c| c.is_alphanumeric() || c == '<' || c == '%') => "\\lt{}",
            '|' if before.is_none() => "\\vert{}",
            ':' if before.is_none() => "\\colon{}",
            '$' if next.is_some_and(is_word) && after.contains('$') => "\\dollar{}",
            // These have no entity in every version of Org, and a sign that looks much like them.
            '#' if before.is_none() => "＃",
            '\\' if next.is_some_and(|c| c.is_alphabetic() || "([\\_".contains(c)) => "∖",
            '\\' if next.is_none() => "∖",
            '[' => "(",
            ']' => ")",
            '@' if next == Some('@') => "@ ",
            '{' if after.starts_with("{{") => "{ ",
            other => {
                escaped.push(other);
                ""
            }
        };
        escaped.push_str(written);
        before = Some(c);
        rest = after;
    }
}

/// A link with its words.
pub fn link_to(url: &str, words: &str) -> String {
    let url = url.replace('[', "%5B").replace(']', "%5D");
    let words = escape(words);
    if words.is_empty() { format!("[[{url}]]") } else { format!("[[{url}][{words}]]") }
}

/// Tags after a heading, a blank before them; they hold letters, digits and few signs.
pub fn tags(tags: &[String]) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '@') { c } else { '_' };
    let tags: Vec<String> = tags
        .iter()
        .map(|tag| tag.chars().map(plain).collect::<String>())
        .filter(|tag| !tag.is_empty())
        .collect();
    if tags.is_empty() { String::new() } else { format!(" :{}:", tags.join(":")) }
}

/// The properties of a heading, in their order; nothing where there are none.
pub fn properties(all: &[(&str, Option<String>)]) -> String {
    let lines: String = all
        .iter()
        .filter_map(|(name, value)| Some((name, value.as_deref()?)))
        .map(|(name, value)| {
            format!(":{name}: {}\n", value.split_whitespace().collect::<Vec<_>>().join(" "))
        })
        .collect();
    if lines.is_empty() { lines } else { format!(":PROPERTIES:\n{lines}:END:\n") }
}

/// A line within a block: a comma before what would end the block or begin a heading.
pub fn quoted(text: &str) -> String {
    let start = text.trim_start();
    let means = start.starts_with('*') || start.starts_with("#+") || start.starts_with(',');
    if means { format!(",{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_as_they_are_unless_they_would_mean_something() {
        for (words, written) in [
            ("a_b and x^2 cost $ 5, and/or 1+1=2", "a_b and x^2 cost $ 5, and/or 1+1=2"),
            ("*bold* /slant/ =code=", "\\ast{}bold* \\slash{}slant/ \\equal{}code="),
            ("* heading", "\\ast{} heading"),
            ("see [[x][y]] and [fn:1]", "see ((x)(y)) and (fn:1)"),
            ("<2026-03-05> 1 < 2", "\\lt{}2026-03-05> 1 < 2"),
            ("$\\alpha$-nets", "$\\alpha$-nets"),
            ("$\\input{x}$", "\\dollar{}∖input{x}$"),
            ("C:\\new", "C:∖new"),
            ("10:30", "10:30"),
            ("#+begin_src", "＃+begin_src"),
        ] {
            assert_eq!(escape(words), written, "{words}");
            assert!(!written.contains('\u{200b}'));
        }
        assert_eq!(tags(&["시계열".into(), "time-series".into()]), " :시계열:time_series:");
    }
}
