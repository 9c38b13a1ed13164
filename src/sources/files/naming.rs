//! What sources are called: by what they say of themselves, else by what they are asked, and shortly.

use crate::model::Source;
use crate::sources::{Kind, kind};
use crate::text::{address, clean};

/// What a source is called that was given no name.
pub fn name_for(source: &Source) -> String {
    let name = kind(&source.kind).map_or_else(String::new, |kind| kind.name_for(source));
    clean::line(&name, NAME_CHARS)
}

/// Longest name of a source, in characters.
pub const NAME_CHARS: usize = 100;

/// The name that a source goes by from now on, where it was given none and now says its own.
pub fn own_name(source: &Source, says: Option<String>) -> Option<String> {
    /// Titles that could be anybody's.
    const ANYBODY: [&str; 12] = [
        "rss", "feed", "feeds", "news", "blog", "home", "index", "latest", "articles", "posts",
        "all", "untitled",
    ];
    let names_itself = kind(&source.kind).is_some_and(Kind::names_itself);
    if !names_itself || source.name != name_for(source) {
        return None;
    }
    let name = clean::line(&says?, NAME_CHARS);
    let mut words = name.split_whitespace();
    let is_own = words.any(|word| !ANYBODY.contains(&&*word.to_lowercase()));
    Some(name).filter(|name| is_own && *name != source.name)
}

/// A short name that is not taken: made of the name where that is in Latin letters, else of the
/// host.
pub fn id_for(name: &str, address: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let latin = name.chars().filter(char::is_ascii_alphanumeric).count();
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    let host = address::host(address).map(|host| host.trim_start_matches("www."));
    match host {
        Some(host) if latin * 2 <= letters => slug(host, is_taken),
        Some(_) | None => slug(name, is_taken),
    }
}

/// A short name made of a long one: lower-case ASCII letters and digits with single hyphens, a
/// number behind it where the name is taken; `source` where nothing of it is left.
pub fn slug(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut slug = String::new();
    for c in name.chars().take(200) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 40 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    let slug = if slug.is_empty() { "source" } else { slug };
    if !is_taken(slug) {
        return slug.to_owned();
    }
    (2..u32::MAX).map(|n| format!("{slug}-{n}")).find(|slug| !is_taken(slug)).unwrap_or_default()
}
