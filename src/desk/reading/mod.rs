//! What one report says by itself: who does what to whom, for how much, with which product, and
//! what kind of report it is. Title first; the first sentence of the summary only where said.
//!
//! Nothing here knows another report, so it can be read wherever the report is. `companies.rs`
//! finds who is meant, `unknown.rs` those that the lexicon does not know (never one of `general.rs`),
//! `roles.rs` and `direction.rs` who acts on whom, `moves.rs` what is done, `status.rs` whether it is
//! done at all, `names.rs` with what and `versions.rs` in which version of it, `sums.rs` for how much,
//! `mentions.rs` what the names in a title say together, `page.rs` who tells it, and `noise.rs` whether
//! it is news at all. `title.rs` is what all of them read.

mod companies;
mod company;
mod direction;
mod general;
mod mentions;
mod moves;
mod names;
mod noise;
mod own_hosts;
mod page;
mod roles;
mod status;
mod sums;
mod title;
mod unknown;
mod versions;

use std::sync::Arc;

use super::features::{self, Feature, StopWords};
use super::hosts::Hosts;
use super::lexicon::{Lexicon, Mention};
use super::lists::{Cue, Found, Lists, Span};
use super::places::{self, Place};
use crate::model::{Facts, Move, MoveStatus, Noise};
use crate::text::sentences::sentences;
use crate::text::tokens::{self, Script, Words};

pub use company::Company;
pub use moves::{Reported, hardness};
pub use page::{Page, is_paper};
pub use sums::in_dollars;

/// The part of a summary that is looked at, in bytes.
pub const SUMMARY_HEAD: usize = 600;
/// The longest first sentence that is read, in bytes.
const SENTENCE: usize = 400;

/// A report as it came.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its title without what newsletters, agencies and publishers write around it.
    pub title: &'a str,
    /// The title as it came.
    pub full_title: &'a str,
    /// The beginning of its summary.
    pub summary: &'a str,
    /// Its page.
    pub url: Option<&'a str>,
    /// The kind of its source.
    pub kind: &'a str,
    /// The name or number of its source.
    pub source: &'a str,
    /// The company whose own word the source is, by key, where it says so.
    pub company: Option<&'a str>,
    /// The year in which it was published.
    pub year: i32,
}

/// What a report says.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Who tells it.
    pub page: Page,
    /// Companies it is about, the one that acts first where that is clear.
    pub companies: Vec<Company>,
    /// Index of the title's first word that names a company.
    pub company_at: Option<usize>,
    /// Whether a country opens the title and acts: `일본, 등대 펀드 출범`.
    pub by_country: bool,
    /// Whether the title names companies by their products alone.
    pub by_product: bool,
    /// Whether the title says that it is of a year that is over: "Lanterns (2023)".
    pub old: bool,
    /// Whether its source broke the title off: "Lanterns light the ha…".
    pub cut: bool,
    /// Whether it opens with a market or an index: what follows is a note on it.
    pub of_market: bool,
    /// Number of the name that the title presents: "Name – what it is".
    pub presented: Option<u32>,
    /// What they do, the weightiest first, two at most.
    pub moves: Vec<Reported>,
    /// The facts.
    pub facts: Facts,
    /// Whether the amount stands in the title.
    pub amount_in_title: bool,
    /// Whether the title says by a verb or a particle that the actor acts on the object.
    pub directed: bool,
    /// Topics of the lexicon that title or first sentence name, by key.
    pub topics: Vec<String>,
    /// Products that the title names, by their features.
    pub products: Vec<Feature>,
    /// Persons that the title names, likewise.
    pub persons: Vec<Feature>,
    /// The weight of the weightiest person that the title names; 0 where it names none.
    pub person: u8,
    /// The weight of the weightiest office or court that the title names; 0 likewise.
    pub body: u8,
    /// Whether it is one of the highest offices that says what the title says.
    pub office_says: bool,
    /// What the words of the title tell.
    pub signs: Signs,
    /// Jobs that are cut, where the title says how many.
    pub jobs: Option<f64>,
    /// Whether title or first sentence is Korean.
    pub korean: bool,
    /// Countries and parts of them that the title names.
    pub places: Vec<Place>,
    /// Names with a version: hash of the name, and of the version.
    pub versions: Vec<(u32, u32)>,
    /// Words and names of the title, and of the first sentence: what likeness is measured by.
    pub title_features: Vec<Feature>,
    /// Those of the first sentence.
    pub sentence_features: Vec<Feature>,
    /// The words that prove each fact: what, and the words as written.
    pub proofs: Vec<(Proof, String)>,
}

