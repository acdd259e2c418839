//! Options of alignment, through the program.

use crate::program::Place;
use crate::texts::{Pair, en_lines, pairs, zh_lines};

/// Words that no dictionary knows, for sentences that nothing but a translation can explain.
fn invented(line: usize) -> String {
    let word = |at: usize| {
        let mut word = String::new();
        for turn in 0..3 {
            let n = line * 31 + at * 7 + turn * 13;
            word.push(char::from(b"bdfgklmnprstvz"[n % 14]));
            word.push(char::from(b"aeiou"[n / 3 % 5]));
        }
        word
    };
    (0..7).map(word).collect::<Vec<_>>().join(" ")
}

/// Chinese sentences, and "translations" of them that have nothing to do with them.
fn strange_texts(place: &Place) -> (String, Vec<String>) {
    let zh = zh_lines(&pairs()[..24]);
    let en: Vec<String> = (0..24).map(invented).collect();
    place.write("zh", &zh);
    // The English side lacks some sentences, so that order alone does not pair the rest.
    let kept: String = en
        .iter()
        .enumerate()
        .filter(|(at, _)| !is_dropped(*at))
        .map(|(_, l)| format!("{l}.\n"))
        .collect();
    place.write("en", kept);
    (zh, en)
}

fn is_dropped(line: usize) -> bool {
    matches!(line, 3 | 4 | 10 | 17)
}

/// The links of sentences that translate each other.
fn right_links() -> Vec<String> {
    let kept = (0..24).filter(|&line| !is_dropped(line));
    kept.enumerate().map(|(en, zh)| format!("[{zh}]:[{en}]")).collect()
}

fn n_right(out: &str) -> usize {
    right_links().iter().filter(|link| out.lines().any(|line| line == *link)).count()
}

const ALIGN: [&str; 6] = ["align", "zh", "en", "--presplit", "--format", "links"];

#[test]
fn a_machine_translation_of_either_side_is_evidence() {
    let place = Place::new();
    let (zh, en) = strange_texts(&place);
    let without = place.run(&ALIGN);
    without.check(0, &[], &["do not look like translations"]);
    assert_eq!(n_right(&without.out), 0);

    place.write("mt.en", en.join("\n"));
    let with = place.run(&[&ALIGN[..], &["--en-mt", "mt.en"]].concat());
    assert_eq!((with.code, n_right(&with.out)), (Some(0), 20), "{with:#?}");
    assert!(!with.err.contains("translations of each other"), "{with:#?}");

    let kept = zh.lines().enumerate().filter(|(at, _)| !is_dropped(*at));
    let translated: String = kept.map(|(_, line)| format!("{line}\n")).collect();
    place.write("mt.zh", translated);
    let with = place.run(&[&ALIGN[..], &["--zh-mt", "mt.zh"]].concat());
    assert_eq!((with.code, n_right(&with.out)), (Some(0), 20), "{with:#?}");
}

#[test]
fn a_machine_translation_with_other_lines_is_left_out_and_said_to_be() {
    let place = Place::new();
    let (_, en) = strange_texts(&place);
    let without = place.run(&ALIGN);
    for n in [5, 20] {
        place.write("mt.en", en[..n].join("\n"));
        let ran = place.run(&[&ALIGN[..], &["--en-mt", "mt.en"]].concat());
        let note = format!(
            "the machine translation of the Chinese text has {n} lines for 24 sentences; it is left out"
        );
        ran.check(0, &[], &[&note, "one line for each sentence"]);
        assert_eq!(ran.out, without.out);
    }
    place.write("mt.zh", "你好。\n".repeat(50));
    let ran = place.run(&[&ALIGN[..], &["--zh-mt", "mt.zh"]].concat());
    ran.check(0, &[], &["translation of the English text has 50 lines for 20 sentences"]);
    let ran = place.run(&[&ALIGN[..], &["--zh-mt", "none"]].concat());
    ran.check(2, &[], &["none: there is no such file"]);
}

