//! People who look alike, for batches whose contrast is hard: of sixty-four people drawn blindly hardly two differ in
//! nothing but the bag.

use rand::RngExt;
use rand::rngs::StdRng;
use synth::Person;

/// People of a group.
pub const GROUP: usize = 8;

/// A number of people, ordered by their looks in several ways.
#[derive(Debug)]
pub struct LookAlikes {
    orders: Vec<Vec<u32>>,
}

/// What an order puts first: people who are alike in that stand together.
const LOOKS: [fn(&Person) -> [u8; 5]; 4] = [
    // Alike in colours, whatever the kinds, bags, hats, shoes and the sex: what is left to tell them apart is shape.
    |p| [top(p)[1], bottom(p)[1], 0, 0, 0],
    |p| [sex(p), top(p)[0], top(p)[1], bottom(p)[0], bottom(p)[1]],
    |p| [bottom(p)[0], bottom(p)[1], sex(p), top(p)[1], top(p)[0]],
    |p| [top(p)[1], bottom(p)[1], sex(p), bottom(p)[0], top(p)[0]],
];

fn sex(person: &Person) -> u8 {
    person.sex as u8
}

/// Kind and colour of the outermost upper garment; a one-piece counts as one of its own.
fn top(person: &Person) -> [u8; 2] {
    let worn = person.outer.as_ref().or(person.upper.as_ref());
    let one_piece = || {
        person
            .one_piece
            .as_ref()
            .map(|worn| [100 + worn.item.kind as u8, worn.item.colour as u8])
    };
    worn.map(|worn| [worn.item.kind as u8, worn.item.colour as u8])
        .or_else(one_piece)
        .unwrap_or_default()
}

/// Kind and colour of what the legs wear.
fn bottom(person: &Person) -> [u8; 2] {
    let worn = person.lower.as_ref();
    worn.map_or(top(person), |worn| [worn.item.kind as u8, worn.item.colour as u8])
}

impl LookAlikes {
    /// Orders people by their looks.
    pub fn new(people: impl Iterator<Item = Person>) -> Self {
        let looks: Vec<[[u8; 5]; LOOKS.len()]> =
            people.map(|person| LOOKS.map(|look| look(&person))).collect();
        let order = |way: usize| {
            let mut order: Vec<u32> = (0..looks.len() as u32).collect();
            order.sort_by_key(|number| (looks[*number as usize][way], *number));
            order
        };
        Self {
            orders: (0..LOOKS.len()).map(order).collect(),
        }
    }

    /// The numbers of [`GROUP`] people who look alike; of all people where there are fewer.
    pub fn group(&self, rng: &mut StdRng) -> Vec<u64> {
        let order = &self.orders[rng.random_range(0..self.orders.len())];
        let size = GROUP.min(order.len());
        let first = rng.random_range(0..=order.len() - size);
        order[first..first + size]
            .iter()
            .map(|number| u64::from(*number))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use std::collections::HashSet;

    #[test]
    fn a_group_is_alike_and_nobody_is_in_it_twice() {
        let people: Vec<Person> = (0..3000).map(Person::sample).collect();
        let look_alikes = LookAlikes::new(people.iter().cloned());
        let mut rng = StdRng::seed_from_u64(4);
        let shared = |a: &Person, b: &Person| {
            usize::from(sex(a) == sex(b))
                + (0..2).filter(|i| top(a)[*i] == top(b)[*i]).count()
                + (0..2).filter(|i| bottom(a)[*i] == bottom(b)[*i]).count()
        };
        let (mut alike, mut blind) = (0, 0);
        for _ in 0..100 {
            let group = look_alikes.group(&mut rng);
            assert_eq!(group.iter().collect::<HashSet<_>>().len(), GROUP);
            for pair in group.windows(2) {
                alike += shared(&people[pair[0] as usize], &people[pair[1] as usize]);
                let (a, b) = (rng.random_range(0..3000), rng.random_range(0..3000));
                blind += shared(&people[a], &people[b]);
            }
        }
        assert!(alike > 2 * blind, "{alike} {blind}");
    }

    #[test]
    fn few_people_are_one_group() {
        let look_alikes = LookAlikes::new((0..3).map(Person::sample));
        let group = look_alikes.group(&mut StdRng::seed_from_u64(1));
        assert_eq!(
            group.into_iter().collect::<HashSet<_>>(),
            HashSet::from([0, 1, 2])
        );
    }
}
