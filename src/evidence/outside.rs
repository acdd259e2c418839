//! Evidence from outside: a user's terms, and machine translations of either side.

use crate::document::Side;
use crate::lexicon::Lexicon;
use crate::token::zh::is_han;

/// A term of the user's: it wins over the dictionary.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The Chinese term.
    pub zh: String,
    /// Its English.
    pub en: String,
    /// How surely the one is the other, 0 to 1.
    pub weight: f32,
}

/// Evidence that is not in the texts themselves.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outside {
    /// The user's terms.
    pub terms: Vec<Term>,
    /// English machine translations of the Chinese sentences, one each.
    pub zh_in_english: Vec<String>,
    /// Chinese machine translations of the English sentences, one each.
    pub en_in_chinese: Vec<String>,
}

impl Outside {
    /// The same for some of the sentences, each side's as (the sentences kept, how many there are). A
    /// translation with another number of lines than sentences is left out, with a note.
    #[must_use]
    pub fn of_lines(
        &self,
        zh: (&[usize], usize),
        en: (&[usize], usize),
        notes: &mut Vec<String>,
    ) -> Outside {
        let mut pick =
            |lines: &[String], (kept, n): (&[usize], usize), side: &str| -> Vec<String> {
                if lines.is_empty() {
                    return Vec::new();
                }
                if lines.len() != n {
                    notes.push(format!(
                    "the machine translation of the {side} text has {} lines for {n} sentences; it \
                     is left out (give one line for each sentence that `split` prints)",
                    lines.len()
                ));
                    return Vec::new();
                }
                kept.iter().map(|&at| lines[at].clone()).collect()
            };
        Outside {
            zh_in_english: pick(&self.zh_in_english, zh, "Chinese"),
            en_in_chinese: pick(&self.en_in_chinese, en, "English"),
            terms: self.terms.clone(),
        }
    }

    /// Puts a machine translation where its script says it belongs: Chinese lines translate the
    /// English side, others the Chinese one. Gives the language it is in, so that a caller who was
    /// told another can say so.
    pub fn add_translation(&mut self, lines: Vec<String>) -> Side {
        let (mut han, mut latin) = (0_usize, 0_usize);
        for c in lines.iter().flat_map(|line| line.chars()) {
            han += usize::from(is_han(c));
            latin += usize::from(c.is_ascii_alphabetic());
        }
        if 4 * han > latin {
            self.en_in_chinese = lines;
            Side::Zh
        } else {
            self.zh_in_english = lines;
            Side::En
        }
    }

    /// Terms with their Chinese simplified, longest first.
    pub(super) fn sorted_terms(&self, lexicon: &Lexicon) -> Vec<Term> {
        let mut terms: Vec<Term> = self
            .terms
            .iter()
            .filter(|term| !term.zh.trim().is_empty() && !term.en.trim().is_empty())
            .map(|term| Term {
                zh: lexicon.simplify(term.zh.trim()),
                en: term.en.trim().to_string(),
                weight: term.weight.clamp(0.01, 1.0),
            })
            .collect();
        terms.sort_by(|x, y| y.zh.len().cmp(&x.zh.len()).then_with(|| x.zh.cmp(&y.zh)));
        terms
    }
}
