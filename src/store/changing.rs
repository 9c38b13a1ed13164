//! What a user changes, kept as one: all of it with its row in the log, or nothing.

use rusqlite::Connection;

use super::{Store, StoreError};

/// A change under way. What is read here is what it depends on: nobody else writes meanwhile.
#[derive(Debug)]
pub struct Changing<'a> {
    pub(super) connection: &'a Connection,
}

impl Store {
    /// Has several things changed as one; nothing where one of them fails.
    ///
    /// # Errors
    /// As what is done; where the store cannot be written.
    pub fn changing<T>(
        &mut self,
        work: impl FnOnce(&Changing<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let transaction = self.connection.transaction()?;
        let done = work(&Changing { connection: &transaction })?;
        transaction.commit()?;
        Ok(done)
    }
}
