//! Which pane an item belongs to, and why: the reader's own word, then whether it is a paper, then
//! what the source declares, and else a sum of evidence from host, names and words, in which the
//! groups of `assets/lexicon/panes.toml` each speak for one pane. A tie is Trends.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Arrival;
use super::cues::Cues;
use super::hosts::Host;
use crate::model::{ItemId, Pane, PaneRule, RuleFor, Tier};
use crate::text::address;
use crate::text::tokens::Words;

/// A pane and the reason for it: the key of a phrase, a blank, and the facts that fill it.
pub type Choice = (Pane, String);

/// Where the reader wants items; the store keeps it.
#[derive(Debug, Default)]
pub struct Wishes {
    /// Rules for sources and terms.
    pub rules: Vec<PaneRule>,
    /// Items that were moved by hand.
    pub moved: BTreeMap<ItemId, Pane>,
}

/// What an item says of itself.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// Whether it is a scholarly paper.
    pub paper: bool,
    /// Words of its title.
    pub title: &'a Words,
    /// Words of its summary's beginning.
    pub summary: &'a Words,
    /// The reader's rules that its title fits, and by which term.
    pub ruled: &'a [(usize, &'a str)],
    /// Companies that its title names.
    pub companies: &'a [String],
    /// Whether its title begins with one.
    pub company_first: bool,
    /// Products that its title names.
    pub products: usize,
    /// Laboratories that title or summary name.
    pub labs: usize,
}

/// The words that tell panes apart.
#[derive(Debug)]
pub struct Panes {
    groups: Vec<Group>,
    cues: Cues,
    technology: Cues,
}

#[derive(Debug)]
struct Group {
    name: String,
    pane: Pane,
    title: f64,
    summary: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Record>,
    technology: Lists,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    name: String,
    pane: Pane,
    title: f64,
    summary: f64,
    en: Vec<String>,
    ko: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    en: Vec<String>,
    ko: Vec<String>,
}

/// The most groups that are told apart.
const GROUPS: usize = 32;

impl Panes {
    /// The words that come with the program.
    pub fn shipped() -> Panes {
        let mut panes =
            Panes { groups: Vec::new(), cues: Cues::default(), technology: Cues::default() };
        // Built in and parsed by a test: a broken one cannot reach a user.
        let Ok(file) = toml::from_str::<File>(include_str!("../../assets/lexicon/panes.toml"))
        else {
            return panes;
        };
        for record in file.group.into_iter().take(GROUPS) {
            let group = panes.groups.len() as u32;
            record.en.iter().for_each(|phrase| panes.cues.whole(phrase, group));
            record.ko.iter().for_each(|beginning| panes.cues.beginning(beginning, group));
            let Record { name, pane, title, summary, .. } = record;
            panes.groups.push(Group { name, pane, title, summary });
        }
        file.technology.en.iter().for_each(|phrase| panes.technology.whole(phrase, 0));
        file.technology.ko.iter().for_each(|start| panes.technology.beginning(start, 0));
        panes
    }

    /// How many words of technology a text has, and the index of the first.
    pub fn technology(&self, words: &Words) -> (usize, Option<usize>) {
        let (mut count, mut first) = (0, None);
        self.technology.find(words, |_, at| {
            count += 1;
            first = first.or(Some(at));
        });
        (count, first)
    }

    /// The pane of an item.
    pub fn choose(
        &self,
        arrival: &Arrival,
        host: Host,
        wishes: &Wishes,
        evidence: &Evidence,
    ) -> Choice {
        if let Some(pane) = wishes.moved.get(&arrival.id) {
            return (*pane, "pane.by_hand".to_owned());
        }
        // What an item is about tells more than where it comes from.
        if let Some((rule, term)) = evidence.ruled.first()
            && let Some(rule) = wishes.rules.get(*rule)
        {
            return (rule.pane, format!("pane.by_rule {term}"));
        }
        let of_source = |rule: &&PaneRule| match &rule.of {
            RuleFor::Source(source) => *source == arrival.source.id,
            RuleFor::Term(_) => false,
        };
        if let Some(rule) = wishes.rules.iter().find(of_source) {
            return (rule.pane, format!("pane.by_rule {}", arrival.source.name));
        }
        // A paper is one wherever it was seen: sources that point at everything say no more.
        if evidence.paper {
            return (Pane::Research, "pane.by_paper".to_owned());
        }
        if let Some(pane) = arrival.source.pane {
            return (pane, format!("pane.by_source {}", arrival.source.name));
        }
        self.weigh(arrival, host, evidence)
    }

    fn weigh(&self, arrival: &Arrival, host: Host, evidence: &Evidence) -> Choice {
        let mut title = [0.0; GROUPS];
        let mut summary = [0.0; GROUPS];
        self.cues.find(evidence.title, |group, _| title[group as usize] += 1.0);
        self.cues.find(evidence.summary, |group, _| summary[group as usize] += 1.0);
        let mut sums = [0.0, 0.0, PRIOR_TRENDS];
        let mut best = [(0.0, ""); 3];
        // The first word of a group counts most; more of the same say little more.
        let less = |count: f64| (1.0_f64 + count).log2();
        for (at, group) in self.groups.iter().enumerate() {
            let points = group.title * less(title[at]) + group.summary * less(summary[at]);
            sums[group.pane.index()] += points;
            let most = &mut best[group.pane.index()];
            if points > most.0 {
                *most = (points, &group.name);
            }
        }
        let name = arrival.item.url.as_deref().and_then(address::host).unwrap_or_default();
        match host.pane {
            Some(pane) => sums[pane.index()] += host_points(pane, host.tier),
            // Newspapers that print everything come to technology by what it does to people.
            None if host.tier == Some(Tier::General) => {
                sums[Pane::Trends.index()] += host_points(Pane::Trends, host.tier);
            }
            None => {}
        }
        let companies = &mut sums[Pane::Companies.index()];
        *companies += COMPANY * less(evidence.companies.len() as f64);
        *companies += if evidence.company_first { COMPANY_FIRST } else { 0.0 };
        *companies += PRODUCT * less(evidence.products as f64);
        sums[Pane::Research.index()] += LAB * less(evidence.labs as f64);
        let pane = Pane::ALL
            .into_iter()
            .rev()
            .max_by(|a, b| sums[a.index()].total_cmp(&sums[b.index()]).then(a.cmp(b)))
            .unwrap_or(Pane::Trends);
        let by_host =
            host.pane == Some(pane) && host_points(pane, host.tier) > best[pane.index()].0;
        let reason = match best[pane.index()] {
            _ if by_host => format!("pane.by_host {name}"),
            (points, group) if points > 0.0 => format!("pane.about_{group}"),
            _ => "pane.by_default".to_owned(),
        };
        (pane, reason)
    }
}

const PRIOR_TRENDS: f64 = 1.0;
const COMPANY: f64 = 1.0;
const COMPANY_FIRST: f64 = 1.0;
const PRODUCT: f64 = 0.5;
const LAB: f64 = 1.0;

fn host_points(pane: Pane, tier: Option<Tier>) -> f64 {
    match (pane, tier) {
        // Laboratories tell of their products, too; papers are known before this.
        (Pane::Research, Some(Tier::Primary)) => 3.0,
        (Pane::Research, _) | (Pane::Companies, Some(Tier::Primary)) => 2.0,
        (Pane::Companies, _) => 1.5,
        (Pane::Trends, _) => 1.0,
    }
}
