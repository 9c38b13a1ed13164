//! Words of a text, in Latin and Korean writing, as search and the desk need them.
//!
//! A Latin word keeps what makes a technical name: `gpt-4`, `c++`, `node.js`, `5gw`, `at&t` stay
//! whole, `open-source` becomes two words. A run of Hangul is one word, whose particles can be cut
//! ([`stem`]) and which is compared by its overlapping syllable pairs ([`pairs`]), because Korean
//! has no dictionary-free word boundary: 반도체를 and 반도체가 share 반도 and 도체.

use unicode_normalization::char::is_combining_mark;

use super::fold;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Letters with upper and lower case, or any other alphabet with spaces between words.
    Alphabetic,
    /// Begins with a digit.
    Number,
    /// Hangul syllables.
    Hangul,
    /// Chinese characters or kana, which have no spaces.
    Han,
}

/// One word of a [`Words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    start: u32,
    end: u32,
    /// Where it begins in the text it was read from, in bytes.
    pub at: u32,
    /// Where it ends in the text it was read from, in bytes.
    pub until: u32,
    /// How it is written.
    pub script: Script,
    /// Whether it began with a capital letter.
    pub capital: bool,
    /// Whether it has letters and all of them were capital, such as `AMD`.
    pub shouted: bool,
    /// Whether a clause ends behind it: `…`, `...`, and a comma behind Hangul.
    pub pauses: bool,
    /// A number for the folded word, the same in every run and on every machine.
    pub hash: u64,
}

/// The words of one text, lower-cased; kept between texts so that reading allocates nothing.
#[derive(Debug, Default)]
pub struct Words {
    folded: String,
    list: Vec<Word>,
}

/// Whether what follows a word of a writing ends a clause.
fn pauses(after: &str, script: Script) -> bool {
    let after = after.trim_start_matches(['\'', '"', '’', '”', ' ']);
    after.starts_with('…')
        || after.starts_with("..")
        || script == Script::Hangul && after.starts_with(',')
}

/// What a word's writing says.
#[derive(Debug, Default)]
struct Shape {
    /// In bytes of the text that it stands in.
    length: usize,
    letters: usize,
    capitals: usize,
}

/// The longest text that is looked at, in bytes: what follows is not read.
const TEXT_CAP: usize = 16 * 1024;
/// The longest word that is kept, in bytes: longer runs are no words of any language.
const WORD_CAP: usize = 60;
/// The most words that are kept of one text.
const WORDS_CAP: usize = 2_000;

impl Words {
    /// The words of a text.
    pub fn of(text: &str) -> Words {
        let mut words = Words::default();
        words.read(text);
        words
    }

    /// Forgets what was read and reads another text.
    pub fn read(&mut self, text: &str) {
        self.folded.clear();
        self.list.clear();
        self.append(text);
    }

    /// Reads a text after what was read before; positions count from its own beginning.
    pub fn append(&mut self, text: &str) {
        /// Of most texts no word has fewer bytes, with the blank behind it.
        const SHORT_WORD: usize = 6;
        let text = &text[..floor_char_boundary(text, TEXT_CAP)];
        // At once: lists that grow word by word are moved five times.
        self.folded.reserve(text.len());
        self.list.reserve((text.len() / SHORT_WORD + 2).min(WORDS_CAP));
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            if self.list.len() >= WORDS_CAP {
                return;
            }
            let Some(script) = script_of(first) else {
                at += first.len_utf8();
                continue;
            };
            let start = self.folded.len();
            let shape = self.fold_word(&text[at..], script);
            let until = at + shape.length;
            self.cut_possessive(start);
            let length = self.folded.len() - start;
            if length == 0 || length > WORD_CAP {
                self.folded.truncate(start);
            } else {
                self.list.push(Word {
                    start: start as u32,
                    end: self.folded.len() as u32,
                    at: at as u32,
                    until: until as u32,
                    script,
                    capital: first.is_uppercase(),
                    shouted: shape.letters > 0 && shape.letters == shape.capitals,
                    pauses: pauses(&text[until..], script),
                    hash: hash(&self.folded.as_bytes()[start..]),
                });
            }
            at = until;
        }
    }

    /// Writes the word that a text begins with, lower-cased, after those before it.
    fn fold_word(&mut self, text: &str, script: Script) -> Shape {
        let mut shape = Shape::default();
        let spaced = matches!(script, Script::Alphabetic | Script::Number);
        loop {
            let at = shape.length;
            if spaced {
                // Nearly all of most texts, and much quicker as bytes.
                let run = text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_alphanumeric());
                let run = &text[at..at + run.count()];
                if !run.is_empty() {
                    let of = |is: fn(&u8) -> bool| run.bytes().filter(is).count();
                    shape.letters += of(u8::is_ascii_alphabetic);
                    shape.capitals += of(u8::is_ascii_uppercase);
                    shape.length += run.len();
                    let folded = self.folded.len();
                    self.folded.push_str(run);
                    self.folded[folded..].make_ascii_lowercase();
                    continue;
                }
            }
            let Some(c) = text[at..].chars().next() else { return shape };
            let goes_on = if spaced {
                matches!(script_of(c), Some(Script::Alphabetic | Script::Number))
                    || joins(&text[..at], c, &text[at + c.len_utf8()..])
            } else {
                script_of(c) == Some(script)
            };
            if !goes_on {
                return shape;
            }
            shape.letters += usize::from(c.is_alphabetic());
            shape.capitals += usize::from(c.is_uppercase());
            shape.length += c.len_utf8();
            fold_into(c, &mut self.folded);
        }
    }

    fn cut_possessive(&mut self, start: usize) {
        let word = &self.folded[start..];
        let kept = word.strip_suffix("'s").unwrap_or(word).trim_end_matches(['\'', '.', '-', '&']);
        let length = kept.len();
        self.folded.truncate(start + length);
    }

    /// All words in their order.
    pub fn list(&self) -> &[Word] {
        &self.list
    }

    /// A word, lower-cased.
    pub fn text(&self, word: &Word) -> &str {
        &self.folded[word.start as usize..word.end as usize]
    }
}