#[test]
fn lines_that_do_not_translate_their_sentences_are_left_out_and_said_to_be() {
    let place = Place::new();
    let texts = &pairs()[..40];
    place.write("zh", zh_lines(texts));
    place.write("en", en_lines(texts));
    let without = place.run(&ALIGN);
    let mut lines: Vec<&str> = texts.iter().map(|pair| pair.1).collect();
    lines.reverse();
    place.write("mt", lines.join("\n") + "\n");
    let ran = place.run(&[&ALIGN[..], &["--en-mt", "mt"]].concat());
    ran.check(0, &[], &["of the Chinese text does not follow it line by line; it is left out"]);
    assert_eq!(ran.out, without.out);
}

#[test]
fn a_machine_translation_that_lost_a_line_is_put_right() {
    let place = Place::new();
    let texts = &pairs()[..40];
    let kept: Vec<Pair> = texts
        .iter()
        .copied()
        .enumerate()
        .filter_map(|(at, pair)| (!is_dropped(at)).then_some(pair))
        .collect();
    place.write("zh", zh_lines(texts));
    place.write("en", en_lines(&kept));
    let lines: Vec<&str> = texts.iter().map(|pair| pair.1).collect();
    let run = |option: &str, lines: &[&str]| {
        place.write("mt", lines.join("\n") + "\n");
        place.run(&[&ALIGN[..], &[option, "mt"]].concat())
    };
    let whole = run("--en-mt", &lines);
    let own_notes = whole.err.clone();
    assert!(!own_notes.contains("machine translation"), "{own_notes}");
    // Blank lines too many at the end are no lines.
    let blank = run("--en-mt", &[&lines[..], &["", ""]].concat());
    assert_eq!((&blank.out, &blank.err), (&whole.out, &own_notes));
    let lost = run("--en-mt", &[&lines[..20], &lines[21..], &[""]].concat());
    assert_eq!(lost.out, whole.out);
    lost.check(
        0,
        &[],
        &[
            "translation of the Chinese text does not stand line for line",
            "from line 21 on 1 line too early",
        ],
    );
    let short = run("--en-mt", &[&lines[..20], &lines[21..]].concat());
    assert_eq!(short.out, whole.out);
    short.check(0, &[], &["39 lines for 40 sentences, from line 21 on 1 line too early"]);
    let added =
        run("--en-mt", &[&lines[..20], &["It rains.", "It snows."], &lines[20..38]].concat());
    assert_eq!(added.out, whole.out);
    added.check(0, &[], &["on 2 lines too late"]);
    let turned = run("--zh-mt", &lines);
    assert_eq!(turned.out, whole.out);
    turned.check(
        0,
        &[],
        &["mt: this machine translation is English, so it was taken as --en-mt and not as --zh-mt"],
    );
    let both = place.run(&[&ALIGN[..], &["--en-mt", "mt", "--zh-mt", "mt"]].concat());
    both.check(2, &[], &["mt and mt are both English; --en-mt is an English translation"]);
}

/// The score of the pair about apples, whose English is about these.
fn score(place: &Place, things: &str, terms: Option<&str>) -> f64 {
    let (before, after) = (&pairs()[20..26], &pairs()[26..32]);
    place.write("zh", format!("{}仓库里的苹果卖完了。\n{}", zh_lines(before), zh_lines(after)));
    let en = format!("The {things} were sold out in the warehouse.\n");
    place.write("en", format!("{}{en}{}", en_lines(before), en_lines(after)));
    let mut arguments = vec!["align", "zh", "en", "--presplit", "--format", "jsonl"];
    if let Some(terms) = terms {
        place.write("terms.tsv", terms);
        arguments.extend(["--lexicon", "terms.tsv"]);
    }
    let ran = place.run(&arguments);
    let beads =
        ran.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let bead = beads.into_iter().find(|bead| bead["zh"] == "仓库里的苹果卖完了。").unwrap();
    assert_eq!(bead["type"], "1-1", "{bead}");
    bead["score"].as_f64().unwrap()
}

