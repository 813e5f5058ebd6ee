//! German phrases for what a person does, how things are carried and which side is seen.

use crate::attributes::{Action, Bag, Extra, Facing};

/// A finite verb and what follows it; a relative clause puts the verb last.
pub type Clause = (&'static str, &'static str);

/// What the person does.
pub fn action(action: Action) -> &'static [Clause] {
    match action {
        Action::Standing => &[("steht", ""), ("steht", "da"), ("steht", ""), ("steht", "still")],
        Action::Walking => &[("geht", ""), ("läuft", ""), ("geht", ""), ("spaziert", "")],
        Action::Running => &[
            ("rennt", ""),
            ("läuft", "schnell"),
            ("joggt", ""),
            ("sprintet", ""),
        ],
        Action::Sitting => &[("sitzt", ""), ("sitzt", "da")],
        Action::Calling => &[
            ("telefoniert", ""),
            ("telefoniert", "gerade"),
            ("spricht", "am Telefon"),
            ("hält", "ein Telefon ans Ohr"),
            ("hat", "ein Handy am Ohr"),
        ],
        Action::LookingAtPhone => &[
            ("schaut", "aufs Handy"),
            ("blickt", "auf ein Handy"),
            ("schaut", "auf das Handy"),
            ("guckt", "aufs Handy"),
            ("tippt", "auf dem Handy"),
        ],
        Action::HandsInPockets => &[
            ("hat", "die Hände in den Taschen"),
            ("hat", "die Hände in den Hosentaschen"),
            ("hat", "beide Hände in den Taschen"),
            ("hält", "die Hände in den Taschen"),
        ],
        Action::ArmsCrossed => &[
            ("hat", "die Arme verschränkt"),
            ("hat", "verschränkte Arme"),
            ("hält", "die Arme verschränkt"),
            ("hat", "die Arme vor der Brust verschränkt"),
        ],
        Action::HandsOnHips => &[
            ("hat", "die Hände in den Hüften"),
            ("hat", "die Hände in die Hüften gestemmt"),
            ("hält", "die Hände in den Hüften"),
            ("stemmt", "die Hände in die Hüften"),
        ],
        Action::ArmRaised => &[
            ("hebt", "einen Arm"),
            ("hat", "einen Arm gehoben"),
            ("hält", "einen Arm in die Höhe"),
            ("streckt", "einen Arm in die Luft"),
        ],
        Action::Carrying => &[
            ("trägt", "etwas in den Händen"),
            ("hält", "etwas in den Händen"),
            ("trägt", "etwas"),
            ("hat", "etwas in den Händen"),
        ],
        Action::Pushing => &[
            ("schiebt", "etwas vor sich her"),
            ("schiebt", "etwas"),
            ("schiebt", "etwas vor sich"),
            ("schiebt", "etwas vorwärts"),
        ],
    }
}

/// The action as a phrase after a comma, where "mit verschränkten Armen" is more usual than a clause.
pub fn posture(action: Action) -> &'static str {
    match action {
        Action::HandsInPockets => "mit den Händen in den Taschen",
        Action::ArmsCrossed => "mit verschränkten Armen",
        Action::HandsOnHips => "mit den Händen in den Hüften",
        Action::ArmRaised => "mit erhobenem Arm",
        Action::Calling => "mit Handy am Ohr",
        Action::LookingAtPhone => "mit Blick aufs Handy",
        Action::Standing => "stehend",
        Action::Walking => "gehend",
        Action::Running => "rennend",
        Action::Sitting => "sitzend",
        Action::Carrying => "mit etwas in den Händen",
        Action::Pushing => "etwas vor sich herschiebend",
    }
}

/// Present participle of a verb of motion: "nach links gehend".
pub fn participle(verb: &str) -> &'static str {
    match verb {
        "läuft" => "laufend",
        "rennt" => "rennend",
        "joggt" => "joggend",
        "sprintet" => "sprintend",
        "spaziert" => "spazierend",
        _ => "gehend",
    }
}

/// Direction of walking or running.
pub fn heading(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &[
            "auf die Kamera zu",
            "in Richtung Kamera",
            "nach vorne",
            "auf den Betrachter zu",
        ],
        Facing::Left => &["nach links", "nach links", "nach links", "zur linken Seite"],
        Facing::Right => &["nach rechts", "nach rechts", "nach rechts", "zur rechten Seite"],
        Facing::Back => &[
            "von der Kamera weg",
            "in die andere Richtung",
            "von uns weg",
            "vom Betrachter weg",
        ],
    }
}

