//! German nouns for bags, headgear and other things, most common first, as [`super::grammar::Phrase::noun`] reads them.

use crate::synth::attributes::{Bag, Extra, Eyewear, Headgear};

type Nouns = &'static [&'static str];

/// Bags.
pub fn bag(kind: Bag) -> Nouns {
    match kind {
        Bag::Backpack => &["m Rucksack", "m Rucksack", "m Tagesrucksack", "m Daypack"],
        Bag::ShoulderBag => &[
            "f Schultertasche",
            "f Tasche",
            "f Umhängetasche",
            "f Handtasche",
            "f Henkeltasche",
        ],
        Bag::CrossbodyBag => &[
            "f Umhängetasche",
            "f Crossbody-Tasche",
            "f Kuriertasche",
            "f quer getragen+Tasche",
            "f Messenger-Bag",
        ],
        Bag::Handbag => &["f Handtasche", "f Tasche", "f Damentasche", "f Henkeltasche"],
        Bag::Tote => &[
            "f Stofftasche",
            "m Stoffbeutel",
            "f Tragetasche",
            "m Jutebeutel",
            "m Shopper",
        ],
        Bag::ShoppingBag => &[
            "f Einkaufstasche",
            "f Tüte",
            "f Einkaufstüte",
            "f Tragetasche",
            "f Tragetüte",
        ],
        Bag::Briefcase => &["f Aktentasche", "m Aktenkoffer", "f Tasche", "f Businesstasche"],
        Bag::Suitcase => &["m Koffer", "m Rollkoffer", "m Reisekoffer", "m Trolley"],
        Bag::WaistBag => &["f Bauchtasche", "f Gürteltasche", "f Hüfttasche", "f Bumbag"],
    }
}

/// Headgear; a hood worn up is an adverb.
pub fn headgear(kind: Headgear) -> Nouns {
    match kind {
        Headgear::Cap => &[
            "f Kappe",
            "f Basecap",
            "f Mütze",
            "n Cap",
            "f Schirmmütze",
            "f Baseballkappe",
        ],
        Headgear::Beanie => &[
            "f Mütze",
            "f Strickmütze",
            "f Beanie",
            "f Wollmütze",
            "f Wintermütze",
        ],
        Headgear::Hat => &["m Hut", "m Hut", "m Hut mit Krempe", "m Krempenhut"],
        Headgear::SunHat => &[
            "m Sonnenhut",
            "m Strohhut",
            "m Sommerhut",
            "m Sonnenhut",
            "m Schlapphut",
        ],
        Headgear::Helmet => &["m Helm", "m Schutzhelm", "m Helm", "m Sturzhelm"],
        Headgear::Headscarf => &["n Kopftuch", "m Hidschab", "n Kopftuch", "m Hijab"],
        Headgear::HoodUp => &[
            "mit aufgesetzter Kapuze",
            "mit hochgezogener Kapuze",
            "mit Kapuze auf dem Kopf",
            "mit Kapuze über dem Kopf",
        ],
    }
}

/// Glasses.
pub fn eyewear(kind: Eyewear) -> Nouns {
    match kind {
        Eyewear::Glasses => &["f Brille"],
        Eyewear::Sunglasses => &[
            "f Sonnenbrille",
            "f Sonnenbrille",
            "f dunkel+Brille",
            "f getönt+Brille",
        ],
    }
}

/// Other things worn or held.
pub fn extra(kind: Extra) -> Nouns {
    match kind {
        Extra::Scarf => &["m Schal", "m Schal", "n Halstuch", "n Tuch um den Hals"],
        Extra::Tie => &["f Krawatte", "m Schlips", "f Krawatte", "m Binder"],
        Extra::Belt => &["m Gürtel", "m Gürtel", "m Hosengürtel", "m Taillengürtel"],
        Extra::Mask => &["f Maske", "f Gesichtsmaske", "m Mundschutz", "f Mund-Nasen-Maske"],
        Extra::Gloves => &[
            "p Handschuhe",
            "p Handschuhe",
            "p Winterhandschuhe",
            "p Fingerhandschuhe",
        ],
        Extra::Umbrella => &[
            "m Regenschirm",
            "m Schirm",
            "m aufgespannt+Schirm",
            "m aufgespannt+Regenschirm",
        ],
        Extra::Phone => &["n Handy", "n Smartphone", "n Telefon", "n Mobiltelefon"],
        Extra::Headphones => &["p Kopfhörer", "p Kopfhörer", "n Headset", "p groß+Kopfhörer"],
        Extra::Drink => &["m Becher", "f Flasche", "m Trinkbecher", "f Trinkflasche"],
        Extra::Book => &["n Buch", "n Buch", "n Heft", "n Notizbuch"],
    }
}
