//! The alias table, read once when it is first asked for.

use std::sync::{Arc, OnceLock};

use crate::desk::Lexicon;

/// The alias table with what the reader's own file adds. The first frame does not wait for it, and
/// a file that cannot be read has ended the program by then.
pub(super) struct Table {
    own: Option<String>,
    read: OnceLock<Arc<Lexicon>>,
}

impl Table {
    /// The table, not read yet.
    pub(super) fn with(own: Option<String>) -> Arc<Table> {
        Arc::new(Table { own, read: OnceLock::new() })
    }

    /// The table, read if it was not yet.
    pub(super) fn get(&self) -> &Arc<Lexicon> {
        self.read.get_or_init(|| {
            Lexicon::read(self.own.as_deref()).unwrap_or_else(|_| Lexicon::shipped())
        })
    }
}
