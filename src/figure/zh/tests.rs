//! What must always hold for the Chinese reader: a value written in any surface form reads back as
//! itself, spans fall on character boundaries and never overlap, and hard text takes linear time.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::read_zh;
use crate::figure::{Figure, Kind, Quantity, Value};

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const CAPITALS: [(char, char); 13] = [
    ('一', '壹'),
    ('二', '贰'),
    ('三', '叁'),
    ('四', '肆'),
    ('五', '伍'),
    ('六', '陆'),
    ('七', '柒'),
    ('八', '捌'),
    ('九', '玖'),
    ('十', '拾'),
    ('百', '佰'),
    ('千', '仟'),
    ('零', '零'),
];
const TRADITIONAL: [(char, char); 4] = [('万', '萬'), ('亿', '億'), ('贰', '貳'), ('陆', '陸')];

/// A whole number below 10¹⁶ in Chinese numerals: 10203 is 一万零二百零三.
fn spelled(number: u64) -> String {
    if number == 0 {
        return "零".to_owned();
    }
    let mut text = String::new();
    let sections = [(1_0000_0000_0000, "万亿"), (1_0000_0000, "亿"), (1_0000, "万"), (1, "")];
    let mut gap = false;
    for (size, name) in sections {
        let section = number / size % 10_000;
        if section == 0 {
            gap = true;
            continue;
        }
        if !text.is_empty() && (gap || section < 1000) {
            text.push('零');
        }
        gap = false;
        text += &section_spelled(section);
        // 三万零五百亿: the big unit is said once, 万亿 only when nothing stands below it.
        text += if name == "万亿" && !(number / 1_0000_0000).is_multiple_of(10_000) {
            "万"
        } else {
            name
        };
    }
    text
}

fn section_spelled(section: u64) -> String {
    let mut text = String::new();
    let mut zero = false;
    for (size, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = section / size % 10;
        if digit == 0 {
            zero = !text.is_empty();
            continue;
        }
        if zero {
            text.push('零');
            zero = false;
        }
        text.push(DIGITS[digit as usize]);
        text += unit;
    }
    text
}

fn replaced(text: &str, pairs: &[(char, char)]) -> String {
    let of = |c| pairs.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
    text.chars().map(of).collect()
}

