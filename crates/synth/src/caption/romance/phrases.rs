//! Puts a scene together: every told fact as a noun phrase of one language.

use super::look::Look;
use super::romance_lexicon::RomanceLexicon;
use super::scene::Scene;
use super::{Form, Noun, Thing, words};
use crate::attributes::{Build, Colour, Facing, Footwear, HairStyle, Headgear, Lower, Sleeves, Upper};
use crate::caption::ensemble::Ensemble;
use crate::caption::selection::{Selection, is_held, usual_or};
use crate::caption::{Sampler, Style};
use crate::description::{Description, Hair, Item};

/// The told facts of a picture as noun phrases.
pub fn scene(
    language: &dyn RomanceLexicon,
    selection: &Selection,
    style: Style,
    c: &mut Sampler<'_>,
) -> Scene {
    let told = &selection.facts;
    let lexicon = language.lexicon();
    let mut maker = Maker {
        language,
        terse: style == Style::Keywords,
        facing: told.facing,
        c,
    };
    let mut phrases = Vec::new();
    let (mut person, hair) = maker.person(told);
    let outfit = selection
        .ensemble
        .and_then(|item| maker.outfit(item, &mut person, &mut phrases));
    let mut clothes = maker.clothes(told, style, &mut phrases);
    clothes.splice(0..0, outfit);
    let barefoot = told.footwear.is_some_and(|item| item.kind == Footwear::Barefoot);
    let shoes = told
        .footwear
        .filter(|_| !barefoot)
        .map(|item| maker.item(&lexicon.footwear[item.kind], item));
    let mut bags: Vec<_> = told
        .bags
        .iter()
        .map(|&item| (item.kind, maker.item(&lexicon.bag[item.kind], item)))
        .collect();
    // Two bags may be called the same, which then sounds like a stutter.
    bags.dedup_by(|(_, second), (_, first)| {
        first.text.starts_with(&second.text) || second.text.starts_with(&first.text)
    });
    let hood = told.headgear.is_some_and(|item| item.kind == Headgear::HoodUp);
    let headgear = told
        .headgear
        .filter(|_| !hood)
        .map(|item| (item.kind, maker.item(&lexicon.headgear[item.kind], item)));
    let eyewear = told.eyewear.map(|kind| maker.plain(&lexicon.eyewear[kind]));
    let (mut worn, mut held) = (Vec::new(), Vec::new());
    for &(extra, colour) in &told.extras {
        let thing = maker.extra(extra, colour);
        if is_held(extra) {
            held.push(thing)
        } else {
            worn.push(thing)
        }
    }
    let all = [
        shoes.as_ref(),
        headgear.as_ref().map(|(_, thing)| thing),
        eyewear.as_ref(),
        hair.as_ref(),
    ];
    let things = all
        .into_iter()
        .flatten()
        .chain(bags.iter().map(|(_, thing)| thing));
    phrases.push(person.text.clone());
    phrases.extend(things.chain(&worn).chain(&held).map(|thing| thing.text.clone()));
    let facing = selection.facing.then_some(told.facing);
    Scene {
        person,
        clothes,
        shoes,
        barefoot,
        bags,
        headgear,
        hood,
        eyewear,
        hair,
        worn,
        held,
        action: told.action,
        facing,
        phrases,
    }
}

/// Makes noun phrases.
pub struct Maker<'a, 'r> {
    /// The language.
    pub language: &'a dyn RomanceLexicon,
    /// Keywords: shorter patterns.
    pub terse: bool,
    facing: Facing,
    /// Draws the words.
    pub c: &'a mut Sampler<'r>,
}

impl Maker<'_, '_> {
    /// The person, and the hair, without its colour where the person's name tells it.
    fn person(&mut self, told: &Description) -> (Thing, Option<Thing>) {
        let nouns = &self.language.lexicon().person[told.sex][told.age];
        let neutral = |noun: &Noun| matches!(noun.parts().0, "personne" | "persona");
        let anyone = nouns.iter().copied().find(neutral).filter(|_| self.c.anyone);
        let noun = anyone.unwrap_or_else(|| self.c.pick(nouns));
        if neutral(&noun) {
            self.c.claims.leave_sex_open();
        }
        let (head, tail) = noun.parts();
        let form = noun.form();
        let hair = told.hair.filter(|hair| hair.style != HairStyle::Bald);
        let bald = told.hair.is_some_and(|hair| hair.style == HairStyle::Bald);
        if bald && tail.is_empty() && self.c.chance(0.5) {
            let text = format!(
                "{head} {}",
                self.c.pick(&self.language.lexicon().bald).agree(form)
            );
            return (Thing { text, form }, None);
        }
        let by_hair = hair
            .and_then(|hair| self.language.lexicon().hair_person.get(&hair.colour).copied())
            .filter(|_| tail.is_empty());
        let named = by_hair.filter(|_| self.c.chance(0.2));
        let build = (told.build != Build::Average && tail.is_empty() && named.is_none())
            .then(|| self.c.pick(&self.language.lexicon().build[told.build]));
        let adjective = named.or(build).map_or("", |adjective| adjective.agree(form));
        let text = words(&[head, adjective, tail]);
        let hair = told.hair.map(|hair| self.hair(hair, named.is_none()));
        (Thing { text, form }, hair)
    }

