//! RIS, which reference managers import: a tag, two spaces, a hyphen and the value on each line.

use super::What;
use crate::export::reference::{Issued, Kind, Reference, line};
use crate::lang::Lang;
use crate::model::{Item, Zone};
use crate::text::name::{Name, Person};

pub(super) fn write(_: What, items: &[Item], _: Lang, zone: Zone) -> String {
    Reference::all(items, zone).iter().map(record).collect()
}

fn record(reference: &Reference) -> String {
    let kind = match reference.kind {
        Kind::Article => "JOUR",
        Kind::Talk => "CPAPER",
        Kind::Preprint => "UNPB",
        Kind::Page => "ELEC",
    };
    let mut fields = vec![("ID", reference.key.clone()), ("TI", reference.readable_title())];
    fields.extend(reference.people.iter().map(|person| ("AU", name(person))));
    let arxiv = reference.arxiv.as_ref();
    let archive = arxiv.filter(|_| reference.kind == Kind::Preprint).map(|_| "arXiv".to_owned());
    let optional = [
        ("PY", reference.issued.map(|issued| format!("{:04}", issued.year))),
        ("DA", reference.issued.map(date)),
        ("Y2", reference.accessed.map(|day| day.format("%Y/%m/%d/").to_string())),
        ("T2", reference.venue.clone().or_else(|| reference.publisher.clone())),
        ("PB", archive),
        ("DO", reference.doi.clone()),
        ("AN", arxiv.map(|id| format!("arXiv:{id}"))),
        ("UR", reference.url.clone()),
        ("L1", reference.pdf.clone()),
        ("LA", reference.language.clone()),
        ("AB", reference.summary.clone()),
    ];
    fields.extend(optional.into_iter().filter_map(|(tag, value)| Some((tag, value?))));
    let mut lines: String =
        fields.iter().map(|(tag, value)| format!("{tag}  - {}\r\n", line(value))).collect();
    lines.extend(reference.note.as_deref().map(|note| format!("N1  - {}\r\n", block(note))));
    lines.extend(reference.keywords.iter().map(|word| format!("KW  - {}\r\n", line(word))));
    format!("TY  - {kind}\r\n{lines}ER  - \r\n\r\n")
}

/// `2026/03/05/`; what is not known is left out between its slashes.
fn date(issued: Issued) -> String {
    let part = |part: Option<u32>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/", issued.year, part(issued.month), part(issued.day))
}

/// Family, given, suffix; a name in signs has no comma, which would turn it around.
fn name(name: &Name) -> String {
    match name {
        Name::Literal(name) => name.replace(',', ""),
        Name::Person(person) if person.in_signs => person.whole(),
        Name::Person(Person { given, particle, family, suffix, .. }) => {
            let family = format!("{particle} {family}");
            let parts = [family.trim(), given, suffix].map(str::to_owned);
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A value of several lines: what has no tag goes on with what stands before it. A line that looks
/// as if it had one begins with a blank.
fn block(text: &str) -> String {
    let is_tagged = |line: &str| {
        let mut chars = line.chars();
        let tag = (chars.next(), chars.next());
        matches!(tag, (Some('A'..='Z'), Some('A'..='Z' | '0'..='9')))
            && chars.as_str().trim_start().starts_with('-')
    };
    let lines =
        text.lines().map(|line| if is_tagged(line) { format!(" {line}") } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\r\n")
}
