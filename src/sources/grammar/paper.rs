//! What feeds of papers write where others have a title or a description: authors behind the
//! title, labelled facts instead of an abstract, arXiv's line before it, a DOI in one of many ways.

use chrono::NaiveDate;

use super::{date, people};
use crate::text::address;

/// The DOI that an identifier is: `10.…`, `doi:10.…`, `info:doi/10.…` or a resolver's address.
pub fn doi_of(identifier: &str) -> Option<String> {
    let identifier = identifier.trim();
    let bare = ["doi:", "DOI:", "info:doi/", "urn:doi:", "doi.org/", "DOI "]
        .iter()
        .find_map(|label| identifier.strip_prefix(label))
        .unwrap_or(identifier)
        .trim_start();
    if bare.starts_with("10.") {
        // Some write it as it stands in an address: `10.1000/a%3Cb%3E`.
        return address::bare_doi(&address::decoded(bare)).map(str::to_owned);
    }
    address::doi(bare)
}

/// The PubMed identifier that an identifier is: `pmid:40000001`.
pub fn pmid_of(identifier: &str) -> Option<String> {
    let (label, number) = identifier.trim().split_once(':')?;
    let number = number.trim();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (label.eq_ignore_ascii_case("pmid") && is_number).then(|| number.to_owned())
}

/// A working paper's title and its authors, where they stand behind it: `On Mills -- by Ann Bee,
/// Cee Dee & Eff Gee`.
pub fn authors_in_title(title: &str) -> Option<(String, Vec<String>)> {
    let (title, row) = [" -- by ", " – by ", " — by ", " --by "]
        .iter()
        .find_map(|mark| title.rsplit_once(mark))?;
    let mut names = people::names(row);
    if let [only] = names.as_slice() {
        // The mark says that all of it are names.
        names = only.split(',').map(|name| name.trim().to_owned()).collect();
        names.retain(|name| !name.is_empty());
    }
    let is_one = names.first().is_some_and(|name| people::is_name(name));
    (is_one && !title.trim().is_empty()).then(|| (title.trim().to_owned(), names))
}

/// What a description says that is no abstract but a list of facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labelled {
    /// The day of publication, or the first of its month.
    pub published: Option<NaiveDate>,
    /// Where it appears.
    pub journal: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
}

/// The facts of a description whose every line is labelled: `Publication date: July 2026`,
/// `Source: Metabolic Engineering, Volume 84`, `Author(s): Ann Bee, Cee Dee`.
pub fn labelled(description: &str) -> Option<Labelled> {
    let mut facts = Labelled::default();
    let mut lines = 0;
    for line in description.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (label, value) = line.split_once(':')?;
        let value = value.trim();
        match label.trim().to_ascii_lowercase().as_str() {
            "publication date" | "date" | "published" => {
                let day = value.strip_prefix("Available online").unwrap_or(value).trim();
                let whole = || date::parse(day).map(|moment| moment.date_naive());
                facts.published = date::parse_month(day).or_else(whole);
            }
            "source" | "journal" => {
                let name = value.split(", Volume").next().unwrap_or(value).trim();
                facts.journal = Some(name.to_owned()).filter(|name| !name.is_empty());
            }
            "author(s)" | "authors" | "author" => facts.authors = people::names(value),
            _ => return None,
        }
        lines += 1;
    }
    // One label alone may as well begin a sentence.
    (lines > 1).then_some(facts)
}

/// The abstract of a paper that arXiv announces, without the line that says so.
pub fn announced_abstract(description: &str) -> &str {
    let is_announced = description.trim_start().starts_with("arXiv:");
    match description.split_once("Abstract:") {
        Some((_, rest)) if is_announced => rest.trim(),
        _ => description,
    }
}

/// Whether arXiv announces a paper that was announced before: it is old news to whoever has not
/// kept it.
pub fn is_replacement(announcement: &str) -> bool {
    announcement.trim().starts_with("replace")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_told_however_it_is_written() {
        for identifier in [
            "10.1000/ex.1",
            "doi:10.1000/ex.1",
            "doi: 10.1000/ex.1",
            "info:doi/10.1000/ex.1",
            "https://doi.org/10.1000/ex.1",
            "http://dx.doi.org/10.1000/ex.1",
        ] {
            assert_eq!(doi_of(identifier).as_deref(), Some("10.1000/ex.1"), "{identifier}");
        }
        for identifier in
            ["10.1000/a%3Cb%3E", "doi:10.1000/a%3Cb%3E", "https://doi.org/10.1000/a%3Cb%3E"]
        {
            assert_eq!(doi_of(identifier).as_deref(), Some("10.1000/a<b>"), "{identifier}");
        }
        assert_eq!(doi_of("10.1000/a%b").as_deref(), Some("10.1000/a%b"));
        assert_eq!(pmid_of("pmid: 40000001").as_deref(), Some("40000001"));
        assert_eq!(pmid_of("doi:10.1000/1"), None);
        for other in ["S0022-3476(18)31119-3", "https://ex.example/10.5", "ISSN 1010.2/3", ""] {
            assert_eq!(doi_of(other), None, "{other}");
        }
    }

    #[test]
    fn authors_behind_a_title_are_taken_from_it() {
        let (title, names) =
            authors_in_title("On Mills -- by Ann Bee, Cee Dee & Eff Gee").expect("authors");
        assert_eq!(
            (title.as_str(), names.as_slice()),
            ("On Mills", &["Ann Bee", "Cee Dee", "Eff Gee"].map(str::to_owned)[..])
        );
        assert_eq!(authors_in_title("Stand -- by Me"), None);
        assert_eq!(authors_in_title("Stand by Ann Bee"), None);
    }

    #[test]
    fn a_list_of_facts_is_no_abstract() {
        let facts = labelled("Publication date: July 2026\n\nSource: J. Ex., Volume 8, Issue 1\nAuthor(s): Ann Bee, Cee Dee").expect("facts");
        assert_eq!(facts.published, NaiveDate::from_ymd_opt(2026, 7, 1));
        assert_eq!(facts.journal.as_deref(), Some("J. Ex."));
        assert_eq!(facts.authors, ["Ann Bee", "Cee Dee"]);
        let facts = labelled("Publication date: Available online 3 March 2026\nSource: J. Ex.");
        assert_eq!(facts.and_then(|facts| facts.published), NaiveDate::from_ymd_opt(2026, 3, 3));
        assert_eq!(labelled("Source: a person who knows.\nIt will rain."), None);
        assert_eq!(labelled("Source: a person who knows."), None);
    }

    #[test]
    fn the_line_of_an_announcement_goes() {
        assert_eq!(
            announced_abstract("arXiv:2609.1v1 Announce Type: new Abstract: We show."),
            "We show."
        );
        assert_eq!(announced_abstract("Abstract: as it is"), "Abstract: as it is");
        assert!(is_replacement("replace-cross") && !is_replacement("new"));
    }
}
