//! Sentences of a text, as slices of it, in English and Korean.

/// The longest text that is looked at, in bytes.
const TEXT_CAP: usize = 48 * 1024;

/// The sentences of a text, trimmed, in their order; a line break always ends one.
pub fn sentences(text: &str) -> Vec<&str> {
    let text = &text[..super::tokens::floor_char_boundary(text, TEXT_CAP)];
    let mut found = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        for (at, sign) in line.char_indices() {
            let after = at + sign.len_utf8();
            if matches!(sign, '.' | '!' | '?' | '。' | '！' | '？' | '…')
                && ends(&line[start..at], sign, &line[after..])
            {
                let closing = closing_length(&line[after..]);
                push(&mut found, &line[start..after + closing]);
                start = after + closing;
            }
        }
        push(&mut found, &line[start.min(line.len())..]);
    }
    found
}

fn push<'a>(found: &mut Vec<&'a str>, sentence: &'a str) {
    let sentence = sentence.trim();
    if sentence.chars().any(char::is_alphanumeric) {
        found.push(sentence);
    }
}

/// Quotation marks and brackets that close after the stop belong to the sentence.
fn closing_length(after: &str) -> usize {
    after.find(|c| !matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '」')).unwrap_or(after.len())
}

/// Words before whose full stop a sentence does not end.
const ABBREVIATIONS: [&str; 70] = [
    "mr", "mrs", "ms", "mx", "dr", "drs", "prof", "profs", "st", "ste", "mt", "ft", "jr", "sr",
    "rep", "reps", "sen", "sens", "gov", "govs", "gen", "col", "lt", "maj", "capt", "cmdr", "sgt",
    "adm", "pres", "hon", "rev", "vs", "v", "etc", "e.g", "eg", "i.e", "ie", "cf", "viz", "al",
    "fig", "figs", "eq", "eqs", "sec", "secs", "ch", "no", "nos", "vol", "pp", "ed", "eds", "dept",
    "univ", "approx", "est", "resp", "w.r.t", "a.k.a", "jan", "feb", "aug", "sept", "oct", "nov",
    "dec", "ave", "blvd",
];

/// Words before whose full stop a sentence ends only where a new one plainly begins: firms' forms,
/// which end many, and stand before "said" and names.
const FIRMS: [&str; 9] = ["inc", "ltd", "co", "corp", "bros", "llc", "plc", "a.m", "p.m"];

/// Words that begin sentences, and seldom follow a name.
const OPENERS: [&str; 30] = [
    "the",
    "a",
    "an",
    "it",
    "its",
    "this",
    "that",
    "these",
    "those",
    "they",
    "he",
    "she",
    "we",
    "but",
    "and",
    "in",
    "on",
    "at",
    "for",
    "as",
    "when",
    "while",
    "after",
    "before",
    "however",
    "now",
    "there",
    "if",
    "so",
    "meanwhile",
];

fn ends(before: &str, sign: char, after: &str) -> bool {
    let rest = &after[closing_length(after)..];
    let Some(next) = rest.chars().next() else { return true };
    if sign != '.' {
        // An ellipsis or a question mark in the middle goes on in small letters.
        let small = rest.trim_start().starts_with(char::is_lowercase);
        return !small && (next.is_whitespace() || !sign.is_ascii());
    }
    if !next.is_whitespace() {
        // Korean writes 했다.그리고 without a blank now and then; English does not.
        return before.ends_with(|c| ('가'..='힣').contains(&c)) && ('가'..='힣').contains(&next);
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let word = word.to_ascii_lowercase();
    let rest = rest.trim_start();
    if rest.starts_with(char::is_lowercase) {
        return false;
    }
    let opens = || {
        let next: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        OPENERS.contains(&next.to_lowercase().as_str())
    };
    let initial = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic());
    // U.S., U.N., D.C., Ph.D.
    let initials = word.contains('.') && word.split('.').all(|part| (1..=2).contains(&part.len()));
    if ABBREVIATIONS.contains(&word.as_str()) || initial {
        // "No. 3", but "He said no. Then he left."
        return matches!(word.as_str(), "no" | "al" | "etc") && {
            let numbered = rest.starts_with(|c: char| c.is_ascii_digit());
            !numbered && opens()
        };
    }
    !(initials || FIRMS.contains(&word.as_str())) || opens()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_inside_a_name_or_number_ends_nothing() {
        assert_eq!(
            sentences(
                "Dr. Kim et al. trained v2.5, e.g. on text. It cost $1.5 million! Why? See Fig. 3."
            ),
            [
                "Dr. Kim et al. trained v2.5, e.g. on text.",
                "It cost $1.5 million!",
                "Why?",
                "See Fig. 3."
            ]
        );
    }

    #[test]
    fn titles_firms_and_countries_end_no_sentence() {
        for whole in [
            "Rep. Ada Marsh and Sen. Lee Ro wrote to the U.S. Senate about lanterns.",
            "Acme Inc. said on Monday that No. 3 Pier is open.",
            "Acme vs. Zeta, e.g. Harbour No. 2, was settled by Gov. Kim.",
            "They met Lt. Col. Reed at 7 p.m. Tuesday near St. Ives.",
            "항구를 지은 J. K. 로링과 Acme Co. 대표가 만났다.",
        ] {
            assert_eq!(sentences(whole), [whole]);
        }
        assert_eq!(
            sentences(
                "It was bought by Acme Inc. The price was small. He lives in the U.S. He said no. Then he left."
            ),
            [
                "It was bought by Acme Inc.",
                "The price was small.",
                "He lives in the U.S.",
                "He said no. Then he left."
            ]
        );
    }

    #[test]
    fn korean_sentences_end_at_their_stops_and_lines() {
        assert_eq!(
            sentences("새 모델을 공개했다. “빠르다.” 값은 3.5달러다.그러나 느리다\n다음 줄"),
            ["새 모델을 공개했다.", "“빠르다.”", "값은 3.5달러다.", "그러나 느리다", "다음 줄"]
        );
    }

    #[test]
    fn nothing_has_no_sentences() {
        assert!(sentences("").is_empty());
        assert!(sentences("... !!! \n\n").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn sentences_are_found_in_the_text_in_their_order(text in "\\PC*") {
            let mut rest = text.as_str();
            for sentence in sentences(&text) {
                let at = rest.find(sentence);
                proptest::prop_assert!(at.is_some());
                rest = &rest[at.unwrap_or(0) + sentence.len()..];
            }
        }
    }
}
