//! Which Latin keys were pressed when the Korean two-set (두벌식) layout is on, so that commands
//! work without switching it off.

/// The key of each jamo: single consonants and vowels stand on one key, those with Shift are the
/// capital, and compound ones are what is typed to compose them.
const KEYS: [(char, &str); 51] = [
    ('ㄱ', "r"),
    ('ㄲ', "R"),
    ('ㄳ', "rt"),
    ('ㄴ', "s"),
    ('ㄵ', "sw"),
    ('ㄶ', "sg"),
    ('ㄷ', "e"),
    ('ㄸ', "E"),
    ('ㄹ', "f"),
    ('ㄺ', "fr"),
    ('ㄻ', "fa"),
    ('ㄼ', "fq"),
    ('ㄽ', "ft"),
    ('ㄾ', "fx"),
    ('ㄿ', "fv"),
    ('ㅀ', "fg"),
    ('ㅁ', "a"),
    ('ㅂ', "q"),
    ('ㅃ', "Q"),
    ('ㅄ', "qt"),
    ('ㅅ', "t"),
    ('ㅆ', "T"),
    ('ㅇ', "d"),
    ('ㅈ', "w"),
    ('ㅉ', "W"),
    ('ㅊ', "c"),
    ('ㅋ', "z"),
    ('ㅌ', "x"),
    ('ㅍ', "v"),
    ('ㅎ', "g"),
    ('ㅏ', "k"),
    ('ㅐ', "o"),
    ('ㅑ', "i"),
    ('ㅒ', "O"),
    ('ㅓ', "j"),
    ('ㅔ', "p"),
    ('ㅕ', "u"),
    ('ㅖ', "P"),
    ('ㅗ', "h"),
    ('ㅘ', "hk"),
    ('ㅙ', "ho"),
    ('ㅚ', "hl"),
    ('ㅛ', "y"),
    ('ㅜ', "n"),
    ('ㅝ', "nj"),
    ('ㅞ', "np"),
    ('ㅟ', "nl"),
    ('ㅠ', "b"),
    ('ㅡ', "m"),
    ('ㅢ', "ml"),
    ('ㅣ', "l"),
];

const INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const MEDIALS: &str = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const FINALS: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/// The Latin keys behind a jamo, or behind a syllable that an input method composed of several
/// presses; `None` for what is not Hangul.
pub fn latin(c: char) -> Option<String> {
    if let Some(key) = key_of(c) {
        return Some(key.to_owned());
    }
    // The Hangul syllables block counts final fastest, then medial, then initial.
    let index = u32::from(c).checked_sub(0xAC00).filter(|index| *index < 11_172)? as usize;
    let (initial, medial, last) = (index / 588, index % 588 / 28, index % 28);
    let mut keys = String::new();
    keys.push_str(key_of(INITIALS.chars().nth(initial)?)?);
    keys.push_str(key_of(MEDIALS.chars().nth(medial)?)?);
    if last > 0 {
        keys.push_str(key_of(FINALS.chars().nth(last - 1)?)?);
    }
    Some(keys)
}

fn key_of(jamo: char) -> Option<&'static str> {
    KEYS.iter().find(|(known, _)| *known == jamo).map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jamo_are_the_keys_they_stand_on_with_and_without_shift() {
        assert_eq!(latin('ㅓ').as_deref(), Some("j"));
        assert_eq!(latin('ㅉ').as_deref(), Some("W"));
        assert_eq!(latin('j'), None);
    }

    #[test]
    fn a_composed_syllable_is_all_the_keys_that_were_pressed_for_it() {
        assert_eq!(latin('허').as_deref(), Some("gj"));
        assert_eq!(latin('값').as_deref(), Some("rkqt"));
        assert_eq!(latin('힣').as_deref(), Some("glg"));
    }

    #[test]
    fn every_syllable_has_keys() {
        assert!(('가'..='힣').all(|c| latin(c).is_some()));
    }
}
