//! What the program remembers about itself between two runs: small values by name.

use rusqlite::{OptionalExtension, params};

use super::{Store, StoreError};

impl Store {
    /// What was remembered under a name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn remembered(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM memory WHERE name = ?")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// Remembers a value under a name, in place of the one before.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn remember(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO memory (name, value) VALUES (?, ?)")?
            .execute(params![name, value])?;
        Ok(())
    }

    /// Forgets what was remembered under a name.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn forget(&mut self, name: &str) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM memory WHERE name = ?")?.execute([name])?;
        Ok(())
    }
}
