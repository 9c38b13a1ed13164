//! The tables of the config file and the kinds of values in them, each with what holds where nothing is said.

use std::path::PathBuf;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use crate::app::notice::Notify;
use crate::model::{Day, window};

/// Commands of the reader under one key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnMacro {
    /// What the help screen calls it.
    pub name: String,
    /// The keys that ask for it, such as `g 1`.
    pub keys: String,
    /// The commands, one after another.
    pub commands: Vec<String>,
}

/// A program and its arguments, written as in a shell and split as a shell would, once and for all:
/// no shell ever sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommandLine(pub Vec<String>);

impl TryFrom<String> for CommandLine {
    type Error = String;

    fn try_from(written: String) -> Result<CommandLine, String> {
        match shell_words::split(&written) {
            Ok(words) if words.is_empty() => Err("no program is named".into()),
            Ok(words) => Ok(CommandLine(words)),
            Err(_) => Err(format!("{written:?} lacks the end of a quotation")),
        }
    }
}

impl From<CommandLine> for String {
    fn from(command: CommandLine) -> String {
        shell_words::join(command.0)
    }
}

/// Which signs mark a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Icons {
    /// ●, ★, ✎ and the like.
    #[default]
    Unicode,
    /// *, +, # and the like.
    Ascii,
}

/// How the sources are visited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Refresh {
    /// Whether the reader visits them when it opens.
    pub on_start: bool,
    /// Minutes between the reader's visits while it is open; 0 for never.
    pub every_minutes: u32,
    /// When the reader shows what came in.
    pub show_new: ShowNew,
}

/// When the reader shows what came in while it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShowNew {
    /// When the user asks for it; until then it is announced.
    #[default]
    WhenAsked,
    /// At once, around the selected item.
    AtOnce,
}

/// What is told on the desktop.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NotifySettings {
    /// Whether it is told when a refresh brings what a lens touches.
    pub watch: bool,
    /// Whether it is told when the morning's edition is there.
    pub edition: bool,
    /// The program that tells it; the terminal where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<CommandLine>,
}

impl NotifySettings {
    /// How the reader tells of what a lens touches.
    pub fn of_watches(&self) -> Notify {
        self.way(self.watch)
    }

    /// How the reader tells of the morning's edition.
    pub fn of_editions(&self) -> Notify {
        self.way(self.edition)
    }

    fn way(&self, is_wished: bool) -> Notify {
        match (&self.command, is_wished) {
            (_, false) => Notify::Off,
            (None, true) => Notify::Terminal,
            (Some(command), true) => Notify::Program(command.0.clone()),
        }
    }
}

/// The edition of a morning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EditionSettings {
    /// When it closes, on the clocks of the time zone.
    pub closes: ClosingTime,
    /// The program that is run when the morning's edition is there, and its arguments: no shell sees
    /// them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<String>,
}

impl EditionSettings {
    /// The program that is run when the edition of a day is there, and its arguments; none where
    /// there is none.
    pub fn then_for(&self, day: Day) -> Vec<String> {
        self.then.iter().map(|word| word.replace("{day}", &day.to_string())).collect()
    }
}

/// A time of the day, written as `HH:MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClosingTime(pub NaiveTime);

impl TryFrom<String> for ClosingTime {
    type Error = String;

    fn try_from(written: String) -> Result<ClosingTime, String> {
        window::parse_time(&written).map(ClosingTime).ok_or_else(|| {
            format!("closes: {written:?} is no time of the day; write HH:MM, such as \"07:00\"")
        })
    }
}

impl From<ClosingTime> for String {
    fn from(time: ClosingTime) -> String {
        time.0.format("%H:%M").to_string()
    }
}

/// The day's digest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DigestSettings {
    /// Reading time in minutes.
    pub minutes: f64,
}

/// How notes begin.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Notes {
    /// What a new note is filled in with, Markdown.
    pub template: String,
    /// The same for a note on a paper.
    pub paper: String,
    /// The same for a note on a story.
    pub story: String,
    /// The same for a day's journal.
    pub day: String,
}

/// How ideas begin.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ideas {
    /// What a new idea is filled in with, Markdown.
    pub template: String,
}

/// The folder in which notes, ideas and digests are kept as Markdown too.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VaultSettings {
    /// The folder; empty for none.
    pub dir: String,
}

impl VaultSettings {
    /// The folder, with `~/` as the user's own; `None` where there is none.
    pub fn folder(&self) -> Option<PathBuf> {
        match self.dir.strip_prefix("~/") {
            _ if self.dir.is_empty() => None,
            Some(rest) => Some(std::env::home_dir()?.join(rest)),
            None => Some(PathBuf::from(&self.dir)),
        }
    }
}

impl Default for Refresh {
    fn default() -> Refresh {
        Refresh { on_start: true, every_minutes: 30, show_new: ShowNew::WhenAsked }
    }
}

impl Default for EditionSettings {
    fn default() -> EditionSettings {
        let seven = NaiveTime::MIN + chrono::Duration::hours(7);
        EditionSettings { closes: ClosingTime(seven), then: Vec::new() }
    }
}

impl Default for DigestSettings {
    fn default() -> DigestSettings {
        DigestSettings { minutes: 5.0 }
    }
}
