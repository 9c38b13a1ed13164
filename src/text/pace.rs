//! How long a text takes to read.

/// Syllables of Hangul, or ideographs and kana, read in a minute.
const SYLLABLES_A_MINUTE: f64 = 500.0;

/// Words of other scripts read in a minute.
const WORDS_A_MINUTE: f64 = 220.0;

/// Minutes of reading, each script at its own pace.
pub fn minutes(text: &str) -> f64 {
    let (mut syllables, mut words, mut in_word) = (0_u64, 0_u64, false);
    for c in text.chars() {
        let is_syllable =
            matches!(c, '가'..='힣' | '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
        let is_letter = !is_syllable && c.is_alphanumeric();
        syllables += u64::from(is_syllable);
        words += u64::from(is_letter && !in_word);
        // A word goes on over its hyphens and apostrophes.
        in_word = is_letter || (in_word && !is_syllable && !c.is_whitespace());
    }
    syllables as f64 / SYLLABLES_A_MINUTE + words as f64 / WORDS_A_MINUTE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_minutes_are_a_page_of_either_script() {
        assert!((minutes(&"조간 신문을 ".repeat(500)) - 5.0).abs() < 1e-9);
        assert!((minutes(&"morning's state-of-the-art ".repeat(550)) - 5.0).abs() < 1e-9);
        assert!(minutes("…  —") < 1e-9);
    }
}
