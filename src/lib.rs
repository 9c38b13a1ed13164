//! jogan (조간, "the morning edition"): a terminal reader for the morning's technology news.
//!
//! A pure middle: events go in, effects come out; the middle knows no terminal, no network and no
//! disk. `ARCHITECTURE.md` is the map of the house; each room's `mod.rs` says what its files share
//! and what they may not know. A room may name only rooms that stand below it here:
//!
//! ```text
//! main ─► cli ─► runtime ─► ui ─► app ─┐
//!           │       └──► refresh ──────┤
//!           └──► config                ├─► lang, text, model
//!    refresh ─► fetch, sources, desk, store
//! ```
//!
//! `store`, `sources`, `desk`, `export`, `fetch`, `filter` and `app` name only `model`, `text` and
//! `lang`, never each other; `app` names `filter`, too.

pub mod app;
pub mod archive;
pub mod cli;
pub mod config;
pub mod desk;
pub mod drafts;
pub mod editor;
pub mod export;
pub mod fetch;
pub mod filter;
pub mod lang;
pub mod library;
pub mod model;
pub mod newsroom;
pub mod refresh;
pub mod runtime;
pub mod sources;
pub mod store;
pub mod sync;
pub mod system;
pub mod text;
pub mod ui;
pub mod vault;
pub mod writer;
pub mod writing;
