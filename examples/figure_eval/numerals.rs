//! Mistakes in a numeral itself: a digit, a point, a scale word, an ordinal, a part of a date.

use duizhao::figure::MONTHS;

pub(crate) fn digits_at(text: &str) -> Vec<usize> {
    text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect()
}

pub(crate) fn digit_changed(numeral: &str, random: &mut Random) -> Option<String> {
    let places = digits_at(numeral);
    if places.is_empty() {
        return None;
    }
    Some(with_other_digit(numeral, places[random.below(places.len())], random))
}

pub(crate) fn last_digit_changed(numeral: &str, random: &mut Random) -> Option<String> {
    let place = *digits_at(numeral).last()?;
    Some(with_other_digit(numeral, place, random))
}

fn with_other_digit(numeral: &str, place: usize, random: &mut Random) -> String {
    let old = usize::from(numeral.as_bytes()[place] - b'0');
    // Never 0, which would make a leading zero or no change of value.
    let mut new = (old + 1 + random.below(9)) % 10;
    if new == 0 {
        new = if old == 5 { 6 } else { 5 };
    }
    format!("{}{new}{}", &numeral[..place], &numeral[place + 1..])
}

pub(crate) fn digits_transposed(numeral: &str, random: &mut Random) -> Option<String> {
    let bytes = numeral.as_bytes();
    let places: Vec<(usize, usize)> = digits_at(numeral)
        .windows(2)
        .map(|pair| (pair[0], pair[1]))
        .filter(|&(first, second)| bytes[first] != bytes[second] && bytes[second] != b'0')
        .collect();
    if places.is_empty() {
        return None;
    }
    let (first, second) = places[random.below(places.len())];
    let mut swapped = numeral.as_bytes().to_vec();
    swapped.swap(first, second);
    String::from_utf8(swapped).ok()
}

pub(crate) fn digit_dropped(numeral: &str, random: &mut Random) -> Option<String> {
    let places = digits_at(numeral);
    let decimals = numeral.split_once('.').map_or(0, |(_, rest)| digits_at(rest).len());
    if places.len() < 3 || decimals == 1 {
        return None;
    }
    let place = places[1 + random.below(places.len() - 1)];
    let text = format!("{}{}", &numeral[..place], &numeral[place + 1..]);
    Some(regrouped(&text))
}

pub(crate) fn digit_added(numeral: &str, random: &mut Random) -> Option<String> {
    let places = digits_at(numeral);
    if places.len() < 2 {
        return None;
    }
    let place = places[random.below(places.len())];
    let text = format!("{}{}", &numeral[..=place], &numeral[place..]);
    Some(regrouped(&text))
}

/// Thousands separators put right again: `12,286`, not `1,2286`.
fn regrouped(numeral: &str) -> String {
    if !numeral.contains(',') {
        return numeral.to_string();
    }
    let end = numeral.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(numeral.len());
    let digits: Vec<char> = numeral[..end].chars().filter(char::is_ascii_digit).collect();
    let mut text = String::new();
    for (at, digit) in digits.iter().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(*digit);
    }
    text + &numeral[end..]
}

pub(crate) fn point_lost(numeral: &str) -> Option<String> {
    let (whole, rest) = numeral.split_once('.')?;
    let number = format!("{whole}{rest}");
    Some(number.trim_start_matches('0').to_string())
}

pub(crate) fn other_scale(numeral: &str) -> Option<String> {
    let changes = [
        ("trillion", "billion"),
        ("billion", "million"),
        ("million", "billion"),
        ("thousand", "million"),
    ];
    if let Some((from, to)) = changes.iter().find(|(from, _)| numeral.contains(from)) {
        return Some(numeral.replacen(from, to, 1));
    }
    // 596,000 becomes 5.96 million.
    let digits: String = numeral.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 5 && digits.ends_with("000") && !numeral.contains('.')).then(|| {
        let value: u64 = digits.parse().unwrap_or(0);
        let text = format!("{:.3}", value as f64 / 100_000.0);
        format!("{} million", text.trim_end_matches('0').trim_end_matches('.'))
    })
}

pub(crate) fn other_ordinal(numeral: &str) -> Option<String> {
    const WORDS: [&str; 11] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh",
    ];
    let lower = numeral.to_lowercase();
    if let Some(at) = WORDS.iter().position(|word| *word == lower) {
        return WORDS.get(at + 1).map(ToString::to_string);
    }
    let digits: String = numeral.chars().take_while(char::is_ascii_digit).collect();
    let number: u32 = digits.parse().ok()?;
    let next = number + 1;
    let ending = match (next % 100, next % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    let suffixed = numeral.len() > digits.len();
    Some(if suffixed { format!("{next}{ending}") } else { next.to_string() })
}

pub(crate) fn other_date(numeral: &str, random: &mut Random) -> Option<String> {
    let month = MONTHS.iter().position(|month| numeral.contains(month));
    if let Some(at) = month.filter(|_| random.below(3) == 0) {
        return Some(numeral.replacen(MONTHS[at], MONTHS[(at + 1) % 12], 1));
    }
    let runs: Vec<(usize, &str)> = numeral
        .match_indices(|c: char| c.is_ascii_digit())
        .map(|(at, _)| at)
        .filter(|&at| at == 0 || !numeral.as_bytes()[at - 1].is_ascii_digit())
        .map(|at| {
            let rest = &numeral[at..];
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            (at, &rest[..end])
        })
        .collect();
    if runs.is_empty() {
        return None;
    }
    let (at, run) = runs[random.below(runs.len())];
    let number: u32 = run.parse().ok()?;
    let other = match number {
        1..=27 => number + 1,
        28..=31 => number - 1,
        _ => number + 1 + random.below(9) as u32,
    };
    Some(format!("{}{other}{}", &numeral[..at], &numeral[at + run.len()..]))
}

/// SplitMix64 (Steele, Lea & Flood 2014).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
