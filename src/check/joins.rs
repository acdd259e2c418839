//! Which figures of a pair belong together, for pages that show it: those that agree and those that
//! contradict each other.

use super::pairing::Bead;
use super::{Options, Pair};
use crate::document::Span;
use crate::figure::Figure;

/// The figures of a pair, Chinese and English, as [`super::check_pairs`] reads them.
#[must_use]
pub fn figures_of(pair: &Pair<'_>, options: &Options) -> (Vec<Figure>, Vec<Figure>) {
    super::read(pair, options)
}

/// The spans of figures that belong together, in order of the Chinese text; both ends of a range are
/// one figure. Cubic in the number of figures, like the check itself.
#[must_use]
pub fn joins(pair: &Pair<'_>, (zh, en): (&[Figure], &[Figure])) -> Vec<(Span, Span)> {
    if zh.is_empty() || en.is_empty() {
        return Vec::new();
    }
    let mut bead = Bead::new(0, (pair.zh, zh), (pair.en, en));
    bead.explain();
    bead.oppose();
    let mut spans: Vec<(Span, Span)> =
        bead.met.iter().map(|met| (met.zh.figure.span, met.en.figure.span)).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(zh: &str, en: &str, wanted: &[(&str, &str)]) {
        let pair = Pair { zh, en };
        let (zh_figures, en_figures) = figures_of(&pair, &Options::default());
        let found: Vec<(&str, &str)> = joins(&pair, (&zh_figures, &en_figures))
            .into_iter()
            .map(|(from, to)| (from.of(zh), to.of(en)))
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn figures_that_agree_or_clash_are_joined() {
        check(
            "今年增长6.5%，开行500班。",
            "511 trains ran this year, up 6.5%.",
            &[("6.5%", "6.5%"), ("500", "511")],
        );
        check("增长2%至3%。", "It grew by 2% to 3%.", &[("2%至3%", "2% to 3%")]);
        check("没有数字。", "12 figures on one side only.", &[]);
    }
}
