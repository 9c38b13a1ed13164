//! Where answers lie and calls are counted: a store at hand, or one that a thread of its own keeps.

use std::future::{Future, ready};

use crate::store::{Store, StoreError};

/// Whatever can have something done with a store. A pass waits for answers between its visits, so it
/// never holds the store meanwhile.
pub trait Shelf {
    /// Has something done with the store.
    ///
    /// # Errors
    /// Whatever that met, or where the store is kept by nobody any more.
    fn with<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Store) -> Result<T, StoreError> + Send + 'static,
    ) -> impl Future<Output = Result<T, StoreError>> + Send;
}

impl Shelf for Store {
    fn with<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Store) -> Result<T, StoreError> + Send + 'static,
    ) -> impl Future<Output = Result<T, StoreError>> + Send {
        ready(work(self))
    }
}
