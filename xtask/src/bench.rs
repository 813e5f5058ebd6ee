//! `cargo xtask bench`: our engine and onnxruntime-web with the same weights on the same photos in the same browser.
//!
//! Every visit is a fresh browser with an empty profile, so that a start is a cold one. The contestants take turns, round
//! after round, so that a machine that is slow for a while is slow for all of them; medians over the rounds are compared.

mod browser;
mod export;
mod memory;
mod site;
mod table;

use crate::error::{Error, Result};
use crate::project::Project;
use crate::serve::FileServer;
use crate::system::System;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is measured: how much of it, and where.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How often the contestants take their turns.
    pub rounds: usize,
    /// Use the graphics card instead of Chromium's software adapter.
    pub gpu: bool,
    /// Only these contestants; all if there are none.
    pub sides: Vec<String>,
    /// Print JSON instead of a table.
    pub json: bool,
}

/// One contestant's visit: what it is to do.
#[derive(Clone, Copy, Debug)]
struct Visit {
    side: &'static str,
    photos: usize,
    /// Photos of twelve megapixels that are indexed.
    phones: usize,
    batches: &'static str,
    /// Sizes of galleries that are searched.
    galleries: &'static str,
    runs: usize,
    webgpu: bool,
}

impl Visit {
    /// The row of the memory's peak, where the visit says something about it: a gallery of a million would be all that
    /// counts.
    fn memory_row(&self) -> Option<&'static str> {
        match (self.photos, self.phones) {
            (0, 0) => None,
            (0, _) => Some("phone-memory"),
            _ => Some("memory"),
        }
    }
}

/// What a visit sends.
#[derive(Debug, Deserialize)]
struct Report {
    error: Option<String>,
    #[serde(default)]
    side: String,
    #[serde(default)]
    adapter: String,
    #[serde(default)]
    rows: BTreeMap<String, Vec<f64>>,
    #[serde(default)]
    features: BTreeMap<String, Vec<f64>>,
}

/// All that was measured of one contestant.
#[derive(Debug, Serialize)]
struct Measured {
    /// Name of the contestant.
    side: String,
    /// What the browser says it computes with.
    adapter: String,
    /// Bytes of code and weights that a visitor downloads for it, not compressed.
    download: u64,
    /// All values of each row, of all rounds.
    rows: BTreeMap<String, Vec<f64>>,
    /// Least cosine of its photos' features with those of the first contestant.
    agreement: f64,
}

/// Runs the benchmark and prints what it found.
pub fn run(project: &Project, settings: &Settings) -> Result<()> {
    let visits = visits(settings)?;
    let system = System::ensure()?;
    let exported = export::ensure(project)?;
    let site = site::build(project, &system.npm, &exported)?;
    let (server, mailbox) = FileServer::with_mailbox(site.root(), 0)?;
    let mut measured: Vec<Measured> = Vec::new();
    let mut reference: Option<BTreeMap<String, Vec<f64>>> = None;
    for round in 0..settings.rounds {
        for visit in &visits {
            eprintln!("round {} of {}: {}", round + 1, settings.rounds, visit.side);
            let address = format!(
                "{}bench.html?side={}&photos={}&phones={}&batches={}&galleries={}&runs={}",
                server.url(),
                visit.side,
                visit.photos,
                visit.phones,
                visit.batches,
                visit.galleries,
                visit.runs
            );
            let (letter, memory) =
                browser::visit(&system.chromium, &address, visit.webgpu, settings.gpu, &mailbox)?;
            let mut report: Report = serde_json::from_str(&letter)
                .map_err(|error| Error::Unexpected(format!("{} sent {letter:.200}: {error}", visit.side)))?;
            if let Some(error) = report.error {
                return Err(Error::Unexpected(format!("{}: {error}", visit.side)));
            }
            if let (Some(row), Some(bytes)) = (visit.memory_row(), memory) {
                report.rows.insert(row.into(), vec![bytes as f64 / 1e6]);
            }
            // What was measured so far survives an interruption.
            eprintln!("{:.1?}", report.rows);
            let reference = reference.get_or_insert_with(|| report.features.clone());
            let agreement = least_cosine(reference, &report.features).ok_or_else(|| {
                Error::Unexpected(format!("{} sent no features of our photos", report.side))
            })?;
            match measured.iter_mut().find(|entry| entry.side == report.side) {
                Some(entry) => {
                    entry.agreement = entry.agreement.min(agreement);
                    for (row, values) in report.rows {
                        entry.rows.entry(row).or_default().extend(values);
                    }
                }
                None => measured.push(Measured {
                    download: site.download(visit.side)?,
                    side: report.side,
                    adapter: report.adapter,
                    rows: report.rows,
                    agreement,
                }),
            }
        }
    }
    if settings.json {
        let json = serde_json::to_string_pretty(&measured)
            .map_err(|error| Error::Unexpected(format!("the result is no JSON: {error}")))?;
        println!("{json}");
    } else {
        println!("{}", table::Table(&measured));
    }
    Ok(())
}

