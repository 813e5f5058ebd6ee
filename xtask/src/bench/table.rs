//! The result as one table: a row for each thing that was measured, a column for each contestant.

use super::Measured;
use std::fmt::{Display, Formatter, Result};

/// The measured rows: name in the report, name for people, and whether more is better.
const ROWS: [(&str, &str, bool); 16] = [
    ("ready", "page load to model ready, ms", false),
    ("first-photo", "page load to first photo embedded, ms", false),
    ("image-1", "image encoder, batch 1, ms/image", false),
    ("image-8", "image encoder, batch 8, ms/image", false),
    ("image-32", "image encoder, batch 32, ms/image", false),
    ("text", "sentence to order by features, ms", false),
    ("rerank-32", "re-rank of 32, ms", false),
    ("index", "indexing from JPEG, images/s", true),
    ("memory", "memory peak of page and workers, MB", false),
    ("phone", "indexing photos of 12 megapixels, ms/photo", false),
    (
        "phone-decode",
        "the browser's full decode of those alone, ms/photo",
        false,
    ),
    ("phone-memory", "memory peak with those, MB", false),
    ("search-1000", "sentence to best of 1,000 photos, ms", false),
    ("search-10000", "sentence to best of 10,000 photos, ms", false),
    ("search-100000", "sentence to best of 100,000 photos, ms", false),
    (
        "search-1000000",
        "sentence to best of 1,000,000 photos, ms",
        false,
    ),
];

/// Prints as Markdown. Behind each median of onnxruntime-web stands how many times as fast ours is on the same kind of
/// device: above 1, ours is faster.
pub struct Table<'a>(pub &'a [Measured]);

impl Display for Table<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let columns = self.0;
        write!(out, "| |")?;
        columns
            .iter()
            .try_for_each(|column| write!(out, " {} |", column.side))?;
        write!(out, "\n| --- |{}\n", " --- |".repeat(columns.len()))?;
        for (row, name, more_is_better) in ROWS {
            write!(out, "| {name} |")?;
            for column in columns {
                let value = column.rows.get(row).and_then(|values| median(values));
                let ours = rival(columns, column).and_then(|ours| median(ours.rows.get(row)?));
                match (value, ours) {
                    (Some(value), Some(ours)) => {
                        let ratio = if more_is_better {
                            ours / value
                        } else {
                            value / ours
                        };
                        write!(out, " {value:.1} ({ratio:.2}x) |")?;
                    }
                    (Some(value), None) => write!(out, " {value:.1} |")?,
                    (None, _) => write!(out, " - |")?,
                }
            }
            writeln!(out)?;
        }
        write!(out, "| download, MB, not compressed |")?;
        columns
            .iter()
            .try_for_each(|column| write!(out, " {:.1} |", column.download as f64 / 1e6))?;
        write!(out, "\n| least cosine with the first column |")?;
        columns
            .iter()
            .try_for_each(|column| write!(out, " {:.4} |", column.agreement))?;
        write!(out, "\n| computes with |")?;
        columns.iter().try_for_each(|column| {
            let adapter = if column.adapter.is_empty() {
                "-"
            } else {
                &column.adapter
            };
            write!(out, " {adapter} |")
        })
    }
}

/// Our column of the same kind of device; none for ours themselves.
fn rival<'a>(columns: &'a [Measured], column: &Measured) -> Option<&'a Measured> {
    let ours = match column.side.as_str() {
        "ort-wasm" | "ort-wasm-threads" => "ours-cpu",
        "ort-webgpu" => "ours-webgpu",
        _ => return None,
    };
    columns.iter().find(|other| other.side == ours)
}

/// The middle value; the mean of the two middle ones of an even number.
fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    Some(if sorted.len() % 2 == 1 {
        upper
    } else {
        (sorted[middle - 1] + upper) / 2.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn column(side: &str, text: f64, index: f64) -> Measured {
        Measured {
            side: side.into(),
            adapter: String::new(),
            download: 1_500_000,
            rows: BTreeMap::from([("text".into(), vec![text]), ("index".into(), vec![index])]),
            agreement: 1.0,
        }
    }

    #[test]
    fn medians_of_odd_and_even_numbers() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn ratios_above_one_mean_that_ours_is_faster() {
        let columns = [column("ours-cpu", 2.0, 30.0), column("ort-wasm", 4.0, 10.0)];
        let table = Table(&columns).to_string();
        assert!(table.contains("ms | 2.0 | 4.0 (2.00x) |"), "{table}");
        assert!(table.contains("images/s | 30.0 | 10.0 (3.00x) |"), "{table}");
        assert!(table.contains("| re-rank of 32, ms | - | - |"), "{table}");
    }
}
