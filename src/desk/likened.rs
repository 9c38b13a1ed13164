//! Names by which another is called: "K-엔비디아", "한국판 엔비디아", "China's Nvidia Cambricon",
//! "the Nvidia of China". Nvidia has no part in what is told of them.

use crate::text::tokens;

/// Before a name and one with it.
const PREFIXES: [&str; 4] = ["K-", "k-", "K", "anti-"];
/// Before a name, with a blank between.
const WORDS: [&str; 3] = ["제2의", "제3의", "포스트"];
/// Likewise in English, where the title says nothing more of a thing of that name: "the next Nvidia may
/// come", and not "the next Apple event".
const LIKES: [&str; 9] = [
    "the next",
    "its own",
    "their own",
    "our own",
    "homegrown",
    "a second",
    "would be",
    "would-be",
    "wannabe",
];
/// What a title goes on with behind those.
const GOES_ON: [&str; 14] = [
    "may", "might", "could", "will", "would", "is", "in", "of", "from", "for", "to", "or", "and",
    "be",
];
/// Places in Korean; `판` behind one likens always: "중국판", and `의` where the title shows it.
const PLACES: [&str; 26] = [
    "한국",
    "중국",
    "일본",
    "대만",
    "인도",
    "미국",
    "유럽",
    "영국",
    "독일",
    "프랑스",
    "러시아",
    "이스라엘",
    "베트남",
    "싱가포르",
    "동남아",
    "아시아",
    "중동",
    "아프리카",
    "캐나다",
    "호주",
    "국내",
    "우리",
    "업계",
    "바이오",
    "로봇",
    "방산",
];
/// Likewise in English, of which something is the like.
const LANDS: [&str; 22] = [
    "China",
    "Korea",
    "South Korea",
    "Japan",
    "Taiwan",
    "India",
    "Europe",
    "Britain",
    "France",
    "Germany",
    "Israel",
    "Russia",
    "Africa",
    "Latin America",
    "Southeast Asia",
    "Asia",
    "Brazil",
    "Canada",
    "Vietnam",
    "Indonesia",
    "the Gulf",
    "the Middle East",
];
/// What a Korean title goes on with behind a name that stands for another.
const CALLED: [&str; 11] = [
    " 불리",
    " 불린",
    " 격",
    " 꿈꾸",
    " 꿈꾼",
    " 노리",
    " 될",
    " 육성",
    " 키운",
    " 키우",
    " 나올까",
];
/// Marks between a name that is called so and the one that is meant.
const QUOTES: [char; 8] = ['\'', '"', '‘', '’', '“', '”', '「', '」'];

/// Where a name stands.
pub struct Place<'a> {
    /// What stands before it.
    pub before: &'a str,
    /// What stands behind it.
    pub after: &'a str,
    /// What stands between it and the next company's name, where that follows at once.
    pub until_name: Option<&'a str>,
}

/// Whether a name only says what another is like.
pub fn is_likened(place: &Place<'_>) -> bool {
    let Place { before, after, until_name } = place;
    let ends_word = |prefix: &str| {
        before.strip_suffix(prefix).is_some_and(|rest| {
            rest.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '-')
        })
    };
    // "K엔비디아" is one word; "K Nvidia" is not.
    if PREFIXES.iter().any(|prefix| ends_word(prefix)) {
        return true;
    }
    let trimmed = before.strip_suffix(' ').unwrap_or_default().trim_end_matches(QUOTES);
    let lower = end_of(trimmed).to_lowercase();
    let is_whole = || {
        let follows = after.trim_start_matches(QUOTES).trim_start();
        let is_end = !follows.starts_with(char::is_alphanumeric);
        is_end || GOES_ON.iter().any(|word| begins_with_word(follows, word))
    };
    if WORDS.iter().any(|word| ends_with_word(&lower, word))
        || LIKES.iter().any(|word| ends_with_word(&lower, word)) && is_whole()
    {
        return true;
    }
    let is_of_place = |text: &str, ending: &str| {
        text.strip_suffix(ending)
            .is_some_and(|text| PLACES.iter().any(|land| ends_with_word(text, land)))
    };
    if is_of_place(trimmed, "판") {
        return true;
    }
    // Who is meant follows at once, or the title says that it stands for another.
    let stands_for = || {
        let follows = after.trim_start_matches(QUOTES);
        let quoted = trimmed.rsplit(' ').next().is_some_and(|word| word.starts_with(QUOTES))
            && after.starts_with(QUOTES);
        let names = until_name.is_some_and(|between| {
            !between.contains(',') && between.chars().all(|c| c == ' ' || QUOTES.contains(&c))
        });
        quoted || names || CALLED.iter().any(|called| follows.starts_with(called))
    };
    let owner = trimmed.strip_suffix("'s").or_else(|| trimmed.strip_suffix("’s"));
    let is_of_land =
        owner.is_some_and(|owner| LANDS.iter().any(|land| ends_with_word(owner, land)));
    if is_of_place(trimmed.trim_start_matches(QUOTES), "의") || is_of_land {
        return stands_for();
    }
    let of = after.strip_prefix(" of ").unwrap_or_default();
    ends_with_word(&lower, "the") && LANDS.iter().any(|land| begins_with_word(of, land))
}

