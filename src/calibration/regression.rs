//! Logistic regression by Newton's method, on pairs of queries and photos.

/// One judged pair of query and photo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Which query it is; the pairs of one query follow each other.
    pub query: usize,
    /// Cosine of the projected features.
    pub cosine: f32,
    /// Match head's logit difference.
    pub logit: f32,
    /// Whether the photo fits the description.
    pub fits: bool,
}

/// Newton steps of a fit; it settles after about ten.
const STEPS: usize = 50;
/// Pull of the weights towards zero, so that separable data have an answer.
const RIDGE: f64 = 1e-4;
/// Pull of the query's weights: there are many, and each must be worth it.
const QUERY_RIDGE: f64 = 0.3;
/// Inputs that belong to a pair: cosine, match logit and the constant.
const OF_PAIR: usize = 3;

/// Weights of cosine, match logit, constant and the query's feature; of cosine and logit those that are not `used` stay zero.
/// `None` where the equations have no answer.
pub(super) fn regress(pairs: &[Judged], queries: &[Vec<f32>], used: [bool; 2]) -> Option<Vec<f64>> {
    let width = queries.first().map_or(0, Vec::len);
    let size = OF_PAIR + width;
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let mut gradient = vec![0.0; size];
        let mut hessian = vec![0.0; size * size];
        // The feature is the same for all pairs of a query, so it enters the sums once.
        for of_query in pairs.chunk_by(|a, b| a.query == b.query) {
            let feature: Vec<f64> = match queries.get(of_query[0].query) {
                Some(feature) => feature.iter().map(|&v| f64::from(v)).collect(),
                None => Vec::new(),
            };
            let own: f64 = feature.iter().zip(&weights[OF_PAIR..]).map(|(x, w)| x * w).sum();
            let (slopes, curves) = sums(of_query, &weights, own, used);
            for i in 0..OF_PAIR {
                gradient[i] += slopes[i];
                for j in 0..OF_PAIR {
                    hessian[i * size + j] += curves[i][j];
                }
            }
            for (a, &x) in feature.iter().enumerate() {
                let row = OF_PAIR + a;
                gradient[row] += slopes[2] * x;
                for (i, curve) in curves.iter().enumerate() {
                    hessian[row * size + i] += curve[2] * x;
                    hessian[i * size + row] += curve[2] * x;
                }
                for (b, &y) in feature.iter().enumerate() {
                    hessian[row * size + OF_PAIR + b] += curves[2][2] * x * y;
                }
            }
        }
        for i in 0..size {
            let ridge = if i < OF_PAIR { RIDGE } else { QUERY_RIDGE };
            gradient[i] += ridge * weights[i];
            hessian[i * size + i] += ridge;
        }
        let step = solve(hessian, gradient)?;
        for (weight, step) in weights.iter_mut().zip(&step) {
            *weight -= step.clamp(-10.0, 10.0);
        }
        if step.iter().all(|s| s.abs() < 1e-9) {
            break;
        }
    }
    Some(weights)
}

/// First and second derivatives of the loss of one query's pairs by the inputs of a pair.
fn sums(
    pairs: &[Judged],
    weights: &[f64],
    own: f64,
    used: [bool; 2],
) -> ([f64; OF_PAIR], [[f64; OF_PAIR]; OF_PAIR]) {
    let mask = |on, value: f32| if on { f64::from(value) } else { 0.0 };
    let mut slopes = [0.0; OF_PAIR];
    let mut curves = [[0.0; OF_PAIR]; OF_PAIR];
    for pair in pairs {
        let x = [mask(used[0], pair.cosine), mask(used[1], pair.logit), 1.0];
        let logit: f64 = own + x.iter().zip(weights).map(|(x, w)| x * w).sum::<f64>();
        let p = 1.0 / (1.0 + (-logit).exp());
        let error = p - f64::from(u8::from(pair.fits));
        for i in 0..OF_PAIR {
            slopes[i] += error * x[i];
            for j in 0..OF_PAIR {
                curves[i][j] += p * (1.0 - p) * x[i] * x[j];
            }
        }
    }
    (slopes, curves)
}

/// Solves equations with a positive definite matrix by Cholesky's factors; `None` where it is not.
fn solve(mut matrix: Vec<f64>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    for i in 0..size {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| matrix[i * size + k] * matrix[j * size + k]).sum();
            let rest = matrix[i * size + j] - known;
            matrix[i * size + j] = match i == j {
                true if rest > 0.0 => rest.sqrt(),
                true => return None,
                false => rest / matrix[j * size + j],
            };
        }
    }
    for i in 0..size {
        let known: f64 = (0..i).map(|k| matrix[i * size + k] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i * size + i];
    }
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|k| matrix[k * size + i] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i * size + i];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_solved() {
        let found = solve(
            vec![4.0, 2.0, 0.5, 2.0, 5.0, 1.0, 0.5, 1.0, 3.0],
            vec![1.0, -2.0, 3.0],
        )
        .expect("positive");
        let back = |row: [f64; 3]| row.iter().zip(&found).map(|(m, x)| m * x).sum::<f64>();
        for (row, right) in [
            ([4.0, 2.0, 0.5], 1.0),
            ([2.0, 5.0, 1.0], -2.0),
            ([0.5, 1.0, 3.0], 3.0),
        ] {
            assert!((back(row) - right).abs() < 1e-9, "{found:?}");
        }
        assert!(solve(vec![1.0, 2.0, 2.0, 1.0], vec![1.0, 1.0]).is_none());
    }
}
