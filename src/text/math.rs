//! Mathematics in running text: the TeX of abstracts as readable Unicode.
//!
//! What cannot be written on one line of Unicode stays as it was, and money is never taken for
//! mathematics: `$5 billion and $3 billion` has no formula in it.

mod formula;
mod signs;

use std::borrow::Cow;

use formula::composed;
use signs::{accent, named_accent, symbol};
pub use signs::{subscript, superscript};

/// Bytes of one formula.
const MAX_FORMULA: usize = 600;

/// The text with its formulas and text commands made readable.
pub fn readable(text: &str) -> Cow<'_, str> {
    if !text.contains(['$', '\\', '~']) && !text.contains("--") && !text.contains("``") {
        return Cow::Borrowed(text);
    }
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['$', '\\', '-', '`', '~']) {
        read.push_str(&rest[..at]);
        rest = &rest[at..];
        let (taken, words) = formula(rest)
            .or_else(|| text_command(rest))
            .or_else(|| dash(&read, rest))
            .or_else(|| quoted(rest))
            .or_else(|| tie(text, &read, rest))
            .unwrap_or((1, rest[..1].to_owned()));
        read.push_str(&words);
        rest = &rest[taken..];
    }
    read.push_str(rest);
    if read == text { Cow::Borrowed(text) } else { Cow::Owned(read) }
}

/// A piece of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words.
    Words(&'a str),
    /// What stands between the signs of a formula: TeX that draws and does nothing else.
    Formula(&'a str),
}

/// The text in pieces: its words and the formulas among them, in their order.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(found) = text[at..].find(['$', '\\']) {
        at += found;
        let fenced = fenced(&text[at..]).filter(|(_, inside)| draws_only(inside));
        let Some((length, inside)) = fenced else {
            at += 1;
            continue;
        };
        if plain < at {
            parts.push(Part::Words(&text[plain..at]));
        }
        parts.push(Part::Formula(inside.trim()));
        at += length;
        plain = at;
    }
    if plain < text.len() {
        parts.push(Part::Words(&text[plain..]));
    }
    parts
}

/// Commands of formulas that have no writing in Unicode here, and draw all the same.
const DRAWING: &str = "frac tfrac dfrac cfrac binom sqrt left right big Big bigg Bigg bigl bigr Bigl Bigr \
     displaystyle textstyle limits nolimits operatorname overline underline widehat widetilde overset \
     underset stackrel hat bar tilde vec dot ddot check breve acute grave mathring mathbf mathrm mathit \
     mathsf mathtt mathcal mathbb mathfrak mathscr boldsymbol bm text textbf textit textrm mbox prime \
     quad qquad phantom pmod bmod mod";

/// Whether a formula can stand in somebody's document: its braces close, and each of its commands
/// is known to draw. Others may read files or run programs where TeX is set to allow that.
fn draws_only(inside: &str) -> bool {
    // TeX counts the braces that open groups, BibTeX those behind a backslash too.
    let (mut groups, mut drawn, mut rest) = (0_usize, 0_usize, inside);
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => groups += 1,
            '}' if groups == 0 => return false,
            '}' => groups -= 1,
            '%' | '#' | '&' | '$' | '@' => return false,
            '\\' => {
                let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let name = &rest[..length];
                if length == 0 {
                    let Some(sign) = rest.chars().next() else { return false };
                    if !matches!(
                        sign,
                        ',' | ';' | ':' | ' ' | '>' | '!' | '|' | '{' | '}' | '%' | '#' | '_' | '&'
                    ) {
                        return false;
                    }
                    rest = &rest[sign.len_utf8()..];
                    match sign {
                        '{' => drawn += 1,
                        '}' if drawn == 0 => return false,
                        '}' => drawn -= 1,
                        _ => {}
                    }
                    continue;
                }
                if symbol(name).is_none() && !DRAWING.split_whitespace().any(|known| known == name)
                {
                    return false;
                }
                rest = &rest[length..];
            }
            _ => {}
        }
    }
    groups == 0 && drawn == 0 && !inside.trim().is_empty()
}

/// The formula that begins here: how many bytes it takes and how it reads.
fn formula(text: &str) -> Option<(usize, String)> {
    let (length, inside) = fenced(text)?;
    Some((length, formula::read(inside.trim())?))
}

/// The formula that begins here: how many bytes it takes with its signs, and what stands within.
fn fenced(text: &str) -> Option<(usize, &str)> {
    const FENCES: [(&str, &str); 4] = [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")];
    let (open, close) = FENCES.into_iter().find(|(open, _)| text.starts_with(open))?;
    let body = &text[open.len()..];
    let looked_at = &body[..body.floor_char_boundary(MAX_FORMULA)];
    let end = looked_at.match_indices(close).map(|(at, _)| at).find(|at| {
        // `\$` is a sign of money, `\\)` ends a line.
        !looked_at[..*at].ends_with('\\')
    })?;
    let (inside, after) = (&body[..end], &body[end + close.len()..]);
    if open == "$" && !is_formula(inside, after) {
        return None;
    }
    Some((open.len() + end + close.len(), inside))
}

/// Whether what stands between two dollar signs is a formula and not the way from one price to
/// the next.
fn is_formula(inside: &str, after: &str) -> bool {
    let tight = !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace);
    if inside.is_empty() || !tight || after.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if inside.contains(['\\', '^', '_', '{']) {
        return true;
    }
    // Without any mark of TeX: a symbol or a plain relation, no words.
    let is_word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 2;
    !inside.split(|c: char| !c.is_alphabetic()).any(is_word) && !inside.ends_with(['-', ',', '/'])
}

