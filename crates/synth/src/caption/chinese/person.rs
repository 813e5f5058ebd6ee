//! The person behind the clothes: subject, hair, action and view in Chinese.

use super::lexicon::LEXICON;
use crate::attributes::{Age, HairStyle};
use crate::caption::Sampler;
use crate::description::{Description, Hair};

/// A noun for the person; age is left open now and then, as real captions do.
pub(super) fn subject(description: &Description, sampler: &mut Sampler<'_>) -> &'static str {
    if sampler.anyone {
        sampler.claims.leave_sex_open();
        return sampler.pick(&LEXICON.anyone[description.age]);
    }
    let grown = matches!(description.age, Age::Young | Age::Adult);
    if grown && sampler.chance(0.5) {
        return sampler.pick(&LEXICON.ageless[description.sex]);
    }
    sampler.pick(&LEXICON.person[description.sex][description.age])
}

/// 一名, 一位 or 一个, as fits the noun.
pub(super) fn counted(subject: &str, sampler: &mut Sampler<'_>) -> &'static str {
    // 一名人 would be a celebrity.
    if subject == "人" {
        "一个"
    } else if subject.ends_with("先生") {
        "一位"
    } else if ["男人", "女人", "老头"].iter().any(|end| subject.ends_with(end)) {
        "一个"
    } else if subject.contains(['孩', '童', '友', '伙', '的', '哥', '小']) || subject.ends_with("姑娘")
    {
        sampler.pick(&["一个", "一个", "一名"])
    } else if subject.contains(['老', '士', '长']) {
        sampler.pick(&["一位", "一位", "一名", "一位", "一个"])
    } else {
        sampler.pick(&["一名", "一个", "一位", "一名", "一名"])
    }
}

/// Verb and noun for the hair, with its colour most of the time.
pub(super) fn hair(hair: Hair, sampler: &mut Sampler<'_>) -> (&'static str, String) {
    let spoken = LEXICON.spoken_hair.get(&hair.style);
    let words = spoken
        .filter(|_| sampler.brief && sampler.chance(0.3))
        .unwrap_or(&LEXICON.hair[hair.style]);
    let (verb, noun) = sampler.pick(words);
    if hair.style == HairStyle::Bald || sampler.chance(0.25) {
        return (if verb == "一头" { "留着" } else { verb }, noun.to_owned());
    }
    let (long, short) = sampler.pick(&LEXICON.hair_colour[hair.colour]);
    // "黑短发" is fine, "黑短直发", "黑马尾" and "黑寸头" are not.
    let clipped = noun.ends_with('发') && noun.chars().count() < 3 && sampler.chance(0.25);
    (verb, format!("{}{noun}", if clipped { short } else { long }))
}

/// Predicates for action and view together, none where neither is to be said.
pub(super) fn pose(
    description: &Description,
    say_action: bool,
    say_view: bool,
    sampler: &mut Sampler<'_>,
) -> Vec<String> {
    let view = description.facing;
    let act = description.action.filter(|_| say_action);
    if let Some(act) = act
        && say_view
        && let Some(words) = LEXICON.moving(act, view)
    {
        return vec![sampler.pick(words).to_owned()];
    }
    let act = act.map(|act| sampler.pick(&LEXICON.action[act]));
    let view = say_view.then(|| sampler.pick(&LEXICON.facing[view]));
    match (view, act) {
        (Some(view), Some(act)) if act.starts_with('站') || act.starts_with('坐') => {
            vec![format!("{view}{act}")]
        }
        (view, act) => view.into_iter().chain(act).map(str::to_owned).collect(),
    }
}
