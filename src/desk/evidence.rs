//! What the desk makes of the item it is reading, from the words and names of its draft: what the
//! panes and the score ask for.

use super::Desk;
use super::hosts::Host;
use super::lexicon::Mention;
use super::moves::Reported;
use super::settings::Watch;
use super::story::Told;
use crate::model::{Move, Source};
use crate::text::tokens::{self, Words};

impl Desk {
    pub(super) fn host_of(&self, url: Option<&str>) -> Host {
        let is_known =
            |owner: &str| self.lexicon.by_key(owner).is_some_and(|entry| entry.kind != "topic");
        url.map_or_else(Host::default, |url| self.hosts.of_page(url, is_known))
    }

    /// By how many standard deviations the word of a title that most of all is talked about on
    /// its day is so, and that word.
    pub(super) fn burst<'a>(&self, told: &Told, title: &'a str) -> Option<(f64, &'a str)> {
        let day = told.day();
        let (deviation, at) = self
            .draft
            .about
            .iter()
            .map(|(feature, at)| {
                (self.bursts.deviation(*feature, self.stories.reports(*feature), day), *at)
            })
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        let word = self.draft.title.list().get(at)?;
        Some((deviation, title.get(word.at as usize..word.until as usize)?))
    }

    /// How much a title says to a reader of technology's news, by what it names alone: a measure
    /// that is the same whenever it is taken.
    pub(super) fn telling(&self) -> u32 {
        let companies = self.kinds(&self.draft.named, "company");
        let technology = self.panes.technology(&self.draft.title).0;
        (3 * companies.min(2) + 2 * self.draft.named.len().min(4) + technology.min(4)) as u32
    }

    pub(super) fn likeness(&self) -> Option<(f64, &str)> {
        let weight = |feature| self.stories.weight(feature);
        let (share, at) = self.likes.of(&self.draft.about, weight)?;
        let word = self.draft.title.list().get(at)?;
        Some((share, self.draft.title.text(word)))
    }

    /// What the reader does not want to see in an item, if anything, as it is shown.
    pub(super) fn muted_by(&self, source: &Source, companies: &[String]) -> Option<String> {
        if self.settings.mutes.sources.contains(&source.id) {
            return Some(source.name.clone());
        }
        let company = companies.iter().find(|key| self.muted_companies.contains(key));
        let name = |key: &String| self.lexicon.by_key(key).map(|entry| entry.name.clone());
        let term = || {
            let found = self.muted.find(&self.draft.title, &self.draft.named);
            found.first().map(|(_, term)| (*term).to_owned())
        };
        company.and_then(name).or_else(term)
    }

    /// The moves that a title reports. A paper makes none but to give away what it is about.
    pub(super) fn moves_of(&self, title: &str, paper: bool) -> Vec<Reported> {
        let mut moves = self.moves.of(title, &self.draft.title);
        moves.retain(|(kind, _)| !paper || *kind == Move::Release);
        moves
    }

    /// Keys of the companies that the title names, in reading order; the source's own else.
    pub(super) fn companies(&self, source: &Source) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for mention in &self.draft.named {
            if let Some(company) = self.lexicon.company_of(mention.entry) {
                let key = &self.lexicon.entry(company).key;
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
        }
        if keys.is_empty() {
            keys.extend(source.company.clone());
        }
        keys
    }

    /// Whether the title begins with a company or a product.
    pub(super) fn company_first(&self) -> bool {
        self.draft
            .named
            .first()
            .is_some_and(|first| first.word <= 1 && self.lexicon.company_of(first.entry).is_some())
    }

    pub(super) fn kinds(&self, named: &[Mention], kind: &str) -> usize {
        named.iter().filter(|mention| self.lexicon.entry(mention.entry).kind == kind).count()
    }

    pub(super) fn names(&self, companies: &[String]) -> Vec<String> {
        let name = |key: &String| {
            self.lexicon.by_key(key).map_or_else(|| key.clone(), |entry| entry.name.clone())
        };
        companies.iter().map(name).collect()
    }

    /// Names of the products, laboratories and topics that title and summary name, title first.
    pub(super) fn topics(&self) -> Vec<(&str, bool)> {
        let mut names: Vec<(&str, bool)> = Vec::new();
        let title = self.draft.named.iter().map(|mention| (mention, true));
        let below = self.draft.named_below.iter().map(|mention| (mention, false));
        for (mention, above) in title.chain(below) {
            let entry = self.lexicon.entry(mention.entry);
            if entry.kind != "company" && !names.iter().any(|(name, _)| *name == entry.name) {
                names.push((&entry.name, above));
            }
        }
        names
    }

    /// Words of technology in the title, the first of all, and those in the summary.
    pub(super) fn technology(&self) -> (usize, Option<&str>, usize) {
        let word = |words: &'_ Words, at: Option<usize>| words.list().get(at?).copied();
        let (above, first) = self.panes.technology(&self.draft.title);
        let (below, first_below) = self.panes.technology(&self.draft.summary);
        let in_title = word(&self.draft.title, first).map(|word| self.draft.title.text(&word));
        let in_summary =
            || word(&self.draft.summary, first_below).map(|word| self.draft.summary.text(&word));
        (above, in_title.or_else(in_summary), below)
    }

    /// The watches that an item touches, each with the term that did. For their sake the whole
    /// summary is read, within reason: an abstract often names its field last.
    pub(super) fn watches(&self, summary: &str) -> Vec<(&Watch, &str)> {
        if self.settings.watches.is_empty() {
            return Vec::new();
        }
        let summary = &summary[..tokens::floor_char_boundary(summary, WATCHED)];
        let (words, mut named) = (Words::of(summary), Vec::new());
        self.lexicon.find(summary, &words, &mut named);
        let mut found = self.watched.find(&self.draft.title, &self.draft.named);
        found.extend(self.watched.find(&words, &named));
        found.sort_by_key(|(group, _)| *group);
        found.dedup_by_key(|(group, _)| *group);
        let watch = |(group, term)| Some((self.settings.watches.get(group)?, term));
        found.into_iter().filter_map(watch).collect()
    }
}

/// The part of a summary in which watched terms are looked for, in bytes.
const WATCHED: usize = 4_000;
