//! `plot`: the curves of one run, or of several to compare them, as an SVG picture.

mod drawing;

use crate::cli::PlotArgs;
use crate::error::{Error, Result};
use crate::files;
use crate::report::curves::{Curves, Points};
use drawing::draw;

/// Runs the command.
///
/// # Errors
/// When a log cannot be read, or the picture cannot be written.
pub fn run(args: &PlotArgs) -> Result<()> {
    if args.out.extension().and_then(|ending| ending.to_str()) != Some("svg") {
        return Err(Error::Input(format!("{}: expected .svg", args.out.display())));
    }
    let &[width, height] = args.size.as_slice() else {
        return Err(Error::Input(
            "--size: expected WIDTHxHEIGHT, such as 1200x800".into(),
        ));
    };
    let runs = args
        .runs
        .iter()
        .map(|path| Curves::read(path))
        .collect::<Result<Vec<_>>>()?;
    let svg = draw(&panels(&runs), (width, height), &args.out)?;
    files::write_atomically(&args.out, svg.as_bytes())
}

/// One diagram.
struct Panel {
    title: &'static str,
    lines: Vec<(String, Points)>,
    /// Highest value that makes sense, where there is one.
    limit: Option<f64>,
}

/// The diagrams that have something to show: every loss and language of a single run, the sums and means of several.
fn panels(runs: &[Curves]) -> Vec<Panel> {
    let training = |names: &[&str]| -> Vec<(String, Points)> {
        let of_run = |run: &Curves| -> Vec<(String, Points)> {
            let line = |name: &&str| Some((name.to_string(), run.training.get(*name)?.clone()));
            let lines = names.iter().filter_map(line);
            match runs.len() {
                1 => lines.collect(),
                _ => lines
                    .take(1)
                    .map(|(_, points)| (run.name.clone(), points))
                    .collect(),
            }
        };
        runs.iter().flat_map(of_run).collect()
    };
    let held_out = |figure: &str| -> Vec<(String, Points)> {
        let of_run = |run: &Curves| -> Vec<(String, Points)> {
            match (runs.len(), run.held_out.get(figure)) {
                (1, Some(lines)) => lines
                    .iter()
                    .map(|(l, points)| (l.clone(), points.clone()))
                    .collect(),
                (_, Some(_)) => vec![(run.name.clone(), run.mean(figure))],
                (_, None) => Vec::new(),
            }
        };
        runs.iter().flat_map(of_run).collect()
    };
    let losses = [
        "loss", "itc", "itm", "mlm", "mim", "sdm", "id", "mla", "bmm", "cmpm", "concept",
    ];
    let titles = match runs.len() {
        1 => ["loss", "held-out R@1 (%)", "held-out R@10 (%)"],
        _ => [
            "loss, total",
            "held-out R@1 (%), mean of the languages",
            "held-out R@10 (%), mean of the languages",
        ],
    };
    let panel = |title, lines, limit| Panel { title, lines, limit };
    let all = [
        panel(titles[0], training(&losses), None),
        panel(titles[1], held_out("r1"), Some(100.0)),
        panel(titles[2], held_out("r10"), Some(100.0)),
        panel("learning rate", training(&["rate"]), None),
        panel("norm of the gradient", training(&["norm"]), None),
    ];
    all.into_iter()
        .filter(|panel| panel.lines.iter().any(|(_, points)| !points.is_empty()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::path::Path;

    fn curves(name: &str, points: usize) -> Curves {
        let line = |scale: f64| {
            (1..=points)
                .map(|n| (n as f64 * 10.0, scale / n as f64))
                .collect::<Points>()
        };
        let languages =
            |scale: f64| BTreeMap::from([("en".into(), line(scale)), ("zh".into(), line(2.0 * scale))]);
        Curves {
            name: name.into(),
            training: BTreeMap::from([
                ("loss".into(), line(9.0)),
                ("itc".into(), line(3.0)),
                ("rate".into(), line(1e-4)),
            ]),
            held_out: BTreeMap::from([("r1".into(), languages(10.0)), ("r10".into(), languages(20.0))]),
        }
    }

    #[test]
    fn a_run_shows_its_parts_and_several_show_their_sums() {
        let names = |panel: &Panel| {
            panel
                .lines
                .iter()
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>()
        };
        let one = panels(&[curves("a", 3)]);
        assert_eq!(one.len(), 4);
        assert_eq!(names(&one[0]), ["loss", "itc"]);
        assert_eq!(names(&one[1]), ["en", "zh"]);
        let two = panels(&[curves("a", 3), curves("b", 2)]);
        assert_eq!(names(&two[0]), ["a", "b"]);
        assert_eq!(two[1].lines[0].1[0], (10.0, 15.0));
    }

    #[test]
    fn the_picture_is_xml_with_every_line_and_name_inside_its_frame() {
        let panels = panels(&[curves("a", 200)]);
        let svg = draw(&panels, (600, 400), Path::new("x.svg")).expect("drawn");
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
        for text in ["learning rate", "held-out R@1 (%)", "zh", "itc", "step"] {
            assert!(svg.contains(text), "{text}");
        }
        // Six noisy lines, each pale and smooth, and the learning rate's.
        assert!(
            svg.matches("<polyline").count() >= 14,
            "{}",
            svg.matches("<polyline").count()
        );
        let lines = svg
            .split("<polyline")
            .skip(1)
            .filter_map(|part| part.split("points=\"").nth(1));
        for numbers in lines.filter_map(|part| part.split('"').next()) {
            for point in numbers.split_whitespace() {
                let (x, y) = point.split_once(',').expect("a point");
                let (x, y): (f64, f64) = (x.parse().expect("x"), y.parse().expect("y"));
                assert!(
                    (0.0..=600.0).contains(&x) && (0.0..=400.0).contains(&y),
                    "{point}"
                );
            }
        }
    }
}
