//! BibTeX, for LaTeX and for reference managers, after its manual (btxdoc) and `JabRef`'s `file` field.

use super::What;
use crate::export::reference::{Kind, OTHERS, Reference, line};
use crate::export::tex;
use crate::lang::Lang;
use crate::model::{Item, Zone};
use crate::text::name::{Name, Person};

pub(super) fn write(_: What, items: &[Item], _: Lang, zone: Zone) -> String {
    Reference::all(items, zone).iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn entry(reference: &Reference) -> String {
    let kind = match reference.kind {
        Kind::Article if reference.venue.is_some() => "article",
        Kind::Talk => "inproceedings",
        // An article needs its journal, and none is made up.
        Kind::Article | Kind::Preprint | Kind::Page => "misc",
    };
    let venue = match reference.kind {
        Kind::Talk => "booktitle",
        Kind::Article | Kind::Preprint | Kind::Page => "journal",
    };
    let issued = reference.issued;
    let of_page = reference.kind == Kind::Page;
    // What is sorted by where nobody wrote it.
    let key = reference.publisher.as_ref().or(reference.venue.as_ref()).unwrap_or(&reference.title);
    let own = [
        ("year", issued.map(|issued| format!("{:04}", issued.year))),
        ("month", issued.and_then(|issued| issued.month).map(|month| month.to_string())),
        (
            "day",
            issued.and_then(|issued| issued.day).filter(|_| of_page).map(|day| day.to_string()),
        ),
        (venue, reference.venue.as_deref().map(tex::words)),
        ("key", reference.people.is_empty().then(|| tex::words(&line(key)))),
        ("howpublished", reference.publisher.as_deref().map(tex::words)),
        ("archiveprefix", reference.arxiv.as_ref().map(|_| "arXiv".to_owned())),
        ("primaryclass", reference.class.as_deref().map(tex::words)),
        ("language", reference.language.as_deref().map(|code| tex::words(language(code)))),
    ];
    written(kind, reference, own.into_iter().collect())
}

/// An entry of the fields that BibTeX and BibLaTeX call by the same names, and of those given.
pub(super) fn written(
    kind: &str,
    reference: &Reference,
    own: Vec<(&'static str, Option<String>)>,
) -> String {
    let shared = [
        // Braced: the title's capitals are its own.
        ("title", Some(braced(&reference.title))),
        ("author", Some(authors(&reference.people)).filter(|authors| !authors.is_empty())),
        ("urldate", reference.accessed.map(|day| day.to_string())),
        ("doi", reference.doi.as_deref().map(tex::verbatim)),
        ("eprint", reference.arxiv.as_deref().map(tex::verbatim)),
        ("pmid", reference.pmid.as_deref().map(tex::verbatim)),
        ("url", reference.url.as_deref().map(tex::verbatim)),
        ("abstract", reference.summary.as_deref().map(tex::words)),
        (
            "keywords",
            Some(tex::words(&reference.keywords.join(", "))).filter(|all| !all.is_empty()),
        ),
        // `note` would be printed in a bibliography; this is the reader's own.
        ("annote", reference.note.as_deref().map(tex::block)),
    ];
    let mut fields: Vec<(&str, String)> =
        shared.into_iter().chain(own).filter_map(|(name, value)| Some((name, value?))).collect();
    fields.sort_by_key(|(name, _)| *name);
    let mut entry = format!("@{kind}{{{},\n", reference.key);
    for (name, value) in fields {
        entry.push_str(&format!("{name} = {{{value}}},\n"));
    }
    if let Some(pdf) = &reference.pdf {
        // As `JabRef` has it; Zotero reads it too.
        let pdf = tex::verbatim(pdf).replace(':', "\\:").replace(';', "\\;");
        entry.push_str(&format!("file = {{PDF:{pdf}:application/pdf}},\n"));
    }
    entry + "}\n"
}

fn braced(text: &str) -> String {
    format!("{{{}}}", tex::words(&line(text)))
}

/// Names as particle and family, suffix, given; a house's stands in braces, as do a name in signs,
/// which a comma would turn around, and a part that holds an `and` or a comma of its own.
fn authors(names: &[Name]) -> String {
    let guarded = |part: &str| {
        let splits = part.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
        if splits || part.contains(',') { braced(part) } else { tex::words(part) }
    };
    let name = |name: &Name| match name {
        // The word for it, as btxdoc has it.
        Name::Literal(name) if name == OTHERS => "others".to_owned(),
        Name::Literal(name) => braced(name),
        Name::Person(person) if person.in_signs => braced(&person.whole()),
        Name::Person(Person { given, particle, family, suffix, .. }) => {
            // Without a particle a family name of several words stays together in braces where its
            // first begins small, as a particle would, or where nothing stands beside it.
            let is_alone = given.is_empty() && family.contains(' ');
            let begins_small = family.starts_with(char::is_lowercase);
            let family = if particle.is_empty() && (begins_small || is_alone) {
                braced(family)
            } else {
                guarded(family)
            };
            let family = [tex::words(particle), family].join(" ");
            let parts = [family.trim(), &tex::words(suffix), &guarded(given)].map(str::to_owned);
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
    };
    names.iter().map(name).collect::<Vec<_>>().join(" and ")
}

/// A language as babel and polyglossia call it; others by their code.
pub(super) fn language(code: &str) -> &str {
    match code.split(['-', '_']).next().unwrap_or(code) {
        "en" => "english",
        "ko" => "korean",
        "ja" => "japanese",
        "zh" => "chinese",
        "de" => "ngerman",
        "fr" => "french",
        "es" => "spanish",
        "it" => "italian",
        "pt" => "portuguese",
        "nl" => "dutch",
        "ru" => "russian",
        "vi" => "vietnamese",
        other => other,
    }
}
