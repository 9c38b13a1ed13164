//! Korean writing as the checks need it: how stems conjugate, where clauses end, which register a
//! sentence has, and which particle follows a word.

use serde::{Deserialize, Serialize};

use super::readings::is_hangul;

const RIEUL: u32 = 8;
const BIEUP: u32 = 17;

/// A syllable's consonant, vowel and final consonant, by their order in Unicode; 0 is no final.
fn parts(c: char) -> Option<(u32, u32, u32)> {
    let index = (c as u32).checked_sub('가' as u32).filter(|_| is_hangul(c))?;
    Some((index / 588, index % 588 / 28, index % 28))
}

/// Whether a syllable ends in ㄹ.
pub fn ends_in_rieul(c: char) -> bool {
    parts(c).is_some_and(|(_, _, last)| last == RIEUL)
}

/// Whether a syllable ends in a consonant.
pub fn has_final(c: char) -> bool {
    parts(c).is_some_and(|(_, _, last)| last != 0)
}

/// Whether a word begins with a verb's stem in any of its forms: 줄이 is found in 줄인, 줄였다 and
/// 줄입니다, 오르 in 올랐다.
pub fn conjugates(word: &str, stem: &str) -> bool {
    let mut stem_chars: Vec<char> = stem.chars().collect();
    let Some(last) = stem_chars.pop() else { return false };
    let mut rest = word.chars();
    // 르 before a vowel: the syllable before it takes a ㄹ, 오르- 올라.
    if last == '르'
        && let Some((&open, before)) = stem_chars.split_last()
        && let Some((first, vowel, 0)) = parts(open)
    {
        let mut other = word.chars();
        let same = before.iter().all(|c| other.next() == Some(*c));
        let doubled = other.next().and_then(parts) == Some((first, vowel, RIEUL));
        let is_vowel = other
            .next()
            .and_then(parts)
            .is_some_and(|(first, vowel, _)| first == 5 && (vowel == 0 || vowel == 4));
        if same && doubled && is_vowel {
            return true;
        }
    }
    if !stem_chars.iter().all(|c| rest.next() == Some(*c)) {
        return false;
    }
    let (Some(here), Some(there)) = (rest.next().and_then(parts), parts(last)) else {
        return false;
    };
    let (first, vowel, end) = here;
    if first != there.0 || stem_chars.is_empty() && !goes_on_as_verb(end, there.2, rest.as_str()) {
        return false;
    }
    if there.2 != 0 {
        // 팔다, 팝니다.
        return vowel == there.1 && (end == there.2 || there.2 == RIEUL && end == BIEUP);
    }
    // Contracted with the vowel of an ending: 이+어 여, 우+어 워, 오+아 와, 으+어 어, 하 해, 되 돼.
    let contracted = match there.1 {
        20 => vowel == 6,
        13 => vowel == 14,
        8 => vowel == 9,
        18 => vowel == 4 || vowel == 0,
        11 => vowel == 10,
        0 => there.0 == 18 && vowel == 1,
        _ => false,
    };
    vowel == there.1 || contracted
}

/// Whether what follows a stem of one syllable is an ending: 내며, 낸, 냈다, and not 내년. `end` is the
/// final consonant of the word's syllable, `own` that of the stem.
fn goes_on_as_verb(end: u32, own: u32, rest: &str) -> bool {
    const ENDINGS: &str = "고며면지기는은을었았어아여으다도게려던니네자거므습서야요라져졌진질집";
    const PAST: &str = "다고으습지던는음을";
    let next = rest.chars().next();
    let begins = |list: &str| next.is_some_and(|next| list.contains(next));
    match end {
        _ if end == own && own != 0 => begins(ENDINGS),
        0 => begins(ENDINGS),
        // ㄴ, ㄹ and ㅁ end a word, ㅂ stands before 니다, ㅆ is the past.
        4 | RIEUL | 16 => next.is_none(),
        BIEUP => next == Some('니'),
        20 => begins(PAST),
        _ => false,
    }
}

/// Endings behind which a clause ends where a comma follows or not.
const CONNECTIVES: [&str; 24] = [
    "으며", "이며", "하며", "되며", "며", "지만", "는데", "은데", "인데", "면서", "으나", "했고",
    "됐고", "었고", "았고", "였고", "렸고", "겼고", "졌고", "쳤고", "났고", "이고", "하고", "되고",
];

