//! Writing words into Markdown so that they stay words: for `CommonMark` and GitHub's dialect.

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
