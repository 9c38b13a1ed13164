//! Facts in a few characters: the sum of a deal as a headline writes it.

use crate::model::{Amount, AmountOf, Bound, Currency};

/// A sum as an English headline writes it: `$1.2B`, `€40M`, `₩1.5T`.
pub fn amount(amount: &Amount) -> String {
    let sign = match amount.currency {
        Currency::Usd => "$",
        Currency::Eur => "€",
        Currency::Gbp => "£",
        Currency::Krw => "₩",
        Currency::Jpy => "¥",
        Currency::Cny => "CN¥",
        Currency::Inr => "₹",
        Currency::Chf => "CHF ",
    };
    let (number, unit) = match amount.value {
        value if value >= 1e12 => (value / 1e12, "T"),
        value if value >= 1e9 => (value / 1e9, "B"),
        value if value >= 1e6 => (value / 1e6, "M"),
        value if value >= 1e4 => (value / 1e3, "K"),
        value => (value, ""),
    };
    let number = format!("{number:.2}");
    let number = number.trim_end_matches('0').trim_end_matches('.');
    let bound = match amount.bound {
        Some(Bound::AtMost) => "≤ ",
        Some(Bound::AtLeast) => "≥ ",
        None => "",
    };
    let of = match amount.of {
        AmountOf::Paid => "",
        AmountOf::Worth => "= ",
    };
    format!("{of}{bound}{sign}{number}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_short() {
        let of = |value, currency, bound| {
            amount(&Amount { value, currency, of: AmountOf::Paid, bound })
        };
        assert_eq!(of(1.2e9, Currency::Usd, None), "$1.2B");
        assert_eq!(of(1.5e12, Currency::Krw, None), "₩1.5T");
        assert_eq!(of(40e6, Currency::Eur, Some(Bound::AtMost)), "≤ €40M");
        assert_eq!(of(599.0, Currency::Usd, None), "$599");
    }
}
