//! What reports say: figures in sentences, links, footnotes, and what must not leak into a page.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod support;

use expect_test::{Expect, expect};
use minhbach::diagnostic::Code;
use minhbach::pipeline::prepare;
use support::{Files, article, pages, rendered, site, told};

const WATER: &str = "content/indicators/water.toml";
const ENGLISH: &str = "content/reports/first/en.md";
const VIETNAMESE: &str = "content/reports/first/vi.md";

/// Returns what an author is told of a text, else the text as it is published in English. That its twin says something
/// else is no matter here.
fn check(english: &str, expected: &Expect) {
    let inputs = site().with(ENGLISH, english).inputs();
    let shown = if prepare(&inputs).site.is_some() { article(&inputs, "en") } else { String::new() };
    let told = told(&inputs);
    let of_text = told.split_inclusive('\n').filter(|line| !is_of_twins(line)).collect::<String>();
    expected.assert_eq(&format!("{of_text}{}\n", shown.trim_end()));
}

fn is_of_twins(line: &str) -> bool {
    [" twin-differs:", " twin-lacks:", " headings-differ:"].iter().any(|code| line.contains(code))
}

/// Returns the base site with 5,254,615 households of which 3,438,262 are connected: 65.4%.
fn millions() -> Files {
    site()
        .edit(WATER, "2000, 1400, 70.0", "5254615, 3438262, 65.4")
        .edit(WATER, "1200, 900, 75.0", "5254615, 3438262, 65.4")
        .edit(WATER, "800, 500, 62.5", "\"\", \"\", \"\"")
        .with(ENGLISH, "Text.")
        .with(VIETNAMESE, "Chữ.")
}

/// Returns whether a figure may be written so; of the whole province, in one language.
fn agrees(path: &str, written: &str, column: &str) -> bool {
    let empty = |path: &str| (path.to_owned(), format!("[](value:water/{column})"));
    let both = [ENGLISH, VIETNAMESE].map(empty);
    let site = both.iter().fold(millions(), |site, (path, text)| site.with(path, text));
    let inputs = site.with(path, &format!("[{written}](value:water/{column})")).inputs();
    match prepare(&inputs).diagnostics.as_slice() {
        [] => true,
        [told] if told.code == Code::FigureDiffers => false,
        told => panic!("{told:?}"),
    }
}

#[test]
fn written_figures_are_compared_at_their_own_precision() {
    for (written, column) in [
        ("3,438,262", "connected"),
        ("3438262", "connected"),
        ("3.4 million", "connected"),
        ("about 3.44 million", "connected"),
        ("5.25 million", "households"),
        ("5,255 thousand", "households"),
        ("65.4%", "connected-rate"),
        ("65.4 %", "connected-rate"),
        ("65", "connected-rate"),
        // The measure shows one decimal; the source may write more.
        ("65.433%", "connected-rate"),
    ] {
        assert!(agrees(ENGLISH, written, column), "{written}");
    }
    for (written, column) in [
        ("3,438,263", "connected"),
        ("3.5 million", "connected"),
        ("3.40 million", "connected"),
        ("5.26 million", "households"),
        ("65.44%", "connected-rate"),
        ("66", "connected-rate"),
        ("3.4", "connected"),
    ] {
        assert!(!agrees(ENGLISH, written, column), "{written}");
    }
}

#[test]
fn written_figures_are_read_as_their_language_writes_them() {
    for (written, column) in [
        ("3,4 triệu", "connected"),
        ("3.438.262 hộ", "connected"),
        ("hơn 3.438 nghìn", "connected"),
        ("65,4%", "connected-rate"),
    ] {
        assert!(agrees(VIETNAMESE, written, column), "{written}");
    }
    for (written, column) in
        [("3.4 triệu", "connected"), ("3,5 triệu", "connected"), ("65.4%", "connected-rate")]
    {
        assert!(!agrees(VIETNAMESE, written, column), "{written}");
    }
}

