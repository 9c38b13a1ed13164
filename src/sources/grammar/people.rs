//! The names of people in a field that was meant for one: with an address beside the name, several
//! names in a row, the family name before the given one.

use std::borrow::Cow;

use crate::text::name::{HOUSES, PARTICLES, is_one_of, is_suffix};
use crate::text::{clean, html};

/// Longest field that is looked at, in characters.
const FIELD_CHARS: usize = 20_000;

/// What follows a name and is no other.
const DEGREES: &str = "phd dphil md mba msc ma ba bsc cfa jd rn mph pharmd dvm edd scd facc esq";

/// The people of a field, each by the given name first where the field is sure to say otherwise.
/// A name without its person (`kim@example.org`) is none.
pub fn names(field: &str) -> Vec<String> {
    let words = if html::is_likely(field) {
        html::plain(field, FIELD_CHARS).into()
    } else {
        Cow::Borrowed(field)
    };
    let field = without_addresses(&clean::line(&words, FIELD_CHARS));
    let field = ["By ", "by ", "BY "]
        .iter()
        .find_map(|by| field.strip_prefix(by))
        .unwrap_or(&field)
        .trim_matches([',', ';', '-', ' ']);
    let mut names = Vec::new();
    for piece in field.split([';', '|']).map(str::trim).filter(|piece| !piece.is_empty()) {
        match listed(piece) {
            Some(several) => names.extend(several),
            None => names.push(piece.to_owned()),
        }
    }
    names
}

/// Whether words are most likely a person's name: two to five that begin with a capital letter and
/// belong to no house; in Korean, Chinese and Japanese one short word.
pub fn is_name(words: &str) -> bool {
    if is_name_in_signs(words) {
        return true;
    }
    // "R.Bee" is two words as well.
    let words = words.replace('.', ". ").split_whitespace().collect::<Vec<_>>().join(" ");
    let count = words.split(' ').count();
    (2..=5).contains(&count)
        && !words.contains(|c: char| c.is_ascii_digit())
        && words.split(' ').all(|word| begins_large(word) || is_one_of(word, PARTICLES))
        && !words.split(' ').any(|word| is_one_of(word, HOUSES))
}

/// A field without addresses of mail: `kim@example.org (Kim Minji)`, `Kim Minji <kim@…>`. A sign
/// alone is no address: "M@" and "A@B Lab" are names.
fn without_addresses(field: &str) -> String {
    if !field.contains(['@', '＠']) {
        return field.to_owned();
    }
    let mut spaced = String::with_capacity(field.len() + 8);
    for c in field.chars() {
        match c {
            '(' | '（' | '<' | '[' => spaced.extend([' ', if c == '（' { '(' } else { c }]),
            ')' | '）' | '>' | ']' => spaced.extend([if c == '）' { ')' } else { c }, ' ']),
            '＠' => spaced.push('@'),
            other => spaced.push(other),
        }
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    // Before a name in brackets any address will do, also one of this machine alone.
    let leads = |at: usize| at == 0 && words.get(1).is_some_and(|next| next.starts_with('('));
    let is_gone = |at: usize, word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        is_address(bare) || (leads(at) && bare.contains('@'))
    };
    let mut kept: Vec<&str> = Vec::with_capacity(words.len());
    // What stands in brackets after an address is the name itself.
    let (mut after_address, mut in_brackets) = (false, false);
    for (at, &word) in words.iter().enumerate() {
        if is_gone(at, word) {
            after_address = true;
            continue;
        }
        let mut word = word;
        if let Some(inside) = word.strip_prefix('(').filter(|_| after_address) {
            (word, in_brackets) = (inside, true);
        }
        if let Some(inside) = word.strip_suffix(')').filter(|_| in_brackets) {
            (word, in_brackets) = (inside, false);
        }
        after_address = false;
        // After a name and its address a comma begins the next one.
        if word == "," && !kept.is_empty() {
            kept.push(";");
        } else if word.contains(|c: char| !matches!(c, '(' | ')' | '<' | '>' | '[' | ']')) {
            kept.push(word);
        }
    }
    let name = kept.join(" ");
    name.trim_matches(|c: char| matches!(c, ',' | ':' | '"' | '<' | '>' | ' ')).to_owned()
}

