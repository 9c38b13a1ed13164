//! One formula of TeX as a line of Unicode, or nothing where it cannot be one.

use super::signs::{double_struck, fraktur, script, subscript, superscript, symbol};

/// Nesting that is followed; deeper formulas stay as they are.
const MAX_DEPTH: usize = 16;

/// A letter with a mark over or under it, as one character where there is one.
pub(super) fn composed(letter: char, mark: char) -> String {
    use unicode_normalization::UnicodeNormalization;
    [letter, mark].into_iter().nfc().collect()
}

/// A formula, without the signs that fence it, as it is read in a line.
pub(super) fn read(formula: &str) -> Option<String> {
    Reader { rest: formula, depth: 0 }.all()
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
