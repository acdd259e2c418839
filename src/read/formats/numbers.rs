//! Numbers in the cells of a spreadsheet as people see them: 0.156 in a cell of per cents is 15.6%,
//! and 1.25 under the format `0.00"亿元"` is 1.25亿元.
//!
//! Of a cell's format code what bears on the value is kept: per cent, decimals, and the words and
//! currency signs before and after the number. Grouping, colours, padding and conditions are layout.

/// A number as its format shows it.
pub(super) fn shown(value: f64, code: &str) -> String {
    let section = section(code, value);
    match Pattern::read(section) {
        Some(pattern) if value.is_finite() => pattern.written(value, section != code),
        _ => plain(value),
    }
}

/// A time of day, from the fraction of a day.
pub(super) fn time_of_day(days: f64) -> String {
    let minutes = (days.fract().abs() * 24.0 * 60.0).round() as u64 % (24 * 60);
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// As it stands in the file, at the 15 digits spreadsheets keep.
fn plain(value: f64) -> String {
    let written = value.to_string();
    let n_digits = written.chars().filter(char::is_ascii_digit).count();
    if n_digits <= 15 || !written.contains('.') {
        return written;
    }
    let whole = value.abs().trunc().to_string().len();
    trimmed(format!("{value:.*}", 15_usize.saturating_sub(whole)))
}

fn trimmed(written: String) -> String {
    if written.contains('.') {
        written.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        written
    }
}

/// The part of a code that is for a value of this sign: positive; negative; zero.
fn section(code: &str, value: f64) -> &str {
    let mut cuts = Vec::new();
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    for (at, c) in code.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            ';' if !quoted && !bracketed => cuts.push(at),
            _ => {}
        }
    }
    let part = |index: usize| {
        let start = if index == 0 { 0 } else { cuts[index - 1] + 1 };
        &code[start..cuts.get(index).copied().unwrap_or(code.len())]
    };
    match cuts.len() {
        0 => code,
        _ if value < 0.0 => part(1),
        n if n > 1 && value == 0.0 => part(2),
        _ => part(0),
    }
}

/// What a section says.
#[derive(Debug, Default, PartialEq)]
struct Pattern {
    before: String,
    after: String,
    decimals: usize,
    n_percent: i32,
    has_digits: bool,
}

impl Pattern {
    /// Reads a section; none for what is no plain number: `General`, fractions, powers, dates.
    fn read(section: &str) -> Option<Pattern> {
        if section.trim().is_empty() || section.to_ascii_lowercase().contains("general") {
            return None;
        }
        let mut pattern = Pattern::default();
        let mut in_decimals = false;
        let mut chars = section.chars();
        while let Some(c) = chars.next() {
            match c {
                '0' | '#' => {
                    // Digits after words are a second number: a code of another kind.
                    if !pattern.after.is_empty() {
                        return None;
                    }
                    pattern.has_digits = true;
                    pattern.decimals += usize::from(in_decimals && c == '0');
                }
                '.' => in_decimals = true,
                ',' => {
                    // At the end a comma divides by a thousand.
                    let rest = chars.as_str();
                    if pattern.has_digits && !rest.starts_with(['0', '#']) {
                        return None;
                    }
                }
                '%' => {
                    pattern.n_percent += 1;
                    pattern.word("%");
                }
                '"' => {
                    let word: String = chars.by_ref().take_while(|&c| c != '"').collect();
                    pattern.word(&word);
                }
                '\\' => pattern.word(&chars.next()?.to_string()),
                '_' | '*' => {
                    chars.next();
                }
                '[' => {
                    let inner: String = chars.by_ref().take_while(|&c| c != ']').collect();
                    if let Some(currency) = inner.strip_prefix('$') {
                        pattern.word(currency.split('-').next().unwrap_or(""));
                    }
                }
                '?' | '/' | '@' => return None,
                c if c.is_ascii_alphabetic() => return None,
                c => pattern.word(&c.to_string()),
            }
        }
        pattern.has_digits.then_some(pattern)
    }

    fn word(&mut self, word: &str) {
        if self.has_digits { self.after.push_str(word) } else { self.before.push_str(word) }
    }

    /// A section of its own for negative values brings its own sign.
    fn written(&self, value: f64, signed: bool) -> String {
        let value = value * 100_f64.powi(self.n_percent);
        let number = format!("{:.*}", self.decimals.min(15), value.abs());
        let own_sign = signed && (self.before.contains(['-', '(']) || self.after.contains(')'));
        let is_zero = number.chars().all(|c| matches!(c, '0' | '.'));
        let sign = if value < 0.0 && !own_sign && !is_zero { "-" } else { "" };
        format!("{sign}{}{number}{}", self.before, self.after).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_format_says() {
        for (value, code, wanted) in [
            (0.156, "0.0%", "15.6%"),
            (0.3, "0%", "30%"),
            (-0.05, "0%", "-5%"),
            (3400.0, "General", "3400"),
            (0.1 + 0.2, "General", "0.3"),
            (1.25, "0.00\"亿元\"", "1.25亿元"),
            (1234.5, "#,##0.00", "1234.50"),
            (1234.0, "[$¥-804]#,##0", "¥1234"),
            (1234.0, "\\$#,##0;[Red](\\$#,##0)", "$1234"),
            (-1234.0, "\\$#,##0;[Red](\\$#,##0)", "($1234)"),
            (-3.0, "0_);[Red]-0", "-3"),
            (2.5, "# ?/?", "2.5"),
            (123456.0, "0.00E+00", "123456"),
            (12.0, "#,##0,", "12"),
            (7.0, "0;-0;\"none\"", "7"),
            (0.0, "0;-0;\"none\"", "0"),
            (5.0, "", "5"),
        ] {
            assert_eq!(shown(value, code), wanted, "{value} {code}");
        }
        assert_eq!(time_of_day(0.645_833_333), "15:30");
    }
}
