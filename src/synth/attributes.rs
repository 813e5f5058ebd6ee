//! The vocabulary of the synthetic world: what a person can look like, in words that people use.
//!
//! The renderer draws these values and the captions name them, so both sides match on the same enums.

use serde::{Deserialize, Serialize};

/// Declares a field-less enum together with `ALL`, so that samplers and tests can walk every value.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    };
}

vocabulary! {
    /// Apparent sex of the person.
    Sex {
        /// Reads as a man or a boy.
        Male,
        /// Reads as a woman or a girl.
        Female,
    }
}

vocabulary! {
    /// Apparent age group.
    Age {
        /// Up to about twelve years: smaller, larger head.
        Child,
        /// Up to about thirty years.
        Young,
        /// Middle-aged.
        Adult,
        /// Grey or white hair, slightly bent.
        Elderly,
    }
}

vocabulary! {
    /// Apparent build.
    Build {
        /// Narrow.
        Slim,
        /// Neither slim nor heavy: captions do not mention it.
        Average,
        /// Broad.
        Heavy,
    }
}

vocabulary! {
    /// Colour as people name it. `Multicolour` is not a value: patterns carry two colours instead.
    Colour {
        /// Black.
        Black,
        /// White.
        White,
        /// Medium grey.
        Grey,
        /// Light grey, silver.
        LightGrey,
        /// Dark grey, charcoal, anthracite.
        DarkGrey,
        /// Red.
        Red,
        /// Dark red, burgundy, wine.
        DarkRed,
        /// Orange.
        Orange,
        /// Yellow.
        Yellow,
        /// Mustard, ochre.
        Mustard,
        /// Green.
        Green,
        /// Light green, mint, lime.
        LightGreen,
        /// Dark green, bottle green.
        DarkGreen,
        /// Olive, khaki green, army green.
        Olive,
        /// Turquoise, teal, cyan.
        Turquoise,
        /// Blue.
        Blue,
        /// Light blue, sky blue.
        LightBlue,
        /// Dark blue, navy.
        DarkBlue,
        /// Purple, violet.
        Purple,
        /// Lilac, lavender.
        Lilac,
        /// Pink.
        Pink,
        /// Light pink, rose.
        LightPink,
        /// Brown.
        Brown,
        /// Dark brown, chocolate.
        DarkBrown,
        /// Light brown, tan, camel.
        Tan,
        /// Beige, cream, sand, off-white.
        Beige,
    }
}

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
    /// Kind of hair.
    HairStyle {
        /// No hair.
        Bald,
        /// Very short.
        Buzz,
        /// Short.
        Short,
        /// To the chin or shoulders.
        Bob,
        /// Long and loose.
        Long,
        /// Long and wavy or curly.
        LongCurly,
        /// Short curls or afro.
        Curly,
        /// Ponytail.
        Ponytail,
        /// Bun.
        Bun,
        /// Braid or braids.
        Braid,
    }
}

vocabulary! {
    /// Colour of hair.
    HairColour {
        /// Black.
        Black,
        /// Dark brown.
        DarkBrown,
        /// Brown.
        Brown,
        /// Blond.
        Blond,
        /// Red, ginger.
        Red,
        /// Grey.
        Grey,
        /// White.
        White,
        /// Dyed: pink, blue, green.
        Dyed,
    }
}

vocabulary! {
    /// Kind of bag.
    Bag {
        /// Backpack.
        Backpack,
        /// Bag on a strap over one shoulder.
        ShoulderBag,
        /// Bag on a strap across the chest.
        CrossbodyBag,
        /// Handbag in the hand or on the forearm.
        Handbag,
        /// Cloth bag.
        Tote,
        /// Plastic or paper shopping bag.
        ShoppingBag,
        /// Briefcase.
        Briefcase,
        /// Wheeled suitcase.
        Suitcase,
        /// Bag around the waist.
        WaistBag,
    }
}

vocabulary! {
    /// Kind of headgear.
    Headgear {
        /// Baseball cap.
        Cap,
        /// Knitted beanie.
        Beanie,
        /// Brimmed hat.
        Hat,
        /// Straw or sun hat.
        SunHat,
        /// Helmet.
        Helmet,
        /// Headscarf, hijab.
        Headscarf,
        /// Hood of the garment, worn up.
        HoodUp,
    }
}

vocabulary! {
    /// Glasses.
    Eyewear {
        /// Clear glasses.
        Glasses,
        /// Dark glasses.
        Sunglasses,
    }
}

vocabulary! {
    /// Things held or worn besides clothes and bags.
    Extra {
        /// Scarf around the neck.
        Scarf,
        /// Neck tie.
        Tie,
        /// Belt.
        Belt,
        /// Face mask.
        Mask,
        /// Gloves.
        Gloves,
        /// Open umbrella.
        Umbrella,
        /// Mobile phone in the hand.
        Phone,
        /// Headphones.
        Headphones,
        /// Cup or bottle in the hand.
        Drink,
        /// Book or papers in the hand.
        Book,
    }
}

vocabulary! {
    /// What the person does.
    Action {
        /// Stands.
        Standing,
        /// Walks.
        Walking,
        /// Runs.
        Running,
        /// Sits.
        Sitting,
        /// Talks on the phone, phone at the ear.
        Calling,
        /// Looks at a phone held in front.
        LookingAtPhone,
        /// Hands in the pockets.
        HandsInPockets,
        /// Arms crossed.
        ArmsCrossed,
        /// Hands on the hips.
        HandsOnHips,
        /// One arm raised, waving or pointing.
        ArmRaised,
        /// Carries something in the hands.
        Carrying,
        /// Pushes a pram, trolley or bicycle.
        Pushing,
    }
}

vocabulary! {
    /// Which side of the person the camera sees.
    Facing {
        /// Face towards the camera.
        Front,
        /// Side view, looking to the left edge of the picture.
        Left,
        /// Side view, looking to the right edge of the picture.
        Right,
        /// Seen from behind.
        Back,
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
