//! The desk's word lists: the words of each kind of move, and those that tell what kind of report a
//! title is. They stand in `assets/lexicon/moves.toml` and `assets/lexicon/cues.toml`, and all of
//! them are found in one pass over a text.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::cues::Cues;
use crate::model::{Move, Noise};
use crate::text::tokens::Words;

macro_rules! cue_lists {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A list of telling words that is no list of a kind of move.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Cue {
            $($(#[$doc])* $variant,)*
        }

        impl Cue {
            /// All lists.
            pub const ALL: &[Cue] = &[$(Cue::$variant,)*];

            /// Its name in `cues.toml`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Cue::$variant => $name,)*
                }
            }
        }
    };
}

cue_lists! {
    /// A deed that is done or decided.
    Deed = "deed",
    /// Governments, courts, laws.
    Policy = "policy",
    /// It touches many.
    Many = "many",
    /// The first, the largest, the end of something.
    First = "first",
    /// Told with reservation.
    Reported = "reported",
    /// Artificial intelligence and what it runs on.
    Ai = "ai",
    /// Technology of any kind.
    Technology = "technology",
    /// Money and markets.
    Money = "money",
    /// It sells something.
    Advert = "advert",
    /// It lists things.
    Listicle = "listicle",
    /// It teaches.
    HowTo = "how-to",
    /// Somebody paid for it.
    Sponsored = "sponsored",
    /// It tells of the writer.
    Personal = "personal",
    /// A tool or toy that somebody made.
    Hobby = "hobby",
    /// Nothing to do with technology.
    OffTopic = "off-topic",
    /// A review.
    Review = "review",
    /// An opinion or a question.
    Opinion = "opinion",
    /// A collection of several pieces of news.
    Roundup = "roundup",
    /// A small feature of a product.
    Feature = "feature",
    /// Things that people carry and wear.
    Gadget = "gadget",
    /// A war of words.
    Dispute = "dispute",
    /// It goes on from what was told before.
    FollowUp = "follow-up",
    /// A young company.
    Startup = "startup",
    /// A study and its findings.
    Study = "study",
    /// Method, in papers.
    Method = "method",
    /// A narrow field of use, in papers.
    Domain = "domain",
    /// Finance, economics and time series, beyond doubt.
    FinanceStrong = "finance-strong",
    /// Words that finance shares with other fields.
    FinanceWeak = "finance-weak",
    /// An aim or a beginning, no deed.
    Plan = "plan",
    /// Somebody says something.
    Says = "says",
    /// What it governs is wished, planned, offered or discussed.
    Sought = "sought",
    /// What it governs is denied.
    Denied = "denied",
    /// What it governs is given up, refused or put off.
    Undone = "undone",
    /// What it is said of came to nothing.
    Failed = "failed",
    /// A sum beside it is claimed, lent or paid to shareholders.
    OtherSum = "other-sum",
    /// A broker's note.
    Broker = "broker",
    /// A name beside it is named in passing.
    Passing = "passing",
    /// Houses that count and measure, and platforms where things happen.
    Source = "source",
    /// An amount beside it is what something is worth.
    Worth = "worth",
    /// An amount behind it is a limit from above.
    AtMost = "at-most",
    /// An amount behind it is a limit from below.
    AtLeast = "at-least",
}

/// How many lists there are: the moves come first.
const LISTS: usize = Move::ALL.len() + Cue::ALL.len();

/// What a cue does for its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum Role {
    /// It tells.
    Tells,
    /// It tells, and that the deed is done or decided.
    Hard,
    /// Nothing in it tells.
    Other,
    /// It tells where it stands in capitals.
    Shouted,
    /// It tells where one that stands beside is in the text, too.
    Leans,
    /// It stands beside.
    Beside,
}

const ROLES: [Role; 6] =
    [Role::Tells, Role::Hard, Role::Other, Role::Shouted, Role::Leans, Role::Beside];

