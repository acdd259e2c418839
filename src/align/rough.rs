//! The rough look over the wide band: gains of single pairs of sentences, put together.
//!
//! A bead of more sentences is taken to gain what its pairs gain, less what each pair owes to being
//! looked at alone: a token that one of two sentences explains is explained half as well by both.
//! That misses only tokens explained twice, and costs one step a hit. Memory: 16 bytes a cell.

use super::fast::{Both, N_FAST, Outline};
use super::gains::{Ratios, multiply};
use super::hits::Places;
use crate::evidence::{Evidence, Stream};

/// What a Chinese and an English sentence gain from each other.
#[derive(Debug, Clone, Copy, Default)]
struct PairGain {
    en: f32,
    zh: f32,
    /// Explained tokens of either side.
    en_tokens: u16,
    zh_tokens: u16,
}

/// The rough look at a pair of texts inside a band.
pub(super) struct Rough<'e> {
    outline: Outline<'e>,
    pairs: Vec<PairGain>,
    /// First column of each row's pairs, and where they start.
    rows: Vec<(u32, usize)>,
    zh_logs: Vec<f32>,
    en_logs: Vec<f32>,
    /// Logarithms of small numbers.
    logs: Vec<f32>,
    evidence: &'e Evidence,
}

/// How many logarithms are kept at hand.
const LOGS: usize = 2048;

impl<'e> Rough<'e> {
    /// Prices each Chinese sentence with the English ones in its reach ([`super::reach`]).
    pub(super) fn new(
        evidence: &'e Evidence,
        ratios: &Ratios,
        reach: &[(u32, u32)],
        odds: f32,
        ratio: f32,
        weights: [f32; N_FAST],
    ) -> Rough<'e> {
        let (zh, en) = (&evidence.zh, &evidence.en);
        let mut rough = Rough {
            outline: Outline::new(evidence, ratio, weights),
            pairs: Vec::new(),
            rows: Vec::new(),
            zh_logs: Vec::new(),
            en_logs: Vec::new(),
            logs: (0..LOGS).map(|count| (count as f32).ln()).collect(),
            evidence,
        };
        rough.zh_logs = (0..zh.n_sentences()).map(|i| rough.log(zh, i, 1)).collect();
        rough.en_logs = (0..en.n_sentences()).map(|j| rough.log(en, j, 1)).collect();
        let mut places = Places::of(en);
        let mut row = Row::default();
        for (i, &(from, to)) in reach.iter().enumerate() {
            rough.rows.push((from, rough.pairs.len()));
            row.open(
                evidence,
                from as usize,
                to as usize,
                odds / zh.n_tokens(i).max(1) as f32,
                odds,
            );
            places.open(from, to);
            for &token in zh.sentence(i) {
                for &(kind, ratio) in ratios.of(token) {
                    places.each(kind, |sentence, position| {
                        row.hit(sentence, position, ratio.times);
                    });
                }
                row.next_token();
            }
            row.close(&mut rough.pairs);
        }
        rough
    }

    /// The score of a bead.
    pub(super) fn score(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        if a == 0 || b == 0 {
            return self.outline.null(a);
        }
        let mut gains = Both::default();
        if (a, b) == (1, 1) {
            let pair = self.pair(i, j);
            gains = Both { en: pair.en, zh: pair.zh };
        } else {
            let zh_log = self.log(&self.evidence.zh, i, a);
            let en_log = self.log(&self.evidence.en, j, b);
            for row in i..i + a {
                let zh_less = zh_log - self.zh_logs[row];
                for column in j..j + b {
                    let en_less = en_log - self.en_logs[column];
                    let pair = self.pair(row, column);
                    gains.en += (pair.en - f32::from(pair.en_tokens) * zh_less).max(0.0);
                    gains.zh += (pair.zh - f32::from(pair.zh_tokens) * en_less).max(0.0);
                }
            }
        }
        self.outline.score(i, a, j, b, gains)
    }

    /// Logarithm of the number of tokens of a run of sentences.
    fn log(&self, stream: &Stream, from: usize, n: usize) -> f32 {
        let count = (stream.starts[from + n] - stream.starts[from]).max(1);
        self.logs.get(count as usize).map_or_else(|| (count as f32).ln(), |&log| log)
    }

    fn pair(&self, i: usize, j: usize) -> PairGain {
        let (first, start) = self.rows[i];
        self.pairs[start + j - first as usize]
    }
}

/// One Chinese sentence and the English ones in its reach.
#[derive(Default)]
struct Row {
    from: usize,
    first_token: u32,
    zh_scale: f32,
    /// odds over the tokens of each English sentence.
    en_scales: Vec<f32>,
    /// Mass of each English token in reach, and those that have any: (sentence, token).
    masses: Vec<f32>,
    explained: Vec<(u32, u32)>,
    /// What each English sentence explains of the Chinese token at hand, and those that do.
    token_masses: Vec<f32>,
    explaining: Vec<u32>,
    en_products: Vec<f64>,
    zh_products: Vec<f64>,
    pairs: Vec<PairGain>,
}

