//! Keys as the middle knows them, and how they are written in tables, files and on the screen.

use std::fmt;

/// One press of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key. Shift is part of it: `J`, [`Code::BackTab`].
    pub code: Code,
    /// With Control held.
    pub ctrl: bool,
    /// With Alt held.
    pub alt: bool,
}

/// Which key, or what of the mouse is bound as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "a key is what its name says")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    WheelUp,
    WheelDown,
    Click,
    MiddleClick,
    RightClick,
    F(u8),
}

/// The keys that have a name instead of a character.
const NAMED: [(&str, Code); 20] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("S-Tab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
    ("WheelUp", Code::WheelUp),
    ("WheelDown", Code::WheelDown),
    ("Click", Code::Click),
    ("MiddleClick", Code::MiddleClick),
    ("RightClick", Code::RightClick),
    ("Space", Code::Char(' ')),
];

impl Key {
    /// A character typed by itself.
    pub const fn char(c: char) -> Key {
        Key::plain(Code::Char(c))
    }

    /// A key by itself.
    pub const fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false }
    }

    /// A character with Control held.
    pub const fn ctrl(c: char) -> Key {
        Key { code: Code::Char(c), ctrl: true, alt: false }
    }

    /// A key as it is written: `j`, `C-d`, `A-x`, `Enter`, `S-Tab`, `F5`.
    pub fn parse(written: &str) -> Option<Key> {
        if let Some((_, code)) = NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(written)) {
            return Some(Key::plain(*code));
        }
        let mut chars = written.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_control() && c != ' ' => return Some(Key::char(c)),
            (Some('C'), Some('-')) => {
                return Key::parse(chars.as_str()).map(|key| Key { ctrl: true, ..key });
            }
            (Some('A'), Some('-')) => {
                return Key::parse(chars.as_str()).map(|key| Key { alt: true, ..key });
            }
            _ => {}
        }
        let number = written.strip_prefix('F')?.parse().ok()?;
        (1..=24).contains(&number).then_some(Key::plain(Code::F(number)))
    }

    /// Keys pressed one after another, as they are written: `g g`.
    pub fn parse_sequence(written: &str) -> Option<Vec<Key>> {
        let keys: Option<Vec<Key>> = written.split_whitespace().map(Key::parse).collect();
        keys.filter(|keys| !keys.is_empty())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("C-")?;
        }
        if self.alt {
            f.write_str("A-")?;
        }
        if let Some((name, _)) = NAMED.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "F{number}"),
            // All others are in the table above.
            other => write!(f, "{other:?}"),
        }
    }
}

/// A sequence as it is shown: `gg`, `g Enter`.
pub fn written(keys: &[Key]) -> String {
    let parts: Vec<String> = keys.iter().map(Key::to_string).collect();
    let short = parts.iter().all(|part| part.chars().count() == 1);
    parts.join(if short { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_as_it_is_read() {
        for text in ["j", "G", "C-d", "A-x", "Enter", "S-Tab", "Space", "F5", "-", "C--", "?"] {
            let key = Key::parse(text).expect("a key");
            assert_eq!(key.to_string(), text);
        }
        for text in ["", " ", "jj", "C-", "F0", "F99", "Return"] {
            assert_eq!(Key::parse(text), None, "{text:?} is no key");
        }
    }

    #[test]
    fn a_sequence_is_shown_tightly_where_each_key_is_one_character() {
        let keys = Key::parse_sequence("g g").expect("two keys");
        assert_eq!(written(&keys), "gg");
        assert_eq!(written(&Key::parse_sequence("g Enter").expect("two keys")), "g Enter");
    }
}
