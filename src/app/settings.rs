//! What the config file says of the reader: as it opens, and as it stands after the file changed.

mod acts;

use std::collections::BTreeMap;

use super::keymap::Keymap;
use super::notice::Notify;
use super::template::Templates;
use crate::model::Muted;

/// What the config file says of the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Keys.
    pub keymap: Keymap,
    /// Filters that were given a name.
    pub filters: BTreeMap<String, String>,
    /// Commands that items are given to, by their names: each a program and its arguments.
    pub programs: BTreeMap<String, Vec<String>>,
    /// Whether the mouse is heard.
    pub mouse: bool,
    /// The theme that is set, by its name.
    pub theme: String,
    /// Whether what comes in is shown at once instead of being announced.
    pub at_once: bool,
    /// How the reader is told of what is watched for.
    pub notify: Notify,
    /// How the reader is told that the morning's edition is there.
    pub notify_edition: Notify,
    /// What new notes and ideas begin with.
    pub templates: Templates,
    /// What is not shown.
    pub muted: Vec<Muted>,
}
