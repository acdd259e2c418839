//! Files as the tools people use write them, by hand to their published schemas and habits
//! (`tests/tools`): OmegaT, Trados Studio, memoQ, Phrase, Okapi, CafeTran, Subtitle Edit, Google Docs,
//! Excel. A number that is none of the text's own (an older version, a comment, a tag) is 55 or more
//! of the same digit, and must not be read.

mod archive;

use archive::zipped;
use duizhao::document::Part;
use duizhao::read::{self, Content, Options, PairRow};

fn bytes(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/tools/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn pairs(name: &str, bytes: Vec<u8>) -> (Vec<PairRow>, Vec<String>) {
    match read::content(name, bytes, &Options::default()) {
        Ok(Content::Pairs(paired)) => (paired.rows, paired.notes),
        other => panic!("{name}: {other:?}"),
    }
}

/// Chinese, English, place.
fn check(name: &str, wanted: &[(&str, &str, &str)], wanted_notes: &[&str]) {
    let (rows, notes) = pairs(name, bytes(name));
    let got: Vec<(&str, &str, &str)> =
        rows.iter().map(|row| (row.zh.as_str(), row.en.as_str(), row.zh_place.as_str())).collect();
    assert_eq!(got, wanted, "{name}");
    let notes: Vec<String> = notes.iter().map(|note| note.replace(name, "x")).collect();
    assert_eq!(notes, wanted_notes, "{name}");
}

#[test]
fn memories_of_omegat_and_cafetran() {
    check(
        "omegat-project_save.tmx",
        &[
            (
                "全年完成货物吞吐量<f0>1.25亿吨</f0>。",
                "Over the year <f0>125 million tonnes</f0> of cargo were handled.",
                "unit 1",
            ),
            ("增长15.6%。", "It grew by 16.5%.", "unit 3"),
        ],
        &["x: 1 unit without both Chinese and English passed over"],
    );
    let level2 = [("码头岸线长2600米。", "The quays are 2,600 metres long.", "unit 1")];
    check("omegat-level2.tmx", &level2, &[]);
    let (rows, _) = pairs("omegat-level2.tmx", bytes("omegat-level2.tmx"));
    assert_eq!(rows[0].en_tags.len(), 3, "{:?}", rows[0].en_tags);
    let cafetran =
        [("公司完成1.25亿吨货物。", "The company handled 125 million tonnes of cargo.", "unit 1")];
    check("cafetran.tmx", &cafetran, &[]);
}

#[test]
fn jobs_of_trados_memoq_and_phrase() {
    check(
        "trados.sdlxliff",
        &[
            (
                "公司完成货物吞吐量1.25亿吨。",
                "The company handled 125 million tonnes of cargo.",
                "unit u1, segment 1",
            ),
            ("增长15.6%。", "It grew by 15.6%.", "unit u1, segment 2"),
            ("港区新建泊位12个。", "", "unit u2, segment 3"),
        ],
        &["x: 1 unit not to be translated passed over", "x: 1 segment without a translation"],
    );
    check(
        "memoq.mqxliff",
        &[
            (
                "公司完成货物吞吐量1.25亿吨。",
                "The company handled 125 million tonnes of cargo.",
                "unit 1",
            ),
            ("增长15.6%。", "", "unit 2"),
        ],
        &["x: 1 segment without a translation"],
    );
    check(
        "phrase.mxliff",
        &[(
            "公司完成货物吞吐量{b>1.25亿吨<b}。",
            "The company handled {b>125 million tonnes<b} of cargo.",
            "unit 0001:0",
        )],
        &[],
    );
}

#[test]
fn jobs_of_okapi() {
    check(
        "okapi.xlf",
        &[
            (
                "码头岸线长2600米。",
                "The quays are 2,600 metres long.",
                "unit NFDBB2FA9-tu1, segment 0",
            ),
            ("投资45亿元。", "They cost 4.5 billion yuan.", "unit NFDBB2FA9-tu1, segment 1"),
        ],
        &[],
    );
    check(
        "okapi-2.xlf",
        &[
            (
                "公司完成1.25亿吨货物。",
                "The company handled 125 million tonnes of cargo.",
                "unit tu1, segment s1",
            ),
            ("增长15.6%。", "It grew by 15.6%.", "unit tu1, segment s2"),
        ],
        &[],
    );
    let (rows, _) = pairs("okapi-2.xlf", bytes("okapi-2.xlf"));
    assert_eq!(rows[0].notes, ["Mind the units."]);
}

/// Part and text of each paragraph.
fn paragraphs(name: &str, bytes: Vec<u8>) -> Vec<(Part, String)> {
    match read::content(name, bytes, &Options::default()) {
        Ok(Content::Text(document)) => document
            .paragraphs
            .iter()
            .map(|paragraph| (paragraph.part, document.slice(paragraph.span).trim().to_owned()))
            .collect(),
        other => panic!("{name}: {other:?}"),
    }
}

fn check_text(name: &str, bytes: Vec<u8>, wanted: &[(Part, &str)]) {
    let found = paragraphs(name, bytes);
    let found: Vec<(Part, &str)> =
        found.iter().map(|(part, text)| (*part, text.as_str())).collect();
    assert_eq!(found, wanted, "{name}");
}

#[test]
fn subtitles_of_subtitle_edit() {
    let wanted = [
        (Part::Cue, "我们有500班列车。"),
        (Part::Cue, "- 真的？"),
        (Part::Cue, "- 对，50%。"),
        (Part::Cue, "完。"),
    ];
    check_text("subtitle-edit.srt", bytes("subtitle-edit.srt"), &wanted);
}

#[test]
fn pages_of_google_docs() {
    let wanted = [
        (Part::Heading, "总体情况"),
        (Part::Body, "公司完成货物吞吐量1.25亿吨，增长15.6%。"),
        (Part::Item, "开通航线18条。"),
        (Part::Item, "见第3章。"),
        (Part::Cell, "指标"),
        (Part::Cell, "7200万吨"),
        (Part::Body, "含中转量320万吨。"),
    ];
    check_text("google-docs.html", bytes("google-docs.html"), &wanted);
}

#[test]
fn documents_of_google_docs() {
    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let run = |text: &str| {
        format!(
            "<w:r><w:rPr><w:rtl w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
        )
    };
    let body = [
        format!("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:bookmarkStart w:id=\"0\" w:name=\"_99\"/><w:bookmarkEnd w:id=\"0\"/>{}</w:p>", run("总体情况")),
        format!(
            "<w:p>{}<w:commentRangeStart w:id=\"1\"/>{}<w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>{}</w:p>",
            run("吞吐量"), run("1.25亿吨"), run("。")
        ),
        format!(
            "<w:sdt><w:sdtPr><w:tag w:val=\"goog_rdk_0\"/></w:sdtPr><w:sdtContent><w:p><w:sdt><w:sdtPr><w:tag w:val=\"goog_rdk_1\"/></w:sdtPr><w:sdtContent><w:ins w:author=\"a\" w:id=\"0\">{}</w:ins></w:sdtContent></w:sdt><w:del w:author=\"a\" w:id=\"1\"><w:r><w:delText>99</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt>",
            run("增长15.6%。")
        ),
        format!("<w:p><w:hyperlink r:id=\"rId9\">{}</w:hyperlink></w:p>", run("公司网站")),
        format!("<w:p>{}</w:p>", "<w:r><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>文本框8条</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></w:r>"),
    ]
    .concat();
    let bytes = zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "word/document.xml",
            &format!(
                "<w:document {W} xmlns:r=\"r\" xmlns:wps=\"wps\"><w:body>{body}</w:body></w:document>"
            ),
        ),
        (
            "word/styles.xml",
            &format!(
                "<w:styles {W}><w:style w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
            ),
        ),
        ("word/header1.xml", &format!("<w:hdr {W}><w:p><w:r><w:t>99</w:t></w:r></w:p></w:hdr>")),
    ]);
    let wanted = [
        (Part::Heading, "总体情况"),
        (Part::Body, "吞吐量1.25亿吨。"),
        (Part::Body, "增长15.6%。"),
        (Part::Body, "公司网站"),
        (Part::Body, "文本框8条"),
    ];
    check_text("google.docx", bytes.clone(), &wanted);
    let Ok(Content::Text(document)) = read::content("g.docx", bytes, &Options::default()) else {
        panic!("a text")
    };
    // A page number alone in a header is nothing to tell.
    let told = ["g.docx: tracked changes are read as accepted", "g.docx: 1 comment left out"];
    assert_eq!(document.notes, told);
}

