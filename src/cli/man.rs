//! `jogan man`: the manual, a page a command, in each language: what clap knows of a command, and what
//! it does not know (files, exit status, examples) from `assets/man/`.
//!
//! A page is roff with the macros of man(7). Its words in other languages stand in a file beside, each
//! under the English of the help; what is missing there is said in English.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Arg, Args, Command, CommandFactory as _};
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};
use serde::Deserialize;

use super::failed::{OrSay as _, failed};
use super::{Cli, Context, Outcome, output};
use crate::export::file;
use crate::lang::Lang;

/// When the manual was last changed, as man(7) wants it.
const DATE: &str = "2026-11-30";

/// Print a page of the manual (roff), or write all pages to a folder
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The command whose page it is, such as `idea new` [default: that of the program]
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
    /// Write the page of every command to this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    dir: Option<PathBuf>,
}

/// What the pages say beyond what clap knows, in one language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// The headings of sections.
    heads: HashMap<String, String>,
    /// Files and environment: what is named, and what it is.
    files: Vec<(String, String)>,
    environment: Vec<(String, String)>,
    /// Exit codes and what each says.
    status: Vec<(String, String)>,
    /// Examples by command, each with what it does.
    examples: HashMap<String, Vec<(String, String)>>,
    /// Help by its English.
    #[serde(default)]
    help: HashMap<String, String>,
}

impl Words {
    fn of(lang: Lang) -> Result<Words, toml::de::Error> {
        toml::from_str(match lang {
            Lang::En => include_str!("../../assets/man/en.toml"),
            Lang::Ko => include_str!("../../assets/man/ko.toml"),
        })
    }

    fn head(&self, name: &str) -> String {
        self.heads.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }

    fn said(&self, english: &str) -> String {
        self.help.get(english).cloned().unwrap_or_else(|| english.to_owned())
    }
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let words = Words::of(context.lang).context("the manual's words cannot be read")?;
    let mut program = Cli::command();
    program.build();
    if let Some(dir) = &arguments.dir {
        return write_all(&program, dir, &words);
    }
    let mut path = vec!["jogan".to_owned()];
    let mut command = &program;
    for word in arguments.command.iter().flat_map(|words| words.split_whitespace()) {
        let Some(found) = command.find_subcommand(word) else {
            bail!(failed("failed.program.no_command", &[&path.join(" "), &word]));
        };
        path.push(word.to_owned());
        command = found;
    }
    output::print_document(&page(command, &path, &words))?;
    Ok(Outcome::Done)
}

fn write_all(program: &Command, dir: &Path, words: &Words) -> anyhow::Result<Outcome> {
    std::fs::create_dir_all(dir).or_say("failed.program.make", &[&dir.display()])?;
    for (command, path) in all(program) {
        let place = dir.join(format!("{}.1", path.join("-")));
        file::replace(&place, page(command, &path, words).as_bytes())?;
    }
    Ok(Outcome::Done)
}

/// Every command with the words that lead to it, the program itself first.
fn all(program: &Command) -> Vec<(&Command, Vec<String>)> {
    let mut found = vec![(program, vec!["jogan".to_owned()])];
    let mut at = 0;
    while at < found.len() {
        let (command, path) = found[at].clone();
        for inner in shown(command) {
            let mut path = path.clone();
            path.push(inner.get_name().to_owned());
            found.push((inner, path));
        }
        at += 1;
    }
    found
}

fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|inner| inner.get_name() != "help" && !inner.is_hide_set())
}

