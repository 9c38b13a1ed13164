//! `jogan export`: notes, ideas, the reading list and the sources as documents other programs
//! read, and all of it as one archive that `jogan import` reads back.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::failed::{OrSay as _, misuse};
use super::input::{due, progress, tag_asked};
use super::sheets::sheets;
use super::{Context, Outcome, output};
use crate::export::ideas::{self, Sheet};
use crate::export::items::{self, What};
use crate::export::{file, journal, opml};
use crate::library;
use crate::model::{Item, ItemId, Progress, Query, Sort, Thought};
use crate::store::Store;
use crate::text::links::{self, Target};
use crate::text::{address, clean};

/// Write notes, ideas, the reading list, the sources or all of it for other programs
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What to write
    what: Shelf,
    /// md, json, org, bibtex, biblatex, ris, csl or csv, where each fits; opml for sources, jsonl
    /// for all
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// References as BibTeX or as BibLaTeX has them; without --format one of these
    #[arg(long, value_name = "STYLE")]
    style: Option<Style>,
    /// Where to: a file, or `-` for standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// Ideas alone: a file for each, with front matter, in this folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["out", "format"])]
    dir: Option<PathBuf>,
    /// The reading list alone: only what stands so: to-read, reading or done
    #[arg(long, value_parser = progress)]
    state: Option<Progress>,
    /// The reading list alone: only what has this tag
    #[arg(long)]
    tag: Option<String>,
    /// The reading list alone: only what is to be read up to this week: this, next or 2026-W10
    #[arg(long, value_name = "WEEK")]
    due: Option<String>,
    /// The sources alone: without those that are switched off
    #[arg(long)]
    enabled_only: bool,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

/// The dialect of a bibliography.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Style {
    /// For bibtex and natbib
    Bibtex,
    /// For biber: pages as @online, days, access dates
    Biblatex,
}

