//! What may stand behind a number, in both languages, and what it makes of it. Money is that of
//! [`crate::desk::amounts`], with a few names more.

use super::Kind;
use crate::desk::amounts;
use crate::model::Currency;

/// What a measure measures: values of one dimension are kept in its base unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// Seconds.
    Time,
    /// Watts.
    Power,
    /// Watt-hours.
    Energy,
    /// Bytes.
    Data,
    /// Bits, and bits a second.
    Bits,
    /// Hertz.
    Frequency,
    /// Metres.
    Length,
    /// Grams.
    Mass,
    /// Litres.
    Volume,
    /// Square metres.
    Area,
    /// Barrels.
    Barrels,
    /// Ounces of metal.
    Ounces,
    /// Operations a second.
    Operations,
    /// Volts.
    Voltage,
    /// Points of an index.
    IndexPoints,
    /// Points of a picture.
    Pixels,
}

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
/// Seconds of a day.
pub const DAY: f64 = 86_400.0;
const WEEK: f64 = 7.0 * DAY;
/// Seconds of a year, of which twelve months are one.
pub const YEAR: f64 = 365.25 * DAY;
const MONTH: f64 = YEAR / 12.0;

/// Units of measure: name, dimension, how many base units one is. English names also stand in the
/// plural. Symbols that begin with a capital are read as they are written.
const MEASURES: &[(&str, Dimension, f64)] = &[
    ("milliseconds", Dimension::Time, 1e-3),
    ("millisecond", Dimension::Time, 1e-3),
    ("microsecond", Dimension::Time, 1e-6),
    ("nanosecond", Dimension::Time, 1e-9),
    ("second", Dimension::Time, 1.0),
    ("sec", Dimension::Time, 1.0),
    ("minute", Dimension::Time, MINUTE),
    ("min", Dimension::Time, MINUTE),
    ("hour", Dimension::Time, HOUR),
    ("hr", Dimension::Time, HOUR),
    ("day", Dimension::Time, DAY),
    ("week", Dimension::Time, WEEK),
    ("fortnight", Dimension::Time, 2.0 * WEEK),
    ("month", Dimension::Time, MONTH),
    ("year", Dimension::Time, YEAR),
    ("yr", Dimension::Time, YEAR),
    ("decade", Dimension::Time, 10.0 * YEAR),
    ("century", Dimension::Time, 100.0 * YEAR),
    ("centuries", Dimension::Time, 100.0 * YEAR),
    ("ms", Dimension::Time, 1e-3),
    ("밀리초", Dimension::Time, 1e-3),
    ("마이크로초", Dimension::Time, 1e-6),
    ("나노초", Dimension::Time, 1e-9),
    ("초", Dimension::Time, 1.0),
    ("분", Dimension::Time, MINUTE),
    ("시간", Dimension::Time, HOUR),
    ("일", Dimension::Time, DAY),
    ("주일", Dimension::Time, WEEK),
    ("주", Dimension::Time, WEEK),
    ("개월", Dimension::Time, MONTH),
    ("달", Dimension::Time, MONTH),
    ("년", Dimension::Time, YEAR),
    ("해", Dimension::Time, YEAR),
    ("세기", Dimension::Time, 100.0 * YEAR),
    ("kilowatt-hour", Dimension::Energy, 1e3),
    ("megawatt-hour", Dimension::Energy, 1e6),
    ("gigawatt-hour", Dimension::Energy, 1e9),
    ("terawatt-hour", Dimension::Energy, 1e12),
    ("kilowatt hour", Dimension::Energy, 1e3),
    ("megawatt hour", Dimension::Energy, 1e6),
    ("gigawatt hour", Dimension::Energy, 1e9),
    ("terawatt hour", Dimension::Energy, 1e12),
    ("watt-hour", Dimension::Energy, 1.0),
    ("kilowatt", Dimension::Power, 1e3),
    ("megawatt", Dimension::Power, 1e6),
    ("gigawatt", Dimension::Power, 1e9),
    ("terawatt", Dimension::Power, 1e12),
    ("watt", Dimension::Power, 1.0),
    ("kWh", Dimension::Energy, 1e3),
    ("MWh", Dimension::Energy, 1e6),
    ("GWh", Dimension::Energy, 1e9),
    ("TWh", Dimension::Energy, 1e12),
    ("kW", Dimension::Power, 1e3),
    ("KW", Dimension::Power, 1e3),
    ("MW", Dimension::Power, 1e6),
    ("GW", Dimension::Power, 1e9),
    ("TW", Dimension::Power, 1e12),
    ("킬로와트시", Dimension::Energy, 1e3),
    ("메가와트시", Dimension::Energy, 1e6),
    ("기가와트시", Dimension::Energy, 1e9),
    ("테라와트시", Dimension::Energy, 1e12),
    ("와트시", Dimension::Energy, 1.0),
    ("킬로와트", Dimension::Power, 1e3),
    ("메가와트", Dimension::Power, 1e6),
    ("기가와트", Dimension::Power, 1e9),
    ("테라와트", Dimension::Power, 1e12),
    ("와트", Dimension::Power, 1.0),
    ("kilobyte", Dimension::Data, 1e3),
    ("megabyte", Dimension::Data, 1e6),
    ("gigabyte", Dimension::Data, 1e9),
    ("terabyte", Dimension::Data, 1e12),
    ("petabyte", Dimension::Data, 1e15),
    ("exabyte", Dimension::Data, 1e18),
    ("byte", Dimension::Data, 1.0),
    ("KB", Dimension::Data, 1e3),
    ("MB", Dimension::Data, 1e6),
    ("GB", Dimension::Data, 1e9),
    ("TB", Dimension::Data, 1e12),
    ("PB", Dimension::Data, 1e15),
    ("EB", Dimension::Data, 1e18),
    ("킬로바이트", Dimension::Data, 1e3),
    ("메가바이트", Dimension::Data, 1e6),
    ("기가바이트", Dimension::Data, 1e9),
    ("테라바이트", Dimension::Data, 1e12),
    ("페타바이트", Dimension::Data, 1e15),
    ("엑사바이트", Dimension::Data, 1e18),
    ("바이트", Dimension::Data, 1.0),
    ("kilobit", Dimension::Bits, 1e3),
    ("megabit", Dimension::Bits, 1e6),
    ("gigabit", Dimension::Bits, 1e9),
    ("terabit", Dimension::Bits, 1e12),
    ("bit", Dimension::Bits, 1.0),
    ("Kbps", Dimension::Bits, 1e3),
    ("Mbps", Dimension::Bits, 1e6),
    ("Gbps", Dimension::Bits, 1e9),
    ("Tbps", Dimension::Bits, 1e12),
    ("킬로비트", Dimension::Bits, 1e3),
    ("메가비트", Dimension::Bits, 1e6),
    ("기가비트", Dimension::Bits, 1e9),
    ("테라비트", Dimension::Bits, 1e12),
    ("비트", Dimension::Bits, 1.0),
    ("kilohertz", Dimension::Frequency, 1e3),
    ("megahertz", Dimension::Frequency, 1e6),
    ("gigahertz", Dimension::Frequency, 1e9),
    ("terahertz", Dimension::Frequency, 1e12),
    ("hertz", Dimension::Frequency, 1.0),
    ("kHz", Dimension::Frequency, 1e3),
    ("MHz", Dimension::Frequency, 1e6),
    ("GHz", Dimension::Frequency, 1e9),
    ("Hz", Dimension::Frequency, 1.0),
    ("킬로헤르츠", Dimension::Frequency, 1e3),
    ("메가헤르츠", Dimension::Frequency, 1e6),
    ("기가헤르츠", Dimension::Frequency, 1e9),
    ("헤르츠", Dimension::Frequency, 1.0),
    ("nanometer", Dimension::Length, 1e-9),
    ("nanometre", Dimension::Length, 1e-9),
    ("micrometer", Dimension::Length, 1e-6),
    ("micron", Dimension::Length, 1e-6),
    ("millimeter", Dimension::Length, 1e-3),
    ("millimetre", Dimension::Length, 1e-3),
    ("centimeter", Dimension::Length, 1e-2),
    ("centimetre", Dimension::Length, 1e-2),
    ("kilometer", Dimension::Length, 1e3),
    ("kilometre", Dimension::Length, 1e3),
    ("meter", Dimension::Length, 1.0),
    ("metre", Dimension::Length, 1.0),
    ("mile", Dimension::Length, 1_609.344),
    ("feet", Dimension::Length, 0.304_8),
    ("foot", Dimension::Length, 0.304_8),
    ("inch", Dimension::Length, 0.025_4),
    ("inches", Dimension::Length, 0.025_4),
    ("nm", Dimension::Length, 1e-9),
    ("mm", Dimension::Length, 1e-3),
    ("cm", Dimension::Length, 1e-2),
    ("km", Dimension::Length, 1e3),
    ("나노미터", Dimension::Length, 1e-9),
    ("나노", Dimension::Length, 1e-9),
    ("마이크로미터", Dimension::Length, 1e-6),
    ("마이크론", Dimension::Length, 1e-6),
    ("밀리미터", Dimension::Length, 1e-3),
    ("센티미터", Dimension::Length, 1e-2),
    ("킬로미터", Dimension::Length, 1e3),
    ("미터", Dimension::Length, 1.0),
    ("마일", Dimension::Length, 1_609.344),
    ("피트", Dimension::Length, 0.304_8),
    ("인치", Dimension::Length, 0.025_4),
    ("milligram", Dimension::Mass, 1e-3),
    ("kilogram", Dimension::Mass, 1e3),
    ("gram", Dimension::Mass, 1.0),
    ("tonne", Dimension::Mass, 1e6),
    ("ton", Dimension::Mass, 1e6),
    ("kg", Dimension::Mass, 1e3),
    ("mg", Dimension::Mass, 1e-3),
    ("밀리그램", Dimension::Mass, 1e-3),
    ("킬로그램", Dimension::Mass, 1e3),
    ("그램", Dimension::Mass, 1.0),
    ("톤", Dimension::Mass, 1e6),
    ("liter", Dimension::Volume, 1.0),
    ("litre", Dimension::Volume, 1.0),
    ("gallon", Dimension::Volume, 3.785_4),
    ("리터", Dimension::Volume, 1.0),
    ("갤런", Dimension::Volume, 3.785_4),
    ("square meter", Dimension::Area, 1.0),
    ("square metre", Dimension::Area, 1.0),
    ("square kilometer", Dimension::Area, 1e6),
    ("square kilometre", Dimension::Area, 1e6),
    ("square feet", Dimension::Area, 0.092_9),
    ("square foot", Dimension::Area, 0.092_9),
    ("hectare", Dimension::Area, 1e4),
    ("acre", Dimension::Area, 4_046.86),
    ("제곱미터", Dimension::Area, 1.0),
    ("제곱킬로미터", Dimension::Area, 1e6),
    ("제곱피트", Dimension::Area, 0.092_9),
    ("㎡", Dimension::Area, 1.0),
    ("헥타르", Dimension::Area, 1e4),
    ("에이커", Dimension::Area, 4_046.86),
    ("barrel", Dimension::Barrels, 1.0),
    ("배럴", Dimension::Barrels, 1.0),
    ("ounce", Dimension::Ounces, 1.0),
    ("온스", Dimension::Ounces, 1.0),
    ("gigaflop", Dimension::Operations, 1e9),
    ("teraflop", Dimension::Operations, 1e12),
    ("petaflop", Dimension::Operations, 1e15),
    ("exaflop", Dimension::Operations, 1e18),
    ("기가플롭스", Dimension::Operations, 1e9),
    ("테라플롭스", Dimension::Operations, 1e12),
    ("페타플롭스", Dimension::Operations, 1e15),
    ("엑사플롭스", Dimension::Operations, 1e18),
    ("pixel", Dimension::Pixels, 1.0),
    ("megapixel", Dimension::Pixels, 1e6),
    ("gigapixel", Dimension::Pixels, 1e9),
    ("픽셀", Dimension::Pixels, 1.0),
    ("화소", Dimension::Pixels, 1.0),
    ("메가픽셀", Dimension::Pixels, 1e6),
    ("기가픽셀", Dimension::Pixels, 1e9),
    ("volt", Dimension::Voltage, 1.0),
    ("볼트", Dimension::Voltage, 1.0),
    ("points", Dimension::IndexPoints, 1.0),
    ("point", Dimension::IndexPoints, 1.0),
    ("포인트", Dimension::IndexPoints, 1.0),
];

/// Korean words that begin like a unit of time: `3 분할`, `2주택`, `10 일자리`.
const NO_UNITS: [&str; 27] = [
    "분할",
    "분야",
    "분석",
    "분량",
    "분류",
    "분리",
    "분위",
    "분산",
    "초과",
    "초기",
    "초반",
    "초안",
    "주식",
    "주택",
    "주주",
    "주민",
    "주문",
    "일자리",
    "일본",
    "일반",
    "일상",
    "달성",
    "해외",
    "해당",
    "해커",
    "해킹",
    "해결",
];

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
