//! Mathematics in running text: the TeX of abstracts as readable Unicode.
//!
//! What cannot be written on one line of Unicode stays as it was, and money is never taken for
//! mathematics: `$5 billion and $3 billion` has no formula in it.

mod signs;

use std::borrow::Cow;

use signs::{accent, double_struck, fraktur, named_accent, script, symbol};
pub use signs::{subscript, superscript};

/// Nesting that is followed; deeper formulas stay as they are.
const MAX_DEPTH: usize = 16;

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
    Some((length, Reader { rest: inside.trim(), depth: 0 }.all()?))
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

fn composed(letter: char, mark: char) -> String {
    use unicode_normalization::UnicodeNormalization;
    [letter, mark].into_iter().nfc().collect()
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn all(mut self) -> Option<String> {
        let mut read = String::new();
        loop {
            let is_command = self.rest.starts_with('\\');
            let Some(piece) = self.piece()? else { break };
            // The space that ends the name of a sign is none of the formula: `3\times 3`.
            let is_sign = is_command && !piece.ends_with(|c: char| c.is_ascii() || c == '…');
            if is_sign && !read.ends_with(' ') {
                self.rest = self.rest.trim_start();
            }
            let piece = if read.ends_with(' ') { piece.trim_start_matches(' ') } else { &piece };
            read.push_str(piece);
        }
        Some(read.trim().to_owned())
    }

    /// The next piece with what is raised or lowered on it; `None` inside at the end, `None`
    /// outside where it cannot be written.
    #[expect(clippy::option_option, reason = "the end is one thing, a failure another")]
    fn piece(&mut self) -> Option<Option<String>> {
        let Some(c) = self.rest.chars().next() else { return Some(None) };
        Some(Some(match c {
            '\\' => self.command()?,
            '{' => self.group()?.read()?,
            '}' | '&' | '$' | '#' => return None,
            '^' | '_' => {
                self.rest = &self.rest[1..];
                let argument = self.argument()?;
                shifted(c, &argument)
            }
            '~' => {
                self.rest = &self.rest[1..];
                " ".to_owned()
            }
            '\'' => {
                self.rest = &self.rest[1..];
                "′".to_owned()
            }
            _ if c.is_whitespace() => {
                self.rest = self.rest.trim_start();
                " ".to_owned()
            }
            _ => {
                self.rest = &self.rest[c.len_utf8()..];
                c.to_string()
            }
        }))
    }

    /// What stands in the braces here.
    fn group(&mut self) -> Option<Reader<'a>> {
        let body = self.rest.strip_prefix('{')?;
        let mut open = 1;
        let mut escaped = false;
        for (at, byte) in body.bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'{' => open += 1,
                b'}' => open -= 1,
                _ => {}
            }
            if open == 0 {
                self.rest = &body[at + 1..];
                return Some(Reader { rest: &body[..at], depth: self.depth + 1 });
            }
        }
        None
    }

    /// What a command or a shift takes: a group, a command, or one character.
    fn argument(&mut self) -> Option<String> {
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            '{' => self.group()?.read(),
            '\\' => Some(self.command()?.trim().to_owned()),
            '}' | '^' | '_' | '&' | '$' => None,
            c => {
                self.rest = &self.rest[c.len_utf8()..];
                Some(c.to_string())
            }
        }
    }

    fn read(self) -> Option<String> {
        if self.depth > MAX_DEPTH { None } else { self.all() }
    }

    fn command(&mut self) -> Option<String> {
        let after = &self.rest[1..];
        let length = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length == 0 {
            let sign = after.chars().next()?;
            self.rest = &after[sign.len_utf8()..];
            return Some(match sign {
                ',' | ';' | ':' | ' ' | '>' => " ".to_owned(),
                '!' => String::new(),
                '|' => "‖".to_owned(),
                '{' | '}' | '%' | '$' | '#' | '_' | '&' => sign.to_string(),
                _ => return None,
            });
        }
        let name = &after[..length];
        self.rest = &after[length..];
        if let Some(symbol) = symbol(name) {
            return Some(symbol.to_owned());
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let read = self.structure(name);
        self.depth -= 1;
        read
    }

    fn structure(&mut self, name: &str) -> Option<String> {
        match name {
            "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr" | "bigg"
            | "Bigg" => {
                // A point stands for no bracket.
                self.rest = self.rest.strip_prefix('.').unwrap_or(self.rest);
                Some(String::new())
            }
            "displaystyle" | "textstyle" | "limits" | "nolimits" | "rm" | "bf" | "it" | "cal"
            | "tt" => Some(String::new()),
            "mathrm" | "mathbf" | "mathsf" | "mathtt" | "mathit" | "text" | "textbf" | "textit"
            | "textrm" | "texttt" | "textsc" | "textsf" | "emph" | "operatorname"
            | "boldsymbol" | "bm" | "mbox" | "bold" | "ensuremath" | "mathop" | "underline" => {
                self.rest = self.rest.strip_prefix('*').unwrap_or(self.rest);
                self.argument()
            }
            "pmod" => Some(format!(" (mod {})", self.argument()?)),
            "mathbb" | "Bbb" | "mathbbm" | "mathds" => letters(&self.argument()?, double_struck),
            "mathcal" | "mathscr" => letters(&self.argument()?, script),
            "mathfrak" => letters(&self.argument()?, fraktur),
            "frac" | "tfrac" | "dfrac" | "nicefrac" | "sfrac" => {
                let (over, under) = (self.argument()?, self.argument()?);
                Some(format!("{}/{}", bracketed(&over), bracketed(&under)))
            }
            "sqrt" => {
                let sign = match self.rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
                    Some(("3", rest)) => {
                        self.rest = rest;
                        '∛'
                    }
                    Some(_) => return None,
                    None => '√',
                };
                Some(format!("{sign}{}", bracketed(&self.argument()?)))
            }
            "hat" | "widehat" => self.accented('\u{302}'),
            "tilde" | "widetilde" => self.accented('\u{303}'),
            "bar" | "overline" => self.accented('\u{304}'),
            "vec" => self.accented('\u{20d7}'),
            "dot" => self.accented('\u{307}'),
            "ddot" => self.accented('\u{308}'),
            "check" => self.accented('\u{30c}'),
            _ => None,
        }
    }

    fn accented(&mut self, mark: char) -> Option<String> {
        let argument = self.argument()?;
        let mut letters = argument.chars();
        let letter = letters.next()?;
        letters.next().is_none().then(|| composed(letter, mark))
    }
}

/// Raised or lowered, in small letters where Unicode has them.
fn shifted(mark: char, argument: &str) -> String {
    let small = if mark == '^' { superscript(argument) } else { subscript(argument) };
    match (small, argument) {
        (_, "∘") if mark == '^' => "°".to_owned(),
        (Some(small), _) => small,
        (None, _) if argument.chars().count() <= 1 => format!("{mark}{argument}"),
        (None, _) => format!("{mark}({argument})"),
    }
}

/// In brackets, unless it is one symbol or one number.
fn bracketed(text: &str) -> String {
    let is_one = text.chars().all(char::is_alphanumeric) || text.chars().count() == 1;
    if is_one { text.to_owned() } else { format!("({text})") }
}

fn letters(text: &str, style: fn(char) -> Option<char>) -> Option<String> {
    text.chars().map(|c| style(c).or((!c.is_alphanumeric()).then_some(c))).collect()
}

#[cfg(test)]
mod tests;
