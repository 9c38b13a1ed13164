//! The one door for a source that comes from elsewhere; and what its address and options say beside
//! where to ask: the secrets in them, which are kept apart and never shown, and whether two sources
//! ask the same.

use std::collections::BTreeMap;

use super::{address, clean};
use crate::model::account::{ACCOUNT, FOLDER, STREAM};
use crate::model::source::{ENDPOINT, is_secret_option};
use crate::model::{Network, Source, SourceId};

/// What stands where a secret is not shown.
const HIDDEN: &str = "…";

/// Options that change how much or how often is asked, or by whom, but not what.
const MEASURES: [&str; 6] = ["limit", "days", "gap", FOLDER, ACCOUNT, STREAM];

/// Characters of each field that are kept.
const ID: usize = 100;
const NAME: usize = 100;
const WORD: usize = 40;
const ADDRESS: usize = 4_096;
const OPTION: usize = 1_000;

/// Options that are kept.
const OPTIONS: usize = 32;

/// Longest code of a language.
const LANGUAGE: usize = 12;

/// Most minutes between two visits: a year.
const INTERVAL: u32 = 525_600;

/// A source that comes from somebody else's list or archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Foreign {
    /// The source as it may be followed.
    pub source: Source,
    /// The names of the options that it may not have.
    pub left_out: Vec<String>,
    /// Whether it is asked within this user's own network, by what it says itself.
    pub is_private: bool,
}

/// Puts `name:password` among options, unless there is one already.
pub fn keep_credentials(options: &mut BTreeMap<String, String>, credentials: String) {
    // A name that would be taken for the way to a secret comes from somebody else's list: it must
    // not have a command run here.
    if !["env:", "env?:", "cmd:"].iter().any(|way| credentials.starts_with(way)) {
        options.entry("basic".to_owned()).or_insert(credentials);
    }
}

impl Source {
    /// The source with the name and password that its address carries as its option `basic`,
    /// which is the one place where they are sent from and never shown.
    #[must_use]
    pub fn with_credentials_apart(mut self) -> Source {
        if let Some((address, credentials)) = address::apart(&self.address) {
            self.address = address;
            keep_credentials(&mut self.options, credentials);
        }
        self
    }

    /// The source with every field of it clean, bounded, and one line: nothing in it drives a
    /// terminal, wherever it is shown.
    #[must_use]
    pub fn cleaned(self) -> Source {
        let word = |text: String| clean::line(&text, WORD);
        let is_code = |code: &String| {
            code.len() <= LANGUAGE && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let option = |(name, value): (String, String)| {
            // A command for a secret stands as it was written.
            let value = if is_secret_option(&name) {
                clean::piece(&value).into_owned()
            } else {
                clean::line(&value, OPTION)
            };
            (clean::line(&name, NAME), value)
        };
        Source {
            id: self.id.cleaned(),
            name: clean::line(&self.name, NAME),
            kind: word(self.kind),
            address: clean::line(&self.address, ADDRESS),
            options: self.options.into_iter().take(OPTIONS).map(option).collect(),
            pane: self.pane,
            tier: self.tier,
            language: self.language.filter(is_code),
            company: self.company.map(word).filter(|company| !company.is_empty()),
            interval_minutes: self.interval_minutes.map(|minutes| minutes.clamp(1, INTERVAL)),
            enabled: self.enabled,
            full_text: self.full_text,
        }
    }

    /// The source as it may be followed where it comes from somebody else's list or archive: clean,
    /// and without what would send a secret of this user's, run a command, or ask at another place
    /// than its address says.
    #[must_use]
    pub fn from_elsewhere(self) -> Foreign {
        let mut source = self.cleaned();
        // No account here carries what an account carries elsewhere.
        source.options.retain(|name, _| ![ACCOUNT, STREAM].contains(&name.as_str()));
        let is_left_out = |name: &String| is_secret_option(name) || name == ENDPOINT;
        let left_out: Vec<String> =
            source.options.keys().filter(|name| is_left_out(name)).cloned().collect();
        source.options.retain(|name, _| !is_left_out(name));
        // A name and a password in the address itself were given away by whoever wrote the list.
        let source = source.with_credentials_apart();
        let network = source.place().and_then(address::network);
        let is_private = network.is_some_and(|network| network != Network::Public);
        Foreign { source, left_out, is_private }
    }

    /// The source as it may be shown: of secrets only where they come from, `env:NAME`.
    #[must_use]
    pub fn without_secrets(&self) -> Source {
        let shown = |(name, value): (&String, &String)| {
            let shown = match value.split_once(':') {
                _ if !is_secret_option(name) => value.clone(),
                Some(("env" | "env?", _)) => value.clone(),
                Some(("cmd", _)) => format!("cmd:{HIDDEN}"),
                Some(_) | None => HIDDEN.to_owned(),
            };
            (name.clone(), shown)
        };
        let mut source = self.clone().with_credentials_apart();
        source.options = source.options.iter().map(shown).collect();
        source
    }

    /// What it asks, and where: two sources that ask the same are one too many.
    pub fn asks(&self) -> Asks {
        let says = |(name, value): (&String, &String)| {
            let is_part = !is_secret_option(name) && !MEASURES.contains(&name.as_str());
            is_part.then(|| (name.clone(), address::same_question(value)))
        };
        Asks {
            kind: self.kind.clone(),
            address: address::same_question(&self.address),
            options: self.options.iter().filter_map(says).collect(),
        }
    }
}

impl SourceId {
    /// The same as a short name may be: ASCII letters in lower case, digits and hyphens.
    #[must_use]
    pub fn cleaned(self) -> SourceId {
        let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if (1..=ID).contains(&self.0.len()) && self.0.chars().all(is_letter) {
            return self;
        }
        let letter = |c: char| if is_letter(c) { c } else { '-' };
        let id: String = self.0.to_ascii_lowercase().chars().take(ID).map(letter).collect();
        SourceId(if id.is_empty() { "source".to_owned() } else { id })
    }
}

/// What a source asks and where, however that is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asks {
    kind: String,
    address: String,
    options: Vec<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(address: &str, options: &[(&str, &str)]) -> Source {
        let options = options.iter().map(|(key, value)| ((*key).into(), (*value).into()));
        Source { options: options.collect(), ..Source::new("feed", address) }
    }