/// A dash as TeX writes it, between two words or two numbers. An option of a program, `--all`, and
/// a line of many are none.
fn dash(before: &str, text: &str) -> Option<(usize, String)> {
    let many = text.bytes().take_while(|byte| *byte == b'-').count();
    let dash = match many {
        2 => "–",
        3 => "—",
        0 | 1 => return None,
        _ => return Some((many, text[..many].to_owned())),
    };
    let (left, right) = (before.chars().next_back()?, text[many..].chars().next()?);
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, ')' | '(' | '”' | '“');
    let stands_between = is_inside(left) && is_inside(right) || left == ' ' && right == ' ';
    Some((many, if stands_between { dash.to_owned() } else { text[..many].to_owned() }))
}

/// What stands between TeX's quotation marks.
fn quoted(text: &str) -> Option<(usize, String)> {
    let inside = text.strip_prefix("``")?;
    let looked_at = &inside[..inside.floor_char_boundary(MAX_FORMULA)];
    let end = looked_at.find("''")?;
    let inside = &inside[..end];
    let is_words = !inside.is_empty() && !inside.contains(['`', '\n']);
    is_words.then(|| (end + 4, format!("“{}”", readable(inside))))
}

/// A blank at which TeX breaks no line: `Fig.~1`. Elsewhere the sign stands for a range, a home folder or
/// for about: it is one only before TeX, behind what is always written so, or where the text is TeX.
fn tie(text: &str, before: &str, rest: &str) -> Option<(usize, String)> {
    /// What is written with a tie behind it, in small letters.
    const TIED: [&str; 22] = [
        "fig.",
        "figs.",
        "figure",
        "table",
        "tab.",
        "sec.",
        "section",
        "eq.",
        "eqs.",
        "equation",
        "theorem",
        "lemma",
        "algorithm",
        "chapter",
        "ref.",
        "al.",
        "e.g.",
        "i.e.",
        "cf.",
        "dr.",
        "prof.",
        "no.",
    ];
    let after = rest.strip_prefix('~')?;
    let word = before.rsplit(char::is_whitespace).next()?.to_lowercase();
    let word = word.trim_start_matches(['(', '[', '“']);
    let goes_on = after.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '\\' | '$'));
    let follows = word.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ')' | '”'));
    if !goes_on || !follows || word.contains(['/', '@', ':']) {
        return None;
    }
    let is_tex = || {
        let commands = text.match_indices('\\');
        let mut next = commands.filter_map(|(at, _)| text[at + 1..].chars().next());
        next.any(|c| c.is_ascii_alphabetic() || matches!(c, '%' | '&'))
    };
    let is_tie = after.starts_with(['\\', '$']) || TIED.contains(&word) || is_tex();
    is_tie.then(|| (1, " ".to_owned()))
}

/// What stands in the braces that a text begins with, and its length with them.
fn braced(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix('{')?;
    let mut open = 1_usize;
    let mut is_escaped = false;
    for (at, byte) in inside.bytes().enumerate().take(MAX_FORMULA) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'{' => open += 1,
            b'}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some((&inside[..at], at + 2));
        }
    }
    None
}

/// A command in running text: `\textbf{…}`, `\href{…}{…}`, an accent, an escaped sign.
fn text_command(text: &str) -> Option<(usize, String)> {
    let after = text.strip_prefix('\\')?;
    let first = after.chars().next()?;
    if matches!(first, '%' | '&' | '_' | '#' | '$' | '{' | '}') {
        return Some((2, first.to_string()));
    }
    if first == '-' {
        // A place where a word may be broken.
        return Some((2, String::new()));
    }
    if let Some(mark) = accent(first).filter(|_| !first.is_ascii_alphabetic()) {
        let rest = &after[1..];
        let (letter, length) = match rest.strip_prefix('{') {
            Some(inner) => (inner.chars().next()?, inner.find('}')? + 2),
            None => (rest.chars().next()?, rest.chars().next()?.len_utf8()),
        };
        return letter.is_alphabetic().then(|| (2 + length, composed(letter, mark)));
    }
    if let Some(mark) = named_accent(first)
        && let Some(inner) = after[1..].strip_prefix('{')
    {
        let letter = inner.chars().next().filter(|letter| letter.is_alphabetic())?;
        let ends = inner[letter.len_utf8()..].starts_with('}');
        return ends.then(|| (4 + letter.len_utf8(), composed(letter, mark)));
    }
    let name = &after[..after.bytes().take_while(u8::is_ascii_alphabetic).count()];
    if name == "href" {
        let (_, address) = braced(&after[name.len()..])?;
        let (words, length) = braced(after[name.len() + address..].trim_start_matches(' '))?;
        let blanks = after[name.len() + address..].bytes().take_while(|b| *b == b' ').count();
        return Some((1 + name.len() + address + blanks + length, readable(words).into_owned()));
    }
    if name == "url" {
        let (address, length) = braced(&after[name.len()..])?;
        return Some((1 + name.len() + length, address.to_owned()));
    }
    if !matches!(
        name,
        "textbf"
            | "textit"
            | "emph"
            | "texttt"
            | "textsc"
            | "textrm"
            | "textsf"
            | "text"
            | "underline"
            | "mbox"
            | "uline"
    ) {
        return None;
    }
    let (inner, length) = braced(&after[name.len()..])?;
    Some((1 + name.len() + length, readable(inner).into_owned()))
}

#[cfg(test)]
mod tests;