/// One list as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Record {
    en: Vec<String>,
    ko: Vec<String>,
    hard: Vec<String>,
    shouted: Vec<String>,
    leaning: Vec<String>,
    beside: Vec<String>,
    not: Vec<String>,
    keys: Vec<String>,
    platforms: Vec<String>,
    foreign: Vec<String>,
}

type File = BTreeMap<String, Record>;

/// All lists, ready to be found.
#[derive(Debug, Default)]
pub struct Lists {
    cues: Cues,
    /// Those of [`FINANCE`] once more, by themselves.
    finance: Cues,
    /// Keys of houses that are more often a source than an actor.
    sources: HashSet<String>,
    /// Keys of names that are more often a place than an actor.
    platforms: HashSet<String>,
    /// Hosts below a company's own that show the work of others.
    foreign: Vec<String>,
}

/// The words of each kind of move, as the table has them.
pub const MOVES: &str = include_str!("../../assets/lexicon/moves.toml");

/// Most titles have no more words that tell something.
const SPANS: usize = 32;

/// Words of a text: the index of the first, and how many.
pub type Span = (usize, usize);

/// Which lists a text touches, and where first.
#[derive(Debug, Clone)]
pub struct Found {
    first: [Option<Span>; LISTS],
    hits: [u8; LISTS],
    hard: [bool; LISTS],
    reserves: Vec<(Cue, Span)>,
}

/// Lists that a whole abstract is searched for.
const FINANCE: [Cue; 2] = [Cue::FinanceStrong, Cue::FinanceWeak];

/// Lists whose words say of a move beside them that it is not done: all places count, not the first.
const RESERVES: [Cue; 4] = [Cue::Sought, Cue::Denied, Cue::Undone, Cue::Failed];

impl Found {
    /// The words that say of a move beside them that it is sought, denied or undone.
    pub fn reserves(&self) -> &[(Cue, Span)] {
        &self.reserves
    }

    /// Where a kind of move is told first.
    pub fn moved(&self, kind: Move) -> Option<Span> {
        self.first[kind as usize]
    }

    /// Whether a kind of move is told as done or decided.
    pub fn is_hard(&self, kind: Move) -> bool {
        self.hard[kind as usize]
    }

    /// Where a list is touched first.
    pub fn cue(&self, cue: Cue) -> Option<Span> {
        self.first[place(cue)]
    }

    /// Whether a list is touched.
    pub fn has(&self, cue: Cue) -> bool {
        self.cue(cue).is_some()
    }

    /// How many words of a list there are.
    pub fn count(&self, cue: Cue) -> u8 {
        self.hits[place(cue)]
    }

    /// The first kind of noise that the words tell, where they tell one.
    pub fn noise(&self) -> Option<(Noise, Span)> {
        [
            (Cue::Advert, Noise::Advert),
            (Cue::Listicle, Noise::Listicle),
            (Cue::HowTo, Noise::HowTo),
            (Cue::Sponsored, Noise::Sponsored),
            (Cue::Personal, Noise::Personal),
        ]
        .into_iter()
        .find_map(|(cue, noise)| Some((noise, self.cue(cue)?)))
    }
}

fn place(cue: Cue) -> usize {
    Move::ALL.len() + cue as usize
}

impl Lists {
    /// The lists of two files' texts, that of the moves first.
    ///
    /// # Errors
    /// Where one is no TOML of the expected form, or names a list that there is not.
    pub fn read(moves: &str, cues: &str) -> Result<Lists, String> {
        let mut lists = Lists::default();
        let moves: File = toml::from_str(moves).map_err(|error| error.to_string())?;
        for (name, record) in moves {
            let kind = Move::from_name(&name).ok_or_else(|| format!("unknown move `{name}`"))?;
            lists.add(kind as usize, &record);
        }
        let cues: File = toml::from_str(cues).map_err(|error| error.to_string())?;
        for (name, record) in cues {
            let cue = Cue::ALL.iter().find(|cue| cue.name() == name);
            lists.add(place(*cue.ok_or_else(|| format!("unknown list `{name}`"))?), &record);
        }
        Ok(lists)
    }

