//! TBD lexicon
