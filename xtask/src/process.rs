//! Running other programs: always shown, always checked.

use crate::error::{Error, Result};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs `command` with its output on this terminal; an exit status other than zero is an error.
pub fn run(command: &mut Command) -> Result<()> {
    println!("$ {}", shown(command));
    let status = command.status().map_err(|source| Error::Start {
        program: program(command),
        source,
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Failed {
            command: shown(command),
            status: status.to_string(),
        })
    }
}

/// Runs `command` quietly and returns what it printed; its error output still reaches the terminal.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| Error::Start {
            program: program(command),
            source,
        })?;
    if !output.status.success() {
        return Err(Error::Failed {
            command: shown(command),
            status: output.status.to_string(),
        });
    }
    String::from_utf8(output.stdout)
        .map_err(|_| Error::Unexpected(format!("`{}` printed something that is not text", shown(command))))
}

/// The first program of that name on `PATH`.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(&file))
        .find(|candidate| candidate.is_file())
}

/// What `program --version` prints on its first line, if the program is there and works.
pub fn version_line(program: &Path) -> Option<String> {
    let output = Command::new(program)
        .arg("--version")
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output
        .status
        .success()
        .then(|| text.lines().next().unwrap_or_default().trim().to_owned())
}

fn program(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn shown(command: &Command) -> String {
    let settings = command
        .get_envs()
        .filter(|(key, _)| *key != "PATH")
        .filter_map(|(key, value)| Some(format!("{}={}", key.to_string_lossy(), value?.to_string_lossy())));
    let arguments = command
        .get_args()
        .map(|argument| argument.to_string_lossy().into_owned());
    settings
        .chain([program(command)])
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failure_names_the_whole_command() {
        let mut command = Command::new("cargo");
        command.arg("no-such-subcommand-here").stderr(Stdio::null());
        let error = run(&mut command).expect_err("cargo knows no such subcommand");
        assert!(
            error.to_string().contains("cargo no-such-subcommand-here"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_program_is_not_a_failed_one() {
        let error = run(&mut Command::new("no-such-program-here")).expect_err("there is no such program");
        assert!(matches!(error, Error::Start { .. }), "{error}");
        assert_eq!(find_program("no-such-program-here"), None);
    }
}
