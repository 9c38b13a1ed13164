//! The reader's own look of the digest: a Jinja template in place of a built-in format.
//!
//! The template sees the digest as its JSON has it, and `title`. What it prints is escaped for
//! the kind of document its name tells (`.html`, `.md`), so that the words of others stay words
//! here too; `link` prints an address that is one of the web, and nothing else.

use minijinja::value::{Value, ValueKind};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, context,
};

use super::digest::title;
use super::markdown;
use crate::lang::Lang;
use crate::model::{Digest, Fact, Phrase};
use crate::text::{address, clean};

/// Steps that a template may take: some hundred times those of the longest digest.
const MOST_STEPS: u64 = 2_000_000;

/// Bytes that a template may print.
const LONGEST: usize = 16 << 20;

/// Why a template gave no document.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub struct TemplateError {
    name: String,
    line: usize,
    what: Fact,
    /// The expression that failed, if that is known.
    place: Option<String>,
}

impl TemplateError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        let Self { name, line, what, place } = self;
        match place {
            Some(place) => Phrase::new("failed.template.at", &[name, line, what, place]),
            None => Phrase::new("failed.template.line", &[name, line, what]),
        }
    }
}

/// Writes the digest as the template has it; `name` is the template's file name, whose ending
/// tells what is escaped.
///
/// # Errors
/// Where the template cannot be read, or asks for what the digest does not have.
pub fn write(
    name: &str,
    template: &str,
    digest: &Digest,
    lang: Lang,
) -> Result<String, TemplateError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(kind_of);
    environment.set_formatter(print);
    environment.set_fuel(Some(MOST_STEPS));
    environment.add_filter("link", link);
    let failed = |error: &Error| told(name, template, error);
    environment.add_template(name, template).map_err(|error| failed(&error))?;
    let template = environment.get_template(name).map_err(|error| failed(&error))?;
    let title = title(digest, lang);
    let values = context! { title, lang => lang.code(), ..Value::from_serialize(digest) };
    let mut page = Page(Vec::new());
    template.render_captured_to(values, &mut page).map_err(|error| failed(&error))?;
    // Whatever a template prints is text.
    Ok(String::from_utf8_lossy(&page.0).into_owned())
}

/// What a template printed so far, up to a bound.
struct Page(Vec<u8>);

impl std::io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn kind_of(name: &str) -> AutoEscape {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html" | "htm" | "xml") => AutoEscape::Html,
        Some("md" | "markdown") => AutoEscape::Custom("md"),
        _ => AutoEscape::None,
    }
}

/// Prints a value, cleaned and escaped.
fn print(out: &mut Output, state: &State<'_, '_>, value: &Value) -> Result<(), Error> {
    let words =
        (value.kind() == ValueKind::String && !value.is_safe()).then(|| value.as_str()).flatten();
    match (words, state.auto_escape()) {
        (Some(words), AutoEscape::Custom(_)) => {
            Ok(out.write_str(&markdown::escape_start(&clean::line(words, 4000)))?)
        }
        (Some(words), _) => {
            let words = Value::from(clean::block(words, 4000));
            minijinja::escape_formatter(out, state, &words)
        }
        (None, AutoEscape::Custom(_)) => Ok(out.write_str(&value.to_string())?),
        (None, _) => minijinja::escape_formatter(out, state, value),
    }
}

/// An address of the web as it is; nothing for any other.
fn link(text: &str) -> Value {
    Value::from_safe_string(
        address::leaving(text).map(|url| url.replace('&', "&amp;")).unwrap_or_default(),
    )
}

