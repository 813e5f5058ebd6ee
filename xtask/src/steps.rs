//! A list of steps that all get their turn, each timed, with one table at the end.

use crate::error::{Error, Result};
use std::fmt::{self, Write};
use std::time::{Duration, Instant};

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed(String),
    /// Could not be tried, because this earlier step did not pass. Counts as a failure.
    Blocked(String),
}

#[derive(Clone, Debug)]
struct Row {
    name: String,
    outcome: Outcome,
    time: Duration,
}

/// The steps so far.
#[derive(Clone, Debug, Default)]
pub struct Steps {
    rows: Vec<Row>,
}

impl Steps {
    /// Runs a step and returns what it made, or nothing if it failed.
    pub fn run<T>(&mut self, name: &str, step: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n== {name}");
        let start = Instant::now();
        let result = step();
        let time = start.elapsed();
        let (outcome, value) = match result {
            Ok(value) => (Outcome::Passed, Some(value)),
            Err(error) => (Outcome::Failed(error.to_string()), None),
        };
        match &outcome {
            Outcome::Failed(why) => println!("== {name}: FAILED after {:.0} s: {why}", time.as_secs_f64()),
            _ => println!("== {name}: passed in {:.0} s", time.as_secs_f64()),
        }
        self.rows.push(Row {
            name: name.to_owned(),
            outcome,
            time,
        });
        value
    }

    /// Records that a step could not be tried because `earlier` did not pass.
    pub fn blocked(&mut self, name: &str, earlier: &str) {
        println!("\n== {name}: NOT RUN, because `{earlier}` did not pass");
        let outcome = Outcome::Blocked(earlier.to_owned());
        self.rows.push(Row {
            name: name.to_owned(),
            outcome,
            time: Duration::ZERO,
        });
    }

    /// An error if any step failed or could not be tried.
    pub fn verdict(&self) -> Result<()> {
        let failed: Vec<String> = self
            .rows
            .iter()
            .filter(|row| row.outcome != Outcome::Passed)
            .map(|row| row.name.clone())
            .collect();
        if failed.is_empty() {
            Ok(())
        } else {
            Err(Error::Steps {
                failed,
                total: self.rows.len(),
            })
        }
    }
}

impl fmt::Display for Steps {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
        let mut table = String::new();
        for row in &self.rows {
            let outcome = match &row.outcome {
                Outcome::Passed => "passed".to_owned(),
                Outcome::Failed(why) => format!("FAILED: {}", why.lines().next().unwrap_or_default()),
                Outcome::Blocked(earlier) => format!("NOT RUN: `{earlier}` did not pass"),
            };
            writeln!(
                table,
                "{:width$}  {:>6.0} s  {outcome}",
                row.name,
                row.time.as_secs_f64()
            )?;
        }
        let total: Duration = self.rows.iter().map(|row| row.time).sum();
        write!(
            formatter,
            "{table}{:width$}  {:>6.0} s",
            "all",
            total.as_secs_f64()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_does_not_stop_the_others_but_decides() {
        let mut steps = Steps::default();
        assert_eq!(steps.run("first", || Ok(3)), Some(3));
        assert!(steps.verdict().is_ok());
        assert_eq!(
            steps.run::<()>("second", || Err(Error::Unexpected("broken\nin detail".into()))),
            None
        );
        assert_eq!(steps.run("third", || Ok(())), Some(()));
        steps.blocked("fourth", "second");
        let error = steps.verdict().expect_err("two did not pass");
        assert_eq!(error.to_string(), "2 of 4 steps failed: second, fourth");
        let table = steps.to_string();
        assert!(
            table.contains("FAILED: broken\n") && table.contains("NOT RUN: `second`"),
            "{table}"
        );
    }
}
