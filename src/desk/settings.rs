//! What the reader asked of the desk, as plain data; the config file fills it.

use serde::{Deserialize, Serialize};

use super::shipped_lenses;
use crate::model::{SourceId, Zone};
use crate::text::tokens;

/// A named group of terms that the reader watches, such as `finance`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watch {
    /// What it is called in reasons and in the digest.
    pub name: String,
    /// Words and phrases in any language; a spelling of the lexicon stands for all of its entry. A
    /// lens that comes with the program needs none.
    #[serde(default)]
    pub terms: Vec<String>,
    /// Authors who are followed, as they sign.
    #[serde(default)]
    pub authors: Vec<String>,
    /// How much it counts; 1 is the usual.
    #[serde(default = "usual")]
    pub weight: f64,
}

fn usual() -> f64 {
    1.0
}

impl Watch {
    /// Points that an item gains by naming one of its terms: ten for a usual watch, thirty at
    /// most.
    pub fn points(&self) -> f64 {
        (10.0 * self.weight).clamp(0.0, Watch::MOST)
    }

    /// Whether there is anything that it can be touched by.
    pub fn looks_for_something(&self) -> bool {
        let is_named = |author: &String| !tokens::folded_name(author).is_empty();
        self.terms.iter().any(|term| !term.trim().is_empty())
            || self.authors.iter().any(is_named)
            || shipped_lenses::is_lens_shipped(&self.name)
    }

    /// What all watches together can add to an item.
    pub const MOST: f64 = 30.0;
}

/// What the reader does not want to see in the panes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mutes {
    /// Words and phrases of titles.
    pub terms: Vec<String>,
    /// Sources.
    pub sources: Vec<SourceId>,
    /// Companies, by key or by any of their names.
    pub companies: Vec<String>,
}

/// Grows by one when the desk judges by other rules: what was judged by older ones is judged again.
const RULES: u32 = 4;

/// All settings of the desk.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// The reader's own lexicon file, as text.
    pub lexicon: Option<String>,
    /// What the reader watches.
    pub watches: Vec<Watch>,
    /// What stays out of the panes.
    pub mutes: Mutes,
    /// How days are cut: an event is judged by its day.
    pub zone: Zone,
}

impl Settings {
    /// A number for all that decides how items are judged, the same in every run: what was judged
    /// under another one is to be judged again.
    pub fn fingerprint(&self) -> String {
        let Settings { lexicon, watches, mutes, zone: _ } = self;
        // These two are plain lists, whose writing-out cannot lack a part.
        let own = lexicon.as_deref().unwrap_or_default();
        let written = format!("{RULES}\n{watches:?}\n{mutes:?}\n{own}");
        format!("{:016x}", tokens::hash(written.as_bytes()))
    }
}
