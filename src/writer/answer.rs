//! The answer, from whatever a model wrote around it: the first complete object of the schema, after
//! its thoughts, inside fences, behind a preamble. What is broken off is worth nothing.

use serde::{Deserialize, Serialize};

/// A sentence as it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// The ids that it cites.
    pub cites: Vec<String>,
    /// The section of an idea that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
}

/// The sentences of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// E1, E2…
    pub key: String,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// What was answered. Other fields are not read: an address or a rank has no way in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// By entry.
    pub entries: Vec<Entry>,
}

/// What a server answers to a call for chat completions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What the model wrote; nothing where it was broken off.
    pub text: String,
    /// Tokens in and out, where the server counts them.
    pub usage: Option<(u64, u64)>,
}

#[derive(Deserialize)]
struct Envelope {
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    content: Option<String>,
}

#[derive(Deserialize)]
struct Usage {
    #[serde(default)]
    prompt_tokens: u64,
    #[serde(default)]
    completion_tokens: u64,
}

/// Places in a text at which an object is looked for; an answer has its own early.
const LOOKED_AT: usize = 200;

/// Reads what a server answered; `None` where it is no answer of the kind.
pub fn completion(body: &[u8]) -> Option<Completion> {
    let envelope: Envelope = serde_json::from_slice(body).ok()?;
    let choice = envelope.choices.into_iter().next()?;
    let is_whole = choice.finish_reason.as_deref() != Some("length");
    let text = choice.message.content.filter(|_| is_whole).unwrap_or_default();
    let usage = envelope.usage.map(|usage| (usage.prompt_tokens, usage.completion_tokens));
    Some(Completion { text, usage })
}

/// Reads what a model or a program wrote.
pub fn read(text: &str) -> Option<Answer> {
    first(text)
}

/// The first complete object of a form, whatever a model wrote around it.
pub(super) fn first<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    let text = text.rsplit_once("</think>").map_or(text, |(_, after)| after);
    // What was begun to be thought and not ended is no answer.
    let text = text.split("<think>").next().unwrap_or_default();
    text.match_indices('{').take(LOOKED_AT).find_map(|(at, _)| {
        serde_json::Deserializer::from_str(&text[at..]).into_iter::<T>().next()?.ok()
    })
}

impl Answer {
    /// The sentences of an entry whose evidence began after so many sentences of others, numbered as
    /// if it had been asked for alone.
    #[must_use]
    pub fn of(&self, entry: usize, before: usize) -> Answer {
        let key = format!("E{}", entry + 1);
        let own = |cite: &String| -> String {
            let number = cite.strip_prefix('S').and_then(|number| number.parse::<usize>().ok());
            // What is of an entry before stays unknown.
            match number {
                Some(number) if number > before => format!("S{}", number - before),
                Some(_) => format!("E{cite}"),
                None => cite.clone(),
            }
        };
        let sentences =
            self.entries.iter().filter(|entry| entry.key == key).flat_map(|entry| &entry.sentences);
        let sentences = sentences
            .map(|sentence| Sentence {
                cites: sentence.cites.iter().map(own).collect(),
                ..sentence.clone()
            })
            .collect();
        Answer { entries: vec![Entry { key: "E1".to_owned(), sentences }] }
    }

    /// It as it is kept.
    pub fn kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// All sentences.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.entries.iter().flat_map(|entry| &entry.sentences)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        r#"{"entries":[{"key":"E1","sentences":[{"text":"등대가 섭니다.","cites":["S1"]}]}]}"#;

    #[test]
    fn the_answer_is_found_behind_whatever_stands_around_it() {
        let good = read(GOOD);
        assert!(good.is_some());
        for text in [
            format!("```json\n{GOOD}\n```"),
            format!("<think>{{\"entries\":[]}} or so</think>\n{GOOD}"),
            format!("Here you are, {{as asked}}: {GOOD} I hope it helps."),
            GOOD.replace("\"cites\"", "\"url\":\"http://evil.example\",\"rank\":1,\"cites\""),
        ] {
            assert_eq!(read(&text), good, "{text}");
        }
        for text in [
            "",
            "no",
            "{}",
            "<think>never ended",
            "[1,2]",
            &GOOD[..GOOD.len() - 3],
            "{\"entries\":3}",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn an_entry_of_several_is_numbered_as_if_it_were_alone() {
        let text = r#"{"entries":[{"key":"E1","sentences":[]},{"key":"E2","sentences":[{"text":"a","cites":["S4","S1"]}]}]}"#;
        let own = read(text).expect("an answer").of(1, 3);
        assert_eq!(own.entries[0].sentences[0].cites, ["S1", "ES1"]);
    }

    #[test]
    fn a_server_s_envelope_is_opened_and_what_was_broken_off_is_nothing() {
        let body = |reason: &str| {
            format!(
                r#"{{"choices":[{{"message":{{"content":"x"}},"finish_reason":"{reason}"}}],"usage":{{"prompt_tokens":3,"completion_tokens":4}}}}"#
            )
        };
        let read = |text: &str| completion(text.as_bytes());
        assert_eq!(
            read(&body("stop")),
            Some(Completion { text: "x".to_owned(), usage: Some((3, 4)) })
        );
        assert_eq!(read(&body("length")).expect("read").text, "");
        assert_eq!(read("{}"), None);
        assert_eq!(read("<html>"), None);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_answered_can_be_read(text in "[\\PC{}\\[\\]\":,]{0,200}") {
            let _ = read(&text);
            let _ = completion(text.as_bytes());
        }
    }
}
