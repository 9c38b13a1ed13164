//! The versions and amounts that a title names: what tells two events apart when all other words
//! are the same. `GPT-4` is version 4 of gpt; `$2B`, `$2.0 billion` and `20억 달러` are one amount.

use super::features::{self, StopWords};
use super::lexicon::{Lexicon, Mention};
use crate::text::tokens::{self, Script, Word, Words};

/// Of what, and which: a number for either.
pub type Figure = (u32, u32);

/// A title as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Title<'a> {
    /// What it says.
    pub text: &'a str,
    /// Its words.
    pub words: &'a Words,
    /// The things it names.
    pub named: &'a [Mention],
}

/// Signs of money before a number, and what is said of it after one. A number with a unit but
/// without money counts something, which is the last group's.
const MONEY: [(char, &[&str]); 6] = [
    ('$', &["dollar", "달러", "불"]),
    ('€', &["euro", "유로"]),
    ('£', &["pound", "sterling", "파운드"]),
    ('₩', &["won", "원"]),
    ('¥', &["yen", "yuan", "엔", "위안"]),
    ('#', &[]),
];
/// The place of what is not money in [`MONEY`].
const COUNT: usize = MONEY.len() - 1;

/// English units, the longest first. Those of one letter need a sign of money: `7B` is a model's
/// size and `5m` a length.
const UNITS: [(&str, f64); 9] = [
    ("trillion", 1e12),
    ("billion", 1e9),
    ("million", 1e6),
    ("tn", 1e12),
    ("bn", 1e9),
    ("mn", 1e6),
    ("b", 1e9),
    ("m", 1e6),
    ("k", 1e3),
];

/// Korean units, which are multiplied: 천억 is a thousand times 억.
const KOREAN_UNITS: [(char, f64); 6] =
    [('십', 1e1), ('백', 1e2), ('천', 1e3), ('만', 1e4), ('억', 1e8), ('조', 1e12)];

/// What is worth so much is not paid so much: the words beside an amount that say so.
const WORTH: [&str; 4] = ["valu", "worth", "기업가치", "몸값"];

/// A number after these is a date.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// So many words of a title are looked at, and so many figures kept: no headline has more.
const WORDS: usize = 64;
const FIGURES: usize = 16;

/// The versions and amounts of a title.
pub fn figures(title: Title, lexicon: &Lexicon, stop: &StopWords) -> Box<[Figure]> {
    let list = title.words.list();
    let mut found: Vec<Figure> = Vec::new();
    let mut at = 0;
    while let Some(word) = list.get(at).filter(|_| at < WORDS && found.len() < FIGURES) {
        let here = at;
        at += 1;
        let text = title.words.text(word);
        let Some(digits) = text.find(|c: char| c.is_ascii_digit()) else { continue };
        let (name, number) = text.split_at(digits);
        if word.script == Script::Alphabetic {
            found.push((number_of(name.trim_end_matches('-')), number_of(number)));
        } else if let Some((amount, end)) = amount(title, here) {
            found.push(amount);
            at = end;
        } else if let Some(of) = versioned(title, here, lexicon, stop) {
            found.push((of, number_of(text)));
        }
    }
    found.into()
}

fn number_of(text: &str) -> u32 {
    tokens::hash(text.as_bytes()) as u32
}

/// The amount that begins with a word, and the index of the first word after it.
fn amount(title: Title, at: usize) -> Option<(Figure, usize)> {
    let list = title.words.list();
    let sign = sign_before(title.text, list.get(at)?.at as usize);
    let (mut value, mut money, mut next) = part(title, at, sign.is_some())?;
    // 1조 2000억: smaller units follow larger ones.
    while let Some((more, follows, end)) = part(title, next, false) {
        if money.is_some() || more <= 0.0 || more >= value {
            break;
        }
        (value, money, next) = (value + more, follows, end);
    }
    if money.is_none() && sign.is_none() {
        money = list.get(next).and_then(|word| money_of(title.words.text(word)));
    }
    let money = sign.or(money).unwrap_or(COUNT);
    let beside = list[at.saturating_sub(3)..at].iter().chain(list[next..].iter().take(2));
    let is_worth = |word: &Word| WORTH.iter().any(|w| title.words.text(word).starts_with(w));
    let of = 2 * money + usize::from(beside.clone().any(is_worth));
    // Two places tell amounts apart, and reports round the others as they like.
    Some(((of as u32, number_of(&format!("{value:.1e}"))), next))
}

/// A number and its unit: how much, the money named right behind, and the index after both.
fn part(title: Title, at: usize, signed: bool) -> Option<(f64, Option<usize>, usize)> {
    let list = title.words.list();
    let word = list.get(at).filter(|word| word.script == Script::Number)?;
    let text = title.words.text(word);
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok()?;
    let unit = text[end..].trim_start_matches('-');
    if !unit.is_empty() {
        let (name, times) = UNITS.iter().find(|(name, _)| unit.starts_with(name))?;
        let whole = unit == *name || (name.len() > 2 && unit[name.len()..] == *"s");
        return (whole && (signed || name.len() > 1)).then_some((number * times, None, at + 1));
    }
    if let Some(next) = list.get(at + 1) {
        let unit = title.words.text(next);
        let spelled = UNITS.iter().filter(|(name, _)| signed || name.len() > 1);
        if let Some((_, times)) =
            spelled.clone().find(|(name, _)| unit.strip_suffix('s').unwrap_or(unit) == *name)
        {
            return Some((number * times, None, at + 2));
        }
        if next.script == Script::Hangul {
            let (times, rest) = korean_unit(unit);
            if times > 1.0 {
                return Some((number * times, money_of(rest), at + 2));
            }
        }
    }
    signed.then_some((number, None, at + 1))
}

