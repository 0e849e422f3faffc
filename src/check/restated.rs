//! Figures that a document gives again: each must be one that another table holds.

use super::Lists;
use super::context::Context;
use super::figures::RestatedTable;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Indicator, Reading, Restated, Restatement};

/// Finds the columns of what was given again. Tells of a figure that no other table holds: it would be published nowhere.
pub(super) fn restatements(
    context: &mut Context<'_>,
    lists: &Lists,
    indicator: &Indicator,
    raw: Vec<RestatedTable>,
) -> Vec<Restatement> {
    let home = format!("content/indicators/{}.toml", indicator.name_id);
    let mut restatements = Vec::new();
    for table in raw {
        let mut figures = Vec::new();
        for cell in table.cells {
            let (place, period) = (cell.place, cell.period);
            let held = indicator.find_column(&cell.column);
            let held = held.filter(|&column| indicator.observations.at(column, place, period).is_some());
            if let Some(column) = held {
                figures.push(Restated { column, place, period, reading: cell.reading, span: cell.span });
            } else if matches!(cell.reading, Reading::Measured { .. }) && !context.has_faults(&home) {
                let measure = &indicator.measures[cell.column.measure].name_id;
                let lost = Diagnostic::at(Code::RestatesNothing, cell.span).with("column", measure);
                let place = &lists.places.get(place).name_id;
                context.tell(lost.with("place", place).with("period", period));
            }
        }
        restatements.push(Restatement { document: table.document, at: table.at, figures });
    }
    restatements
}
