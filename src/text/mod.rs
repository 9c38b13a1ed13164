//! Text as it comes from outside, made safe and readable: cleaned, measured, read from HTML.
//!
//! Everything here is a pure function of its arguments and bounded in time on any input: what
//! comes from outside is capped before it is worked on. A file may name its neighbours in this
//! folder and `model`, and nothing else of the crate. Other rooms call this one at the moment text comes in
//! (`sources`, `fetch`) and again where it goes out (`ui`, `export`). The smallest example is
//! `width.rs`.

pub mod address;
pub mod clean;
pub mod code;
pub mod enclosure;
pub mod fold;
pub mod html;
pub mod language;
pub mod links;
pub mod markup;
pub mod math;
pub mod name;
pub mod pace;
pub mod roman;
pub mod sentences;
pub mod source;
pub mod tokens;
pub mod width;
pub mod wrap;
