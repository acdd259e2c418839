//! Sentences that hold nothing to be aligned by: blank lines, signs and numbers of lists on lines of
//! their own. They are left out of the alignment, in which they would be null links between all pairs
//! or join either neighbour, and put back when it is done.

use std::ops::Range;

use super::Bead;
use crate::evidence::{Evidence, Marker, Stream};

/// The sentences of two texts that say something, by index, and the markers of the others.
pub(super) struct Spoken {
    zh: Vec<usize>,
    en: Vec<usize>,
    zh_markers: Vec<Option<Marker>>,
    en_markers: Vec<Option<Marker>>,
    /// The markers that sentences begin with.
    zh_labels: Vec<Marker>,
    en_labels: Vec<Marker>,
}

impl Spoken {
    /// Those of two texts; nothing if all of them do. Linear in the sentences.
    pub(super) fn of(evidence: &Evidence) -> Option<Spoken> {
        let markers = |stream: &Stream| -> Vec<Option<Marker>> {
            (0..stream.n_sentences()).map(|at| stream.marker(at)).collect()
        };
        let mut spoken = Spoken::without(markers(&evidence.zh), markers(&evidence.en));
        let labels = |stream: &Stream| stream.shapes.iter().map(|shape| shape.label).collect();
        (spoken.zh_labels, spoken.en_labels) = (labels(&evidence.zh), labels(&evidence.en));
        let n_spoken = spoken.zh.len() + spoken.en.len();
        (n_spoken < spoken.zh_markers.len() + spoken.en_markers.len()).then_some(spoken)
    }

    fn without(zh_markers: Vec<Option<Marker>>, en_markers: Vec<Option<Marker>>) -> Spoken {
        let spoken = |markers: &[Option<Marker>]| {
            (0..markers.len()).filter(|&at| markers[at].is_none()).collect()
        };
        Spoken {
            zh: spoken(&zh_markers),
            en: spoken(&en_markers),
            zh_markers,
            en_markers,
            zh_labels: Vec::new(),
            en_labels: Vec::new(),
        }
    }

    /// The evidence without the others.
    pub(super) fn alone(&self, evidence: &Evidence) -> Evidence {
        Evidence {
            zh: only(&evidence.zh, &self.zh),
            en: only(&evidence.en, &self.en),
            links: evidence.links.clone(),
        }
    }

    /// Beads of the sentences that say something as beads of all: what stands inside one joins it, and so
    /// does what stands before one whose other side begins with the same marker; else what stands
    /// between two is a null link, or a pair if the other side has the same marker there.
    pub(super) fn with_others(&self, beads: Vec<Bead>) -> Vec<Bead> {
        let mut all = Vec::with_capacity(self.zh_markers.len().max(self.en_markers.len()));
        let (mut zh_next, mut en_next) = (0, 0);
        for bead in beads {
            let (zh, en) = (whole(&self.zh, &bead.zh, zh_next), whole(&self.en, &bead.en, en_next));
            let (zh, en) = match bead.is_null() {
                true => (zh, en),
                false => (
                    led(&zh, zh_next, &self.zh_markers, self.en_labels.get(en.start)),
                    led(&en, en_next, &self.en_markers, self.zh_labels.get(zh.start)),
                ),
            };
            self.add(&mut all, zh_next..zh.start, en_next..en.start);
            (zh_next, en_next) = (zh.end, en.end);
            all.push(Bead { zh, en, ..bead });
        }
        self.add(&mut all, zh_next..self.zh_markers.len(), en_next..self.en_markers.len());
        all
    }

    /// Markers that stand between two beads.
    fn add(&self, beads: &mut Vec<Bead>, mut zh: Range<usize>, mut en: Range<usize>) {
        let pairs = |marker: Option<Marker>| marker != Some(Marker::Blank);
        while !zh.is_empty() && !en.is_empty() {
            let marker = self.zh_markers[zh.start];
            let same = en.clone().find(|&at| pairs(marker) && self.en_markers[at] == marker);
            beads.extend(
                (en.start..same.unwrap_or(en.start)).map(|at| null(zh.start..zh.start, at..at + 1)),
            );
            en.start = same.map_or(en.start, |at| at + 1);
            let found = same.map_or(en.start..en.start, |at| at..at + 1);
            beads.push(null(zh.start..zh.start + 1, found));
            zh.start += 1;
        }
        let en_start = en.start;
        beads.extend(zh.clone().map(|at| null(at..at + 1, en_start..en_start)));
        beads.extend(en.map(|at| null(zh.end..zh.end, at..at + 1)));
    }
}

