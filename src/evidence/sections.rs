//! The numbers of a text's chapters, sections and articles: `第五条`, `Article 5`, `CHAPTER III`.

use super::markers::{chinese, roman};
use super::{Marker, Shape};
use crate::token::fold_width;

/// A part of a text that is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Division {
    /// 编, part.
    Part,
    /// 章, chapter.
    Chapter,
    /// 节, section.
    Section,
    /// 条, article.
    Article,
}

const CHINESE: [(char, Division); 7] = [
    ('编', Division::Part),
    ('編', Division::Part),
    ('章', Division::Chapter),
    ('节', Division::Section),
    ('節', Division::Section),
    ('条', Division::Article),
    ('條', Division::Article),
];
const ENGLISH: [(&str, Division); 4] = [
    ("part", Division::Part),
    ("chapter", Division::Chapter),
    ("section", Division::Section),
    ("article", Division::Article),
];
const WORDS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// The number with which a text begins, and what stands behind it.
pub(super) fn section(text: &str) -> Option<(Marker, &str)> {
    let text = text.trim_start();
    let (division, number, rest) = match text.strip_prefix('第') {
        Some(numbered) => in_chinese(numbered)?,
        None => in_english(text)?,
    };
    Some((Marker::Section(division, number), rest))
}

fn in_chinese(text: &str) -> Option<(Division, u16, &str)> {
    let is_numeral =
        |c: char| fold_width(c).is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c);
    let (numeral, rest) = text.split_at(text.find(|c| !is_numeral(c))?);
    let mut chars = rest.chars();
    let named = chars.next()?;
    let (_, division) = CHINESE.into_iter().find(|(name, _)| *name == named)?;
    let numeral: String = numeral.chars().map(fold_width).collect();
    let number = match numeral.split_once('百') {
        Some((hundreds, rest)) => {
            let rest = rest.trim_start_matches(['零', '〇']);
            let rest = if rest.is_empty() { 0 } else { chinese(rest)? };
            100 * chinese(hundreds).filter(|&hundreds| hundreds < 10)? + rest
        }
        None => numeral.parse().ok().or_else(|| chinese(&numeral))?,
    };
    Some((division, number, chars.as_str()))
}

fn in_english(text: &str) -> Option<(Division, u16, &str)> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    let (_, division) = ENGLISH.into_iter().find(|(name, _)| word.eq_ignore_ascii_case(name))?;
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let (numeral, rest) = rest.split_at(end);
    let word = || {
        let at = WORDS.iter().position(|word| numeral.eq_ignore_ascii_case(word))?;
        u16::try_from(at + 1).ok()
    };
    let number = numeral.parse().ok().or_else(|| roman(numeral)).or_else(word)?;
    Some((division, number, rest))
}

/// Numbers on lines of their own in both texts alike are sentences as others, and pairs to hold on to;
/// where one text has them on the line of what they number, or not at all, those of the other are
/// markers.
pub(super) fn settle(zh: &mut [Shape], en: &mut [Shape]) {
    let count = |shapes: &[Shape]| {
        shapes.iter().filter(|shape| matches!(shape.marker, Marker::Section(..))).count()
    };
    let (n_zh, n_en) = (count(zh), count(en));
    if 2 * n_zh.min(n_en) < n_zh.max(n_en) {
        return;
    }
    for shape in zh.iter_mut().chain(en) {
        if let Marker::Section(..) = shape.marker {
            shape.marker = Marker::None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_chapters_and_articles_are_read_in_both_languages() {
        use Division::{Article, Chapter, Part, Section};
        for (text, division, number, rest) in [
            ("第五条", Article, 5, ""),
            ("第5条　本法", Article, 5, "　本法"),
            ("第一百二十三条 为了", Article, 123, " 为了"),
            ("第二百零四條", Article, 204, ""),
            ("第三章 总则", Chapter, 3, " 总则"),
            ("第十二节", Section, 12, ""),
            ("Article 5", Article, 5, ""),
            ("ARTICLE 12.", Article, 12, "."),
            ("Chapter III General Provisions", Chapter, 3, " General Provisions"),
            ("Chapter One", Chapter, 1, ""),
            ("Part 2: The Road", Part, 2, ": The Road"),
        ] {
            assert_eq!(section(text), Some((Marker::Section(division, number), rest)), "{text}");
        }
        for text in [
            "第五",
            "第五个",
            "第条",
            "条",
            "Article",
            "Article of faith",
            "Articles 5",
            "part it",
            "5",
            "",
        ] {
            assert_eq!(section(text), None, "{text}");
        }
    }
}
