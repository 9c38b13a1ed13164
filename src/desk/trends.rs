//! What is talked about more than usual: companies, products, laboratories and topics of the
//! lexicon, and phrases that are in no lexicon yet.
//!
//! A term counts once for each story of a day, however many copies the story has. How much it is
//! talked about is that count with each independent publisher of a story counted, as a share of all
//! stories of that day, so that a busy day makes nothing rise. What is usual is an
//! exponentially weighted mean over the days that were really collected; how far today stands
//! above it is told in standard deviations, over a floor of noise. Who only one publisher talks
//! about is no trend.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::Days;

use super::features::StopWords;
use super::lexicon::{Entry, HashedMap, Lexicon, Mention};
use crate::lang::Lang;
use crate::model::trend::{HEIGHTS, heights};
use crate::model::{Day, ItemId, Mentions, StoryId, Talk, Trend, TrendState, Trending};
use crate::text::address;
use crate::text::tokens::{self, Script, Word, Words};

/// Days that are looked at, the day itself the last.
pub const DAYS: usize = 30;

/// What one day weighs in the mean of the days before it.
const ALPHA: f64 = 0.1;
/// Noise of a share, per story: below it nothing stands out.
const FLOOR: f64 = 0.005;
/// What a broad word's deviation counts: the share of topics and phrases moves with the mix of
/// sources of a day, so they must stand out further than a name.
const BROAD: f64 = 0.1;
/// What each voice adds to a name's strength, beside how far it stands out; a topic that many
/// always talk about is no news for that.
const COUNT: f64 = 1.0;
/// Fewer publishers make no trend.
const PUBLISHERS: usize = 2;
/// Fewer stories make no phrase.
const PHRASE_STORIES: usize = 3;
/// Fewer stories are no rise, however rare the term is.
const RISING_STORIES: u32 = 2;
/// Where fewer stories than this were to be expected of a day, their absence says nothing: the day
/// may just have begun.
const EXPECTED: f64 = 1.5;
/// Fewer days collected make nothing new: everything would be.
const DAYS_FOR_NEW: u32 = 3;
/// Above so many standard deviations a term rises, below the other it fades.
const RISING: f64 = 1.5;
const FADING: f64 = -1.0;
/// Items that are named behind a term.
const ITEMS: usize = 20;

/// A term while it is counted.
#[derive(Debug, Default)]
struct Tally {
    /// Stories by day, the day itself last.
    series: [u32; DAYS],
    /// The same, each story counted once for each publisher that tells it.
    talk: [u32; DAYS],
    publishers: HashSet<u64>,
    /// As many publishers of earlier days as make a trend.
    before: Vec<u64>,
    /// Items of the day, or of the last days that were asked for, the best of each story, with what
    /// each is worth.
    items: Vec<(ItemId, f64, StoryId)>,
    /// How a phrase was written first.
    written: Option<String>,
}

/// What is trending on a day, with the items of so many last days behind it. `talk_of` gives the
/// items of one day, in any order: a month of them is never held at once.
///
/// # Errors
/// Whatever `talk_of` fails with.
pub fn trending<E>(
    mut talk_of: impl FnMut(Day) -> Result<Vec<Talk>, E>,
    day: Day,
    days: usize,
    lexicon: &Lexicon,
    limit: usize,
) -> Result<Trending, E> {
    let days = days.clamp(1, DAYS);
    let mut counting = Counting::new(lexicon, days);
    // Phrases are only followed back that are many today.
    for back in (0..days).rev() {
        let Some(day) = day.checked_sub_days(Days::new(back as u64)) else { continue };
        for item in &talk_of(day)? {
            counting.glance(item);
        }
    }
    for back in (0..days).rev() {
        let Some(day) = day.checked_sub_days(Days::new(back as u64)) else { continue };
        for item in &talk_of(day)? {
            counting.meet(item);
        }
    }
    counting.keep_phrases();
    let mut totals = [0; DAYS];
    for (at, total) in totals.iter_mut().enumerate() {
        let Some(day) = day.checked_sub_days(Days::new((DAYS - 1 - at) as u64)) else { continue };
        let mut stories: HashSet<StoryId> = HashSet::new();
        for item in talk_of(day)? {
            stories.insert(item.story);
            counting.count(&item, at);
        }
        *total = stories.len() as u32;
        counting.told.clear();
        counting.voices.clear();
        counting.companies_told.clear();
    }
    Ok(Trending { day: Some(day), ..counting.finish(&totals, limit) })
}

