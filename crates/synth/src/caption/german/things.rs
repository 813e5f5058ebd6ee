//! German nouns for bags, headgear and other things, most common first, as [`super::grammar::Phrase::noun`] reads them.

use crate::attributes::{Bag, Extra, Eyewear, Headgear};

type Nouns = &'static [&'static str];

/// Bags.
pub fn bag(kind: Bag) -> Nouns {
    match kind {
        Bag::Backpack => &[
            "m Rucksack",
            "m Rucksack",
            "m Schulrucksack",
            "m Freizeitrucksack",
            "m Ranzen",
            "m Stadtrucksack",
            "m Tagesrucksack",
            "m Daypack",
        ],
        Bag::ShoulderBag => &[
            "f Schultertasche",
            "f Tasche",
            "f groß+Tasche",
            "f Umhänge-Tasche",
            "f groß+Schultertasche",
            "m Shopper",
            "f Umhängetasche",
            "f Handtasche",
            "f Henkeltasche",
        ],
        Bag::CrossbodyBag => &[
            "f Umhängetasche",
            "f Crossbody-Tasche",
            "f klein+Tasche",
            "f Schultertasche",
            "f Tasche",
            "f klein+Umhängetasche",
            "f Crossbody-Bag",
            "f Kuriertasche",
            "f quer getragen+Tasche",
            "f Messenger-Bag",
        ],
        Bag::Handbag => &[
            "f Handtasche",
            "f Tasche",
            "f klein+Handtasche",
            "n Handtäschchen",
            "f klein+Tasche",
            "f Damentasche",
            "f Henkeltasche",
        ],
        Bag::Tote => &[
            "f Stofftasche",
            "m Stoffbeutel",
            "f groß+Tasche",
            "m Beutel",
            "f Baumwolltasche",
            "f Tote-Bag",
            "f Leinentasche",
            "f groß+Stofftasche",
            "f Tragetasche",
            "m Jutebeutel",
            "m Shopper",
        ],
        Bag::ShoppingBag => &[
            "f Einkaufstasche",
            "f Tüte",
            "f Plastiktüte",
            "f Papiertüte",
            "f Plastiktasche",
            "m Einkaufsbeutel",
            "f Papiertasche",
            "f Einkaufstüte",
            "f Tragetasche",
            "f Tragetüte",
        ],
        Bag::Briefcase => &[
            "f Aktentasche",
            "m Aktenkoffer",
            "f Arbeitstasche",
            "f Laptoptasche",
            "f Dokumententasche",
            "f Bürotasche",
            "f Tasche",
            "f Businesstasche",
        ],
        Bag::Suitcase => &[
            "m Koffer",
            "m Rollkoffer",
            "m klein+Koffer",
            "m Rollenkoffer",
            "m Handgepäckkoffer",
            "m Koffer mit Rollen",
            "m Reisekoffer",
            "m Trolley",
        ],
        Bag::WaistBag => &[
            "f Bauchtasche",
            "f Gürteltasche",
            "f klein+Tasche",
            "f Gürtel-Tasche",
            "f Hip-Bag",
            "f Hüfttasche",
            "f Bumbag",
        ],
    }
}

/// Headgear; a hood worn up is an adverb.
pub fn headgear(kind: Headgear) -> Nouns {
    match kind {
        Headgear::Cap => &[
            "f Kappe",
            "f Basecap",
            "f Baseballmütze",
            "f Baseballcap",
            "f Base-Cap",
            "f Schirmkappe",
            "f Schildkappe",
            "f Mütze",
            "n Cap",
            "f Schirmmütze",
            "f Baseballkappe",
        ],
        Headgear::Beanie => &[
            "f Mütze",
            "f Strickmütze",
            "f Beanie-Mütze",
            "f gestrickt+Mütze",
            "f Haube",
            "f Woll-Mütze",
            "f Beanie",
            "f Wollmütze",
            "f Wintermütze",
        ],
        Headgear::Hat => &[
            "m Hut",
            "m Hut",
            "m Filzhut",
            "f Kopfbedeckung",
            "m Hut mit breiter Krempe",
            "m breitkrempig+Hut",
            "m Hut mit Krempe",
            "m Krempenhut",
        ],
        Headgear::SunHat => &[
            "m Sonnenhut",
            "m Strohhut",
            "m breitkrempig+Strohhut",
            "m Hut",
            "m groß+Strohhut",
            "m Hut aus Stroh",
            "m Sommerhut",
            "m Sonnenhut",
            "m Schlapphut",
        ],
        Headgear::Helmet => &[
            "m Helm",
            "m Schutzhelm",
            "m Bauhelm",
            "m Kopfschutz",
            "m Helm",
            "m Sturzhelm",
        ],
        Headgear::Headscarf => &[
            "n Kopftuch",
            "m Hidschab",
            "m Schleier",
            "n Tuch auf dem Kopf",
            "n Tuch um den Kopf",
            "n Kopftuch",
            "m Hijab",
        ],
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
            "f schwarz+Brille",
            "f dunkel+Sonnenbrille",
            "f dunkel+Brille",
            "f getönt+Brille",
        ],
    }
}

/// Other things worn or held.
pub fn extra(kind: Extra) -> Nouns {
    match kind {
        Extra::Scarf => &[
            "m Schal",
            "m Schal",
            "n Schaltuch",
            "m Wollschal",
            "n Halstuch",
            "n Tuch um den Hals",
        ],
        Extra::Tie => &["f Krawatte", "m Schlips", "f Krawatte", "m Binder"],
        Extra::Belt => &["m Gürtel", "m Gürtel", "m Gürtel", "m Gürtel um die Taille"],
        Extra::Mask => &[
            "f Maske",
            "f Gesichtsmaske",
            "f Schutzmaske",
            "f OP-Maske",
            "f Atemschutzmaske",
            "m Mundschutz",
            "f Mund-Nasen-Maske",
        ],
        Extra::Gloves => &[
            "p Handschuhe",
            "p Handschuhe",
            "p Winterhandschuhe",
            "p Fingerhandschuhe",
        ],
        Extra::Umbrella => &[
            "m Regenschirm",
            "m Schirm",
            "m aufgespannt+Regenschirm",
            "m aufgespannt+Schirm",
            "m geöffnet+Schirm",
            "m geöffnet+Regenschirm",
        ],
        Extra::Phone => &["n Handy", "n Smartphone", "n Telefon", "n Mobiltelefon"],
        Extra::Headphones => &[
            "p Kopfhörer",
            "p Kopfhörer",
            "p Ohrhörer",
            "m Kopfhörer",
            "p Bügelkopfhörer",
            "n Headset",
            "p groß+Kopfhörer",
        ],
        Extra::Drink => &[
            "m Becher",
            "f Flasche",
            "n Getränk",
            "m Trinkbecher",
            "f Trinkflasche",
        ],
        Extra::Book => &["n Buch", "n Buch", "n Taschenbuch", "n Heft", "n Notizbuch"],
    }
}
