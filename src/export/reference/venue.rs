//! What is no venue, what is a conference's, and who only points at pages.

/// Archives of preprints: that a paper lies there does not say that it appeared.
const ARCHIVES: [&str; 10] = [
    "arxiv",
    "preprints",
    "ssrn",
    "biorxiv",
    "medrxiv",
    "preprint",
    "openreview",
    "research square",
    "chemrxiv",
    "zenodo",
];

/// What names of meetings alone hold.
const MEETINGS: [&str; 12] = [
    "conference",
    "conf.",
    "workshop",
    "symposium",
    "symp.",
    "annual meeting",
    "meeting of",
    "congress",
    "colloquium",
    "findings of",
    "advances in neural information processing systems",
    "proceedings of machine learning research",
];

/// What names of both hold.
const PROCEEDINGS: [&str; 2] = ["proceedings", "proc."];

/// What names of journals hold, also of those that are called proceedings or belong to a society of
/// [`LETTERS`]: those of the Royal Society, the transactions of the ACL.
const JOURNALS: [&str; 31] = [
    "academy",
    "acad.",
    "society",
    "soc.",
    "institution",
    "institute",
    "association",
    "royal",
    "proceedings of the ieee",
    "proc. ieee",
    "endow",
    "proceedings of the acm on",
    "proc. acm comput",
    "proc. acm hum",
    "proc. acm interact",
    "proc. acm manag",
    "proc. acm meas",
    "proc. acm netw",
    "proc. acm program",
    "proc. acm softw",
    "transactions",
    "trans.",
    "journal",
    "record",
    "explorations",
    "communications",
    "magazine",
    "letters",
    "bulletin",
    "newsletter",
    "review",
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
    // Corrosion Science is no part of the Computing Research Repository.
    let names = |archive: &&str| -> bool {
        let rest = small.strip_prefix(*archive);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    let is_corr = small.strip_prefix("corr").is_some_and(|rest| {
        rest.is_empty() || rest.starts_with([',', ':', '/', '(']) || rest.starts_with(" abs")
    });
    !small.is_empty() && !is_corr && !ARCHIVES.iter().any(names)
}

/// Whether a venue is a conference.
pub(super) fn is_conference(venue: &str) -> bool {
    let small = venue.to_lowercase();
    let holds = |words: &[&str]| words.iter().any(|word| small.contains(word));
    let has_letters =
        venue.split(|c: char| !c.is_alphanumeric()).any(|word| LETTERS.contains(&word));
    holds(&MEETINGS) || (holds(&PROCEEDINGS) || has_letters) && !holds(&JOURNALS)
}

/// Whether a source's name is that of an aggregator.
pub(super) fn is_aggregator(source: &str) -> bool {
    let small = source.to_lowercase();
    AGGREGATORS.iter().any(|name| small.starts_with(name))
}
