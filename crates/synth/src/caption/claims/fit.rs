//! How far a picture bears a claim out, and what several claims come to.

/// Whether a caption is true of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Every claim holds.
    Yes,
    /// At least one claim is false.
    No,
    /// No claim is false, but the picture does not show enough, or people would disagree about a word.
    Unknown,
}

impl Fit {
    /// Of two claims: false beats unknown beats true.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    /// Of two things of which one is enough: true beats unknown beats false.
    pub(super) fn either(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }
}

pub(super) fn yes_if(holds: bool) -> Fit {
    if holds { Fit::Yes } else { Fit::No }
}

pub(super) fn unknown_if(doubtful: bool) -> Fit {
    if doubtful { Fit::Unknown } else { Fit::No }
}

pub(super) fn same_or<T: PartialEq>(claimed: &T, seen: &T, otherwise: Fit) -> Fit {
    if claimed == seen { Fit::Yes } else { otherwise }
}
