//! Random changes of a scene: another part of it at another size, mirrored, in other colours, with holes.

use super::targets::Target;
use bi_irra::image::{Filter, Pixels, resize};
use rand::RngExt;
use rand::rngs::StdRng;

/// Enlargement of the part of a scene that is shown: from far away to close up.
const ZOOM: (f32, f32) = (0.45, 2.4);
/// Of a person with less than this share left inside the picture nobody is asked for.
const LEAST_INSIDE: f32 = 0.25;
/// Nor of one who is less than so many pixels high.
const LEAST_HEIGHT: f32 = 9.0;

/// A part of a scene in a picture of `width` x `height` pixels.
pub fn augment(
    scene: &Pixels,
    people: &[Target],
    [width, height]: [usize; 2],
    rng: &mut StdRng,
) -> (Pixels, Vec<Target>) {
    let fit = (width as f32 / scene.width as f32).min(height as f32 / scene.height as f32);
    // Half of the pictures show the scene about as it is.
    let zoom = match rng.random_bool(0.5) {
        true => rng.random_range(0.9..1.15),
        false => rng.random_range(ZOOM.0.ln()..ZOOM.1.ln()).exp(),
    };
    let squeeze: f32 = rng.random_range(0.9..1.1);
    let scale = [fit * zoom * squeeze, fit * zoom / squeeze];
    let offset = [
        place(width as f32, scene.width as f32 * scale[0], rng),
        place(height as f32, scene.height as f32 * scale[1], rng),
    ];
    let mut picture = cut(scene, [width, height], scale, offset, rng);
    let mut moved: Vec<Target> = people
        .iter()
        .filter_map(|person| inside(person, [width as f32, height as f32], scale, offset))
        .collect();
    if rng.random_bool(0.5) {
        mirror(&mut picture, &mut moved);
    }
    recolour(&mut picture, rng);
    for _ in 0..rng.random_range(0..3) {
        if rng.random_bool(0.3) {
            erase(&mut picture, rng);
        }
    }
    (picture, moved)
}

/// Where a scene of `length` begins in a picture of `room`: anywhere, so that it fills the picture or lies in it whole.
fn place(room: f32, length: f32, rng: &mut StdRng) -> f32 {
    let free = room - length;
    free * rng.random_range(0.0..=1.0f32)
}

/// The scene at `scale` and `offset`; what is beyond its border is of one colour.
fn cut(
    scene: &Pixels,
    [width, height]: [usize; 2],
    scale: [f32; 2],
    offset: [f32; 2],
    rng: &mut StdRng,
) -> Pixels {
    let colour: [u8; 3] = rng.random();
    let mut rgb = colour.repeat(width * height);
    // The part of the scene that is seen, in whole pixels of the scene.
    let span = |offset: f32, scale: f32, room: usize, whole: usize| {
        let first = ((-offset / scale).floor().max(0.0) as usize).min(whole - 1);
        let end = (((room as f32 - offset) / scale).ceil() as usize).clamp(first + 1, whole);
        (first, end)
    };
    let (left, right) = span(offset[0], scale[0], width, scene.width);
    let (top, bottom) = span(offset[1], scale[1], height, scene.height);
    let mut part = Vec::with_capacity((right - left) * (bottom - top) * 3);
    for row in top..bottom {
        part.extend_from_slice(&scene.rgb[(row * scene.width + left) * 3..(row * scene.width + right) * 3]);
    }
    let part = Pixels {
        width: right - left,
        height: bottom - top,
        rgb: part,
    };
    let target = |pixels: usize, scale: f32| ((pixels as f32 * scale).round() as usize).max(1);
    let seen = resize(
        &part,
        target(part.width, scale[0]),
        target(part.height, scale[1]),
        Filter::Bilinear,
    );
    let first = |start: usize, scale: f32, offset: f32| (start as f32 * scale + offset).round() as isize;
    let (x, y) = (first(left, scale[0], offset[0]), first(top, scale[1], offset[1]));
    for row in 0..seen.height {
        let to = y + row as isize;
        if !(0..height as isize).contains(&to) {
            continue;
        }
        let from_column = (-x).max(0) as usize;
        let to_column = x.max(0) as usize;
        let count = seen
            .width
            .saturating_sub(from_column)
            .min(width.saturating_sub(to_column));
        let from = (row * seen.width + from_column) * 3;
        let at = (to as usize * width + to_column) * 3;
        rgb[at..at + count * 3].copy_from_slice(&seen.rgb[from..from + count * 3]);
    }
    Pixels { width, height, rgb }
}

/// A person in the picture; nobody if they are outside.
fn inside(person: &Target, [width, height]: [f32; 2], scale: [f32; 2], offset: [f32; 2]) -> Option<Target> {
    let whole = Target {
        left: person.left * scale[0] + offset[0],
        top: person.top * scale[1] + offset[1],
        right: person.right * scale[0] + offset[0],
        bottom: person.bottom * scale[1] + offset[1],
        ..*person
    };
    let seen = Target {
        left: whole.left.max(0.0),
        top: whole.top.max(0.0),
        right: whole.right.min(width),
        bottom: whole.bottom.min(height),
        ..whole
    };
    if seen.area() <= 0.0 {
        return None;
    }
    let hard = seen.area() < LEAST_INSIDE * whole.area() || seen.bottom - seen.top < LEAST_HEIGHT;
    Some(Target {
        ignored: person.ignored || hard,
        ..seen
    })
}

