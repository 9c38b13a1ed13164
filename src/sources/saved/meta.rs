//! What a page says of itself for programs: the `citation_*` fields that scholarly indexes read,
//! Dublin Core and PRISM, JSON-LD, Open Graph.

mod fields;

use chrono::NaiveTime;
use serde_json::Value;

use crate::model::{Moment, Paper};
use crate::sources::grammar::date::Locale;
use crate::sources::grammar::{date, json, people, raw};
use crate::text::address;
use fields::Fields;

/// Most authors taken.
const AUTHORS: usize = 200;

/// What a page says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Meta {
    /// What it is called, by a field that names the work alone; the site's name is no part of it.
    pub(super) title: Option<String>,
    /// What it is called by fields that may name the site too.
    pub(super) heading: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<Moment>,
    pub(super) summary: String,
    pub(super) site: Option<String>,
    pub(super) language: Option<String>,
    pub(super) keywords: Vec<String>,
    pub(super) paper: Paper,
    /// ISSN of its journal.
    pub(super) issn: Option<String>,
}

/// Reads what a page says of itself.
pub(super) fn read(text: &str, url: &str) -> Meta {
    let fields = Fields::of(text);
    // Of several the one with a headline tells the page.
    let work =
        fields.works.iter().find(|work| work.get("headline").is_some()).or(fields.works.first());
    let of_work = |key: &str| json::word(work?, key);
    let site = fields.first(&["og:site_name", "application-name"]);
    let title = fields
        .first(&[
            "citation_title",
            "bepress_citation_title",
            "eprints.title",
            "dc.title",
            "dcterms.title",
        ])
        .or_else(|| work_title(&fields, work?))
        .map(|title| raw::plain_title(&title));
    let heading = fields
        .first(&["og:title", "twitter:title", "parsely-title", "sailthru.title"])
        .map(|title| raw::plain_title(&title))
        .or_else(|| Some(raw::plain_title(&fields.heading)))
        .filter(|title| !title.is_empty())
        .or_else(|| Some(raw::plain_title(&fields.title)))
        .map(|title| without_site(&title, site.as_deref()).to_owned());
    let language = fields.first(&["citation_language", "dc.language", "lang", "og:locale"]);
    let called = [title.as_deref(), heading.as_deref()].into_iter().flatten();
    let locale = Locale::of(&[language.as_deref()], &[Some(url)], called, std::iter::empty());
    Meta {
        title: title.filter(|title| !title.is_empty()),
        heading: heading.filter(|title| !title.is_empty()),
        authors: authors(&fields, work),
        published: published(&fields, work, locale),
        summary: fields
            .first(&["citation_abstract", "eprints.abstract", "dcterms.abstract", "dc.description"])
            .or_else(|| of_work("abstract"))
            .or_else(|| fields.first(&["og:description", "description", "twitter:description"]))
            .or_else(|| of_work("description"))
            .unwrap_or_default(),
        language: language
            .map(|code| code.split(['_', '-']).next().unwrap_or_default().to_ascii_lowercase())
            .filter(|code| (2..=3).contains(&code.len())),
        keywords: keywords(&fields),
        issn: fields.first(&[
            "citation_issn",
            "prism.issn",
            "prism.eissn",
            "citation_eissn",
            "dc.source.issn",
        ]),
        paper: paper(&fields, work),
        site,
    }
}

/// What a work is called: its headline or its name, whichever the page shows. An encyclopedia writes
/// a description for the one, and others the site's name for the other.
fn work_title(fields: &Fields, work: &Value) -> Option<String> {
    let letters = |text: &str| -> String {
        let text = raw::plain_title(text).to_lowercase();
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let shown =
        [Some(fields.title.clone()), Some(fields.heading.clone()), fields.first(&["og:title"])];
    let shown: Vec<String> = shown.iter().flatten().map(|text| letters(text)).collect();
    let called = ["headline", "name"].map(|key| json::word(work, key));
    let is_shown = |title: &&String| {
        let title = letters(title);
        !title.is_empty() && shown.iter().any(|shown| shown.contains(&title))
    };
    let mut called = called.iter().flatten();
    let first = called.clone().next();
    called.find(is_shown).or(first).cloned()
}

/// A title without the name of the site before or behind it.
pub(super) fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let Some(site) = site else { return title };
    for sign in [" | ", " - ", " – ", " — ", " · ", " :: ", " \\ "] {
        let cut = title.rsplit_once(sign).filter(|(_, end)| end.trim().eq_ignore_ascii_case(site));
        if let Some((before, _)) = cut {
            return before.trim();
        }
    }
    title
}

