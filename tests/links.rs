//! What texts lead to, and how their headings stand: what is told, and what is rightly not.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod support;

use expect_test::expect;
use support::{Files, article, diagnostics, site, told};

const TEXT: &str = "content/reports/first/en.md";
const VIETNAMESE: &str = "content/reports/first/vi.md";
const REPORT: &str = "content/reports/first/report.toml";

/// The base site with the same words added to its report in both languages.
fn with(more: &str) -> Files {
    site().add(TEXT, more).add(VIETNAMESE, more)
}

/// What is told of the English text.
fn english(files: Files) -> String {
    let all = told(&files.inputs());
    let mut lines: Vec<&str> =
        all.lines().filter_map(|line| line.strip_prefix("content/reports/first/en.md:")).collect();
    // A line ends with its end.
    lines.extend((!lines.is_empty()).then_some(""));
    lines.join("\n")
}

#[test]
fn addresses_of_this_site_lead_somewhere() {
    for path in [
        "",
        "en/",
        "en",
        "en/communes/ben-da/",
        "en/communes/ben-da",
        "en/communes/ben-da/?print",
        "en/reports/first/#water",
        "en/communes/ben-da/#whatever-the-theme-has",
        "data/water.csv",
        "vi/bao-cao/feed.xml",
    ] {
        let text = format!("See [that page](https://sao-mai.example/{path}).");
        assert_eq!(told(&with(&text).inputs()), "", "{path}");
    }
    assert_eq!(told(&with("See [that page](https://sao-mai.example.org/no).").inputs()), "");
    assert_eq!(told(&with("See [that page](http://sao-mai.example).").inputs()), "");
}