/// Words that only look as if a clause ended with them.
const NO_CONNECTIVES: [&str; 14] = [
    "하며면",
    "그리고",
    "광고",
    "보고",
    "최고",
    "사고",
    "창고",
    "재고",
    "경고",
    "중고",
    "신고",
    "예고",
    "권고",
    "별며",
];

/// The clauses of a Korean sentence, in bytes of it, in order. A comma alone ends none, since it
/// also parts what is listed.
pub fn clauses(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices() {
        if sign == ';' || sign == '…' || sign == ':' && text[at + 1..].starts_with(' ') {
            push(text, &mut found, start, at);
            start = at + sign.len_utf8();
        }
        if sign != ' ' {
            continue;
        }
        let before = text[start..at].trim_end();
        let word = before.rsplit(' ').next().unwrap_or_default();
        let bare = word.trim_end_matches([',', '"', '\'', '”', '’']);
        // What is still going on is one verb: 검토하고 있다.
        let goes_on = bare.ends_with('고') && text[at + 1..].starts_with(['있', '싶']);
        if ends_clause(bare) && !goes_on && before.contains(' ') {
            push(text, &mut found, start, at);
            start = at + 1;
        }
    }
    push(text, &mut found, start, text.len());
    found
}

fn push(text: &str, found: &mut Vec<(usize, usize)>, start: usize, end: usize) {
    if start < end && text[start..end].chars().any(char::is_alphanumeric) {
        found.push((start, end));
    }
}

/// Whether a word ends a clause.
pub fn ends_clause(word: &str) -> bool {
    // 높이고, 받고, 닫고: any verb's stem may stand before 고; only nouns in 고 do not end one.
    let go = word.ends_with('고')
        && word.chars().count() > 1
        && !word.ends_with("라고")
        && !word.ends_with("다고")
        && !word.ends_with("자고");
    let na =
        word.ends_with("나") && ["으나", "이나마", "했으나"].iter().any(|end| word.ends_with(end));
    (CONNECTIVES.iter().any(|end| word.ends_with(end)) || go || na)
        && !NO_CONNECTIVES.contains(&word)
        && !word.ends_with("그리고")
}

/// The register of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Register {
    /// 합니다.
    #[default]
    Formal,
    /// 한다.
    Plain,
}

impl Register {
    /// Both, in the order of the documents.
    pub const ALL: [Register; 2] = [Register::Formal, Register::Plain];

    /// As the config and the interface name it.
    pub fn name(self) -> &'static str {
        match self {
            Register::Formal => "formal",
            Register::Plain => "plain",
        }
    }

    /// The register of a name.
    pub fn from_name(name: &str) -> Option<Register> {
        Register::ALL.into_iter().find(|register| register.name() == name)
    }

    /// Whether a Korean sentence ends in this register.
    pub fn fits(self, sentence: &str) -> bool {
        let end = sentence.trim_end_matches(['.', '!', '?', '"', '\'', '”', '’', ')', ' ']);
        let mut back = end.chars().rev();
        let is_sentence = back.next() == Some('다');
        let before = back.next();
        let stem = back.next();
        let is_formal =
            before == Some('니') && stem.and_then(parts).is_some_and(|(_, _, end)| end == BIEUP);
        match self {
            Register::Formal => is_sentence && is_formal,
            Register::Plain => is_sentence && !is_formal && before.is_some_and(is_hangul),
        }
    }
}

/// Particles that depend on what stands before them: after a consonant, after a vowel.
const PAIRS: [(&str, &str); 9] = [
    ("이라는", "라는"),
    ("이라고", "라고"),
    ("으로", "로"),
    ("이나", "나"),
    ("이란", "란"),
    ("은", "는"),
    ("을", "를"),
    ("과", "와"),
    ("이", "가"),
];

/// How what is read aloud before a particle ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Vowel,
    Rieul,
    Consonant,
}

/// How a number is read at its end, 3 as 삼 and 10 as 십.
fn digits_end(digits: &str) -> Option<End> {
    let last = digits.chars().next_back()?;
    Some(match last {
        '1' | '7' | '8' => End::Rieul,
        '2' | '4' | '5' | '9' => End::Vowel,
        // 삼, 육, 영, 십, 백, 천, 만.
        '0' | '3' | '6' => End::Consonant,
        _ => return None,
    })
}

