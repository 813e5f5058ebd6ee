//! What a visitor downloads: the size of the wasm module and of the whole page, compressed as a host would send them.

use crate::error::{Error, Result};
use crate::packed;
use crate::page;
use std::fs;
use std::path::Path;

/// The most that the wasm module may weigh after brotli.
const WASM_BUDGET: u64 = 3_000_000;

/// Packs the built page, prints its sizes and refuses a module over the budget.
///
/// # Errors
/// When the module is over the budget, or something cannot be packed.
pub fn check(dist: &Path) -> Result<()> {
    check_against(dist, WASM_BUDGET)
}

fn check_against(dist: &Path, budget: u64) -> Result<()> {
    let module = packed::pack(&page::wasm_module(dist)?)?;
    let page = packed::pack_folder(dist)?;
    println!("                     raw     gzip   brotli   (MB)");
    for (name, sizes) in [("wasm module", module), ("all that is packed", page)] {
        println!(
            "{name:18} {:>6.2}   {:>6.2}   {:>6.2}",
            mb(sizes.raw),
            mb(sizes.gzip),
            mb(sizes.brotli)
        );
    }
    println!(
        "weights and tokenizer: {:.2} MB raw",
        mb(folder_size(&dist.join("weights"))?)
    );
    if module.brotli > budget {
        return Err(Error::Unexpected(format!(
            "the wasm module is {:.2} MB after brotli, over the budget of {:.2} MB",
            mb(module.brotli),
            mb(budget)
        )));
    }
    Ok(())
}

fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Without what was packed beside the files.
fn folder_size(folder: &Path) -> Result<u64> {
    fs::read_dir(folder)
        .map_err(Error::at(folder))?
        .try_fold(0, |sum, entry| {
            let path = entry.map_err(Error::at(folder))?.path();
            let packed = path.extension().is_some_and(|kind| kind == "br" || kind == "gz");
            let size = match path.is_dir() {
                true => folder_size(&path)?,
                false if packed => 0,
                false => fs::metadata(&path).map_err(Error::at(&path))?.len(),
            };
            Ok(sum + size)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_a_module_over_the_budget() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("weights")).expect("a folder");
        fs::write(folder.path().join("a.wasm"), [0; 100_000]).expect("a module that compresses well");
        check_against(folder.path(), 1000).expect("within the budget");
        let error = check_against(folder.path(), 10).expect_err("too large");
        assert!(error.to_string().contains("over the budget"), "{error}");
    }
}
