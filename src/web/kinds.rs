//! What errors of the library are called in messages to the page, which has words for each kind.

use crate::error::{self, Error};
use crate::image;
use protocol::{Refused, SkipReason, Trouble, TroubleKind};

/// Why something cannot be kept, opened or taken over.
pub fn trouble(error: &Error) -> Trouble {
    Trouble {
        kind: match error {
            Error::NoStorage(_) => TroubleKind::NoStorage,
            Error::StorageFull => TroubleKind::Full,
            Error::GalleryInUse => TroubleKind::GalleryInUse,
            Error::OtherModel | Error::IndexVersion { .. } => TroubleKind::OtherModel,
            Error::Index(_) => TroubleKind::Damaged,
            _ => TroubleKind::Unknown,
        },
        detail: error.to_string(),
    }
}

/// Why a search has no ranking; `None` for a failure of something else.
pub fn refused(error: &Error) -> Option<Refused> {
    Some(match error {
        Error::Query(error::Refusal::NoWords) => Refused::NoWords,
        Error::Query(error::Refusal::CancelOut) => Refused::CancelOut,
        Error::Query(error::Refusal::TooManyTerms { .. }) => Refused::TooManyTerms,
        Error::Ranking(_) => Refused::Gone,
        Error::Tokenizer(_) => Refused::Unreadable,
        _ => return None,
    })
}

/// Why a file is left out that the decoder refuses.
pub fn skip_reason(refusal: &image::Refusal) -> SkipReason {
    match refusal {
        image::Refusal::Empty => SkipReason::Empty,
        image::Refusal::Unknown { .. } => SkipReason::Unknown,
        image::Refusal::Foreign(_) => SkipReason::Foreign,
        image::Refusal::Cut(_) => SkipReason::Cut,
        image::Refusal::Broken { .. } => SkipReason::Damaged,
        image::Refusal::TooLarge { .. } => SkipReason::TooManyPixels,
    }
}
