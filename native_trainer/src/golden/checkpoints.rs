//! The authors' PyTorch checkpoints, read and imported (SPEC 5, `checkpoints/`). Numbers are copied: no tolerance.

use super::bi_irra::names::{derived, is_parameter};
use super::check::Check;
use super::fixture::Fixture;
use super::set::GoldenSet;
use crate::error::{Error, Result};
use bi_irra::config::TextPositions;
use bi_irra::weights::import::{ImportOptions, Origin, Plan, Source, plan};
use bi_irra::weights::pytorch::Checkpoint;
use burn::tensor::Device;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;

/// Every tensor of every checkpoint in the folder, after import where it is imported.
///
/// # Errors
/// When the set is damaged, or a checkpoint is refused.
pub fn checks(set: &GoldenSet, device: &Device) -> Result<Vec<Check>> {
    let meta = set.json("meta.json")?;
    let raw = |origin| match origin {
        Origin::CclmX2vlm => "cclm_state.safetensors",
        Origin::BiIrra => "bi_irra_state.safetensors",
    };
    let references = References {
        cclm: set.tensors(raw(Origin::CclmX2vlm))?,
        bi_irra: set.tensors(raw(Origin::BiIrra))?,
        imported: set.tensors("bi_irra_after_import.safetensors")?,
    };
    let mut checks = Vec::new();
    for file in set.files()? {
        if file.ends_with(".th") || file.ends_with(".pth") {
            let found = references.compare(set, &file, &meta, device)?.into_iter();
            checks.extend(found.map(|check| check.within(&file)));
        }
    }
    Ok(checks)
}

/// The same tensors as PyTorch wrote them beside the checkpoints.
struct References {
    cclm: Fixture,
    bi_irra: Fixture,
    imported: Fixture,
}

impl References {
    fn compare(&self, set: &GoldenSet, file: &str, meta: &Value, device: &Device) -> Result<Vec<Check>> {
        let path = set.file(file);
        let in_file = |error| Error::file(&path)(error);
        let opened = File::open(&path).map_err(Error::io("read", &path))?;
        let mut checkpoint = Checkpoint::open(opened).map_err(in_file)?;
        let keys = checkpoint.keys().map_err(in_file)?;
        let origin = [Origin::CclmX2vlm, Origin::BiIrra]
            .into_iter()
            .find(|origin| keys.iter().any(|key| key == origin.key()))
            .ok_or_else(|| Error::Input(format!("{file}: no weights among {keys:?}")))?;
        let (raw, imported) = match origin {
            Origin::CclmX2vlm => (&self.cclm, &self.imported),
            Origin::BiIrra => (&self.bi_irra, &self.bi_irra),
        };
        let stored = checkpoint.state(origin.key()).map_err(in_file)?;
        let shapes: BTreeMap<_, _> = stored
            .iter()
            .map(|(name, tensor)| (name.clone(), tensor.shape.clone()))
            .collect();
        let options = ImportOptions {
            image_size: None,
            positions: TextPositions::ZeroBased,
            // As the authors' import leaves it: the decoder's numbers under both names.
            tied: true,
            max_tokens: 77,
        };
        let plan = plan(origin, &shapes, &options, device).map_err(in_file)?;
        let mut read = |name: &str| checkpoint.read(name, &stored[name]).map_err(in_file);

        let mut checks = vec![names("names", stored.keys(), raw.names())];
        let mut used = BTreeSet::new();
        for (name, planned) in &plan.tensors {
            let label = format!("import.{name}");
            match &planned.source {
                Source::Checkpoint(theirs) => {
                    used.insert(theirs);
                    let reference = &imported.get(name)?.floats;
                    checks.push(Check::absolute(label, &read(theirs)?, reference, 0.0));
                    // Also against the state before the import, from which it was copied.
                    let before = &raw.get(theirs)?.floats;
                    checks.push(Check::absolute(
                        format!("read.{theirs}"),
                        &read(theirs)?,
                        before,
                        0.0,
                    ));
                }
                // Drawn at random on both sides.
                Source::Initial(_) => checks.push(Check::exact(
                    format!("{label}.shape"),
                    &whole(&planned.shape),
                    &whole(&imported.get(name)?.shape),
                )),
            }
        }
        // What the import leaves out can be read all the same, except for indices, which we compute.
        for name in raw.names().filter(|name| !used.contains(name)) {
            let reference = raw.get(name)?;
            let check = match reference.integers.is_empty() {
                true => Check::absolute(format!("read.{name}"), &read(name)?, &reference.floats, 0.0),
                false => Check::exact(
                    format!("read.{name}.shape"),
                    &whole(&stored[name].shape),
                    &whole(&reference.shape),
                ),
            };
            checks.push(check);
        }
        checks.extend(derived(imported, &plan.config)?);
        if origin == Origin::CclmX2vlm {
            checks.extend(report(meta, &plan));
        }
        let wanted = imported.names().filter(|name| is_parameter(name, true));
        checks.push(names("import.names", plan.tensors.keys(), wanted));
        Ok(checks)
    }
}

/// What the authors' import said about missing and unexpected tensors.
fn report(meta: &Value, plan: &Plan) -> Vec<Check> {
    let list = |key: &str| -> BTreeSet<String> {
        let names = meta["base_import_report"][key].as_array().into_iter().flatten();
        names.filter_map(|v| v.as_str().map(str::to_owned)).collect()
    };
    let fresh = plan
        .tensors
        .iter()
        .filter(|(_, planned)| matches!(planned.source, Source::Initial(_)));
    let (missing, unexpected) = (list("missing_after_import"), list("unexpected"));
    // We drop more than they: what they keep beside the parameters we compute.
    let dropped = plan.dropped.keys().filter(|name| unexpected.contains(*name));
    vec![
        names("import.initialised", fresh.map(|(name, _)| name), missing.iter()),
        names("import.dropped", dropped, unexpected.iter()),
    ]
}

/// The error is the number of names that only one side has.
fn names<'a>(
    label: &str,
    ours: impl Iterator<Item = &'a String>,
    reference: impl Iterator<Item = &'a String>,
) -> Check {
    let (ours, reference): (BTreeSet<_>, BTreeSet<_>) = (ours.collect(), reference.collect());
    let different = ours.symmetric_difference(&reference).count();
    Check::absolute(label, &[different as f32], &[0.0], 0.0)
}

fn whole(shape: &[usize]) -> Vec<i64> {
    // PyTorch keeps a scalar without axes, we with one.
    match shape {
        [] => vec![1],
        shape => shape.iter().map(|side| *side as i64).collect(),
    }
}