/// The end of a text: more than the longest words above that may stand there.
fn end_of(text: &str) -> &str {
    const BYTES: usize = 48;
    let from = text.len().saturating_sub(BYTES);
    &text[tokens::floor_char_boundary(text, from)..]
}

/// Whether a text ends with words that stand for themselves.
fn ends_with_word(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|rest| {
        rest.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '-')
    })
}

/// Whether a text begins with words that stand for themselves.
fn begins_with_word(text: &str, words: &str) -> bool {
    text.strip_prefix(words)
        .is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use crate::desk::Lexicon;
    use crate::text::tokens::Words;

    /// The companies that a text names.
    fn named(text: &str) -> Vec<String> {
        let (lexicon, mut found) = (Lexicon::shipped(), Vec::new());
        lexicon.find(text, &Words::of(text), &mut found);
        let entries = found.iter().map(|mention| lexicon.entry(mention.entry));
        entries.filter(|entry| entry.kind == "company").map(|entry| entry.key.clone()).collect()
    }

    #[test]
    fn what_another_is_called_after_has_no_part_in_it() {
        for title in [
            "K-엔비디아 키운다",
            "K엔비디아 육성 나선 정부",
            "한국판 엔비디아에 10조 붓는다",
            "중국판 오픈AI가 온다",
            "‘중국의 엔비디아’, 매출 40배",
            "중국의 엔비디아로 불리는 설계사, 상장",
            "제2의 엔비디아 찾는다",
            "The next Nvidia may come from Oslo",
            "Europe wants its own Nvidia",
            "The Nvidia of China posts record profit",
            "“China's Nvidia” posts record profit",
        ] {
            assert!(named(title).is_empty(), "{title}: {:?}", named(title));
        }
        for (title, company) in [
            ("China's Nvidia Cambricon posts record profit", "cambricon"),
            ("중국의 엔비디아 캠브리콘, 매출 40배", "cambricon"),
            ("‘중국의 엔비디아’ 캠브리콘, 매출 40배", "cambricon"),
            ("중국판 엔비디아 무어스레드, 상장", "moore-threads"),
            ("India's OpenAI Sarvam raises $300 million", "sarvam"),
        ] {
            assert_eq!(named(title), [company], "{title}");
        }
    }

    #[test]
    fn a_company_that_has_a_home_is_itself() {
        for (title, companies) in [
            ("China's Alibaba opens its model", &["alibaba"][..]),
            ("한국의 삼성전자, 미국의 엔비디아와 손잡다", &["samsung", "nvidia"]),
            ("Nvidia joins China's Alibaba in a car deal", &["nvidia", "alibaba"]),
            ("엔비디아, 한국에 새 연구소", &["nvidia"]),
            ("What the next Apple event may bring", &["apple"]),
            ("Meta gives its own Apple deal a name", &["meta", "apple"]),
            ("The Nvidia chips of China's labs", &["nvidia"]),
            ("KT·엔비디아 협력", &["kt", "nvidia"]),
            ("SK 엔비디아 협력", &["nvidia"]),
        ] {
            let named = named(title);
            assert!(companies.iter().all(|one| named.iter().any(|key| key == one)), "{named:?}");
        }
    }
}
