//! What all commands share: settings, threads, reading and aligning a pair.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::args::{AlignSettings, General};
use super::console;
use super::settings::Settings;
use crate::align::MAX_BEAD_RANGE;
use crate::document::{Document, Side};
use crate::error::{Error, ErrorKind, Place};
use crate::evidence::{Outside, Term};
use crate::pipeline::{self, Aligned};
use crate::read::{self, Content, Format, Lines, Paired, TermRow, Undecodable};

/// How many threads may be asked for.
const THREADS: std::ops::RangeInclusive<usize> = 1..=256;

/// One run of the program.
pub(super) struct Session {
    pub(super) general: General,
    pub(super) settings: Settings,
    /// How to read the texts.
    pub(super) reading: read::Options,
}

impl Session {
    /// Loads the settings and sets the number of threads.
    pub(super) fn new(general: General) -> anyhow::Result<Session> {
        let settings = Settings::load(general.config.as_deref())?;
        let mut reading = read::Options {
            from: general.from.or(settings.read.from),
            lines: general.lines.unwrap_or(settings.read.lines),
            ..read::Options::default()
        };
        if let Some(label) = general.encoding.as_ref().or(settings.read.encoding.as_ref()) {
            reading.encoding = read::encoding_named(label)?;
        }
        if general.lossy || settings.read.lossy {
            reading.undecodable = Undecodable::Replace;
        }
        if let Some(threads) = general.threads.or(settings.align.threads) {
            if !THREADS.contains(&threads) {
                let (least, most) = (THREADS.start(), THREADS.end());
                bail!("--threads must be between {least} and {most}");
            }
            rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
        }
        Ok(Session { general, settings, reading })
    }

    /// Says something on standard error, unless asked to be quiet.
    pub(super) fn note(&self, text: &str) {
        if !self.general.quiet {
            console::note(text);
        }
    }

    /// How to read texts to be aligned: sentences one a line stay so.
    pub(super) fn reading_of(&self, options: &pipeline::Options) -> read::Options {
        let lines = if options.presplit { Lines::Keep } else { self.reading.lines };
        read::Options { lines, ..self.reading }
    }

    /// Reads a text and says what the reader has to tell.
    pub(super) fn document(
        &self,
        path: &Path,
        reading: &read::Options,
    ) -> anyhow::Result<Document> {
        let document = read::file(path, reading)?;
        for note in &document.notes {
            self.note(note);
        }
        Ok(document)
    }

    /// Reads the two texts of a pair, swapped ones put right.
    pub(super) fn pair(
        &self,
        zh: &Path,
        en: &Path,
        reading: &read::Options,
    ) -> anyhow::Result<(Document, Document)> {
        if zh == Path::new("-") && en == Path::new("-") {
            return Err(Error::new(
                ErrorKind::Usage,
                Place::file("-"),
                "standard input cannot be both texts",
                "give a file for one of them",
            )
            .into());
        }
        let ordered = read::in_order(self.document(zh, reading)?, self.document(en, reading)?)?;
        if ordered.swapped {
            let (zh, en) = (&ordered.zh.name, &ordered.en.name);
            self.note(&format!(
                "the Chinese text is {zh}, the English {en}: they were given the other way round"
            ));
        }
        Ok((ordered.zh, ordered.en))
    }

    /// Reads a file given alone: pairs, or a text in both languages; with `as_table`, a file that looks
    /// like plain text is a table.
    pub(super) fn lone(&self, path: &Path, as_table: bool) -> anyhow::Result<Lone> {
        let name = path.display().to_string();
        let bytes = read::raw(path, &self.reading)?;
        let mut reading = self.reading;
        if as_table && reading.from.is_none() && read::format_of(&name, &bytes)? == Format::Text {
            reading.from = Some(Format::Tsv);
        }
        match read::content(&name, bytes, &reading)? {
            Content::Pairs(paired) => {
                for note in &paired.notes {
                    self.note(note);
                }
                Ok(Lone::Pairs(paired))
            }
            Content::Text(document) => {
                for note in &document.notes {
                    self.note(note);
                }
                match read::apart(&document) {
                    Some((zh, en)) => {
                        let (n_zh, n_en) = (zh.paragraphs.len(), en.paragraphs.len());
                        self.note(&format!(
                            "{name} holds both languages: {n_zh} Chinese and {n_en} English paragraphs"
                        ));
                        Ok(Lone::Texts(zh, en))
                    }
                    None => Err(Error::new(
                        ErrorKind::Usage,
                        Place::file(name),
                        "this is one text, and its translation is missing",
                        "give the other text too; a file alone holds both languages, in turn or in a \
                         table (TSV, CSV, XLSX, TMX, XLIFF)",
                    )
                    .into()),
                }
            }
        }
    }

