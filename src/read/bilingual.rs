//! One text in both languages, a paragraph or a sentence of each in turn, as bilingual editions have it:
//! taken apart into a Chinese and an English document.
//!
//! A paragraph is cut where it goes over to the other language: of all ways to give each Han character
//! and each Latin word a language, the one with the fewest of them on the wrong side and the fewest
//! changes (Viterbi over two states; linear time). Words of the other language in brackets, as names
//! and terms have them, are no evidence.

use super::language::is_han;
use crate::document::{Document, Paragraph, Side, Span, Turn};

/// What a change of language costs amid a sentence and after a mark that ends one, a Han character being
/// worth 1.
const CHANGE: f32 = 4.0;
const CHANGE_AT_END: f32 = 2.0;
/// What a Latin word in a Chinese passage costs.
const LATIN: f32 = 1.5;
/// English words for a Chinese character: a text with fewer or more is no text in both languages.
const WORDS_FOR_HAN: std::ops::RangeInclusive<f32> = 0.25..=1.5;

/// The Chinese and the English text of a document that holds both, each with the places of the file;
/// `None` for a text in one language.
#[must_use]
pub fn apart(document: &Document) -> Option<(Document, Document)> {
    let (mut zh, mut en) = (Half::of(document), Half::of(document));
    let mut last = Side::Zh;
    for paragraph in &document.paragraphs {
        let (pieces, counts) = pieces(paragraph.span.of(&document.text), last);
        zh.n_units += counts[0];
        en.n_units += counts[1];
        for (side, from, to) in pieces {
            let span = Span::new(paragraph.span.start + from, paragraph.span.start + to);
            let half = if side == Side::Zh { &mut zh } else { &mut en };
            half.push(document, paragraph, span);
            last = side;
        }
    }
    let ratio = en.n_units as f32 / zh.n_units.max(1) as f32;
    let both = zh.n_units > 0 && WORDS_FOR_HAN.contains(&ratio);
    both.then_some((zh.document, en.document))
}

/// One of the two documents, as it grows.
struct Half {
    document: Document,
    /// Han characters or Latin words.
    n_units: usize,
}

impl Half {
    fn of(whole: &Document) -> Half {
        let document = Document { name: whole.name.clone(), ..Document::default() };
        Half { document, n_units: 0 }
    }

    /// Adds what stands at `span` of a paragraph of the whole.
    fn push(&mut self, whole: &Document, paragraph: &Paragraph, span: Span) {
        let text = span.of(&whole.text);
        let start = span.start + (text.len() - text.trim_start().len());
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let at = self.document.text.len();
        let (line, column) = whole.line_and_column(start).unwrap_or((0, 0));
        let begin = Turn { at, line, indent: column };
        let moved = |turn: &Turn| Turn { at: at + turn.at - start, ..*turn };
        let inside = |turn: &&Turn| turn.at > start && turn.at < start + text.len();
        let further = paragraph.turns.iter().filter(inside).map(moved);
        let turns = (column > 0).then_some(begin).into_iter().chain(further).collect();
        self.document.text.push_str(text);
        self.document.paragraphs.push(Paragraph {
            span: Span::new(at, self.document.text.len()),
            part: paragraph.part,
            place: paragraph.place.clone(),
            line,
            turns,
        });
        self.document.text.push('\n');
    }
}

/// A Han character or a Latin word.
struct Unit {
    start: usize,
    end: usize,
    side: Side,
    /// Whether a mark that ends a sentence or a heading stands between the unit before and this one.
    begins: bool,
}