/// A number for some bytes, the same in every run: FNV-1a, stirred once so that low bits vary.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    state ^= state >> 32;
    state = state.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    state ^ (state >> 29)
}

/// One number for two in their order, for sequences of words.
pub fn combine(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn script_of(c: char) -> Option<Script> {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' => Some(Script::Alphabetic),
            '0'..='9' => Some(Script::Number),
            _ => None,
        };
    }
    match c {
        '\u{ac00}'..='\u{d7a3}' => Some(Script::Hangul),
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => {
            Some(Script::Han)
        }
        _ if c.is_alphabetic() => Some(Script::Alphabetic),
        _ if c.is_numeric() => Some(Script::Number),
        _ => None,
    }
}

/// Whether a sign between letters belongs to the word that it stands in.
fn joins(before: &str, sign: char, after: &str) -> bool {
    let next = after.chars().next();
    let followed = next.is_some_and(char::is_alphanumeric);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match sign {
        '\'' | '’' | '&' => followed && !before.ends_with(['\'', '’', '&']),
        '.' => followed && next.is_some_and(|c| c.is_ascii_alphanumeric() && !c.is_uppercase()),
        ',' => {
            digit(before.chars().next_back())
                && after.bytes().take(3).all(|b| b.is_ascii_digit())
                && after.len() >= 3
        }
        // A hyphen holds a number to its name (gpt-4, covid-19), not two words to each other.
        '-' => {
            followed
                && (digit(next) || digit(before.chars().next_back()))
                && !next.is_some_and(|c| script_of(c) == Some(Script::Hangul))
        }
        '+' => before.len() <= 2 && !followed,
        '#' => before.len() == 1 && !followed,
        _ => false,
    }
}

fn fold_into(c: char, folded: &mut String) {
    match c {
        '’' => folded.push('\''),
        ',' => {}
        _ if c.is_ascii() => folded.push(c),
        '가'..='힣' => folded.push(c),
        // A full-width letter is its usual one.
        _ => {
            let mut usual = String::new();
            super::fold::push(c, &mut usual);
            folded.extend(usual.chars().flat_map(char::to_lowercase));
        }
    }
}

/// A person's name as it is compared: in one width and composition (NFKC) and in small letters,
/// with one blank where anything else stood between letters.
pub fn folded_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut is_apart = false;
    for c in fold::folded(name).chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            if is_apart && !folded.is_empty() {
                folded.push(' ');
            }
            is_apart = false;
            folded.push(c);
        } else if !is_combining_mark(c) && !matches!(c, '\'' | '’') {
            is_apart = true;
        }
    }
    folded
}

