//! How persons are drawn: clothes that go together more often than not, yet every value and nearly every mix occurs.

use super::attributes::{
    Age, Bag, Build, Colour, Extra, Eyewear, Footwear, HairColour, HairStyle, Headgear, Lower, OnePiece,
    Pattern, Sex, Sleeves, Upper,
};
use super::description::{Hair, Item};
use super::dice::Dice;
use super::palette::{self, Rgb};
use super::person::{Person, Worn, sleeves_of};

use Colour::{Beige, Black, Blue, Brown, DarkBlue, DarkBrown, DarkGrey, Grey, LightBlue, LightGrey, Tan, White};

const CLOTH: &[(Colour, f32)] = &[
    (Black, 13.0),
    (White, 10.0),
    (Grey, 6.0),
    (LightGrey, 5.0),
    (DarkGrey, 5.0),
    (Colour::Red, 7.0),
    (Colour::DarkRed, 4.0),
    (Colour::Orange, 3.5),
    (Colour::Yellow, 4.0),
    (Colour::Mustard, 3.0),
    (Colour::Green, 4.5),
    (Colour::LightGreen, 3.0),
    (Colour::DarkGreen, 4.0),
    (Colour::Olive, 4.0),
    (Colour::Turquoise, 3.5),
    (Blue, 7.0),
    (LightBlue, 5.5),
    (DarkBlue, 8.0),
    (Colour::Purple, 3.5),
    (Colour::Lilac, 2.5),
    (Colour::Pink, 4.5),
    (Colour::LightPink, 3.5),
    (Brown, 4.5),
    (DarkBrown, 3.0),
    (Tan, 3.5),
    (Beige, 5.5),
];
const JEANS: &[(Colour, f32)] =
    &[(Blue, 5.0), (DarkBlue, 5.0), (LightBlue, 4.0), (Black, 3.0), (Grey, 1.5), (White, 1.0), (LightGrey, 0.7)];
const LEATHER: &[(Colour, f32)] = &[
    (Black, 6.0),
    (Brown, 3.0),
    (DarkBrown, 2.5),
    (Tan, 2.0),
    (White, 1.0),
    (Colour::Red, 1.0),
    (Beige, 0.8),
    (Grey, 0.6),
    (DarkBlue, 0.5),
];
const SUIT: &[(Colour, f32)] = &[
    (Black, 5.0),
    (DarkGrey, 3.0),
    (Grey, 2.5),
    (DarkBlue, 4.0),
    (Beige, 1.5),
    (Brown, 1.2),
    (Blue, 1.0),
    (LightGrey, 1.0),
];
const TROUSERS: &[(Colour, f32)] = &[
    (Black, 8.0),
    (DarkGrey, 3.0),
    (Grey, 3.5),
    (LightGrey, 1.5),
    (DarkBlue, 4.0),
    (Blue, 2.0),
    (Beige, 3.5),
    (Tan, 2.5),
    (Brown, 2.5),
    (DarkBrown, 1.5),
    (Colour::Olive, 3.0),
    (White, 2.5),
    (Colour::DarkGreen, 1.0),
    (Colour::Red, 1.0),
    (Colour::DarkRed, 1.0),
    (LightBlue, 1.0),
    (Colour::Purple, 0.6),
    (Colour::Pink, 0.6),
    (Colour::Green, 0.6),
    (Colour::Mustard, 0.6),
];
const HIGH_VIS: &[(Colour, f32)] = &[(Colour::Yellow, 4.0), (Colour::Orange, 4.0), (Colour::LightGreen, 2.0)];

fn worn<K>(kind: K, colour: Colour, accent: Colour, pattern: Pattern, dice: &mut Dice) -> Worn<K> {
    let shade = |c: Colour, dice: &mut Dice| {
        if pattern == Pattern::Denim { palette::denim_shade(c, dice) } else { palette::shade(c, dice) }
    };
    let rgb = shade(colour, dice);
    let accent_rgb = if accent == colour { rgb } else { shade(accent, dice) };
    Worn { item: Item { kind, colour, accent, pattern }, rgb, accent_rgb }
}

