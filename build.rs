//! Compiles the crate `cpu_kernels` into the small WebAssembly modules that the page's worker carries.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The modules: a name and the instructions that a browser has to have.
const MODULES: [(&str, &str); 2] = [("simd", "+simd128"), ("relaxed", "+simd128,+relaxed-simd")];
/// Sections of a module by their numbers: numbers that are copied into memory when it starts.
const DATA: u8 = 11;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=crates/cpu_kernels/src");
    println!("cargo::rerun-if-changed=build.rs");
    let for_page = env::var_os("CARGO_FEATURE_WEB").is_some();
    if !for_page || env::var("CARGO_CFG_TARGET_ARCH")? != "wasm32" {
        return Ok(());
    }
    for (name, features) in MODULES {
        let to = Path::new(&env::var("OUT_DIR")?).join(format!("{name}.wasm"));
        compile(features, &to)?;
        check(&fs::read(&to)?).map_err(|reason| format!("kernels for {features}: {reason}"))?;
    }
    Ok(())
}

/// Compiles the crate as a module that works in the memory of another.
fn compile(features: &str, to: &Path) -> Result<(), Box<dyn Error>> {
    let status = Command::new(env::var("RUSTC")?)
        .args([
            "--crate-name=cpu_kernels",
            "--crate-type=cdylib",
            "--edition=2024",
        ])
        .args(["--target=wasm32-unknown-unknown", "--cfg=standalone"])
        .args([
            "-Copt-level=3",
            "-Cpanic=abort",
            "-Ccodegen-units=1",
            "-Cstrip=symbols",
        ])
        .arg(format!("-Ctarget-feature={features}"))
        .args([
            "-Clink-arg=--import-memory",
            "-Clink-arg=--export=__stack_pointer",
        ])
        .args([
            "-Clink-arg=-zstack-size=65536",
            "crates/cpu_kernels/src/lib.rs",
            "-o",
        ])
        .arg(to)
        .status()?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("the compiler stopped with {status}").into()),
    }
}

/// A module that brings numbers of its own would overwrite those of the program whose memory it works in.
fn check(module: &[u8]) -> Result<(), String> {
    let mut rest = module.get(8..).ok_or("no module")?;
    while let Some((section, after)) = rest.split_first() {
        if *section == DATA {
            return Err("has numbers of its own in memory, which are the program's".to_owned());
        }
        let (length, after) = length(after)?;
        rest = after.get(length..).ok_or("ends early")?;
    }
    Ok(())
}

/// A length in groups of seven bits, and what follows it.
fn length(bytes: &[u8]) -> Result<(usize, &[u8]), String> {
    let mut value = 0;
    for (i, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * i);
        if byte & 0x80 == 0 {
            return Ok((value, &bytes[i + 1..]));
        }
    }
    Err("has a length without end".to_owned())
}
