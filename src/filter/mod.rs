//! The line by which items are asked for, wherever it is typed: words, and what items must be
//! (`company:nvidia move:investment since:3d -starred 논문`).
//!
//! `grammar.rs` has the keys and marks in each language, `read.rs` makes a query of a line,
//! `complete.rs` says how a line can go on. All are pure: what depends on the store or on a screen
//! comes in as values or through [`complete::Known`]. The smallest example is a row of
//! `grammar::KEYS`.

mod complete;
mod grammar;
mod read;

pub use complete::{Known, Unfinished, completions, last_word, unfinished};
pub use read::{
    Company, Filter, Grammar, Misunderstood, expanded, holds_a_word, names_a_company, nearest,
};
