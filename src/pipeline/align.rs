//! From two documents to beads: sentences, repeated copies set aside, evidence, alignment, coverage.

use super::repeats::{self, Copy};
use super::{Aligned, coverage, translations};
use crate::align::habits::USUAL_RATIO;
use crate::align::{self, Bead};
use crate::document::{Document, Sentence, Side};
use crate::evidence::{self, Stream};
use crate::lexicon::Lexicon;
use crate::sentence;
use crate::token;

/// How to align two documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// One sentence per line: never split, never joined.
    pub presplit: bool,
    /// How the aligner works.
    pub align: align::Options,
    /// How evidence is weighed.
    pub evidence: evidence::Options,
    /// Evidence from outside: the user's terms, machine translations.
    pub outside: evidence::Outside,
}

/// Aligns two documents. Linear in their sentences (see [`align::align`]); nothing is read or
/// written.
#[must_use]
pub fn align(zh: Document, en: Document, options: &Options) -> Aligned {
    let ((zh_sentences, en_sentences), ()) = rayon::join(
        || {
            if options.presplit {
                (sentence::presplit(&zh), sentence::presplit(&en))
            } else {
                (sentence::split(&zh, Side::Zh), sentence::split(&en, Side::En))
            }
        },
        token::zh::warm,
    );
    let mut notes = Vec::new();
    let (zh_keep, en_keep) = set_copies_aside(&zh, &zh_sentences, &en, &en_sentences, &mut notes);
    let pick = |sentences: &[Sentence], keep: &[usize]| -> Vec<Sentence> {
        keep.iter().map(|&at| sentences[at]).collect()
    };
    let (zh_kept, en_kept) = (pick(&zh_sentences, &zh_keep), pick(&en_sentences, &en_keep));
    let outside = translations::fitted(
        options,
        (&zh.text, &zh_sentences),
        (&en.text, &en_sentences),
        &mut notes,
    );
    let outside = outside.of_lines(
        (&zh_keep, zh_sentences.len()),
        (&en_keep, en_sentences.len()),
        &mut notes,
    );
    let evidence = evidence::gather_with(
        (&zh.text, &zh_kept),
        (&en.text, &en_kept),
        Lexicon::builtin(),
        &options.evidence,
        &outside,
    );
    let alignment = align::align(&evidence, &options.align);
    if alignment.gave_up {
        notes.push(
            "some long stretch has no sure anchors and was searched along its diagonal only; \
             look at its pairs before you trust them"
                .to_string(),
        );
    }
    let n_spoken = |stream: &Stream| {
        (0..stream.n_sentences()).filter(|&at| stream.marker(at).is_none()).count()
    };
    let (n_zh, n_en) = (n_spoken(&evidence.zh), n_spoken(&evidence.en));
    let verdict = relation(&alignment.beads, n_zh, n_en);
    let beads = if verdict.unrelated { only_sure(alignment.beads) } else { alignment.beads };
    let beads =
        put_copies_back(beads, (&zh_keep, zh_sentences.len()), (&en_keep, en_sentences.len()));
    let mut aligned = Aligned {
        zh,
        en,
        zh_sentences,
        en_sentences,
        beads,
        notes,
        unrelated: verdict.unrelated,
        score: verdict.score,
    };
    if aligned.unrelated {
        aligned.notes.push(aligned.refusal());
    } else {
        let more = coverage::notes(&aligned);
        aligned.notes.extend(more);
    }
    aligned
}

