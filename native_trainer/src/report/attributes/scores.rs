//! How well scores tell pictures with an attribute from those without: lift of the precision, area under the curve.

use super::LEAST;

pub(super) fn dot(a: &[f32], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
}

/// Whether enough pictures show the attribute, and enough do not.
fn enough(scored: &[(f64, bool)]) -> bool {
    let right = scored.iter().filter(|(_, holds)| *holds).count();
    right >= LEAST && scored.len() - right >= LEAST
}

/// `(AP - chance) / (1 - chance)` of a ranking by falling scores.
pub(super) fn average_precision_lift(mut scored: Vec<(f64, bool)>) -> Option<f64> {
    if !enough(&scored) {
        return None;
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut hits, mut sum) = (0.0, 0.0);
    for (rank, (_, holds)) in scored.iter().enumerate() {
        if *holds {
            hits += 1.0;
            sum += hits / (rank + 1) as f64;
        }
    }
    let chance = hits / scored.len() as f64;
    Some((sum / hits - chance) / (1.0 - chance))
}

/// The chance that a picture with the attribute scores higher than one without.
pub(super) fn area_under_curve(mut scored: Vec<(f64, bool)>) -> Option<f64> {
    if !enough(&scored) {
        return None;
    }
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut pairs, mut right) = (0usize, 0usize, 0usize);
    for (_, holds) in &scored {
        if *holds {
            pairs += below;
            right += 1;
        } else {
            below += 1;
        }
    }
    Some(pairs as f64 / (right * below) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_ranking_lifts_by_one_and_a_blind_one_by_nothing() {
        let scored = |score: fn(usize) -> f64| (0..40).map(|at| (score(at), at < 10)).collect::<Vec<_>>();
        assert_eq!(average_precision_lift(scored(|at| -(at as f64))), Some(1.0));
        assert_eq!(area_under_curve(scored(|at| -(at as f64))), Some(1.0));
        let blind = area_under_curve(scored(|at| (at * 7 % 40) as f64)).expect("enough");
        assert!((blind - 0.5).abs() < 0.2, "{blind}");
        assert_eq!(average_precision_lift(vec![(1.0, true); 9]), None);
    }
}