/// The contestants in their order; ours on the CPU first, whose features the others are held against.
fn visits(settings: &Settings) -> Result<Vec<Visit>> {
    let full = |side, webgpu| Visit {
        side,
        photos: 48,
        phones: 0,
        batches: "1,8,32",
        galleries: "1000,10000,100000",
        runs: 3,
        webgpu,
    };
    // Chromium's software adapter takes seconds for what a card does in milliseconds.
    let small = |side| Visit {
        photos: 2,
        batches: "1",
        galleries: "",
        runs: 1,
        ..full(side, true)
    };
    // By itself, as it takes most of the memory that a tab can have.
    let million = |side| Visit {
        photos: 0,
        batches: "",
        galleries: "1000000",
        ..full(side, false)
    };
    // By themselves, as the memory that they take is a row of its own.
    let phones = |side| Visit {
        photos: 0,
        phones: export::PHONES,
        batches: "",
        galleries: "",
        ..full(side, false)
    };
    let on_gpu = |side| {
        if settings.gpu {
            full(side, true)
        } else {
            small(side)
        }
    };
    let all = [
        full("ours-cpu", false),
        full("ort-wasm", false),
        full("ort-wasm-threads", false),
        on_gpu("ours-webgpu"),
        on_gpu("ort-webgpu"),
        phones("ours-cpu"),
        phones("ort-wasm"),
        phones("ort-wasm-threads"),
        million("ours-cpu"),
        million("ort-wasm"),
    ];
    let first = all.iter().filter(|visit| visit.photos > 0);
    let names: Vec<&str> = first.map(|visit| visit.side).collect();
    if let Some(unknown) = settings.sides.iter().find(|side| !names.contains(&side.as_str())) {
        return Err(Error::Unexpected(format!(
            "there is no contestant `{unknown}`; there are {}",
            names.join(", ")
        )));
    }
    let wanted =
        |visit: &Visit| settings.sides.is_empty() || settings.sides.iter().any(|side| side == visit.side);
    Ok(all.into_iter().filter(wanted).collect())
}

/// Least cosine over the photos of `theirs`; none if one of them is unknown, or there are none.
fn least_cosine(ours: &BTreeMap<String, Vec<f64>>, theirs: &BTreeMap<String, Vec<f64>>) -> Option<f64> {
    let mut least: Option<f64> = None;
    for (photo, feature) in theirs {
        let other = ours.get(photo).filter(|other| other.len() == feature.len())?;
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let cosine = dot(feature, other) / (dot(feature, feature) * dot(other, other)).sqrt();
        least = Some(least.map_or(cosine, |least| least.min(cosine)));
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_contestant_is_refused() {
        let settings = |side: &str| Settings {
            rounds: 1,
            gpu: false,
            sides: vec![side.to_owned()],
            json: false,
        };
        let refused = visits(&settings("ort")).expect_err("no such contestant");
        assert!(refused.to_string().contains("ort-wasm"), "{refused}");
        let wanted = visits(&settings("ort-wasm")).expect("a contestant");
        assert!(wanted.iter().all(|visit| visit.side == "ort-wasm"));
        let galleries: Vec<&str> = wanted.iter().map(|visit| visit.galleries).collect();
        assert_eq!(galleries, ["1000,10000,100000", "", "1000000"]);
        let rows: Vec<_> = wanted.iter().map(Visit::memory_row).collect();
        assert_eq!(rows, [Some("memory"), Some("phone-memory"), None]);
    }

    #[test]
    fn agreement_is_of_the_worst_photo() {
        let features = |second: [f64; 2]| {
            BTreeMap::from([
                ("a".to_owned(), vec![1.0, 0.0]),
                ("b".to_owned(), second.to_vec()),
            ])
        };
        let ours = features([0.0, 2.0]);
        assert_eq!(least_cosine(&ours, &features([0.0, 5.0])), Some(1.0));
        assert_eq!(least_cosine(&ours, &features([3.0, 0.0])), Some(0.0));
        assert_eq!(least_cosine(&ours, &BTreeMap::new()), None);
        let unknown = BTreeMap::from([("c".to_owned(), vec![1.0, 0.0])]);
        assert_eq!(least_cosine(&ours, &unknown), None);
    }
}
