//! What is asked of the store by every face of the program, answered once: which rows a list has, what
//! an item is worth and why, what is about the same, what is talked about, and the edition.
//!
//! The reader, the commands, `--plain`, the vault, the timer and what assistants ask all come here, so that
//! they cannot say different things. A room of pure reading: what is asked comes in as values (the
//! clock, the zone, the lexicon), and but for an edition's seal nothing here writes. It knows no screen,
//! no arguments and no config file. The smallest example is `related.rs`.

pub mod edition;
mod item;
mod related;
mod rows;
mod trends;

pub use item::{item, reasons};
pub use related::{related, related_to};
pub use rows::{MOST_FOUND, length, listed, rows, story, unread};
pub use trends::{talked_of, trending, trending_on};
