//! The first looks: where the likely paths pass, and the beads there that have a chance.
//!
//! The rough look goes over the band around the anchors with the shortest beads; where its path meets
//! the edge, the band is widened and looked at again, there alone. The second look prices beads of all
//! shapes where the rough look's paths pass.

use std::ops::Range;

use super::band::Band;
use super::bounds::{Bounds, Spans};
use super::fast::{Fast, Scorer};
use super::habits::Habits;
use super::hits::{Hits, Passing, Source};
use super::lattice::{Lattice, Place};
use super::pairs::Pairs;
use super::ratios::Ratios;
use super::search::{self, Found, Keep};
use super::stretches::Stretches;
use super::{Options, anchors};
use crate::evidence::Evidence;

/// What the first looks found.
pub struct Survey {
    /// Where beads were looked for: around the likely paths.
    pub bounds: Bounds,
    /// Those that have a chance, with the first look's scores.
    pub lattice: Lattice,
    /// The hits of all beads within the bounds.
    pub hits: Hits,
    /// Whether some stretch was too large to be looked at whole.
    pub gave_up: bool,
}

/// The first looks: where the likely paths pass, and the beads there that have a chance.
#[must_use]
pub fn survey(evidence: &Evidence, options: &Options) -> Survey {
    let (n_zh, n_en) = (evidence.zh.n_sentences(), evidence.en.n_sentences());
    let ratios = Ratios::new(evidence, &evidence.links);
    let scorer = Scorer::new(evidence, Habits::usual().ratio, options.weights.fast);
    let first_look = FirstLook { evidence, ratios: &ratios, options, scorer };
    if options.whole_grid {
        let grid = Band::full(n_zh, n_en);
        let Rough { found, hits } = first_look.rough(&grid);
        let bounds = Bounds::new(grid, options.max_bead);
        let (hits, lattice) = first_look.fine(&bounds, &found, hits);
        return Survey { bounds, lattice, hits, gave_up: false };
    }
    let chain = anchors::chain(evidence, &ratios, &options.anchors);
    let mut stretches = Stretches::new(&chain, n_zh, n_en, &options.anchors);
    let (mut wide, mut narrowed) = stretches.band();
    let mut rough = first_look.rough(&wide);
    for _ in 0..MAX_WIDENINGS {
        let met = rough.found.rows_at_edge(&wide);
        if met.is_empty() {
            break;
        }
        let rows = stretches.widen(&met, AROUND_EDGE);
        let wider = stretches.band();
        // A stretch that had to be narrowed is no wider for more room around its anchors.
        if wider.0 == wide {
            break;
        }
        (wide, narrowed) = wider;
        rough = first_look.again(rough, &wide, &rows);
    }
    let Rough { found, hits } = rough;
    let around = |which: fn(Place) -> bool| found.lattice.band(&wide, MARGIN, which);
    let mut bounds = Bounds::new(around(|_| true), options.max_bead)
        .with_inner(around(|bead| !bead.is_null()), options.anywhere);
    if let Some(hits) = &hits {
        bounds = bounds.with_known(hits.reach());
    }
    let (hits, lattice) = first_look.fine(&bounds, &found, hits);
    Survey { bounds, lattice, hits, gave_up: narrowed || !found.rows_at_edge(&wide).is_empty() }
}

/// What a first look needs.
struct FirstLook<'e> {
    evidence: &'e Evidence,
    ratios: &'e Ratios,
    options: &'e Options,
    scorer: Scorer<'e>,
}

/// What the rough look found, and the hits it looked at, if they are few enough to be kept.
struct Rough {
    found: Found,
    hits: Option<Hits>,
}

