//! `jogan write verify`: sentences from a file held against the evidence that stands beside them,
//! without a store and without a network.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::failed::OrSay as _;
use crate::cli::{Context, Outcome, input, output};
use crate::writer::Verifier;
use crate::writer::lines::{self, Summary};

/// The longest line that is read, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// Hold sentences against their evidence: JSON Lines in, a verdict a line out
///
/// A line is `{"evidence":[{"id":"S1","text":"…","item":"a"}],"sentence":"…","cites":["S1"]}`;
/// evidence may also be plain strings, which are S1, S2… in order. No store, no network.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// JSON Lines, or - for standard input
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
    /// One JSON document of sums in place of the lines: wrong refusals of the lines without "kind",
    /// and the share of each "kind" that was caught
    #[arg(long)]
    summary: bool,
    /// Every reason for which a sentence is refused, not the first alone
    #[arg(long)]
    all: bool,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let mut from: Box<dyn BufRead> = if arguments.file == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        let path = input::file(&arguments.file);
        let file = File::open(&path).or_say("failed.program.read", &[&path.display()])?;
        Box::new(BufReader::new(file))
    };
    let verifier = Verifier::new(context.lexicon()?);
    let mut summary = Summary::default();
    let mut outcome = Outcome::Done;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for number in 1.. {
        let mut line = Vec::new();
        if from
            .by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .or_say("failed.program.input", &[])?
            == 0
        {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            continue;
        }
        let answer = lines::verified(&verifier, number, text.trim(), arguments.all);
        if answer.error.is_some() {
            outcome = Outcome::InPart;
        }
        summary.add(&answer);
        if !arguments.summary {
            serde_json::to_writer(&mut out, &answer)
                .map_err(std::io::Error::from)
                .and_then(|()| out.write_all(b"\n"))
                .or_say("failed.program.print", &[])?;
        }
    }
    out.flush().or_say("failed.program.print", &[])?;
    drop(out);
    if arguments.summary {
        output::print_json(&summary)?;
    }
    Ok(outcome)
}