    /// A text as lines, and what the reader has to tell said.
    pub(super) fn text(&self, path: &Path) -> anyhow::Result<String> {
        let name = path.display().to_string();
        let (text, notes) = read::text(&name, read::raw(path, &self.reading)?, &self.reading)?;
        for note in &notes {
            self.note(note);
        }
        Ok(text)
    }

    /// The files that say how to read and align: read like the texts, and not to be overwritten.
    pub(super) fn files(&self, args: &AlignSettings) -> Vec<PathBuf> {
        let named = [
            self.lexicon(args),
            args.en_mt.as_ref(),
            args.zh_mt.as_ref(),
            self.settings.path.as_ref(),
        ];
        named.into_iter().flatten().cloned().collect()
    }

    /// The user's terms.
    fn lexicon<'a>(&'a self, args: &'a AlignSettings) -> Option<&'a PathBuf> {
        args.lexicon.as_ref().or(self.settings.align.lexicon.as_ref())
    }

    /// How to align, from the command line and the settings file.
    pub(super) fn aligning(&self, args: &AlignSettings) -> anyhow::Result<pipeline::Options> {
        let mut options = pipeline::Options {
            presplit: args.presplit || self.settings.align.presplit,
            ..pipeline::Options::default()
        };
        if let Some(max_bead) = args.max_bead.or(self.settings.align.max_bead) {
            if !MAX_BEAD_RANGE.contains(&max_bead) {
                let (least, most) = (MAX_BEAD_RANGE.start(), MAX_BEAD_RANGE.end());
                bail!("--max-bead must be between {least} and {most}");
            }
            options.align.max_bead = max_bead;
        }
        if let Some(path) = self.lexicon(args) {
            let (rows, note) = read::terms(&path.display().to_string(), &self.text(path)?)?;
            note.iter().for_each(|note| self.note(note));
            let term = |row: TermRow| Term { zh: row.zh, en: row.en, weight: row.weight };
            options.outside.terms = rows.into_iter().map(term).collect();
        }
        self.add_translations(args, &mut options.outside)?;
        Ok(options)
    }

    /// Adds the machine translations, each on the side its language says.
    fn add_translations(&self, args: &AlignSettings, outside: &mut Outside) -> anyhow::Result<()> {
        let mut taken: Option<(Side, &Path)> = None;
        let named = [(Side::En, &args.en_mt), (Side::Zh, &args.zh_mt)];
        for (wanted, path) in named {
            let Some(path) = path else { continue };
            let text = self.text(path)?;
            let lines = text.lines().map(|line| line.trim().to_owned()).collect();
            let side = outside.add_translation(lines);
            let option = |side: Side| if side == Side::Zh { "--zh-mt" } else { "--en-mt" };
            let (file, language) = (path.display(), side.name());
            match taken {
                Some((other, first)) if other == side => bail!(
                    "{} and {file} are both {language}; --en-mt is an English translation of the \
                     Chinese text, --zh-mt a Chinese one of the English text",
                    first.display()
                ),
                _ if side != wanted => self.note(&format!(
                    "{file}: this machine translation is {language}, so it was taken as {} and not as {}",
                    option(side),
                    option(wanted)
                )),
                _ => {}
            }
            taken = Some((side, path));
        }
        Ok(())
    }

    /// Reads and aligns a pair, and says what the aligner has to tell.
    pub(super) fn aligned(
        &self,
        zh: &Path,
        en: &Path,
        options: &pipeline::Options,
    ) -> anyhow::Result<Aligned> {
        let (zh, en) = self.pair(zh, en, &self.reading_of(options))?;
        Ok(self.laid_beside(zh, en, options))
    }

    /// Aligns two texts, and says what the aligner has to tell.
    pub(super) fn laid_beside(
        &self,
        zh: Document,
        en: Document,
        options: &pipeline::Options,
    ) -> Aligned {
        let spinner = console::spinner(self.general.quiet, "aligning");
        let aligned = pipeline::align(zh, en, options);
        spinner.finish_and_clear();
        let refusal = aligned.refusal();
        for note in aligned.notes.iter().filter(|&note| *note != refusal) {
            self.note(note);
        }
        if aligned.unrelated {
            console::warn(&refusal);
        }
        aligned
    }
}

/// What a file given alone holds.
pub(super) enum Lone {
    /// Pairs.
    Pairs(Paired),
    /// A text in both languages, taken apart.
    Texts(Document, Document),
}
