//! The parts of a name, as bibliographies need them: which word is the family's, what stands before
//! and after it, and what is no person's name but a house's.
//!
//! The parts are those of BibTeX (btxdoc, §4) and of the Citation Style Language (CSL 1.0.2, "Names").

mod lists;

use lists::{
    ASIAN_FAMILIES, CHINESE, CHINESE_HOUSES, FIRMS, FIRMS_OR_NAMES, GIVEN, HOUSES_OR_NAMES,
    JOINING, JOINTS, KOREAN, KOREAN_ENDINGS, KOREAN_GIVEN, KOREAN_HOUSES, LARGE_PARTICLES,
    OF_FIRMS, PREFIXES, TITLES, VIETNAMESE,
};
pub use lists::{HOUSES, PARTICLES};

/// Who wrote something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// Somebody, by the parts of the name.
    Person(Person),
    /// A house, a group, or what has no parts that could be told: it stands as it is.
    Literal(String),
}

/// The parts of a person's name; each may be empty but the family's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// What the person is called by, with all middle names: `Ludwig`.
    pub given: String,
    /// What stands before the family name, written small: `van`.
    pub particle: String,
    /// The family's name: `Beethoven`.
    pub family: String,
    /// What follows the name: `Jr.`, `III`.
    pub suffix: String,
    /// Whether it is written in Hangul or Han signs: family first, and without a blank or a comma.
    pub in_signs: bool,
}

impl Person {
    /// The name in one line, such that [`Name::of`] finds the same parts in it wherever it can.
    pub fn written(&self) -> String {
        let Person { given, particle, family, suffix, .. } = self;
        let is_found = |text: &String| match Name::of(text) {
            Name::Person(found) => Person { in_signs: false, ..found } == *self,
            Name::Literal(_) => false,
        };
        let in_order = joined(&[given, particle, family, suffix]);
        if given.is_empty() {
            return in_order;
        }
        let behind = |part: &str| if part.is_empty() { String::new() } else { format!(", {part}") };
        let inverted =
            format!("{}{}{}", joined(&[particle, family]), behind(suffix), behind(given));
        let signs = [format!("{family}{given}"), format!("{family} {given}")];
        // Signs are written family first.
        let signs = signs.into_iter().filter(|text| in_signs(text).is_some());
        signs.chain([in_order.clone(), inverted]).find(is_found).unwrap_or(in_order)
    }

    /// The name as its bearer writes it, given name first, or in signs family first.
    pub fn whole(&self) -> String {
        if self.in_signs {
            return format!("{}{}", self.family, self.given);
        }
        joined(&[&self.given, &self.particle, &self.family, &self.suffix])
    }
}

