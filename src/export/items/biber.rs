//! BibLaTeX, which Biber reads: what BibTeX has no entry and no field for, after the manual of the package (§2).

use super::What;
use super::bibtex::{language, written};
use crate::export::reference::{Kind, Reference};
use crate::export::tex;
use crate::lang::Lang;
use crate::model::{Item, Zone};

pub(super) fn write(_: What, items: &[Item], _: Lang, zone: Zone) -> String {
    Reference::all(items, zone).iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn entry(reference: &Reference) -> String {
    let (kind, venue) = match reference.kind {
        Kind::Article if reference.venue.is_some() => ("article", "journaltitle"),
        Kind::Talk => ("inproceedings", "booktitle"),
        // An article needs its journal, and none is made up.
        Kind::Article | Kind::Preprint | Kind::Page => ("online", "organization"),
    };
    let place = reference.venue.as_ref().or(reference.publisher.as_ref());
    let own = [
        ("date", reference.issued.map(|issued| issued.to_string())),
        (venue, place.map(|place| tex::words(place))),
        ("eprinttype", reference.arxiv.as_ref().map(|_| "arxiv".to_owned())),
        ("eprintclass", reference.class.as_deref().map(tex::words)),
        ("langid", reference.language.as_deref().map(|code| tex::words(language(code)))),
    ];
    written(kind, reference, own.into_iter().collect())
}