impl FirstLook<'_> {
    /// The rough look: the shortest beads of a band.
    fn rough(&self, band: &Band) -> Rough {
        self.rough_with(band, Some(Hits::default()))
    }

    /// The rough look again, at some rows of a wider band, and elsewhere along the path it found. What
    /// it knew it still knows.
    fn again(&self, rough: Rough, wide: &Band, rows: &[Range<usize>]) -> Rough {
        let Rough { found, hits } = rough;
        let path = Lattice::of(&found.best).band(wide, 0, |_| true);
        let mut again = self.rough_with(&path.with_rows_of(wide, rows), hits);
        let known = found.lattice.beads.into_iter().zip(found.lattice.scores);
        again.found.lattice.join(&known.collect::<Vec<_>>());
        again
    }

    fn rough_with(&self, band: &Band, known: Option<Hits>) -> Rough {
        let bounds = Bounds::new(band.clone(), ROUGH_BEAD.min(self.options.max_bead));
        let spans = Spans::of(&bounds);
        let reach = spans.reach();
        let most = MAX_KEPT * band.n_zh().max(band.n_en());
        let known = known.and_then(|hits| hits.joined(self.evidence, self.ratios, &reach, most));
        let pairs = match &known {
            Some(hits) => self.pairs(hits, &spans),
            None => self.pairs(Passing::new(self.evidence, self.ratios, &reach), &spans),
        };
        Rough { found: search::likely(&bounds, ROUGH, &pairs), hits: known }
    }

    /// The second look, with hits that are known or found now: the beads within bounds that have a
    /// chance, and the rough look's path, which no long bead can fool that swallows what stands at the
    /// edge of a gap.
    fn fine(&self, bounds: &Bounds, rough: &Found, hits: Option<Hits>) -> (Hits, Lattice) {
        let spans = Spans::of(bounds);
        let collect = || Hits::collect(self.evidence, self.ratios, &spans.reach());
        let hits = hits.unwrap_or_else(collect);
        let Options { odds, weights, .. } = self.options;
        let ratio = Habits::usual().ratio;
        let price = Fast::new(self.evidence, &hits, &spans, *odds, ratio, weights.fast);
        let mut lattice = search::likely(bounds, FINE, &price).lattice;
        lattice.join(&rough.best);
        (hits, lattice)
    }

    fn pairs(&self, hits: impl Source, spans: &Spans) -> Pairs<'_> {
        Pairs::new(self.evidence, hits, spans, self.options.odds, &self.scorer)
    }
}

