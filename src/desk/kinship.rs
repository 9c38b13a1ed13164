//! Whether two titles tell of one event, for whoever quotes one report beside another.
//!
//! Stories are joined on all that their reports say, over days, so that a long one may hold reports
//! of its surroundings. What is cited for a line must be about that very line. A company's name or a
//! word that many stories use proves nothing. How many do, and which words are names because they
//! stand with a capital among small ones, is learned from the titles of the time.

use std::collections::{HashMap, HashSet};

use super::features::{self, Feature, StopWords};
use super::lexicon::Lexicon;
use crate::model::{Moment, Move, Pane, Row, StoryId};
use crate::text::clean;
use crate::text::tokens::{Script, Words};

/// Telling things that two titles share, and things of any kind where they are much alike.
const SHARED: usize = 2;
const MANY: usize = 3;
/// Things of which a short title holds no more.
const SHORT: usize = 3;
/// Stories that may use a word which still tells of one of them, and the part of all that may.
const FEW: u32 = 3;
const PART: u32 = 250;
/// What two titles have in common, as a part of the shorter one: with a name and what befell it,
/// with less than that, or with nothing else; and what makes one the other written again.
const TOUCHING: f64 = 0.28;
const ALIKE: f64 = 0.4;
const MUCH_ALIKE: f64 = 0.5;
const VERY_ALIKE: f64 = 0.6;
const SAME: f64 = 0.75;
/// Hours between two reports of which little is shared.
const NEAR: i64 = 24;
/// Titles that are known before any is learned, so that a first one weighs what others do.
const ASSUMED: f64 = 50.0;

/// Compares titles.
pub struct Kinship<'a> {
    lexicon: &'a Lexicon,
    stop: StopWords,
    /// In how many stories each thing is named.
    stories: HashMap<Feature, u32>,
    known: HashSet<(Feature, StoryId)>,
    /// What stands with a capital where others are small, and what somebody writes small.
    capital: HashSet<Feature>,
    small: HashSet<Feature>,
    told: HashSet<StoryId>,
}

/// What a title is about.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    things: Vec<Thing>,
    /// Its numbers and versions, which keep the next issue of a thing apart from the last.
    figures: Vec<u64>,
    language: String,
    moves: Vec<Move>,
    published: Moment,
    is_paper: bool,
}

/// A thing that a title names.
#[derive(Debug, Clone, Copy)]
struct Thing {
    feature: Feature,
    kind: Kind,
    /// Which word of the title it is.
    at: usize,
    /// How rare it is.
    weight: f64,
    /// Whether hardly any other story names it.
    is_telling: bool,
    /// Whether it is a syllable pair, a part of a word.
    is_pair: bool,
    /// Whether it is a name that hardly anything else has.
    is_name: bool,
    /// Whether nothing else can be meant by it.
    is_own: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Of which many things are told: a company, or a laboratory.
    House,
    /// Named by the lexicon otherwise, a field of talk excepted.
    Name,
    /// A version, which says more than words do: `GPT-5.4`.
    Version,
    /// A word, or a syllable pair of one.
    Word,
}

