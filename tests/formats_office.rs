//! Office documents and books: DOCX, ODT and EPUB, written by hand to their published schemas.

mod archive;

use archive::zipped;
use duizhao::document::Part;
use duizhao::error::ErrorKind;
use duizhao::read::{self, Content, Options};

/// A paragraph as expected: part, place, text.
type Wanted<'t> = (Part, &'t str, &'t str);

fn check(name: &str, bytes: &[u8], wanted: &[Wanted<'_>]) {
    let content = read::content(name, bytes.to_vec(), &Options::default());
    let Content::Text(document) = content.unwrap_or_else(|error| panic!("{error}")) else {
        panic!("{name} was read as pairs")
    };
    let found: Vec<Wanted<'_>> = document
        .paragraphs
        .iter()
        .map(|p| (p.part, p.place.as_str(), document.slice(p.span)))
        .collect();
    assert_eq!(found, wanted, "{name}");
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn docx(body: &str, footnotes: &str) -> Vec<u8> {
    let styles = format!(
        "<w:styles {W}><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"a7\"><w:basedOn w:val=\"1\"/><w:name w:val=\"My\"/></w:style></w:styles>"
    );
    let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            &format!(
                "<Relationships><Relationship Id=\"r\" Type=\"{office}\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/document.xml",
            &format!(
                "<?xml version=\"1.0\"?>\n<w:document {W}><w:body>{body}</w:body></w:document>"
            ),
        ),
        ("word/styles.xml", &styles),
        ("word/footnotes.xml", &format!("<w:footnotes {W}>{footnotes}</w:footnotes>")),
    ])
}

fn run(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn paragraph(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

#[test]
fn docx_headings_items_cells_and_notes() {
    let body = [
        paragraph(&format!("<w:pPr><w:pStyle w:val=\"a7\"/></w:pPr>{}", run("2017年报告"))),
        paragraph(&format!("{}{}", run("五百"), run("班 &amp; more"))),
        paragraph(""),
        paragraph(&format!("<w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>{}", run("one"))),
        paragraph(&format!(
            "<w:pPr><w:outlineLvl w:val=\"1\"/><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>{}<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>",
            run("a")
        )),
        format!(
            "<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>\
             <w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>",
            paragraph(&run("A")),
            paragraph(&run("C")),
            paragraph(&run("x")),
            paragraph(&run("y"))
        ),
        paragraph(&format!("{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>", run("last"))),
    ]
    .concat();
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote>",
        paragraph(&run("-")),
        paragraph(&run("The note."))
    );
    let bytes = docx(&body, &notes);
    let wanted = [
        (Part::Heading, "paragraph 1", "2017年报告"),
        (Part::Body, "paragraph 2", "五百班 & more"),
        (Part::Item, "paragraph 3", "one"),
        (Part::Heading, "paragraph 4", "a b"),
        (Part::Heading, "paragraph 4", "c"),
        (Part::Cell, "table 1, cell A1", "A"),
        (Part::Cell, "table 1, cell C1", "C"),
        (Part::Cell, "table 1, cell A2", "x"),
        (Part::Cell, "table 1, cell A2", "y"),
        (Part::Body, "paragraph 5", "last"),
        (Part::Note, "footnote 1", "The note."),
    ];
    check("x.docx", &bytes, &wanted);
    check("no-ending", &bytes, &wanted);
}

#[test]
fn docx_changes_count_as_accepted() {
    let body = [
        paragraph(&format!(
            "{}<w:del w:id=\"1\"><w:r><w:delText>400</w:delText></w:r></w:del><w:ins w:id=\"2\">{}</w:ins>{}",
            run("全年"),
            run("500"),
            run("班")
        )),
        // The end of this paragraph is deleted: the next one continues it.
        paragraph(&format!("<w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>{}", run("One "))),
        paragraph(&run("two.")),
        paragraph(&format!("<w:moveFrom w:id=\"4\">{}</w:moveFrom>", run("moved"))),
        paragraph(&format!("<w:moveTo w:id=\"4\">{}</w:moveTo>", run("moved"))),
        // What the paragraph was before its properties changed does not count.
        paragraph(&format!(
            "<w:pPr><w:pPrChange w:id=\"5\"><w:pPr><w:pStyle w:val=\"1\"/></w:pPr></w:pPrChange></w:pPr>{}",
            run("plain")
        )),
    ]
    .concat();
    check(
        "x.docx",
        &docx(&body, ""),
        &[
            (Part::Body, "paragraph 1", "全年500班"),
            (Part::Body, "paragraph 2", "One two."),
            (Part::Body, "paragraph 3", "moved"),
            (Part::Body, "paragraph 4", "plain"),
        ],
    );
}

#[test]
fn docx_boxes_once_controls_without_prompts_ruby_without_readings() {
    let in_box = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(&run(text)));
    let body = [
        paragraph(&format!(
            "{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>\
             <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}",
            run("before "),
            in_box("boxed"),
            in_box("boxed"),
            run("after")
        )),
        format!("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", paragraph(&run("kept"))),
        paragraph(&format!(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}",
            run("Click here"),
            run("2017")
        )),
        paragraph(&format!(
            "<w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>{}",
            run("bān"),
            run("班"),
            run("列")
        )),
        paragraph(&format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE 12</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
            run("7")
        )),
    ]
    .concat();
    check(
        "x.docx",
        &docx(&body, ""),
        &[
            (Part::Body, "paragraph 1", "before after"),
            (Part::Body, "text box 1", "boxed"),
            (Part::Body, "paragraph 2", "kept"),
            (Part::Body, "paragraph 3", "2017"),
            (Part::Body, "paragraph 4", "班列"),
            (Part::Body, "paragraph 5", "7"),
        ],
    );
}