fn page(command: &Command, path: &[String], words: &Words) -> String {
    let name = path.join("-");
    let is_program = path.len() == 1;
    let version = format!("jogan {}", env!("CARGO_PKG_VERSION"));
    let manual = words.head("MANUAL");
    let mut page = Roff::default();
    page.control("TH", [&*name.to_uppercase(), "1", DATE, &version, &manual]);
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    head(&mut page, &words.head("NAME"));
    let about = words.said(&about);
    // A name's line has its words after a hyphen, and no full stop.
    page.text([roman(format!("{name} - {}", about.trim_end_matches('.').replace('\n', " ")))]);
    head(&mut page, &words.head("SYNOPSIS"));
    page.text(synopsis(command, path));
    head(&mut page, &words.head("DESCRIPTION"));
    let long = command.get_long_about().map_or(about, |long| {
        let paragraphs: Vec<String> =
            long.to_string().split("\n\n").map(|text| words.said(text.trim())).collect();
        paragraphs.join("\n\n")
    });
    paragraphs(&mut page, &long);
    let arguments: Vec<&Arg> = command
        .get_arguments()
        .filter(|arg| !arg.is_hide_set() && (is_program || !arg.is_global_set()))
        .filter(|arg| !matches!(arg.get_id().as_str(), "help" | "version"))
        .collect();
    let (places, options): (Vec<&Arg>, Vec<&Arg>) =
        arguments.into_iter().partition(|arg| arg.is_positional());
    for (title, arguments) in [("ARGUMENTS", places), ("OPTIONS", options)] {
        if arguments.is_empty() {
            continue;
        }
        head(&mut page, &words.head(title));
        for arg in arguments {
            item(&mut page, label(arg), &explained(arg, words));
        }
    }
    let inner: Vec<&Command> = shown(command).collect();
    if !inner.is_empty() {
        head(&mut page, &words.head("COMMANDS"));
        for inner in inner {
            let about = inner.get_about().map(ToString::to_string).unwrap_or_default();
            let label = vec![bold(format!("{name}-{}", inner.get_name())), roman("(1)")];
            item(&mut page, label, &words.said(&about));
        }
    }
    let entries = |page: &mut Roff, title: &str, entries: &[(String, String)]| {
        head(page, &words.head(title));
        for (name, text) in entries {
            item(page, vec![bold(name.clone())], text);
        }
    };
    entries(&mut page, "FILES", &words.files);
    if is_program {
        entries(&mut page, "ENVIRONMENT", &words.environment);
    }
    entries(&mut page, "EXIT STATUS", &words.status);
    let key = if is_program { "jogan".to_owned() } else { path[1..].join(" ") };
    if let Some(examples) = words.examples.get(&key) {
        head(&mut page, &words.head("EXAMPLES"));
        for (line, text) in examples {
            item(&mut page, vec![bold(line.clone())], text);
        }
    }
    head(&mut page, &words.head("SEE ALSO"));
    let above = path[..path.len() - 1].join("-");
    let see = if is_program { "jogan-list".to_owned() } else { above };
    page.text([bold(see), roman("(1)")]);
    page.render()
}

fn head(page: &mut Roff, title: &str) {
    page.control("SH", [title]);
}

fn paragraphs(page: &mut Roff, text: &str) {
    for (at, paragraph) in text.split("\n\n").enumerate() {
        if at > 0 {
            page.control("PP", []);
        }
        page.text([roman(paragraph.replace('\n', " "))]);
    }
}

/// A labelled paragraph.
fn item(page: &mut Roff, label: Vec<Inline>, text: &str) {
    page.control("TP", []);
    page.text(label);
    page.text([roman(text.replace('\n', " "))]);
}

fn synopsis(command: &Command, path: &[String]) -> Vec<Inline> {
    let mut line = vec![bold(path.join(" "))];
    if command.get_arguments().any(|arg| !arg.is_positional()) {
        line.extend([roman(" ["), italic("OPTIONS"), roman("]")]);
    }
    for arg in command.get_positionals() {
        let (open, close) = if arg.is_required_set() { ("", "") } else { ("[", "]") };
        let dots = if is_many(arg) { "..." } else { "" };
        line.extend([
            roman(format!(" {open}")),
            italic(value_name(arg)),
            roman(format!("{close}{dots}")),
        ]);
    }
    if shown(command).next().is_some() {
        let is_needed = command.is_subcommand_required_set();
        line.push(roman(if is_needed { " " } else { " [" }));
        line.push(italic("COMMAND"));
        line.push(roman(if is_needed { "" } else { "]" }));
    }
    line
}

fn is_many(arg: &Arg) -> bool {
    arg.get_num_args().is_some_and(|range| range.max_values() > 1)
        || matches!(arg.get_action(), clap::ArgAction::Append)
}

fn value_name(arg: &Arg) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    names.first().map_or_else(|| arg.get_id().as_str().to_uppercase(), ToString::to_string)
}

/// An argument as it is typed.
fn label(arg: &Arg) -> Vec<Inline> {
    if arg.is_positional() {
        return vec![italic(value_name(arg))];
    }
    let mut label = Vec::new();
    if let Some(short) = arg.get_short() {
        label.extend([bold(format!("-{short}")), roman(", ")]);
    }
    label.push(bold(format!("--{}", arg.get_long().unwrap_or_default())));
    if arg.get_action().takes_values() {
        label.extend([roman(" "), italic(value_name(arg))]);
    }
    label
}

