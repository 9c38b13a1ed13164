//! The languages jogan speaks. It names `model` alone. One file a language in `assets/lang/`; adding one is that file and
//! its line in [`Lang`]. Phrases are found by key, `say(lang, "pane.research", &[])`; a test reads
//! the source for every key asked and holds it against every file.

mod particle;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::OnceLock;

use crate::model::{Fact, Phrase};

/// A language of the interface.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

type Phrases = HashMap<String, &'static str>;

impl Lang {
    /// All languages.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Ko];

    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ko => "ko",
        }
    }

    /// The language that a locale such as `ko_KR.UTF-8` or a code names.
    pub fn from_locale(locale: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| locale.to_ascii_lowercase().starts_with(lang.code()))
    }

    fn source(self) -> &'static str {
        match self {
            Lang::En => include_str!("../assets/lang/en.toml"),
            Lang::Ko => include_str!("../assets/lang/ko.toml"),
        }
    }

    fn phrases(self) -> &'static Phrases {
        static PHRASES: [OnceLock<Phrases>; 2] = [const { OnceLock::new() }; 2];
        PHRASES[self as usize].get_or_init(|| read(self.source()))
    }
}

/// Reads the part of TOML in which the language files are written: tables, and one key, quoted or
/// not, with one text a line, without escapes. Every run of the program does this before it says anything, and
/// a whole parser takes ten times as long; a test holds the two against each other.
fn read(file: &'static str) -> Phrases {
    let mut phrases = Phrases::with_capacity(file.len() / 40);
    let mut table = "";
    for line in file.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            table = name;
        } else if let Some((key, text)) = line.split_once(" = ")
            && !line.starts_with('#')
        {
            let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
            let key = key.trim_matches('"');
            phrases.insert(format!("{table}.{key}"), text.unwrap_or_default());
        }
    }
    phrases
}

/// The phrase of that key with its places filled. A key that no file has is a mistake of the program:
/// tests end by it, and a user sees the key.
pub fn say(lang: Lang, key: &str, facts: &[&dyn Display]) -> Cow<'static, str> {
    let said = say_kept(lang, key, facts);
    debug_assert!(said.is_some(), "assets/lang lacks {key:?}");
    said.unwrap_or_else(|| Cow::Owned(key.to_owned()))
}

/// As [`say`], for a key that was kept, and may be one of another version of the program: nothing where
/// there is no phrase of that key.
fn say_kept(lang: Lang, key: &str, facts: &[&dyn Display]) -> Option<Cow<'static, str>> {
    let phrase = lang.phrases().get(key)?;
    Some(if facts.is_empty() { Cow::Borrowed(*phrase) } else { Cow::Owned(fill(phrase, facts)) })
}

/// A phrase with its places filled.
fn fill(phrase: &str, facts: &[&dyn Display]) -> String {
    // One pass, so that a fact which looks like a place is left as it is.
    let mut said = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    while let Some(open) = rest.find('{') {
        particle::push(&mut said, &rest[..open]);
        rest = &rest[open..];
        let place = rest.find('}').and_then(|close| {
            let fact = facts.get(rest[1..close].parse::<usize>().ok()?)?;
            Some((close, fact))
        });
        if let Some((close, fact)) = place {
            said.push_str(&fact.to_string());
            rest = &rest[close + 1..];
        } else {
            said.push('{');
            rest = &rest[1..];
        }
    }
    particle::push(&mut said, rest);
    said
}

impl Phrase {
    /// Whether there are words for it: what another version of the program kept may have none.
    pub fn has_words(&self) -> bool {
        Lang::default().phrases().contains_key(&*self.key)
    }

    /// What is told, in a language.
    pub fn say(&self, lang: Lang) -> String {
        let fact = |fact: &Fact| match fact {
            Fact::Text(text) => name_in(lang, text).to_owned(),
            Fact::Phrase(phrase) => phrase.say(lang),
        };
        let facts: Vec<String> = self.facts.iter().map(fact).collect();
        let facts: Vec<&dyn Display> = facts.iter().map(|fact| fact as _).collect();
        say_kept(lang, &self.key, &facts).map_or_else(|| self.key.to_string(), Cow::into_owned)
    }
}

