//! Names of products in a title, with their versions: `GPT-5.5`, `Gemma 4`, `MacBook Neo`.

use super::Page;
use super::title::Text;
use super::versions::{extended, versioned};
use crate::desk::features::StopWords;
use crate::desk::lexicon::{Entry, Lexicon};
use crate::model::Move;
use crate::text::tokens::{self, Script, Words};

/// A title names no more products.
const MOST: usize = 3;
/// What parts a name from what it is.
const DASHES: [&str; 5] = [" - ", " – ", " — ", ": ", " | "];
/// Systems that a company makes and everybody builds on.
const SYSTEMS: [&str; 5] = ["android", "ios", "linux", "macos", "windows"];
/// Letters of the longest name that is kept.
const LONGEST: usize = 40;

/// Whether what has the form of a name with a version is none: a fair or a conference of a year, unless
/// the lexicon knows the product ("Windows Server 2025"), or a verb and a number ("turns 100").
pub fn is_no_product(name: &str, lexicon: &Lexicon) -> bool {
    const VERBS: [&str; 16] = [
        "turns", "turn", "hits", "tops", "reaches", "passes", "adds", "gets", "cuts", "nears",
        "lasts", "costs", "over", "nearly", "almost", "top",
    ];
    let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, number) = name.split_at(name.len() - digits);
    let before = before.trim_end_matches([' ', '-']);
    let is_year = digits == 4 && number.starts_with("20") && !before.is_empty();
    let is_known = || {
        let mut named = Vec::new();
        let key = before.replace(' ', "-");
        lexicon.find(before, &Words::of(before), &mut named);
        lexicon
            .index_of(&key)
            .into_iter()
            .chain(named.iter().map(|one| one.entry))
            .any(|entry| lexicon.entry(entry).kind == "product")
    };
    let verb = before.split(' ').next().unwrap_or_default();
    is_year && !is_known() || digits > 0 && verb == before && VERBS.contains(&verb)
}

