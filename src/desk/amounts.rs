//! Sums of money that a text names, in English and Korean writing: `$2B`, `€40 million`,
//! `1조 2천억원`, `20억 달러`. A Korean sum in 억 or 조 that names no money is in won, unless what
//! stands behind it is counted.

use crate::model::{Amount, AmountOf, Bound, Currency};

/// A sum, and where it stands in the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sum {
    /// The sum.
    pub amount: Amount,
    /// Where it begins.
    pub at: usize,
    /// Where it ends.
    pub until: usize,
}

/// Signs before a number.
pub const SIGNS: [(char, Currency); 6] = [
    ('$', Currency::Usd),
    ('€', Currency::Eur),
    ('£', Currency::Gbp),
    ('₩', Currency::Krw),
    ('¥', Currency::Jpy),
    ('₹', Currency::Inr),
];

/// Words behind a number, the longest of one beginning first.
pub const NAMES: [(&str, Currency); 18] = [
    ("dollar", Currency::Usd),
    ("usd", Currency::Usd),
    ("euro", Currency::Eur),
    ("pound", Currency::Gbp),
    ("won", Currency::Krw),
    ("yen", Currency::Jpy),
    ("yuan", Currency::Cny),
    ("renminbi", Currency::Cny),
    ("rupee", Currency::Inr),
    ("달러", Currency::Usd),
    ("弗", Currency::Usd),
    ("불", Currency::Usd),
    ("유로", Currency::Eur),
    ("파운드", Currency::Gbp),
    ("위안", Currency::Cny),
    ("엔", Currency::Jpy),
    ("루피", Currency::Inr),
    ("원", Currency::Krw),
];

/// English units, the longest of one beginning first.
pub const UNITS: [(&str, f64); 13] = [
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("trn", 1e12),
    ("mln", 1e6),
    ("bln", 1e9),
    ("mn", 1e6),
    ("bn", 1e9),
    ("tn", 1e12),
    ("k", 1e3),
    ("m", 1e6),
    ("b", 1e9),
];

/// Korean units, by which a number is multiplied.
pub const KOREAN: [(char, f64); 6] =
    [('조', 1e12), ('억', 1e8), ('만', 1e4), ('천', 1e3), ('백', 1e2), ('십', 1e1)];

/// What is counted and no money, behind a Korean number.
const COUNTED: [&str; 40] = [
    "명",
    "개",
    "대",
    "건",
    "회",
    "주",
    "배",
    "톤",
    "인",
    "분",
    "년",
    "세",
    "점",
    "매",
    "가구",
    "토큰",
    "파라미터",
    "매개변수",
    "화소",
    "픽셀",
    "다운로드",
    "사용자",
    "이용자",
    "가입자",
    "곳",
    "종",
    "권",
    "편",
    "장",
    "번",
    "시간",
    "평",
    "㎡",
    "kwh",
    "gb",
    "tb",
    "km",
    "w",
    "뷰",
    "조회",
];

/// Sums that are looked for in one text; no headline has more.
const MOST: usize = 8;

/// The sums of a text, in reading order.
#[cfg(test)]
fn sums(text: &str) -> Vec<Sum> {
    sums_in(&text.to_lowercase())
}

/// The sums of a folded text, in reading order. Folding may change lengths: what is found is placed in the
/// folded text, which is read for what stands around a sum, too.
fn sums_in(lower: &str) -> Vec<Sum> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = lower[at..].find(|c: char| c.is_ascii_digit()).map(|next| at + next) {
        if found.len() == MOST {
            break;
        }
        if let Some((amount, until)) = sum(lower, start) {
            found.push(Sum { amount, at: start, until });
            at = until;
        } else {
            let digits = |c: char| !c.is_ascii_digit() && c != ',' && c != '.';
            at = lower[start..].find(digits).map_or(lower.len(), |end| start + end);
        }
    }
    found
}

/// The sum whose number begins at a place, and where it ends.
fn sum(text: &str, at: usize) -> Option<(Amount, usize)> {
    let before = text[..at].trim_end_matches(' ');
    let sign = SIGNS.iter().find(|(sign, _)| before.ends_with(*sign));
    // Other countries' dollars, and what only ends like a number: `gpt4`.
    let foreign = ["c$", "a$", "hk$", "nt$", "s$", "r$"]
        .iter()
        .any(|sign| before.ends_with(sign) && !before.ends_with("us$"));
    if foreign || (sign.is_none() && text[..at].ends_with(|c: char| c.is_alphanumeric())) {
        return None;
    }
    let (number, end) = number(text, at)?;
    let (value, is_korean, mut end) = if let Some((value, until)) = korean(text, number, end) {
        (value, true, until)
    } else {
        let (times, until) = unit(text, end, sign.is_some());
        (number * times, false, until)
    };
    let (named, until) = currency(text, end);
    if named.is_some() {
        end = until;
    }
    let currency = match (sign, named) {
        (Some((_, sign)), Some(name)) if *sign == Currency::Jpy => name,
        (Some((_, sign)), _) => *sign,
        (None, Some(name)) => name,
        (None, None)
            if is_korean && value >= 1e8 && !is_counted(&text[end..]) && !is_law(before) =>
        {
            Currency::Krw
        }
        (None, None) => return None,
    };
    if !value.is_finite() || value <= 0.0 {
        return None;
    }
    Some((Amount { value, currency, of: AmountOf::Paid, bound: None }, end))
}

