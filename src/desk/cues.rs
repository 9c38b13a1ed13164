//! Lists of telling words, found in one pass over a text.
//!
//! A cue is a word or a phrase, whole, in the forms given. `(a|b|)` between its words stands for
//! alternatives, of which one may be empty; a lone `*` for a gap of up to three words, a lone `#`
//! for any number; `^` before it says that it counts at the start of the text alone, `$` behind
//! it at its end. A Korean word counts anywhere inside a word, because Korean joins words without
//! a blank; with `<` before it at the beginning of a word alone. The last word of a Korean phrase
//! counts with whatever follows it.

use super::lexicon::HashedMap;
use crate::text::tokens::{self, Script, Words};

/// Stands in a phrase for a gap of up to [`WIDEST`] words; no word has this number.
const GAP: u64 = 0;
/// Stands in a phrase for any number; no word has this one, either.
const NUMBER: u64 = 1;
const WIDEST: usize = 3;
/// Alternatives that one cue may be written for; more are a mistake of the list.
const FORMS: usize = 512;

/// What follows the first word of a phrase, and what it stands for.
#[derive(Debug, Clone)]
struct Phrase {
    rest: Box<[u64]>,
    /// Whether the last word is Hangul, which may be followed by more of the word.
    open_end: Option<Box<str>>,
    group: u32,
    at_start: bool,
    at_end: bool,
}

/// Words and phrases, each standing for a group.
#[derive(Debug, Default)]
pub struct Cues {
    /// Phrases by their first word.
    phrases: HashedMap<u64, Vec<Phrase>>,
    /// Parts of Hangul words, each with the groups it stands for and whether it must begin the word.
    parts: HashedMap<u64, Vec<(u32, bool)>>,
    /// Lengths that parts have, in bytes.
    lengths: Vec<usize>,
}

impl Cues {
    /// Whether a cue is written as the lists may write one: no brackets in brackets, and no more
    /// alternatives than are written out.
    #[cfg(test)]
    pub fn is_well_formed(cue: &str) -> bool {
        let mut rest = cue;
        let mut written = 1;
        while let Some((_, choices, after)) = alternatives(rest) {
            written *= choices.split('|').count();
            if choices.contains('(') {
                return false;
            }
            rest = after;
        }
        written <= FORMS && !rest.contains(['(', ')', '|'])
    }

    /// Adds a cue to a group.
    pub fn add(&mut self, cue: &str, group: u32) {
        for form in forms(cue) {
            self.add_form(&form, group);
        }
    }

    fn add_form(&mut self, form: &str, group: u32) {
        let at_start = form.starts_with('^');
        let at_end = form.ends_with('$');
        let begins = form.starts_with('<');
        let form = form.trim_start_matches(['^', '<']).trim_end_matches('$');
        let whole = Words::of(form);
        if let [word] = whole.list()
            && word.script == Script::Hangul
            && !at_start
            && !at_end
        {
            let part = whole.text(word);
            self.parts.entry(tokens::hash(part.as_bytes())).or_default().push((group, begins));
            if !self.lengths.contains(&part.len()) {
                self.lengths.push(part.len());
            }
            return;
        }
        let mut numbers: Vec<u64> = Vec::new();
        let mut open_end = None;
        for part in form.split(' ').filter(|part| !part.is_empty()) {
            match part {
                "*" => numbers.push(GAP),
                "#" => numbers.push(NUMBER),
                _ => {
                    let words = Words::of(part);
                    numbers.extend(words.list().iter().map(|word| word.hash));
                    open_end = words
                        .list()
                        .last()
                        .filter(|word| word.script == Script::Hangul)
                        .map(|word| words.text(word).into());
                }
            }
        }
        if let Some((first, rest)) = numbers.split_first() {
            let phrase = Phrase { rest: rest.into(), open_end, group, at_start, at_end };
            self.phrases.entry(*first).or_default().push(phrase);
        }
    }

