//! Whether a long work is to end before it is done.

/// Asked between the steps of a long work, which ends where what is done is whole.
#[derive(Debug, Clone, Copy)]
pub struct Stop(fn() -> bool);

impl Stop {
    /// Of a work that always goes on to its end.
    pub const NEVER: Stop = Stop(|| false);

    /// Once that says so.
    pub const fn when(asked: fn() -> bool) -> Stop {
        Stop(asked)
    }

    /// Whether the work is to end now.
    pub fn is_asked(self) -> bool {
        (self.0)()
    }
}
