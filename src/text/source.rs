//! What a source's address and options say beside where to ask: the secrets in them, which are kept
//! apart and never shown, and whether two sources ask the same.

use std::collections::BTreeMap;

use super::address;
use crate::model::Source;
use crate::model::source::is_secret_option;

/// What stands where a secret is not shown.
const HIDDEN: &str = "…";

/// Options that change how much or how often is asked, but not what.
const MEASURES: [&str; 4] = ["limit", "days", "gap", "folder"];

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
