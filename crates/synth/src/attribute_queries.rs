//! Short queries for one attribute each, with the truth of every synthetic picture: what do a model's features see?

use super::attributes::{
    Action, Age, Bag, Colour, Extra, Eyewear, Facing, Footwear, HairStyle, Headgear, Lower, OnePiece,
    Pattern, Sex, Upper,
};
use super::caption::Language;
use super::description::{Description, Item};

/// One attribute and how people ask for it.
pub struct AttributeQuery {
    /// Name of the attribute in reports.
    pub name: &'static str,
    /// Whether a picture shows it; nothing where it does not show enough to tell.
    pub holds: fn(&Description) -> Option<bool>,
    /// The query in each language, in the order of [`Language::ALL`].
    texts: [&'static str; Language::ALL.len()],
}

impl AttributeQuery {
    /// The query in a language.
    pub fn text(&self, language: Language) -> &'static str {
        self.texts[language as usize]
    }
}

const fn query(
    name: &'static str,
    holds: fn(&Description) -> Option<bool>,
    texts: [&'static str; Language::ALL.len()],
) -> AttributeQuery {
    AttributeQuery { name, holds, texts }
}

/// The upper garment that is seen first; a dress is none.
fn top(d: &Description) -> Option<Option<Item<Upper>>> {
    let worn = d.outer.or(d.upper);
    (worn.is_some() || d.one_piece.is_some()).then_some(worn)
}

fn top_is(d: &Description, kinds: &[Upper]) -> Option<bool> {
    top(d).map(|worn| worn.is_some_and(|item| kinds.contains(&item.kind)))
}

fn top_colour(d: &Description, colours: &[Colour]) -> Option<bool> {
    let colour = d.outer.or(d.upper).map(|item| item.colour);
    colour
        .or(d.one_piece.map(|item| item.colour))
        .map(|colour| colours.contains(&colour))
}

fn legs_are(d: &Description, kinds: &[Lower]) -> Option<bool> {
    match (d.lower, d.one_piece) {
        (Some(item), _) => Some(kinds.contains(&item.kind)),
        (None, Some(_)) => Some(false),
        (None, None) => None,
    }
}

fn legs_colour(d: &Description, colours: &[Colour]) -> Option<bool> {
    d.lower
        .map(|item| !item.kind.is_skirt() && colours.contains(&item.colour))
}

fn whole_is(d: &Description, kinds: &[OnePiece]) -> Option<bool> {
    match (d.one_piece, d.upper.is_some() || d.lower.is_some()) {
        (Some(item), _) => Some(kinds.contains(&item.kind)),
        (None, true) => Some(false),
        (None, false) => None,
    }
}

fn shoes_are(d: &Description, kinds: &[Footwear]) -> Option<bool> {
    d.footwear.map(|item| kinds.contains(&item.kind))
}

fn has_bag(d: &Description, kinds: &[Bag]) -> Option<bool> {
    Some(d.bags.iter().any(|item| kinds.contains(&item.kind)))
}

fn has_extra(d: &Description, extra: Extra) -> Option<bool> {
    Some(d.extras.iter().any(|(kind, _)| *kind == extra))
}

fn hat_is(d: &Description, kinds: &[Headgear]) -> Option<bool> {
    Some(d.headgear.is_some_and(|item| kinds.contains(&item.kind)))
}

fn hair_is(d: &Description, styles: &[HairStyle]) -> Option<bool> {
    d.hair.map(|hair| styles.contains(&hair.style))
}

fn does(d: &Description, action: Action) -> Option<bool> {
    d.action.map(|seen| seen == action)
}

/// The attributes, in the order of reports.
pub const QUERIES: &[AttributeQuery] = &[
    query(
        "man",
        |d| (d.age != Age::Child).then_some(d.sex == Sex::Male),
        [
            "a man",
            "一个男人",
            "un homme",
            "ein Mann",
            "un hombre",
            "男性",
            "un uomo",
        ],
    ),
    query(
        "woman",
        |d| (d.age != Age::Child).then_some(d.sex == Sex::Female),
        [
            "a woman",
            "一个女人",
            "une femme",
            "eine Frau",
            "una mujer",
            "女性",
            "una donna",
        ],
    ),
    query(
        "child",
        |d| Some(d.age == Age::Child),
        [
            "a child",
            "一个小孩",
            "un enfant",
            "ein Kind",
            "un niño",
            "子供",
            "un bambino",
        ],
    ),
    query(
        "elderly",
        |d| Some(d.age == Age::Elderly),
        [
            "an elderly person",
            "一位老人",
            "une personne âgée",
            "ein älterer Mensch",
            "una persona mayor",
            "高齢者",
            "una persona anziana",
        ],
    ),
    query(
        "from behind",
        |d| Some(d.facing == Facing::Back),
        [
            "person seen from behind",
            "背对镜头的人",
            "personne vue de dos",
            "Person von hinten",
            "persona vista de espaldas",
            "後ろ姿の人",
            "persona vista di spalle",
        ],
    ),
    query(
        "from the front",
        |d| Some(d.facing == Facing::Front),
        [
            "person seen from the front",
            "正对镜头的人",
            "personne vue de face",
            "Person von vorne",
            "persona vista de frente",
            "正面を向いた人",
            "persona vista di fronte",
        ],
    ),
    query(
        "T-shirt",
        |d| top_is(d, &[Upper::TShirt]),
        [
            "person wearing a T-shirt",
            "穿T恤的人",
            "personne en T-shirt",
            "Person im T-Shirt",
            "persona con camiseta",
            "Tシャツを着た人",
            "persona in maglietta",
        ],
    ),
    query(
        "shirt",
        |d| top_is(d, &[Upper::Shirt, Upper::ShortSleeveShirt]),
        [
            "person wearing a button-up shirt",
            "穿衬衫的人",
            "personne en chemise",
            "Person im Hemd",
            "persona con camisa",
            "シャツを着た人",
            "persona in camicia",
        ],
    ),
    query(
        "sweater",
        |d| top_is(d, &[Upper::Sweater, Upper::Turtleneck]),
        [
            "person wearing a sweater",
            "穿毛衣的人",
            "personne en pull",
            "Person im Pullover",
            "persona con jersey",
            "セーターを着た人",
            "persona con un maglione",
        ],
    ),
    query(
        "hoodie",
        |d| top_is(d, &[Upper::Hoodie]),
        [
            "person wearing a hoodie",
            "穿连帽衫的人",
            "personne en sweat à capuche",
            "Person im Kapuzenpullover",
            "persona con sudadera con capucha",
            "パーカーを着た人",
            "persona con felpa con cappuccio",
        ],
    ),
    query(
        "jacket",
        |d| {
            top_is(
                d,
                &[
                    Upper::Jacket,
                    Upper::DenimJacket,
                    Upper::LeatherJacket,
                    Upper::TrackJacket,
                    Upper::Puffer,
                ],
            )
        },
        [
            "person wearing a jacket",
            "穿夹克的人",
            "personne en veste",
            "Person in einer Jacke",
            "persona con chaqueta",
            "ジャケットを着た人",
            "persona con una giacca",
        ],
    ),
    query(
        "coat",
        |d| top_is(d, &[Upper::Coat, Upper::TrenchCoat, Upper::Parka]),
        [
            "person wearing a coat",
            "穿大衣的人",
            "personne en manteau",
            "Person im Mantel",
            "persona con abrigo",
            "コートを着た人",
            "persona con un cappotto",
        ],
    ),
    query(
        "blazer",
        |d| top_is(d, &[Upper::Blazer]),
        [
            "person wearing a blazer",
            "穿西装外套的人",
            "personne en blazer",
            "Person im Blazer",
            "persona con blazer",
            "ブレザーを着た人",
            "persona con il blazer",
        ],
    ),
    query(
        "sleeveless top",
        |d| top_is(d, &[Upper::TankTop]),
        [
            "person in a tank top",
            "穿背心的人",
            "personne en débardeur",
            "Person im Tanktop",
            "persona con camiseta de tirantes",
            "タンクトップを着た人",
            "persona in canottiera",
        ],
    ),
    query(
        "dress",
        |d| whole_is(d, &[OnePiece::ShortDress, OnePiece::Dress, OnePiece::LongDress]),
        [
            "person wearing a dress",
            "穿连衣裙的人",
            "personne en robe",
            "Person im Kleid",
            "persona con vestido",
            "ワンピースを着た人",
            "persona con un vestito",
        ],
    ),
    query(
        "skirt",
        |d| {
            legs_are(
                d,
                &[
                    Lower::MiniSkirt,
                    Lower::Skirt,
                    Lower::PleatedSkirt,
                    Lower::LongSkirt,
                ],
            )
        },
        [
            "person wearing a skirt",
            "穿裙子的人",
            "personne en jupe",
            "Person im Rock",
            "persona con falda",
            "スカートをはいた人",
            "persona con la gonna",
        ],
    ),
    query(
        "jeans",
        |d| legs_are(d, &[Lower::Jeans, Lower::RippedJeans]),
        [
            "person wearing jeans",
            "穿牛仔裤的人",
            "personne en jean",
            "Person in Jeans",
            "persona con vaqueros",
            "ジーンズをはいた人",
            "persona in jeans",
        ],
    ),
    query(
        "shorts",
        |d| legs_are(d, &[Lower::Shorts, Lower::DenimShorts]),
        [
            "person wearing shorts",
            "穿短裤的人",
            "personne en short",
            "Person in kurzer Hose",
            "persona con pantalón corto",
            "短パンをはいた人",
            "persona in pantaloncini",
        ],
    ),
    query(
        "leggings",
        |d| legs_are(d, &[Lower::Leggings]),
        [
            "person wearing leggings",
            "穿紧身裤的人",
            "personne en leggings",
            "Person in Leggings",
            "persona con mallas",
            "レギンスをはいた人",
            "persona con i leggings",
        ],
    ),
    query(
        "backpack",
        |d| has_bag(d, &[Bag::Backpack]),
        [
            "person with a backpack",
            "背双肩包的人",
            "personne avec un sac à dos",
            "Person mit Rucksack",
            "persona con mochila",
            "リュックを背負った人",
            "persona con lo zaino",
        ],
    ),
    query(
        "shoulder bag",
        |d| has_bag(d, &[Bag::ShoulderBag, Bag::CrossbodyBag]),
        [
            "person with a shoulder bag",
            "背单肩包的人",
            "personne avec un sac à bandoulière",
            "Person mit Umhängetasche",
            "persona con bandolera",
            "ショルダーバッグを持った人",
            "persona con borsa a tracolla",
        ],
    ),
    query(
        "handbag",
        |d| has_bag(d, &[Bag::Handbag]),
        [
            "person with a handbag",
            "拎手提包的人",
            "personne avec un sac à main",
            "Person mit Handtasche",
            "persona con bolso",
            "ハンドバッグを持った人",
            "persona con una borsetta",
        ],
    ),
    query(
        "suitcase",
        |d| has_bag(d, &[Bag::Suitcase]),
        [
            "person with a suitcase",
            "拉着行李箱的人",
            "personne avec une valise",
            "Person mit Koffer",
            "persona con maleta",
            "スーツケースを持った人",
            "persona con una valigia",
        ],
    ),
    query(
        "any bag",
        |d| Some(!d.bags.is_empty()),
        [
            "person carrying a bag",
            "带着包的人",
            "personne portant un sac",
            "Person mit einer Tasche",
            "persona con un bolso",
            "バッグを持った人",
            "persona con una borsa",
        ],
    ),
    query(
        "cap",
        |d| hat_is(d, &[Headgear::Cap]),
        [
            "person wearing a baseball cap",
            "戴棒球帽的人",
            "personne avec une casquette",
            "Person mit Baseballkappe",
            "persona con gorra",
            "キャップをかぶった人",
            "persona con un cappellino",
        ],
    ),
    query(
        "hat",
        |d| {
            hat_is(
                d,
                &[Headgear::Cap, Headgear::Beanie, Headgear::Hat, Headgear::SunHat],
            )
        },
        [
            "person wearing a hat",
            "戴帽子的人",
            "personne avec un chapeau",
            "Person mit Hut",
            "persona con sombrero",
            "帽子をかぶった人",
            "persona con un cappello",
        ],
    ),
    query(
        "glasses",
        |d| (d.facing != Facing::Back).then_some(d.eyewear == Some(Eyewear::Glasses)),
        [
            "person wearing glasses",
            "戴眼镜的人",
            "personne à lunettes",
            "Person mit Brille",
            "persona con gafas",
            "眼鏡をかけた人",
            "persona con gli occhiali",
        ],
    ),
    query(
        "sunglasses",
        |d| (d.facing != Facing::Back).then_some(d.eyewear == Some(Eyewear::Sunglasses)),
        [
            "person wearing sunglasses",
            "戴墨镜的人",
            "personne avec des lunettes de soleil",
            "Person mit Sonnenbrille",
            "persona con gafas de sol",
            "サングラスをかけた人",
            "persona con gli occhiali da sole",
        ],
    ),
    query(
        "long hair",
        |d| hair_is(d, &[HairStyle::Long, HairStyle::LongCurly]),
        [
            "person with long hair",
            "长头发的人",
            "personne aux cheveux longs",
            "Person mit langen Haaren",
            "persona de pelo largo",
            "髪の長い人",
            "persona con i capelli lunghi",
        ],
    ),
    query(
        "short hair",
        |d| hair_is(d, &[HairStyle::Short, HairStyle::Buzz]),
        [
            "person with short hair",
            "短头发的人",
            "personne aux cheveux courts",
            "Person mit kurzen Haaren",
            "persona de pelo corto",
            "髪の短い人",
            "persona con i capelli corti",
        ],
    ),
    query(
        "ponytail",
        |d| hair_is(d, &[HairStyle::Ponytail]),
        [
            "person with a ponytail",
            "扎马尾的人",
            "personne avec une queue de cheval",
            "Person mit Pferdeschwanz",
            "persona con coleta",
            "ポニーテールの人",
            "persona con la coda di cavallo",
        ],
    ),
    query(
        "boots",
        |d| shoes_are(d, &[Footwear::AnkleBoots, Footwear::HighBoots]),
        [
            "person in boots",
            "穿靴子的人",
            "personne en bottes",
            "Person in Stiefeln",
            "persona con botas",
            "ブーツをはいた人",
            "persona con gli stivali",
        ],
    ),
    query(
        "sneakers",
        |d| shoes_are(d, &[Footwear::Sneakers]),
        [
            "person in sneakers",
            "穿运动鞋的人",
            "personne en baskets",
            "Person in Turnschuhen",
            "persona con zapatillas deportivas",
            "スニーカーをはいた人",
            "persona con scarpe da ginnastica",
        ],
    ),
    query(
        "sandals",
        |d| shoes_are(d, &[Footwear::Sandals, Footwear::FlipFlops]),
        [
            "person in sandals",
            "穿凉鞋的人",
            "personne en sandales",
            "Person in Sandalen",
            "persona con sandalias",
            "サンダルをはいた人",
            "persona con i sandali",
        ],
    ),
    query(
        "high heels",
        |d| shoes_are(d, &[Footwear::HighHeels]),
        [
            "person in high heels",
            "穿高跟鞋的人",
            "personne en talons hauts",
            "Person in hohen Schuhen",
            "persona con tacones",
            "ハイヒールをはいた人",
            "persona con i tacchi alti",
        ],
    ),
    query(
        "striped top",
        |d| {
            top(d).map(|worn| {
                worn.is_some_and(|item| {
                    matches!(
                        item.pattern,
                        Pattern::HorizontalStripes | Pattern::VerticalStripes
                    )
                })
            })
        },
        [
            "person in a striped top",
            "穿条纹上衣的人",
            "personne en haut à rayures",
            "Person in gestreiftem Oberteil",
            "persona con camiseta de rayas",
            "ストライプの服を着た人",
            "persona con una maglia a righe",
        ],
    ),
    query(
        "scarf",
        |d| has_extra(d, Extra::Scarf),
        [
            "person wearing a scarf",
            "围围巾的人",
            "personne avec une écharpe",
            "Person mit Schal",
            "persona con bufanda",
            "マフラーをした人",
            "persona con una sciarpa",
        ],
    ),
    query(
        "umbrella",
        |d| has_extra(d, Extra::Umbrella),
        [
            "person with an umbrella",
            "打伞的人",
            "personne avec un parapluie",
            "Person mit Regenschirm",
            "persona con paraguas",
            "傘をさした人",
            "persona con un ombrello",
        ],
    ),
    query(
        "black top",
        |d| top_colour(d, &[Colour::Black]),
        [
            "person in a black top",
            "穿黑色上衣的人",
            "personne en haut noir",
            "Person in schwarzem Oberteil",
            "persona con una prenda negra arriba",
            "黒い服を着た人",
            "persona con una maglia nera",
        ],
    ),
    query(
        "white top",
        |d| top_colour(d, &[Colour::White]),
        [
            "person in a white top",
            "穿白色上衣的人",
            "personne en haut blanc",
            "Person in weißem Oberteil",
            "persona con una prenda blanca arriba",
            "白い服を着た人",
            "persona con una maglia bianca",
        ],
    ),
    query(
        "red top",
        |d| top_colour(d, &[Colour::Red, Colour::DarkRed]),
        [
            "person in a red top",
            "穿红色上衣的人",
            "personne en haut rouge",
            "Person in rotem Oberteil",
            "persona con una prenda roja arriba",
            "赤い服を着た人",
            "persona con una maglia rossa",
        ],
    ),
    query(
        "blue trousers",
        |d| legs_colour(d, &[Colour::Blue, Colour::DarkBlue, Colour::LightBlue]),
        [
            "person in blue trousers",
            "穿蓝色裤子的人",
            "personne en pantalon bleu",
            "Person in blauer Hose",
            "persona con pantalón azul",
            "青いズボンをはいた人",
            "persona con pantaloni blu",
        ],
    ),
    query(
        "sitting",
        |d| does(d, Action::Sitting),
        [
            "person sitting",
            "坐着的人",
            "personne assise",
            "sitzende Person",
            "persona sentada",
            "座っている人",
            "persona seduta",
        ],
    ),
    query(
        "running",
        |d| does(d, Action::Running),
        [
            "person running",
            "跑步的人",
            "personne qui court",
            "laufende Person",
            "persona corriendo",
            "走っている人",
            "persona che corre",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Conditions, Person, Shot, render};
    use std::collections::HashSet;

    #[test]
    fn every_attribute_is_found_and_missed_and_asked_for_in_every_language() {
        let pictures: Vec<Description> = (0..1500)
            .map(|seed| {
                render(
                    &Person::sample(seed),
                    &Shot::sample(seed, Conditions::Train),
                    24,
                    48,
                )
                .description
            })
            .collect();
        let names: HashSet<&str> = QUERIES.iter().map(|query| query.name).collect();
        assert_eq!(names.len(), QUERIES.len());
        for query in QUERIES {
            let texts: HashSet<&str> = Language::ALL.iter().map(|l| query.text(*l)).collect();
            assert_eq!(texts.len(), Language::ALL.len(), "{}", query.name);
            let known: Vec<bool> = pictures.iter().filter_map(query.holds).collect();
            let right = known.iter().filter(|holds| **holds).count();
            // The renderer at this size hides glasses and hats more often than at the usual one.
            assert!(
                known.len() > 100 && right < known.len(),
                "{}: {right} of {}",
                query.name,
                known.len()
            );
        }
    }
}