/// Indices of the sentences to align: all but copies that the other side has no text for.
fn set_copies_aside(
    zh: &Document,
    zh_sentences: &[Sentence],
    en: &Document,
    en_sentences: &[Sentence],
    notes: &mut Vec<String>,
) -> (Vec<usize>, Vec<usize>) {
    let zh_copies = repeats::find(&zh.text, zh_sentences);
    let en_copies = repeats::find(&en.text, en_sentences);
    if zh_copies.is_empty() && en_copies.is_empty() {
        return ((0..zh_sentences.len()).collect(), (0..en_sentences.len()).collect());
    }
    let mut keep = |document: &Document, sentences: &[Sentence], copies: &[Copy], drop: bool| {
        let mut keep = vec![true; sentences.len()];
        if drop && !copies.is_empty() {
            for copy in copies {
                keep[copy.range()].fill(false);
            }
            let paragraph = &document.paragraphs[sentences[copies[0].start].paragraph];
            let place = match paragraph.line {
                0 => paragraph.place.clone(),
                line => format!("line {line}"),
            };
            notes.push(format!(
                "{}: {} of {} sentences repeat earlier ones ({} {}, the first at {place}); the text \
                 is aligned once, its copies are left unpaired",
                document.name,
                repeats::n_copied(copies),
                sentences.len(),
                copies.len(),
                if copies.len() == 1 { "copy" } else { "copies" },
            ));
        }
        (0..sentences.len()).filter(|&at| keep[at]).collect::<Vec<usize>>()
    };
    let (zh_chars, zh_copied) = n_chars(zh, zh_sentences, &zh_copies);
    let (en_chars, en_copied) = n_chars(en, en_sentences, &en_copies);
    let zh_worth = (zh_chars * USUAL_RATIO, zh_copied * USUAL_RATIO);
    let zh_keep =
        keep(zh, zh_sentences, &zh_copies, has_more_copies(zh_worth, (en_chars, en_copied)));
    let en_keep =
        keep(en, en_sentences, &en_copies, has_more_copies((en_chars, en_copied), zh_worth));
    (zh_keep, en_keep)
}

/// Whether a side has copies that are not part of the text: the other side has far fewer, and without
/// them the two come closer in length. Each side is told by its characters, and those of its copies.
fn has_more_copies((own, copied): (f32, f32), (other, other_copied): (f32, f32)) -> bool {
    let off = |own: f32| (own.max(1.0) / other.max(1.0)).ln().abs();
    copied / own.max(1.0) > 2.0 * other_copied / other.max(1.0) && off(own - copied) < off(own)
}

/// Characters of a text's sentences, and of those that are copies.
fn n_chars(document: &Document, sentences: &[Sentence], copies: &[Copy]) -> (f32, f32) {
    let of = |sentences: &[Sentence]| -> usize {
        sentences.iter().map(|sentence| sentence.trimmed(&document.text).chars().count()).sum()
    };
    let copied: usize = copies.iter().map(|copy| of(&sentences[copy.range()])).sum();
    (of(sentences) as f32, copied as f32)
}

/// Beads of the kept sentences as beads of all, with null links for the copies.
fn put_copies_back(
    beads: Vec<Bead>,
    (zh_keep, n_zh): (&[usize], usize),
    (en_keep, n_en): (&[usize], usize),
) -> Vec<Bead> {
    if zh_keep.len() == n_zh && en_keep.len() == n_en {
        return beads;
    }
    let mut all = Vec::new();
    let (mut zh_next, mut en_next) = (0, 0);
    let null = |all: &mut Vec<Bead>, zh: Option<usize>, en: Option<usize>| {
        let range = |at: Option<usize>| at.map_or(0..0, |at| at..at + 1);
        all.push(Bead { zh: range(zh), en: range(en), score: 0.0, confidence: 1.0 });
    };
    for bead in beads {
        // Copies before or inside the bead become null links; a bead is cut at the first copy inside.
        let run = |keep: &[usize], range: &std::ops::Range<usize>| {
            let first = keep.get(range.start).copied().unwrap_or(0);
            let len = range.clone().take_while(|&at| keep[at] - first == at - range.start).count();
            first..first + len
        };
        let (zh, en) = (run(zh_keep, &bead.zh), run(en_keep, &bead.en));
        while !bead.zh.is_empty() && zh_next < zh.start {
            null(&mut all, Some(zh_next), None);
            zh_next += 1;
        }
        while !bead.en.is_empty() && en_next < en.start {
            null(&mut all, None, Some(en_next));
            en_next += 1;
        }
        let (zh, en) = (
            if bead.zh.is_empty() { 0..0 } else { zh },
            if bead.en.is_empty() { 0..0 } else { en },
        );
        zh_next = zh_next.max(zh.end);
        en_next = en_next.max(en.end);
        all.push(Bead { zh, en, ..bead });
    }
    for at in zh_next..n_zh {
        null(&mut all, Some(at), None);
    }
    for at in en_next..n_en {
        null(&mut all, None, Some(at));
    }
    all
}

