//! The messages between the page and the worker.
//!
//! These types are the source of www/js/worker/protocol.d.ts, by which the page's scripts are checked; a test of this
//! crate fails when that file is not what they say, and writes it when it is asked to.
//!
//! Every message is `{ type, data }`: `type` is the variant's name in kebab-case, `data` holds its fields in
//! camelCase and is absent where there are none. The page drives: it sends `load` once it has heard `started`,
//! then for each folder a `reset`, or an `open` where galleries are kept, and one `embed` after the other, each when the
//! reply to the last has come. That bounds the photos in flight, and cancelling is simply not sending the next batch. A
//! `search` (or `similar`) overtakes waiting batches and replaces an older one.
//!
//! Other workers of the same program help with large folders: the page sends them `prepare`, and what they make goes by a
//! channel of their own to the worker that has the gallery, where the page lets it `join`.

mod device;
mod failure;
mod forward;
mod prepared;
mod reply;
mod request;
mod skipped;
mod spent;
mod trouble;
#[cfg(test)]
mod typescript;

pub use device::{Backend, Fallback, FallbackReason, Speeds};
pub use failure::{Refused, Stage};
pub use forward::ForwardInputs;
pub use prepared::{Delivery, Prepared};
pub use reply::Reply;
pub use request::{FinderFiles, Photo, Request};
pub use skipped::{SkipReason, Skipped};
pub use spent::{Spent, Work};
pub use trouble::{Trouble, TroubleKind};

/// Photos in one batch: enough to keep a device busy, few enough that a search need not wait long.
pub const BATCH: u32 = 8;
