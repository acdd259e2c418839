//! What a finding says, in Chinese, for the Chinese page: from its code and figures, by the table
//! `data/page/messages-zh.tsv`. The report itself speaks English.

use crate::check::{Code, Finding, Pair};
use crate::document::Side;
use crate::figure::json::FigureJson;
use crate::figure::{Figure, Quantity, Value};

const TABLE: &str = include_str!("../../../data/page/messages-zh.tsv");

/// The finding's message in Chinese.
pub(super) fn message(finding: &Finding, pair: Pair<'_>, translation: Side) -> String {
    let zh = finding.zh.as_ref().map(|figure| (figure, pair.zh));
    let en = finding.en.as_ref().map(|figure| (figure, pair.en));
    let (original, translated) = if translation == Side::En { (zh, en) } else { (en, zh) };
    let name = |seat: Option<(&Figure, &str)>| {
        seat.map(|(figure, text)| named(figure, text)).unwrap_or_default()
    };
    let times = original.zip(translated).and_then(|(o, t)| times(o.0, t.0)).unwrap_or_default();
    template(finding.code, original.is_some(), translated.is_some())
        .replace("{times}", &times)
        .replace("{rule}", &rule(&finding.message))
        .replace("{o}", &name(original))
        .replace("{t}", &name(translated))
}

/// The sentence of a code for the sides that have a figure.
fn template(code: Code, original: bool, translation: bool) -> &'static str {
    let column = match (original, translation) {
        (true, true) => 1,
        (true, false) => 2,
        (false, true) => 3,
        (false, false) => 4,
    };
    let mut rows = TABLE.lines().map(|line| line.split('\t'));
    let cell = rows
        .find_map(|mut cells| (cells.next() == Some(code.name())).then(|| cells.nth(column - 1)))
        .flatten();
    match cell.filter(|cell| !cell.is_empty()) {
        Some(cell) => cell,
        None => match column {
            1 => "数字不符：原文{o}，译文{t}。",
            2 => "原文的{o}与译文不符。",
            3 => "译文的{t}与原文不符。",
            _ => "这一句对的数字不符。",
        },
    }
}

/// A figure as written and, where that says more, as read: “2.8亿”（280,000,000）.
fn named(figure: &Figure, text: &str) -> String {
    let written = text.get(figure.span.range()).unwrap_or("").trim();
    let read = FigureJson::new(figure, text);
    let value = grouped(&read.value);
    let plain: String = written.chars().filter(|c| !matches!(c, ',' | ' ' | '，')).collect();
    if plain.contains(read.value.as_str()) {
        format!("“{written}”")
    } else {
        format!("“{written}”（{value}）")
    }
}

/// A plain number with a comma after every third digit; anything else as it is.
fn grouped(value: &str) -> String {
    let (whole, rest) = value.split_once('.').map_or((value, None), |(a, b)| (a, Some(b)));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.to_owned();
    }
    let mut out = String::from(if whole.len() > digits.len() { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    rest.map(|rest| format!("{out}.{rest}")).unwrap_or(out)
}

/// `，大了10倍`: where one is a power of ten of the other.
fn times(original: &Figure, translation: &Figure) -> Option<String> {
    let value = |figure: &Figure| match &figure.quantity {
        Quantity::Number(value) => Some(*value),
        _ => None,
    };
    let (original, translation) = (value(original)?, value(translation)?);
    (1..=12).find_map(|power| {
        let factor = Value::power_of_ten(power)?;
        let said = format!("{}", 10_u64.pow(power.unsigned_abs()));
        if original.mul(factor) == Some(translation) {
            Some(format!("，是原文的{}倍", grouped(&said)))
        } else if translation.mul(factor) == Some(original) {
            Some(format!("，是原文的{}分之一", grouped(&said)))
        } else {
            None
        }
    })
}

/// What a message about damage says became what: （0→1）.
fn rule(message: &str) -> String {
    let is_rule = |word: &&str| word.contains('→') && word.chars().count() > 1;
    let ends = |c: char| matches!(c, ',' | ';' | '.' | ':');
    let mut rules: Vec<&str> = message
        .split_whitespace()
        .filter(is_rule)
        .map(|word| word.trim_end_matches(ends))
        .collect();
    rules.dedup();
    if rules.is_empty() { String::new() } else { format!("（{}）", rules.join("、")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Options, compare};

    #[test]
    fn every_code_has_words_of_its_own() {
        let mut seen = Vec::new();
        for code in Code::ALL {
            let words = template(code, code != Code::Systematic, code != Code::Systematic);
            assert!(!words.starts_with("数字不符") && !words.starts_with("这一句"), "{code}");
            assert!(!seen.contains(&words), "{code}");
            seen.push(words);
        }
        let named = |line: &str| Code::named(line.split('\t').next().unwrap_or("")).is_some();
        let rows =
            TABLE.lines().filter(|line| !line.starts_with(['#']) && !line.starts_with("code\t"));
        assert!(rows.clone().all(named), "a row is of no code");
        assert!(rows.clone().all(|row| row.split('\t').count() == 5), "a row has not five cells");
        assert_eq!(rows.count(), Code::ALL.len());
    }

    #[test]
    fn messages_name_both_figures_and_what_they_say() {
        let check = |zh: &str, en: &str, wanted: &str| {
            let findings = compare(zh, en, &Options::default());
            assert_eq!(message(&findings[0], Pair { zh, en }, Side::En), wanted);
        };
        check(
            "全国有2.8亿农民工。",
            "There are 2.8 billion migrant workers.",
            "数量级不对：原文“2.8亿”（280,000,000），译文“2.8 billion”（2,800,000,000），是原文的10倍。",
        );
        check(
            "全年开行500班。",
            "It will run 511 trains all year.",
            "数字不同：原文“500”，译文“511”。",
        );
    }

    #[test]
    fn rules_of_damage_are_named() {
        assert_eq!(rule("6 figures differ only by 0→1, and no 0 is left in the text."), "（0→1）");
        assert_eq!(rule("2 figures lost their decimal point."), "");
    }
}
