//! One form for what Unicode has several of, for comparing and finding: full-width `ＡＩ` and half-
//! width `ｶﾅ`, sub- and superscripts, ligatures, letters with their marks apart (UAX 15, NFKC).
//! What is shown stays as it was written.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick, is_nfkc_quick};

/// The text in the form that is compared.
pub fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| push(c, &mut folded));
    Cow::Owned(folded.nfc().collect())
}

/// Appends a character in the form that is compared, as far as it stands for itself.
pub fn push(c: char, into: &mut String) {
    match c {
        // Most letters of this world, and jamo that stand for themselves, as in ㅋㅋ.
        _ if c.is_ascii() => into.push(c),
        '가'..='힣' | '\u{3040}'..='\u{318f}' | '\u{4e00}'..='\u{9fff}' => into.push(c),
        _ => into.extend(std::iter::once(c).nfkc()),
    }
}

/// The text with its marks joined to their letters (NFC): what is typed, pasted or named by a
/// system that keeps them apart is the same text.
pub fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::Maybe | IsNormalized::No => Cow::Owned(text.nfc().collect()),
    }
}

/// The text with its marks apart from their letters (NFD), as macOS names files.
pub fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_to_a_reader_is_the_same_when_folded() {
        for (written, meant) in [
            ("ＡＩ ２０２６", "AI 2026"),
            ("ｶﾀｶﾅ ｶﾞｽ", "カタカナ ガス"),
            ("H₂O, CO₂, x²", "H2O, CO2, x2"),
            ("ﬁnance", "finance"),
            ("㈜삼성 ㎢", "(주)삼성 km2"),
            ("Cafe\u{301}", "Café"),
            ("ㅋㅋ 모델", "ㅋㅋ 모델"),
        ] {
            assert_eq!(folded(written), meant, "{written}");
        }
        let apart = decomposed("금리 é");
        assert_ne!(apart, "금리 é");
        assert_eq!((composed(&apart).as_ref(), folded(&apart).as_ref()), ("금리 é", "금리 é"));
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = folded(&text).into_owned();
            proptest::prop_assert_eq!(folded(&once).into_owned(), once);
        }
    }
}