fn syllable_end(c: char) -> Option<End> {
    parts(c).map(|(_, _, last)| match last {
        0 => End::Vowel,
        RIEUL => End::Rieul,
        _ => End::Consonant,
    })
}

/// A sentence whose particles right after names and numbers are those that the words before them
/// ask for. `names` are the places, in bytes, of Hangul names and figures; Latin words keep what
/// follows them, since how they are read is not known.
pub fn mended(sentence: &str, names: &[(usize, usize)]) -> String {
    let mut text = sentence.to_owned();
    let mut ends: Vec<usize> = names.iter().map(|(_, end)| *end).collect();
    ends.sort_unstable();
    ends.dedup();
    for end in ends.into_iter().rev() {
        let Some(before) = text.get(..end) else { continue };
        let Some(last) = before.chars().next_back() else { continue };
        let ending = if last.is_ascii_digit() { digits_end(before) } else { syllable_end(last) };
        // Percent is read 퍼센트.
        let ending = if last == '%' { Some(End::Vowel) } else { ending };
        let Some(ending) = ending else { continue };
        let rest = &text[end..];
        let run = rest.find(|c: char| !is_hangul(c)).unwrap_or(rest.len());
        let said = &rest[..run];
        let Some((closed, open)) =
            PAIRS.iter().find(|(closed, open)| said == *closed || said == *open)
        else {
            continue;
        };
        let right = match (ending, *closed) {
            (End::Vowel, _) | (End::Rieul, "으로") => open,
            (End::Rieul | End::Consonant, _) => closed,
        };
        if said != *right {
            text.replace_range(end..end + run, right);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_found_in_its_forms() {
        for (word, stem) in [
            ("줄인", "줄이"),
            ("줄였습니다", "줄이"),
            ("줄입니다", "줄이"),
            ("올랐다", "오르"),
            ("오릅니다", "오르"),
            ("늘었습니다", "늘"),
            ("했습니다", "하"),
            ("됐습니다", "되"),
            ("바꿨다", "바꾸"),
            ("나와", "나오"),
            ("팝니다", "팔"),
            ("써서", "쓰"),
            ("보냈다", "보내"),
            ("냈으며", "내"),
            ("높습니다", "높"),
        ] {
            assert!(conjugates(word, stem), "{word} {stem}");
        }
        for (word, stem) in [
            ("줄서", "줄이"),
            ("오른쪽", "올리"),
            ("판매", "팔"),
            ("", "하"),
            ("내년에는", "내"),
            ("산업", "사"),
        ] {
            assert!(!conjugates(word, stem), "{word} {stem}");
        }
    }

    #[test]
    fn clauses_end_at_connective_endings() {
        let parts = |text: &str| {
            clauses(text)
                .iter()
                .map(|(from, to)| text[*from..*to].trim().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            parts("등대를 세웠으며, 배를 샀습니다."),
            ["등대를 세웠으며,", "배를 샀습니다."]
        );
        assert_eq!(
            parts("값은 올랐지만 수요는 줄었습니다."),
            ["값은 올랐지만", "수요는 줄었습니다."]
        );
        assert_eq!(parts("올해 보고 대상을 넓혔습니다.").len(), 1);
        assert_eq!(parts("그렇다고 밝혔습니다.").len(), 1);
    }

    #[test]
    fn a_register_is_told_by_the_end() {
        assert!(Register::Formal.fits("등대가 섭니다."));
        assert!(!Register::Formal.fits("등대가 선다."));
        assert!(Register::Plain.fits("등대가 선다."));
        assert!(!Register::Plain.fits("등대가 섭니다."));
        assert!(!Register::Formal.fits("등대 건설"));
        assert!(!Register::Plain.fits("등대를 세워요."));
    }

    #[test]
    fn particles_follow_what_is_read() {
        let name = |text: &str, name: &str| {
            let at = text.find(name).unwrap();
            mended(text, &[(at, at + name.len())])
        };
        assert_eq!(name("메타을 샀습니다", "메타"), "메타를 샀습니다");
        assert_eq!(name("인텔로 갑니다", "인텔"), "인텔로 갑니다");
        assert_eq!(name("삼성으로", "삼성"), "삼성으로");
        assert_eq!(name("50원가 됩니다", "50원"), "50원이 됩니다");
        assert_eq!(name("3를 더합니다", "3"), "3을 더합니다");
        assert_eq!(name("10와 20", "10"), "10과 20");
        assert_eq!(name("메타이며", "메타"), "메타이며");
    }
}