impl Reading {
    /// Whether it tells one piece of news: who tells several, or none, is no publisher of an event.
    pub fn is_news(&self) -> bool {
        !self.is_of_several() && self.facts.noise.is_none()
    }

    /// Whether it goes over several pieces of news, or talks about one.
    pub fn is_of_several(&self) -> bool {
        self.signs.roundup || self.page.broadcast
    }

    /// Whether it names anything of the field that is read about: technology, a company, a product, a
    /// topic, money or jobs.
    pub fn is_of_field(&self) -> bool {
        let Signs { ai, technology, money, .. } = self.signs;
        ai || technology
            || money
            || self.page.own.is_some()
            || !self.companies.is_empty()
            || !self.products.is_empty()
            || !self.versions.is_empty()
            || !self.topics.is_empty()
            || self.jobs.is_some()
    }

    /// Whether it is a project on a list of projects, and not a release of one: it tells no event.
    pub fn is_listed(&self) -> bool {
        self.page.project && !self.page.community && self.versions.is_empty()
    }
}

/// What words prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A move.
    Move(Move),
    /// That the deed is done.
    Cue(Cue),
    /// The amount.
    Amount,
    /// A person of weight, by key.
    Person,
    /// An office or a court, by key.
    Body,
    /// That it is no news.
    Noise,
}

macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident: $cue:ident,)*) => {
        /// Which word lists the title touches.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct Signs {
            $($(#[$doc])* pub $name: bool,)*
        }

        impl Signs {
            fn of(found: &Found) -> Signs {
                Signs { $($name: found.has(Cue::$cue),)* }
            }
        }
    };
}

signs! {
    /// A done deed.
    deed: Deed,
    /// Governments, courts, laws.
    policy: Policy,
    /// It touches many.
    many: Many,
    /// The first, the largest, the end.
    first: First,
    /// Told with reservation.
    reported: Reported,
    /// AI.
    ai: Ai,
    /// Technology.
    technology: Technology,
    /// Money and markets.
    money: Money,
    /// A review.
    review: Review,
    /// An opinion or a question.
    opinion: Opinion,
    /// Several pieces of news.
    roundup: Roundup,
    /// A small feature.
    feature: Feature,
    /// Things that people carry.
    gadget: Gadget,
    /// A war of words.
    dispute: Dispute,
    /// It goes on from something.
    follow_up: FollowUp,
    /// A young company.
    startup: Startup,
    /// A study.
    study: Study,
    /// An aim, no deed.
    plan: Plan,
    /// Somebody says something.
    says: Says,
    /// A broker's note.
    broker: Broker,
}

/// Reads reports.
#[derive(Debug)]
pub struct Reader {
    /// Word lists.
    pub lists: Arc<Lists>,
    /// Hosts.
    pub hosts: &'static Hosts,
    /// Words that say nothing.
    pub stop: &'static StopWords,
    own: own_hosts::OwnHosts,
}

/// What reading uses again and again, so that it allocates little.
#[derive(Debug, Default)]
pub struct Scratch {
    /// Words of the title.
    pub title: Words,
    /// What the title names.
    pub named: Vec<Mention>,
    /// Words of the summary's first sentence.
    pub sentence: Words,
    /// What it names.
    pub named_below: Vec<Mention>,
    /// Features of the title with the words they come from.
    pub about: Vec<(Feature, usize)>,
}

impl Reader {
    /// A reader with these lists; the lexicon names whose own word a host is.
    pub fn new(
        lists: Arc<Lists>,
        hosts: &'static Hosts,
        stop: &'static StopWords,
        lexicon: &Lexicon,
    ) -> Reader {
        Reader { lists, hosts, stop, own: own_hosts::OwnHosts::new(lexicon) }
    }