struct Counting<'a> {
    lexicon: &'a Lexicon,
    /// The last days, whose items stand behind the terms.
    days: usize,
    stop: &'static StopWords,
    words: Words,
    named: Vec<Mention>,
    terms: HashedMap<u64, Tally>,
    entries: HashedMap<u64, u32>,
    /// How often each phrase stands in the day's titles. Most stand in one or two, and are worth no
    /// more room than that number.
    glanced: HashedMap<u64, u8>,
    /// Stories and publishers of each phrase of the day that stands in enough titles.
    phrases: HashedMap<u64, (HashSet<StoryId>, HashSet<u64>)>,
    /// Terms and the stories of the day being counted that named them.
    told: HashSet<(u64, StoryId)>,
    /// The same, with each publisher that told it.
    voices: HashSet<(u64, StoryId, u64)>,
    /// Stories of each company on each day, its products' among them.
    companies: HashMap<u32, [u32; DAYS]>,
    /// Companies and the stories of the day being counted that named them.
    companies_told: HashSet<(u32, StoryId)>,
}

impl<'a> Counting<'a> {
    fn new(lexicon: &'a Lexicon, days: usize) -> Counting<'a> {
        Counting {
            lexicon,
            days,
            stop: StopWords::shipped(),
            words: Words::default(),
            named: Vec::new(),
            terms: HashedMap::default(),
            entries: HashedMap::default(),
            glanced: HashedMap::default(),
            phrases: HashedMap::default(),
            told: HashSet::new(),
            voices: HashSet::new(),
            companies: HashMap::new(),
            companies_told: HashSet::new(),
        }
    }

    fn read(&mut self, text: &str) {
        self.words.read(text);
        self.lexicon.find(text, &self.words, &mut self.named);
    }

    fn glance(&mut self, item: &Talk) {
        self.read(&item.title);
        for (phrase, ..) in phrases(&self.words, &self.named, self.stop) {
            let seen = self.glanced.entry(phrase).or_default();
            *seen = seen.saturating_add(1);
        }
    }

    fn meet(&mut self, item: &Talk) {
        self.read(&item.title);
        let publisher = publisher(item);
        for (phrase, ..) in phrases(&self.words, &self.named, self.stop) {
            if usize::from(self.glanced.get(&phrase).copied().unwrap_or(0)) < PHRASE_STORIES {
                continue;
            }
            let (stories, publishers) = self.phrases.entry(phrase).or_default();
            stories.insert(item.story);
            publishers.insert(publisher);
        }
    }

    fn keep_phrases(&mut self) {
        self.glanced = HashedMap::default();
        self.phrases.retain(|_, (stories, publishers)| {
            stories.len() >= PHRASE_STORIES && publishers.len() >= PUBLISHERS
        });
    }

    fn count(&mut self, item: &Talk, day: usize) {
        let publisher = publisher(item);
        self.read(&item.title);
        let found = phrases(&self.words, &self.named, self.stop);
        for (phrase, from, until) in found {
            if self.phrases.contains_key(&phrase) {
                let written = &item.title[from..until];
                self.tell(phrase, item, day, publisher)
                    .written
                    .get_or_insert_with(|| written.to_owned());
            }
        }
        self.count_entries(item, day, publisher);
    }

    fn count_entries(&mut self, item: &Talk, day: usize, publisher: u64) {
        for mention in std::mem::take(&mut self.named) {
            let key = tokens::combine(u64::from(mention.entry), ENTRY);
            self.entries.insert(key, mention.entry);
            self.tell(key, item, day, publisher);
            if let Some(company) = self.lexicon.company_of(mention.entry)
                && self.companies_told.insert((company, item.story))
            {
                self.companies.entry(company).or_insert([0; DAYS])[day] += 1;
            }
        }
    }

    fn tell(&mut self, key: u64, item: &Talk, day: usize, publisher: u64) -> &mut Tally {
        let first = self.told.insert((key, item.story));
        let heard = self.voices.insert((key, item.story, publisher));
        let of_span = day + self.days >= DAYS;
        let tally = self.terms.entry(key).or_default();
        tally.series[day] += u32::from(first);
        tally.talk[day] += u32::from(heard);
        if of_span {
            tally.publishers.insert(publisher);
            let this = (item.item, item.base, item.story);
            match tally.items.iter_mut().find(|(.., story)| *story == item.story) {
                Some(known) if is_better(&this, known) => *known = this,
                Some(_) => {}
                None => tally.items.push(this),
            }
        } else if tally.before.len() < PUBLISHERS && !tally.before.contains(&publisher) {
            tally.before.push(publisher);
        }
        tally
    }

    fn finish(self, totals: &[u32; DAYS], limit: usize) -> Trending {
        let days_collected = totals.iter().filter(|total| **total > 0).count() as u32;
        let mut terms: Vec<(f64, Trend)> = Vec::new();
        let companies = self.mentions();
        let ordered: BTreeMap<u64, Tally> = self.terms.into_iter().collect();
        for (key, tally) in ordered {
            let entry = self.entries.get(&key).map(|entry| self.lexicon.entry(*entry));
            let count = tally.series[DAYS - 1];
            let spoken: u32 = tally.series.iter().sum();
            let enough = tally.publishers.len() >= PUBLISHERS;
            // What was much talked about and no longer is, is news as well.
            let was_talked =
                spoken as usize >= 2 * PHRASE_STORIES && tally.before.len() >= PUBLISHERS;
            if !(enough || count == 0 && was_talked) {
                continue;
            }
            let broad = entry.is_none_or(|entry| entry.kind == "topic");
            let (score, expected) = deviation(&tally.talk, totals);
            // Of two that stand out alike, the more talked about is the stronger.
            let talk = f64::from(tally.talk[DAYS - 1]);
            let standing_out = score * (talk + 1.0).ln().max(0.2);
            let strength = if broad { BROAD * standing_out } else { standing_out + COUNT * talk };
            let before = spoken - count;
            let state = match score {
                _ if 0 < count && count < RISING_STORIES => TrendState::Steady,
                _ if before == 0 && days_collected >= DAYS_FOR_NEW => TrendState::New,
                score if score >= RISING => TrendState::Rising,
                score if score <= FADING && expected >= EXPECTED => TrendState::Fading,
                _ => TrendState::Steady,
            };
            // Of several days, the last may be silent.
            if count == 0 && state != TrendState::Fading && self.days == 1 {
                continue;
            }
            let mut items = tally.items;
            items.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            let trend = Trend {
                term: entry.map(|entry| entry.name.clone()).or(tally.written).unwrap_or_default(),
                aliases: entry.map(|entry| entry.aliases.clone()).unwrap_or_default(),
                kind: entry.map_or_else(|| "phrase".to_owned(), |entry| entry.kind.clone()),
                count,
                score: (score * 100.0).round() / 100.0,
                state,
                series: tally.series.to_vec(),
                items: items.into_iter().take(ITEMS).map(|(item, ..)| item).collect(),
            };
            terms.push((strength, trend));
        }
        terms.sort_by(|(strong, a), (other, b)| {
            other.total_cmp(strong).then(b.count.cmp(&a.count)).then(a.term.cmp(&b.term))
        });
        let mut terms = terms.into_iter().map(|(_, trend)| trend).collect();
        drop_echoes(&mut terms);
        terms.truncate(limit);
        Trending { day: None, days_collected, totals: totals.to_vec(), terms, companies }
    }

    /// All companies of the lexicon, in its order.
    fn mentions(&self) -> Vec<Mentions> {
        let of = |(index, entry): (u32, &Entry)| Mentions {
            key: entry.key.clone(),
            name: entry.name.clone(),
            korean: Some(entry.name_in(Lang::Ko))
                .filter(|name| *name != entry.name)
                .map(Into::into),
            series: self.companies.get(&index).copied().unwrap_or([0; DAYS]).to_vec(),
        };
        let all = (0..).zip(self.lexicon.entries());
        all.filter(|(_, entry)| entry.kind == "company").map(of).collect()
    }
}

/// Whether an item tells a story better than another: by what it is worth, then the earlier.
fn is_better(one: &(ItemId, f64, StoryId), other: &(ItemId, f64, StoryId)) -> bool {
    one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)).is_gt()
}

