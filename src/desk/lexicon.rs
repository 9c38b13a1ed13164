//! The alias table: one entry for each company, product, laboratory and topic, however it is
//! spelled and in whichever language, so that 엔비디아 and NVIDIA meet.
//!
//! The data stand in `assets/lexicon/*.toml`; a user's own file of the same form is read after
//! them and may replace an entry by its key.

mod file;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, LazyLock};

use toml::Spanned;

use self::file::{Match, Record, korean_name, nearest, unknown};
use super::likened;
use crate::lang::Lang;
use crate::model::Phrase;
use crate::text::tokens::{self, Script, Word, Words};

pub use self::file::{LexiconError, Weight};

/// The files of the lexicon, by name.
pub(super) const FILES: [(&str, &str); 7] = [
    ("companies", include_str!("../../assets/lexicon/companies.toml")),
    ("products", include_str!("../../assets/lexicon/products.toml")),
    ("labs", include_str!("../../assets/lexicon/labs.toml")),
    ("fairs", include_str!("../../assets/lexicon/fairs.toml")),
    ("topics", include_str!("../../assets/lexicon/topics.toml")),
    ("persons", include_str!("../../assets/lexicon/persons.toml")),
    ("bodies", include_str!("../../assets/lexicon/bodies.toml")),
];

/// A thing that texts name.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Short name, unique; what items keep.
    pub key: String,
    /// As it is shown.
    pub name: String,
    /// `company`, `product`, `lab`, `topic`, `person`, `body` or `fair`.
    pub kind: String,
    /// As it is shown in Korean, where it has a name there.
    pub korean: Option<String>,
    /// Other spellings, the Korean one first.
    pub aliases: Vec<String>,
    /// Key of the company it belongs to.
    pub company: Option<String>,
    /// How much weight its acts have.
    pub weight: Weight,
    /// Hosts, and paths on hosts, whose pages are its own word.
    pub hosts: Vec<String>,
    /// Whether it is so broad a topic that it is no theme.
    pub broad: bool,
    /// Whether it is an arm of a company, which acts as one and is no product: "AWS".
    pub arm: bool,
    /// Keys that it had in earlier versions: still understood wherever a user writes one.
    pub was: Vec<String>,
}

impl Entry {
    /// Its name as readers of a language know it.
    pub fn name_in(&self, lang: Lang) -> &str {
        match (lang, &self.korean) {
            (Lang::Ko, Some(korean)) => korean,
            (Lang::Ko, None) | (Lang::En, _) => &self.name,
        }
    }

    /// Whether a text is its key or one of its names, however it is capitalised.
    fn is_called(&self, text: &str) -> bool {
        let mut names = [&self.key, &self.name].into_iter().chain(&self.aliases).chain(&self.was);
        names.any(|name| name.to_lowercase() == text)
    }
}

/// The hash of a number that is one already, or nearly.
#[derive(Default)]
pub struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = tokens::combine(self.0, u64::from(byte));
        }
    }
    fn write_u32(&mut self, n: u32) {
        self.0 = u64::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    fn write_i64(&mut self, n: i64) {
        self.0 = n.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// A map whose keys are numbers made by [`tokens::hash`], or counted numbers, which are stirred.
pub type HashedMap<K, V> = HashMap<K, V, BuildHasherDefault<Hashed>>;

/// What a phrase stands for that only looks like a name.
const NOTHING: u32 = u32::MAX;

#[derive(Debug)]
struct Spelling {
    words: Box<[u64]>,
    /// Index of the entry, or [`NOTHING`].
    entry: u32,
    /// The spelling itself, where its case matters.
    exactly: Option<Box<str>>,
}

/// Where an entry was found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Index of the entry.
    pub entry: u32,
    /// Index of its first word.
    pub word: u32,
    /// How many words it takes.
    pub length: u32,
}

/// All entries, ready to be found.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    by_key: HashMap<String, u32>,
    /// Spellings by their first word, longest first.
    by_word: HashedMap<u64, Vec<Spelling>>,
}

