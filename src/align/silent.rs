//! Sentences that hold nothing to be aligned by: blank lines, signs and numbers of lists on lines of
//! their own. They are left out of the alignment, in which they would be null links between all pairs
//! or join either neighbour, and put back when it is done.

use std::ops::Range;

use super::{Bead, certain_bead};
use crate::evidence::{Evidence, Marker, Stream};

/// The sentences of two texts that say something, and the markers of the others.
pub(super) struct Spoken {
    zh: Side,
    en: Side,
}

/// The sentences of a text.
struct Side {
    /// Those that say something, by index.
    spoken: Vec<usize>,
    /// The markers of the others, and those that sentences begin with.
    markers: Vec<Option<Marker>>,
    labels: Vec<Marker>,
}

impl Side {
    fn of(stream: &Stream) -> Side {
        let markers = (0..stream.n_sentences()).map(|at| stream.marker(at)).collect();
        Side::new(markers, stream.shapes.iter().map(|shape| shape.label).collect())
    }

    fn new(markers: Vec<Option<Marker>>, labels: Vec<Marker>) -> Side {
        let spoken = (0..markers.len()).filter(|&at| markers[at].is_none()).collect();
        Side { spoken, markers, labels }
    }

    fn all_speak(&self) -> bool {
        self.spoken.len() == self.markers.len()
    }
}

impl Spoken {
    /// Those of two texts; nothing if all of them do. Linear in the sentences.
    pub(super) fn of(evidence: &Evidence) -> Option<Spoken> {
        let spoken = Spoken { zh: Side::of(&evidence.zh), en: Side::of(&evidence.en) };
        (!spoken.zh.all_speak() || !spoken.en.all_speak()).then_some(spoken)
    }

    /// The evidence without the others.
    pub(super) fn alone(&self, evidence: &Evidence) -> Evidence {
        Evidence {
            zh: evidence.zh.of_sentences(&self.zh.spoken),
            en: evidence.en.of_sentences(&self.en.spoken),
            links: evidence.links.clone(),
        }
    }

    /// Beads of the sentences that say something as beads of all: what stands inside one joins it, and so
    /// does what stands before one whose other side begins with the same marker; else what stands
    /// between two is a null link, or a pair if the other side has the same marker there.
    pub(super) fn with_others(&self, beads: Vec<Bead>) -> Vec<Bead> {
        let mut all = Vec::with_capacity(self.zh.markers.len().max(self.en.markers.len()));
        let (mut zh_next, mut en_next) = (0, 0);
        for bead in beads {
            let (zh, en) = (
                whole(&self.zh.spoken, &bead.zh, zh_next),
                whole(&self.en.spoken, &bead.en, en_next),
            );
            let (zh, en) = match bead.is_null() {
                true => (zh, en),
                false => (
                    led(&zh, zh_next, &self.zh.markers, self.en.labels.get(en.start)),
                    led(&en, en_next, &self.en.markers, self.zh.labels.get(zh.start)),
                ),
            };
            self.add(&mut all, zh_next..zh.start, en_next..en.start);
            (zh_next, en_next) = (zh.end, en.end);
            all.push(Bead { zh, en, ..bead });
        }
        self.add(&mut all, zh_next..self.zh.markers.len(), en_next..self.en.markers.len());
        all
    }

    /// Markers that stand between two beads.
    fn add(&self, beads: &mut Vec<Bead>, mut zh: Range<usize>, mut en: Range<usize>) {
        let pairs = |marker: Option<Marker>| marker != Some(Marker::Blank);
        while !zh.is_empty() && !en.is_empty() {
            let marker = self.zh.markers[zh.start];
            let same = en.clone().find(|&at| pairs(marker) && self.en.markers[at] == marker);
            beads.extend(
                (en.start..same.unwrap_or(en.start))
                    .map(|at| certain_bead(zh.start..zh.start, at..at + 1)),
            );
            en.start = same.map_or(en.start, |at| at + 1);
            let found = same.map_or(en.start..en.start, |at| at..at + 1);
            beads.push(certain_bead(zh.start..zh.start + 1, found));
            zh.start += 1;
        }
        let en_start = en.start;
        beads.extend(zh.clone().map(|at| certain_bead(at..at + 1, en_start..en_start)));
        beads.extend(en.map(|at| certain_bead(zh.end..zh.end, at..at + 1)));
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
        let markers = |text: &str| -> Vec<Option<Marker>> {
            let marker = |letter: u8| match letter {
                b'.' => None,
                b'b' => Some(Marker::Blank),
                letter => Some(Marker::Letter(letter)),
            };
            text.bytes().map(marker).collect()
        };
        let side = |text: &str| Side::new(markers(text), Vec::new());
        let spoken = Spoken { zh: side(zh), en: side(en) };
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
