//! From people in a picture to what each cell is to say.

use bi_irra::model::finder::CELL;
use bi_irra::objective::detection::CellTargets;

/// Spread of the heat around a middle as a share of the box's side (TTFNet, arXiv 1909.00700: 0.54 of a sixth).
const SPREAD: f32 = 0.54 / 6.0;
/// Least heat of a cell that learns a box.
const LEAST_HEAT: f32 = 0.01;

/// Somebody in a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// Left edge in pixels.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Too small or too hidden to be asked for; finding them is no mistake either.
    pub ignored: bool,
}

impl Target {
    /// Area in square pixels.
    pub fn area(&self) -> f32 {
        (self.right - self.left).max(0.0) * (self.bottom - self.top).max(0.0)
    }
}

/// Appends the targets of a picture of `rows` x `columns` cells.
pub fn push_targets(targets: &mut CellTargets, people: &[Target], rows: usize, columns: usize) {
    let first = targets.heat.len();
    let count = rows * columns;
    targets.heat.resize(first + count, 0.0);
    targets.counted.resize(first + count, 1.0);
    targets.weight.resize(first + count, 0.0);
    targets.reach.resize((first + count) * 4, 0.0);
    for person in people.iter().filter(|person| person.ignored) {
        for (cell, _, _) in cells(person, rows, columns) {
            targets.counted[first + cell] = 0.0;
        }
    }
    let mut asked: Vec<&Target> = people.iter().filter(|person| !person.ignored).collect();
    // Smaller people last: where two share a cell, the smaller one has no other.
    asked.sort_by(|a, b| b.area().total_cmp(&a.area()));
    for person in asked {
        push_person(targets, first, person, rows, columns);
    }
}

fn push_person(targets: &mut CellTargets, first: usize, person: &Target, rows: usize, columns: usize) {
    let side = CELL as f32;
    let (x, y) = (
        (person.left + person.right) / 2.0,
        (person.top + person.bottom) / 2.0,
    );
    let spread = |length: f32| (length * SPREAD).max(0.35 * side);
    let (across, down) = (
        spread(person.right - person.left),
        spread(person.bottom - person.top),
    );
    let last = |value: f32, count: usize| ((value / side) as usize).min(count - 1);
    let middle = last(y, rows) * columns + last(x, columns);
    let mut around = Vec::new();
    for (cell, cell_x, cell_y) in cells(person, rows, columns) {
        let distance = ((cell_x - x) / across).powi(2) + ((cell_y - y) / down).powi(2);
        let heat = if cell == middle {
            1.0
        } else {
            (-distance / 2.0).exp().min(0.99)
        };
        if heat >= LEAST_HEAT {
            around.push((cell, cell_x, cell_y, heat));
        }
    }
    if !around.iter().any(|(cell, ..)| *cell == middle) {
        let centre = |at: usize| (at as f32 + 0.5) * side;
        around.push((middle, centre(middle % columns), centre(middle / columns), 1.0));
    }
    let total: f32 = around.iter().map(|(.., heat)| heat).sum();
    for (cell, cell_x, cell_y, heat) in around {
        let at = first + cell;
        // Another person's middle stays one, and so does that person's box.
        if targets.heat[at] >= 1.0 && heat < 1.0 {
            continue;
        }
        targets.heat[at] = targets.heat[at].max(heat);
        targets.weight[at] = heat / total;
        let reach = [
            cell_x - person.left,
            cell_y - person.top,
            person.right - cell_x,
            person.bottom - cell_y,
        ];
        for (value, reach) in targets.reach[at * 4..at * 4 + 4].iter_mut().zip(reach) {
            // A tiny person's middle lies beside the cell's: the box cannot be told from there by less than a trace.
            *value = (reach / side).max(0.05);
        }
    }
}

/// The cells whose middle lies in a box: their number and middle in pixels.
fn cells(person: &Target, rows: usize, columns: usize) -> impl Iterator<Item = (usize, f32, f32)> + use<> {
    let side = CELL as f32;
    let span = |start: f32, end: f32, count: usize| {
        let first = (start / side - 0.5).ceil().max(0.0) as usize;
        let last = ((end / side - 0.5).floor() + 1.0).max(0.0) as usize;
        first..last.min(count)
    };
    let across = span(person.left, person.right, columns);
    span(person.top, person.bottom, rows).flat_map(move |row| {
        across.clone().map(move |column| {
            let middle = |at: usize| (at as f32 + 0.5) * side;
            (row * columns + column, middle(column), middle(row))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(left: f32, top: f32, right: f32, bottom: f32) -> Target {
        Target {
            left,
            top,
            right,
            bottom,
            ignored: false,
        }
    }

    fn targets(people: &[Target]) -> CellTargets {
        let mut targets = CellTargets::default();
        push_targets(&mut targets, people, 8, 8);
        targets
    }

    #[test]
    fn a_person_is_told_from_the_cells_around_the_middle() {
        let found = targets(&[target(16.0, 8.0, 40.0, 56.0)]);
        let middle = 4 * 8 + 3;
        assert_eq!(found.heat.iter().filter(|heat| **heat >= 1.0).count(), 1);
        assert_eq!(found.heat[middle], 1.0);
        assert_eq!(found.reach[middle * 4..middle * 4 + 4], [1.5, 3.5, 1.5, 2.5]);
        let total: f32 = found.weight.iter().sum();
        assert!((total - 1.0).abs() < 1e-5);
        assert!(found.heat[0] == 0.0 && found.counted.iter().all(|counted| *counted == 1.0));
    }

    #[test]
    fn somebody_smaller_than_a_cell_has_one() {
        let found = targets(&[target(17.0, 17.0, 20.0, 23.0)]);
        assert_eq!(found.heat.iter().filter(|heat| **heat >= 1.0).count(), 1);
        assert!((found.weight[2 * 8 + 2] - 1.0).abs() < 1e-6);
    }

    #[test]
    fn the_smaller_of_two_with_one_middle_is_asked_for() {
        let small = target(28.0, 28.0, 36.0, 36.0);
        let found = targets(&[small, target(0.0, 0.0, 64.0, 64.0)]);
        let middle = 4 * 8 + 4;
        assert_eq!(found.heat[middle], 1.0);
        assert!(found.reach[middle * 4] < 2.0);
    }

    #[test]
    fn whoever_is_ignored_is_neither_asked_for_nor_a_mistake() {
        let hidden = Target {
            ignored: true,
            ..target(0.0, 0.0, 16.0, 16.0)
        };
        let found = targets(&[hidden]);
        assert!(found.heat.iter().all(|heat| *heat == 0.0));
        let free = found.counted.iter().filter(|counted| **counted == 0.0).count();
        assert_eq!(free, 4);
    }
}
