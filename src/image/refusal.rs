//! Why a file cannot be used as a photo.

use super::kind::Kind;

/// The true reason, and what to do where something can be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The file has no content.
    #[error("the file is empty")]
    Empty,
    /// The content is no picture of a known kind.
    #[error("no picture of a known kind: it starts with {start:02x?}")]
    Unknown {
        /// Its first bytes.
        start: Vec<u8>,
    },
    /// A picture that is not decoded here.
    #[error("{0} photo: this kind is not decoded here; save it as JPEG or PNG")]
    Foreign(Kind),
    /// The file ends before all of its pixels are there.
    #[error("cut {0} file: it ends before all of its pixels are there; copy it again")]
    Cut(Kind),
    /// The content contradicts itself.
    #[error("broken {kind} file: {why}")]
    Broken {
        /// What it claims to be.
        kind: Kind,
        /// What its decoder says.
        why: String,
    },
    /// More pixels than can be decoded in bounded memory.
    #[error("{kind} file of {width}x{height}: at most {most} pixels, and {side} on a side")]
    TooLarge {
        /// What it is.
        kind: Kind,
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// The most pixels of such a file.
        most: u64,
        /// The most pixels on a side.
        side: u32,
    },
}

impl Refusal {
    /// What a text in the visitor's language names: the kind of file or its size.
    pub fn detail(&self) -> String {
        match self {
            Self::Empty | Self::Unknown { .. } => String::new(),
            Self::Foreign(kind) | Self::Cut(kind) | Self::Broken { kind, .. } => kind.name().to_owned(),
            Self::TooLarge { width, height, .. } => format!("{width} × {height}"),
        }
    }
}
