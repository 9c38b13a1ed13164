//! What one item says by itself: all of judging that depends neither on other items nor on when it
//! comes. It is most of the work, so it is done on whichever thread read the item
//! ([`Analyzer::analyze`]); [`Desk::arrive`](super::Desk::arrive) then only gives the item its place
//! among the others.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::Datelike as _;

use super::features::Feature;
use super::gist::Gists;
use super::hosts::Host;
use super::lenses::{self, Lenses};
use super::lexicon::{Lexicon, Mention};
use super::papers::PaperSigns;
use super::reading::{self, Reader, Reading, SUMMARY_HEAD, Scratch};
use super::settings::Settings;
use super::story::Report;
use super::terms::Terms;
use super::tuning::Tuning;
use super::{Kept, LexiconError, Rules, wire};
use crate::model::{Moment, NewItem, Past, Source, SourceId, Tier};
use crate::text::tokens::{self, Words};
use crate::text::{address, clean, language};

/// The part of a summary in which watched terms are looked for, in bytes: an abstract often names
/// its field last.
const WATCHED: usize = 4_000;

/// All that it takes to analyse an item. Nothing in it changes once it is made, so all threads share
/// one.
#[derive(Debug)]
pub struct Analyzer {
    pub(super) settings: Settings,
    pub(super) tuning: Tuning,
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) reader: Reader,
    lenses: Lenses,
    muted: Terms,
    /// Keys of the companies that the reader mutes.
    muted_companies: Vec<String>,
    gists: &'static Gists,
}

/// What an item says by itself.
#[derive(Debug)]
pub struct Analysis {
    /// By whom it was analysed: under other settings it has to be done again.
    by: Arc<Analyzer>,
    /// The year it was read as published in.
    year: i32,
    pub(super) reading: Reading,
    pub(super) origin: Origin,
    /// ISO 639-1 code of its language.
    pub(super) language: String,
    pub(super) gist: Vec<String>,
    /// What it says as a paper; nothing where it is none.
    pub(super) paper: PaperSigns,
    /// Lenses that it touches.
    pub(super) lenses: Vec<lenses::Touched>,
    /// What the reader does not want to see in it, if anything, as it is shown.
    pub(super) muted_by: Option<String>,
    /// Words of its title.
    pub(super) title: Words,
    /// What the title names.
    pub(super) named: Vec<Mention>,
    /// Features of the title with the words they come from.
    pub(super) about: Vec<(Feature, usize)>,
}

/// Where a report comes from, in numbers that are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    /// What is known of its page's host.
    pub(super) host: Host,
    /// Number of the family of hosts that published it.
    pub(super) publisher: u32,
    /// Number of its source.
    pub(super) source: u64,
    /// Number of its address, or of the paper that it is about.
    pub(super) address: Option<u64>,
    /// How close it stands to the event.
    pub(super) tier: Tier,
}

impl Analyzer {
    /// What it takes under some settings and rules.
    ///
    /// # Errors
    /// Where the reader's own lexicon cannot be read.
    pub fn new(settings: Settings, rules: &Rules) -> Result<Analyzer, LexiconError> {
        let lexicon = rules.lexicon(settings.lexicon.as_deref())?;
        Ok(Analyzer {
            tuning: rules.tuning.clone(),
            lenses: Lenses::of(&settings.watches, &lexicon),
            muted: Terms::of([&settings.mutes.terms[..]], &lexicon),
            muted_companies: keys_of(&settings.mutes.companies, &lexicon),
            reader: rules.reader(&lexicon),
            gists: Gists::shipped(),
            lexicon,
            settings,
        })
    }