fn odt(text: &str) -> Vec<u8> {
    let namespaces = ["office", "text", "table", "draw", "svg"]
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .concat();
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            &format!(
                "<office:document-content{namespaces}><office:body><office:text>{text}</office:text></office:body></office:document-content>"
            ),
        ),
    ])
}

#[test]
fn odt_is_read_like_docx() {
    let text = "<text:tracked-changes><text:changed-region><text:deletion><text:p>400</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:h text:outline-level=\"1\">2017年报告</text:h>\n\
        <text:p>全年<text:change text:change-id=\"c\"/><text:span>500</text:span>班<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>The note.</text:p></text:note-body></text:note>，共<text:s text:c=\"3\"/>六<text:line-break/>next\
        <office:annotation><text:p>comment</text:p></office:annotation></text:p>\n\
        <text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>\n\
        <text:section text:name=\"s\" text:display=\"none\"><text:p>888</text:p></text:section>\
        <table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>A</text:p></table:table-cell>\
        <table:covered-table-cell/><table:table-cell><text:p>C</text:p></table:table-cell></table:table-row></table:table-header-rows>\
        <table:table-row><table:table-cell table:number-columns-repeated=\"999999999999\"/><table:table-cell/></table:table-row>\
        <table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>\n\
        <text:p><draw:frame><svg:title>alt</svg:title><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame><text:ruby><text:ruby-base>班</text:ruby-base><text:ruby-text>bān</text:ruby-text></text:ruby>列</text:p>";
    let wanted = [
        (Part::Heading, "paragraph 1", "2017年报告"),
        (Part::Body, "paragraph 2", "全年500班，共 六"),
        (Part::Body, "paragraph 2", "next"),
        (Part::Item, "paragraph 3", "one"),
        (Part::Cell, "table 1, cell A1", "A"),
        (Part::Cell, "table 1, cell C1", "C"),
        (Part::Cell, "table 1, cell A3", "x"),
        (Part::Body, "paragraph 4", "班列"),
        (Part::Body, "text box 1", "boxed"),
        (Part::Note, "footnote 1", "The note."),
    ];
    check("x.odt", &odt(text), &wanted);
    check("no-ending", &odt(text), &wanted);
}

fn epub(chapters: &[(&str, &str)]) -> Vec<u8> {
    let (mut items, mut refs) = (String::new(), String::new());
    for (index, (path, _)) in chapters.iter().enumerate() {
        let path = path.replace(' ', "%20");
        items += &format!(
            "<item id=\"c{index}\" href=\"{path}\" media-type=\"application/xhtml+xml\"/>"
        );
        refs += &format!("<itemref idref=\"c{index}\"/>");
    }
    let package = format!(
        "<package><manifest><item id=\"n\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>{items}</manifest>\
         <spine><itemref idref=\"n\"/>{refs}<itemref idref=\"c0\"/></spine></package>"
    );
    let container =
        "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>";
    let paths: Vec<String> = chapters.iter().map(|(path, _)| format!("OEBPS/{path}")).collect();
    let mut parts = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("OEBPS/book.opf", package.as_str()),
        ("OEBPS/nav.xhtml", "<html><body><p>contents</p></body></html>"),
    ];
    parts.extend(paths.iter().zip(chapters).map(|(path, (_, text))| (path.as_str(), *text)));
    zipped(&parts)
}

