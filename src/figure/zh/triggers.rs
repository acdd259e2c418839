//! The fast look-ahead: where the next character stands that can begin a figure.

use std::sync::OnceLock;

use super::chars::Chars;

/// Every character that can begin a figure, digits and full-width digits aside.
const TRIGGERS: &str = "零〇一二三四五六七八九十百千万亿两俩仨幺廿卅卌\
    壹贰叁肆伍陆柒捌玖拾佰仟几数半双第前首上下后过成翻倍对\
    ½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ";

/// The next place from `at` where a figure can begin.
pub(super) fn next(text: &str, at: usize) -> Option<usize> {
    static CHARS: OnceLock<Chars> = OnceLock::new();
    let chars = CHARS.get_or_init(|| {
        // ⒈ ⑴ ① and ㈠ ㊀ number sections.
        let ranges = ['0'..='9', '０'..='９', '①'..='⒛', '㈠'..='㈩', '㊀'..='㊉', '❶'..='➓'];
        Chars::new(TRIGGERS.chars().chain(ranges.into_iter().flatten()))
    });
    chars.next(text, at)
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn stops_at_digits_and_numerals_only() {
        let text = "水，é𠀀abc三７8";
        let at = |from| next(text, from).map(|at| &text[at..]);
        assert_eq!(at(0), Some("三７8"));
        assert_eq!(at(text.len() - 1), Some("8"));
        assert_eq!(next("水，é𠀀abc", 0), None);
    }
}