/// `local@host.tld`, perhaps with `mailto:` before it.
fn is_address(word: &str) -> bool {
    let word = word.strip_prefix("mailto:").unwrap_or(word);
    let Some((local, host)) = word.split_once('@') else { return false };
    let Some((domain, tld)) = host.rsplit_once('.') else { return false };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    !local.is_empty()
        && !domain.is_empty()
        && local.chars().chain(domain.chars()).all(is_plain)
        && tld.len() >= 2
        && tld.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The names in a row of them; `None` where it is no row as far as can be told.
fn listed(row: &str) -> Option<Vec<String>> {
    if let Some(names) = signs_listed(row) {
        return Some(names);
    }
    let mut parts: Vec<String> = Vec::new();
    for part in row.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let part =
            ["and ", "And ", "& "].iter().find_map(|and| part.strip_prefix(and)).unwrap_or(part);
        match parts.last_mut() {
            Some(_) if is_one_of(part, DEGREES) || part.starts_with("et al") => {}
            Some(last) if is_suffix(part) => *last = format!("{last} {part}"),
            _ => match split_at_and(part) {
                Some((one, other)) => parts.extend([one.to_owned(), other.to_owned()]),
                None => parts.push(part.to_owned()),
            },
        }
    }
    if let [_, _, ..] = parts.as_slice() {
        inverted(&parts).or_else(|| in_order(parts))
    } else {
        // One name, without what follows names.
        Some(parts).filter(|parts| !parts.is_empty())
    }
}

/// `Bee, A., Dee, C.`: family names, each with initials after it.
fn inverted(parts: &[String]) -> Option<Vec<String>> {
    let pairs = parts.chunks(2).map(|pair| match pair {
        // Three letters may as well be what somebody is.
        [family, initials]
            if !is_initials(family)
                && is_initials(initials)
                && (parts.len() > 2 || initials.len() < 3 || initials.contains('.')) =>
        {
            Some(format!("{initials} {family}"))
        }
        _ => None,
    });
    pairs.collect()
}

/// `Ann Bee, Cee Dee`: whole names. "Kim, Minsu" is one, and "Ann Bee, Reuters" may be.
fn in_order(parts: Vec<String>) -> Option<Vec<String>> {
    let is_single = |part: &String| {
        !part.contains(' ') && begins_large(part) && !is_one_of(part, HOUSES) && part.len() > 1
    };
    let whole = parts.iter().filter(|part| is_name(part)).count();
    let single = parts.iter().filter(|part| is_single(part) && !is_name(part)).count();
    let begins_with_particle = parts[0]
        .split(' ')
        .next()
        .is_some_and(|word| is_one_of(word, PARTICLES) && !begins_large(word));
    let is_row = match parts.len() {
        2 => whole == 2 && !begins_with_particle,
        count => whole + single == count && (whole * 2 >= count || single == count),
    };
    is_row.then_some(parts)
}

/// `Ann Bee and Cee Dee`; "Science and Technology" is one.
fn split_at_and(part: &str) -> Option<(&str, &str)> {
    [" and ", " And ", " AND ", " & ", " und ", " et "]
        .iter()
        .filter_map(|and| part.split_once(and))
        .map(|(one, other)| (one.trim(), other.trim()))
        .find(|(one, other)| is_name(one) && is_name(other))
}

/// Names in Hangul or Han signs, which stand beside each other with commas or dots between them.
fn signs_listed(row: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = row.split([',', '·', 'ㆍ', '・', '、', '/']).map(str::trim).collect();
    (parts.len() > 1 && parts.iter().all(|part| is_name_in_signs(part)))
        .then(|| parts.into_iter().map(str::to_owned).collect())
}

