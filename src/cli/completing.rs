//! What the shell offers while a command line is typed: names, tags and numbers from the store, which
//! is only read. Where there is none, nothing is offered.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, Command, CommandFactory as _};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use etcetera::BaseStrategy as _;

use super::Cli;
use crate::export::{digest, ideas, items};
use crate::lang::Lang;
use crate::library;
use crate::model::idea::Section;
use crate::model::{Moment, Pane, Progress, Query, Status};
use crate::sources::KINDS;
use crate::sources::files::profiles;
use crate::store::Store;
use crate::system;

/// Items that are offered at most.
const ITEMS: usize = 60;

/// The variable by which a shell's script asks for what may follow.
pub(super) const VARIABLE: &str = "JOGAN_COMPLETE";

/// What is offered for an argument.
type Offer = fn() -> Vec<CompletionCandidate>;

/// Answers the shell and ends the program, if it is a shell's script that asks.
pub fn answer() {
    CompleteEnv::with_factory(|| offering(Cli::command(), "")).var(VARIABLE).complete();
}

/// A command whose arguments offer what there is to choose from.
fn offering(command: Command, within: &str) -> Command {
    let path = match within {
        "" => command.get_name().to_owned(),
        _ => format!("{within} {}", command.get_name()),
    };
    let with_offer = |arg: Arg| match offer(&path, arg.get_id().as_str()) {
        Some(offer) => arg.add(ArgValueCandidates::new(offer)),
        None => arg,
    };
    command.mut_args(with_offer).mut_subcommands(|inner| offering(inner, &path))
}

/// What is offered for an argument of a command, by what it is called.
fn offer(path: &str, name: &str) -> Option<Offer> {
    let of_ideas = path.starts_with("jogan idea ");
    Some(match name {
        "lang" => languages,
        "pane" => panes,
        "day" | "since" | "until" | "from" | "to" => days,
        "due" => weeks,
        "state" => states,
        "status" => statuses,
        "sections" => sections,
        "tag" | "tags" | "untags" => tags,
        "source" | "sources" | "names" => sources,
        "name" if path.ends_with(" profile") => profiles,
        "kind" => kinds,
        "format" if path.ends_with(" export") => export_formats,
        "format" => digest_formats,
        "id" if of_ideas => ideas,
        "before" => starred,
        "ids" if path.ends_with(" unstar") => starred,
        "id" | "ids" | "item" | "items" | "story" => items,
        _ => return None,
    })
}

/// The languages.
fn languages() -> Vec<CompletionCandidate> {
    Lang::ALL.map(Lang::code).map(CompletionCandidate::new).into()
}

/// The panes.
fn panes() -> Vec<CompletionCandidate> {
    Pane::ALL.map(Pane::name).map(CompletionCandidate::new).into()
}

/// Days by their names.
fn days() -> Vec<CompletionCandidate> {
    ["today", "yesterday"].map(CompletionCandidate::new).into()
}

/// Weeks by their names.
fn weeks() -> Vec<CompletionCandidate> {
    ["this", "next"].map(CompletionCandidate::new).into()
}

/// The short names of sources.
fn sources() -> Vec<CompletionCandidate> {
    let sources = store().and_then(|store| store.sources().ok()).unwrap_or_default();
    sources.into_iter().map(|source| candidate(source.id.0, source.name)).collect()
}

/// Numbers of the items that stand highest.
fn items() -> Vec<CompletionCandidate> {
    rows(&Query { heads: true, limit: Some(ITEMS), ..Query::default() })
}

/// Numbers of the items on the reading list.
fn starred() -> Vec<CompletionCandidate> {
    rows(&Query { starred: true, limit: Some(ITEMS), ..Query::default() })
}

/// Numbers of the ideas.
fn ideas() -> Vec<CompletionCandidate> {
    let ideas = store().and_then(|store| library::ideas(&store, false).ok()).unwrap_or_default();
    ideas.into_iter().map(|idea| candidate(idea.id.0.to_string(), idea.thought.title)).collect()
}

/// Tags of the reading list and of ideas.
fn tags() -> Vec<CompletionCandidate> {
    let Some(store) = store() else { return Vec::new() };
    let starred = Query { starred: true, ..Query::default() };
    let listed = store.rows(&starred, Moment::default()).unwrap_or_default();
    let listed = listed.into_iter().filter_map(|row| row.listed).flat_map(|listed| listed.tags);
    let ideas = library::ideas(&store, false).unwrap_or_default();
    let mut tags: Vec<String> =
        ideas.into_iter().flat_map(|idea| idea.thought.tags).chain(listed).collect();
    tags.sort();
    tags.dedup();
    tags.into_iter().map(CompletionCandidate::new).collect()
}

