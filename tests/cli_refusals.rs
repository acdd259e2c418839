//! What the program refuses, what it puts right and what it cannot obey, and what it says of it.

#[path = "alignment/program.rs"]
mod program;

use program::Place;

const ZH: &str = "开行500班。\n支持外资银行入驻重庆。\n";
const EN: &str = "It runs 500 trains.\nSupport foreign banks to settle in Chongqing.\n";

/// A folder with two texts, and files that say how to align them.
fn place() -> Place {
    let place = Place::new();
    place.write("zh.txt", ZH);
    place.write("en.txt", EN);
    place.write("terms.tsv", "外资银行\tforeign banks\n");
    place.write("mt.txt", EN);
    place.write("list.tsv", "zh.txt\ten.txt\tout.tsv\n");
    place
}

#[test]
fn no_output_overwrites_what_the_run_reads() {
    let place = place();
    let names = ["zh.txt", "en.txt", "terms.tsv", "mt.txt", "list.tsv", "bad.tsv", "accepted.txt"];
    place.write("accepted.txt", "");
    std::fs::hard_link(place.path("zh.txt"), place.path("hard.txt")).unwrap();
    std::fs::create_dir(place.path("folder")).unwrap();
    place.write("bad.tsv", "zh.txt\ten.txt\tone.tsv\nen.txt\tzh.txt\tfolder/../zh.txt\n");
    place.write("stem.zh-en.zh", ZH);
    let before: Vec<Vec<u8>> = names.iter().map(|name| place.read(name)).collect();
    let check = |arguments: &str, wanted: &str| {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        place.run(&arguments).check(2, &[], &[wanted]);
        let after: Vec<Vec<u8>> = names.iter().map(|name| place.read(name)).collect();
        assert_eq!(before, after, "{arguments:?}");
        assert!(!place.path("one.tsv").exists() && !place.path("y.tsv").exists(), "{arguments:?}");
    };
    check("align zh.txt en.txt -o zh.txt", "the output zh.txt would overwrite the input zh.txt; ");
    check("align zh.txt en.txt -o y.tsv -o ./en.txt", "./en.txt would overwrite the input en.txt");
    check("align zh.txt en.txt -o folder/../zh.txt", "would overwrite the input zh.txt");
    check("align zh.txt en.txt -o hard.txt", "hard.txt would overwrite the input zh.txt");
    check("align zh.txt en.txt --lexicon terms.tsv -o terms.tsv", "the input terms.tsv");
    check("align zh.txt en.txt --en-mt mt.txt -o mt.txt", "the input mt.txt");
    check("align stem.zh-en.zh en.txt -f moses -o stem", "the input stem.zh-en.zh");
    check(
        "align --list bad.tsv",
        "bad.tsv:2: the output folder/../zh.txt would overwrite the input",
    );
    check("check zh.txt en.txt -o y.tsv -o zh.txt", "the input zh.txt");
    check("check zh.txt en.txt --accepted accepted.txt -o accepted.txt", "the input accepted.txt");
    check("accept zh.txt en.txt --key 1234 --reason x --accepted zh.txt", "the input zh.txt");
    place.write("self.tsv", "zh.txt\ten.txt\tself.tsv\n");
    check("align --list self.tsv", "self.tsv:1: the output self.tsv would overwrite the input");
    place.write("twice.tsv", "zh.txt\ten.txt\tone.tsv\nzh.txt\ten.txt\t./one.tsv\n");
    check("align --list twice.tsv", "twice.tsv:2: the outputs one.tsv and ./one.tsv are one file");
    check("align zh.txt en.txt -o y.tsv -o ./y.tsv", "the outputs y.tsv and ./y.tsv are one file");
    place.run(&["align", "zh.txt", "en.txt", "-o", "y.tsv"]).check(0, &[], &[]);
    // What was written before may be written again.
    place.run(&["align", "zh.txt", "en.txt", "-o", "y.tsv"]).check(0, &[], &[]);
}

