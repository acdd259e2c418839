//! Texts nobody means to align, in any size, with what the program should make of them. Shared by
//! the tests (small) and `benches/bad_input.rs` (large).

use crate::texts::{Pair, Random, en_lines, en_mixture, pairs, zh_lines, zh_mixture};

/// What a run should come to.
pub(crate) enum Wanted {
    /// At least so many of these links.
    Links(Vec<String>, usize),
    /// So many beads with two sides at least and at most.
    Paired(usize, usize),
    /// A refusal in one sentence with these words.
    Refused(&'static str),
    /// The texts are said to be no translations of each other, and nothing is paired.
    Unrelated,
}

impl std::fmt::Display for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Wanted::Links(links, least) if *least == links.len() => f.write_str("the right pairs"),
            Wanted::Links(links, least) => {
                write!(f, "{least} or more of {} right pairs", links.len())
            }
            Wanted::Paired(least, most) => write!(f, "{least} to {most} pairs"),
            Wanted::Refused(words) => write!(f, "refused: {words}"),
            Wanted::Unrelated => f.write_str("no translations of each other, no pairs"),
        }
    }
}

/// Two files and what should come of them.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) zh: Vec<u8>,
    pub(crate) en: Vec<u8>,
    pub(crate) presplit: bool,
    pub(crate) wanted: Wanted,
}

impl Case {
    fn new(
        name: &'static str,
        zh: impl Into<Vec<u8>>,
        en: impl Into<Vec<u8>>,
        wanted: Wanted,
    ) -> Case {
        Case { name, zh: zh.into(), en: en.into(), presplit: false, wanted }
    }

    fn presplit(self) -> Case {
        Case { presplit: true, ..self }
    }

    /// What is wrong with a run that ended with this code and printed this, if anything. The output
    /// is in the format `links`.
    pub(crate) fn problem(&self, code: Option<i32>, out: &str, err: &str) -> Option<String> {
        let paired = out.lines().filter(|line| !line.contains("[]")).count();
        let wrong = match &self.wanted {
            Wanted::Links(links, least) => {
                let found = links.iter().filter(|link| out.lines().any(|line| line == *link));
                code != Some(0) || found.count() < *least
            }
            Wanted::Paired(least, most) => code != Some(0) || !(*least..=*most).contains(&paired),
            Wanted::Refused(words) => {
                code != Some(2)
                    || !out.is_empty()
                    || err.lines().count() != 1
                    || !err.contains(words)
            }
            Wanted::Unrelated => {
                code != Some(0) || paired > 0 || !err.contains("do not look like translations")
            }
        };
        let head: String = err.chars().take(400).collect();
        wrong.then(|| format!("{}: code {code:?}, {paired} pairs, said: {head}", self.name))
    }
}

/// The cases, with texts of up to `size` sentences, or ten times as many bytes in one sentence.
pub(crate) fn cases(size: usize) -> Vec<Case> {
    let mut cases = uneven(size);
    cases.extend(endless(10 * size));
    cases.push(chapters(10 * size));
    cases.extend(repeating(size));
    cases.extend(empty());
    cases.extend(other_languages(size));
    cases
}

/// Few sentences against many.
fn uneven(size: usize) -> Vec<Case> {
    let all = pairs();
    let (ten, rest) = (&all[50..60], [&all[..50], &all[60..]].concat());
    let mut random = Random(7);
    let amid = |lines: Vec<String>, ten: String| -> String {
        let half = lines.len() / 2;
        format!("{}\n{ten}{}\n", lines[..half].join("\n"), lines[half..].join("\n"))
    };
    let link = |at: usize| format!("[{}]:[{at}]", size / 2 + at);
    let links = Wanted::Links((0..ten.len()).map(link).collect(), 7);
    let zh = amid(zh_mixture(&rest, size, &mut random), zh_lines(ten));
    let en = amid(en_mixture(&rest, size, &mut random), en_lines(ten));
    vec![
        Case::new("many against ten", zh, en_lines(ten), links).presplit(),
        Case::new("ten against many", zh_lines(ten), en, Wanted::Paired(0, ten.len())).presplit(),
    ]
}

/// Sentences that do not end.
fn endless(bytes: usize) -> Vec<Case> {
    let all = pairs();
    let fill = |text: String| text.repeat(bytes / text.len() + 1);
    let zh_clauses: String = all.iter().map(|p| p.0.replace('。', "，")).collect();
    let en_clauses: String =
        all.iter().map(|p| p.1.trim_end_matches('.').to_owned() + ", ").collect();
    let (zh, en) = (fill(zh_clauses) + "。\n", fill(en_clauses) + ".\n");
    let bare = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect()
    };
    let around = |one: &dyn Fn(&[Pair]) -> String, long: &str| {
        format!("{}{long}{}", one(&all[..30]), one(&all[30..60]))
    };
    let numbers = |between: &str| -> String {
        (0..bytes / 10).map(|number| format!("{number}{between}")).collect()
    };
    let one = || Wanted::Links(vec!["[0]:[0]".to_owned()], 1);
    vec![
        Case::new("a long sentence on both sides", zh.as_str(), en.as_str(), Wanted::Paired(1, 4)),
        Case::new(
            "a long sentence amid others",
            around(&zh_lines, &zh),
            around(&en_lines, &en),
            Wanted::Paired(58, 62),
        ),
        Case::new(
            "a long sentence on the Chinese side",
            zh.clone() + &zh_lines(all),
            en_lines(all),
            Wanted::Paired(80, all.len()),
        ),
        Case::new(
            "a long sentence on the English side",
            zh_lines(all),
            en.clone() + &en_lines(all),
            Wanted::Paired(60, all.len()),
        ),
        Case::new("a line without a mark", bare(&zh), bare(&en), one()),
        Case::new(
            "one word again and again",
            "好".repeat(bytes / 3),
            "good ".repeat(bytes / 5),
            one(),
        ),
        Case::new(
            "a sentence of figures",
            format!("有{}。", numbers("，")),
            format!("There are {}.", numbers(", ")),
            one(),
        ),
        Case::new(
            "one name again and again",
            "张国清，".repeat(bytes / 12),
            "Zhang Guoqing, ".repeat(bytes / 15),
            one(),
        ),
        Case::new(
            "nothing but quotation marks",
            "“".repeat(bytes / 3) + "好。",
            "\"".repeat(bytes) + "Good.",
            one(),
        ),
    ]
}

