//! Where sources do not agree with themselves: each rule fires once here, and stays silent where nothing is wrong.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod support;

use expect_test::{Expect, expect};
use support::{site, told};

/// Measures of the tables below; the author's tables follow.
const MEASURES: &str = r#"
name = { vi = "Giếng", en = "Wells" }
definition = { vi = "Giếng nước.", en = "Wells." }
topic = "water"
main = "wells"

[[dimension]]
id = "depth"
name = { vi = "Độ sâu", en = "Depth" }
whole = true
member = [
  { id = "deep", name = { vi = "Sâu", en = "Deep" } },
  { id = "shallow", name = { vi = "Nông", en = "Shallow" } },
]

[[dimension]]
id = "use"
name = { vi = "Dùng để", en = "Use" }
whole = false
member = [
  { id = "drinking", name = { vi = "Ăn uống", en = "Drinking" } },
  { id = "garden", name = { vi = "Tưới", en = "Garden" } },
]

[[measure]]
id = "wells"
name = { vi = "Số giếng", en = "Wells" }
unit = "household"
by = ["depth", "use"]

[[measure]]
id = "clean"
name = { vi = "Giếng sạch", en = "Clean wells" }
unit = "household"

[[measure]]
id = "clean-rate"
name = { vi = "Tỷ lệ sạch", en = "Share clean" }
ratio = ["clean", "wells"]

[[measure]]
id = "unclean"
name = { vi = "Không sạch", en = "Not clean" }
difference = ["wells", "clean"]

[[measure]]
id = "both"
name = { vi = "Cộng", en = "Both" }
sum = ["wells", "clean"]
"#;

/// Checks what is told of one table. It is read from the report, for October 2023.
fn check(table: &str, expected: &Expect) {
    let head = "[[table]]\ndocument = \"r1\"\nat = { vi = \"Mục 1\", en = \"Section 1\" }\n";
    let table = table.replace("[[table]]", &format!("{head}period = \"2023-10\"")).replace("[[later]]", head);
    let again = format!("{head}restates = true\nperiod = \"2023-10\"");
    let table = table.replace("[[restated]]", &again);
    let site = site().with("content/indicators/wells.toml", &format!("{MEASURES}{table}"));
    expected.assert_eq(&told(&site.inputs()));
}

#[test]
fn total_that_is_not_its_rows() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells"]
        rows = [["ben-da", 12], ["cua-song", 8]]
        total = ["sao-mai", 21]
        "#,
        &expect![[r#"
            content/indicators/wells.toml:57:29 total-differs: stated total of `wells` at `sao-mai`: 21; its rows (2) make 20 (difference 1)
        "#]],
    );
}

#[test]
fn rate_that_is_not_its_ratio() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [["ben-da", 12, 8, 66.6]]
        "#,
        &expect![[r#"
            content/indicators/wells.toml:56:35 rate-differs: stated `clean-rate` at `ben-da`: 66.6 %; the figures make 66.7 %
        "#]],
    );
}

// 8 of about 12, each rounded to whole wells, is anything from 60.0% to 73.9%.
#[test]
fn rates_of_rounded_figures_are_compared_as_far_as_they_go() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [
          ["ben-da", { value = 12, rounded = 1 }, { value = 8, rounded = 1 }, 60.1],
          ["cua-song", { value = 12, rounded = 1 }, 8, 59.9],
        ]
        "#,
        &expect![[r#"
            content/indicators/wells.toml:58:56 rate-differs: stated `clean-rate` at `cua-song`: 59.9 %; the figures make 64.0 %
        "#]],
    );
}

#[test]
fn difference_and_sum_that_are_not_theirs() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean", "unclean", "both"]
        rows = [["ben-da", 12, 8, 5, 21]]
        "#,
        &expect![[r#"
            content/indicators/wells.toml:56:35 result-differs: stated `unclean` at `ben-da`: 5; the figures make 4 (difference 1)
            content/indicators/wells.toml:56:38 result-differs: stated `both` at `ben-da`: 21; the figures make 20 (difference 1)
        "#]],
    );
}

#[test]
fn whole_that_is_not_its_parts() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "wells.deep", "wells.shallow"]
        rows = [["ben-da", 12, 7, 4], ["cua-song", 12, 7, 5]]
        "#,
        &expect![[r#"
            content/indicators/wells.toml:56:28 parts-differ: `wells` at `ben-da`: 12; its parts make 11 (difference 1)
        "#]],
    );
}

