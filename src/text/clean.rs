//! Cleaning text from outside: what it returns can neither drive a terminal nor hide or reorder
//! what is read.
//!
//! Gone are control characters, escape sequences with their payload, bidirectional overrides and
//! isolates, invisible fillers and tags, joiners outside the scripts and emoji that need them, and
//! towers of combining marks. What stays is in NFC with its white space folded. Cleaning twice
//! changes nothing.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Marks kept on one base; living scripts need fewer.
const MARKS: usize = 6;

/// Longest payload of a control string that is believed to be one; a terminator further away is
/// none of its own.
const PAYLOAD_BYTES: usize = 4096;

/// One clean line of at most so many characters: every run of white space is one space.
pub fn line(text: &str, max_chars: usize) -> String {
    clean(text, max_chars, false)
}

/// Clean text of at most so many characters that keeps its line breaks, with at most one empty
/// line in a row.
pub fn block(text: &str, max_chars: usize) -> String {
    clean(text, max_chars, true)
}

/// A piece of text that is already laid out: nothing that drives a terminal, hides or reorders,
/// every kind of white space a space.
pub fn piece(text: &str) -> Cow<'_, str> {
    let stays = |c: char| !is_unwanted(c) || matches!(c, '\u{200c}' | '\u{200d}') || is_white(c);
    if text.chars().all(|c| c == ' ' || (stays(c) && !is_white(c))) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|c| stays(*c));
    Cow::Owned(kept.map(|c| if is_white(c) { ' ' } else { c }).collect())
}

/// A text without its control characters but for line breaks and tabs, and without the escape
/// sequences that some of them begin; all else as it is.
pub fn without_escapes(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    // The eight-bit controls are led by this byte.
    let may_be = |&byte: &u8| {
        (byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t')) || byte == 0x7f || byte == 0xc2
    };
    if !text.as_bytes().iter().any(may_be) || !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_control) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let first = rest.chars().next().unwrap_or_default();
        kept.extend(of_windows(first));
        rest = &rest[escape_length(rest, first).unwrap_or(first.len_utf8())..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// The sign that is meant by an eight-bit control: text of Windows that was taken for Latin 1 has its
/// quotes, dashes and the euro there. Those that begin or end an escape sequence or a line mean that.
pub fn of_windows(c: char) -> Option<char> {
    const SIGNS: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '\0', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0',
        '‘', '’', '“', '”', '•', '–', '—', '\0', '™', 'š', '\0', '\0', '\0', '\0', '\0',
    ];
    let at = u32::from(c).checked_sub(0x80)?;
    SIGNS.get(usize::try_from(at).ok()?).copied().filter(|sign| *sign != '\0')
}

/// Whether a character drives a terminal, or reorders what stands beside it: the controls C0 and C1,
/// and those that Unicode calls `Bidi_Control`.
pub fn is_driving(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}')
}

/// The same JSON, which drives no terminal that it is printed on: what would is written as `\u202e`.
/// JSON itself leaves C1 and the bidi controls as they are, and has them within strings alone.
pub fn json(text: String) -> String {
    let is_raw = |c: char| is_driving(c) && !matches!(c, '\n' | '\t' | '\r');
    if !text.contains(is_raw) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        if is_raw(c) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

fn clean(text: &str, max_chars: usize, lines: bool) -> String {
    if text.len() <= max_chars && is_plain(text) {
        return text.to_owned();
    }
    let sieved = Sieve::new(text, max_chars, lines).run();
    if sieved.is_simple || is_nfc_quick(sieved.kept.chars()) == IsNormalized::Yes {
        return sieved.kept;
    }
    // Normalising may bring marks together, or make a text longer: sieved again, it is capped.
    let normal: String = sieved.kept.nfc().collect();
    Sieve::new(&normal, max_chars, lines).run().kept
}

/// Whether nothing could need cleaning: single-spaced printable ASCII.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().all(|byte| (b' '..=b'~').contains(byte))
        && !bytes.windows(2).any(|pair| pair == b"  ")
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ')
}

/// What white space has been seen since the last character that was kept.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    None,
    Space,
    Breaks(u8),
}

struct Sieve<'a> {
    rest: &'a str,
    max_chars: usize,
    lines: bool,
    kept: String,
    /// Characters in `kept`.
    count: usize,
    /// Whether all that was kept is its own normal form whatever stands beside it.
    is_simple: bool,
    gap: Gap,
    /// A joiner that is kept if what follows it can be joined.
    joiner: Option<char>,
    last: char,
    /// Marks since the last base.
    marks: usize,
}

