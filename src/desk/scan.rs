//! Facts in a few characters: the sum of a deal as a headline writes it, and a line that says what
//! happened at a glance.

use std::borrow::Cow;

use crate::lang::{Lang, say};
use crate::model::{Amount, AmountOf, Bound, Currency, Facts, Move, MoveStatus};
use crate::text::width;

/// Cells of a line.
const CELLS: usize = 76;
/// Cells of a name in a line that would be too long.
const CELLS_OF_NAME: usize = 20;

/// What happened in one line: `actor → object · kind · amount · name`, of which what is unknown is
/// left out. None where nothing is known beside who acts and how, nobody acts in it, or the move is not
/// told as done: the title says more then. The arrow stands only where a title says who acts on whom (`directed`).
/// Before a title that its reader may not understand (`foreign`) a line stands that says less, too: on whom
/// somebody acts, and with which product. `name` gives what a company or a product is called by its key.
pub fn line(
    facts: &Facts,
    (directed, foreign): (bool, bool),
    lang: Lang,
    name: impl Fn(&str) -> String,
) -> Option<String> {
    // Of what is only sought, denied or undone the title says more than a line could.
    let kind = facts.kind.filter(|_| facts.status == MoveStatus::Done)?;
    let amount = facts.amount.as_ref().filter(|amount| amount.of != AmountOf::Named);
    let product = facts.names.first().filter(|product| {
        // A product is what is launched; beside another move one with its version says something.
        let is_new = matches!(kind, Move::Launch | Move::Release | Move::Pricing);
        let is_actor = facts.actor.as_ref().is_some_and(|actor| name(actor) == name(product));
        (is_new || foreign || product.contains(|c: char| c.is_ascii_digit())) && !is_actor
    });
    let is_acted_on = foreign && facts.actor.is_none() && facts.object.is_some();
    let is_told = facts.object.is_some() && !is_acted_on || amount.is_some() || product.is_some();
    if !is_told || facts.actor.is_none() && !is_acted_on {
        return None;
    }
    // What is launched is told once, as a name.
    let is_product = facts
        .object
        .as_ref()
        .is_some_and(|object| facts.names.iter().any(|name| name.eq_ignore_ascii_case(object)));
    let told = |cut: &dyn Fn(String) -> String| {
        let who = |key: &Option<String>| key.as_deref().map(|key| cut(name(key)));
        let object = who(&facts.object).filter(|_| !is_product);
        let who = match (who(&facts.actor), object) {
            (Some(actor), Some(object)) if directed && acts_on(kind) => {
                Some(format!("{actor} → {object}"))
            }
            (Some(actor), Some(object)) => Some(format!("{actor} – {object}")),
            (who, object) => who.or(object),
        };
        let kind = say(lang, &format!("move.{}", kind.name()), &[]).into_owned();
        let amount = amount.map(|amount| spoken(amount, lang));
        let valuation = facts.valuation.as_ref().filter(|_| amount.is_some());
        let amount = amount.into_iter().chain(valuation.map(|worth| spoken(worth, lang)));
        // A Korean headline sets a comma between who acts and what is new.
        let product = product.map(|product| name(product.rsplit(", ").next().unwrap_or(product)));
        let product = product.map(cut);
        let parts = who.into_iter().chain([kind]).chain(amount).chain(product);
        parts.collect::<Vec<_>>().join(" · ")
    };
    let whole = told(&|name| name);
    if width::width(&whole) <= CELLS {
        return Some(whole);
    }
    // Names are cut, never the sum.
    let short = |name: String| width::cut(&name, CELLS_OF_NAME).into_owned();
    Some(told(&short)).filter(|line| width::width(line) <= CELLS)
}

/// Whether a title tells so much more than a line of these facts that it stands there itself: where the
/// line names nobody who is acted upon and nothing that is new, a sum alone does not say what happened;
/// and two names side by side do not say who does what. `left_out` counts what the title tells and the
/// line does not.
pub fn says_less(facts: &Facts, directed: bool, left_out: impl FnOnce() -> usize) -> bool {
    /// Words of a title that say what a line does not: with two parties or a product, and without.
    const MOST: usize = 2;
    const MOST_OF_ONE: usize = 1;
    let is_of_two = facts.object.is_some() || !facts.names.is_empty();
    let is_beside = facts.object.is_some() && !directed && !is_of_both(facts.kind);
    is_beside || left_out() > if is_of_two { MOST } else { MOST_OF_ONE }
}

