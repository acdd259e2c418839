//! The weights of both looks, from `data/align/weights.tsv`, fitted by `examples/fit_weights`.

use std::sync::OnceLock;

use super::closer::{CLOSER, N_CLOSER};
use super::fast::{FAST, N_FAST};
use super::sums::sum_of_products;

/// Weights of the first and the closer look.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Of the first look's features.
    pub fast: [f32; N_FAST],
    /// Of the closer look's features.
    pub closer: [f32; N_CLOSER],
}

const TABLE: &str = include_str!("../../data/align/weights.tsv");

impl Weights {
    /// The fitted weights inside the program.
    #[must_use]
    pub fn builtin() -> &'static Weights {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Weights::parse(TABLE))
    }

    /// The score of a bead with these features.
    #[must_use]
    pub fn of_closer(&self, features: &[f32; N_CLOSER]) -> f32 {
        sum_of_products(features, &self.closer)
    }

    /// Reads `look feature weight` lines; a feature that is not named weighs nothing.
    #[must_use]
    pub fn parse(table: &str) -> Weights {
        let mut weights = Weights { fast: [0.0; N_FAST], closer: [0.0; N_CLOSER] };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(look), Some(name), Some(value)) = (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let Ok(value) = value.parse::<f32>() else { continue };
            let slot = match look {
                "fast" => FAST.iter().position(|f| *f == name).map(|at| &mut weights.fast[at]),
                _ => CLOSER.iter().position(|f| *f == name).map(|at| &mut weights.closer[at]),
            };
            if let Some(slot) = slot {
                *slot = value;
            }
        }
        weights
    }

    /// The table's text, as [`Weights::parse`] reads it.
    #[must_use]
    pub fn to_table(&self) -> String {
        let mut table = String::from(
            "# Weights of the bead scores, fitted by examples/fit_weights (docs/alignment.md).\n\
             look\tfeature\tweight\n",
        );
        let rows = FAST.iter().zip(&self.fast).map(|row| ("fast", row));
        for (look, (name, weight)) in
            rows.chain(CLOSER.iter().zip(&self.closer).map(|row| ("closer", row)))
        {
            table.push_str(&format!("{look}\t{name}\t{weight:.4}\n"));
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_table_names_every_feature_and_reads_back() {
        let weights = Weights::builtin();
        assert_eq!(weights.to_table(), TABLE.replace("\r\n", "\n"));
    }
}
