//! How the refresh goes on.

mod acts;

use super::event::Progress;
use crate::model::Phrase;

/// Sources that failed, of which the message after a refresh gives the names.
const NAMED: usize = 3;

/// How the refresh goes on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fetching {
    /// Sources done and sources asked, while it runs.
    pub running: Option<(usize, usize)>,
    /// Items that were new in it so far.
    pub new: u64,
    /// Sources that failed in it, and why.
    pub failures: Vec<(String, Phrase)>,
    /// Whether nobody at all could be reached the last time.
    pub unreachable: bool,
    /// Whether a refresh ever ended while the reader was open.
    pub finished: bool,
}

impl Fetching {
    /// Takes what a refresh tells; `true` where there is something new in the store, or all is done.
    pub fn take(&mut self, progress: Progress) -> bool {
        match progress {
            // Where nobody is asked, what the last ones said is still so.
            Progress::Started { sources: 0 } => {
                self.running = Some((0, 0));
                self.new = 0;
                false
            }
            Progress::Started { sources } => {
                *self = Fetching { running: Some((0, sources)), ..Fetching::default() };
                false
            }
            Progress::Source { name, outcome, .. } => {
                if let Some((done, asked)) = &mut self.running {
                    *done = (*done + 1).min(*asked);
                }
                match outcome {
                    Ok(new) => {
                        self.new += new;
                        new > 0
                    }
                    Err(why) => {
                        self.failures.push((name, why));
                        false
                    }
                }
            }
            Progress::Finished { unreachable } => {
                if self.running.take().is_some_and(|(_, asked)| asked > 0) {
                    self.unreachable = unreachable;
                }
                self.finished = true;
                true
            }
            Progress::Failed { why } => {
                self.running = None;
                self.finished = true;
                self.failures.push((String::new(), why));
                true
            }
        }
    }
}
