//! What a feed says beyond the words of the parser: when and by whom, from where, what kind of
//! paper, how many comments, and when it wants to be left alone.

use chrono::NaiveTime;

use crate::model::{Hints, Moment};
use crate::sources::grammar::date::Locale;
use crate::sources::grammar::tags::attribute;
use crate::sources::grammar::tree::Element;
use crate::sources::grammar::{date, people};

use super::inner;
use super::names::{LAST_RESORT, Role};
use super::outline::{Child, Dialect, Outline, Part};

/// What one entry says beyond the words of the parser.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beside {
    pub published: Option<Moment>,
    pub updated: Option<Moment>,
    pub people: Vec<String>,
    pub comments: Option<i64>,
    /// Where its content is, if that stands elsewhere, or the file that it is about.
    pub content_at: Option<String>,
    pub language: Option<String>,
    /// The name of the feed that it came from.
    pub source: Option<String>,
    /// What names the work: DOIs and others.
    pub identifiers: Vec<String>,
    pub journal: Option<String>,
    /// arXiv's kind of announcement: `new`, `cross`, `replace`.
    pub announcement: Option<String>,
    /// Whether somebody paid for it.
    pub is_sponsored: bool,
}

/// What an entry says, its dates as they are meant at a place.
pub fn of(entry: &Part<'_>, dialect: Dialect, locale: Locale) -> Beside {
    let first = |role| entry.all(role).into_iter().find_map(|child| inner::value(child.inside));
    let content = entry.all(Role::Content).into_iter().next();
    let of_content = |key| attribute(content?.attributes, key).map(inner::resolved);
    let language = attribute(entry.attributes, "xml:lang")
        .map(inner::resolved)
        .or_else(|| of_content("xml:lang"))
        .or_else(|| first(Role::Language));
    let locale = language.as_deref().map_or(locale, |language| locale.within(language));
    // A month alone is still more than nothing.
    let day =
        |text: &String| date::parse_month(text).map(|day| day.and_time(NaiveTime::MIN).and_utc());
    let moment = |role| {
        let said: Vec<String> = entry.all(role).into_iter().filter_map(when).collect();
        let exact = said.iter().find_map(|text| date::parse_in(text, locale));
        exact.or_else(|| said.iter().find_map(day))
    };
    // By the clock of Greenwich, wherever the feed is at home.
    let in_gmt = || {
        let mut said = entry.all(Role::PublishedGmt).into_iter().filter_map(when);
        said.find_map(|text| date::parse(&format!("{text} GMT")))
    };
    let is_told = entry.all(Role::Published).iter().any(|child| child.rank < 3);
    let is_true = |text: String| matches!(text.to_ascii_lowercase().as_str(), "true" | "1" | "yes");
    Beside {
        published: if is_told {
            moment(Role::Published).or_else(in_gmt)
        } else {
            in_gmt().or_else(|| moment(Role::Published))
        },
        updated: moment(Role::Updated),
        people: people_of(entry, dialect),
        comments: first(Role::CommentCount).and_then(|count| count.parse().ok()),
        content_at: of_content("src").or_else(|| {
            let files = entry.all(Role::Group);
            files.iter().find_map(|file| attribute(file.attributes, "url").map(inner::resolved))
        }),
        language,
        source: match dialect {
            Dialect::Atom => None,
            Dialect::Rss | Dialect::Rdf => first(Role::Source),
        },
        identifiers: values(&entry.all(Role::Identifier)),
        journal: first(Role::Journal),
        announcement: first(Role::Announcement),
        is_sponsored: first(Role::Sponsored).is_some_and(is_true),
    }
}

/// The dates of an entry, as they are written.
pub fn dates(entry: &Part<'_>) -> Vec<String> {
    let all = [Role::Published, Role::Updated].into_iter().flat_map(|role| entry.all(role));
    all.filter_map(when).collect()
}

/// A date as it is written: as text, or as an attribute of an element without one.
fn when(child: &Child<'_>) -> Option<String> {
    inner::value(child.inside).or_else(|| {
        let mut keys = ["datetime", "value", "content"].iter();
        keys.find_map(|key| attribute(child.attributes, key)).map(inner::resolved)
    })
}

/// The authors of an entry; without its own, those of the feed that it came from (RFC 4287,
/// 4.2.1), and those that only its podcast names.
fn people_of(entry: &Part<'_>, dialect: Dialect) -> Vec<String> {
    let named = |children: &[&Child<'_>]| -> Vec<String> {
        let fields = children.iter().flat_map(|child| inner::people(child.inside));
        fields.flat_map(|field| people::names(&field)).collect()
    };
    let all = entry.all(Role::Person);
    let (own, podcast) = all.split_at(all.partition_point(|child| child.rank < LAST_RESORT));
    let mut people = named(own);
    if people.is_empty() && dialect == Dialect::Atom {
        for source in entry.all(Role::Source) {
            let source = Element::document(source.inside);
            let named = source.all("author").filter_map(|author| author.text_at("name"));
            people.extend(named.flat_map(|name| people::names(&name)));
        }
    }
    if people.is_empty() { named(podcast) } else { people }
}

fn values(children: &[&Child<'_>]) -> Vec<String> {
    children.iter().filter_map(|child| inner::value(child.inside)).collect()
}

/// What the head of a feed says beyond the words of the parser.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Head {
    pub language: Option<String>,
    /// Who writes what has no author of its own.
    pub people: Vec<String>,
    pub journal: Option<String>,
    pub hints: Hints,
}

/// What the head of a feed says.
pub fn of_head(outline: &Outline<'_>) -> Head {
    let head = &outline.head;
    let first = |role| head.all(role).into_iter().find_map(|child| inner::value(child.inside));
    let lang = |attributes| attribute(attributes, "xml:lang").map(inner::resolved);
    let minutes = first(Role::Ttl).and_then(|ttl| ttl.parse::<u64>().ok());
    Head {
        language: first(Role::Language)
            .map(|language| language.to_lowercase())
            .or_else(|| lang(head.attributes))
            .or_else(|| lang(outline.root)),
        people: match outline.dialect {
            Dialect::Atom => people_of(head, outline.dialect),
            // The editor of a channel has not written what stands in it.
            Dialect::Rss | Dialect::Rdf => Vec::new(),
        },
        journal: first(Role::Journal),
        hints: Hints {
            ttl: minutes.map(|minutes| minutes.saturating_mul(60)),
            skip_hours: skipped(head, Role::SkipHours, 24, |hour| {
                hour.parse().ok().map(|hour: u8| hour % 24)
            }),
            skip_days: skipped(head, Role::SkipDays, 7, |day| {
                let at = DAYS.iter().position(|known| known.eq_ignore_ascii_case(day))?;
                u8::try_from(at).ok()
            }),
            ..Hints::default()
        },
    }
}

const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn skipped(head: &Part<'_>, role: Role, most: usize, read: fn(&str) -> Option<u8>) -> Vec<u8> {
    let lists = head.all(role);
    let lists = lists.iter().map(|child| Element::document(child.inside));
    let mut skipped: Vec<u8> = lists
        .flat_map(|list| list.elements().map(Element::text).collect::<Vec<_>>())
        .filter_map(|text| read(text.trim()))
        .collect();
    skipped.truncate(most);
    skipped
}
