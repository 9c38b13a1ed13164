//! The request: one JSON document, the system's text before it, and what makes a request the same
//! as another one.

use serde::Serialize;
use serde_json::{Value, json};

use super::settings::Settings;
use super::{Evidence, Register, Task};
use crate::lang::Lang;

/// System texts, by task and language; the first line of each is its version.
const TEXTS: [(Task, Lang, &str); 6] = [
    (Task::Phrase, Lang::Ko, include_str!("../../assets/writer/phrase.ko.txt")),
    (Task::Phrase, Lang::En, include_str!("../../assets/writer/phrase.en.txt")),
    (Task::Link, Lang::Ko, include_str!("../../assets/writer/link.ko.txt")),
    (Task::Link, Lang::En, include_str!("../../assets/writer/link.en.txt")),
    (Task::Idea, Lang::Ko, include_str!("../../assets/writer/idea.ko.txt")),
    (Task::Idea, Lang::En, include_str!("../../assets/writer/idea.en.txt")),
];

/// Tokens that a sentence takes at most, with its citation.
const TOKENS_A_SENTENCE: usize = 260;

/// What is asked for of some entries.
#[derive(Debug, Clone)]
pub struct Asking<'a> {
    /// The task.
    pub task: Task,
    /// The language.
    pub language: Lang,
    /// The register.
    pub register: Register,
    /// Sentences of an entry at most.
    pub most: usize,
    /// The evidence of each entry, numbered from S1 in each.
    pub entries: Vec<&'a [Evidence]>,
    /// The reader's field.
    pub about: Option<&'a str>,
    /// Names of lenses.
    pub lenses: &'a [String],
    /// The reader's own notes on the items, and the ideas that stand on them.
    pub notes: &'a [String],
}

/// A question to a model: the system's text, the document, and the form of its answer.
#[derive(Debug, Clone)]
pub struct Call {
    system: &'static str,
    document: String,
    schema: Value,
    max_tokens: usize,
}

impl Call {
    /// A question whose answer is to have a schema and at most so many tokens.
    pub(super) fn new(
        system: &'static str,
        document: String,
        schema: Value,
        max_tokens: usize,
    ) -> Call {
        Call { system, document, schema, max_tokens }
    }

    /// The document that is asked with, byte for byte.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The body of a call for chat completions, byte for byte.
    pub fn body(&self, model: &str, form: Form) -> String {
        let body = Body {
            model,
            messages: [
                Message { role: "system", content: self.system },
                Message { role: "user", content: &self.document },
            ],
            temperature: 0,
            max_tokens: self.max_tokens,
            stream: false,
            response_format: match form {
                Form::Schema => Some(json!({
                    "type": "json_schema",
                    "json_schema": { "name": "answer", "strict": true, "schema": self.schema },
                })),
                Form::Object => Some(json!({ "type": "json_object" })),
                Form::Free => None,
            },
        };
        serde_json::to_string(&body).unwrap_or_default()
    }

    /// What is sent: the body to an endpoint, the document to a program.
    pub fn sent(&self, settings: &Settings) -> String {
        if settings.url.is_empty() {
            self.document.clone()
        } else {
            self.body(&settings.model, Form::default())
        }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    task: &'static str,
    language: &'static str,
    register: &'static str,
    most: usize,
    entries: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lenses: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<&'a [String]>,
}

#[derive(Serialize)]
struct Entry<'a> {
    key: String,
    evidence: Vec<Sentence<'a>>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    id: String,
    text: &'a str,
}

#[derive(Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    messages: [Message<'a>; 2],
    temperature: u8,
    max_tokens: usize,
    stream: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_format: Option<Value>,
}

/// How much the endpoint is told of the form of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// The whole schema, ids as an enum.
    #[default]
    Schema,
    /// That it is a JSON object.
    Object,
    /// Nothing.
    Free,
}

impl Form {
    /// What to try where an endpoint does not take this one.
    pub fn next(self) -> Option<Form> {
        match self {
            Form::Schema => Some(Form::Object),
            Form::Object => Some(Form::Free),
            Form::Free => None,
        }
    }
}

