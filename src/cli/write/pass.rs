//! `jogan write`: has written what is missing of a day's digest, or of items.

use anyhow::bail;
use clap::Args;
use serde::Serialize;

use crate::cli::failed::misuse;
use crate::cli::{Context, Outcome, output, written};
use crate::lang::say;
use crate::library::edition;
use crate::model::{Day, EditionWindow, ItemId};
use crate::store::Store;
use crate::writer::prompt;
use crate::writing::{Counted, Report, SentenceJson, Wanted, Writer};

#[derive(Debug, Args)]
pub(super) struct Pass {
    /// The calendar day whose digest is written: YYYY-MM-DD, today or yesterday [default: the
    /// current edition]
    #[arg(long, value_name = "D")]
    day: Option<String>,
    /// Items by their numbers, in place of a digest
    #[arg(long = "item", value_name = "ID", num_args = 1.., conflicts_with = "day")]
    items: Vec<i64>,
    /// Ask again for what was answered before
    #[arg(long)]
    again: bool,
    /// Print what would be sent, byte for byte, a line each, and send nothing
    #[arg(long)]
    dry_run: bool,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Sums {
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<Day>,
    model: String,
    host: Option<String>,
    #[serde(flatten)]
    counted: Counted,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<String>,
    sentences: Vec<SentenceJson>,
}

#[derive(Debug, Serialize)]
struct Sent {
    document: String,
    tokens: u64,
}

pub(super) fn run(arguments: &Pass, context: &Context) -> anyhow::Result<Outcome> {
    let day = arguments.day.as_deref().map(|day| context.day(day)).transpose()?;
    let lexicon = context.lexicon()?;
    let Some(writer) = written::writer(context)? else {
        bail!(misuse("write.none", &[]));
    };
    let mut store = if arguments.dry_run { context.reading()? } else { context.store()? };
    let window = match day {
        Some(day) => EditionWindow::of_days(day, day, context.zone, context.now),
        None => context.edition(None, &store)?,
    };
    let wanted = wanted(arguments, window, &writer, &store, &lexicon, context)?;
    if arguments.dry_run {
        let missing =
            if arguments.again { wanted.clone() } else { writer.missing(&store, &wanted)? };
        let mut documents = writer.documents(&missing);
        documents.extend(writer.second_documents(&store, &wanted)?);
        return dry_run(arguments, documents, context);
    }
    if !context.offline && !context.config.writer.is_local() {
        let host = context.config.writer.host().unwrap_or_default();
        output::complain(&say(context.lang, "write.leaves", &[&host]));
    }
    let report = if context.offline {
        writer.kept(&store, &wanted)?
    } else {
        written::write(&writer, &mut store, &wanted, arguments.again, false, context)?
    };
    print(arguments, window.day, &report, context)?;
    let failed = report.outcomes.iter().filter(|outcome| outcome.failure.is_some()).count();
    match failed {
        0 => Ok(Outcome::Done),
        some if some < report.outcomes.len() => Ok(Outcome::InPart),
        _ => {
            let why = report.outcomes.iter().find_map(|outcome| outcome.failure.clone());
            bail!("{}", why.unwrap_or_default())
        }
    }
}

/// What is to be written.
fn wanted(
    arguments: &Pass,
    window: EditionWindow,
    writer: &Writer,
    store: &Store,
    lexicon: &crate::desk::Lexicon,
    context: &Context,
) -> anyhow::Result<Vec<Wanted>> {
    if !arguments.items.is_empty() {
        let alone = |id: &i64| writer.alone(store, ItemId(*id), context.now);
        let found: Vec<Option<Wanted>> =
            arguments.items.iter().map(alone).collect::<Result<_, _>>()?;
        return Ok(found.into_iter().flatten().collect());
    }
    let asked = context.asked(window, context.config.digest.minutes);
    let digest = edition::digest(store, lexicon, &asked)?;
    Ok(writer.wanted(store, &digest, context.now)?)
}

fn dry_run(arguments: &Pass, documents: Vec<String>, context: &Context) -> anyhow::Result<Outcome> {
    let sent: Vec<Sent> = documents
        .into_iter()
        .map(|document| Sent { tokens: prompt::estimate(&document), document })
        .collect();
    if arguments.json {
        output::print_json(&sent)?;
        return Ok(Outcome::Done);
    }
    for one in &sent {
        output::print(&format!("{}\n", one.document))?;
    }
    let tokens: u64 = sent.iter().map(|one| one.tokens).sum();
    output::complain(&say(context.lang, "write.would_send", &[&sent.len(), &tokens]));
    Ok(Outcome::Done)
}

fn print(arguments: &Pass, day: Day, report: &Report, context: &Context) -> anyhow::Result<()> {
    let counted = report.counted();
    let told: Vec<SentenceJson> =
        report.outcomes.iter().flat_map(crate::writing::Outcome::told).collect();
    if arguments.json {
        let settings = &context.config.writer;
        return output::print_json(&Sums {
            day: arguments.items.is_empty().then_some(day),
            model: settings.model.clone(),
            host: settings.host(),
            counted,
            ended: report.ended.clone(),
            sentences: told,
        });
    }
    let mut text = String::new();
    for one in &told {
        let said = one.text.as_deref().unwrap_or_default();
        let detail = one.detail.as_deref().unwrap_or_default();
        text.push_str(&match one.verdict {
            "accepted" => format!("{:>6}  ≈ {said}\n", one.item),
            "refused" => {
                let reason = one.reason.unwrap_or_default();
                format!("{:>6}  ✗ {reason} ({detail}): {said}\n", one.item)
            }
            _ => format!("{:>6}  ! {detail}\n", one.item),
        });
    }
    let about = if counted.estimated { "~" } else { "" };
    let facts: [&dyn std::fmt::Display; 8] = [
        &counted.accepted,
        &counted.entries,
        &counted.refused,
        &counted.cached,
        &counted.calls,
        &about,
        &counted.tokens_in,
        &counted.tokens_out,
    ];
    text.push_str(&say(context.lang, "write.sums", &facts));
    text.push('\n');
    output::print(&text)
}
