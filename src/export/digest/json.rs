//! JSON: the value itself.

use crate::lang::Lang;
use crate::model::Digest;
use crate::text::clean;

pub(super) fn write(digest: &Digest, _: Lang) -> String {
    let mut json = serde_json::to_string_pretty(digest).unwrap_or_default();
    json.push('\n');
    clean::json(json)
}
