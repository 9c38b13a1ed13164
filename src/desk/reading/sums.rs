//! The sums that a report is about: what is paid, and what something is worth.

use super::moves::Reported;
use super::title::Text;
use super::{Cue, Signs};
use crate::desk::amounts::{self, Sum};
use crate::model::{Amount, AmountOf, Move, MoveStatus};
use crate::text::tokens;

/// The part of a summary in which a sum is looked for, in bytes.
const WITHIN: usize = 700;
/// A smaller sum, in dollars, is not what a summary is about.
const LEAST_BELOW: f64 = 100_000.0;

/// The sums that a report is about.
pub struct Sums {
    /// What is paid; where no such sum is told, what something is worth.
    pub amount: Option<Sum>,
    /// What something is worth, beside what is paid.
    pub valuation: Option<Sum>,
    /// Whether the title tells one of them.
    pub in_title: bool,
}

/// The sums that a report is about: of the title, else of the summary, where money or law is told. Where a
/// title tells what a company is worth that raises money, the summary may say how much that is.
pub fn of(title: &str, summary: &str, moves: &[Reported], signs: Signs) -> Sums {
    let first = |sums: &[Sum], of: AmountOf| sums.iter().find(|sum| sum.amount.of == of).copied();
    let told = |sums: &[Sum], in_title: bool| {
        let (paid, worth) = (first(sums, AmountOf::Paid), first(sums, AmountOf::Worth));
        let valuation = worth.filter(|_| paid.is_some());
        Sums { amount: paid.or(worth), valuation, in_title: in_title && !sums.is_empty() }
    };
    let above = told(&amounts::with_meaning(title), true);
    let raises = moves.first().is_some_and(|first| first.kind == Move::Investment);
    let is_worth = above.amount.is_some_and(|sum| sum.amount.of == AmountOf::Worth);
    if above.amount.is_some() && !(raises && is_worth) {
        let of_results = moves.first().is_some_and(|first| first.kind == Move::Earnings);
        let foreseen = |sum: Sum| match sum {
            Sum { amount, .. } if of_results && is_foreseen(title, &sum) => {
                Sum { amount: Amount { of: AmountOf::Named, ..amount }, ..sum }
            }
            sum => sum,
        };
        return Sums { amount: above.amount.map(foreseen), ..above };
    }
    let is_of_money = moves.iter().any(|reported| {
        matches!(
            reported.kind,
            Move::Investment
                | Move::Acquisition
                | Move::Regulation
                | Move::Earnings
                | Move::Infrastructure
                | Move::Partnership
        )
    });
    if !is_of_money && !signs.money {
        return above;
    }
    let head = &summary[..tokens::floor_char_boundary(summary, WITHIN)];
    let large = |sum: &Sum| sum.amount.value * sum.amount.currency.in_dollars() >= LEAST_BELOW;
    let is_of_law = moves.first().is_some_and(|first| first.kind == Move::Regulation);
    let sums: Vec<Sum> = amounts::with_meaning(head)
        .into_iter()
        .filter(large)
        .filter(|sum| !is_of_law || is_of_verdict(head, sum))
        .collect();
    if above.amount.is_none() {
        return told(&sums, false);
    }
    let raised = sums.iter().find(|sum| amounts::is_raised(head, sum)).copied();
    match raised {
        Some(raised) => Sums { amount: Some(raised), valuation: above.amount, in_title: true },
        None => above,
    }
}