impl Style {
    fn name(self) -> &'static str {
        match self {
            Style::Bibtex => "bibtex",
            Style::Biblatex => "biblatex",
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Shelf {
    /// Items with notes
    Notes,
    /// Items on the reading list
    ReadingList,
    /// The notes on days
    Journal,
    /// Research ideas
    Ideas,
    /// The sources, as OPML
    Sources,
    /// All that is yours, as JSON Lines that `jogan import` reads back
    All,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let of_list = arguments.state.is_some() || arguments.tag.is_some() || arguments.due.is_some();
    if of_list && !matches!(arguments.what, Shelf::ReadingList) {
        return Err(misuse("failed.program.list_only", &[]).into());
    }
    let store = context.reading()?;
    let format = match (arguments.style, arguments.format.as_deref()) {
        (None, format) => format,
        (Some(style), None | Some("bibtex" | "biblatex" | "bib")) => Some(style.name()),
        (Some(_), Some(format)) => {
            return Err(misuse("failed.program.style", &[&format]).into());
        }
    };
    let document = match arguments.what {
        Shelf::Notes => {
            let mut noted: Vec<ItemId> = Vec::new();
            for id in library::notes(&store)?.iter().filter_map(|note| note.about.item()) {
                // An item and its story may both have one.
                if !noted.contains(&id) {
                    noted.push(id);
                }
            }
            list(What::Notes, &whole(&store, noted, context)?, format, context)?
        }
        Shelf::ReadingList => {
            let starred = Query {
                starred: true,
                sort: Sort::Hand,
                progress: arguments.state,
                tag: arguments.tag.as_deref().map(tag_asked),
                due: due(arguments.due.as_deref(), context)?,
                ..Query::default()
            };
            let starred = library::rows(&store, &starred, None, context.now)?;
            let starred = starred.iter().map(|row| row.id).collect();
            list(What::ReadingList, &whole(&store, starred, context)?, format, context)?
        }
        Shelf::Journal => {
            let name = format.unwrap_or(journal::FORMATS[0]);
            let mut notes = library::notes(&store)?;
            for note in &mut notes {
                note.text = linked(&store, &note.text, context)?;
            }
            journal::write(name, &notes, context.lang)
                .ok_or_else(|| no_format(name, &journal::FORMATS))?
        }
        Shelf::Ideas => {
            let mut ideas = library::ideas(&store, false)?;
            ideas.sort_by_key(|idea| idea.id);
            for idea in &mut ideas {
                let Thought { preface, sections, .. } = &mut idea.thought;
                for text in sections.iter_mut().chain([preface]) {
                    *text = linked(&store, text, context)?;
                }
            }
            let sheets = sheets(&store, ideas, context)?;
            if let Some(dir) = &arguments.dir {
                return write_files(&sheets, dir, arguments.force, context);
            }
            let name = format.unwrap_or(ideas::FORMATS[0].name);
            let format = ideas::format(name)
                .ok_or_else(|| no_format(name, &ideas::FORMATS.map(|format| format.name)))?;
            (format.write)(&sheets, context.lang, context.zone)
        }
        Shelf::All => match format {
            None | Some("jsonl") => archive(&store)?,
            Some(other) => return Err(no_format(other, &["jsonl"])),
        },
        Shelf::Sources => match format {
            None | Some("opml") => {
                opml::write(&store.sources()?, !arguments.enabled_only, context.lang)
            }
            Some(other) => return Err(no_format(other, &["opml"])),
        },
    };
    if arguments.dir.is_some() {
        return Err(misuse("failed.program.dir", &[]).into());
    }
    if arguments.out == Path::new("-") {
        output::print_document(&document)?;
    } else {
        file::write(&arguments.out, document.as_bytes(), arguments.force)?;
    }
    Ok(Outcome::Done)
}

fn whole(store: &Store, ids: Vec<ItemId>, context: &Context) -> anyhow::Result<Vec<Item>> {
    let mut items =
        ids.into_iter().map(|id| store.cited(id, context.now)).collect::<Result<Vec<_>, _>>()?;
    for item in &mut items {
        // What was noted on the story stands below what was noted on its item.
        if let Some(story) = item.story_note.take() {
            item.note = Some(match item.note.take() {
                Some(note) => format!("{note}\n\n{story}"),
                None => story,
            });
        }
        if let Some(note) = &item.note {
            item.note = Some(linked(store, note, context)?);
        }
    }
    Ok(items)
}

/// The reader's own text without links that only the program can follow: those to items lead to
/// their pages, those to ideas are their words.
fn linked(store: &Store, text: &str, context: &Context) -> anyhow::Result<String> {
    let rows = library::rows_of(store, links::items(text).into_iter().map(ItemId), context.now)?;
    Ok(links::to_pages(text, |target| match target {
        Target::Item(id) => rows.get(&ItemId(id))?.url.as_deref().and_then(address::leaving),
        Target::Idea(_) => None,
    }))
}

/// One record a line.
fn archive(store: &Store) -> anyhow::Result<String> {
    let mut text = String::new();
    store.archive(|record| -> anyhow::Result<()> {
        let line = serde_json::to_string(&record).or_say("failed.program.json", &[])?;
        text.push_str(&clean::json(line));
        text.push('\n');
        Ok(())
    })?;
    Ok(text)
}

fn write_files(
    sheets: &[Sheet],
    dir: &Path,
    force: bool,
    context: &Context,
) -> anyhow::Result<Outcome> {
    std::fs::create_dir_all(dir).or_say("failed.program.make", &[&dir.display()])?;
    for sheet in sheets {
        let text = ideas::file(sheet, context.lang, context.zone);
        file::write(&dir.join(sheet.file_name()), text.as_bytes(), force)?;
    }
    Ok(Outcome::Done)
}

fn no_format(name: &str, known: &[&str]) -> anyhow::Error {
    misuse("failed.program.format", &[&name, &known.join(", ")]).into()
}

fn list(
    what: What,
    items: &[Item],
    format: Option<&str>,
    context: &Context,
) -> anyhow::Result<String> {
    let name = format.unwrap_or(items::FORMATS[0].name);
    let format = items::format(name)
        .ok_or_else(|| no_format(name, &items::FORMATS.map(|format| format.name)))?;
    Ok((format.write)(what, items, context.lang, context.zone))
}