/// Which side is seen, as a phrase after the person.
pub fn facing(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &["von vorne", "von vorn", "frontal", "von vorne gesehen"],
        Facing::Left => &[
            "von der Seite",
            "mit Blick nach links",
            "seitlich",
            "im Profil",
            "nach links gewandt",
            "in Seitenansicht",
        ],
        Facing::Right => &[
            "von der Seite",
            "mit Blick nach rechts",
            "seitlich",
            "im Profil",
            "nach rechts gewandt",
            "in Seitenansicht",
        ],
        Facing::Back => &[
            "von hinten",
            "von hinten",
            "von hinten gesehen",
            "mit dem Rücken zur Kamera",
            "von hinten fotografiert",
            "in Rückansicht",
        ],
    }
}

/// Which side is seen, as a clause.
pub fn facing_clause(facing: Facing) -> &'static [Clause] {
    match facing {
        Facing::Front => &[
            ("ist", "von vorne zu sehen"),
            ("blickt", "in die Kamera"),
            ("schaut", "in die Kamera"),
            ("schaut", "nach vorne"),
        ],
        Facing::Left => &[
            ("blickt", "nach links"),
            ("ist", "von der Seite zu sehen"),
            ("schaut", "nach links"),
            ("ist", "nach links gewandt"),
        ],
        Facing::Right => &[
            ("blickt", "nach rechts"),
            ("ist", "von der Seite zu sehen"),
            ("schaut", "nach rechts"),
            ("ist", "nach rechts gewandt"),
        ],
        Facing::Back => &[
            ("ist", "von hinten zu sehen"),
            ("zeigt", "der Kamera den Rücken"),
            ("ist", "nur von hinten zu sehen"),
            ("ist", "von der Kamera abgewandt"),
        ],
    }
}

/// The side as a heading of a caption.
pub fn view(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &[
            "Ansicht von vorne",
            "Von vorne",
            "Vorderansicht",
            "Frontalansicht",
        ],
        Facing::Left | Facing::Right => &[
            "Seitenansicht",
            "Von der Seite",
            "Ansicht von der Seite",
            "Profilansicht",
        ],
        Facing::Back => &["Rückansicht", "Von hinten", "Ansicht von hinten", "Rückenansicht"],
    }
}

/// How a bag is carried: verb, and place after the bag.
pub fn bag(bag: Bag) -> &'static [Clause] {
    match bag {
        Bag::Backpack => &[
            ("trägt", ""),
            ("trägt", "auf dem Rücken"),
            ("hat", "auf dem Rücken"),
            ("hat", "auf der Schulter"),
        ],
        Bag::ShoulderBag => &[
            ("trägt", ""),
            ("trägt", "über der Schulter"),
            ("hat", "über der Schulter"),
            ("trägt", "an der Schulter"),
        ],
        Bag::CrossbodyBag => &[
            ("trägt", ""),
            ("hat", "dabei"),
            ("hat", "umgehängt"),
            ("trägt", "quer über der Schulter"),
        ],
        Bag::Handbag | Bag::Tote | Bag::ShoppingBag | Bag::Briefcase => &[
            ("trägt", ""),
            ("hat", "dabei"),
            ("trägt", "in der Hand"),
            ("hält", "in der Hand"),
        ],
        Bag::Suitcase => &[
            ("hat", "dabei"),
            ("zieht", "hinter sich her"),
            ("hat", "bei sich"),
            ("führt", "mit sich"),
        ],
        Bag::WaistBag => &[
            ("trägt", ""),
            ("trägt", "um die Hüfte"),
            ("hat", "um die Hüfte"),
            ("trägt", "um die Taille"),
        ],
    }
}

/// How a thing is held.
pub fn held(extra: Extra) -> &'static [Clause] {
    match extra {
        Extra::Umbrella => &[
            ("hält", ""),
            ("trägt", ""),
            ("hat", "dabei"),
            ("hält", "über sich"),
        ],
        _ => &[
            ("hält", "in der Hand"),
            ("hat", "in der Hand"),
            ("hält", ""),
            ("hält", "in der Hand"),
        ],
    }
}
