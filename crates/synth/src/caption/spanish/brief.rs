//! Spanish shapes of short captions.

use super::Spanish;
use super::sentences::with;
use crate::caption::romance::brief::{clothes_only, tail};
use crate::caption::romance::sentence_builder::SentenceBuilder;

/// A short noun phrase or sentence.
pub fn short(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let shape = t.c.pick(&[0, 1, 2, 3, 4, 5, 6]);
    if shape == 4 || !t.scene.has_outfit() {
        let who = if shape % 2 == 0 {
            t.bare_person()
        } else {
            t.somebody()
        };
        return tail(t, who);
    }
    let text = match shape {
        0 => {
            let who = t.bare_person();
            let link = with(t, &who);
            format!("{who} {link} {}", t.bare_outfit().unwrap_or_default())
        }
        1 => {
            let who = t.somebody();
            let link = with(t, &who);
            format!("{who} {link} {}", t.outfit().unwrap_or_default())
        }
        2 => {
            let who = t.bare_person();
            let mut all = vec![format!("{who} {}", t.bare_outfit().unwrap_or_default())];
            all.extend(t.fragments());
            return all.join(", ");
        }
        3 => return clothes_only(t),
        5 => {
            let who = t.bare_person();
            let dressed = t.agreed(&["vestid~ con"]);
            format!("{who} {dressed} {}", t.bare_outfit().unwrap_or_default())
        }
        _ => {
            let who = t.somebody();
            format!("{who} que lleva {}", t.outfit().unwrap_or_default())
        }
    };
    tail(t, text)
}