/// Left becomes right.
fn mirror(picture: &mut Pixels, people: &mut [Target]) {
    for row in picture.rgb.chunks_exact_mut(picture.width * 3) {
        let (pixels, _) = row.as_chunks_mut::<3>();
        pixels.reverse();
    }
    for person in people {
        let width = picture.width as f32;
        (person.left, person.right) = (width - person.right, width - person.left);
    }
}

/// Another light, contrast and saturation, now and then no colours, other channels or noise.
fn recolour(picture: &mut Pixels, rng: &mut StdRng) {
    let gain: [f32; 3] = std::array::from_fn(|_| rng.random_range(0.75..1.3));
    let level = rng.random_range(-35.0..35.0f32);
    let contrast = rng.random_range(0.6..1.35f32);
    let saturation = match rng.random_bool(0.08) {
        true => 0.0,
        false => rng.random_range(0.5..1.5f32),
    };
    let noise = match rng.random_bool(0.3) {
        true => rng.random_range(2.0..18.0f32),
        false => 0.0,
    };
    let turn = match rng.random_bool(0.1) {
        true => rng.random_range(1..3),
        false => 0,
    };
    for pixel in picture.rgb.as_chunks_mut::<3>().0 {
        let source = pixel.map(f32::from);
        let grey = source.iter().sum::<f32>() / 3.0;
        let random = match noise > 0.0 {
            true => (rng.random::<f32>() + rng.random::<f32>() - 1.0) * noise,
            false => 0.0,
        };
        for (channel, value) in pixel.iter_mut().enumerate() {
            let from = source[(channel + turn) % 3];
            let coloured = grey + (from - grey) * saturation;
            let lit = (coloured * gain[channel] - 128.0) * contrast + 128.0 + level + random;
            *value = lit.clamp(0.0, 255.0) as u8;
        }
    }
}

/// A rectangle of noise: what hides parts of people.
fn erase(picture: &mut Pixels, rng: &mut StdRng) {
    let side = |whole: usize, rng: &mut StdRng| {
        let length = (whole as f32 * rng.random_range(0.03..0.22f32)) as usize + 1;
        let start = rng.random_range(0..=whole - length);
        start..start + length
    };
    let (rows, columns) = (side(picture.height, rng), side(picture.width, rng));
    let colour: [u8; 3] = rng.random();
    let rough = rng.random_bool(0.4);
    for row in rows {
        for column in columns.clone() {
            let at = (row * picture.width + column) * 3;
            let value = if rough { rng.random() } else { colour };
            picture.rgb[at..at + 3].copy_from_slice(&value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    /// A black scene with a white person.
    fn scene(person: Target) -> Pixels {
        let (width, height) = (96, 64);
        let mut rgb = vec![0; width * height * 3];
        for row in person.top as usize..person.bottom as usize {
            for column in person.left as usize..person.right as usize {
                rgb[(row * width + column) * 3..][..3].fill(255);
            }
        }
        Pixels { width, height, rgb }
    }

    #[test]
    fn the_box_goes_where_the_person_goes() {
        let person = Target {
            left: 40.0,
            top: 20.0,
            right: 56.0,
            bottom: 52.0,
            ignored: false,
        };
        let scene = scene(person);
        for seed in 0..40 {
            let mut rng = StdRng::seed_from_u64(seed);
            let scale = [rng.random_range(0.5..2.0), rng.random_range(0.5..2.0)];
            let offset = [rng.random_range(-30.0..10.0), rng.random_range(-30.0..10.0)];
            let mut picture = cut(&scene, [96, 96], scale, offset, &mut StdRng::seed_from_u64(3));
            let mut people: Vec<Target> = inside(&person, [96.0, 96.0], scale, offset).into_iter().collect();
            if seed % 2 == 0 {
                mirror(&mut picture, &mut people);
            }
            let Some(found) = people.first() else { continue };
            let white =
                |x: f32, y: f32| picture.rgb[((y as usize).min(95) * 96 + (x as usize).min(95)) * 3] > 200;
            let (x, y) = ((found.left + found.right) / 2.0, (found.top + found.bottom) / 2.0);
            assert!(white(x, y), "{seed}: {found:?}");
            for (dx, dy) in [(2.0, 0.0), (-2.0, 0.0)] {
                let edge = if dx > 0.0 { found.left } else { found.right };
                if edge > 4.0 && edge < 92.0 {
                    assert!(white(edge + dx, y + dy), "{seed}: {found:?}");
                    assert!(!white(edge - dx, y + dy), "{seed}: {found:?}");
                }
            }
        }
    }

    #[test]
    fn people_at_the_border_are_cut_off_or_not_asked_for() {
        let person = Target {
            left: 0.0,
            top: 0.0,
            right: 20.0,
            bottom: 40.0,
            ignored: false,
        };
        let at = |offset| inside(&person, [50.0, 50.0], [1.0, 1.0], [offset, 0.0]);
        assert!(at(-30.0).is_none());
        assert!(at(-17.0).is_some_and(|found| found.ignored && found.right == 3.0));
        assert!(at(-8.0).is_some_and(|found| !found.ignored && found.left == 0.0));
    }

    #[test]
    fn every_draw_gives_a_whole_picture() {
        let scene = Pixels {
            width: 31,
            height: 17,
            rgb: vec![9; 31 * 17 * 3],
        };
        for seed in 0..60 {
            let mut rng = StdRng::seed_from_u64(seed);
            let (picture, people) = augment(&scene, &[], [64, 96], &mut rng);
            assert_eq!(picture.rgb.len(), 64 * 96 * 3);
            assert!(people.is_empty());
        }
    }
}