/// The counts as a line of eight heights, blank where there was nothing.
pub fn sparkline(series: &[u32]) -> String {
    const SIGNS: [char; HEIGHTS] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    heights(series).map(|height| height.map_or(' ', |at| SIGNS[at])).collect()
}

/// Leaves out phrases that are part of a stronger term, or hold one, and stand on its items.
fn drop_echoes(terms: &mut Vec<Trend>) {
    let mut kept: Vec<Trend> = Vec::new();
    for term in std::mem::take(terms) {
        let echo = term.kind == "phrase"
            && kept.iter().any(|other| {
                let shared = term.items.iter().filter(|item| other.items.contains(item)).count();
                2 * shared > term.items.len()
            });
        if !echo {
            kept.push(term);
        }
    }
    *terms = kept;
}

/// Keeps the numbers of entries apart from those of phrases.
const ENTRY: u64 = 0x656e_7472_7900;

fn publisher(item: &Talk) -> u64 {
    let host = item.url.as_deref().and_then(address::host);
    tokens::hash(host.map_or(item.source.as_str(), address::publisher).as_bytes())
}

/// How far the last day's share stands above what the days before lead to expect, in standard
/// deviations; and how many mentions these lead to expect.
fn deviation(talk: &[u32; DAYS], totals: &[u32; DAYS]) -> (f64, f64) {
    let share = |at: usize| f64::from(talk[at]) / f64::from(totals[at].max(1));
    let (mut mean, mut variance, mut seen) = (0.0, 0.0, 0.0_f64);
    for at in (0..DAYS - 1).filter(|at| totals[*at] > 0) {
        seen += 1.0;
        // The first days weigh alike, until the memory is as long as it is meant to be.
        let weight = f64::max(ALPHA, 1.0 / seen);
        let off = share(at) - mean;
        mean += weight * off;
        variance = (1.0 - weight) * (variance + weight * off * off);
    }
    let deviation = (share(DAYS - 1) - mean) / (variance + FLOOR * FLOOR).sqrt();
    (deviation, mean * f64::from(totals[DAYS - 1]))
}

