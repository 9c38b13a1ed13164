//! What a written sentence must stand before it is shown: one function a check, in their order.
//! Figures, claims, polarity and direction are held against the cited sentences; names and Latin
//! words against all evidence of the cited items, since a second sentence says "the company".

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::korean::{self, Register};
use super::piece::{self, Piece};
use super::readings::{self, Held, Kind, is_hangul};
use super::{Support, support::Tie};
use crate::desk::lists::Lists;
use crate::desk::{Lexicon, Rules};
use crate::lang::Lang;
use crate::model::Move;
use crate::model::idea::Section;
use crate::text::clean;
use crate::text::tokens::Words;

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Task {
    /// What happened.
    #[default]
    Phrase,
    /// Why it may matter to the reader's field.
    Link,
    /// A draft of an idea, a sentence a section.
    Idea,
}

impl Task {
    /// All of them.
    pub const ALL: [Task; 3] = [Task::Phrase, Task::Link, Task::Idea];

    /// As the documents name it.
    pub fn name(self) -> &'static str {
        match self {
            Task::Phrase => "phrase",
            Task::Link => "link",
            Task::Idea => "idea",
        }
    }

    /// The task of a name.
    pub fn from_name(name: &str) -> Option<Task> {
        Task::ALL.into_iter().find(|task| task.name() == name)
    }
}

/// A sentence of the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// S1, S2…
    pub id: String,
    /// The sentence, word for word.
    pub text: String,
    /// Which item it is of; sentences of one item have equal ones.
    pub item: String,
}

/// A sentence to be verified.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What was asked for.
    pub task: Task,
    /// The language that was asked for.
    pub language: Lang,
    /// The register that was asked for.
    pub register: Register,
    /// All sentences that were given.
    pub evidence: &'a [Evidence],
    /// The sentence.
    pub sentence: &'a str,
    /// The ids that it cites.
    pub cites: &'a [String],
    /// The section of an idea.
    pub section: Option<&'a str>,
    /// Names and terms of the lenses that were sent.
    pub lenses: &'a [String],
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Why a sentence is refused, in the order of the checks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason {
            $($(#[$doc])* $variant,)*
        }

        impl Reason {
            /// All reasons, in order.
            pub const ALL: &[Reason] = &[$(Reason::$variant,)*];

            /// As the documents name it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Reason::$variant => $name,)*
                }
            }

            /// The reason of a name.
            pub fn from_name(name: &str) -> Option<Reason> {
                Reason::ALL.iter().copied().find(|reason| reason.name() == name)
            }
        }
    };
}

reasons! {
    /// No clean line of 8 to 220 characters, over three citations, an unknown section.
    Shape = "shape",
    /// No id, an unknown one, another entry's.
    Citation = "citation",
    /// An address, a link, a reference.
    Address = "address",
    /// A letter of a writing that the evidence lacks.
    Script = "script",
    /// Not the language that was asked for.
    Language = "language",
    /// Another register, no whole sentence, a repeated run.
    Register = "register",
    /// A value that the cited sentences lack.
    Figure = "figure",
    /// A value with another unit.
    Unit = "unit",
    /// A name that the items lack.
    Name = "name",
    /// A Latin word that the items lack.
    Word = "word",
    /// Expecting, judging or warning without such a cue.
    Claim = "claim",
    /// A negation on one side alone.
    Polarity = "polarity",
    /// Up for down, bought for sold.
    Direction = "direction",
    /// A kind of move that the items lack.
    Move = "move",
    /// A clause that nothing ties to the evidence.
    Support = "support",
    /// Another item is nearer than the cited ones.
    Nearer = "nearer",
    /// Much longer than its evidence.
    Length = "length",
    /// The endpoint itself says that the evidence does not entail it.
    SecondLook = "second_look",
}

/// Why a sentence is refused, and what in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The check.
    pub reason: Reason,
    /// What failed it, as written in the sentence.
    pub detail: String,
}

/// What came of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The sentence, its particles mended.
    pub sentence: String,
    /// Every check that it failed, in their order; none: it is accepted.
    pub refusals: Vec<Refusal>,
}