/// What went wrong, where, and at which expression.
fn told(name: &str, template: &str, error: &Error) -> TemplateError {
    let place = error.range().and_then(|range| template.get(range));
    let what = match (error.kind(), error.detail()) {
        (ErrorKind::UndefinedError, _) => Fact::phrase("failed.template.undefined"),
        (ErrorKind::OutOfFuel, _) => {
            Fact::Phrase(Phrase::new("failed.template.steps", &[&MOST_STEPS]))
        }
        (ErrorKind::WriteFailure, _) => {
            Fact::Phrase(Phrase::new("failed.template.long", &[&(LONGEST >> 20)]))
        }
        (_, Some(detail)) => detail.into(),
        (kind, None) => kind.to_string().as_str().into(),
    };
    TemplateError {
        name: name.to_owned(),
        line: error.line().unwrap_or(1),
        what,
        place: place.map(|place| clean::line(place, 80)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lead, Reference};

    fn lead() -> Lead {
        Lead {
            rank: 1,
            item: crate::model::ItemId(7),
            story: crate::model::StoryId(7),
            pane: crate::model::Pane::Trends,
            refs: vec![1],
            text: "<b>bold</b> *claim*".to_owned(),
            label: "<b>bold</b> *claim*".to_owned(),
            scan: None,
            quote: None,
            consequence: None,
            meta: Vec::new(),
            facts: crate::model::Facts::default(),
            topics: Vec::new(),
            written: Vec::new(),
        }
    }

    fn digest() -> Digest {
        Digest {
            day: "2026-03-05".parse().expect("a day"),
            from: None,
            closes: crate::model::Moment::default(),
            window: None,
            stories: 0,
            minutes: 4.5,
            language: "en".to_owned(),
            summary: Vec::new(),
            left: std::collections::BTreeMap::new(),
            lead: vec![lead()],
            remark: None,
            blocks: Vec::new(),
            references: vec![Reference {
                n: 1,
                title: "A".to_owned(),
                url: "https://news.example/a_b_c".to_owned(),
                source: "S".to_owned(),
                published: "2026-03-05T08:12:00Z".parse().ok(),
                day: "2026-03-05".parse().ok(),
            }],
            writer: None,
        }
    }

    #[test]
    fn what_an_entry_may_have_is_there_to_be_asked_for() {
        let mut digest = digest();
        let entry = crate::model::Entry { label: "A".to_owned(), ..Default::default() };
        digest.blocks = vec![crate::model::Block {
            key: crate::model::BlockKey::Trends,
            title: "T".to_owned(),
            entries: vec![entry],
            groups: Vec::new(),
            columns: Vec::new(),
            remark: None,
            rest: Vec::new(),
        }];
        let template = "{% if from %}x{% endif %}{% for b in blocks %}{% if b.remark %}x{% endif %}\
            {% for e in b.entries %}{% if e.group %}x{% endif %}{{ e.meta | length }}\
            {{ e.series | length }}{% endfor %}{% endfor %}";
        let written =
            write("my.md", template, &digest, Lang::En).map_err(|error| error.to_string());
        assert_eq!(written.as_deref(), Ok("00"));
    }

    fn written(name: &str, template: &str) -> Result<String, String> {
        write(name, template, &digest(), Lang::Ko).map_err(|error| error.to_string())
    }

    #[test]
    fn words_are_escaped_for_the_document_that_the_name_tells() {
        let template =
            "{{ title }} {{ minutes }}: {% for line in lead %}{{ line.text }}{% endfor %}";
        assert_eq!(
            written("my.html", template).as_deref(),
            Ok("조간 2026-03-05 목요일 4.5: &lt;b&gt;bold&lt;&#x2f;b&gt; *claim*")
        );
        assert_eq!(
            written("my.md", template).as_deref(),
            Ok(r"조간 2026-03-05 목요일 4.5: \<b\>bold\</b\> \*claim\*")
        );
        assert_eq!(written("my.txt", "{{ lead[0].text }}").as_deref(), Ok("<b>bold</b> *claim*"));
    }

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        let template = "<{{ references[0].url | link }}>{{ 'javascript:alert(1)' | link }}";
        assert_eq!(written("my.md", template).as_deref(), Ok("<https://news.example/a_b_c>"));
    }

    #[test]
    fn an_error_names_its_line_and_what_is_missing() {
        let error = written("my.md", "# {{ title }}\n\n{{ titel }}\n").expect_err("a slip");
        assert_eq!(
            error,
            "template my.md, line 3: the digest has no such value: `titel`; \
             mend the template or leave --template out"
        );
        let error = written("my.md", "{% for x in lead %}").expect_err("no end");
        assert!(error.contains("line 1"), "{error}");
    }

    #[test]
    fn a_template_that_does_not_end_or_prints_without_end_is_ended() {
        let long = "{% for a in range(9000) %}{% for b in range(9000) %}{% for c in range(9000) %}\
            {% endfor %}{% endfor %}{% endfor %}";
        let error = written("my.md", long).expect_err("it is ended");
        assert!(error.contains("not done after"), "{error}");
        let wide = format!("{{% for a in range(9000) %}}{}{{% endfor %}}", "wide ".repeat(1_000));
        let error = written("my.md", &wide).expect_err("it is ended");
        assert!(error.contains("more than 16 MB"), "{error}");
    }
}