impl<'a> Sieve<'a> {
    fn new(text: &'a str, max_chars: usize, lines: bool) -> Self {
        Sieve {
            rest: text,
            max_chars,
            lines,
            kept: String::with_capacity(text.len().min(max_chars.saturating_mul(4))),
            count: 0,
            is_simple: true,
            gap: Gap::None,
            joiner: None,
            last: '\0',
            marks: 0,
        }
    }

    fn run(mut self) -> Self {
        while self.count < self.max_chars {
            self.take_word();
            let Some(c) = self.rest.chars().next() else { break };
            if let Some(length) = escape_length(self.rest, c) {
                self.rest = &self.rest[length..];
            } else {
                self.rest = &self.rest[c.len_utf8()..];
                self.take(c);
            }
        }
        self
    }

    /// Takes what is most of every text at once: a run of printable ASCII without spaces.
    fn take_word(&mut self) {
        let ascii = self.rest.bytes().take_while(|byte| (b'!'..=b'~').contains(byte)).count();
        let Some(last) = self.rest[..ascii].chars().next_back() else { return };
        // A joiner never stays before ASCII.
        self.joiner = None;
        self.fill();
        let word = &self.rest[..ascii.min(self.max_chars.saturating_sub(self.count))];
        self.kept.push_str(word);
        self.count += word.len();
        self.rest = &self.rest[ascii..];
        (self.last, self.marks) = (last, 0);
    }

    fn take(&mut self, c: char) {
        let c = of_windows(c).unwrap_or(c);
        if is_simple(c) {
            self.marks = 0;
            return self.keep(c);
        }
        if is_white(c) {
            return self.take_white(c);
        }
        if c == '\u{200c}' || c == '\u{200d}' {
            self.joiner = (self.gap == Gap::None && joins(self.last)).then_some(c);
            return;
        }
        if is_unwanted(c) {
            return;
        }
        let is_mark = is_combining_mark(c);
        let begins = self.gap != Gap::None || self.kept.is_empty();
        self.marks = if is_mark && !begins { self.marks + 1 } else { usize::from(is_mark) };
        let is_second_selector = is_selector(c) && (begins || is_selector(self.last));
        if self.marks <= MARKS && !is_second_selector {
            self.is_simple = false;
            self.keep(c);
        }
    }

    fn take_white(&mut self, c: char) {
        self.joiner = None;
        if self.lines && is_break(c) {
            if !(c == '\r' && self.rest.starts_with('\n')) {
                self.gap = match self.gap {
                    Gap::Breaks(_) => Gap::Breaks(2),
                    Gap::None | Gap::Space => Gap::Breaks(1),
                };
            }
        } else if self.gap == Gap::None {
            self.gap = Gap::Space;
        }
    }

    fn keep(&mut self, c: char) {
        if self.joiner.is_some() && !joins(c) {
            self.joiner = None;
        }
        self.fill();
        if self.count < self.max_chars {
            self.kept.push(c);
            self.count += 1;
            self.last = c;
        }
    }

    /// Keeps what stands between the last character and the one that follows, if that one still
    /// has room.
    fn fill(&mut self) {
        let joiner = self.joiner.take();
        let filling: &[char] = match self.gap {
            _ if self.kept.is_empty() => &[],
            Gap::Space => &[' '],
            Gap::Breaks(1) => &['\n'],
            Gap::Breaks(_) => &['\n', '\n'],
            Gap::None => joiner.as_slice(),
        };
        self.gap = Gap::None;
        if self.count + filling.len() < self.max_chars {
            self.kept.extend(filling);
            self.count += filling.len();
        } else {
            self.count = self.max_chars;
        }
    }
}

/// Length of the escape sequence that begins here, by ECMA-48, if one does. Bounded by the next
/// line break or escape, so that sequences which never end cost no more than one pass.
fn escape_length(rest: &str, first: char) -> Option<usize> {
    let after = &rest[first.len_utf8()..];
    let (kind, intro) = match first {
        '\u{1b}' => match after.as_bytes().first() {
            Some(&byte @ 0x20..=0x7e) => (byte, 2),
            _ => return Some(1),
        },
        // The eight-bit controls stand for ESC and a letter.
        '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => {
            (first as u8 - 0x40, first.len_utf8())
        }
        _ => return None,
    };
    let body = &rest[intro..];
    let length = match kind {
        b'[' => sequence_length(body, 0x20..=0x3f),
        b']' | b'P' | b'X' | b'^' | b'_' => payload_length(body),
        0x20..=0x2f => sequence_length(body, 0x20..=0x2f),
        _ => 0,
    };
    Some(intro + length)
}

