//! The config file: read, checked, defaulted, and its example made from the code.
//!
//! A setting is a field here, and its row in `config/example.rs`; a test fails until both agree, and
//! until `config.example.toml` is what [`example()`] makes.

mod accounts;
mod example;
mod lenses;
mod sections;
mod written;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::app::keymap::{Keymap, KeymapError, WrittenMacro};
use crate::app::template::Templates;
use crate::desk::{self, Mutes, Settings, Watch};
use crate::export::file::WriteError;
use crate::filter::Grammar;
use crate::lang::Lang;
use crate::model::{Account, AsFact, Closing, Fact, Moment, Muted, Phrase, Query, Zone};
use crate::text::fold;
use crate::writer;
pub use accounts::{add_account, check_accounts, remove_account};
pub use example::example;
pub use lenses::change_lens;
pub use sections::{
    ClosingTime, CommandLine, DigestSettings, EditionSettings, Icons, Ideas, Notes, NotifySettings,
    OwnMacro, Refresh, ShowNew, VaultSettings,
};
pub use written::{save_closing, save_filter, save_theme, save_toggle};

/// The most days that can be set: a hundred years.
pub const MOST_DAYS: u32 = 36_500;

/// The most minutes between two visits: thirty days.
const MOST_MINUTES: u32 = 43_200;

/// The most that a watch can count.
const MOST_WEIGHT: f64 = 100.0;

/// What the user set; every field has a default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Language of the interface; the locale's where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Time zone in which days begin: `local` or an IANA name.
    pub timezone: String,
    /// Colours of the reader: the name of a theme.
    pub theme: String,
    /// `unicode` or `ascii` marks.
    pub icons: Icons,
    /// How the sources are visited.
    pub refresh: Refresh,
    /// What is told on the desktop.
    pub notify: NotifySettings,
    /// When editions close.
    pub edition: EditionSettings,
    /// The day's digest.
    pub digest: DigestSettings,
    /// Days that items are kept which the reader made nothing of; 0 for ever.
    pub keep_days: u32,
    /// How notes begin.
    pub notes: Notes,
    /// How ideas begin.
    pub ideas: Ideas,
    /// The folder of Markdown files.
    pub vault: VaultSettings,
    /// What is never shown.
    pub mute: Mutes,
    /// The reader's own lenses.
    pub watch: Vec<Watch>,
    /// Reader servers that are followed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub account: Vec<Account>,
    /// Whether the reader hears the mouse.
    pub mouse: bool,
    /// What takes the text that is copied, beside the terminal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clipboard: Option<CommandLine>,
    /// Programs that the reader gives an item to, by name.
    pub share: BTreeMap<String, CommandLine>,
    /// Who writes sentences in the reader's language.
    pub writer: writer::Settings,
    /// Filters of the reader by name.
    pub filters: BTreeMap<String, String>,
    /// Keys of the reader, by command.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Commands of the reader under one key.
    #[serde(rename = "macro")]
    pub macros: Vec<OwnMacro>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            lang: None,
            timezone: "local".into(),
            theme: "dark".into(),
            icons: Icons::Unicode,
            refresh: Refresh::default(),
            edition: EditionSettings::default(),
            digest: DigestSettings::default(),
            notify: NotifySettings::default(),
            keep_days: 180,
            notes: Notes::default(),
            ideas: Ideas::default(),
            vault: VaultSettings::default(),
            mute: Mutes::default(),
            watch: Vec::new(),
            account: Vec::new(),
            mouse: true,
            clipboard: None,
            share: BTreeMap::new(),
            writer: writer::Settings::default(),
            filters: BTreeMap::new(),
            keys: BTreeMap::new(),
            macros: Vec::new(),
        }
    }
}

/// Why the config file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum ConfigError {
    /// It cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It cannot be written.
    Unwritable {
        /// Which file, and why.
        why: WriteError,
    },
    /// It says something that is not understood.
    Wrong {
        /// The file.
        path: PathBuf,
        /// Line of the mistake, from 1.
        line: usize,
        /// What is wrong and what may have been meant.
        message: Fact,
    },
}