/// A second colour that can be told from the first one at a glance.
fn accent(first: Colour, dice: &mut Dice) -> Colour {
    for _ in 0..8 {
        let second = if dice.chance(0.45) { dice.one(&[White, Black, DarkBlue, Grey]) } else { dice.pick(CLOTH) };
        if palette::distance(palette::prototype(first), palette::prototype(second)) > 0.03 {
            return second;
        }
    }
    if matches!(first, White | Beige | LightGrey) { Black } else { White }
}

fn dressed<K>(kind: K, colours: &[(Colour, f32)], patterns: &[(Pattern, f32)], dice: &mut Dice) -> Worn<K> {
    let pattern = dice.pick(patterns);
    let colour = match pattern {
        Pattern::Camouflage => dice.pick(&[(Colour::Olive, 5.0), (Grey, 1.5), (Beige, 1.5)]),
        Pattern::Denim => dice.pick(JEANS),
        Pattern::Leather => dice.pick(LEATHER),
        _ => dice.pick(colours),
    };
    let second = match pattern {
        Pattern::Plain | Pattern::Denim | Pattern::Leather | Pattern::Knit => colour,
        Pattern::Camouflage => dice.one(&[Brown, Black, Colour::DarkGreen]),
        _ => accent(colour, dice),
    };
    worn(kind, colour, second, pattern, dice)
}

fn upper_garment(kind: Upper, dice: &mut Dice) -> Worn<Upper> {
    use Pattern::{
        Camouflage, Checks, ColourBlock, Denim, Dots, Floral, Gradient, HorizontalStripes, Knit, Leather, Logo,
        Plain, VerticalStripes,
    };
    let colours = match kind {
        Upper::Blazer => SUIT,
        Upper::HiVisVest => HIGH_VIS,
        Upper::TrenchCoat => &[(Beige, 4.0), (Tan, 3.0), (Black, 2.0), (Colour::Olive, 1.0), (DarkBlue, 1.0)],
        _ => CLOTH,
    };
    let patterns: &[(Pattern, f32)] = match kind {
        Upper::TShirt | Upper::TankTop | Upper::CropTop => &[
            (Plain, 8.0),
            (Logo, 5.0),
            (HorizontalStripes, 3.0),
            (VerticalStripes, 0.6),
            (Dots, 0.8),
            (Floral, 0.8),
            (Camouflage, 0.6),
            (ColourBlock, 1.0),
            (Gradient, 0.7),
        ],
        Upper::LongSleeveShirt => &[(Plain, 6.0), (HorizontalStripes, 4.0), (Logo, 2.0), (ColourBlock, 1.0)],
        Upper::Polo => &[(Plain, 6.0), (HorizontalStripes, 3.0), (ColourBlock, 1.0)],
        Upper::Shirt | Upper::ShortSleeveShirt => &[
            (Plain, 6.0),
            (Checks, 5.0),
            (VerticalStripes, 2.5),
            (Floral, 1.5),
            (Denim, 1.2),
            (Dots, 0.8),
        ],
        Upper::Blouse => &[(Plain, 6.0), (Floral, 3.0), (Dots, 2.0), (VerticalStripes, 1.5), (Checks, 0.6)],
        Upper::Sweater | Upper::Cardigan => {
            &[(Plain, 3.0), (Knit, 5.0), (HorizontalStripes, 2.5), (ColourBlock, 1.0), (Checks, 0.4)]
        }
        Upper::Turtleneck => &[(Plain, 4.0), (Knit, 5.0), (HorizontalStripes, 0.6)],
        Upper::Sweatshirt | Upper::Hoodie => &[
            (Plain, 6.0),
            (Logo, 4.0),
            (ColourBlock, 1.0),
            (Camouflage, 0.7),
            (Gradient, 0.5),
            (HorizontalStripes, 0.5),
        ],
        Upper::Jersey => &[
            (ColourBlock, 3.0),
            (VerticalStripes, 2.0),
            (HorizontalStripes, 1.0),
            (Logo, 3.0),
            (Plain, 2.0),
            (Gradient, 0.6),
        ],
        Upper::DenimJacket => &[(Denim, 1.0)],
        Upper::LeatherJacket => &[(Leather, 1.0)],
        Upper::TrackJacket => &[(Plain, 4.0), (ColourBlock, 4.0), (Logo, 1.0)],
        Upper::Blazer => &[(Plain, 8.0), (Checks, 1.2), (VerticalStripes, 0.6)],
        Upper::Jacket => &[(Plain, 8.0), (ColourBlock, 2.0), (Camouflage, 0.7), (Checks, 0.8), (Logo, 0.5)],
        Upper::Coat => &[(Plain, 9.0), (Checks, 1.5)],
        Upper::HiVisVest | Upper::TrenchCoat => &[(Plain, 1.0)],
        Upper::Raincoat => &[(Plain, 8.0), (Dots, 0.8), (ColourBlock, 0.8)],
        _ => &[(Plain, 9.0), (ColourBlock, 1.0)],
    };
    dressed(kind, colours, patterns, dice)
}

