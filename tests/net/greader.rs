//! Reader servers: a look-alike with real state, whose flavours are rows of quirks, and the passes
//! that keep a store in step with it.

mod alike;
mod faults;
mod killed;
mod program;
mod stories;