/// Names of profiles of sources.
fn profiles() -> Vec<CompletionCandidate> {
    profiles::shipped().iter().map(|profile| CompletionCandidate::new(&profile.name)).collect()
}

/// Kinds of sources.
fn kinds() -> Vec<CompletionCandidate> {
    KINDS.iter().map(|kind| CompletionCandidate::new(kind.name())).collect()
}

/// States of the reading list.
fn states() -> Vec<CompletionCandidate> {
    Progress::ALL.map(Progress::name).map(CompletionCandidate::new).into()
}

/// States of ideas.
fn statuses() -> Vec<CompletionCandidate> {
    Status::ALL.map(Status::name).map(CompletionCandidate::new).into()
}

/// Sections of ideas, as `--section` begins.
fn sections() -> Vec<CompletionCandidate> {
    let begun = |section: Section| CompletionCandidate::new(format!("{}=", section.name()));
    Section::ALL.map(begun).into()
}

/// Formats of `jogan export`, of all shelves.
fn export_formats() -> Vec<CompletionCandidate> {
    let mut names: Vec<&str> = items::FORMATS.iter().map(|format| format.name).collect();
    names.extend(ideas::FORMATS.iter().map(|format| format.name));
    names.extend(["opml", "jsonl"]);
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(CompletionCandidate::new).collect()
}

/// Formats of a digest.
fn digest_formats() -> Vec<CompletionCandidate> {
    digest::FORMATS.iter().map(|format| CompletionCandidate::new(format.name)).collect()
}

fn rows(query: &Query) -> Vec<CompletionCandidate> {
    let rows = store().and_then(|store| store.rows(query, chrono::Utc::now()).ok());
    let rows = rows.unwrap_or_default().into_iter();
    rows.map(|row| candidate(row.id.0.to_string(), row.title)).collect()
}

fn candidate(value: String, words: String) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(words.into()))
}

/// The store that the command line being typed would open.
fn store() -> Option<Store> {
    Store::open_read_only(&folder()?).ok()
}

fn folder() -> Option<PathBuf> {
    let words: Vec<OsString> = std::env::args_os().collect();
    if let Some(folder) = named(&words) {
        return Some(folder);
    }
    if let Some(folder) = std::env::var_os("JOGAN_DATA_DIR") {
        return Some(folder.into());
    }
    let folders = etcetera::base_strategy::choose_base_strategy().ok()?;
    Some(folders.data_dir().join("jogan"))
}

/// The folder that a command line names: `--data-dir X` or `--data-dir=X`.
fn named(words: &[OsString]) -> Option<PathBuf> {
    words.iter().enumerate().find_map(|(at, word)| {
        let rest = system::strip_prefix(word, "--data-dir")?;
        match system::strip_prefix(rest, "=") {
            Some(folder) => Some(folder.into()),
            None if rest.is_empty() => words.get(at + 1).map(PathBuf::from),
            None => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_that_is_typed_is_the_one_that_is_looked_into() {
        let of = |line: &str| {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            named(&words).map(|folder| folder.display().to_string())
        };
        for line in
            ["jogan --data-dir /a show", "jogan --data-dir=/a show", "jogan show --data-dir=/a"]
        {
            assert_eq!(of(line).as_deref(), Some("/a"), "{line}");
        }
        for line in ["jogan show", "jogan --data-dirs=/a", "jogan show --data-dir"] {
            assert_eq!(of(line), None, "{line}");
        }
    }

    #[test]
    fn arguments_that_name_what_is_there_offer_it() {
        let command = offering(Cli::command(), "");
        let of = |path: &[&str], name: &str| {
            let mut found = &command;
            for part in path {
                found = found.find_subcommand(part).expect("a command");
            }
            let arg = found.get_arguments().find(|arg| arg.get_id() == name).expect("an argument");
            arg.get::<ArgValueCandidates>().is_some()
        };
        for (path, name) in [
            (&[][..], "lang"),
            (&["list"], "source"),
            (&["list"], "tag"),
            (&["refresh"], "sources"),
            (&["show"], "id"),
            (&["star"], "tags"),
            (&["export"], "format"),
            (&["source", "disable"], "names"),
            (&["source", "profile"], "name"),
            (&["idea", "show"], "id"),
            (&["idea", "link"], "items"),
        ] {
            assert!(of(path, name), "{path:?} {name}");
        }
    }
}
