//! The fast look-ahead: where the next character stands that can begin a figure.

use std::sync::OnceLock;

/// Every character that can begin a figure, digits and full-width digits aside.
const TRIGGERS: &str = "零〇一二三四五六七八九十百千万亿两俩仨幺廿卅卌\
    壹贰叁肆伍陆柒捌玖拾佰仟几数半双第前首上下后过成翻倍对\
    ½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ";

/// The next place from `at` where a figure can begin.
pub(super) fn next(bytes: &[u8], at: usize) -> Option<usize> {
    let bits = bits();
    let mut at = at;
    while let Some(&lead) = bytes.get(at) {
        let (code, len) = match lead {
            0..0x80 => (u32::from(lead), 1),
            0x80..0xe0 => {
                let low = bytes.get(at + 1).copied().unwrap_or(0);
                (u32::from(lead & 0x1f) << 6 | u32::from(low & 0x3f), 2)
            }
            0xe0..0xf0 => {
                let middle = bytes.get(at + 1).copied().unwrap_or(0);
                let low = bytes.get(at + 2).copied().unwrap_or(0);
                let code = u32::from(lead & 0x0f) << 12
                    | u32::from(middle & 0x3f) << 6
                    | u32::from(low & 0x3f);
                (code, 3)
            }
            _ => (0, 4),
        };
        if bits[(code / 64) as usize] >> (code % 64) & 1 == 1 {
            return Some(at);
        }
        at += len;
    }
    None
}

/// One bit for each character of the basic plane.
fn bits() -> &'static [u64; 1024] {
    static BITS: OnceLock<Box<[u64; 1024]>> = OnceLock::new();
    BITS.get_or_init(|| {
        let mut bits = Box::new([0; 1024]);
        // ⒈ ⑴ ① and ㈠ ㊀ number sections.
        let ranges = ['0'..='9', '０'..='９', '①'..='⒛', '㈠'..='㈩', '㊀'..='㊉', '❶'..='➓'];
        let chars = TRIGGERS.chars().chain(ranges.into_iter().flatten());
        for c in chars {
            let code = c as usize;
            if let Some(word) = bits.get_mut(code / 64) {
                *word |= 1_u64 << (code % 64);
            }
        }
        bits
    })
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn stops_at_digits_and_numerals_only() {
        let text = "水，é𠀀abc三７8";
        let at = |from| next(text.as_bytes(), from).map(|at| &text[at..]);
        assert_eq!(at(0), Some("三７8"));
        assert_eq!(at(text.len() - 1), Some("8"));
        assert_eq!(next("水，é𠀀abc".as_bytes(), 0), None);
    }
}
