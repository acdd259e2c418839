//! Systematic damage other than the report's: letters for digits, lost points, superscripts and
//! currency signs, on either side; and what only looks alike.

use duizhao::check::{Code, Level, Options, Pair, Report, check_pairs};
use duizhao::document::Side;

fn run(pairs: &[(&str, &str)], original: Option<Side>) -> Report {
    let pairs: Vec<Pair<'_>> = pairs.iter().map(|&(zh, en)| Pair { zh, en }).collect();
    check_pairs(&pairs, &Options { original, ..Options::default() })
}

/// Checks that one systematic finding says `what` and has so many members.
fn check(pairs: &[(&str, &str)], original: Option<Side>, what: &str, n_members: usize) {
    let report = run(pairs, original);
    let systematic: Vec<usize> = (0..report.findings.len())
        .filter(|&at| report.findings[at].code == Code::Systematic)
        .collect();
    let [index] = systematic[..] else { panic!("not one systematic: {:#?}", report.findings) };
    assert!(report.findings[index].message.contains(what), "{:#?}", report.findings);
    assert_eq!(report.members(index).count(), n_members, "{:#?}", report.findings);
    let level = report.findings[index].level;
    assert!(level > Level::Note && report.members(index).all(|member| member.level == level));
}

#[test]
fn six_became_b() {
    let pairs = [
        ("全年开行600班。", "In the year, b00 trains were run."),
        ("共有1680名学生。", "There are 1,b80 students."),
        ("医院有床位465张。", "The hospital has 4b5 beds."),
        ("这里有37棵树。", "There are 37 trees here."),
    ];
    check(&pairs, None, "6→b", 3);
}

#[test]
fn seven_became_one_though_other_ones_are_right() {
    let pairs = [
        ("全年开行700班。", "In the year, 100 trains were run."),
        ("共有1785名学生。", "There are 1,185 students."),
        ("医院有床位475张。", "The hospital has 415 beds."),
        ("这里有310棵树。", "There are 310 trees here."),
    ];
    check(&pairs, None, "7→1", 3);
}

#[test]
fn decimal_points_were_lost() {
    let pairs = [
        ("经济增长6.9%。", "The economy grew by 69%."),
        ("失业率为4.2%。", "Unemployment was 42%."),
        ("物价上涨1.8%。", "Prices rose by 18%."),
    ];
    check(&pairs, None, "decimal point", 3);
}

#[test]
fn superscripts_were_lost() {
    let pairs = [
        ("房屋面积120平方米。", "The house covers 120 meters."),
        ("广场面积8600平方米。", "The square covers 8,600 meters."),
        ("花园面积450平方米。", "The garden covers 450 meters."),
    ];
    check(&pairs, None, "superscript", 3);
}

#[test]
fn dollar_signs_were_lost() {
    let pairs = [
        ("贸易额达550亿美元。", "Trade reached US55 billion."),
        ("出口达320亿美元。", "Exports reached US32 billion."),
        ("进口达230亿美元。", "Imports reached US23 billion."),
    ];
    check(&pairs, None, "currency sign", 3);
}

#[test]
fn the_chinese_may_be_the_damaged_side() {
    let pairs = [
        ("全年开行511班。", "In the year, 500 trains were run."),
        ("共有1181名学生。", "There are 1,080 students."),
        ("医院有床位411张。", "The hospital has 400 beds."),
    ];
    check(&pairs, Some(Side::En), "0→1", 3);
}

#[test]
fn slips_of_different_sorts_are_not_systematic() {
    let report = run(
        &[
            ("全年开行532班。", "In the year, 542 trains were run."),
            ("共有1785名学生。", "There are 1,758 students."),
            ("医院有床位475张。", "The hospital has 775 beds."),
        ],
        None,
    );
    assert_eq!(report.systematic().count(), 0, "{:#?}", report.findings);
    assert_eq!(report.count(Level::Error), 3, "{:#?}", report.findings);
}
