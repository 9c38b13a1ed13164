//! What the desk keeps of a report in the store.

use serde::{Deserialize, Serialize};

use super::papers::PaperSigns;

/// What the desk keeps of a report beside its text, so that it can be remembered as it was: what
/// depended on the time when it came, and on the reader.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    #[serde(rename = "r", skip_serializing_if = "Option::is_none")]
    pub rank: Option<f64>,
    #[serde(rename = "h", skip_serializing_if = "is_zero")]
    pub heat: f64,
    #[serde(rename = "f", skip_serializing_if = "std::ops::Not::not")]
    pub follows: bool,
    /// Whether it is listed with its story by a name or two alone.
    #[serde(rename = "l", skip_serializing_if = "std::ops::Not::not")]
    pub loose: bool,
    #[serde(rename = "p", skip_serializing_if = "PaperSigns::is_empty")]
    pub paper: PaperSigns,
    /// Lenses: name, term, points.
    #[serde(rename = "w", skip_serializing_if = "Vec::is_empty")]
    pub lenses: Vec<(String, String, f64)>,
    /// Taste: share and word.
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    pub taste: Option<(f64, String)>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_zero(number: &f64) -> bool {
    *number == 0.0
}

impl Kept {
    /// As it is stored; nothing where there is nothing to keep.
    pub fn written(&self) -> String {
        if *self == Kept::default() {
            return String::new();
        }
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Numbers to the thousandth: longer ones are not read to their last digit, and a desk that
    /// remembers must judge as the one that saw.
    pub fn round(&mut self) {
        let round = |number: &mut f64| *number = (*number * 1_000.0).round() / 1_000.0;
        round(&mut self.heat);
        round(&mut self.paper.finance);
        self.rank.iter_mut().for_each(round);
        self.lenses.iter_mut().for_each(|(.., points)| round(points));
        self.taste.iter_mut().for_each(|(share, _)| round(share));
    }

    /// What was stored; nothing where that cannot be read.
    pub fn read(text: &str) -> Kept {
        serde_json::from_str(text).unwrap_or_default()
    }
}