#[test]
fn dead_addresses_of_this_site_are_told() {
    let text = "See [one](http://sao-mai.example/en/communes/ben-daa/), [two](https://sao-mai.example/data/wells.csv), \
                [three](https://sao-mai.example/en/reports/first/#wells).";
    expect![[r#"
        5:11 dead-link: this site has nothing at the address `en/communes/ben-daa/`
        5:63 dead-link: this site has nothing at the address `data/wells.csv`
        5:112 unknown-anchor: no heading has the anchor `#wells`
    "#]]
    .assert_eq(&english(with(text)));
    let inputs = with(text).inputs();
    let told = diagnostics(&inputs);
    assert!(told.iter().any(|told| told.suggestion.as_deref() == Some("en/communes/ben-da/")), "{told:?}");
}

#[test]
fn anchors_are_those_of_headings_and_of_the_page() {
    let known = "## Old wells\n\nSee [water](#water), [the wells](#old-wells), [above](#main), [note](#fn-1)[^a], [top](#).\n\n[^a]: Yes.";
    let only = "only = { vi = [\"Nước\"] }\ndate =";
    let files = site().add(TEXT, known).with(VIETNAMESE, site().text(TEXT)).add(VIETNAMESE, known);
    assert_eq!(english(files.edit(REPORT, "date =", only)).replace("idle-exception", ""), "");
    let inputs = site().add(TEXT, "See [water](#Wáter).").inputs();
    let told = diagnostics(&inputs);
    let suggestions: Vec<_> =
        told.iter().map(|told| (told.code.name(), told.suggestion.as_deref())).collect();
    assert_eq!(suggestions, [("unknown-anchor", Some("water"))]);
}

#[test]
fn words_that_name_the_place_are_no_mistake() {
    for words in ["Bến Đá", "here in Bến Đá", "![A well](well.png)"] {
        let files = with(&format!("See [{words}](place:ben-da)."))
            .with_bytes("content/reports/first/well.png", b"\x89PNG\r\n\x1a\n");
        let told = english(files);
        assert!(!told.contains("-link"), "{words}: {told}");
    }
    for words in ["here", "Here.", "CLICK HERE", "*here*", "read more…", "»more«"] {
        let told = english(with(&format!("See [{words}](place:ben-da).")));
        assert_eq!(told.matches("vague-link").count(), 1, "{words}: {told}");
    }
    let vietnamese = told(
        &site().add(VIETNAMESE, "Xem [Tại đây](place:ben-da).").add(TEXT, "See [it](place:ben-da).").inputs(),
    );
    assert!(vietnamese.contains("vi.md:5:5 vague-link"), "{vietnamese}");
}

#[test]
fn links_without_words_are_told_images_in_them_count() {
    let well = |alt: &str| {
        let text = format!("[![{alt}](well.png)](https://example.org/)");
        english(with(&text).with_bytes("content/reports/first/well.png", b"\x89PNG\r\n\x1a\n"))
    };
    assert_eq!(well("A well"), "");
    for (link, n) in
        [("[ ](https://example.org/)", 1), ("<https://example.org/>", 0), ("[](value:water/connected)", 0)]
    {
        assert_eq!(english(with(link)).matches("empty-link").count(), n, "{link}");
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let same = |text: &str| english(site().with(TEXT, text).with(VIETNAMESE, text));
    assert_eq!(same("## A\n\n### B\n\n#### C\n\n## D\n\n### B\n\n#### C\n"), "");
    expect![[r#"
        1:1 skipped-heading: a heading of level 3 stands below one of level 1
        5:1 skipped-heading: a heading of level 6 stands below one of level 3
    "#]]
    .assert_eq(&same("### A\n\n### B\n\n###### C\n\n### D\n"));
}

#[test]
fn headings_of_other_sections_may_have_the_same_words() {
    let same = |text: &str| english(site().with(TEXT, text).with(VIETNAMESE, text));
    assert_eq!(same("## A\n\n### Result\n\n## B\n\n### Result\n\n#### Result\n"), "");
    expect![[r#"
        7:1 doubled-heading: the heading `Result` appears twice in one section
        9:1 doubled-heading: the heading `A` appears twice in one section
    "#]]
    .assert_eq(&same("## A\n\n### Result\n\n### More\n\n### Result\n\n## A\n"));
}

#[test]
fn image_that_only_decorates_says_so() {
    let image = |alt: &str| {
        with(&format!("![{alt}](well.png)"))
            .with_bytes("content/reports/first/well.png", b"\x89PNG\r\n\x1a\n")
    };
    assert!(english(image("")).contains("missing-name"));
    let inputs = image("-").inputs();
    assert_eq!(told(&inputs), "");
    assert!(article(&inputs, "en").contains("alt=\"\""), "{}", article(&inputs, "en"));
}

#[test]
fn what_is_named_anywhere_is_used() {
    let unit = "[[unit]]\nid = \"well\"\nname = { vi = \"giếng\", en = \"wells\" }";
    let target = "measure = \"water/connected-rate\"";
    let named = "name = { vi = \"Giếng kín\", en = \"Covered wells\" }\nunit = \"well\"";
    assert_eq!(
        told(&site().add("content/units.toml", unit).edit("content/targets.toml", target, named).inputs()),
        ""
    );
    let places = "content/places.toml";
    let kind = "[[kind]]\nid = \"port\"\nname = { vi = \"Cảng\", en = \"Port\" }";
    let level = "[[level]]\nid = \"hamlet\"\nname = { vi = \"Thôn\", en = \"Hamlets\" }\npath = { vi = \"thon\", en = \"hamlets\" }";
    let topic = "[[topic]]\nid = \"air\"\nname = { vi = \"Không khí\", en = \"Air\" }";
    let files = site().add(places, kind).add(places, level).add("content/site.toml", topic);
    expect![[r#"
        content/places.toml:29:6 unused-id: nothing uses the kind `port`
        content/places.toml:33:6 unused-id: nothing uses the level `hamlet`
        content/site.toml:15:6 unused-id: nothing uses the topic `air`
    "#]]
    .assert_eq(&told(&files.inputs()));
}

#[test]
fn what_a_broken_file_may_name_is_not_told_as_unused() {
    let files =
        site().edit("content/indicators/water.toml", "main = \"connected-rate\"", "main = connected-rate");
    let told = told(&files.inputs());
    assert!(told.contains("toml-syntax") && !told.contains("unused"), "{told}");
}

#[test]
fn image_of_one_language_is_used() {
    let files = site()
        .add(TEXT, "![A well](well-en.png)")
        .with_bytes("content/reports/first/well-en.png", b"\x89PNG\r\n\x1a\n");
    let told = told(&files.with_bytes("content/reports/first/old.png", b"\0").inputs());
    assert!(told.contains("old.png unused-image") && !told.contains("well-en.png unused"), "{told}");
}