/// What a Hangul word multiplies a number with, and what of it is left.
fn korean_unit(word: &str) -> (f64, &str) {
    let mut times = 1.0;
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let Some((_, unit)) = KOREAN_UNITS.iter().find(|(name, _)| *name == first) else { break };
        times *= unit;
        rest = &rest[first.len_utf8()..];
    }
    (times, rest)
}

fn money_of(word: &str) -> Option<usize> {
    MONEY.iter().position(|(_, names)| names.iter().any(|name| word.starts_with(name)))
}

fn sign_before(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.chars().next_back()?;
    MONEY[..COUNT].iter().position(|(sign, _)| *sign == before)
}

/// What a bare number is the version of: the name right before it.
fn versioned(title: Title, at: usize, lexicon: &Lexicon, stop: &StopWords) -> Option<u32> {
    /// Longer numbers are no versions.
    const LONGEST: usize = 5;
    let list = title.words.list();
    let word = list.get(at)?;
    let before = list.get(at.checked_sub(1)?)?;
    let between = title.text.get(before.until as usize..word.at as usize)?;
    if !between.chars().all(|c| c.is_whitespace() || c == '-')
        || title.words.text(word).len() > LONGEST
        || title.text[word.until as usize..].starts_with('%')
    {
        return None;
    }
    // 3분기, 40명: what stands right behind a number says what is counted, unless it is a particle.
    let counted =
        list.get(at + 1).filter(|next| next.at == word.until && next.script == Script::Hangul);
    if counted.is_some_and(|next| !tokens::is_particle(title.words.text(next))) {
        return None;
    }
    // One name in every language, as far as it is known.
    let mention = title.named.iter().find(|one| (one.word + one.length) as usize == at);
    if let Some(mention) = mention {
        return Some(features::entry_feature(lexicon, mention.entry));
    }
    let name = title.words.text(before);
    let is_name = match before.script {
        Script::Alphabetic => {
            let written = title.text.get(before.at as usize..before.until as usize)?;
            written.chars().any(char::is_uppercase)
                && !stop.has(before.hash)
                && !MONTHS.iter().any(|month| name.starts_with(month))
        }
        Script::Hangul => !stop.has(before.hash) && !tokens::is_particle(name),
        Script::Number | Script::Han => false,
    };
    is_name.then(|| number_of(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Box<[Figure]> {
        let (lexicon, words, mut named) = (Lexicon::shipped(), Words::of(text), Vec::new());
        lexicon.find(text, &words, &mut named);
        figures(Title { text, words: &words, named: &named }, &lexicon, &StopWords::shipped())
    }

    #[test]
    fn an_amount_is_the_same_however_it_is_written() {
        let same = [
            &[
                "$2B",
                "$2bn",
                "$2 billion",
                "$2.0 billion",
                "$2,000 million",
                "US$2bn",
                "$2-billion",
                "2 billion dollars",
                "20억 달러",
                "20억달러",
            ][..],
            &["$125M", "$125 million", "1억2500만 달러", "$125mn"],
            &["2조원", "2조 원", "2trillion won", "₩2 trillion"],
            &["1조 2000억원", "1조2천억원", "1.2조원"],
            &["€40m", "40 million euros", "4000만 유로"],
            &["3 million", "300만"],
        ];
        for group in same {
            for text in group {
                assert_eq!(of(text), of(group[0]), "{text} is {}", group[0]);
                assert_eq!(of(text).len(), 1, "{text}");
            }
        }
        for (n, one) in same.iter().enumerate() {
            assert!(same[n + 1..].iter().all(|other| of(one[0]) != of(other[0])), "{}", one[0]);
        }
    }

    #[test]
    fn what_is_worth_so_much_is_another_figure_than_what_is_paid() {
        let (paid, worth) = (of("Zorvex raises $5 billion"), of("Zorvex valued at $5 billion"));
        assert_eq!((paid[0].1, paid.len()), (worth[0].1, worth.len()));
        assert_ne!(paid[0].0, worth[0].0);
    }

    #[test]
    fn a_version_belongs_to_the_name_before_it_in_either_writing() {
        assert_eq!(of("Kestrel-4 is out"), of("Kestrel 4 is out"));
        assert_eq!(of("kesTrel 4 is out"), of("KESTREL4 is out"));
        assert_eq!(of("iPhone 17 review"), of("아이폰 17을 써 보니"));
        assert_ne!(of("아이폰 17 공개"), of("아이폰 18 공개"));
        assert_ne!(of("망치폰 2 공개"), of("망치폰 3 공개"));
        assert_eq!(of("망치폰 2 공개").len(), 1);
    }

    #[test]
    fn dates_shares_and_what_is_counted_are_no_versions() {
        for text in [
            "Meridian on March 5",
            "메리디안 3분기 발표",
            "메리디안, 40명 채용",
            "메리디안 매출 40% 늘어",
            "the 7 of them",
            "in 2026",
        ] {
            assert!(of(text).is_empty(), "{text}: {:?}", of(text));
        }
    }

    #[test]
    fn a_letter_is_a_unit_only_of_money() {
        assert_ne!(of("Orca 7B"), of("Orca $7B"));
        assert_ne!(of("Orca 7B"), of("Orca 70B"));
    }

    proptest::proptest! {
        #[test]
        fn any_title_is_read(text in "[\\$€0-9.,조억만천백십원달러 A-Zbmnillio%-]{0,60}") {
            of(&text);
        }
    }
}
