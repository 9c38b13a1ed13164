//! Reports of the store compared with each other: for the digest, for what a day before told, and
//! for what is about the same. One engine (`likeness.rs`) answers here as it does where stories are
//! joined; only how common words are is counted anew, from the titles at hand.

use super::Kept;
use super::amounts;
use super::analysis::{Asked, address_of};
use super::consequence::Consequence;
use super::features::{self, Feature};
use super::lexicon::{HashedMap, Lexicon, Mention};
use super::likeness::{self, Dated, Frequencies};
pub use super::likeness::{Level, Likeness};
use super::reading::{self, Reader, Reading, Scratch};
use super::rules::Rules;
use super::tuning::Tuning;
use crate::model::{Amount, AmountOf, Facts, Moment, Move, Past};
use crate::text::tokens::{self, Script, Word, Words};

/// A report that can be compared.
#[derive(Debug, Clone)]
pub struct Subject {
    /// What it says.
    pub reading: Reading,
    /// When it was published.
    pub published: Moment,
    /// How much it says to a reader of finance; nothing but papers does.
    pub finance: f64,
    /// Who published it: a family of hosts, or its source.
    pub publisher: String,
    /// Whether it is listed with its event by a name alone: it tells nothing of it, and is not cited.
    pub is_loose: bool,
    /// Number of its address, or of the paper that it is about.
    address: Option<u64>,
}

/// What of an event a sentence names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Borne {
    /// Who acts.
    pub who: bool,
    /// On whom, for how much, or with what.
    pub what: bool,
    /// How many facts: who acts, on whom, how, for how much, with what.
    pub stated: usize,
    /// A sum that is paid, and not that of the event.
    pub other_sum: bool,
}

/// Compares reports.
#[derive(Debug)]
pub struct Comparer<'a> {
    lexicon: &'a Lexicon,
    reader: Reader,
    tuning: Tuning,
    consequence: Consequence,
    seen: Seen,
}

/// In how many titles each feature stands, of those that are not Korean and of those that are.
#[derive(Debug, Default)]
struct Seen {
    titles: [u32; 2],
    features: HashedMap<Feature, [u32; 2]>,
}

impl Frequencies for Seen {
    fn share(&self, feature: Feature, korean: bool) -> (u32, u32) {
        let of = usize::from(korean);
        (self.features.get(&feature).map_or(0, |titles| titles[of]), self.titles[of])
    }
}