/// Whether two texts are translations of each other.
struct Relation {
    score: f32,
    unrelated: bool,
}

/// Gain per token, in nats, that any two sentences on one theme may have.
const COMMON_DENSITY: f32 = 0.3;
/// Gain per token, in nats, of a pair that is surely a translation.
const SURE_DENSITY: f32 = 1.1;
/// Score of a document below which its two texts are not translations of each other.
const MIN_SCORE: f32 = 0.26;
/// What a bead must have to stay one between texts that are not translations of each other.
const SURE_CONFIDENCE: f32 = 0.9;
const SURE_BEAD_DENSITY: f32 = 1.6;

/// The score is the share of the shorter side that stands in beads, each weighed by its evidence and
/// by its confidence squared: between texts on one theme many pairs are likely, few are sure.
fn relation(beads: &[Bead], n_zh: usize, n_en: usize) -> Relation {
    let shorter = n_zh.min(n_en);
    if shorter == 0 {
        return Relation { score: 0.0, unrelated: true };
    }
    let side = |bead: &Bead| if n_zh <= n_en { bead.zh.len() } else { bead.en.len() };
    let sum: f32 = beads
        .iter()
        .filter(|bead| !bead.is_null())
        .map(|bead| {
            let evidence = (bead.score - COMMON_DENSITY) / (SURE_DENSITY - COMMON_DENSITY);
            side(bead) as f32 * bead.confidence.powi(2) * evidence.clamp(0.0, 1.0)
        })
        .sum();
    let score = sum / shorter as f32;
    Relation { score, unrelated: score < MIN_SCORE }
}

/// Nothing is forced into pairs: all but the surest beads come apart.
fn only_sure(beads: Vec<Bead>) -> Vec<Bead> {
    let apart = |bead: Bead| {
        let sure = bead.confidence >= SURE_CONFIDENCE && bead.score >= SURE_BEAD_DENSITY;
        if bead.is_null() || sure { vec![bead] } else { bead.apart() }
    };
    beads.into_iter().flat_map(apart).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(zh: std::ops::Range<usize>, en: std::ops::Range<usize>) -> Bead {
        Bead { zh, en, score: 1.0, confidence: 1.0 }
    }

    #[test]
    fn copies_come_back_as_null_links_and_nothing_is_lost() {
        // Chinese sentences 2 and 3 are copies; the bead over kept 1..3 straddles them.
        let zh_keep = [0, 1, 4, 5];
        let beads = vec![bead(0..1, 0..1), bead(1..3, 1..2), bead(3..4, 2..3)];
        let all = put_copies_back(beads, (&zh_keep, 6), (&[0, 1, 2], 3));
        let zh: Vec<usize> = all.iter().flat_map(|b| b.zh.clone()).collect();
        let en: Vec<usize> = all.iter().flat_map(|b| b.en.clone()).collect();
        assert_eq!(zh, [0, 1, 2, 3, 4, 5]);
        assert_eq!(en, [0, 1, 2]);
    }

    /// Characters of a side and of its copies, of the other side and of its, and whether the copies of
    /// the first are set aside.
    fn check_copies(own: (f32, f32), other: (f32, f32), wanted: bool) {
        assert_eq!(has_more_copies(own, other), wanted, "{own:?} {other:?}");
    }

    #[test]
    fn copies_are_set_aside_where_the_other_side_has_no_text_for_them() {
        check_copies((400.0, 300.0), (100.0, 0.0), true);
        check_copies((100.0, 0.0), (400.0, 300.0), false);
        check_copies((200.0, 100.0), (200.0, 100.0), false);
        // The other side translates each copy in other words.
        check_copies((300.0, 100.0), (310.0, 0.0), false);
        check_copies((300.0, 200.0), (250.0, 20.0), false);
    }
}
