//! Memory of the browser's tabs, as the system counts it.

/// Most bytes that one of a browser's tabs has ever had in memory, its workers among them; none where the system does not
/// say.
#[cfg(target_os = "linux")]
pub fn peak_of_tabs(browser: u32) -> Option<u64> {
    use procfs::process::{Process, all_processes};
    use std::collections::HashMap;
    let browser = i32::try_from(browser).ok()?;
    // Processes that end meanwhile are left out.
    let processes: HashMap<i32, (i32, Process)> = all_processes()
        .ok()?
        .filter_map(|process| {
            let process = process.ok()?;
            Some((process.pid, (process.stat().ok()?.ppid, process)))
        })
        .collect();
    let of_browser = |mut pid: i32| {
        while let Some((parent, _)) = processes.get(&pid) {
            if *parent == browser {
                return true;
            }
            pid = *parent;
        }
        false
    };
    processes
        .iter()
        .filter(|(pid, _)| of_browser(**pid))
        .filter(|(_, (_, process))| {
            let line = process.cmdline().unwrap_or_default();
            // Forked processes name themselves: all arguments as one.
            line.iter().any(|word| word.contains("--type=renderer"))
        })
        .filter_map(|(_, (_, process))| process.status().ok()?.vmhwm)
        .max()
        .map(|kilobytes| kilobytes * 1024)
}

/// Other systems have no such list of processes.
#[cfg(not(target_os = "linux"))]
pub fn peak_of_tabs(_browser: u32) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_without_tabs_has_no_peak() {
        assert_eq!(peak_of_tabs(std::process::id()), None);
    }
}