    /// A word or phrase that counts where it stands whole; its last word, where it is Hangul, also
    /// with a particle. `*` between words is a gap: `sign * deal` is in "sign a $38B deal".
    pub fn whole(&mut self, phrase: &str, group: u32) {
        let mut numbers: Vec<u64> = Vec::new();
        for part in phrase.split('*') {
            if !numbers.is_empty() {
                numbers.push(GAP);
            }
            numbers.extend(Words::of(part).list().iter().map(|word| word.hash));
        }
        if let Some((first, rest)) = numbers.split_first() {
            let phrase =
                Phrase { rest: rest.into(), open_end: None, group, at_start: false, at_end: false };
            self.phrases.entry(*first).or_default().push(phrase);
        }
    }

    /// What counts at the beginning of a Hangul word; anything else counts whole.
    pub fn beginning(&mut self, beginning: &str, group: u32) {
        let words = Words::of(beginning);
        match words.list() {
            [word] if word.script == Script::Hangul => {
                let text = words.text(word);
                self.parts.entry(tokens::hash(text.as_bytes())).or_default().push((group, true));
                if !self.lengths.contains(&text.len()) {
                    self.lengths.push(text.len());
                }
            }
            _ => self.whole(beginning, group),
        }
    }

    /// Names the group of every cue in a text, and the index of the word it begins at.
    pub fn find(&self, words: &Words, mut found: impl FnMut(u32, usize)) {
        self.spans(words, |group, at, _| found(group, at));
    }

    /// As [`Cues::find`], and how many words the cue takes.
    pub fn spans(&self, words: &Words, mut found: impl FnMut(u32, usize, usize)) {
        let list = words.list();
        for (at, word) in list.iter().enumerate() {
            let mut look = |first: u64| {
                for phrase in self.phrases.get(&first).into_iter().flatten() {
                    if phrase.at_start && at > 0 {
                        continue;
                    }
                    let Some(length) = follows(words, at + 1, &phrase.rest, phrase) else {
                        continue;
                    };
                    if !phrase.at_end || ends_clause(words, at + length) {
                        found(phrase.group, at, length + 1);
                    }
                }
            };
            look(word.hash);
            if word.script == Script::Number {
                look(NUMBER);
            }
            if word.script == Script::Hangul {
                self.parts_of(words.text(word), |group| found(group, at, 1));
            }
        }
    }

    /// Names the groups of the parts of a Hangul word.
    fn parts_of(&self, word: &str, mut found: impl FnMut(u32)) {
        /// Bytes of one syllable.
        const SYLLABLE: usize = 3;
        for start in (0..word.len()).step_by(SYLLABLE) {
            for part in self.lengths.iter().filter_map(|length| word.get(start..start + length)) {
                let groups = self.parts.get(&tokens::hash(part.as_bytes()));
                for (group, begins) in groups.into_iter().flatten() {
                    if start == 0 || !begins {
                        found(*group);
                    }
                }
            }
        }
    }
}

/// Whether a clause ends behind a word: with the text, or with what Korean headlines put between
/// two clauses.
fn ends_clause(words: &Words, at: usize) -> bool {
    at + 1 == words.list().len() || words.list().get(at).is_some_and(|word| word.pauses)
}

/// How many words from one on are what follows in a phrase, if they are.
fn follows(words: &Words, at: usize, rest: &[u64], phrase: &Phrase) -> Option<usize> {
    let Some((&wanted, after)) = rest.split_first() else { return Some(0) };
    if wanted == GAP {
        // A phrase's gap lies between words, so this goes down once for each of its few gaps.
        return (0..=WIDEST)
            .find_map(|gap| follows(words, at + gap, after, phrase).map(|length| length + gap));
    }
    let word = words.list().get(at)?;
    let is_last = after.is_empty() && word.script == Script::Hangul;
    let fits = word.hash == wanted
        || wanted == NUMBER && word.script == Script::Number
        || is_last
            && match &phrase.open_end {
                Some(end) => words.text(word).starts_with(&**end),
                None => tokens::hash(tokens::stem(words.text(word)).as_bytes()) == wanted,
            };
    if fits { Some(1 + follows(words, at + 1, after, phrase)?) } else { None }
}