#[test]
fn numbers_out_of_bounds_are_refused() {
    let place = place();
    for threads in ["0", "257", "99999", "18446744073709551615"] {
        let ran = place.run(&["align", "zh.txt", "en.txt", "--threads", threads]);
        ran.check(2, &[], &["--threads must be between 1 and 256"]);
    }
    place.write("duizhao.toml", "[align]\nthreads = 99999\n");
    let ran = place.run(&["align", "zh.txt", "en.txt"]);
    ran.check(2, &[], &["--threads must be between 1 and 256"]);
    place.run(&["align", "zh.txt", "en.txt", "--threads", "256"]).check(0, &["zh"], &[]);
}

#[test]
fn gold_that_cannot_be_is_refused_with_its_line() {
    let place = Place::new();
    place.write("one.zh", ZH);
    place.write("one.en", EN);
    let check = |gold: &str, code: i32, wanted: &str| {
        place.write("one.align", gold);
        place.run(&["eval", "--gold", "."]).check(code, &[], &[wanted]);
    };
    check("[0]:[0]\n[1]:[5]\n", 2, "one.align:2: there is no English sentence 5");
    check("[0]:[0]\n[1]:[0, 1]\n", 2, "one.align:2: the English sentence 0 stands in line 1");
    check("[0]:[0]\n[]:[]\n[1]:[1]\n", 2, "one.align:2: this link has no sentence");
    check("[0]:[0]\n", 0, "one.align: 1 Chinese sentence stands in no link, the first is 1");
    place.write("one.align", "[0]:[0]\n[1]:[1]\n");
    let ran = place.run(&["eval", "--gold", "."]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn a_format_that_keeps_what_is_doubtful_says_so() {
    let place = place();
    // The last pair is none that could be sure.
    place.write("zh.txt", format!("{ZH}天黑了。\n"));
    place.write("en.txt", format!("{EN}Nobody knew the answer.\n"));
    let kept = "below --min-confidence and stay";
    for format in ["html", "links", "vecalign", "ladder", "opus", "intertext"] {
        let options = ["--presplit", "--format", format, "--min-confidence", "1"];
        let ran = place.run(&[&["align", "zh.txt", "en.txt"], &options[..]].concat());
        ran.check(0, &[], &[kept]);
        let options = ["--presplit", "--format", format, "--min-confidence", "0"];
        let ran = place.run(&[&["align", "zh.txt", "en.txt"], &options[..]].concat());
        assert_eq!(ran.err, "", "{format}");
    }
    let ran = place.run(&["align", "zh.txt", "en.txt", "--presplit", "--min-confidence", "1"]);
    ran.check(0, &[], &["below --min-confidence w", "left out"]);
    place.run(&["align", "--help"]).check(
        0,
        &["html, links, vecalign, ladder, opus, intertext"],
        &[],
    );
}

#[test]
fn terms_with_the_english_first_are_put_right() {
    let place = place();
    place.write("turned.tsv", "foreign banks\t外资银行\n");
    let ran = |lexicon| place.run(&["align", "zh.txt", "en.txt", "--lexicon", lexicon]);
    let (right, turned) = (ran("terms.tsv"), ran("turned.tsv"));
    assert_eq!(right.out, turned.out);
    assert_eq!(right.err, "");
    turned.check(0, &[], &["turned.tsv:1: the English stands before the Chinese in 1 of 1 lines"]);
}

#[cfg(unix)]
#[test]
fn links_to_an_input_are_the_input() {
    let place = place();
    std::os::unix::fs::symlink(place.path("zh.txt"), place.path("link.txt")).unwrap();
    let ran = place.run(&["align", "zh.txt", "en.txt", "-o", "link.txt"]);
    ran.check(2, &[], &["the output link.txt would overwrite the input zh.txt"]);
    assert_eq!(place.read("zh.txt"), ZH.as_bytes());
}
