//! A research idea, and the form in which it is written by hand.
//!
//! That form is one Markdown text: the title as a heading, a heading a section, tags and status in
//! front. The same text is edited in the reader and in an editor, exported, and kept in a vault.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ItemId, Moment};

/// An idea's number in the store, given when it is kept and never reused. Before that, it is below
/// zero and made of the key by which the idea is known in every store.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct IdeaId(pub i64);

impl IdeaId {
    /// What an idea of that key is named by before it has a number.
    pub fn of_key(key: i64) -> IdeaId {
        IdeaId(key.saturating_abs().saturating_neg())
    }

    /// The key of one that has no number yet.
    pub fn key(self) -> Option<i64> {
        (self.0 < 0).then(|| self.0.saturating_neg())
    }

    /// What [`IdeaId`] writes as text: `idea-3`, or `idea-new-` and its key.
    pub fn parse(text: &str) -> Option<IdeaId> {
        let which = text.strip_prefix("idea-")?;
        match which.strip_prefix("new-") {
            Some(key) => Some(IdeaId::of_key(key.parse().ok()?)),
            None => Some(IdeaId(which.parse().ok().filter(|number| *number > 0)?)),
        }
    }
}

impl fmt::Display for IdeaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key() {
            Some(key) => write!(f, "idea-new-{key}"),
            None => write!(f, "idea-{}", self.0),
        }
    }
}

/// How far an idea is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words are plain")]
pub enum Status {
    #[default]
    Spark,
    Sketch,
    Active,
    Parked,
    Done,
    Dropped,
}

impl Status {
    /// All of them, in the order of a board.
    pub const ALL: [Status; 6] = [
        Status::Spark,
        Status::Sketch,
        Status::Active,
        Status::Parked,
        Status::Done,
        Status::Dropped,
    ];

    /// The name on the command line and in files.
    pub fn name(self) -> &'static str {
        match self {
            Status::Spark => "spark",
            Status::Sketch => "sketch",
            Status::Active => "active",
            Status::Parked => "parked",
            Status::Done => "done",
            Status::Dropped => "dropped",
        }
    }

    /// The one of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// A part of an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are plain")]
pub enum Section {
    Problem,
    Hypothesis,
    Method,
    Data,
    Evaluation,
    Risk,
    NextStep,
}

impl Section {
    /// All of them, in their order.
    pub const ALL: [Section; 7] = [
        Section::Problem,
        Section::Hypothesis,
        Section::Method,
        Section::Data,
        Section::Evaluation,
        Section::Risk,
        Section::NextStep,
    ];

    /// The name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Section::Problem => "problem",
            Section::Hypothesis => "hypothesis",
            Section::Method => "method",
            Section::Data => "data",
            Section::Evaluation => "evaluation",
            Section::Risk => "risk",
            Section::NextStep => "next_step",
        }
    }

    /// The one of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.name() == name)
    }
}

/// An item that an idea stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The item.
    pub item: ItemId,
    /// Why, in a line; may be empty.
    #[serde(default)]
    pub why: String,
}

/// What of an idea is written by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Thought {
    /// One line.
    pub title: String,
    /// How far it is.
    pub status: Status,
    /// The reader's own tags.
    pub tags: Vec<String>,
    /// What stands before the first section.
    pub preface: String,
    /// The sections' texts in the order of [`Section::ALL`], Markdown.
    #[serde(with = "by_name")]
    pub sections: [String; Section::ALL.len()],
}

/// Sections as an object of those that have a word, by name.
mod by_name {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::Section;

    type Sections = [String; Section::ALL.len()];

    pub(super) fn serialize<S: Serializer>(all: &Sections, to: S) -> Result<S::Ok, S::Error> {
        let written = Section::ALL.iter().map(|section| (section.name(), &all[*section as usize]));
        to.collect_map(written.filter(|(_, text)| !text.is_empty()))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Sections, D::Error> {
        let mut given = BTreeMap::<Section, String>::deserialize(from)?;
        Ok(Section::ALL.map(|section| given.remove(&section).unwrap_or_default()))
    }
}

/// A research idea.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idea {
    /// Its number.
    pub id: IdeaId,
    /// What is written by hand.
    pub thought: Thought,
    /// The items it stands on, in the order in which they were linked.
    pub links: Vec<Link>,
    /// Whether the text is still what the program filled in.
    pub template: bool,
    /// When it was begun.
    pub created: Moment,
    /// When it was last changed.
    pub touched: Moment,
    /// When it was deleted, if it was; it can be restored for a while.
    pub deleted: Option<Moment>,
}

impl Idea {
    /// An idea that is not kept yet.
    pub fn begun(
        key: i64,
        thought: Thought,
        links: Vec<Link>,
        template: bool,
        now: Moment,
    ) -> Idea {
        let id = IdeaId::of_key(key);
        Idea { id, thought, links, template, created: now, touched: now, deleted: None }
    }
}

/// What an item shows of an idea that stands on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub struct IdeaLine {
    pub id: IdeaId,
    pub title: String,
    pub status: Status,
    /// Why the idea stands on the item.
    pub why: String,
}

/// The headings of the sections in a language, in the order of [`Section::ALL`].
pub type Headings = [String; Section::ALL.len()];

impl Thought {
    /// The text of a section.
    pub fn section(&self, section: Section) -> &str {
        &self.sections[section as usize]
    }

    /// All that is written, in one string, for searching.
    pub fn all_words(&self) -> String {
        self.parts().join("\n")
    }

    /// All that is written, part by part.
    pub fn parts(&self) -> Vec<String> {
        let own = [self.title.clone(), self.tags.join(" "), self.preface.clone()];
        own.into_iter().chain(self.sections.iter().cloned()).collect()
    }

