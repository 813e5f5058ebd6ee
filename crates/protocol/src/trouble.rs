//! What can be in the way of keeping a gallery.

use serde::Serialize;

/// Why something cannot be kept, opened or taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Trouble {
    /// What it is, for the page's words about it.
    pub kind: TroubleKind,
    /// What the browser or the program said, for whoever looks for the cause.
    pub detail: String,
}

/// A kind of trouble with what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum TroubleKind {
    /// The browser keeps nothing for this page.
    NoStorage,
    /// There is no room left.
    Full,
    /// Another tab has the gallery open.
    GalleryInUse,
    /// It was made with another model.
    OtherModel,
    /// The file or the index is damaged.
    Damaged,
    /// Something else.
    Unknown,
}
