//! Which rows go with which columns: the assignment of greatest total score.
//!
//! The Hungarian method with potentials (Kuhn 1955; Munkres 1957), O(n²m) time for n ≤ m, O(nm)
//! space, on whole-number scores. Above [`MAX_OPTIMAL`] rows or columns the best remaining cell is
//! taken again and again instead, and the result says so. Knows indices only.

/// Largest number of rows or columns solved optimally.
pub(super) const MAX_OPTIMAL: usize = 96;

/// Above so many rows or columns only a narrow band about the diagonal is looked at.
const HUGE: usize = 1000;
const NARROW: usize = 16;

/// An assignment: for each row its column, if it got one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Assignment {
    /// Column by row.
    pub(super) columns: Vec<Option<usize>>,
    /// Whether the shortcut was taken, so that a better total may exist.
    pub(super) greedy: bool,
}

/// Assigns rows to columns so that the sum of `score(row, column)` is greatest. Cells of score 0 or
/// less are never used. Ties go to the smaller indices.
pub(super) fn assign(
    n_rows: usize,
    n_columns: usize,
    score: impl Fn(usize, usize) -> i32,
) -> Assignment {
    if n_rows.max(n_columns) > MAX_OPTIMAL {
        return greedy(n_rows, n_columns, score);
    }
    if n_rows == 0 || n_columns == 0 {
        return Assignment { columns: vec![None; n_rows], greedy: false };
    }
    let size = n_rows.max(n_columns);
    let cost = |row: usize, column: usize| {
        if row < n_rows && column < n_columns { -i64::from(score(row, column).max(0)) } else { 0 }
    };
    let costs: Vec<i64> = (0..size * size).map(|cell| cost(cell / size, cell % size)).collect();
    let row_of = hungarian(size, &costs);
    let mut columns = vec![None; n_rows];
    for (column, &row) in row_of.iter().enumerate() {
        if row < n_rows && column < n_columns && costs[row * size + column] < 0 {
            columns[row] = Some(column);
        }
    }
    Assignment { columns, greedy: false }
}

/// Square, least cost; returns the row of each column. Rows and columns count from 1 inside, 0 being
/// the column where an augmenting path starts.
fn hungarian(size: usize, costs: &[i64]) -> Vec<usize> {
    let mut row_potential = vec![0_i64; size + 1];
    let mut column_potential = vec![0_i64; size + 1];
    let mut row_of = vec![0_usize; size + 1];
    for row in 1..=size {
        row_of[0] = row;
        let mut column = 0;
        let mut least = vec![i64::MAX; size + 1];
        let mut came_from = vec![0_usize; size + 1];
        let mut done = vec![false; size + 1];
        while row_of[column] != 0 {
            done[column] = true;
            let at_row = row_of[column];
            let (mut step, mut next) = (i64::MAX, 0);
            for candidate in 1..=size {
                if done[candidate] {
                    continue;
                }
                let reduced = costs[(at_row - 1) * size + candidate - 1]
                    - row_potential[at_row]
                    - column_potential[candidate];
                if reduced < least[candidate] {
                    least[candidate] = reduced;
                    came_from[candidate] = column;
                }
                if least[candidate] < step {
                    (step, next) = (least[candidate], candidate);
                }
            }
            for candidate in 0..=size {
                if done[candidate] {
                    row_potential[row_of[candidate]] += step;
                    column_potential[candidate] -= step;
                } else {
                    least[candidate] = least[candidate].saturating_sub(step);
                }
            }
            column = next;
        }
        while column != 0 {
            let before = came_from[column];
            row_of[column] = row_of[before];
            column = before;
        }
    }
    row_of[1..].iter().map(|&row| row - 1).collect()
}

fn greedy(n_rows: usize, n_columns: usize, score: impl Fn(usize, usize) -> i32) -> Assignment {
    let mut cells = Vec::new();
    for row in 0..n_rows {
        // Far from the diagonal a pair is unlikely; the band keeps a bead of thousands bounded.
        let middle = row * n_columns / n_rows.max(1);
        let band = if n_rows.max(n_columns) > HUGE { NARROW } else { MAX_OPTIMAL * 2 };
        for column in middle.saturating_sub(band)..(middle + band).min(n_columns) {
            let score = score(row, column);
            if score > 0 {
                cells.push((-score, row, column));
            }
        }
    }
    cells.sort_unstable();
    let mut columns = vec![None; n_rows];
    let mut taken = vec![false; n_columns];
    for (_, row, column) in cells {
        if columns[row].is_none() && !taken[column] {
            columns[row] = Some(column);
            taken[column] = true;
        }
    }
    Assignment { columns, greedy: true }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(columns: &[Option<usize>], scores: &[Vec<i32>]) -> i32 {
        columns.iter().enumerate().filter_map(|(row, c)| c.map(|c| scores[row][c])).sum()
    }

    fn best_by_trying(row: usize, taken: &mut Vec<bool>, scores: &[Vec<i32>]) -> i32 {
        if row == scores.len() {
            return 0;
        }
        let mut best = best_by_trying(row + 1, taken, scores);
        for column in 0..taken.len() {
            if !taken[column] && scores[row][column] > 0 {
                taken[column] = true;
                best = best.max(scores[row][column] + best_by_trying(row + 1, taken, scores));
                taken[column] = false;
            }
        }
        best
    }

    proptest! {
        #[test]
        fn equals_trying_everything(
            scores in (1..5_usize, 1..5_usize).prop_flat_map(|(rows, columns)| {
                prop::collection::vec(prop::collection::vec(-5..30, columns), rows)
            })
        ) {
            let n_columns = scores[0].len();
            let found = assign(scores.len(), n_columns, |r, c| scores[r][c]);
            let mut used: Vec<usize> = found.columns.iter().flatten().copied().collect();
            used.sort_unstable();
            used.dedup();
            prop_assert_eq!(used.len(), found.columns.iter().flatten().count());
            let best = best_by_trying(0, &mut vec![false; n_columns], &scores);
            prop_assert_eq!(total(&found.columns, &scores), best);
        }
    }

    #[test]
    fn a_huge_table_is_done_greedily_and_says_so() {
        let found = assign(300, 300, |row, column| i32::from(row == column));
        assert!(found.greedy);
        assert!((0..300).all(|row| found.columns[row] == Some(row)));
    }
}
