//! `synth-speed`: how many pictures one core renders in a second.

use crate::cli::SynthSpeedArgs;
use crate::data::bodies::Bodies;
use crate::error::Result;
use serde_json::json;
use std::hint::black_box;
use std::time::Instant;
use synth::{Conditions, Person, Shot, render_with};

/// Pictures in a round.
const ROUND: u64 = 50;

/// Runs the command.
///
/// # Errors
/// When the folder of bodies cannot be used.
pub fn run(args: &SynthSpeedArgs) -> Result<()> {
    let bodies = Bodies::open(args.bodies.as_deref(), 1.0)?;
    let render = |seed: u64| {
        let (person, shot) = (Person::sample(seed), Shot::sample(seed, Conditions::Train));
        let picture = render_with(
            bodies.of(&person),
            &person,
            &shot,
            args.size.width,
            args.size.height,
        );
        black_box(picture);
    };
    // Tables and the library of bystanders are made on first use.
    render(0);
    let mut rates: Vec<f64> = (0..u64::from(args.rounds))
        .map(|round| {
            let start = Instant::now();
            (round * ROUND..(round + 1) * ROUND).for_each(render);
            ROUND as f64 / start.elapsed().as_secs_f64()
        })
        .collect();
    rates.sort_by(f64::total_cmp);
    let report = json!({
        "image_size": [args.size.height, args.size.width],
        "pictures": ROUND * u64::from(args.rounds),
        "threads": 1,
        "images_per_second": {
            "median": rates[rates.len() / 2],
            "best": rates[rates.len() - 1],
        },
    });
    println!("{report:#}");
    Ok(())
}
