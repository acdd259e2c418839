//! Standing properties of the English reader: a value written in any surface form reads back as
//! itself, spans fall on character boundaries in order, nothing panics, and the time is linear.

use std::time::Instant;

use duizhao::figure::json::FigureJson;
use duizhao::figure::read_en;
use proptest::prelude::*;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [&str; 5] = ["", " thousand", " million", " billion", " trillion"];

/// Writes numbers in words: with or without "and", with or without hyphens.
#[derive(Debug, Clone, Copy)]
struct Style {
    and: bool,
    hyphen: bool,
}

fn below_hundred(n: u64, style: Style) -> String {
    let (tens, unit) = (TENS[(n / 10) as usize], SMALL[(n % 10) as usize]);
    match (n, n % 10) {
        (0..20, _) => SMALL[n as usize].to_owned(),
        (_, 0) => tens.to_owned(),
        _ => format!("{tens}{}{unit}", if style.hyphen { "-" } else { " " }),
    }
}

fn below_thousand(n: u64, style: Style) -> String {
    let and = if style.and { " and " } else { " " };
    match (n / 100, n % 100) {
        (0, rest) => below_hundred(rest, style),
        (hundreds, 0) => format!("{} hundred", SMALL[hundreds as usize]),
        (hundreds, rest) => {
            format!("{} hundred{and}{}", SMALL[hundreds as usize], below_hundred(rest, style))
        }
    }
}

fn spelled(n: u64, style: Style) -> String {
    if n == 0 {
        return SMALL[0].to_owned();
    }
    let groups: Vec<u64> = (0..5).map(|group| n / 1000_u64.pow(group) % 1000).collect();
    let mut words = Vec::new();
    for (group, &value) in groups.iter().enumerate().rev() {
        if value == 0 {
            continue;
        }
        let last = group == 0 && value < 100 && style.and && !words.is_empty();
        let and = if last { "and " } else { "" };
        words.push(format!("{and}{}{}", below_thousand(value, style), SCALES[group]));
    }
    words.join(" ")
}

fn grouped(n: u64, separator: &str) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out += separator;
        }
        out.push(digit);
    }
    out
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' | '.' | '%' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
            _ => c,
        })
        .collect()
}

/// The one figure of a text as `kind:value`.
fn read(text: &str) -> String {
    let figures = read_en(text);
    let all: Vec<String> = figures
        .iter()
        .map(|figure| FigureJson::new(figure, text))
        .map(|json| format!("{}:{}", json.kind, json.value))
        .collect();
    all.join(" ; ")
}

