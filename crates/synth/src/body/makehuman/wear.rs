//! Which of MakeHuman's meshes shows what people wear: only what the mesh is, so that captions stay true.

use super::asset::Place;
use crate::attributes::{Footwear, HairStyle, Headgear, Lower, OnePiece, Sex, Sleeves, Upper};
use crate::body::Thing;

/// Meshes that are used where the data has them: paths without ending, under MakeHuman's folder of data.
pub const ASSETS: [&str; 15] = [
    "hair/short01/short01",
    "hair/short02/short02",
    "hair/short03/short03",
    "hair/short04/short04",
    "hair/afro01/afro01",
    "hair/bob01/bob01",
    "hair/bob02/bob02",
    "hair/long01/long01",
    "hair/ponytail01/ponytail01",
    "hair/braid01/braid01",
    "clothes/shoes01/shoes01",
    "clothes/shoes02/shoes02",
    "clothes/shoes03/shoes03",
    "clothes/fedora01/fedora",
    "clothes/fedora01/fedora_cocked",
];

/// The garments made from the base mesh.
pub(super) const TIGHTS: &str = "helper-tights";
pub(super) const DRAPE: &str = "helper-skirt";

/// Where the mesh `path` is worn.
pub(super) fn place(path: &str) -> Place {
    match path {
        "hair/long01/long01" | "hair/ponytail01/ponytail01" | "hair/braid01/braid01" => Place::Hanging,
        path if path.starts_with("hair/") => Place::Short,
        path if path.starts_with("clothes/shoes") => Place::Shoe,
        _ => Place::Hat,
    }
}

/// The meshes that show `thing` on people of this sex; any of them will do.
pub(super) fn shown_by(thing: Thing, sex: Sex) -> &'static [&'static str] {
    match (thing, sex) {
        (Thing::Hair(HairStyle::Short), Sex::Male) => &[
            "hair/short01/short01",
            "hair/short02/short02",
            "hair/short04/short04",
        ],
        (Thing::Hair(HairStyle::Short), Sex::Female) => &["hair/short03/short03", "hair/short02/short02"],
        (Thing::Hair(HairStyle::Curly), _) => &["hair/afro01/afro01"],
        (Thing::Hair(HairStyle::Bob), _) => &["hair/bob01/bob01", "hair/bob02/bob02"],
        (Thing::Hair(HairStyle::Long), _) => &["hair/long01/long01"],
        (Thing::Hair(HairStyle::Ponytail), _) => &["hair/ponytail01/ponytail01"],
        (Thing::Hair(HairStyle::Braid), _) => &["hair/braid01/braid01"],
        // No mesh is shaved, wavy or tied up.
        (Thing::Hair(HairStyle::Bald | HairStyle::Buzz | HairStyle::LongCurly | HairStyle::Bun), _) => &[],
        // A closed shoe without laces and with a heel, a soft one without a heel, and one with laces and a heel; 04 to
        // 06 are the first two in other colours.
        (Thing::Footwear(Footwear::Loafers), _) => &["clothes/shoes01/shoes01"],
        (Thing::Footwear(Footwear::Sneakers), _) => &["clothes/shoes02/shoes02"],
        (Thing::Footwear(Footwear::LeatherShoes), _) => &["clothes/shoes03/shoes03"],
        // The same below a shaft that whoever dresses the body adds.
        (Thing::Footwear(Footwear::HighBoots), _) => &["clothes/shoes01/shoes01"],
        (Thing::Footwear(Footwear::AnkleBoots), _) => &["clothes/shoes01/shoes01", "clothes/shoes03/shoes03"],
        (Thing::Headgear(Headgear::Hat), _) => &["clothes/fedora01/fedora", "clothes/fedora01/fedora_cocked"],
        // No mesh is open, shallow or high-heeled, and no other hat is there.
        (Thing::Footwear(_) | Thing::Headgear(_), _) => &[],
        (Thing::Tights, _) => &[TIGHTS],
        (Thing::Drape, _) => &[DRAPE],
        (Thing::Upper(kind, sleeves), sex) => upper(kind, sleeves, sex),
        (Thing::Open(outer, inner), sex) => open(outer, inner, sex),
        (Thing::Lower(kind), sex) => lower(kind, sex),
        (Thing::OnePiece(kind, sleeves), sex) => one_piece(kind, sleeves, sex),
    }
}

