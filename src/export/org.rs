//! Writing words into Org so that they stay words.

/// Org has no escape but the zero-width space: it is put where a mark would begin or end.
pub fn escape(text: &str) -> String {
    const BREAK: char = '\u{200b}';
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        let means = matches!(
            c,
            '*' | '/'
                | '_'
                | '='
                | '~'
                | '+'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '|'
                | ':'
                | '\\'
                | '{'
                | '}'
                | '$'
                | '^'
                | '@'
        );
        if means {
            escaped.push(BREAK);
        }
        escaped.push(c);
        if means {
            escaped.push(BREAK);
        }
    }
    escaped
}

/// A link with its words.
pub fn link_to(url: &str, words: &str) -> String {
    let url = url.replace('[', "%5B").replace(']', "%5D");
    let words = escape(words);
    let words = words.trim_matches(['[', ']', '\u{200b}']);
    if words.is_empty() { format!("[[{url}]]") } else { format!("[[{url}][{words}]]") }
}
