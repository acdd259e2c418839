//! Chinese words: jieba's segmentation, with a memory-friendly, lazily loaded dictionary.

use std::sync::OnceLock;

use jieba_rs::Jieba;

/// Characters a sentence is cut at before it is segmented, so that one huge line costs what many
/// small ones do.
const CHUNK_CHARS: usize = 400;

/// The segmenter. Loading its dictionary takes some 0.2 s, once; [`warm`] starts it early.
fn jieba() -> &'static Jieba {
    static JIEBA: OnceLock<Jieba> = OnceLock::new();
    JIEBA.get_or_init(Jieba::new)
}

/// Loads the segmenter's dictionary, so that another thread can do it while files are read.
pub fn warm() {
    let _ = jieba();
}

/// Whether a character is a Chinese one.
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// The words of a text, in order, as byte offsets of their ends; they tile the text.
/// Linear in the text.
#[must_use]
pub fn cut(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    push_cuts(text, &mut ends);
    ends
}

/// Adds the ends of the words of a text to those of others.
pub fn push_cuts(text: &str, ends: &mut Vec<usize>) {
    let mut end = 0;
    while end < text.len() {
        let chunk = chunk_end(&text[end..]) + end;
        for token in jieba().cut(&text[end..chunk], false) {
            end += token.word.len();
            ends.push(end);
        }
    }
}

/// Where to cut a long text: after the first mark past the limit, or at four times the limit.
fn chunk_end(text: &str) -> usize {
    if text.len() <= CHUNK_CHARS {
        return text.len();
    }
    for (count, (at, c)) in text.char_indices().enumerate() {
        if (count >= CHUNK_CHARS && !c.is_alphanumeric()) || count >= 4 * CHUNK_CHARS {
            return at + c.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tile_the_text() {
        for text in ["", "我代表市人民政府，向大会工作。", &"中".repeat(5000), &"a1 ".repeat(3000)]
        {
            let ends = cut(text);
            assert_eq!(ends.last().copied().unwrap_or(0), text.len());
            assert!(ends.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn segments_known_words() {
        let text = "我们推进创新发展";
        let mut start = 0;
        let words: Vec<&str> = cut(text)
            .into_iter()
            .map(|end| &text[std::mem::replace(&mut start, end)..end])
            .collect();
        assert_eq!(words, ["我们", "推进", "创新", "发展"]);
    }
}