#[test]
fn empty_link_is_filled_and_a_written_one_is_kept() {
    check(
        "[](value:water/connected) and [some 1,400](value:water/connected).",
        &expect![[r#"
            <p><a href="/en/indicators/water/2023-10/#sao-mai.connected">1,400</a> and <a href="/en/indicators/water/2023-10/#sao-mai.connected">some 1,400</a>.</p>
        "#]],
    );
}

#[test]
fn figure_may_name_place_and_period() {
    check(
        "[](value:water/connected-rate?place=ben-da&period=2023-10)",
        &expect![[r#"
            <p><a href="/en/indicators/water/2023-10/#ben-da.connected-rate">75.0%</a></p>
        "#]],
    );
}

#[test]
fn unknown_key_of_a_reference_is_told() {
    check(
        "[](value:water/connected?plaice=ben-da)",
        &expect![[r#"
        content/reports/first/en.md:1:4 bad-reference: `water/connected?plaice=ben-da` cannot be read as a reference

    "#]],
    );
}

/// A second report, by another document, with a later period.
fn two_documents() -> Files {
    site()
        .add("content/documents.toml", "[[document]]\nid = \"r2\"\nkind = { vi = \"B\", en = \"B\" }\ntitle = { vi = \"B\", en = \"B\" }\nissuer = { vi = \"B\", en = \"B\" }\ndate = \"2023-12-02\"")
        .add(WATER, "[[table]]\ndocument = \"r2\"\nat = { vi = \"Mục 1\", en = \"Section 1\" }\nperiod = \"2023-11\"\nplace = \"sao-mai\"\ncolumns = [\"households\", \"connected\"]\nrows = [[2000, 1500]]")
}

#[test]
fn figure_without_a_period_is_the_latest_of_the_document_of_its_report() {
    let site = two_documents().with(ENGLISH, "[](value:water/connected)");
    expect![[r#"
        <p><a href="/en/indicators/water/2023-10/#sao-mai.connected">1,400</a></p>
    "#]]
    .assert_eq(&article(&site.inputs(), "en"));
}

#[test]
fn figure_without_a_period_is_the_latest_of_all_where_the_report_has_no_document() {
    let site = two_documents()
        .edit("content/reports/first/report.toml", "document = \"r1\"\n", "")
        .with(ENGLISH, "[](value:water/connected)")
        .with(VIETNAMESE, "[](value:water/connected)");
    expect![[r#"
        <p><a href="/en/indicators/water/2023-11/#sao-mai.connected">1,500</a></p>
    "#]]
    .assert_eq(&article(&site.inputs(), "en"));
}

#[test]
fn report_may_be_about_another_place() {
    let site = site()
        .edit("content/reports/first/report.toml", "document", "place = \"ben-da\"\ndocument")
        .with(ENGLISH, "[](value:water/connected)")
        .with(VIETNAMESE, "[900](value:water/connected)");
    expect![[r#"
        <p><a href="/en/indicators/water/2023-10/#ben-da.connected">900</a></p>
    "#]]
    .assert_eq(&article(&site.inputs(), "en"));
}

#[test]
fn links_lead_to_pages_of_the_site() {
    check(
        "[a](indicator:water) [b](place:ben-da) [c](report:first) [d](document:r1) [e](https://example.org/) [f](#water)\n\n## Water",
        &expect![[r##"
            <p><a href="/en/indicators/water/">a</a> <a href="/en/communes/ben-da/">b</a> <a href="/en/reports/first/">c</a> <a href="/en/data/#document-r1">d</a> <a href="https://example.org/">e</a> <a href="#water">f</a></p>
            <h2 id="water">Water<a class="anchor" aria-hidden="true" tabindex="-1" href="#water"></a></h2>
        "##]],
    );
}

#[test]
fn links_that_could_run_scripts_are_refused() {
    check(
        "[a](javascript:alert(1)) [b](JaVaScRiPt:alert) [c](data:text/html,x) [d](vbscript:x) [e](//example.org) <javascript:x>",
        &expect![[r#"
            content/reports/first/en.md:1:5 bad-link: `javascript:alert(1)` is no address that a text can link to
            content/reports/first/en.md:1:30 bad-link: `JaVaScRiPt:alert` is no address that a text can link to
            content/reports/first/en.md:1:52 bad-link: `data:text/html,x` is no address that a text can link to
            content/reports/first/en.md:1:74 bad-link: `vbscript:x` is no address that a text can link to
            content/reports/first/en.md:1:90 bad-link: `//example.org` is no address that a text can link to
            content/reports/first/en.md:1:106 bad-link: `javascript:x` is no address that a text can link to

        "#]],
    );
}

#[test]
fn html_is_shown_as_it_is_written() {
    check(
        "Water <em>is</em> clean.\n\n<script>alert(\"1\")</script>\n",
        &expect![[r#"
            content/reports/first/en.md:1:7 raw-html: HTML is shown as text
            content/reports/first/en.md:1:13 raw-html: HTML is shown as text
            content/reports/first/en.md:3:1 raw-html: HTML is shown as text
            <p>Water &lt;em&gt;is&lt;/em&gt; clean.</p>
            <p>&lt;script&gt;alert("1")&lt;/script&gt;</p>
        "#]],
    );
}

#[test]
fn comments_do_not_leak() {
    check(
        "Before <!-- not yet --> after.\n\n<!-- nor this -->\n\nA <!-- nor\nthis --> line.\n",
        &expect![[r#"
        <p>Before  after.</p>
        <p>A  line.</p>
    "#]],
    );
}

#[test]
fn comment_of_several_lines_does_not_leak() {
    check(
        "<!-- not yet:\nSECRET\n-->\n\nText.\n",
        &expect![[r#"
        <p>Text.</p>
    "#]],
    );
}

#[test]
fn text_behind_a_comment_is_kept() {
    check(
        "<!-- note --> This is to be read.\n\nText.\n",
        &expect![[r#"
        content/reports/first/en.md:1:1 raw-html: HTML is shown as text
        <p>This is to be read.</p>
        <p>Text.</p>
    "#]],
    );
}

#[test]
fn footnotes_are_numbered_as_they_are_called() {
    check(
        "One[^b], two[^a].\n\n[^a]: Second.\n[^b]: First.\n",
        &expect![[r##"
            <p>One<sup class="footnote-call"><a href="#fn-1" id="fn-call-1">1</a></sup>, two<sup class="footnote-call"><a href="#fn-2" id="fn-call-2">2</a></sup>.</p>
            <div class="footnotes">
            <ol>
            <li id="fn-1">
            <p>First.</p>
            <a class="footnote-back" href="#fn-call-1">↑1</a></li>
            <li id="fn-2">
            <p>Second.</p>
            <a class="footnote-back" href="#fn-call-2">↑2</a></li>
            </ol>
            </div>
        "##]],
    );
}

#[test]
fn tables_are_named_by_their_heading_and_have_numbers_at_the_right() {
    check(
        "## Works\n\n| Month | Wells |\n| --- | ---: |\n| May | *two* |\n",
        &expect![[r##"
            <h2 id="works">Works<a class="anchor" aria-hidden="true" tabindex="-1" href="#works"></a></h2>
            <div class="table"><div class="scroll" role="group" aria-labelledby="works" tabindex="0"><table aria-labelledby="works"><thead><tr><th scope="col">Month</th><th scope="col" class="number">Wells</th></tr></thead><tbody>
            <tr><td>May</td><td class="number"><em>two</em></td></tr>
            </tbody></table></div></div>
        "##]],
    );
}

#[test]
fn tables_before_any_heading_have_no_name() {
    check(
        "| Month | Wells |\n| --- | --- |\n| May | 2 |\n",
        &expect![[r#"
            <div class="table"><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Month</th><th scope="col">Wells</th></tr></thead><tbody>
            <tr><td>May</td><td>2</td></tr>
            </tbody></table></div></div>
        "#]],
    );
}

#[test]
fn footnote_called_twice_has_one_way_back() {
    let text = article(&site().with(ENGLISH, "One[^a], two[^a].\n\n[^a]: Both.\n").inputs(), "en");
    assert_eq!(text.matches("id=\"fn-call-1\"").count(), 1);
    assert_eq!(text.matches("href=\"#fn-1\"").count(), 2);
}

#[test]
fn footnote_that_is_not_called_is_told_and_stays_home() {
    let inputs = site().with(ENGLISH, "One.\n\n[^a]: Nobody calls.\n").inputs();
    assert!(told(&inputs).contains("unused-footnote"));
    assert!(!article(&inputs, "en").contains("Nobody calls"));
}

#[test]
fn every_missing_footnote_of_a_line_is_told() {
    let told = told(&site().with(ENGLISH, "One[^a], two[^b].\n").inputs());
    assert!(told.contains("`a`") && told.contains("`b`"), "{told}");
}

#[test]
fn text_with_a_nul_is_no_text() {
    let told = told(&site().with(ENGLISH, "Before\0 after.\n").inputs());
    assert!(told.contains("not-utf8"), "{told}");
}

#[test]
fn headings_with_one_text_have_two_anchors() {
    check(
        "## Nước sạch\n\n## Nước sạch\n",
        &expect![[r##"
            content/reports/first/en.md:3:1 doubled-heading: the heading `Nước sạch` appears twice in one section
            <h2 id="nuoc-sach">Nước sạch<a class="anchor" aria-hidden="true" tabindex="-1" href="#nuoc-sach"></a></h2>
            <h2 id="nuoc-sach-2">Nước sạch<a class="anchor" aria-hidden="true" tabindex="-1" href="#nuoc-sach-2"></a></h2>
        "##]],
    );
}

#[test]
fn decomposed_letters_come_out_composed() {
    check(
        "Nu\u{31b}o\u{31b}\u{301}c `Nu\u{31b}o\u{31b}\u{301}c`\n",
        &expect![[r#"
            <p>Nước <code>Nước</code></p>
        "#]],
    );
}

#[test]
fn drafts_do_not_leak() {
    let secret = "SECRET";
    let site = site()
        .with(
            "content/reports/next/report.toml",
            "title = { vi = \"SECRET\", en = \"SECRET\" }\nsummary = { vi = \"SECRET\", en = \"SECRET\" }\ndate = \"2023-12-02\"\ndraft = true\n",
        )
        .with("content/reports/next/vi.md", "SECRET ![SECRET](secret.png)")
        .with("content/reports/next/en.md", "SECRET ![SECRET](secret.png)")
        .with_bytes("content/reports/next/secret.png", b"\x89PNG\r\n\x1a\nSECRET")
        .with_bytes("content/reports/first/unused.png", b"SECRET")
        .edit(WATER, "topic = ", "# SECRET\ntopic = ");
    let inputs = site.inputs();
    assert_eq!(told(&inputs), "content/reports/first/unused.png unused-image: no text shows this image\n");
    for (path, bytes) in rendered(&inputs) {
        let text = String::from_utf8_lossy(&bytes);
        let is_leak = path.contains("next") || path.starts_with("media/");
        assert!(!text.contains(secret) && !is_leak, "{path}: {text}");
    }
}

/// The begin of every image of this kind.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

#[test]
fn images_of_a_text_are_published_and_named() {
    let site =
        site().with_bytes("content/reports/first/well.png", PNG).with(ENGLISH, "![A \"well\"](well.png)");
    let inputs = site.inputs();
    expect![[r#"
        <p><img src="/media/reports/first/well.png" alt="A &quot;well&quot;"></p>
    "#]]
    .assert_eq(&article(&inputs, "en"));
    assert_eq!(rendered(&inputs)["media/reports/first/well.png"], PNG);
}

#[test]
fn images_outside_of_the_folder_are_refused() {
    check(
        "![a](../../site.toml) ![b](/well.png) ![c](https://example.org/a.png)",
        &expect![[r#"
        content/reports/first/en.md:1:6 missing-image: the image `../../site.toml` is not there
        content/reports/first/en.md:1:28 missing-image: the image `/well.png` is not there
        content/reports/first/en.md:1:44 missing-image: the image `https://example.org/a.png` is not there

    "#]],
    );
}

#[test]
fn pages_say_nothing_of_the_folder_they_come_from() {
    for (path, page) in pages(&site().inputs()) {
        assert!(!page.contains("content/") && !page.contains(".md"), "{path}");
    }
}

#[test]
fn first_use_of_a_term_is_marked() {
    let terms = r#"
[[term]]
id = "dvc"
short = { vi = "DVC", en = "DVC" }
name = { vi = "Dịch vụ công", en = "Public service" }
[[term]]
id = "dvctt"
short = { vi = "DVCTT", en = "DVCTT" }
name = { vi = "Dịch vụ công trực tuyến", en = "Online public service" }
[[term]]
id = "well"
name = { vi = "Giếng sâu", en = "Deep well" }
[[term]]
id = "spring"
name = { vi = "Suối", en = "Spring" }
mark = false
"#;
    let text = "## DVC\n\nDVCTT & DVC, again DVC; a [DVC link](place:cua-song), `DVC`, xDVC, ĐDVC, a deep well. Spring.";
    let inputs = site().with("content/glossary.toml", terms).with(ENGLISH, text).inputs();
    expect![[r##"
        <h2 id="dvc">DVC<a class="anchor" aria-hidden="true" tabindex="-1" href="#dvc"></a></h2>
        <p><a href="/en/glossary/#dvctt" title="Online public service">DVCTT</a> &amp; <a href="/en/glossary/#dvc" title="Public service">DVC</a>, again DVC; a <a href="/en/communes/cua-song/">DVC link</a>, <code>DVC</code>, xDVC, ĐDVC, a <a href="/en/glossary/#well">deep well</a>. Spring.</p>
    "##]].assert_eq(&format!("{}\n", article(&inputs, "en").trim_end()));
}