/// The largest index up to `most` at which a text can be cut.
pub fn floor_char_boundary(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    (0..=most).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// What follows nouns in Korean: particles first by length, so that the longest is cut.
const PARTICLES: [&str; 50] = [
    "에서부터",
    "으로부터",
    "이라는",
    "에서는",
    "에게서",
    "으로는",
    "으로도",
    "에서도",
    "까지도",
    "이라고",
    "라는",
    "라고",
    "에서",
    "에게",
    "에는",
    "에도",
    "으로",
    "까지",
    "부터",
    "처럼",
    "보다",
    "만큼",
    "한테",
    "하고",
    "이나",
    "이란",
    "이며",
    "에만",
    "와의",
    "과의",
    "로의",
    "이다",
    "들이",
    "들은",
    "들을",
    "들의",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "에",
    "의",
    "도",
    "로",
    "와",
    "과",
    "만",
    "들",
];

/// A Hangul word without the particle at its end, if two syllables or more are left.
pub fn stem(word: &str) -> &str {
    const SYLLABLE: usize = 3;
    PARTICLES
        .iter()
        .find_map(|particle| word.strip_suffix(particle).filter(|rest| rest.len() >= 2 * SYLLABLE))
        .unwrap_or(word)
}

/// Whether a word is nothing but what may follow a noun.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// The overlapping pairs of a word's characters; the word itself where it has only one or two.
pub fn pairs(word: &str) -> impl Iterator<Item = &str> {
    let mut ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).peekable();
    let whole = ends.peek().is_none().then_some(word);
    let starts = word.char_indices().map(|(at, _)| at);
    whole.into_iter().chain(starts.zip(ends).map(|(start, end)| &word[start..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let words = Words::of(text);
        words.list().iter().map(|word| words.text(word).to_owned()).collect()
    }

    #[test]
    fn names_are_compared_whatever_their_width_composition_and_stops() {
        for (name, folded) in [
            ("Ada B. Lantern", "ada b lantern"),
            ("  LANTERN,\tAda-Bea ", "lantern ada bea"),
            ("Ｌｉ　Ｗｅｉ", "li wei"),
            ("Dvor\u{30c}ák", "dvořák"),
            ("\u{1100}\u{1175}\u{11b7} 철수", "김 철수"),
            ("O’Neill", "oneill"),
            ("?!", ""),
        ] {
            assert_eq!(folded_name(name), folded, "{name}");
            assert_eq!(folded_name(folded), folded);
        }
    }

    #[test]
    fn technical_names_stay_whole() {
        assert_eq!(
            words("GPT-4 beats C++ and C# on Node.js"),
            ["gpt-4", "beats", "c++", "and", "c#", "on", "node.js"]
        );
        assert_eq!(
            words("AT&T's 5GW site, $1,500 (v2.5)."),
            ["at&t", "5gw", "site", "1500", "v2.5"]
        );
        assert_eq!(
            words("Open-source AI-powered Covid-19"),
            ["open", "source", "ai", "powered", "covid-19"]
        );
        assert_eq!(words("ＡＩ ２０２６ H₂O"), ["ai", "2026", "h2o"]);
        assert_eq!(words("It ended.Then it didn’t"), ["it", "ended", "then", "it", "didn't"]);
    }

    #[test]
    fn korean_and_latin_part_where_the_writing_changes() {
        assert_eq!(words("SK하이닉스, HBM4를 공개"), ["sk", "하이닉스", "hbm4", "를", "공개"]);
        assert_eq!(stem("반도체를"), "반도체");
        assert_eq!(stem("국가"), "국가");
        assert_eq!(pairs("반도체").collect::<Vec<_>>(), ["반도", "도체"]);
        assert_eq!(pairs("모델").collect::<Vec<_>>(), ["모델"]);
        assert_eq!(pairs("원").collect::<Vec<_>>(), ["원"]);
        assert_eq!(pairs("").count(), 1);
    }

    #[test]
    fn a_word_longer_than_any_language_has_is_no_word() {
        assert!(words(&"a".repeat(1 << 20)).is_empty());
        assert!(words(&"😀".repeat(1000)).is_empty());
        assert!(Words::of(&"ab ".repeat(100_000)).list().len() <= WORDS_CAP);
    }

    #[test]
    fn case_is_remembered() {
        let words = Words::of("AMD and Apple eat");
        let seen: Vec<_> = words.list().iter().map(|word| (word.capital, word.shouted)).collect();
        assert_eq!(seen, [(true, true), (false, false), (true, false), (false, false)]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_words_that_lie_within_it(text in "\\PC*") {
            let words = Words::of(&text);
            for word in words.list() {
                proptest::prop_assert!(text.get(word.at as usize..word.until as usize).is_some());
                proptest::prop_assert!(!words.text(word).is_empty());
                proptest::prop_assert!(pairs(stem(words.text(word))).count() > 0);
            }
        }
    }
}