/// A number with its separators, and where it ends.
fn number(text: &str, at: usize) -> Option<(f64, usize)> {
    let rest = &text[at..];
    let mut end =
        rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(rest.len());
    while rest[..end].ends_with([',', '.']) {
        end -= 1;
    }
    // A list of numbers and a date have separators elsewhere.
    let whole = rest[..end].split('.').next().unwrap_or_default();
    let groups_fit = whole.split(',').skip(1).all(|group| group.len() == 3);
    let digits: String = rest[..end].chars().filter(|c| *c != ',').collect();
    if !groups_fit || digits.len() > 16 {
        return None;
    }
    Some((digits.parse().ok()?, at + end))
}

/// What a number in Korean units adds up to, `1조 2천억`, and where it ends.
fn korean(text: &str, first: f64, end: usize) -> Option<(f64, usize)> {
    let (mut value, mut end) = times_korean(text, first, end)?;
    let mut last = value;
    loop {
        let start = end + usize::from(text[end..].starts_with(' '));
        if !text[start..].starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        let Some((more, until)) = number(text, start) else { break };
        let Some((more, until)) = times_korean(text, more, until) else {
            // 1억2500만 ends with a unit; `1조 5` does not belong together.
            break;
        };
        if more >= last {
            break;
        }
        (value, last, end) = (value + more, more, until);
    }
    Some((value, end))
}

fn times_korean(text: &str, number: f64, end: usize) -> Option<(f64, usize)> {
    let (mut times, mut until) = (1.0, end);
    // One blank may stand before the unit.
    let start = end + usize::from(text[end..].starts_with(' '));
    let mut at = start;
    for c in text[start..].chars() {
        let Some((_, unit)) = KOREAN.iter().find(|(name, _)| *name == c) else { break };
        times *= unit;
        at += c.len_utf8();
        until = at;
    }
    (times > 1.0).then_some((number * times, until))
}

/// What a number is multiplied by in English, and where the unit ends.
fn unit(text: &str, end: usize, signed: bool) -> (f64, usize) {
    let start = end + usize::from(text[end..].starts_with([' ', '-']));
    for (name, times) in UNITS {
        let at = if name.len() < 3 { end } else { start };
        let Some(rest) = text[at..].strip_prefix(name) else { continue };
        let is_whole = !rest.starts_with(|c: char| c.is_alphanumeric())
            || (name.len() > 3 && rest.starts_with('s'));
        // A letter is a unit only of money: `7b` is a model's size and `5m` a length.
        if is_whole && (signed || name.len() > 1) {
            return (times, at + name.len());
        }
    }
    (1.0, end)
}

/// The money that is named behind a number, and where its name ends.
fn currency(text: &str, end: usize) -> (Option<Currency>, usize) {
    let rest = text[end..].trim_start_matches([' ', '-']);
    let start = text.len() - rest.len();
    if start > end + 1 {
        return (None, end);
    }
    let named = NAMES.iter().find(|(name, _)| {
        rest.strip_prefix(name).is_some_and(|after| {
            !name.is_ascii() || !after.starts_with(|c: char| c.is_alphanumeric() && c != 's')
        })
    });
    // 원 begins many words; 불 does, too.
    let named = named.filter(|(name, _)| {
        let after = &rest[name.len()..];
        !["원", "불", "엔"].contains(name)
            || !["천", "자", "격", "료", "인", "안", "법"]
                .iter()
                .any(|next| after.starts_with(next))
    });
    named.map_or((None, end), |(name, currency)| (Some(*currency), start + name.len()))
}

/// Whether what stands before a number makes it an article of a law: 헌법 1조, 제3조.
fn is_law(before: &str) -> bool {
    ["제", "법", "규칙", "조례", "헌법", "규정"].iter().any(|law| before.ends_with(law))
}

fn is_counted(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '여']);
    COUNTED.iter().any(|what| rest.starts_with(what))
}

/// Words before or behind a sum that say what it means.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The text before it, in lower case.
    pub before: &'a str,
    /// The text behind it.
    pub after: &'a str,
}

