//! References to plans and tasks in prose: `task:plan/task` and `table:plan/plan?group=…&status=…&agency=…`.

use super::Data;
use super::context::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::Spanned;
use crate::model::{ActionPlan, Id, LinkTarget, Status, TasksRef};
use crate::parse::Text;

/// What a reference to a table of tasks begins with.
pub(super) const TABLE: &str = "plan/";

/// Where plans are declared.
pub(super) const PLANS: &str = "content/plans/";

/// Resolves `plan/task`.
pub(super) fn task(context: &mut Context<'_>, data: &Data, text: &Text) -> Option<LinkTarget> {
    let Some((plan, task)) = text.value.split_once('/') else { return bad(context, text) };
    let (id, plan) = self::plan(context, data, &part(text, plan))?;
    let names = plan.tasks.iter().map(|task| task.name_id.as_str());
    let at = find(context, ("task", &part(text, task)), names, plan)?;
    Some(LinkTarget::Task(id, at))
}

/// Resolves a table of tasks.
pub(super) fn table(
    context: &mut Context<'_>,
    data: &Data,
    text: &Text,
    name: Option<String>,
) -> Option<TasksRef> {
    let rest = text.value.strip_prefix(TABLE)?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (id, plan) = self::plan(context, data, &part(text, path))?;
    let mut tasks = TasksRef { name: String::new(), plan: id, group: None, status: None, agency: None };
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let Some((key, word)) = pair.split_once('=') else { return bad(context, text) };
        let word = part(text, word);
        match key {
            "group" => {
                let names = plan.groups.iter().map(|group| group.name_id.as_str());
                tasks.group = Some(find(context, ("group", &word), names, plan)?);
            }
            "status" => {
                let known = Status::ALL.map(|status| (status.name(), status));
                tasks.status = Some(context.word("status", &word, &known)?);
            }
            "agency" => {
                let agencies = &data.lists.agencies;
                tasks.agency = Some(context.resolve("agency", agencies, &word, "content/agencies.toml")?);
            }
            _ => return bad(context, text),
        }
    }
    Some(TasksRef { name: name?, ..tasks })
}

fn plan<'d>(
    context: &mut Context<'_>,
    data: &'d Data,
    text: &Text,
) -> Option<(Id<ActionPlan>, &'d ActionPlan)> {
    let id = context.resolve("plan", &data.plans, text, PLANS)?;
    Some((id, data.plans.get(id)))
}

/// Finds a group or task of a plan by its id.
fn find<'d>(
    context: &mut Context<'_>,
    (kind, text): (&'static str, &Text),
    names: impl Iterator<Item = &'d str> + Clone,
    plan: &ActionPlan,
) -> Option<usize> {
    let home = format!("{PLANS}{}.toml", plan.name_id);
    let found = names.clone().position(|name| name == text.value);
    found.or_else(|| context.unknown(kind, text, names.collect(), &home))
}

fn part(text: &Text, part: &str) -> Text {
    Spanned::new(part.to_owned(), text.span)
}

fn bad<T>(context: &mut Context<'_>, text: &Text) -> Option<T> {
    context.refuse(Diagnostic::at(Code::BadReference, text.span).with("text", &text.value))
}
