//! Sums as headlines write them, and what is none.

use super::*;

fn one(text: &str) -> Option<(f64, Currency)> {
    let found = sums(text);
    assert!(found.len() < 2, "{text}: {found:?}");
    found.first().map(|sum| (sum.amount.value, sum.amount.currency))
}

#[test]
fn a_sum_is_read_however_it_is_written() {
    for (text, value, currency) in [
        ("Acme raises $2B", 2e9, Currency::Usd),
        ("a US$2bn fund", 2e9, Currency::Usd),
        ("$2 billion for lanterns", 2e9, Currency::Usd),
        ("a $2-billion plant", 2e9, Currency::Usd),
        ("$2,000 million", 2e9, Currency::Usd),
        ("2 billion dollars", 2e9, Currency::Usd),
        ("the $599 lantern", 599.0, Currency::Usd),
        ("$500k", 5e5, Currency::Usd),
        ("€40m", 4e7, Currency::Eur),
        ("40 million euros", 4e7, Currency::Eur),
        ("20억 달러", 2e9, Currency::Usd),
        ("3억달러 펀드", 3e8, Currency::Usd),
        ("279억불", 2.79e10, Currency::Usd),
        ("1조2천억원", 1.2e12, Currency::Krw),
        ("1조 2000억 원 투자", 1.2e12, Currency::Krw),
        ("1.2조 규모", 1.2e12, Currency::Krw),
        ("7,100억원", 7.1e11, Currency::Krw),
        ("130억 시리즈B", 1.3e10, Currency::Krw),
        ("4000만 유로", 4e7, Currency::Eur),
        ("1억2500만 달러", 1.25e8, Currency::Usd),
        ("500억 위안", 5e10, Currency::Cny),
    ] {
        let (read, of) = one(text).unwrap_or_else(|| panic!("{text}: nothing"));
        assert!((read - value).abs() < value * 1e-9 && of == currency, "{text}: {read} {of:?}");
    }
}

#[test]
fn what_is_counted_is_no_sum() {
    for text in [
        "Orca 7B is out",
        "3 million users",
        "300만 명",
        "이용자 2억 명",
        "1조 토큰",
        "March 5, 2026",
        "GPT4 turbo",
        "5억 다운로드",
        "C$40 million",
        "12,34",
        "수정헌법 1조",
        "상법 제3조",
    ] {
        assert_eq!(one(text), None, "{text}");
    }
}

#[test]
fn the_words_around_a_sum_say_what_it_means() {
    let of = |text: &str| with_meaning(text).first().map(|sum| (sum.amount.of, sum.amount.bound));
    assert_eq!(of("Acme raises $5B"), Some((AmountOf::Paid, None)));
    assert_eq!(of("Acme valued at $5B"), Some((AmountOf::Worth, None)));
    assert_eq!(of("Acme at a $5B valuation"), Some((AmountOf::Worth, None)));
    assert_eq!(of("아크메, 기업가치 5조원"), Some((AmountOf::Worth, None)));
    assert_eq!(of("A $20 billion crypto scam market"), Some((AmountOf::Worth, None)));
    assert_eq!(of("Acme raises $5M for the kite market"), Some((AmountOf::Paid, None)));
    let all = |text: &str| {
        let sums = with_meaning(text).into_iter();
        sums.map(|sum| (sum.amount.value, sum.amount.of)).collect::<Vec<_>>()
    };
    let (paid, worth) = (AmountOf::Paid, AmountOf::Worth);
    assert_eq!(all("Acme raises $50M at $2B valuation"), [(5e7, paid), (2e9, worth)]);
    assert_eq!(all("Acme hits $9B valuation a year after $3B"), [(9e9, worth), (3e9, worth)]);
    assert_eq!(all("Acme valued at $9B in $400M round"), [(9e9, worth), (4e8, paid)]);
    assert_eq!(all("아크메, 기업가치 3조원에 500억원 유치"), [(3e12, worth), (5e10, paid)]);
    assert_eq!(all("아크메 몸값 1조원→3조원"), [(1e12, worth), (3e12, worth)]);
    assert_eq!(of("up to $5B"), Some((AmountOf::Paid, Some(Bound::AtMost))));
    assert_eq!(of("최대 5조원 투자"), Some((AmountOf::Paid, Some(Bound::AtMost))));
    assert_eq!(of("최대 약 5조원 투자"), Some((AmountOf::Paid, Some(Bound::AtMost))));
    for record in ["사상 최대 실적 영업이익 5조원", "최대 실적…영업이익 5조원", "분기 최대 5조원"]
    {
        assert_eq!(of(record), Some((AmountOf::Paid, None)), "{record}");
    }
    assert_eq!(of("more than $5B"), Some((AmountOf::Paid, Some(Bound::AtLeast))));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "[\\$€0-9.,조억만천백십원달러 A-Zbmnillio%-]{0,60}|\\PC{0,60}") {
        for sum in with_meaning(&text) {
            proptest::prop_assert!(sum.amount.value.is_finite() && sum.amount.value > 0.0);
        }
    }
}