fn authors(fields: &Fields, work: Option<&Value>) -> Vec<String> {
    let named = fields.every(&[
        "citation_author",
        "bepress_citation_author",
        "eprints.creators_name",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor",
    ]);
    // Some write all of them into one field.
    let together = || fields.first(&["citation_authors"]);
    let of_work = || {
        let by = ["author", "creator", "organizer"];
        let people = work.and_then(|work| by.iter().find_map(|key| work.get(key)));
        let people: Vec<&Value> = match people {
            Some(Value::Array(people)) => people.iter().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        people
            .into_iter()
            .filter_map(|one| json::as_word(one).or_else(|| json::word(one, "name")))
            .collect::<Vec<_>>()
    };
    // Many name an author's page there, and the author elsewhere.
    let said = || {
        let names = ["article:author", "author", "parsely-author", "sailthru.author", "byl"];
        let people = |name: &str| fields.all.get(name)?.iter().find(|one| !one.contains("://"));
        names.iter().find_map(|name| people(name).map(|_| fields.all[*name].clone()))
    };
    let written = if named.is_empty() {
        together().map(|all| all.split(';').map(str::to_owned).collect()).unwrap_or_default()
    } else {
        named
            .into_iter()
            .flat_map(|names| names.split(';').map(str::to_owned).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    let mut found: Vec<String> =
        written.iter().map(|name| given_first(without_by(name.trim()))).collect();
    if found.is_empty() {
        let mut fields = of_work();
        if fields.is_empty() {
            fields = said().unwrap_or_default();
        }
        // What is written for readers has several in one field.
        found = fields
            .iter()
            .filter(|name| !name.contains("://"))
            .flat_map(|name| people::names(name))
            .map(|name| if is_inverted(&name) { given_first(&name) } else { name })
            .collect();
    }
    let is_name =
        |name: &String| !name.is_empty() && !name.contains("://") && name.chars().count() < 200;
    found.into_iter().filter(is_name).take(AUTHORS).collect()
}

fn without_by(name: &str) -> &str {
    name.strip_prefix("By ").unwrap_or(name)
}

/// `Bee, Ann` as Ann Bee.
fn given_first(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) if !given.contains(',') && !given.trim().is_empty() => {
            format!("{} {}", given.trim(), family.trim())
        }
        Some(_) | None => name.to_owned(),
    }
}

/// Whether a name that was written for readers has the family name first: "Bee, Ann" and
/// "van Bee, Ann", but not "Ann Bee, Reuters".
fn is_inverted(name: &str) -> bool {
    let family = name.split_once(',').map(|(family, _)| family.trim());
    family.is_some_and(|family| {
        !family.contains(' ') || family.starts_with(|first: char| first.is_lowercase())
    })
}

fn published(fields: &Fields, work: Option<&Value>, locale: Locale) -> Option<Moment> {
    const NAMES: [&str; 23] = [
        "citation_publication_date",
        "citation_online_date",
        "citation_date",
        "bepress_citation_date",
        "prism.publicationdate",
        "article:published_time",
        "og:article:published_time",
        "article:published",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "dcterms.created",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "eprints.date",
        "date",
        "citation_year",
    ];
    let day = |text: &str| day(text, locale);
    let of_work = || day(&json::word(work?, "datePublished")?);
    let known = NAMES.iter().take(5).find_map(|name| day(&fields.first(&[name])?));
    known
        .or_else(of_work)
        .or_else(|| NAMES.iter().skip(5).find_map(|name| day(&fields.first(&[name])?)))
}

/// A date of which the day, or the month too, may be missing.
fn day(text: &str, locale: Locale) -> Option<Moment> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let is_short = parts.len() <= 3
        && parts
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        && parts.first().is_some_and(|year| year.len() == 4);
    if !is_short {
        let of_month = || Some(date::parse_month(text)?.and_time(NaiveTime::MIN).and_utc());
        return date::parse_in(text, locale).or_else(of_month);
    }
    let part = |at: usize| parts.get(at).copied().unwrap_or("1");
    date::parse(&format!("{}-{:0>2}-{:0>2}", parts[0], part(1), part(2)))
}

fn keywords(fields: &Fields) -> Vec<String> {
    let all = fields.every(&["citation_keywords", "dc.subject", "article:tag", "news_keywords"]);
    all.iter()
        .flat_map(|words| words.split([';', ',']))
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn paper(fields: &Fields, work: Option<&Value>) -> Paper {
    let of_work = |key: &str| json::word(work?, key);
    let dois = [
        "citation_doi",
        "bepress_citation_doi",
        "prism.doi",
        "dc.identifier.doi",
        "doi",
        "dc.identifier",
        "dcterms.identifier",
        "eprints.id_number",
    ];
    let doi = dois
        .iter()
        .flat_map(|name| fields.all.get(*name).into_iter().flatten())
        .find_map(|text| is_doi(text))
        .or_else(|| ["identifier", "sameAs", "@id"].iter().find_map(|key| is_doi(&of_work(key)?)));
    // A report is published by its house, everything else in a journal or at a conference.
    let venue = fields.first(&[
        "citation_journal_title",
        "citation_conference_title",
        "citation_inbook_title",
        "bepress_citation_journal_title",
        "prism.publicationname",
        "citation_technical_report_institution",
        "citation_dissertation_institution",
        "eprints.publication",
    ]);
    let periodical = || periodical(work?).filter(|_| doi.is_some());
    Paper {
        venue: venue.or_else(periodical),
        arxiv: fields
            .first(&["citation_arxiv_id"])
            .and_then(|id| address::arxiv_id(&format!("https://arxiv.org/abs/{id}"))),
        pmid: fields
            .first(&["citation_pmid"])
            .filter(|id| id.bytes().all(|byte| byte.is_ascii_digit())),
        pdf: fields.first(&[
            "citation_pdf_url",
            "bepress_citation_pdf_url",
            "eprints.document_url",
        ]),
        doi,
        ..Paper::default()
    }
}

/// The journal that a work is part of, of which it may be an issue that says so.
fn periodical(work: &Value) -> Option<String> {
    const DEPTH: usize = 4;
    let part_of = |of: &Value| {
        let whole = of.get("isPartOf")?;
        whole.as_array().map_or(Some(whole), |several| several.first()).cloned()
    };
    let wholes = std::iter::successors(part_of(work), part_of).take(DEPTH);
    wholes.filter_map(|whole| json::word(&whole, "name")).last()
}

fn is_doi(text: &str) -> Option<String> {
    let text = text.trim();
    let starts = text.starts_with("10.")
        || text.to_ascii_lowercase().starts_with("doi:")
        || text.contains("doi.org/10.");
    address::bare_doi(text).filter(|_| starts).map(str::to_owned)
}

#[cfg(test)]
mod tests;
