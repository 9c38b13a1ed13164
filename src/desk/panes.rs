//! Which pane a report belongs to, and why: the reader's own word first, then what the report
//! says. Papers and results are Research, whoever hosts them; a named company that does or suffers
//! something is Companies; the rest is Trends. What a source declares is a hint for what says
//! nothing of itself.

use std::collections::BTreeMap;

use super::hosts::Host;
use super::reading::{Reading, hardness};
use crate::model::{ItemId, Move, Noise, Pane, PaneRule, RuleFor, Source};

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

impl Wishes {
    /// Where the reader wants an item, if anywhere. `ruled` are the rules whose terms it names.
    pub fn of(&self, id: ItemId, source: &Source, ruled: &[(usize, &str)]) -> Option<Choice> {
        if let Some(pane) = self.moved.get(&id) {
            return Some((*pane, "pane.by_hand".to_owned()));
        }
        // What an item is about tells more than where it comes from.
        if let Some((rule, term)) = ruled.first()
            && let Some(rule) = self.rules.get(*rule)
        {
            return Some((rule.pane, format!("pane.by_rule {term}")));
        }
        let of_source = |rule: &&PaneRule| match &rule.of {
            RuleFor::Source(of) => *of == source.id,
            RuleFor::Term(_) => false,
        };
        let rule = self.rules.iter().find(of_source)?;
        Some((rule.pane, format!("pane.by_rule {}", source.name)))
    }
}

/// The pane that a report asks for by what it says. `host` is what is known of its page's host,
/// `declared` what its source says of all its items.
pub fn choose(reading: &Reading, host: Host, declared: Option<Pane>) -> Choice {
    let said = |pane: Pane, why: &str| (pane, format!("pane.{why}"));
    let signs = reading.signs;
    let page = &reading.page;
    // Where an office acts, a company that only the summary names has no part in it.
    let is_aside = reading.body > 0 && reading.company_at.is_none() && page.own.is_none();
    let company = reading.companies.first().filter(|_| !is_aside);
    let of_company = |why: &str| {
        let name = company.map_or("", |company| company.key.as_str());
        (Pane::Companies, format!("pane.{why} {name}"))
    };
    if page.paper {
        return said(Pane::Research, "by_paper");
    }
    let is_hard = reading.moves.iter().any(|told| hardness(told.kind) > 0.0);
    let is_deal = reading.moves.iter().any(|told| {
        matches!(
            told.kind,
            Move::Investment
                | Move::Acquisition
                | Move::Regulation
                | Move::Leadership
                | Move::Layoffs
                | Move::Earnings
                | Move::Partnership
        )
    });
    let is_personal_tale = reading.facts.noise == Some(Noise::Personal);
    if page.science && !signs.policy && company.is_none() && !is_personal_tale && !is_deal {
        return said(Pane::Research, "by_science");
    }
    let is_result = signs.study && (signs.ai || page.science) && !is_deal && !signs.opinion;
    // What a laboratory sells, with its version, is its company's.
    let is_product = !reading.versions.is_empty()
        && matches!(reading.facts.kind, Some(Move::Launch | Move::Release));
    let of_lab = page.own.is_some() && host.pane == Some(Pane::Research) && !is_hard && !is_product;
    if is_result && (company.is_none() || of_lab) || of_lab && !signs.gadget {
        return said(Pane::Research, "by_result");
    }
    let is_personal = matches!(
        reading.facts.noise,
        Some(Noise::HowTo | Noise::Personal | Noise::Hobby | Noise::Listicle)
    );
    if reading.of_market {
        return said(Pane::Trends, "by_rest");
    }
    let leads = reading.company_at.is_some_and(|at| at < 3);
    let is_own = page.own.is_some();
    // A thing that is named in passing says nothing of its maker: "the phone did it".
    let is_passing =
        reading.by_product && !leads && !is_own && !signs.deed && reading.moves.is_empty();
    let is_told = !signs.opinion || is_own || leads || !reading.moves.is_empty();
    if company.is_some() && (is_hard || !is_personal && !is_passing && is_told) {
        return of_company(if reading.moves.is_empty() { "by_company" } else { "by_move" });
    }
    let is_money = reading.moves.iter().any(|told| {
        told.hard && matches!(told.kind, Move::Investment | Move::Acquisition | Move::Layoffs)
    });
    // A country that loses jobs, or pays for something, is no company.
    let is_of_jobs = reading.facts.kind == Some(Move::Layoffs) && !reading.places.is_empty();
    let is_of_country = reading.facts.actor.is_none() && (is_of_jobs || reading.by_country);
    let is_of_firm = is_money && !signs.policy && reading.body == 0 && !is_of_country;
    if is_deal && signs.startup || is_of_firm {
        return said(Pane::Companies, "by_startup");
    }
    let is_sold = reading.facts.noise == Some(Noise::Advert);
    if signs.gadget && (signs.review || is_sold) {
        return said(Pane::Companies, "by_product");
    }
    match declared.or(host.pane.filter(|_| !page.general && !page.magazine)) {
        Some(Pane::Research) if !signs.opinion && !signs.policy => said(Pane::Research, "by_host"),
        Some(Pane::Research | Pane::Companies | Pane::Trends) | None => {
            said(Pane::Trends, "by_rest")
        }
    }
}