/// Sequences of two or three telling words of a title that name nothing known, and single words
/// that look like the name of a version: a number for each, and where it stands.
fn phrases(words: &Words, named: &[Mention], stop: &StopWords) -> Vec<(u64, usize, usize)> {
    let list = words.list();
    let known = |at: usize| {
        named.iter().any(|m| (m.word as usize..(m.word + m.length) as usize).contains(&at))
    };
    let telling = |at: usize| {
        let word: &Word = &list[at];
        !stop.has(word.hash) && word.script != Script::Number && words.text(word).len() > 1
    };
    let mut found = Vec::new();
    for start in 0..list.len() {
        let first = &list[start];
        if !telling(start) {
            continue;
        }
        let text = words.text(first);
        let version =
            text.bytes().any(|b| b.is_ascii_digit()) && first.script == Script::Alphabetic;
        if version && text.len() >= 3 && !known(start) {
            found.push((first.hash, first.at as usize, first.until as usize));
        }
        let mut hash = first.hash;
        for at in start + 1..list.len().min(start + 3) {
            // Words with a sign between them are no phrase.
            let touching = list[at].at <= list[at - 1].until + 1;
            if !telling(at) || !touching {
                break;
            }
            hash = tokens::combine(hash, list[at].hash);
            if !(start..=at).any(known) {
                found.push((hash, first.at as usize, list[at].until as usize));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
