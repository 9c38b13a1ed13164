//! The thin binary: answer a shell that completes, else parse, run, say how it ended.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    jogan::cli::complete();
    jogan::cli::run(jogan::cli::Cli::parse_from(jogan::cli::arguments()))
}
