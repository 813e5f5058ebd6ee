//! The vocabulary of the synthetic world: what a person can look like, in words that people use.
//!
//! The renderer draws these values and the captions name them, so both sides match on the same enums.

mod clothes;
mod things;

pub use clothes::{Footwear, Lower, OnePiece, Pattern, Sleeves, Upper};
pub use things::{Bag, Extra, Eyewear, HairColour, HairStyle, Headgear};

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

        impl crate::lexicon::Vocabulary for $name {
            const VALUES: &'static [Self] = Self::ALL;

            fn place(self) -> usize {
                self as usize
            }
        }
    };
}

pub(crate) use vocabulary;

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
