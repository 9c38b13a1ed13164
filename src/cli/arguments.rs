//! The words that this run was given, before they are parsed.

use std::ffi::OsString;
use std::path::Path;

use crate::text::fold;

/// The arguments of this run, their letters joined to their marks: what was pasted, or named by a
/// system that keeps them apart, is the text that the store has. What names a file stays as it is.
pub fn arguments() -> impl Iterator<Item = OsString> {
    let arguments = std::env::args_os().map(|argument| composed(argument, Path::exists));
    with_turned_filters(arguments.collect()).into_iter()
}

/// Puts filters that are turned round (`-starred`) behind `--`, where they are no options. `list` and
/// `search` have none of one letter but those of every command.
pub(super) fn with_turned_filters(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let takes_filters = |argument: &OsString| argument == "list" || argument == "search";
    let Some(from) = arguments.iter().skip(1).position(takes_filters) else { return arguments };
    let is_turned = |argument: &OsString| {
        let rest = argument.to_str().and_then(|text| text.strip_prefix('-')).unwrap_or_default();
        rest.chars().count() > 1 && rest.starts_with(char::is_alphabetic)
    };
    let (mut turned, mut at) = (Vec::new(), from + 2);
    while at < arguments.len() && arguments[at] != "--" {
        if is_turned(&arguments[at]) {
            turned.push(arguments.remove(at));
        } else {
            at += 1;
        }
    }
    if !turned.is_empty() {
        if at == arguments.len() {
            arguments.push("--".into());
        }
        let after = arguments.split_off(at + 1);
        arguments.extend(turned.into_iter().chain(after));
    }
    arguments
}

pub(super) fn composed(argument: OsString, exists: impl Fn(&Path) -> bool) -> OsString {
    let Some(text) = argument.to_str().filter(|text| !text.is_ascii()) else { return argument };
    let value = text.split_once('=').filter(|_| text.starts_with("--"));
    let path = Path::new(value.map_or(text, |(_, value)| value));
    let is_below =
        path.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && exists(folder));
    if exists(path) || is_below {
        return argument;
    }
    fold::composed(text).into_owned().into()
}
