//! Where the worker's time goes, stage by stage, so that "it is slow here" can be acted on.
//!
//! Reading a clock costs nothing beside any of the stages, so they are always timed; the page asks for the sums when its
//! address says `?profile`.

use super::scope;
use protocol::Spent;
pub use protocol::Work;
use std::cell::RefCell;

thread_local! {
    /// In the order in which the kinds of work first came up.
    static SPENT: RefCell<Vec<Spent>> = const { RefCell::new(Vec::new()) };
}

/// Times work for so many items that waits for the browser or the device.
pub async fn timed<T>(work: Work, items: usize, task: impl Future<Output = T>) -> T {
    let start = now();
    let result = task.await;
    add(work, items, now() - start);
    result
}

/// Times work for so many items.
pub fn timed_now<T>(work: Work, items: usize, task: impl FnOnce() -> T) -> T {
    let start = now();
    let result = task();
    add(work, items, now() - start);
    result
}

fn add(work: Work, items: usize, milliseconds: f64) {
    let items = u32::try_from(items).unwrap_or(u32::MAX);
    SPENT.with_borrow_mut(|all| match all.iter_mut().find(|spent| spent.work == work) {
        Some(spent) => {
            spent.times += 1;
            spent.items = spent.items.saturating_add(items);
            spent.total += milliseconds;
            spent.longest = spent.longest.max(milliseconds);
        }
        None => all.push(Spent {
            work,
            times: 1,
            items,
            total: milliseconds,
            longest: milliseconds,
        }),
    });
}

/// Everything that was timed.
pub fn spent() -> Vec<Spent> {
    SPENT.with_borrow(Clone::clone)
}

/// The worker's clock, in milliseconds.
pub fn now() -> f64 {
    scope()
        .performance()
        .map_or_else(js_sys::Date::now, |clock| clock.now())
}
