//! What an amount is told for: 亩产1000公斤, "15 tonnes per hectare", 每斤10元.

use crate::document::Side;
use crate::figure::{Figure, Kind, Unit, Units, Value};

/// How far before or behind an amount the unit it is told for may stand, in bytes.
const REACH: usize = 60;

/// What parts one amount of a sentence from the next.
const STOPS: [char; 9] = ['，', '。', '；', '、', '？', '！', ',', ';', '\n'];

/// The unit an amount is told for, if its clause names one.
pub(super) fn told_for(side: Side, text: &str, figure: &Figure) -> Option<Unit> {
    if !matches!(figure.kind, Kind::Money | Kind::Measure) {
        return None;
    }
    let own = figure.unit.map(|unit| unit.id);
    let before = clause_before(&text[..figure.span.start]);
    let after = clause_after(&text[figure.span.end..]);
    let unit = match side {
        Side::Zh => zh_after(after).or_else(|| zh_before(before)),
        Side::En => en_after(after).or_else(|| en_before(before)),
    };
    unit.filter(|unit| Some(unit.id) != own && is_measure(*unit))
}

/// What an amount of one rate is multiplied by to be told as the other: 15/1000 from 公斤 of a 亩 to
/// tonnes of a hectare. None unless they are told for units of one dimension but of different size.
pub(super) fn factor(one: (Unit, Unit), other: (Unit, Unit)) -> Option<Value> {
    let ((unit, per), (other_unit, other_per)) = (one, other);
    let convert = |one: Unit, other: Unit| {
        let sizes = one.dimension == other.dimension && one.dimension != "money";
        let plain = one.offset.is_zero() && other.offset.is_zero();
        (one.id == other.id || sizes && plain).then(|| one.factor.div(other.factor))?
    };
    if per.id == other_per.id {
        return None;
    }
    convert(unit, other_unit)?.div(convert(per, other_per)?)
}

fn is_measure(unit: Unit) -> bool {
    matches!(unit.dimension, "area" | "mass" | "length" | "volume")
}

/// The end of a text, from the last stop or figure on.
fn clause_before(text: &str) -> &str {
    let start = text.len().saturating_sub(REACH);
    let start = (start..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let near = &text[start..];
    let stop = |c: char| STOPS.contains(&c) || c.is_ascii_digit();
    near.rfind(stop).map_or(near, |at| near[at..].trim_start_matches(stop))
}

/// The beginning of a text, up to the first stop or figure.
fn clause_after(text: &str) -> &str {
    let end = text.len().min(REACH);
    let end = (0..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let near = &text[..end];
    near.find(|c: char| STOPS.contains(&c) || c.is_ascii_digit()).map_or(near, |at| &near[..at])
}

/// 每亩…, 亩产…, 亩均….
fn zh_before(text: &str) -> Option<Unit> {
    let each = text.rfind('每').and_then(|at| zh_unit(&text[at + '每'.len_utf8()..]));
    each.or_else(|| {
        let cut = ["产", "均"].iter().filter_map(|word| text.rfind(word)).max()?;
        let starts = text[..cut].char_indices().rev().map(|(at, _)| at).take(2);
        starts.filter_map(|at| Units::builtin().zh(&text[at..cut])).last()
    })
}

/// /亩, 每亩, 一斤 right behind the amount.
fn zh_after(text: &str) -> Option<Unit> {
    let text = text.trim_start();
    let told = ["/", "／", "每", "一"].iter().find_map(|mark| text.strip_prefix(mark))?;
    zh_unit(told)
}

/// The unit a text begins with, the longest form.
fn zh_unit(text: &str) -> Option<Unit> {
    let text = text.trim_start();
    let ends = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]).take(5);
    ends.filter_map(|end| Units::builtin().zh(&text[..end])).last()
}

/// "per hectare", "of grain per hectare", "a hectare", "/ha" behind the amount.
fn en_after(text: &str) -> Option<Unit> {
    if let Some(rest) = text.trim_start().strip_prefix('/') {
        return en_unit(rest);
    }
    let (first, rest) = text.trim_start().split_once(' ')?;
    if matches!(first, "a" | "an" | "each" | "every") {
        return en_unit(rest);
    }
    text.split_once("per ").and_then(|(_, rest)| en_unit(rest))
}

/// "per hectare", "the per-hectare yield" before the amount.
fn en_before(text: &str) -> Option<Unit> {
    let at = [text.rfind("per "), text.rfind("per-")].into_iter().flatten().max()?;
    let whole = text[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic());
    en_unit(&text[at + "per ".len()..]).filter(|_| whole)
}

/// The unit a text begins with, of one word or of two.
fn en_unit(text: &str) -> Option<Unit> {
    let text = text.trim_start();
    let word = |c: char| !c.is_alphabetic();
    let one = text.find(word).unwrap_or(text.len());
    let two = text[one..].strip_prefix([' ', '-']).map(|rest| {
        let second = rest.find(word).unwrap_or(rest.len());
        text.len() - rest.len() + second
    });
    let units = Units::builtin();
    two.and_then(|two| units.en(&text[..two].replace('-', " "))).or_else(|| units.en(&text[..one]))
}
