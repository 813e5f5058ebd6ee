//! What people wear on the body: garments, their patterns, and footwear.

use super::vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// Pattern or material of a garment, as far as it can be seen.
    Pattern {
        /// One colour, smooth cloth.
        Plain,
        /// Stripes across the body.
        HorizontalStripes,
        /// Stripes along the body.
        VerticalStripes,
        /// Checks, plaid, tartan.
        Checks,
        /// Polka dots.
        Dots,
        /// A print, logo or lettering on the chest.
        Logo,
        /// Flowers.
        Floral,
        /// Camouflage.
        Camouflage,
        /// Two halves or panels of different colours.
        ColourBlock,
        /// One colour fading into another.
        Gradient,
        /// Denim cloth.
        Denim,
        /// Leather.
        Leather,
        /// Coarse knit.
        Knit,
    }
}

vocabulary! {
    /// Kind of upper garment; those from `Cardigan` on can be worn open over another one.
    Upper {
        /// T-shirt.
        TShirt,
        /// Long-sleeved T-shirt.
        LongSleeveShirt,
        /// Tank top, sleeveless.
        TankTop,
        /// Cropped top that bares the waist.
        CropTop,
        /// Polo shirt with collar.
        Polo,
        /// Button-up shirt, long sleeves.
        Shirt,
        /// Button-up shirt, short sleeves.
        ShortSleeveShirt,
        /// Blouse.
        Blouse,
        /// Sweater, jumper, pullover.
        Sweater,
        /// Turtleneck sweater.
        Turtleneck,
        /// Sweatshirt without hood.
        Sweatshirt,
        /// Hooded sweatshirt.
        Hoodie,
        /// Sports jersey.
        Jersey,
        /// Cardigan.
        Cardigan,
        /// Sleeveless vest, gilet.
        Vest,
        /// Short jacket: bomber, windbreaker.
        Jacket,
        /// Denim jacket.
        DenimJacket,
        /// Leather jacket.
        LeatherJacket,
        /// Tracksuit jacket.
        TrackJacket,
        /// Blazer, suit jacket.
        Blazer,
        /// Puffer, down jacket.
        Puffer,
        /// Parka, anorak.
        Parka,
        /// Long coat.
        Coat,
        /// Trench coat.
        TrenchCoat,
        /// Raincoat.
        Raincoat,
        /// High-visibility vest.
        HiVisVest,
    }
}

vocabulary! {
    /// Kind of lower garment.
    Lower {
        /// Trousers of cloth.
        Trousers,
        /// Jeans.
        Jeans,
        /// Ripped jeans.
        RippedJeans,
        /// Chinos.
        Chinos,
        /// Cargo trousers.
        Cargo,
        /// Suit trousers.
        SuitTrousers,
        /// Sweatpants, joggers.
        Joggers,
        /// Leggings.
        Leggings,
        /// Wide-legged trousers.
        WideTrousers,
        /// Flared trousers.
        FlaredTrousers,
        /// Three-quarter trousers.
        CroppedTrousers,
        /// Shorts.
        Shorts,
        /// Denim shorts.
        DenimShorts,
        /// Skirt above the knee.
        MiniSkirt,
        /// Skirt to the knee.
        Skirt,
        /// Pleated skirt.
        PleatedSkirt,
        /// Skirt below the calf.
        LongSkirt,
    }
}

vocabulary! {
    /// Kind of one-piece garment, worn instead of upper and lower.
    OnePiece {
        /// Dress above the knee.
        ShortDress,
        /// Dress to the knee.
        Dress,
        /// Dress to the ankles.
        LongDress,
        /// Jumpsuit, overall.
        Jumpsuit,
        /// Dungarees with straps.
        Dungarees,
    }
}

vocabulary! {
    /// Kind of footwear.
    Footwear {
        /// Sneakers, trainers.
        Sneakers,
        /// Leather shoes.
        LeatherShoes,
        /// Ankle boots.
        AnkleBoots,
        /// High boots.
        HighBoots,
        /// Sandals.
        Sandals,
        /// Flip-flops, slippers.
        FlipFlops,
        /// High heels.
        HighHeels,
        /// Ballet flats.
        Flats,
        /// Loafers.
        Loafers,
        /// Barefoot.
        Barefoot,
    }
}

vocabulary! {
    /// Length of sleeves.
    Sleeves {
        /// None.
        None,
        /// Short.
        Short,
        /// Long.
        Long,
    }
}

impl Upper {
    /// Whether the garment opens in front and can be worn over another one.
    pub fn is_outer(self) -> bool {
        self >= Self::Cardigan
    }
}

impl Lower {
    /// Whether the garment is a skirt.
    pub fn is_skirt(self) -> bool {
        matches!(
            self,
            Self::MiniSkirt | Self::Skirt | Self::PleatedSkirt | Self::LongSkirt
        )
    }
}