/// The system's text of a task, without its version, and the version.
fn system(task: Task, language: Lang) -> (&'static str, &'static str) {
    let found = TEXTS.iter().find(|(of, lang, _)| *of == task && *lang == language);
    versioned(found.map_or("", |(_, _, text)| text))
}

/// A system's text without its version, and the version.
pub(super) fn versioned(text: &'static str) -> (&'static str, &'static str) {
    let (version, text) = text.split_once('\n').unwrap_or_default();
    (text.trim(), version.trim())
}

impl Asking<'_> {
    /// The document that is asked with, byte for byte.
    pub fn document(&self) -> String {
        let mut number = 0;
        let entries = self.entries.iter().enumerate().map(|(at, evidence)| Entry {
            key: format!("E{}", at + 1),
            evidence: evidence
                .iter()
                .map(|one| {
                    number += 1;
                    Sentence { id: format!("S{number}"), text: &one.text }
                })
                .collect(),
        });
        let is_beyond = self.task != Task::Phrase;
        let document = Document {
            task: self.task.name(),
            language: self.language.code(),
            register: self.register.name(),
            most: self.most,
            entries: entries.collect(),
            about: self.about.filter(|_| is_beyond),
            lenses: Some(self.lenses).filter(|lenses| is_beyond && !lenses.is_empty()),
            notes: Some(self.notes).filter(|notes| is_beyond && !notes.is_empty()),
        };
        serde_json::to_string(&document).unwrap_or_default()
    }

    /// The call that asks with it.
    pub fn call(&self) -> Call {
        let (system, _) = system(self.task, self.language);
        let max_tokens = 64 + TOKENS_A_SENTENCE * self.most * self.entries.len();
        Call::new(system, self.document(), self.schema(), max_tokens)
    }

    fn schema(&self) -> Value {
        let count: usize = self.entries.iter().map(|evidence| evidence.len()).sum();
        let ids: Vec<String> = (1..=count).map(|number| format!("S{number}")).collect();
        let keys: Vec<String> =
            (1..=self.entries.len()).map(|number| format!("E{number}")).collect();
        let mut sentence = json!({
            "text": { "type": "string" },
            "cites": { "type": "array", "minItems": 1, "maxItems": 3, "items": { "type": "string", "enum": ids } },
        });
        let mut required = vec!["text", "cites"];
        if self.task == Task::Idea {
            sentence["section"] = json!({ "type": "string", "enum": ["problem", "hypothesis", "method", "data", "risk", "next_step"] });
            required.push("section");
        }
        let sentence = json!({ "type": "object", "properties": sentence, "required": required, "additionalProperties": false });
        let entry = json!({
            "type": "object",
            "properties": {
                "key": { "type": "string", "enum": keys },
                "sentences": { "type": "array", "maxItems": self.most, "items": sentence },
            },
            "required": ["key", "sentences"],
            "additionalProperties": false,
        });
        json!({
            "type": "object",
            "properties": { "entries": { "type": "array", "items": entry } },
            "required": ["entries"],
            "additionalProperties": false,
        })
    }

    /// All that goes into a request for one entry and nothing else: what is the same is not asked for
    /// twice.
    pub fn identity(&self, settings: &Settings) -> String {
        let (_, version) = system(self.task, self.language);
        let evidence: Vec<&str> = self
            .entries
            .iter()
            .flat_map(|evidence| evidence.iter())
            .map(|one| one.text.as_str())
            .collect();
        let is_beyond = self.task != Task::Phrase;
        let mut whole = json!([
            self.task.name(),
            version,
            settings.asked(),
            settings.model,
            self.language.code(),
            self.register.name(),
            self.most,
            evidence,
            self.about.filter(|_| is_beyond),
            Some(self.lenses).filter(|_| is_beyond),
        ]);
        // Answers that were kept before notes were sent stay known.
        if let Some(whole) = whole.as_array_mut().filter(|_| is_beyond && !self.notes.is_empty()) {
            whole.push(json!(self.notes));
        }
        whole.to_string()
    }
}

