//! Short messages on the status line, gone with the next key and kept for reading again.

/// Messages kept for reading again.
const KEPT: usize = 100;

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something failed.
    Error,
}

/// A short message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub struct Toast {
    pub text: String,
    pub tone: Tone,
}

/// The message that is shown and those that were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Toasts {
    shown: Option<Toast>,
    past: Vec<Toast>,
}

impl Toasts {
    /// Says that something was done.
    pub fn done(&mut self, text: impl Into<String>) {
        self.show(Toast { text: text.into(), tone: Tone::Done });
    }

    /// Says that something failed.
    pub fn error(&mut self, text: impl Into<String>) {
        self.show(Toast { text: text.into(), tone: Tone::Error });
    }

    fn show(&mut self, toast: Toast) {
        if self.past.len() == KEPT {
            self.past.remove(0);
        }
        self.past.push(toast.clone());
        self.shown = Some(toast);
    }

    /// The message that is shown.
    pub fn shown(&self) -> Option<&Toast> {
        self.shown.as_ref()
    }

    /// Those that were shown, oldest first.
    pub fn past(&self) -> &[Toast] {
        &self.past
    }

    /// Takes the message away.
    pub fn clear(&mut self) {
        self.shown = None;
    }
}