    fn add(&mut self, list: usize, record: &Record) {
        for (role, words) in [
            (Role::Tells, &record.en),
            (Role::Tells, &record.ko),
            (Role::Hard, &record.hard),
            (Role::Other, &record.not),
            (Role::Shouted, &record.shouted),
            (Role::Leans, &record.leaning),
            (Role::Beside, &record.beside),
        ] {
            let group = (list * ROLES.len()) as u32 + role as u32;
            for cue in words {
                self.cues.add(cue, group);
                if FINANCE.iter().any(|cue| place(*cue) == list) {
                    self.finance.add(cue, group);
                }
            }
        }
        self.sources.extend(record.keys.iter().cloned());
        self.platforms.extend(record.platforms.iter().cloned());
        self.foreign.extend(record.foreign.iter().cloned());
    }

    /// Whether an address, without its scheme, shows the work of others on a company's own host.
    pub fn is_foreign(&self, address: &str) -> bool {
        let address = address.strip_prefix("www.").unwrap_or(address);
        self.foreign.iter().any(|host| address.starts_with(host.as_str()))
    }

    /// Whether a company, by its key, is more often the source of a report than its actor.
    pub fn is_source(&self, key: &str) -> bool {
        self.sources.contains(key)
    }

    /// Whether a name, by its key, is more often the place where something happens than an actor.
    pub fn is_platform(&self, key: &str) -> bool {
        self.platforms.contains(key)
    }

    /// Which lists a text touches.
    pub fn find(&self, words: &Words) -> Found {
        Lists::find_among(&self.cues, words)
    }

    /// Which lists of finance a text touches: of an abstract nothing else is asked.
    pub fn find_finance(&self, words: &Words) -> Found {
        Lists::find_among(&self.finance, words)
    }

    fn find_among(cues: &Cues, words: &Words) -> Found {
        let mut found = Found {
            first: [None; LISTS],
            hits: [0; LISTS],
            hard: [false; LISTS],
            reserves: Vec::new(),
        };
        let mut spans: Vec<(usize, Role, Span)> = Vec::with_capacity(SPANS);
        let mut others: Vec<(usize, Span)> = Vec::new();
        cues.spans(words, |group, at, length| {
            let (list, role) = (group as usize / ROLES.len(), group as usize % ROLES.len());
            match ROLES[role] {
                Role::Other => others.push((list, (at, length))),
                role => spans.push((list, role, (at, length))),
            }
        });
        let beside =
            |list: usize| spans.iter().any(|(of, role, _)| *of == list && *role == Role::Beside);
        let is_other = |list: usize, (at, length): Span| {
            others
                .iter()
                .any(|(of, (from, over))| *of == list && *from <= at && at + length <= from + over)
        };
        for (list, role, span) in &spans {
            let tells = match role {
                Role::Tells | Role::Hard => true,
                Role::Shouted => words.list().get(span.0).is_some_and(|word| word.shouted),
                Role::Leans => beside(*list),
                Role::Other | Role::Beside => false,
            };
            if !tells || is_other(*list, *span) {
                continue;
            }
            found.hits[*list] = found.hits[*list].saturating_add(1);
            found.hard[*list] |= *role == Role::Hard;
            let reserve = RESERVES.iter().find(|cue| place(**cue) == *list);
            found.reserves.extend(reserve.map(|cue| (*cue, *span)));
            let first = &mut found.first[*list];
            // At one place the longer one tells more.
            let earlier =
                |known: &Span| (span.0, usize::MAX - span.1) < (known.0, usize::MAX - known.1);
            if first.as_ref().is_none_or(earlier) {
                *first = Some(*span);
            }
        }
        found
    }
}

