//! Pairs as corpus tools and collections want them: Bitextor's table, the JSON lines of Hugging Face
//! data sets, the JSON lines of MNBVC. Null links have no place in any of them.

use std::io::{self, Write};

use md5::{Digest, Md5};
use rustc_hash::FxHashSet;
use serde_json::{Map, Value, json};

use super::{About, Row, Sink};

/// Bitextor: tab-separated, with the header it asks for; the files' names stand for the addresses.
pub struct Bitextor<W: Write> {
    writer: W,
    about: About,
}

impl<W: Write> Bitextor<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W, about: About) -> Self {
        Bitextor { writer, about }
    }
}

impl<W: Write> Sink for Bitextor<W> {
    fn begin(&mut self) -> io::Result<()> {
        writeln!(self.writer, "src_url\ttrg_url\tsrc_text\ttrg_text\taligner_score")
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        if row.is_null() {
            return Ok(false);
        }
        let name = |file: &str| super::one_line(file).into_owned();
        let (zh_file, en_file) = (name(&self.about.zh_file), name(&self.about.en_file));
        let confidence = row.bead.confidence;
        writeln!(self.writer, "{zh_file}\t{en_file}\t{}\t{}\t{confidence:.4}", row.zh, row.en)?;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Hugging Face: `{"id": "0", "translation": {"zh": …, "en": …}, "score": 0.97}`.
pub struct HuggingFace<W: Write> {
    writer: W,
    n_rows: usize,
}

impl<W: Write> HuggingFace<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W) -> Self {
        HuggingFace { writer, n_rows: 0 }
    }
}

impl<W: Write> Sink for HuggingFace<W> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        if row.is_null() {
            return Ok(false);
        }
        let object = json!({
            "id": self.n_rows.to_string(),
            "translation": { "en": row.en, "zh": row.zh },
            "score": super::jsonl::four_places(row.bead.confidence),
        });
        serde_json::to_writer(&mut self.writer, &object)?;
        self.writer.write_all(b"\n")?;
        self.n_rows += 1;
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Languages of an MNBVC line beside `zh`, `cht` and `en`; their cells are empty.
const MNBVC_OTHERS: [&str; 16] = [
    "ar", "de", "eo", "es", "fr", "he", "id", "it", "ja", "ko", "nl", "pt", "ru", "sv", "th", "vi",
];

/// MNBVC: one object a line, each with the counts of the whole file, so the pairs are kept until the
/// end. Traditional Chinese, told by the language code, stands in `cht_text` as well as in `zh_text`.
pub struct Mnbvc<W: Write> {
    writer: W,
    about: About,
    pairs: Vec<(String, String)>,
}

impl<W: Write> Mnbvc<W> {
    /// Over a writer, which should be buffered.
    pub fn new(writer: W, about: About) -> Self {
        Mnbvc { writer, about, pairs: Vec::new() }
    }

    fn object(&self, line: usize, zh: &str, en: &str, repeated: bool, n_repeated: usize) -> Value {
        let mut object = Map::new();
        let mut put = |key: &str, value: Value| {
            object.insert(key.to_owned(), value);
        };
        put("文件名", json!(self.about.output));
        put("是否待查文件", json!(false));
        put("是否重复文件", json!(false));
        put("段落数", json!(self.pairs.len()));
        put("去重段落数", json!(n_repeated));
        put("低质量段落数", json!(0));
        put("行号", json!(line));
        put("是否重复", json!(repeated));
        put("是否跨文件重复", json!(false));
        put("zh_text", json!(zh));
        put("en_text", json!(en));
        put("cht_text", json!(if self.about.is_traditional() { zh } else { "" }));
        for language in MNBVC_OTHERS {
            put(&format!("{language}_text"), json!(""));
        }
        put("扩展字段", json!("{}"));
        put("时间", json!(self.about.date));
        put("zh_text_md5", json!(hexadecimal(&Md5::digest(zh.as_bytes()))));
        Value::Object(object)
    }
}

impl<W: Write> Sink for Mnbvc<W> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<bool> {
        if row.is_null() {
            return Ok(false);
        }
        self.pairs.push((row.zh.clone().into_owned(), row.en.clone().into_owned()));
        Ok(true)
    }

    fn end(&mut self) -> io::Result<()> {
        let mut seen = FxHashSet::default();
        let repeated: Vec<bool> = self.pairs.iter().map(|(zh, _)| !seen.insert(zh)).collect();
        let n_repeated = repeated.iter().filter(|&&repeated| repeated).count();
        for (index, (zh, en)) in self.pairs.iter().enumerate() {
            let object = self.object(index + 1, zh, en, repeated[index], n_repeated);
            serde_json::to_writer(&mut self.writer, &object)?;
            self.writer.write_all(b"\n")?;
        }
        self.writer.flush()
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
