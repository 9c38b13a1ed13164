//! Any word in plain Latin letters, for names that programs must be able to read: Hangul by the
//! Revised Romanization of Korean letter by letter (its rules of sound left out), accents taken off.

use unicode_normalization::UnicodeNormalization as _;

/// Hangul's first consonants, its vowels and its last consonants, in Unicode's order.
const FIRST: [&str; 19] = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p",
    "h",
];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
];
const LAST: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
];

/// The small Latin letters and digits of a text; what has no Latin form is left out.
pub fn latin(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    // Hangul must not be taken apart by the decomposition that takes accents off.
    for c in text.nfc() {
        if let Some(syllable) = u32::from(c).checked_sub(0xac00).filter(|at| *at < 11_172) {
            let at = |number: u32| number as usize;
            latin.push_str(FIRST[at(syllable / 588)]);
            latin.push_str(VOWELS[at(syllable % 588 / 28)]);
            latin.push_str(LAST[at(syllable % 28)]);
            continue;
        }
        match c {
            'ß' => latin.push_str("ss"),
            'æ' | 'Æ' => latin.push_str("ae"),
            'œ' | 'Œ' => latin.push_str("oe"),
            'ø' | 'Ø' => latin.push('o'),
            'ł' | 'Ł' => latin.push('l'),
            'đ' | 'Đ' | 'ð' => latin.push('d'),
            'ı' => latin.push('i'),
            'þ' | 'Þ' => latin.push_str("th"),
            other => latin.extend(
                std::iter::once(other)
                    .nfkd()
                    .filter(char::is_ascii_alphanumeric)
                    .map(|c| c.to_ascii_lowercase()),
            ),
        }
    }
    latin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_readable_in_latin_letters() {
        for (word, read) in [
            ("시계열", "sigyeyeol"),
            ("한국은행", "hangukeunhaeng"),
            ("Über-Größe", "ubergrosse"),
            ("Łódź", "lodz"),
            ("GPT-4", "gpt4"),
            ("王", ""),
            ("👩‍💻", ""),
        ] {
            assert_eq!(latin(word), read, "{word}");
        }
    }
}
