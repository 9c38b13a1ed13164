//! Which language a text is written in, told by its letters and, among Latin ones, by its words.

use std::borrow::Cow;

/// Letters looked at: more would not change the answer.
const LOOKED_AT: usize = 600;
/// Fewer Latin letters than this say nothing about which language it is.
const ENOUGH_LATIN: usize = 60;

/// Two-letter code of the language of a text; `en` where nothing can be told.
pub fn of(text: &str) -> &'static str {
    let (mut latin, mut hangul, mut kana, mut han, mut cyrillic, mut accents) = (0, 0, 0, 0, 0, 0);
    for c in text.chars().take(LOOKED_AT) {
        match c {
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{ac00}'..='\u{d7a3}' => hangul += 1,
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{4e00}'..='\u{9fff}' => han += 1,
            '\u{400}'..='\u{4ff}' => cyrillic += 1,
            '\u{c0}'..='\u{24f}' => accents += 1,
            _ => {}
        }
    }
    // A Hangul syllable says as much as two or three Latin letters, and Korean headlines are full
    // of English names: a quarter is plenty.
    if hangul * 4 >= latin + han && hangul > 0 {
        return "ko";
    }
    if kana > 0 && (kana + han) * 3 >= latin {
        return "ja";
    }
    if han * 3 >= latin && han > 0 {
        return "zh";
    }
    if cyrillic > latin {
        return "ru";
    }
    // The statistics of letters mistake short English titles for German or Dutch; without an
    // accent there must be more to go by.
    if latin >= ENOUGH_LATIN && (accents > 0 || latin >= 3 * ENOUGH_LATIN) {
        return code(whichlang::detect_language(head(text)));
    }
    "en"
}

/// The two-letter code that a declared language tag such as `ko-KR` begins with. Some declare the
/// country for the language, or spell either out.
pub fn declared(tag: &str) -> Option<Cow<'static, str>> {
    let tag = tag.trim();
    let code = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match code.as_str() {
        "en" | "eng" | "english" => Some("en".into()),
        "ko" | "kr" | "kor" | "korean" | "한국어" => Some("ko".into()),
        "ja" | "jp" | "jpn" | "japanese" => Some("ja".into()),
        "zh" | "cn" | "zho" | "chi" | "chinese" => Some("zh".into()),
        _ => {
            let is_code = code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic());
            is_code.then_some(Cow::Owned(code))
        }
    }
}

fn head(text: &str) -> &str {
    &text[..super::tokens::floor_char_boundary(text, LOOKED_AT)]
}

fn code(language: whichlang::Lang) -> &'static str {
    use whichlang::Lang;
    match language {
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
        // What is left is not written in Latin letters, so it is not what was asked.
        _ => "en",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_korean_headline_full_of_english_names_is_korean() {
        assert_eq!(of("NVIDIA, OpenAI에 1000억 달러 투자"), "ko");
        assert_eq!(of("Kubernetes pod autoscaler internals"), "en");
        assert_eq!(of("量子コンピュータの新しい一歩"), "ja");
        assert_eq!(of("华为发布新芯片"), "zh");
        assert_eq!(
            of(
                "Die Bundesregierung prüft schärfere Regeln für große Sprachmodelle und Rechenzentren"
            ),
            "de"
        );
        assert_eq!(of(""), "en");
    }

    #[test]
    fn a_declared_tag_counts_by_its_first_part() {
        assert_eq!(declared("ko-KR").as_deref(), Some("ko"));
        assert_eq!(declared("EN_us").as_deref(), Some("en"));
        assert_eq!(declared("kr").as_deref(), Some("ko"), "the country is meant as its language");
        assert_eq!(declared(" KOREAN ").as_deref(), Some("ko"));
        assert_eq!(declared("klingon"), None);
    }
}