/// Tokens of a text, where nobody counted them: three bytes are one.
pub fn estimate(text: &str) -> u64 {
    text.len() as u64 / 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(texts: &[&str]) -> Vec<Evidence> {
        let one = |(at, text): (usize, &&str)| Evidence {
            id: format!("S{}", at + 1),
            text: (*text).to_owned(),
            item: "1".to_owned(),
        };
        texts.iter().enumerate().map(one).collect()
    }

    fn asking(entries: Vec<&[Evidence]>) -> Asking<'_> {
        Asking {
            task: Task::Phrase,
            language: Lang::Ko,
            register: Register::Formal,
            most: 2,
            entries,
            about: Some("tides"),
            lenses: &[],
            notes: &[],
        }
    }

    #[test]
    fn the_document_is_one_json_value_with_ids_that_stand_once() {
        let (a, b) = (sentences(&["Lamps.", "Bright."]), sentences(&["Boats."]));
        assert_eq!(
            asking(vec![&a, &b]).document(),
            r#"{"task":"phrase","language":"ko","register":"formal","most":2,"entries":[{"key":"E1","evidence":[{"id":"S1","text":"Lamps."},{"id":"S2","text":"Bright."}]},{"key":"E2","evidence":[{"id":"S3","text":"Boats."}]}]}"#
        );
    }

    #[test]
    fn the_reader_s_field_is_sent_only_where_it_is_of_use() {
        let a = sentences(&["Lamps."]);
        assert!(!asking(vec![&a]).document().contains("tides"));
        let link = Asking { task: Task::Link, ..asking(vec![&a]) };
        assert!(link.document().ends_with(r#","about":"tides"}"#));
        // So are the reader's notes.
        let notes = ["Ask the keeper.".to_owned()];
        let noted = |task| Asking { task, notes: &notes, ..asking(vec![&a]) };
        assert!(noted(Task::Link).document().ends_with(r#","notes":["Ask the keeper."]}"#));
        assert_eq!(noted(Task::Phrase).document(), asking(vec![&a]).document());
        let settings = Settings::default();
        assert_ne!(noted(Task::Link).identity(&settings), link.identity(&settings));
    }

    #[test]
    fn a_call_tells_the_form_as_far_as_it_may() {
        let a = sentences(&["Lamps."]);
        let body = |form| asking(vec![&a]).call().body("m", form);
        assert!(body(Form::Schema).contains(r#""enum":["S1"]"#));
        assert!(body(Form::Object).contains(r#"{"type":"json_object"}"#));
        assert!(!body(Form::Free).contains("response_format"));
        assert!(body(Form::Free).starts_with(r#"{"model":"m","messages":[{"role":"system","#));
    }

    #[test]
    fn what_goes_in_makes_the_identity_and_nothing_else() {
        let (a, b) = (sentences(&["Lamps."]), sentences(&["Boats."]));
        let settings = Settings { url: "http://127.0.0.1/v1".to_owned(), ..Settings::default() };
        let of = |evidence: &[Evidence]| asking(vec![evidence]).identity(&settings);
        assert_ne!(of(&a), of(&b));
        let renamed: Vec<Evidence> =
            a.iter().map(|one| Evidence { item: "9".to_owned(), ..one.clone() }).collect();
        assert_eq!(of(&a), of(&renamed));
        let other = Settings { key: "env:KEY".to_owned(), calls_a_day: 1, ..settings.clone() };
        assert_eq!(of(&a), asking(vec![&a]).identity(&other));
        let model = Settings { model: "m".to_owned(), ..settings.clone() };
        assert_ne!(of(&a), asking(vec![&a]).identity(&model));
    }

    #[test]
    fn every_system_text_has_a_version_and_says_that_evidence_is_data() {
        for (task, lang, text) in TEXTS {
            let (said, version) = system(task, lang);
            assert!(version.starts_with("version = "), "{task:?} {lang:?}");
            assert!(said.len() > 200 && text.contains("JSON"), "{task:?} {lang:?}");
        }
    }
}
