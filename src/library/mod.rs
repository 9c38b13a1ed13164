//! What is asked of the store by every face of the program, answered once: which rows a list has, what
//! an item is worth and why, what is about the same, what is talked about, and the edition; and what is
//! changed there.
//!
//! The reader, the commands, `--plain`, the vault, the timer and what assistants ask all come here, so that
//! they cannot say different things. What is asked comes in as values (the clock, the zone, the
//! lexicon). What a user changes of marks, notes, ideas and places goes through `apply.rs`, whichever face it
//! is made on, and leaves its row in the log of changes ([`changes()`]), from which the reader takes it back
//! in a later session, as far as it still stands (`standing.rs`); beside that only an edition's seal is
//! written here. It knows no screen, no arguments and no config file. The smallest example is `related.rs`.

mod apply;
mod changes;
pub mod edition;
mod item;
mod own;
mod related;
mod rows;
mod standing;
mod trends;

pub use apply::{
    apply, change_idea, change_note, delete_idea, forget_rule, mark, place_before, put_into,
    remember_version, restore_note, rewrite_idea, write_note,
};
pub use changes::changes;
pub use item::{item, reasons};
pub use own::{idea, ideas, note, notes, versions, whole};
pub use related::{related, related_to};
pub use rows::{MOST_FOUND, length, listed, reports, rows, rows_of, search, story, unread};
pub use trends::{talked_of, trending, trending_on};
