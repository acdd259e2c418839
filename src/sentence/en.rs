//! Where English sentences end.
use unicode_segmentation::UnicodeSegmentation;

use super::join_wordless;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks;

pub(super) fn marks_of<'t>(_texts: impl Iterator<Item = &'t str>) -> Marks {
    Marks
}

pub(super) fn ends(text: &str, _marks: Marks) -> Vec<usize> {
    let ends = text.split_sentence_bound_indices().map(|(at, s)| at + s.len()).collect();
    join_wordless(text, ends)
}
