//! The writer: sentences in the reader's language, each held against the sentences that it cites.
//!
//! Pure. It plans what is asked for ([`plan`]), words the request ([`prompt`]), reads the answer
//! ([`answer`]) and verifies each sentence ([`verify`]); who is asked, and what is kept, is the
//! business of `writing`. Nothing here knows an address, a store or a clock. Files name `desk` for
//! its lexicon, its units and its moves, and `text`; never what shows the sentences. What is written
//! in a sentence is never trusted: it is shown only where every check holds.
//!
//! `readings/` tells the values of figures, `korean.rs` how Korean is written, `glossary.rs` which
//! words stand for each other, `claims.rs` what claims, denies or turns, `support.rs` what ties a
//! clause to its evidence, `second.rs` the question whether the evidence says it.
//! The smallest example of a check is `shape` in `form.rs`.

pub mod answer;
pub mod case;
pub mod claims;
mod cues;
mod figures;
mod form;
pub mod glossary;
pub mod korean;
pub mod lines;
pub mod piece;
pub mod plan;
pub mod prompt;
pub mod readings;
pub mod second;
pub mod settings;
pub mod support;
pub mod verdict;
pub mod verify;

pub use case::{Asked, Evidence, Task};
pub use korean::Register;
pub use settings::Settings;
pub use verdict::{Reason, Refusal, Verdict};
pub use verify::Verifier;

use support::Support;

#[cfg(test)]
mod tests;