/// A cue with each choice of its alternatives.
fn forms(cue: &str) -> Vec<String> {
    let mut forms = vec![String::new()];
    let mut rest = cue;
    while let Some((before, choices, after)) = alternatives(rest) {
        forms = forms
            .iter()
            .flat_map(|form| {
                choices.split('|').map(move |choice| format!("{form}{before}{choice}"))
            })
            .take(FORMS)
            .collect();
        rest = after;
    }
    for form in &mut forms {
        form.push_str(rest);
    }
    forms
}

/// What stands before, in and after the first brackets of a cue.
fn alternatives(cue: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = cue.split_once('(')?;
    let (choices, after) = rest.split_once(')')?;
    Some((before, choices, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(cues: &Cues, text: &str) -> Vec<(u32, usize, usize)> {
        let mut all = Vec::new();
        cues.spans(&Words::of(text), |group, at, length| all.push((group, at, length)));
        all
    }

    fn has(cue: &str, text: &str) -> bool {
        let mut cues = Cues::default();
        cues.add(cue, 1);
        !found(&cues, text).is_empty()
    }

    #[test]
    fn no_cue_is_but_a_digit_or_a_sign_once_it_is_folded() {
        let file = include_str!("../../assets/lexicon/cues.toml");
        let lists: std::collections::HashMap<String, toml::Table> =
            toml::from_str(file).expect("lists");
        let words = lists.values().flat_map(|list| list.values()).filter_map(|v| v.as_array());
        let cues: Vec<&str> = words.flatten().filter_map(toml::Value::as_str).collect();
        assert!(cues.len() > 1_000);
        for cue in cues {
            let folded = crate::text::fold::folded(cue);
            let signs = folded.chars().filter(|c| !c.is_whitespace()).count();
            assert!(signs > 2 || folded.contains(char::is_alphabetic), "{cue} is read as {folded}");
        }
    }

    #[test]
    fn a_gap_takes_a_few_words_and_no_more() {
        let mut cues = Cues::default();
        cues.add("sign * deal", 7);
        assert_eq!(found(&cues, "They sign deal"), [(7, 1, 2)]);
        assert_eq!(found(&cues, "They sign a $38B cloud deal"), [(7, 1, 5)]);
        assert!(found(&cues, "They sign what may in the end be a deal").is_empty());
    }

    #[test]
    fn alternatives_numbers_and_ends_are_read() {
        assert!(has("launch(|es|ed)", "Acme launched it") && has("launch(|es|ed)", "Acme launch"));
        assert!(!has("launch(|es|ed)", "Acme launching"));
        assert!(has("cut(|s) # (jobs|staff)", "Acme cuts 4,000 staff"));
        assert!(has("^# best", "7 best lanterns") && !has("^# best", "The 7 best lanterns"));
        assert!(has("worth it$", "Is it worth it?") && !has("worth it$", "Worth it or not"));
    }

    #[test]
    fn a_korean_cue_counts_inside_a_word_or_at_its_beginning() {
        assert!(has("투자", "재투자받은 등대") && has("<투자", "투자받은 등대"));
        assert!(!has("<투자", "재투자받은 등대"));
        assert!(has("설문 조사", "등대지기 설문 조사에서") && !has("설문 조사", "등대 조사"));
    }

    #[test]
    fn a_beginning_may_stand_for_several_groups_and_a_phrase_may_end_with_a_particle() {
        let mut cues = Cues::default();
        cues.beginning("금융", 1);
        cues.beginning("금융", 2);
        cues.whole("설문 조사", 3);
        assert_eq!(found(&cues, "금융권의 설문 조사에서"), [(1, 0, 1), (2, 0, 1), (3, 1, 2)]);
    }

    proptest::proptest! {
        #[test]
        fn any_cue_and_any_text_are_read(cue in "[(|)*#^$< a-z가-힣0-9]{0,24}", text in "\\PC{0,60}") {
            has(&cue, &text);
        }
    }
}
