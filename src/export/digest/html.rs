//! One self-contained HTML page: no script, nothing from outside, light and dark, for a phone, a
//! desk and paper.

use super::{
    Sentence, blocks, groups, imprint, lead, left, line, link, meta, nothing, reading_time,
    sentences, sentences_of_lead, summary, title, writer,
};
use crate::export::xml::escape;
use crate::lang::{Lang, say};
use crate::model::{Digest, Entry, Lead};

/// Looks of the page. Its hash stands in the policy below, so that no other style is obeyed.
const STYLE: &str = include_str!("../../../assets/export/digest.css");

/// SHA-256 of [`STYLE`] in Base64; a test keeps it true.
const STYLE_HASH: &str = "iLKxnl2aSaj5VOO1rBFgPoRS3UMVNbxtAi+N6THwQps=";

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
    if let Some(summary) = summary(digest) {
        body.push_str(&format!("\n<p class=\"counts\">{}</p>", escape(&summary)));
    }
    if !digest.lead.is_empty() {
        let lines: String =
            digest.lead.iter().map(|told| item_of_lead(digest, told, lang)).collect();
        body.push_str(&format!("\n<ol class=\"lead\">\n{lines}</ol>"));
    }
    body.push_str("</header>\n<main>\n");
    if let Some(nothing) = nothing(digest) {
        body.push_str(&format!("<p class=\"meta\">{}</p>\n", escape(&nothing)));
    }
    for block in blocks(digest) {
        body.push_str(&format!("<section>\n<h2>{}</h2>\n", escape(&line(&block.title))));
        for (group, entries, is_table) in groups(block, lang) {
            if let Some(group) = group {
                body.push_str(&format!("<h3>{}</h3>\n", escape(&group)));
            }
            if is_table {
                body.push_str(&table(&block.columns, entries, lang));
            } else {
                let items: String = entries.iter().map(|entry| item(digest, entry, lang)).collect();
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
    if let Some(left) = left(digest, lang) {
        body.push_str(&format!("<p class=\"meta\">{}</p>\n", escape(&left)));
    }
    if !digest.references.is_empty() {
        let heading = escape(&say(lang, "digest.references", &[]));
        // Numbers are words of the page: those of a list are cut off in print from 10 on.
        body.push_str(&format!("<footer>\n<h2>{heading}</h2>\n<ul class=\"sources\">\n"));
        for reference in &digest.references {
            let words = escape(&line(&reference.title));
            let page = match link(reference) {
                Some(url) => format!("<a href=\"{}\" rel=\"noreferrer\">{words}</a>", escape(&url)),
                None => words,
            };
            let (n, imprint) = (reference.n, escape(&imprint(reference)));
            body.push_str(&format!(
                "<li id=\"s{n}\">[{n}] {page} <span class=\"meta\">{imprint}</span></li>\n"
            ));
        }
        body.push_str("</ul>\n</footer>\n");
    }
    body
}

/// What leads: its line, its sentences, where it comes from.
fn item_of_lead(digest: &Digest, told: &Lead, lang: Lang) -> String {
    let marks = marks(&told.refs);
    let mut item = match lead(digest, told) {
        (words, Some(url)) => {
            let (url, words) = (escape(&url), escape(&words));
            format!("<li><a href=\"{url}\"><strong>{words}</strong></a>{marks}")
        }
        (words, None) => format!("<li><strong>{}</strong>{marks}", escape(&words)),
    };
    for sentence in sentences_of_lead(digest, told, lang) {
        item.push_str(&format!("\n<p>{}</p>", said(&sentence, lang)));
    }
    let meta = line(&told.meta.join(" · "));
    if !meta.is_empty() {
        item.push_str(&format!("\n<p class=\"meta\">{}</p>", escape(&meta)));
    }
    item.push_str("</li>\n");
    item
}

fn item(digest: &Digest, entry: &Entry, lang: Lang) -> String {
    let is_title =
        entry.scan.is_none() && entry.quote.as_ref().is_none_or(|q| q.item == entry.item);
    let of = if is_title { language(&entry.language, lang) } else { String::new() };
    let mut item = format!("<li><strong{of}>{}</strong>", escape(&line(&entry.label)));
    item.push_str(&marks(&entry.refs));
    if !entry.series.is_empty() {
        item.push(' ');
        item.push_str(&chart(&entry.series, lang));
    }
    let mut all = sentences(digest, entry, lang).into_iter();
    if let Some(sentence) = all.next() {
        item.push(' ');
        item.push_str(&said(&sentence, lang));
    }
    let meta = meta(entry);
    if !meta.is_empty() {
        item.push_str(&format!(" <span class=\"meta\">{}</span>", escape(&meta)));
    }
    for sentence in all {
        item.push_str(&format!("\n<p>{}</p>", said(&sentence, lang)));
    }
    item.push_str("</li>\n");
    item
}

/// A sentence. What has a language was quoted; the rest is the reader's own, or the program's.
fn said(sentence: &Sentence<'_>, lang: Lang) -> String {
    let words = escape(&sentence.words);
    if let Some(heading) = &sentence.heading {
        return format!("<span data-written><em>{}</em> {words}</span>", escape(heading));
    }
    if let Some(quote) = &sentence.in_place_of {
        return format!(
            "<span data-written>{words}</span> <details><summary>{}</summary><q>{}</q></details>",
            escape(&say(lang, "digest.quote", &[])),
            escape(quote)
        );
    }
    let words = match sentence.quoted {
        Some(code) => format!("<q{}>{words}</q>", language(code, lang)),
        None => words,
    };
    match &sentence.from {
        Some((source, n)) => {
            format!("{words} <span class=\"meta\">{}</span>{}", escape(source), marks(&[*n]))
        }
        None => words,
    }
}

/// The attribute that tells a reader aloud in which language something is, if not in the page's.
fn language(code: &str, lang: Lang) -> String {
    let is_code = code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    if is_code && code != lang.code() { format!(" lang=\"{code}\"") } else { String::new() }
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
