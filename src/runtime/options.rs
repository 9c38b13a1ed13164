//! What the reader is started with.

use std::path::PathBuf;
use std::time::Duration;

use super::clipboard::Clipboard;
use super::scribe::WriterOptions;
use super::themes::Themes;
use crate::app::settings::Settings;
use crate::config::EditionSettings;
use crate::desk;
use crate::lang::Lang;
use crate::model::{Account, Closing, Moment, Zone};

/// What the reader is started with.
#[derive(Debug)]
pub struct Options {
    /// Folder of the store, which exists.
    pub data_dir: PathBuf,
    /// The config file, in which watches, mutes and named filters are kept.
    pub config_path: PathBuf,
    /// Language of the interface.
    pub lang: Lang,
    /// Time zone of days.
    pub zone: Zone,
    /// What the config file says of the reader.
    pub settings: Settings,
    /// The program that takes what is copied, beside the terminal.
    pub clipboard: Clipboard,
    /// The themes there are; the user's own are read again when they change.
    pub themes: Themes,
    /// The desk's settings, for what the refresh brings.
    pub desk: desk::Settings,
    /// The clock, if it stands still.
    pub now: Option<Moment>,
    /// Whether the network is never touched.
    pub offline: bool,
    /// Whether the store is the sample edition.
    pub sample: bool,
    /// Whether the sources are asked as soon as the first frame stands.
    pub refresh_on_start: bool,
    /// Minutes until the sources are asked again; none where they are asked by hand alone.
    pub refresh_every: Option<Duration>,
    /// When editions close.
    pub closing: Closing,
    /// What is done when the morning's edition is there.
    pub then: EditionSettings,
    /// Where digests are written.
    pub digest_dir: PathBuf,
    /// Reading time of a digest, in minutes.
    pub digest_minutes: f64,
    /// Days that items are kept of which nothing was made; 0 for ever.
    pub keep_days: u32,
    /// The folder where notes and ideas are kept as files too, if there is one.
    pub vault: Option<PathBuf>,
    /// Reader servers that are followed.
    pub accounts: Vec<Account>,
    /// The user's own writer, if one is set up.
    pub writer: Option<WriterOptions>,
}

/// The clock: the system's, or one that stands still.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock(pub(super) Option<Moment>);

impl Clock {
    pub(crate) fn now(self) -> Moment {
        self.0.unwrap_or_else(chrono::Utc::now)
    }
}