impl Name {
    /// Reads a name as a source gives it: given name first, or family, comma, given name.
    pub fn of(text: &str) -> Name {
        let text = joined(&text.split_whitespace().collect::<Vec<_>>());
        if let Some(first) = with_others(&text) {
            return Name::of(first);
        }
        let literal = || Name::Literal(text.clone());
        if let Some(person) = in_signs(&text) {
            return Name::Person(person);
        }
        // What stands in brackets behind a person is the same name in other letters, or an office.
        if let Some(person) = without_brackets(&text).map(Name::of)
            && matches!(person, Name::Person(_))
        {
            return person;
        }
        // Its words in signs are not in the order of Latin letters.
        let is_sign =
            |c: char| matches!(c, '가'..='힣' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        if text.contains(is_sign) && !text.contains(|c: char| c.is_ascii_alphabetic()) {
            return literal();
        }
        if text.contains(',') {
            return inverted(&text).map_or_else(literal, Name::Person);
        }
        let mut words: Vec<&str> = text.split(' ').collect();
        if let Some(person) = family_alone(&words) {
            return Name::Person(person);
        }
        let suffix = words.pop_if(|word| is_suffix(word)).unwrap_or_default();
        if words.len() < 2 || is_house(&words) {
            return literal();
        }
        let (given, particle, family) = in_order(&words);
        let suffix = suffix.to_owned();
        Name::Person(Person { given, particle, family, suffix, in_signs: false })
    }

    /// The name as it is written.
    pub fn whole(&self) -> String {
        match self {
            Name::Person(person) => person.whole(),
            Name::Literal(name) => name.clone(),
        }
    }

    /// What it is called by in short, in Latin letters: `kim` for 김민수, `beethoven`.
    pub fn short(&self) -> String {
        match self {
            Name::Person(person) => {
                let known = surname(KOREAN, &person.family).or(surname(CHINESE, &person.family));
                known.filter(|(_, family)| *family == person.family).map_or_else(
                    || super::roman::latin(&person.family),
                    |(latin, _)| super::roman::latin(latin),
                )
            }
            Name::Literal(name) => super::roman::latin(name),
        }
    }
}

/// Who is named by `Jane Doe et al.`: the rest of the text, where it says that there are others.
pub fn with_others(text: &str) -> Option<&str> {
    let text = text.trim();
    let marks = [" et al.", " et al", " and others", " 외", " 等"];
    let rest = marks.iter().find_map(|mark| text.strip_suffix(mark))?.trim_end_matches([',', ' ']);
    (!rest.is_empty()).then_some(rest)
}

/// Whether a word follows a name: `Jr.`, `III`.
pub fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

/// Whether a word stands in a list of small ones, its dots left out.
pub fn is_one_of(word: &str, list: &str) -> bool {
    let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    !word.is_empty() && list.split_whitespace().any(|known| known.eq_ignore_ascii_case(&word))
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What stands before the brackets that end a text.
fn without_brackets(text: &str) -> Option<&str> {
    let inside = text.strip_suffix([')', '）', ']'])?;
    let (name, within) = inside.rsplit_once(['(', '（', '['])?;
    (!name.trim().is_empty() && !within.is_empty()).then(|| name.trim())
}

/// A family's name without a given one: `van der Berg`, `Ramón y Cajal`.
fn family_alone(words: &[&str]) -> Option<Person> {
    let (last, before) = words.split_last()?;
    let is_joined = |word: &&&str| JOINING.split(' ').any(|joint| joint == **word);
    let person = |particle: &[&str], family: &[&str]| Person {
        particle: joined(particle),
        family: joined(family),
        ..Person::default()
    };
    if !before.is_empty() && before.iter().all(|word| is_particle(word)) && begins_large(last) {
        return Some(person(before, &[*last]));
    }
    let is_pair = words.len() == 3 && words.get(1).as_ref().is_some_and(is_joined);
    (is_pair && begins_large(words[0]) && begins_large(last)).then(|| person(&[], words))
}

/// `Beethoven, Ludwig van`, `van Beethoven, Ludwig`, `King, Jr., Martin`, `King, Martin, Jr.`.
fn inverted(text: &str) -> Option<Person> {
    let mut parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let at = parts.iter().skip(1).position(|part| is_suffix(part)).map(|at| at + 1);
    let suffix = at.map(|at| parts.remove(at)).unwrap_or_default().to_owned();
    let words: Vec<&str> = parts.iter().flat_map(|part| part.split(' ')).collect();
    // A comma stands behind a family that has the name of a house: `Post, Emily`.
    let is_family =
        |word: &str| is_one_of(word, HOUSES_OR_NAMES) || is_one_of(word, FIRMS_OR_NAMES);
    let named = match parts.as_slice() {
        [family, _] if is_family(family) => &words[1..],
        _ => &words,
    };
    if words.iter().any(|word| word.is_empty()) || is_house(named) {
        return None;
    }
    let (given, particle, family) = match parts.as_slice() {
        [name] if words.len() > 1 => in_order(&name.split(' ').collect::<Vec<_>>()),
        [family, given] => {
            let family: Vec<&str> = family.split(' ').collect();
            let before = family.iter().take_while(|word| is_particle(word)).count();
            let before = if before == family.len() { 0 } else { before };
            let mut given: Vec<&str> = given.split(' ').collect();
            // `Beethoven, Ludwig van`
            let after = given.iter().rev().take_while(|word| is_particle(word)).count();
            let after = if before > 0 || after == given.len() { 0 } else { after };
            let behind = given.split_off(given.len() - after);
            let particle = if before > 0 { joined(&family[..before]) } else { joined(&behind) };
            (joined(&given), particle, joined(&family[before..]))
        }
        _ => return None,
    };
    Some(Person { given, particle, family, suffix, in_signs: false })
}

/// The given names, the particle and the family name of words in their order; there are two words
/// at least.
fn in_order(words: &[&str]) -> (String, String, String) {
    let last = words.len() - 1;
    if let Some(joint) = (2..last).find(|at| JOINING.split(' ').any(|joint| joint == words[*at])) {
        return (joined(&words[..joint - 1]), String::new(), joined(&words[joint - 1..]));
    }
    if let Some(from) = (1..last).find(|at| is_particle(words[*at])) {
        let until = (from..last).take_while(|at| is_particle(words[*at])).count() + from;
        return (joined(&words[..from]), joined(&words[from..until]), joined(&words[until..]));
    }
    let large = |word: &str| begins_large(word) && is_one_of(word, LARGE_PARTICLES);
    // Van is a middle name where the family's is Vietnamese.
    let from = (1..last).find(|at| large(words[*at])).filter(|_| !is_vietnamese(words[last]));
    let from = from.unwrap_or(last);
    (joined(&words[..from]), String::new(), joined(&words[from..]))
}

/// A small word of letters: nothing else may go for one where names are written.
fn is_particle(word: &str) -> bool {
    let is_plain = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
    is_plain && word.starts_with(char::is_lowercase) && is_one_of(word, PARTICLES)
}

fn is_vietnamese(word: &str) -> bool {
    let word = word.to_lowercase();
    VIETNAMESE.split_whitespace().any(|family| family == word)
}

fn begins_large(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether words are the name of a house: a word says so, or one is written as no name of a person.
fn is_house(words: &[&str]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    // W. H. Press has a given name that no house has.
    let has_initial = words.iter().any(|word| word.len() == 2 && word.ends_with('.'));
    let is_known = is_one_of(first, GIVEN) || has_initial;
    let is_family = words.len() > 1 && is_known && is_one_of(last, HOUSES_OR_NAMES);
    let named = if is_family { &words[..words.len() - 1] } else { words };
    // `The` is a given name where the family's is Vietnamese.
    let has_vietnamese = || is_vietnamese(first) || is_vietnamese(last);
    let is_article = |word: &str| word.eq_ignore_ascii_case("the") && has_vietnamese();
    let is_asian = || words.iter().any(|word| is_asian_family(word));
    let says_so = |word: &&str| {
        is_one_of(word, HOUSES) && !is_article(word)
            || matches!(*word, "AI" | "ML" | "IT")
            || JOINTS.split(' ').any(|joint| joint == *word)
            || word.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '/' | '_'))
            || has_capital_within(word) && !(in_syllables(word) && is_asian())
    };
    let is_of_firm = |word: &&str| {
        is_one_of(word, OF_FIRMS) || word.len() > 1 && word.chars().all(char::is_uppercase)
    };
    let is_firm = !has_initial
        && is_one_of(first, FIRMS)
        && (!is_one_of(first, FIRMS_OR_NAMES) || words.get(1).is_none_or(is_of_firm));
    is_firm || named.iter().any(says_so)
}

/// `DeepMind`, `OpenAI`; not `McCarthy`, `LeCun`, `O'Neill`, `Jean-Luc`.
fn has_capital_within(word: &str) -> bool {
    word.split(['-', '\'', '’', '.']).any(|part| {
        let mut before = ' ';
        part.char_indices().any(|(at, c)| {
            let is_inside = before.is_lowercase() && c.is_uppercase();
            before = c;
            is_inside && !PREFIXES.contains(&&part[..at])
        })
    })
}

/// Whether a word is a Korean or Chinese family name in Latin letters.
fn is_asian_family(word: &str) -> bool {
    let latin = [KOREAN, CHINESE].into_iter().flat_map(|table| table.split_whitespace());
    let mut known = latin.filter(|word| word.is_ascii()).chain(ASIAN_FAMILIES.split_whitespace());
    known.any(|family| family.eq_ignore_ascii_case(word))
}

/// Whether each part of a word that begins with a capital letter is a syllable of a Korean or a
/// Chinese name: `SeungHyun`, `XiaoMing`.
fn in_syllables(word: &str) -> bool {
    let is_syllable = |part: &str| {
        let part = part.to_ascii_lowercase();
        let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w');
        let Some(at) = part.find(vowel) else { return false };
        let (begins, rest) = part.split_at(at);
        let ends = rest.trim_start_matches(vowel);
        begins.len() <= 2
            && rest.len() - ends.len() <= 3
            && matches!(ends, "" | "n" | "ng" | "m" | "k" | "l" | "p" | "b" | "h" | "r")
    };
    if !word.is_ascii() {
        return false;
    }
    let starts: Vec<usize> =
        word.match_indices(|c: char| c.is_ascii_uppercase()).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts.first() == Some(&0)
        && starts.iter().zip(ends).all(|(start, end)| is_syllable(&word[*start..end]))
}

/// A name in Hangul or Han signs whose family name is known, without what its bearer is.
fn in_signs(text: &str) -> Option<Person> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let words = match words.as_slice() {
        [rest @ .., title]
            if !rest.is_empty() && TITLES.split(' ').any(|known| known == *title) =>
        {
            rest
        }
        all => all,
    };
    let is_hangul = |c: char| matches!(c, '가'..='힣');
    let is_han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}');
    let is_kana = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '々');
    let all = |is: &dyn Fn(char) -> bool| words.iter().all(|word| word.chars().all(is));
    let known = |table, family: &str| surname(table, family).map(|(_, found)| found.to_owned());
    let (table, most) = match () {
        () if words.is_empty() => return None,
        () if all(&is_hangul) => (KOREAN, 2),
        () if all(&is_han) => (CHINESE, 2),
        // A Japanese name is told apart by its blank alone.
        () if all(&|c| is_han(c) || is_kana(c)) => ("", 4),
        () => return None,
    };
    let is_house = |text: &str| {
        KOREAN_ENDINGS.iter().chain(&CHINESE_HOUSES).any(|end| text.ends_with(end))
            || KOREAN_HOUSES.split_whitespace().any(|known| known == text)
    };
    let (family, given) = match *words {
        // `新华社 王小明`
        [first, second] if is_house(first) || is_house(second) => return None,
        [family, given] if given.chars().count() <= most + 1 => {
            let is_family = known(table, family).is_some_and(|found| found == family);
            let may_be = table != KOREAN && family.chars().count() <= 4;
            (is_family || may_be).then(|| (family.to_owned(), given.to_owned()))?
        }
        [whole] => {
            let family = known(table, whole)?;
            let given = whole[family.len()..].to_owned();
            let is_given = table != KOREAN || given.chars().all(|c| KOREAN_GIVEN.contains(c));
            (!is_house(whole) && is_given && (1..=most).contains(&given.chars().count()))
                .then_some((family, given))?
        }
        _ => return None,
    };
    Some(Person { given, family, in_signs: true, ..Person::default() })
}

/// The family name of a table that a text begins with: how it is written in Latin letters, and it.
fn surname(table: &'static str, text: &str) -> Option<(&'static str, &'static str)> {
    let mut words = table.split_whitespace();
    while let (Some(family), Some(latin)) = (words.next(), words.next()) {
        if text.starts_with(family) {
            return Some((latin, family));
        }
    }
    None
}

#[cfg(test)]
mod tests;
