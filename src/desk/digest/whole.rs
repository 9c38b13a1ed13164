//! The form of a sentence that may be quoted: whole, understood alone, and about the matter.

use crate::desk::gist;
use crate::text::{clean, math};

/// Characters of a sentence that is quoted; a longer one costs more than it tells.
const MOST: usize = 240;
/// Characters of a sentence that are looked at.
const CHARS: usize = 700;
/// Bytes of a title that a sentence does not hold by chance.
const TITLE: usize = 20;
/// Fewer words are no sentence; Korean needs fewer.
const WORDS: usize = 5;
const WORDS_KOREAN: usize = 3;

/// A title as it is shown: formulas readable, without a newsletter's tag.
pub(super) fn headline(title: &str) -> String {
    readable(clean::headline(title))
}

/// Text with its formulas readable, and without the escapes of `TeX` that abstracts are left with.
fn readable(text: &str) -> String {
    let mut text = math::readable(text).into_owned();
    for sign in ["&", "_", "%", "#", "$"] {
        if text.contains('\\') {
            text = text.replace(&format!("\\{sign}"), sign);
        }
    }
    text
}

/// Letters and digits alone, by which two texts are compared.
pub(super) fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The sentence as it is quoted, if it is one: whole, about the matter, not the title again.
pub(super) fn quotable(sentence: &str, title: &str) -> Option<String> {
    let sentence = clean::line(sentence, CHARS);
    if has_formula(&sentence) {
        return None;
    }
    let sentence =
        sentence.trim_start_matches(['-', '–', '—', '*', '•', '·', '▲', '■', '▶', '#', ' ']);
    let said = folded(sentence);
    let is_title = said == title || (title.len() > TITLE && said.contains(title));
    let is_whole = ends(sentence) && begins(sentence) && is_long_enough(sentence);
    let is_whole = is_whole && sentence.chars().count() <= MOST;
    let is_said = is_whole && !is_title && !is_code(sentence) && !is_frame(sentence);
    is_said.then(|| sentence.to_owned())
}

/// Whether it holds TeX, which would have to be rewritten to be read: what is quoted is word for word.
fn has_formula(sentence: &str) -> bool {
    let plain = |text: &str| text.replace("---", "—").replace("--", "–");
    plain(&readable(sentence)) != plain(sentence)
}

/// Whether it ends as sentences do. A source that breaks off in the middle has not said its own.
fn ends(sentence: &str) -> bool {
    let closing = ['"', '\'', '”', '’', ')', ']', '」', '』', '›', '»'];
    let bare = sentence.trim_end_matches(closing);
    let is_open = bare.ends_with('…') || bare.ends_with("..");
    let stops = bare.ends_with(['.', '!', '?', '。', '！', '？']);
    // Korean news often leaves the stop out: the verb's ending says it.
    let is_said = bare.ends_with('다');
    !is_open && (stops || is_said)
}

/// Whether it begins as sentences do.
fn begins(sentence: &str) -> bool {
    // A bracket at the beginning belongs to what stood before, and so do points of a list.
    if closes_first(sentence)
        || !is_balanced(sentence)
        || leans_back(sentence)
        || begins_within(sentence)
        || sentence.starts_with(['(', ')', ',', ';'])
        || sentence.contains(['△', '▲', '▷', '◇'])
    {
        return false;
    }
    let first = sentence.chars().find(|c| c.is_alphanumeric());
    let small = first.is_some_and(char::is_lowercase);
    // Names that begin small, such as `iPhone`, go on with a capital.
    let word = sentence.split_whitespace().next().unwrap_or_default();
    !small || word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether it opens with a piece of a word or of a name whose beginning is missing: one syllable that is
/// no word of its own.
fn begins_within(sentence: &str) -> bool {
    const WORDS: &str = "이그저한두세네몇첫또더덜왜총약현전각본올새단즉신당내옛제타양매여온맨딱꼭잘못안좀참\
                         곧늘막갓다꽤되나너넌난우미중일영독불러북남동서美中日英獨佛韓北";
    let mut words = sentence.split(' ');
    let (Some(first), Some(next)) = (words.next(), words.next()) else { return false };
    let mut letters = first.chars();
    let only = letters.next().filter(|c| ('가'..='힣').contains(c) && letters.next().is_none());
    only.is_some_and(|c| !WORDS.contains(c)) && next.starts_with(char::is_alphabetic)
}

/// Whether it opens with a word that goes on from the sentence before, or points at what is told there.
fn leans_back(sentence: &str) -> bool {
    const ENGLISH: [&str; 17] = [
        "But ",
        "And ",
        "Or ",
        "So ",
        "Yet ",
        "However",
        "Meanwhile",
        "Instead",
        "Still,",
        "Also,",
        "Plus,",
        "Moreover",
        "Furthermore",
        "Additionally",
        "In addition",
        "For example",
        "Nevertheless",
    ];
    const KOREAN: [&str; 42] = [
        "이는",
        "이것은",
        "이들은",
        "이들",
        "그는",
        "그녀는",
        "그가",
        "이같은",
        "이러한",
        "이렇게",
        "이같이",
        "특히",
        "당시",
        "실제",
        "실제로",
        "여기에",
        "해당",
        "결국",
        "이에",
        "한편",
        "다만",
        "그러나",
        "하지만",
        "또",
        "또한",
        "그리고",
        "따라서",
        "반면",
        "이와",
        "이로써",
        "그래서",
        "아울러",
        "이처럼",
        "즉",
        "앞서",
        "이어",
        "이후",
        "그럼에도",
        "때문에",
        "더불어",
        "이를",
        "이런",
    ];
    let first = sentence.split([' ', ',']).next().unwrap_or_default();
    ENGLISH.iter().any(|word| sentence.starts_with(word))
        || KOREAN.contains(&first)
        || points_back(sentence)
}

/// Whether it opens with a word that stands for what was named before, or says nothing but "thus".
fn points_back(sentence: &str) -> bool {
    const POINTING: [&str; 18] = [
        "it",
        "it's",
        "they",
        "they're",
        "this",
        "that",
        "that's",
        "these",
        "those",
        "he",
        "he's",
        "she",
        "she's",
        "such",
        "most of it",
        "some of it",
        "all of it",
        "none of it",
    ];
    /// "This paper": what is told is named.
    const NAMED: [&str; 5] =
        ["this paper", "this work", "this study", "this article", "this report"];
    /// "이 같은" leans back, "이 논문은" does not.
    const AMONG: [&str; 7] =
        ["이 같은 ", "이 가운데", "이 중 ", "이 때문", "이 밖에", "이 외에", "그 결과"];
    const THUS: [&str; 6] =
        ["이같이 밝혔", "이같이 말", "이 같이 밝혔", "이 같이 말", "이렇게 밝혔", "이렇게 말"];
    let plain = sentence.trim_start_matches(['"', '“']).to_lowercase().replace('’', "'");
    let is_pointing = POINTING
        .iter()
        .any(|word| plain.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ','])));
    let is_named = NAMED.iter().any(|named| plain.starts_with(named));
    is_pointing && !is_named
        || AMONG.iter().any(|words| sentence.starts_with(words))
        || THUS.iter().any(|words| sentence.contains(words))
}

