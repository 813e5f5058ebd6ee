//! Which of MakeHuman's meshes shows what people wear: only what the mesh is, so that captions stay true.

use super::asset::Place;
use crate::synth::attributes::{Footwear, HairStyle, Headgear, Sex};
use crate::synth::body::Thing;

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
    }
}