impl<'a> Comparer<'a> {
    /// By the word lists and numbers that come with the program. It knows no titles yet.
    pub fn new(lexicon: &'a Lexicon) -> Comparer<'a> {
        Comparer::by(lexicon, Rules::shipped())
    }

    /// By other word lists and numbers.
    pub fn by(lexicon: &'a Lexicon, rules: Rules) -> Comparer<'a> {
        Comparer {
            lexicon,
            reader: rules.reader(lexicon),
            tuning: rules.tuning,
            consequence: Consequence::shipped(),
            seen: Seen::default(),
        }
    }

    /// The numbers that the desk chooses by.
    pub fn tuning(&self) -> &Tuning {
        &self.tuning
    }

    /// Learns from titles how common their words are.
    pub fn learn<'t>(&mut self, titles: impl IntoIterator<Item = &'t str>) {
        let (mut words, mut named, mut about) =
            (Words::default(), Vec::<Mention>::new(), Vec::new());
        for title in titles {
            words.read(title);
            self.lexicon.find(title, &words, &mut named);
            features::features(&words, &named, self.lexicon, self.reader.stop, &mut about);
            let korean = words.list().iter().any(|word| word.script == Script::Hangul);
            let of = usize::from(korean);
            self.seen.titles[of] += 1;
            for (feature, _) in &about {
                self.seen.features.entry(*feature).or_default()[of] += 1;
            }
        }
    }

    /// Whether a report of such a source, with such a page, is a scholarly paper.
    pub fn is_paper(&self, kind: &str, url: Option<&str>) -> bool {
        reading::is_paper(kind, url, self.reader.hosts)
    }

    /// Reads a report as the desk read it when it came.
    pub fn subject(&self, report: &Past) -> Subject {
        let asked = Asked::of_past(report);
        let kept = Kept::read(&report.kept);
        Subject {
            reading: self.reader.read(&asked.as_read(), self.lexicon, &mut Scratch::default()),
            published: report.published,
            finance: kept.paper.finance,
            publisher: asked.publisher().to_owned(),
            is_loose: kept.loose,
            address: address_of(asked.url),
        }
    }

    /// How alike two reports are. One address is one event, always.
    pub fn likeness(&self, one: &Subject, other: &Subject) -> Likeness {
        if one.address.is_some() && one.address == other.address {
            return Likeness { level: Level::Copy, sum: 1.0, ..Likeness::NONE };
        }
        if !may_be_alike(&one.reading, &other.reading) {
            return Likeness::NONE;
        }
        let found = likeness::compare(&one.dated(), &other.dated(), &self.seen, &self.tuning);
        // Papers are joined by their number alone, and what tells several things by nothing.
        let is_alone =
            |subject: &Subject| subject.reading.page.paper || subject.reading.signs.roundup;
        let level = match found.level {
            Level::Event if is_alone(one) || is_alone(other) => Level::Matter,
            level => level,
        };
        Likeness { level, ..found }
    }

    /// What of an event a sentence names: who acts in it, and what else a line about it would say.
    pub fn bears(&self, facts: &Facts, sentence: &str) -> Borne {
        let words = Words::of(sentence);
        let mut named = Vec::new();
        self.lexicon.find(sentence, &words, &mut named);
        let lower = sentence.to_lowercase();
        let names = |key: &Option<String>| {
            key.as_deref().is_some_and(|key| self.names(key, &lower, &named))
        };
        let found = self.reader.lists.find(&words);
        let is_paid = |sum: &amounts::Sum| sum.amount.of == AmountOf::Paid;
        let of_line = facts.amount.as_ref();
        let says_sum = of_line.is_some_and(|amount| says_sum(amount, sentence));
        let who = names(&facts.actor);
        let what = [
            names(&facts.object),
            says_sum,
            facts.names.iter().any(|name| lower.contains(name.as_str())),
        ];
        let how = facts.kind.is_some_and(|kind| found.moved(kind).is_some());
        let told = [who, how].into_iter().chain(what);
        Borne {
            who,
            what: what.contains(&true),
            stated: told.filter(|is_told| *is_told).count(),
            other_sum: of_line.is_some()
                && !says_sum
                && amounts::with_meaning(sentence).iter().any(is_paid),
        }
    }

    /// How much weight the acts of a company have, from 1 to 3; 0 where the lexicon does not know the
    /// name, and none where it is that of an office, a product or a topic.
    pub fn weight_of(&self, company: &str) -> Option<u8> {
        match self.lexicon.by_key(company) {
            None => Some(0),
            Some(entry) => (entry.kind == "company").then(|| u8::from(entry.weight)),
        }
    }

    /// The company that a laboratory or a product belongs to, by its key.
    pub fn owner_of(&self, key: &str) -> Option<&str> {
        let owner = self.lexicon.index_of(key).and_then(|entry| self.lexicon.company_of(entry))?;
        let owner = &self.lexicon.entry(owner).key;
        (owner != key).then_some(owner.as_str())
    }

    /// Whether a title names a company, or a name that the lexicon does not know. One whose name is a
    /// common word may be told by the form of the title: "Arm, 새 칩 공개".
    pub fn is_named_in(&self, key: &str, title: &str) -> bool {
        let words = Words::of(title);
        let mut named = Vec::new();
        self.lexicon.find(title, &words, &mut named);
        let lower = title.to_lowercase();
        self.names(key, &lower, &named)
            || lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == key)
    }

    /// Whether a company speaks for itself on the page of a report.
    pub fn is_own_page(&self, subject: &Subject, company: &str) -> bool {
        let own = subject.reading.page.own.and_then(|entry| self.lexicon.company_of(entry));
        own.is_some() && own == self.lexicon.index_of(company)
    }

    /// Whether a sentence names a company, or another name by its key, among what it was found to name.
    fn names(&self, key: &str, lower: &str, named: &[Mention]) -> bool {
        match self.lexicon.index_of(key) {
            Some(index) => named.iter().any(|mention| {
                mention.entry == index || self.lexicon.company_of(mention.entry) == Some(index)
            }),
            None => lower.contains(&key.to_lowercase()),
        }
    }