fn lower_garment(kind: Lower, dice: &mut Dice) -> Worn<Lower> {
    use Pattern::{
        Camouflage, Checks, ColourBlock, Denim, Dots, Floral, HorizontalStripes, Knit, Leather, Plain,
        VerticalStripes,
    };
    let (colours, patterns): (_, &[(Pattern, f32)]) = match kind {
        Lower::Jeans | Lower::RippedJeans | Lower::DenimShorts => (JEANS, &[(Denim, 1.0)]),
        Lower::SuitTrousers => (SUIT, &[(Plain, 8.0), (Checks, 0.8), (VerticalStripes, 0.5)]),
        Lower::Cargo => (TROUSERS, &[(Plain, 6.0), (Camouflage, 2.5)]),
        Lower::Joggers => (TROUSERS, &[(Plain, 7.0), (ColourBlock, 2.5), (Camouflage, 0.5)]),
        Lower::Leggings => (TROUSERS, &[(Plain, 8.0), (ColourBlock, 1.0), (Leather, 0.8), (Floral, 0.5)]),
        Lower::WideTrousers => (TROUSERS, &[(Plain, 7.0), (VerticalStripes, 1.0), (Checks, 0.6), (Denim, 1.5)]),
        Lower::FlaredTrousers => (TROUSERS, &[(Plain, 5.0), (Denim, 3.0)]),
        Lower::Trousers => (TROUSERS, &[(Plain, 9.0), (Checks, 1.0), (VerticalStripes, 0.4)]),
        Lower::Chinos | Lower::CroppedTrousers => (TROUSERS, &[(Plain, 1.0)]),
        Lower::Shorts => (CLOTH, &[(Plain, 8.0), (Checks, 0.8), (Camouflage, 0.6), (Floral, 0.7), (ColourBlock, 0.8)]),
        Lower::MiniSkirt => (CLOTH, &[(Plain, 6.0), (Denim, 2.0), (Leather, 1.5), (Checks, 1.5), (Floral, 0.6)]),
        Lower::PleatedSkirt => (CLOTH, &[(Plain, 6.0), (Checks, 2.5)]),
        _ => (
            CLOTH,
            &[
                (Plain, 6.0),
                (Floral, 1.8),
                (Checks, 0.8),
                (Dots, 0.9),
                (HorizontalStripes, 0.7),
                (Denim, 0.7),
                (Knit, 0.5),
            ],
        ),
    };
    dressed(kind, colours, patterns, dice)
}