/// Largest bead the rough look over the wide band considers.
const ROUGH_BEAD: usize = 2;
/// How likely a bead must be for the first looks to keep it, against the best path.
const ROUGH: Keep = Keep { least: 1e-7, null_slack: 0.0 };
const FINE: Keep = Keep { least: 3e-4, null_slack: 12.0 };
/// Cells around the kept beads' ends that the second search may use; its longer beads, around the ends
/// of the kept pairs.
const MARGIN: usize = 1;
/// The hits of so many pairs of sentences are kept from look to look, for each sentence of the longer
/// text; where there are more, each look finds its own.
const MAX_KEPT: usize = 100;
/// How often the band is widened where the path runs along its edge, and how many rows before and behind.
const MAX_WIDENINGS: usize = 3;
const AROUND_EDGE: usize = 32;

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::evidence::{Links, Shape, Stream};

    const N: usize = 300;
    /// Words that stand everywhere, and are no anchors.
    const N_COMMON: u32 = 40;
    /// What stands in one sentence of each side only.
    const N_TYPES: u32 = N_COMMON + N as u32 + 1;

    fn stream(sentences: &[Vec<u32>], n_types: u32) -> Stream {
        let mut stream = Stream { starts: vec![0], ..Stream::default() };
        stream.counts = vec![0; n_types as usize];
        for sentence in sentences {
            for &token in sentence {
                stream.counts[token as usize] += 1;
            }
            stream.tokens.extend(sentence);
            stream.starts.push(stream.tokens.len() as u32);
        }
        stream.lengths = vec![20.0; sentences.len()];
        stream.shapes = vec![Shape::default(); sentences.len()];
        stream
    }

    /// Common words of a pair of sentences.
    fn common(pair: usize) -> Vec<u32> {
        (0..6).map(|at| ((pair * (at + 3) + at * at * 7) % N_COMMON as usize) as u32).collect()
    }

    /// Texts whose sentences stand in pairs with a rare word each, but for a place: there the English has
    /// a sentence more after every second pair, then the Chinese, and the rare words stand in sentences
    /// that do not belong together.
    fn texts(place: Range<usize>) -> Evidence {
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        for pair in 0..N {
            zh.push(common(pair));
            en.push(common(pair));
            if place.contains(&pair) && pair % 2 == 0 {
                let longer = if pair < (place.start + place.end) / 2 { &mut en } else { &mut zh };
                longer.push(vec![N_TYPES - 1]);
            }
        }
        for (at, (zh, en)) in (0..).zip(zh.iter_mut().zip(&mut en)) {
            zh.push(N_COMMON + at % N as u32);
            en.push(N_COMMON + at % N as u32);
        }
        evidence(&zh, &en, N_TYPES)
    }

    /// Types are linked to their like on the other side; the last one stands in one text only.
    pub(in crate::align) fn evidence(zh: &[Vec<u32>], en: &[Vec<u32>], n_types: u32) -> Evidence {
        let links = Links::from_rows((0..n_types).map(|kind| {
            let own = (kind < n_types - 1).then_some((kind, 0.9));
            own.into_iter().collect()
        }));
        Evidence { zh: stream(zh, n_types), en: stream(en, n_types), links }
    }

    fn path(survey: &Survey) -> Vec<Place> {
        let path = survey.lattice.best_path(survey.bounds.band());
        path.into_iter().map(|at| survey.lattice.beads[at]).collect()
    }

    #[test]
    fn the_band_is_widened_where_the_path_meets_its_edge_and_there_alone() {
        let place = 130..190;
        let evidence = texts(place.clone());
        let grid = Options { whole_grid: true, ..Options::default() };
        let survey_of = |options: &Options| survey(&evidence, options);
        let found = survey_of(&Options::default());
        let wanted = path(&survey_of(&grid));
        let off = wanted.iter().map(|bead| bead.i.abs_diff(bead.j)).max().unwrap();
        assert!(off > 12, "{wanted:?}");
        assert_eq!(path(&found), wanted);
        assert!(!found.gave_up);
        let far =
            |row: usize| row + 2 * AROUND_EDGE < place.start || place.end + 2 * AROUND_EDGE < row;
        let widths = |far_ones: bool| {
            let rows = found.hits.reach().into_iter().enumerate();
            let rows = rows.filter(move |&(row, _)| far(row) == far_ones);
            rows.map(|(_, (from, to))| to - from).max().unwrap()
        };
        let (beside, within) = (widths(true), widths(false));
        assert!(beside < 30 && within > 45, "{beside} {within}");
    }

    /// Passages in any order, each about eleven times; after every second one the English has a sentence
    /// more. Next to nothing is rare in the whole text.
    #[test]
    fn the_band_is_narrow_in_a_text_of_repeated_passages() {
        const N_PASSAGES: u32 = 60;
        const SENTENCES: u32 = 12;
        const WORDS: u32 = 3;
        let n_types = N_PASSAGES * SENTENCES * WORDS + 1;
        let (mut zh, mut en, mut wanted) = (Vec::new(), Vec::new(), Vec::new());
        let mut random = 1_u32;
        for nth in 0..11 * N_PASSAGES {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let passage = (random >> 16) % N_PASSAGES;
            for sentence in passage * SENTENCES..(passage + 1) * SENTENCES {
                wanted.push((zh.len() as u32, en.len() as u32));
                let words: Vec<u32> = (sentence * WORDS..(sentence + 1) * WORDS).collect();
                zh.push(words.clone());
                en.push(words);
            }
            if nth % 2 == 0 {
                en.push(vec![n_types - 1]);
            }
        }
        let (evidence, options) = (evidence(&zh, &en, n_types), Options::default());
        let chain =
            anchors::chain(&evidence, &Ratios::new(&evidence, &evidence.links), &options.anchors);
        let (band, _) = Stretches::new(&chain, zh.len(), en.len(), &options.anchors).band();
        assert!(band.n_cells() < 45 * zh.len(), "{} for {}", band.n_cells(), zh.len());
        let found = survey(&evidence, &options);
        assert!(!found.gave_up);
        let starts: Vec<(u32, u32)> = path(&found).iter().map(|bead| (bead.i, bead.j)).collect();
        let right = wanted.iter().filter(|start| starts.binary_search(start).is_ok()).count();
        assert!(right * 100 >= wanted.len() * 98, "{right} of {}", wanted.len());
    }
}
