//! What the elements of feeds are called, and what they are read as: by the address of their
//! vocabulary however it is spelled, else by the prefix that everybody gives it.

/// A vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// The feed's own: RSS without a prefix, or Atom in a feed of Atom.
    Own,
    /// Atom inside of RSS.
    Atom,
    /// `content:encoded`.
    Content,
    /// Dublin Core elements and terms.
    Dublin,
    /// Media RSS.
    Media,
    /// Podcasts.
    Podcast,
    /// PRISM, of journals.
    Prism,
    /// Counts of comments.
    Counts,
    /// arXiv's own.
    Arxiv,
    /// HTML written as XML.
    Xhtml,
    /// Anything else.
    Other,
}

/// The beginnings of vocabularies' addresses, without scheme and `www.`, in lower case. The longer
/// stand before those that they begin with.
const ADDRESSES: [(&str, Family); 24] = [
    ("purl.org/rss/1.0/modules/content", Family::Content),
    ("purl.org/rss/1.0/modules/prism", Family::Prism),
    ("purl.org/rss/1.0/modules/slash", Family::Counts),
    ("purl.org/rss/1.0/modules/dc", Family::Dublin),
    ("purl.org/rss/1.0/modules/", Family::Other),
    ("purl.org/rss/1.0", Family::Own),
    ("purl.org/dc/", Family::Dublin),
    ("purl.org/metadata/dublin_core", Family::Dublin),
    ("dublincore.org/", Family::Dublin),
    ("purl.org/atom/ns", Family::Atom),
    ("w3.org/2005/atom", Family::Atom),
    ("my.netscape.com/rdf/simple", Family::Own),
    ("channel.netscape.com/rdf/simple", Family::Own),
    ("backend.userland.com/rss", Family::Own),
    ("blogs.law.harvard.edu/tech/rss", Family::Own),
    ("cyber.law.harvard.edu/rss", Family::Own),
    ("rssboard.org/rss", Family::Own),
    ("search.yahoo.com/mrss", Family::Media),
    ("itunes.com/dtds/podcast", Family::Podcast),
    ("google.com/schemas/play-podcasts", Family::Podcast),
    ("prismstandard.org/", Family::Prism),
    ("purl.org/syndication/thread", Family::Counts),
    ("arxiv.org/schemas/atom", Family::Arxiv),
    ("w3.org/1999/xhtml", Family::Xhtml),
];

/// The vocabularies by the prefixes that are used for them, also without being declared.
const PREFIXES: [(&str, Family); 16] = [
    ("rss", Family::Own),
    ("atom", Family::Atom),
    ("a10", Family::Atom),
    ("content", Family::Content),
    ("dc", Family::Dublin),
    ("dcterms", Family::Dublin),
    ("dct", Family::Dublin),
    ("media", Family::Media),
    ("itunes", Family::Podcast),
    ("googleplay", Family::Podcast),
    ("prism", Family::Prism),
    ("slash", Family::Counts),
    ("thr", Family::Counts),
    ("arxiv", Family::Arxiv),
    ("xhtml", Family::Xhtml),
    ("html", Family::Xhtml),
];

/// The vocabulary of an address, if it is a known one.
pub fn family_at(address: &str) -> Option<Family> {
    let address = address.trim().to_ascii_lowercase();
    let address = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let address = address.strip_prefix("www.").unwrap_or(address);
    ADDRESSES.iter().find(|(known, _)| address.starts_with(known)).map(|(_, family)| *family)
}

/// The vocabulary that is usually meant by a prefix.
pub fn family_of(prefix: &str) -> Option<Family> {
    let known = PREFIXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(prefix));
    known.map(|(_, family)| *family)
}