/// The passages of a paragraph in one language each, and how many Han characters and Latin words it has;
/// one without either goes with what is before it.
fn pieces(text: &str, before: Side) -> (Vec<(Side, usize, usize)>, [usize; 2]) {
    let units = units(text);
    if units.is_empty() {
        return (vec![(before, 0, text.len())], [0, 0]);
    }
    let sides = sides(&units);
    let mut pieces = Vec::new();
    let (mut from, mut counts) = (0, [0, 0]);
    for (at, (unit, side)) in units.iter().zip(&sides).enumerate() {
        counts[usize::from(unit.side == Side::En)] += 1;
        if sides.get(at + 1).is_none_or(|next| next == side) {
            continue;
        }
        let to = cut(text, unit.end, units[at + 1].start);
        pieces.push((*side, from, to));
        from = to;
    }
    pieces.push((sides[sides.len() - 1], from, text.len()));
    (pieces, counts)
}

/// The units of a text outside brackets, or all of them if it has none outside.
fn units(text: &str) -> Vec<Unit> {
    let (mut outside, mut all) = (Vec::new(), Vec::new());
    let mut depth = 0_usize;
    let mut word: Option<usize> = None;
    let mut push = |start, end, side, depth| {
        for (units, is_taken) in [(&mut all, true), (&mut outside, depth == 0)] {
            let last = units.last().map_or(0, |unit: &Unit| unit.end);
            let begins = text[last..start].contains(|c| "。！？；：!?;:.".contains(c));
            if is_taken {
                units.push(Unit { start, end, side, begins });
            }
        }
    };
    for (at, c) in text.char_indices() {
        let letter = c.is_alphanumeric() && !is_han(c) && !c.is_numeric() || c == '\'' || c == '’';
        if letter {
            word.get_or_insert(at);
            continue;
        }
        if let Some(start) = word.take() {
            push(start, at, Side::En, depth);
        }
        match c {
            '(' | '（' | '[' | '【' | '《' | '〈' => depth += 1,
            ')' | '）' | ']' | '】' | '》' | '〉' => depth = depth.saturating_sub(1),
            _ if is_han(c) => push(at, at + c.len_utf8(), Side::Zh, depth),
            _ => {}
        }
    }
    if let Some(start) = word {
        push(start, text.len(), Side::En, depth);
    }
    if outside.is_empty() { all } else { outside }
}

/// The language of each unit, by the cheapest way through them.
fn sides(units: &[Unit]) -> Vec<Side> {
    let cost = |unit: &Unit| match unit.side {
        Side::Zh => [0.0, 1.0],
        Side::En => [LATIN, 0.0],
    };
    let mut sums = [0.0_f32; 2];
    let mut changed: Vec<[bool; 2]> = Vec::with_capacity(units.len());
    for unit in units {
        let change = if unit.begins { CHANGE_AT_END } else { CHANGE };
        let changes = [sums[1] + change < sums[0], sums[0] + change < sums[1]];
        let least = [sums[0].min(sums[1] + change), sums[1].min(sums[0] + change)];
        let own = cost(unit);
        sums = [least[0] + own[0], least[1] + own[1]];
        changed.push(changes);
    }
    let mut state = usize::from(sums[1] < sums[0]);
    let mut sides = vec![Side::Zh; units.len()];
    for at in (0..units.len()).rev() {
        if state == 1 {
            sides[at] = Side::En;
        }
        if changed[at][state] {
            state = 1 - state;
        }
    }
    sides
}

