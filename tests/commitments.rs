//! How tasks and targets stand: computed from deadlines, updates, figures and the day, and from nothing else. What pages
//! and texts show of them.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod support;

use expect_test::expect;
use minhbach::model::{Date, Period, Value};
use support::{Files, article, checked, pages, rendered, site, told};

const PLAN: &str = "content/plans/works.toml";
const TARGETS: &str = "content/targets.toml";

/// Returns the base site with a plan of one task.
fn with_task(task: &str) -> Files {
    let plan = r#"
title = { vi = "Kế hoạch", en = "Plan" }
summary = { vi = "Việc phải làm.", en = "What is to be done." }
document = "r1"
period = "2024"
place = "sao-mai"

[[task]]
id = "t-1"
text = { vi = "Đặt ống.", en = "Lay pipes." }
lead = []
"#;
    site().with(PLAN, &format!("{plan}{task}"))
}

/// Writes a report of the task.
fn update(date: &str, state: &str) -> String {
    format!(
        "[[task.update]]\ndate = \"{date}\"\nstate = \"{state}\"\ndocument = \"r1\"\n\
         at = {{ vi = \"Mục 5\", en = \"Section 5\" }}\ntext = {{ vi = \"Tin.\", en = \"News.\" }}\n"
    )
}

/// Returns how a task with a deadline and updates stands on a day.
fn status(deadline: &str, updates: &[(&str, &str)], today: &str) -> &'static str {
    let deadline = if deadline.is_empty() { String::new() } else { format!("deadline = {deadline}\n") };
    let updates: String = updates.iter().map(|(date, state)| update(date, state)).collect();
    let site = checked(&with_task(&format!("{deadline}{updates}")).inputs());
    let (_, plan) = site.checked.catalogue.plans.iter().next().expect("there is a plan");
    plan.tasks[0].standing(Date::parse(today).expect("a day")).status.name()
}

#[test]
fn task_is_overdue_only_where_a_later_report_says_so() {
    let begun = ("2024-05-02", "in-progress");
    assert_eq!(status("[\"2024-Q2\"]", &[begun], "2024-06-30"), "in-progress");
    assert_eq!(status("[\"2024-Q2\"]", &[begun], "2024-07-01"), "no-update");
    assert_eq!(status("[\"2024-Q2\"]", &[begun, ("2024-06-30", "in-progress")], "2024-07-01"), "no-update");
    assert_eq!(status("[\"2024-Q2\"]", &[begun, ("2024-07-01", "in-progress")], "2024-07-02"), "overdue");
    assert_eq!(status("[\"2024-Q2\"]", &[("2024-07-01", "not-started")], "2024-07-02"), "overdue");
}

#[test]
fn task_that_nobody_reported_is_due_until_its_deadline() {
    assert_eq!(status("[\"2024-06\"]", &[], "2024-06-30"), "due");
    assert_eq!(status("[\"2024-06\"]", &[], "2024-07-01"), "no-update");
    assert_eq!(status("", &[], "2024-07-01"), "no-update");
    assert_eq!(status("[\"ongoing\"]", &[], "2024-07-01"), "no-update");
    assert_eq!(
        status("[{ as = { vi = \"theo lịch\", en = \"as planned\" } }]", &[], "2024-07-01"),
        "no-update"
    );
}

#[test]
fn newest_report_counts_and_later_ones_are_not_known_yet() {
    let updates = [("2024-06-01", "done"), ("2024-05-01", "not-started"), ("2024-04-01", "in-progress")];
    assert_eq!(status("[\"2024\"]", &updates, "2024-04-30"), "in-progress");
    assert_eq!(status("[\"2024\"]", &updates, "2024-05-01"), "not-started");
    assert_eq!(status("[\"2024\"]", &updates, "2024-06-01"), "done");
    assert_eq!(status("[\"2024\"]", &updates, "2030-01-01"), "done");
    assert_eq!(status("[\"2024\"]", &[("2024-06-01", "stopped")], "2030-01-01"), "stopped");
}

#[test]
fn task_with_several_deadlines_is_overdue_after_the_last() {
    let twice = "[\"2024-06\", \"2024-12\"]";
    assert_eq!(status(twice, &[], "2024-05-01"), "due");
    assert_eq!(status(twice, &[], "2024-07-01"), "no-update");
    assert_eq!(status(twice, &[("2024-07-15", "in-progress")], "2024-08-01"), "in-progress");
    assert_eq!(status(twice, &[("2025-01-15", "in-progress")], "2025-02-01"), "overdue");
    let then_ongoing = "[\"2024-06\", \"ongoing\"]";
    assert_eq!(status(then_ongoing, &[("2024-07-15", "in-progress")], "2030-01-01"), "in-progress");
    assert_eq!(status(then_ongoing, &[("2024-05-15", "in-progress")], "2030-01-01"), "no-update");
}

