//! # duizhao 对照
//!
//! Lays a Chinese text and its English translation side by side, sentence by sentence, and says
//! which figures the translation got wrong.
//!
//! The rooms, in the order data walks through them; each knows only the rooms before it:
//!
//! bytes → [`document`] ([`read`]) → [`sentence`]s → [`token`]s, [`lexicon`], [`figure`]s →
//! [`evidence`] → [`align`] (beads) → [`check`] (findings) → [`pipeline`] → [`export`],
//! [`report`], [`review`] → [`cli`].
//!
//! ```
//! use duizhao::{check, document::Document, pipeline};
//!
//! let zh = Document::from_text("zh", "支持外资银行入驻重庆。力争全年双向开行500班。");
//! let en = Document::from_text(
//!     "en",
//!     "Support foreign banks to settle in Chongqing. Strive to run 511 trains throughout the year.",
//! );
//! let aligned = pipeline::align(zh, en, &pipeline::Options::default());
//! assert_eq!(aligned.beads.len(), 2);
//!
//! let checked = pipeline::check(&aligned, &check::Options::default());
//! let finding = &checked.report.findings[0];
//! assert_eq!(finding.pair, 1);
//! assert_eq!(finding.code.name(), "changed-digits");
//! assert!(finding.message.starts_with("500 became 511"));
//! ```

pub mod error;

pub mod document;
pub mod read;
pub mod sentence;
pub mod token;
pub mod lexicon;
pub mod figure;
pub mod evidence;
pub mod align;
pub mod check;
pub mod pipeline;
pub mod export;
pub mod report;
pub mod review;
pub mod cli;

pub use error::{Error, ErrorKind, Result};
