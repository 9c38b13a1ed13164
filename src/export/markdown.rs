//! Writing words into Markdown so that they stay words: for `CommonMark` and GitHub's dialect.

use crate::text::address;

/// The text with everything escaped that could mean something within a line.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let links = rest.starts_with("://") || rest.starts_with("www.") || rest.starts_with("WWW.");
        let means = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '!'
                | '|'
                | '~'
                | '&'
                | '$'
                | '@'
                | '^'
                | '='
        );
        if links && c != ':' {
            // Broken before its dot, a bare host is no link.
            escaped.push_str(&rest[..3]);
            rest = &rest[3..];
            escaped.push('\\');
            continue;
        }
        if means || links {
            escaped.push('\\');
        }
        escaped.push(c);
        rest = &rest[c.len_utf8()..];
    }
    escaped
}

/// The reader's own Markdown within a line: emphasis, code and links of the web stay what they are,
/// where they are whole; all else is words.
pub fn own(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    let mut plain = 0;
    let mut at = 0;
    while at < text.len() {
        match marked(&text[at..]) {
            Some((length, marked)) => {
                written.push_str(&escape(&text[plain..at]));
                written.push_str(&marked);
                at += length;
                plain = at;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    written + &escape(&text[plain..])
}

/// The piece of Markdown that a text begins with: its length, and how it is written again.
fn marked(text: &str) -> Option<(usize, String)> {
    for mark in ["**", "*"] {
        if let Some(rest) = text.strip_prefix(mark) {
            let inner = rest.split_once(mark)?.0;
            // Between letters a mark opens and closes, whatever stands around it.
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let is_whole = is_word(inner.chars().next()) && is_word(inner.chars().next_back());
            let length = inner.len() + 2 * mark.len();
            return (is_whole && !inner.contains('*'))
                .then(|| (length, format!("{mark}{}{mark}", escape(inner))));
        }
    }
    if let Some(rest) = text.strip_prefix('`') {
        let inner = rest.split_once('`')?.0;
        let is_whole = !inner.trim().is_empty() && !rest[inner.len() + 1..].starts_with('`');
        return is_whole.then(|| (inner.len() + 2, format!("`{inner}`")));
    }
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (url, _) = rest.split_once(')')?;
    let is_plain = !words.trim().is_empty() && !words.contains(['[', ']']);
    let page = address::parse(url.trim(), None).filter(|_| is_plain && url.starts_with("http"))?;
    Some((words.len() + url.len() + 4, format!("[{}](<{page}>)", escape(words))))
}

/// As [`escape`], for text at the beginning of a line.
pub fn escape_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].chars().next() {
        Some(mark @ ('.' | ')')) if digits > 0 => {
            format!("{}\\{mark}{}", &text[..digits], escape(&text[digits + 1..]))
        }
        Some('-' | '+' | ':') if digits == 0 => format!("\\{}", escape(text)),
        _ => escape(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_markdown_keeps_what_is_whole_and_nothing_that_could_run_on() {
        for (text, written) in [
            ("Try **our** data, *soon*.", "Try **our** data, *soon*."),
            ("**모델**을 `cargo test`로", "**모델**을 `cargo test`로"),
            ("[a page](https://mill.example/a)", "[a page](<https://mill.example/a>)"),
            ("**open", r"\*\*open"),
            ("a ** b ** c", r"a \*\* b \*\* c"),
            ("`open", r"\`open"),
            ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
            ("# head <b>", r"\# head \<b\>"),
        ] {
            assert_eq!(own(text), written, "{text}");
        }
    }
}