/// The headings of an idea's sections, in the order in which ideas have them.
pub fn headings(lang: Lang) -> [String; 7] {
    [
        say(lang, "idea.section.problem", &[]),
        say(lang, "idea.section.hypothesis", &[]),
        say(lang, "idea.section.method", &[]),
        say(lang, "idea.section.data", &[]),
        say(lang, "idea.section.evaluation", &[]),
        say(lang, "idea.section.risk", &[]),
        say(lang, "idea.section.next_step", &[]),
    ]
    .map(Cow::into_owned)
}

/// [`headings`] in all languages.
pub fn all_headings() -> [[String; 7]; Lang::ALL.len()] {
    Lang::ALL.map(headings)
}

/// Stands in a kept fact between a name's spellings in the languages, in the order of
/// [`Lang::ALL`].
const BETWEEN_NAMES: char = '\t';

/// A name as it is kept among facts, so that it can be said in every language: its spelling in
/// each, in the order of [`Lang::ALL`].
pub fn name_to_keep(spellings: [&str; Lang::ALL.len()]) -> String {
    let is_one = spellings.iter().all(|spelling| *spelling == spellings[0]);
    if is_one { spellings[0].to_owned() } else { spellings.join(&BETWEEN_NAMES.to_string()) }
}

/// A kept name as it is spelled in a language.
pub fn name_in(lang: Lang, fact: &str) -> &str {
    let mut spellings = fact.split(BETWEEN_NAMES);
    let first = spellings.next().unwrap_or_default();
    if lang as usize == 0 { first } else { spellings.nth(lang as usize - 1).unwrap_or(first) }
}

/// A scoring term and its facts as a sentence. Facts are kept as names of the vocabulary where
/// they are such, so that they can be said in any language. Beside its phrase a term may have one
/// for when a fact is empty, `<term>_bare`, and one for when its first is a one, `<term>_one`.
pub fn reason(lang: Lang, term: &str, facts: &[String]) -> String {
    let kept = |key: &str, facts: &[&dyn Display]| {
        say_kept(lang, key, facts).unwrap_or_else(|| Cow::Owned(key.to_owned()))
    };
    let named = |table: &str, name: &str| kept(&format!("{table}.{name}"), &[]);
    match (term, facts) {
        ("moves", [kind]) => named("move", kind).into_owned(),
        ("moves", [kind, said]) if said.is_empty() => named("move", kind).into_owned(),
        ("moves", [kind, said]) => say(lang, "why.moves", &[&named("move", kind), said]).into(),
        ("noise", [kind]) => say(lang, "why.noise", &[&named("noise", kind)]).into_owned(),
        _ => {
            let facts: Vec<&str> = facts.iter().map(|fact| name_in(lang, fact)).collect();
            let key = format!("why.{term}");
            let other = if facts.contains(&"") {
                format!("{key}_bare")
            } else if facts.first() == Some(&"1") {
                format!("{key}_one")
            } else {
                String::new()
            };
            let key = if lang.phrases().contains_key(&other) { other } else { key };
            let facts: Vec<&dyn Display> = facts.iter().map(|fact| fact as _).collect();
            kept(&key, &facts).into_owned()
        }
    }
}

/// Why an item stands in its pane, as a sentence: a phrase's key, a blank, and the fact that fills
/// it. Nothing where nothing is kept.
pub fn pane_reason(lang: Lang, reason: &str) -> String {
    let (key, fact) = reason.split_once(' ').unwrap_or((reason, ""));
    if key.is_empty() {
        return String::new();
    }
    let said = say_kept(lang, key, &[&name_in(lang, fact)]);
    said.map_or_else(|| key.to_owned(), Cow::into_owned)
}