impl ConfigError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            ConfigError::Unreadable { path, source } => {
                Phrase::new("failed.config.read", &[&path.display(), source])
            }
            ConfigError::Unwritable { why } => Phrase::new("failed.config.write", &[&why.phrase()]),
            ConfigError::Wrong { path, line, message } => {
                Phrase::new("failed.config.wrong", &[&path.display(), line, message])
            }
        }
    }
}

impl Config {
    /// Reads a config file; an absent one is all defaults.
    ///
    /// # Errors
    /// [`ConfigError`], which names the file, the line, the key and the nearest known key.
    pub fn load(path: &Path) -> Result<Config, ConfigError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Config::parse(&text, path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
            Err(source) => Err(ConfigError::Unreadable { path: path.to_owned(), source }),
        }
    }

    /// Reads the text of a config file.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn parse(text: &str, path: &Path) -> Result<Config, ConfigError> {
        let wrong = |at: usize, message: Fact| ConfigError::Wrong {
            path: path.to_owned(),
            line: line_at(text, at),
            message,
        };
        let said = |key: &'static str, facts: &[&dyn AsFact]| Fact::Phrase(Phrase::new(key, facts));
        let config: Config = toml::from_str(text).map_err(|error| {
            // The span's start may stand at the end of the line before.
            let at = error.span().map_or(0, |span| span.end.saturating_sub(1));
            wrong(at, with_nearest(error.message()))
        })?;
        if config.zone().is_none() {
            let message = said("failed.config.timezone", &[&config.timezone]);
            return Err(wrong(written::place_of(text, &["timezone"]), message));
        }
        if !(0.5..=120.0).contains(&config.digest.minutes) {
            let message = said("failed.config.minutes", &[]);
            return Err(wrong(written::place_of(text, &["digest", "minutes"]), message));
        }
        if let Some(at) = config.watch.iter().position(|watch| !watch.looks_for_something()) {
            let lenses: Vec<String> = desk::shipped_lenses()
                .into_iter()
                .map(|(en, ko)| format!("`{en}` ({ko})"))
                .collect();
            let name = &config.watch[at].name;
            let message = said("failed.config.watch", &[name, &lenses.join(", ")]);
            return Err(wrong(written::place_of_one(text, "watch", at), message));
        }
        if config.keep_days > MOST_DAYS {
            let message = said("failed.config.keep_days", &[&MOST_DAYS]);
            return Err(wrong(written::place_of(text, &["keep_days"]), message));
        }
        if config.refresh.every_minutes > MOST_MINUTES {
            let message = said("failed.config.every_minutes", &[&MOST_MINUTES]);
            return Err(wrong(written::place_of(text, &["refresh", "every_minutes"]), message));
        }
        let is_odd = |watch: &Watch| !(0.0..=MOST_WEIGHT).contains(&watch.weight);
        if let Some(at) = config.watch.iter().position(is_odd) {
            let message = said("failed.config.weight", &[&MOST_WEIGHT]);
            return Err(wrong(written::place_of_one(text, "watch", at), message));
        }
        if let Some((key, message)) = config.writer.mistake() {
            return Err(wrong(written::place_of(text, &["writer", key]), Fact::Phrase(message)));
        }
        if let Err(message) = config.writer_command() {
            let message = message.as_str().into();
            return Err(wrong(written::place_of(text, &["writer", "command"]), message));
        }
        if let Some((at, message)) = accounts::mistake(&config.account) {
            return Err(wrong(written::place_of_one(text, "account", at), Fact::Phrase(message)));
        }
        if let Err(error) = config.keymap() {
            let at = written::place_in(text, &error.at, error.mistake.word());
            return Err(wrong(at, Fact::Phrase(error.phrase())));
        }
        // Companies are those of the lexicon, which nobody reads for this.
        let (saved, zone) = (&config.filters, config.zone().unwrap_or_default());
        let grammar =
            Grammar { saved, companies: &[], now: Moment::default(), zone, lang: Lang::En };
        for (name, line) in &config.filters {
            if let Err(error) = grammar.read(line, Query::default()) {
                let at = written::place_of(text, &["filters", name]);
                return Err(wrong(at, Fact::Phrase(error.phrase())));
            }
        }
        Ok(config)
    }

    /// The line of a key in the config file, from 1, for what is found wrong with its value later.
    pub fn line_of(path: &Path, key: &str) -> usize {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        line_at(&text, written::place_of(&text, &[key]))
    }

    /// The reader's keys.
    ///
    /// # Errors
    /// [`KeymapError`]; [`Config::parse`] lets only keys through that can be taken.
    pub fn keymap(&self) -> Result<Keymap, KeymapError> {
        let macros: Vec<WrittenMacro<'_>> = self
            .macros
            .iter()
            .map(|own| WrittenMacro { name: &own.name, keys: &own.keys, commands: &own.commands })
            .collect();
        Keymap::with_macros(&self.keys, &macros)
    }

    /// The writer's program and its arguments, split once and for all; empty where there is none.
    ///
    /// # Errors
    /// Where it cannot be split; [`Config::parse`] lets only what can through.
    pub fn writer_command(&self) -> Result<Vec<String>, String> {
        if self.writer.command.is_empty() {
            return Ok(Vec::new());
        }
        CommandLine::try_from(self.writer.command.clone()).map(|command| command.0)
    }

    /// What new notes and ideas begin with.
    pub fn templates(&self) -> Templates {
        let Notes { template, paper, story, day } = self.notes.clone();
        Templates { note: template, paper, story, day, idea: self.ideas.template.clone() }
    }

    /// What is not shown.
    pub fn muted(&self) -> Vec<Muted> {
        let Mutes { terms, sources, companies } = self.mute.clone();
        let terms = terms.into_iter().map(Muted::Term);
        let companies = companies.into_iter().map(Muted::Company);
        companies.chain(sources.into_iter().map(Muted::Source)).chain(terms).collect()
    }

    /// What the desk is asked to do.
    pub fn desk(&self) -> Settings {
        let mut settings = Settings {
            watches: self.watch.clone(),
            mutes: self.mute.clone(),
            zone: self.zone().unwrap_or_default(),
            ..Settings::default()
        };
        // However a file was typed, what is watched is compared in one form.
        let watched = settings.watches.iter_mut().flat_map(|watch| &mut watch.terms);
        for term in watched.chain(&mut settings.mutes.terms) {
            *term = fold::folded(term).into_owned();
        }
        settings
    }

    /// When editions close.
    pub fn closing(&self) -> Closing {
        Closing { at: self.edition.closes.0, zone: self.zone().unwrap_or_default() }
    }

    /// The time zone, if its name is known; [`Config::parse`] lets only known ones through.
    pub fn zone(&self) -> Option<Zone> {
        Zone::parse(&self.timezone)
    }
}