    #[test]
    fn a_name_and_a_password_go_from_the_address_to_the_option_that_is_never_shown() {
        let kept = source("https://ann:hunter2@news.example/feed", &[]).with_credentials_apart();
        assert_eq!(kept.address, "https://news.example/feed");
        assert_eq!(kept.options["basic"], "ann:hunter2");
        let evil = source("https://cmd:touch%20x@news.example/", &[]).with_credentials_apart();
        assert_eq!((evil.address.as_str(), evil.options.len()), ("https://news.example/", 0));
        let own = source("https://ann:a@news.example/", &[("basic", "env:NEWS")]);
        assert_eq!(own.with_credentials_apart().options["basic"], "env:NEWS");
    }

    #[test]
    fn a_source_from_elsewhere_is_clean_in_every_field() {
        let foul = "a\u{1b}[31m\u{9b}2J\u{202e}b\nc\u{7}".repeat(2_000);
        let source = Source {
            id: SourceId(foul.clone()),
            name: foul.clone(),
            kind: foul.clone(),
            address: foul.clone(),
            options: [(foul.clone(), foul.clone())].into(),
            language: Some(foul.clone()),
            company: Some(foul),
            interval_minutes: Some(u32::MAX),
            ..Source::new("", "")
        };
        let Foreign { source, .. } = source.from_elsewhere();
        // As all that is printed of a source is printed.
        let written = serde_json::to_string(&source).expect("JSON");
        assert!(!written.contains(clean::is_driving) && !written.contains("\\u"), "{written:?}");
        assert!(written.len() < 8_000 && source.language.is_none(), "{}", written.len());
        assert_eq!(source.clone().from_elsewhere().source, source, "once is enough");
    }

    #[test]
    fn a_source_from_elsewhere_sends_no_secret_and_asks_where_it_says() {
        let options = [
            ("basic", "env:NEWS"),
            ("header.X-Key", "cmd:cat key"),
            ("endpoint", "https://evil.example/"),
            ("query", "llm"),
        ];
        let Foreign { source, left_out, .. } = source("cs.LG", &options).from_elsewhere();
        assert_eq!(left_out, ["basic", "endpoint", "header.X-Key"]);
        assert_eq!(
            source.options.into_iter().collect::<Vec<_>>(),
            [("query".into(), "llm".into())]
        );
    }

    #[test]
    fn a_source_from_elsewhere_says_whether_it_is_asked_at_home() {
        let is_private = |address| source(address, &[]).from_elsewhere().is_private;
        for address in ["http://192.168.0.1/feed", "http://localhost:8080/", "http://u:p@[::1]/"] {
            assert!(is_private(address), "{address}");
        }
        for address in ["https://news.example/", "http://93.184.216.34/", "cs.LG", ""] {
            assert!(!is_private(address), "{address}");
        }
    }

    #[test]
    fn of_secrets_only_the_place_they_come_from_is_shown() {
        let options = [
            ("basic", "ann:hunter2"),
            ("header.X-Token", "cmd:echo hunter2"),
            ("header.X-Key", "env:KEY"),
            ("query", "hunter"),
        ];
        let shown = source("https://bob:hunter2@news.example/", &options).without_secrets();
        let values: Vec<&str> = shown.options.values().map(String::as_str).collect();
        assert_eq!(values, ["…", "env:KEY", "cmd:…", "hunter"]);
        assert!(!shown.address.contains("hunter2"), "{}", shown.address);
    }

    #[test]
    fn sources_that_ask_elsewhere_or_for_something_else_are_not_the_same() {
        let asks = |address, options: &[(&str, &str)]| source(address, options).asks();
        let plain = asks("cs.LG", &[]);
        assert_eq!(plain, asks(" cs.LG ", &[("limit", "5")]));
        assert_ne!(plain, asks("cs.LG", &[("endpoint", "http://mirror.example/")]));
        assert_ne!(plain, asks("cs.LG", &[("query", "clocks")]));
        let feed = asks("https://news.example/feed", &[]);
        assert_eq!(feed, asks("HTTPS://News.Example/feed/", &[("basic", "a:b")]));
    }
}