/// Whether every curly quotation and every bracket that it opens is closed, and none is closed that was
/// not opened.
fn is_balanced(sentence: &str) -> bool {
    const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('「', '」'), ('『', '』')];
    let mut is_quoted = false;
    let mut open: Vec<char> = Vec::new();
    for c in sentence.chars() {
        match c {
            '“' if is_quoted => return false,
            '”' if !is_quoted => return false,
            '“' | '”' => is_quoted = !is_quoted,
            _ => {}
        }
        if let Some((_, closing)) = BRACKETS.iter().find(|(opening, _)| *opening == c) {
            open.push(*closing);
        } else if BRACKETS.iter().any(|(_, closing)| *closing == c) && open.pop() != Some(c) {
            return false;
        }
    }
    !is_quoted && open.is_empty()
}

/// Whether it closes a quotation that it has not opened: the rest of a sentence that was taken apart.
fn closes_first(sentence: &str) -> bool {
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    let mut before = None;
    for (at, c) in sentence.char_indices() {
        let goes_on = sentence[at + c.len_utf8()..].starts_with(is_hangul);
        match (c, before) {
            ('”' | '」' | '』', _) => return true,
            // A particle behind it: "2031'을".
            ('\'' | '"' | '’', Some(before)) if char::is_alphanumeric(before) && goes_on => {
                return true;
            }
            // A straight one behind a syllable is no apostrophe.
            ('\'' | '"' | '’', Some(before)) if is_hangul(before) => return true,
            ('“' | '‘' | '「' | '『' | '\'' | '"', _) => return false,
            _ => before = Some(c),
        }
    }
    false
}

fn is_long_enough(sentence: &str) -> bool {
    let words = sentence.split_whitespace().count();
    let korean = sentence.chars().any(|c| ('가'..='힣').contains(&c));
    words >= if korean { WORDS_KOREAN } else { WORDS }
        || sentence.chars().any(|c| ('\u{3041}'..='\u{9fff}').contains(&c))
}

/// Whether it is for a machine.
fn is_code(sentence: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "://",
        "```",
        "{{",
        "=>",
        "();",
        "&&",
        "| bash",
        "| sh",
        "curl -",
        "$ ",
        "npm i",
        "pip install",
        "sudo ",
        "git clone",
    ];
    // A price may follow a dollar sign at once, never after a blank.
    SIGNS.iter().any(|sign| sentence.contains(sign))
        || sentence.split_whitespace().any(|word| word.len() > 60)
}