impl Lexicon {
    /// The entries that come with the program.
    pub fn shipped() -> Arc<Lexicon> {
        Lexicon::read(None).unwrap_or_default()
    }

    /// The entries that come with the program, which are read once a process and shared by all who ask, and
    /// those of a user's own file.
    ///
    /// # Errors
    /// Where the user's file is no TOML of the expected form; the message names the line.
    pub fn read(own: Option<&str>) -> Result<Arc<Lexicon>, LexiconError> {
        static SHIPPED: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
            // Built in and parsed by a test: a broken one cannot reach a user.
            let read = Lexicon::of(FILES.map(|(_, text)| text), None);
            Arc::new(read.unwrap_or_default())
        });
        if own.is_none() {
            return Ok(Arc::clone(&SHIPPED));
        }
        Lexicon::of(FILES.map(|(_, text)| text), own).map(Arc::new)
    }

    /// The entries of some files, and those of a user's own file, which may replace others.
    ///
    /// # Errors
    /// As [`Lexicon::read`].
    pub fn of<'a>(
        files: impl IntoIterator<Item = &'a str>,
        own: Option<&'a str>,
    ) -> Result<Lexicon, LexiconError> {
        file::records(files, own).map(Lexicon::from_records)
    }

    fn from_records(records: Vec<Record>) -> Lexicon {
        let mut lexicon = Lexicon {
            entries: Vec::with_capacity(records.len()),
            by_key: HashMap::with_capacity(records.len()),
            by_word: HashedMap::default(),
        };
        let mut words = Words::default();
        for record in records {
            let entry = lexicon.entries.len() as u32;
            lexicon.by_key.insert(record.key.clone(), entry);
            let name = (record.how != Match::Aliases).then_some(&record.name);
            for spelling in name.into_iter().chain(&record.ko).chain(&record.aliases) {
                words.read(spelling);
                let exactly = (record.how == Match::Case).then_some(spelling.as_str());
                lexicon.spell(&words, entry, exactly);
            }
            if record.kind.get_ref() == "fair" {
                lexicon.spell_years(&record, entry, &mut words);
            }
            for phrase in &record.not {
                words.read(phrase);
                lexicon.spell(&words, NOTHING, None);
            }
            for key in &record.was {
                lexicon.by_key.entry(key.clone()).or_insert(entry);
            }
            lexicon.entries.push(Entry {
                korean: korean_name(&record),
                key: record.key,
                name: record.name,
                kind: record.kind.into_inner(),
                aliases: record.ko.into_iter().chain(record.aliases).collect(),
                company: record.company.map(Spanned::into_inner),
                weight: record.weight,
                hosts: record.hosts,
                broad: record.broad,
                arm: record.arm,
                was: record.was,
            });
        }
        for spellings in lexicon.by_word.values_mut() {
            spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.words.len()));
        }
        lexicon
    }

    /// The names of a fair with its years, as they are often written in one word: "GTC2026", "MWC26".
    fn spell_years(&mut self, record: &Record, entry: u32, words: &mut Words) {
        const YEARS: std::ops::Range<u32> = 2024..2034;
        let all = std::iter::once(&record.name).chain(&record.ko).chain(&record.aliases);
        for spelling in all.filter(|spelling| !spelling.contains(' ')) {
            for year in YEARS {
                for year in [year, year % 100] {
                    words.read(&format!("{spelling} {year}"));
                    self.spell(words, entry, None);
                }
            }
        }
    }

    fn spell(&mut self, words: &Words, entry: u32, exactly: Option<&str>) {
        let hashes: Vec<u64> = words.list().iter().map(|word| word.hash).collect();
        // GPT-4, GPT 4 and GPT4 are one name.
        let mut variants = vec![hashes];
        let texts: Vec<&str> = words.list().iter().map(|word| words.text(word)).collect();
        let numbered = match texts[..] {
            [one] => one.split_once('-'),
            [first, second] => Some((first, second)),
            _ => None,
        };
        if let Some((stem, number)) = numbered
            && exactly.is_none()
            && stem.is_ascii()
            && number.starts_with(|c: char| c.is_ascii_digit())
        {
            let of = |text: &str| tokens::hash(text.as_bytes());
            variants.push(vec![of(stem), of(number)]);
            variants.push(vec![of(&format!("{stem}-{number}"))]);
            variants.push(vec![of(&format!("{stem}{number}"))]);
        }
        for words in variants {
            let Some(&first) = words.first() else { continue };
            let spellings = self.by_word.entry(first).or_default();
            // One entry may be written in several cases: "Arm is" and "Arm Is".
            let is_known = |known: &Spelling| {
                let other_case = known.exactly.is_some() && known.exactly.as_deref() != exactly;
                *known.words == *words && !(known.entry == entry && other_case)
            };
            if !spellings.iter().any(is_known) {
                let exactly = exactly.map(Into::into);
                spellings.push(Spelling { words: words.into(), entry, exactly });
            }
        }
    }

    /// An entry by its index.
    pub fn entry(&self, index: u32) -> &Entry {
        &self.entries[index as usize]
    }

    /// The place of an entry by its key.
    pub fn index_of(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// An entry by its key.
    pub fn by_key(&self, key: &str) -> Option<&Entry> {
        self.by_key.get(key).map(|&index| self.entry(index))
    }

    /// The company that a reader means by a name: its key or any of its spellings.
    ///
    /// # Errors
    /// What to say where no company is called so, with the nearest name.
    pub fn company_named(&self, name: &str) -> Result<&Entry, Phrase> {
        let wanted = name.trim().to_lowercase();
        let companies = || self.entries.iter().filter(|entry| entry.kind == "company");
        if let Some(found) = companies().find(|entry| entry.is_called(&wanted)) {
            return Ok(found);
        }
        let names = companies()
            .flat_map(|entry| [&entry.key, &entry.name].into_iter().chain(&entry.aliases));
        Err(unknown("failed.lexicon.company", name, nearest(&wanted, names.map(String::as_str))))
    }

    /// Every company's key and names: its own, as it is shown first, then those of what belongs to
    /// it.
    pub fn companies(&self) -> Vec<(String, Vec<String>)> {
        let mut companies: Vec<(String, Vec<String>)> = Vec::new();
        // Where each one stands among them, by its entry.
        let mut places: HashMap<u32, usize> = HashMap::new();
        let is_own = |index: u32| self.company_of(index) == Some(index);
        let (own, others): (Vec<u32>, Vec<u32>) =
            (0..self.entries.len() as u32).partition(|index| is_own(*index));
        for index in own.into_iter().chain(others) {
            let Some(owner) = self.company_of(index) else { continue };
            let (entry, key) = (self.entry(index), &self.entry(owner).key);
            let mut names = vec![entry.name.clone()];
            names.extend(entry.aliases.iter().chain(&entry.was).cloned());
            if entry.key != *key {
                names.push(entry.key.clone());
            }
            let place = *places.entry(owner).or_insert(companies.len());
            match companies.get_mut(place) {
                Some((_, known)) => known.append(&mut names),
                None => companies.push((key.clone(), names)),
            }
        }
        companies
    }

    /// The entry of the company that an entry is, or belongs to.
    pub fn company_of(&self, index: u32) -> Option<u32> {
        let entry = self.entry(index);
        if entry.kind == "person" || entry.kind == "body" {
            // Who leads a company is not the company.
            return None;
        }
        match &entry.company {
            Some(owner) => self.by_key.get(owner).copied(),
            None => (entry.kind == "company").then_some(index),
        }
    }

    /// Every entry named in a text, in reading order, the longest spelling at each place.
    /// `text` is what `words` was read from.
    pub fn find(&self, text: &str, words: &Words, found: &mut Vec<Mention>) {
        found.clear();
        let list = words.list();
        let mut at = 0;
        while at < list.len() {
            match self.at(text, words, at) {
                Some(mention) => {
                    if mention.entry != NOTHING {
                        found.push(mention);
                    }
                    at += mention.length as usize;
                }
                None => at += 1,
            }
        }
        self.drop_likened(text, list, found);
    }

    /// Drops names that only say what another is like: "K-엔비디아", "China's Nvidia Cambricon".
    fn drop_likened(&self, text: &str, list: &[Word], found: &mut Vec<Mention>) {
        let acts = |mention: &Mention| {
            matches!(self.entry(mention.entry).kind.as_str(), "company" | "product")
        };
        let is_likened: Vec<bool> = (0..found.len())
            .map(|at| {
                let (mention, next) = (&found[at], found.get(at + 1));
                let end = mention.word as usize + mention.length as usize;
                let (Some(first), Some(last)) =
                    (list.get(mention.word as usize), list.get(end.saturating_sub(1)))
                else {
                    return false;
                };
                let named = next.filter(|next| next.word as usize == end && acts(next));
                let named = named.and_then(|next| list.get(next.word as usize));
                let place = likened::Place {
                    before: text.get(..first.at as usize).unwrap_or_default(),
                    after: text.get(last.until as usize..).unwrap_or_default(),
                    until_name: named
                        .and_then(|named| text.get(last.until as usize..named.at as usize)),
                };
                acts(mention) && likened::is_likened(&place)
            })
            .collect();
        let mut likened = is_likened.into_iter();
        found.retain(|_| !likened.next().unwrap_or_default());
    }

    fn at(&self, text: &str, words: &Words, at: usize) -> Option<Mention> {
        let list = &words.list()[at..];
        let first = list.first()?;
        let whole = self.by_word.get(&first.hash).into_iter().flatten();
        let mention = |spelling: &Spelling| Mention {
            entry: spelling.entry,
            word: at as u32,
            length: spelling.words.len() as u32,
        };
        for spelling in whole {
            let Some(ahead) = list.get(..spelling.words.len()) else { continue };
            let Some((last, before)) = ahead.split_last() else { continue };
            let (wanted, expected) =
                (spelling.words[before.len()], &spelling.words[..before.len()]);
            let fits = before.iter().map(|word| word.hash).eq(expected.iter().copied())
                && (last.hash == wanted
                    || stems(words.text(last), last.script)
                        .any(|stem| tokens::hash(stem.as_bytes()) == wanted))
                && ahead.windows(2).all(|two| is_close(text, &two[0], &two[1]));
            let case = spelling.exactly.as_ref().is_none_or(|spelling| {
                text.get(first.at as usize..).is_some_and(|here| here.starts_with(&**spelling))
            });
            if fits && case {
                return Some(mention(spelling));
            }
        }
        stems(words.text(first), first.script).find_map(|stem| {
            let spellings = self.by_word.get(&tokens::hash(stem.as_bytes()))?;
            spellings.iter().find(|spelling| spelling.words.len() == 1).map(mention)
        })
    }
}

/// Whether nothing that ends a name stands between two words: "Google, Cloud" is no "Google Cloud".
fn is_close(text: &str, one: &Word, next: &Word) -> bool {
    const ENDS: [char; 14] =
        [',', ';', ':', '…', '"', '“', '”', '‘', '(', '[', '!', '?', '·', '\''];
    let between = text.get(one.until as usize..next.at as usize).unwrap_or_default();
    !between.contains(ENDS)
}

/// What may be left of a Hangul word when a particle is cut from its end.
fn stems(word: &str, script: Script) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(at, _)| at).skip(1);
    let hangul = script == Script::Hangul;
    ends.filter(move |&at| hangul && tokens::is_particle(&word[at..])).map(|at| &word[..at])
}

#[cfg(test)]
mod tests;
