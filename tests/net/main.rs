//! The network, on this machine only: a real client against a small server that misbehaves as it
//! is told. No test waits for the clock.

mod fetching;
mod server;