/// The line of a byte, from 1.
fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Adds the nearest known key to a message that lists the known ones.
fn with_nearest(message: &str) -> Fact {
    // As serde says it.
    let field = message.strip_prefix("unknown field `");
    let field = field.and_then(|rest| rest.split_once("`, expected one of "));
    let said = match field {
        Some((name, known)) => {
            Phrase::new("failed.config.unknown_field", &[&name, &known]).as_fact()
        }
        None => message.into(),
    };
    match near(message) {
        Some(near) => Fact::Phrase(Phrase::new("failed.nearest", &[&said, &near])),
        None => said,
    }
}

/// A phrase that names what is unknown and then what there is, with what may have been meant; both stand
/// between backticks.
pub fn nearest_of(phrase: Phrase) -> Phrase {
    match near(&phrase.say(Lang::En)) {
        Some(near) => Phrase::new("failed.nearest", &[&phrase, &near]),
        None => phrase,
    }
}

/// Of the words between backticks the nearest to the first, which is unknown.
fn near(message: &str) -> Option<&str> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = quoted.next().filter(|_| message.contains("unknown "))?;
    let near = quoted
        .map(|known| (strsim::damerau_levenshtein(unknown, known), known))
        .filter(|(distance, known)| *distance <= known.chars().count().max(3) / 2 + 1)
        .min();
    near.map(|(_, known)| known)
}

#[cfg(test)]
mod tests;
