//! The program as its users meet it: arguments, exit codes, files, pipes.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

const ZH: &str = "（一）促进外贸稳定增长。\n依托国际铁路大通道，吸引大企业。力争全年双向开行500班。\n\
    支持有特色的外资银行入驻重庆。培育一批重大项目，增长30%以上。\n";
const EN: &str = "(1) promote the steady growth of foreign trade.\nRelying on the international railway \
    corridor, we will attract large enterprises. Strive to run 511 trains in both directions \
    throughout the year.\nSupport foreign banks with characteristics to settle in Chongqing. \
    Cultivate a number of major projects, with growth of more than 30%.\n";

/// A folder with texts, where the program runs.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        place.write("zh.txt", ZH);
        place.write("en.txt", EN);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        let output = command(self.folder.path())
            .args(arguments)
            .write_stdin(input)
            .output()
            .expect("the program runs");
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duizhao"));
    command.current_dir(folder).env_remove("NO_COLOR");
    command
}

/// What a run printed and how it ended.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    /// Checks the exit code and words in both outputs.
    fn check(&self, code: i32, out: &[&str], err: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:#?}");
        for words in out {
            assert!(self.out.contains(words), "no `{words}` in {self:#?}");
        }
        for words in err {
            assert!(self.err.contains(words), "no `{words}` in {self:#?}");
        }
    }
}

#[test]
fn help_shows_examples_everywhere() {
    let place = Place::new();
    place.run(&["--help"]).check(0, &["Examples:", "Exit codes", "check", "align"], &[]);
    for name in ["align", "check", "accept", "review", "figures", "split", "eval", "completions"] {
        place.run(&[name, "--help"]).check(0, &["Examples:", "duizhao "], &[]);
    }
    place.run(&[]).check(2, &[], &["Usage"]);
    place.run(&["check"]).check(2, &[], &["required"]);
    place.run(&["check", "zh.txt", "en.txt", "--allow", "nonsense"]).check(2, &[], &["codes are"]);
}

#[test]
fn check_finds_a_wrong_figure_and_says_so_by_its_exit_code() {
    let place = Place::new();
    let wanted = ["error[changed-digits]", "zh.txt:2:25", "en.txt:2:97", "^^^ 511", "1 error"];
    place.run(&["check", "zh.txt", "en.txt"]).check(1, &wanted, &[]);
    let summary = place.run(&["check", "zh.txt", "en.txt", "--summary"]);
    summary.check(1, &["1 error: changed-digits 1"], &[]);
    assert!(!summary.out.contains("^^^"));
    place.run(&["check", "zh.txt", "en.txt", "--allow", "changed-digits"]).check(0, &[], &[]);
    place.write("right.txt", EN.replace("511", "500"));
    place.run(&["check", "zh.txt", "right.txt"]).check(0, &["nothing found"], &[]);
}

#[test]
fn check_writes_findings_as_json() {
    let place = Place::new();
    let ran = place.run(&["check", "zh.txt", "en.txt", "--format", "jsonl", "--level", "error"]);
    ran.check(1, &[], &[]);
    let finding: serde_json::Value = serde_json::from_str(ran.out.trim()).unwrap();
    assert_eq!(finding["line"], 3);
    assert_eq!(finding["level"], "error");
    assert_eq!(finding["code"], "changed-digits");
    assert_eq!(finding["zh"]["value"], "500");
    assert_eq!(finding["en"]["text"], "511");
    assert_eq!(finding["en"]["kind"], "cardinal");
    let (start, end) = (&finding["en"]["start"], &finding["en"]["end"]);
    let en = "Strive to run 511 trains in both directions throughout the year.";
    let span = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
    assert_eq!(&en[span], "511");
    assert!(finding["message"].as_str().unwrap().contains("511"));
}

#[test]
fn check_takes_pairs_aligned_elsewhere() {
    let place = Place::new();
    place.write(
        "p.tsv",
        "id\ten\tzh\n1\tIt ran \"300\" trains.\t开行300班。\n2\tIt ran 511 trains.\t开行500班。\n",
    );
    let ran = place.run(&["check", "--pairs", "p.tsv", "--format", "jsonl"]);
    ran.check(1, &["\"line\":2,"], &[]);
    assert_eq!(ran.out.lines().count(), 1);
    place.run_with(&["check", "--pairs", "-"], "zh\ten\n有3个。\tThere are 3.\n").check(
        0,
        &[],
        &[],
    );
    place.write("bad.tsv", "a\tb\n1\t2\n");
    place.run(&["check", "--pairs", "bad.tsv"]).check(2, &[], &["bad.tsv:1: the header names no"]);
}

