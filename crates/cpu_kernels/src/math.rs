//! Functions of numbers: `exp`, `erf`, GELU.

use crate::vector::Vector;

/// Beyond this `erf` is one in single precision.
const ERF_LIMIT: f32 = 3.832_507;
/// Below this `exp` is less than the least normal number.
const EXP_LEAST: f32 = -87.3;

/// The polynomial with these coefficients, the highest power first.
#[inline(always)]
fn polynomial<const N: usize>(x: Vector, coefficients: [f32; N]) -> Vector {
    let mut sum = Vector::splat(coefficients[0]);
    for coefficient in &coefficients[1..] {
        sum = sum.mul_add(x, Vector::splat(*coefficient));
    }
    sum
}

/// `e^x` of numbers not above 88, right to about two units of the seventh digit; zero where it is less than the least
/// normal number.
#[inline(always)]
pub fn exp(x: Vector) -> Vector {
    let least = Vector::splat(EXP_LEAST);
    // This way round what is no number stays none.
    let clamped = least.max(x);
    let power = clamped.mul(Vector::splat(core::f32::consts::LOG2_E)).nearest();
    // ln 2 in two parts, so that the difference keeps its digits.
    let rest = power.mul_add(Vector::splat(-0.693_359_4), clamped);
    let rest = power.mul_add(Vector::splat(2.121_944_4e-4), rest);
    // Taylor's series: |rest| is at most ln 2 / 2.
    let series = polynomial(
        rest,
        [
            1.0 / 5040.0,
            1.0 / 720.0,
            1.0 / 120.0,
            1.0 / 24.0,
            1.0 / 6.0,
            0.5,
            1.0,
            1.0,
        ],
    );
    let value = series.mul(power.power_of_two());
    Vector::splat(0.0).where_at_least(least, x, value)
}

/// `erf` as a quotient of polynomials, right to about one unit of the seventh digit: the coefficients that Eigen and XLA
/// use for single precision.
#[inline(always)]
fn erf(x: Vector) -> Vector {
    let x = Vector::splat(ERF_LIMIT).min(Vector::splat(-ERF_LIMIT).max(x));
    let square = x.mul(x);
    let above = polynomial(
        square,
        [
            -2.726_142_4e-10,
            2.770_681_4e-8,
            -2.101_024e-6,
            -5.692_506_4e-5,
            -7.349_906_3e-4,
            -2.954_6e-3,
            -1.609_603_3e-2,
        ],
    );
    let below = polynomial(
        square,
        [
            -1.456_607_2e-5,
            -2.133_740_6e-4,
            -1.682_827e-3,
            -7.373_329e-3,
            -1.426_473_9e-2,
        ],
    );
    x.mul(above).div(below)
}

/// The GELU `x (1 + erf(x / sqrt 2)) / 2`.
#[inline(always)]
pub fn gelu(x: Vector) -> Vector {
    let half = x.mul(Vector::splat(0.5));
    let scaled = x.mul(Vector::splat(core::f32::consts::FRAC_1_SQRT_2));
    let near = half.mul_add(erf(scaled), half);
    // The quotient misses one by a last digit, which a large number would multiply.
    let limit = Vector::splat(ERF_LIMIT);
    let high = x.where_at_least(scaled, limit, near);
    Vector::splat(0.0).where_at_least(Vector::splat(-ERF_LIMIT), scaled, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_the_c_librarys_and_zero_where_nothing_is_left() {
        for i in -1000..=880 {
            let x = i as f32 / 10.0;
            let [found, ..] = exp(Vector::splat(x)).to_array();
            let expected = if x <= EXP_LEAST { 0.0 } else { x.exp() };
            assert!(
                (found - expected).abs() <= 3e-7 * expected,
                "{x}: {found} {expected}"
            );
        }
        for hidden in [f32::MIN, f32::NEG_INFINITY] {
            assert_eq!(exp(Vector::splat(hidden)).to_array(), [0.0; 4]);
        }
    }

    #[test]
    fn what_is_no_number_stays_none() {
        for of in [exp, gelu] {
            assert!(of(Vector::splat(f32::NAN)).to_array()[0].is_nan());
        }
    }

    #[test]
    fn the_gelu_has_known_values() {
        // x Phi(x).
        let expected = [
            (-2.0, -0.045_500_26),
            (-0.5, -0.154_268_77),
            (0.0, 0.0),
            (1.0, 0.841_344_7),
        ];
        for (x, value) in expected {
            let [found, ..] = gelu(Vector::splat(x)).to_array();
            assert!((found - value).abs() < 3e-7, "{x}: {found} {value}");
        }
        for (x, value) in [(1e30, 1e30), (-1e30, 0.0), (40.0, 40.0), (-40.0, 0.0)] {
            assert_eq!(gelu(Vector::splat(x)).to_array(), [value; 4]);
        }
    }
}
