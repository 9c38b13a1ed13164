//! Markdown: all ideas under a heading each, or one a file with front matter that Obsidian reads.

use super::Sheet;
use crate::export::markdown::escape;
use crate::lang::{Lang, headings, say};
use crate::model::{Row, Zone};
use crate::text::{address, clean};

pub(super) fn write(sheets: &[Sheet], lang: Lang, zone: Zone) -> String {
    let mut text = format!("# {}\n", say(lang, "idea.title", &[]));
    for sheet in sheets {
        text.push_str(&format!(
            "\n## {}\n\n",
            escape(&clean::line(&sheet.idea.thought.title, 1_000))
        ));
        text.push_str(&format!("*{}*\n", escape(&facts(sheet, lang, zone))));
        let preface = body(&sheet.idea.thought.preface);
        if !preface.is_empty() {
            text.push_str(&format!("\n{preface}\n"));
        }
        for (heading, section) in headings(lang).iter().zip(&sheet.idea.thought.sections) {
            if !section.is_empty() {
                text.push_str(&format!("\n### {heading}\n\n{}\n", body(section)));
            }
        }
        text.push_str(&sources(sheet, lang, zone, "###"));
    }
    text
}

/// An idea as a file of its own: status and tags as front matter, then the text, then its sources.
pub fn file(sheet: &Sheet, lang: Lang, zone: Zone) -> String {
    let thought = &sheet.idea.thought;
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let tags: Vec<String> = thought.tags.iter().map(|tag| quoted(tag)).collect();
    format!(
        "---\njogan: idea-{}\ntitle: {}\naliases: [{}]\nstatus: {}\ntags: [{}]\ncreated: {}\ntouched: {}\n---\n\
         {}{}",
        sheet.idea.id.0,
        quoted(&thought.title),
        quoted(&thought.title),
        thought.status.name(),
        tags.join(", "),
        sheet.idea.created.format("%Y-%m-%dT%H:%M:%SZ"),
        sheet.idea.touched.format("%Y-%m-%dT%H:%M:%SZ"),
        body(&thought.to_plain_text(&headings(lang))) + "\n",
        sources(sheet, lang, zone, "##"),
    )
}

/// Status, tags and dates in one line.
fn facts(sheet: &Sheet, lang: Lang, zone: Zone) -> String {
    let idea = &sheet.idea;
    let status = say(lang, &format!("idea.status.{}", idea.thought.status.name()), &[]);
    let mut facts = vec![status.into_owned()];
    facts.extend(idea.thought.tags.iter().map(|tag| format!("#{tag}")));
    facts.push(zone.day_of(idea.created).to_string());
    if idea.template {
        facts.push(say(lang, "idea.template_mark", &[]).into_owned());
    }
    clean::line(&facts.join(" · "), 1_000)
}

/// The reader's own Markdown, free of control characters.
fn body(text: &str) -> String {
    clean::block(text, text.len())
}

fn sources(sheet: &Sheet, lang: Lang, zone: Zone, mark: &str) -> String {
    let lines: String = sheet.sources().map(|(row, why)| source(row, &why, zone)).collect();
    if lines.is_empty() {
        return lines;
    }
    format!("\n{mark} {}\n\n{lines}", say(lang, "idea.sources", &[]))
}

fn source(row: &Row, why: &str, zone: Zone) -> String {
    let dash = if why.is_empty() { "" } else { WHY };
    format!("{}{dash}{}\n", source_head(row, zone), escape(why))
}

/// What stands between an item and why the idea stands on it.
const WHY: &str = " — ";

/// The line of an item that an idea stands on, without why.
pub fn source_head(row: &Row, zone: Zone) -> String {
    let title = escape(&clean::line(&row.title, 1_000));
    let link = match row.url.as_deref().and_then(address::leaving) {
        Some(url) => format!("[{title}](<{url}>)"),
        None => title,
    };
    let from = escape(&clean::line(&row.imprint(zone), 200));
    format!("- {link} ({from})")
}

/// Why the idea stands on an item, read from what stands after its head; however the dash is
/// typed.
pub fn read_why(rest: &str) -> String {
    let rest = rest.trim();
    let why = [WHY.trim(), "–", "--", "-", ":"].iter().find_map(|dash| rest.strip_prefix(dash));
    let mut words = String::with_capacity(rest.len());
    let mut chars = why.unwrap_or(rest).trim().chars().peekable();
    while let Some(c) = chars.next() {
        // A backslash before a sign is none of the words'.
        match (c, chars.peek()) {
            ('\\', Some(next)) if next.is_ascii_punctuation() => words.extend(chars.next()),
            _ => words.push(c),
        }
    }
    clean::line(&words, 1_000)
}
