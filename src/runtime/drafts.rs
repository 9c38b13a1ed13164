//! The keeper of drafts: writes what was typed beside the store, on a thread of its own, so that no
//! key waits for the disk. Of many keys in a row only what stands last is written.

use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

use tokio::sync::mpsc::UnboundedSender;

use crate::app::event::Event;
use crate::drafts;

/// The thread; dropping it writes what waits, then ends.
pub(super) struct Drafts {
    tell: Option<Sender<(String, Option<String>)>>,
    thread: Option<JoinHandle<()>>,
}

impl Drafts {
    /// Starts the thread.
    pub(super) fn start(
        data_dir: PathBuf,
        report: UnboundedSender<Event>,
    ) -> std::io::Result<Drafts> {
        let (tell, told) = mpsc::channel::<(String, Option<String>)>();
        let thread = std::thread::Builder::new().name("drafts".into()).spawn(move || {
            while let Ok(first) = told.recv() {
                let mut waiting = vec![first];
                for (name, text) in told.try_iter() {
                    waiting.retain(|(known, _)| *known != name);
                    waiting.push((name, text));
                }
                for (name, text) in waiting {
                    let done = match text {
                        Some(text) => drafts::keep(&data_dir, &name, &text)
                            .map(|_| ())
                            .map_err(|error| error.to_string()),
                        None => drafts::drop(&data_dir, &name).map_err(|error| error.to_string()),
                    };
                    if let Err(why) = done {
                        // Nobody listens once the reader is closed.
                        let _ = report.send(Event::Failed(why));
                    }
                }
            }
        })?;
        Ok(Drafts { tell: Some(tell), thread: Some(thread) })
    }

    /// Has a draft written, or removed where there is no text.
    pub(super) fn put(&self, name: String, text: Option<String>) {
        if let Some(tell) = &self.tell {
            // The thread ends only with this value.
            let _ = tell.send((name, text));
        }
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        drop(self.tell.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
