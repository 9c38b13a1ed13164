//! Files that `import` reads and `export sources` writes: subscription lists and items, told apart
//! by what they hold and never by their names; the two that ship, the list of sources and the sample
//! edition; and how the sources in them are named.
//!
//! As everywhere in this room: bytes in, values out, no disk.

pub mod archive;
pub mod detect;
pub mod edition;
pub mod json_lines;
pub mod naming;
pub mod opml;
pub mod source_list;
