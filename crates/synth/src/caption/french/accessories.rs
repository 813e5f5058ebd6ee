//! French nouns of bags, headgear, glasses and small things, most common first.

use crate::attributes::{Bag, Extra, Eyewear, Headgear};
use crate::caption::romance::Noun::{self, F, Fp, M, Mp};

/// Bags.
pub fn bag(kind: Bag) -> &'static [Noun] {
    match kind {
        Bag::Backpack => &[
            M("sac à dos"),
            M("sac à dos"),
            M("petit sac à dos"),
            M("sac à dos de ville"),
            M("sac à dos classique"),
            M("sac"),
            M("sac de randonnée"),
            M("sac|à bretelles"),
        ],
        Bag::ShoulderBag => &[
            M("sac"),
            M("sac||à l'épaule"),
            M("grand sac||à l'épaule"),
            M("grand sac"),
            M("sac porté épaule"),
            M("gros sac"),
            M("sac||porté à l'épaule"),
            F("sacoche"),
            M("sac à bandoulière"),
        ],
        Bag::CrossbodyBag => &[
            M("sac||en bandoulière"),
            F("sacoche"),
            M("petit sac"),
            F("petite sacoche"),
            F("sacoche||en bandoulière"),
            M("petit sac||en bandoulière"),
            M("sac"),
            M("sac bandoulière"),
            M("sac||porté en travers"),
            F("besace"),
        ],
        Bag::Handbag => &[
            M("sac à main"),
            M("sac"),
            F("pochette"),
            M("petit sac à main"),
            M("petit sac"),
            M("sac de ville"),
        ],
        Bag::Tote => &[
            M("sac|en toile"),
            M("cabas"),
            M("grand sac"),
            M("sac cabas"),
            M("grand cabas"),
            M("sac"),
            M("grand sac|en toile"),
            M("sac souple"),
            M("tote bag"),
            M("sac|en tissu"),
            M("sac fourre-tout"),
        ],
        Bag::ShoppingBag => &[
            M("sac de courses"),
            M("sac"),
            M("sac|en plastique"),
            M("sac plastique"),
            M("sac|en papier"),
            M("sac papier"),
            M("cabas"),
            M("sac de shopping"),
            M("sac de magasin"),
            M("sac à provisions"),
        ],
        Bag::Briefcase => &[
            F("mallette"),
            M("porte-documents"),
            M("sac de travail"),
            F("sacoche"),
            F("sacoche d'ordinateur"),
            F("serviette"),
            M("attaché-case"),
        ],
        Bag::Suitcase => &[
            F("valise"),
            F("valise|à roulettes"),
            M("bagage"),
            M("bagage|à roulettes"),
            F("valise|de voyage"),
            F("petite valise"),
            F("valise cabine"),
            M("trolley"),
        ],
        Bag::WaistBag => &[
            M("sac banane"),
            F("banane"),
            F("pochette"),
            F("petite sacoche"),
            F("sacoche de ceinture"),
            M("petit sac||à la taille"),
            F("sacoche||à la ceinture"),
            F("pochette||à la taille"),
        ],
    }
}

/// Headgear; a hood that is up is told by the sentences.
pub fn headgear(kind: Headgear) -> &'static [Noun] {
    match kind {
        Headgear::Cap => &[
            F("casquette"),
            F("casquette"),
            F("casquette de sport"),
            F("casquette sportive"),
            F("casquette de baseball"),
            F("casquette|à visière"),
            F("casquette américaine"),
        ],
        Headgear::Beanie => &[
            M("bonnet"),
            M("bonnet|en laine"),
            M("bonnet|tricoté"),
            M("bonnet d'hiver"),
            M("bonnet de laine"),
            M("bonnet|en tricot"),
            F("tuque"),
        ],
        Headgear::Hat => &[
            M("chapeau"),
            M("chapeau|à bords"),
            M("chapeau|en feutre"),
            M("borsalino"),
            M("grand chapeau"),
            M("chapeau mou"),
            M("chapeau|à large bord"),
            M("feutre"),
        ],
        Headgear::SunHat => &[
            M("chapeau de paille"),
            M("chapeau de soleil"),
            M("grand chapeau de paille"),
            M("chapeau|en paille"),
            M("chapeau"),
            M("chapeau|à larges bords"),
            M("chapeau d'été"),
            F("capeline"),
        ],
        Headgear::Helmet => &[
            M("casque"),
            M("casque de protection"),
            M("casque de chantier"),
            M("casque de sécurité"),
        ],
        Headgear::Headscarf => &[M("foulard"), M("voile"), M("hijab"), M("fichu")],
        Headgear::HoodUp => &[F("capuche")],
    }
}

/// Glasses.
pub fn eyewear(kind: Eyewear) -> &'static [Noun] {
    match kind {
        Eyewear::Glasses => &[
            Fp("lunettes"),
            Fp("lunettes"),
            Fp("lunettes de lecture"),
            Fp("lunettes correctrices"),
            Fp("lunettes de vue"),
            Fp("lunettes transparentes"),
        ],
        Eyewear::Sunglasses => &[
            Fp("lunettes de soleil"),
            Fp("lunettes noires"),
            Fp("lunettes teintées"),
            Fp("lunettes foncées"),
            Fp("lunettes de soleil noires"),
            Fp("lunettes sombres"),
            Fp("lunettes solaires"),
        ],
    }
}

/// Small things.
pub fn extra(kind: Extra) -> &'static [Noun] {
    match kind {
        Extra::Scarf => &[
            F("écharpe"),
            M("foulard"),
            F("grosse écharpe"),
            M("châle"),
            F("écharpe||autour du cou"),
            M("cache-nez"),
        ],
        Extra::Tie => &[F("cravate"), F("cravate||au cou"), F("fine cravate")],
        Extra::Belt => &[F("ceinture"), F("ceinture||à la taille"), M("ceinturon")],
        Extra::Mask => &[
            M("masque"),
            M("masque||sur le visage"),
            M("masque chirurgical"),
            M("masque de protection"),
            M("masque sanitaire"),
        ],
        Extra::Gloves => &[Mp("gants"), Mp("gants d'hiver"), Mp("gants||aux mains")],
        Extra::Umbrella => &[
            M("parapluie"),
            M("parapluie|ouvert"),
            M("grand parapluie"),
            M("pépin"),
        ],
        Extra::Phone => &[
            M("téléphone"),
            M("téléphone portable"),
            M("mobile"),
            M("portable"),
            M("smartphone"),
            M("téléphone mobile"),
        ],
        Extra::Headphones => &[
            M("casque audio"),
            M("casque||sur les oreilles"),
            Mp("écouteurs"),
            M("gros casque audio"),
            M("casque"),
            M("casque de musique"),
        ],
        Extra::Drink => &[F("boisson"), F("boisson à emporter")],
        Extra::Book => &[M("livre"), M("bouquin"), M("petit livre"), M("cahier")],
    }
}