#[test]
fn findings_lead_back_to_the_place_in_the_original() {
    let place = Place::new();
    let tmx = "<tmx><body>\n<tu tuid=\"7\"><tuv xml:lang=\"zh\"><seg>开行500班。</seg></tuv>\
        <tuv xml:lang=\"en\"><seg>It ran <b/>511 trains.</seg></tuv></tu></body></tmx>";
    place.write("x.tmx", tmx);
    place.run(&["check", "x.tmx"]).check(1, &["--> x.tmx:2: unit 1 (tuid 7)", "511 trains"], &[]);
    place.run(&["check", "x.tmx", "--format", "jsonl"]).check(
        1,
        &["\"line\":1,", "\"en_place\":\"unit 1 (tuid 7)\""],
        &[],
    );
    place.run(&["check", "zh.txt"]).check(2, &[], &["this is one text, and its translation"]);
    place.run(&["align", "x.tmx", "en.txt"]).check(2, &[], &["x.tmx: this file holds pairs"]);

    let cells = |text: &str| -> String {
        text.lines().map(|line| format!("<tr><td>{line}</td></tr>")).collect()
    };
    place.write("zh.html", format!("<table>{}</table>", cells(ZH)));
    place.write("en.html", format!("<table>{}</table>", cells(EN)));
    place.run(&["check", "zh.html", "en.html"]).check(
        1,
        &["--> zh.html:1: table 1, cell A2", "--> en.html:1: table 1, cell A2", "511 trains"],
        &[],
    );
    place.run(&["check", "zh.html", "en.html", "--from", "nonsense"]).check(
        2,
        &[],
        &["the formats are text, markdown"],
    );
}

#[test]
fn figures_prints_what_is_read() {
    let place = Place::new();
    let ran = place.run_with(&["figures", "--lang", "zh"], "没有。\n全国有2.8亿农民工。\n");
    ran.check(0, &["{\"line\":1,\"figures\":[]}", "\"value\":\"280000000\""], &[]);
    assert_eq!(ran.out.lines().count(), 2);
    place.run_with(&["figures", "--lang", "de"], "x").check(2, &[], &["use zh or en"]);
}

#[test]
fn split_prints_one_sentence_a_line() {
    let place = Place::new();
    place.run(&["split", "--lang", "zh", "zh.txt"]).check(0, &["大企业。\n力争"], &[]);
    let ran = place.run_with(&["split", "--lang", "en", "-"], "Mr. Li came. He\tleft.");
    assert_eq!(ran.out, "Mr. Li came.\nHe left.\n");
}

#[test]
fn align_writes_every_format() {
    let place = Place::new();
    let align = |more: &[&str]| place.run(&[&["align", "zh.txt", "en.txt"], more].concat());
    let tsv = align(&[]);
    tsv.check(0, &["zh\ten\ttype\tscore\tconfidence", "\t1-1\t"], &[]);
    assert_eq!(tsv.out.lines().count(), 6);
    align(&["--format", "jsonl"]).check(0, &["\"type\":\"1-1\"", "\"zh_sentences\":[1]"], &[]);
    align(&["--format", "tmx"]).check(0, &["<tmx version=\"1.4\">", "xml:lang=\"zh-CN\""], &[]);
    align(&["--format", "links"]).check(0, &["[0]:[0]\n[1]:[1]\n"], &[]);
    align(&["--format", "moses"]).check(0, &["500班。\tStrive to run"], &[]);
    align(&["--format", "moses", "-o", "corpus"]).check(0, &[], &[]);
    assert_eq!(place.read("corpus.zh-en.zh").lines().count(), 5);
    assert_eq!(place.read("corpus.zh-en.en").lines().count(), 5);
    align(&["-o", "no/such/folder/x"]).check(2, &[], &["no/such/folder/x: the folder"]);
    align(&["--min-confidence", "2"]).check(2, &[], &["between 0 and 1"]);
}

