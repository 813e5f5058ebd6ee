//! Close-fitting tops, cut from cloth around the body.

use super::super::Wardrobe;
use super::super::shears::{Spot, cut, moved};
use super::super::upper_cut::{UpperCut, upper_cut};
use super::{CHOICE, CLOSE, Over};
use crate::attributes::{Sleeves, Upper};
use crate::body::{Panel, SkinPart, Thing};
use crate::geometry::{Mesh, mix, ramp};
use crate::material::{Cut, Material, Neckline, Region, Surface};
use crate::palette::linear;

/// Part of the people whose top is cut from such cloth, where its kind is worn close.
const SHARE: f32 = 0.7;
/// Where cloth begins at the neck, as a part of the trunk.
const NECK: f32 = 0.012;

/// How far bodies stand out of the round sizes that bags hang on, in metres.
pub(super) const BULGE: f32 = 0.016;

/// Whether a part is the trunk, which is all hips on tights that nobody has cut.
fn on_trunk(panel: Panel) -> bool {
    matches!(panel, Panel::Hips | Panel::Trunk)
}

impl Wardrobe<'_> {
    /// How far a spot of the trunk lies inside a sleeveless top with a low round neck.
    pub(super) fn sleeveless(&self, spot: &Spot) -> f32 {
        let skeleton = &self.posed.skeleton;
        let q = skeleton.chest.seen(spot.p);
        let shoulder = skeleton.chest.seen(skeleton.arms[0].a).x.abs();
        let size = shoulder / 0.17;
        // The armhole is narrow over the shoulder and ends in the armpit.
        let side = shoulder * mix(0.70, 1.25, ramp(0.05, 0.17, spot.v / size));
        let depth = size * if spot.a.cos() > 0.0 { 0.11 } else { 0.05 };
        let scoop = (1.0 - (spot.v / depth).clamp(0.0, 1.0).powi(2)).sqrt();
        let neck = 1.25 * self.posed.girth.neck * scoop;
        let inside = (side - q.x.abs()).min(q.x.abs() - neck);
        if spot.v > depth { side - q.x.abs() } else { inside }
    }

    /// Metres along the arm to the end of sleeves.
    pub(super) fn sleeve_end(&self, sleeves: Sleeves, detail: f32) -> f32 {
        let s = match sleeves {
            Sleeves::None => return 0.0,
            Sleeves::Short => 0.45 + 0.3 * detail,
            Sleeves::Long => 1.96,
        };
        self.posed.skeleton.arms[0].length(s)
    }

    /// Cloth of the trunk down to `hem`, with sleeves; `ease` metres off the body.
    pub(super) fn body_of_tights(
        &self,
        ease: impl Fn(&Spot) -> f32,
        hem: f32,
        sleeves: Sleeves,
        neck: f32,
    ) -> Option<Mesh> {
        let mesh = (self.ready_made)(Thing::Tights, self.taste(CHOICE))?;
        let end = self.sleeve_end(sleeves, self.person.detail(3));
        let bare = sleeves == Sleeves::None;
        let mut mesh = cut(&mesh, |spot| match spot.panel {
            Panel::Sleeve if bare => -1.0,
            Panel::Sleeve => end - spot.v,
            panel if on_trunk(panel) => {
                let inside = (hem - spot.v).min(spot.v - neck);
                if bare {
                    inside.min(self.sleeveless(spot))
                } else {
                    inside
                }
            }
            _ => -1.0,
        });
        for number in &mut mesh.mat {
            if *number == Panel::Hips as u8 {
                *number = Panel::Trunk as u8;
            }
        }
        moved(&mut mesh, |spot, normal| normal * ease(spot));
        (!mesh.tri.is_empty()).then_some(mesh)
    }

    /// The upper garment, where its kind is worn close to the body, and what it hangs over.
    pub(super) fn close_top(&mut self) -> Option<Over> {
        let person = self.person;
        let worn = person.upper.as_ref()?;
        let kind = worn.item.kind;
        let close = matches!(
            kind,
            Upper::TankTop | Upper::CropTop | Upper::Turtleneck | Upper::LongSleeveShirt | Upper::TShirt
        );
        if !close || person.outer.is_some() || person.detail(CLOSE) > SHARE {
            return None;
        }
        let cut = upper_cut(kind, person.detail(1), person.detail(2));
        let sleeves = person.sleeves;
        let trunk = self.posed.skeleton.trunk;
        let level = if person.tucked { -0.30 } else { cut.hem.min(-0.05) };
        let hem = (1.0 + level) * trunk;
        let (ease, below) = (self.ease_of(&cut, worn.item.kind), self.cut_below());
        let over = below.map_or(0.0, |below| below.ease.min(0.008) + 0.006);
        let tucked = person.tucked;
        let off = move |spot: &Spot| {
            let low = ramp(0.55 * trunk, 0.68 * trunk, spot.v);
            match tucked {
                true => mix(ease, 0.003, low),
                false => mix(ease, ease.max(over), low),
            }
        };
        let neck = if kind == Upper::Turtleneck {
            -0.03
        } else {
            NECK * trunk
        };
        let mesh = self.body_of_tights(off, hem, sleeves, neck)?;
        let cloth = self.close_cloth(Material {
            gloss: cut.gloss,
            folds: 0.6 * cut.folds,
            cut: cut.cut,
            ..self.cloth(Region::Upper, Surface::Torso, worn)
        });
        self.add_panels(&mesh, |_| cloth);
        self.collar(cloth, &cut, 0.0);
        if sleeves == Sleeves::None {
            self.skin_within(SkinPart::Torso, 0.14, 0.17);
        }
        self.outermost = ease + BULGE;
        self.tailored.upper = true;
        self.sleeves_made(sleeves);
        let shows = person.tucked || level < -0.3;
        Some(if shows {
            Over::NONE
        } else {
            Over::ending(hem, 0.04)
        })
    }

    fn ease_of(&self, cut: &UpperCut, kind: Upper) -> f32 {
        match kind {
            Upper::TankTop | Upper::CropTop => 0.004,
            _ => 0.45 * cut.ease,
        }
    }

    /// `cloth` with a painted neckline that shows skin; sleeveless ones are cut.
    pub(super) fn close_cloth(&self, cloth: Material) -> Material {
        let neck = match cloth.cut.neck {
            _ if self.person.sleeves == Sleeves::None => Neckline::Closed,
            Neckline::Straps => Neckline::Round,
            neck => neck,
        };
        Material {
            cut: Cut {
                neck,
                inner: linear(self.person.skin),
                inner_region: Region::Skin,
                ..cloth.cut
            },
            ..cloth
        }
    }
}