/// The names of a title, in small letters.
pub fn find(text: &Text<'_>, page: &Page, lexicon: &Lexicon, stop: &StopWords) -> Vec<String> {
    if page.paper {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: String| {
        let known = names.iter().any(|known| known.contains(&name));
        let is_name = !name.is_empty()
            && name.chars().count() <= LONGEST
            && !name.chars().any(char::is_control);
        if !known && names.len() < MOST && is_name {
            names.retain(|known| !name.contains(known.as_str()));
            names.push(name);
        }
    };
    let is_shown = presented(text, page).filter(|_| page.code || page.community);
    is_shown.iter().cloned().for_each(&mut add);
    for name in quoted(text, lexicon) {
        add(name);
    }
    let list = text.words.list();
    let mut covered = 0;
    for (at, word) in list.iter().enumerate() {
        if at < covered {
            continue;
        }
        let product = text.named.iter().find(|mention| {
            mention.word as usize == at && lexicon.entry(mention.entry).kind == "product"
        });
        if let Some(mention) = product {
            let entry = lexicon.entry(mention.entry);
            let is_kind = is_shown.is_some() && is_kind_of_presented(text, at, entry);
            if is_ground(text, at, entry, lexicon) || is_kind || entry.arm {
                continue;
            }
            let end = extended(text, at + mention.length as usize, stop);
            let last = list[at + mention.length as usize - 1];
            // As it is written; a Korean spelling is told by the English name, without its particle.
            let written = text.title.get(word.at as usize..last.until as usize).unwrap_or_default();
            if written.contains("'s ") || written.contains("’s ") {
                // "Meta's AI glasses" are no "Meta AI".
                continue;
            }
            let is_korean = written.chars().any(|c| ('가'..='힣').contains(&c));
            let base = if is_korean { lexicon.entry(mention.entry).name.as_str() } else { written };
            let base = singular(base.trim_end_matches("'s").trim_end_matches("’s"));
            let behind = (last.until as usize)..list[end - 1].until.max(last.until) as usize;
            let more = text.title.get(behind).unwrap_or_default();
            let edition = if more.is_empty() { korean_edition(text, end) } else { None };
            let more = edition.unwrap_or(more);
            let joint = if more.is_empty() || more.starts_with([' ', '-']) { "" } else { " " };
            add(singular(&format!("{base}{joint}{more}")).to_lowercase());
            covered = end + usize::from(edition.is_some());
        } else if let Some(end) = versioned(text, at, stop) {
            let end = extended(text, end, stop);
            let first = list[begun(text, at, stop, lexicon)];
            let last = list[end - 1];
            if let Some(name) = text.title.get(first.at as usize..last.until as usize) {
                let name = name.trim_end_matches("'s").trim_end_matches("’s");
                add(without_particle(name).to_lowercase());
            }
            covered = end;
        }
    }
    names
}

/// Where a name begins whose last words are a word and its version: capitalised words before it
/// that name no company and tell no move belong to it.
fn begun(text: &Text<'_>, at: usize, stop: &StopWords, lexicon: &Lexicon) -> usize {
    let list = text.words.list();
    let tells = |at: usize| {
        Move::ALL.iter().any(|kind| {
            text.found.moved(*kind).is_some_and(|(from, over)| (from..from + over).contains(&at))
        })
    };
    let mut first = at;
    while first > 0 && at - first < 2 {
        let (Some(before), Some(word)) = (list.get(first - 1), list.get(first)) else { break };
        let named = text.named.iter().any(|mention| {
            (mention.word..mention.word + mention.length).contains(&(first as u32 - 1))
                && lexicon.entry(mention.entry).kind != "product"
        });
        let close = text
            .title
            .get(before.until as usize..word.at as usize)
            .is_some_and(|between| between == " ");
        if !close
            || named
            || tells(first - 1)
            || !before.capital
            || before.script != Script::Alphabetic
            || stop.has(before.hash)
            || COMMON.contains(&text.words.text(before))
        {
            break;
        }
        first -= 1;
    }
    first
}

/// Capitalised words of headlines that begin no name.
const COMMON: [&str; 14] = [
    "new",
    "the",
    "its",
    "latest",
    "introducing",
    "announces",
    "meet",
    "best",
    "update",
    "hands",
    "review",
    "exclusive",
    "upgraded",
    "using",
];

/// Names in quotation marks: up to three words in Latin letters with a capital or a digit. An English
/// title puts common words between them, too, so that there a name has a digit or a capital inside, or
/// several capitalised words where the rest of the title has small letters, or stands behind "called".
fn quoted(text: &Text<'_>, lexicon: &Lexicon) -> Vec<String> {
    const MARKS: [(char, char); 2] = [('‘', '’'), ('\'', '\'')];
    /// What stands before a name and says that it is one.
    const CALLED: [&str; 4] = ["called ", "named ", "dubbed ", "codenamed "];
    let title = text.title;
    let is_korean = text.words.list().iter().any(|word| word.script == Script::Hangul);
    let small = text.words.list().iter().filter(|word| {
        word.script == Script::Alphabetic && !word.capital && word.until - word.at > 3
    });
    let has_small = small.count() > 2;
    let is_named = |inside: &str| {
        has_small && inside.contains(' ')
            || inside.contains(|c: char| c.is_ascii_digit())
            || inside.split(' ').any(|word| word[1..].contains(|c: char| c.is_ascii_uppercase()))
    };
    // An exhibition has its year, and a company is no product.
    let is_other = |from: usize, inside: &str| {
        let is_year = |word: &str| word.len() == 4 && word.starts_with("20");
        inside.split(' ').any(is_year)
            || text.named.iter().any(|mention| {
                let at = text.words.list().get(mention.word as usize).map(|word| word.at as usize);
                at == Some(from) && lexicon.entry(mention.entry).kind != "product"
            })
    };
    let mut found = Vec::new();
    for (open, close) in MARKS {
        let mut at = 0;
        while let Some(opens) = title[at..].find(open).map(|next| at + next + open.len_utf8()) {
            let Some(closes) = title[opens..].find(close).map(|next| opens + next) else { break };
            let inside = &title[opens..closes];
            at = closes + close.len_utf8();
            let is_name = inside.is_ascii()
                && (2..=24).contains(&inside.len())
                && inside.split(' ').count() < 4
                && inside.split(' ').all(|word| {
                    word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
                })
                && !title[at..].starts_with(|c: char| c.is_ascii_alphabetic());
            let is_called =
                CALLED.iter().any(|called| title[..opens - open.len_utf8()].ends_with(called));
            if is_name && (is_korean || is_called || is_named(inside)) && !is_other(opens, inside) {
                found.push(inside.to_lowercase());
            }
        }
    }
    found
}

/// Whether a product is only what another thing runs on: "a chat app on iOS", "built on Postgres". What a
/// company does on its own is about it: "Acme tests prices on Lantern".
fn is_ground(text: &Text<'_>, at: usize, entry: &Entry, lexicon: &Lexicon) -> bool {
    let is_own = || {
        !SYSTEMS.contains(&entry.key.as_str())
            && text.named.iter().any(|mention| {
                (mention.word as usize) < at
                    && Some(&lexicon.entry(mention.entry).key) == entry.company.as_ref()
            })
    };
    ["for", "on"].contains(&word_before(text, at)) && !is_own()
}

/// Whether a language or a system only says what a thing is that its title presents: "Lantern – a Python
/// library", "Lantern: lamps drawn using Postgres". As its last word it may be what the title is about.
fn is_kind_of_presented(text: &Text<'_>, at: usize, entry: &Entry) -> bool {
    let is_anybodys = entry.company.is_none() || SYSTEMS.contains(&entry.key.as_str());
    let list = text.words.list();
    let before = list.get(at).and_then(|word| text.title.get(..word.at as usize));
    let is_behind = before.is_some_and(|before| DASHES.iter().any(|dash| before.contains(dash)));
    is_anybodys && is_behind && (at + 1 < list.len() || word_before(text, at) == "using")
}

/// The word before a word; none before the first.
fn word_before<'a>(text: &'a Text<'_>, at: usize) -> &'a str {
    let before = at.checked_sub(1).and_then(|at| text.words.list().get(at));
    before.map_or("", |word| text.words.text(word))
}

/// The edition of a product that a Korean word behind its name tells: 맥북 울트라.
fn korean_edition(text: &Text<'_>, at: usize) -> Option<&'static str> {
    const EDITIONS: [(&str, &str); 12] = [
        ("프로", "Pro"),
        ("맥스", "Max"),
        ("미니", "Mini"),
        ("울트라", "Ultra"),
        ("플러스", "Plus"),
        ("라이트", "Lite"),
        ("에어", "Air"),
        ("네오", "Neo"),
        ("플래시", "Flash"),
        ("터보", "Turbo"),
        ("폴드", "Fold"),
        ("플립", "Flip"),
    ];
    let list = text.words.list();
    let (before, word) = (list.get(at.checked_sub(1)?)?, list.get(at)?);
    let between = text.title.get(before.until as usize..word.at as usize)?;
    let said = tokens::stem(text.words.text(word));
    let edition = EDITIONS.iter().find(|(korean, _)| said == *korean)?;
    (between.is_empty() || between == " ").then_some(edition.1)
}

/// A product's name in the singular: "`MacBooks`", "iPhones".
fn singular(name: &str) -> &str {
    match name.strip_suffix('s') {
        Some(stem)
            if stem.ends_with("Book")
                || stem.ends_with("Phone")
                || stem.ends_with("Pad")
                || stem.ends_with(" Air")
                || stem.ends_with(" Pro") =>
        {
            stem
        }
        _ => name,
    }
}

/// The name of what a project or a community's title presents: "Name – what it is", or the title
/// of a project's page.
pub fn presented(text: &Text<'_>, page: &Page) -> Option<String> {
    /// Words of the longest name.
    const WORDS: usize = 3;
    let title = text.title;
    let title = if super::title::starts_with(title, "show hn:") { &title[8..] } else { title };
    let title = title.trim();
    let name = DASHES
        .iter()
        .filter_map(|dash| title.split_once(dash))
        .map(|(name, _)| name)
        .min_by_key(|name| name.len());
    let name = match name {
        Some(name) => name,
        None if page.code && !title.contains(' ') || title.split(' ').count() <= 2 => title,
        None => return None,
    };
    let name = name.rsplit('/').next().filter(|_| page.code).unwrap_or(name);
    let name = without_particle(name.trim());
    let is_latin = name.chars().any(|c| c.is_ascii_alphabetic())
        && name.chars().all(|c| !('가'..='힣').contains(&c));
    let is_name = is_latin
        && name.split(' ').count() <= WORDS
        && !super::title::starts_with(name, "ask hn")
        && !super::title::starts_with(name, "tell hn")
        && !super::title::starts_with(name, "launch hn");
    is_name.then(|| name.to_lowercase())
}

/// A name without the Korean particle right behind it.
fn without_particle(name: &str) -> &str {
    let latin = name.trim_end_matches(|c: char| ('가'..='힣').contains(&c));
    if !latin.is_empty() && tokens::is_particle(&name[latin.len()..]) { latin } else { name }
}
