//! Sums that several looks need.

/// Sums of the values before each place.
pub(super) fn prefix_sums(values: &[f32]) -> Vec<f32> {
    let mut sums = Vec::with_capacity(values.len() + 1);
    let mut sum = 0.0_f64;
    sums.push(0.0);
    for &value in values {
        sum += f64::from(value);
        sums.push(sum as f32);
    }
    sums
}

/// The sum of products, place by place. Sums run side by side: one after another they would wait for
/// each other.
pub(super) fn sum_of_products(left: &[f32], right: &[f32]) -> f32 {
    let ((left, left_rest), (right, right_rest)) = (left.as_chunks::<4>(), right.as_chunks::<4>());
    let mut sums = [0.0; 4];
    for (left, right) in left.iter().zip(right) {
        for (sum, (left, right)) in sums.iter_mut().zip(left.iter().zip(right)) {
            *sum += left * right;
        }
    }
    let rest = left_rest.iter().zip(right_rest).map(|(left, right)| left * right);
    sums.into_iter().chain(rest).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_any_length() {
        let values: Vec<f32> = (1..=9).map(|value| value as f32).collect();
        for n in 0..=9 {
            let exact: f32 = values[..n].iter().map(|value| value * value).sum();
            assert_eq!(sum_of_products(&values[..n], &values[..n]), exact, "{n}");
            assert_eq!(prefix_sums(&values[..n]).len(), n + 1);
        }
        assert_eq!(prefix_sums(&values[..3]), [0.0, 1.0, 3.0, 6.0]);
    }
}