impl Verdict {
    /// The first check that it failed.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refusals.first()
    }
}

/// Verifies sentences.
#[derive(Debug)]
pub struct Verifier {
    support: Support,
    moves: Arc<Lists>,
}

/// A sentence with its evidence, read once.
struct Case<'a> {
    asked: Asked<'a>,
    sentence: Piece,
    /// The cited sentences.
    cited: Vec<&'a Evidence>,
    /// They as one piece.
    evidence: Piece,
    /// All sentences of the cited items as one piece.
    items: Piece,
}

/// Characters of the shortest sentence, and of the longest.
const CHARACTERS: std::ops::RangeInclusive<usize> = 8..=220;
/// Sentences that one may cite.
const CITES: usize = 3;
/// The share of Hangul among the letters of a Korean sentence, names taken out.
const HANGUL: f64 = 0.35;
impl Verifier {
    /// Over a lexicon, with the reader's own names in it.
    pub fn new(lexicon: Arc<Lexicon>) -> Verifier {
        Verifier { support: Support::over(lexicon), moves: Rules::shipped().lists() }
    }

    /// Verifies a sentence.
    pub fn verify(&self, asked: Asked<'_>) -> Verdict {
        let sentence = self.mended(asked.sentence, asked.language);
        let asked = Asked { sentence: &sentence, ..asked };
        let mut refusals = Vec::new();
        let mut hit = |reason: Reason, detail: Option<String>| {
            if let Some(detail) = detail {
                refusals.push(Refusal { reason, detail });
            }
        };
        hit(Reason::Shape, shape(&asked));
        let citation = citation(&asked);
        let is_cited = citation.is_none();
        hit(Reason::Citation, citation);
        let case = self.case(asked);
        hit(Reason::Address, address(&case));
        hit(Reason::Script, script(&case));
        hit(Reason::Language, language(&case));
        hit(Reason::Register, register(&asked));
        if is_cited {
            let figures = figures(&case);
            hit(Reason::Figure, figures.0);
            hit(Reason::Unit, figures.1);
            hit(Reason::Name, self.name(&case));
            hit(Reason::Word, self.word(&case));
            let is_told = asked.task == Task::Phrase;
            hit(
                Reason::Claim,
                self.support.claims.unfounded(&case.sentence, &case.evidence).filter(|_| is_told),
            );
            hit(Reason::Polarity, self.polarity(&case));
            hit(Reason::Direction, self.direction(&case).filter(|_| is_told));
            hit(Reason::Move, self.told_move(&case).filter(|_| is_told));
            hit(Reason::Support, if is_told { self.clauses(&case) } else { self.linked(&case) });
            hit(Reason::Nearer, self.nearer(&case).filter(|_| is_told));
            hit(Reason::Length, length(&case).filter(|_| is_told));
        }
        Verdict { sentence, refusals }
    }

    /// A sentence with the particles that names and numbers ask for.
    fn mended(&self, sentence: &str, language: Lang) -> String {
        if language != Lang::Ko {
            return sentence.to_owned();
        }
        let read = self.support.piece(sentence);
        let named = read.named.iter().map(|named| {
            // The lexicon's word has its particle with it.
            let said = sentence.get(named.at..named.until).unwrap_or_default();
            let entry = self.support.lexicon.entry(named.entry);
            let name = std::iter::once(&entry.name)
                .chain(&entry.aliases)
                .filter(|name| said.starts_with(name.as_str()))
                .max_by_key(|name| name.len());
            (named.at, named.at + name.map_or(said.len(), String::len))
        });
        let hangul = named.filter(|(_, end)| sentence[..*end].ends_with(is_hangul));
        let figures = read.figures.iter().map(|figure| (figure.at, figure.until));
        let places: Vec<(usize, usize)> = hangul.chain(figures).collect();
        korean::mended(sentence, &places)
    }

