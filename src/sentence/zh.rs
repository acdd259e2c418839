//! Where Chinese sentences end.
//!
//! After 。！？!? and an ellipsis, with the closing quotes and brackets that follow; after ； when
//! asked. Not inside a title 《…》, not where the text runs on (a comma, 的 or 问道 after the quote),
//! not in a number, an address of the web or a stammer (我……我).

use super::{ZhEnds, join_wordless};

/// Longest title in 《…》 that shields the marks inside it, in bytes.
const MAX_TITLE_BYTES: usize = 200;
/// Longest phrase after a quoted question that still belongs to it (“去吗？”他轻声问。), in chars.
const MAX_TAG_CHARS: usize = 12;
/// A clause of at most so many characters before …… is a stammer or a pause, in running text and in
/// direct speech.
const MAX_PAUSE_CHARS: usize = 2;
const MAX_SPOKEN_PAUSE_CHARS: usize = 6;
/// A ． after fewer characters, with no space after it, stands between words: 关心．信心．决心.
const MIN_CHARS_BEFORE_WIDE_STOP: usize = 6;

const CLOSERS: &str = "”’」』）)】]》〉〗］｝}〕";
const SPEECH: &str = "问说道答喊叫嚷叹吼";
/// What runs on after an ellipsis: 苹果……等, 从……到……都.
const RUNS_ON: &str = "，,、；;：:。等都也的地得";

/// The ends of the sentences of one paragraph, as byte offsets; the last is its length.
pub(super) fn ends(text: &str, marks: ZhEnds) -> Vec<usize> {
    let mut scanner =
        Scanner { text, marks, at: 0, start: 0, clause: 0, quote_open: false, spoken: false };
    let mut ends = Vec::new();
    while let Some(end) = scanner.next_end() {
        ends.push(end);
    }
    if ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    join_wordless(text, ends)
}

struct Scanner<'t> {
    text: &'t str,
    marks: ZhEnds,
    /// The next byte to look at.
    at: usize,
    /// Where the sentence began.
    start: usize,
    /// Where the clause began: after the last comma or opening quote.
    clause: usize,
    /// Whether an ASCII `"` is open.
    quote_open: bool,
    /// Whether a “ or 「 is open.
    spoken: bool,
}