/// A name in Hangul or Han signs, perhaps with what its bearer is: `김철수`, `김철수 기자`.
fn is_name_in_signs(words: &str) -> bool {
    let is_sign =
        |c: char| matches!(c, '가'..='힣' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    let name = words.split(' ').next().unwrap_or_default();
    (2..=5).contains(&name.chars().count())
        && words.split(' ').count() <= 2
        && words.chars().all(|c| c == ' ' || is_sign(c))
}

/// `A.`, `S. R.`, `J.-P.`, `AB`.
fn is_initials(part: &str) -> bool {
    let letters: Vec<&str> = part.split(['.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let is_large = |word: &str| word.chars().all(char::is_uppercase);
    !letters.is_empty()
        && letters.len() <= 5
        && letters.iter().all(|word| match word.chars().count() {
            1 | 3 => is_large(word),
            // Two letters stand for one in some writings, as in "Yu.".
            2 => begins_large(word) && (part.contains('.') || is_large(word)),
            _ => false,
        })
}

fn begins_large(word: &str) -> bool {
    word.trim_start_matches(['\'', '’', '"', '“', '(']).starts_with(|first: char| {
        first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_is_one_whatever_stands_beside_it() {
        for (field, name) in [
            ("Ann Bee", "Ann Bee"),
            ("kim@example.org (Kim Minji)", "Kim Minji"),
            ("Kim Minji (kim@example.org)", "Kim Minji"),
            ("Kim Minji <mailto:kim@example.org>", "Kim Minji"),
            ("Kim Minji<kim@example.org>", "Kim Minji"),
            ("noreply@blogger (Ann Bee)", "Ann Bee"),
            ("kim@example.kr（김민지）", "김민지"),
            ("M@", "M@"),
            ("A@B Lab", "A@B Lab"),
            ("Ann Bee (Reuters)", "Ann Bee (Reuters)"),
            ("By Ann Bee", "Ann Bee"),
            ("Bee, A.", "A. Bee"),
            ("Kim, Minsu", "Kim, Minsu"),
            ("Bee, OHD", "Bee, OHD"),
            ("van Dyke, Ada Mary", "van Dyke, Ada Mary"),
            ("Ann Bee, PhD", "Ann Bee"),
            ("Martin King, Jr.", "Martin King Jr."),
            ("Ann Bee, Reuters", "Ann Bee, Reuters"),
            ("Ann Bee, The Example Press", "Ann Bee, The Example Press"),
            ("Ministry of Science and ICT", "Ministry of Science and ICT"),
            ("Science and Technology", "Science and Technology"),
            ("Research & Insights Team", "Research & Insights Team"),
            ("Example Bank, Research Department", "Example Bank, Research Department"),
            ("홍길동 기자", "홍길동 기자"),
            ("홍길동 기자 - hong@ex.example", "홍길동 기자"),
            ("<a href='/a,b'>Ann Bee</a>", "Ann Bee"),
        ] {
            assert_eq!(names(field), [name], "{field}");
        }
        assert!(names("kim@example.org").is_empty() && names(" , ").is_empty());
    }

    #[test]
    fn several_names_of_one_field_are_several() {
        for (field, people) in [
            ("Ann Bee, Cee Dee", &["Ann Bee", "Cee Dee"][..]),
            (" Bee, A., Dee, C., Eff, S. R. ", &["A. Bee", "C. Dee", "S. R. Eff"]),
            ("Bee AB, Dee C", &["Bee AB", "Dee C"]),
            ("Ann Bee and Cee Dee", &["Ann Bee", "Cee Dee"]),
            ("Ann Bee & Cee van Dee", &["Ann Bee", "Cee van Dee"]),
            ("Ann Bee, Cee Dee, and Eff Gee", &["Ann Bee", "Cee Dee", "Eff Gee"]),
            ("Ann Bee, Cee Dee and Eff Gee", &["Ann Bee", "Cee Dee", "Eff Gee"]),
            ("A. Bee, C. D. Dee, E. Eff", &["A. Bee", "C. D. Dee", "E. Eff"]),
            ("A.Bee, C.Dee & E.Eff", &["A.Bee", "C.Dee", "E.Eff"]),
            ("Bee, Ann; Dee, Cee", &["Bee, Ann", "Dee, Cee"]),
            ("Ann Bee | Cee Dee", &["Ann Bee", "Cee Dee"]),
            ("ann@example.org (Ann Bee), cee@example.org (Cee Dee)", &["Ann Bee", "Cee Dee"]),
            ("홍길동, 김철수 기자", &["홍길동", "김철수 기자"]),
            ("홍길동·김철수", &["홍길동", "김철수"]),
            ("Ann, Bob, Cyd", &["Ann", "Bob", "Cyd"]),
        ] {
            assert_eq!(names(field), people, "{field}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_field_makes_it_panic(field in "[A-Za-z.,;&@()<>（김 -]{0,60}") {
            let _ = names(&field);
        }
    }
}