#[test]
fn rates_are_compared_at_the_decimals_they_are_stated_with() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [
          ["ben-da", 12, 8, 66.67],
          ["cua-song", 12, 8, 67],
          ["sao-mai", 2000, 1001, 50.05],
        ]
        "#,
        &expect![""],
    );
}

#[test]
fn halves_are_rounded_away_from_zero() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [["ben-da", 2000, 1, 0.1], ["cua-song", 1000, 125, 13]]
        "#,
        &expect![""],
    );
}

#[test]
fn illegible_part_leaves_the_total_unknown() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean"]
        rows = [["ben-da", 12, { illegible = "1.0.2" }], ["cua-song", 8, 1]]
        total = ["sao-mai", 20, 9]
        "#,
        &expect![""],
    );
}

#[test]
fn illegible_part_counts_as_it_is_proposed_to_read() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean"]
        rows = [
          ["ben-da", { illegible = "1.2", proposed = 12 }, { illegible = "I", proposed = 1 }],
          ["cua-song", 8, 1],
        ]
        total = ["sao-mai", 20, 3]
        "#,
        &expect![[r#"
            content/indicators/wells.toml:60:33 total-differs: stated total of `clean` at `sao-mai`: 3; its rows (2) make 2 (difference 1)
        "#]],
    );
}

#[test]
fn illegible_part_that_may_be_blank_adds_nothing() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells"]
        rows = [["ben-da", { illegible = "~", proposed = "not-reported" }], ["cua-song", 8]]
        total = ["sao-mai", 8]
        "#,
        &expect![""],
    );
}

#[test]
fn blank_parts_add_nothing() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean"]
        rows = [["ben-da", "", "not-due"], ["cua-song", 8, "not-applicable"]]
        total = ["sao-mai", 8, 4]
        "#,
        &expect![""],
    );
}

#[test]
fn blank_or_illegible_total_is_compared_with_nothing() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean"]
        rows = [["ben-da", 12, 1], ["cua-song", 8, 1]]
        total = ["sao-mai", "", { illegible = "?", proposed = 2 }]
        "#,
        &expect![""],
    );
}

#[test]
fn doubtful_cell_counts_as_it_stands() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean"]
        rows = [["ben-da", { value = 13, proposed = 12 }, { value = 5, proposed = 4 }], ["cua-song", 8, 1]]
        total = ["sao-mai", 20, 6]
        "#,
        &expect![[r#"
            content/indicators/wells.toml:57:29 total-differs: stated total of `wells` at `sao-mai`: 20; its rows (2) make 21 (difference −1)
        "#]],
    );
}

#[test]
fn place_of_another_table_is_no_total() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells"]
        rows = [["ben-da", 12], ["cua-song", 8]]
        [[table]]
        columns = ["place", "wells"]
        rows = [["sao-mai", 999]]
        "#,
        &expect![""],
    );
}

#[test]
fn total_of_another_period_is_not_mixed_in() {
    check(
        r#"
        [[later]]
        columns = ["place", "period", "wells"]
        rows = [["ben-da", "2022", 1], ["ben-da", "2023", 12], ["cua-song", "2023", 8]]
        total = ["sao-mai", "2023", 20]
        "#,
        &expect![""],
    );
}

#[test]
fn members_that_do_not_make_up_the_whole_are_not_added() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "wells.drinking", "wells.garden"]
        rows = [["ben-da", 12, 9, 9]]
        "#,
        &expect![""],
    );
}

#[test]
fn whole_with_a_part_that_no_table_has_is_not_compared() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "wells.deep"]
        rows = [["ben-da", 12, 7]]
        "#,
        &expect![""],
    );
}

#[test]
fn rate_without_its_inputs_is_taken_as_stated() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [["ben-da", 12, "", 66.6]]
        "#,
        &expect![""],
    );
}

#[test]
fn rate_of_nothing_is_not_compared() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [["ben-da", 0, 0, 100.0]]
        "#,
        &expect![""],
    );
}

#[test]
fn mark_of_a_figure_is_taken_at_its_word() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [
          ["ben-da", 12, { value = 8, mark = "about" }, 70.0],
          ["cua-song", 8, 6, { value = 74, mark = "more-than" }],
        ]
        total = ["sao-mai", { value = 19, mark = "more-than" }, { value = 20, mark = "nearly" }, ""]
        "#,
        &expect![""],
    );
}