/// Whether a move of this kind is one that two make with each other.
fn is_of_both(kind: Option<Move>) -> bool {
    kind == Some(Move::Partnership)
}

/// Whether a move of this kind is one party's act on another.
fn acts_on(kind: Move) -> bool {
    match kind {
        Move::Acquisition | Move::Investment | Move::Regulation => true,
        Move::Security
        | Move::Partnership
        | Move::Launch
        | Move::Infrastructure
        | Move::Earnings
        | Move::Leadership
        | Move::Release
        | Move::Layoffs
        | Move::Pricing => false,
    }
}

/// A sum as readers of a language say it: `up to $1.2B`, `최대 12억 달러`.
pub fn spoken(amount: &Amount, lang: Lang) -> String {
    let sum = match lang {
        Lang::En => number(amount),
        Lang::Ko => korean(amount),
    };
    let bound: Cow<'_, str> = match amount.bound {
        Some(Bound::AtMost) => say(lang, "scan.at_most", &[&sum]),
        Some(Bound::AtLeast) => say(lang, "scan.at_least", &[&sum]),
        None => Cow::Owned(sum),
    };
    match amount.of {
        AmountOf::Paid | AmountOf::Named => bound.into_owned(),
        AmountOf::Worth => say(lang, "scan.worth", &[&bound]).into_owned(),
    }
}

/// A sum in Korean: `6.4억 달러`, `1.5조 원`.
fn korean(amount: &Amount) -> String {
    let currency = match amount.currency {
        Currency::Usd => "달러",
        Currency::Eur => "유로",
        Currency::Gbp => "파운드",
        Currency::Krw => "원",
        Currency::Jpy => "엔",
        Currency::Cny => "위안",
        Currency::Inr => "루피",
        Currency::Chf => "스위스프랑",
    };
    let (number, unit) = match amount.value {
        value if value >= 1e12 => (value / 1e12, "조"),
        value if value >= 1e8 => (value / 1e8, "억"),
        value if value >= 1e4 => (value / 1e4, "만"),
        value => (value, ""),
    };
    format!("{}{unit} {currency}", decimal(number))
}