    /// How much a title tells that a line of some facts leaves out: words of its matter that are neither
    /// who acts, on whom, how, for how much, nor with what; another company counts twice.
    pub fn left_out(&self, facts: &Facts, title: &str) -> usize {
        let words = Words::of(title);
        let mut named = Vec::new();
        self.lexicon.find(title, &words, &mut named);
        let found = self.reader.lists.find(&words);
        let mut told = vec![false; words.list().len()];
        let mut tell = |from: usize, length: usize| {
            told.iter_mut().skip(from).take(length).for_each(|told| *told = true);
        };
        if let Some((at, length)) = facts.kind.and_then(|kind| found.moved(kind)) {
            tell(at, length);
        }
        let parties = [&facts.actor, &facts.object].map(|who| who.as_deref().unwrap_or_default());
        let parties: Vec<String> = parties.iter().map(|who| who.to_lowercase()).collect();
        let mut others = 0;
        for mention in &named {
            let (at, length) = (mention.word as usize, mention.length as usize);
            let entry = self.lexicon.entry(mention.entry);
            let said = words.list()[at..].iter().take(length).map(|word| words.text(word));
            let said = said.collect::<Vec<_>>().join(" ");
            let is_party = parties.contains(&entry.key);
            let is_name = facts.names.iter().any(|name| name.contains(&said));
            others += match entry.kind.as_str() {
                _ if is_party || is_name => 0,
                "company" => 2,
                _ => 1,
            };
            tell(at, length);
        }
        for sum in amounts::with_meaning(title) {
            let is_of_it = |word: &Word| (sum.at..sum.until).contains(&(word.at as usize));
            let first = words.list().iter().position(is_of_it).unwrap_or_default();
            tell(first, words.list().iter().filter(|word| is_of_it(word)).count());
        }
        let in_name = |said: &str| {
            let names = facts.names.iter().chain(&parties);
            names.flat_map(|name| name.split([' ', '-'])).any(|part| part == said)
        };
        let left = words.list().iter().zip(&told).filter(|(word, told)| {
            let said = words.text(word);
            let stem = tokens::stem(said);
            let is_word = match word.script {
                Script::Alphabetic => said.len() > 1,
                Script::Number => false,
                Script::Hangul | Script::Han => stem.chars().count() > 1,
            };
            let is_known = in_name(said) || in_name(stem);
            let tells_kind =
                features::of_text(said, self.reader.stop).is_none_or(features::tells_kind);
            !**told && is_word && !is_known && !tells_kind
        });
        left.count() + others
    }

    /// Whether a sentence says a sum together with who acts.
    pub fn says_sum_of(&self, actor: Option<&str>, sum: &Amount, sentence: &str) -> bool {
        let Some(actor) = actor.filter(|_| says_sum(sum, sentence)) else { return false };
        let words = Words::of(sentence);
        let mut named = Vec::new();
        self.lexicon.find(sentence, &words, &mut named);
        self.names(actor, &sentence.to_lowercase(), &named)
    }

    /// Whether a sentence says what may follow.
    pub fn says_what_follows(&self, sentence: &str) -> bool {
        let words = Words::of(sentence);
        self.consequence.is_in(&words)
    }

    /// Whether a product's name is one that the lexicon knows, without a version: nothing new by itself.
    pub fn is_old_name(&self, name: &str) -> bool {
        let words = Words::of(name);
        let mut named = Vec::new();
        self.lexicon.find(name, &words, &mut named);
        let is_whole = named.first().is_some_and(|one| one.length as usize == words.list().len());
        // One that is found in capitals alone is known by its key.
        let is_known = is_whole || self.lexicon.by_key(&name.replace(' ', "-")).is_some();
        is_known && !name.contains(|c: char| c.is_ascii_digit())
    }

    /// The product of a company that titles name in its place, by key: where one of them names the company
    /// itself, or another product, none.
    pub fn known_for(&self, company: &str, titles: &[&str]) -> Option<&str> {
        let company = self.lexicon.index_of(company)?;
        let first = |entry: u32| self.lexicon.entry(entry).name.split(' ').next();
        let mut product = None;
        for title in titles {
            let mut named = Vec::new();
            self.lexicon.find(title, &Words::of(title), &mut named);
            for mention in named {
                if mention.entry == company {
                    return None;
                }
                if self.lexicon.company_of(mention.entry) == Some(company) {
                    if product.is_some_and(|known| known != mention.entry) {
                        return None;
                    }
                    product = Some(mention.entry);
                }
            }
        }
        // "X Money (X Corp)" says the same twice.
        let product = product.filter(|product| first(*product) != first(company));
        product.map(|entry| self.lexicon.entry(entry).key.as_str())
    }

