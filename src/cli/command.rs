//! Commands and flags, in the words of the reader's language.

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, Command, value_parser};
use std::path::PathBuf;

use super::tell;
use crate::diagnostic::Messages;
use crate::model::Date;

pub(super) fn command(messages: &Messages) -> Command {
    let text = |key: &str| messages.text(key, &[]);
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n", text("cli-usage"));
    let shape = |command: Command| {
        let help =
            Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).help(text("cli-help"));
        command
            .help_template(template.clone())
            .disable_help_flag(true)
            .next_help_heading(text("cli-options"))
            .arg(help)
    };
    let build = shape(Command::new("build").about(text("cli-build")))
        .arg(site(messages))
        .arg(output(text("cli-output")))
        .args(shared(messages));
    let check = shape(Command::new("check").about(text("cli-check")))
        .arg(site(messages))
        .arg(output(text("cli-published")))
        .args(shared(messages))
        .args([flag(messages, "watch"), flag(messages, "poll")]);
    let serve = shape(Command::new("serve").visible_alias("watch").about(text("cli-serve")))
        .arg(site(messages))
        .arg(output(text("cli-published")))
        .args(preview(messages));
    let translated =
        shape(Command::new("translated").about(text("cli-translated"))).args(translation(messages));
    let code = Arg::new("code").value_name("CODE").help(text("cli-code")).help_heading(text("cli-arguments"));
    let explain = shape(Command::new("explain").about(text("cli-explain"))).arg(code);
    let version = Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
    shape(Command::new("minhbach").about(text("cli-about")))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(version.help(text("cli-version")))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(text("cli-commands"))
        .subcommand_value_name(text("cli-command"))
        .arg(lang(messages))
        .subcommands([serve, build, check, explain, translated])
        .after_help(text("cli-after"))
}

fn site(messages: &Messages) -> Arg {
    Arg::new("site")
        .value_name("SITE")
        .default_value(".")
        .hide_default_value(true)
        .value_parser(value_parser!(PathBuf))
        .help(messages.text("cli-site", &[]))
        .help_heading(messages.text("cli-arguments", &[]))
}

fn output(help: String) -> Arg {
    Arg::new("output").long("output").value_name("DIR").value_parser(value_parser!(PathBuf)).help(help)
}

fn flag(messages: &Messages, name: &'static str) -> Arg {
    let help = messages.text(&format!("cli-{name}"), &[]);
    Arg::new(name).long(name).action(clap::ArgAction::SetTrue).help(help)
}

fn preview(messages: &Messages) -> [Arg; 6] {
    let port = Arg::new("port").long("port").value_name("PORT").value_parser(value_parser!(u16));
    let host = Arg::new("host").long("host").value_name("HOST").default_value("127.0.0.1");
    [
        flag(messages, "open"),
        port.help(messages.text("cli-port", &[])),
        host.hide_default_value(true).help(messages.text("cli-host", &[])),
        flag(messages, "poll"),
        flag(messages, "no-drafts"),
        date(messages),
    ]
}

fn translation(messages: &Messages) -> [Arg; 2] {
    let heading = messages.text("cli-arguments", &[]);
    let text = Arg::new("text").value_name("TEXT").required(true).value_parser(value_parser!(PathBuf));
    let language = Arg::new("language").value_name("LANGUAGE").required(true);
    [
        text.help(messages.text("cli-text", &[])).help_heading(heading.clone()),
        language.help(messages.text("cli-language", &[])).help_heading(heading),
    ]
}

fn date(messages: &Messages) -> Arg {
    let date = |text: &str| match Date::parse(text) {
        Some(date) => Ok(date.to_string()),
        None => Err("YYYY-MM-DD"),
    };
    Arg::new("date")
        .long("date")
        .value_name("YYYY-MM-DD")
        .value_parser(ValueParser::new(date))
        .help(messages.text("cli-date", &[]))
}

fn shared(messages: &Messages) -> [Arg; 3] {
    [
        Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .value_parser(PossibleValuesParser::new(tell::FORMATS))
            .default_value("human")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help(messages.text("cli-format", &[])),
        date(messages),
        Arg::new("strict")
            .long("strict")
            .action(clap::ArgAction::SetTrue)
            .help(messages.text("cli-strict", &[])),
    ]
}

fn lang(messages: &Messages) -> Arg {
    Arg::new("lang")
        .long("lang")
        .value_name("LANG")
        .global(true)
        .value_parser(PossibleValuesParser::new(Messages::tags()))
        .hide_possible_values(true)
        .help(messages.text("cli-lang", &[]))
}
