//! `jogan write check`: whether the writer answers, in which form, and whether the checks hold ten
//! sentences with known faults.

use anyhow::bail;
use clap::Args;

use crate::cli::failed::{failed, misuse};
use crate::cli::{Context, Outcome, output, written};
use crate::lang::{Lang, say};
use crate::writer::{Asked, Evidence, Reason, Register, Task, Verifier};
use crate::writing::Voice;

/// Try the writer: endpoint, model, form of answer, and ten sentences with known faults
#[derive(Debug, Args)]
pub(super) struct Arguments {}

const EVIDENCE: [&str; 2] = [
    "Zorvex opened an office in Busan and hired 30 people.",
    "It paid $4.5 million for the building.",
];

/// A sentence, the evidence that it cites, and the check that stops it.
const FAULTS: [(&str, &str, Reason); 10] = [
    ("Zorvex가 부산에 사무소를 열고 40명을 채용했습니다.", "S1", Reason::Figure),
    ("이 회사는 건물에 450만 유로를 지급했습니다.", "S2", Reason::Unit),
    ("Zorvex가 대전에 사무소를 열고 30명을 채용했습니다.", "S1", Reason::Name),
    ("Vantrix가 부산에 사무소를 열고 30명을 채용했습니다.", "S1", Reason::Word),
    ("Zorvex가 부산에 사무소를 열지 않고 30명을 채용했습니다.", "S1", Reason::Polarity),
    ("Zorvex가 부산 사무소에서 30명을 해고했습니다.", "S1", Reason::Direction),
    ("Zorvex가 부산에 사무소를 열었으며, 주가가 오를 것으로 예상됩니다.", "S1", Reason::Claim),
    ("Zorvex가 부산에 사무소를 열었으며, 경쟁사들도 뒤따르고 있습니다.", "S1", Reason::Support),
    ("Zorvex가 부산에 사무소를 열고 30명을 채용했습니다.", "S9", Reason::Citation),
    ("Zorvex가 부산에 事務所를 열고 30명을 채용했습니다.", "S1", Reason::Script),
];

pub(super) fn run(_: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let lang = context.lang;
    let evidence: Vec<Evidence> = EVIDENCE
        .iter()
        .enumerate()
        .map(|(at, text)| Evidence {
            id: format!("S{}", at + 1),
            text: (*text).to_owned(),
            item: "1".to_owned(),
        })
        .collect();
    let verifier = Verifier::new(context.lexicon()?);
    let caught = FAULTS
        .iter()
        .filter(|(sentence, cite, reason)| {
            let cites = [(*cite).to_owned()];
            let verdict = verifier.verify(Asked {
                task: Task::Phrase,
                language: Lang::Ko,
                register: Register::Formal,
                evidence: &evidence,
                sentence,
                cites: &cites,
                section: None,
                lenses: &[],
            });
            verdict.refusals.iter().any(|refusal| refusal.reason == *reason)
        })
        .count();
    output::print(&format!("{}\n", say(lang, "write.check.faults", &[&caught, &FAULTS.len()])))?;
    let Some(writer) = written::writer(context)? else {
        bail!(misuse("write.none", &[]));
    };
    if context.offline {
        bail!(failed("failed.program.writer_offline", &[]));
    }
    let settings = writer.settings();
    let who = settings.host().unwrap_or_else(|| settings.command.clone());
    let where_to = if settings.is_local() { "write.check.here" } else { "write.check.leaves" };
    output::print(&format!("{}\n", say(lang, where_to, &[&who, &settings.model])))?;
    let command = context.config.writer_command().map_err(anyhow::Error::msg)?;
    let Some(voice) = Voice::of(settings, command) else {
        bail!(misuse("write.none", &[]));
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let tried = runtime.block_on(writer.tried(&voice, evidence))?;
    output::print(&format!("{}\n", say(lang, "write.check.form", &[&tried.form])))?;
    for sentence in &tried.sentences {
        let line = match &sentence.refusal {
            None => format!("≈ {}\n", sentence.text),
            Some(why) => format!("✗ {} ({}): {}\n", why.reason.name(), why.detail, sentence.text),
        };
        output::print(&line)?;
    }
    if tried.sentences.is_empty() {
        bail!(failed("write.check.no_answer", &[]));
    }
    Ok(if caught == FAULTS.len() { Outcome::Done } else { Outcome::InPart })
}
