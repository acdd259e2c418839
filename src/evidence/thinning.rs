//! Very long sentences, thinned: a chapter on one line, a text without full stops.
//!
//! Two sentences have linked tokens by the product of their lengths, most of them words that stand
//! everywhere and tell nothing. A sentence of more tokens than a page keeps its rarest ones.

use super::{Links, Stream};

/// Tokens of a sentence at most; some two thousand Chinese characters.
const MAX_TOKENS: usize = 1024;

/// Takes the commoner tokens out of sentences that have too many; tokens that no link explains go
/// before all others. Linear in the text, and n log n in the sentences concerned.
pub(super) fn thin(zh: &mut Stream, en: &mut Stream, links: &Links) {
    if longest(zh).max(longest(en)) <= MAX_TOKENS {
        return;
    }
    let mut zh_linked = vec![false; zh.counts.len()];
    let mut en_linked = vec![false; en.counts.len()];
    for (kind, linked) in (0..).zip(&mut zh_linked) {
        for &(en_type, _) in links.of(kind) {
            let both = zh.counts[kind as usize] > 0 && en.counts[en_type as usize] > 0;
            *linked |= both;
            en_linked[en_type as usize] |= both;
        }
    }
    thin_side(zh, &zh_linked);
    thin_side(en, &en_linked);
}

fn longest(stream: &Stream) -> usize {
    (0..stream.n_sentences()).map(|at| stream.n_tokens(at)).max().unwrap_or(0)
}

fn thin_side(stream: &mut Stream, linked: &[bool]) {
    let mut kept = Stream { starts: vec![0], ..Stream::default() };
    let mut order: Vec<usize> = Vec::new();
    for sentence in 0..stream.n_sentences() {
        order.clear();
        order.extend(stream.starts[sentence] as usize..stream.starts[sentence + 1] as usize);
        if order.len() > MAX_TOKENS {
            let worth = |at: &usize| {
                let kind = stream.tokens[*at] as usize;
                (!linked[kind], stream.counts[kind], *at)
            };
            order.select_nth_unstable_by_key(MAX_TOKENS, worth);
            order.truncate(MAX_TOKENS);
            order.sort_unstable();
        }
        kept.tokens.extend(order.iter().map(|&at| stream.tokens[at]));
        kept.positions.extend(order.iter().map(|&at| stream.positions[at]));
        kept.starts.push(kept.tokens.len() as u32);
    }
    (stream.tokens, stream.positions, stream.starts) = (kept.tokens, kept.positions, kept.starts);
    stream.finish(linked.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(sentences: &[Vec<u32>], n_types: usize) -> Stream {
        let mut stream = Stream { starts: vec![0], ..Stream::default() };
        for sentence in sentences {
            stream.tokens.extend(sentence);
            stream.starts.push(stream.tokens.len() as u32);
        }
        stream.positions = (0..stream.tokens.len()).map(|at| at as f32).collect();
        stream.finish(n_types);
        stream
    }

    #[test]
    fn a_long_sentence_keeps_its_rarest_tokens_that_can_be_explained() {
        const N: u32 = MAX_TOKENS as u32;
        // Type 0 is common, the last one unknown to the other side.
        let long: Vec<u32> = (0..N).flat_map(|at| [0, at + 1]).chain([N + 1]).collect();
        let short = vec![0, N + 1, 5];
        let links = (0..=N).map(|kind| vec![(kind, 0.5)]).chain([Vec::new()]);
        let links = Links::from_rows(links);
        let mut zh = stream(&[short.clone(), long, short.clone()], N as usize + 2);
        let mut en = zh.clone();
        thin(&mut zh, &mut en, &links);
        assert_eq!(zh.sentence(0), short);
        assert_eq!(zh.sentence(2), short);
        assert!(zh.sentence(1).iter().copied().eq(1..=N), "{:?}", zh.sentence(1));
        assert!(zh.positions[3..].is_sorted() && zh.positions.len() == zh.tokens.len());
        assert_eq!((zh.counts[0], zh.counts[5], zh.counts[N as usize + 1]), (2, 3, 2));
        let before = en.clone();
        thin(&mut zh, &mut en, &links);
        assert_eq!(en.tokens, before.tokens);
    }
}
