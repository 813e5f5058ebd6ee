//! What the tests need from the operating system: a real browser with its driver, and a Vulkan driver for wgpu.

use crate::error::{Error, Result};
use crate::process;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A thing that the tests need, and Debian's packages that bring it.
struct Need {
    what: &'static str,
    packages: &'static [&'static str],
}

const CHROMIUM: Need = Need {
    what: "Chromium",
    packages: &["chromium"],
};
const CHROMEDRIVER: Need = Need {
    what: "ChromeDriver",
    packages: &["chromium-driver"],
};
const NODE: Need = Need {
    what: "Node.js",
    packages: &["nodejs"],
};
/// Asked for only where it is missing: other sources of Node bring an npm of their own, which Debian's would conflict with.
const NPM: Need = Need {
    what: "npm",
    packages: &["npm"],
};
const SOFTWARE_VULKAN: Need = Need {
    what: "A software Vulkan driver (Mesa's lavapipe)",
    packages: &["libvulkan1", "mesa-vulkan-drivers"],
};
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
    /// Node, which runs the tests of the page's scripts and the checker of their types.
    pub node: PathBuf,
    /// npm, by which the checkers of types and accessibility are fetched.
    pub npm: PathBuf,
    /// The description file of Mesa's software Vulkan; none where the system brings its own graphics (macOS, Windows).
    pub software_vulkan: Option<PathBuf>,
}

impl System {
    /// Finds what the tests need; on Debian and Ubuntu, as root, installs what is missing.
    pub fn ensure() -> Result<Self> {
        let absent = match Self::find() {
            Ok(found) => return Ok(found),
            Err(absent) => absent,
        };
        let can_install = process::find_program("apt-get").is_some() && is_root();
        if !can_install {
            return Err(missing(&absent));
        }
        println!("{}\nInstalling it.", missing(&absent));
        let mut update = Command::new("apt-get");
        process::run(update.args(["update", "--quiet"]))?;
        let mut install = Command::new("apt-get");
        install.env("DEBIAN_FRONTEND", "noninteractive");
        process::run(
            install
                .args(["install", "--yes", "--quiet", "--no-install-recommends"])
                .args(packages(&absent)),
        )?;
        Self::find().map_err(|absent| missing(&absent))
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

    /// What is there, or everything that is not.
    fn find() -> std::result::Result<Self, Vec<Need>> {
        let mut absent = Vec::new();
        let mut need = |found: Option<PathBuf>, need: Need| {
            if found.is_none() {
                absent.push(need);
            }
            found
        };
        let chromium = need(program("CHROMIUM", &BROWSERS), CHROMIUM);
        let chromedriver = need(program("CHROMEDRIVER", &["chromedriver"]), CHROMEDRIVER);
        let node = need(program("NODE", &["node", "nodejs"]), NODE);
        let npm = need(program("NPM", &["npm"]), NPM);
        let driver = DRIVER_FOLDERS
            .iter()
            .find_map(|folder| lavapipe_in(Path::new(folder)));
        let software_vulkan = match cfg!(target_os = "linux") {
            true => need(driver, SOFTWARE_VULKAN),
            false => driver,
        };
        match (chromium, chromedriver, node, npm) {
            (Some(chromium), Some(chromedriver), Some(node), Some(npm)) if absent.is_empty() => Ok(Self {
                chromium,
                chromedriver,
                node,
                npm,
                software_vulkan,
            }),
            _ => Err(absent),
        }
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

fn packages(absent: &[Need]) -> Vec<&'static str> {
    absent.iter().flat_map(|need| need.packages).copied().collect()
}

fn missing(absent: &[Need]) -> Error {
    let names: Vec<&str> = absent.iter().map(|need| need.what).collect();
    let how = format!(
        "The tests are never run without it.\n\
         Debian:       sudo apt-get install {}\n\
         Ubuntu:       its chromium package is a snap and works as well; or install Chrome and the ChromeDriver of the\n\
         \x20             same version from https://googlechromelabs.github.io/chrome-for-testing/\n\
         other Linux:  your distribution's chromium, chromedriver, nodejs, npm and Mesa Vulkan (lavapipe) packages\n\
         macOS:        brew install --cask chromium chromedriver; brew install node\n\
         elsewhere:    name the programs in the environment variables CHROMIUM, CHROMEDRIVER, NODE and NPM",
        packages(absent).join(" ")
    );
    Error::Missing {
        what: names.join(", "),
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
    fn the_message_names_what_is_missing_and_only_that() {
        let message = missing(&[CHROMEDRIVER, SOFTWARE_VULKAN]).to_string();
        assert!(
            message.starts_with("ChromeDriver, A software Vulkan driver (Mesa's lavapipe) is missing."),
            "{message}"
        );
        assert!(
            message.contains("apt-get install chromium-driver libvulkan1 mesa-vulkan-drivers\n"),
            "{message}"
        );
    }
}