#[test]
fn several_outputs_in_one_run_and_tools_by_name() {
    let place = Place::new();
    place.write("zh.txt", ZH);
    place.write("en.txt", EN);
    let run = |more: &[&str]| place.run(&[&["align", "zh.txt", "en.txt"], more].concat());
    run(&["-o", "a.tmx", "-o", "b.xlsx", "-o", "c.tsv.gz"]).check(0, &[], &[]);
    assert!(place.read("a.tmx").starts_with("<?xml"));
    assert!(std::fs::read(place.path("b.xlsx")).unwrap().starts_with(b"PK"));
    assert!(std::fs::read(place.path("c.tsv.gz")).unwrap().starts_with(b"\x1f\x8b"));
    run(&["--format", "tmx", "--format", "links", "-o", "d"]).check(0, &[], &[]);
    assert!(place.read("d.links").starts_with("[0]:[0]"));
    assert_eq!(place.read("d.tmx"), place.read("a.tmx"));
    run(&["--for", "opus", "-o", "e.xml"]).check(0, &[], &[]);
    assert!(place.read("e.xml").contains("fromDoc=\"e.zh.xml\" toDoc=\"e.en.xml\""));
    assert!(place.read("e.zh.xml").contains("<s id=\"s1\">"));
    run(&["--for", "bitextor"]).check(0, &["src_url\ttrg_url"], &[]);
    run(&["-f", "tmx", "-f", "tsv"]).check(2, &[], &["2 formats cannot share standard output"]);
    run(&["-o", "x", "-o", "x"]).check(2, &[], &["two outputs would be written to x"]);
}

#[test]
fn decisions_of_a_workbook_come_back() {
    let place = Place::new();
    place.write("p.tsv", "zh\ten\n全国有2.8亿农民工。\tThere are 2.8 billion migrant workers.\n");
    let run = |more: &[&str]| place.run(&[&["check", "--pairs", "p.tsv"], more].concat());
    run(&["-o", "d.xlsx", "-o", "d.docx", "-o", "d.xlf"]).check(1, &[], &[]);
    assert!(place.read("d.xlf").contains("needs-review-translation"));
    run(&["--decisions", "d.xlsx"]).check(1, &["2.8 billion"], &[]);
    run(&["--decisions", "p.tsv"]).check(2, &[], &["p.tsv: this is no workbook"]);
    run(&["--for", "opus"]).check(2, &[], &["use `align --for opus`"]);
    run(&["--for", "trados"]).check(1, &["<xliff version=\"1.2\""], &[]);
}

#[test]
fn accepted_findings_stay_accepted() {
    let place = Place::new();
    let key = |accepted: &str| {
        let ran = place.run(&["check", "zh.txt", "en.txt", "--accepted", accepted]);
        let line = ran.out.lines().find(|line| line.contains("key: ")).map(str::to_owned);
        line.and_then(|line| line.split("key: ").nth(1).map(str::to_owned))
    };
    let check = |more: &[&str]| place.run(&[&["check", "zh.txt", "en.txt"], more].concat());
    let accept = |more: &[&str]| place.run(&[&["accept", "zh.txt", "en.txt"], more].concat());
    check(&["--accepted", "a.txt"]).check(
        2,
        &[],
        &["a.txt: there is no such file; `duizhao accept`"],
    );
    place.write("a.txt", "");
    let found = key("a.txt").unwrap();
    let named = ["--accepted", "a.txt", "--reason", "as\tthe client wants", "--key"];
    accept(&[&named[..], &["0000dead"]].concat()).check(2, &[], &["no finding has the key"]);
    accept(&[&named[..], &[&found[..2]]].concat()).check(2, &[], &["is too short"]);
    accept(&["--accepted", "a.txt", "--reason", " ", "--key", &found]).check(
        2,
        &[],
        &["--reason is empty"],
    );
    accept(&["--reason", "x", "--key", &found]).check(2, &[], &["name the file of accepted"]);
    accept(&["--accepted", "a.txt", "--reason", "x", "--code", "lost-sign"]).check(
        2,
        &[],
        &["no finding of that code"],
    );
    accept(&[&named[..], &[&found[..8]]].concat()).check(0, &[], &["1 finding is accepted"]);
    let text = place.read("a.txt");
    assert!(text.contains(&format!("{found}\tchanged-digits\t500 | 511\tas the client wants\n")));
    check(&["--accepted", "a.txt"]).check(
        0,
        &["nothing found"],
        &["1 finding is left out as accepted in a.txt"],
    );
    accept(&[&named[..], &[&found]].concat()).check(0, &[], &[]);
    assert_eq!(place.read("a.txt"), text, "accepting twice changes nothing");
    // The settings file names it too; a small edit and lines put in before do not bring it back.
    place.write("duizhao.toml", "[accepted]\nfile = \"a.txt\"\n");
    place.write("zh.txt", format!("会议今天召开。\n{}", ZH.replace("力争全年", "力争今年")));
    place.write(
        "en.txt",
        format!("The meeting opens today.\n{}", EN.replace("Strive to", "Try to")),
    );
    check(&[]).check(0, &["nothing found"], &["1 finding is left out"]);
    place.write("en.txt", EN.replace("511", "512"));
    check(&[]).check(1, &["500 became 512"], &["1 entry fits no finding any more"]);
    place.write("a.txt", format!("{text}\nnonsense\n"));
    check(&[]).check(2, &[], &["a.txt:4: the fingerprint is damaged; mend or delete this line"]);
    place.write("a.txt", [0xff, 0xfe, 0x00]);
    check(&[]).check(2, &[], &["a.txt: this is no text in UTF-8"]);
}

