//! German nouns for what a person wears and carries, most common first, as [`super::grammar::Phrase::noun`]
//! reads them.

use crate::synth::attributes::{OnePiece, Upper};

type Nouns = &'static [&'static str];

/// Upper garments.
pub fn upper(kind: Upper) -> Nouns {
    match kind {
        Upper::TShirt => &[
            "n T-Shirt",
            "n T-Shirt",
            "n Shirt",
            "n Oberteil",
            "n kurzärmelig+Shirt",
            "n Tshirt",
            "n Kurzarmshirt",
        ],
        Upper::LongSleeveShirt => &[
            "n Langarmshirt",
            "n langärmelig+Shirt",
            "n langärmelig+Oberteil",
            "n Oberteil",
            "n Shirt",
            "n langärmelig+T-Shirt",
            "n Longsleeve",
        ],
        Upper::TankTop => &[
            "n Tanktop",
            "n Top",
            "n ärmellos+Top",
            "n Trägershirt",
            "n ärmellos+Shirt",
            "n Muskelshirt",
        ],
        Upper::CropTop => &[
            "n Crop-Top",
            "n bauchfrei+Top",
            "n kurz+Top",
            "n bauchfrei+Oberteil",
            "n Bauchfreitop",
        ],
        Upper::Polo => &[
            "n Poloshirt",
            "n Polohemd",
            "n Polo-Shirt",
            "n Shirt mit Kragen",
            "n Polo",
        ],
        Upper::Shirt => &[
            "n Hemd",
            "n Hemd",
            "n langärmelig+Hemd",
            "n Oberhemd",
            "n Langarmhemd",
            "n Hemd mit Knöpfen",
        ],
        Upper::ShortSleeveShirt => &[
            "n Kurzarmhemd",
            "n kurzärmelig+Hemd",
            "n Hemd",
            "n Sommerhemd",
            "n Hemd mit kurzen Ärmeln",
        ],
        Upper::Blouse => &["f Bluse", "f Bluse", "n Oberteil", "f Hemdbluse", "f Damenbluse"],
        Upper::Sweater => &[
            "m Pullover",
            "m Pulli",
            "m Pullover",
            "m Strickpullover",
            "m Sweater",
            "m Strickpulli",
        ],
        Upper::Turtleneck => &[
            "m Rollkragenpullover",
            "m Rollkragenpulli",
            "m Rolli",
            "m Pullover mit Rollkragen",
            "m Rollkragensweater",
        ],
        Upper::Sweatshirt => &[
            "n Sweatshirt",
            "m Pullover",
            "m Pulli",
            "m Sweater",
            "m Sweatpullover",
        ],
        Upper::Hoodie => &[
            "m Kapuzenpullover",
            "m Hoodie",
            "m Kapuzenpulli",
            "m Pullover mit Kapuze",
            "n Kapuzenshirt",
        ],
        Upper::Jersey => &[
            "n Trikot",
            "n Sporttrikot",
            "n Fußballtrikot",
            "n Sportshirt",
            "n Mannschaftstrikot",
        ],
        Upper::Cardigan => &["f Strickjacke", "m Cardigan", "f Wolljacke", "f Strickweste"],
        Upper::Vest => &[
            "f Weste",
            "f ärmellos+Jacke",
            "f Steppweste",
            "f Outdoorweste",
            "f Daunenweste",
        ],
        Upper::Jacket => &[
            "f Jacke",
            "f Windjacke",
            "f kurz+Jacke",
            "f Bomberjacke",
            "m Blouson",
            "m Windbreaker",
        ],
        Upper::DenimJacket => &["f Jeansjacke", "f Jeansjacke", "f Jacke", "f Denimjacke"],
        Upper::LeatherJacket => &["f Lederjacke", "f Lederjacke", "f Bikerjacke", "f Motorradjacke"],
        Upper::TrackJacket => &[
            "f Trainingsjacke",
            "f Sportjacke",
            "f Trainingsjacke",
            "f Trainingsanzugjacke",
            "f Sweatjacke",
        ],
        Upper::Blazer => &["m Blazer", "n Sakko", "n Jackett", "m Blazer", "f Anzugjacke"],
        Upper::Puffer => &[
            "f Daunenjacke",
            "f Steppjacke",
            "f Pufferjacke",
            "f Winterjacke",
            "f wattiert+Jacke",
        ],
        Upper::Parka => &[
            "m Parka",
            "m Anorak",
            "f Winterjacke",
            "f Kapuzenjacke",
            "f Outdoorjacke",
        ],
        Upper::Coat => &[
            "m Mantel",
            "m lang+Mantel",
            "m Wintermantel",
            "m Wollmantel",
            "m Überzieher",
        ],
        Upper::TrenchCoat => &[
            "m Trenchcoat",
            "m Mantel",
            "m Trench",
            "m Trenchcoat",
            "m Übergangsmantel",
        ],
        Upper::Raincoat => &[
            "f Regenjacke",
            "m Regenmantel",
            "f wasserdicht+Jacke",
            "m Friesennerz",
        ],
        Upper::HiVisVest => &[
            "f Warnweste",
            "f Sicherheitsweste",
            "f Warnweste",
            "f Signalweste",
        ],
    }
}

/// Dresses and jumpsuits.
pub fn one_piece(kind: OnePiece) -> Nouns {
    match kind {
        OnePiece::ShortDress => &["n kurz+Kleid", "n Kleid", "n Kleidchen", "n Minikleid"],
        OnePiece::Dress => &["n Kleid", "n knielang+Kleid", "n Kleid", "n Midikleid"],
        OnePiece::LongDress => &["n lang+Kleid", "n Kleid", "n Maxikleid", "n bodenlang+Kleid"],
        OnePiece::Jumpsuit => &["m Jumpsuit", "m Overall", "m Jumpsuit", "m Einteiler"],
        OnePiece::Dungarees => &["f Latzhose", "f Latzhose", "f Hose mit Latz", "f Trägerhose"],
    }
}
