//! What is asked of the store by every face of the program, answered once: which rows a list has, what
//! an item is worth and why, what is about the same, what is talked about, and the edition; and what is
//! changed there.
//!
//! The reader, the commands, `--plain`, the vault, the timer and what assistants ask all come here, so that
//! they cannot say different things. What is asked comes in as values (the clock, the zone, the
//! lexicon). What a user changes of marks, notes and ideas goes through [`apply()`], whichever face it is
//! made on, but for a note's earlier version, an idea replaced by an assistant, the order of the reading
//! list and pages that are saved; beside that only an edition's seal is written here. It knows no
//! screen, no arguments and no config file. The smallest example is `related.rs`.

mod apply;
pub mod edition;
mod item;
mod related;
mod rows;
mod trends;

pub use apply::{apply, change_idea, change_note, mark, write_note};
pub use item::{item, reasons};
pub use related::{related, related_to};
pub use rows::{MOST_FOUND, length, listed, reports, rows, rows_of, search, story, unread};
pub use trends::{talked_of, trending, trending_on};