/// Parameters, then one final byte; a sequence broken off by anything else ends before it.
fn sequence_length(body: &str, parameters: std::ops::RangeInclusive<u8>) -> usize {
    let length = body.bytes().take(64).take_while(|byte| parameters.contains(byte)).count();
    let closed = body.as_bytes().get(length).is_some_and(|byte| (0x30..=0x7e).contains(byte));
    length + usize::from(closed)
}

/// Up to the terminator of a control string. Without one near by there is no payload: the words
/// of a line are not lost to a stray introducer.
fn payload_length(body: &str) -> usize {
    for (at, c) in body.char_indices() {
        match c {
            '\u{7}' | '\u{9c}' => return at + c.len_utf8(),
            '\u{1b}' if body[at..].starts_with("\u{1b}\\") => return at + 2,
            '\u{1b}' => return at,
            '\n' | '\r' | '\u{80}'..='\u{9f}' => return 0,
            _ if at > PAYLOAD_BYTES => return 0,
            _ => {}
        }
    }
    0
}

/// Most of what is not ASCII: nothing to hide, and no mark changes its normal form without being
/// seen itself.
fn is_simple(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}'
        | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}'
        | '\u{4e00}'..='\u{9fff}' | '가'..='힣')
}

/// White space, and what looks like it.
fn is_white(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{3164}' | '\u{ffa0}')
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Invisible, reordering or meaningless characters.
fn is_unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffc}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// Whether a joiner beside this character can mean anything: scripts from Hebrew on, and emoji.
/// Latin, Greek, punctuation and letter-like signs never need one.
fn joins(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{1cff}' | '\u{2190}'..='\u{2bff}' | '\u{a800}'..='\u{abff}'
        | '\u{fb1d}'..='\u{feff}' | '\u{1f000}'..='\u{1faff}' | '\u{10a00}'..='\u{11fff}')
        && !matches!(c, '\u{1100}'..='\u{11ff}')
}

