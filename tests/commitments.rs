//! How tasks and targets stand: computed from deadlines, updates, figures and the day, and from nothing else.

mod support;

use minhbach::model::{Date, Period, Value};
use support::{Files, checked, site};

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
