//! Many questions at once: what could not be answered is told apart from a server that does not answer.

use super::endpoint::Failure;
use crate::error::{Error, Result};
use indicatif::ProgressBar;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// So many refusals without an answer between them mean that the server answers nothing well.
const HOPELESS: usize = 25;

/// How a stage ended.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Items that were refused, with the reason.
    pub refused: Vec<(usize, String)>,
    /// Why the stage ended before its time.
    pub stopped: Option<Error>,
}

/// Runs a job for each item on several threads, until all are done or there is no use to go on.
pub fn each(
    items: &[usize],
    threads: usize,
    progress: &ProgressBar,
    job: impl Fn(usize) -> Result<std::result::Result<(), Failure>> + Sync,
) -> Outcome {
    let (next, stop, in_a_row) = (AtomicUsize::new(0), AtomicBool::new(false), AtomicUsize::new(0));
    let outcome = Mutex::new(Outcome::default());
    let end = |error: Error| {
        stop.store(true, Ordering::SeqCst);
        let mut outcome = outcome.lock().unwrap_or_else(PoisonError::into_inner);
        outcome.stopped.get_or_insert(error);
    };
    let work = || {
        while !stop.load(Ordering::SeqCst) {
            let Some(item) = items.get(next.fetch_add(1, Ordering::SeqCst)) else {
                return;
            };
            match job(*item) {
                Err(error) => end(error),
                Ok(Err(Failure::Down(reason))) => end(Error::Input(reason)),
                Ok(Err(Failure::Refused(reason))) => {
                    let row = 1 + in_a_row.fetch_add(1, Ordering::SeqCst);
                    if row >= HOPELESS {
                        end(Error::Input(format!(
                            "{row} captions in a row had no usable answer; the last: {reason}"
                        )));
                    }
                    let mut outcome = outcome.lock().unwrap_or_else(PoisonError::into_inner);
                    outcome.refused.push((*item, reason));
                }
                Ok(Ok(())) => in_a_row.store(0, Ordering::SeqCst),
            }
            progress.inc(1);
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            scope.spawn(work);
        }
    });
    let mut outcome = outcome.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcome.refused.sort();
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(count: usize, job: impl Fn(usize) -> std::result::Result<(), Failure> + Sync) -> (usize, Outcome) {
        let done = AtomicUsize::new(0);
        let items: Vec<usize> = (0..count).collect();
        let outcome = each(&items, 3, &ProgressBar::hidden(), |item| {
            done.fetch_add(1, Ordering::SeqCst);
            Ok(job(item))
        });
        (done.into_inner(), outcome)
    }

    #[test]
    fn refusals_do_not_stop_the_others() {
        let refuse = |item: usize| match item % 10 {
            3 => Err(Failure::Refused("no".into())),
            _ => Ok(()),
        };
        let (done, outcome) = run(100, refuse);
        assert_eq!((done, outcome.refused.len()), (100, 10));
        assert!(outcome.stopped.is_none());
        assert_eq!(outcome.refused[1], (13, "no".to_string()));
    }

    #[test]
    fn a_dead_server_and_endless_refusals_do() {
        let (done, outcome) = run(1000, |_| Err(Failure::Down("gone".into())));
        assert!(done <= 3 && outcome.stopped.expect("stopped").to_string() == "gone");
        let (done, outcome) = run(1000, |_| Err(Failure::Refused("no".into())));
        assert!((HOPELESS..HOPELESS + 3).contains(&done), "{done}");
        assert!(outcome.stopped.expect("stopped").to_string().contains("in a row"));
        let full = each(&[1, 2], 1, &ProgressBar::hidden(), |_| {
            Err(Error::Input("disk full".into()))
        });
        assert_eq!(full.stopped.expect("stopped").to_string(), "disk full");
    }
}
