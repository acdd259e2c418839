//! Lines that are joined, lines that are kept, and what comes between.

use super::{Between, Hyphens, item, joined, rows};
use crate::document::Document;
use crate::read::Lines;

/// Paragraphs after joining, with the lines they begin at.
fn paragraphs(text: &str, lines: Lines) -> Vec<(usize, String)> {
    let document = joined(Document::from_text("x", text), lines);
    let whole = |p: &crate::document::Paragraph| (p.line, document.slice(p.span).to_owned());
    document.paragraphs.iter().map(whole).collect()
}

const ENGLISH: &str = "\
CHAPTER ONE

It was a long way to the river, and the\r
old man went slowly. He had carried well-
known goods, and the govern-
ment had paid 2,000 yuan for them.
    The government of the town lay there;
it was well-known. Nobody asked what the
goods had been, though some would have
liked to know it very much indeed - so
- it seemed.
- One item of a list, which is as long as
  a line is.
- Another.

The end of it.
";

#[test]
fn full_lines_amid_sentences_are_joined() {
    let wanted = [
        (1, "CHAPTER ONE"),
        (
            3,
            "It was a long way to the river, and the old man went slowly. He had carried \
             well-known goods, and the government had paid 2,000 yuan for them.",
        ),
        (
            7,
            "    The government of the town lay there; it was well-known. Nobody asked what \
             the goods had been, though some would have liked to know it very much indeed - so - it seemed.",
        ),
        (12, "- One item of a list, which is as long as a line is."),
        (14, "- Another."),
        (16, "The end of it."),
    ];
    let wanted: Vec<(usize, String)> =
        wanted.into_iter().map(|(line, text)| (line, text.to_owned())).collect();
    assert_eq!(paragraphs(ENGLISH, Lines::Auto), wanted);
    assert_eq!(paragraphs(ENGLISH, Lines::Keep).len(), 14);
}

#[test]
fn chinese_is_joined_without_spaces_and_numbers_stay_whole() {
    let text = "\u{3000}\u{3000}今年以来我市经济平稳运行，全年完成投资1
2.5亿元，比上年增长百分之八。城乡居民收入
水平提高，达到“两个百分点”
“三个百分点”的目标，通过了ISO9
000认证，重点项目开工五百个，新增就业
60万人。
\u{3000}\u{3000}明年要着力推进改革，扩大开放，做好各
项工作。
";
    let wanted = [
        (
            1,
            "\u{3000}\u{3000}今年以来我市经济平稳运行，全年完成投资12.5亿元，比上年增长百分之八。城乡居民\
             收入水平提高，达到“两个百分点”“三个百分点”的目标，通过了ISO9000认证，重点项目开工五百个，\
             新增就业60万人。",
        ),
        (7, "\u{3000}\u{3000}明年要着力推进改革，扩大开放，做好各项工作。"),
    ]
    .map(|(line, text)| (line, text.to_owned()));
    assert_eq!(paragraphs(text, Lines::Auto), wanted);
}

/// Lines that are paragraphs, verse, lists, tables and lines that are all the same stay as they
/// are.
#[test]
fn lines_of_other_kinds_are_kept() {
    for (kind, line) in [
        ("sentences", "The city built roads. It was the year of the great flood in the east.\n"),
        ("the same", "我们要发展经济。今年要进一步推进各项改革工作并且扩大对外开放的\n"),
        ("no end", "the city built roads and it was the year of the great flood in the\n"),
        ("digits", "1234567890 1234567890 1234567890 1234567890\n"),
        ("verse", "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n"),
        ("headings", "关于推进改革的若干意见\n加强领导\n今年的工作。做好各项事情\n"),
    ] {
        let text = line.repeat(30);
        assert_eq!(paragraphs(&text, Lines::Auto).len(), text.lines().count(), "{kind}");
    }
}

/// No sentence ends within a line of a resolution whose points have one sentence each.
#[test]
fn points_of_one_sentence_are_joined() {
    let point = "Calls upon all the States that have not yet\ndone so to consider becoming parties \
                 to\nthe Convention as soon as they can;\n\n";
    let got = paragraphs(&point.repeat(6), Lines::Auto);
    assert_eq!(got.len(), 6, "{got:?}");
}

#[test]
fn lines_are_joined_when_asked_for() {
    let text = "It was a long way to the river\nand the man went slowly.\n";
    assert_eq!(paragraphs(text, Lines::Auto).len(), 2);
    assert_eq!(paragraphs(text, Lines::Join).len(), 1);
}

/// The sentence goes on over the page's end and its number; a number alone is text.
#[test]
fn pages_end_amid_sentences() {
    let text = ENGLISH.replace("He had carried", "\n\n   12\n\u{C}\nhe had carried");
    let text = text.replace("the\r\nold", "\n\n   11\n\u{C}old") + ENGLISH + "\n 1999\n";
    let got = paragraphs(&text, Lines::Auto);
    let whole = "It was a long way to the river, and old man went slowly.";
    assert_eq!(got[1], (3, whole.to_owned()));
    assert!(got[2].1.starts_with("he had carried"), "{got:?}");
    assert_eq!(got.last().unwrap().1, " 1999");
    assert!(got.iter().all(|(_, text)| !matches!(text.trim(), "11" | "12")), "{got:?}");
}

