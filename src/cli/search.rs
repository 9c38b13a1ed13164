//! `jogan search`: full text.

use clap::Args;

use super::input::{Found, found};
use super::{Context, Outcome, output};
use crate::lang::say;
use crate::store::Own;
use crate::text::clean;

/// Search titles, texts, authors, sources, notes and ideas
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Words; "a phrase", begin*, -without; and what items must be, as in the reader:
    /// `company:nvidia since:3d -starred`
    #[arg(required = true, num_args = 1..)]
    query: Vec<String>,
    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    #[command(flatten)]
    form: output::Form,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let store = context.reading()?;
    let Found { rows, order, words } = found(&arguments.query, arguments.limit, &store, context)?;
    if words.is_empty() && rows.is_empty() && !arguments.form.is_json() {
        output::complain(&say(context.lang, "nothing.list", &[]));
    }
    output::print_rows(&rows, order, arguments.form, &store, context)?;
    if !words.is_empty() && !arguments.form.is_json() {
        let own = store.search_own(&words)?;
        if rows.is_empty() && own.ideas.is_empty() && own.notes.is_empty() {
            output::complain(&say(context.lang, "nothing.search", &[&words]));
        }
        print_own(&own, &words, !rows.is_empty(), context)?;
    }
    Ok(Outcome::Done)
}

/// What of the reader's own is found by itself and not with an item. It is no item, so JSON has
/// none of it.
fn print_own(own: &Own, query: &str, after: bool, context: &Context) -> anyhow::Result<()> {
    let mut text = String::new();
    let head = |key: &str| {
        format!("{}\n", output::styled(output::Look::Strong, &say(context.lang, key, &[])))
    };
    if !own.ideas.is_empty() {
        text.push_str(&head("search.ideas"));
        for idea in &own.ideas {
            text.push_str(&(output::idea_line(idea, context) + "\n"));
        }
    }
    if !own.notes.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&head("search.notes"));
        for note in &own.notes {
            let name = output::styled(output::Look::Strong, &note.about.to_string());
            text.push_str(&format!("{:>6}  {name}  {}\n", "", line_with(&note.text, query)));
        }
    }
    let gap = if after && !text.is_empty() { "\n" } else { "" };
    output::print(&format!("{gap}{text}"))
}

/// The first line of a text that holds one of the words, else its first.
fn line_with(text: &str, query: &str) -> String {
    let words: Vec<String> = query
        .split_whitespace()
        .map(|word| word.trim_matches(['"', '*', '-']).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let holds = |line: &&str| words.iter().any(|word| line.to_lowercase().contains(word));
    let line = text.lines().find(holds).or(text.lines().next()).unwrap_or_default();
    clean::line(line, 160)
}