#[test]
fn a_users_terms_win_over_the_dictionary() {
    let place = Place::new();
    let term = "# ours\nzh\ten\tweight\n苹果\tzorb\t1\n";
    let (apples, zorbs) = (score(&place, "apples", None), score(&place, "zorbs", None));
    assert!(apples > zorbs, "{apples} {zorbs}");
    let (apples_then, zorbs_then) =
        (score(&place, "apples", Some(term)), score(&place, "zorbs", Some(term)));
    assert!(zorbs_then > zorbs && apples_then < apples, "{apples_then} {zorbs_then}");
    assert!(zorbs_then > apples_then, "{apples_then} {zorbs_then}");
    // A term in Traditional characters is the same term.
    assert_eq!(score(&place, "zorbs", Some("蘋果\tzorb\n")), zorbs_then);
    // And a weaker one counts less.
    assert!(score(&place, "zorbs", Some("苹果\tzorb\t0.1\n")) < zorbs_then);
}

#[test]
fn bad_terms_are_placed_and_say_what_to_do() {
    let place = Place::new();
    strange_texts(&place);
    for (row, words) in [
        ("苹果", "terms.tsv:2: this line has no English; write the Chinese term, its English and"),
        ("苹果\t", "terms.tsv:2: this line has an empty cell; write the Chinese term"),
        ("苹果\tapple\t3", "terms.tsv:2: the weight is no number from 0 to 1; write"),
        ("苹果\tapple\tmuch", "terms.tsv:2: the weight is no number from 0 to 1; write"),
    ] {
        place.write("terms.tsv", format!("梨\tpear\n{row}\n"));
        for command in [&ALIGN[..], &["check", "zh", "en"]] {
            let ran = place.run(&[command, &["--lexicon", "terms.tsv"]].concat());
            ran.check(2, &[], &[words]);
            assert_eq!((ran.err.lines().count(), ran.out.as_str()), (1, ""));
        }
    }
}

#[test]
fn doubtful_pairs_are_left_out_and_counted() {
    let place = Place::new();
    place.write("zh", zh_lines(&pairs()[..60]));
    // Two sentences of the English trade places: their pairs are doubtful.
    let mut turned = pairs()[..60].to_vec();
    turned.swap(20, 21);
    turned.swap(40, 42);
    place.write("en", en_lines(&turned));
    let align =
        |least: &str| place.run(&["align", "zh", "en", "-f", "jsonl", "--min-confidence", least]);
    let confidences = |out: &str| -> Vec<f64> {
        out.lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .filter(|bead| bead["zh"] != "" && bead["en"] != "")
            .map(|bead| bead["confidence"].as_f64().unwrap())
            .collect()
    };
    let all = confidences(&align("0").out);
    // Between the two that are farthest apart.
    let mut sorted = all.clone();
    sorted.sort_by(f64::total_cmp);
    let gaps = sorted.windows(2).map(|pair| (pair[1] - pair[0], f64::midpoint(pair[0], pair[1])));
    let (_, least) = gaps.max_by(|x, y| x.0.total_cmp(&y.0)).unwrap();
    let sure = all.iter().filter(|confidence| **confidence >= least).count();
    assert!(sure > 0 && sure < all.len(), "{all:?}");
    let ran = align(&least.to_string());
    let kept = confidences(&ran.out);
    assert_eq!(kept.len(), sure);
    assert!(kept.iter().all(|confidence| *confidence >= least), "{kept:?}");
    let n = all.len() - sure;
    let pairs = if n == 1 {
        "pair below --min-confidence was"
    } else {
        "pairs below --min-confidence were"
    };
    ran.check(0, &[], &[&format!("{n} {pairs} left out")]);
    // Sentences without counterpart are counted as what they are.
    let nulls = |out: &str| out.lines().count() - confidences(out).len();
    let n = nulls(&align("0").out) - nulls(&ran.out);
    let counted = ran.err.contains("without counterpart below --min-confidence");
    assert_eq!(counted, n > 0, "{}", ran.err);
    for bad in ["1.5", "-0.1", "NaN"] {
        let argument = format!("--min-confidence={bad}");
        place.run(&["align", "zh", "en", &argument]).check(2, &[], &["between 0 and 1"]);
    }
}