#[test]
fn every_byte_knows_its_line_and_column() {
    let document = joined(Document::from_text("x", ENGLISH), Lines::Auto);
    let lines: Vec<&str> = ENGLISH.lines().collect();
    for word in ["CHAPTER", "river", "old man", "2,000", "well-known", "liked", "a line", "end"] {
        let at = document.text.find(word).unwrap();
        let (line, column) = document.line_and_column(at).unwrap();
        let there: String = lines[line - 1].chars().skip(column).collect();
        assert!(there.starts_with(word) || word.starts_with(&there), "{word}: {line}:{column}");
        assert!(!there.is_empty(), "{word}: {line}:{column}");
    }
}

#[test]
fn what_comes_between_two_lines() {
    let text = "governs co-operate. Co-operation. Governed";
    let document = Document::from_text("x", text);
    let rows = rows(&document);
    let none = Hyphens::of(&document.text, &rows, &[]);
    for (line, next, wanted) in [
        ("the old", "man", Between::Space),
        ("in 2016,", "2017 and", Between::Space),
        ("well-", "known", Between::Nothing),
        ("he went--", "and", Between::Nothing),
        ("he went -", "and", Between::Space),
        ("develop\u{AD}", "ment", Between::HyphenGoes),
        ("今年", "五百", Between::Nothing),
        ("今年", "500班", Between::Nothing),
        ("达到20", "17亿", Between::Nothing),
        ("增长1", "/3以上", Between::Nothing),
        ("增长19.1", "%，", Between::Nothing),
        ("投资OPPO", "Find手机", Between::Space),
    ] {
        assert_eq!(none.between(line, next), wanted, "{line}|{next}");
    }
}

#[test]
fn items_of_lists() {
    for (line, is_item) in [
        ("- one", true),
        ("• one", true),
        ("1. one", true),
        ("（一）加快", true),
        ("三、工作", true),
        ("1.5 million", false),
        ("十三五规划", false),
        ("-5 degrees", false),
        ("", false),
    ] {
        assert_eq!(item(line).is_some(), is_item, "{line}");
    }
}

#[test]
fn tables_commands_and_headings_keep_their_lines() {
    let text = "\
13.9. How the parts of a long manual are best found again
13.10. And how they are numbered in it, if they are

To see how much there is in the store, and of
what kind, and how long it has been there, run
the command:

$ count --all
and more

Each row of the table that it shows stands for
one kind, and the last one for all of them put
together.

+----------------------+----------------------+
|kind of the things    |how much there is of  |
|that are in the store |it at present         |
|----------------------+----------------------|
";
    let lines: Vec<usize> =
        paragraphs(text, Lines::Join).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [1, 2, 4, 8, 9, 11, 15, 16, 17, 18]);
}

/// Heads that stand on many pages go, with their numbers; what stands there once stays.
#[test]
fn running_heads_and_numbers_of_pages_are_left_out() {
    let pages = [
        "Report on Work\n\nContents\n\n1 Aims . . . . . . . 2\n\n2 Means of the work      3\n\n\
         2.1 Money . . . . . .\n\n3\n\n2.2 People . . . . . 4\n\nv\n",
        "Report 7 on Work      2 / 9\n\nThe aims of it are many,\n\nand 2017\n\nwas a good year.\n",
        "3 / 9     Report 7 on Work\n\nMoney is not all. We spent\n\n2018\n\nyuan.\n\nvi\n",
        "Report 7 on Work      4 / 9\n\nPeople are.\n\nThank you.\n\n4\n",
        "Report 7 on Work      5 / 9\n\nThe end.\n",
    ];
    let text = pages.join("\u{C}");
    let got: Vec<String> =
        paragraphs(&text, Lines::Auto).into_iter().map(|(_, text)| text).collect();
    let wanted = [
        "Report on Work",
        "Contents",
        "1 Aims . . . . . . . 2",
        "2 Means of the work",
        "2.1 Money . . . . . .",
        "2.2 People . . . . . 4",
        "v",
        "The aims of it are many,",
        "and 2017",
        "was a good year.",
        "3 / 9     Report 7 on Work",
        "Money is not all. We spent",
        "2018",
        "yuan.",
        "vi",
        "People are.",
        "Thank you.",
        "4",
        "The end.",
    ];
    assert_eq!(got, wanted);
    assert_eq!(
        paragraphs(&text, Lines::Keep).len(),
        text.lines().filter(|l| !l.is_empty()).count()
    );
}

/// Chinese lines of a PDF are as wide as those with Latin words, but have fewer columns.
#[test]
fn printed_lines_are_full_with_fewer_columns() {
    let chinese =
        "会议讨论了全市交通运输和城市建设中的几个突出问题并作出了安排\n要求各区县抓好落实。";
    let mixed = "The Internet of Things, a new platform and Yangtze River ferries 两个项目由市交\n通委负责实施。";
    let text = [chinese, mixed, chinese, chinese, mixed, chinese].join("\n\n") + "\n";
    assert_eq!(paragraphs(&text, Lines::Auto).len(), 6);
}

#[test]
fn a_text_that_is_all_heads_stays() {
    let text: String = (1..9).map(|page| format!("Slide {page}\nOur aims\n\u{C}")).collect();
    assert_eq!(paragraphs(&text, Lines::Auto).len(), 16);
}
