//! The person behind the clothes: subject, hair, action and view in Japanese.

use super::lexicon::LEXICON;
use super::verbs::Verb;
use crate::attributes::{Action, Age, HairStyle, Sex};
use crate::caption::Sampler;
use crate::description::{Description, Hair};

/// A noun for the person; age is left open now and then, as real captions do.
pub(super) fn subject(description: &Description, sampler: &mut Sampler<'_>) -> &'static str {
    if sampler.anyone {
        sampler.claims.leave_sex_open();
        return sampler.pick(&LEXICON.anyone[description.age]);
    }
    let grown = matches!(description.age, Age::Young | Age::Adult);
    if grown && sampler.chance(0.4) {
        return sampler.pick(&LEXICON.ageless[description.sex]);
    }
    sampler.pick(&LEXICON.person[description.sex][description.age])
}

/// A noun phrase for the hair, with its colour most of the time.
pub(super) fn hair(hair: Hair, sex: Sex, sampler: &mut Sampler<'_>) -> String {
    let noun = sampler.pick(&LEXICON.hair[hair.style]);
    let noun = match LEXICON.hair_of_men.get(noun) {
        Some(other) if sex == Sex::Male => other.0,
        _ => noun,
    };
    let colourless = match hair.style {
        HairStyle::Bald => 1.0,
        HairStyle::Buzz => 0.85,
        _ => 0.2,
    };
    if sampler.chance(colourless) {
        return noun.to_owned();
    }
    let colour = sampler.pick(&LEXICON.hair_colour[hair.colour]);
    let shape = noun.strip_suffix('髪').unwrap_or_default();
    if shape.ends_with(['の', 'た', 'い']) {
        return format!("{shape}{}", coloured_hair(colour));
    }
    // 黒髪の短髪 would say the hair twice.
    let speaks_of_hair = |word: &str| word.contains(['髪', '毛']);
    if speaks_of_hair(colour) && speaks_of_hair(noun) {
        let other = LEXICON.hair_colour[hair.colour]
            .iter()
            .find(|word| !speaks_of_hair(word));
        return format!("{}{noun}", other.unwrap_or(&""));
    }
    format!("{colour}{noun}")
}

/// The word 髪 with its colour: 黒髪, 金髪, 濃い茶色の髪.
fn coloured_hair(colour: &str) -> String {
    match colour.strip_suffix('の') {
        Some(word) if word.ends_with(['髪', '毛']) => word.to_owned(),
        _ if matches!(colour, "黒い" | "白い" | "赤い") => colour.replace('い', "髪"),
        _ => format!("{colour}髪"),
    }
}

/// Predicates for action and view: what stands before the verb, and the verb.
pub(super) fn pose(
    description: &Description,
    say_view: bool,
    sampler: &mut Sampler<'_>,
) -> Vec<(String, Verb)> {
    let view = description.facing;
    let act = description.action.map(|act| {
        let (object, verb) = sampler.pick(&LEXICON.action[act]);
        let towards = say_view && matches!(act, Action::Walking | Action::Running);
        let object = if towards {
            sampler.pick(&LEXICON.direction[view])
        } else {
            object
        };
        (object.to_owned(), verb, towards)
    });
    let told = act.as_ref().is_some_and(|(_, _, towards)| *towards);
    let mut pose = Vec::new();
    if say_view && !told {
        let (object, verb) = sampler.pick(&LEXICON.facing[view]);
        // 左を向いて立っている is one predicate.
        if let Some((before, act, _)) = &act
            && before.is_empty()
        {
            return vec![(format!("{object}{}", verb.te()), *act)];
        }
        pose.push((object.to_owned(), verb));
    }
    pose.extend(act.map(|(object, verb, _)| (object, verb)));
    pose
}
