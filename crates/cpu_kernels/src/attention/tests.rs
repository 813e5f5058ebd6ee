use super::*;
use crate::matmul::tests::numbers;

/// Query, key and value side by side in every token, as the image encoder makes them.
#[test]
fn every_head_attends_by_itself() {
    for [batch, heads, queries, keys, width] in [[2, 4, 7, 7, 32], [3, 2, 1, 73, 12], [1, 1, 9, 8, 5]] {
        let sizes = Sizes {
            batch,
            heads,
            queries,
            keys,
            width,
        };
        let hidden = heads * width;
        let token = 3 * hidden + 1;
        let asking = numbers(batch * queries * token, 1);
        let asked = numbers(batch * keys * token, 2);
        let bias = numbers(heads * keys, 3);
        let heads_of = |numbers, tokens, part: usize| {
            let strides = [tokens * token, width, token];
            Heads::new(
                &<&[f32]>::clone(&numbers)[part * hidden..],
                strides,
                &sizes,
                tokens,
            )
        };
        let tokens = [
            heads_of(&asking[..], queries, 0),
            heads_of(&asked[..], keys, 1),
            heads_of(&asked[..], keys, 2),
        ];
        let mut out = vec![f32::NAN; batch * queries * hidden];
        let mut scratch = vec![f32::NAN; Attention::scratch(&sizes)];
        let added = Bias::new(&bias, [0, keys, 0, 1], &sizes);
        Attention::new(sizes, tokens, added, 0.5, &mut out, &mut scratch).run();
        for (i, found) in out.iter().enumerate() {
            let (sample, query) = (i / hidden / queries, i / hidden % queries);
            let (head, column) = (i % hidden / width, i % width);
            let ask = &asking[(sample * queries + query) * token + head * width..][..width];
            let place =
                |key: usize, part: usize| (sample * keys + key) * token + part * hidden + head * width;
            let weights: Vec<f64> = (0..keys)
                .map(|key| {
                    let dot: f32 = ask.iter().zip(&asked[place(key, 1)..]).map(|(a, b)| a * b).sum();
                    f64::from(dot * 0.5 + bias[head * keys + key]).exp()
                })
                .collect();
            let sum: f64 = (0..keys)
                .map(|key| weights[key] * f64::from(asked[place(key, 2) + column]))
                .sum();
            let expected = sum / weights.iter().sum::<f64>();
            assert!(
                (f64::from(*found) - expected).abs() < 1e-5,
                "{sizes:?}: {found}, expected {expected}"
            );
        }
    }
}

#[test]
#[should_panic(expected = "tokens")]
fn strides_that_lead_out_are_refused() {
    let sizes = Sizes {
        batch: 1,
        heads: 2,
        queries: 3,
        keys: 3,
        width: 4,
    };
    Heads::new(&[0.0; 23], [24, 4, 8], &sizes, 3);
}
