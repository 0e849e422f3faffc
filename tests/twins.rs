//! Texts in two languages that say the same, and what authors are told where they do not.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod support;

use expect_test::{Expect, expect};
use support::{Files, site, told};

const ENGLISH: &str = "content/reports/first/en.md";
const VIETNAMESE: &str = "content/reports/first/vi.md";
const REPORT: &str = "content/reports/first/report.toml";

fn pair(vietnamese: &str, english: &str) -> Files {
    site().with_default_theme().with(VIETNAMESE, vietnamese).with(ENGLISH, english)
}

/// Returns what an author is told of two texts.
fn check(vietnamese: &str, english: &str, expected: &Expect) {
    expected.assert_eq(&told(&pair(vietnamese, english).inputs()));
}

#[test]
fn the_same_in_the_words_of_each_language_is_no_difference() {
    for (vietnamese, english) in [
        ("Có 5.254.615 hộ, 96,3%.", "5,254,615 households, 96.3%."),
        ("Ngày 17/10/2023.", "On 17 October 2023."),
        ("Ngày 17 tháng 10 năm 2023.", "On October 17, 2023."),
        ("Tháng 10, tháng 11/2023.", "In October and November 2023."),
        ("Từ 15/12/2022 đến 5/1/2023.", "From 15 December 2022 to 5 January 2023."),
        (
            "Ngày 17/10, 24/7, quý 4/2023.",
            "On 17 October, around the clock (24/7), in the fourth quarter of 2023.",
        ),
        ("Hơn 3,4 triệu hộ ở 2 tỉnh.", "Over 3.4 million households in two provinces."),
        ("500 nghìn đồng, 61/KH-UBND, số 06.", "500,000 dong, Plan 61/KH-UBND, number six."),
        ("Năm 2023, năm 2023.", "In 2023 and the same year."),
        ("Phiên bản 2.1 và 2.1.3.", "Versions 2.1 and 2.1.3."),
        ("[A](place:ben-da)\n\n## 1. Một\n\n## 2. Hai", "[A](place:ben-da)\n\n## One\n\n## Two"),
        (
            "[](value:water/connected?place=ben-da&period=2023-10)",
            "[](value:water/connected?period=2023-10&place=ben-da)",
        ),
        ("`12.345` và [^1]\n\n[^1]: 14 hộ.", "`x` and [^a]\n\n[^a]: 14 households."),
    ] {
        assert_eq!(told(&pair(vietnamese, english).inputs()), "", "{vietnamese}");
    }
}