#[test]
fn mark_that_no_reading_of_saves_is_told() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [
          ["ben-da", 12, 8, { value = 70, mark = "more-than" }],
          ["cua-song", { value = 8, mark = "at-least" }, 6, ""],
        ]
        total = ["sao-mai", { value = 19, mark = "at-most" }, { value = 15, mark = "more-than" }, ""]
        "#,
        &expect![[r#"
            content/indicators/wells.toml:57:29 rate-differs: stated `clean-rate` at `ben-da`: 70 %; the figures make 67 %
            content/indicators/wells.toml:60:29 total-differs: stated total of `wells` at `sao-mai`: 19; its rows (2) make 20 (difference −1)
            content/indicators/wells.toml:60:63 total-differs: stated total of `clean` at `sao-mai`: 15; its rows (2) make 14 (difference 1)
        "#]],
    );
}

#[test]
fn values_that_differ_between_two_places_of_a_document() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [["ben-da", 12, 8, 66.7], ["cua-song", 3, { illegible = "?" }, ""]]
        [[restated]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [["ben-da", 12, 9, 67.0], ["cua-song", 3, 2, ""]]
        "#,
        &expect![[r#"
            content/indicators/wells.toml:56:32 values-differ: `clean` at `ben-da`: 8; given again as 9 (difference −1)
            content/indicators/wells.toml:56:35 values-differ: `clean-rate` at `ben-da`: 66.7; given again as 67.0 (difference −0.3)
        "#]],
    );
}

#[test]
fn values_given_again_are_compared_at_the_less_precise() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [["ben-da", 12, 8, 66.7], ["cua-song", { value = 30, mark = "about" }, 3, ""]]
        [[restated]]
        columns = ["place", "wells", "clean", "clean-rate"]
        rows = [["ben-da", 12, { value = 7, mark = "more-than" }, 67], ["cua-song", 31, "", { value = 10.1, mark = "nearly" }]]
        "#,
        &expect![""],
    );
}