    fn hair(&mut self, hair: Hair, coloured: bool) -> Thing {
        let noun = usual_or(&self.language.lexicon().hair[hair.style], 0.3, self.c);
        let (head, tail) = noun.parts();
        let colour = if coloured && hair.style != HairStyle::Bald && self.c.chance(0.85) {
            usual_or(&self.language.lexicon().hair_colour[hair.colour], 0.6, self.c).agree(noun.form())
        } else {
            ""
        };
        Thing {
            text: words(&[head, colour, tail]),
            form: noun.form(),
        }
    }

    /// An outfit as one thing, or, where it has one colour only, as a quality of the person: "tout en noir".
    fn outfit(
        &mut self,
        item: Item<Ensemble>,
        person: &mut Thing,
        phrases: &mut Vec<String>,
    ) -> Option<Thing> {
        if item.kind == Ensemble::OneColour && self.c.chance(0.6) {
            let colour = self.language.lexicon().colour[item.colour][0].agree(Form::Ms);
            let how = self.c.pick(&self.language.lexicon().all_in);
            let how = how
                .replace('~', self.language.ending(person.form))
                .replace("{c}", colour);
            person.text = format!("{} {how}", person.text);
            return None;
        }
        let noun = usual_or(&self.language.lexicon().ensemble[item.kind], 0.3, self.c);
        let thing = self.garment(noun, None, Look::from(item));
        phrases.push(thing.text.clone());
        Some(thing)
    }

    /// The garments, outermost first; now and then an open one and the one below become one phrase.
    fn clothes(&mut self, told: &Description, style: Style, phrases: &mut Vec<String>) -> Vec<Thing> {
        let outer = told.outer.map(|item| self.upper(item, told.sleeves, false));
        let below_outer = told.outer.is_some();
        let inner = told
            .upper
            .map(|item| self.upper(item, told.sleeves.filter(|_| !below_outer), below_outer));
        let dress = told.one_piece.map(|item| {
            let noun = self.noun(item.kind, &self.language.lexicon().one_piece[item.kind]);
            let look = Look {
                chest: self.facing == Facing::Front,
                ..Look::from(item)
            };
            self.garment(noun, told.sleeves.filter(|_| !below_outer), look)
        });
        let lower = told.lower.map(|item| self.lower(item));
        phrases.extend(
            [&outer, &inner, &dress, &lower]
                .into_iter()
                .flatten()
                .map(|thing| thing.text.clone()),
        );
        let mut top: Vec<Thing> = outer.into_iter().chain(inner).chain(dress).collect();
        let merge = !matches!(style, Style::Keywords | Style::Telegraphic) && self.c.chance(0.6);
        if let ([over, under], true, true) = (&top[..], merge, below_outer) {
            let shape = self.c.pick(&self.language.lexicon().layers);
            let over_first = shape.starts_with("{over}");
            let form = if over_first { over.form } else { under.form };
            let (over, under) = match over_first {
                true => (over.text.clone(), self.language.a(under)),
                false => (self.language.a(over), under.text.clone()),
            };
            let text = shape
                .replace('~', self.language.ending(form))
                .replace("{over}", &over)
                .replace("{under}", &under);
            top = vec![Thing { text, form }];
        }
        top.extend(lower);
        top
    }

    fn upper(&mut self, item: Item<Upper>, sleeves: Option<Sleeves>, below: bool) -> Thing {
        let nouns = &self.language.lexicon().upper[item.kind];
        let mut noun = self.noun(item.kind, nouns);
        // Nobody sees the sleeves of what is worn below.
        if below && self.language.lexicon().names_sleeves(noun) {
            noun = nouns
                .iter()
                .copied()
                .find(|&noun| !self.language.lexicon().names_sleeves(noun))
                .unwrap_or(noun);
        }
        let outerwear = item.kind.is_outer();
        let sleeves = sleeves.filter(|_| !outerwear && item.kind != Upper::TankTop);
        let look = Look {
            chest: self.facing == Facing::Front,
            ..Look::from(item)
        };
        self.garment(noun, sleeves, look)
    }

    fn lower(&mut self, item: Item<Lower>) -> Thing {
        let noun = self.noun(item.kind, &self.language.lexicon().lower[item.kind]);
        let jeans = matches!(item.kind, Lower::Jeans | Lower::RippedJeans);
        if jeans && item.colour == Colour::Blue && self.c.chance(0.35) {
            let (head, tail) = noun.parts();
            return Thing {
                text: words(&[head, tail]),
                form: noun.form(),
            };
        }
        self.garment(noun, None, Look::from(item))
    }
}