impl Row {
    fn open(&mut self, evidence: &Evidence, from: usize, to: usize, zh_scale: f32, odds: f32) {
        let en = &evidence.en;
        let width = to - from;
        self.from = from;
        self.first_token = en.starts[from];
        self.zh_scale = zh_scale;
        self.en_scales.clear();
        self.en_scales.extend((from..to).map(|j| odds / en.n_tokens(j).max(1) as f32));
        self.masses.clear();
        self.masses.resize((en.starts[to] - self.first_token) as usize, 0.0);
        self.explained.clear();
        self.token_masses.clear();
        self.token_masses.resize(width, 0.0);
        self.en_products.clear();
        self.en_products.resize(width, 1.0);
        self.zh_products.clear();
        self.zh_products.resize(width, 1.0);
        self.pairs.clear();
        self.pairs.resize(width, PairGain::default());
    }

    fn hit(&mut self, sentence: u32, position: u32, times: f32) {
        let column = sentence - self.from as u32;
        let token = position - self.first_token;
        let mass = &mut self.masses[token as usize];
        if *mass == 0.0 {
            self.explained.push((column, token));
        }
        *mass += times;
        let mass = &mut self.token_masses[column as usize];
        if *mass == 0.0 {
            self.explaining.push(column);
        }
        *mass += times;
    }

    fn next_token(&mut self) {
        for column in self.explaining.drain(..) {
            let at = column as usize;
            let mass = std::mem::take(&mut self.token_masses[at]);
            let pair = &mut self.pairs[at];
            pair.zh_tokens = pair.zh_tokens.saturating_add(1);
            multiply(&mut self.zh_products[at], &mut pair.zh, 1.0 + self.en_scales[at] * mass);
        }
    }

    fn close(&mut self, pairs: &mut Vec<PairGain>) {
        for &(column, token) in &self.explained {
            let at = column as usize;
            let pair = &mut self.pairs[at];
            pair.en_tokens = pair.en_tokens.saturating_add(1);
            let factor = 1.0 + self.zh_scale * self.masses[token as usize];
            multiply(&mut self.en_products[at], &mut pair.en, factor);
        }
        for (at, pair) in self.pairs.iter_mut().enumerate() {
            if pair.en_tokens > 0 {
                pair.en += self.en_products[at].ln() as f32;
                pair.zh += self.zh_products[at].ln() as f32;
            }
        }
        pairs.extend_from_slice(&self.pairs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::band::Band;
    use crate::align::fast::Fast;
    use crate::align::hits::Hits;
    use crate::align::{Options, reach};
    use crate::document::Document;
    use crate::lexicon::Lexicon;
    use crate::{evidence, sentence};

    /// Both looks at a small text, and the full score of the second one.
    fn check(zh: &str, en: &str, at: (usize, usize, usize, usize), tolerance: f32) {
        let (zh, en) =
            (Document::from_text("zh", zh.to_string()), Document::from_text("en", en.to_string()));
        let (zh_lines, en_lines) = (sentence::presplit(&zh), sentence::presplit(&en));
        let options = evidence::Options::default();
        let (zh, en) = ((zh.text.as_str(), &zh_lines[..]), (en.text.as_str(), &en_lines[..]));
        let evidence = evidence::gather(zh, en, Lexicon::builtin(), &options);
        let options = Options::default();
        let band = Band::full(zh_lines.len(), en_lines.len());
        let ratios = Ratios::new(&evidence, &evidence.links);
        let reach = reach(&band, 4);
        let hits = Hits::collect(&evidence, &ratios, &reach);
        let weights = options.weights.fast;
        let fast = Fast::new(&evidence, &hits, &band, 4, options.odds, 3.0, weights);
        let rough = Rough::new(&evidence, &ratios, &reach, options.odds, 3.0, weights);
        let (i, a, j, b) = at;
        let (near, exact) = (rough.score(i, a, j, b), fast.score(i, a, j, b));
        assert!((near - exact).abs() <= tolerance, "{at:?}: {near} {exact}");
        let written =
            fast.features(i, a, j, b).iter().zip(&weights).map(|(f, w)| f * w).sum::<f32>();
        assert!((written - exact).abs() < 1e-3, "{at:?}: {written} {exact}");
    }

    #[test]
    fn pairs_are_priced_as_the_first_look_prices_them_and_longer_beads_nearly_so() {
        let zh = "铁路通车了。\n工业增长百分之八。\n我们继续发展农业，加强教育。\n";
        let en = "The railway opened.\nIndustry grew by 8 per cent.\nWe go on with agriculture.\nWe strengthen education.\n";
        for at in
            [(0, 1, 0, 1), (1, 1, 1, 1), (2, 1, 3, 1), (0, 1, 3, 1), (0, 1, 1, 0), (0, 0, 0, 1)]
        {
            check(zh, en, at, 1e-3);
        }
        check(zh, en, (2, 1, 2, 2), 1.0);
        check(zh, en, (0, 2, 0, 1), 1.0);
    }
}