impl<'a> Kinship<'a> {
    /// With the words and names that come with the program.
    pub fn new(lexicon: &'a Lexicon) -> Kinship<'a> {
        Kinship {
            lexicon,
            stop: StopWords::shipped(),
            stories: HashMap::new(),
            known: HashSet::new(),
            capital: HashSet::new(),
            small: HashSet::new(),
            told: HashSet::new(),
        }
    }

    /// Learns from a title how common its words are.
    pub fn learn(&mut self, title: &str, story: StoryId) {
        self.told.insert(story);
        let (mut named, mut about) = (Vec::new(), Vec::new());
        let words = self.read(title, &mut named, &mut about);
        let list = words.list();
        let is_small = |at: usize| list.get(at).is_some_and(|word| !word.capital);
        let is_sentence = about.iter().any(|(_, at)| {
            is_small(*at) && list.get(*at).is_some_and(|word| words.text(word).len() > 3)
        });
        for (feature, at) in about {
            if is_small(at) {
                self.small.insert(feature);
            } else if is_sentence && at > 0 {
                self.capital.insert(feature);
            }
            if self.known.insert((feature, story)) {
                *self.stories.entry(feature).or_default() += 1;
            }
        }
    }

    fn read(
        &self,
        title: &str,
        named: &mut Vec<super::lexicon::Mention>,
        about: &mut Vec<(Feature, usize)>,
    ) -> Words {
        // Some set a hyphen that is not to be broken.
        let title = clean::headline(title).replace('\u{2011}', "-");
        let words = Words::of(&title);
        self.lexicon.find(&title, &words, named);
        features::features(&words, named, self.lexicon, &self.stop, about);
        words
    }

    /// What an item's title is about.
    pub fn subject(&self, row: &Row) -> Subject {
        let (mut named, mut about) = (Vec::new(), Vec::new());
        let words = self.read(&row.title, &mut named, &mut about);
        let stories = self.told.len() as f64;
        let few = FEW.max(self.told.len() as u32 / PART);
        let things = about
            .iter()
            .filter_map(|&(feature, at)| {
                let word = words.list().get(at)?;
                let mention = named.iter().find(|mention| mention.word as usize == at);
                let is_version = is_version(words.text(word), word.script);
                // The lexicon knows the thing, not its issue.
                let feature = if is_version { (word.hash >> 16) as Feature } else { feature };
                let kind = match mention.map(|mention| &*self.lexicon.entry(mention.entry).kind) {
                    _ if is_version => Kind::Version,
                    Some("company" | "lab") => Kind::House,
                    // A field of talk is told from others by how many talk about it.
                    Some("topic") | None => Kind::Word,
                    Some(_) => Kind::Name,
                };
                let among = self.stories.get(&feature).copied().unwrap_or(0);
                let is_pair = word.script == Script::Hangul && mention.is_none();
                let part = if is_pair { 0.5 } else { 1.0 };
                let is_telling = kind == Kind::Version
                    || among <= few && kind != Kind::House && word.script != Script::Number;
                let is_name = match kind {
                    Kind::Name => true,
                    Kind::Word => {
                        let known = &self.capital;
                        let is_proper = known.contains(&feature) && !self.small.contains(&feature);
                        mention.is_none() && word.capital && is_proper
                    }
                    Kind::House | Kind::Version => false,
                };
                Some(Thing {
                    feature,
                    kind,
                    at,
                    is_telling,
                    is_pair,
                    is_name: is_name && is_telling,
                    is_own: is_name && among <= FEW,
                    weight: part * ((stories + ASSUMED) / (f64::from(among) + 1.0)).ln().max(0.1),
                })
            })
            .collect();
        let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
        let mut figures: Vec<u64> = words
            .list()
            .iter()
            .filter(|word| has_digit(words.text(word)))
            .map(|word| word.hash)
            .collect();
        figures.sort_unstable();
        Subject {
            things,
            figures,
            language: row.language.clone(),
            moves: row.moves.clone(),
            published: row.published,
            is_paper: row.pane == Pane::Research,
        }
    }
}

/// Whether a word names one issue of a thing.
fn is_version(word: &str, script: Script) -> bool {
    let is_joined = word.contains(['-', '.']);
    script == Script::Alphabetic && is_joined && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// What two subjects have in common.
#[derive(Debug, Default)]
struct Common {
    telling: usize,
    /// Things of any kind, pairs of one word counted each.
    all: usize,
    houses: usize,
    has_version: bool,
    has_name: bool,
    has_own_name: bool,
    /// As a part of the shorter title.
    part: f64,
}

impl Subject {
    fn weight(&self) -> f64 {
        self.things.iter().map(|thing| thing.weight).sum()
    }

    fn common(&self, other: &Subject) -> Common {
        let mut common = Common::default();
        let (mut shared, mut last_name) = (0.0, None);
        for thing in &self.things {
            if !other.things.iter().any(|one| one.feature == thing.feature) {
                continue;
            }
            shared += thing.weight;
            common.all += 1;
            // First and last name are one thing, as all pairs of one word are.
            let goes_on = last_name.is_some_and(|last| last == thing.at || last + 1 == thing.at);
            common.telling += usize::from(thing.is_telling && !goes_on);
            let is_part = thing.is_name || thing.is_pair;
            last_name = (is_part && thing.is_telling).then_some(thing.at);
            common.houses += usize::from(thing.kind == Kind::House);
            common.has_version |= thing.kind == Kind::Version;
            common.has_name |= thing.is_name;
            common.has_own_name |= thing.is_own;
        }
        common.part = shared / self.weight().min(other.weight()).max(f64::MIN_POSITIVE);
        common
    }

    /// Whether both have numbers and none in common.
    fn is_other_issue(&self, other: &Subject) -> bool {
        let versions = |subject: &Subject| {
            let found = subject.things.iter().filter(|thing| thing.kind == Kind::Version);
            found.map(|thing| thing.feature).collect::<Vec<_>>()
        };
        let (mine, theirs) = (versions(self), versions(other));
        !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|one| theirs.contains(one))
    }

    /// Whether two reports of one story tell of one event, as far as titles can say.
    pub fn is_kin(&self, other: &Subject) -> bool {
        if self.is_other_issue(other) {
            return false;
        }
        let common = self.common(other);
        if self.language != other.language {
            // Across languages only names are the same; what happened is told by the kind of move.
            let does_the_same = self.moves.iter().any(|one| other.moves.contains(one));
            return common.has_version
                || common.telling + common.houses >= SHARED
                || (common.houses > 0 && does_the_same);
        }
        if self.is_paper != other.is_paper {
            return common.has_version || (common.all >= MANY && common.part >= VERY_ALIKE);
        }
        let least = self.things.len().min(other.things.len());
        let is_near = (self.published - other.published).num_hours().abs() <= NEAR;
        let is_named = common.has_name || common.houses > 0;
        common.has_version
            || (common.telling >= SHARED && is_named && common.part >= TOUCHING)
            || (common.all >= SHARED && is_named && is_near && common.part >= ALIKE)
            || (common.all >= MANY && common.part >= MUCH_ALIKE)
            || (least <= SHORT && common.has_own_name)
    }

    /// Whether two reports that nothing else joins tell of one event.
    pub fn is_one_event(&self, other: &Subject) -> bool {
        if self.is_other_issue(other) {
            return false;
        }
        if self.is_paper || other.is_paper {
            return self.is_same(other);
        }
        let common = self.common(other);
        let does_the_same = self.moves.iter().any(|one| other.moves.contains(one));
        let is_named = common.houses > 0 || common.has_name;
        common.has_version
            || (self.language == other.language
                && common.telling >= SHARED
                && common.part >= ALIKE
                && is_named)
            || (common.all >= MANY && common.part >= VERY_ALIKE)
            || (common.telling >= SHARED && common.houses > 0 && does_the_same)
    }

    /// Whether one is the other's title written again.
    pub fn is_same(&self, other: &Subject) -> bool {
        let common = self.common(other);
        let longer = self.weight().max(other.weight()).max(f64::MIN_POSITIVE);
        let of_longer = common.part * self.weight().min(other.weight()) / longer;
        common.all >= SHARED && of_longer >= SAME && self.figures == other.figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ItemId, SourceId};

    fn row(title: &str) -> Row {
        Row {
            id: ItemId(1),
            source: SourceId("one".to_owned()),
            source_name: "One".to_owned(),
            title: title.to_owned(),
            url: None,
            first_author: None,
            author_count: 0,
            published: crate::model::Moment::default(),
            dated: true,
            pane: Pane::Companies,
            story: StoryId(1),
            story_size: 2,
            score: 1.0,
            read: false,
            starred: false,
            noted: false,
            language: if title > "가" { "ko" } else { "en" }.to_owned(),
            companies: Vec::new(),
            moves: Vec::new(),
            category: None,
            points: None,
            comments: None,
            listed: None,
        }
    }

    /// Titles of a week in which spending and things that stand are on everybody's lips.
    fn learned(lexicon: &Lexicon) -> Kinship<'_> {
        let mut kinship = Kinship::new(lexicon);
        for n in 0..8 {
            kinship.learn(&format!("AI spending on code stands at {n} in city {n}"), StoryId(n));
        }
        kinship
    }