/// Where to cut between two units: after the first mark that ends the first passage, or else after the
/// first blank; digits right after the first unit, and its brackets, stay with it.
fn cut(text: &str, from: usize, to: usize) -> usize {
    let between = &text[from..to];
    let (mut depth, mut blank) = (0_i32, None);
    for (at, c) in between.char_indices() {
        let after = at + c.len_utf8();
        match c {
            '(' | '（' | '[' | '【' | '《' | '〈' => depth += 1,
            ')' | '）' | ']' | '】' | '》' | '〉' => depth -= 1,
            _ => {}
        }
        let next = between[after..].chars().next();
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let inside = is_digit(text[..from + at].chars().next_back()) && is_digit(next);
        let closes = next.is_some_and(|c| "。！？!?.”’」』）)".contains(c));
        let mark = "。！？；：!?;:.,，".contains(c);
        if depth <= 0 && !closes && mark && !inside {
            return from + after;
        }
        if depth <= 0 && c.is_whitespace() {
            blank.get_or_insert(from + after);
        }
    }
    if let Some(blank) = blank {
        return blank;
    }
    if between.chars().all(|c| !c.is_numeric()) { to } else { from }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_is_lost_and_every_place_is_right(text in "[天地人。，（A-Ca-c .(17\\n\r]{0,80}") {
            let document = Document::from_text("both", text.clone());
            if let Some((zh, en)) = apart(&document) {
                let shown = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
                prop_assert_eq!(shown(&zh.text) + shown(&en.text), shown(&text));
                for half in [&zh, &en] {
                    for paragraph in &half.paragraphs {
                        let (line, column) = half.line_and_column(paragraph.span.start).unwrap();
                        let whole = document.paragraphs.iter().find(|p| p.line == line).unwrap();
                        let rest: String = whole.span.of(&text).chars().skip(column).collect();
                        prop_assert!(rest.starts_with(paragraph.span.of(&half.text)));
                    }
                }
            }
        }
    }

    fn check(text: &str, zh: &[&str], en: &[&str]) {
        let document = Document::from_text("both", text);
        let (chinese, english) = apart(&document).unwrap();
        let lines = |document: &Document| -> Vec<String> {
            document.paragraphs.iter().map(|p| p.span.of(&document.text).to_owned()).collect()
        };
        assert_eq!(lines(&chinese), zh, "{text}");
        assert_eq!(lines(&english), en, "{text}");
    }

    #[test]
    fn paragraphs_in_turn() {
        check(
            "第一章 总则\nChapter I General Provisions\n\n为了发展经济，制定本法。\nThis Law is enacted to develop the economy.",
            &["第一章 总则", "为了发展经济，制定本法。"],
            &["Chapter I General Provisions", "This Law is enacted to develop the economy."],
        );
    }

    #[test]
    fn sentences_in_turn_within_a_paragraph() {
        check(
            "去年产量增长17.1%。Output grew by 17.1 percent last year.2018年任务艰巨，我们要努力。The tasks \
             of 2018 are hard and we must work.",
            &["去年产量增长17.1%。", "2018年任务艰巨，我们要努力。"],
            &[
                "Output grew by 17.1 percent last year.",
                "The tasks of 2018 are hard and we must work.",
            ],
        );
    }

    #[test]
    fn words_of_the_other_language_stay_where_they_are() {
        check(
            "公司使用 Trados Studio 翻译，即供给侧结构性改革（the structural reform on the supply side of it all）。\n\
             The company uses it for supply-side structural reform (供给侧结构性改革), as Mr Wang 王 said today.",
            &[
                "公司使用 Trados Studio 翻译，即供给侧结构性改革（the structural reform on the supply side of it all）。",
            ],
            &[
                "The company uses it for supply-side structural reform (供给侧结构性改革), as Mr Wang 王 said today.",
            ],
        );
    }

    #[test]
    fn texts_in_one_language_are_none() {
        for text in [
            "公司使用 Trados 翻译文件，质量很好。",
            "Mr Wang (王先生) came home at last.",
            "12345\n67",
            "",
        ] {
            assert_eq!(apart(&Document::from_text("one", text)), None, "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "你好世界，早上好。Good morning to the whole wide world.\n再见，朋友们。Goodbye to all my good friends.";
        let (zh, en) = apart(&Document::from_text("both", text)).unwrap();
        let at = |document: &Document, word: &str| {
            document.line_and_column(document.text.find(word).unwrap()).unwrap()
        };
        assert_eq!(at(&zh, "早上"), (1, 5));
        assert_eq!(at(&zh, "朋友"), (2, 3));
        assert_eq!(at(&en, "morning"), (1, 14));
        assert_eq!(at(&en, "friends"), (2, 30));
    }
}