/// Returns how far a target is whose latest value is 70, of October 2023.
fn progress_of(target: &str, relation: &str, today: &str) -> &'static str {
    let files = site().edit(TARGETS, "value = 90\n", &format!("{target}\n")).edit(
        TARGETS,
        "\"at-least\"",
        &format!("\"{relation}\""),
    );
    let site = checked(&files.inputs());
    let (_, target) = site.checked.catalogue.targets.iter().next().expect("there is a target");
    let latest = (Value::parse("70").expect("a value"), Period::parse("2023-10").expect("a month"));
    target.progress(Some(latest), Date::parse(today).expect("a day")).name()
}

fn progress(target: &str, today: &str) -> &'static str {
    progress_of(target, "at-least", today)
}

#[test]
fn target_is_met_by_its_latest_value() {
    assert_eq!(progress("value = 70\nby = \"2022\"", "2024-01-01"), "met");
    assert_eq!(progress("value = 71", "2024-01-01"), "not-met-yet");
}

#[test]
fn target_is_missed_only_by_a_value_of_its_date_or_later() {
    assert_eq!(progress("value = 90\nby = \"2023-09\"", "2024-01-01"), "missed");
    assert_eq!(progress("value = 90\nby = \"2023-10\"", "2024-01-01"), "missed");
    assert_eq!(progress("value = 90\nby = \"2023-12\"", "2024-01-01"), "no-figure-since");
    assert_eq!(progress("value = 90\nby = \"2023-12\"", "2023-12-31"), "not-met-yet");
}

#[test]
fn target_is_on_track_along_a_straight_line_from_its_baseline() {
    // 304 of 365 days have passed: from 0 to 90 the line stands at 74.96, from -40 at 68.27.
    let from = |baseline: &str| {
        format!("value = 90\nby = \"2023\"\nbaseline = {{ value = {baseline}, period = \"2022\" }}")
    };
    assert_eq!(progress(&from("0"), "2023-11-02"), "behind");
    assert_eq!(progress(&from("-40"), "2023-11-02"), "on-track");
}

#[test]
fn falling_target_is_on_track_below_its_line() {
    // From 150 to 50 the line stands at 66.71, from 200 at 75.07.
    let from = |baseline: &str| {
        format!("value = 50\nby = \"2023\"\nbaseline = {{ value = {baseline}, period = \"2022\" }}")
    };
    let falling = |target: &str| progress_of(target, "at-most", "2023-11-02");
    assert_eq!(falling(&from("150")), "behind");
    assert_eq!(falling(&from("200")), "on-track");
}

#[test]
fn target_without_a_line_is_not_met_yet() {
    let starts_now = "value = 90\nby = \"2030\"\nbaseline = { value = 60, period = \"2023-10\" }";
    assert_eq!(progress(starts_now, "2023-11-02"), "not-met-yet");
    let has_no_date = "value = 90\nbaseline = { value = 60, period = \"2022\" }";
    assert_eq!(progress(has_no_date, "2023-11-02"), "not-met-yet");
}

/// A plan of two groups and three tasks, one of them overdue and one of an agency.
const PIPES: &str = r#"
title = { vi = "Kế hoạch", en = "Plan" }
summary = { vi = "Việc phải làm.", en = "What is to be done." }
document = "r1"
period = "2023"
place = "sao-mai"

[[group]]
id = "lay"
name = { vi = "Đặt", en = "Laying" }

[[group]]
id = "wash"
name = { vi = "Rửa", en = "Washing" }

[[task]]
id = "trench"
group = "lay"
text = { vi = "Đào rãnh.", en = "Dig trenches." }
lead = ["office"]
deadline = ["2023-09"]
[[task.update]]
date = "2023-10-31"
state = "in-progress"
document = "r1"
at = { vi = "Mục 5", en = "Section 5" }
text = { vi = "Được nửa.", en = "Half." }

[[task]]
id = "pipe"
group = "lay"
text = { vi = "Đặt ống.", en = "Lay pipes." }
lead = []
support = ["office"]
deadline = ["2023-12"]

[[task]]
id = "rinse"
group = "wash"
text = { vi = "Rửa ống.", en = "Rinse pipes." }
lead = []
deadline = ["2023-09"]
"#;

const AGENCIES: &str = r#"
[[agency]]
id = "office"
name = { vi = "Sở", en = "Office" }

[[agency]]
id = "idle"
name = { vi = "Phòng", en = "Bureau" }
"#;

/// Returns the base site with that plan, and a line in both texts of its report.
fn with_pipes(line: &str) -> Files {
    let files = site().with(PLAN, PIPES).with("content/agencies.toml", AGENCIES);
    files
        .add("content/reports/first/vi.md", &format!("\n{line}"))
        .add("content/reports/first/en.md", &format!("\n{line}"))
}

