//! Every format that is already paired: the pairs as they stand, their places, notes and tags.

mod archive;

use archive::zipped;
use duizhao::error::ErrorKind;
use duizhao::read::{self, Content, Options, Paired};

fn read(name: &str, bytes: &[u8]) -> Paired {
    let content = read::content(name, bytes.to_vec(), &Options::default());
    match content.unwrap_or_else(|error| panic!("{error}")) {
        Content::Pairs(paired) => paired,
        Content::Text(document) => panic!("{name} was read as one text: {document:?}"),
    }
}

/// A row as expected: Chinese, English, line, place of the Chinese, place of the English.
type Wanted<'t> = (&'t str, &'t str, usize, &'t str, &'t str);

fn check(name: &str, bytes: &[u8], wanted: &[Wanted<'_>]) -> Paired {
    let paired = read(name, bytes);
    let found: Vec<Wanted<'_>> = paired
        .rows
        .iter()
        .map(|row| {
            let places = (row.zh_place.as_str(), row.en_place.as_str());
            (row.zh.as_str(), row.en.as_str(), row.line, places.0, places.1)
        })
        .collect();
    assert_eq!(found, wanted, "{name}");
    paired
}

fn refused(name: &str, bytes: &[u8], kind: ErrorKind, words: &str) {
    let error = read::content(name, bytes.to_vec(), &Options::default()).expect_err(name);
    assert_eq!(error.kind, kind, "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn tables_by_their_header_or_by_their_languages() {
    let plain = "id\ten-US\tzh_CN\n1\tsaid \"so\"\t说\n2\tb\t乙\n";
    let wanted = [("说", "said \"so\"", 2, "", ""), ("乙", "b", 3, "", "")];
    check("x.tsv", plain.as_bytes(), &wanted);
    check("no-ending", plain.as_bytes(), &wanted);
    check(
        "x.tsv",
        "Five hundred\t五百\nSix\t六\n".as_bytes(),
        &[("五百", "Five hundred", 1, "", ""), ("六", "Six", 2, "", "")],
    );
    check(
        "x.tsv",
        "src_text\ttrg_text\tscore\nSix trains\t六班\t1\n".as_bytes(),
        &[("六班", "Six trains", 2, "", "")],
    );
    check(
        "x.csv",
        "\u{FEFF}编号;中文;English (US)\r\n1;\"共\"\"五百\"\"班\r\n；\";500\r\n".as_bytes(),
        &[("共\"五百\"班\n；", "500", 2, "cell B2", "cell C2")],
    );
    refused(
        "x.tsv",
        b"a\tb\n1\t2\n",
        ErrorKind::Format,
        "x.tsv:1: the header names no column `zh`",
    );
    refused("x.tsv", "zh\ten\n只有中文\n".as_bytes(), ErrorKind::Format, "x.tsv:2: this row has 1");
    refused("x.csv", b"zh,en\n", ErrorKind::Empty, "there is no pair");
    refused("x.csv", b"zh,en\na,b\n", ErrorKind::Language, "no Chinese");
}

#[test]
fn tmx_units_keep_codes_apart_and_others_are_counted() {
    let tmx = "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n\
        <header srclang=\"en-US\"><note>no</note></header><body>\n\
        <tu tuid=\"a7\"><note>from the report</note><prop type=\"x\">p</prop>\n\
        <tuv xml:lang=\"EN-US\"><seg>About <bpt i=\"1\">&lt;b&gt;</bpt>500<ept i=\"1\"/> &amp; more</seg></tuv>\n\
        <tuv xml:lang=\"zh-CN\"><seg>约<hi>500</hi>多</seg></tuv></tu>\n\
        <tu><tuv xml:lang=\"en\"><seg>One</seg></tuv><tuv xml:lang=\"fr\"><seg>Un</seg></tuv></tu>\n\
        <tu><tuv lang=\"cmn\"><seg>二</seg></tuv><tuv lang=\"en\"><seg>two</seg></tuv>\
        <tuv lang=\"en\"><seg>a couple</seg></tuv></tu>\n</body></tmx>";
    let wanted = [
        ("约500多", "About 500 & more", 5, "unit 1 (tuid a7)", "unit 1 (tuid a7)"),
        ("二", "two", 9, "unit 3", "unit 3"),
        ("二", "a couple", 9, "unit 3", "unit 3"),
    ];
    let paired = check("x.tmx", tmx.as_bytes(), &wanted);
    assert_eq!(paired.rows[0].notes, ["from the report"]);
    let tags: Vec<_> =
        paired.rows[0].en_tags.iter().map(|tag| (tag.at, tag.tag.as_str())).collect();
    assert_eq!(tags, [(6, "<bpt i=\"1\">"), (9, "<ept i=\"1\">")]);
    assert_eq!(paired.notes, ["x.tmx: 1 unit without both Chinese and English passed over"]);
    let utf16: Vec<u8> = "\u{FEFF}"
        .chars()
        .chain(tmx.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check("no-ending", &utf16, &wanted);
}

#[test]
fn xliff_1_2_by_marked_pieces_or_whole_units() {
    let xliff = "<?xml version=\"1.0\"?>\n<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n\
        <file original=\"a.docx\" datatype=\"x\" source-language=\"en-US\" target-language=\"zh-CN\">\n\
        <header><note>no</note></header><body>\n\
        <trans-unit id=\"1\"><source>Run <g id=\"1\">500</g> trains<x id=\"2\"/></source>\n\
        <target state=\"final\">开行<g id=\"1\">500</g>班</target><note>mind the figure</note>\n\
        <alt-trans><source>Run 600</source><target>开行600班</target></alt-trans></trans-unit>\n\
        <group><trans-unit id=\"2\"><source>One. Two.</source>\n\
        <seg-source><mrk mtype=\"seg\" mid=\"1\">One.</mrk> <mrk mtype=\"seg\" mid=\"2\">Two<ph id=\"9\">c</ph>.</mrk></seg-source>\n\
        <target><mrk mtype=\"seg\" mid=\"2\">二。</mrk><mrk mtype=\"seg\" mid=\"1\">一。</mrk></target></trans-unit></group>\n\
        <trans-unit id=\"3\" translate=\"no\"><source>code</source></trans-unit>\n\
        <trans-unit id=\"4\"><source>Not yet</source></trans-unit>\n</body></file></xliff>";
    let paired = check(
        "x.xlf",
        xliff.as_bytes(),
        &[
            ("开行500班", "Run 500 trains", 5, "unit 1", "unit 1"),
            ("一。", "One.", 8, "unit 2, segment 1", "unit 2, segment 1"),
            ("二。", "Two.", 8, "unit 2, segment 2", "unit 2, segment 2"),
            ("", "Not yet", 12, "unit 4", "unit 4"),
        ],
    );
    assert_eq!(paired.rows[0].notes, ["mind the figure"]);
    let tags: Vec<_> =
        paired.rows[2].en_tags.iter().map(|tag| (tag.at, tag.tag.as_str())).collect();
    assert_eq!(tags, [(3, "<ph id=\"9\">")]);
    assert_eq!(paired.notes.len(), 2, "{:?}", paired.notes);
}

#[test]
fn xliff_2_by_segments() {
    let xliff = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"zh-Hans\" trgLang=\"en\">\n\
        <file id=\"f1\"><unit id=\"u1\"><notes><note>n</note></notes>\n\
        <mtc:matches xmlns:mtc=\"m\"><mtc:match><source>九</source><target>9</target></mtc:match></mtc:matches>\n\
        <originalData><data id=\"d1\">&lt;b></data></originalData>\n\
        <segment id=\"s1\" state=\"final\"><source>共<pc id=\"1\">五百</pc>班。</source><target><pc id=\"1\">500</pc> in all.</target></segment>\n\
        <ignorable><source> </source></ignorable>\n\
        <segment><source>六。</source><target>Six<ph id=\"2\"/>.</target></segment></unit></file>\n\
        <file id=\"f2\"><unit id=\"u1\"><segment id=\"s1\"><source>七</source><target>7</target></segment></unit></file></xliff>";
    let paired = check(
        "x.xliff",
        xliff.as_bytes(),
        &[
            ("共五百班。", "500 in all.", 2, "unit u1, segment s1", "unit u1, segment s1"),
            ("六。", "Six.", 2, "unit u1", "unit u1"),
            ("七", "7", 8, "file f2, unit u1, segment s1", "file f2, unit u1, segment s1"),
        ],
    );
    assert_eq!(paired.rows[1].notes, ["n"]);
}

/// A workbook of one or more sheets, written to the published schema with inline strings.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut list, mut rels) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (index, (name, rows)) in sheets.iter().enumerate() {
        let n = index + 1;
        list += &format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>");
        rels += &format!(
            "<Relationship Id=\"rId{n}\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        );
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let sheet =
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet));
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    parts.push((
        "xl/workbook.xml".into(),
        format!("<workbook xmlns=\"{main}\" xmlns:r=\"{kind}\"><sheets>{list}</sheets></workbook>"),
    ));
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    parts.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!("<Relationships xmlns=\"{package}\">{rels}</Relationships>"),
    ));
    let office = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"r\" Type=\"{kind}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    parts.push(("_rels/.rels".into(), office));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    zipped(&parts)
}

