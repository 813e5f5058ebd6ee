//! Diagrams as an SVG picture: axes, lines, dots and names.

use super::Panel;
use crate::error::{Error, Result};
use crate::report::curves::Points;
use plotters::coord::Shift;
use plotters::prelude::*;
use std::fmt::Display;
use std::ops::Range;
use std::path::Path;

/// Line colours that people with any colour vision tell apart on white.
static COLOURS: [RGBColor; 8] = [
    RGBColor(0, 90, 160),
    RGBColor(214, 94, 0),
    RGBColor(0, 140, 100),
    RGBColor(190, 80, 140),
    RGBColor(210, 150, 0),
    RGBColor(70, 160, 220),
    RGBColor(110, 70, 30),
    RGBColor(90, 90, 90),
];
/// Generic family: every viewer has one, no font file is needed to draw.
const FONT: &str = "sans-serif";
/// A line with more points than this is drawn pale, with its moving mean on top.
const NOISY: usize = 60;

/// All diagrams, two side by side; `path` is named where they cannot be drawn.
pub(super) fn draw(panels: &[Panel], size: (u32, u32), path: &Path) -> Result<String> {
    let fail = |message: String| Error::Input(format!("{}: cannot draw: {message}", path.display()));
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        root.fill(&WHITE).map_err(|e| fail(e.to_string()))?;
        let columns = if panels.len() > 1 { 2 } else { 1 };
        let areas = root.split_evenly((panels.len().div_ceil(columns), columns));
        for (panel, area) in panels.iter().zip(&areas) {
            draw_panel(panel, area).map_err(fail)?;
        }
        root.present().map_err(|e| fail(e.to_string()))?;
    }
    Ok(svg)
}

fn draw_panel(panel: &Panel, area: &DrawingArea<SVGBackend<'_>, Shift>) -> std::result::Result<(), String> {
    let (steps, values) = ranges(panel);
    let mut chart = ChartBuilder::on(area)
        .caption(panel.title, (FONT, 17))
        .margin(10)
        .x_label_area_size(36)
        .y_label_area_size(58)
        .build_cartesian_2d(steps, values)
        .map_err(text)?;
    chart
        .configure_mesh()
        .x_desc("step")
        .x_labels(7)
        .y_labels(7)
        .x_label_formatter(&|value| label(*value))
        .y_label_formatter(&|value| label(*value))
        .label_style((FONT, 12))
        .axis_desc_style((FONT, 13))
        .light_line_style(WHITE)
        .bold_line_style(BLACK.mix(0.1))
        .draw()
        .map_err(text)?;
    for ((name, points), colour) in panel.lines.iter().zip(COLOURS.iter().cycle()) {
        let smooth = if points.len() > NOISY {
            let pale = LineSeries::new(points.iter().copied(), colour.mix(0.25));
            chart.draw_series(pale).map_err(text)?;
            moving_mean(points, points.len() / 40)
        } else {
            points.clone()
        };
        chart
            .draw_series(LineSeries::new(smooth.iter().copied(), colour.stroke_width(2)))
            .map_err(text)?
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 16, y)], colour.stroke_width(2)));
        // A single point makes no line, and the evaluations are worth seeing one by one.
        if points.len() <= NOISY {
            let dots = points.iter().map(|point| Circle::new(*point, 2, colour.filled()));
            chart.draw_series(dots).map_err(text)?;
        }
    }
    if panel.lines.len() > 1 {
        let corner = if panel.limit.is_some() {
            SeriesLabelPosition::UpperLeft
        } else {
            SeriesLabelPosition::UpperRight
        };
        chart
            .configure_series_labels()
            .position(corner)
            .label_font((FONT, 13))
            .background_style(WHITE.mix(0.8))
            .border_style(BLACK.mix(0.2))
            .draw()
            .map_err(text)?;
    }
    Ok(())
}

/// The drawing library's error types are many and say the same.
fn text(error: impl Display) -> String {
    error.to_string()
}

/// Steps and values that the axes span: both begin at zero.
fn ranges(panel: &Panel) -> (Range<f64>, Range<f64>) {
    let points = || panel.lines.iter().flat_map(|(_, points)| points);
    let last = points().map(|(step, _)| *step).fold(0.0, f64::max);
    let highest = points().map(|(_, value)| *value).fold(0.0, f64::max);
    let lowest = points().map(|(_, value)| *value).fold(0.0, f64::min);
    let top = (1.05 * highest).min(panel.limit.unwrap_or(f64::MAX));
    (
        0.0..last.max(1.0),
        lowest..if top > lowest { top } else { lowest + 1.0 },
    )
}

/// The mean of each point and up to `reach` points on both sides, as many on the one as on the other.
fn moving_mean(points: &Points, reach: usize) -> Points {
    let mean = |(index, (step, _)): (usize, &(f64, f64))| {
        let reach = reach.min(index).min(points.len() - 1 - index);
        let near = &points[index - reach..=index + reach];
        (
            *step,
            near.iter().map(|(_, value)| value).sum::<f64>() / near.len() as f64,
        )
    };
    points.iter().enumerate().map(mean).collect()
}

/// A number on an axis, short.
fn label(value: f64) -> String {
    match value.abs() {
        0.0 => "0".into(),
        size if size < 1e-2 => format!("{value:.1e}"),
        size if size < 10.0 => format!("{value:.2}")
            .trim_end_matches('0')
            .trim_end_matches('.')
            .into(),
        _ => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_keep_the_ends_and_labels_are_short() {
        let points = vec![(1.0, 4.0), (2.0, 1.0), (3.0, 1.0), (4.0, 7.0)];
        assert_eq!(
            moving_mean(&points, 1),
            [(1.0, 4.0), (2.0, 2.0), (3.0, 3.0), (4.0, 7.0)]
        );
        let labels = [0.0, 8e-4, 0.5, 2.0, 350.0].map(label);
        assert_eq!(labels, ["0", "8.0e-4", "0.5", "2", "350"]);
    }
}