impl Scanner<'_> {
    fn next_end(&mut self) -> Option<usize> {
        while let Some(c) = self.text[self.at..].chars().next() {
            let here = self.at;
            self.at += c.len_utf8();
            match c {
                '"' => {
                    self.quote_open = !self.quote_open;
                    self.clause = self.at;
                }
                '《' => self.skip_title(),
                '“' | '「' => (self.spoken, self.clause) = (true, self.at),
                '”' | '」' => self.spoken = false,
                '‘' | '『' | '，' | ',' | '、' | '：' | ':' => self.clause = self.at,
                '；' | ';' if self.marks == ZhEnds::Stops => self.clause = self.at,
                _ => {
                    if let Some(end) = self.end_at(here, c) {
                        (self.start, self.clause, self.at) = (end, end, end);
                        return Some(end);
                    }
                }
            }
        }
        None
    }

    /// The end of the sentence whose end mark `c` stands at `here`, if it is one.
    fn end_at(&mut self, here: usize, c: char) -> Option<usize> {
        let ellipsis = match c {
            '。' | '！' | '？' | '｡' => false,
            '!' | '?' if !self.inside_ascii_word(here) => false,
            '；' | ';' => false,
            '.' | '．' if self.text[here..].starts_with("...") => true,
            '.' | '．' if self.is_full_stop(here, c) => false,
            '…' | '⋯' => true,
            _ => return None,
        };
        let is_mark = |c: char| matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '⋯' | '.' | '｡');
        let run = self.text[here + c.len_utf8()..].find(|c| !is_mark(c));
        let mut run_end = run.map_or(self.text.len(), |length| here + c.len_utf8() + length);
        // 弹药。.22的: the point of a number without its zero begins the next sentence.
        let digit = self.text[run_end..].starts_with(|c: char| c.is_ascii_digit());
        let run = &self.text[here + c.len_utf8()..run_end];
        if digit && run.ends_with('.') && !run.ends_with("..") {
            run_end -= 1;
        }
        let last = self.text[here..run_end].chars().next_back().unwrap_or(c);
        let only_dots = ellipsis && self.text[here..run_end].chars().all(|c| "….⋯".contains(c));
        self.at = run_end;
        let (closed, quote_open) = self.closers(run_end);
        let has_closer = closed > run_end;
        if only_dots && !has_closer && !self.ellipsis_ends(here, run_end) {
            self.clause = run_end;
            return None;
        }
        if self.runs_on(closed, has_closer, last) {
            return None;
        }
        self.quote_open = quote_open;
        if self.text[run_end..closed].contains(['”', '」']) {
            self.spoken = false;
        }
        let rest = &self.text[closed..];
        Some(closed + (rest.len() - rest.trim_start().len()))
    }

    /// Past the closing quotes and brackets (and marks among them) that follow an end mark, and
    /// whether an ASCII quote is open there.
    fn closers(&self, from: usize) -> (usize, bool) {
        let (mut at, mut open) = (from, self.quote_open);
        while let Some(c) = self.text[at..].chars().next() {
            match c {
                '"' if open => open = false,
                '"' => break,
                '。' | '！' | '？' | '!' | '?' if at > from => {}
                '\'' if !self.text[at + 1..].starts_with(|c: char| c.is_alphanumeric()) => {}
                _ if CLOSERS.contains(c) => {}
                // A space, then a mark that can only close: “……。 ”
                ' ' | '\u{3000}' => {
                    let rest = self.text[at..].trim_start();
                    if !rest.starts_with(['”', '’', '」', '』', '）']) {
                        break;
                    }
                    at = self.text.len() - rest.len();
                    continue;
                }
                _ => break,
            }
            at += c.len_utf8();
        }
        (at, open)
    }

    /// Whether the sentence goes on after its mark and closers.
    fn runs_on(&self, closed: usize, has_closer: bool, last: char) -> bool {
        let rest = self.text[closed..].trim_start();
        let Some(next) = rest.chars().next() else { return false };
        if matches!(next, '，' | ',' | '、' | '；' | ';' | '：') {
            return true;
        }
        if !has_closer || matches!(last, '。' | '；' | '｡') {
            return false;
        }
        next == '的' || is_speech_tag(rest)
    }

    fn ellipsis_ends(&self, here: usize, run_end: usize) -> bool {
        let rest = &self.text[run_end..];
        let Some(next) = rest.trim_start().chars().next() else { return true };
        if RUNS_ON.contains(next) || CLOSERS.contains(next) {
            return false;
        }
        let before = self.text[self.clause.max(self.start).min(here)..here].trim();
        let repeats = before.chars().next().is_some_and(|first| first == next)
            || before.chars().next_back().is_some_and(|last| last == next);
        let most = if self.in_speech() { MAX_SPOKEN_PAUSE_CHARS } else { MAX_PAUSE_CHARS };
        before.chars().count() > most && !repeats
    }

    fn in_speech(&self) -> bool {
        self.spoken || self.quote_open
    }

    /// Whether a `.` ends a Chinese sentence: after a Chinese character, before none of its word.
    fn is_full_stop(&self, here: usize, c: char) -> bool {
        let before = self.text[self.start..here].trim();
        let next = self.text[here + c.len_utf8()..].chars().next();
        let after_han = before.ends_with(|c: char| is_han(c) || CLOSERS.contains(c));
        let in_word = next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
        let numbering = || {
            before.chars().take(4).count() <= 3
                && before.chars().all(|c| "一二三四五六七八九十第章节条".contains(c))
        };
        let between_words = || {
            c == '．'
                && next.is_some_and(|c| !c.is_whitespace())
                && before.chars().take(MIN_CHARS_BEFORE_WIDE_STOP).count()
                    < MIN_CHARS_BEFORE_WIDE_STOP
        };
        after_han && !in_word && !numbering() && !between_words()
    }

    /// `!` or `?` between ASCII letters or digits: an address of the web, a name.
    fn inside_ascii_word(&self, here: usize) -> bool {
        let before = self.text.as_bytes()[..here].last();
        let after = self.text.as_bytes().get(here + 1);
        before.is_some_and(u8::is_ascii_alphanumeric)
            && after.is_some_and(|b| b.is_ascii_alphanumeric())
            || before.is_some_and(|&b| b == b'/')
    }

    fn skip_title(&mut self) {
        let rest = &self.text[self.at..];
        let mut limit = rest.len().min(MAX_TITLE_BYTES);
        while !rest.is_char_boundary(limit) {
            limit -= 1;
        }
        if let Some(length) = rest[..limit].find('》') {
            self.at += length;
        }
    }
}

/// `老王问。`: a few characters, no negation, the last a verb of saying, and a full stop.
fn is_speech_tag(rest: &str) -> bool {
    let mut last = None;
    for (index, c) in rest.chars().enumerate() {
        if matches!(c, '。' | '：' | ':' | '，' | '！' | '？') {
            return c == '。' && last.is_some_and(|last| SPEECH.contains(last));
        }
        if index >= MAX_TAG_CHARS || "没不未无".contains(c) {
            return false;
        }
        last = Some(c);
    }
    false
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}