/// Whether a title tells a sum of results as one to come: `매출 2조원 넘어설 것`.
fn is_foreseen(title: &str, sum: &Sum) -> bool {
    const BEHIND: [&str; 9] =
        ["것으로 보", "것이", "전망", "예상", "목표", "기대", "관측", "넘어설", "달할"];
    /// What has come beats what was foreseen.
    const REACHED: [&str; 8] = ["상회", "웃돌", "웃돈", "넘어섰", "넘어서", "초과", "달성", "부합"];
    const BEFORE: [&str; 8] =
        ["expects", "sees", "forecasts", "projects", "predicts", "targets", "could", "expected"];
    // Folding may change lengths: what is said is then not found.
    let lower = title.to_lowercase();
    let Some((before, after)) = lower.get(..sum.at).zip(lower.get(sum.until..)) else {
        return false;
    };
    let clause = after.split([',', '…', '"', '”', '’', ';']).next().unwrap_or_default();
    let clause = clause.split("..").next().unwrap_or_default();
    if REACHED.iter().any(|word| clause.contains(word)) {
        return false;
    }
    // As it is written: "May revenue" is of the month.
    let may = title.get(..sum.at).unwrap_or_default().split_whitespace().rev().take(4);
    let mut last = before.split_whitespace().rev().take(4);
    BEHIND.iter().any(|word| clause.contains(word))
        || clause.trim_end().ends_with('것')
        || may.into_iter().any(|word| word == "may")
        || last.any(|word| BEFORE.contains(&word))
}

/// Whether the sentence of a summary that names a sum tells of a fine, a verdict or a settlement: another
/// sum of a report on law is what somebody earns or spends.
fn is_of_verdict(head: &str, sum: &Sum) -> bool {
    const BEGIN: [&str; 16] = [
        "penalt",
        "damages",
        "settle",
        "pay",
        "paid",
        "award",
        "compensat",
        "refund",
        "tariff",
        "lawsuit",
        "claim",
        "fraud",
        "evasion",
        "smuggl",
        "bribe",
        "subsid",
    ];
    const WHOLE: [&str; 16] = [
        "fine", "fines", "fined", "owe", "owes", "owed", "sue", "sues", "sued", "suing", "suit",
        "suits", "fund", "funds", "bill", "budget",
    ];
    const KOREAN: [&str; 10] =
        ["과징금", "과태료", "벌금", "배상", "합의금", "손해", "추징", "소송", "환급", "예산"];
    let lower = head.to_lowercase();
    let Some((before, after)) = lower.get(..sum.at).zip(lower.get(sum.until..)) else {
        return true;
    };
    let ends = [". ", "? ", "! ", "\n"];
    let from = ends.iter().filter_map(|end| before.rfind(end)).max().unwrap_or(0);
    let to = ends.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
    let sentence = [&before[from..], &after[..to]];
    let is_of_law =
        |word: &str| WHOLE.contains(&word) || BEGIN.iter().any(|begin| word.starts_with(begin));
    sentence.iter().any(|part| {
        KOREAN.iter().any(|word| part.contains(word))
            || part.split(|c: char| !c.is_alphanumeric()).any(is_of_law)
    })
}

/// Whether the company that a title on law is about, of which the first name stands at a place, is paid
/// its sum: "Zeeland to pay Acme $1 billion". Who stands before the verb pays.
fn is_received(title: &str, sum: &Sum, company: Option<usize>) -> bool {
    const PAYING: [&str; 5] = [" pay ", " pays ", " paid ", " paying ", " reimburses "];
    let Some(before) = title.get(..sum.at) else { return false };
    let verb = PAYING.iter().filter_map(|verb| before.rfind(verb)).max();
    verb.zip(company).is_some_and(|(verb, company)| verb < company && company < sum.at)
}

/// What a sum is where a move is told so: nobody has paid what is only wished or claimed, and in a matter
/// of law only what a verdict, a fine or a settlement costs whom it is about. `company_at` is its first word.
pub fn known_as(
    text: &Text<'_>,
    company_at: Option<usize>,
    sum: &Sum,
    (kind, status): (Option<Move>, MoveStatus),
) -> Amount {
    let (title, amount) = (text.title, sum.amount);
    let company = company_at.and_then(|at| text.words.list().get(at)).map(|word| word.at as usize);
    let is_done = status == MoveStatus::Done;
    let is_of_title = || amounts::with_meaning(title).iter().any(|told| told == sum);
    let is_of_law = kind == Some(Move::Regulation) && is_of_title();
    let is_paid = !is_of_law || is_of_verdict(title, sum) && !is_received(title, sum, company);
    match amount.of {
        AmountOf::Paid if is_done && is_paid && !text.found.has(Cue::OtherSum) => amount,
        AmountOf::Worth if is_done => amount,
        AmountOf::Paid | AmountOf::Worth | AmountOf::Named => {
            Amount { of: AmountOf::Named, ..amount }
        }
    }
}

