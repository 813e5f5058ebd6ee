//! The gallery that outlives a visit: on the disk, and as much of it as is cached in memory.
//!
//! - `open`: the gallery that is searched, and its copy on the disk.
//! - `restore`: a stored gallery back in memory; `transfer`: exported and imported.
//! - `store`: its files; `storage`: the browser's private storage below them.
//! - `state_cache`: what the match head reads of photos, computed again from them where it is no longer in memory.

mod open;
mod restore;
mod state_cache;
mod storage;
mod store;
mod transfer;

pub use open::OpenGallery;
pub use state_cache::StateCache;
pub use transfer::import;
