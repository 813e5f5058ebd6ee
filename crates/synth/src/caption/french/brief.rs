//! French shapes of short captions.

use super::French;
use super::grammar;
use crate::caption::romance::brief::{clothes_only, tail};
use crate::caption::romance::enumerate;
use crate::caption::romance::sentence_builder::SentenceBuilder;

/// A short noun phrase or sentence.
pub fn short(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let shape = t.c.pick(&[0, 1, 2, 3, 4, 5, 6, 7]);
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
            format!("{who} {}", t.in_outfit().unwrap_or_default())
        }
        1 => {
            let who = t.somebody();
            format!("{who} avec {}", t.outfit_with_articles().unwrap_or_default())
        }
        2 => {
            let who = t.somebody();
            format!("{who} {}", t.in_outfit().unwrap_or_default())
        }
        3 => {
            let who = t.bare_person();
            format!("{who} {}", t.bare_outfit().unwrap_or_default())
        }
        5 => return clothes_only(t),
        6 => {
            let who = t.somebody();
            format!("{who} portant {}", t.outfit_with_articles().unwrap_or_default())
        }
        _ => {
            let who = t.bare_person();
            if who.contains(" au") || who.contains(" à ") {
                format!("{who} {}", t.in_outfit().unwrap_or_default())
            } else {
                let garments: Vec<String> = t.scene.take_outfit().iter().map(grammar::at_the).collect();
                format!("{who} {}", enumerate(&garments, "et"))
            }
        }
    };
    tail(t, text)
}
