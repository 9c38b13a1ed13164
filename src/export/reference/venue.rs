//! What is no venue, what is a conference's, and who only points at pages.

/// Archives of preprints: that a paper lies there does not say that it appeared.
const ARCHIVES: [&str; 10] = [
    "arxiv",
    "corr",
    "ssrn",
    "biorxiv",
    "medrxiv",
    "preprint",
    "openreview",
    "research square",
    "chemrxiv",
    "zenodo",
];

/// What names of conferences hold.
const MEETINGS: [&str; 7] = [
    "proceedings",
    "proc.",
    "conference",
    "workshop",
    "symposium",
    "findings of",
    "advances in neural information processing systems",
];

/// Conferences by their letters, as their venues are most often given.
const LETTERS: [&str; 34] = [
    "NeurIPS",
    "NIPS",
    "ICML",
    "ICLR",
    "AAAI",
    "IJCAI",
    "CVPR",
    "ICCV",
    "ECCV",
    "ACL",
    "EMNLP",
    "NAACL",
    "EACL",
    "COLING",
    "KDD",
    "WWW",
    "SIGIR",
    "CIKM",
    "WSDM",
    "ICDM",
    "AISTATS",
    "UAI",
    "COLT",
    "INTERSPEECH",
    "ICASSP",
    "ICRA",
    "IROS",
    "CoRL",
    "RSS",
    "SIGMOD",
    "VLDB",
    "ICAIF",
    "CHI",
    "OSDI",
];

/// Names of sources that point at the pages of others.
const AGGREGATORS: [&str; 14] = [
    "hacker news",
    "lobsters",
    "reddit",
    "techmeme",
    "google news",
    "geeknews",
    "긱뉴스",
    "slashdot",
    "memeorandum",
    "hugging face",
    "alphaxiv",
    "papers with code",
    "daily papers",
    "bluesky",
];

/// Whether a name is one of a journal, a conference or a publisher.
pub(super) fn is_one(venue: &str) -> bool {
    let small = venue.to_lowercase();
    !small.is_empty() && !ARCHIVES.iter().any(|archive| small.starts_with(archive))
}

/// Whether a venue is a conference.
pub(super) fn is_conference(venue: &str) -> bool {
    let small = venue.to_lowercase();
    // "Proceedings of the National Academy of Sciences" is a journal.
    let is_journal =
        small.contains("national academy") || small.starts_with("proceedings of the ieee");
    let mut words = venue.split(|c: char| !c.is_alphanumeric());
    !is_journal
        && (MEETINGS.iter().any(|word| small.contains(word))
            || words.any(|word| LETTERS.contains(&word)))
}

/// Whether a source's name is that of an aggregator.
pub(super) fn is_aggregator(source: &str) -> bool {
    let small = source.to_lowercase();
    AGGREGATORS.iter().any(|name| small.starts_with(name))
}
