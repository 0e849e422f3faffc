//! `minhbach explain`: what a code means, an example, the cure.

use clap::ArgMatches;

use super::{Status, tell};
use crate::diagnostic::{self, Code, Messages};

pub(super) fn explain(matches: &ArgMatches, messages: &Messages) -> Status {
    let Some(written) = matches.get_one::<String>("code") else {
        tell::line(diagnostic::list(messages).trim_end());
        return Status::Done;
    };
    match Code::find(name(written)) {
        Ok(code) => {
            tell::line(diagnostic::explain(code, messages).trim_end());
            Status::Done
        }
        Err(near) => {
            let text = messages.text("explain-unknown", &[("code", written.clone())]);
            let meant = near.map(|code| messages.text("did-you-mean", &[("word", code.name().to_owned())]));
            tell::failure(&[text].into_iter().chain(meant).collect::<Vec<_>>().join(" "), messages);
            Status::CouldNotWork
        }
    }
}

/// Returns the code in what may be copied from a terminal: `error[unknown-id]`.
fn name(written: &str) -> &str {
    let inner = written.split_once('[').map_or(written, |(_, inner)| inner);
    inner.split(']').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_found_in_what_is_copied() {
        for written in ["unknown-id", "error[unknown-id]", "[unknown-id]:", "lỗi[unknown-id]: không có"] {
            assert_eq!(name(written), "unknown-id");
        }
    }
}