    fn case<'a>(&self, asked: Asked<'a>) -> Case<'a> {
        let cited: Vec<&Evidence> =
            asked.evidence.iter().filter(|one| asked.cites.contains(&one.id)).collect();
        let of_items = |one: &&Evidence| cited.iter().any(|cited| cited.item == one.item);
        let join = |list: &[&Evidence]| {
            list.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(" \n")
        };
        let items: Vec<&Evidence> = asked.evidence.iter().filter(of_items).collect();
        Case {
            sentence: self.support.piece(asked.sentence),
            evidence: self.support.piece(&join(&cited)),
            items: self.support.piece(&join(&items)),
            cited,
            asked,
        }
    }

    /// A name that the items have in neither language.
    fn name(&self, case: &Case<'_>) -> Option<String> {
        let sentence = &case.sentence;
        let unnamed = sentence.named.iter().find(|named| {
            let entry = self.support.lexicon.entry(named.entry);
            if entry.kind == "topic" || self.support.names(named.entry, &case.items) {
                return false;
            }
            // A common word that is spelt like a name.
            let said = &sentence.text[named.at..named.until];
            let run = sentence.runs.iter().find(|run| run.at == named.at);
            let is_word = run
                .is_some_and(|run| self.support.tie_of_run(run, &case.items) == Tie::Strong)
                || !case.asked.sentence.is_ascii()
                    && case.items.stems.contains(&self.support.glossary.stems(said))
                    && said.is_ascii();
            !is_word
        });
        if let Some(named) = unnamed {
            return Some(sentence.text[named.at..named.until].to_owned());
        }
        // Places are names, too.
        sentence
            .runs
            .iter()
            .filter(|run| !sentence.in_name(run.at) && !sentence.in_figure(run.at))
            .find_map(|run| {
                let is_named = |korean: &super::glossary::Pair| {
                    korean.is_english(&case.items.stems)
                        || case.items.runs.iter().any(|other| korean.begins(&other.text))
                        || korean.is_hanja(&case.items.text)
                };
                let mut places = self
                    .support
                    .glossary
                    .pairs()
                    .iter()
                    .filter(|pair| pair.is_place && pair.begins(&run.text))
                    .peekable();
                places.peek()?;
                (!places.any(is_named)).then(|| run.text.clone())
            })
    }

    /// A Latin word that the items lack.
    fn word(&self, case: &Case<'_>) -> Option<String> {
        let sentence = &case.sentence;
        let is_korean = case.asked.language == Lang::Ko;
        sentence
            .latin
            .iter()
            .find(|latin| {
                let told = sentence.in_name(latin.at)
                    && !sentence.named.iter().any(|named| {
                        (named.at..named.until).contains(&latin.at)
                            && self.support.lexicon.entry(named.entry).kind == "topic"
                    });
                if told {
                    return false;
                }
                let word = latin.text.as_str();
                if !is_korean && !is_name_like(word, latin.at, &sentence.text) {
                    return false;
                }
                if sentence
                    .figures
                    .iter()
                    .any(|figure| figure.at < latin.at && latin.at < figure.until)
                {
                    return false;
                }
                !self.has_word(word, case, latin.at)
            })
            .map(|latin| latin.text.clone())
    }

    fn has_word(&self, word: &str, case: &Case<'_>, at: usize) -> bool {
        let items = &case.items;
        let lower = word.to_lowercase();
        let lower = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")).unwrap_or(&lower);
        let is_there = |word: &str| {
            items.latin.iter().any(|other| {
                let other = other.text.to_lowercase();
                other == word
                    || other.split(['-', '/', '.', '_', '\'', '’']).any(|part| part == word)
            })
        };
        let stem = self.support.glossary.stems(word);
        // 7B, written out as seven billion.
        let figure =
            case.sentence.figures.iter().find(|figure| figure.at == at).is_some_and(|figure| {
                let strict = super::readings::Figure { is_optional: false, ..figure.clone() };
                readings::held(&strict, &case.evidence.figures) == Held::Found
            });
        is_there(lower)
            || !word.contains(|c: char| c.is_ascii_digit()) && items.stems.contains(&stem)
            || lower.split(['-', '/', '.', '_']).all(|part| part.is_empty() || is_there(part))
            || figure
            || self.support.is_initials(word, items)
            || self.support.glossary.pairs().iter().enumerate().any(|(place, pair)| {
                pair.is_english(&stem) && items.runs.iter().any(|run| run.pairs.contains(&place))
            })
            || self
                .support
                .glossary
                .pairs()
                .iter()
                .any(|pair| pair.is_latin(word) && pair.is_english(&items.stems))
            || case
                .asked
                .lenses
                .iter()
                .any(|lens| case.asked.task != Task::Phrase && lens.to_lowercase().contains(lower))
    }

    /// A negation on one side alone, clause by clause.
    fn polarity(&self, case: &Case<'_>) -> Option<String> {
        let claims = &self.support.claims;
        let denials = |piece: &Piece| claims.denials(piece, |text| self.support.words(text));
        let whole = denials(&case.evidence);
        // As much is denied on both sides, wherever it stands.
        if whole.is_plain() && claims.agree(&denials(&case.sentence), &whole) {
            return None;
        }
        let told = self.evidence_clauses(case);
        let evidence: Vec<_> = told.iter().map(denials).collect();
        // Clauses that tell of the same one of the evidence are held against it together.
        let mut groups: Vec<(Vec<usize>, Vec<Piece>)> = Vec::new();
        for clause in self.sentence_clauses(case) {
            let nearest = self.nearest(&clause, &told);
            if nearest.is_empty() {
                continue;
            }
            match groups.iter_mut().find(|(first, _)| first[0] == nearest[0]) {
                Some((_, clauses)) => clauses.push(clause),
                None => groups.push((nearest, vec![clause])),
            }
        }
        groups.into_iter().find_map(|(nearest, clauses)| {
            let said: Vec<&str> = clauses.iter().map(|clause| clause.text.trim()).collect();
            let said = said.join(" ");
            let own = denials(&self.support.words(&said));
            let agrees = nearest.iter().any(|index| claims.agree(&own, &evidence[*index]));
            (!agrees).then_some(said)
        })
    }

    /// The clauses of the evidence that share most with a clause; none where none shares anything.
    fn nearest(&self, clause: &Piece, told: &[Piece]) -> Vec<usize> {
        let weights: Vec<usize> =
            told.iter().map(|other| self.support.ties(clause, other, other).weight()).collect();
        let best = weights.iter().copied().max().filter(|best| *best > 0);
        weights
            .iter()
            .enumerate()
            .filter(|(_, weight)| Some(**weight) == best)
            .map(|(index, _)| index)
            .collect()
    }

    /// A word that goes the other way than its evidence.
    fn direction(&self, case: &Case<'_>) -> Option<String> {
        let claims = &self.support.claims;
        let told = self.evidence_clauses(case);
        let clauses = self.sentence_clauses(case);
        // A clause that tells several of the evidence may go any of their ways.
        if clauses.len() >= told.len() {
            for clause in &clauses {
                let nearest = self.nearest(clause, &told);
                let turned: Option<Vec<String>> =
                    nearest.iter().map(|index| claims.turned(clause, &told[*index])).collect();
                if let Some(said) = turned.and_then(|said| said.into_iter().next()) {
                    return Some(said);
                }
            }
        }
        claims.turned(&case.sentence, &case.evidence)
    }

    fn sentence_clauses(&self, case: &Case<'_>) -> Vec<Piece> {
        let text = &case.sentence.text;
        match case.asked.language {
            Lang::Ko => korean::clauses(text)
                .iter()
                .map(|(from, to)| self.support.piece(&text[*from..*to]))
                .collect(),
            Lang::En => {
                piece::english_clauses(text).iter().map(|part| self.support.piece(part)).collect()
            }
        }
    }

    fn evidence_clauses(&self, case: &Case<'_>) -> Vec<Piece> {
        let mut found = Vec::new();
        for one in &case.cited {
            if one.text.chars().any(is_hangul) {
                found.extend(
                    korean::clauses(&one.text)
                        .iter()
                        .map(|(from, to)| self.support.piece(&one.text[*from..*to])),
                );
            } else {
                found.extend(
                    piece::english_clauses(&one.text).iter().map(|part| self.support.piece(part)),
                );
            }
        }
        found
    }

    /// A kind of move that the items do not tell.
    fn told_move(&self, case: &Case<'_>) -> Option<String> {
        /// What is launched, released or priced is told in too many ways to be missed.
        const DEEDS: [Move; 4] =
            [Move::Acquisition, Move::Layoffs, Move::Investment, Move::Leadership];
        let words = Words::of(&case.sentence.text);
        let found = self.moves.find(&words);
        let there = self.moves.find(&Words::of(&case.items.text));
        DEEDS.iter().find_map(|kind| {
            let span = found
                .moved(*kind)
                .filter(|_| found.is_hard(*kind) && there.moved(*kind).is_none())?;
            let said = crate::desk::lists::said(&case.sentence.text, &words, span);
            // The word itself may be told, where the kind is not.
            let read = self.support.piece(said);
            let is_told =
                read.runs.iter().any(|run| self.support.tie_of_run(run, &case.items) > Tie::None)
                    || case.items.stems.contains(&read.stems) && read.runs.is_empty();
            (!is_told && !said.is_empty()).then(|| said.to_owned())
        })
    }

    /// A clause that nothing ties to the evidence.
    fn clauses(&self, case: &Case<'_>) -> Option<String> {
        self.sentence_clauses(case)
            .iter()
            .find(|clause| !self.support.ties(clause, &case.evidence, &case.items).holds())
            .map(|clause| clause.text.trim().to_owned())
    }

    /// An item that lends nothing to a sentence which goes beyond it; a lens that is not named.
    fn linked(&self, case: &Case<'_>) -> Option<String> {
        let mut items: Vec<&str> = case.cited.iter().map(|one| one.item.as_str()).collect();
        items.dedup();
        for item in &items {
            let text: Vec<&str> = case
                .asked
                .evidence
                .iter()
                .filter(|one| one.item == *item)
                .map(|one| one.text.as_str())
                .collect();
            let piece = self.support.piece(&text.join(" \n"));
            if self.support.ties(&case.sentence, &piece, &piece).weight() == 0 {
                return Some((*item).to_owned());
            }
        }
        let lower = case.asked.sentence.to_lowercase();
        let names_lens = case.asked.lenses.iter().any(|lens| lower.contains(&lens.to_lowercase()));
        (items.len() == 1 && case.asked.task == Task::Link && !names_lens)
            .then(|| case.asked.lenses.join(", "))
    }

    /// An item that shares two anchors more than the cited ones.
    fn nearer(&self, case: &Case<'_>) -> Option<String> {
        let of = |piece: &Piece| {
            let ties = self.support.ties(&case.sentence, piece, piece);
            ties.strong + ties.weak
        };
        let own = of(&case.items);
        let mut items: Vec<&str> = Vec::new();
        for one in case.asked.evidence {
            let is_cited = case.cited.iter().any(|cited| cited.item == one.item);
            if !is_cited && !items.contains(&one.item.as_str()) {
                items.push(&one.item);
            }
        }
        items.into_iter().find_map(|item| {
            let text: Vec<&str> = case
                .asked
                .evidence
                .iter()
                .filter(|one| one.item == item)
                .map(|one| one.text.as_str())
                .collect();
            (of(&self.support.piece(&text.join(" \n"))) >= own + 2)
                .then(|| text.first().map_or_else(String::new, |text| (*text).to_owned()))
        })
    }
}