    /// The key of the topic that a word or phrase is a spelling of.
    pub fn topic_of(&self, phrase: &str) -> Option<&str> {
        let words = Words::of(phrase);
        let mut named = Vec::new();
        self.lexicon.find(phrase, &words, &mut named);
        let whole = named.iter().find(|one| one.length as usize == words.list().len())?;
        let entry = self.lexicon.entry(whole.entry);
        (entry.kind == "topic").then_some(entry.key.as_str())
    }

    /// Keys of the topics that a text names.
    pub fn topics_in(&self, text: &str) -> Vec<String> {
        let words = Words::of(text);
        let mut named = Vec::new();
        self.lexicon.find(text, &words, &mut named);
        let entries = named.iter().map(|mention| self.lexicon.entry(mention.entry));
        let mut keys: Vec<String> =
            entries.filter(|entry| entry.kind == "topic").map(|entry| entry.key.clone()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// How many tell an event independently: each publisher once, and who prints another's text or
    /// shows another's page adds none.
    pub fn publishers<'s>(&self, reports: impl IntoIterator<Item = &'s Subject>) -> usize {
        let mut heard: Vec<&Subject> = Vec::new();
        let mut publishers: Vec<&str> = Vec::new();
        for report in reports.into_iter().filter(|report| report.reading.is_news()) {
            let features = &report.reading.title_features;
            let is_copy = heard.iter().any(|known| {
                let is_one_page = known.address.is_some() && known.address == report.address;
                known.publisher != report.publisher
                    && (is_one_page || likeness::is_copy(&known.reading.title_features, features))
            });
            if !is_copy && !publishers.contains(&&*report.publisher) {
                publishers.push(&report.publisher);
            }
            heard.push(report);
        }
        publishers.len()
    }
}

/// Whether a sentence says a sum, as nearly as it is rounded.
fn says_sum(amount: &Amount, sentence: &str) -> bool {
    amounts::with_meaning(sentence).iter().any(|sum| {
        let apart = (sum.amount.value - amount.value).abs();
        sum.amount.currency == amount.currency && apart <= amount.value * 0.01
    })
}

impl Subject {
    /// Whether it tells the event that it is listed with: what shares a name alone, or is no news, is
    /// neither counted, cited nor quoted.
    pub fn tells(&self) -> bool {
        !self.is_loose && self.reading.is_news()
    }

    fn dated(&self) -> Dated<'_> {
        Dated { reading: &self.reading, published: self.published }
    }

    /// Whether both name a company of the lexicon that is the same.
    pub fn shares_company(&self, other: &Subject) -> bool {
        let theirs = &other.reading.companies;
        let is_theirs = |number: u32| theirs.iter().any(|company| company.number == number);
        self.reading.companies.iter().any(|company| is_theirs(company.number))
    }

    /// Whether it tells of law, courts or offices.
    pub fn is_of_policy(&self) -> bool {
        let signs = &self.reading.signs;
        let regulates = self.reading.moves.iter().any(|told| told.kind == Move::Regulation);
        signs.policy || regulates || self.reading.body > 0
    }

    /// Whether both tell the same kind of move.
    pub fn shares_move(&self, other: &Subject) -> bool {
        let theirs = &other.reading.moves;
        self.reading.moves.iter().any(|one| theirs.iter().any(|told| told.kind == one.kind))
    }
}

/// Whether two reports have anything in common by which they can be alike: most have not, and need
/// not be weighed.
fn may_be_alike(one: &Reading, other: &Reading) -> bool {
    let meets =
        |a: &[Feature], b: &[Feature]| a.iter().any(|feature| b.binary_search(feature).is_ok());
    meets(&one.title_features, &other.title_features)
        || meets(&one.title_features, &other.sentence_features)
        || meets(&one.sentence_features, &other.title_features)
        || one.companies.iter().any(|a| other.companies.iter().any(|b| a.number == b.number))
}

/// How much a report says to a reader of finance, by what the desk kept of it.
pub fn finance(kept: &str) -> f64 {
    Kept::read(kept).paper.finance
}

#[cfg(test)]
mod tests;