/// Reads what the words around each sum say of it: what is worth so much, and what is a limit.
pub fn with_meaning(text: &str) -> Vec<Sum> {
    // Most texts name no number, and need not be folded.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let lower = text.to_lowercase();
    let mut found = sums_in(&lower);
    // What stands behind the next sum, or before the one before, is said of that one.
    let ends: Vec<usize> = found.iter().map(|sum| sum.until).collect();
    let begins: Vec<usize> = found.iter().map(|sum| sum.at).collect();
    let around = |at: usize| Around {
        before: last_words(&lower[at.checked_sub(1).map_or(0, |at| ends[at])..begins[at]], 3),
        after: first_words(&lower[ends[at]..begins.get(at + 1).map_or(lower.len(), |at| *at)], 3),
    };
    for (at, sum) in found.iter_mut().enumerate() {
        sum.amount.of = around(at).of();
        sum.amount.bound = around(at).bound();
    }
    // Beside what a company is worth, a sum that nobody pays is what it was worth before.
    if found.iter().any(|sum| sum.amount.of == AmountOf::Worth) {
        for (_, sum) in found.iter_mut().enumerate().filter(|(at, _)| !around(*at).is_paid()) {
            sum.amount.of = AmountOf::Worth;
        }
    }
    found
}

/// Whether a text says of a sum that somebody raised it.
pub fn is_raised(text: &str, sum: &Sum) -> bool {
    const RAISED: [&str; 7] = ["raised", "raises", "raising", "secured", "유치", "조달", "수혈"];
    // Folding may change lengths: what is said is then not found.
    let lower = text.to_lowercase();
    let around = lower.get(..sum.at).zip(lower.get(sum.until..));
    sum.amount.of == AmountOf::Paid
        && around.is_some_and(|(before, after)| {
            let said = [last_words(before, 4), first_words(after, 4)];
            said.iter().any(|words| RAISED.iter().any(|raised| words.contains(raised)))
        })
}

impl Around<'_> {
    fn of(&self) -> AmountOf {
        const BEFORE: [&str; 9] = [
            "valued at",
            "valuation of",
            "valuing",
            "values",
            "worth",
            "기업가치",
            "몸값",
            "시가총액",
            "시총",
        ];
        const AFTER: [&str; 7] =
            ["valuation", "market cap", "market value", "가치", "몸값", "시총", "시가총액"];
        let is_worth = BEFORE.iter().any(|word| self.before.contains(word))
            || AFTER.iter().any(|word| self.after.contains(word));
        // The size of a market is nobody's payment.
        let is_size = !self.is_paid()
            && [" market", "industry", "시장"].iter().any(|word| self.after.contains(word));
        if is_worth || is_size { AmountOf::Worth } else { AmountOf::Paid }
    }

    /// Whether the words around a sum say that somebody pays it.
    fn is_paid(&self) -> bool {
        const BEFORE: [&str; 21] = [
            "rais", "land", "secur", "nab", "bag", "snag", "clos", "invest", "pay", "paid", "buy",
            "acquir", "inject", "pour", "fund", "round", "투자", "유치", "조달", "인수", "출자",
        ];
        const AFTER: [&str; 15] = [
            "round",
            "funding",
            "investment",
            "series",
            "raise",
            "financing",
            "injection",
            "deal",
            "투자",
            "유치",
            "조달",
            "수혈",
            "출자",
            "인수",
            "펀딩",
        ];
        BEFORE.iter().any(|word| self.before.contains(word))
            || AFTER.iter().any(|word| self.after.contains(word))
    }

    fn bound(&self) -> Option<Bound> {
        const MOST_BEFORE: [&str; 3] = ["up to", "as much as", "at most"];
        const LEAST_BEFORE: [&str; 6] =
            ["at least", "more than", "over", "at minimum", "최소", "무려"];
        const LEAST_AFTER: [&str; 4] = ["or more", "plus", "이상", "넘"];
        if self.is_korean_limit() || MOST_BEFORE.iter().any(|word| self.before.contains(word)) {
            return Some(Bound::AtMost);
        }
        let is_least = LEAST_BEFORE.iter().any(|word| self.before.contains(word))
            || LEAST_AFTER.iter().any(|word| self.after.trim_start().starts_with(word));
        is_least.then_some(Bound::AtLeast)
    }

    /// Whether `최대` stands right before the sum. Behind "ever", "in the world" or before results it
    /// is the largest one, no limit.
    fn is_korean_limit(&self) -> bool {
        const OF_ALL: [&str; 14] = [
            "사상",
            "역대",
            "이래",
            "이후",
            "세계",
            "글로벌",
            "국내",
            "업계",
            "아시아",
            "분기",
            "반기",
            "연간",
            "월간",
            "창사",
        ];
        let before = self.before.trim_end();
        let before = before.strip_suffix('약').unwrap_or(before).trim_end();
        before.strip_suffix("최대").is_some_and(|rest| {
            let rest = rest.trim_end();
            !OF_ALL.iter().any(|word| rest.ends_with(word))
        })
    }
}

fn last_words(text: &str, words: usize) -> &str {
    let trimmed = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = trimmed.rmatch_indices(' ').nth(words - 1).map_or(0, |(at, _)| at);
    &trimmed[start..]
}

fn first_words(text: &str, words: usize) -> &str {
    let trimmed = text.trim_start();
    let end = trimmed.match_indices(' ').nth(words - 1).map_or(trimmed.len(), |(at, _)| at);
    &trimmed[..end]
}

#[cfg(test)]
mod tests;