/// A title without the tag that a newsletter hangs on it: "(4 minute read)", "(GitHub Repo)".
pub fn headline(title: &str) -> &str {
    const TAGS: [&str; 7] =
        ["GitHub Repo", "Repo", "Tool", "Website", "Resource", "Video", SPONSORED];
    let is_tag = |tag: &str| {
        let timed = [" minute read", " minute video", " minute podcast"];
        let timed = timed.iter().find_map(|timed| tag.strip_suffix(timed));
        TAGS.iter().any(|known| known.eq_ignore_ascii_case(tag))
            || timed.is_some_and(|n| n.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let tagged = title.trim_end().strip_suffix(')').and_then(|title| title.rsplit_once(" ("));
    tagged.filter(|(_, tag)| is_tag(tag)).map_or(title, |(stem, _)| stem.trim_end())
}

/// Whether a newsletter was paid for telling this.
pub fn is_sponsored(title: &str) -> bool {
    title
        .trim_end()
        .strip_suffix(')')
        .and_then(|title| title.rsplit_once(" ("))
        .is_some_and(|(_, tag)| tag == SPONSORED)
}

/// The tag under which a newsletter tells what it was paid for.
const SPONSORED: &str = "Sponsor";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::is_nfc;

    use super::*;

    #[test]
    fn escape_sequences_go_with_their_payload() {
        for (dirty, expected) in [
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            ("a\u{1b}]0;evil title\u{7}b", "ab"),
            ("a\u{1b}]8;;https://evil.example\u{1b}\\b\u{1b}]8;;\u{1b}\\c", "abc"),
            ("a\u{1b}P1$r0m\u{9c}b", "ab"),
            ("a\u{9b}2Jb\u{9d}52;c;AAAA\u{7}c", "abc"),
            ("a\u{1b}(0b\u{1b}cd", "abd"),
            ("a\u{1b}]stray introducer", "astray introducer"),
            ("a\u{1b}", "a"),
        ] {
            assert_eq!(line(dirty, 100), expected, "{dirty:?}");
            assert_eq!(without_escapes(dirty), expected, "{dirty:?}");
        }
    }

    #[test]
    fn what_hides_or_reorders_goes() {
        assert_eq!(line("pay\u{202e}lap\u{202c}\u{2066}x\u{2069}", 100), "paylapx");
        assert_eq!(line("a\u{200b}b\u{feff}c\u{ad}d\u{e0041}", 100), "abcd");
        assert_eq!(line("a\u{200d}b", 100), "ab");
        assert_eq!(line(&format!("e{}", "\u{301}".repeat(50)), 100).chars().count(), MARKS);
    }

    #[test]
    fn json_says_the_same_and_drives_no_terminal() {
        let text = "a\u{9b}31m\u{202e}b\u{61c}\u{7f}\n\u{1b}[2J 조간 👩\u{200d}🔬";
        let written = json(serde_json::to_string(&[text]).expect("JSON"));
        assert!(!written.contains(is_driving), "{written:?}");
        assert!(written.contains("\\u009b31m\\u202e") && written.contains("조간 👩\u{200d}🔬"));
        let read: Vec<String> = serde_json::from_str(&written).expect("JSON");
        assert_eq!(read, [text]);
    }

    #[test]
    fn emoji_and_scripts_keep_the_joiners_they_need() {
        for text in ["👩\u{200d}🔬", "❤\u{fe0f}\u{200d}🔥", "می\u{200c}خواهم", "क\u{94d}\u{200d}ष"]
        {
            assert_eq!(line(text, 100), text);
        }
    }

    #[test]
    fn hangul_in_pieces_is_put_together() {
        assert_eq!(line("\u{110c}\u{1169}\u{1100}\u{1161}\u{11ab}", 100), "조간");
    }

    #[test]
    fn white_space_folds_and_blocks_keep_their_lines() {
        assert_eq!(line("  a \n\t b\u{3000}c\u{a0} ", 100), "a b c");
        assert_eq!(block(" a \r\n b\n\n\n\n c \u{2029}d\n", 100), "a\nb\n\nc\nd");
    }

    #[test]
    fn a_cap_is_kept_to_the_character() {
        assert_eq!(line("조간 신문을 읽다", 4), "조간 신");
        assert_eq!(line("조간 신문", 3), "조간");
    }

    #[test]
    fn a_megabyte_of_unfinished_sequences_takes_one_pass() {
        for piece in
            ["\u{1b}]", "\u{9d}", "\u{1b}[", "\u{1b}[0;", "\u{1b}]x\n", "\u{301}", "\u{200d}"]
        {
            let hostile = piece.repeat(1_000_000 / piece.len());
            assert!(line(&hostile, 100).chars().count() <= 100);
        }
    }

    /// Text with more of what is dangerous than chance would give.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(String::from),
            "[a-zé가-힣 ]{1,4}",
            "[\u{1b}\u{9b}\u{9d}\u{90}\\]\\[P;0-9m\\\\\u{7}]{1,6}",
            "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{300}-\u{304}\u{1100}-\u{1112}\u{1161}\u{fe0f} \n\r]",
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn what_is_clean_is_safe_normal_capped_and_stays_as_it_is(text in hostile(), max in 0usize..60) {
            for (lines, clean) in [(false, line(&text, max)), (true, block(&text, max))] {
                prop_assert!(clean.chars().count() <= max);
                prop_assert!(clean.chars().all(|c| !is_unwanted(c) || c == '\u{200c}'
                    || c == '\u{200d}' || (lines && c == '\n')), "{:?}", clean);
                prop_assert!(is_nfc(&clean));
                prop_assert_eq!(clean.trim(), clean.as_str());
                prop_assert!(!clean.contains("  ") && !clean.contains("\n\n\n"));
                let again = if lines { block(&clean, max) } else { line(&clean, max) };
                prop_assert_eq!(again, clean);
            }
        }
    }

    #[test]
    fn a_newsletter_s_tag_is_no_part_of_a_title() {
        assert_eq!(headline("New chips (12 minute read)"), "New chips");
        assert_eq!(headline("Old chips (60 minute podcast)"), "Old chips");
        assert_eq!(headline("K8S Cleaner (Github Repo)"), "K8S Cleaner");
        assert_eq!(headline("Agents at scale (Sponsor)"), "Agents at scale");
        assert_eq!(headline("Attention (in the brain)"), "Attention (in the brain)");
        assert_eq!(headline("(Tool)"), "(Tool)");
        assert!(is_sponsored("Agents at scale (Sponsor)") && !is_sponsored("The Sponsor"));
    }
}
