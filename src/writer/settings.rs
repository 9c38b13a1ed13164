//! `[writer]` of the config file.

use serde::{Deserialize, Serialize};

use super::{Register, Task};
use crate::model::Phrase;

/// Whether the writer is asked by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Only where the user asks.
    #[default]
    Asked,
    /// Whenever a digest is composed.
    Digest,
}

/// What may leave this machine beside the sentences of feed items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Send {
    /// Nothing.
    #[default]
    Items,
    /// Names of lenses, too.
    Lenses,
    /// Notes and ideas, too.
    Notes,
}

/// The writer, as the user set it up; neither `url` nor `command`: there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where chat completions are asked for, up to and without `/chat/completions`.
    pub url: String,
    /// A program that reads the document and prints the answer, in place of `url`.
    pub command: String,
    /// The model's name.
    pub model: String,
    /// The key of the endpoint: `env:`, `env?:` or `cmd:`.
    pub key: String,
    /// What is asked for.
    pub tasks: Vec<Task>,
    /// Whether it is asked by itself.
    pub when: When,
    /// The register of Korean sentences.
    pub register: Register,
    /// The reader's field, in own words; for `link` and `idea`.
    pub about: String,
    /// What may leave this machine.
    pub send: Send,
    /// Entries of one call, from 1 to 4.
    pub entries_a_call: usize,
    /// The most calls of a day.
    pub calls_a_day: u32,
    /// The most tokens of a day, in and out.
    pub tokens_a_day: u64,
    /// Seconds of one call; a digest takes three times as many at most.
    pub seconds: u64,
    /// Whether the endpoint is asked whether the evidence entails each sentence.
    pub second_look: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            url: String::new(),
            command: String::new(),
            model: String::new(),
            key: String::new(),
            tasks: vec![Task::Phrase],
            when: When::Asked,
            register: Register::Formal,
            about: String::new(),
            send: Send::Items,
            entries_a_call: 1,
            calls_a_day: 60,
            tokens_a_day: 120_000,
            seconds: 60,
            second_look: false,
        }
    }
}

impl Settings {
    /// Whether there is a writer.
    pub fn is_set(&self) -> bool {
        !self.url.is_empty() || !self.command.is_empty()
    }

    /// Who writes, for showing: the model, or the program.
    pub fn name(&self) -> &str {
        if !self.model.is_empty() {
            return &self.model;
        }
        self.command.split_whitespace().next().unwrap_or("writer")
    }

    /// Who is asked, as the user wrote it: the address, or the program.
    pub fn asked(&self) -> &str {
        if self.url.is_empty() { &self.command } else { &self.url }
    }

    /// The host that is asked; none where a program of this machine is.
    pub fn host(&self) -> Option<String> {
        let url = url::Url::parse(&self.url).ok()?;
        url.host_str().map(str::to_owned)
    }

    /// Whether what is sent stays on this machine. What a program does with it is its own business.
    pub fn is_local(&self) -> bool {
        if self.url.is_empty() {
            return true;
        }
        url::Url::parse(&self.url).ok().is_some_and(|url| match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        })
    }

    /// Which setting is wrong and why, if one is.
    pub fn mistake(&self) -> Option<(&'static str, Phrase)> {
        if !self.url.is_empty() && !self.command.is_empty() {
            return Some(("command", Phrase::bare("failed.config.writer.both")));
        }
        if !self.url.is_empty() {
            let known = url::Url::parse(&self.url)
                .ok()
                .filter(|url| ["http", "https"].contains(&url.scheme()) && url.has_host());
            let Some(url) = known else {
                return Some(("url", Phrase::new("failed.config.writer.url", &[&self.url])));
            };
            if !self.key.is_empty() && url.scheme() == "http" && !is_near(&url) {
                return Some(("key", Phrase::bare("failed.config.writer.key")));
            }
        }
        let beyond = self.tasks.iter().find(|task| **task != Task::Phrase);
        if let Some(task) = beyond.filter(|_| self.about.trim().is_empty()) {
            return Some(("tasks", Phrase::new("failed.config.writer.about", &[&task.name()])));
        }
        if !(1..=4).contains(&self.entries_a_call) {
            return Some(("entries_a_call", Phrase::bare("failed.config.writer.entries_a_call")));
        }
        if !(1..=600).contains(&self.seconds) {
            return Some(("seconds", Phrase::bare("failed.config.writer.seconds")));
        }
        None
    }
}

/// Whether an address names this machine or one of a private network.
fn is_near(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => {
            // A host's name is in small letters here.
            let end = name.rsplit('.').next().unwrap_or_default();
            name == "localhost" || ["local", "internal"].contains(&end) || !name.contains('.')
        }
        Some(url::Host::Ipv4(address)) => {
            address.is_loopback() || address.is_private() || address.is_link_local()
        }
        Some(url::Host::Ipv6(address)) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_work_or_is_not_safe_is_named() {
        let wrong = |change: &dyn Fn(&mut Settings)| {
            let mut settings =
                Settings { url: "http://127.0.0.1:1/v1".to_owned(), ..Settings::default() };
            change(&mut settings);
            settings.mistake().map(|(key, _)| key)
        };
        assert_eq!(wrong(&|_| ()), None);
        assert_eq!(wrong(&|set| set.command = "say".to_owned()), Some("command"));
        assert_eq!(wrong(&|set| set.url = "ftp://a".to_owned()), Some("url"));
        assert_eq!(wrong(&|set| set.tasks = vec![Task::Link]), Some("tasks"));
        assert_eq!(wrong(&|set| set.entries_a_call = 5), Some("entries_a_call"));
        let keyed =
            |url: &str| wrong(&|set| (set.key, set.url) = ("env:K".to_owned(), url.to_owned()));
        assert_eq!(keyed("http://10.0.0.2/v1"), None);
        assert_eq!(keyed("https://api.example/v1"), None);
        assert_eq!(keyed("http://api.example/v1"), Some("key"));
    }

    #[test]
    fn only_loopback_stays_on_this_machine() {
        let local = |url: &str| Settings { url: url.to_owned(), ..Settings::default() }.is_local();
        assert!(
            local("http://localhost:11434/v1")
                && local("http://127.0.0.1:1/v1")
                && local("http://[::1]/v1")
        );
        assert!(!local("http://10.0.0.2/v1") && !local("https://api.example/v1"));
    }
}
