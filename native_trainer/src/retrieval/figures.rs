//! The figures of an evaluation: of a set of queries, of a language, of all languages, and their table.

use bi_irra::metrics::RetrievalReport;
use serde::Serialize;
use std::fmt::Write;

/// The k of R@k.
pub(super) const KS: [usize; 3] = [1, 5, 10];

/// The figures of a set of queries, in percent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Queries with a match in the first place.
    pub r1: f64,
    /// Queries with a match among the first five.
    pub r5: f64,
    /// Queries with a match among the first ten.
    pub r10: f64,
    /// Mean average precision.
    pub map: f64,
    /// Mean inverse negative penalty.
    pub minp: f64,
}

impl Figures {
    /// Those of a report.
    pub(super) fn new(report: &RetrievalReport) -> Self {
        let recall = |k| report.recall_at(k).unwrap_or_default();
        let (map, minp) = (report.map, report.minp);
        Self {
            r1: recall(KS[0]),
            r5: recall(KS[1]),
            r10: recall(KS[2]),
            map,
            minp,
        }
    }

    fn mean<'f>(all: impl ExactSizeIterator<Item = &'f Self>) -> Self {
        let share = 1.0 / all.len().max(1) as f64;
        all.fold(Self::default(), |sum, one| Self {
            r1: sum.r1 + share * one.r1,
            r5: sum.r5 + share * one.r5,
            r10: sum.r10 + share * one.r10,
            map: sum.map + share * one.map,
            minp: sum.minp + share * one.minp,
        })
    }
}

/// One language, or the mean of all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Code of the language, or `mean`.
    pub language: String,
    /// Number of queries.
    pub queries: usize,
    /// Ranked by cosine.
    pub stage1: Figures,
    /// After the match head re-ranked the best; absent where it was left out.
    pub stage2: Option<Figures>,
}

/// The result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// Split of the data set.
    pub split: String,
    /// `all` or `one`.
    pub protocol: &'static str,
    /// Images in the gallery.
    pub gallery: usize,
    /// People in the gallery.
    pub identities: usize,
    /// Candidates of stage 2.
    pub rerank: usize,
    /// One row for each language, and the mean.
    pub rows: Vec<Row>,
}

/// The mean of the languages, each of the same weight.
pub(super) fn mean(rows: &[Row]) -> Row {
    let second: Option<Vec<&Figures>> = rows.iter().map(|row| row.stage2.as_ref()).collect();
    Row {
        language: "mean".into(),
        queries: rows.iter().map(|row| row.queries).sum(),
        stage1: Figures::mean(rows.iter().map(|row| &row.stage1)),
        stage2: second.map(|figures| Figures::mean(figures.into_iter())),
    }
}

impl Evaluation {
    /// For people.
    pub fn table(&self) -> String {
        let mut text = format!(
            "{} split, protocol {}: {} images of {} people; stage 2 looks at the best {}\n\n",
            self.split, self.protocol, self.gallery, self.identities, self.rerank
        );
        text += "language  queries  stage      R@1     R@5    R@10     mAP    mINP\n";
        for row in &self.rows {
            let mut line = |stage: usize, f: &Figures| {
                // Writing to a string cannot fail.
                let _ = writeln!(
                    text,
                    "{:8}  {:7}  {stage:5}  {:7.2} {:7.2} {:7.2} {:7.2} {:7.2}",
                    row.language, row.queries, f.r1, f.r5, f.r10, f.map, f.minp
                );
            };
            line(1, &row.stage1);
            if let Some(figures) = &row.stage2 {
                line(2, figures);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_weighs_languages_equally() {
        let row = |r1: f64, queries| Row {
            language: "en".into(),
            queries,
            stage1: Figures {
                r1,
                ..Figures::default()
            },
            stage2: Some(Figures {
                map: 2.0 * r1,
                ..Figures::default()
            }),
        };
        let mean = mean(&[row(10.0, 1), row(30.0, 99)]);
        assert_eq!((mean.queries, mean.stage1.r1), (100, 20.0));
        assert_eq!(mean.stage2.expect("both have it").map, 40.0);
    }
}