/// Not one clean line, too many citations, a section that there is not.
fn shape(asked: &Asked<'_>) -> Option<String> {
    let characters = asked.sentence.chars().count();
    if asked.cites.len() > CITES {
        return Some(format!("{}", asked.cites.len()));
    }
    if let Some(section) = asked.section.filter(|section| {
        asked.task == Task::Idea && !Section::ALL.iter().any(|known| known.name() == *section)
    }) {
        return Some(section.to_owned());
    }
    let is_clean = clean::line(asked.sentence, 4 * CHARACTERS.end()) == asked.sentence;
    (!is_clean || !CHARACTERS.contains(&characters)).then(|| format!("{characters}"))
}

/// No citation, or one of what was not given.
fn citation(asked: &Asked<'_>) -> Option<String> {
    if asked.cites.is_empty() {
        return Some(String::new());
    }
    asked.cites.iter().find(|cite| !asked.evidence.iter().any(|one| one.id == **cite)).cloned()
}

/// An address, a link or a reference in the sentence.
fn address(case: &Case<'_>) -> Option<String> {
    let text = case.asked.sentence;
    for sign in ["://", "www.", "](", "<http", "mailto:"] {
        if text.contains(sign) {
            return Some(sign.to_owned());
        }
    }
    let reference = text.match_indices('[').find(|(at, _)| {
        let inside = text[at + 1..].split(']').next().unwrap_or_default();
        let bare = inside.trim_start_matches('^');
        text[at + 1..].contains(']')
            && (!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit())
                || bare.starts_with(['S', 'E'])
                    && bare.len() > 1
                    && bare[1..].chars().all(|c| c.is_ascii_digit()))
    });
    if let Some((at, _)) = reference {
        return Some(text[at..].chars().take(4).collect());
    }
    let lower = case.items.text.to_lowercase();
    case.sentence
        .latin
        .iter()
        .map(|latin| latin.text.as_str())
        .find(|word| is_host(word) && !lower.contains(&word.to_lowercase()))
        .map(str::to_owned)
}