    #[test]
    fn reports_of_one_event_are_kin_and_reports_of_its_surroundings_are_not() {
        let lexicon = Lexicon::shipped();
        let mut kinship = learned(&lexicon);
        kinship.learn("Say hello to Millphone", StoryId(20));
        let kin = |one, other| kinship.subject(&row(one)).is_kin(&kinship.subject(&row(other)));
        let glasses = "Meta sued over smart glasses that filmed their wearers";
        assert!(kin(glasses, "Footage from Meta's smart glasses was seen by strangers"));
        assert!(!kin(glasses, "Meta opens a bakery for its drivers"));
        assert!(!kin(glasses, "메타 사옥에 빵집이 열렸다"), "a company alone, in another language");
        assert!(kin("Zeta-7.5 system card", "A week with Zeta-7.5, the model that plans"));
        assert!(!kin("Zeta-7.5 system card", "Zeta-7.4 system card"), "the issue before");
        assert!(!kin("A mill sells flour by drone", "Orchards count apples from above"));
        assert!(kin("Say hello to Millphone", "Millphone preorders open with a gift"));
    }

    #[test]
    fn a_lone_company_or_a_word_of_everybody_joins_nothing() {
        let lexicon = Lexicon::shipped();
        let kinship = learned(&lexicon);
        let kin = |one, other| kinship.subject(&row(one)).is_kin(&kinship.subject(&row(other)));
        assert!(!kin("Google Mill Tool", "Google keys were no secret, until the rules changed"));
        assert!(!kin("Bakers raise AI spending", "Nvidia's spending $4 billion on lenses for AI"));
        assert!(!kin("Most code is AI-written", "A study of spending on code review"));
        assert!(!kin("Where it stands with the harbour", "The S in mill stands for sack"));
    }

