//! French words for what a person does and which side is seen.

use crate::attributes::{Action, Facing};

/// The action as a predicate of "il" or "elle"; `~` is the feminine ending.
pub fn does(action: Action) -> &'static [&'static str] {
    match action {
        Action::Standing => &[
            "est debout",
            "se tient debout",
            "reste debout",
            "se tient immobile",
        ],
        Action::Walking => &[
            "marche",
            "est en train de marcher",
            "avance",
            "se promène",
            "déambule",
        ],
        Action::Running => &[
            "court",
            "est en train de courir",
            "fait un footing",
            "avance en courant",
        ],
        Action::Sitting => &[
            "est assis~",
            "est assis~",
            "est en position assise",
            "se tient assis~",
        ],
        Action::Calling => &[
            "téléphone",
            "parle au téléphone",
            "est au téléphone",
            "passe un coup de fil",
        ],
        Action::LookingAtPhone => &[
            "regarde son téléphone",
            "consulte son téléphone",
            "regarde son portable",
            "a les yeux sur son téléphone",
            "fixe son smartphone",
        ],
        Action::HandsInPockets => &[
            "a les mains dans les poches",
            "garde les mains dans les poches",
            "met les mains dans ses poches",
        ],
        Action::ArmsCrossed => &["a les bras croisés", "croise les bras", "garde les bras croisés"],
        Action::HandsOnHips => &[
            "a les mains sur les hanches",
            "pose les mains sur les hanches",
            "met les poings sur les hanches",
        ],
        Action::ArmRaised => &[
            "lève le bras",
            "a un bras levé",
            "lève un bras",
            "tend un bras en l'air",
        ],
        Action::Carrying => &[
            "porte quelque chose dans les mains",
            "tient quelque chose dans les mains",
            "transporte quelque chose",
        ],
        Action::Pushing => &[
            "pousse quelque chose",
            "est en train de pousser quelque chose",
            "avance en poussant quelque chose",
        ],
    }
}

/// The action as an apposition without finite verb; `~` is the feminine ending.
pub fn doing(action: Action) -> &'static [&'static str] {
    match action {
        Action::Standing => &["debout", "en position debout", "immobile"],
        Action::Walking => &["en train de marcher", "marchant", "en train d'avancer"],
        Action::Running => &["en train de courir", "courant", "en pleine course"],
        Action::Sitting => &["assis~", "en position assise", "assis~"],
        Action::Calling => &[
            "au téléphone",
            "téléphone à l'oreille",
            "en train de téléphoner",
            "en pleine conversation au téléphone",
        ],
        Action::LookingAtPhone => &[
            "regardant son téléphone",
            "les yeux sur son téléphone",
            "en train de regarder son portable",
            "le regard sur son téléphone",
        ],
        Action::HandsInPockets => &[
            "les mains dans les poches",
            "mains dans les poches",
            "mains en poche",
        ],
        Action::ArmsCrossed => &["les bras croisés", "bras croisés", "avec les bras croisés"],
        Action::HandsOnHips => &[
            "les mains sur les hanches",
            "mains sur les hanches",
            "poings sur les hanches",
        ],
        Action::ArmRaised => &["un bras levé", "le bras levé", "un bras en l'air"],
        Action::Carrying => &[
            "quelque chose dans les mains",
            "tenant quelque chose dans les mains",
            "les mains chargées",
        ],
        Action::Pushing => &[
            "poussant quelque chose",
            "en train de pousser quelque chose",
            "en poussant quelque chose",
        ],
    }
}

/// The seen side as an apposition; `~` is the feminine ending.
pub fn side(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &[
            "de face",
            "vu~ de face",
            "face à l'objectif",
            "tourné~ vers l'objectif",
        ],
        Facing::Left => &[
            "tourné~ vers la gauche",
            "de profil",
            "vu~ de profil",
            "vu~ de côté",
            "regardant vers la gauche",
        ],
        Facing::Right => &[
            "tourné~ vers la droite",
            "de profil",
            "vu~ de profil",
            "vu~ de côté",
            "regardant vers la droite",
        ],
        Facing::Back => &["de dos", "vu~ de dos", "de dos", "dos à l'objectif"],
    }
}

/// The direction of somebody who moves.
pub fn towards(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &["vers l'objectif", "de face", "face à nous"],
        Facing::Left => &["vers la gauche", "vers la gauche de l'image", "à gauche"],
        Facing::Right => &["vers la droite", "vers la droite de l'image", "à droite"],
        Facing::Back => &["de dos", "dos à l'objectif"],
    }
}
