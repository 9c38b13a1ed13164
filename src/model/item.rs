//! An item in its three sizes: as it arrives, as a list row, and whole.

use serde::{Deserialize, Serialize};

use super::{Facts, IdeaLine, Listed, Moment, Move, Pane, Reason, SourceId, Zone};

/// An item's number in the store; never reused.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ItemId(pub i64);

/// A story's number: that of the item which founded it, so that it never changes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct StoryId(pub i64);

impl From<ItemId> for StoryId {
    fn from(founder: ItemId) -> StoryId {
        StoryId(founder.0)
    }
}

/// What only scholarly items have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Paper {
    /// Digital object identifier, without a resolver's address before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// arXiv identifier without its version, such as `2603.01234`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arxiv: Option<String>,
    /// PubMed identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmid: Option<String>,
    /// PubMed Central identifier, with its `PMC`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmcid: Option<String>,
    /// Address of the PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pdf: Option<String>,
    /// Journal or conference, as the source names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// The authors' comment, such as "12 pages, accepted at …".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// arXiv's primary category, such as `cs.LG`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_category: Option<String>,
    /// When it was published, where less than the day is known: `2024`, `2024-03`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
}

impl Paper {
    /// Whether nothing at all is known.
    pub fn is_empty(&self) -> bool {
        *self == Paper::default()
    }

    /// Whether both are facts of one paper, by an identifier that both have.
    pub fn is_same(&self, other: &Paper) -> bool {
        let same = |one: &Option<String>, other: &Option<String>| {
            one.as_ref()
                .zip(other.as_ref())
                .is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
        };
        same(&self.arxiv, &other.arxiv)
            || same(&self.doi, &other.doi)
            || same(&self.pmid, &other.pmid)
    }

    /// Takes from another what is not known here.
    pub fn complete_from(&mut self, other: Paper) {
        let Paper { doi, arxiv, pmid, pmcid, pdf, venue, comment, primary_category, issued } =
            other;
        for (mine, theirs) in [
            (&mut self.doi, doi),
            (&mut self.arxiv, arxiv),
            (&mut self.pmid, pmid),
            (&mut self.pmcid, pmcid),
            (&mut self.pdf, pdf),
            (&mut self.venue, venue),
            (&mut self.comment, comment),
            (&mut self.primary_category, primary_category),
            (&mut self.issued, issued),
        ] {
            if mine.is_none() {
                *mine = theirs;
            }
        }
    }
}

/// An item as a source or an import gives it, already cleaned: single lines hold no control
/// characters, addresses are absolute `http` or `https`, everything is capped.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewItem {
    /// What the feed or the import calls it (`guid`, `id`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The item's own page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// One line of plain text; never empty.
    pub title: String,
    /// Names in the order given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// When it was published, if the source says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Moment>,
    /// When it was last changed, if the source says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
    /// Plain text of what the source says of it in short.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The longest text given, as HTML if [`NewItem::content_is_html`], else plain text.
    /// Empty where the source gave nothing beyond the summary.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub content: String,
    /// Whether `content` is HTML.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub content_is_html: bool,
    /// The source's own categories or tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// BCP 47 code, if the source says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Votes it has at a community, if it comes from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<i64>,
    /// Comments it has at a community.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<i64>,
    /// Where it is discussed, if that is another page than `url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discussion: Option<String>,
    /// Scholarly facts.
    #[serde(skip_serializing_if = "Paper::is_empty")]
    pub paper: Paper,
}

/// What a list needs of an item: read from the index and one narrow row, never its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The item.
    pub id: ItemId,
    /// Its source.
    pub source: SourceId,
    /// The source's name, for showing.
    pub source_name: String,
    /// One line of plain text.
    pub title: String,
    /// The item's own page.
    pub url: Option<String>,
    /// The first author, "and others" told by `author_count`.
    pub first_author: Option<String>,
    /// How many authors it has.
    pub author_count: u32,
    /// When it was published, or first seen where the source does not say.
    pub published: Moment,
    /// Whether that is what its source says.
    pub dated: bool,
    /// The pane of its story.
    pub pane: Pane,
    /// The story it belongs to.
    pub story: StoryId,
    /// How many items that story has.
    pub story_size: u32,
    /// The score of its story, from 0 to 100, at the moment the list was asked for; in a list by
    /// worth its worth.
    pub score: f64,
    /// Whether it was read.
    pub read: bool,
    /// Whether it stands on the reading list.
    pub starred: bool,
    /// Whether it has a note.
    pub noted: bool,
    /// Two-letter code of the language it is written in.
    pub language: String,
    /// Companies it is about, by their key in the alias table.
    pub companies: Vec<String>,
    /// What kinds of move it reports.
    pub moves: Vec<Move>,
    /// Primary category or the first one given.
    pub category: Option<String>,
    /// Votes at a community.
    pub points: Option<i64>,
    /// Comments at a community.
    pub comments: Option<i64>,
    /// How it stands on the reading list, if it does.
    pub listed: Option<Listed>,
}

impl Row {
    /// When it was published, if its source says so: what may stand in a citation.
    pub fn date(&self) -> Option<Moment> {
        self.dated.then_some(self.published)
    }

    /// Where it stands and since which day of a zone, for a line: `Example News, 2026-03-05`.
    pub fn imprint(&self, zone: Zone) -> String {
        let day = self.date().map(|date| format!(", {}", zone.date_of(date)));
        format!("{}{}", self.source_name, day.unwrap_or_default())
    }

    /// When it was first seen, where nothing better is known of its age.
    pub fn first_seen(&self) -> Option<Moment> {
        (!self.dated).then_some(self.published)
    }
}

/// An item whole: its row and all that is read only when it is opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What lists show of it.
    pub row: Row,
    /// What the feed or the import calls it.
    pub external_id: Option<String>,
    /// The kind of its source.
    pub kind: String,
    /// What its source is asked by: an address, or words; empty where it is never asked.
    pub source_address: String,
    /// When it first came.
    pub seen: Moment,
    /// All authors.
    pub authors: Vec<String>,
    /// The source's own categories or tags.
    pub categories: Vec<String>,
    /// Plain text of what the source says of it in short.
    pub summary: String,
    /// The longest text given.
    pub content: String,
    /// Whether `content` is HTML.
    pub content_is_html: bool,
    /// The article page's own text, where it was fetched on demand; HTML.
    pub full_text: Option<String>,
    /// Where it is discussed.
    pub discussion: Option<String>,
    /// Scholarly facts.
    pub paper: Paper,
    /// Why its story has its score: the points add up to it.
    pub why: Vec<Reason>,
    /// Why its story stands in its pane.
    pub pane_reason: String,
    /// What it says happened.
    pub facts: Facts,
    /// Topics it is about, by their key in the alias table.
    pub topics: Vec<String>,
    /// One to three verbatim sentences.
    pub gist: Vec<String>,
    /// The reader's note, Markdown.
    pub note: Option<String>,
    /// The reader's note on its story, Markdown.
    pub story_note: Option<String>,
    /// When it was put on the reading list.
    pub starred_at: Option<Moment>,
    /// Whether it is in the reader's own library.
    pub owned: bool,
    /// The research ideas that stand on it.
    pub ideas: Vec<IdeaLine>,
}
