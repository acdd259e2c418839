//! # duizhao 对照
//!
//! Lays a Chinese text and its English translation side by side, sentence by sentence, and says
//! which figures the translation got wrong.
//!
//! The rooms, in the order data walks through them; each knows only the rooms before it:
//!
//! bytes → [`document`] ([`read`]) → [`sentence`]s → [`token`]s, [`lexicon`], [`figure`]s →
//! [`evidence`] → [`align`] (beads) → [`check`] (findings) → [`pipeline`] → [`export`],
//! [`report`] → [`cli`].

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
pub mod cli;

pub use error::{Error, ErrorKind, Result};
