//! A reader server that is followed: what is there comes here, marks go both ways, and notes,
//! ideas, lenses, scores and digests never leave.
//!
//! The rules are pure and stand in `plan.rs`; `ids.rs` and `greader.rs` know how servers write
//! numbers and lists. A pass sends what waits, looks at the lists, asks for what is not here, and
//! changes the marks that differ, in this order, so that no mark made here is undone by an older one
//! from there. The smallest example of a file is `ids.rs`.

pub mod ids;
pub mod plan;