/// Tops of suits. All but the jacket have a round neck or, where captions say "shirt", a collar over buttons.
fn upper(kind: Upper, sleeves: Sleeves, sex: Sex) -> &'static [&'static str] {
    match (kind, sleeves, sex) {
        (Upper::TShirt, Sleeves::Short, Sex::Male) => &[
            "clothes/male_casualsuit04/male_casualsuit04",
            "clothes/male_casualsuit06/male_casualsuit06",
        ],
        (Upper::Jersey, Sleeves::Short, Sex::Male) => &["clothes/male_casualsuit06/male_casualsuit06"],
        (Upper::LongSleeveShirt | Upper::Sweatshirt | Upper::Sweater, Sleeves::Long, Sex::Male) => {
            &["clothes/male_casualsuit02/male_casualsuit02"]
        }
        (Upper::Shirt, Sleeves::Long, Sex::Male) => &["clothes/male_casualsuit03/male_casualsuit03"],
        (Upper::Blazer, _, Sex::Male) => &["clothes/male_elegantsuit01/male_elegantsuit01"],
        (Upper::TShirt, Sleeves::Short, Sex::Female) => &[
            "clothes/female_casualsuit01/female_casualsuit01",
            "clothes/female_casualsuit02/female_casualsuit02",
        ],
        (Upper::Shirt | Upper::Blouse, Sleeves::Long, Sex::Female) => {
            &["clothes/female_elegantsuit01/female_elegantsuit01"]
        }
        (Upper::CropTop, Sleeves::Short, Sex::Female) => &["clothes/female_sportsuit01/female_sportsuit01"],
        _ => &[],
    }
}

/// Jackets of suits that are open over a shirt. The one that there is has lapels and pockets with flaps: neither a
/// bomber nor a blazer.
fn open(outer: Upper, inner: Upper, sex: Sex) -> &'static [&'static str] {
    match (outer, inner, sex) {
        (Upper::DenimJacket, Upper::Shirt, Sex::Male) => &["clothes/male_casualsuit05/male_casualsuit05"],
        _ => &[],
    }
}

/// Trousers and skirts of suits: the men's are straight, the women's tight, too tight for jeans.
fn lower(kind: Lower, sex: Sex) -> &'static [&'static str] {
    match (kind, sex) {
        (Lower::Trousers | Lower::Jeans | Lower::RippedJeans | Lower::Chinos, Sex::Male) => {
            &["clothes/male_casualsuit02/male_casualsuit02"]
        }
        (Lower::SuitTrousers, Sex::Male) => &["clothes/male_elegantsuit01/male_elegantsuit01"],
        (Lower::Leggings, Sex::Female) => &["clothes/female_sportsuit01/female_sportsuit01"],
        (Lower::DenimShorts | Lower::Shorts, Sex::Female) => {
            &["clothes/female_casualsuit02/female_casualsuit02"]
        }
        (Lower::MiniSkirt, Sex::Female) => &["clothes/female_elegantsuit01/female_elegantsuit01"],
        _ => &[],
    }
}

/// Suits of one piece.
fn one_piece(kind: OnePiece, sleeves: Sleeves, sex: Sex) -> &'static [&'static str] {
    match (kind, sleeves, sex) {
        (OnePiece::Jumpsuit, Sleeves::Long, Sex::Male) => &["clothes/male_casualsuit01/male_casualsuit01"],
        (OnePiece::Dungarees, Sleeves::Short, Sex::Male) => &["clothes/male_worksuit01/male_worksuit01"],
        _ => &[],
    }
}