/// What a sum is worth in US dollars.
pub fn in_dollars(amount: &Amount) -> f64 {
    amount.value * amount.currency.in_dollars()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::Words;

    fn first(text: &str) -> Sum {
        amounts::with_meaning(text).first().copied().unwrap_or_else(|| panic!("{text}: no sum"))
    }

    #[test]
    fn results_to_come_are_no_results() {
        for title in [
            "“여객선 매출 2조원 넘어설 것” 등대해운",
            "등대해운, 올해 매출 2조원 전망",
            "Lanternworks expects revenue of $2 billion",
            "Lanternworks may earn $2 billion",
        ] {
            assert!(is_foreseen(title, &first(title)), "{title}");
        }
        for title in [
            "등대해운, 매출 2조원…내년 전망은 흐림",
            "Lanternworks posts revenue of $2 billion",
            "등대해운, 작년 매출 2조원 돌파",
            "등대해운, 매출 2조원 시장 기대 웃돌아",
            "등대해운, 매출 2조원 올린 것으로 집계",
            "Lanternworks posts May revenue of $2 billion",
        ] {
            assert!(!is_foreseen(title, &first(title)), "{title}");
        }
    }

    #[test]
    fn in_a_matter_of_law_a_sum_is_one_that_is_paid_for_it() {
        let known = |title: &str| {
            let lexicon = crate::desk::Lexicon::shipped();
            let reader = crate::desk::Rules::shipped().reader(&lexicon);
            let words = Words::of(title);
            let found = reader.lists.find(&words);
            let (company_first, body) = (false, false);
            let text =
                Text { title, words: &words, named: &[], found: &found, company_first, body };
            let company = words.list().iter().position(|word| words.text(word) == "lanternworks");
            known_as(&text, company, &first(title), (Some(Move::Regulation), MoveStatus::Done)).of
        };
        for title in [
            "Lanternworks fined $1 billion over its piers",
            "Lanternworks must pay $20 million in damages",
            "Lanternworks pays Zeeland $20 million fine",
            "Lanternworks to pay more than $20 million to settle a suit",
            "등대해운에 과징금 20억원",
        ] {
            assert_eq!(known(title), AmountOf::Paid, "{title}");
        }
        for title in [
            "Zeeland to pay Lanternworks $1 billion to stop building piers",
            "Zeeland pays Lanternworks nearly $1B to give up its piers",
            "Regulator asks Lanternworks how it spends $2 billion",
            "Senators probe Lanternworks over $2 billion pier",
            "공정위, 등대해운 20억원 거래 조사",
        ] {
            assert_eq!(known(title), AmountOf::Named, "{title}");
        }
    }

    #[test]
    fn what_is_spent_is_no_verdict() {
        for told in [
            "Lanternworks lost in court. It must pay $20 million to its ferrymen.",
            "법원은 등대해운에 과징금 20억원을 물렸다. 여객선은 멈췄다.",
        ] {
            assert!(is_of_verdict(told, &first(told)), "{told}");
        }
        for told in [
            "Lanternworks lost in court. It spends $20 million on piers this year.",
            "Lanternworks lost in court. It spends $20 million on power plants, however.",
            "Lanternworks lost in court. It spends $20 million on piers and $3 billion on ferries.",
            "등대해운은 소송에서 졌다. 올해 설비투자는 20억원이다.",
        ] {
            assert!(!is_of_verdict(told, &first(told)), "{told}");
        }
    }
}
