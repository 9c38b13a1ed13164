//! `jogan move`: where the reader wants items, for good.

use anyhow::bail;
use clap::Args;

use super::failed::failed;
use super::{Context, Outcome, output};
use crate::lang::say;
use crate::library;
use crate::model::change::Face;
use crate::model::{ItemId, Pane, PaneRule, RuleFor, SourceId};

/// Move items to another pane, or say where all of a source or about a term belong
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where to: research, companies or trends; without it, the rules are listed
    #[arg(value_parser = pane)]
    pane: Option<Pane>,
    /// Numbers of items, as `jogan list` prints them
    #[arg(value_name = "ID")]
    ids: Vec<i64>,
    /// All that comes from this source from now on
    #[arg(long, value_name = "SOURCE")]
    source: Vec<String>,
    /// All whose title names this from now on
    #[arg(long, value_name = "TERM", value_parser = term)]
    term: Vec<String>,
    /// Forget the rules for these sources and terms instead
    #[arg(long, conflicts_with_all = ["pane", "ids"])]
    forget: bool,
}

fn pane(text: &str) -> Result<Pane, String> {
    Pane::from_name(text).ok_or_else(|| "the panes are research, companies and trends".into())
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let mut store = context.store()?;
    let sources = arguments.source.iter().map(|id| RuleFor::Source(SourceId(id.clone())));
    let terms = arguments.term.iter().map(|term| RuleFor::Term(term.clone()));
    let wanted: Vec<RuleFor> = sources.chain(terms).collect();
    if arguments.forget {
        for of in &wanted {
            if !library::forget_rule(&mut store, of, Face::Shell, context.now)? {
                bail!(failed("failed.program.no_rule", &[&name(of)]));
            }
        }
        return Ok(Outcome::Done);
    }
    let Some(pane) = arguments.pane else {
        let line = |rule: &PaneRule| {
            let pane = say(context.lang, &format!("pane.{}", rule.pane.name()), &[]);
            format!("{pane}  {}\n", name(&rule.of))
        };
        output::print(&store.pane_rules()?.iter().map(line).collect::<String>())?;
        return Ok(Outcome::Done);
    };
    if arguments.ids.is_empty() && wanted.is_empty() {
        bail!(failed("failed.program.nothing_to_move", &[]));
    }
    let ids: Vec<ItemId> = arguments.ids.iter().copied().map(ItemId).collect();
    library::put_into(&mut store, (&ids, pane), wanted, Face::Shell, context.now)?;
    Ok(Outcome::Done)
}

fn term(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("a term is a word or several".into()),
        term => Ok(term.to_owned()),
    }
}

fn name(of: &RuleFor) -> &str {
    match of {
        RuleFor::Source(SourceId(name)) | RuleFor::Term(name) => name,
    }
}