fn text_cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn xlsx_pairs_know_their_cells() {
    let rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"3\">{}{}</row><row r=\"4\">{}<c r=\"C4\"><v>500</v></c></row>",
        text_cell("B1", "Chinese (Simplified)"),
        text_cell("C1", "English"),
        text_cell("B3", "共五百班"),
        "<c r=\"C3\" t=\"inlineStr\"><is><r><t>5</t></r><r><t>00 trains</t></r></is></c>",
        text_cell("B4", "五百"),
    );
    let book = workbook(&[
        ("About", &format!("<row r=\"1\">{}</row>", text_cell("A1", "x"))),
        ("Pairs", &rows),
    ]);
    let paired = check(
        "x.xlsx",
        &book,
        &[
            ("共五百班", "500 trains", 0, "Pairs!B3", "Pairs!C3"),
            ("五百", "500", 0, "Pairs!B4", "Pairs!C4"),
        ],
    );
    assert_eq!(paired.notes, ["x.xlsx: passed over the sheets `About`"]);
}

#[test]
fn pairs_that_align_wrote_are_read_back_the_same() {
    use duizhao::document::Document;
    use duizhao::export::{
        self, About, ExcelCsv, Filter, Pairs, Sink, Tmx, Tsv, TwoColumns, Version, Xliff, Xlsx,
    };
    use duizhao::pipeline;
    let zh = Document::from_text("zh", "今年开行500班 <中欧> 班列。\n明年是600班 & 更多。\n");
    let en = Document::from_text(
        "en",
        "This year 500 <China-Europe> trains ran.\nNext year 600 & more.\n",
    );
    let aligned = pipeline::align(zh, en, &pipeline::Options::default());
    let texts = |paired: &Paired| -> Vec<(String, String)> {
        paired.rows.iter().map(|row| (row.zh.clone(), row.en.clone())).collect()
    };
    let wanted: Vec<(String, String)> = aligned
        .beads
        .iter()
        .map(|bead| {
            let zh = aligned.zh_span(bead).of(&aligned.zh.text);
            (zh.to_owned(), aligned.en_span(bead).of(&aligned.en.text).to_owned())
        })
        .collect();
    let pairs = Pairs::aligned(&aligned);
    type Make = fn(&mut Vec<u8>) -> Box<dyn Sink + '_>;
    fn about() -> About {
        About::default()
    }
    let formats: [(&str, Make); 7] = [
        ("x.tmx", |bytes| Box::new(Tmx::new(bytes, about()))),
        ("-", |bytes| Box::new(Tsv::new(bytes))),
        ("x.csv", |bytes| Box::new(ExcelCsv::new(bytes))),
        ("x.xlf", |bytes| Box::new(Xliff::new(bytes, Version::V1, about()))),
        ("x.xliff", |bytes| Box::new(Xliff::new(bytes, Version::V2, about()))),
        ("x.xlsx", |bytes| Box::new(Xlsx::new(bytes))),
        ("two.xlsx", |bytes| Box::new(TwoColumns::new(bytes, about()))),
    ];
    for (name, make) in formats {
        let mut bytes = Vec::new();
        export::write(&pairs, &Filter::default(), &mut *make(&mut bytes)).unwrap();
        assert_eq!(texts(&read(name, &bytes)), wanted, "{name}");
    }
}

#[test]
fn what_is_malformed_is_said_with_its_line() {
    for (name, bytes, kind, words) in [
        (
            "x.tmx",
            "<tmx>\n<body>\n<tu></body>",
            ErrorKind::Format,
            "x.tmx:3: this is not well-formed XML",
        ),
        ("x.tmx", "<tmx>\n<body>", ErrorKind::Format, "the file ends inside an element"),
        ("x.tmx", "<tmx>\n<body/></tmx>", ErrorKind::Empty, "there is no pair"),
        ("x.xlsx", "zh,en", ErrorKind::Format, "ends like XLSX"),
        ("x", "PK\u{3}\u{4}....", ErrorKind::Format, "damaged or cut off"),
    ] {
        refused(name, bytes.as_bytes(), kind, words);
    }
    let presentation = zipped(&[("ppt/presentation.xml", "<p/>")]);
    refused("x.pptx", &presentation, ErrorKind::Format, "this is a presentation");
}
