//! Stories of the reader: keys in, screens out, over a real store in a folder of its own. No terminal, no
//! network, no clock.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test helper may stop the test")]

mod any_keys;
mod care;
mod choosing;
mod commands;
mod edition;
mod failing;
mod finding;
mod for_me;
mod helping;
mod marks;
mod notes;
mod panes;
mod reader;
mod reading;
mod refreshing;
mod samples;
mod sessions;
mod sitting;
mod sources;
mod store;
mod writing;
