//! Whether a sentence's figures are those of what it cites.

use super::case::Case;
use super::piece::Piece;
use super::readings::{self, Held, Kind};

/// Values that the cited sentences lack, and values that they have as something else.
pub(super) fn figures(case: &Case<'_>) -> (Option<String>, Option<String>) {
    let (mut missing, mut other) = (None, None);
    for figure in &case.sentence.figures {
        // A fee of 25 basis points is 0.25 %, a rate that moves by as many is none.
        let said = || case.sentence.text[figure.at..figure.until].trim().to_owned();
        let is_fee = figure.readings.iter().any(|reading| reading.kind == Kind::Percent)
            && names_fee(&case.evidence);
        let held = if is_fee {
            let points: Vec<readings::Reading> = figure
                .readings
                .iter()
                .filter(|reading| reading.kind == Kind::Percent)
                .map(|reading| readings::Reading { kind: Kind::Points, ..*reading })
                .collect();
            let as_points = readings::Figure { readings: points, ..figure.clone() };
            let mended = readings::held(&as_points, &case.evidence.figures);
            if mended == Held::Found {
                Held::Found
            } else {
                readings::held(figure, &case.evidence.figures)
            }
        } else {
            readings::held(figure, &case.evidence.figures)
        };
        match held {
            Held::Found => {}
            Held::OtherUnit => other = other.or_else(|| Some(said())),
            Held::Missing => missing = missing.or_else(|| Some(said())),
        }
    }
    (missing, other)
}

/// Whether the evidence speaks of what is paid in parts of a hundred.
fn names_fee(evidence: &Piece) -> bool {
    ["fee", "charg", "commission", "expens", "spread", "yield"]
        .iter()
        .any(|word| evidence.stems.contains(&format!(" {word}")))
        || ["수수료", "보수", "스프레드"].iter().any(|word| evidence.text.contains(word))
}
