//! How good a ranking is: R@k, mAP, mINP.
//!
//! The definitions are those of IRRA and Bi-IRRA, whose figures ours are compared with; IVT's release computes the
//! average precision by trapezoids, which gives lower values, so both are kept.

use crate::error::{Error, Result};
use std::cmp::Ordering;

/// The figures of a set of queries, all in percent.
#[derive(Clone, Debug, PartialEq)]
pub struct RetrievalReport {
    /// Queries with a match among the first k, by k.
    pub recall: Vec<(usize, f64)>,
    /// Mean average precision.
    pub map: f64,
    /// Mean average precision by IVT's trapezoids.
    pub map_trapezoid: f64,
    /// Mean inverse negative penalty: matches over the rank of the last match.
    pub minp: f64,
    /// Queries that the figures are means over.
    pub queries: usize,
    /// Queries left out because the gallery has no match for them.
    pub without_match: usize,
}

impl RetrievalReport {
    /// R@k for one of the k that were asked for.
    pub fn recall_at(&self, k: usize) -> Option<f64> {
        self.recall
            .iter()
            .find(|&&(asked, _)| asked == k)
            .map(|&(_, value)| value)
    }

    /// Mean of the recalls that were asked for.
    pub fn recall_mean(&self) -> f64 {
        percent(
            self.recall.iter().map(|&(_, value)| value / 100.0).sum(),
            self.recall.len(),
        )
    }
}

/// Sums up queries one by one, so that the whole matrix of scores never has to be in memory.
#[derive(Clone, Debug)]
pub struct RetrievalMeter {
    hits: Vec<(usize, usize)>,
    precision: f64,
    trapezoid: f64,
    inverse_penalty: f64,
    queries: usize,
    without_match: usize,
}

impl RetrievalMeter {
    /// A meter for these k.
    pub fn new(ks: &[usize]) -> Self {
        Self {
            hits: ks.iter().map(|&k| (k, 0)).collect(),
            precision: 0.0,
            trapezoid: 0.0,
            inverse_penalty: 0.0,
            queries: 0,
            without_match: 0,
        }
    }

    /// Adds a query, as whether each gallery item matches it, best ranked first; the whole gallery is needed.
    pub fn add(&mut self, ranked_matches: impl IntoIterator<Item = bool>) {
        let (mut precision, mut trapezoid) = (0.0, 0.0);
        let (mut found, mut first, mut last) = (0usize, 0usize, 0usize);
        for (before, _) in ranked_matches
            .into_iter()
            .enumerate()
            .filter(|&(_, is_match)| is_match)
        {
            let rank = before + 1;
            let here = (found + 1) as f64 / rank as f64;
            let previous = if before == 0 {
                1.0
            } else {
                found as f64 / before as f64
            };
            precision += here;
            trapezoid += (previous + here) / 2.0;
            first = if found == 0 { rank } else { first };
            last = rank;
            found += 1;
        }
        if found == 0 {
            self.without_match += 1;
            return;
        }
        self.queries += 1;
        self.precision += precision / found as f64;
        self.trapezoid += trapezoid / found as f64;
        self.inverse_penalty += found as f64 / last as f64;
        for (k, hits) in &mut self.hits {
            *hits += usize::from(first <= *k);
        }
    }

    /// The figures so far; all are 0 before a query with a match was added.
    pub fn report(&self) -> RetrievalReport {
        let recall = |&(k, hits): &(usize, usize)| (k, percent(hits as f64, self.queries));
        RetrievalReport {
            recall: self.hits.iter().map(recall).collect(),
            map: percent(self.precision, self.queries),
            map_trapezoid: percent(self.trapezoid, self.queries),
            minp: percent(self.inverse_penalty, self.queries),
            queries: self.queries,
            without_match: self.without_match,
        }
    }
}

fn percent(sum: f64, count: usize) -> f64 {
    if count == 0 {
        0.0
    } else {
        100.0 * sum / count as f64
    }
}

/// Ranks the gallery by the scores of each query and measures the rankings against the identities.
///
/// A query without a match in the gallery is counted apart: its average precision is not defined.
///
/// # Shapes
///
/// - scores: `[query_ids.len(), gallery_ids.len()]`, flat
///
/// # Errors
/// When the number of scores is not that of the pairs.
///
/// ```
/// use bi_irra::metrics::evaluate;
///
/// // Two queries over three photos: the first finds person 1 at once, the second finds person 2 in second place.
/// let scores = [0.9, 0.2, 0.1, 0.8, 0.5, 0.3];
/// let report = evaluate(&scores, &[1, 2], &[1, 2, 3], &[1, 5])?;
/// assert_eq!(report.recall_at(1), Some(50.0));
/// assert_eq!(report.recall_at(5), Some(100.0));
/// assert_eq!(report.map, 75.0);
/// # Ok::<(), bi_irra::Error>(())
/// ```
pub fn evaluate(
    scores: &[f32],
    query_ids: &[i64],
    gallery_ids: &[i64],
    ks: &[usize],
) -> Result<RetrievalReport> {
    let expected = query_ids.len().checked_mul(gallery_ids.len());
    if expected != Some(scores.len()) {
        return Err(Error::Ranking(format!(
            "{} queries over {} gallery items need a score for each pair, found {} scores",
            query_ids.len(),
            gallery_ids.len(),
            scores.len()
        )));
    }
    let mut meter = RetrievalMeter::new(ks);
    for (query, &id) in query_ids.iter().enumerate() {
        let row = &scores[query * gallery_ids.len()..(query + 1) * gallery_ids.len()];
        meter.add(rank(row).into_iter().map(|item| gallery_ids[item] == id));
    }
    Ok(meter.report())
}

/// Gallery positions, best score first.
///
/// Equal scores keep the gallery's order, and a score that is not a number comes last, so that the same scores
/// always give the same ranking.
pub fn rank(scores: &[f32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| better_first(scores[a], scores[b]));
    order
}

/// The first `k` of [`rank`], without sorting the rest.
pub fn top_k(scores: &[f32], k: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    let by_score = |&a: &usize, &b: &usize| better_first(scores[a], scores[b]).then(a.cmp(&b));
    if k < order.len() {
        order.select_nth_unstable_by(k, by_score);
        order.truncate(k);
    }
    order.sort_unstable_by(by_score);
    order
}

/// The final order of a two-stage search: the reranked items by their new score, then all others by stage 1.
///
/// The reference gives the others one constant score and leaves their order to an unstable sort; keeping the order of
/// stage 1 makes the mean average precision well defined. Reranked items with equal scores keep stage 1's order too.
pub fn rerank_tail_by_stage1(stage1: &[f32], reranked: &[(usize, f32)]) -> Result<Vec<usize>> {
    let mut stage2 = vec![None; stage1.len()];
    for &(item, score) in reranked {
        match stage2.get_mut(item) {
            Some(slot @ None) => *slot = Some(score),
            Some(Some(_)) => return Err(Error::Ranking(format!("gallery item {item} is reranked twice"))),
            None => {
                let size = stage1.len();
                return Err(Error::Ranking(format!(
                    "gallery item {item} is reranked, the gallery has {size}"
                )));
            }
        }
    }
    let mut order = rank(stage1);
    order.sort_by(|&a, &b| match (stage2[a], stage2[b]) {
        (Some(a), Some(b)) => better_first(a, b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    Ok(order)
}

fn better_first(a: f32, b: f32) -> Ordering {
    b.partial_cmp(&a).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}
