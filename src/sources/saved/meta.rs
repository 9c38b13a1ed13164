//! What a page says of itself for programs: the `citation_*` fields that scholarly indexes read,
//! Dublin Core and PRISM, JSON-LD, Open Graph.

use std::collections::HashMap;

use serde_json::Value;

use crate::model::{Moment, Paper};
use crate::sources::grammar::date::Locale;
use crate::sources::grammar::tags::{Piece, Pieces, attribute};
use crate::sources::grammar::{date, json, people, raw};
use crate::text::{address, clean, html};

/// Most fields read of one page, and characters of each.
const FIELDS: usize = 2_000;
const FIELD_CHARS: usize = 20_000;

/// Longest JSON-LD that is read, in bytes, and most objects looked at within it.
const LD_BYTES: usize = 512 * 1024;
const LD_OBJECTS: usize = 2_000;

/// Most authors taken.
const AUTHORS: usize = 200;

/// Types of schema.org that are what a page is about, in lower case.
const WORKS: [&str; 20] = [
    "article",
    "newsarticle",
    "blogposting",
    "scholarlyarticle",
    "medicalscholarlyarticle",
    "report",
    "techarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "liveblogposting",
    "socialmediaposting",
    "creativework",
    "event",
    "educationevent",
    "businessevent",
    "videoobject",
    "dataset",
    "book",
    "podcastepisode",
];

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

/// The fields of a page by their names in lower case, and its objects of JSON-LD.
#[derive(Default)]
struct Fields {
    all: HashMap<String, Vec<String>>,
    works: Vec<Value>,
    title: String,
    heading: String,
}

impl Fields {
    fn of(text: &str) -> Fields {
        let mut fields = Fields::default();
        let mut count = 0;
        let mut into = Into::Nothing;
        for (at, piece) in Pieces::of(text) {
            match (&into, piece) {
                (Into::Ld(start), Piece::Close(name)) if name.eq_ignore_ascii_case("script") => {
                    fields.take_ld(&text[*start..at]);
                    into = Into::Nothing;
                }
                (Into::Ld(_), _) => {}
                (Into::LdFrom, _) => {
                    into = Into::Ld(at);
                    if matches!(piece, Piece::Close(name) if name.eq_ignore_ascii_case("script")) {
                        into = Into::Nothing;
                    }
                }
                (Into::Title, Piece::Text(words)) if fields.title.len() < 2_000 => {
                    fields.title.push_str(words);
                }
                (Into::Heading, Piece::Text(words)) if fields.heading.len() < 2_000 => {
                    fields.heading.push_str(words);
                }
                (Into::Title, Piece::Close(name)) if name.eq_ignore_ascii_case("title") => {
                    into = Into::Nothing;
                }
                (Into::Heading, Piece::Close(name)) if name.eq_ignore_ascii_case("h1") => {
                    into = Into::Nothing;
                }
                (_, Piece::Open { name, attributes, empty: false })
                    if name.eq_ignore_ascii_case("script")
                        && attribute(attributes, "type")
                            .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) =>
                {
                    into = Into::LdFrom;
                }
                (_, Piece::Open { name, empty: false, .. })
                    if name.eq_ignore_ascii_case("title") && fields.title.is_empty() =>
                {
                    into = Into::Title;
                }
                (_, Piece::Open { name, empty: false, .. })
                    if name.eq_ignore_ascii_case("h1") && fields.heading.is_empty() =>
                {
                    into = Into::Heading;
                }
                (_, Piece::Open { name, attributes, .. })
                    if name.eq_ignore_ascii_case("meta") && count < FIELDS =>
                {
                    count += 1;
                    fields.take_meta(attributes);
                }
                (_, Piece::Open { name, attributes, .. }) if name.eq_ignore_ascii_case("html") => {
                    let lang = attribute(attributes, "lang").map(ToOwned::to_owned);
                    fields.all.entry("lang".to_owned()).or_default().extend(lang);
                }
                _ => {}
            }
        }
        fields
    }

    fn take_meta(&mut self, attributes: &str) {
        let named =
            ["name", "property", "itemprop"].iter().find_map(|key| attribute(attributes, key));
        let (Some(name), Some(content)) = (named, attribute(attributes, "content")) else { return };
        let value = clean::block(&html::decode(content), FIELD_CHARS);
        if !value.is_empty() {
            self.all.entry(name.trim().to_ascii_lowercase()).or_default().push(value);
        }
    }

    fn take_ld(&mut self, text: &str) {
        let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        if text.len() > LD_BYTES {
            return;
        }
        let Ok(value) = json::value(text) else { return };
        let mut open: Vec<Value> = vec![value];
        let mut seen = 0;
        while let Some(value) = open.pop() {
            seen += 1;
            if seen > LD_OBJECTS {
                return;
            }
            match value {
                Value::Array(values) => open.extend(values.into_iter().rev()),
                Value::Object(mut object) => {
                    for key in ["mainEntity", "@graph"] {
                        open.extend(object.remove(key));
                    }
                    let value = Value::Object(object);
                    if is_work(&value) {
                        self.works.push(value);
                    }
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
    }

    /// The first value of the first of these fields that has one.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all.get(*name)?.first().cloned())
    }

    /// All values of the first of these fields that has any.
    fn every(&self, names: &[&str]) -> Vec<String> {
        names.iter().find_map(|name| self.all.get(*name).cloned()).unwrap_or_default()
    }
}

/// What the text that comes next belongs to.
enum Into {
    LdFrom,
    Ld(usize),
    Title,
    Heading,
    Nothing,
}

fn is_work(value: &Value) -> bool {
    let kinds: Vec<String> = match value.get("@type") {
        Some(Value::String(kind)) => vec![kind.clone()],
        Some(Value::Array(_)) => json::words(value, "@type"),
        _ => Vec::new(),
    };
    kinds.iter().any(|kind| WORKS.contains(&&*kind.to_ascii_lowercase()))
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
        .or_else(|| of_work("headline").or_else(|| of_work("name")))
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
        return date::parse_in(text, locale);
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