#[test]
fn figure_given_again_is_not_published_twice() {
    let table = "[[table]]\ndocument = \"r1\"\nat = { vi = \"Mục 1\", en = \"Section 1\" }\nperiod = \"2023-10\"\ncolumns = [\"place\", \"wells\"]\nrows = [[\"ben-da\", 12]]\n";
    let again = table.replace("document", "restates = true\ndocument").replace("12", "13");
    let site = site().with("content/indicators/wells.toml", &format!("{MEASURES}{table}{again}"));
    expect![[r#"
        wells ben-da 2023-10: 12
    "#]]
    .assert_eq(&support::figures(&site.inputs(), "wells"));
}

#[test]
fn cumulative_series_that_falls() {
    let measures = MEASURES.replace("id = \"clean\"", "id = \"clean\"\ncumulative = true");
    let table = r#"
[[table]]
document = "r1"
at = { vi = "Mục 1", en = "Section 1" }
columns = ["place", "period", "wells", "clean"]
rows = [
  ["ben-da", "2023-08", 9, 5],
  ["ben-da", "2023-09", 8, ""],
  ["ben-da", "2023-10", 7, 4],
  ["cua-song", "2023-08", 9, 5],
  ["cua-song", "2023-09", 9, { value = 4, mark = "about" }],
  ["cua-song", "2023-10", 9, 5],
  ["sao-mai", "2022-01-01/2022-12-31", 20, 9],
  ["sao-mai", "2023-01-01/2023-09-30", 20, 6],
  ["sao-mai", "2023-01-01/2023-10-31", 20, 5],
]
"#;
    let site = site().with("content/indicators/wells.toml", &format!("{measures}{table}"));
    expect![[r#"
        content/indicators/wells.toml:59:28 series-falls: `clean` at `ben-da` is counted from a beginning and falls from 5 to 4 (difference −1)
        content/indicators/wells.toml:65:44 series-falls: `clean` at `sao-mai` is counted from a beginning and falls from 6 to 5 (difference −1)
    "#]].assert_eq(&told(&site.inputs()));
}

#[test]
fn share_above_its_whole() {
    let table = r#"
[[table]]
columns = ["place", "wells", "clean", "wells.drinking", "wells.deep"]
rows = [["ben-da", 12, 13, 14, 15], ["cua-song", 12, 12, 12, 12]]
"#;
    check(
        table,
        &expect![[r#"
            content/indicators/wells.toml:56:24 share-above-whole: `clean-rate` at `ben-da`: 108.3; the whole is 100
            content/indicators/wells.toml:56:28 share-above-whole: `wells.drinking` at `ben-da`: 14; the whole is 12
            content/indicators/wells.toml:56:32 share-above-whole: `wells.deep` at `ben-da`: 15; the whole is 12
        "#]],
    );
}

#[test]
fn share_that_may_pass_its_whole() {
    let measures = MEASURES.replace("ratio = ", "above_whole = true\nratio = ");
    let table = r#"
[[table]]
document = "r1"
at = { vi = "Mục 1", en = "Section 1" }
period = "2023-10"
columns = ["place", "wells", "clean"]
rows = [["ben-da", 12, 13]]
"#;
    let site = site().with("content/indicators/wells.toml", &format!("{measures}{table}"));
    expect![""].assert_eq(&told(&site.inputs()));
}

#[test]
fn total_over_rows_that_lack_a_place() {
    check(
        r#"
        [[table]]
        columns = ["place", "wells", "clean"]
        rows = [["ben-da", 12, 8]]
        total = ["sao-mai", 12, 8]
        "#,
        &expect![[r#"
            content/indicators/wells.toml:57:29 place-missing: the total of `sao-mai` stands over rows that lack 1 of its parts: cua-song
        "#]],
    );
}

#[test]
fn place_that_had_ended_or_is_of_another_level_does_not_lack() {
    let places = "[[place]]\nid = \"old\"\nname = { vi = \"Cũ\", en = \"Old\" }\nlevel = \"commune\"\nparent = \"sao-mai\"\nuntil = \"2023-09-30\"\n\n[[place]]\nid = \"part\"\nname = { vi = \"Phần\", en = \"Part\" }\nlevel = \"province\"\nparent = \"sao-mai\"\n";
    let table = "[[table]]\ndocument = \"r1\"\nat = { vi = \"Mục 1\", en = \"Section 1\" }\nperiod = \"2023-10\"\ncolumns = [\"place\", \"wells\"]\nrows = [[\"ben-da\", 12], [\"cua-song\", \"\"]]\ntotal = [\"sao-mai\", 12]\n";
    let files = site().add("content/places.toml", places);
    let files = files.with("content/indicators/wells.toml", &format!("{MEASURES}{table}"));
    expect![""].assert_eq(&told(&files.inputs()));
}

#[test]
fn figure_outside_the_limits_of_its_measure() {
    let measures = MEASURES.replace("id = \"clean\"", "id = \"clean\"\nmin = 1\nmax = 12.5");
    let table = r#"
[[table]]
document = "r1"
at = { vi = "Mục 1", en = "Section 1" }
period = "2023-10"
columns = ["place", "wells", "clean"]
rows = [["ben-da", 20, 0], ["cua-song", 20, 13], ["sao-mai", 20, { value = 12, mark = "more-than" }]]
"#;
    let site = site().with("content/indicators/wells.toml", &format!("{measures}{table}"));
    expect![[r#"
        content/indicators/wells.toml:58:24 out-of-range: `clean` at `ben-da`: 0; the limit set for the measure is 1
        content/indicators/wells.toml:58:45 out-of-range: `clean` at `cua-song`: 13; the limit set for the measure is 12.5
    "#]].assert_eq(&told(&site.inputs()));
}

/// A table of wells, and relations between its figures.
fn related(relations: &str, expected: &Expect) {
    let table = r#"
[[table]]
document = "r1"
at = { vi = "Mục 1", en = "Section 1" }
period = "2023-10"
columns = ["place", "wells", "clean", "clean-rate"]
rows = [["ben-da", 12, 8, 66.7], ["cua-song", 8, { value = 5, mark = "about" }, ""], ["sao-mai", 21, 9, ""]]
"#;
    let site = site()
        .with("content/indicators/wells.toml", &format!("{MEASURES}{table}"))
        .with("content/relations.toml", relations);
    expected.assert_eq(&told(&site.inputs()));
}

#[test]
fn relations_that_do_not_hold() {
    related(
        r#"
[[relation]]
whole = "wells/wells?place=sao-mai"
parts = ["wells/wells?place=ben-da", "wells/wells?place=cua-song"]
relation = "sum"
note = { vi = "Hai xã.", en = "Two communes." }

[[relation]]
whole = "wells/wells?place=cua-song"
parts = ["wells/clean?place=sao-mai"]
relation = "within"

[[relation]]
whole = "wells/clean?place=ben-da"
parts = ["wells/wells?place=cua-song", "wells/clean?place=sao-mai"]
relation = "equal"
"#,
        &expect![[r#"
            content/indicators/wells.toml:56:24 relation-differs: `clean` at `ben-da`: 8; figures related to it (1) make 9 (difference −1)
            content/indicators/wells.toml:56:47 relation-differs: `wells` at `cua-song`: 8; figures related to it (1) make 9 (difference −1)
            content/indicators/wells.toml:56:98 relation-differs: `wells` at `sao-mai`: 21; figures related to it (2) make 20 (difference 1)
        "#]],
    );
}

#[test]
fn relations_that_hold_or_cannot_be_judged() {
    related(
        r#"
[[relation]]
whole = "wells/wells?place=sao-mai"
parts = ["wells/wells?place=ben-da", "wells/clean?place=sao-mai"]
relation = "sum"

[[relation]]
whole = "wells/wells?place=sao-mai"
parts = ["wells/wells?place=ben-da", "wells/wells?place=cua-song"]
relation = "within"

[[relation]]
whole = "wells/clean?place=sao-mai"
parts = ["wells/clean?place=ben-da", "wells/clean?place=cua-song"]
relation = "sum"

[[relation]]
whole = "water/connected-rate?place=sao-mai"
parts = ["wells/clean-rate?place=ben-da"]
relation = "within"
"#,
        &expect![""],
    );
}

#[test]
fn figures_that_cannot_be_related_are_told() {
    related(
        r#"
[[relation]]
whole = "wells/clean-rate?place=ben-da"
parts = ["wells/wells?place=ben-da"]
relation = "equal"

[[relation]]
whole = "wells/wells"
parts = ["wells/wels?place=ben-da", "wells/wells?place=ben-da&period=2022", "wells?place=ben-da"]
relation = "sums"
"#,
        &expect![[r#"
            content/relations.toml:3:9 mixed-units: these measures have different units
            content/relations.toml:8:9 ambiguous-figure: `wells/wells` names 3 figures
            content/relations.toml:9:10 unknown-id: there is no measure `wels`
            content/relations.toml:9:37 unknown-figure: no table holds the figure `wells/wells?place=ben-da&period=2022`
            content/relations.toml:9:77 bad-reference: `wells?place=ben-da` cannot be read as a reference
            content/relations.toml:10:12 unknown-word: `sums` is not one of the words for `relation`
        "#]],
    );
}

#[test]
fn explained_finding_is_not_told() {
    let total = "water/households?place=sao-mai&period=2023-10";
    let finding = format!(
        "[[finding]]\ncode = \"total-differs\"\nfigure = \"{total}\"\nreason = {{ vi = \"Lỗi in.\", en = \"Misprint.\" }}\n"
    );
    let wrong = site().edit("content/indicators/water.toml", "2000, 1400, 70.0", "2001, 1400, 70.0");
    assert!(told(&wrong.clone().inputs()).contains("total-differs"));
    let explained = wrong.with("content/findings.toml", &finding);
    assert_eq!(told(&explained.clone().inputs()), "");
    // Of another figure it explains nothing; said twice, it explains once.
    let twice = explained.with("content/findings.toml", &format!("{finding}{finding}"));
    expect![[r#"
        content/findings.toml:5:1 idle-finding: this explains something that does not happen
    "#]]
    .assert_eq(&told(&twice.inputs()));
}

#[test]
fn contradiction_in_words_is_declared_and_not_told() {
    let finding = r#"
[[finding]]
code = "stated-otherwise"
figure = "water/connected?place=sao-mai"
document = "r1"
at = { vi = "Mục 3", en = "Section 3" }
states = { vi = "Mọi hộ đã nối.", en = "All households are connected." }
reason = { vi = "Chưa rõ.", en = "Not known." }
"#;
    assert_eq!(told(&site().with("content/findings.toml", finding).inputs()), "");
    let lacking = finding.replace("states = ", "# states = ");
    expect![[r#"
        content/findings.toml:2:1 missing-key: `states` is missing
    "#]]
    .assert_eq(&told(&site().with("content/findings.toml", &lacking).inputs()));
}
