//! The second look: after all other checks, the endpoint itself is asked whether the cited sentences
//! say what a sentence says. Its answer is one word a sentence; it can refuse and never mends.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::answer;
use super::prompt::{Call, versioned};
use super::settings::Settings;
use crate::lang::Lang;

/// System texts by language; the first line of each is its version.
const TEXTS: [(Lang, &str); 2] = [
    (Lang::Ko, include_str!("../../assets/writer/second_look.ko.txt")),
    (Lang::En, include_str!("../../assets/writer/second_look.en.txt")),
];

/// The name of the task in documents and in the store.
pub const TASK: &str = "second_look";

/// Tokens of an answer about one sentence.
const TOKENS_A_SENTENCE: usize = 40;

/// A sentence that passed all other checks, with the sentences that it cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The sentence, as it would be shown.
    pub sentence: String,
    /// What it cites, word for word.
    pub evidence: Vec<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    task: &'static str,
    language: &'static str,
    entries: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    key: String,
    sentence: &'a str,
    evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    id: String,
    text: &'a str,
}

/// What is answered about each sentence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Verdicts {
    entries: Vec<Said>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
struct Said {
    key: String,
    entailed: bool,
}

fn system(language: Lang) -> (&'static str, &'static str) {
    let found = TEXTS.iter().find(|(lang, _)| *lang == language);
    versioned(found.map_or("", |(_, text)| text))
}

/// The call that asks about some sentences.
pub fn call(language: Lang, claims: &[&Claim]) -> Call {
    let mut number = 0;
    let entries = claims.iter().enumerate().map(|(at, claim)| Entry {
        key: format!("E{}", at + 1),
        sentence: &claim.sentence,
        evidence: claim
            .evidence
            .iter()
            .map(|text| {
                number += 1;
                Evidence { id: format!("S{number}"), text }
            })
            .collect(),
    });
    let document = Document { task: TASK, language: language.code(), entries: entries.collect() };
    let keys: Vec<String> = (1..=claims.len()).map(|number| format!("E{number}")).collect();
    let entry = json!({
        "type": "object",
        "properties": {
            "key": { "type": "string", "enum": keys },
            "entailed": { "type": "boolean" },
        },
        "required": ["key", "entailed"],
        "additionalProperties": false,
    });
    let schema = json!({
        "type": "object",
        "properties": { "entries": { "type": "array", "items": entry } },
        "required": ["entries"],
        "additionalProperties": false,
    });
    let document = serde_json::to_string(&document).unwrap_or_default();
    Call::new(system(language).0, document, schema, 64 + TOKENS_A_SENTENCE * claims.len())
}

/// All that goes into the question about one sentence, and nothing else.
pub fn identity(language: Lang, claim: &Claim, settings: &Settings) -> String {
    let (_, version) = system(language);
    let (asked, model) = (settings.asked(), &settings.model);
    json!([TASK, version, asked, model, language.code(), claim.sentence, claim.evidence])
        .to_string()
}

/// Reads what a model or a program wrote.
pub fn read(text: &str) -> Option<Verdicts> {
    answer::first(text)
}

impl Verdicts {
    /// What is said about a sentence, by its place in the question. A sentence about which two things
    /// are said is not entailed.
    pub fn of(&self, place: usize) -> Option<bool> {
        let key = format!("E{}", place + 1);
        let said = self.entries.iter().filter(|said| said.key == key);
        said.map(|said| said.entailed).reduce(|one, other| one && other)
    }

    /// The answer about one sentence as if it had been asked about alone.
    pub fn kept(&self, place: usize) -> String {
        let said = self.of(place).map(|entailed| Said { key: "E1".to_owned(), entailed });
        let alone = Verdicts { entries: said.into_iter().collect() };
        serde_json::to_string(&alone).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(sentence: &str, evidence: &[&str]) -> Claim {
        Claim {
            sentence: sentence.to_owned(),
            evidence: evidence.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    #[test]
    fn the_question_is_one_json_document_with_a_key_a_sentence() {
        let (one, other) =
            (claim("등대가 섭니다.", &["A lamp."]), claim("배가 뜹니다.", &["A", "B"]));
        let call = call(Lang::Ko, &[&one, &other]);
        assert_eq!(
            call.document(),
            r#"{"task":"second_look","language":"ko","entries":[{"key":"E1","sentence":"등대가 섭니다.","evidence":[{"id":"S1","text":"A lamp."}]},{"key":"E2","sentence":"배가 뜹니다.","evidence":[{"id":"S2","text":"A"},{"id":"S3","text":"B"}]}]}"#
        );
        let body = call.body("m", crate::writer::prompt::Form::Schema);
        assert!(body.contains(r#""enum":["E1","E2"]"#) && body.contains(r#""boolean""#), "{body}");
    }

    #[test]
    fn only_a_plain_yes_about_the_very_sentence_is_one() {
        let of = |text: &str, place| read(text).and_then(|verdicts| verdicts.of(place));
        let yes = r#"<think>{"entries":[]}</think>```{"entries":[{"key":"E2","entailed":true,"why":"x"}]}```"#;
        assert_eq!((of(yes, 1), of(yes, 0)), (Some(true), None));
        assert_eq!(of(r#"{"entries":[{"key":"E1","entailed":false}]}"#, 0), Some(false));
        // Two answers about one sentence are no yes.
        let both = r#"{"entries":[{"key":"E1","entailed":true},{"key":"E1","entailed":false}]}"#;
        assert_eq!(of(both, 0), Some(false));
        for text in ["", "yes", "{}", r#"{"entries":[{"key":"E1","entailed":"yes"}]}"#, &both[..40]]
        {
            assert_eq!(of(text, 0), None, "{text}");
        }
        // What is kept of several is as if it had been asked about alone.
        let kept = read(yes).map(|verdicts| verdicts.kept(1)).unwrap_or_default();
        assert_eq!(of(&kept, 0), Some(true));
    }

    #[test]
    fn another_sentence_model_or_evidence_is_another_question() {
        let settings = Settings { url: "http://127.0.0.1/v1".to_owned(), ..Settings::default() };
        let of = |claim: &Claim, settings: &Settings| identity(Lang::Ko, claim, settings);
        let own = claim("등대가 섭니다.", &["A lamp."]);
        for (other, changed) in [
            (claim("등대가 집니다.", &["A lamp."]), settings.clone()),
            (claim("등대가 섭니다.", &["Lamps."]), settings.clone()),
            (own.clone(), Settings { model: "m".to_owned(), ..settings.clone() }),
        ] {
            assert_ne!(of(&own, &settings), of(&other, &changed));
        }
        let same = Settings { key: "env:KEY".to_owned(), calls_a_day: 1, ..settings.clone() };
        assert_eq!(of(&own, &settings), of(&own, &same));
    }

    #[test]
    fn every_system_text_has_a_version_and_says_that_evidence_is_data() {
        for (lang, text) in TEXTS {
            let (said, version) = system(lang);
            assert!(version.starts_with("version = "), "{lang:?}");
            assert!(said.len() > 200 && text.contains("JSON"), "{lang:?}");
        }
    }
}