    /// The thought as one Markdown text. Sections without a word keep their heading: it asks for
    /// one.
    pub fn to_text(&self, headings: &Headings) -> String {
        let mut text = format!("# {}\n", self.title);
        text.push_str(&format!("status: {}\n", self.status.name()));
        if !self.tags.is_empty() {
            text.push_str(&format!("tags: {}\n", self.tags.join(", ")));
        }
        self.put_body(&mut text, headings);
        text
    }

    /// As [`Thought::to_text`], without status and tags: for a file that has them elsewhere.
    pub fn to_plain_text(&self, headings: &Headings) -> String {
        let mut text = format!("# {}\n", self.title);
        self.put_body(&mut text, headings);
        text
    }

    fn put_body(&self, text: &mut String, headings: &Headings) {
        put(text, &self.preface);
        for (heading, section) in headings.iter().zip(&self.sections) {
            text.push_str(&format!("\n## {heading}\n"));
            put(text, section);
        }
    }

    /// Reads what [`Thought::to_text`] writes, after whatever was done to it by hand: headings may
    /// be in any of the languages, absent, or in another order; nothing that was written is left
    /// out, and an unknown status or heading stays where it stands, as text.
    pub fn from_text(text: &str, languages: &[Headings]) -> Thought {
        let mut thought = Thought::default();
        let mut parts: [Vec<String>; Section::ALL.len()] = Default::default();
        let mut preface = Vec::new();
        let mut at: Option<usize> = None;
        let mut in_head = true;
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            if let Some(heading) = line.strip_prefix("## ") {
                let known = |headings: &Headings| {
                    headings.iter().position(|known| known.eq_ignore_ascii_case(heading.trim()))
                };
                if let Some(section) = languages.iter().find_map(known) {
                    (at, in_head) = (Some(section), false);
                    continue;
                }
            }
            if in_head && take_head(&mut thought, line) {
                continue;
            }
            in_head = false;
            let part = at.map_or(&mut preface, |section| &mut parts[section]);
            part.push(unguarded(line).to_owned());
        }
        thought.preface = body(&preface);
        thought.sections = parts.map(|part| body(&part));
        thought
    }
}

/// Takes a line of the head: the title, the status, the tags. `false` where it is none of them.
fn take_head(thought: &mut Thought, line: &str) -> bool {
    if let Some(title) = line.strip_prefix("# ").filter(|_| thought.title.is_empty()) {
        title.trim().clone_into(&mut thought.title);
        return true;
    }
    if let Some(status) = line.strip_prefix("status:").and_then(|s| Status::from_name(s.trim())) {
        thought.status = status;
        return true;
    }
    if let Some(tags) = line.strip_prefix("tags:") {
        thought.tags = tags.split(',').filter_map(super::listed::tag).collect();
        return true;
    }
    line == "#"
}

/// Appends a text so that no line of it is taken for a heading or for the head. A blank line goes
/// before and after it.
fn put(text: &mut String, body: &str) {
    if body.is_empty() {
        return;
    }
    text.push('\n');
    for line in body.split('\n') {
        if is_guarded(line) {
            text.push('\\');
        }
        text.push_str(line);
        text.push('\n');
    }
}

/// Whether a line would mean something, or was kept from it already.
fn is_guarded(line: &str) -> bool {
    let bare = line.trim_start_matches('\\');
    bare.starts_with('#') || bare.starts_with("status:") || bare.starts_with("tags:")
}

fn unguarded(line: &str) -> &str {
    line.strip_prefix('\\').filter(|rest| is_guarded(rest)).unwrap_or(line)
}

/// Lines without the blank ones around them.
fn body(lines: &[String]) -> String {
    let is_blank = |line: &&String| line.is_empty();
    let start = lines.iter().take_while(is_blank).count();
    let end = lines.len() - lines[start..].iter().rev().take_while(is_blank).count();
    lines[start..end].join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn headings() -> Headings {
        ["Problem", "Hypothesis", "Method", "Data", "Evaluation", "Risk", "Next step"]
            .map(str::to_owned)
    }

    fn korean() -> Headings {
        ["문제", "가설", "방법", "데이터", "평가", "위험", "다음 단계"].map(str::to_owned)
    }

    #[test]
    fn headings_of_any_language_and_in_any_order_are_understood() {
        let text = "# Small models\nstatus: active\ntags: 시계열, risk\n\nWhy not?\n\n\
                    ## 방법\nDistil.\n\n## Problem\nThey forget.\n## Other\nkept\n";
        let thought = Thought::from_text(text, &[headings(), korean()]);
        assert_eq!(thought.title, "Small models");
        assert_eq!(thought.status, Status::Active);
        assert_eq!(thought.tags, ["시계열", "risk"]);
        assert_eq!(thought.preface, "Why not?");
        assert_eq!(thought.section(Section::Method), "Distil.");
        assert_eq!(thought.section(Section::Problem), "They forget.\n## Other\nkept");
    }

    fn body_text() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            "\\PC{0,12}",
            Just("## Problem".to_owned()),
            Just("\\## 문제".to_owned()),
            Just("# x".to_owned()),
            Just("status: done".to_owned()),
            Just("\\\\tags: a".to_owned()),
            Just(String::new()),
        ];
        prop::collection::vec(line, 0..5).prop_map(|lines| body(&lines))
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            title in "[^\\pC\\s]{0,10}",
            preface in body_text(),
            sections in prop::array::uniform7(body_text()),
            status in 0usize..6,
        ) {
            let thought = Thought {
                title, preface, sections, status: Status::ALL[status], tags: vec!["a-b".into()],
            };
            let text = thought.to_text(&korean());
            prop_assert_eq!(Thought::from_text(&text, &[headings(), korean()]), thought, "{}", text);
        }
    }
}
