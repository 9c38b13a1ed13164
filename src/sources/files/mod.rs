//! Files that `import` reads and `export sources` writes: subscription lists, items, what other
//! programs kept, told apart by what they hold and never by their names (`formats.rs`); those that
//! ship, the list of sources, its profiles and the sample edition; and how the sources in them are
//! named.
//!
//! As everywhere in this room: bytes in, values out, no disk. The smallest example of a format is
//! `instapaper.rs`; it has its line in [`formats::FORMATS`].

pub mod archive;
mod bibtex;
mod bookmarks;
mod cited;
mod csl;
mod csv;
pub mod edition;
pub mod entry;
pub mod formats;
mod instapaper;
pub mod json_lines;
mod mail;
pub mod naming;
mod newsboat;
pub mod opml;
mod pocket;
pub mod profiles;
mod ris;
pub mod source_list;
mod zotero;
mod zotero_table;