fn one_piece_garment(kind: OnePiece, dice: &mut Dice) -> Worn<OnePiece> {
    use Pattern::{Checks, ColourBlock, Denim, Dots, Floral, Gradient, HorizontalStripes, Plain};
    let patterns: &[(Pattern, f32)] = match kind {
        OnePiece::Dungarees => &[(Denim, 5.0), (Plain, 2.0)],
        OnePiece::Jumpsuit => &[(Plain, 6.0), (Denim, 1.0), (Floral, 0.6)],
        _ => &[
            (Plain, 7.0),
            (Floral, 3.5),
            (Dots, 1.5),
            (HorizontalStripes, 1.5),
            (Checks, 1.0),
            (ColourBlock, 1.2),
            (Gradient, 0.8),
        ],
    };
    dressed(kind, CLOTH, patterns, dice)
}

fn hair(sex: Sex, age: Age, skin: Rgb, dice: &mut Dice) -> (Hair, Rgb) {
    use HairStyle::{Bald, Bob, Braid, Bun, Buzz, Curly, Long, LongCurly, Ponytail, Short};
    let style = match (sex, age) {
        (Sex::Male, Age::Elderly) => dice.pick(&[(Bald, 3.0), (Short, 5.0), (Buzz, 2.0), (Curly, 0.3), (Bob, 0.3)]),
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
        (Sex::Female, Age::Elderly) => {
            dice.pick(&[(Short, 5.0), (Bob, 3.0), (Curly, 2.0), (Bun, 1.5), (Long, 0.5), (Ponytail, 0.4)])
        }
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

fn top_kind(sex: Sex, cold: bool, dice: &mut Dice) -> Upper {
    use Upper::{
        Blazer, Blouse, Cardigan, Coat, CropTop, DenimJacket, HiVisVest, Hoodie, Jacket, Jersey, LeatherJacket,
        LongSleeveShirt, Parka, Polo, Puffer, Raincoat, Shirt, ShortSleeveShirt, Sweater, Sweatshirt, TShirt,
        TankTop, TrackJacket, TrenchCoat, Turtleneck, Vest,
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

fn inner_kind(sex: Sex, dice: &mut Dice) -> Upper {
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

fn lower_kind(sex: Sex, cold: bool, dice: &mut Dice) -> Lower {
    use Lower::{
        Cargo, Chinos, CroppedTrousers, DenimShorts, FlaredTrousers, Jeans, Joggers, Leggings, LongSkirt,
        MiniSkirt, PleatedSkirt, RippedJeans, Shorts, Skirt, SuitTrousers, Trousers, WideTrousers,
    };
    let (woman, warm) = (sex == Sex::Female, !cold);
    let skirts = if woman { 1.0 } else { 0.015 };
    dice.pick(&[
        (Trousers, 6.0),
        (Jeans, 8.0),
        (RippedJeans, 1.8),
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

fn footwear(sex: Sex, cold: bool, dice: &mut Dice) -> Worn<Footwear> {
    use Footwear::{AnkleBoots, Barefoot, Flats, FlipFlops, HighBoots, HighHeels, LeatherShoes, Loafers, Sandals, Sneakers};
    let (w, m) = if sex == Sex::Female { (1.0, 0.3) } else { (0.03, 1.0) };
    let warm = if cold { 0.1 } else { 1.0 };
    let kind = dice.pick(&[
        (Sneakers, 9.0),
        (LeatherShoes, 3.5 * m),
        (AnkleBoots, 2.5),
        (HighBoots, 2.2 * w + 0.15),
        (Sandals, 2.2 * warm),
        (FlipFlops, 0.9 * warm),
        (HighHeels, 2.5 * w),
        (Flats, 1.8 * w),
        (Loafers, 1.2),
        (Barefoot, 0.2 * warm),
    ]);
    let sneakers: &[(Colour, f32)] = &[
        (White, 7.0),
        (Black, 5.0),
        (Grey, 2.0),
        (LightGrey, 1.0),
        (Blue, 1.2),
        (DarkBlue, 1.0),
        (Colour::Red, 1.4),
        (Colour::Green, 0.5),
        (Colour::Pink, 0.8),
        (Colour::Yellow, 0.4),
        (Colour::Orange, 0.4),
        (Beige, 0.8),
    ];
    let colour = match kind {
        Sneakers => dice.pick(sneakers),
        FlipFlops | Flats | HighHeels => dice.pick(CLOTH),
        _ => dice.pick(LEATHER),
    };
    let second = if kind == Sneakers { if colour == White { dice.one(&[White, Black, Blue, Colour::Red]) } else { White } } else { colour };
    let pattern = if kind == Sneakers && second != colour { Pattern::ColourBlock } else { Pattern::Plain };
    worn(kind, colour, second, pattern, dice)
}

fn bags(sex: Sex, age: Age, dice: &mut Dice) -> Vec<Worn<Bag>> {
    use Bag::{Backpack, Briefcase, CrossbodyBag, Handbag, ShoppingBag, ShoulderBag, Suitcase, Tote, WaistBag};
    let woman = if sex == Sex::Female { 1.0 } else { 0.12 };
    let child = age == Age::Child;
    let mut list: Vec<Worn<Bag>> = Vec::new();
    let count = dice.pick(&[(0, 4.0), (1, 5.5), (2, 0.9)]);
    while list.len() < count {
        let kind = dice.pick(&[
            (Backpack, 6.0),
            (ShoulderBag, if child { 0.1 } else { 1.0 + 2.5 * woman }),
            (CrossbodyBag, 2.2),
            (Handbag, if child { 0.1 } else { 3.0 * woman }),
            (Tote, 0.4 + 1.4 * woman),
            (ShoppingBag, 1.5),
            (Briefcase, if child { 0.0 } else { 1.0 }),
            (Suitcase, if child { 0.2 } else { 1.3 }),
            (WaistBag, 0.8),
        ]);
        // Two bags must hang in different places.
        let place = |bag: Bag| match bag {
            Backpack => 0,
            ShoulderBag | CrossbodyBag | Tote => 1,
            Handbag | ShoppingBag | Briefcase | Suitcase => 2,
            WaistBag => 3,
        };
        if list.iter().any(|b| place(b.item.kind) == place(kind)) {
            continue;
        }
        let (colours, patterns): (&[(Colour, f32)], &[(Pattern, f32)]) = match kind {
            Handbag | ShoulderBag => (CLOTH, &[(Pattern::Leather, 3.0), (Pattern::Plain, 3.0)]),
            Briefcase => (LEATHER, &[(Pattern::Leather, 1.0)]),
            Tote | ShoppingBag => (CLOTH, &[(Pattern::Plain, 3.0), (Pattern::Logo, 2.0), (Pattern::VerticalStripes, 0.4)]),
            Backpack => (CLOTH, &[(Pattern::Plain, 7.0), (Pattern::ColourBlock, 1.5), (Pattern::Leather, 0.4)]),
            _ => (CLOTH, &[(Pattern::Plain, 1.0)]),
        };
        list.push(dressed(kind, colours, patterns, dice));
    }
    list
}

fn headgear(sex: Sex, cold: bool, hooded: bool, dice: &mut Dice) -> Option<Worn<Headgear>> {
    use Headgear::{Beanie, Cap, Hat, Headscarf, Helmet, HoodUp, SunHat};
    let woman = sex == Sex::Female;
    if !dice.chance(0.24) {
        return None;
    }
    let kind = dice.pick(&[
        (Cap, if woman { 2.5 } else { 5.0 }),
        (Beanie, if cold { 4.0 } else { 0.5 }),
        (Hat, 1.6),
        (SunHat, if cold { 0.2 } else { 1.8 }),
        (Helmet, 1.0),
        (Headscarf, if woman { 2.4 } else { 0.0 }),
        (HoodUp, if hooded { 5.0 } else { 0.0 }),
    ]);
    Some(match kind {
        SunHat => dressed(kind, &[(Beige, 5.0), (Tan, 3.0), (White, 1.5), (Brown, 0.6), (Black, 0.6)], &[(Pattern::Plain, 1.0)], dice),
        Beanie => dressed(kind, CLOTH, &[(Pattern::Knit, 3.0), (Pattern::Plain, 2.0), (Pattern::HorizontalStripes, 0.6)], dice),
        Cap => dressed(kind, CLOTH, &[(Pattern::Plain, 5.0), (Pattern::Logo, 2.0)], dice),
        Headscarf => dressed(kind, CLOTH, &[(Pattern::Plain, 5.0), (Pattern::Floral, 1.0)], dice),
        _ => dressed(kind, CLOTH, &[(Pattern::Plain, 1.0)], dice),
    })
}

fn extras(person: &Person, cold: bool, dice: &mut Dice) -> Vec<(Extra, Colour, Rgb)> {
    let mut list: Vec<Extra> = Vec::new();
    let upper = person.upper.as_ref().map(|u| u.item.kind);
    let formal = matches!(upper, Some(Upper::Shirt | Upper::Blazer));
    let mut add = |extra: Extra, p: f32, dice: &mut Dice| {
        if list.len() < 3 && dice.chance(p) {
            list.push(extra);
        }
    };
    let man = person.sex == Sex::Male;
    add(Extra::Tie, if formal && man { 0.35 } else { 0.0 }, dice);
    add(Extra::Scarf, if cold { 0.2 } else { 0.03 }, dice);
    add(Extra::Belt, if person.tucked || person.one_piece.is_some() { 0.35 } else { 0.0 }, dice);
    add(Extra::Mask, 0.06, dice);
    add(Extra::Gloves, if cold { 0.14 } else { 0.0 }, dice);
    add(Extra::Headphones, 0.05, dice);
    // Hands hold one thing at most.
    let held = [(Extra::Umbrella, 0.07), (Extra::Phone, 0.12), (Extra::Drink, 0.07), (Extra::Book, 0.05)];
    let draw = dice.between(0.0, 1.0);
    let mut edge = 0.0;
    for (extra, p) in held {
        if draw >= edge && draw < edge + p && list.len() < 3 {
            list.push(extra);
        }
        edge += p;
    }
    list.into_iter()
        .map(|extra| {
            let colour = match extra {
                Extra::Phone | Extra::Headphones => dice.pick(&[(Black, 5.0), (White, 2.0), (DarkGrey, 1.0)]),
                Extra::Mask => dice.pick(&[(White, 3.0), (LightBlue, 4.0), (Black, 4.0)]),
                Extra::Belt => dice.pick(LEATHER),
                Extra::Drink => dice.pick(&[(White, 4.0), (Brown, 2.0), (Black, 1.0), (Colour::Red, 1.0), (Colour::Green, 1.0)]),
                Extra::Book => dice.pick(&[(White, 4.0), (Colour::Red, 1.0), (Blue, 1.0), (Brown, 1.0), (Black, 1.0)]),
                _ => dice.pick(CLOTH),
            };
            (extra, colour, palette::shade(colour, dice))
        })
        .collect()
}

impl Person {
    /// Draws a person; the same seed gives the same person.
    pub fn sample(seed: u64) -> Self {
        let dice = &mut Dice::new(seed ^ 0x5065_7273_6f6e);
        let sex = dice.one(Sex::ALL);
        let age = dice.pick(&[(Age::Child, 0.9), (Age::Young, 5.0), (Age::Adult, 4.5), (Age::Elderly, 1.3)]);
        let build = dice.pick(&[(Build::Slim, 3.0), (Build::Average, 5.0), (Build::Heavy, 2.0)]);
        let tall = match (sex, age) {
            (_, Age::Child) => 1.22 + 0.2 * dice.bell(),
            (Sex::Male, Age::Elderly) => 1.70 + 0.1 * dice.bell(),
            (Sex::Female, Age::Elderly) => 1.58 + 0.1 * dice.bell(),
            (Sex::Male, _) => 1.77 + 0.14 * dice.bell(),
            (Sex::Female, _) => 1.65 + 0.12 * dice.bell(),
        };
        let cold = dice.chance(0.45);
        let skin = palette::skin(dice);
        let (hair, hair_rgb) = hair(sex, age, skin, dice);
        let under = dice.pick(&[(White, 6.0), (LightGrey, 1.5), (Black, 2.5), (LightBlue, 2.0), (DarkBlue, 1.0), (Colour::Red, 0.6), (Beige, 0.8)]);
        let footwear = footwear(sex, cold, dice);
        let mut person = Self {
            sex,
            age,
            build,
            height: tall,
            skin,
            hair,
            hair_rgb,
            upper: None,
            outer: None,
            lower: None,
            one_piece: None,
            sleeves: Sleeves::Long,
            under_rgb: palette::shade(under, dice),
            tucked: false,
            footwear,
            bags: bags(sex, age, dice),
            headgear: None,
            eyewear: None,
            extras: Vec::new(),
            details: dice.seed(),
        };
        let whole = match sex {
            Sex::Female => 0.2,
            Sex::Male => 0.015,
        };
        let open = dice.chance(if cold { 0.34 } else { 0.12 });
        if dice.chance(whole) {
            let kind = match sex {
                Sex::Female => dice.pick(&[
                    (OnePiece::ShortDress, 3.0),
                    (OnePiece::Dress, 4.0),
                    (OnePiece::LongDress, 2.5),
                    (OnePiece::Jumpsuit, 1.2),
                    (OnePiece::Dungarees, 0.9),
                ]),
                Sex::Male => dice.one(&[OnePiece::Jumpsuit, OnePiece::Dungarees]),
            };
            person.one_piece = Some(one_piece_garment(kind, dice));
            person.sleeves = match kind {
                OnePiece::Dungarees => dice.pick(&[(Sleeves::Short, 2.0), (Sleeves::Long, 2.0)]),
                _ => dice.pick(&[(Sleeves::None, 3.0), (Sleeves::Short, 3.0), (Sleeves::Long, 2.5)]),
            };
        } else {
            let mut kind = if open { inner_kind(sex, dice) } else { top_kind(sex, cold, dice) };
            if age == Age::Child && matches!(kind, Upper::Blazer | Upper::CropTop | Upper::TrenchCoat) {
                kind = Upper::TShirt;
            }
            person.upper = Some(upper_garment(kind, dice));
            person.sleeves = sleeves_of(kind).unwrap_or_else(|| match kind {
                Upper::Blouse => dice.pick(&[(Sleeves::Long, 3.0), (Sleeves::Short, 2.0)]),
                Upper::CropTop => dice.pick(&[(Sleeves::None, 2.0), (Sleeves::Short, 2.0), (Sleeves::Long, 1.0)]),
                _ => dice.pick(&[(Sleeves::Short, 3.0), (Sleeves::Long, 1.0)]),
            });
            // A closed vest is worn over sleeves or bare arms.
            let lower = lower_kind(sex, cold, dice);
            let mut lower = lower_garment(lower, dice);
            if kind == Upper::Blazer && dice.chance(0.5) && !lower.item.kind.is_skirt() {
                // A suit: trousers of the jacket's cloth.
                if let Some(jacket) = &person.upper {
                    lower.item = Item { kind: Lower::SuitTrousers, colour: jacket.item.colour, accent: jacket.item.accent, pattern: jacket.item.pattern };
                    (lower.rgb, lower.accent_rgb) = (jacket.rgb, jacket.accent_rgb);
                }
            }
            person.lower = Some(lower);
            let can_tuck = !kind.is_outer() && !matches!(kind, Upper::Hoodie | Upper::Sweatshirt | Upper::CropTop | Upper::Jersey);
            person.tucked = can_tuck && dice.chance(0.3);
        }
        if open {
            let mut kind = top_kind(sex, true, dice);
            if !kind.is_outer() {
                kind = dice.one(&[Upper::Cardigan, Upper::Jacket, Upper::Coat, Upper::Blazer, Upper::DenimJacket, Upper::LeatherJacket]);
            }
            person.outer = Some(upper_garment(kind, dice));
        }
        let hooded = [&person.upper, &person.outer]
            .into_iter()
            .flatten()
            .any(|w| matches!(w.item.kind, Upper::Hoodie | Upper::Parka | Upper::Raincoat));
        person.headgear = headgear(sex, cold, hooded, dice);
        if let Some(hood) = person.headgear.as_mut().filter(|h| h.item.kind == Headgear::HoodUp) {
            // The hood belongs to the outermost garment that has one.
            let garment = [&person.outer, &person.upper].into_iter().flatten().find(|w| {
                matches!(w.item.kind, Upper::Hoodie | Upper::Parka | Upper::Raincoat)
            });
            if let Some(garment) = garment {
                hood.item = Item { kind: Headgear::HoodUp, colour: garment.item.colour, accent: garment.item.colour, pattern: Pattern::Plain };
                (hood.rgb, hood.accent_rgb) = (garment.rgb, garment.rgb);
            }
        }
        person.eyewear = dice.pick(&[(None, 7.5), (Some(Eyewear::Glasses), 1.5), (Some(Eyewear::Sunglasses), 1.1)]);
        person.extras = extras(&person, cold, dice);
        person
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn same_seed_same_person() {
        assert_eq!(Person::sample(7), Person::sample(7));
        assert_ne!(Person::sample(7), Person::sample(8));
    }

    #[test]
    fn every_value_occurs() {
        let people: Vec<Person> = (0..6000).map(Person::sample).collect();
        let uppers: HashSet<_> =
            people.iter().flat_map(|p| [&p.upper, &p.outer]).flatten().map(|w| w.item.kind).collect();
        let patterns: HashSet<_> = people
            .iter()
            .flat_map(|p| p.upper.map(|u| u.item).into_iter().map(|i| i.pattern))
            .collect();
        let colours: HashSet<_> = people.iter().filter_map(|p| p.upper.map(|u| u.item.colour)).collect();
        assert_eq!(uppers.len(), Upper::ALL.len());
        assert_eq!(patterns.len(), Pattern::ALL.len());
        assert_eq!(colours.len(), Colour::ALL.len());
        let lowers: HashSet<_> = people.iter().filter_map(|p| p.lower.map(|l| l.item.kind)).collect();
        assert_eq!(lowers.len(), Lower::ALL.len());
        let wholes: HashSet<_> = people.iter().filter_map(|p| p.one_piece.map(|o| o.item.kind)).collect();
        assert_eq!(wholes.len(), OnePiece::ALL.len());
        let shoes: HashSet<_> = people.iter().map(|p| p.footwear.item.kind).collect();
        assert_eq!(shoes.len(), Footwear::ALL.len());
        let styles: HashSet<_> = people.iter().map(|p| p.hair.style).collect();
        assert_eq!(styles.len(), HairStyle::ALL.len());
        let tints: HashSet<_> = people.iter().map(|p| p.hair.colour).collect();
        assert_eq!(tints.len(), HairColour::ALL.len());
        let bags: HashSet<_> = people.iter().flat_map(|p| &p.bags).map(|b| b.item.kind).collect();
        assert_eq!(bags.len(), Bag::ALL.len());
        let hats: HashSet<_> = people.iter().filter_map(|p| p.headgear.map(|h| h.item.kind)).collect();
        assert_eq!(hats.len(), Headgear::ALL.len());
        let things: HashSet<_> = people.iter().flat_map(|p| &p.extras).map(|e| e.0).collect();
        assert_eq!(things.len(), Extra::ALL.len());
    }
}
