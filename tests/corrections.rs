//! Corrections: what readers see of them, and that nothing which was published changes or goes in silence.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod support;

use expect_test::expect;
use minhbach::input::{Content, InputFile};
use support::{Files, page, rendered, site, told};

const CORRECTIONS: &str = "content/corrections.toml";
const WATER: &str = "content/indicators/water.toml";

fn correction(id: &str, date: &str, old: &str, new: &str) -> String {
    format!(
        "[[correction]]\nid = \"{id}\"\nfigure = \"water/connected?place=ben-da\"\ndate = \"{date}\"\nold = {old}\nnew = {new}\nreason = {{ vi = \"Gõ <nhầm> & sót.\", en = \"Mistyped <so> & so.\" }}\n\n"
    )
}

/// The base site with two corrections of one figure: 90, then 800, then 900.
fn corrected() -> Files {
    let both = correction("one", "2023-10-20", "90", "800") + &correction("two", "2023-11-01", "800", "900");
    site().with_default_theme().with(CORRECTIONS, &both)
}

fn text(files: &Files, path: &str) -> String {
    let bytes =
        rendered(&files.clone().inputs()).remove(path).unwrap_or_else(|| panic!("there is no {path}"));
    String::from_utf8(bytes).expect("we write UTF-8")
}

#[test]
fn corrected_figure_is_marked_wherever_it_stands() {
    let inputs =
        corrected().add("content/reports/first/en.md", "[](value:water/connected?place=ben-da)").inputs();
    for path in [
        "en/communes/ben-da/index.html",
        "en/indicators/water/index.html",
        "en/indicators/water/2023-10/index.html",
        "en/reports/first/index.html",
    ] {
        let page = page(&inputs, path);
        assert!(page.contains("href=\"/en/corrections/#correction-two\""), "{path}");
        assert!(page.contains("corrected on 1 November 2023; it was 800"), "{path}");
    }
    assert!(!page(&inputs, "en/communes/cua-song/index.html").contains("#correction-two"));
}

#[test]
fn corrections_are_listed_newest_first_in_each_language() {
    let files = corrected();
    let english = text(&files, "en/corrections/index.html");
    let (two, one) =
        (english.find("id=\"correction-two\"").unwrap(), english.find("id=\"correction-one\"").unwrap());
    assert!(two < one);
    assert!(english.contains("<del>800</del>") && english.contains("<ins>900</ins>"), "{english}");
    assert!(english.contains("Mistyped &lt;so&gt; &amp; so."), "author text is escaped");
    assert!(text(&files, "vi/dinh-chinh/index.html").contains("Gõ &lt;nhầm&gt; &amp; sót."));
    for page in ["en/index.html", "en/data/index.html"] {
        assert!(text(&files, page).contains("href=\"/en/corrections/\""), "{page} leads there");
    }
}

#[test]
fn site_without_corrections_says_so() {
    let files = site().with_default_theme();
    assert!(text(&files, "en/corrections/index.html").contains("No published figure has been corrected"));
    assert_eq!(text(&files, "data/corrections.json"), "{\"corrections\":[]}");
    assert_eq!(text(&files, "data/corrections.csv"), "id,date,figure,old,new,reason,link\n");
    check_xml(&text(&files, "en/corrections/feed.xml"));
}