#[test]
fn presplit_lines_are_never_split_and_each_stands_in_one_link() {
    let place = Place::new();
    place.write("zh", "今天开会。明天出发。\n\n开行500班。\n");
    place.write("en", "We meet today. We leave tomorrow.\n\nIt runs 500 trains.\n");
    let ran = place.run(&["align", "zh", "en", "--presplit", "--format", "links"]);
    ran.check(0, &["[0]:[0]\n", "[2]:[2]\n"], &[]);
    for side in 0..2 {
        let mut all: Vec<usize> = Vec::new();
        for line in ran.out.lines() {
            let cell = line.split(':').nth(side).unwrap();
            let inner = cell.trim_matches(['[', ']']);
            all.extend(
                inner.split(", ").filter(|n| !n.is_empty()).map(|n| n.parse::<usize>().unwrap()),
            );
        }
        assert_eq!(all, [0, 1, 2], "{}", ran.out);
    }
}

#[test]
fn swapped_files_are_put_right_with_a_note() {
    let place = Place::new();
    let ran = place.run(&["align", "en.txt", "zh.txt"]);
    ran.check(0, &["（一）促进外贸稳定增长。\t(1) promote"], &["the other way round"]);
    let quiet = place.run(&["align", "en.txt", "zh.txt", "--quiet"]);
    assert_eq!((quiet.err.as_str(), quiet.out), ("", ran.out));
}

#[test]
fn bad_files_give_one_clear_sentence_and_code_two() {
    let place = Place::new();
    place.write("empty.txt", "");
    place.write("broken.txt", [ZH.as_bytes(), &b"\xE9\x87\n"[..], ZH.as_bytes()].concat());
    for (zh, en, words) in [
        ("missing.txt", "en.txt", "missing.txt: there is no such file"),
        (".", "en.txt", ".: this is a folder"),
        ("empty.txt", "en.txt", "empty.txt: the file is empty"),
        ("zh.txt", "zh.txt", "zh.txt: there is no English text"),
        ("broken.txt", "en.txt", "broken.txt:4:1: bytes here are not valid UTF-8"),
        ("-", "-", "cannot be both"),
    ] {
        let ran = place.run(&["check", zh, en]);
        ran.check(2, &[], &[words]);
        assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
        assert!(ran.out.is_empty());
    }
    place.run(&["align", "broken.txt", "en.txt", "--lossy"]).check(0, &[], &["in 1 place, became"]);
}

/// Text out of a PDF: lines end at a width, and the finding leads to the line its figure stands in.
#[test]
fn lines_that_end_at_a_width_are_joined_unless_they_are_to_be_kept() {
    let place = Place::new();
    let mut column = 0;
    let broken = EN.split_inclusive(' ').fold(String::new(), |text, word| {
        column = if word.contains('\n') { 0 } else { column + word.len() };
        if column <= 44 {
            return text + word;
        }
        column = word.len();
        text.trim_end().to_owned() + "\n" + word
    });
    place.write("broken.txt", &broken);
    let line = 1 + broken.lines().position(|line| line.contains("511")).unwrap();
    let joined = place.run(&["check", "zh.txt", "broken.txt"]);
    joined.check(1, &[&format!("broken.txt:{line}:")], &["its lines end at about 4"]);
    let split = |lines: &str| {
        let ran = place.run(&["split", "--lang", "en", "broken.txt", "--lines", lines]);
        ran.out.lines().count()
    };
    assert_eq!((split("auto"), split("join"), split("keep")), (5, 5, broken.lines().count() + 2));
    place.write("duizhao.toml", "[read]\nlines = \"keep\"\n");
    assert!(!place.run(&["check", "zh.txt", "broken.txt"]).err.contains("its lines end"));
}

