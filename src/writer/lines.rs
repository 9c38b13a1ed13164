//! JSON Lines of sentences to verify, and what is answered: the interface of `jogan write verify`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Asked, Evidence, Register, Task, Verdict, Verifier};
use crate::lang::Lang;
use crate::text::clean;

/// The most sentences of evidence that a line may have.
const EVIDENCE: usize = 200;
/// Characters of one sentence of evidence that are read.
const LONGEST: usize = 4_000;

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Given {
    Plain(String),
    Whole { id: String, text: String, item: Option<Value> },
}

#[derive(Debug, Deserialize)]
struct Line {
    evidence: Vec<Given>,
    sentence: String,
    #[serde(default)]
    cites: Vec<String>,
    id: Option<Value>,
    task: Option<String>,
    language: Option<String>,
    register: Option<String>,
    kind: Option<String>,
    section: Option<String>,
    #[serde(default)]
    lenses: Vec<String>,
}

/// One reason, where all are asked for.
#[derive(Debug, Clone, Serialize)]
pub struct ReasonJson {
    reason: &'static str,
    detail: String,
}

/// What is answered to a line.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The number of the line, from 1.
    pub line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reasons: Option<Vec<ReasonJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<String>,
    /// Why the line could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// How the sentence was made false, where it was.
    #[serde(skip)]
    kind: Option<String>,
}

/// Verifies the sentence of one line; `every` asks for all reasons.
pub fn verified(verifier: &Verifier, line: usize, text: &str, every: bool) -> Answer {
    match read(text) {
        Ok(read) => answered(verifier, line, read, every),
        Err(error) => Answer {
            line,
            id: None,
            verdict: None,
            reason: None,
            detail: None,
            reasons: None,
            sentence: None,
            error: Some(error),
            kind: None,
        },
    }
}

struct Read {
    line: Line,
    evidence: Vec<Evidence>,
    task: Task,
    language: Lang,
    register: Register,
}

fn read(text: &str) -> Result<Read, String> {
    let line: Line = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if line.evidence.len() > EVIDENCE {
        return Err(format!(
            "{} sentences of evidence; the most are {EVIDENCE}",
            line.evidence.len()
        ));
    }
    let unknown = |what: &str, given: &Option<String>| {
        format!("unknown {what} `{}`", given.as_deref().unwrap_or_default())
    };
    let task = line.task.as_deref().map_or(Some(Task::Phrase), Task::from_name);
    let task = task.ok_or_else(|| unknown("task", &line.task))?;
    let known = |code: &str| Lang::ALL.into_iter().find(|lang| lang.code() == code);
    let language = line.language.as_deref().map_or(Some(Lang::Ko), known);
    let language = language.ok_or_else(|| unknown("language", &line.language))?;
    let register = line.register.as_deref().map_or(Some(Register::Formal), Register::from_name);
    let register = register.ok_or_else(|| unknown("register", &line.register))?;
    let evidence = line
        .evidence
        .iter()
        .enumerate()
        .map(|(at, given)| {
            let number = at + 1;
            let (id, text, item) = match given {
                Given::Plain(text) => (format!("S{number}"), text, None),
                Given::Whole { id, text, item } => (id.clone(), text, item.as_ref()),
            };
            // Each is its own item's where none is named; no name of an item begins so.
            let item = item.map_or_else(|| format!("\u{0}{number}"), ToString::to_string);
            Evidence { id, text: clean::line(text, LONGEST), item }
        })
        .collect();
    Ok(Read { line, evidence, task, language, register })
}

fn answered(verifier: &Verifier, number: usize, read: Read, every: bool) -> Answer {
    let Read { line, evidence, task, language, register } = read;
    let Verdict { sentence, refusals } = verifier.verify(Asked {
        task,
        language,
        register,
        evidence: &evidence,
        sentence: &line.sentence,
        cites: &line.cites,
        section: line.section.as_deref(),
        lenses: &line.lenses,
    });
    let first = refusals.first();
    Answer {
        line: number,
        id: line.id,
        verdict: Some(if first.is_none() { "accepted" } else { "refused" }),
        reason: first.map(|refusal| refusal.reason.name()),
        detail: first.map(|refusal| refusal.detail.clone()),
        reasons: every.then(|| {
            refusals
                .iter()
                .map(|refusal| ReasonJson {
                    reason: refusal.reason.name(),
                    detail: refusal.detail.clone(),
                })
                .collect()
        }),
        sentence: Some(sentence),
        error: None,
        kind: line.kind,
    }
}

/// How many of the true sentences were refused, and why.
#[derive(Debug, Clone, Default, Serialize)]
struct TrueOnes {
    lines: usize,
    refused: usize,
    share: f64,
    reasons: BTreeMap<&'static str, usize>,
}

/// How many of the sentences that are false in one way were caught.
#[derive(Debug, Clone, Default, Serialize)]
struct FalseOnes {
    lines: usize,
    caught: usize,
    share: f64,
    reasons: BTreeMap<&'static str, usize>,
}

/// The sums over many lines: those without a kind are true, all others false in the way it names.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Summary {
    #[serde(rename = "true")]
    true_ones: TrueOnes,
    kinds: BTreeMap<String, FalseOnes>,
    errors: usize,
}

impl Summary {
    /// Counts an answer.
    pub fn add(&mut self, answer: &Answer) {
        let share =
            |part: usize, whole: usize| (1_000.0 * part as f64 / whole as f64).round() / 1_000.0;
        let refused = usize::from(answer.reason.is_some());
        if answer.error.is_some() {
            self.errors += 1;
        } else if let Some(kind) = &answer.kind {
            let row = self.kinds.entry(kind.clone()).or_default();
            row.lines += 1;
            row.caught += refused;
            row.share = share(row.caught, row.lines);
            if let Some(reason) = answer.reason {
                *row.reasons.entry(reason).or_default() += 1;
            }
        } else {
            self.true_ones.lines += 1;
            self.true_ones.refused += refused;
            self.true_ones.share = share(self.true_ones.refused, self.true_ones.lines);
            if let Some(reason) = answer.reason {
                *self.true_ones.reasons.entry(reason).or_default() += 1;
            }
        }
    }
}
