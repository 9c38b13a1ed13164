//! The signs that stand for marks, and how everything is spelled where there is only ASCII.

use std::borrow::Cow;

/// Which signs stand for marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub struct Icons {
    pub selected: &'static str,
    pub unread: &'static str,
    pub read: &'static str,
    pub chosen: &'static str,
    pub star: &'static str,
    pub note: &'static str,
    pub draft: &'static str,
    pub arrived: &'static str,
    pub rising: &'static str,
    pub steady: &'static str,
    pub fading: &'static str,
    pub failed: &'static str,
    pub well: &'static str,
    pub exchange: &'static str,
    pub horizontal: &'static str,
    pub vertical: &'static str,
    pub more: &'static str,
    /// A gauge's full cell, and its parts in eighths.
    pub gauge: [&'static str; 8],
    /// Heights of a sparkline, lowest first.
    pub spark: [&'static str; 8],
    /// What is written in place of signs that texts of the program hold, each as wide.
    pub instead: &'static [(char, &'static str)],
}

impl Icons {
    /// Whether the program itself writes nothing but ASCII.
    pub fn are_ascii(&self) -> bool {
        !self.instead.is_empty()
    }

    /// A text in the signs that are wanted.
    pub fn spelled<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let instead = |c: char| self.instead.iter().find(|(sign, _)| *sign == c);
        if !self.are_ascii() || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let mut spelled = String::with_capacity(text.len());
        for c in text.chars() {
            match instead(c) {
                Some((_, ascii)) => spelled.push_str(ascii),
                None => spelled.push(c),
            }
        }
        Cow::Owned(spelled)
    }
}

/// Signs of Unicode that terminals draw one cell wide.
pub const UNICODE: Icons = Icons {
    selected: "▎",
    unread: "●",
    read: "·",
    chosen: "✓",
    star: "★",
    note: "✎",
    draft: "✐",
    arrived: "▲",
    rising: "▲",
    steady: "─",
    fading: "▼",
    failed: "✗",
    well: "✓",
    exchange: "⇄",
    horizontal: "─",
    vertical: "│",
    more: "…",
    gauge: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    spark: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    instead: &[],
};

/// The same in ASCII.
pub const ASCII: Icons = Icons {
    selected: ">",
    unread: "*",
    read: ".",
    chosen: "v",
    star: "+",
    note: "#",
    draft: "%",
    arrived: "^",
    rising: "^",
    steady: "-",
    fading: "v",
    failed: "x",
    exchange: "~",
    well: "ok",
    horizontal: "-",
    vertical: "|",
    more: "~",
    gauge: [" ", " ", " ", "-", "-", "-", "=", "="],
    spark: ["_", ".", ".", "-", "-", "=", "=", "#"],
    instead: &[
        ('…', "~"),
        ('·', "-"),
        ('•', "*"),
        ('▎', "|"),
        ('▕', "["),
        ('▏', "]"),
        ('│', "|"),
        ('─', "-"),
        ('┼', "+"),
        ('—', "-"),
        ('–', "-"),
        ('−', "-"),
        ('→', ">"),
        ('←', "<"),
        ('›', ">"),
        ('×', "x"),
        ('σ', "s"),
        ('“', "\""),
        ('”', "\""),
        ('‘', "'"),
        ('’', "'"),
        ('⇄', "~"),
        ('✎', "#"),
        ('◇', "o"),
        ('✓', "v"),
        ('✗', "x"),
        ('★', "+"),
        ('●', "*"),
        ('▲', "^"),
        ('▼', "v"),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_place_of_a_sign_is_ascii_and_as_wide() {
        for (sign, ascii) in ASCII.instead {
            assert!(ascii.is_ascii(), "{sign}");
            assert_eq!(crate::text::width::width(&sign.to_string()), ascii.len(), "{sign}");
        }
        assert_eq!(ASCII.spelled("한글 … └"), "한글 ~ └");
        assert_eq!(UNICODE.spelled("▎ …"), "▎ …");
    }
}