#[test]
fn texts_in_other_encodings_align_the_same() {
    let place = Place::new();
    let wanted = place.run(&["align", "zh.txt", "en.txt"]).out;
    place.write("gbk.txt", encoding_rs::GB18030.encode(ZH).0);
    let utf16: Vec<u8> = ZH.encode_utf16().flat_map(u16::to_le_bytes).collect();
    place.write("utf16.txt", utf16);
    place.write("crlf.txt", ZH.replace('\n', "\r\n"));
    for name in ["gbk.txt", "utf16.txt", "crlf.txt"] {
        assert_eq!(place.run(&["align", name, "en.txt"]).out, wanted, "{name}");
    }
    let forced = place.run(&["align", "gbk.txt", "en.txt", "--encoding", "utf-8"]);
    forced.check(2, &[], &["not valid UTF-8"]);
}

#[test]
fn texts_that_are_no_translations_are_refused() {
    let place = Place::new();
    let lines = |words: [&str; 6], end: &str| -> String {
        (0..40)
            .map(|n| {
                format!("{}{}{}{end}\n", words[n % 6], words[(n / 2) % 6], words[(n * n + 1) % 6])
            })
            .collect()
    };
    let zh = ["红烧肉很好吃", "小猫在睡觉", "他喜欢钓鱼", "春天下雨", "妈妈唱歌", "河边有树"];
    let en = [
        "the compiler ",
        "inflation ",
        "parliament ",
        "a telescope ",
        "quantum theory ",
        "tax law ",
    ];
    place.write("a.txt", lines(zh, "。"));
    place.write("b.txt", lines(en, "."));
    let words = "do not look like translations of each other";
    place.run(&["check", "a.txt", "b.txt"]).check(2, &[], &[words]);
    place.run(&["align", "a.txt", "b.txt", "--format", "links"]).check(0, &["[0]:["], &[words]);
}

#[test]
fn a_list_is_aligned_with_the_same_bytes_at_any_number_of_threads() {
    let place = Place::new();
    let list: String = (0..6).map(|n| format!("zh.txt\ten.txt\tout{n}.tsv\n")).collect();
    place.write("list.tsv", format!("# pairs\n{list}"));
    let wanted = place.run(&["align", "zh.txt", "en.txt"]).out;
    for threads in ["1", "3"] {
        place.run(&["align", "--list", "list.tsv", "--threads", threads]).check(0, &[], &[]);
        for n in 0..6 {
            assert_eq!(place.read(&format!("out{n}.tsv")), wanted);
            fs::remove_file(place.path(&format!("out{n}.tsv"))).unwrap();
        }
    }
    place.write("list.tsv", "zh.txt\ten.txt\tgood.tsv\nnone.txt\ten.txt\tbad.tsv\n");
    let ran = place.run(&["align", "--list", "list.tsv"]);
    ran.check(2, &[], &["none.txt: there is no such file", "1 of 2 pairs"]);
    assert_eq!(place.read("good.tsv"), wanted);
    place.write("list.tsv", "zh.txt\ten.txt\n");
    place.run(&["align", "--list", "list.tsv"]).check(
        2,
        &[],
        &["list.tsv:1: this line has 2 of 3"],
    );
}

#[test]
fn the_settings_file_is_found_and_its_mistakes_are_placed() {
    let place = Place::new();
    place.write("duizhao.toml", "[check]\nallow = [\"changed-digits\"]\n");
    place.run(&["check", "zh.txt", "en.txt"]).check(0, &[], &[]);
    place.write("duizhao.toml", "[check]\nalow = []\n");
    place.run(&["check", "zh.txt", "en.txt"]).check(
        2,
        &[],
        &["duizhao.toml:2: unknown field `alow`"],
    );
    place.write("other.toml", "[align]\npresplit = true\n");
    let ran =
        place.run(&["align", "zh.txt", "en.txt", "--config", "other.toml", "--format", "links"]);
    assert_eq!(ran.out.lines().count(), 3);
}

