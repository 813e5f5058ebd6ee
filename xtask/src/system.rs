//! What the tests need from the operating system: a real browser with its driver, and a Vulkan driver for wgpu.

use crate::error::{Error, Result};
use crate::process;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Debian's packages for everything below.
const PACKAGES: [&str; 5] = [
    "chromium",
    "chromium-driver",
    "libvulkan1",
    "mesa-vulkan-drivers",
    "npm",
];
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const DRIVER_FOLDERS: [&str; 3] = [
    "/usr/share/vulkan/icd.d",
    "/usr/local/share/vulkan/icd.d",
    "/etc/vulkan/icd.d",
];

/// The browser and drivers that the tests will use.
#[derive(Clone, Debug)]
pub struct System {
    /// Chromium, or a browser built from it.
    pub chromium: PathBuf,
    /// Its WebDriver server.
    pub chromedriver: PathBuf,
    /// npm, by which the browser tests fetch the accessibility checker.
    pub npm: PathBuf,
    /// The description file of Mesa's software Vulkan; none where the system brings its own graphics (macOS, Windows).
    pub software_vulkan: Option<PathBuf>,
}

impl System {
    /// Finds what the tests need; on Debian and Ubuntu, as root, installs what is missing.
    pub fn ensure() -> Result<Self> {
        let first = match Self::find() {
            Ok(found) => return Ok(found),
            Err(missing) => missing,
        };
        let can_install = process::find_program("apt-get").is_some() && is_root();
        if !can_install {
            return Err(first);
        }
        println!("{first}\nInstalling it.");
        let mut update = Command::new("apt-get");
        process::run(update.args(["update", "--quiet"]))?;
        let mut install = Command::new("apt-get");
        install.env("DEBIAN_FRONTEND", "noninteractive");
        process::run(
            install
                .args(["install", "--yes", "--quiet", "--no-install-recommends"])
                .args(PACKAGES),
        )?;
        Self::find()
    }

    /// Lets native wgpu run on Mesa's software Vulkan, so that the same tests run on every machine; a driver that the
    /// caller has chosen stays.
    pub fn use_software_vulkan(&self, command: &mut Command) {
        let variables = ["VK_DRIVER_FILES", "VK_ICD_FILENAMES"];
        let chosen = variables.iter().any(|key| env::var_os(key).is_some());
        if let (Some(driver), false) = (&self.software_vulkan, chosen) {
            command.envs(variables.map(|key| (key, driver)));
        }
    }

    fn find() -> Result<Self> {
        let chromium = program("CHROMIUM", &BROWSERS).ok_or_else(|| missing("Chromium"))?;
        let chromedriver =
            program("CHROMEDRIVER", &["chromedriver"]).ok_or_else(|| missing("ChromeDriver"))?;
        let npm = program("NPM", &["npm"]).ok_or_else(|| missing("npm"))?;
        let software_vulkan = DRIVER_FOLDERS
            .iter()
            .find_map(|folder| lavapipe_in(Path::new(folder)));
        if cfg!(target_os = "linux") && software_vulkan.is_none() {
            return Err(missing("A software Vulkan driver (Mesa's lavapipe)"));
        }
        Ok(Self {
            chromium,
            chromedriver,
            npm,
            software_vulkan,
        })
    }
}

/// The program named by the environment variable `variable`, or the first of `names` on `PATH`.
fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    match env::var_os(variable) {
        Some(path) => Some(PathBuf::from(path)).filter(|path| path.is_file()),
        None => names.iter().find_map(|name| process::find_program(name)),
    }
}

fn lavapipe_in(folder: &Path) -> Option<PathBuf> {
    let mut drivers = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()));
    drivers.find(|path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("lvp_icd"))
    })
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn missing(what: &str) -> Error {
    let how = format!(
        "The tests are never run without it.\n\
         Debian:       sudo apt-get install {}\n\
         Ubuntu:       its chromium package is a snap and works as well; or install Chrome and the ChromeDriver of the\n\
         \x20             same version from https://googlechromelabs.github.io/chrome-for-testing/\n\
         other Linux:  your distribution's chromium, chromedriver, npm and Mesa Vulkan (lavapipe) packages\n\
         macOS:        brew install --cask chromium chromedriver; brew install node\n\
         elsewhere:    name the programs in the environment variables CHROMIUM, CHROMEDRIVER and NPM",
        PACKAGES.join(" ")
    );
    Error::Missing {
        what: what.to_owned(),
        how,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_lavapipe_among_other_drivers() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert_eq!(lavapipe_in(folder.path()), None);
        for name in [
            "intel_icd.x86_64.json",
            "lvp_icd.x86_64.json",
            "radeon_icd.x86_64.json",
        ] {
            fs::write(folder.path().join(name), "{}").expect("a file");
        }
        assert_eq!(
            lavapipe_in(folder.path()),
            Some(folder.path().join("lvp_icd.x86_64.json"))
        );
        assert_eq!(lavapipe_in(&folder.path().join("absent")), None);
    }

    #[test]
    fn the_message_names_the_thing_and_the_packages() {
        let message = missing("Chromium").to_string();
        assert!(
            message.starts_with("Chromium is missing.") && message.contains("chromium-driver"),
            "{message}"
        );
    }
}