    /// What an item of a source says, published at that moment.
    pub fn analyze(
        self: &Arc<Analyzer>,
        item: &NewItem,
        source: &Source,
        published: Moment,
    ) -> Analysis {
        let mut scratch = Scratch::default();
        let asked = Asked::of(item, source, published);
        let reading = self.read(&asked, &mut scratch);
        let declared = item.language.as_deref().or(source.language.as_deref());
        let language = declared
            .and_then(language::declared)
            .unwrap_or_else(|| Cow::Borrowed(language::of(&item.title)))
            .into_owned();
        let is_paper = reading.page.paper || !item.paper.is_empty();
        let gist = self.gists.of(item, is_paper, &self.lexicon, self.reader.stop);
        let muted_by = self.muted_by(source, &reading, &scratch);
        let (paper, lenses) = if muted_by.is_some() {
            (PaperSigns::default(), Vec::new())
        } else {
            let paper = reading.page.paper.then(|| self.signs_of(item, &scratch.title));
            let lenses = self.touched(item, &reading.topics, paper.as_ref(), &scratch);
            (paper.unwrap_or_default(), lenses)
        };
        let origin = self.origin(&asked, &reading);
        let Scratch { title, named, about, .. } = scratch;
        Analysis {
            by: Arc::clone(self),
            year: published.year(),
            reading,
            origin,
            language,
            gist,
            paper,
            lenses,
            muted_by,
            title,
            named,
            about,
        }
    }

    /// A report of the store as it was when it came.
    pub(super) fn recalled(&self, past: &Past) -> Report {
        let asked = Asked::of_past(past);
        let reading = self.read(&asked, &mut Scratch::default());
        let origin = self.origin(&asked, &reading);
        Report {
            id: past.id,
            published: past.published,
            day: self.settings.zone.day_of(past.published),
            publisher: origin.publisher,
            source: origin.source,
            address: origin.address,
            tier: origin.tier,
            points: past.points,
            comments: past.comments,
            reading,
            kept: Kept::read(&past.kept),
            choice: (past.pane, past.pane_reason.clone()),
        }
    }

    /// Reads a report; the scratch keeps the words of its title.
    pub(super) fn read(&self, asked: &Asked<'_>, scratch: &mut Scratch) -> Reading {
        self.reader.read(&asked.as_read(), &self.lexicon, scratch)
    }

    /// Where a report comes from.
    fn origin(&self, asked: &Asked<'_>, reading: &Reading) -> Origin {
        let host = self.host_of(asked.url);
        Origin {
            host,
            publisher: tokens::hash(asked.publisher().as_bytes()) as u32,
            source: tokens::hash(asked.source.0.as_bytes()),
            address: address_of(asked.url),
            tier: match host.tier {
                _ if reading.page.paper => Tier::Primary,
                // The page itself may stand closer than who points at it.
                Some(tier) => tier.min(asked.tier),
                None => asked.tier,
            },
        }
    }

    fn host_of(&self, url: Option<&str>) -> Host {
        let is_known =
            |owner: &str| self.lexicon.by_key(owner).is_some_and(|entry| entry.kind != "topic");
        url.map_or_else(Host::default, |url| self.reader.hosts.of_page(url, is_known))
    }

    fn signs_of(&self, item: &NewItem, title: &Words) -> PaperSigns {
        let lists = &self.reader.lists;
        PaperSigns::of(item, title, &lists.find(title), lists, &self.lexicon, &self.tuning)
    }

    /// What the reader does not want to see in an item, if anything, as it is shown.
    fn muted_by(&self, source: &Source, reading: &Reading, scratch: &Scratch) -> Option<String> {
        if self.settings.mutes.sources.contains(&source.id) {
            return Some(source.name.clone());
        }
        let is_muted = |key: &&String| self.muted_companies.contains(*key);
        let company = reading.companies.iter().map(|company| &company.key).find(is_muted);
        let name = |key: &String| self.lexicon.by_key(key).map(|entry| entry.name.clone());
        let term = || {
            let found = self.muted.find(&scratch.title, &scratch.named);
            found.first().map(|(_, term)| (*term).to_owned())
        };
        company.and_then(name).or_else(term)
    }

