//! Hair, and the things that people wear or carry, apart from clothes.

use super::vocabulary;
use serde::{Deserialize, Serialize};

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
    /// Things held or worn, apart from clothes and bags.
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
