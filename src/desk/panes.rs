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
    let company = reading.companies.first();
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
    let of_lab = page.own.is_some() && host.pane == Some(Pane::Research) && !is_hard;
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
    if company.is_some()
        && (is_hard || !is_personal && (!signs.opinion || page.own.is_some() || leads))
    {
        return of_company(if reading.moves.is_empty() { "by_company" } else { "by_move" });
    }
    let is_money = reading.moves.iter().any(|told| {
        told.hard && matches!(told.kind, Move::Investment | Move::Acquisition | Move::Layoffs)
    });
    if is_deal && signs.startup || is_money && !signs.policy && reading.body == 0 {
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