/// What an element of an entry, or of the feed's head, is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Title,
    Link,
    Id,
    Summary,
    Content,
    Category,
    /// Several categories with commas between them.
    Keywords,
    Enclosure,
    /// The page where it is discussed.
    Discussion,
    Published,
    /// The same, by the clock of Greenwich.
    PublishedGmt,
    Updated,
    Person,
    /// The feed that an entry came from: with its publisher, or its authors.
    Source,
    CommentCount,
    Identifier,
    Journal,
    /// arXiv's kind of announcement.
    Announcement,
    /// Whether somebody paid for it.
    Sponsored,
    /// Several elements of Media RSS in one.
    Group,
    Language,
    Ttl,
    SkipHours,
    SkipDays,
}

/// What an element is read as, and its rank: of several with the same role the lowest rank is
/// believed, and what is beyond [`LAST_RESORT`] only where there is no text otherwise.
pub type Reading = (Role, u8);

/// The rank from which a summary is one only where the entry has no text at all.
pub const LAST_RESORT: u8 = 2;

/// What an element is read as; `None` for what is not read. Hyphens, underscores and capital
/// letters of its name do not matter.
pub fn role(family: Family, local: &str, is_atom: bool) -> Option<Reading> {
    let mut name = [0; 24];
    let mut length = 0;
    for byte in local.bytes().filter(|byte| !matches!(byte, b'-' | b'_')) {
        *name.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    let name = std::str::from_utf8(&name[..length]).ok()?;
    match family {
        Family::Own => own(name, is_atom),
        Family::Atom if is_atom => own(name, true),
        Family::Atom => own(name, true).map(|(role, rank)| (role, rank + 1)),
        Family::Content => (name == "encoded").then_some((Role::Content, 0)),
        Family::Dublin => dublin(name),
        Family::Media => match name {
            "title" => Some((Role::Title, 3)),
            "description" => Some((Role::Summary, 3)),
            "group" | "content" => Some((Role::Group, 0)),
            "player" => Some((Role::Group, 1)),
            "keywords" => Some((Role::Keywords, 0)),
            _ => None,
        },
        Family::Podcast => match name {
            "title" => Some((Role::Title, 2)),
            "author" => Some((Role::Person, 2)),
            "summary" | "description" => Some((Role::Summary, 2)),
            "keywords" => Some((Role::Keywords, 0)),
            "subtitle" => Some((Role::Summary, 4)),
            _ => None,
        },
        Family::Prism => match name {
            "publicationname" => Some((Role::Journal, 0)),
            "doi" => Some((Role::Identifier, 0)),
            "url" => Some((Role::Identifier, 2)),
            "publicationdate" | "onlinedate" => Some((Role::Published, 2)),
            "coverdate" | "coverdisplaydate" => Some((Role::Published, 4)),
            "modificationdate" => Some((Role::Updated, 2)),
            "teaser" => Some((Role::Summary, 2)),
            _ => None,
        },
        Family::Counts => matches!(name, "comments" | "total").then_some((Role::CommentCount, 0)),
        Family::Arxiv => match name {
            "announcetype" => Some((Role::Announcement, 0)),
            "doi" => Some((Role::Identifier, 0)),
            "journalref" | "journalreference" => Some((Role::Journal, 0)),
            _ => None,
        },
        Family::Xhtml => matches!(name, "body" | "div").then_some((Role::Content, 2)),
        // What a service that counts readers has put its own address in place of.
        Family::Other if name == "origlink" => Some((Role::Link, 0)),
        // As WordPress writes out its posts.
        Family::Other if name == "postdategmt" => Some((Role::PublishedGmt, 0)),
        Family::Other => sponsored(name),
    }
}

fn own(name: &str, is_atom: bool) -> Option<Reading> {
    let less_than = |usual: bool| u8::from(!usual);
    Some(match name {
        "title" => (Role::Title, 0),
        "link" => (Role::Link, 1),
        "url" | "permalink" => (Role::Link, 2),
        "guid" => (Role::Id, less_than(!is_atom)),
        "id" => (Role::Id, less_than(is_atom)),
        "description" => (Role::Summary, less_than(!is_atom)),
        "summary" => (Role::Summary, less_than(is_atom)),
        "subtitle" | "tagline" | "abstract" => (Role::Summary, 1),
        "content" => (Role::Content, less_than(is_atom)),
        "encoded" | "fulltext" => (Role::Content, 2),
        "category" => (Role::Category, 0),
        "keywords" => (Role::Keywords, 0),
        "enclosure" => (Role::Enclosure, 0),
        "comments" => (Role::Discussion, 0),
        "pubdate" | "published" | "issued" | "publicationdate" | "publishdate"
        | "publisheddate" | "datepublished" | "publishedat" | "regdate" => (Role::Published, 0),
        "date" | "datetime" => (Role::Published, 1),
        "created" | "datecreated" | "createdat" => (Role::Published, 3),
        "timestamp" | "time" | "postdate" => (Role::Published, 4),
        "updated" | "modified" | "lastmodified" | "datemodified" | "updatedat" => {
            (Role::Updated, 0)
        }
        "lastmod" | "lastbuilddate" => (Role::Updated, 1),
        "author" | "authors" | "creator" | "byline" => (Role::Person, 0),
        "source" => (Role::Source, 0),
        "doi" => (Role::Identifier, 0),
        "language" => (Role::Language, 0),
        "ttl" => (Role::Ttl, 0),
        "skiphours" => (Role::SkipHours, 0),
        "skipdays" => (Role::SkipDays, 0),
        _ => return sponsored(name),
    })
}

fn dublin(name: &str) -> Option<Reading> {
    Some(match name {
        "title" => (Role::Title, 1),
        "creator" | "author" => (Role::Person, 0),
        "date" | "issued" | "available" => (Role::Published, 1),
        "created" | "dateaccepted" | "datesubmitted" => (Role::Published, 3),
        "modified" => (Role::Updated, 1),
        "description" | "abstract" => (Role::Summary, 1),
        "identifier" => (Role::Identifier, 1),
        "subject" => (Role::Category, 1),
        "language" => (Role::Language, 1),
        _ => return None,
    })
}

fn sponsored(name: &str) -> Option<Reading> {
    matches!(name, "sponsored" | "issponsored" | "sponsoredcontent" | "advertorial" | "paidcontent")
        .then_some((Role::Sponsored, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vocabulary_is_known_however_its_address_is_spelled() {
        for (address, family) in [
            ("http://purl.org/dc/elements/1.1/", Family::Dublin),
            ("https://www.Purl.org/DC/elements/1.1", Family::Dublin),
            (" http://purl.org/rss/1.0/modules/content/ ", Family::Content),
            ("http://purl.org/rss/1.0/", Family::Own),
            ("http://purl.org/rss/1.0/modules/syndication/", Family::Other),
            ("https://www.w3.org/2005/atom/", Family::Atom),
            ("http://www.itunes.com/DTDs/Podcast-1.0.dtd", Family::Podcast),
            ("http://prismstandard.org/namespaces/basic/2.0/", Family::Prism),
        ] {
            assert_eq!(family_at(address), Some(family), "{address}");
        }
        assert_eq!(family_at("http://example.org/ns#"), None);
    }

    #[test]
    fn every_address_can_be_reached() {
        for (at, (address, family)) in ADDRESSES.iter().enumerate() {
            let first = ADDRESSES.iter().position(|(known, _)| address.starts_with(known));
            assert_eq!(first, Some(at), "{address} {family:?}");
        }
    }

    #[test]
    fn capitals_and_hyphens_of_a_name_do_not_matter() {
        for name in ["pubDate", "pubdate", "PubDate", "PUBDATE", "pub_date"] {
            assert_eq!(role(Family::Own, name, false), Some((Role::Published, 0)), "{name}");
        }
        assert_eq!(role(Family::Own, &"a".repeat(100), false), None);
    }
}
