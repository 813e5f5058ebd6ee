//! The retrieval figures against the references' own evaluation code.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bi_irra::metrics::{RetrievalMeter, RetrievalReport, evaluate, rank, rerank_tail_by_stage1, top_k};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use safetensors::SafeTensors;
use serde_json::Value;

/// The reference computes in f32.
const TOLERANCE: f64 = 2e-5;

struct Golden {
    expected: Value,
    queries: Vec<i64>,
    gallery: Vec<i64>,
    similarity: Vec<f32>,
    reranked: Vec<f32>,
    reranked_with_tail: Vec<f32>,
}

fn golden() -> Golden {
    let file = include_bytes!("fixtures/metrics/inputs.safetensors");
    let tensors = SafeTensors::deserialize(file).unwrap();
    let ids = |name: &str| -> Vec<i64> {
        let words = tensors.tensor(name).unwrap().data().chunks_exact(8);
        words
            .map(|word| i64::from_le_bytes(word.try_into().unwrap()))
            .collect()
    };
    let floats = |name: &str| -> Vec<f32> {
        let words = tensors.tensor(name).unwrap().data().chunks_exact(4);
        words
            .map(|word| f32::from_le_bytes(word.try_into().unwrap()))
            .collect()
    };
    Golden {
        expected: serde_json::from_str(include_str!("fixtures/metrics/expected.json")).unwrap(),
        queries: ids("q_pids"),
        gallery: ids("g_pids"),
        similarity: floats("similarity"),
        reranked: floats("rerank_scores"),
        reranked_with_tail: floats("rerank_scores_tail_by_stage1"),
    }
}

fn close(name: &str, found: f64, expected: &Value) {
    let expected = expected.as_f64().unwrap();
    assert!(
        (found - expected).abs() <= TOLERANCE,
        "{name}: {found}, expected {expected}"
    );
}

fn close_recalls(report: &RetrievalReport, expected: &Value, prefix: &str) {
    for k in [1, 5, 10] {
        close(
            &format!("R@{k}"),
            report.recall_at(k).unwrap(),
            &expected[format!("{prefix}{k}")],
        );
    }
}

#[test]
fn text_to_image_figures_of_irra_ivt_and_bi_irra() {
    let Golden {
        expected,
        queries,
        gallery,
        similarity,
        ..
    } = golden();
    let ks: Vec<usize> = (1..=10).collect();
    let report = evaluate(&similarity, &queries, &gallery, &ks).unwrap();
    assert_eq!((report.queries, report.without_match), (queries.len(), 0));

    let irra = &expected["irra_t2i"];
    for (k, value) in irra["cmc"].as_array().unwrap().iter().enumerate() {
        close(&format!("cmc {}", k + 1), report.recall[k].1, value);
    }
    close_recalls(&report, irra, "R");
    close("mAP", report.map, &irra["mAP"]);
    close("mINP", report.minp, &irra["mINP"]);

    close_recalls(&report, &expected["ivt_cuhk"], "R");
    close("IVT's mAP", report.map_trapezoid, &expected["ivt_cuhk"]["mAP"]);

    let bi_irra = &expected["tbps_birra"];
    let report = evaluate(&similarity, &queries, &gallery, &[1, 5, 10]).unwrap();
    close_recalls(&report, bi_irra, "r");
    close("mAP", report.map, &bi_irra["mAP"]);
    close("mean recall", report.recall_mean(), &bi_irra["r_mean"]);
}

#[test]
fn image_to_text_leaves_out_images_without_a_text() {
    let Golden {
        expected,
        queries,
        gallery,
        similarity,
        ..
    } = golden();
    let transposed: Vec<f32> = (0..gallery.len())
        .flat_map(|image| similarity.iter().skip(image).step_by(gallery.len()))
        .copied()
        .collect();
    let report = evaluate(&transposed, &gallery, &queries, &[1, 5, 10]).unwrap();
    let with_match = gallery.iter().filter(|id| queries.contains(id)).count();
    assert_eq!(
        (report.queries, report.without_match),
        (with_match, gallery.len() - with_match)
    );
    let expected = &expected["irra_i2t_queries_with_match"];
    close_recalls(&report, expected, "R");
    close("mAP", report.map, &expected["mAP"]);
    close("mINP", report.minp, &expected["mINP"]);
}

