//! Many questions at once: what could not be answered is told apart from a server that does not answer.

use super::endpoint::Failure;
use crate::error::{Error, Result};
use indicatif::ProgressBar;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// So many failures without an answer between them mean that the server answers nothing well.
const HOPELESS: usize = 25;

/// How a stage ended.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Items that the server refuses, with the reason; none that it refused together with everything else.
    pub refused: Vec<(usize, String)>,
    /// Items without a usable answer, with the reason.
    pub failed: Vec<(usize, String)>,
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
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let outcome = Mutex::new(Outcome::default());
    // What was refused since the last answer: of a server that refuses everything it says nothing about the item.
    let row: Mutex<Vec<usize>> = Mutex::new(Vec::new());
    let end = |error: Error| {
        stop.store(true, Ordering::SeqCst);
        lock(&outcome).stopped.get_or_insert(error);
    };
    let work = || {
        while !stop.load(Ordering::SeqCst) {
            let Some(item) = items.get(next.fetch_add(1, Ordering::SeqCst)) else {
                return;
            };
            let result = match job(*item) {
                Err(error) => {
                    end(error);
                    continue;
                }
                Ok(result) => result,
            };
            let reason = match result {
                Ok(()) => {
                    lock(&row).clear();
                    progress.inc(1);
                    continue;
                }
                Err(Failure::Down(reason)) => {
                    end(Error::Input(reason));
                    continue;
                }
                Err(Failure::Refused(reason)) => {
                    lock(&outcome).refused.push((*item, reason.clone()));
                    reason
                }
                Err(Failure::Unusable(reason)) => {
                    lock(&outcome).failed.push((*item, reason.clone()));
                    reason
                }
            };
            progress.inc(1);
            let mut row = lock(&row);
            row.push(*item);
            if row.len() >= HOPELESS {
                end(Error::Input(format!(
                    "{} captions in a row had no usable answer; the last: {reason}",
                    row.len()
                )));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            scope.spawn(work);
        }
    });
    let mut outcome = outcome.into_inner().unwrap_or_else(PoisonError::into_inner);
    let row = row.into_inner().unwrap_or_else(PoisonError::into_inner);
    if row.len() >= HOPELESS {
        outcome.refused.retain(|(item, _)| !row.contains(item));
    }
    outcome.refused.sort();
    outcome.failed.sort();
    outcome
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
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
            4 => Err(Failure::Unusable("odd".into())),
            _ => Ok(()),
        };
        let (done, outcome) = run(100, refuse);
        assert_eq!((done, outcome.refused.len(), outcome.failed.len()), (100, 10, 10));
        assert!(outcome.stopped.is_none());
        assert_eq!(outcome.refused[1], (13, "no".to_string()));
        assert_eq!(outcome.failed[1], (14, "odd".to_string()));
    }

    #[test]
    fn a_dead_server_and_endless_refusals_do() {
        let (done, outcome) = run(1000, |_| Err(Failure::Down("gone".into())));
        assert!(done <= 3 && outcome.stopped.expect("stopped").to_string() == "gone");
        let (done, outcome) = run(1000, |_| Err(Failure::Refused("no".into())));
        assert!((HOPELESS..HOPELESS + 3).contains(&done), "{done}");
        assert_eq!(
            outcome.refused,
            [],
            "who refuses everything has said nothing about any"
        );
        assert!(outcome.stopped.expect("stopped").to_string().contains("in a row"));
        let full = each(&[1, 2], 1, &ProgressBar::hidden(), |_| {
            Err(Error::Input("disk full".into()))
        });
        assert_eq!(full.stopped.expect("stopped").to_string(), "disk full");
    }
}
