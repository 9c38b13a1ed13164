//! What a bibliography says of an item: a paper is cited as the paper, wherever it was seen, and a
//! page as its publisher's, never as the aggregator's that pointed at it. Nothing is made up: what
//! is not known of a date, a venue or a publisher is absent.
//!
//! `Reference` holds the fields; the formats write them. The smallest that does is `items/ris.rs`.

mod key;
mod venue;

use chrono::{Datelike as _, NaiveDate};

use crate::model::{Item, Paper, Progress, Zone};
use crate::text::name::{self, Name};
use crate::text::{address, clean, math};

/// What stands in the place of further names that the source does not give.
pub(super) const OTHERS: &str = "et al.";

/// What it is to a bibliography.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It appeared in a journal: that is named, or its DOI is one of a publisher.
    Article,
    /// It appeared at a conference.
    Talk,
    /// A paper that appeared nowhere yet.
    Preprint,
    /// Anything else on the web.
    Page,
}

/// A day, or as much of it as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Issued {
    pub(super) year: i32,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
}

impl Issued {
    fn of(day: NaiveDate) -> Issued {
        Issued { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
    }

    /// Reads `2024`, `2024-03` or `2024-03-05`.
    fn parse(text: &str) -> Option<Issued> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let mut part = || parts.next().and_then(|part| part.parse().ok());
        Some(Issued { year, month: part(), day: part() })
    }

    /// The numbers that are known, greatest first.
    pub(super) fn parts(self) -> Vec<i64> {
        let rest = self.month.into_iter().chain(self.month.and(self.day)).map(i64::from);
        std::iter::once(i64::from(self.year)).chain(rest).collect()
    }
}

/// As ISO 8601 has it: `2024-03`.
impl std::fmt::Display for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in self.parts().into_iter().skip(1) {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// The fields of a reference, cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) key: String,
    pub(super) kind: Kind,
    /// As its source writes it, with the TeX of formulas.
    pub(super) title: String,
    pub(super) people: Vec<Name>,
    pub(super) issued: Option<Issued>,
    /// When the page was looked at, where that belongs into a citation.
    pub(super) accessed: Option<NaiveDate>,
    /// The journal or the proceedings.
    pub(super) venue: Option<String>,
    /// Who publishes the page.
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) doi: Option<String>,
    pub(super) arxiv: Option<String>,
    /// arXiv's primary category.
    pub(super) class: Option<String>,
    pub(super) pmid: Option<String>,
    pub(super) pmcid: Option<String>,
    pub(super) pdf: Option<String>,
    /// BCP 47.
    pub(super) language: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) keywords: Vec<String>,
    /// The reader's own note, in lines.
    pub(super) note: Option<String>,
}

impl Reference {
    /// The references of items, in their order, each under a key of its own; the days are those of
    /// the reader's zone.
    pub(super) fn all(items: &[Item], zone: Zone) -> Vec<Reference> {
        let mut references: Vec<Reference> =
            items.iter().map(|item| Reference::of(item, zone)).collect();
        key::tell_apart(&mut references);
        references
    }

    fn of(item: &Item, zone: Zone) -> Reference {
        let Paper { doi, arxiv, .. } = &item.paper;
        let doi = doi.as_deref().map(line);
        let named = || address::arxiv_id(&format!("https://doi.org/{}", doi.as_deref()?));
        let arxiv = arxiv.as_deref().map(line).or_else(named);
        let doi = doi.filter(|doi| !address::is_arxiv_doi(doi));
        let venue = item.paper.venue.as_deref().map(line).filter(|venue| venue::is_one(venue));
        let kind = kind(item, venue.as_deref(), doi.is_some(), arxiv.is_some());
        let url = match (kind, &doi, &arxiv) {
            (Kind::Page, ..) | (_, None, None) => None,
            (Kind::Preprint, _, Some(id)) | (_, None, Some(id)) => {
                Some(format!("https://arxiv.org/abs/{id}"))
            }
            (_, Some(doi), _) => address::of_doi(doi),
        };
        let issued = issued(item, zone);
        let reference = Reference {
            key: String::new(),
            kind,
            title: line(&item.row.title),
            people: people(item),
            issued,
            accessed: (kind == Kind::Page || issued.is_none()).then(|| zone.day_of(item.seen)),
            publisher: (kind == Kind::Page).then(|| publisher(item)).flatten(),
            venue,
            url: url.or_else(|| page(item)),
            doi,
            class: item.paper.primary_category.as_deref().map(line).filter(|_| arxiv.is_some()),
            arxiv,
            pmid: item.paper.pmid.as_deref().map(line),
            pmcid: item.paper.pmcid.as_deref().map(line),
            pdf: item.paper.pdf.as_deref().and_then(address::leaving),
            language: Some(line(&item.row.language)).filter(|language| !language.is_empty()),
            summary: Some(line(&item.summary)).filter(|summary| !summary.is_empty()),
            keywords: keywords(item),
            note: note(item),
        };
        // In UTC: the key is the same wherever it is made.
        let year = self::issued(item, Zone::UTC).map(|issued| issued.year);
        Reference { key: key::of(&reference, year), ..reference }
    }

