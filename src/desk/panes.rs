//! Which pane an item belongs to, and why: the reader's own word, then what the source declares,
//! then the host, then the words.

use super::Arrival;
use super::settings::Settings;
use crate::model::{Move, Pane};
use crate::text::address;

/// A pane and the reason for it: the key of a phrase, a blank, and the facts that fill it.
pub type Choice = (Pane, String);

/// The pane of an item that names these companies and reports these moves.
pub fn choose(
    arrival: &Arrival,
    settings: &Settings,
    companies: &[String],
    moves: &[Move],
) -> Choice {
    if let Some(pane) = settings.moved.get(&arrival.id) {
        return (*pane, "pane.by_hand".to_owned());
    }
    for rule in &settings.rules {
        if rule.source.as_ref() == Some(&arrival.source.id) {
            return (rule.pane, format!("pane.by_rule {}", arrival.source.name));
        }
    }
    if let Some(pane) = arrival.source.pane {
        return (pane, format!("pane.by_source {}", arrival.source.name));
    }
    if arrival.source.kind == "arxiv" {
        return (Pane::Research, format!("pane.by_kind {}", arrival.source.kind));
    }
    let host = arrival.item.url.as_deref().and_then(address::host).unwrap_or_default();
    if address::publisher(host) == "arxiv.org" {
        return (Pane::Research, format!("pane.by_host {host}"));
    }
    match (companies.first(), moves.first()) {
        (Some(company), Some(kind)) => {
            (Pane::Companies, format!("pane.by_words {company}, {}", kind.name()))
        }
        _ => (Pane::Trends, "pane.by_default".to_owned()),
    }
}
