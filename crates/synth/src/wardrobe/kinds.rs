//! Which kinds of garments and hair people choose.

use crate::attributes::{Age, HairColour, HairStyle, Lower, Sex, Upper};
use crate::description::Hair;
use crate::dice::Dice;
use crate::palette::{self, Rgb};

pub(super) fn hair(sex: Sex, age: Age, skin: Rgb, dice: &mut Dice) -> (Hair, Rgb) {
    use HairStyle::{Bald, Bob, Braid, Bun, Buzz, Curly, Long, LongCurly, Ponytail, Short};
    let style = match (sex, age) {
        (Sex::Male, Age::Elderly) => {
            dice.pick(&[(Bald, 3.0), (Short, 5.0), (Buzz, 2.0), (Curly, 0.3), (Bob, 0.3)])
        }
        (Sex::Male, _) => dice.pick(&[
            (Short, 9.0),
            (Buzz, 3.0),
            (Bald, if age == Age::Adult { 1.6 } else { 0.4 }),
            (Curly, 1.5),
            (Bob, 0.6),
            (Long, 0.5),
            (LongCurly, 0.2),
            (Bun, 0.4),
            (Ponytail, 0.3),
            (Braid, 0.15),
        ]),
        (Sex::Female, Age::Elderly) => dice.pick(&[
            (Short, 5.0),
            (Bob, 3.0),
            (Curly, 2.0),
            (Bun, 1.5),
            (Long, 0.5),
            (Ponytail, 0.4),
        ]),
        (Sex::Female, _) => dice.pick(&[
            (Long, 8.0),
            (LongCurly, 3.0),
            (Bob, 4.0),
            (Ponytail, 4.0),
            (Bun, 2.5),
            (Braid, 1.5),
            (Short, 1.5),
            (Curly, 1.2),
            (Buzz, 0.2),
            (Bald, 0.1),
        ]),
    };
    let dark_skin = palette::oklab(skin)[0] < 0.6;
    let colour = match age {
        Age::Elderly => dice.pick(&[
            (HairColour::Grey, 5.0),
            (HairColour::White, 4.0),
            (HairColour::DarkBrown, 0.7),
            (HairColour::Black, 0.6),
            (HairColour::Blond, 0.5),
        ]),
        _ => dice.pick(&[
            (HairColour::Black, 6.0),
            (HairColour::DarkBrown, if dark_skin { 1.5 } else { 5.0 }),
            (HairColour::Brown, if dark_skin { 0.5 } else { 4.0 }),
            (HairColour::Blond, if dark_skin { 0.25 } else { 3.0 }),
            (HairColour::Red, if dark_skin { 0.1 } else { 1.0 }),
            (HairColour::Grey, if age == Age::Adult { 1.2 } else { 0.05 }),
            (HairColour::White, 0.1),
            (HairColour::Dyed, if age == Age::Young { 0.5 } else { 0.1 }),
        ]),
    };
    (Hair { style, colour }, palette::hair(colour, dice))
}

pub(super) fn top_kind(sex: Sex, cold: bool, dice: &mut Dice) -> Upper {
    use Upper::{
        Blazer, Blouse, Cardigan, Coat, CropTop, DenimJacket, HiVisVest, Hoodie, Jacket, Jersey,
        LeatherJacket, LongSleeveShirt, Parka, Polo, Puffer, Raincoat, Shirt, ShortSleeveShirt, Sweater,
        Sweatshirt, TShirt, TankTop, TrackJacket, TrenchCoat, Turtleneck, Vest,
    };
    let woman = sex == Sex::Female;
    if cold {
        dice.pick(&[
            (Jacket, 6.0),
            (Puffer, 4.0),
            (Parka, 3.0),
            (Coat, if woman { 6.0 } else { 4.0 }),
            (TrenchCoat, if woman { 2.5 } else { 1.2 }),
            (LeatherJacket, 3.0),
            (DenimJacket, 2.5),
            (Blazer, if woman { 2.0 } else { 3.5 }),
            (TrackJacket, 2.0),
            (Raincoat, 1.5),
            (Hoodie, 4.0),
            (Sweater, 4.0),
            (Turtleneck, 2.0),
            (Sweatshirt, 3.0),
            (Cardigan, 2.0),
            (Vest, 1.5),
            (HiVisVest, 1.0),
        ])
    } else {
        dice.pick(&[
            (TShirt, 9.0),
            (LongSleeveShirt, 3.0),
            (TankTop, if woman { 3.5 } else { 1.2 }),
            (CropTop, if woman { 2.5 } else { 0.1 }),
            (Polo, if woman { 0.8 } else { 3.0 }),
            (Shirt, if woman { 2.5 } else { 5.0 }),
            (ShortSleeveShirt, if woman { 1.0 } else { 2.5 }),
            (Blouse, if woman { 4.0 } else { 0.05 }),
            (Sweater, 2.0),
            (Sweatshirt, 1.5),
            (Jersey, 1.5),
            (Hoodie, 1.5),
        ])
    }
}

pub(super) fn inner_kind(sex: Sex, dice: &mut Dice) -> Upper {
    use Upper::{Blouse, CropTop, LongSleeveShirt, Polo, Shirt, Sweater, TShirt, TankTop, Turtleneck};
    let woman = sex == Sex::Female;
    dice.pick(&[
        (TShirt, 8.0),
        (Shirt, 4.0),
        (LongSleeveShirt, 2.0),
        (Sweater, 2.0),
        (Turtleneck, 1.5),
        (TankTop, if woman { 2.0 } else { 0.3 }),
        (Blouse, if woman { 2.5 } else { 0.02 }),
        (CropTop, if woman { 0.6 } else { 0.02 }),
        (Polo, if woman { 0.3 } else { 1.0 }),
    ])
}

pub(super) fn lower_kind(sex: Sex, cold: bool, dice: &mut Dice) -> Lower {
    use Lower::{
        Cargo, Chinos, CroppedTrousers, DenimShorts, FlaredTrousers, Jeans, Joggers, Leggings, LongSkirt,
        MiniSkirt, PleatedSkirt, RippedJeans, Shorts, Skirt, SuitTrousers, Trousers, WideTrousers,
    };
    let (woman, warm) = (sex == Sex::Female, !cold);
    let skirts = if woman { 1.0 } else { 0.015 };
    dice.pick(&[
        (Trousers, 6.0),
        (Jeans, 11.0),
        (RippedJeans, 1.6),
        (Chinos, 2.5),
        (Cargo, 1.8),
        (SuitTrousers, if woman { 0.8 } else { 2.5 }),
        (Joggers, 2.2),
        (Leggings, if woman { 4.0 } else { 0.15 }),
        (WideTrousers, if woman { 2.0 } else { 0.7 }),
        (FlaredTrousers, if woman { 1.5 } else { 0.3 }),
        (CroppedTrousers, if warm { 1.5 } else { 0.6 }),
        (Shorts, if warm { 4.0 } else { 0.4 }),
        (DenimShorts, if warm { 2.0 } else { 0.2 }),
        (MiniSkirt, 2.5 * skirts),
        (Skirt, 2.8 * skirts),
        (PleatedSkirt, 1.6 * skirts),
        (LongSkirt, 2.0 * skirts),
    ])
}