/// Whether a word reads like a host: `example.com`.
fn is_host(word: &str) -> bool {
    const ENDS: [&str; 26] = [
        "com", "net", "org", "io", "ai", "co", "kr", "dev", "app", "gov", "edu", "jp", "cn", "uk",
        "eu", "de", "info", "biz", "me", "tv", "xyz", "site", "ly", "ru", "us", "to",
    ];
    let host = word.split('/').next().unwrap_or_default().to_lowercase();
    let Some((name, end)) = host.rsplit_once('.') else { return false };
    !name.is_empty() && ENDS.contains(&end)
}

/// A letter neither Hangul nor Latin that the evidence lacks.
fn script(case: &Case<'_>) -> Option<String> {
    let is_latin = |c: char| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c);
    let strange = |c: &char| {
        c.is_alphabetic() && !is_hangul(*c) && !is_latin(*c) && !case.items.text.contains(*c)
    };
    case.asked.sentence.chars().find(strange).map(String::from)
}

/// Not the language that was asked for.
fn language(case: &Case<'_>) -> Option<String> {
    let text = case.asked.sentence;
    match case.asked.language {
        Lang::En => text.chars().find(|c| is_hangul(*c)).map(String::from),
        Lang::Ko => {
            const UNITS: [&str; 12] = [
                "hundred", "thousand", "million", "billion", "trillion", "percent", "dollars",
                "dollar", "won", "years", "months", "days",
            ];
            let unit = case.sentence.latin.iter().find(|latin| {
                let before = text[..latin.at].trim_end();
                UNITS.contains(&latin.text.to_lowercase().as_str())
                    && before.ends_with(|c: char| c.is_ascii_digit())
            });
            if let Some(unit) = unit {
                return Some(unit.text.clone());
            }
            let foreign: usize = case
                .sentence
                .latin
                .iter()
                .filter(|latin| {
                    !case
                        .items
                        .latin
                        .iter()
                        .any(|other| other.text.eq_ignore_ascii_case(&latin.text))
                })
                .filter(|latin| !case.sentence.in_name(latin.at))
                .map(|latin| latin.text.chars().filter(|c| c.is_alphabetic()).count())
                .sum();
            let hangul = text.chars().filter(|c| is_hangul(*c)).count();
            let share = hangul as f64 / (hangul + foreign).max(1) as f64;
            (share < HANGUL || hangul == 0).then(|| format!("{:.0}%", 100.0 * share))
        }
    }
}