/// A number that no reader could take for a year.
fn value() -> impl Strategy<Value = u64> {
    prop_oneof![0..1000_u64, 10_000..1_000_000_u64, 1_000_000..999_999_999_999_999_u64]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_number_reads_back(n in value(), and: bool, hyphen: bool) {
        let wanted = format!("cardinal:{n}");
        let style = Style { and, hyphen };
        let forms = [
            n.to_string(),
            grouped(n, ","),
            grouped(n, "\u{a0}"),
            grouped(n, "'"),
            // 182, 153, 717 is a list: only a short first group shows that it is one number.
            grouped(n, if n.to_string().len().is_multiple_of(3) { "," } else { ", " }),
            full_width(&n.to_string()),
            spelled(n, style),
            spelled(n, style).to_uppercase(),
        ];
        for form in forms {
            let text = format!("We counted {form} apples.");
            let form_read = read(&text);
            prop_assert!(form_read == wanted, "{} read as {}", text, form_read);
        }
    }

    #[test]
    fn a_scaled_number_reads_back(
        n in 1..10_000_u64,
        places in 0..3_u32,
        scale in prop_oneof![Just((" thousand", 3)), Just((" million", 6)), Just((" billion", 9)),
            Just(("bn", 9)), Just((" trillion", 12)), Just(("-million", 6)), Just(("K", 3)), Just(("M", 6))],
    ) {
        let (word, power): (&str, u32) = scale;
        let size = 10_u64.pow(places);
        let number = match places {
            0 => n.to_string(),
            _ => format!("{}.{:0width$}", n / size, n % size, width = places as usize),
        };
        // A single digit before K is also a name (4K).
        prop_assume!(!(word == "K" && number.len() == 1));
        let value = u128::from(n) * 10_u128.pow(power) / u128::from(size);
        let text = format!("They sold {number}{word} apples.");
        prop_assert_eq!(read(&text), format!("cardinal:{value}"), "{}", text);
        let text = format!("It cost US${number}{word}.");
        prop_assert_eq!(read(&text), format!("money:{value}"), "{}", text);
        let text = format!("It cost {number}{word} yuan.");
        prop_assert_eq!(read(&text), format!("money:{value}"), "{}", text);
    }

    #[test]
    fn a_percentage_reads_back(n in 1..9999_u64, and: bool) {
        let number = format!("{}.{}", n / 10, n % 10);
        let plain = number.trim_end_matches(".0").to_owned();
        for form in ["%", " %", " percent", " per cent", "pct", "％"] {
            let text = format!("a share of {number}{form} in all");
            prop_assert_eq!(read(&text), format!("percent:{plain}"), "{}", text);
        }
        let words = spelled(n / 10, Style { and, hyphen: true });
        let text = format!("a share of {words} point {} percent", SMALL[(n % 10) as usize]);
        prop_assert_eq!(read(&text), format!("percent:{plain}"), "{}", text);
    }

    #[test]
    fn a_date_reads_back(year in 1000..2999_i32, month in 1..=12_usize, day in 1..=28_u32) {
        let name = ["January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"][month - 1];
        let wanted = format!("date:{year}-{month:02}-{day:02}");
        for text in [
            format!("on {name} {day}, {year}"),
            format!("on {day} {name} {year}"),
            format!("on the {day}th of {name}, {year}"),
            format!("on {year}-{month:02}-{day:02}"),
            format!("on {year}/{month}/{day}"),
        ] {
            let date_read = read(&text);
            prop_assert!(date_read == wanted, "{} read as {}", text, date_read);
        }
        prop_assert_eq!(read(&format!("in {name} {year}")), format!("date:{year}-{month:02}"));
    }

    #[test]
    fn a_range_reads_back(low in 2..500_u64, more in 1..400_u64, and: bool) {
        let high = low + more;
        let wanted = format!("range:{low}-{high}");
        let style = Style { and: true, hyphen: and };
        // "two to three hundred" means two hundred to three hundred.
        prop_assume!(high % 100 != 0 || low * 100 >= high);
        for text in [
            format!("{low} to {high} people"),
            format!("between {low} and {high} people"),
            format!("{low}–{high} people"),
            format!("from {low} to {high} people"),
            format!("{} to {} people", spelled(low, style), spelled(high, style)),
            format!("between {} and {} people", spelled(low, style), spelled(high, style)),
        ] {
            let range_read = read(&text);
            prop_assert!(range_read == wanted, "{} read as {}", text, range_read);
        }
        let text = format!("{low} to {high} million people");
        prop_assert_eq!(read(&text), format!("range:{low}000000-{high}000000"));
    }

    #[test]
    fn spans_are_sound(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24)) {
        let text: String = pieces.concat();
        let mut end = 0;
        for figure in read_en(&text) {
            prop_assert!(figure.span.start >= end && !figure.span.is_empty(), "{}", text);
            prop_assert!(text.get(figure.span.range()).is_some(), "{}", text);
            prop_assert!(text.get(figure.head.range()).is_some(), "{}", text);
            let numeral = figure.numeral;
            prop_assert!(numeral.start >= figure.span.start && numeral.end <= figure.span.end, "{}", text);
            end = figure.span.end;
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        for figure in read_en(&text) {
            prop_assert!(text.get(figure.span.range()).is_some());
        }
    }
}

/// What texts full of figures are made of.
const PIECES: [&str; 96] = [
    " ",
    " ",
    " ",
    " ",
    "-",
    "-",
    ",",
    ".",
    ", ",
    "/",
    ":",
    "%",
    "$",
    "US$",
    "€",
    "+",
    "(",
    ")",
    "’",
    "'",
    "\n",
    "–",
    "½",
    "°C",
    "％",
    "３",
    "，",
    "1",
    "2",
    "7",
    "12",
    "30",
    "300",
    "2016",
    "000",
    "one",
    "two",
    "three",
    "nineteen",
    "twenty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "bn",
    "k",
    "m",
    "dozen",
    "half",
    "quarter",
    "quarters",
    "third",
    "thirds",
    "second",
    "first",
    "fifth",
    "and",
    "a",
    "an",
    "of",
    "to",
    "or",
    "between",
    "from",
    "in",
    "by",
    "point",
    "percent",
    "per cent",
    "percentage points",
    "January",
    "May",
    "BC",
    "AD",
    "century",
    "decade",
    "s",
    "st",
    "th",
    "pm",
    "o'clock",
    "past",
    "noon",
    "yuan",
    "RMB",
    "mu",
    "years",
    "old",
    "Phase",
    "II",
    "No.",
    "top",
    "Section",
    "more than",
    "times",
    "fold",
];

#[test]
fn a_megabyte_of_anything_is_read_in_linear_time() {
    let parts = [
        "7",
        "7,777,",
        "100 ",
        "100, ",
        "1-2-",
        "1.2.",
        "1/2/",
        "1:2:",
        "hundred million ",
        "one and ",
        "two to ",
        "three or ",
        "a ",
        "half a ",
        "between 1 and ",
        "A1",
        "a1-",
        "(1)",
        "$",
        "'9",
        "-1 ",
        "May 5, ",
        "first ",
        "one third of ",
        "more than ",
        "No. ",
        "twenty ",
        "oh five ",
        "@1",
        "://1",
        "12,34,",
        "1,00,",
        "point five ",
        "rose by ",
        "one out of ",
        "one in ",
        "1e5",
        "1×10",
        "½",
    ];
    for part in parts {
        let text = part.repeat(1_000_000 / part.len());
        let start = Instant::now();
        let n_figures = read_en(&text).len();
        let seconds = start.elapsed().as_secs_f64();
        assert!(seconds < 8.0, "{part:?}: {seconds:.1} s for {n_figures} figures");
    }
}