/// Translations with a chapter on each line.
fn chapters(bytes: usize) -> Case {
    const SENTENCES: usize = 250;
    let (all, n) = (pairs(), (bytes / 40_000).max(4));
    let mut random = Random(11);
    let (mut zh, mut en) = (String::new(), String::new());
    for chapter in 0..n {
        for at in 0..SENTENCES {
            let pair = all[random.below(all.len())];
            zh.push_str(pair.0);
            en.push_str(&format!("{} ", pair.1));
            if at % 10 == 0 {
                let number = 10_007 * (chapter + 1) + 13 * at;
                zh.push_str(&format!("共{number}人。"));
                en.push_str(&format!("There are {number} people. "));
            }
        }
        zh.push('\n');
        en.push('\n');
    }
    let links = (0..n).map(|at| format!("[{at}]:[{at}]")).collect();
    Case::new("a chapter on each line", zh, en, Wanted::Links(links, n)).presplit()
}

/// Lines that say the same again and again.
fn repeating(size: usize) -> Vec<Case> {
    let all = pairs();
    let n = size / 20;
    let (zh, en) = all[10];
    let exactly = |n: usize| Wanted::Links((0..n).map(|at| format!("[{at}]:[{at}]")).collect(), n);
    vec![
        Case::new(
            "every line the same",
            format!("{zh}\n").repeat(n),
            format!("{en}\n").repeat(n),
            exactly(n),
        ),
        Case::new("every line the same word", "好。\n".repeat(n), "Good.\n".repeat(n), exactly(n)),
        Case::new(
            "two lines in turn",
            zh_lines(&all[3..5]).repeat(n / 2),
            en_lines(&all[3..5]).repeat(n / 2),
            exactly(n / 2 * 2),
        ),
        Case::new(
            "the same line against a text",
            format!("{}\n", all[3].0).repeat(n),
            en_mixture(&all[40..], n, &mut Random(9)).join("\n"),
            Wanted::Unrelated,
        ),
        Case::new(
            "blank lines",
            "\n".repeat(n) + zh,
            "\n".repeat(n) + en,
            Wanted::Links(vec![format!("[{n}]:[{n}]")], 1),
        )
        .presplit(),
        Case::new("one word", "好", "Good", exactly(1)),
    ]
}

/// Files with nothing in them.
fn empty() -> Vec<Case> {
    let (zh, en) = (zh_lines(&pairs()[..20]), en_lines(&pairs()[..20]));
    let mark = "\u{feff}";
    vec![
        Case::new("two empty files", "", "", Wanted::Refused("zh: the file is empty")),
        Case::new(
            "an empty Chinese file",
            "",
            en.as_str(),
            Wanted::Refused("zh: the file is empty"),
        ),
        Case::new(
            "an empty English file",
            zh.as_str(),
            "",
            Wanted::Refused("en: the file is empty"),
        ),
        Case::new("white space", " \n\t\r\n", en, Wanted::Refused("nothing but white space")),
        Case::new("a byte order mark", zh, mark, Wanted::Refused("nothing but white space")),
    ]
}

/// Files of the wrong language, or of none.
fn other_languages(size: usize) -> Vec<Case> {
    let all = pairs();
    let (zh, en) = (zh_lines(all), en_lines(all));
    let digits: String = (0..size).map(|at| format!("{}\n", at * 7919 % 100_003)).collect();
    let both: String = all.iter().map(|pair| format!("{}{}\n", pair.0, pair.1)).collect();
    let inside = |text: &str, c: char| -> String {
        text.lines()
            .map(|line| {
                let (at, _) = line.char_indices().nth(3).unwrap_or_default();
                format!("{}{c}{}\n", &line[..at], &line[at..])
            })
            .collect()
    };
    let no_zh = || Wanted::Refused("there is no Chinese text in this file");
    let no_en = || Wanted::Refused("there is no English text in this file");
    vec![
        Case::new("digits on both sides", digits.as_str(), digits.as_str(), no_zh()),
        Case::new("digits against a text", zh.as_str(), digits, no_en()),
        Case::new("a Chinese text against itself", zh.as_str(), zh.as_str(), no_en()),
        Case::new("an English text against itself", en.as_str(), en.as_str(), no_zh()),
        Case::new(
            "a bilingual text against itself",
            both.as_str(),
            both.as_str(),
            Wanted::Paired(90, 400),
        ),
        Case::new("the two languages swapped", en.as_str(), zh.as_str(), Wanted::Paired(100, 110)),
        Case::new("NULs", inside(&zh, '\0'), inside(&en, '\0'), Wanted::Paired(100, 110)),
        Case::new(
            "control characters",
            inside(&zh, '\u{7}'),
            inside(&en, '\u{1b}'),
            Wanted::Paired(100, 110),
        ),
    ]
}
