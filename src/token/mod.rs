//! TBD token
