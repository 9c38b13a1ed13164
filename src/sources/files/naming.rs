//! What sources are called: by what they say of themselves, else by what they are asked, and shortly.

use std::collections::{HashMap, HashSet};

use crate::model::{Source, SourceId};
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

/// The short names of sources, of which each is given once.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
    /// The number that is tried next behind a name that is taken: many may be called the same.
    next: HashMap<String, u32>,
}

impl Names {
    /// Those that sources have.
    pub fn of<'a>(sources: impl IntoIterator<Item = &'a Source>) -> Names {
        let taken = sources.into_iter().map(|source| source.id.0.clone()).collect();
        Names { taken, next: HashMap::new() }
    }

    /// Whether a source has it.
    pub fn is_taken(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// A new one, made of a name where that is in Latin letters, else of the host.
    pub fn for_address(&mut self, name: &str, address: &str) -> SourceId {
        let latin = name.chars().filter(char::is_ascii_alphanumeric).count();
        let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
        let host = address::host(address).map(|host| host.trim_start_matches("www."));
        match host {
            Some(host) if latin * 2 <= letters => self.give(host),
            Some(_) | None => self.give(name),
        }
    }

    /// A new one, made of a name; with a number behind it where that is taken.
    pub fn give(&mut self, name: &str) -> SourceId {
        let slug = slug(name);
        let mut given = slug.clone();
        while !self.taken.insert(given.clone()) {
            let next = self.next.entry(slug.clone()).or_insert(2);
            given = format!("{slug}-{next}");
            *next += 1;
        }
        SourceId(given)
    }
}

/// A short name made of a long one: lower-case ASCII letters and digits with single hyphens;
/// `source` where nothing of it is left.
pub fn slug(name: &str) -> String {
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
    if slug.is_empty() { "source".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_given_once_however_many_are_called_the_same() {
        let mut names =
            Names::of(&[Source { id: SourceId("news-3".into()), ..Source::new("feed", "") }]);
        let given: Vec<String> = (0..4).map(|_| names.give("News!").0).collect();
        assert_eq!(given, ["news", "news-2", "news-4", "news-5"]);
        assert_eq!(names.for_address("조간", "https://www.paper.example/").0, "paper-example");
        // Looked for from 2 on each time, these would take minutes.
        for _ in 0..100_000 {
            names.give("the same");
        }
        assert!(names.is_taken("the-same-100000"));
    }
}
