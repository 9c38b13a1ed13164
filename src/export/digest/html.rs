//! One self-contained HTML page: no script, nothing from outside, light and dark, for a phone, a
//! desk and paper.

use super::{facts, groups, imprint, lead, line, link, reading_time, shown_of, title, writer};
use crate::export::xml::escape;
use crate::lang::{Lang, say};
use crate::model::{Digest, Entry, Lead};

/// Looks of the page. Its hash stands in the policy below, so that no other style is obeyed.
const STYLE: &str = include_str!("../../../assets/export/digest.css");

/// SHA-256 of [`STYLE`] in Base64; a test keeps it true.
const STYLE_HASH: &str = "TS2qTABpg6QpPLqt8oyY7I0Z3BG9pGqpIGNWQvvkHWs=";

pub(super) fn write(digest: &Digest, lang: Lang) -> String {
    let (title, body) = (escape(&title(digest, lang)), body(digest, lang));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        lang.code()
    )
}

/// What stands in the page's body, and is all that readers of feeds show.
pub(in crate::export) fn body(digest: &Digest, lang: Lang) -> String {
    let title = escape(&title(digest, lang));
    let mut body = format!(
        "<header><h1>{title}</h1>\n<p class=\"meta\">{}</p>",
        escape(&reading_time(digest, lang))
    );
    if !digest.lead.is_empty() {
        let line = |told: &Lead| {
            let marks = marks(&told.refs);
            match lead(digest, told) {
                (words, Some(url)) => {
                    let (url, words) = (escape(&url), escape(&words));
                    format!("<li><a href=\"{url}\">{words}</a>{marks}</li>\n")
                }
                (words, None) => format!("<li>{}{marks}</li>\n", escape(&words)),
            }
        };
        let lines: String = digest.lead.iter().map(line).collect();
        body.push_str(&format!("\n<ol class=\"lead\">\n{lines}</ol>"));
    }
    body.push_str("</header>\n<main>\n");
    for block in &digest.blocks {
        body.push_str(&format!("<section>\n<h2>{}</h2>\n", escape(&line(&block.title))));
        for (group, entries, is_table) in groups(block) {
            if let Some(group) = group {
                body.push_str(&format!("<h3>{}</h3>\n", escape(&line(group))));
            }
            if is_table {
                body.push_str(&table(&block.columns, entries, lang));
            } else {
                let items: String = entries.iter().map(|entry| item(entry, digest, lang)).collect();
                body.push_str(&format!("<ul>\n{items}</ul>\n"));
            }
        }
        if let Some(remark) = &block.remark {
            body.push_str(&format!("<p class=\"meta\">{}</p>\n", escape(&line(remark))));
        }
        body.push_str("</section>\n");
    }
    if let Some(writer) = writer(digest, lang) {
        body.push_str(&format!("<p class=\"meta\">{}</p>\n", escape(&writer)));
    }
    body.push_str("</main>\n");
    if !digest.references.is_empty() {
        let heading = escape(&say(lang, "digest.references", &[]));
        body.push_str(&format!("<footer>\n<h2>{heading}</h2>\n<ol>\n"));
        for reference in &digest.references {
            let words = escape(&line(&reference.title));
            let page = match link(reference) {
                Some(url) => format!("<a href=\"{}\" rel=\"noreferrer\">{words}</a>", escape(&url)),
                None => words,
            };
            let imprint = escape(&imprint(reference));
            body.push_str(&format!(
                "<li id=\"s{}\">{page} <span class=\"meta\">{imprint}</span></li>\n",
                reference.n
            ));
        }
        body.push_str("</ol>\n</footer>\n");
    }
    body
}

