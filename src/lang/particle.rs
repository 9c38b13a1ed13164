//! Korean particles behind a fact: a phrase writes both forms, 은(는), and which one is said depends
//! on the last sound of what stands before it.

/// How a word ends, as far as particles ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Vowel,
    /// The consonant ㄹ, after which it is 로.
    Rieul,
    Consonant,
}

/// Both forms as phrases write them; the one after a consonant; the one after a vowel.
const PARTICLES: [(&str, &str, &str); 7] = [
    ("은(는)", "은", "는"),
    ("이(가)", "이", "가"),
    ("을(를)", "을", "를"),
    ("과(와)", "과", "와"),
    ("와(과)", "과", "와"),
    ("(이)라", "이라", "라"),
    ("(으)로", "으로", "로"),
];

/// Puts a piece of a phrase behind what was said so far. A particle at its beginning, with nothing
/// but closing signs before it, takes the form that the word before it asks for; both forms stay
/// where it cannot be told how that is read.
pub(super) fn push(said: &mut String, piece: &str) {
    let (closing, rest) = piece.split_at(piece.find(|c| !is_closing(c)).unwrap_or(piece.len()));
    said.push_str(closing);
    let found = PARTICLES.iter().find(|(both, ..)| rest.starts_with(both));
    let chosen = found.and_then(|&(both, after_consonant, after_vowel)| {
        let form = match (ending(said)?, both) {
            (Ending::Vowel, _) | (Ending::Rieul, "(으)로") => after_vowel,
            (Ending::Consonant | Ending::Rieul, _) => after_consonant,
        };
        Some((form, &rest[both.len()..]))
    });
    let (form, rest) = chosen.unwrap_or(("", rest));
    said.push_str(form);
    said.push_str(rest);
}

fn is_closing(c: char) -> bool {
    matches!(c, '`' | '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』')
}

/// How the last word of a text ends when it is read aloud; what stands in parentheses at its end is
/// not read.
fn ending(text: &str) -> Option<Ending> {
    let mut text = text.trim_end_matches(|c| is_closing(c) && c != ')');
    while let Some(open) = text.strip_suffix(')').and_then(|inner| inner.rfind('(')) {
        text = text[..open].trim_end_matches(|c: char| is_closing(c) || c.is_whitespace());
    }
    let text = text.trim_end_matches(is_closing);
    let last = text.chars().next_back()?;
    match last {
        '가'..='힣' => Some(match (u32::from(last) - 0xac00) % 28 {
            0 => Ending::Vowel,
            8 => Ending::Rieul,
            _ => Ending::Consonant,
        }),
        // 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구; tens and more end in 십, 백, 천, 만.
        '0' | '3' | '6' => Some(Ending::Consonant),
        '1' | '7' | '8' => Some(Ending::Rieul),
        '2' | '4' | '5' | '9' => Some(Ending::Vowel),
        'a'..='z' | 'A'..='Z' => Some(latin(text, last)),
        _ => None,
    }
}

/// As Korean writes down a Latin word: capitals by the names of the letters, others as they sound.
fn latin(text: &str, last: char) -> Ending {
    let word = text.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or(text);
    let before = word.chars().rev().nth(1);
    let is_spelled = before.is_none_or(|c| c.is_ascii_uppercase()) && last.is_ascii_uppercase();
    let small = last.to_ascii_lowercase();
    let is_long = word.chars().rev().nth(2).is_some_and(|c| matches!(c, 'e' | 'a'));
    // 엘, 알; 구글, 애플.
    let is_rieul =
        small == 'l' || small == 'r' && is_spelled || small == 'e' && before == Some('l');
    // 엠, 엔; 아이폰, 크롬; 삼성.
    let is_nasal =
        matches!((small, before), ('m' | 'n', _) | ('e', Some('m' | 'n')) | ('g', Some('n')));
    // 북, 슬랙, 레딧, 탭; but 딥시크, 마이크로소프트, 깃허브.
    let is_stop = match (small, before) {
        ('k' | 'p' | 't' | 'c', Some('a' | 'e')) => !is_long,
        ('k' | 'p' | 't' | 'c', Some('i' | 'o' | 'u')) | ('k', Some('c')) | ('b', Some('a')) => {
            true
        }
        _ => false,
    };
    if is_rieul {
        Ending::Rieul
    } else if is_nasal || is_stop && !is_spelled {
        Ending::Consonant
    } else {
        Ending::Vowel
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(fact: &str, piece: &str) -> String {
        let mut said = fact.to_owned();
        push(&mut said, piece);
        said
    }

    #[test]
    fn a_particle_follows_the_sound_before_it() {
        for (fact, piece, whole) in [
            ("삼성전자", "은(는) 없습니다", "삼성전자는 없습니다"),
            ("네이버 뉴스룸", "은(는)", "네이버 뉴스룸은"),
            ("서울", "(으)로", "서울로"),
            ("집", "(으)로 간다", "집으로 간다"),
            ("feed-1", "을(를)", "feed-1을"),
            ("feed-2", "을(를)", "feed-2를"),
            ("feed-10", "이(가)", "feed-10이"),
            ("Google", "이(가)", "Google이"),
            ("Google", "(으)로", "Google로"),
            ("Microsoft", "은(는)", "Microsoft는"),
            ("Facebook", "은(는)", "Facebook은"),
            ("Samsung", "과(와)", "Samsung과"),
            ("OpenAI", "이(가)", "OpenAI가"),
            ("iPhone", "을(를)", "iPhone을"),
            ("Chrome", "은(는)", "Chrome은"),
            ("DeepSeek", "은(는)", "DeepSeek는"),
            ("GitHub", "은(는)", "GitHub는"),
            ("Tab", "(으)로", "Tab으로"),
            ("IBM", "이(가)", "IBM이"),
            ("TLS", "(으)로", "TLS로"),
            ("`u", "`(으)로 되돌립니다", "`u`로 되돌립니다"),
            ("“칩", "”이(가)", "“칩”이"),
            ("집", "(이)라", "집이라"),
        ] {
            assert_eq!(said(fact, piece), whole);
        }
    }

    #[test]
    fn what_stands_in_parentheses_is_not_read_and_what_cannot_be_read_keeps_both() {
        assert_eq!(said("서버(192.0.2.1", ")은(는) 멉니다"), "서버(192.0.2.1)는 멉니다");
        assert_eq!(said("日本", "은(는)"), "日本은(는)");
        assert_eq!(said("", "은(는)"), "은(는)");
        assert_eq!(said("집", " 이(가) 아니라"), "집 이(가) 아니라");
    }
}
