//! Captured feeds, attacks, pages and subscription lists, read as the program reads them.
//!
//! The captures stand outside of the project: `JOGAN_CORPUS` names a folder they are unpacked in,
//! or `JOGAN_SHARED` (else `../shared`) the folder with the archive, which is then unpacked into a
//! temporary one. Without either every test here is skipped with a line that says so.

#![expect(clippy::expect_used, reason = "a test may end where something is missing")]

mod attacks;
mod digests;
mod feeds;
mod lists;
mod pages;
mod place;
mod replay;
