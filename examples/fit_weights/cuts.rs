//! Gold with pieces cut out of either side, so that the weights learn what is left without a partner.

use std::collections::HashSet;

/// The lines of two texts, and which belong together, by index.
pub(crate) struct Lines {
    pub(crate) zh: String,
    pub(crate) en: String,
    pub(crate) links: Vec<(Vec<usize>, Vec<usize>)>,
}

/// A text without some of its beads' Chinese or English lines, what they leave being null links: by the
/// number of the way, long stretches far apart, or a bead or a few here and there.
pub(crate) fn cut(text: &Lines, way: usize, seed: usize) -> Lines {
    let mut random = Random::new(way, seed);
    let pairs: Vec<&(Vec<usize>, Vec<usize>)> =
        text.links.iter().filter(|(zh, en)| !zh.is_empty() && !en.is_empty()).collect();
    let (mut zh_out, mut en_out) = (HashSet::new(), HashSet::new());
    let mut at = 0;
    while at < pairs.len() {
        let (length, gap) = if way % 2 == 1 {
            (6 + random.below(30), 20 + random.below(120))
        } else {
            (1 + random.below(3), 4 + random.below(24))
        };
        let from = (at + gap).min(pairs.len());
        let past = (from + length).min(pairs.len());
        let in_zh = random.below(2) == 0;
        for (zh, en) in &pairs[from..past] {
            if in_zh { zh_out.extend(zh) } else { en_out.extend(en) }
        }
        at += gap + length;
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
