//! How much a file may hold. Documents that people write stay far below; a file beyond was made to
//! exhaust the machine, or damaged. No reader recurses, none expands entities a file declares.

/// Most text in one paragraph, cell, cue or segment, in bytes.
pub const MAX_PARAGRAPH_BYTES: usize = 8 << 20;

/// Most elements inside each other.
pub const MAX_DEPTH: usize = 1_000;
