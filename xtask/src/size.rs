//! What a visitor downloads: the size of the wasm module and of the whole page, compressed as a host would send them.

use crate::error::{Error, Result};
use crate::page;
use std::fs;
use std::io::Write;
use std::path::Path;

/// The most that the wasm module may weigh after brotli.
const WASM_BUDGET: u64 = 3_000_000;

/// Prints the sizes and refuses a module over the budget.
pub fn check(dist: &Path) -> Result<()> {
    check_against(dist, WASM_BUDGET)
}

fn check_against(dist: &Path, budget: u64) -> Result<()> {
    let module = page::wasm_module(dist)?;
    let bytes = fs::read(&module).map_err(Error::at(&module))?;
    let (raw, packed) = (bytes.len() as u64, brotli_size(&bytes)?);
    println!(
        "wasm: {:.2} MB raw, {:.2} MB brotli (budget {:.2} MB)",
        mb(raw),
        mb(packed),
        mb(budget)
    );
    let weights = dist.join("weights");
    println!("weights and tokenizer: {:.2} MB raw", mb(folder_size(&weights)?));
    if packed > budget {
        return Err(Error::Unexpected(format!(
            "the wasm module is {:.2} MB after brotli, over the budget of {:.2} MB",
            mb(packed),
            mb(budget)
        )));
    }
    Ok(())
}

fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// The compressed size at the level a static host uses for files packed ahead of time.
fn brotli_size(bytes: &[u8]) -> Result<u64> {
    let (buffer, quality, window_bits) = (1 << 16, 11, 24);
    let mut writer = brotli::CompressorWriter::new(Counter::default(), buffer, quality, window_bits);
    writer
        .write_all(bytes)
        .map_err(|error| Error::Unexpected(format!("brotli: {error}")))?;
    Ok(writer.into_inner().0)
}

fn folder_size(folder: &Path) -> Result<u64> {
    fs::read_dir(folder)
        .map_err(Error::at(folder))?
        .try_fold(0, |sum, entry| {
            let path = entry.map_err(Error::at(folder))?.path();
            let size = if path.is_dir() {
                folder_size(&path)?
            } else {
                fs::metadata(&path).map_err(Error::at(&path))?.len()
            };
            Ok(sum + size)
        })
}

/// Counts what is written and keeps none of it.
#[derive(Default)]
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_compressed_bytes() {
        let packed = brotli_size(&[7; 100_000]).expect("memory only");
        assert!((1..200).contains(&packed), "{packed} bytes for a constant");
    }

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