/// A side of a bead with the marker before it, if the other side begins with the same.
fn led(
    side: &Range<usize>,
    next: usize,
    markers: &[Option<Marker>],
    other_label: Option<&Marker>,
) -> Range<usize> {
    let before = (next..side.start).rev().find(|&at| markers[at] != Some(Marker::Blank));
    match before {
        Some(at) if markers[at].as_ref() == other_label => at..side.end,
        _ => side.clone(),
    }
}

fn null(zh: Range<usize>, en: Range<usize>) -> Bead {
    Bead { zh, en, score: 0.0, confidence: 1.0 }
}

/// A stream without its other sentences.
fn only(stream: &Stream, spoken: &[usize]) -> Stream {
    let mut tokens = Vec::with_capacity(stream.tokens.len());
    let mut positions = Vec::with_capacity(stream.positions.len());
    let mut counts = vec![0; stream.counts.len()];
    let mut starts = vec![0];
    for &sentence in spoken {
        let range = stream.starts[sentence] as usize..stream.starts[sentence + 1] as usize;
        tokens.extend_from_slice(&stream.tokens[range.clone()]);
        positions.extend_from_slice(&stream.positions[range]);
        starts.push(tokens.len() as u32);
    }
    tokens.iter().for_each(|&token| counts[token as usize] += 1);
    Stream {
        tokens,
        positions,
        starts,
        counts,
        lengths: of(&stream.lengths, spoken),
        shapes: of(&stream.shapes, spoken),
        opens: of(&stream.opens, spoken),
    }
}

fn of<T: Copy>(values: &[T], spoken: &[usize]) -> Vec<T> {
    spoken.iter().filter_map(|&at| values.get(at).copied()).collect()
}

/// The range from the first to the last of some spoken sentences; none of them start `next`.
fn whole(spoken: &[usize], range: &Range<usize>, next: usize) -> Range<usize> {
    match spoken[range.clone()] {
        [] => next..next,
        [only] => only..only + 1,
        [first, .., last] => first..last + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences as a letter each: `.` one that speaks, `b` a blank line, else a marker. The beads of
    /// all, as `0:0` or `1-2:3`.
    fn check(zh: &str, en: &str, beads: &[(Range<usize>, Range<usize>)], wanted: &str) {
        let markers = |text: &str| {
            let marker = |letter: u8| match letter {
                b'.' => None,
                b'b' => Some(Marker::Blank),
                letter => Some(Marker::Letter(letter)),
            };
            text.bytes().map(marker).collect()
        };
        let spoken = Spoken::without(markers(zh), markers(en));
        let bead = |(zh, en): &(Range<usize>, Range<usize>)| {
            let (zh, en) = (zh.clone(), en.clone());
            Bead { zh, en, score: 1.0, confidence: 0.9 }
        };
        let all = spoken.with_others(beads.iter().map(bead).collect());
        let side = |range: &Range<usize>| match range.len() {
            0 => String::new(),
            1 => range.start.to_string(),
            _ => format!("{}-{}", range.start, range.end - 1),
        };
        let all: Vec<String> =
            all.iter().map(|bead| format!("{}:{}", side(&bead.zh), side(&bead.en))).collect();
        assert_eq!(all.join(" "), wanted);
    }

    #[test]
    fn blank_lines_come_back_where_they_stood() {
        let (zh, en) = ("b..b.b", ".bb.");
        check(zh, en, &[(0..1, 0..1), (1..3, 1..2)], "0: 1:0 :1 :2 2-4:3 5:");
        check(zh, en, &[(0..1, 0..1), (1..2, 1..1), (2..3, 1..2)], "0: 1:0 2: 3: :1 :2 4:3 5:");
        check(zh, en, &[(0..1, 0..0), (1..3, 0..2)], "0: 1: 2-4:0-3 5:");
    }

    #[test]
    fn a_marker_joins_the_bead_whose_other_side_begins_with_it() {
        let markers = [None, Some(Marker::Number(2)), Some(Marker::Blank), None];
        let side = |label: Marker, next: usize| led(&(3..4), next, &markers, Some(&label));
        assert_eq!(side(Marker::Number(2), 1), 1..4);
        assert_eq!(side(Marker::Number(2), 2), 3..4);
        assert_eq!(side(Marker::Number(3), 1), 3..4);
        assert_eq!(side(Marker::None, 1), 3..4);
    }

    #[test]
    fn the_same_marker_on_both_sides_is_a_pair() {
        let beads = [(0..1, 0..1), (1..2, 1..2)];
        check("u.v.", "u.v.", &beads, "0:0 1:1 2:2 3:3");
        check("u.v.", "v.vw.", &beads, "0: :0 1:1 2:2 :3 3:4");
        check("u.v.", "..", &beads, "0: 1:0 2: 3:1");
    }
}
