//! Standing properties of the checks: random right pairs raise nothing, random wrong ones
//! something, no text makes them panic, and the result does not depend on the number of threads.

use duizhao::check::{Level, Options, Pair, check_pairs, compare};
use proptest::prelude::*;

/// A frame with a figure in it: Chinese and English, `{}` for the numeral.
const FRAMES: [(&str, &str); 5] = [
    ("全市共有学校{}所。", "The city has {} schools."),
    ("公司去年卖出{}台机器。", "The company sold {} machines last year."),
    ("项目总投资{}元。", "Total investment in the project is {} yuan."),
    ("水库面积{}亩。", "The reservoir covers {} mu."),
    ("铁路全长{}公里。", "The railway is {} kilometers long."),
];

fn grouped(number: u64) -> String {
    let plain = number.to_string();
    let mut text = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `12.3万` and `123,000`: a number of so many digits in each language's style.
fn styles(digits: u64, power: u32) -> (String, String) {
    let value = digits * 10_u64.pow(power);
    let scaled = |unit: u64, word: &str| {
        let (whole, rest) = (value / unit, value % unit);
        let width = unit.to_string().len() - 1;
        let decimals = format!("{rest:0width$}").trim_end_matches('0').to_string();
        let point = if decimals.is_empty() { "" } else { "." };
        format!("{whole}{point}{decimals}{word}")
    };
    let zh = match value {
        100_000_000.. => scaled(100_000_000, "亿"),
        10_000.. => scaled(10_000, "万"),
        _ => value.to_string(),
    };
    let en = match value {
        1_000_000_000.. => scaled(1_000_000_000, " billion"),
        1_000_000.. => scaled(1_000_000, " million"),
        _ => grouped(value),
    };
    (zh, en)
}

fn loud(zh: &str, en: &str) -> Vec<String> {
    compare(zh, en, &Options::default())
        .into_iter()
        .filter(|finding| finding.level > Level::Note)
        .map(|finding| format!("{} {}", finding.code, finding.message))
        .collect()
}

/// What figures and what stands beside them are made of.
const ZH_PIECES: &str = "3 十几 5至7 0到319度 -5℃ 6英寸 （约15厘米） (20%) 12公里 第三 二、三十年 1月5日 下午3点 \
    1点 四分之一 1/4 .45 .30-06 %1$s &#8217; 成千上万 数百 万 亿 个 块 元 $7 多 近 约 超过 不得 以上 和 、 ， 。 的 \
    （ ） 8米 摄氏 华氏 两打 千分之一秒 6折 八成 前三季度 2017年 70-20万年前 X20% = 40个点 12号 4k 同比-2.3%";
const EN_PIECES: &str = "3 teens dozen 5 to 7 0 to 319 degrees -5°C 6-inch (about 15 cm) (20%) 12 km third \
    two or three decades January 5 3 p.m. 1:12,000 a quarter 1/4 .45 .30-06 %1$s &#8217; thousands of tens \
    hundred million yuan $.89 bucks more than less nearly about against not at least and , . of ( ) 8 m \
    Fahrenheit XXII century BC the 900s 18th 16th centuries percent points minus T '06 4k in the first three \
    quarters on Monday years ago x =";

/// A text of some of the pieces, between blanks.
fn text_of(pieces: &'static str) -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = pieces.split_whitespace().collect();
    prop::collection::vec(prop::sample::select(pieces), 0..14).prop_map(|some| some.join(" "))
}

proptest! {
    #[test]
    fn no_text_of_figures_makes_it_panic(zh in text_of(ZH_PIECES), en in text_of(EN_PIECES)) {
        for zh in [zh.clone(), zh.replace(' ', "")] {
            let findings = compare(&zh, &en, &Options::default());
            for finding in findings.iter().filter_map(|finding| finding.replaces) {
                prop_assert!(en.get(finding.range()).is_some());
            }
        }
    }

    /// Numbers of many decimals once never came to an end when they were written out.
    #[test]
    fn numbers_of_any_size_are_told_in_few_words(
        (zh, en) in (1_u64.., 1_u64..), powers in (-40..40_i32, -40..40_i32),
    ) {
        let zh = format!("测得的数值是{}.{zh}E{}。", zh % 10, powers.0);
        let en = format!("The value that was measured is {}.{en}E{}.", en % 10, powers.1);
        for finding in compare(&zh, &en, &Options::default()) {
            prop_assert!(finding.message.len() < 600, "{}", finding.message);
        }
    }

    #[test]
    fn a_right_pair_raises_nothing(
        frame in 0..FRAMES.len(), digits in 13_u64..9999, power in 0_u32..7
    ) {
        let (zh, en) = styles(digits, power);
        let (zh, en) = (FRAMES[frame].0.replace("{}", &zh), FRAMES[frame].1.replace("{}", &en));
        prop_assert_eq!(loud(&zh, &en), Vec::<String>::new(), "{} | {}", zh, en);
    }

    #[test]
    fn a_wrong_pair_is_heard(
        frame in 0..FRAMES.len(), digits in 101_u64..9999, other in 101_u64..9999, power in 0_u32..7
    ) {
        // 42,450 is 4.25万 as far as that is shown: rounded, not wrong.
        let steps = [1000, 100, 10];
        let step = |n: u64| steps.into_iter().find(|&step| n.is_multiple_of(step)).unwrap_or(1);
        prop_assume!(2 * digits.abs_diff(other) > step(digits).max(step(other)));
        let (zh, _) = styles(digits, power);
        let (_, en) = styles(other, power);
        let (zh, en) = (FRAMES[frame].0.replace("{}", &zh), FRAMES[frame].1.replace("{}", &en));
        prop_assert!(!loud(&zh, &en).is_empty(), "{} | {}", zh, en);
    }

    #[test]
    fn dates_agree_and_disagree(
        year in 1900..2100, month in 1_usize..=12, day in 1..=28, off in 1..5
    ) {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ];
        let zh = format!("大会于{year}年{month}月{day}日开幕。");
        let right = format!("The congress opened on {} {day}, {year}.", names[month - 1]);
        let wrong = format!("The congress opened on {} {day}, {}.", names[month - 1], year + off);
        prop_assert_eq!(loud(&zh, &right), Vec::<String>::new());
        prop_assert!(!loud(&zh, &wrong).is_empty());
    }

    #[test]
    fn no_text_makes_it_panic(
        zh in "[0-9一二三十百千万亿第年月日%，。.（）元亩a-zA-Z$ ]{0,60}",
        en in "[0-9a-zA-Z $%.,()-]{0,60}",
    ) {
        let pairs = [Pair { zh: &zh, en: &en }, Pair { zh: "", en: &en }, Pair { zh: &zh, en: "" }];
        let report = check_pairs(&pairs, &Options::default());
        for finding in &report.findings {
            let pair = pairs[finding.pair];
            for (figure, text) in [(&finding.zh, pair.zh), (&finding.en, pair.en)] {
                if let Some(figure) = figure {
                    prop_assert!(text.get(figure.span.range()).is_some());
                }
            }
            if let Some(span) = finding.replaces {
                prop_assert!(pair.en.get(span.range()).is_some());
            }
        }
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let table = include_str!("check/pairs.tsv");
    let pairs: Vec<Pair<'_>> = table
        .lines()
        .skip(2)
        .filter_map(|line| {
            let mut cells = line.split('\t').skip(1);
            Some(Pair { zh: cells.next()?, en: cells.next()? })
        })
        .collect();
    let run = |n_threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| check_pairs(&pairs, &Options::default()))
    };
    let one = run(1);
    assert_eq!(one, run(4));
    assert!(one.count(Level::Error) > 100);
}

#[test]
fn a_pair_of_a_thousand_figures_is_paired_and_says_how() {
    let zh: String = (100..1100).map(|n| format!("{n}个、")).collect();
    let en: String = (100..1100).map(|n| format!("{n} items, ")).collect();
    let report = check_pairs(&[Pair { zh: &zh, en: &en }], &Options::default());
    assert_eq!(report.count(Level::Error), 0);
    assert!(report.notes.iter().any(|note| note.contains("too many")), "{:?}", report.notes);
}

#[test]
fn a_pair_of_thousands_of_unrelated_figures_is_done_in_time() {
    let zh: String = (0..2000).map(|n| format!("{}个、", 1000 + 2 * n)).collect();
    let en: String = (0..2000).map(|n| format!("{} items, ", 1001 + 2 * n)).collect();
    let report = check_pairs(&[Pair { zh: &zh, en: &en }], &Options::default());
    assert!(!report.notes.is_empty());
}