/// What an argument is, with the values that it takes and the usual one.
fn explained(arg: &Arg, words: &Words) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let mut text = words.said(&help);
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(|value| value.get_name().to_owned())
        .collect();
    let has_values = arg.get_action().takes_values() && !values.is_empty();
    if has_values && !arg.is_hide_possible_values_set() {
        text.push_str(&format!(" [{}: {}]", words.head("values"), values.join(", ")));
    }
    let usual: Vec<_> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if arg.get_action().takes_values() && !usual.is_empty() {
        text.push_str(&format!(" [{}: {}]", words.head("default"), usual.join(", ")));
    }
    text
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    fn pages(lang: Lang) -> Vec<(Vec<String>, String)> {
        let words = Words::of(lang).expect("words");
        let mut program = Cli::command();
        program.build();
        all(&program)
            .into_iter()
            .map(|(command, path)| {
                let page = page(command, &path, &words);
                (path, page)
            })
            .collect()
    }

    #[test]
    fn every_command_has_its_page_with_files_exit_status_and_examples() {
        for lang in Lang::ALL {
            let words = Words::of(lang).expect("words");
            let all = pages(lang);
            assert!(all.len() > 40, "{}", all.len());
            for (path, page) in &all {
                assert!(page.contains("\n.TH ") || page.starts_with(".TH "), "{path:?}");
                for title in ["NAME", "SYNOPSIS", "DESCRIPTION", "FILES", "EXIT STATUS", "SEE ALSO"]
                {
                    assert!(page.contains(&words.head(title)), "{title} in {path:?}: {page}");
                }
                assert!(page.lines().all(|line| !line.ends_with(' ')), "{path:?}");
            }
            let with =
                all.iter().filter(|(_, page)| page.contains(&words.head("EXAMPLES"))).count();
            assert!(with * 10 >= all.len() * 9, "{with} of {} have examples", all.len());
        }
    }

    /// Every English text of the help that a page may ask for.
    fn english() -> std::collections::HashSet<String> {
        let mut program = Cli::command();
        program.build();
        let mut said = std::collections::HashSet::new();
        for (command, _) in all(&program) {
            said.extend(command.get_about().map(ToString::to_string));
            let long = command.get_long_about().map(ToString::to_string).unwrap_or_default();
            said.extend(long.split("\n\n").map(|text| text.trim().to_owned()));
            said.extend(command.get_arguments().filter_map(Arg::get_help).map(ToString::to_string));
        }
        said
    }

    #[test]
    fn no_help_is_kept_in_another_language_that_is_no_longer_said() {
        let said = english();
        let words = Words::of(Lang::Ko).expect("words");
        let stale: Vec<&String> = words.help.keys().filter(|text| !said.contains(*text)).collect();
        assert!(stale.is_empty(), "{stale:#?}");
    }

    #[test]
    fn every_example_is_understood() {
        for lang in Lang::ALL {
            for (line, _) in Words::of(lang).expect("words").examples.values().flatten() {
                // What stands behind a pipe or leads into a file is the shell's.
                let own = line.split([';', '|', '>', '&']).next().unwrap_or_default();
                let words = shlex(own);
                assert_eq!(words[0], "jogan", "{line}");
                if let Err(error) = Cli::try_parse_from(&words) {
                    panic!("{line}: {error}");
                }
            }
        }
    }

    fn shlex(line: &str) -> Vec<String> {
        let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
        for c in line.chars() {
            match c {
                '\'' | '"' => quoted = !quoted,
                ' ' if !quoted => words.push(std::mem::take(&mut word)),
                c => word.push(c),
            }
        }
        words.push(word);
        words.retain(|word| !word.is_empty());
        words
    }

    #[test]
    fn nearly_all_of_the_help_is_said_in_korean() {
        let words = Words::of(Lang::Ko).expect("words");
        let mut program = Cli::command();
        program.build();
        let mut texts: Vec<String> = Vec::new();
        for (command, _) in all(&program) {
            texts.extend(command.get_about().map(ToString::to_string));
            let own = command.get_arguments().filter(|arg| !arg.is_hide_set());
            texts.extend(own.filter_map(Arg::get_help).map(ToString::to_string));
        }
        texts.sort();
        texts.dedup();
        texts.retain(|text| !matches!(text.split(' ').next(), Some("Print" | "") if text.contains("help") || text.contains("version")));
        let missing: Vec<&String> =
            texts.iter().filter(|text| !words.help.contains_key(*text)).collect();
        assert!(missing.len() * 10 <= texts.len(), "{missing:#?}");
    }
}
