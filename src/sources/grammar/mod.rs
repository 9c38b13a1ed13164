//! What several kinds read with: character sets, dates, and the one place where items are cleaned.
//!
//! Nothing here knows a kind. The smallest example is `charset.rs`.

pub mod charset;
pub mod date;
pub mod document;
pub mod error;
pub mod json;
pub mod paper;
pub mod people;
pub mod question;
pub mod raw;
pub mod tags;
pub mod tree;
