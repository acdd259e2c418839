//! Sentences with nothing in them but a sign or a number of a list, `1.`, `(a)`, `三、`, `②`, `-`, or the
//! letter of a question or an answer, `Q:`, `答：`, and those that begin with one.

use super::Marker;
use super::sections::section;
use crate::token::fold_width;

/// What a sentence is in which no word stands.
pub(super) fn marker(text: &str) -> Marker {
    // Longer texts are none; nothing of them is read.
    if text.len() > MAX_BYTES {
        return Marker::None;
    }
    let is_word = |c: char| c.is_alphanumeric();
    let mut signs = text.chars().filter(|&c| !is_word(c) && !c.is_whitespace());
    let core = text.trim_matches(|c| !is_word(c));
    if core.is_empty() {
        return if signs.next().is_some() { Marker::Sign } else { Marker::Blank };
    }
    if let Some((section, rest)) = section(core)
        && !rest.contains(is_word)
    {
        return section;
    }
    let mut chars = core.chars();
    if let (Some(c @ '①'..='⑳'), None) = (chars.next(), chars.next()) {
        return Marker::Number(c as u16 - '①' as u16 + 1);
    }
    // A number without a sign may be a figure of a table, and a letter a name.
    let of_list = |c: char| {
        matches!(fold_width(c), '.' | ')' | '(' | '[' | ']' | ':' | '-')
            || "、】【〔〕〉〈-–•·*#".contains(c)
    };
    if signs.clone().next().is_none() || !signs.all(of_list) {
        return Marker::None;
    }
    let core: String = core.chars().map(fold_width).collect();
    number(&core).map(Marker::Number).or_else(|| letter(&core)).unwrap_or(Marker::None)
}

/// The marker before a sentence's words, if it has one.
pub(super) fn label(text: &str) -> Marker {
    if let Some((section, _)) = section(text) {
        return section;
    }
    let ends = |(at, c): (usize, char)| ".)、）:：".contains(c).then(|| at + c.len_utf8());
    let end = text.char_indices().take(LONGEST_LABEL).skip(1).find_map(ends);
    end.map_or(Marker::None, |end| match marker(&text[..end]) {
        label @ (Marker::Number(_) | Marker::Letter(_)) => label,
        _ => Marker::None,
    })
}

/// Characters of the longest number of a list before words.
const LONGEST_LABEL: usize = 8;
/// Longest marker.
const MAX_BYTES: usize = 24;

fn letter(core: &str) -> Option<Marker> {
    let mut chars = core.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return None };
    match c {
        '问' | '問' => Some(Marker::Letter(b'q')),
        '答' => Some(Marker::Letter(b'a')),
        _ => c.is_ascii_alphabetic().then(|| Marker::Letter(c.to_ascii_lowercase() as u8)),
    }
}

/// A number of a list, in digits, Roman or Chinese numerals.
fn number(core: &str) -> Option<u16> {
    if core.len() <= 3 && core.bytes().all(|b| b.is_ascii_digit()) {
        return core.parse().ok();
    }
    roman(core).or_else(|| chinese(core))
}

/// Roman numerals below forty.
pub(super) fn roman(core: &str) -> Option<u16> {
    let upper = core.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let lower = core.len() > 1 && core.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    if !(upper || lower) {
        return None;
    }
    let core = core.to_ascii_uppercase();
    let units = core.trim_start_matches('X');
    let tens = core.len() - units.len();
    let units = match units {
        "" => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    (tens <= 3).then_some(tens as u16 * 10 + units)
}

/// Chinese numerals below a hundred.
pub(super) fn chinese(core: &str) -> Option<u16> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|at| at as u16 + 1);
    let whole = |text: &str, empty: u16| {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Some(empty),
            (Some(c), None) => digit(c),
            _ => None,
        }
    };
    match core.split_once('十') {
        Some((tens, units)) => Some(whole(tens, 1)? * 10 + whole(units, 0)?),
        None => whole(core, 0).filter(|&number| number > 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Division;

    fn check(texts: &[&str], wanted: Marker) {
        for text in texts {
            assert_eq!(marker(text), wanted, "{text}");
        }
    }

    #[test]
    fn numbers_and_signs_of_lists_are_told_from_sentences() {
        check(&["", " ", "\u{3000}"], Marker::Blank);
        check(&["-", "•", "***", "* * *", "——"], Marker::Sign);
        check(&["1.", "（1）", "１、", "一、", "(一)", "I.", "①", "1)", "[1]"], Marker::Number(1));
        check(&["14.", "十四、", "XIV.", "xiv)", "⑭"], Marker::Number(14));
        check(&["(a)", "A.", "ａ）"], Marker::Letter(b'a'));
        check(&["二十一、"], Marker::Number(21));
        check(&["Q:", "问：", "問:", "Q."], Marker::Letter(b'q'));
        check(&["A:", "答：", "【答】"], Marker::Letter(b'a'));
        check(&["Article 5", "第五条", "ARTICLE V."], Marker::Section(Division::Article, 5));
    }

    #[test]
    fn the_marker_before_the_words_is_their_label() {
        for (text, wanted) in [
            ("1. Open the lid.", Marker::Number(1)),
            ("（一）属于违法建筑的；", Marker::Number(1)),
            ("(b) by post", Marker::Letter(b'b')),
            ("问：中方对此有何评论？", Marker::Letter(b'q')),
            ("答：我们注意到了有关报道。", Marker::Letter(b'a')),
            ("答应他的事要做到。", Marker::None),
            ("第三章 总则", Marker::Section(Division::Chapter, 3)),
            ("Mr. Li left.", Marker::None),
            ("他走了。", Marker::None),
            ("1984 was a year.", Marker::None),
        ] {
            assert_eq!(label(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_may_be_said_is_no_marker() {
        check(
            &[
                "500",
                "1984.",
                "1.5",
                "I",
                "A!",
                "一？",
                "好。",
                "No.",
                "Mix.",
                "十点。",
                "Article 5 of the Law",
                "MARY:",
            ],
            Marker::None,
        );
    }
}