#[test]
fn typed_numbers_and_dates_that_differ_are_told_in_pairs() {
    check(
        "## Một\n\nCó 5.254.615 hộ, ngày 17/10/2023, đạt 5%.",
        "## One\n\nBy 18 October 2023, 5,254,651 households, 6%.",
        &expect![[r#"
            content/reports/first/en.md:3:4 twin-differs: the date `18 October 2023` differs from `17/10/2023` in the text in `vi`
            content/reports/first/en.md:3:21 twin-differs: the number `5,254,651` differs from `5.254.615` in the text in `vi`
            content/reports/first/en.md:3:43 twin-differs: the number `6` differs from `5` in the text in `vi`
        "#]],
    );
}

#[test]
fn what_one_language_lacks_is_told_in_its_section() {
    check(
        "[](value:water/connected)\n\n## Một\n\nNăm 2023, xem [Bến Đá](place:ben-da).\n\n![Tỷ lệ](chart:water/connected-rate?kind=rank)\n\n## Hai\n\n[Báo](https://example.org/a)",
        "[](value:water/connected)\n\n## One\n\nSee there.\n\n## Two\n\n[](value:water/connected) in 2023.",
        &expect![[r#"
            content/reports/first/en.md:9:4 twin-lacks: the figure `value:water/connected` is missing from the text in `vi`
            content/reports/first/en.md:9:30 twin-lacks: the number `2023` is missing from the text in `vi`
            content/reports/first/vi.md:5:5 twin-lacks: the number `2023` is missing from the text in `en`
            content/reports/first/vi.md:5:24 twin-lacks: the link `place:ben-da` is missing from the text in `en`
            content/reports/first/vi.md:7:10 twin-lacks: the chart `chart:water/connected-rate?kind=rank` is missing from the text in `en`
            content/reports/first/vi.md:11:7 twin-lacks: the link `https://example.org/a` is missing from the text in `en`
        "#]],
    );
}

#[test]
fn headings_that_differ_are_told_once_and_the_texts_compared_whole() {
    check(
        "## Một\n\nNăm 2023.\n\n## Hai",
        "## One\n\n### Part\n\nIn 2023, 14 wells.",
        &expect![[r#"
            content/reports/first/en.md:3:1 headings-differ: from here on the headings differ from those of the text in `vi`
            content/reports/first/en.md:5:10 twin-lacks: the number `14` is missing from the text in `vi`
        "#]],
    );
}

#[test]
fn exceptions_count_for_their_own_language() {
    let only = "only = { vi = [\"61\", \"Hai\"], en = [\"https://example.org/en\"] }\ndate =";
    let site = pair("## Một\n\nSố 61.\n\n## Hai\n\nChữ.", "## One\n\n[See](https://example.org/en)");
    assert_eq!(told(&site.clone().edit(REPORT, "date =", only).inputs()), "");
    let swapped = only.replace("vi =", "xx =").replace("en =", "vi =").replace("xx =", "en =");
    expect![[r#"
        content/reports/first/en.md:3:7 twin-lacks: the link `https://example.org/en` is missing from the text in `vi`
        content/reports/first/report.toml:3:16 idle-exception: `61` is named in `only`, but there is no such difference
        content/reports/first/report.toml:3:22 idle-exception: `Hai` is named in `only`, but there is no such difference
        content/reports/first/report.toml:3:36 idle-exception: `https://example.org/en` is named in `only`, but there is no such difference
        content/reports/first/vi.md:3:4 twin-lacks: the number `61` is missing from the text in `en`
        content/reports/first/vi.md:5:1 headings-differ: from here on the headings differ from those of the text in `en`
    "#]].assert_eq(&told(&site.edit(REPORT, "date =", &swapped).inputs()));
}

#[test]
fn text_with_mistakes_is_not_compared() {
    check(
        "Năm 2023.",
        "See [this](value:water), 14 wells.",
        &expect![[r#"
        content/reports/first/en.md:1:12 bad-reference: `water` cannot be read as a reference
    "#]],
    );
}

#[test]
fn images_may_carry_their_language_in_their_name() {
    let image = |site: Files, name: &str| {
        site.with_bytes(&format!("content/reports/first/{name}"), b"\x89PNG\r\n\x1a\n")
    };
    let site = pair("![Giếng](well.vi.png)", "![Well](well-en.png)");
    assert_eq!(told(&image(image(site, "well.vi.png"), "well-en.png").inputs()), "");
}

#[test]
fn articles_are_compared_too() {
    let site = site()
        .with(
            "content/pages/about/page.toml",
            "title = { vi = \"A\", en = \"B\" }\nsummary = { vi = \"A\", en = \"B\" }",
        )
        .with("content/pages/about/vi.md", "Điện thoại 0281234567.")
        .with("content/pages/about/en.md", "Phone.");
    expect![[r#"
        content/pages/about/vi.md:1:12 twin-lacks: the number `0281234567` is missing from the text in `en`
    "#]]
    .assert_eq(&told(&site.inputs()));
}

/// The fingerprint of the Vietnamese text of the base site.
fn fingerprint(files: &Files) -> String {
    let inputs = files.clone().inputs();
    let (raw, _) = minhbach::parse::parse(&inputs);
    minhbach::check::fingerprint(&raw, &inputs, "content/reports/first", "en").expect("the text is there")
}

fn translated(files: Files, fingerprint: &str) -> Files {
    files.edit(REPORT, "date =", &format!("translated = {{ en = \"{fingerprint}\" }}\ndate ="))
}

#[test]
fn translation_is_stale_once_its_original_says_something_else() {
    let base = translated(site(), &fingerprint(&site()));
    assert_eq!(told(&base.clone().inputs()), "");
    let spaced =
        base.clone().with(VIETNAMESE, "## Nước\r\n\r\nĐã nối\n[1.400](value:water/connected)   hộ.\n");
    assert_eq!(told(&spaced.inputs()), "", "spaces and line ends say nothing");
    for (path, from, to) in [
        (VIETNAMESE, "hộ.", "hộ dân."),
        (REPORT, "Báo cáo tháng 10", "Báo cáo"),
        (REPORT, "có nước.", "có nước sạch."),
    ] {
        let inputs = base.clone().edit(path, from, to).inputs();
        assert!(told(&inputs).contains("stale-translation"), "{from}");
        let page = |path: &str| support::page(&inputs, path);
        assert!(page("en/reports/first/index.html").contains("older than the original"), "{from}");
        assert!(page("en/reports/first/index.html").contains("/vi/bao-cao/first/"), "{from}");
        assert!(!page("vi/bao-cao/first/index.html").contains("class=\"stale\""), "{from}");
        assert!(page("en/reports/index.html").contains("(!)"), "{from}");
    }
    assert_eq!(
        told(&base.edit(REPORT, "Report of October", "October").inputs()),
        "",
        "its own words may change"
    );
}

#[test]
fn only_other_languages_are_translated() {
    let site = site().edit(REPORT, "date =", "translated = { vi = \"0\", fr = \"0\" }\ndate =");
    expect![[r#"
        content/reports/first/report.toml:3:16 unknown-word: `vi` is not one of the words for `translated`
        content/reports/first/report.toml:3:26 unknown-language: the site has no language `fr`
    "#]]
    .assert_eq(&told(&site.inputs()));
}
