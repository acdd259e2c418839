//! A set of characters, and the fast look along a text for the next one of them.

/// A set of characters of the basic plane, one bit for each.
pub(crate) struct Chars {
    /// The bits of 64 characters a block, as the last byte of a character counts them.
    blocks: Box<[u64; 1024]>,
}

impl Chars {
    /// The set of these characters; U+0000 and those beyond the basic plane are not kept.
    pub(crate) fn new(chars: impl IntoIterator<Item = char>) -> Chars {
        let mut blocks = Box::new([0; 1024]);
        for c in chars {
            let code = c as usize;
            if let Some(block) = blocks.get_mut(code / 64).filter(|_| code > 0) {
                *block |= 1_u64 << (code % 64);
            }
        }
        Chars { blocks }
    }

    /// The next place from `at` in `text` where a character of the set stands.
    pub(crate) fn next(&self, text: &str, at: usize) -> Option<usize> {
        let mut rest = &text.as_bytes()[at..];
        loop {
            let low = |byte: u8| usize::from(byte & 0x3f);
            let (block, bit, after) = match *rest {
                [lead @ 0xe0..0xf0, middle, last, ref after @ ..] => {
                    (usize::from(lead & 0x0f) << 6 | low(middle), low(last), after)
                }
                [lead @ 0..0x80, ref after @ ..] => (usize::from(lead >> 6), low(lead), after),
                [lead @ 0x80..0xe0, last, ref after @ ..] => {
                    (usize::from(lead & 0x1f), low(last), after)
                }
                // Beyond the basic plane.
                [_, _, _, _, ref after @ ..] => (0, 0, after),
                _ => return None,
            };
            if self.blocks[block] >> bit & 1 == 1 {
                return Some(text.len() - rest.len());
            }
            rest = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Chars;

    #[test]
    fn stops_at_its_own_characters_only() {
        let chars = Chars::new(['8', '½', '三', '７', '𠀀']);
        let text = "水，é𠀀abc三½７8";
        let rest = |from| chars.next(text, from).map(|at| &text[at..]);
        assert_eq!(rest(0), Some("三½７8"));
        assert_eq!(rest(text.len() - "½７8".len()), Some("½７8"));
        assert_eq!(rest(text.len() - 1), Some("8"));
        assert_eq!(chars.next("水，é𠀀abc", 0), None);
    }
}
