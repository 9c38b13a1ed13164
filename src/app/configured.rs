//! The config file that changed while the reader is open.

mod acts;

use std::collections::BTreeMap;

use super::keymap::Keymap;
use super::notice::Notify;
use super::template::Templates;
use crate::model::Muted;

/// What of the config file the reader takes while it is open.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the setting with which the reader opens")]
pub struct Configured {
    pub keymap: Keymap,
    pub filters: BTreeMap<String, String>,
    pub programs: BTreeMap<String, Vec<String>>,
    pub mouse: bool,
    pub theme: String,
    pub at_once: bool,
    pub notify: Notify,
    pub notify_edition: Notify,
    pub templates: Templates,
    pub muted: Vec<Muted>,
}
