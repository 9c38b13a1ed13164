//! What the names that stand in a title say together.

use crate::desk::features::{self, Feature};
use crate::desk::lexicon::{Lexicon, Mention};
use crate::desk::lists::{Cue, Found};
use crate::desk::places;
use crate::text::tokens::{Script, Words};

/// The names that stand in a title.
pub fn find(title: &str, words: &Words, lexicon: &Lexicon, named: &mut Vec<Mention>) {
    lexicon.find(title, words, named);
    named.retain(|mention| !is_body_abroad(mention, words, lexicon));
    tell_apart(words, lexicon, named);
}

/// 그록 is Grok of xAI, and Groq beside those who make its chips: English spells them apart, Korean does not.
fn tell_apart(words: &Words, lexicon: &Lexicon, named: &mut [Mention]) {
    const SPELT_AS: &str = "grok";
    const BESIDE: [&str; 3] = ["nvidia", "jensen-huang", "groq"];
    const CHIPS: [&str; 6] = ["파운드리", "추론칩", "추론용", "반도체", "hbm", "lpu"];
    let key = |mention: &Mention| lexicon.entry(mention.entry).key.as_str();
    let list = words.list();
    let is_korean = |mention: &Mention| {
        list.get(mention.word as usize).is_some_and(|word| word.script == Script::Hangul)
    };
    let Some(at) = named.iter().position(|one| key(one) == SPELT_AS && is_korean(one)) else {
        return;
    };
    let is_of_chips =
        list.iter().any(|word| CHIPS.iter().any(|chip| words.text(word).starts_with(chip)));
    let is_beside = named.iter().any(|one| BESIDE.contains(&key(one)));
    let is_of_xai = named.iter().any(|one| ["xai", "elon-musk"].contains(&key(one)));
    // The third is NVIDIA's chip.
    let behind = list.get(named[at].word as usize + 1).map_or("", |word| words.text(word));
    let is_third = words.text(&list[named[at].word as usize]).ends_with('3') || behind == "3";
    // There is a third Grok as well, which is learnt on NVIDIA's chips.
    if (is_of_chips || is_beside && !is_third)
        && !is_of_xai
        && let Some(entry) = lexicon.index_of(if is_third { "groq-3" } else { "groq" })
    {
        named[at].entry = entry;
        named[at].length += u32::from(is_third && behind == "3");
    }
}

/// The weight of the heaviest name of a kind; none has none.
pub fn heaviest(named: &[Mention], kind: &str, lexicon: &Lexicon) -> u8 {
    named
        .iter()
        .map(|mention| lexicon.entry(mention.entry))
        .filter(|entry| entry.kind == kind)
        .map(|entry| u8::from(entry.weight))
        .max()
        .unwrap_or(0)
}

/// Whether one of the highest offices stands before the word by which a title says that somebody says
/// something.
pub fn office_says(found: &Found, named: &[Mention], lexicon: &Lexicon) -> bool {
    let Some(says) = found.cue(Cue::Says) else { return false };
    named.iter().any(|mention| {
        let entry = lexicon.entry(mention.entry);
        entry.kind == "body" && u8::from(entry.weight) >= 3 && (mention.word as usize) < says.0
    })
}

/// Whether an office that is written without its country, as the American ones are, is another
/// country's by the word before it: "Peru's Congress", "일본 상원".
fn is_body_abroad(mention: &Mention, words: &Words, lexicon: &Lexicon) -> bool {
    let entry = lexicon.entry(mention.entry);
    entry.kind == "body"
        && entry.key.starts_with("us-")
        && places::is_abroad(words, mention.word as usize)
}

/// Whether a key is that of an office or a court.
pub fn is_body(key: &str, lexicon: &Lexicon) -> bool {
    lexicon.by_key(key).is_some_and(|entry| entry.kind == "body")
}

/// Whether a title begins with a company.
pub fn begins_with_company(named: &[Mention], lexicon: &Lexicon) -> bool {
    let first = named.first();
    first.is_some_and(|one| one.word < 2 && lexicon.company_of(one.entry).is_some())
}

/// The index of the first word that names a company or what belongs to one.
pub fn company_at(named: &[Mention], lexicon: &Lexicon) -> Option<usize> {
    let of_company = |mention: &&Mention| lexicon.company_of(mention.entry).is_some();
    named.iter().find(of_company).map(|mention| mention.word as usize)
}

/// Whether a maker's own page tells what somebody else does with what it sells: "How Kelphaven sails on
/// Acme's ferries".
pub fn is_of_customer(
    title: &str,
    words: &Words,
    named: &[Mention],
    own: Option<u32>,
    lexicon: &Lexicon,
) -> bool {
    const HOW: &str = "How ";
    let Some(own) = own else { return false };
    let at = if title.starts_with(HOW) { Some(0) } else { title.find(": How ").map(|at| at + 2) };
    let Some(at) = at else { return false };
    let subject = title[at + HOW.len()..].split(' ').next().unwrap_or_default();
    let until = at + HOW.len() + subject.len();
    let is_own =
        |mention: &&Mention| mention.entry == own || lexicon.company_of(mention.entry) == Some(own);
    let place = |mention: &Mention| words.list()[mention.word as usize].at as usize;
    let mut theirs = named.iter().filter(is_own).map(place);
    let is_else = named.iter().filter(is_own).all(|mention| place(mention) >= until);
    subject.starts_with(char::is_uppercase) && is_else && theirs.any(|at| at >= until)
}

/// Whether a title names a company itself, and not only what belongs to one.
pub fn names_company(named: &[Mention], lexicon: &Lexicon) -> bool {
    named.iter().any(|mention| lexicon.entry(mention.entry).kind == "company")
}

/// The products, or the persons, that are named, by their features.
pub fn of_kind(kind: &str, named: &[Mention], lexicon: &Lexicon) -> Vec<Feature> {
    let entries = named.iter().map(|mention| lexicon.entry(mention.entry));
    entries.filter(|entry| entry.kind == kind).map(features::feature_of).collect()
}

/// Keys of the topics that title and first sentence name, those of the title first.
pub fn topics(lexicon: &Lexicon, named: &[Mention], below: &[Mention]) -> Vec<String> {
    /// A report is about no more of them.
    const MOST: usize = 6;
    let mut keys: Vec<String> = Vec::new();
    for mention in named.iter().chain(below) {
        let entry = lexicon.entry(mention.entry);
        if entry.kind == "topic" && !keys.contains(&entry.key) && keys.len() < MOST {
            keys.push(entry.key.clone());
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_korean_spelling_of_two_names_is_told_by_what_stands_beside_it() {
        let lexicon = Lexicon::shipped();
        let named = |title: &str| -> Vec<String> {
            let mut named = Vec::new();
            find(title, &Words::of(title), &lexicon, &mut named);
            named.iter().map(|one| lexicon.entry(one.entry).key.clone()).collect()
        };
        assert!(named("등대전자, ‘그록3’ 파운드리 맡는다").contains(&"groq-3".to_owned()));
        assert!(named("엔비디아, 그록 인력 영입").contains(&"groq".to_owned()));
        assert!(named("엔비디아 GPU 20만장으로 배운 ‘그록3’ 공개").contains(&"grok".to_owned()));
        assert!(named("그록4, 등대 사진을 그린다").contains(&"grok".to_owned()));
        assert!(named("머스크 “그록 반도체 직접 만든다”").contains(&"grok".to_owned()));
    }
}
