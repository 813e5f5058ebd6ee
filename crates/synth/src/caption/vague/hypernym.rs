//! The classes of things that people name without looking closely, and which kinds belong to them.

use crate::attributes::{Bag, Footwear, Headgear, Lower, OnePiece, Upper};
use crate::lexicon::Vocabulary;
use serde::Deserialize;

/// A class of things that people name without looking closely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::caption) enum Hypernym {
    /// Anything worn on the upper body below a jacket.
    Top,
    /// What might pass for a T-shirt.
    Tee,
    /// Knitwear and sweatshirts.
    Sweater,
    /// Short outer garments.
    Jacket,
    /// Long or warm outer garments.
    Coat,
    /// Long trousers of any cut and cloth.
    Trousers,
    /// Short trousers.
    Shorts,
    /// Skirts of any length.
    Skirt,
    /// Dresses of any length.
    Dress,
    /// Any footwear.
    Shoes,
    /// Boots of any height.
    Boots,
    /// Any bag.
    Bag,
    /// Any hat or cap.
    Hat,
}

impl Hypernym {
    /// Every class.
    pub(in crate::caption) const ALL: &'static [Self] = &[
        Self::Top,
        Self::Tee,
        Self::Sweater,
        Self::Jacket,
        Self::Coat,
        Self::Trousers,
        Self::Shorts,
        Self::Skirt,
        Self::Dress,
        Self::Shoes,
        Self::Boots,
        Self::Bag,
        Self::Hat,
    ];
}

impl Vocabulary for Hypernym {
    const VALUES: &'static [Self] = Self::ALL;

    fn place(self) -> usize {
        self as usize
    }
}

/// A kind of thing that belongs to one or more loose classes.
pub(in crate::caption) trait HasHypernyms {
    /// The classes, the most fitting first; none where only the exact noun would do.
    fn hypernyms(self) -> &'static [Hypernym];
}

impl HasHypernyms for Upper {
    fn hypernyms(self) -> &'static [Hypernym] {
        use Hypernym::{Coat, Jacket, Sweater, Tee, Top};
        match self {
            Self::TShirt | Self::LongSleeveShirt | Self::TankTop | Self::Polo | Self::Jersey => &[Top, Tee],
            Self::CropTop | Self::Shirt | Self::ShortSleeveShirt | Self::Blouse => &[Top],
            Self::Sweater | Self::Turtleneck | Self::Sweatshirt | Self::Hoodie => &[Sweater, Top],
            Self::Cardigan => &[Sweater, Jacket],
            Self::Vest | Self::HiVisVest => &[],
            Self::Jacket | Self::DenimJacket | Self::LeatherJacket | Self::TrackJacket | Self::Blazer => {
                &[Jacket]
            }
            Self::Puffer | Self::Parka | Self::Raincoat => &[Jacket, Coat],
            Self::TrenchCoat => &[Coat, Coat, Jacket],
            Self::Coat => &[Coat, Coat, Coat, Jacket],
        }
    }
}

impl HasHypernyms for Lower {
    fn hypernyms(self) -> &'static [Hypernym] {
        match self {
            Self::Shorts | Self::DenimShorts => &[Hypernym::Shorts],
            skirt if skirt.is_skirt() => &[Hypernym::Skirt],
            _ => &[Hypernym::Trousers],
        }
    }
}

impl HasHypernyms for OnePiece {
    fn hypernyms(self) -> &'static [Hypernym] {
        match self {
            Self::ShortDress | Self::Dress | Self::LongDress => &[Hypernym::Dress],
            Self::Jumpsuit | Self::Dungarees => &[],
        }
    }
}

impl HasHypernyms for Footwear {
    fn hypernyms(self) -> &'static [Hypernym] {
        match self {
            Self::AnkleBoots => &[Hypernym::Boots, Hypernym::Shoes],
            Self::HighBoots => &[Hypernym::Boots],
            Self::Barefoot => &[],
            _ => &[Hypernym::Shoes],
        }
    }
}

impl HasHypernyms for Bag {
    fn hypernyms(self) -> &'static [Hypernym] {
        match self {
            Self::Suitcase => &[],
            _ => &[Hypernym::Bag],
        }
    }
}

impl HasHypernyms for Headgear {
    fn hypernyms(self) -> &'static [Hypernym] {
        match self {
            Self::Cap | Self::Beanie | Self::Hat | Self::SunHat => &[Hypernym::Hat],
            Self::Helmet | Self::Headscarf | Self::HoodUp => &[],
        }
    }
}
