//! The golden tensors on wgpu: with the kernels as they are built by default, and with burn's kernel fusion and
//! autotuning, each off and on.

use crate::error::Result;
use crate::process;
use crate::project::Project;
use crate::steps::Steps;
use crate::system::System;
use std::process::Command;

/// Features of the trainer that change which kernels run.
const COMBINATIONS: [&[&str]; 4] = [&[], &["fusion"], &["autotune"], &["fusion", "autotune"]];

/// Builds the trainer with every combination and compares its numbers with the reference.
///
/// Each combination compiles the backend again, so this is not part of `test`, which looks at the default only.
pub fn run(project: &Project) -> Result<()> {
    let system = System::ensure()?;
    let mut steps = Steps::default();
    for features in COMBINATIONS {
        let name = match features {
            [] => "neither fusion nor autotune".to_owned(),
            features => features.join(" and "),
        };
        steps.run(&name, || {
            let mut build = project.cargo();
            // A test is named so that what these features do not touch is the same build as in `test`, where the
            // dependencies of tests have a say in the features of others.
            build.args([
                "build",
                "--workspace",
                "--locked",
                "--bin",
                "native_trainer",
                "--test",
                "metrics",
            ]);
            let features = features.iter().map(|feature| format!("native_trainer/{feature}"));
            build.args(["--features", &features.collect::<Vec<_>>().join(",")]);
            process::run(&mut build)?;
            golden(project, &system)
        });
    }
    println!("\n{steps}");
    steps.verdict()
}

/// Runs every golden check of the built trainer on wgpu; prints what fails, and the summary.
pub fn golden(project: &Project, system: &System) -> Result<()> {
    let mut golden = Command::new(project.native_trainer());
    golden
        .arg("golden")
        .arg("--fixtures")
        .arg(project.root.join("tests/fixtures"))
        .args(["--device", "wgpu", "--quiet"]);
    system.use_software_vulkan(&mut golden);
    process::run(&mut golden)
}
