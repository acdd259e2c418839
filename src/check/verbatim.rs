//! Figures that are not compared: those of what a translation takes over as it stands, commands,
//! code, addresses, names of versions, and the numbers of pages in a table of contents. Each
//! language has its own reading of such a stretch, but where it is the same letter for letter no
//! figure in it can be wrong; and a translation has pages of its own.

use crate::document::Span;
use crate::figure::Figure;

/// Shortest stretch that counts, in bytes; a shorter one is a number with its unit.
const SHORTEST: usize = 10;
/// Longest text whose stretches are looked for on the other side: what is longer is no sentence.
const LONGEST_SEARCHED: usize = 20_000;

/// Whether a text of the Chinese side is in English words: it has some, and no Chinese character.
pub(super) fn is_english(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
    text.chars().all(|c| (c as u32) < 0x2e80) && words.take(2).count() == 2
}

/// Leaves out the figures of stretches that both sides have, and the numbers of pages that dots lead to.
pub(super) fn leave_out(zh: (&str, &mut Vec<Figure>), en: (&str, &mut Vec<Figure>)) {
    for (text, figures) in [(zh.0, &mut *zh.1), (en.0, &mut *en.1)] {
        figures.retain(|figure| !is_led_to(text, figure.span));
    }
    if zh.1.is_empty() && en.1.is_empty() || zh.0.len().max(en.0.len()) > LONGEST_SEARCHED {
        return;
    }
    let letters = |text: &str| text.contains(|c: char| c.is_ascii_alphabetic());
    if zh.0.trim() == en.0.trim() && letters(zh.0) {
        zh.1.clear();
        en.1.clear();
        return;
    }
    let mut from = 0;
    for stretch in stretches(zh.0) {
        let shared = stretch.of(zh.0);
        // Several of one wording stand in their order.
        let Some(at) = find(&en.0[from..], shared).map(|at| from + at) else { continue };
        let other = Span::new(at, at + shared.len());
        if [(&*zh.1, stretch), (&*en.1, other)]
            .iter()
            .all(|(figures, span)| !crosses(figures, *span))
        {
            zh.1.retain(|figure| !holds(stretch, figure.span));
            en.1.retain(|figure| !holds(other, figure.span));
            from = other.end;
        }
    }
}

/// Whether dots of a table of contents lead to the figure, the last of its line.
fn is_led_to(text: &str, figure: Span) -> bool {
    let line_ends = text[figure.end..].chars().find(|c| !matches!(c, ' ' | '\t'));
    let is_dot = |c: &char| matches!(c, '.' | '…' | '·' | '．' | ' ');
    let dots = text[..figure.start].chars().rev().take(40).take_while(is_dot);
    line_ends.is_none_or(|c| c == '\n') && dots.filter(|c| *c != ' ').count() >= 4
}

/// The stretches of a Chinese text in ASCII that hold a word and a digit.
fn stretches(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in text.split(|c: char| !c.is_ascii() || c == '\n') {
        let inner = part.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let from = start + part.find(inner).unwrap_or(0);
        let word = inner.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 1);
        let digit = inner.contains(|c: char| c.is_ascii_digit());
        if inner.len() >= SHORTEST && word && digit && inner.contains(' ') {
            found.push(Span::new(from, from + inner.len()));
        }
        start += part.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// Where a stretch stands whole, not inside a longer word or number.
fn find(text: &str, stretch: &str) -> Option<usize> {
    text.match_indices(stretch).map(|(at, _)| at).find(|&at| {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !inside(text[..at].chars().next_back())
            && !inside(text[at + stretch.len()..].chars().next())
    })
}

fn holds(stretch: Span, figure: Span) -> bool {
    stretch.start <= figure.start && figure.end <= stretch.end
}

fn crosses(figures: &[Figure], stretch: Span) -> bool {
    figures.iter().any(|figure| {
        figure.span.start < stretch.end
            && stretch.start < figure.span.end
            && !holds(stretch, figure.span)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{read_en, read_zh};

    #[test]
    fn figures_of_a_shared_stretch_are_left_out() {
        // The Chinese, the English, and how many figures stay on either side.
        for (zh, en, left) in [
            ("大小: 1016784k = 1GB - 31792k", "Size: 1016784k = 1GB - 31792k", [0, 0]),
            ("运行 ping -4 -c 3 两次", "run ping -4 -c 3 twice", [1, 1]),
            ("运行 ping -4 -c 3 两次", "run ping -4 -c 5 twice", [3, 3]),
            ("第一章 总则 . . . . . 15", "Chapter 1 General . . . . . . 17", [1, 1]),
            // Numbers with their units are compared.
            ("约 500 MW", "some 500 MW", [1, 1]),
            ("Boeing 737 12万架", "Boeing 737 12 thousand", [2, 2]),
        ] {
            let (mut zh_figures, mut en_figures) = (read_zh(zh), read_en(en));
            leave_out((zh, &mut zh_figures), (en, &mut en_figures));
            assert_eq!([zh_figures.len(), en_figures.len()], left, "{zh}");
        }
    }

    #[test]
    fn english_on_the_chinese_side_is_read_as_english() {
        for (text, is_it) in [
            ("Mon, 22 Mar 2010 00:37:31 +0100", true),
            ("$ dd if=/dev/urandom bs=1M", true),
            ("500 MW", false),
            ("2.5%", false),
            ("版权 © 2010 Craig Small", false),
        ] {
            assert_eq!(is_english(text), is_it, "{text}");
        }
    }
}