    /// The title with its formulas in Unicode where that has them, for formats without mathematics.
    pub(super) fn readable_title(&self) -> String {
        let read = |part| match part {
            math::Part::Words(words) => words.to_owned(),
            math::Part::Formula(formula) => math::readable(&format!("${formula}$")).into_owned(),
        };
        math::parts(&self.title).into_iter().map(read).collect()
    }
}

/// The key that an item is cited by where it stands alone.
pub fn key(item: &Item) -> String {
    Reference::of(item, Zone::UTC).key
}

/// When it was published, as exactly as its source says.
fn issued(item: &Item, zone: Zone) -> Option<Issued> {
    let issued = item.paper.issued.as_deref().and_then(Issued::parse);
    issued.or_else(|| item.row.date().map(|date| Issued::of(zone.date_of(date))))
}

/// Cleaned again, whatever happened before.
pub(super) fn line(text: &str) -> String {
    clean::line(text, 4000)
}

/// The item's own page, if it is one of the web.
pub(super) fn page(item: &Item) -> Option<String> {
    item.row.url.as_deref().and_then(address::leaving)
}

/// How it stands on the reading list, as keywords: the reader's own tags, how far the reading is,
/// the week it is due.
fn keywords(item: &Item) -> Vec<String> {
    let Some(listed) = &item.row.listed else { return Vec::new() };
    let mut keywords: Vec<String> = listed.tags.iter().map(|tag| line(tag)).collect();
    keywords.push(listed.state.name().to_owned());
    keywords.extend(listed.due.map(|week| week.to_string()));
    keywords
}

/// Whether its reading is done.
pub(super) fn is_done(item: &Item) -> bool {
    item.row.listed.as_ref().map_or(item.row.read, |listed| listed.state == Progress::Done)
}

/// The note's lines, cleaned.
pub(super) fn note(item: &Item) -> Option<String> {
    // A note may be as long as a book; what cleans it needs only some bound.
    let note = item.note.as_deref()?;
    Some(clean::block(note, note.len())).filter(|note| !note.is_empty())
}

fn kind(item: &Item, venue: Option<&str>, has_doi: bool, has_arxiv: bool) -> Kind {
    match venue {
        Some(venue) if venue::is_conference(venue) => Kind::Talk,
        Some(_) => Kind::Article,
        None if has_doi && !has_arxiv => Kind::Article,
        None if has_doi || has_arxiv || item.paper.pmid.is_some() => Kind::Preprint,
        None if is_scholarly(item) => Kind::Preprint,
        None => Kind::Page,
    }
}

/// Whether it comes from where only papers come from.
fn is_scholarly(item: &Item) -> bool {
    matches!(&*item.kind, "arxiv" | "crossref" | "pubmed" | "semanticscholar" | "paper")
}

/// Who wrote it. Whom an aggregator names is who pointed at the page, not who wrote it.
fn people(item: &Item) -> Vec<Name> {
    if is_pointed_at(item) && !is_scholarly(item) {
        return Vec::new();
    }
    item.authors
        .iter()
        .map(|author| line(author))
        .filter(|author| !author.is_empty())
        .flat_map(|author| match name::with_others(&author) {
            Some(first) => vec![Name::of(first), Name::Literal(OTHERS.to_owned())],
            None => vec![Name::of(&author)],
        })
        .collect()
}

/// Whether the item's page is another house's than what it is talked about on.
fn is_pointed_at(item: &Item) -> bool {
    let house = |url: &str| address::host(url).map(|host| address::publisher(host).to_owned());
    let page = item.row.url.as_deref().and_then(house);
    let talk = item.discussion.as_deref().and_then(house);
    talk.is_some() && page.is_some() && talk != page
}

/// Who publishes the page: the source by its name where the page is the source's own, else the
/// page's host.
fn publisher(item: &Item) -> Option<String> {
    let source = Some(line(&item.row.source_name)).filter(|name| !name.is_empty());
    let Some(host) = item.row.url.as_deref().and_then(address::host) else { return source };
    let house = address::publisher(host);
    let is_own = match address::host(&item.source_address) {
        Some(home) => address::publisher(home) == house,
        // A source without an address is known by what an import calls it.
        None => {
            item.source_address.is_empty()
                && item.kind == "feed"
                && !is_pointed_at(item)
                && !venue::is_aggregator(&item.row.source_name)
        }
    };
    if is_own { source } else { Some(address::plain_host(host).to_owned()) }
}

#[cfg(test)]
mod tests;
