//! Gold with pieces cut out of either side, so that the weights learn what is left without a partner, and
//! gold in short pieces, which teach little about themselves.

use std::collections::HashSet;
use std::ops::Range;

/// Pairs in a short piece, at most, but for one.
const LONGEST_PIECE: usize = 36;

/// The lines of two texts, and which belong together, by index.
pub(crate) struct Lines {
    pub(crate) zh: String,
    pub(crate) en: String,
    pub(crate) links: Vec<(Vec<usize>, Vec<usize>)>,
}

/// A text without some of its beads' Chinese or English lines, what they leave being null links.
pub(crate) fn cut(text: &Lines, way: usize, seed: usize) -> Lines {
    let mut random = Random::new(way, seed);
    let pairs: Vec<&(Vec<usize>, Vec<usize>)> =
        text.links.iter().filter(|(zh, en)| !zh.is_empty() && !en.is_empty()).collect();
    let (mut zh_out, mut en_out) = (HashSet::new(), HashSet::new());
    for (hole, in_zh) in holes(pairs.len(), way, &mut random) {
        for (zh, en) in &pairs[hole] {
            if in_zh { zh_out.extend(zh) } else { en_out.extend(en) }
        }
    }
    let (zh, zh_places) = without(&text.zh, &zh_out);
    let (en, en_places) = without(&text.en, &en_out);
    let moved = |list: &[usize], places: &[Option<usize>]| -> Vec<usize> {
        list.iter().filter_map(|&at| places.get(at).copied().flatten()).collect()
    };
    let links = text.links.iter().flat_map(|(zh, en)| {
        let (zh, en) = (moved(zh, &zh_places), moved(en, &en_places));
        if zh.is_empty() || en.is_empty() {
            let zh = zh.into_iter().map(|at| (vec![at], Vec::new()));
            zh.chain(en.into_iter().map(|at| (Vec::new(), vec![at]))).collect()
        } else {
            vec![(zh, en)]
        }
    });
    Lines { links: links.collect(), zh, en }
}

/// Where something is cut out of `n` pairs, and whether of the Chinese: by the number of the way, all but
/// a stretch, or long stretches far apart, or a pair or a few here and there.
fn holes(n: usize, way: usize, random: &mut Random) -> Vec<(Range<usize>, bool)> {
    if way.is_multiple_of(5) {
        let length = (n / 6 + random.below(n / 3 + 1)).max(1);
        let from = random.below(n.saturating_sub(length) + 1);
        let in_zh = random.below(2) == 0;
        return vec![(0..from, in_zh), ((from + length).min(n)..n, in_zh)];
    }
    let (mut holes, mut at) = (Vec::new(), 0);
    while at < n {
        let (length, gap) = if way % 2 == 1 {
            (6 + random.below(30), 20 + random.below(120))
        } else {
            (1 + random.below(3), 4 + random.below(24))
        };
        let from = (at + gap).min(n);
        holes.push((from..(from + length).min(n), random.below(2) == 0));
        at += gap + length;
    }
    holes
}

/// A text in short pieces, a few pairs each, with what stands between them.
pub(crate) fn pieces(text: &Lines, seed: usize) -> Vec<Lines> {
    let mut random = Random::new(0, seed);
    let (zh, en): (Vec<&str>, Vec<&str>) = (text.zh.lines().collect(), text.en.lines().collect());
    let both = text.links.iter().filter(|(zh, en)| !zh.is_empty() && !en.is_empty());
    let mut starts: Vec<(usize, usize)> = both.map(|(zh, en)| (zh[0], en[0])).collect();
    starts.sort_unstable();
    let (mut pieces, mut from, end) = (Vec::new(), (0, 0), (zh.len(), en.len()));
    let mut at = 0;
    while from != end {
        at += 2 + random.below(LONGEST_PIECE);
        let to = starts.get(at).copied().filter(|to| to.1 >= from.1).unwrap_or(end);
        let within = |list: &[usize], from: usize, to: usize| -> Option<Vec<usize>> {
            list.iter().map(|&line| (from..to).contains(&line).then(|| line - from)).collect()
        };
        let links = text
            .links
            .iter()
            .filter_map(|(zh, en)| Some((within(zh, from.0, to.0)?, within(en, from.1, to.1)?)));
        let lines = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect();
        pieces.push(Lines {
            zh: lines(&zh[from.0..to.0]),
            en: lines(&en[from.1..to.1]),
            links: links.collect(),
        });
        from = to;
    }
    pieces
}

/// The lines that are left, and for each old line its new number.
fn without(text: &str, out: &HashSet<usize>) -> (String, Vec<Option<usize>>) {
    let (mut left, mut places, mut next) = (String::new(), Vec::new(), 0);
    for (at, line) in text.lines().enumerate() {
        let stays = !out.contains(&at);
        places.push(stays.then_some(next));
        if stays {
            left.push_str(line);
            left.push('\n');
            next += 1;
        }
    }
    (left, places)
}

/// A small generator of random numbers, so that the pieces are the same everywhere.
struct Random(u64);

impl Random {
    fn new(way: usize, seed: usize) -> Random {
        let start = seed as u64 * 7919 + way as u64 * 104_729 + 12_345;
        Random(start.wrapping_mul(6_364_136_223_846_793_005))
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}