/// Whether it is of the frame around the text: who wrote it, when, how long it takes.
fn is_frame(sentence: &str) -> bool {
    const MARKS: [&str; 30] = [
        "(사진",
        "사진=",
        "사진 =",
        "/사진",
        "[자료",
        "자료=",
        "자료사진",
        "사진 제공",
        "사진제공",
        "제공=",
        "(출처",
        "[출처",
        "출처=",
        "Photo:",
        "Photo by",
        "Photograph:",
        "Image:",
        "Image credit",
        "min read",
        "minute read",
        "Posted on ",
        "Table of contents",
        "기자]",
        "기자 =",
        "기자 -",
        "[사진",
        "입력 :",
        "입력:",
        "수정 :",
        "수정:",
    ];
    let is_lettered = |word: &str| word.matches('.').count() > 3;
    // So ends the line below a photograph.
    let is_caption = sentence.trim_end_matches('.').ends_with(" 모습");
    is_caption
        || MARKS.iter().any(|mark| sentence.contains(mark))
        || sentence.split_whitespace().any(is_lettered)
        || has_glued_date(sentence)
        || gist::is_about_page(sentence)
}

/// Whether a date stands at a word without a blank, as where the elements of a page ran together:
/// `FollowMar 10I made`.
fn has_glued_date(sentence: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS.iter().flat_map(|month| sentence.match_indices(month)).any(|(at, month)| {
        let after = sentence[at + month.len()..].trim_start_matches(char::is_lowercase);
        let day = after.trim_start_matches(' ');
        let rest = day.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < day.len() && rest.starts_with(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(sentence: &str) -> Option<String> {
        quotable(sentence, "a title of something else")
    }

    #[test]
    fn only_whole_sentences_about_the_matter_are_quoted() {
        for whole in [
            "The mill grinds at night, he said.",
            "“The mill grinds at night again.”",
            "iPhones count sacks of flour now.",
            "새 방앗간이 문을 열었다",
            "방앗간은 밤에도 돕니다.",
            "The mill -- it is old -- grinds at night for $5.",
            "The mill's owner isn't here, the ‘miller’ said.",
            "'밤 방앗간'을 새로 열었다.",
            "Flour cost $5 a sack (see v2.1 and U.S. prices).",
            "This paper counts the sacks of all mills.",
            "이 논문은 방앗간의 자루를 센다.",
            "한 방앗간이 밤에도 돈다고 밝혔다.",
            "이번 방앗간은 밤에도 돈다.",
            "Items of the mill [1] are counted at night.",
            "‘K-방앗간 2031’을 새로 열었다.",
        ] {
            assert_eq!(quoted(whole).as_deref(), Some(whole));
        }
        for not in [
            "AI can drive stronger early",
            "and so the mill stands.",
            "(AI) mills grind at night, too.",
            "The mill that came with it […]",
            "The mill grinds at night ...",
            "It grinds.",
            "Fresh install: curl -fsSL mill.example | bash it now.",
            "See https://mill.example for more of it.",
            "v.j.k.v.j.k.v.j.k.FollowMar 10I Made a mill of it.",
            "Continue reading on Harbour Times for more.",
            "Miller, 4 min read of the mill.",
            "Mill-2、Mill-3",
            "방앗간 문을 열고 있는 모습.",
            "새 방앗간 - 산업 - 입력 :2026/03/05 10:37 새 방앗간이 문을 열었다.",
            "시스템'을 새 방앗간에 들였다.",
            "‘밤 방앗간’ 상태로 접어들 것”이라고 방앗간 주인이 말했다.",
            "“The mill grinds at night, he said.",
            "But the mill stands still by day.",
            "이에 방앗간은 밤에도 돌기로 했다.",
            "방앗간을 세우는 △밤 방앗간 △낮 방앗간을 갖추고 있다.",
            "새 방앗간이 문을 열었다.(사진=방앗간)",
            "밤 방앗간 전경 [사진 제공=방앗간]이다.",
            "The mill grinds at night, as the miller said. (Photo by A. Miller)",
            r"The mill grinds $\alpha^2$ sacks of flour at night.",
            "8%), 방앗간 기계(10.4%) 등은 늘었고 밀가루도 늘었다.",
            "자루 이동, 포장 기술 보유), 2024년 등불(Lantern, 방앗간 개발사.",
            "수 방앗간 대표 등을 포함한 명단을 발표했다.",
            "K-방앗간 2031'을 본격 추진한다고 밝혔다.",
            "Most of it is tied to the flour of the next ten years.",
            "It's only the latest of several mills that were sold.",
            "“It grinds at night and nobody knows of it,” he said.",
            "This comes after a court had struck down the old mill.",
            "이는 전체 방앗간의 약 3% 수준이다.",
            "이 같은 방앗간은 드물다는 평가가 나온다.",
            "방앗간 주인은 25일 총회에서 이같이 밝혔다.",
            "특히 방앗간은 밤에도 자루를 센다.",
            "사업 내용은 방앗간 지원센터로 문의하면 된다.",
            "We've reached out, as usual, to ask about the mill.",
            "The mill (of the north grinds at night again.",
            "grinds at night” again, as the miller said.",
            "일하는 방식도 바꿔야⋯실질적인 활용 능력 중요",
        ] {
            assert_eq!(quoted(not), None, "{not}");
        }
        assert_eq!(headline(r"Mills \& looms by llm\_mill"), "Mills & looms by llm_mill");
        assert_eq!(quoted("- 로봇이 방앗간을 돌린다.").as_deref(), Some("로봇이 방앗간을 돌린다."));
    }
}