#[test]
fn epub_chapters_in_the_order_of_the_spine() {
    let bytes = epub(&[
        (
            "text/b 2.xhtml",
            "<?xml version=\"1.0\"?><html><head><title>t</title></head><body><h1>第一章</h1><p>五百<br/>班</p></body></html>",
        ),
        (
            "a1.xhtml",
            "<html><body><table><tr><td>1</td><td>2&nbsp;km</td></tr></table></body></html>",
        ),
    ]);
    check(
        "x.epub",
        &bytes,
        &[
            (Part::Heading, "OEBPS/text/b 2.xhtml, paragraph 1", "第一章"),
            (Part::Body, "OEBPS/text/b 2.xhtml, paragraph 2", "五百"),
            (Part::Body, "OEBPS/text/b 2.xhtml, paragraph 2", "班"),
            (Part::Cell, "OEBPS/a1.xhtml, table 1, cell A1", "1"),
            (Part::Cell, "OEBPS/a1.xhtml, table 1, cell B1", "2\u{A0}km"),
        ],
    );
}

#[test]
fn a_document_without_its_parts_says_which() {
    for (name, parts, words) in [
        (
            "x.docx",
            vec![("_rels/.rels", "<R/>"), ("word/document.xml", "<w:document>")],
            "x.docx:1: the file ends inside",
        ),
        (
            "x.odt",
            vec![("mimetype", "application/vnd.oasis.opendocument.text")],
            "x.odt: the archive has no part content.xml",
        ),
        ("x.epub", vec![("mimetype", "application/epub+zip")], "no part META-INF/container.xml"),
        (
            "x.ods",
            vec![("mimetype", "application/vnd.oasis.opendocument.spreadsheet")],
            "save it as XLSX",
        ),
        ("x.zip", vec![("a.txt", "a")], "no document that is read"),
    ] {
        let error = read::content(name, zipped(&parts), &Options::default()).expect_err(name);
        assert_eq!(error.kind, ErrorKind::Format, "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn a_document_that_is_a_bilingual_table_holds_pairs() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let text = |text: &str| cell(&paragraph(&run(text)));
    let long = "这是一个很长的句子，用来占满双语表格，使标题只占全文的一小部分。".repeat(4);
    let boxed = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>";
    let table = |second: &str, third: &str| {
        format!(
            "{}<w:tbl>{}{}{}</w:tbl>{}",
            paragraph(&format!("{}{boxed}", run("标题"))),
            row(&[text("No."), text(second), text(third), text("Status")]),
            row(&[
                text("1"),
                cell(&[paragraph(&run("五百")), paragraph(&run("班"))].concat()),
                text("511 trains"),
                text("ok")
            ]),
            row(&[text("2"), text(&long), text("Long."), text("")]),
            paragraph(""),
        )
    };
    let read = |body: &str, options: &Options| {
        read::content("x.docx", docx(body, ""), options).unwrap_or_else(|error| panic!("{error}"))
    };
    let Content::Pairs(paired) = read(&table("中文", "English (US)"), &Options::default()) else {
        panic!("the table names its columns")
    };
    let rows: Vec<(&str, &str, &str)> = paired
        .rows
        .iter()
        .map(|row| (row.zh.as_str(), row.en.as_str(), row.en_place.as_str()))
        .collect();
    let wanted = [
        ("五百\n班", "511 trains", "table 1, cell C2"),
        (long.as_str(), "Long.", "table 1, cell C3"),
    ];
    assert_eq!(rows, wanted);
    assert_eq!(paired.notes, ["x.docx: text outside the bilingual table was passed over"]);
    // A table with other titles, or text around the table, is one text.
    let other = read(&table("甲", "乙"), &Options::default());
    assert!(matches!(other, Content::Text(_)));
    let around = format!("{}{}", table("中文", "English"), paragraph(&run(&long)));
    assert!(matches!(read(&around, &Options::default()), Content::Text(_)));
    let named = Options { from: Some(read::Format::Docx), ..Options::default() };
    assert!(matches!(read(&table("中文", "English"), &named), Content::Text(_)));
}