    /// Reads a report.
    pub fn read(&self, source: &Source<'_>, lexicon: &Lexicon, scratch: &mut Scratch) -> Reading {
        let title = source.title;
        scratch.title.read(title);
        mentions::find(title, &scratch.title, lexicon, &mut scratch.named);
        let first = first_sentence(source.summary, title);
        scratch.sentence.read(first);
        lexicon.find(first, &scratch.sentence, &mut scratch.named_below);
        let Scratch { title: words, named, sentence, named_below, about } = scratch;

        let found = self.lists.find(words);
        let below = self.lists.find(sentence);
        let own = self.own_house(source, lexicon);
        let page = page::of(source, self.hosts, own, lexicon);
        let text = title::Text {
            title,
            words,
            named,
            found: &found,
            company_first: mentions::begins_with_company(named, lexicon),
            body: named.iter().any(|mention| lexicon.entry(mention.entry).kind == "body"),
        };
        let mut signs = signs_of(&text, source, &page, (first, &below));
        let (mut who, roles) = companies::find(&text, &page, own, lexicon, &self.lists, self.stop);
        if who.is_empty() && !signs.opinion {
            let below = (first, &*sentence, &**named_below);
            who.extend(companies::only_one(&text, below, &page, lexicon, &self.lists));
        }
        let told_below = moves::Below { text: first, words: sentence, found: &below };
        let mut moves = moves::find(&text, &told_below, &page, signs, !who.is_empty());
        let versions = versions::versions(&text, lexicon, self.stop);
        let mut names = names::find(&text, &page, lexicon, self.stop);
        names.retain(|name| !names::is_no_product(name, lexicon));
        if moves.is_empty() {
            moves.extend(moves::by_form(&text, &page, &names));
        }
        let holds = |cue| found.cue(cue).is_none_or(|span| !status::is_negated(title, words, span));
        signs.first &= holds(Cue::First);
        signs.deed &= moves.first().is_none_or(is_deed) && holds(Cue::Deed);
        let company_at = mentions::company_at(named, lexicon);
        let presented = names::presented(&text, &page)
            .filter(|_| page.code || page.community)
            .map(|name| tokens::hash(name.as_bytes()) as u32);
        let sums::Sums { amount, valuation, in_title } =
            sums::of(title, source.summary, &moves, signs);
        let says = noise::Says {
            company: !who.is_empty(),
            sum: amount.is_some(),
            version: !versions.is_empty(),
            customer: mentions::is_of_customer(title, words, named, page.own, lexicon),
        };
        let noise = noise::of(&text, source, &page, &moves, says);
        let mut about_of = |words: &Words, named: &[Mention]| {
            features::features(words, named, lexicon, self.stop, about);
            sorted(about)
        };
        let sentence_features = about_of(sentence, named_below);
        // Last: what the title is about is left for the taste.
        let title_features = about_of(words, named);
        let weight = |kind: &str| mentions::heaviest(named, kind, lexicon);
        let mut proofs = proofs(title, words, &found, &moves, named, lexicon);
        let said = |span| (Proof::Noise, super::lists::said(title, words, span).to_owned());
        proofs.extend(noise.and_then(|noise| said_to_be(&found, noise)).map(said));
        let kind = moves.first().map(|reported| reported.kind);
        // What is launched, priced or earned is a thing, whoever else the title names.
        let object = roles.object.filter(|_| !kind.is_some_and(moves::is_of_things));
        let is_aside = kind.is_some_and(moves::is_of_money) && roles.directed != kind;
        let object = object.filter(|key| !is_aside || !mentions::is_body(key, lexicon));
        let directed = kind.is_some() && roles.directed == kind && object.is_some();
        let known = || who.first().map(|company| company.key.clone());
        let actor = roles.actor.or_else(|| known().filter(|_| !roles.is_of_others));
        let status = moves.first().map(|reported| reported.status).unwrap_or_default();
        let amount = amount.map(|sum| sums::known_as(&text, company_at, &sum, (kind, status)));
        let valuation = valuation.map(|sum| sum.amount).filter(|_| status == MoveStatus::Done);
        let facts = Facts { actor, object, kind, status, amount, valuation, names, noise };
        Reading {
            korean: words.list().iter().any(|word| word.script == Script::Hangul),
            person: weight("person"),
            body: weight("body"),
            office_says: mentions::office_says(&found, named, lexicon),
            jobs: moves::jobs(&text, &below, first, sentence),
            page,
            company_at,
            by_country: title.split_once(", ").is_some_and(|(who, _)| places::is_place(who)),
            by_product: company_at.is_some() && !mentions::names_company(named, lexicon),
            of_market: title::opens_with_market(words),
            old: title::is_of_past_year(title, source.year),
            cut: title::is_cut(title.trim_end()),
            presented,
            companies: who,
            moves,
            facts,
            amount_in_title: in_title,
            directed,
            topics: mentions::topics(lexicon, named, named_below),
            products: mentions::of_kind("product", named, lexicon),
            persons: mentions::of_kind("person", named, lexicon),
            signs,
            places: places::of(words),
            versions,
            title_features,
            sentence_features,
            proofs,
        }
    }

