//! Alignment of whole texts, through the program and through the library: bad input, the options,
//! parts and copies of texts, Traditional characters, any number of threads, and the band against
//! the whole grid.

mod bad_input;
mod bad_texts;
mod documents;
mod markers;
mod options;
mod oracle;
mod program;
mod texts;
mod threads;
mod traditional;
