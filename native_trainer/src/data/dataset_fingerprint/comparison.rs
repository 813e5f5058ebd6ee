//! How a data set differs from a recorded benchmark, and whether it is still the same one.

/// Pictures that may differ, as a share: one in this many.
const ONE_IN: usize = 200;

/// Differing pictures that a message shows.
const SHOWN: usize = 4;

/// How a data set and a recorded benchmark differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub(super) name: String,
    pub(super) version: u32,
    pub(super) expected: usize,
    pub(super) found: usize,
    /// Pictures with other captions.
    pub(super) words: Vec<usize>,
    /// Pictures that look otherwise.
    pub(super) light: Vec<usize>,
}

impl Comparison {
    /// The version, where this is the benchmark.
    pub fn version(&self) -> Option<u32> {
        let few = |differing: &[usize]| differing.len() * ONE_IN <= self.expected;
        let same = self.expected == self.found && few(&self.words) && few(&self.light);
        same.then_some(self.version)
    }

    /// Pictures that differ, in words or in pixels; all where there are more or fewer.
    #[cfg(test)]
    pub fn differences(&self) -> usize {
        if self.expected != self.found {
            return self.expected.max(self.found);
        }
        self.words.len().max(self.light.len())
    }

    /// One sentence.
    pub fn text(&self) -> String {
        if self.expected != self.found {
            return format!("{} pictures, {} has {}", self.found, self.name, self.expected);
        }
        let is = if self.version().is_some() {
            "this is"
        } else {
            "this is not"
        };
        let mut text = format!("{is} {}", self.name);
        for (what, differing) in [("captions", &self.words), ("pixels", &self.light)] {
            if !differing.is_empty() {
                let first: Vec<String> = differing.iter().take(SHOWN).map(usize::to_string).collect();
                let (count, first) = (differing.len(), first.join(", "));
                text += &format!(
                    "; other {what} in {count} of {} pictures, first {first}",
                    self.found
                );
            }
        }
        text
    }
}
