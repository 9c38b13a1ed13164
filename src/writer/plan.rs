//! The evidence of an entry: numbered sentences of its items' own text.

use super::Evidence;
use crate::text::{clean, sentences};

/// Sentences that are sent of one entry.
const SENTENCES: usize = 8;
/// Characters that are sent of one entry.
const CHARACTERS: usize = 1_200;
/// Characters of the longest sentence that is sent.
const LONGEST: usize = 400;

/// An item that an entry cites, as far as it may be told of.
#[derive(Debug, Clone, Default)]
pub struct Cited {
    /// Its number, as a name.
    pub item: String,
    /// Its title.
    pub title: String,
    /// What the entry quotes of it.
    pub quoted: Vec<String>,
    /// What says it best, best first.
    pub gist: Vec<String>,
    /// Its text.
    pub text: String,
}

/// The evidence of an entry that cites some items: the title, what is quoted, what says it best, and
/// then the text in its order.
pub fn evidence(cited: &[Cited]) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    let mut characters = 0;
    let mut add = |item: &str, text: &str| {
        let text = clean::line(text, LONGEST + 1);
        let length = text.chars().count();
        let is_known = found
            .iter()
            .any(|known| known.text == text || known.text.contains(&text) && length > 20);
        let fits =
            found.len() < SENTENCES && characters + length <= CHARACTERS && length <= LONGEST;
        if !text.is_empty() && !is_known && fits && !has_address(&text) {
            characters += length;
            found.push(Evidence {
                id: format!("S{}", found.len() + 1),
                text,
                item: item.to_owned(),
            });
        }
    };
    for one in cited {
        add(&one.item, &one.title);
        for sentence in &one.quoted {
            add(&one.item, sentence);
        }
    }
    for one in cited {
        for sentence in &one.gist {
            add(&one.item, sentence);
        }
    }
    for one in cited {
        for sentence in sentences::sentences(&one.text) {
            add(&one.item, sentence);
        }
    }
    found
}

/// Whether a sentence holds an address: none is ever sent.
pub fn has_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["://", "www.", "mailto:"].iter().any(|sign| lower.contains(sign))
        || text.split_whitespace().any(|word| word.contains('@') && word.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_the_title_what_is_quoted_and_what_says_it_best_without_addresses() {
        let cited = Cited {
            item: "7".to_owned(),
            title: "A lamp".to_owned(),
            quoted: vec!["It burns all night.".to_owned()],
            gist: vec![
                "It burns all night.".to_owned(),
                "Read it at https://lamps.example/a.".to_owned(),
            ],
            text: "It is bright. Mail lamps@lamps.example now. It is made of brass.".to_owned(),
        };
        let found = evidence(&[cited]);
        let texts: Vec<&str> = found.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(
            texts,
            ["A lamp", "It burns all night.", "It is bright.", "It is made of brass."]
        );
        assert_eq!(found[3].id, "S4");
    }

    #[test]
    fn evidence_is_bounded() {
        let text = "A lamp that burns all night in the harbour number ".repeat(3);
        let cited = Cited {
            text: (0..50).fold(String::new(), |all, n| all + &text + &n.to_string() + ". "),
            title: "Lamps".to_owned(),
            ..Cited::default()
        };
        let found = evidence(&[cited]);
        assert!(found.len() <= SENTENCES);
        assert!(found.iter().map(|one| one.text.chars().count()).sum::<usize>() <= CHARACTERS);
    }
}
