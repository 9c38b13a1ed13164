//! The one writer: a thread that owns whatever writes, and does what it is told in turn.

use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

type Job<S> = Box<dyn FnOnce(&mut S) + Send>;

/// Owns the writing side (a [`Store`](super::Store), alone or with what works on it) on a thread
/// of its own. Dropping it finishes all that was told, then joins the thread.
#[derive(Debug)]
pub struct Keeper<S> {
    jobs: Option<Sender<Job<S>>>,
    thread: Option<JoinHandle<()>>,
}

impl<S: Send + 'static> Keeper<S> {
    /// Starts the thread.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(mut state: S) -> std::io::Result<Keeper<S>> {
        let (jobs, queue) = mpsc::channel::<Job<S>>();
        let thread = std::thread::Builder::new().name("storekeeper".into()).spawn(move || {
            for job in queue {
                job(&mut state);
            }
        })?;
        Ok(Keeper { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Has something done, after all that was told before.
    pub fn tell(&self, job: impl FnOnce(&mut S) + Send + 'static) {
        if let Some(jobs) = &self.jobs {
            // The thread ends only with this value, so nothing is lost here; after a panic in a
            // job, `ask` reports the closed channel.
            let _ = jobs.send(Box::new(job));
        }
    }

    /// Has something done and brings back its result. The answer fails only if the thread died.
    pub fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut S) -> T + Send + 'static,
    ) -> oneshot::Receiver<T> {
        let (give, take) = oneshot::channel();
        self.tell(move |state| {
            // Whoever asked may have gone; the work is done all the same.
            let _ = give.send(job(state));
        });
        take
    }
}

impl<S> Drop for Keeper<S> {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_is_done_in_turn_before_the_keeper_goes() {
        let keeper = Keeper::start(Vec::new()).expect("a thread");
        for n in 0..100 {
            keeper.tell(move |list: &mut Vec<i32>| list.push(n));
        }
        let seen = keeper.ask(|list| list.clone()).blocking_recv().expect("an answer");
        assert_eq!(seen, (0..100).collect::<Vec<_>>());
    }
}
