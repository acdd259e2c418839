//! Documents as LibreOffice writes them: `tests/office`, made by the script there from Chinese and
//! English sources with headings, numbered lists, merged cells, notes, headers, tracked changes,
//! comments, fields, text boxes, ruby and hidden text.

use duizhao::document::{Document, Part};
use duizhao::read::{self, Content, Options};
use duizhao::{check, pipeline};

fn bytes(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/office/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn document(name: &str) -> Document {
    match read::content(name, bytes(name), &Options::default()) {
        Ok(Content::Text(document)) => document,
        other => panic!("{name}: {other:?}"),
    }
}

fn texts(document: &Document) -> Vec<&str> {
    document.paragraphs.iter().map(|paragraph| document.slice(paragraph.span)).collect()
}

/// What the Chinese document says, whatever it is saved as; the notes come in between in e-books.
const ZH: &[&str] = &[
    "渝江港务公司年度报告",
    "总体情况",
    "公司全年完成货物吞吐量1.25亿吨，实现营业收入36.8亿元",
    "港区新建泊位12个，投资4.5亿元，增长15.6%。",
    "员工总数为3400人，其中技术人员占28%。",
    "安全生产天数达到365天。",
    "码头岸线长2600米。",
    "重点项目：投资总额80亿元。",
    "公司位于重庆市，服务 六个省份。",
    "电话：二十四小时服务。",
    "投诉率下降三分之一。",
    "明年计划",
    "开通国际航线18条。",
    "其中欧洲航线5条。",
    "降低能耗8%。",
    "招聘500人。",
    "指标",
    "数值",
    "货运",
    "集装箱",
    "150万箱",
    "散货",
    "7200万吨",
    "谢谢各位股东。",
    "含内河中转量320万吨。",
    "收入按审计口径，汇率为1美元兑7.08元。",
];

#[test]
fn word_and_opendocument_files_read_as_they_look() {
    for name in ["report.zh.docx", "report.zh.odt"] {
        let document = document(name);
        let mut found = texts(&document);
        // The date stands in the form of the program's language.
        let dated = found.iter().position(|text| text.starts_with("本报告于")).unwrap();
        assert!(found.remove(dated).ends_with("发布，全文见公司网站。"), "{name}");
        assert_eq!(found, ZH, "{name}");
        let place = |text: &str| {
            let mut all = document.paragraphs.iter();
            let found = all.find(|paragraph| document.slice(paragraph.span) == text).unwrap();
            (found.part, found.place.as_str())
        };
        assert_eq!(place("总体情况"), (Part::Heading, "paragraph 2"), "{name}");
        assert_eq!(place("其中欧洲航线5条。").0, Part::Item, "{name}");
        assert_eq!(place("数值"), (Part::Cell, "table 1, cell C1"), "{name}");
        assert_eq!(place("7200万吨"), (Part::Cell, "table 1, cell C3"), "{name}");
        assert_eq!(place("含内河中转量320万吨。"), (Part::Note, "footnote 1"), "{name}");
        assert_eq!(place("重点项目：投资总额80亿元。").1, "text box 1", "{name}");
        let notes = document.notes.join("\n").replace(name, "x");
        let wanted = "x: tracked changes are read as accepted\nx: 1 comment left out\nx: headers \
                      and footers left out";
        assert_eq!(notes, wanted);
    }
}

#[test]
fn pages_and_books_read_without_marks_of_notes() {
    for name in ["report.zh.epub", "report.zh.html"] {
        let document = document(name);
        let found = texts(&document);
        let among = |text: &str| {
            let lines = found.iter().map(|line| line.replace([' ', '\u{a0}'], ""));
            // An e-book has no hidden text: what was hidden stands at the end of its paragraph.
            lines.into_iter().any(|line| line.contains(text))
        };
        for wanted in ZH {
            // Neither format has tracked changes: both states of the sentence are in the file.
            let both = wanted.contains("泊位") || wanted.contains("员工总数");
            let text = wanted.replace(' ', "");
            // A page shows a text box as a picture.
            let drawn = name.ends_with("html") && wanted.starts_with("重点项目");
            assert!(both || drawn || among(&text), "{name}: {wanted}\n{found:#?}");
        }
        assert!(!found.iter().any(|line| line.contains("（内部）")), "{name}: a header");
    }
    let html = document("report.zh.html");
    assert!(!texts(&html).iter().any(|line| line.contains("888")), "hidden text");
    assert!(texts(&html).contains(&"本报告于5/1/24发布，全文见公司网站。"));
}

#[test]
fn chinese_and_english_documents_pair_and_agree() {
    for ending in ["docx", "odt", "epub", "html"] {
        let (zh, en) =
            (document(&format!("report.zh.{ending}")), document(&format!("report.en.{ending}")));
        assert_eq!(zh.paragraphs.len(), en.paragraphs.len(), "{ending}");
        let aligned = pipeline::align(zh, en, &pipeline::Options::default());
        assert!(
            aligned.beads.iter().all(|bead| (bead.zh.len(), bead.en.len()) == (1, 1)),
            "{ending}"
        );
        let report = pipeline::check(&aligned, &check::Options::default()).report;
        let messages = report.findings.iter().map(|found| found.message.as_str());
        // A date field shows itself in the form of the program's own language.
        let found: Vec<&str> = messages.filter(|said| !said.starts_with("5/1/24")).collect();
        assert_eq!(found, [""; 0], "{ending}");
    }
}

#[test]
fn spreadsheets_read_as_they_look() {
    let Ok(Content::Pairs(paired)) =
        read::content("pairs.xlsx", bytes("pairs.xlsx"), &Options::default())
    else {
        panic!("pairs.xlsx holds pairs")
    };
    let rows: Vec<(&str, &str, &str)> = paired
        .rows
        .iter()
        .map(|row| (row.zh.as_str(), row.en.as_str(), row.en_place.as_str()))
        .collect();
    let wanted = [
        ("吞吐量1.25亿吨", "125 million tonnes of cargo", "Terms 2024!C2"),
        ("增长百分之十五点六", "15.6%", "Terms 2024!C3"),
        ("2024年5月1日", "2024-05-01", "Terms 2024!C4"),
        ("员工三千四百人", "3400", "Terms 2024!C8"),
        ("第一行\n第二行：8条", "Line one Line two: 8 routes", "Terms 2024!C9"),
    ];
    assert_eq!(rows, wanted);
    let report =
        pipeline::check_rows("pairs.xlsx", &paired.rows, &check::Options::default()).report;
    assert_eq!(report.findings, []);
}
