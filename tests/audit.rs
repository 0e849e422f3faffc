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
            content/indicators/wells.toml:57:29 total-differs: stated total of `wells` at `sao-mai`: 21; its 2 rows make 20 (difference 1)
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
        &expect![[""]],
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
        &expect![[""]],
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
        &expect![[""]],
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
            content/indicators/wells.toml:60:33 total-differs: stated total of `clean` at `sao-mai`: 3; its 2 rows make 2 (difference 1)
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
        &expect![[""]],
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
        &expect![[""]],
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
        &expect![[""]],
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
            content/indicators/wells.toml:57:29 total-differs: stated total of `wells` at `sao-mai`: 20; its 2 rows make 21 (difference -1)
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
        &expect![[""]],
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
        &expect![[""]],
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
        &expect![[""]],
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
        &expect![[""]],
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
        &expect![[""]],
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
        &expect![[""]],
    );
}
