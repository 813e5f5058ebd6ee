//! The gallery that outlives a visit: on the disk, and as much of it as is cached in memory.
//!
//! - `restore`: opened, kept up to date, exported and imported.
//! - `store`: its files; `storage`: the browser's private storage below them.
//! - `state_cache`: what the match head reads of photos, computed again from them where it is no longer in memory.

mod restore;
mod state_cache;
mod storage;
pub(in crate::web) mod store;
