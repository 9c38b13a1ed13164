//! Whether a title says who acts on whom: by its verb in English, by particles and commas in Korean.
//! Where it does not, two names merely stand beside each other.

use super::title::Text;
use crate::text::tokens::Script;

/// Where the words of a move stand.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Index of the first.
    pub verb: usize,
    /// How many they are.
    pub length: usize,
}

/// Verbs by which money or a company comes to who acts or goes away, and by which who acts gives way:
/// they do not act on whom they name.
const RECEIVING: [&str; 41] = [
    "raise", "raises", "raised", "raising", "land", "lands", "landed", "secures", "secured",
    "nabs", "bags", "snags", "closes", "closed", "gets", "receives", "received", "wins", "won",
    "sell", "sells", "sold", "selling", "divests", "offloads", "sale", "merge", "join", "joins",
    "joined", "joining", "pay", "pays", "paid", "paying", "settle", "settles", "settled", "loses",
    "faces", "escapes",
];
/// Words between a verb and a name after which the name is not acted upon.
const BESIDE: [&str; 16] = [
    "from",
    "with",
    "and",
    "over",
    "amid",
    "as",
    "after",
    "vs",
    "alongside",
    "despite",
    "through",
    "via",
    "by",
    "led",
    "to",
    "before",
];
/// The same in Korean headlines.
const RECEIVING_KO: [&str; 7] = ["유치", "매각", "수혈", "피인수", "조달", "합병", "승소"];
/// Particles behind a name that is acted upon.
const ACTED_UPON: [&str; 6] = ["을", "를", "에", "에게", "에도", "의"];
/// Particles behind a name that acts.
const ACTING: [&str; 6] = ["이", "가", "은", "는", "도", "만"];
/// Particles behind a name that is beside, or from which something comes.
const NEITHER: [&str; 12] =
    ["와", "과", "랑", "서", "에서", "로부터", "에게서", "한테서", "보다", "이어", "로", "으로"];

/// Words behind a name with a particle that it is only compared with, or comes after.
const AFTER: [&str; 7] = ["이어", "뒤이어", "맞서", "밀려", "대응", "비해", "대항"];
/// Beginnings of words of a sum in Korean headlines, and of what stands beside one.
const SUMS: [&str; 18] = [
    "조", "억", "만", "천", "백", "원", "달러", "유로", "엔", "위안", "최대", "최소", "약", "추가",
    "지분", "전격", "전량", "규모",
];

/// Whether an English verb gives the direction to the name at a place behind it.
pub fn is_english(text: &Text<'_>, object: usize, span: Span) -> bool {
    let list = text.words.list();
    let word = |at: usize| list.get(at).map_or("", |word| text.words.text(word));
    let behind = (span.verb + span.length).min(object);
    let receives = (span.verb..behind).any(|at| RECEIVING.contains(&word(at)));
    let between = behind..object;
    !receives && !between.into_iter().any(|at| BESIDE.contains(&word(at)))
}

/// Whether a Korean headline gives the direction from the name at one place, or from who publishes
/// the page, to the name at another.
pub fn is_korean(text: &Text<'_>, actor: Option<usize>, object: usize, span: Span) -> bool {
    let list = text.words.list();
    let said = |at: usize| list.get(at).map_or("", |word| text.words.text(word));
    let receives = |at: usize| RECEIVING_KO.iter().any(|verb| said(at).contains(verb));
    if (span.verb..=span.verb + span.length).any(receives) {
        return false;
    }
    let last = end(text, object);
    let goes_on = AFTER.iter().any(|word| said(last).starts_with(word));
    if ends_in(text, last, &NEITHER) || goes_on {
        return false;
    }
    let acts = actor.is_none_or(|at| is_acting(text, at));
    // Between the name and its verb may stand a sum and what says more of it.
    let is_of_sum = |at: usize| {
        let word = said(at);
        word.contains(|c: char| c.is_ascii_digit()) || SUMS.iter().any(|sum| word.starts_with(sum))
    };
    let leads_to_verb = last <= span.verb && (last..span.verb).all(is_of_sum);
    acts && (ends_in(text, last, &ACTED_UPON) || leads_to_verb)
}

/// Whether a particle or a comma behind the name at a place says that it acts.
pub fn is_acting(text: &Text<'_>, at: usize) -> bool {
    let behind = end(text, at);
    let word = behind.checked_sub(1).and_then(|at| text.words.list().get(at));
    let after = word.map_or("", |word| &text.title[word.until as usize..]);
    // Names that are joined by a point act alike.
    !after.starts_with(['·', 'ㆍ', '&', '/', '-'])
        && (after.trim_start_matches(is_hangul).starts_with([',', '…'])
            || ends_in(text, behind, &ACTING))
}

/// The word behind the name at a place.
fn end(text: &Text<'_>, at: usize) -> usize {
    let mention = text.named.iter().find(|mention| mention.word as usize == at);
    at + mention.map_or(1, |mention| mention.length as usize)
}

/// Whether one of some particles stands behind a name that ends before a word: in the word of a Hangul
/// name, and behind a name with Latin letters.
fn ends_in(text: &Text<'_>, end: usize, particles: &[&str]) -> bool {
    let Some(word) = end.checked_sub(1).and_then(|at| text.words.list().get(at)) else {
        return false;
    };
    let behind = text.title[word.until as usize..].split([' ', ',', '…']).next();
    let said = if word.script == Script::Hangul {
        text.words.text(word)
    } else {
        behind.unwrap_or_default()
    };
    particles.iter().any(|particle| said.ends_with(particle))
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}
