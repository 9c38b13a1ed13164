//! The real program: its command line, exit codes and JSON, in folders of their own.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test helper may stop the test")]

mod browser;
mod care;
mod contract;
mod documents;
mod editions;
mod examples;
mod faces;
mod filters;
mod foreign;
mod importing;
mod killed;
mod lenses;
mod mcp;
mod mornings;
mod outside;
mod pictures;
mod plain;
mod reader;
mod safety;
mod schema;
mod schemas;
#[cfg(target_os = "linux")]
mod stopped;
mod terminal;
mod together;
mod vaults;
mod writing;

use std::path::Path;

use assert_cmd::Command;

/// A run of the program in a folder, with nothing of this machine's settings, at a fixed moment.
pub fn jogan(folder: &Path) -> Command {
    let mut command = on_this_machine(folder);
    command.arg("--offline");
    command
}

/// As [`jogan`], and may ask what answers on this machine.
pub fn on_this_machine(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("jogan"));
    command
        .env_clear()
        .env("HOME", folder)
        .env("TZ", "UTC")
        .env("LC_ALL", "C.UTF-8")
        .env("JOGAN_NOW", "2026-03-05T12:00:00Z")
        .arg("--data-dir")
        .arg(folder.join("data"));
    command
}

/// What a run that must succeed printed.
///
/// # Panics
/// When the run fails, which is the test failing.
pub fn printed(command: &mut Command) -> String {
    let output = command.assert().success().get_output().stdout.clone();
    String::from_utf8(output).expect("UTF-8")
}