fn grouped(number: u64) -> String {
    let plain = number.to_string();
    let mut text = String::new();
    for (index, c) in plain.chars().enumerate() {
        if index > 0 && (plain.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    text
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' | '.' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// The one figure of a text.
fn one(text: &str) -> Figure {
    let figures = read_zh(text);
    assert_eq!(figures.len(), 1, "{text}: {figures:?}");
    figures[0].clone()
}

fn check(text: &str, kind: Kind, value: Value) {
    let figure = one(text);
    assert_eq!((figure.kind, figure.quantity), (kind, Quantity::Number(value)), "{text}");
}

fn numbers() -> impl Strategy<Value = u64> {
    prop_oneof![1_u64..100, 1_u64..10_000, 1_u64..1_0000_0000, 1_u64..1_0000_0000_0000_0000]
}

proptest! {
    #[test]
    fn a_whole_number_reads_back_from_every_form(number in numbers()) {
        let value = Value::ratio(i128::from(number), 1).unwrap();
        let chinese = spelled(number);
        let capital = replaced(&chinese, &CAPITALS);
        for form in [
            number.to_string(),
            grouped(number),
            wide(&number.to_string()),
            replaced(&chinese, &TRADITIONAL),
            chinese.clone(),
        ] {
            check(&format!("共{form}个"), Kind::Cardinal, value);
            check(&form, Kind::Cardinal, value);
            check(&format!("负{form}%"), Kind::Percent, value.neg());
            check(&format!("{form}美元"), Kind::Money, value);
            check(&format!("{form}公里"), Kind::Measure, value);
        }
        for form in [replaced(&capital, &TRADITIONAL), capital] {
            check(&format!("{form}元整"), Kind::Money, value);
        }
        check(&format!("百分之{chinese}"), Kind::Percent, value);
        check(&format!("第{chinese}个"), Kind::Ordinal, value);
    }

    #[test]
    fn a_mixture_reads_back(high in 1_u64..10_000, low in 1_u64..10_000, decimals in 1_u64..1000) {
        let value = |number: u64| Value::ratio(i128::from(number), 1).unwrap();
        check(&format!("{high}亿{low}万"), Kind::Cardinal, value(high * 1_0000_0000 + low * 1_0000));
        check(&format!("{high}万亿"), Kind::Cardinal, value(high * 1_0000_0000_0000));
        check(
            &format!("{high}.{decimals:03}亿元"),
            Kind::Money,
            value(high * 1_0000_0000 + decimals * 10_0000),
        );
        let spoken: String =
            format!("{decimals:03}").bytes().map(|b| DIGITS[usize::from(b - b'0')]).collect();
        let exact = Value::ratio(i128::from(high * 1000 + decimals), 1000).unwrap();
        check(&format!("{}点{spoken}万吨", spelled(high)), Kind::Measure,
            exact.mul(Value::int(10_000)).unwrap());
        check(&format!("百分之{}点{spoken}", spelled(high)), Kind::Percent, exact);
        let ratio = Value::ratio(i128::from(low), i128::from(high) + 1).unwrap();
        check(&format!("{}分之{}", spelled(high + 1), spelled(low)), Kind::Fraction, ratio);
    }

    #[test]
    fn spans_are_sound_on_any_text(text in "[0-9０-９一二三十百千万亿兆点第年月日时分半几多余成倍折%％,.，、（）()至到~\\-/:+A-Z个元人上前首双负零〇两廿壹拾“” \n]{0,60}") {
        let mut end = 0;
        for figure in read_zh(&text) {
            prop_assert!(figure.span.start >= end, "{text:?}");
            prop_assert!(figure.span.start < figure.span.end);
            end = figure.span.end;
            for span in [figure.span, figure.numeral, figure.head] {
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                prop_assert!(span.start <= span.end);
            }
            prop_assert!(figure.span.start <= figure.numeral.start);
            prop_assert!(figure.numeral.end <= figure.span.end, "{text:?} {figure:?}");
        }
    }
}

#[test]
fn hard_text_takes_linear_time() {
    let patterns = [
        "7",
        "十百千万亿",
        "一二三百万",
        "1-",
        "1.",
        "1,000",
        "百分之",
        "三分之",
        "第",
        "1至",
        "三、",
        "零",
        "二〇",
        "a1",
        "“四",
        "（1",
        "半",
        "几十",
        "2万",
        "一",
        "十",
        "千百",
        "3:",
        "1/",
        "年1月",
    ];
    for pattern in patterns {
        let time = |n_bytes: usize| {
            let text = pattern.repeat(n_bytes / pattern.len());
            let best = (0..2).map(|_| {
                let start = Instant::now();
                let figures = read_zh(&text);
                (start.elapsed(), figures.len())
            });
            best.map(|(time, _)| time).min().unwrap_or_default()
        };
        let (short, long) = (time(50_000), time(400_000));
        // Eight times the text; forty times the time would be the beginning of a square.
        let allowed = short * 40 + Duration::from_millis(50);
        assert!(long < allowed, "{pattern}: {short:?} for 50 kB, {long:?} for 400 kB");
    }
}

#[test]
fn a_number_too_long_for_a_value_is_a_code() {
    for text in ["9".repeat(60), "九".repeat(60), format!("1{}", "万亿".repeat(9))] {
        let figures = read_zh(&text);
        assert!(matches!(figures[0].quantity, Quantity::Text(_) | Quantity::Number(_)), "{text}");
    }
    assert_eq!(one(&"9".repeat(60)).kind, Kind::Code);
}

#[test]
fn the_word_lists_are_sorted_and_without_doubles() {
    let lists = [
        include_str!("../../../data/figures/not-figures-zh.tsv"),
        include_str!("../../../data/figures/slogans-zh.tsv"),
        include_str!("../../../data/figures/classifiers-zh.tsv"),
        include_str!("../../../data/figures/unit-guards-zh.tsv"),
        include_str!("../../../data/figures/fold-zh.tsv"),
        include_str!("../../../data/figures/cues-zh.tsv"),
    ];
    for list in lists {
        assert!(list.starts_with("# "), "the first line says what the list is");
        let rows: Vec<&str> = list.lines().skip(2).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "{}", &list[..60.min(list.len())]);
    }
}

fn check_spans(text: &str, wanted: &[&str]) {
    let figures = read_zh(text);
    let got: Vec<&str> = figures.iter().map(|figure| figure.span.of(text)).collect();
    assert_eq!(got, wanted, "{text}");
}

#[test]
fn words_over_a_numeral_hide_it_alone() {
    check_spans("一直三年，一样的十分钟", &["三年", "十分钟"]);
    check_spans("十分努力，二十分钟", &["二十分钟"]);
    check_spans("三〇一萬圓，两個半小時", &["三〇一", "萬圓", "两個半小時"]);
}

#[test]
fn quoted_phrases_of_chinese_characters_count() {
    check_spans("树立“四个意识”，做到“两个维护”", &["四", "两"]);
    let kinds = |text: &str| read_zh(text).iter().map(|figure| figure.kind).collect::<Vec<_>>();
    assert_eq!(kinds("他说“三个扎实、肯干”"), [Kind::Slogan]);
    assert_eq!(kinds("他说“三个，abc扎实”"), [Kind::Cardinal]);
}

#[test]
fn currency_signs_and_separators_stand_close() {
    check_spans("人民币5元，＄6，US$7，币8", &["人民币5元", "＄6", "US$7", "8"]);
    check_spans("1,200人，1，200人，25，000元", &["1,200", "1", "200", "25，000元"]);
    check_spans("www.a1.com 5个，a@1b", &["www.a1.com", "5", "1b"]);
}
