//! What another program wants written of an idea, read from its arguments and put on the idea.

use anyhow::{Context as _, bail};

use super::given::Given;
use crate::model::idea::{Link, Section};
use crate::model::{Idea, ItemId, Moment, Thought};
use crate::text::clean;

/// What is to be written of an idea.
pub(super) struct IdeaChange<'a> {
    title: Option<String>,
    text: Option<&'a str>,
    append: Option<&'a str>,
    section: Option<Section>,
    touched: Option<Moment>,
    links: Vec<Link>,
}

impl<'a> IdeaChange<'a> {
    pub(super) fn of(given: &Given<'a>) -> anyhow::Result<IdeaChange<'a>> {
        let (text, append) = (given.text("text")?, given.text("append")?);
        if text.is_some() && append.is_some() {
            bail!("give `text` or `append`, not both");
        }
        let names = || format!("the sections are {}", Section::ALL.map(Section::name).join(", "));
        let section =
            given.text("section")?.map(|name| Section::from_name(name).with_context(names));
        let section = section.transpose()?;
        if section.is_some() && text.or(append).is_none() {
            bail!("`section` says where `text` or `append` goes; one of them is missing");
        }
        let touched = given.text("touched")?.map(|text| {
            text.parse::<Moment>().ok().context("`touched` must be a moment as `idea` gives it")
        });
        let title = given.text("title")?.map(|title| clean::line(title, 1_000));
        if title.as_ref().is_some_and(String::is_empty) {
            bail!("`title` is empty");
        }
        let why = given.text("why")?.map(|why| clean::line(why, 1_000)).unwrap_or_default();
        let link = |item| Link { item: ItemId(item), why: why.clone() };
        let links = given.list("items")?.into_iter().map(link).collect();
        Ok(IdeaChange { title, text, append, section, touched: touched.transpose()?, links })
    }

    pub(super) fn is_one(&self) -> bool {
        self.replaces() || self.append.is_some() || !self.links.is_empty()
    }

    /// Whether it takes the place of what is written.
    pub(super) fn replaces(&self) -> bool {
        self.title.is_some() || self.text.is_some()
    }

    pub(super) fn begun(self, now: Moment) -> anyhow::Result<Idea> {
        let mut thought = match (self.text, self.section) {
            (Some(text), None) => Thought::from_text(text, &crate::lang::all_headings()),
            (Some(_) | None, _) => Thought::default(),
        };
        match (self.section, self.text.or(self.append)) {
            (Some(section), Some(text)) => text.clone_into(&mut thought.sections[section as usize]),
            (None, Some(text)) if self.append.is_some() => text.clone_into(&mut thought.preface),
            (Some(_) | None, _) => {}
        }
        if let Some(title) = self.title {
            thought.title = title;
        }
        thought.title = clean::line(&thought.title, 1_000);
        if thought.title.is_empty() {
            bail!("an idea needs a `title`");
        }
        Ok(Idea::begun(crate::drafts::new_key(), thought, self.links, false, now))
    }

    /// The idea with the change. What would be replaced must still be what was read.
    pub(super) fn on(&self, was: &Idea) -> anyhow::Result<Idea> {
        match self.touched {
            None if self.replaces() => bail!(
                "`title` and `text` replace what {} says: give the `touched` that it was read with, \
                 or write below it with `append`",
                was.id
            ),
            Some(touched) if touched.timestamp() != was.touched.timestamp() => {
                bail!("{} was changed since it was read: read it again", was.id)
            }
            Some(_) | None => {}
        }
        let mut thought = was.thought.clone();
        match (self.text, self.append, self.section) {
            (Some(text), _, Some(section)) => {
                text.clone_into(&mut thought.sections[section as usize]);
            }
            (Some(text), _, None) => {
                let Thought { title, status, tags, .. } = thought;
                let read = Thought::from_text(text, &crate::lang::all_headings());
                thought = Thought { status, tags, ..read };
                if thought.title.is_empty() {
                    thought.title = title;
                }
            }
            (None, Some(more), Some(section)) => {
                add_below(&mut thought.sections[section as usize], more);
            }
            (None, Some(more), None) => add_below(&mut thought.preface, more),
            (None, None, _) => {}
        }
        if let Some(title) = &self.title {
            title.clone_into(&mut thought.title);
        }
        thought.title = clean::line(&thought.title, 1_000);
        let mut idea = Idea { thought, template: false, ..was.clone() };
        let new = |link: &&Link| was.links.iter().all(|known| known.item != link.item);
        idea.links.extend(self.links.iter().filter(new).cloned());
        Ok(idea)
    }
}

fn add_below(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(more);
}
