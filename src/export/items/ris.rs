//! RIS, which reference managers import: a tag, two spaces, a hyphen and the value on each line.

use super::{
    Kind, What, citation_key, date, keywords, kind, line, name_parts, note, page, pdf, seen,
};
use crate::lang::Lang;
use crate::model::{Item, Zone};

pub(super) fn write(_: What, items: &[Item], _: Lang, zone: Zone) -> String {
    items.iter().map(|item| record(item, zone)).collect()
}

fn record(item: &Item, zone: Zone) -> String {
    let kind = match kind(item) {
        Kind::Article => "JOUR",
        Kind::Preprint => "UNPB",
        Kind::Page => "ELEC",
    };
    let source = item.paper.venue.clone().unwrap_or_else(|| item.row.source_name.clone());
    let mut fields = vec![("ID", citation_key(item, zone)), ("TI", item.row.title.clone())];
    for author in &item.authors {
        let (family, given) = name_parts(author);
        fields.push(("AU", if given.is_empty() { family } else { format!("{family}, {given}") }));
    }
    if let Some(date) = date(item, zone) {
        fields.push(("PY", date.format("%Y").to_string()));
        fields.push(("DA", date.format("%Y/%m/%d/").to_string()));
    }
    if let Some(day) = seen(item, zone) {
        fields.push(("Y2", day.format("%Y/%m/%d/").to_string()));
    }
    fields.push(("T2", source));
    let optional = [
        ("DO", item.paper.doi.clone()),
        ("AN", item.paper.arxiv.as_ref().map(|id| format!("arXiv:{id}"))),
        ("UR", page(item)),
        ("L1", pdf(item)),
        ("AB", Some(item.summary.clone()).filter(|summary| !summary.is_empty())),
        ("N1", note(item)),
    ];
    fields.extend(optional.into_iter().filter_map(|(tag, value)| Some((tag, value?))));
    fields.extend(keywords(item).into_iter().map(|word| ("KW", word)));
    let lines: String =
        fields.iter().map(|(tag, value)| format!("{tag}  - {}\r\n", line(value))).collect();
    format!("TY  - {kind}\r\n{lines}ER  - \r\n\r\n")
}