fn item(entry: &Entry, digest: &Digest, lang: Lang) -> String {
    let of = language(entry, lang);
    let mut item = format!("<li><strong{of}>{}</strong>", escape(&line(&entry.label)));
    if !entry.series.is_empty() {
        item.push(' ');
        item.push_str(&chart(&entry.series, lang));
    }
    let shown = shown_of(entry, digest, lang);
    if let (Some(said), Some(quote)) = (&shown.text, &shown.quote) {
        item.push_str(&format!(
            " <span data-written>{}</span> <details><summary>{}</summary><q{of}>{}</q></details>",
            escape(said),
            escape(&say(lang, "digest.quote", &[])),
            escape(quote)
        ));
    } else if let Some(sentences) = &shown.text {
        // What has a language was quoted; the rest is the reader's own, or the program's.
        let said = escape(sentences);
        item.push_str(&if entry.language.is_empty() {
            format!(" {said}")
        } else {
            format!(" <q{of}>{said}</q>")
        });
    }
    let facts = facts(entry);
    if !facts.is_empty() {
        item.push_str(&format!(" <span class=\"meta\">{}</span>", escape(&facts)));
    }
    item.push_str(&marks(&entry.refs));
    if let Some((heading, said)) = &shown.link {
        item.push_str(&format!(
            " <span data-written><em>{}</em> {}</span>",
            escape(heading),
            escape(said)
        ));
    }
    item.push_str("</li>\n");
    item
}

/// The attribute that tells a reader aloud in which language an entry is, if not in the page's.
fn language(entry: &Entry, lang: Lang) -> String {
    let is_code =
        entry.language.len() == 2 && entry.language.bytes().all(|b| b.is_ascii_lowercase());
    if is_code && entry.language != lang.code() {
        format!(" lang=\"{}\"", entry.language)
    } else {
        String::new()
    }
}

fn marks(refs: &[u32]) -> String {
    let mark = |number| format!(" <a class=\"cite\" href=\"#s{number}\">[{number}]</a>");
    refs.iter().map(mark).collect()
}

fn table(columns: &[String], entries: &[Entry], lang: Lang) -> String {
    let head = |text: &String| format!("<th scope=\"col\">{}</th>", escape(&line(text)));
    let heads: String = columns.iter().map(head).collect();
    let row = |entry: &Entry| {
        let cell = |text: &String| format!("<td>{}</td>", escape(&line(text)));
        let cells: String = entry.cells.iter().map(cell).collect();
        format!(
            "<tr><th scope=\"row\">{}</th>{cells}<td>{}</td><td>{}</td></tr>\n",
            escape(&line(&entry.label)),
            chart(&entry.series, lang),
            marks(&entry.refs).trim_start()
        )
    };
    let rows: String = entries.iter().map(row).collect();
    format!(
        "<table>\n<thead><tr>{heads}<td></td><td></td></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

/// Bars of equal width, the tallest for the greatest count.
fn chart(series: &[u32], lang: Lang) -> String {
    const WIDE: usize = 4;
    const TALL: u32 = 16;
    let most = series.iter().copied().max().unwrap_or(0).max(1);
    let bars: String = series
        .iter()
        .enumerate()
        .map(|(at, count)| {
            let tall = 1 + u64::from(*count) * u64::from(TALL - 1) / u64::from(most);
            let top = u64::from(TALL) - tall;
            format!("<rect x=\"{}\" y=\"{top}\" width=\"3\" height=\"{tall}\"/>", at * WIDE)
        })
        .collect();
    let wide = series.len() * WIDE;
    format!(
        "<svg role=\"img\" aria-label=\"{}\" width=\"{wide}\" height=\"{TALL}\" viewBox=\"0 0 {wide} {TALL}\">{bars}</svg>",
        escape(&in_words(series, lang))
    )
}

/// The chart in words, for those who hear the page.
fn in_words(series: &[u32], lang: Lang) -> String {
    let most = series.iter().copied().max().unwrap_or(0);
    let last = series.last().copied().unwrap_or(0);
    say(lang, "digest.chart", &[&series.len(), &last, &most]).into_owned()
}
