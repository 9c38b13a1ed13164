//! What may stand behind a number, in both languages, and what it makes of it. Money is that of
//! [`crate::desk::amounts`], with a few names more.

use super::Kind;
use super::measures::{MEASURES, NO_UNITS};
use crate::desk::amounts;
use crate::model::Currency;

/// Names of percent and of their difference; the longest of one beginning first.
const SHARES: &[(&str, Kind, f64)] = &[
    ("percentage points", Kind::Points, 1.0),
    ("percentage point", Kind::Points, 1.0),
    ("percentage-point", Kind::Points, 1.0),
    ("percent points", Kind::Points, 1.0),
    ("basis points", Kind::Points, 0.01),
    ("basis point", Kind::Points, 0.01),
    ("basis-point", Kind::Points, 0.01),
    ("% points", Kind::Points, 1.0),
    ("%포인트", Kind::Points, 1.0),
    ("% 포인트", Kind::Points, 1.0),
    ("퍼센트포인트", Kind::Points, 1.0),
    ("퍼센트 포인트", Kind::Points, 1.0),
    ("베이시스포인트", Kind::Points, 0.01),
    ("베이시스 포인트", Kind::Points, 0.01),
    ("%p", Kind::Points, 1.0),
    ("bps", Kind::Points, 0.01),
    ("bp", Kind::Points, 0.01),
    ("ppt", Kind::Points, 1.0),
    ("pp", Kind::Points, 1.0),
    ("percent", Kind::Percent, 1.0),
    ("per cent", Kind::Percent, 1.0),
    ("pct", Kind::Percent, 1.0),
    ("퍼센트", Kind::Percent, 1.0),
    ("%", Kind::Percent, 1.0),
    ("％", Kind::Percent, 1.0),
];

/// Money beside that of the desk: names behind a number, the longest of one beginning first.
const MONEY: &[(&str, &str)] = &[
    ("canadian dollar", "cad"),
    ("australian dollar", "aud"),
    ("hong kong dollar", "hkd"),
    ("singapore dollar", "sgd"),
    ("taiwan dollar", "twd"),
    ("us dollar", "usd"),
    ("캐나다 달러", "cad"),
    ("캐나다달러", "cad"),
    ("호주 달러", "aud"),
    ("호주달러", "aud"),
    ("홍콩 달러", "hkd"),
    ("홍콩달러", "hkd"),
    ("싱가포르 달러", "sgd"),
    ("싱가포르달러", "sgd"),
    ("대만 달러", "twd"),
    ("대만달러", "twd"),
    ("미국 달러", "usd"),
    ("미국달러", "usd"),
    ("krw", "krw"),
    ("eur", "eur"),
    ("gbp", "gbp"),
    ("jpy", "jpy"),
    ("cny", "cny"),
    ("rmb", "cny"),
    ("franc", "chf"),
    ("프랑", "chf"),
    ("크로나", "sek"),
    ("krona", "sek"),
    ("kronor", "sek"),
    ("크로네", "nok"),
    ("kroner", "nok"),
    ("즈워티", "pln"),
    ("zloty", "pln"),
    ("링깃", "myr"),
    ("ringgit", "myr"),
    ("헤알", "brl"),
    ("reais", "brl"),
    ("바트", "thb"),
    ("baht", "thb"),
    ("루피아", "idr"),
    ("rupiah", "idr"),
    ("동", "vnd"),
    ("cent", "cent"),
    ("센트", "cent"),
];

/// Counters that make a length of time, a part of the year or a rank of a number.
fn calendar(rest: &str) -> Option<(Kind, usize)> {
    [
        ("번째", Kind::Ordinal),
        ("분기", Kind::Quarter),
        ("월", Kind::Month),
        ("배", Kind::Times),
        ("times ", Kind::Times),
        ("-fold", Kind::Times),
        ("fold", Kind::Times),
    ]
    .into_iter()
    .find(|(name, _)| rest.starts_with(name) && !(*name == "배" && rest.starts_with("배럴")))
    .map(|(name, kind)| (kind, name.len()))
}

/// What stands behind a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// What it makes of the number.
    pub kind: Kind,
    /// By how much the number is multiplied.
    pub times: f64,
    /// Its length, in bytes.
    pub length: usize,
}

/// The code of the desk's currencies.
fn code(currency: Currency) -> &'static str {
    match currency {
        Currency::Usd => "usd",
        Currency::Eur => "eur",
        Currency::Gbp => "gbp",
        Currency::Krw => "krw",
        Currency::Jpy => "jpy",
        Currency::Cny => "cny",
        Currency::Inr => "inr",
        Currency::Chf => "chf",
    }
}

