//! Which request is served next.

use super::protocol::Request;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Requests that wait for the session, filled by the worker's message handler.
///
/// First come, first served, but for searches: someone is waiting for them, so they overtake photos that are to be
/// embedded, and only the newest counts.
#[derive(Default)]
pub struct RequestQueue {
    waiting: RefCell<VecDeque<Request>>,
    sleeper: RefCell<Option<Waker>>,
}

impl RequestQueue {
    /// Adds a request. A search replaces the searches that wait already.
    pub fn push(&self, request: Request) {
        let mut waiting = self.waiting.borrow_mut();
        if matches!(request, Request::Search { .. }) {
            waiting.retain(|other| !matches!(other, Request::Search { .. }));
        }
        waiting.push_back(request);
        if let Some(sleeper) = self.sleeper.take() {
            sleeper.wake();
        }
    }

    /// Waits for the next request.
    pub async fn next(&self) -> Request {
        poll_fn(|context| match self.pop() {
            Some(request) => Poll::Ready(request),
            None => {
                self.sleeper.replace(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }

    /// True when the search that is being served is no longer wanted.
    pub fn supersedes_search(&self) -> bool {
        let waiting = self.waiting.borrow();
        waiting
            .iter()
            .any(|request| matches!(request, Request::Search { .. } | Request::Reset { .. }))
    }

    fn pop(&self) -> Option<Request> {
        let mut waiting = self.waiting.borrow_mut();
        let overtakable = waiting
            .iter()
            .take_while(|request| matches!(request, Request::Embed { .. }))
            .count();
        match waiting.get(overtakable) {
            Some(Request::Search { .. }) => waiting.remove(overtakable),
            _ => waiting.pop_front(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(id: u32) -> Request {
        Request::Search {
            id,
            text: "red coat".into(),
            rerank: 32,
        }
    }

    fn embed(job: u32) -> Request {
        Request::Embed {
            job,
            photos: Vec::new(),
        }
    }

    fn names(queue: &RequestQueue) -> Vec<String> {
        std::iter::from_fn(|| queue.pop())
            .map(|request| match request {
                Request::Search { id, .. } => format!("search {id}"),
                Request::Embed { job, .. } => format!("embed {job}"),
                Request::Reset { job } => format!("reset {job}"),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_search_overtakes_photos() {
        let queue = RequestQueue::default();
        queue.push(embed(1));
        queue.push(embed(2));
        queue.push(search(7));
        queue.push(embed(3));
        assert_eq!(names(&queue), ["search 7", "embed 1", "embed 2", "embed 3"]);
    }

    #[test]
    fn a_search_never_overtakes_a_reset() {
        let queue = RequestQueue::default();
        queue.push(embed(1));
        queue.push(Request::Reset { job: 2 });
        queue.push(search(7));
        assert_eq!(names(&queue), ["embed 1", "reset 2", "search 7"]);
    }

    #[test]
    fn the_newest_search_wins() {
        let queue = RequestQueue::default();
        queue.push(search(1));
        queue.push(Request::Features);
        queue.push(search(2));
        assert!(queue.supersedes_search());
        assert_eq!(names(&queue), ["Features", "search 2"]);
        assert!(!queue.supersedes_search());
    }
}
