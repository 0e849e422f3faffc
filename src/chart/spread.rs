//! Labels in a row or in a column, so that none overlaps another: in a row some are left out, in a column all are moved.
//!
//! Pixels are those of the narrowest chart.

use super::label::Label;

/// Least distance of the baselines of two labels in a column.
const APART: f64 = 17.0;
/// Least room between two labels in a row.
const BETWEEN: f64 = 6.0;

/// Moves labels, which come from top to bottom, so that they keep their distance and their baselines stay between the two.
pub(super) fn push_apart(labels: &mut [Label], (top, bottom): (f64, f64)) {
    let mut least = top;
    for label in &mut *labels {
        label.y = label.y.max(least);
        least = label.y + APART;
    }
    let mut most = bottom;
    for label in labels.iter_mut().rev() {
        label.y = label.y.min(most);
        most = label.y - APART;
    }
}

/// Returns every n-th label, counted from the last, with the smallest n at which none overlap; steps that split a year of months,
/// weeks or quarters evenly come first.
pub(super) fn thinned(labels: &[Label]) -> Vec<Label> {
    let count = labels.len();
    let nth = |n: usize| {
        let labels = labels.iter().enumerate();
        labels.filter(move |(i, _)| (count - 1 - i).is_multiple_of(n)).map(|(_, label)| label)
    };
    let is_free = |n: &usize| {
        let mut frames = nth(*n).map(Label::frame);
        let mut right = f64::NEG_INFINITY;
        frames.all(|frame| {
            let is_right = frame.left >= right + BETWEEN;
            right = frame.right;
            is_right
        })
    };
    let steps = [1, 2, 3, 4, 6, 8, 12, 24, 48, 60, 120].into_iter().chain(count / 2..count);
    let n = steps.filter(|&n| n > 0).find(is_free).unwrap_or(count.max(1));
    nth(n).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(at: &[(f64, f64)]) -> Vec<Label> {
        let label = |&at: &(f64, f64)| Label::new("tick", at, "10/2023");
        at.iter().map(label).collect()
    }

    #[test]
    fn a_row_keeps_what_has_room_and_always_the_last() {
        let row = |step: f64| labels(&[0.0, 1.0, 2.0, 3.0, 4.0].map(|n| (n * step, 0.0)));
        let kept = |step: f64| thinned(&row(step)).iter().map(|label| label.x).collect::<Vec<_>>();
        assert_eq!(kept(60.0), [0.0, 60.0, 120.0, 180.0, 240.0]);
        assert_eq!(kept(30.0), [0.0, 60.0, 120.0]);
        assert_eq!(kept(1.0), [4.0]);
        assert!(thinned(&[]).is_empty());
    }

    #[test]
    fn a_column_is_pushed_apart_within_its_bounds() {
        let mut column = labels(&[(0.0, 50.0), (0.0, 52.0), (0.0, 99.0), (0.0, 100.0)]);
        push_apart(&mut column, (10.0, 100.0));
        let ys: Vec<f64> = column.iter().map(|label| label.y).collect();
        assert_eq!(ys, [49.0, 66.0, 83.0, 100.0]);
    }
}
