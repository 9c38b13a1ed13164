//! The middle of the reader: events go in, effects come out.
//!
//! All files here share [`state::State`], which is all that the screen shows, as plain data: no
//! handle, lock or sender. None may know a terminal, a store, a network or a clock; what is
//! needed of them is asked for as an [`effect::Effect`] and comes back as an [`event::Event`].
//! A selection is an item's number, never a row's, so that a refresh never moves it. Change has
//! one home, [`update::update`].
//!
//! A pane or a part of one has a file with its data and its layout, which knows no `State`, and in the
//! folder of the same name an `acts.rs` with what commands and answers do to the state with it, which
//! no file names. So no two files here name each other in a circle. What stands over the panes is a
//! [`layer::Layer`]: its file has its keys, answers and layout too, and says what it wants of the rest.
//! The smallest example is `log.rs`.

pub mod account;
mod areas;
mod article;
mod asking;
pub mod command;
pub mod completing;
pub mod digest;
pub mod draft;
pub mod effect;
pub mod event;
pub mod fetching;
mod filter;
pub mod finding;
pub mod front;
pub mod groups;
pub mod hangul;
pub mod help;
pub mod hints;
pub mod history;
pub mod ideas;
pub mod key;
pub mod keymap;
pub mod layer;
pub mod layout;
pub mod lens;
pub mod line;
pub mod linking;
pub mod list;
pub mod lists;
pub mod log;
pub mod marks;
pub mod messages;
pub mod mine;
mod mouse;
pub mod note;
pub mod notice;
pub mod overlay;
pub mod own_words;
pub mod page;
pub mod palette;
mod picture;
mod pressing;
pub mod preview;
pub mod purpose;
pub mod question;
pub mod reading;
pub mod reading_list;
mod renaming;
pub mod rows;
mod saving;
pub mod search;
pub mod selection;
pub mod setting;
pub mod settings;
mod share;
pub mod sources;
pub mod state;
mod status;
#[cfg(test)]
pub(crate) mod story;
pub mod template;
pub mod terms;
pub mod toast;
pub mod toggle;
pub mod typing;
pub mod update;
pub mod versions;
pub mod why;
pub mod writer;
mod writes;
pub mod writing;
pub mod yank;
