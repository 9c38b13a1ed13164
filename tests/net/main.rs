//! The network, on this machine only: a real client against a small server that misbehaves as it
//! is told. No test waits for the clock.

#![expect(clippy::expect_used, reason = "a test may end where something is missing")]

mod adding;
mod beside;
mod calling;
mod fetching;
mod following;
mod greader;
mod leaving;
mod origins;
mod refreshing;
mod saving;
mod server;
mod trust;
mod writing;
