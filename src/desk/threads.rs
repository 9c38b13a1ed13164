//! The same work on many things, on several threads at once.

use std::num::NonZero;
use std::thread;

/// Fewer things are not worth a thread.
const LEAST: usize = 16;

/// How many threads can work at once.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does some work on each of many things, on so many threads at most. The results stand in the order
/// of the things.
pub fn each_on<T: Send, R: Send>(
    threads: usize,
    things: Vec<T>,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let work = &work;
    let part = things.len().div_ceil(threads.max(1)).max(LEAST);
    let mut left = things;
    thread::scope(|scope| {
        let mut parts = Vec::new();
        while left.len() > part {
            let rest = left.split_off(part);
            let part = std::mem::replace(&mut left, rest);
            parts.push(scope.spawn(move || part.into_iter().map(work).collect::<Vec<R>>()));
        }
        let last: Vec<R> = left.into_iter().map(work).collect();
        let mut done = Vec::new();
        for part in parts {
            match part.join() {
                Ok(part) => done.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done.extend(last);
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_things_on_any_number_of_threads() {
        for threads in [0, 1, 2, 7] {
            for count in [0, 1, 15, 100] {
                let things: Vec<usize> = (0..count).collect();
                let doubled = each_on(threads, things, |n| 2 * n);
                assert_eq!(doubled, (0..count).map(|n| 2 * n).collect::<Vec<_>>());
            }
        }
    }
}