/// The money whose sign or code stands right before a number.
pub fn sign_before(before: &str) -> Option<&'static str> {
    let before = before.trim_end_matches(' ');
    for (name, code) in [
        ("C$", "cad"),
        ("CA$", "cad"),
        ("A$", "aud"),
        ("HK$", "hkd"),
        ("NT$", "twd"),
        ("T$", "twd"),
        ("R$", "brl"),
        ("S$", "sgd"),
        ("US$", "usd"),
        ("USD", "usd"),
        ("EUR", "eur"),
        ("KRW", "krw"),
        ("JPY", "jpy"),
        ("GBP", "gbp"),
        ("CNY", "cny"),
        ("CHF", "chf"),
        ("Rs", "inr"),
    ] {
        // The dollar of S$ also ends US$; the longer one is tried for itself.
        let is_other =
            name == "S$" && before.ends_with("US$") || name == "A$" && before.ends_with("CA$");
        if before.ends_with(name) && !is_other {
            return Some(code);
        }
    }
    amounts::SIGNS.iter().find(|(sign, _)| before.ends_with(*sign)).map(|(_, money)| code(*money))
}

/// Whether a name begins a text, as a word of its own where it is English.
fn begins(rest: &str, lower: &str, name: &str) -> Option<usize> {
    let is_symbol = name.starts_with(|c: char| c.is_ascii_uppercase())
        || name == "kW"
        || name == "kWh"
        || name == "kHz";
    let text = if is_symbol { rest } else { lower };
    let after = text.strip_prefix(name)?;
    if !name.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(name.len());
    }
    // A plural, a possessive.
    let plural = usize::from(!is_symbol && name.len() > 2 && after.starts_with('s'));
    let next = after[plural..].chars().next();
    let ends = !next.is_some_and(|c| c.is_ascii_alphanumeric());
    ends.then_some(name.len() + plural)
}

/// The unit that a text begins with; a blank or a hyphen may stand before it.
pub fn unit(text: &str) -> Option<Unit> {
    let rest = text.strip_prefix([' ', '-']).unwrap_or(text);
    let skipped = text.len() - rest.len();
    let lower = rest.get(..floor(rest, 40)).unwrap_or(rest).to_ascii_lowercase();
    for (name, kind, times) in SHARES {
        if let Some(length) = begins(rest, &lower, name) {
            return Some(Unit { kind: *kind, times: *times, length: skipped + length });
        }
    }
    if rest.starts_with("프로")
        && !["프로그", "프로젝", "프로세", "프로덕", "프로필", "프로토"]
            .iter()
            .any(|word| rest.starts_with(word))
    {
        return Some(Unit { kind: Kind::Percent, times: 1.0, length: skipped + "프로".len() });
    }
    for (name, code) in MONEY {
        if let Some(length) = begins(rest, &lower, name) {
            // 동 begins other words: 동안, 동시에.
            let goes_on = rest.chars().nth(1).is_some_and(super::is_hangul);
            if *name != "동" || !goes_on {
                return Some(Unit {
                    kind: Kind::Money(code),
                    times: 1.0,
                    length: skipped + length,
                });
            }
        }
    }
    if let Some((kind, length)) = calendar(rest) {
        return Some(Unit { kind, times: 1.0, length: skipped + length });
    }
    let mut signs = rest.chars();
    if let Some(sign @ ('x' | 'X' | '×')) = signs.next()
        && !signs.as_str().starts_with(|c: char| c.is_ascii_alphanumeric())
    {
        let length = skipped + sign.len_utf8();
        return Some(Unit { kind: Kind::Times, times: 1.0, length });
    }
    let money = amounts::NAMES.iter().find_map(|(name, money)| {
        let length = begins(rest, &lower, name)?;
        // 원 and 불 begin other words.
        let after = &rest[length..];
        let is_other = ["원", "불", "엔"].contains(name)
            && ["천", "자", "격", "료", "인", "안", "법", "진", "만", "가"]
                .iter()
                .any(|next| after.starts_with(next))
            && !after.starts_with("가 ")
            && !after.starts_with("가량")
            && !after.starts_with("인 ");
        (!is_other).then_some((code(*money), length))
    });
    // A pound is money and a weight; money is by far the more frequent.
    if let Some((code, length)) = money {
        return Some(Unit { kind: Kind::Money(code), times: 1.0, length: skipped + length });
    }
    if NO_UNITS.iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    let mut best: Option<Unit> = None;
    for (name, dimension, times) in MEASURES {
        if let Some(length) = begins(rest, &lower, name)
            && best.is_none_or(|known| known.length < skipped + length)
        {
            best = Some(Unit {
                kind: Kind::Measure(*dimension),
                times: *times,
                length: skipped + length,
            });
        }
    }
    best
}

fn floor(text: &str, most: usize) -> usize {
    crate::text::tokens::floor_char_boundary(text, most)
}
