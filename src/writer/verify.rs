//! What a written sentence must stand before it is shown: one function a check, in their order.
//! Figures, claims, polarity and direction are held against the cited sentences; names and Latin
//! words against all evidence of the cited items, since a second sentence says "the company".

use std::sync::Arc;

use super::case::{Asked, Case, Evidence, Task};
use super::figures::figures;
use super::form::{address, citation, language, length, register, script, shape};
use super::korean;
use super::piece::{self, Named, Piece, Run};
use super::readings::{self, Figure, Held, is_hangul};
use super::verdict::{Reason, Refusal, Verdict};
use super::{Support, support::Tie};
use crate::desk::lists::Lists;
use crate::desk::{Lexicon, Rules};
use crate::lang::Lang;
use crate::model::Move;
use crate::text::tokens::Words;

/// Verifies sentences.
#[derive(Debug)]
pub struct Verifier {
    support: Support,
    moves: Arc<Lists>,
}

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
            let added = || self.support.claims.added(&case.sentence, &case.evidence);
            let support =
                if is_told { self.clauses(&case).or_else(added) } else { self.linked(&case) };
            hit(Reason::Support, support);
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
        if let Some(run) = sentence.runs.iter().find(|run| self.is_unnamed_group(run, case)) {
            return Some(run.text.clone());
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

    /// Whether a run is a known name with what belongs to it in one word, 카카오그룹, of which the items
    /// have neither.
    fn is_unnamed_group(&self, run: &Run, case: &Case<'_>) -> bool {
        const PARTS: [&str; 16] = [
            "그룹",
            "파이낸셜",
            "클라우드",
            "코리아",
            "재팬",
            "페이",
            "벤처스",
            "측",
            "뱅크",
            "은행",
            "증권",
            "카드",
            "건설",
            "바이오",
            "홀딩스",
            "모바일",
        ];
        if case.sentence.in_name(run.at) || case.sentence.in_figure(run.at) {
            return false;
        }
        PARTS.iter().filter_map(|part| run.text.find(part)).any(|at| {
            let name = &run.text[..at];
            let is_whole = |named: &&Named| named.at == 0 && named.until == at;
            let read = self.support.piece(name);
            read.named.iter().find(is_whole).is_some_and(|named| {
                self.support.lexicon.entry(named.entry).kind != "topic"
                    && !self.support.names(named.entry, &case.items)
                    && !case.items.text.contains(name)
            })
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
                if !is_korean && !piece::is_name_like(word, latin.at, &sentence.text) {
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
                let strict = Figure { is_optional: false, ..figure.clone() };
                readings::held(&strict, &case.evidence.figures) == Held::Found
            });
        is_there(lower)
            || self.is_half_latin(word, case, at)
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

    /// Whether a Latin word is the beginning of one that Korean writes in both scripts, and that the
    /// items have in either: D램, V낸드, e스포츠.
    fn is_half_latin(&self, word: &str, case: &Case<'_>, at: usize) -> bool {
        let said = case.sentence.text.get(at..).unwrap_or_default();
        self.support.glossary.pairs().iter().any(|pair| {
            let is_said = |korean: &super::glossary::Korean| {
                korean.text.len() > word.len()
                    && korean.text.starts_with(word)
                    && said.starts_with(&korean.text)
            };
            pair.korean.iter().any(is_said)
                && (pair.is_english(&case.items.stems)
                    || pair.korean.iter().any(|korean| case.items.text.contains(&korean.text)))
        })
    }

    /// A negation on one side alone, clause by clause.
    fn polarity(&self, case: &Case<'_>) -> Option<String> {
        let claims = &self.support.claims;
        let denials = |piece: &Piece| claims.denials(piece, |text| self.support.words(text));
        let whole = denials(&case.evidence);
        // As much is denied on both sides, wherever it stands.
        let own = denials(&case.sentence);
        if whole.is_plain() && claims.agree(&own, &whole)
            || !whole.is_plain() && claims.match_each_other(&own, &whole)
        {
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
        claims
            .turned(&case.sentence, &case.evidence)
            .or_else(|| clauses.iter().find_map(|clause| self.mismeasured(clause)))
    }

    /// A word that goes the other way than the two figures before it: `57%에서 64%로 낮췄`. No evidence
    /// is asked: the clause contradicts itself.
    fn mismeasured(&self, clause: &Piece) -> Option<String> {
        clause.figures.windows(2).find_map(|pair| {
            let [first, second] = pair else { return None };
            let between = clause.text.get(first.until..second.at)?;
            let after = clause.text.get(second.until..)?;
            let run = after.find(|c: char| !is_hangul(c)).map_or(after, |end| &after[..end]);
            // 25곳에서 22곳으로: both count the same. Of ranks, the smaller is the higher.
            let counter = between.trim().strip_suffix("에서")?;
            let is_rank = ["위", "등", "급", "순위"].contains(&counter);
            let is_step = run
                .strip_prefix(counter)
                .is_some_and(|particle| ["로", "으로", "까지"].contains(&particle));
            // Of two kinds, a share and an amount, neither is the larger.
            let (from, to) = (first.readings.first()?, second.readings.first()?);
            let grows = to.value > from.value;
            let is_one_kind = from.kind == to.kind && (to.value - from.value).abs() > f64::EPSILON;
            let rest = self.support.words(after);
            (is_step && !is_rank).then_some(())?;
            self.support.claims.mismeasured(&rest, grows).filter(|_| is_one_kind)
        })
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