/// A number with at most two places behind the point.
fn decimal(number: f64) -> String {
    let number = format!("{number:.2}");
    number.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A sum as a short English headline writes it: `$1.2B`, `€40M`, `₩1.5T`.
fn number(amount: &Amount) -> String {
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
    format!("{sign}{}{unit}", decimal(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_short() {
        let of = |value, currency, bound| {
            spoken(&Amount { value, currency, of: AmountOf::Paid, bound }, Lang::En)
        };
        assert_eq!(of(1.2e9, Currency::Usd, None), "$1.2B");
        assert_eq!(of(1.5e12, Currency::Krw, None), "₩1.5T");
        assert_eq!(of(40e6, Currency::Eur, Some(Bound::AtMost)), "up to €40M");
        assert_eq!(of(599.0, Currency::Usd, None), "$599");
    }

    fn facts(actor: &str, object: Option<&str>, kind: Move) -> Facts {
        let object = object.map(str::to_owned);
        Facts { actor: Some(actor.to_owned()), object, kind: Some(kind), ..Facts::default() }
    }

    fn of(facts: &Facts, lang: Lang) -> Option<String> {
        line(facts, (true, false), lang, str::to_uppercase)
    }

    #[test]
    fn a_line_says_who_does_what_to_whom_for_how_much() {
        let dollars = |value, of, bound| Amount { value, currency: Currency::Usd, of, bound };
        let mut bought = facts("acme", Some("mill"), Move::Acquisition);
        bought.amount = Some(dollars(6.4e8, AmountOf::Paid, Some(Bound::AtMost)));
        assert_eq!(
            of(&bought, Lang::En).as_deref(),
            Some("ACME → MILL · acquisition · up to $640M")
        );
        assert_eq!(of(&bought, Lang::Ko).as_deref(), Some("ACME → MILL · 인수 · 최대 6.4억 달러"));
        let mut raised = facts("acme", None, Move::Investment);
        raised.amount = Some(dollars(2e12, AmountOf::Worth, None));
        assert_eq!(of(&raised, Lang::Ko).as_deref(), Some("ACME · 투자 · 기업가치 2조 달러"));
        raised.amount = Some(dollars(5e7, AmountOf::Paid, None));
        raised.valuation = Some(dollars(2e9, AmountOf::Worth, None));
        assert_eq!(
            of(&raised, Lang::En).as_deref(),
            Some("ACME · investment · $50M · valued at $2B")
        );
        let mut launched = facts("acme", None, Move::Launch);
        launched.names = vec!["zeta-7.5".to_owned()];
        assert_eq!(of(&launched, Lang::En).as_deref(), Some("ACME · launch · ZETA-7.5"));
        assert_eq!(
            line(&bought, (false, false), Lang::En, str::to_uppercase).as_deref(),
            Some("ACME – MILL · acquisition · up to $640M"),
            "nothing says who buys whom"
        );
        let both = facts("acme", Some("mill"), Move::Partnership);
        assert_eq!(of(&both, Lang::En).as_deref(), Some("ACME – MILL · partnership"));
        assert_eq!(of(&facts("acme", None, Move::Launch), Lang::En), None, "the title says more");
        let nobody = Facts { actor: None, object: None, ..bought.clone() };
        assert_eq!(of(&nobody, Lang::En), None);
        assert_eq!(of(&Facts { kind: None, ..bought }, Lang::En), None);
        assert_eq!(of(&Facts { kind: Some(Move::Launch), ..Facts::default() }, Lang::En), None);
    }

    #[test]
    fn before_a_foreign_title_a_line_stands_that_says_less() {
        let foreign = |facts: &Facts| line(facts, (true, true), Lang::Ko, str::to_uppercase);
        let mut sued = facts("acme", None, Move::Regulation);
        assert_eq!(foreign(&sued), None, "nothing beside who acts and how");
        sued.names = vec!["zeta".to_owned()];
        assert_eq!(foreign(&sued).as_deref(), Some("ACME · 규제 · ZETA"));
        assert_eq!(of(&sued, Lang::Ko), None, "the title says more");
        (sued.actor, sued.object) = (None, Some("acme".to_owned()));
        assert_eq!(foreign(&sued).as_deref(), Some("ACME · 규제 · ZETA"));
        sued.names.clear();
        assert_eq!(foreign(&sued), None);
    }

    #[test]
    fn a_title_that_tells_more_stands_itself() {
        let mut raised = facts("acme", None, Move::Investment);
        let less = |facts: &Facts, directed, left_out| says_less(facts, directed, || left_out);
        assert!(!less(&raised, false, 1) && less(&raised, false, 2));
        raised.object = Some("mill".to_owned());
        assert!(!less(&raised, true, 2) && less(&raised, true, 3));
        assert!(less(&raised, false, 0), "nothing says who gives and who takes");
        raised.kind = Some(Move::Partnership);
        assert!(!less(&raised, false, 0), "two do it together");
    }

    #[test]
    fn what_is_not_done_or_paid_has_no_line() {
        let mut bought = facts("acme", Some("mill"), Move::Acquisition);
        for status in [MoveStatus::Sought, MoveStatus::Denied, MoveStatus::Undone] {
            bought.status = status;
            assert_eq!(of(&bought, Lang::En), None, "{status:?}");
        }
        let mut sued = facts("acme", None, Move::Regulation);
        let (value, currency, bound) = (3e8, Currency::Usd, None);
        sued.amount = Some(Amount { value, currency, of: AmountOf::Named, bound });
        assert_eq!(of(&sued, Lang::En), None, "the sum is claimed");
        sued.object = Some("mill".to_owned());
        assert_eq!(of(&sued, Lang::En).as_deref(), Some("ACME → MILL · regulation"));
    }

    proptest::proptest! {
        #[test]
        fn a_line_is_short_and_holds_its_sum(
            actor in proptest::option::of(".{0,120}"),
            object in proptest::option::of(".{0,120}"),
            value in 1.0..1e14_f64,
            names in proptest::collection::vec(".{0,120}", 0..2),
        ) {
            let (of, bound) = (AmountOf::Worth, Some(Bound::AtLeast));
            let amount = Amount { value, currency: Currency::Krw, of, bound };
            let kind = Some(Move::Infrastructure);
            let facts =
                Facts { actor, object, kind, amount: Some(amount), names, ..Facts::default() };
            for lang in [Lang::En, Lang::Ko] {
                if let Some(line) = line(&facts, (true, true), lang, str::to_owned) {
                    proptest::prop_assert!(width::width(&line) <= CELLS, "{line}");
                    let sum = spoken(&amount, lang);
                    proptest::prop_assert!(line.contains(&sum), "{line}");
                }
            }
        }
    }
}
