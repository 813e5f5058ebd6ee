use super::*;

const BOTH: [bool; 2] = [true, true];

/// Pairs whose matches follow the given law, spread evenly.
fn pairs(law: &Calibration) -> Vec<Judged> {
    let mut pairs = Vec::new();
    for a in 0..40 {
        for b in 0..40 {
            let (cosine, logit) = (a as f32 / 20.0 - 1.0, b as f32 / 4.0 - 5.0);
            let p = 1.0 / (1.0 + (-law.logit(&[], cosine, logit)).exp());
            let matches = (p * 20.0).round() as usize;
            pairs.extend((0..20).map(|n| Judged {
                query: a,
                cosine,
                logit,
                fits: n < matches,
            }));
        }
    }
    pairs
}

#[test]
fn a_fit_finds_the_law() {
    let law = Calibration {
        cosine_weight: 3.0,
        match_weight: 0.5,
        bias: -1.0,
        query_weights: Vec::new(),
    };
    let found = Calibration::fit(&pairs(&law), &[], BOTH).expect("both kinds");
    assert!((found.cosine_weight - 3.0).abs() < 0.1, "{found:?}");
    assert!((found.match_weight - 0.5).abs() < 0.05, "{found:?}");
    assert!((found.bias + 1.0).abs() < 0.1, "{found:?}");
}

#[test]
fn the_match_head_has_the_say_it_is_given() {
    let law = Calibration {
        cosine_weight: 3.0,
        match_weight: 0.5,
        bias: -1.0,
        query_weights: Vec::new(),
    };
    let pairs = pairs(&law);
    for ratio in [0.0, 0.05, 0.5 / 3.0] {
        let found = Calibration::in_ratio(&pairs, &[], ratio).expect("both kinds");
        assert!(
            (found.match_weight - ratio * found.cosine_weight).abs() < 1e-5,
            "{found:?}"
        );
    }
    let lawful = Calibration::in_ratio(&pairs, &[], 0.5 / 3.0).expect("both kinds");
    assert!((lawful.cosine_weight - 3.0).abs() < 0.1, "{lawful:?}");
}

#[test]
fn a_head_that_misleads_is_left_out() {
    let law = Calibration {
        cosine_weight: 3.0,
        match_weight: -0.5,
        bias: 0.0,
        query_weights: Vec::new(),
    };
    let found = Calibration::fit(&pairs(&law), &[], BOTH).expect("both kinds");
    assert_eq!(found.match_weight, 0.0);
    assert!(found.cosine_weight > 1.0);
}

#[test]
fn probabilities_are_shares() {
    let law = Calibration {
        cosine_weight: 1.0,
        match_weight: 0.0,
        bias: 0.0,
        query_weights: Vec::new(),
    };
    assert_eq!(law.probability(0.0), 0.5);
    assert!(law.probability(-200.0) >= 0.0 && law.probability(200.0) <= 1.0);
    let broken = Calibration {
        bias: f32::NAN,
        ..law.clone()
    };
    assert!(law.check(4).is_ok() && broken.check(4).is_err());
    let long = Calibration {
        query_weights: vec![0.0; 5],
        ..law
    };
    assert!(
        long.check(4)
            .expect_err("five")
            .to_string()
            .contains("embed_dim 4")
    );
}

#[test]
fn one_kind_alone_cannot_be_fitted_and_separable_data_can() {
    let pair = |cosine: f32, fits| Judged {
        query: 0,
        cosine,
        logit: 0.0,
        fits,
    };
    assert_eq!(
        Calibration::fit(&[pair(0.1, true), pair(0.2, true)], &[], BOTH),
        None
    );
    let split: Vec<Judged> = (0..20).map(|n| pair(n as f32 / 10.0 - 1.0, n >= 10)).collect();
    let found = Calibration::fit(&split, &[], BOTH).expect("both kinds");
    assert!(found.logit(&[], 0.5, 0.0) > 0.0 && found.logit(&[], -0.5, 0.0) < 0.0);
}

#[test]
fn a_query_has_a_threshold_of_its_own() {
    // Of the first kind of query a cosine above 0.2 fits, of the second one above 0.6.
    let queries: Vec<Vec<f32>> = (0..40)
        .map(|n| {
            if n % 2 == 0 {
                vec![1.0, 0.0]
            } else {
                vec![0.0, 1.0]
            }
        })
        .collect();
    let pairs: Vec<Judged> = (0..40 * 40)
        .map(|n| {
            let (query, cosine) = (n / 40, (n % 40) as f32 / 40.0);
            let threshold = if query % 2 == 0 { 0.2 } else { 0.6 };
            Judged {
                query,
                cosine,
                logit: 0.0,
                fits: cosine > threshold,
            }
        })
        .collect();
    let found = Calibration::fit(&pairs, &queries, BOTH).expect("both kinds");
    assert!(found.logit(&queries[0], 0.4, 0.0) > 1.0, "{found:?}");
    assert!(found.logit(&queries[1], 0.4, 0.0) < -1.0, "{found:?}");
    let alone = Calibration::fit(&pairs, &[], BOTH).expect("both kinds");
    assert!(alone.logit(&[], 0.4, 0.0).abs() < 1.0, "{alone:?}");
}

#[test]
fn a_match_head_must_put_more_photos_first() {
    let pair = |query, cosine, logit, fits| Judged {
        query,
        cosine,
        logit,
        fits,
    };
    // The cosine finds the right photo of every query; the logit tells queries apart, but not their photos.
    let blind: Vec<Judged> = (0..60)
        .flat_map(|query| {
            let level = (query % 3) as f32 - 1.0;
            [
                pair(query, 0.6, level, query % 3 > 0),
                pair(query, 0.5, level + 0.3, false),
            ]
        })
        .collect();
    assert_eq!(
        Calibration::best(&blind, &[]).expect("both kinds").match_weight,
        0.0
    );
    // Here the logit alone knows.
    let seeing: Vec<Judged> = (0..60)
        .flat_map(|query| {
            [
                pair(query, 0.5, 2.0, true),
                pair(query, 0.6, -2.0, query % 7 == 0),
            ]
        })
        .collect();
    assert!(Calibration::best(&seeing, &[]).expect("both kinds").match_weight > 0.1);
}