/// Another register, no whole sentence, a repeated run.
fn register(asked: &Asked<'_>) -> Option<String> {
    let text = asked.sentence;
    if let Some(run) = repeated(text) {
        return Some(run);
    }
    let end =
        || text.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    match asked.language {
        Lang::Ko => (!asked.register.fits(text)).then(end),
        Lang::En => {
            let closed =
                text.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '!', '?']);
            let begun =
                text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
            (!closed || !begun || text.split_whitespace().count() < 3).then(end)
        }
    }
}

/// A syllable, a pair of them or a word that comes three times in a row.
fn repeated(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    for length in 1..=4 {
        for at in 0..chars.len().saturating_sub(3 * length - 1) {
            let run = &chars[at..at + length];
            let is_written = run.iter().all(|c| is_hangul(*c) || length > 2 && c.is_alphabetic());
            if is_written
                && run == &chars[at + length..at + 2 * length]
                && run == &chars[at + 2 * length..at + 3 * length]
            {
                return Some(run.iter().collect());
            }
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .windows(3)
        .find(|three| three[0] == three[1] && three[1] == three[2])
        .map(|three| three[0].to_owned())
}

/// Values that the cited sentences lack, and values that they have as something else.
fn figures(case: &Case<'_>) -> (Option<String>, Option<String>) {
    let (mut missing, mut other) = (None, None);
    for figure in &case.sentence.figures {
        // A fee of 25 basis points is 0.25 %, a rate that moves by as many is none.
        let said = || case.sentence.text[figure.at..figure.until].trim().to_owned();
        let is_fee = figure.readings.iter().any(|reading| reading.kind == Kind::Percent)
            && names_fee(&case.evidence);
        let held = if is_fee {
            let points: Vec<readings::Reading> = figure
                .readings
                .iter()
                .filter(|reading| reading.kind == Kind::Percent)
                .map(|reading| readings::Reading { kind: Kind::Points, ..*reading })
                .collect();
            let as_points = readings::Figure { readings: points, ..figure.clone() };
            let mended = readings::held(&as_points, &case.evidence.figures);
            if mended == Held::Found {
                Held::Found
            } else {
                readings::held(figure, &case.evidence.figures)
            }
        } else {
            readings::held(figure, &case.evidence.figures)
        };
        match held {
            Held::Found => {}
            Held::OtherUnit => other = other.or_else(|| Some(said())),
            Held::Missing => missing = missing.or_else(|| Some(said())),
        }
    }
    (missing, other)
}

/// Whether the evidence speaks of what is paid in parts of a hundred.
fn names_fee(evidence: &Piece) -> bool {
    ["fee", "charg", "commission", "expens", "spread", "yield"]
        .iter()
        .any(|word| evidence.stems.contains(&format!(" {word}")))
        || ["수수료", "보수", "스프레드"].iter().any(|word| evidence.text.contains(word))
}

/// Whether a word of an English sentence reads like a name: a capital that no beginning of a
/// sentence explains, or a digit inside.
fn is_name_like(word: &str, at: usize, text: &str) -> bool {
    let before = text[..at].trim_end();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '"', '“']);
    let capital = word.starts_with(|c: char| c.is_uppercase());
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let digit = word.chars().any(|c| c.is_ascii_digit());
    digit || inner || capital && !begins
}

/// Much longer than its evidence.
fn length(case: &Case<'_>) -> Option<String> {
    const FREE: f64 = 40.0;
    const FOR_A_WORD: f64 = 2.5;
    const FOR_A_SYLLABLE: f64 = 1.3;
    if case.asked.language != Lang::Ko {
        return None;
    }
    let syllables = |text: &str| text.chars().filter(|c| is_hangul(*c)).count() as f64;
    let said = syllables(case.asked.sentence);
    let given: f64 = case
        .cited
        .iter()
        .map(|one| {
            let words = one
                .text
                .split_whitespace()
                .filter(|word| {
                    word.chars().any(char::is_alphanumeric) && !word.chars().any(is_hangul)
                })
                .count();
            FOR_A_WORD * words as f64 + FOR_A_SYLLABLE * syllables(&one.text)
        })
        .sum();
    (said > FREE + given).then(|| format!("{said:.0}"))
}
