//! Damaged files from whole ones, the same on every machine for the same seed.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// Variable with the seconds that each target gets in place of its usual number of inputs.
const SECONDS: &str = "FUZZ_SECONDS";
/// Variable with the first seed, to go on elsewhere or to see a finding again.
const FIRST_SEED: &str = "FUZZ_SEED";
/// Variable with a folder to which each target's whole files are written in place of a run, for `cargo fuzz` to begin with.
const CORPUS: &str = "FUZZ_CORPUS";
/// An input that takes longer is a finding.
const LONGEST: Duration = Duration::from_secs(20);
/// Numbers at which readers of lengths and sizes stumble.
const EDGES: [u64; 8] = [0, 1, 0x7f, 0xff, 0x7fff_ffff, 0xffff_ffff, 1 << 40, u64::MAX];
/// Signs with a meaning in some of the formats.
const SIGNS: &[u8] = b"{}[]\"\\,:=+-.#\n\r\0 0129eE'%\xef\xbb\xbf\xff\xfe";

/// Puts damaged inputs to a target: `usual` of them, or as many as the time of [`SECONDS`] allows.
///
/// # Panics
/// When the target panics or takes too long, naming the seed that shows it again, or a corpus cannot be written.
pub fn run(name: &str, corpus: &[Vec<u8>], usual: u64, target: impl Fn(&[u8])) {
    if let Some(folder) = std::env::var_os(CORPUS) {
        return write(&Path::new(&folder).join(name), corpus);
    }
    let variable = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (seconds, first) = (variable(SECONDS), variable(FIRST_SEED).unwrap_or(0));
    let start = Instant::now();
    for number in 0.. {
        let over = match seconds {
            Some(seconds) => start.elapsed().as_secs() >= seconds,
            None => number == usual,
        };
        if over {
            break;
        }
        let seed = first + number;
        let input = damaged(corpus, seed);
        let began = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| target(&input)));
        assert!(
            outcome.is_ok(),
            "{name}: panic at {FIRST_SEED}={seed}, an input of {} bytes: {:?}",
            input.len(),
            String::from_utf8_lossy(&input[..input.len().min(400)])
        );
        assert!(
            began.elapsed() < LONGEST,
            "{name}: {FIRST_SEED}={seed} takes {:?}",
            began.elapsed()
        );
    }
}

/// Writes the files of a corpus, named by their numbers.
fn write(folder: &Path, corpus: &[Vec<u8>]) {
    std::fs::create_dir_all(folder).expect("the folder of a corpus");
    for (number, bytes) in corpus.iter().enumerate() {
        std::fs::write(folder.join(number.to_string()), bytes).expect("a file of a corpus");
    }
}

/// One of the corpus, damaged in up to eight places.
fn damaged(corpus: &[Vec<u8>], seed: u64) -> Vec<u8> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut bytes = corpus[rng.random_range(0..corpus.len())].clone();
    for _ in 0..rng.random_range(1..=8) {
        if bytes.is_empty() {
            bytes.push(rng.random());
        }
        // Structure is at the beginning and the end of most formats.
        let near = bytes.len().min(200);
        let at = match rng.random_range(0..4) {
            0 => rng.random_range(0..near),
            1 => bytes.len() - 1 - rng.random_range(0..near),
            _ => rng.random_range(0..bytes.len()),
        };
        let length = rng.random_range(1..=64).min(bytes.len() - at);
        match rng.random_range(0..9) {
            0 => bytes[at] ^= 1 << rng.random_range(0..8),
            1 => bytes[at] = rng.random(),
            2 => bytes[at] = SIGNS[rng.random_range(0..SIGNS.len())],
            3 => {
                let edge = EDGES[rng.random_range(0..EDGES.len())];
                let width = [2, 4, 8][rng.random_range(0..3)].min(bytes.len() - at);
                bytes[at..at + width].copy_from_slice(&edge.to_le_bytes()[..width]);
            }
            4 => drop(bytes.drain(at..at + length)),
            5 => {
                let piece = bytes[at..at + length].to_vec();
                let times = rng.random_range(1..40);
                bytes.splice(at..at, piece.repeat(times));
            }
            6 => bytes.truncate(at),
            7 => {
                // The beginning of this one and the end of another.
                let other = &corpus[rng.random_range(0..corpus.len())];
                let from = rng.random_range(0..=other.len());
                bytes.truncate(at);
                bytes.extend(&other[from..]);
            }
            _ => {
                let sign = SIGNS[rng.random_range(0..SIGNS.len())];
                bytes.insert(at, sign);
            }
        }
    }
    bytes
}
