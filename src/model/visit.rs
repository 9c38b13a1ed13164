//! How a visit to a source went, as it is remembered.

use super::{FetchState, SourceId};

/// What the store is to remember of a visit, all of it or nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Visit {
    /// Who was visited.
    pub source: SourceId,
    /// What is known for the next visit.
    pub state: FetchState,
    /// The address to ask from now on, where it has changed.
    pub moved_to: Option<String>,
    /// Whether its header fields and credentials are left behind on that move, as they are for the
    /// old place alone.
    pub without_secrets: bool,
    /// The name that the source goes by from now on, where it had one for the time being.
    pub named: Option<String>,
    /// Whether it is not to be asked again: it is gone, or another one asks the same.
    pub off: bool,
}