    /// The lenses that an item touches. For their sake the whole summary is read, within reason.
    fn touched(
        &self,
        item: &NewItem,
        topics: &[String],
        paper: Option<&PaperSigns>,
        scratch: &Scratch,
    ) -> Vec<lenses::Touched> {
        if self.lenses.is_empty() {
            return Vec::new();
        }
        let summary = &item.summary[..tokens::floor_char_boundary(&item.summary, WATCHED)];
        let (words, mut named) = (Words::of(summary), Vec::new());
        self.lexicon.find(summary, &words, &mut named);
        let seen = lenses::Seen {
            title: &scratch.title,
            named: &scratch.named,
            summary: &words,
            named_below: &named,
            topics,
            authors: &item.authors,
            paper,
        };
        self.lenses.touched(&seen, &self.tuning)
    }
}

impl Analysis {
    /// Whether that is what this analyser would say of the item, too, published at that moment.
    pub(super) fn is_by(&self, analyzer: &Arc<Analyzer>, published: Moment) -> bool {
        Arc::ptr_eq(&self.by, analyzer) && self.year == published.year()
    }
}

/// What is asked about a report, from an item that comes in or one of the store.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) source: &'a SourceId,
    pub(super) kind: &'a str,
    pub(super) tier: Tier,
    pub(super) company: Option<&'a str>,
    pub(super) title: &'a str,
    pub(super) summary: &'a str,
    pub(super) url: Option<&'a str>,
    pub(super) published: Moment,
}

impl<'a> Asked<'a> {
    fn of(item: &'a NewItem, source: &'a Source, published: Moment) -> Asked<'a> {
        Asked {
            source: &source.id,
            kind: &source.kind,
            tier: source.tier,
            company: source.company.as_deref(),
            title: &item.title,
            summary: summary_head(item),
            url: item.url.as_deref(),
            published,
        }
    }

    /// The same of an item that the store remembers.
    pub(super) fn of_past(past: &'a Past) -> Asked<'a> {
        Asked {
            source: &past.source,
            kind: &past.kind,
            tier: past.tier,
            company: past.company.as_deref(),
            title: &past.title,
            summary: &past.summary,
            url: past.url.as_deref(),
            published: past.published,
        }
    }

    /// As it is read.
    pub(super) fn as_read(&self) -> reading::Source<'a> {
        reading::Source {
            title: self.headline(),
            full_title: self.title,
            summary: self.summary,
            url: self.url,
            kind: self.kind,
            source: &self.source.0,
            company: self.company,
            year: self.published.year(),
        }
    }

    /// Who published it: a family of hosts, or its source.
    pub(super) fn publisher(&self) -> &'a str {
        self.url.and_then(address::host).map_or(&self.source.0, address::publisher)
    }

    /// Its title without what a newsletter, an agency or its publisher wrote around it.
    fn headline(&self) -> &'a str {
        let publisher = self.publisher();
        let house = publisher.split('.').next().unwrap_or(publisher);
        wire::bare(clean::headline(self.title), &[&self.source.0, house])
    }
}

/// The beginning of what an item says beside its title: what the store remembers of it, too.
pub fn summary_head(item: &NewItem) -> &str {
    &item.summary[..tokens::floor_char_boundary(&item.summary, SUMMARY_HEAD)]
}

/// A number for what an address leads to, or for the paper that it is about.
pub(super) fn address_of(url: Option<&str>) -> Option<u64> {
    let url = url?;
    if let Some(paper) = address::arxiv_id(url).or_else(|| gallery_paper(url)) {
        return Some(tokens::hash(paper.as_bytes()));
    }
    Some(tokens::hash(address::canonical(url).as_bytes()))
}

/// The arXiv number of the paper that a gallery's page shows.
fn gallery_paper(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("huggingface.co/papers/")?;
    let id: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    (id.len() > 8).then_some(id)
}

/// The companies that a reader names, by key; a name that no company has mutes nothing, and
/// checking the config file says so.
fn keys_of(names: &[String], lexicon: &Lexicon) -> Vec<String> {
    let key = |name: &String| lexicon.company_named(name).ok().map(|entry| entry.key.clone());
    names.iter().filter_map(key).collect()
}