#[test]
fn open_data_holds_them() {
    expect![[r#"
        id,date,figure,old,new,reason,link
        two,2023-11-01,water/connected?place=ben-da&period=2023-10,800,900,Gõ <nhầm> & sót.,https://sao-mai.example/vi/dinh-chinh/#correction-two
        one,2023-10-20,water/connected?place=ben-da&period=2023-10,90,800,Gõ <nhầm> & sót.,https://sao-mai.example/vi/dinh-chinh/#correction-one
    "#]].assert_eq(&text(&corrected(), "data/corrections.csv"));
    let json: serde_json::Value = serde_json::from_str(&text(&corrected(), "data/corrections.json")).unwrap();
    assert_eq!(json["corrections"][0]["reason"]["vi"], "Gõ <nhầm> & sót.");
}

#[test]
fn feeds_are_well_formed_and_dated_by_what_they_hold() {
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <id>https://sao-mai.example/en/corrections/feed.xml</id>
        <title>Corrections – Clean water in Sao Mai</title>
        <updated>2023-11-01T00:00:00Z</updated>
        <author><name>Sao Mai Water Office</name></author>
        <link rel="self" type="application/atom+xml" href="https://sao-mai.example/en/corrections/feed.xml"/>
        <link rel="alternate" type="text/html" href="https://sao-mai.example/en/corrections/"/>
        <entry>
        <id>https://sao-mai.example/en/corrections/#correction-two</id>
        <title>Clean water: Connected – Bến Đá, October 2023</title>
        <updated>2023-11-01T00:00:00Z</updated>
        <link rel="alternate" type="text/html" href="https://sao-mai.example/en/corrections/#correction-two"/>
        <summary>It was 800, it is 900. Mistyped &lt;so&gt; &amp; so.</summary>
        </entry>
        <entry>
        <id>https://sao-mai.example/en/corrections/#correction-one</id>
        <title>Clean water: Connected – Bến Đá, October 2023</title>
        <updated>2023-10-20T00:00:00Z</updated>
        <link rel="alternate" type="text/html" href="https://sao-mai.example/en/corrections/#correction-one"/>
        <summary>It was 90, it is 800. Mistyped &lt;so&gt; &amp; so.</summary>
        </entry>
        </feed>
    "#]]
    .assert_eq(&text(&corrected(), "en/corrections/feed.xml"));
    for path in
        ["en/corrections/feed.xml", "vi/dinh-chinh/feed.xml", "en/reports/feed.xml", "vi/bao-cao/feed.xml"]
    {
        check_xml(&text(&corrected(), path));
    }
    let reports = text(&site(), "vi/bao-cao/feed.xml");
    assert!(reports.contains("<id>https://sao-mai.example/vi/bao-cao/first/</id>"), "{reports}");
    assert!(reports.contains("<updated>2023-11-02T00:00:00Z</updated>"), "{reports}");
    let head = text(&corrected(), "vi/index.html");
    assert!(head.contains("type=\"application/atom+xml\" href=\"/vi/bao-cao/feed.xml\""), "{head}");
}

#[test]
fn control_characters_do_not_break_a_feed() {
    let files = corrected().edit(CORRECTIONS, "id = \"one\"", "id = \"one\" # \\u0001");
    let files = files.edit_all(|_, text| text.replace("en = \"Mistyped", "en = \"\\u0001]]>Mistyped"));
    let feed = text(&files, "en/corrections/feed.xml");
    assert!(!feed.contains('\u{1}') && feed.contains("]]&gt;Mistyped"), "{feed}");
    check_xml(&feed);
}

/// Checks that every element of a feed is closed in its order and that `&` only begins entities.
fn check_xml(xml: &str) {
    let body = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").expect("a declaration");
    let mut open: Vec<&str> = Vec::new();
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("tags end");
        let entities = ["amp;", "lt;", "gt;", "quot;"];
        assert!(
            text.split('&').skip(1).all(|rest| entities.iter().any(|entity| rest.starts_with(entity))),
            "{text}"
        );
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{xml}");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().expect("tags have names"));
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn chain_of_corrections_must_hold_together() {
    let broken =
        correction("one", "2023-10-20", "90", "700") + &correction("two", "2023-11-01", "800", "900");
    expect![[r#"
        content/corrections.toml:13:7 correction-differs: the correction says 800, but it is 700
    "#]]
    .assert_eq(&told(&site().with(CORRECTIONS, &broken).inputs()));
    let missing =
        site().edit(WATER, "1200, 900, 75.0", "1200, \"\", \"\"").edit(WATER, "1400, 70.0", "500, 25.0");
    let told = told(
        &missing
            .clone()
            .with(CORRECTIONS, &correction("a", "2023-11-01", "900", "\"not-reported\""))
            .inputs(),
    );
    assert!(!told.contains("correction"), "a value may turn out to be none: {told}");
    expect![[r#"
        content/corrections.toml:4:8 bad-date: `2023-13-01` cannot be read as a day of the calendar
        content/corrections.toml:5:7 unknown-word: `?` is not one of the words for `correction`
    "#]]
    .assert_eq(&self::told(
        &site().with(CORRECTIONS, &correction("a", "2023-13-01", "\"?\"", "900")).inputs(),
    ));
}

#[test]
fn published_corrections_stay() {
    let published = corrected().published();
    assert_eq!(told(&published.clone().inputs()), "");
    let reworded =
        published.clone().edit_all(|_, text| text.replace("Mistyped <so> & so.", "A typing mistake."));
    assert_eq!(told(&reworded.inputs()), "", "a reason may be said better");
    let removed = published.clone().with(CORRECTIONS, &correction("two", "2023-11-01", "800", "900"));
    expect![[r#"
        content/corrections.toml correction-removed: the correction `one` was published and is gone
    "#]]
    .assert_eq(&told(&removed.inputs()));
    let faulty = published.clone().edit(CORRECTIONS, "id = \"one\"", "id = \"One\"");
    expect![[r#"
        content/corrections.toml:2:6 bad-id: `One` cannot be an id
    "#]]
    .assert_eq(&told(&faulty.inputs()));
    let gone = published.without(CORRECTIONS);
    assert_eq!(told(&gone.inputs()).matches("correction-removed").count(), 2);
}

/// Changes the figure of Bến Đá in the published base site.
fn changed(value: &str) -> Files {
    site()
        .published()
        .edit(WATER, "[\"ben-da\", 1200, 900, 75.0]", &format!("[\"ben-da\", 1200, {value}, \"\"]"))
        .edit(WATER, "2000, 1400, 70.0", "2000, \"\", \"\"")
        .with("content/reports/first/vi.md", "Chữ.")
        .with("content/reports/first/en.md", "Text.")
}

#[test]
fn figures_do_not_change_in_silence() {
    assert_eq!(told(&site().published().inputs()), "");
    let told_of =
        |files: Files| told(&files.inputs()).lines().filter(|line| line.contains("silently")).count();
    assert_eq!(told_of(changed("900")), 1, "only the total of the province");
    assert_eq!(told_of(changed("901")), 2);
    assert_eq!(told_of(changed("\"\"")), 2, "a value that became none");
    let told_why = changed("901").with(CORRECTIONS, &correction("a", "2023-11-01", "900", "901"));
    assert_eq!(told_of(told_why), 1);
    let of_another = changed("901").with(CORRECTIONS, &correction("a", "2023-11-01", "899", "901"));
    assert_eq!(told_of(of_another), 2, "the correction is of another value");
}

#[test]
fn blank_that_is_filled_later_and_new_figures_are_no_change() {
    let blank = site()
        .edit(WATER, "[\"cua-song\", 800, 500, 62.5]", "[\"cua-song\", 800, \"\", \"\"]")
        .edit(WATER, "2000, 1400, 70.0", "2000, \"\", \"\"")
        .with("content/reports/first/vi.md", "Chữ.")
        .with("content/reports/first/en.md", "Text.");
    let filled = blank.published().edit(WATER, "800, \"\", \"\"", "800, 500, 62.5");
    assert_eq!(told(&filled.inputs()), "");
}

#[test]
fn indicator_that_is_gone_is_told() {
    let more = site().with(
        "content/indicators/more.toml",
        &site().text(WATER).replace("name = { vi = \"N", "name = { vi = \"M"),
    );
    let gone = more.published().without("content/indicators/more.toml");
    expect![[r#"
        content/indicators/more.toml figure-vanished: 9 published figures are gone, among them `more/households?place=sao-mai&period=2023-10`: 2,000
    "#]].assert_eq(&told(&gone.inputs()));
}

#[test]
fn what_was_published_changes_no_byte() {
    let pages = |files: Files| rendered(&files.inputs());
    let changed = changed("901");
    let mut alone = changed.clone();
    for path in [
        "corrections.json",
        "fingerprints.json",
        "water.csv",
        "water.json",
        "corrections.csv",
        "datapackage.json",
    ] {
        alone = alone.without(&format!("public/data/{path}"));
    }
    assert_eq!(pages(changed), pages(alone));
}

#[test]
fn broken_open_data_is_told_and_forbids_nothing() {
    for (path, text) in
        [("corrections.json", "[]"), ("fingerprints.json", "{\"water\":1}"), ("water.csv", "a,b\n1,2\n")]
    {
        let files = changed("901").with(&format!("public/data/{path}"), text);
        let inputs = files.inputs();
        let told = told(&inputs);
        assert!(told.contains(&format!("public/data/{path} published-unreadable")), "{told}");
        assert!(minhbach::pipeline::prepare(&inputs).site.is_some());
    }
    let file =
        InputFile { path: "public/data/corrections.json".to_owned(), content: Content::Bytes(vec![0xff]) };
    let inputs = site().inputs().with_published(vec![file]);
    assert!(told(&inputs).contains("published-unreadable"));
}