    #[test]
    fn a_move_of_one_company_is_known_across_languages() {
        let lexicon = Lexicon::shipped();
        let kinship = Kinship::new(&lexicon);
        let subject = |title: &str, moves: &[Move]| {
            kinship.subject(&Row { moves: moves.to_vec(), ..row(title) })
        };
        let english = subject("Meta buys a bakery", &[Move::Acquisition]);
        assert!(english.is_kin(&subject("메타, 빵집 인수", &[Move::Acquisition])));
        assert!(!english.is_kin(&subject("메타, 빵집 소송", &[Move::Regulation])));
    }

    #[test]
    fn two_stories_are_one_event_only_if_more_than_a_name_says_so() {
        let lexicon = Lexicon::shipped();
        let mut kinship = learned(&lexicon);
        kinship.learn("Netflix is buying Ben Miller's film startup", StoryId(20));
        let one =
            |one, other| kinship.subject(&row(one)).is_one_event(&kinship.subject(&row(other)));
        assert!(one("Zeta-7.5 reportedly plans", "Introducing Zeta\u{2011}7.5"));
        assert!(one(
            "Netflix buys the film mill of Ben Miller",
            "Netflix is buying Ben Miller's film startup"
        ));
        assert!(!one("Apple opens a harbour shop", "Apple hires harbour pilots for its maps"));
    }

    #[test]
    fn a_title_written_again_is_the_same_and_the_next_issue_is_another() {
        let lexicon = Lexicon::shipped();
        let kinship = Kinship::new(&lexicon);
        let same = |one, other| kinship.subject(&row(one)).is_same(&kinship.subject(&row(other)));
        assert!(same(
            "The mill that counts its sacks",
            "The mill that counts its sacks (4 minute read)"
        ));
        assert!(!same("Sack counter release 12", "Sack counter release 13"));
        assert!(!same("The mill that counts its sacks", "The mill that counts"));
    }
}