/// The words of a span as they are written in the text.
pub fn said<'a>(text: &'a str, words: &Words, (at, length): Span) -> &'a str {
    let list = words.list();
    let (Some(first), Some(last)) = (list.get(at), list.get((at + length).saturating_sub(1)))
    else {
        return "";
    };
    text.get(first.at as usize..last.until as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    #[test]
    fn every_list_is_there_and_every_cue_is_well_formed() {
        let moves = MOVES;
        let cues = include_str!("../../assets/lexicon/cues.toml");
        let moves: File = toml::from_str(moves).expect("the moves");
        let cues: File = toml::from_str(cues).expect("the cues");
        assert_eq!(moves.len(), Move::ALL.len());
        for cue in Cue::ALL {
            assert!(cues.contains_key(cue.name()), "{}", cue.name());
        }
        for (name, record) in moves.iter().chain(&cues) {
            let Record { en, ko, hard, shouted, leaning, beside, not, .. } = record;
            for cue in [en, ko, hard, shouted, leaning, beside, not].into_iter().flatten() {
                assert!(Cues::is_well_formed(cue), "{name}: {cue}");
            }
        }
    }

    #[test]
    fn no_cue_is_a_number_however_it_is_written() {
        for text in [MOVES, include_str!("../../assets/lexicon/cues.toml")] {
            let lists: File = toml::from_str(text).expect("a file of lists");
            for (name, record) in &lists {
                for cue in record.en.iter().chain(&record.ko).chain(&record.hard) {
                    let words = Words::of(cue);
                    let is_number = |word: &tokens::Word| {
                        words.text(word).bytes().all(|byte| byte.is_ascii_digit())
                    };
                    let [only] = words.list() else { continue };
                    assert!(!is_number(only), "{name}: {cue}");
                }
            }
        }
    }

    #[test]
    fn an_idiom_with_a_telling_word_in_it_tells_no_deed() {
        let moves = MOVES;
        let cues = include_str!("../../assets/lexicon/cues.toml");
        let lists = Lists::read(moves, cues).expect("the lists");
        let moved = |title: &str, kind: Move| lists.find(&Words::of(title)).moved(kind).is_some();
        for (title, kind) in [
            ("Quayside is not ruling out a toll on its pier", Move::Regulation),
            ("Lanterly rules out layoffs this winter", Move::Layoffs),
            ("Ferry firm cuts fares in bid for younger riders", Move::Acquisition),
            ("Harbour bank moves its M&A research desk", Move::Acquisition),
            ("Coast guard is buying location data again", Move::Acquisition),
            ("Sales automation for small shipyards", Move::Earnings),
        ] {
            assert!(!moved(title, kind), "{title}");
        }
        for (title, kind) in [
            ("Court ruling stops the harbour merger", Move::Regulation),
            ("Lanterly announces layoffs", Move::Layoffs),
            ("Quayside is buying Fishwise", Move::Acquisition),
        ] {
            assert!(moved(title, kind), "{title}");
        }
        let has = |title: &str, cue: Cue| lists.find(&Words::of(title)).has(cue);
        assert!(!has("A former CIA agent writes a cookbook", Cue::Ai));
        assert!(!has("Storms can prompt the harbour to close", Cue::Ai));
        assert!(has("An agent that answers a prompt", Cue::Ai));
        assert!(!has("Ray-Ban opens a shop on the pier", Cue::Policy));
    }

    #[test]
    fn a_round_up_is_told_by_how_it_opens_and_not_by_a_word_that_news_have_too() {
        let moves = MOVES;
        let cues = include_str!("../../assets/lexicon/cues.toml");
        let lists = Lists::read(moves, cues).expect("the lists");
        let is_roundup = |title: &str| lists.find(&Words::of(title)).has(Cue::Roundup);
        for title in [
            "Live Harbour settles a suit over its lanterns",
            "Quayside adds live translation to its earphones",
            "Lanterly could announce a new crane this week",
            "Quayside brings a podcast player to its watch",
            "A decoder that reads tides from noise",
            "White House briefing on harbour law is put off",
        ] {
            assert!(!is_roundup(title), "{title}");
        }
        for title in [
            "This week in harbours: cranes, tides and ropes",
            "Everything Lanterly announced this week",
            "Weekend links",
            "Podcast: who owns the pier?",
            "Live updates: the harbour trial",
            "위클리 등대 소식",
        ] {
            assert!(is_roundup(title), "{title}");
        }
    }
}