    /// The company whose own word a report is: by its address, else its source.
    fn own_house(&self, source: &Source<'_>, lexicon: &Lexicon) -> Option<u32> {
        let address = source.url.filter(|url| {
            !url.split_once("://").is_some_and(|(_, address)| self.lists.is_foreign(address))
        });
        address
            .and_then(|url| self.own.of(url))
            .or_else(|| source.company.and_then(|key| lexicon.index_of(key)))
    }
}

/// Whether a move is a deed, done or undone: what is only sought or denied is none, whatever word tells it.
fn is_deed(reported: &Reported) -> bool {
    match reported.status {
        MoveStatus::Done | MoveStatus::Undone => true,
        MoveStatus::Sought | MoveStatus::Denied => false,
    }
}

/// The words of a title that say that it is no news of a kind.
fn said_to_be(found: &Found, noise: Noise) -> Option<Span> {
    match noise {
        Noise::Hobby => found.cue(Cue::Hobby),
        Noise::OffTopic => found.cue(Cue::OffTopic),
        Noise::Advert | Noise::Listicle | Noise::HowTo | Noise::Sponsored | Noise::Personal => {
            found.noise().filter(|(kind, _)| *kind == noise).map(|(_, span)| span)
        }
    }
}

/// The words a reading rests on, as the headline has them.
fn proofs(
    title: &str,
    words: &Words,
    found: &Found,
    moves: &[Reported],
    named: &[Mention],
    lexicon: &Lexicon,
) -> Vec<(Proof, String)> {
    let mut proofs = Vec::new();
    let said = |span| super::lists::said(title, words, span).to_owned();
    for reported in moves {
        proofs.push((Proof::Move(reported.kind), reported.said.clone()));
    }
    for cue in [Cue::Deed, Cue::Policy, Cue::Many, Cue::First, Cue::Ai, Cue::Money, Cue::Gadget] {
        if let Some(span) = found.cue(cue) {
            proofs.push((Proof::Cue(cue), said(span)));
        }
    }
    for (kind, proof) in [("person", Proof::Person), ("body", Proof::Body)] {
        let of_kind = |mention: &&Mention| lexicon.entry(mention.entry).kind == kind;
        let best =
            named.iter().filter(of_kind).max_by_key(|mention| lexicon.entry(mention.entry).weight);
        if let Some(mention) = best {
            proofs.push((proof, lexicon.entry(mention.entry).key.clone()));
        }
    }
    proofs
}

/// The first sentence of a summary, unless it only says the title again.
fn first_sentence<'a>(summary: &'a str, title: &str) -> &'a str {
    let head = &summary[..tokens::floor_char_boundary(summary, SUMMARY_HEAD)];
    let mut all = sentences(head.trim_start_matches(['-', '•', ' ']))
        .into_iter()
        .filter(|sentence| sentence.len() > 20);
    let first = all.find(|sentence| !is_same(sentence, title)).unwrap_or_default();
    &first[..tokens::floor_char_boundary(first, SENTENCE)]
}

/// Whether two texts are the same but for marks and blanks.
fn is_same(one: &str, other: &str) -> bool {
    let is_letter = |c: &char| c.is_alphanumeric();
    one.chars().filter(is_letter).eq(other.chars().filter(is_letter))
}

/// Which word lists a title touches, with what its form and the sentence below it say of that.
fn signs_of(
    text: &title::Text<'_>,
    source: &Source<'_>,
    page: &Page,
    (first, below): (&str, &Found),
) -> Signs {
    let mut signs = Signs::of(text.found);
    // A broadcast often says only below its title what it is.
    let is_presented = below.has(Cue::Roundup) && page::presents_broadcast(first);
    signs.roundup |=
        is_presented || page::lists_headlines(text.title) || page::is_of_series(text.title);
    signs.opinion |= text.title.trim_end().ends_with('?') || page.is_opinion(source.url);
    signs.policy &= !moves::is_of_house(text);
    signs
}

fn sorted(about: &[(Feature, usize)]) -> Vec<Feature> {
    let mut features: Vec<Feature> = about.iter().map(|(feature, _)| *feature).collect();
    features.sort_unstable();
    features.dedup();
    features
}
