//! R@k, mAP and mINP (SPEC 5, `metrics/`).

use super::check::Check;
use super::fixture::Fixture;
use super::set::GoldenSet;
use crate::error::{Error, Result};
use bi_irra::metrics::{RetrievalMeter, RetrievalReport, evaluate, rerank_tail_by_stage1, top_k};
use serde_json::Value;

/// The figures are percentages that the reference computes in f32, where 100 has steps of 8e-6; a single query
/// that is ranked otherwise moves them by far more than this.
const TOLERANCE: f32 = 1e-4;

/// Every figure of `expected.json` that our metrics define.
///
/// # Errors
/// When the set is damaged.
pub fn checks(set: &GoldenSet) -> Result<Vec<Check>> {
    let expected = set.json("expected.json")?;
    let inputs = set.tensors("inputs.safetensors")?;
    let golden = Golden {
        queries: &inputs.get("q_pids")?.integers,
        gallery: &inputs.get("g_pids")?.integers,
        similarity: &inputs.get("similarity")?.floats,
        inputs: &inputs,
        expected: &expected,
    };
    golden.check_shapes()?;
    let mut checks = Vec::new();
    let one_stage = golden.evaluate(golden.similarity)?;
    for set in ["irra_t2i", "ivt_cuhk", "tbps_birra"] {
        golden.compare(&mut checks, set, &one_stage);
    }
    if golden.has("irra_i2t_queries_with_match") {
        golden.compare(
            &mut checks,
            "irra_i2t_queries_with_match",
            &golden.image_to_text()?,
        );
    }
    if golden.has("rerank_tail_by_stage1") {
        let orders = golden.two_stages()?;
        checks.extend(golden.same_orders(&orders)?);
        golden.compare(&mut checks, "rerank_tail_by_stage1", &golden.report(&orders));
    }
    if golden.has("rerank_tail_tied_minus100") {
        let tied = golden.evaluate(golden.matrix("rerank_scores")?)?;
        golden.compare(&mut checks, "rerank_tail_tied_minus100", &tied);
    }
    Ok(checks)
}

struct Golden<'a> {
    queries: &'a [i64],
    gallery: &'a [i64],
    similarity: &'a [f32],
    inputs: &'a Fixture,
    expected: &'a Value,
}

