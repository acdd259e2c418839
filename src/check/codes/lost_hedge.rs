//! # lost-hedge
//!
//! ## What it checks
//! A hedge or bound (约, 近, 多, 以上, about, nearly, more than) that only one side has.
//!
//! ## Why
//! 200多万 is not 2 million on the dot. A note: many a hedge is lost without harm.
//!
//! ## Example
//! ```text
//! zh: 全市有200多万人参加。
//! en: In the city, 2 million people took part.
//! ```
//!
//! ## Not reported
//! Another hedge in its place.
//! ```text
//! zh: 全市有200多万人参加。
//! en: In the city, over 2 million people took part.
//! ```

use super::{Check, Code, Level, Said, Setting};
use crate::check::context::last_chars;
use crate::check::pairing::Met;
use crate::check::relate::Relation;
use crate::check::render::bound_words;
use crate::check::view::{Atom, End};
use crate::check::wording::{ordered, shown};
use crate::document::Side;
use crate::figure::{Bound, Kind};

pub(in crate::check) struct LostHedge;

impl Check for LostHedge {
    fn code(&self) -> Code {
        Code::LostHedge
    }

    fn source(&self) -> &'static str {
        include_str!("lost_hedge.rs")
    }

    fn met(&self, met: &Met<'_>, setting: Setting) -> Option<Said> {
        let Relation::Same { .. } = met.relation else { return None };
        let (source, other) = ordered(met, setting.translation);
        let (want, have) = (source.figure.bound, other.figure.bound);
        let exact = [want, have].iter().filter(|bound| **bound == Bound::Exact).count();
        let dated = matches!(source.figure.kind, Kind::Date | Kind::Clock | Kind::Rank);
        if exact != 1 || dated || source.figure.weak || other.figure.weak {
            return None;
        }
        let (zh, en) = (&met.zh, &met.en);
        let told = reaches(zh, en) || stays_within(zh, en) || passes(zh, en);
        if told || lasts(en) || is_end(zh, en) {
            return None;
        }
        let message = if want == Bound::Exact {
            format!(
                "{} stands without a hedge; the translation says {} {}.",
                shown(source),
                bound_words(have, Side::En),
                shown(other)
            )
        } else {
            format!(
                "{} is {} that; the translation says {} and no more.",
                shown(source),
                bound_words(want, Side::En),
                shown(other)
            )
        };
        Some(Said::new(Level::Note, message))
    }
}

/// 多达300人 and "up to 300 people": how far it goes, said by a verb in Chinese.
fn reaches(zh: &Atom<'_>, en: &Atom<'_>) -> bool {
    let before = zh.text[..zh.figure.span.start].trim_end();
    en.figure.bound == Bound::AtMost
        && ["达", "达到", "多至", "高至", "长至"].iter().any(|word| before.ends_with(word))
}

/// 突破3500万 and "passed 35 million"; but they also "passed 35 laws".
fn passes(zh: &Atom<'_>, en: &Atom<'_>) -> bool {
    let before = en.text[..en.figure.span.start].trim_end();
    zh.figure.bound == Bound::Above
        && ["passed", "passing", "past", "crossed", "crossing", "passed the", "crossed the"]
            .iter()
            .any(|word| before.ends_with(word))
}

/// 7天内 and "within 7 days".
fn stays_within(zh: &Atom<'_>, en: &Atom<'_>) -> bool {
    let after = zh.text[zh.figure.span.end..].trim_start();
    en.figure.bound == Bound::AtMost && (after.starts_with('内') || after.starts_with("期内"))
}

/// "Paid in full over 6 years": how long it lasts.
fn lasts(en: &Atom<'_>) -> bool {
    let before = en.text[..en.figure.span.start].trim_end();
    en.figure.kind == Kind::Duration
        && last_chars(before, "over".len()).eq_ignore_ascii_case("over")
}

/// 大于0且小于1 and "between 0 and 1".
fn is_end(zh: &Atom<'_>, en: &Atom<'_>) -> bool {
    let above = matches!(zh.figure.bound, Bound::Above | Bound::AtLeast);
    let below = matches!(zh.figure.bound, Bound::Below | Bound::AtMost);
    en.end == End::First && above || en.end == End::Second && below
}