#[test]
fn two_stage_order_keeps_stage_1_after_the_reranked() {
    let Golden {
        expected,
        queries,
        gallery,
        similarity,
        reranked,
        reranked_with_tail,
    } = golden();
    let k = expected["topk"].as_u64().unwrap() as usize;
    let mut meter = RetrievalMeter::new(&[1, 5, 10]);
    let rows = similarity
        .chunks_exact(gallery.len())
        .zip(reranked.chunks_exact(gallery.len()));
    for ((stage1, stage2), &id) in rows.zip(&queries) {
        let candidates = top_k(stage1, k);
        assert!(candidates.iter().all(|&item| stage2[item] != -100.0));
        assert_eq!(stage2.iter().filter(|&&score| score != -100.0).count(), k);
        let scored: Vec<(usize, f32)> = candidates.iter().map(|&item| (item, stage2[item])).collect();
        let order = rerank_tail_by_stage1(stage1, &scored).unwrap();
        meter.add(order.into_iter().map(|item| gallery[item] == id));
    }
    let report = meter.report();
    let stable = &expected["rerank_tail_by_stage1"];
    close_recalls(&report, stable, "r");
    close("mAP", report.map, &stable["mAP"]);
    close("mean recall", report.recall_mean(), &stable["r_mean"]);

    // The same order, given as a matrix of scores.
    let as_matrix = evaluate(&reranked_with_tail, &queries, &gallery, &[1, 5, 10]).unwrap();
    close("mAP of the matrix", as_matrix.map, &stable["mAP"]);
    // With a constant score for the tail only the recalls are defined.
    let tied = evaluate(&reranked, &queries, &gallery, &[1, 5, 10]).unwrap();
    close_recalls(&tied, &expected["rerank_tail_tied_minus100"], "r");
}

#[test]
fn figures_of_a_ranking_worked_out_by_hand() {
    let mut meter = RetrievalMeter::new(&[1, 3]);
    meter.add([false, true, false, true]);
    meter.add([true, false, false, false]);
    meter.add([false; 4]);
    let report = meter.report();
    assert_eq!((report.queries, report.without_match), (2, 1));
    assert_eq!(report.recall, [(1, 50.0), (3, 100.0)]);
    assert!((report.map - 100.0 * (0.5 + 1.0) / 2.0).abs() < 1e-12);
    // (0/1 + 1/2)/2 and (1/3 + 2/4)/2 for the first query, (1 + 1)/2 for the second.
    let first = (0.25 + (1.0 / 3.0 + 0.5) / 2.0) / 2.0;
    assert!((report.map_trapezoid - 100.0 * (first + 1.0) / 2.0).abs() < 1e-12);
    assert!((report.minp - 100.0 * (0.5 + 1.0) / 2.0).abs() < 1e-12);
}

#[test]
fn ties_and_not_a_number_have_one_order() {
    let scores = [
        0.0,
        f32::NAN,
        1.0,
        -0.0,
        f32::NEG_INFINITY,
        1.0,
        f32::NAN,
        f32::INFINITY,
    ];
    let order = rank(&scores);
    assert_eq!(order, [7, 2, 5, 0, 3, 4, 1, 6]);
    for k in 0..=scores.len() + 1 {
        assert_eq!(top_k(&scores, k), order[..k.min(scores.len())]);
    }
    let reranked = [(4, 0.5), (1, f32::NAN), (0, 0.5)];
    assert_eq!(
        rerank_tail_by_stage1(&scores, &reranked).unwrap(),
        [0, 4, 1, 7, 2, 5, 3, 6]
    );
}

#[test]
fn random_scores_keep_the_invariants() {
    let mut rng = StdRng::seed_from_u64(7);
    for _ in 0..200 {
        let size = rng.random_range(1..40usize);
        let scores: Vec<f32> = (0..size).map(|_| rng.random_range(-4..4i32) as f32).collect();
        let order = rank(&scores);
        assert!(order.windows(2).all(|pair| {
            let (a, b) = (scores[pair[0]], scores[pair[1]]);
            a > b || (a == b && pair[0] < pair[1])
        }));
        let k = rng.random_range(0..=size);
        assert_eq!(top_k(&scores, k), order[..k]);
        // Reranking by the very scores of stage 1 changes nothing.
        let same: Vec<(usize, f32)> = order[..k].iter().map(|&item| (item, scores[item])).collect();
        assert_eq!(rerank_tail_by_stage1(&scores, &same).unwrap(), order);

        let gallery: Vec<i64> = (0..size).map(|_| rng.random_range(0..5)).collect();
        let report = evaluate(&scores, &[2], &gallery, &[1, 5, size]).unwrap();
        if report.queries == 1 {
            assert_eq!(report.recall_at(size), Some(100.0));
            assert!(report.recall_at(1) <= report.recall_at(5));
            assert!(report.map_trapezoid <= report.map + 1e-9 && report.map <= 100.0 + 1e-9);
            assert!(report.minp > 0.0 && report.minp <= 100.0 + 1e-9);
        }
    }
}

#[test]
fn wrong_input_is_an_error() {
    let error = evaluate(&[0.0; 5], &[1, 2], &[1, 2, 3], &[1])
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("2 queries over 3 gallery items") && error.contains("5 scores"),
        "{error}"
    );
    assert!(rerank_tail_by_stage1(&[0.0; 2], &[(2, 0.0)]).is_err());
    assert!(rerank_tail_by_stage1(&[0.0; 2], &[(1, 0.0), (1, 0.5)]).is_err());
    let empty = evaluate(&[], &[1, 2], &[], &[1]).unwrap();
    assert_eq!((empty.queries, empty.without_match, empty.map), (0, 2, 0.0));
}