#[test]
fn eval_scores_a_folder() {
    let place = Place::new();
    place.write("one.zh", "开行500班。\n支持外资银行入驻重庆。\n");
    place.write("one.en", "It runs 500 trains.\nSupport foreign banks to settle in Chongqing.\n");
    place.write("one.align", "[0]:[0]\n[1]:[1]\n");
    let wanted = ["one         1.000  1.000  1.000   1.000", "total       1.000"];
    place.run(&["eval", "--gold", "."]).check(0, &wanted, &[]);
    place.write("two.align", "[0]:[0]\n");
    place.run(&["eval", "--gold", "."]).check(2, &[], &["two.zh: there is no such file"]);
    place.run(&["eval", "--gold", "nowhere"]).check(2, &[], &["nowhere: "]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::new();
    let zh: String = "力争全年双向开行500班，增长30%。\n".repeat(20_000);
    place.write("long.txt", zh);
    let program = env!("CARGO_BIN_EXE_duizhao");
    let script = format!("'{program}' figures --lang zh long.txt 2>err; echo $? >code");
    let piped = format!("({script}) | head -n 1 >/dev/null");
    let status = std::process::Command::new("sh")
        .arg("-c")
        .arg(piped)
        .current_dir(place.folder.path())
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(place.read("code").trim(), "0");
    assert_eq!(place.read("err"), "");
}

#[test]
fn one_file_may_hold_both_languages() {
    let place = Place::new();
    let both: String =
        ZH.lines().zip(EN.lines()).map(|(zh, en)| format!("{zh}\n{en}\n\n")).collect();
    place.write("both.txt", &both);
    let ran = place.run(&["check", "both.txt"]);
    ran.check(1, &["500 became 511", "both.txt:4:25", "both.txt:5:97"], &["holds both languages"]);
    let ran = place.run(&["align", "both.txt", "--format", "links"]);
    ran.check(0, &["[0]:[0]", "[1]:[1]", "[4]:[4]"], &["3 Chinese and 3 English paragraphs"]);
    // Sentence by sentence in one paragraph, and in another format.
    let page = ZH.lines().zip(EN.lines()).map(|(zh, en)| format!("{zh}{en} ")).collect::<String>();
    place.write("both.html", format!("<p>{page}</p>"));
    place.run(&["check", "both.html"]).check(1, &["500 became 511"], &["holds both languages"]);
    let accept =
        ["accept", "both.txt", "--accepted", "a.txt", "--code", "changed-digits", "--reason", "so"];
    place.run(&accept).check(0, &[], &["accepted in a.txt"]);
    place.run(&["check", "both.txt", "--accepted", "a.txt"]).check(0, &[], &[]);
    // One language alone is refused, as are two that have nothing to do with each other.
    place.run(&["check", "zh.txt"]).check(2, &[], &["its translation is missing"]);
    place.write("p.tsv", "zh\ten\n五棵树\tfive trees\n");
    place.run(&["align", "p.tsv"]).check(2, &[], &["these are pairs already"]);
}

#[test]
fn colours_only_when_asked() {
    let place = Place::new();
    let plain = place.run(&["check", "zh.txt", "en.txt"]);
    assert!(!plain.out.contains('\u{1b}'));
    let coloured = place.run(&["check", "zh.txt", "en.txt", "--color", "always"]);
    assert!(coloured.out.contains('\u{1b}'));
}

#[test]
fn completions_name_the_commands() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        place.run(&["completions", shell]).check(0, &["duizhao", "figures"], &[]);
    }
}

#[test]
fn one_run_writes_several_outputs_and_the_page_among_them() {
    let place = Place::new();
    let outputs = ["-o", "p.html", "-o", "p.tmx.gz", "-o", "p.docx", "-o", "p.tsv"];
    let ran = place.run(&[&["align", "zh.txt", "en.txt"][..], &outputs].concat());
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    let page = place.read("p.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("500 became 511"));
    // What was written is read again, packed or not, and checked as it stands.
    for file in ["p.tmx.gz", "p.docx", "p.tsv"] {
        let ran = place.run(&["check", file, "--format", "jsonl"]);
        assert_eq!(ran.code, Some(1), "{file}: {}", ran.err);
        assert!(ran.out.contains("500 became 511"), "{file}: {}", ran.out);
    }
    // One text that looks like pairs is said to be one, and may be called one.
    let ran = place.run(&["align", "p.docx", "en.txt"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("name its format with `--from`"), "{}", ran.err);
}

#[test]
fn the_settings_file_names_format_and_original() {
    let place = Place::new();
    place.write("duizhao.toml", "[read]\nfrom = \"tsv\"\n\n[check]\noriginal = \"en\"\n");
    place.write("pairs", "zh\ten\n全国有28亿农民工。\tThere are 280 million migrant workers.\n");
    let ran = place.run(&["check", "pairs", "--format", "xliff"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.out.contains("source-language=\"en-US\""), "{}", ran.out);
    let ran = place.run(&["check", "pairs", "--format", "xliff", "--original", "zh"]);
    assert!(ran.out.contains("source-language=\"zh-CN\""), "{}", ran.out);
}