/// As [`say`], choosing the singular `key_one` where the count is one and the language has it.
/// The count is place `{0}`, further facts follow.
pub fn count(lang: Lang, key: &str, n: u64, facts: &[&dyn Display]) -> Cow<'static, str> {
    let mut all: Vec<&dyn Display> = vec![&n];
    all.extend_from_slice(facts);
    let singular = format!("{key}_one");
    let key = if n == 1 && lang.phrases().contains_key(&singular) { &singular } else { key };
    say(lang, key, &all)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    /// All phrases of a file as a whole parser of TOML reads it.
    fn flat<'a>(prefix: &str, table: &'a toml::Table) -> HashMap<String, &'a str> {
        let of = |(key, value): (&String, &'a toml::Value)| match value {
            toml::Value::Table(inner) => flat(&format!("{prefix}{key}."), inner),
            text => HashMap::from([(format!("{prefix}{key}"), text.as_str().expect("a text"))]),
        };
        table.iter().flat_map(of).collect()
    }

    fn places(phrase: &str) -> BTreeSet<&str> {
        phrase.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    #[test]
    fn every_language_has_every_phrase_with_the_same_places() {
        for lang in Lang::ALL {
            let file: toml::Table = lang.source().parse().expect("the language file parses");
            assert_eq!(*lang.phrases(), flat("", &file), "{}", lang.code());
            for (key, phrase) in lang.phrases() {
                assert!(!phrase.is_empty(), "{}: {key} says nothing", lang.code());
                for other in Lang::ALL {
                    if let Some(twin) = other.phrases().get(key) {
                        assert_eq!(places(phrase), places(twin), "{key} in {}", other.code());
                    } else {
                        // Only a singular may be missing: not every language has one.
                        assert!(key.ends_with("_one"), "{} lacks {key}", other.code());
                    }
                }
            }
        }
    }

    #[test]
    fn every_key_that_is_asked_for_exists() {
        // What makes a phrase of a key.
        const MADE: [&str; 6] =
            ["Phrase::new(", "Phrase::bare(", "Fact::phrase(", "failed(", "misuse(", "or_say("];
        fn visit(folder: &Path, keys: &mut Vec<(String, String)>) {
            for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    visit(&path, keys);
                } else if path.extension().is_some_and(|ext| ext == "rs") {
                    let code = std::fs::read_to_string(&path).expect("a source file");
                    for call in MADE {
                        for (at, _) in code.match_indices(call) {
                            let first = code[at + call.len()..].trim_start();
                            let Some(key) = first.strip_prefix('"') else { continue };
                            let key = key.split('"').next().unwrap_or_default();
                            keys.push((path.display().to_string(), key.to_owned()));
                        }
                    }
                    for (at, _) in code.match_indices("\"failed.") {
                        let key = code[at + 1..].split('"').next().unwrap_or_default();
                        // A family is named by its beginning.
                        if key.ends_with('.') {
                            continue;
                        }
                        keys.push((path.display().to_string(), key.to_owned()));
                    }
                    for call in ["say(", "count("] {
                        for (at, _) in code.match_indices(call) {
                            let rest: String = code[at..].chars().take(160).collect();
                            let Some(key) = rest.split('"').nth(1) else { continue };
                            let before = rest.split('"').next().unwrap_or_default();
                            let literal = before.len() < 60 && before.contains("lang");
                            if literal && !before.contains(';') && key.contains('.') {
                                keys.push((path.display().to_string(), key.to_owned()));
                            }
                        }
                    }
                }
            }
        }
        let mut keys = Vec::new();
        visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut keys);
        for (file, key) in keys {
            // What stands behind a call that names no key itself is none.
            if key.contains(char::is_whitespace) {
                continue;
            }
            // Of a key that is put together, its beginning and its end are known.
            let known = match key.split_once('{') {
                Some((begins, rest)) => {
                    let ends = rest.rsplit('}').next().unwrap_or_default();
                    let fits = |known: &String| known.starts_with(begins) && known.ends_with(ends);
                    Lang::En.phrases().keys().any(fits)
                }
                None => Lang::En.phrases().contains_key(&key),
            };
            assert!(known, "{file} asks for {key:?}, which assets/lang/en.toml lacks");
        }
    }

    #[test]
    fn a_fact_that_looks_like_a_place_is_left_alone() {
        assert_eq!(say(Lang::En, "pane.research", &[&"{0}"]), "Research");
    }

    #[test]
    fn what_another_version_kept_is_said_as_it_was_kept() {
        let later = r#"{"key":"later.failure","facts":["wire"]}"#;
        assert_eq!(Phrase::of_kept(later).say(Lang::Ko), "later.failure");
        assert_eq!(reason(Lang::En, "later", &["3".into()]), "why.later");
        assert_eq!(reason(Lang::En, "moves", &["later".into()]), "move.later");
        assert_eq!(pane_reason(Lang::Ko, "pane.later Harbour"), "pane.later");
    }

    #[test]
    fn what_went_wrong_is_kept_and_said_in_the_language_it_is_read_in() {
        let what = Phrase::bare("failed.what.feed");
        let told = Phrase::new("failed.foreign", &[&Phrase::bare("failed.what.text"), &what]);
        let kept = Phrase::of_kept(&told.kept());
        assert_eq!(kept, told);
        assert_eq!(kept.say(Lang::En), "the answer is text, not a feed; check the address");
        assert!(kept.say(Lang::Ko).contains("피드"), "{}", kept.say(Lang::Ko));
        // Version 0.2 kept the key of a phrase behind a sign.
        let before =
            r#"{"key":"failed.foreign","facts":["@failed.what.text","@failed.what.feed"]}"#;
        assert_eq!(Phrase::of_kept(before), told);
        assert_eq!(Phrase::of_kept("@odd {0} words").say(Lang::Ko), "@odd {0} words");
        let outside = Phrase::new("failed.plain", &[&"@failed"]);
        assert_eq!(Phrase::of_kept(&outside.kept()).say(Lang::En), "@failed");
    }

    #[test]
    fn a_reason_is_said_with_what_proves_it_and_without_where_nothing_does() {
        let said = |lang, term: &str, facts: &[&str]| {
            let facts: Vec<String> = facts.iter().map(|fact| (*fact).to_owned()).collect();
            reason(lang, term, &facts)
        };
        assert_eq!(said(Lang::En, "moves", &["investment", "raises"]), "investment: “raises”");
        assert_eq!(said(Lang::En, "moves", &["investment", ""]), "investment");
        assert_eq!(said(Lang::Ko, "moves", &["investment", "유치"]), "투자: 제목의 ‘유치’");
        assert_eq!(said(Lang::Ko, "publishers", &["4"]), "독립 매체 4곳이 보도");
        assert!(!said(Lang::En, "publishers", &["1"]).contains('1'));
        assert!(!said(Lang::En, "deed", &[""]).contains('“'));
        assert_eq!(said(Lang::En, "noise", &["how-to"]), "no news: a how-to");
    }

    #[test]
    fn a_name_is_kept_in_every_language() {
        let kept = name_to_keep(["NVIDIA", "엔비디아"]);
        assert_eq!(reason(Lang::En, "companies", std::slice::from_ref(&kept)), "about NVIDIA");
        assert_eq!(reason(Lang::Ko, "companies", std::slice::from_ref(&kept)), "엔비디아 소식");
        assert_eq!(pane_reason(Lang::Ko, &format!("pane.by_company {kept}")), "엔비디아 소식");
        assert_eq!(name_to_keep(["AMD", "AMD"]), "AMD");
        assert_eq!(reason(Lang::Ko, "companies", &["AMD".to_owned()]), "AMD 소식");
        assert_eq!(pane_reason(Lang::En, ""), "");
    }

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Lang::from_locale("ko_KR.UTF-8"), Some(Lang::Ko));
        assert_eq!(Lang::from_locale("C.UTF-8"), None);
    }
}