impl Golden<'_> {
    fn has(&self, set: &str) -> bool {
        self.expected[set].is_object()
    }

    /// The shape that `expected.json` states, where it does, is that of the matrices.
    fn check_shapes(&self) -> Result<()> {
        let shape = [self.queries.len(), self.gallery.len()];
        let stated = &self.expected["shape"];
        if !stated.is_null() && *stated != serde_json::json!(shape) {
            return Err(Error::Input(format!(
                "metrics: expected.json states shape {stated}, inputs have {shape:?}"
            )));
        }
        self.matrix("similarity").map(drop)
    }

    /// A matrix of scores, one row for each query.
    fn matrix(&self, name: &str) -> Result<&[f32]> {
        let shape: [usize; 2] = self.inputs.shape(name)?;
        if shape != [self.queries.len(), self.gallery.len()] {
            return Err(Error::Input(format!(
                "metrics: tensor `{name}`: expected [{}, {}], found {shape:?}",
                self.queries.len(),
                self.gallery.len()
            )));
        }
        Ok(&self.inputs.get(name)?.floats)
    }

    /// All k that any set asks for.
    fn ks(&self) -> Vec<usize> {
        let sets = self
            .expected
            .as_object()
            .into_iter()
            .flatten()
            .map(|(_, set)| set);
        let mut ks: Vec<usize> = sets
            .clone()
            .filter_map(Value::as_object)
            .flatten()
            .filter_map(|(n, _)| recall(n))
            .collect();
        let curve = sets.filter_map(|set| set["cmc"].as_array()).map(Vec::len).max();
        ks.extend(1..=curve.unwrap_or(0));
        ks.sort_unstable();
        ks.dedup();
        ks
    }

    fn evaluate(&self, scores: &[f32]) -> Result<RetrievalReport> {
        Ok(evaluate(scores, self.queries, self.gallery, &self.ks())?)
    }

    /// Images as queries over the texts.
    fn image_to_text(&self) -> Result<RetrievalReport> {
        let columns = 0..self.gallery.len();
        let transposed: Vec<f32> = columns
            .flat_map(|image| self.similarity.iter().skip(image).step_by(self.gallery.len()))
            .copied()
            .collect();
        Ok(evaluate(&transposed, self.gallery, self.queries, &self.ks())?)
    }

    /// For each query the best of stage 1 by their new score, then the rest in the order of stage 1.
    fn two_stages(&self) -> Result<Vec<Vec<usize>>> {
        let k = self.expected["topk"]
            .as_u64()
            .and_then(|k| usize::try_from(k).ok());
        let k = k.ok_or_else(|| Error::Input("metrics: expected.json: `topk` is missing".into()))?;
        let width = self.gallery.len().max(1);
        let stage_2 = self.matrix("rerank_scores")?.chunks_exact(width);
        let rows = self.similarity.chunks_exact(width).zip(stage_2);
        rows.map(|(stage_1, stage_2)| {
            let best = top_k(stage_1, k).into_iter();
            let scored: Vec<(usize, f32)> = best.map(|item| (item, stage_2[item])).collect();
            Ok(rerank_tail_by_stage1(stage_1, &scored)?)
        })
        .collect()
    }

    /// The orders against the reference's matrix, whose tail is the similarity shifted below every new score: along
    /// ours its values never rise. (It has ties that the similarity has not: the shift rounds.)
    fn same_orders(&self, orders: &[Vec<usize>]) -> Result<Option<Check>> {
        let name = "rerank_scores_tail_by_stage1";
        if self.inputs.find(name).is_none() {
            return Ok(None);
        }
        let rows = self.matrix(name)?.chunks_exact(self.gallery.len().max(1));
        let mut rises = Vec::new();
        for (row, order) in rows.zip(orders) {
            let sorted: Vec<f32> = order.iter().map(|&item| row[item]).collect();
            let rise = |pair: &[f32]| (pair[1] - pair[0]).max(0.0);
            rises.push(sorted.windows(2).map(rise).fold(0.0, f32::max));
        }
        let none = vec![0.0; self.queries.len()];
        Ok(Some(Check::absolute(format!("{name}.order"), &rises, &none, 0.0)))
    }

    fn report(&self, orders: &[Vec<usize>]) -> RetrievalReport {
        let mut meter = RetrievalMeter::new(&self.ks());
        for (order, &id) in orders.iter().zip(self.queries) {
            meter.add(order.iter().map(|&item| self.gallery[item] == id));
        }
        meter.report()
    }

    /// One check for each figure of the set.
    fn compare(&self, checks: &mut Vec<Check>, set: &str, report: &RetrievalReport) {
        for (name, reference) in self.expected[set].as_object().into_iter().flatten() {
            let ours = match (name.as_str(), recall(name)) {
                (_, Some(k)) => vec![report.recall_at(k)],
                ("cmc", _) => (1..=reference.as_array().map_or(0, Vec::len))
                    .map(|k| report.recall_at(k))
                    .collect(),
                // IVT's release computes the average precision by trapezoids (SPEC 3).
                ("mAP", _) if set == "ivt_cuhk" => vec![Some(report.map_trapezoid)],
                // The order among tied scores, and so this mean, is left to the reference's sort (SPEC 1.9).
                ("mAP", _) if set == "rerank_tail_tied_minus100" => continue,
                ("mAP", _) => vec![Some(report.map)],
                ("mINP", _) => vec![Some(report.minp)],
                // The reference's mean is over R@1, R@5 and R@10.
                ("r_mean", _) => {
                    let three: Option<Vec<f64>> =
                        [1, 5, 10].map(|k| report.recall_at(k)).into_iter().collect();
                    vec![three.map(|r| r.iter().sum::<f64>() / 3.0)]
                }
                _ => continue,
            };
            let ours: Vec<f32> = ours
                .into_iter()
                .map(|v| v.map_or(f32::NAN, |v| v as f32))
                .collect();
            let one = std::slice::from_ref(reference);
            let reference = reference.as_array().map_or(one, Vec::as_slice);
            let reference: Vec<f32> = reference
                .iter()
                .map(|v| v.as_f64().map_or(f32::NAN, |v| v as f32))
                .collect();
            checks.push(Check::absolute(
                format!("{set}.{name}"),
                &ours,
                &reference,
                TOLERANCE,
            ));
        }
    }
}

/// The k of `R5` or `r5`.
fn recall(name: &str) -> Option<usize> {
    name.strip_prefix(['R', 'r'])?.parse().ok()
}
