//! What companies, products and topics are called in an edition's language: as the lexicon has it,
//! else as a title glosses it, else as a title writes it.

use super::Material;
use crate::lang::Lang;

/// Characters of a name that a gloss gives.
const MOST: usize = 40;

/// What stands in brackets behind a Korean headline's name and is no name.
const NO_GLOSS: [&str; 8] = ["종합", "속보", "단독", "상보", "사진", "영상", "인터뷰", "기고"];

/// The name of a company or a topic by its key.
pub(super) fn name(material: &Material<'_>, key: &str, lang: Lang, titles: &[&str]) -> String {
    let name = (material.name)(key, lang);
    if name != key {
        return name;
    }
    let glossed = || titles.iter().find_map(|title| gloss(title, key, lang));
    let as_written = || titles.iter().find_map(|title| written(title, key));
    let of_stem = || {
        // A title in another language writes the name otherwise: it is told as the lexicon has it.
        let (stem, version) = key.split_once([' ', '-'])?;
        let known = (material.name)(stem, lang);
        (known != stem).then(|| format!("{known} {}", capitalised(version)))
    };
    glossed().or_else(as_written).or_else(of_stem).unwrap_or_else(|| capitalised(&name))
}

/// Words with a capital at their beginning.
fn capitalised(words: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}", letters.as_str())
    };
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The other spelling of a name that a title gives in brackets, where it is the language's:
/// `한빛컴퓨트(Hanbit Compute)`.
fn gloss(title: &str, name: &str, lang: Lang) -> Option<String> {
    if is_of(name, lang) {
        return None;
    }
    title.match_indices('(').find_map(|(open, _)| {
        let (before, rest) = (title[..open].trim_end(), &title[open + 1..]);
        let inner = rest[..rest.find(')')?].trim();
        let other = if ends_with(before, name) {
            inner
        } else if inner.to_lowercase() == name.to_lowercase() {
            last_name(before, lang)
        } else {
            return None;
        };
        let is_name = is_of(other, lang)
            && other.chars().count() <= MOST
            && !NO_GLOSS.contains(&other)
            && other.starts_with(char::is_alphanumeric);
        is_name.then(|| other.to_owned())
    })
}

/// Whether a name is written as readers of a language write names.
fn is_of(name: &str, lang: Lang) -> bool {
    let hangul = name.chars().any(|c| ('가'..='힣').contains(&c));
    match lang {
        Lang::Ko => hangul,
        // What stands in capitals alone is as often a stock exchange's sign.
        Lang::En => !hangul && name.chars().any(char::is_lowercase),
    }
}

/// Whether a text ends with a name that stands for itself.
fn ends_with(text: &str, name: &str) -> bool {
    let (text, name) = (text.to_lowercase(), name.to_lowercase());
    text.strip_suffix(&name).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// The name at the end of a text: one word of Hangul, or words with capitals.
fn last_name(text: &str, lang: Lang) -> &str {
    let is_name = |word: &str| match lang {
        Lang::Ko => is_of(word, lang),
        Lang::En => word.starts_with(char::is_uppercase) && !word.ends_with("'s"),
    };
    let most = match lang {
        Lang::Ko => 1,
        Lang::En => 3,
    };
    let mut from = text.len();
    for word in text.split(' ').rev().take(most) {
        if !is_name(word.trim_start_matches(['“', '‘', '"', '\''])) {
            break;
        }
        from = from.saturating_sub(word.len() + usize::from(from < text.len()));
    }
    text[from..].trim_start_matches(['“', '‘', '"', '\'', ' '])
}

/// A name in lower case as a title writes it.
fn written(title: &str, name: &str) -> Option<String> {
    title.char_indices().find_map(|(from, _)| {
        let mut rest = name;
        for (at, c) in title[from..].char_indices() {
            rest = rest.strip_prefix(&*c.to_lowercase().collect::<String>())?;
            if rest.is_empty() {
                return Some(title[from..from + at + c.len_utf8()].to_owned());
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_as_the_title_writes_it() {
        assert_eq!(written("Introducing Zeta-7.5 Pro", "zeta-7.5").as_deref(), Some("Zeta-7.5"));
        assert_eq!(written("İstanbul의 ZETA-7.5", "zeta-7.5").as_deref(), Some("ZETA-7.5"));
        assert_eq!(written("Zeta", "zeta-7.5"), None);
        assert_eq!(written("", ""), None);
    }

    #[test]
    fn a_gloss_gives_the_name_in_the_language_of_the_edition() {
        let told = "등불컴퓨트(Lantern Compute), 새 방앗간 착공";
        assert_eq!(gloss(told, "등불컴퓨트", Lang::En).as_deref(), Some("Lantern Compute"));
        assert_eq!(gloss(told, "lantern compute", Lang::Ko).as_deref(), Some("등불컴퓨트"));
        assert_eq!(gloss(told, "등불컴퓨트", Lang::Ko), None, "it is Korean");
        let english = "Korea's Lantern Compute (등불컴퓨트) raises $12 million";
        assert_eq!(gloss(english, "lantern compute", Lang::Ko).as_deref(), Some("등불컴퓨트"));
        assert_eq!(gloss(english, "등불컴퓨트", Lang::En).as_deref(), Some("Lantern Compute"));
        for no_name in ["등불(종합), 착공", "등불(DBL), 착공", "등불(2026), 착공", "등불(, 착공"]
        {
            assert_eq!(gloss(no_name, "등불", Lang::En), None, "{no_name}");
        }
        assert_eq!(gloss("등불 Lantern(종합)", "lantern", Lang::Ko), None);
    }
}