/// A workbook as Excel writes it.
fn excel() -> Vec<u8> {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sheet = format!(
        "<worksheet {main}><dimension ref=\"A1:D8\"/><sheetData>\
         <row r=\"1\" spans=\"1:4\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
         <row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"inlineStr\"><is><r><t xml:space=\"preserve\">125 </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">million</t></r></is></c></row>\
         <row r=\"3\"><c r=\"A3\" t=\"s\"><v>3</v></c><c r=\"B3\" s=\"1\"><v>0.15559999999999999</v></c></row>\
         <row r=\"4\"><c r=\"A4\" t=\"s\"><v>4</v></c><c r=\"B4\" s=\"2\"><v>45413</v></c></row>\
         <row r=\"5\"><c r=\"A5\" t=\"s\"><v>5</v></c><c r=\"B5\" s=\"3\"><v>36.8</v></c></row>\
         <row r=\"6\"><c r=\"A6\" t=\"s\"><v>6</v></c><c r=\"B6\" t=\"str\"><f>UPPER(\"eight\")</f><v>EIGHT</v></c></row>\
         <row r=\"7\"><c r=\"A7\" t=\"s\"><v>7</v></c><c r=\"B7\" t=\"e\"><v>#REF!</v></c></row>\
         <row r=\"8\"><c r=\"A8\" s=\"4\"><v>0.64583333333333337</v></c><c r=\"B8\" t=\"s\"><v>8</v></c></row>\
         </sheetData><phoneticPr fontId=\"1\"/></worksheet>"
    );
    let strings = format!(
        "<sst {main} count=\"9\" uniqueCount=\"9\"><si><t>Chinese (Simplified)</t></si><si><t>English (US)</t></si>\
         <si><t>吞吐量1.25亿</t><rPh sb=\"0\" eb=\"3\"><t>tūn99</t></rPh><phoneticPr fontId=\"1\"/></si><si><r><t>增长</t></r><r><rPr><color rgb=\"FFFF0000\"/></rPr><t>15.56%</t></r></si>\
         <si><t>2024年5月1日</t></si><si><t>36.8亿元</t></si><si><t>八</t></si><si><t>坏</t></si><si><t>3:30 p.m.</t></si></sst>"
    );
    let styles = format!(
        "<styleSheet {main}><numFmts count=\"1\"><numFmt numFmtId=\"176\" formatCode=\"0.0&quot;亿元&quot;\"/></numFmts>\
         <fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf numFmtId=\"10\" applyNumberFormat=\"1\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"176\" applyNumberFormat=\"1\"/><xf numFmtId=\"20\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
    );
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"rId1\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook {main}><sheets><sheet name=\"译文 1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"rId1\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{kind}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId3\" Type=\"{kind}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/sharedStrings.xml", &strings),
        ("xl/styles.xml", &styles),
    ])
}

#[test]
fn workbooks_of_excel() {
    let (rows, _) = pairs("excel.xlsx", excel());
    let got: Vec<(&str, &str)> =
        rows.iter().map(|row| (row.zh.as_str(), row.en.as_str())).collect();
    let wanted = [
        ("吞吐量1.25亿", "125 million"),
        ("增长15.56%", "15.56%"),
        ("2024年5月1日", "2024-05-01"),
        ("36.8亿元", "36.8亿元"),
        ("八", "EIGHT"),
        ("坏", ""),
        ("15:30", "3:30 p.m."),
    ];
    assert_eq!(got, wanted);
    assert_eq!(rows[1].en_place, "译文 1!B3");
}