#[test]
fn table_of_tasks_holds_those_that_fit_everything_asked_for() {
    for (query, tasks) in [
        ("", vec!["Dig trenches.", "Lay pipes.", "Rinse pipes."]),
        ("?group=lay", vec!["Dig trenches.", "Lay pipes."]),
        ("?status=overdue", vec!["Dig trenches."]),
        ("?status=no-update", vec!["Rinse pipes."]),
        ("?agency=office", vec!["Dig trenches.", "Lay pipes."]),
        ("?agency=office&status=due", vec!["Lay pipes."]),
        ("?agency=idle", vec![]),
    ] {
        let shown = article(&with_pipes(&format!("![Tasks](table:plan/works{query})")).inputs(), "en");
        let found: Vec<&str> = ["Dig trenches.", "Lay pipes.", "Rinse pipes."]
            .into_iter()
            .filter(|text| shown.contains(text))
            .collect();
        assert_eq!(found, tasks, "{query}");
    }
}

#[test]
fn texts_lead_to_plans_tasks_and_agencies() {
    let shown =
        article(&with_pipes("[a](plan:works), [b](task:works/pipe), [c](agency:office)").inputs(), "en");
    for link in [
        "<a href=\"/en/commitments/works/\">a</a>",
        "<a href=\"/en/commitments/works/#task-pipe\">b</a>",
        "<a href=\"/en/agencies/office/\">c</a>",
    ] {
        assert!(shown.contains(link), "{shown}");
    }
}

#[test]
fn references_to_tasks_that_are_not_there_are_told() {
    let lines = [
        "![Tasks](table:plan/work)",
        "![Tasks](table:plan/works?group=lya)",
        "![Tasks](table:plan/works?status=late)",
        "![Tasks](table:plan/works?agency=ofice)",
        "![Tasks](table:plan/works?lead=office)",
        "[a](task:works/pip)",
        "[a](task:works)",
    ];
    let told: String = lines.map(|line| told(&with_pipes(line).inputs())).concat();
    let english = told.lines().filter(|line| line.contains("/en.md")).collect::<Vec<_>>().join("\n");
    expect![[r#"
        content/reports/first/en.md:6:10 unknown-id: there is no plan `work`
        content/reports/first/en.md:6:10 unknown-id: there is no group `lya`
        content/reports/first/en.md:6:10 unknown-word: `late` is not one of the words for `status`
        content/reports/first/en.md:6:10 unknown-id: there is no agency `ofice`
        content/reports/first/en.md:6:10 bad-reference: `plan/works?lead=office` cannot be read as a reference
        content/reports/first/en.md:6:5 unknown-id: there is no task `pip`
        content/reports/first/en.md:6:5 bad-reference: `works` cannot be read as a reference"#]]
    .assert_eq(&english);
}

#[test]
fn pages_of_commitments_are_there_only_where_there_are_any() {
    let has = |files: Files, word: &str| pages(&files.inputs()).keys().any(|path| path.contains(word));
    for folder in ["cam-ket/", "commitments/", "co-quan/", "agencies/"] {
        assert!(!has(site(), folder), "{folder}");
        assert!(has(with_pipes(""), folder), "{folder}");
    }
    let home = pages(&site().inputs()).remove("en/index.html").expect("there is a first page");
    assert!(!home.contains("commitments"), "{home}");
}

#[test]
fn open_data_hold_every_task_as_it_stands() {
    let made = rendered(&with_pipes("").inputs());
    let csv = String::from_utf8(made["data/plans/works.csv"].clone()).expect("we write UTF-8");
    let states: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').nth(9)).collect();
    assert_eq!(states, ["overdue", "due", "no-update"]);
    let json: serde_json::Value =
        serde_json::from_slice(&made["data/plans/works.json"]).expect("we write JSON");
    let tasks = json["tasks"].as_array().expect("a list");
    let of_json: Vec<_> = tasks.iter().filter_map(|task| task["state"].as_str()).collect();
    assert_eq!(of_json, states);
    assert_eq!(json["state_on"], "2023-11-02");
}

#[test]
fn nearest_deadline_and_what_is_late_come_first() {
    let later = PIPES.replace("id = \"pipe\"", "id = \"paint\"").replace("Lay pipes.", "Paint pipes.");
    let (_, later) = later.split_once("id = \"paint\"").expect("the task is there");
    let (later, _) = later.split_once("[[task]]").expect("another follows");
    let later = format!("[[task]]\nid = \"paint\"{}", later.replace("2023-12", "2024-12"));
    let plan = PIPES.replacen("[[task]]", &format!("{later}\n[[task]]"), 1);
    let inputs = with_pipes("").with(PLAN, &plan).inputs();
    let pages = pages(&inputs);
    let order = |path: &str, texts: &[&str]| {
        let places: Vec<_> =
            texts.iter().map(|text| pages[path].rfind(text).expect("the task is listed")).collect();
        assert!(places.is_sorted(), "{path}: {places:?}");
    };
    order("en/commitments/index.html", &["Dig trenches.", "Lay pipes.", "Paint pipes."]);
    order("en/agencies/office/index.html", &["Dig trenches.", "Lay pipes.", "Paint pipes."]);
}
