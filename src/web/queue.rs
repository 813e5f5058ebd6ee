//! Which request is served next.

use super::wait;
use protocol::{Delivery, Photo, Request};
use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Poll, Waker};

/// Milliseconds to wait for what a helper said it sent.
const PATIENCE: i32 = 10_000;

/// Requests that wait for the session, filled by the worker's message handler.
///
/// First come, first served, but for searches and explanations: someone is waiting for them, so they overtake photos
/// that are to be embedded, and of searches only the newest counts.
#[derive(Default)]
pub struct RequestQueue {
    waiting: RefCell<VecDeque<Request>>,
    sleeper: RefCell<Option<Waker>>,
    /// What helpers made, by helper and question, until the page lets it join.
    deliveries: RefCell<HashMap<(u32, u32), Delivery>>,
    receiver: RefCell<Option<Waker>>,
}

impl RequestQueue {
    /// Adds a request. A search replaces the searches that wait already.
    pub fn push(&self, request: Request) {
        let mut waiting = self.waiting.borrow_mut();
        if is_search(&request) {
            waiting.retain(|other| !is_search(other));
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

    /// Waits for the files that were asked for under `ticket`; `None` as soon as nobody waits for the answer any more.
    pub async fn provided_files(&self, ticket: u32) -> Option<Vec<Photo>> {
        poll_fn(|context| {
            let mut waiting = self.waiting.borrow_mut();
            let wanted = |request: &Request| matches!(request, Request::ProvideFiles { ticket: other, .. } if *other == ticket);
            if let Some(index) = waiting.iter().position(wanted)
                && let Some(Request::ProvideFiles { photos, .. }) = waiting.remove(index)
            {
                return Poll::Ready(Some(photos));
            }
            drop(waiting);
            if self.supersedes_search() {
                return Poll::Ready(None);
            }
            self.sleeper.replace(Some(context.waker().clone()));
            Poll::Pending
        })
        .await
    }

    /// Takes what a helper made.
    pub fn deliver(&self, helper: u32, delivery: Delivery) {
        self.deliveries
            .borrow_mut()
            .insert((helper, delivery.ticket), delivery);
        if let Some(receiver) = self.receiver.take() {
            receiver.wake();
        }
    }

    /// Waits for what a helper made; `None` where it does not come, for the helper died.
    pub async fn delivery(&self, helper: u32, ticket: u32) -> Option<Delivery> {
        let mut patience = pin!(wait(PATIENCE));
        poll_fn(|context| {
            if let Some(delivery) = self.deliveries.borrow_mut().remove(&(helper, ticket)) {
                return Poll::Ready(Some(delivery));
            }
            self.receiver.replace(Some(context.waker().clone()));
            patience.as_mut().poll(context).map(|()| None)
        })
        .await
    }

    /// Forgets what nobody will ask for.
    pub fn forget_deliveries(&self) {
        self.deliveries.borrow_mut().clear();
    }

    /// True when the search that is being served is no longer wanted.
    pub fn supersedes_search(&self) -> bool {
        let waiting = self.waiting.borrow();
        waiting.iter().any(|request| {
            let ends = matches!(
                request,
                Request::Reset { .. } | Request::Open { .. } | Request::Remove { .. }
            );
            ends || is_search(request)
        })
    }

    fn pop(&self) -> Option<Request> {
        let mut waiting = self.waiting.borrow_mut();
        let overtakable = waiting
            .iter()
            .take_while(|request| {
                matches!(
                    request,
                    Request::Embed { .. } | Request::Join { .. } | Request::Suggest { .. }
                )
            })
            .count();
        match waiting.get(overtakable) {
            Some(request) if is_search(request) || matches!(request, Request::Explain { .. }) => {
                waiting.remove(overtakable)
            }
            _ => waiting.pop_front(),
        }
    }
}

fn is_search(request: &Request) -> bool {
    matches!(request, Request::Search { .. } | Request::Similar { .. })
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

    fn embed(generation: u32) -> Request {
        Request::Embed {
            generation,
            photos: Vec::new(),
        }
    }

    fn names(queue: &RequestQueue) -> Vec<String> {
        std::iter::from_fn(|| queue.pop())
            .map(|request| match request {
                Request::Search { id, .. } => format!("search {id}"),
                Request::Embed { generation, .. } => format!("embed {generation}"),
                Request::Reset { generation } => format!("reset {generation}"),
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
        queue.push(Request::Reset { generation: 2 });
        queue.push(search(7));
        assert_eq!(names(&queue), ["embed 1", "reset 2", "search 7"]);
    }

    #[test]
    fn files_come_to_the_one_who_asked() {
        let supply = |ticket| Request::ProvideFiles {
            ticket,
            photos: Vec::new(),
        };
        let mut context = std::task::Context::from_waker(Waker::noop());
        let queue = RequestQueue::default();
        let mut asked = std::pin::pin!(queue.provided_files(2));
        queue.push(embed(1));
        queue.push(supply(1));
        assert!(asked.as_mut().poll(&mut context).is_pending());
        queue.push(supply(2));
        assert!(matches!(asked.as_mut().poll(&mut context), Poll::Ready(Some(_))));

        let mut forgotten = std::pin::pin!(queue.provided_files(3));
        assert!(forgotten.as_mut().poll(&mut context).is_pending());
        queue.push(search(9));
        assert!(matches!(forgotten.as_mut().poll(&mut context), Poll::Ready(None)));
    }

    #[test]
    fn what_a_helper_made_waits_for_the_one_who_asks() {
        let delivery = |ticket| Delivery {
            ticket,
            photos: Vec::new(),
            skipped: Vec::new(),
        };
        let mut context = std::task::Context::from_waker(Waker::noop());
        let queue = RequestQueue::default();
        queue.deliver(1, delivery(5));
        queue.deliver(2, delivery(6));
        let mut asked = std::pin::pin!(queue.delivery(2, 6));
        assert!(matches!(
            asked.as_mut().poll(&mut context),
            Poll::Ready(Some(Delivery { ticket: 6, .. }))
        ));
        queue.forget_deliveries();
        assert!(queue.deliveries.borrow().is_empty());
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
