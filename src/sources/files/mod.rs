//! Files that `import` reads and `export sources` writes: subscription lists and items, told apart
//! by what they hold and never by their names.
//!
//! As everywhere in this room: bytes in, values out, no disk.

pub mod json_lines;
