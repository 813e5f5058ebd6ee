//! A benchmark that was made again, held against its record.

use super::pictures::Finished;
use super::plan::Plan;
use crate::data::dataset_fingerprint::{BenchmarkName, Comparison, Fingerprint, Mark};
use crate::error::Result;
use std::path::Path;

impl Plan {
    /// Compares a benchmark with its record, or makes a new record of it.
    pub(super) fn benchmark(
        &self,
        record: Option<&Path>,
        shots: &[Finished],
    ) -> Result<Option<BenchmarkName>> {
        let Some(name) = self.benchmark else {
            return Ok(None);
        };
        let marks: Vec<Mark> = shots.iter().filter_map(|shot| shot.mark).collect();
        let recorded = match record {
            Some(path) => Fingerprint::record(name, marks.clone(), path)?,
            None => Fingerprint::recorded(name)?,
        };
        let comparison: Comparison = recorded.compare(&marks);
        eprintln!(
            "{}; SHA-256 of the record {}",
            comparison.text(),
            recorded.digest()
        );
        Ok(Some(BenchmarkName {
            name: name.into(),
            version: comparison.version(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Cli, Command};
    use clap::Parser;
    use rayon::prelude::*;

    /// A picture in so many is made again.
    const ONE_IN: usize = 100;

    #[test]
    fn the_benchmarks_are_the_recorded_ones() {
        for name in ["bench", "bench-shift"] {
            let folder = tempfile::tempdir().expect("a folder");
            let out = folder.path().to_str().expect("a name");
            let cli = Cli::parse_from(["native_trainer", "synth", "--preset", name, "--out", out]);
            let Command::Synth(args) = cli.command else {
                panic!("synth");
            };
            let plan = Plan::new(&args).expect("a plan");
            let places: Vec<usize> = (0..plan.identities * plan.views).step_by(ONE_IN).collect();
            let marks = places
                .par_iter()
                .map(|index| plan.render_entry(*index).map(|shot| shot.mark));
            let marks: Vec<Mark> = marks
                .collect::<Result<Option<_>>>()
                .expect("rendered")
                .expect("marked");
            let recorded = Fingerprint::recorded(name).expect("a record");
            let comparison = recorded.at(&places).compare(&marks);
            // A rare difference is another processor's rounding; the whole is compared by `data --check`.
            assert!(
                comparison.differences() <= 1,
                "{}. People, pictures or captions have changed: if they should, record them with\n  native_trainer \
                 synth --preset {name} --out FOLDER --record native_trainer/benchmarks/{name}.txt",
                comparison.text()
            );
        }
    }
}
