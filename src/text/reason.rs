//! Reasons in words.

use crate::lang::{Lang, say};
use crate::model::Reason;

/// A reason as a sentence. Facts are kept as names of the vocabulary where they are such, so that
/// they can be said in any language.
pub fn sentence(lang: Lang, reason: &Reason) -> String {
    let table = match reason.term.as_str() {
        "source" => "tier.",
        "moves" => "move.",
        _ => "",
    };
    let fact = |fact: &String| match table {
        "" => fact.clone(),
        table => say(lang, &format!("{table}{fact}"), &[]).into_owned(),
    };
    let facts: Vec<String> = reason.facts.iter().map(fact).collect();
    let facts: Vec<&dyn std::fmt::Display> = facts.iter().map(|fact| fact as _).collect();
    say(lang, &format!("why.{}", reason.term), &facts).into_owned()
}
