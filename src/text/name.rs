//! The parts of a name, as bibliographies need them: which word is the family's, what stands before
//! and after it, and what is no person's name but a house's.
//!
//! The parts are those of BibTeX (btxdoc, §4) and of the Citation Style Language (CSL 1.0.2, "Names").

/// Words that no person is called by: what has one is a house, and its name stays whole.
pub const HOUSES: &str = "academy admin administration agency analyst analytics associated \
     association author authors bank blog board bureau business capital center centre clinic \
     collaboration college commission committee company consortium consulting contributor \
     contributors corp corporation correspondent council department desk digital directorate \
     division economics editor editorial editors engineering faculty federation finance \
     foundation foundry fund government group guest hospital inc industries insights institute \
     institution international journal lab laboratories laboratory labs limited llc ltd magazine \
     management media ministry network news newsletter newsroom office organisation organization \
     partners policy post press project reporter research reserve review school science sciences \
     securities service services society solutions staff studio support systems team tech \
     technologies technology the times trust union university ventures wire writer writers";

/// What stands before a family name and is written small.
pub const PARTICLES: &str = "al ben bin bint da das de del della den der di do dos du el la le les ter \
     ten van vom von y zu zur";

/// Particles that begin with a capital letter belong to the family name itself: Jean-Claude Van Damme.
const LARGE_PARTICLES: &str = "van von de di da del della du dos la le ter ten";

/// What joins two family names.
const JOINING: &str = "y e i";

/// Firms whose names hold no other mark of one.
const FIRMS: &str = "adobe alibaba amazon amd anthropic apple baidu bytedance cisco cohere deepmind \
     deepseek google hugging huawei ibm intel kakao line meta microsoft mistral moonshot naver \
     nvidia openai oracle qualcomm qwen reuters salesforce samsung sony tencent tsmc xai zhipu";

/// Small words that names of houses are joined with.
const JOINTS: &str = "and at for in of on & +";

/// Beginnings of family names that have a capital letter within: `McCarthy`, `LeCun`.
const PREFIXES: [&str; 15] = [
    "Mc", "Mac", "De", "Di", "Du", "Da", "Le", "La", "Lo", "Van", "Von", "Fitz", "Del", "Della",
    "Dos",
];

/// Korean family names as most of their bearers write them in Latin letters; those of two syllables
/// first.
const KOREAN: &str = "남궁 namgung 황보 hwangbo 제갈 jegal 사공 sagong 선우 sunwoo 서문 seomun \
     독고 dokgo 동방 dongbang 김 kim 이 lee 박 park 최 choi 정 jung 강 kang 조 cho 윤 yoon 장 jang 임 lim \
     한 han 오 oh 서 seo 신 shin 권 kwon 황 hwang 안 ahn 송 song 류 ryu 유 yoo 홍 hong 전 jeon 고 ko \
     문 moon 양 yang 손 son 배 bae 백 baek 허 heo 남 nam 심 shim 노 noh 하 ha 곽 kwak 성 sung 차 cha \
     주 joo 우 woo 구 koo 민 min 나 na 진 jin 지 ji 엄 eom 채 chae 원 won 천 cheon 방 bang 공 kong \
     현 hyun 함 ham 변 byun 염 yeom 여 yeo 추 choo 도 do 소 so 석 seok 선 sun 설 seol 마 ma 길 gil \
     연 yeon 위 wi 표 pyo 명 myung 기 ki 반 ban 왕 wang 금 keum 옥 ok 육 yook 인 in 맹 maeng 제 je \
     모 mo 탁 tak 국 kook 어 eo 은 eun 편 pyun 용 yong 예 ye 경 kyung 봉 bong 사 sa 부 boo 가 ka 복 bok \
     태 tae 목 mok 형 hyung 피 pi 두 doo 감 kam 음 eum 빈 bin 동 dong 온 on 호 ho 범 bum 좌 jwa 팽 paeng \
     승 seung 간 kan 상 sang 갈 gal 단 dan 견 kyun 당 dang 라 ra 량 ryang";

/// Chinese family names and their Pinyin; those of two signs first, and both ways of writing.
const CHINESE: &str = "欧阳 ouyang 歐陽 ouyang 司马 sima 司馬 sima 诸葛 zhuge 諸葛 zhuge 上官 shangguan \
     王 wang 李 li 张 zhang 張 zhang 刘 liu 劉 liu 陈 chen 陳 chen 杨 yang 楊 yang 黄 huang 黃 huang \
     赵 zhao 趙 zhao 吴 wu 吳 wu 周 zhou 徐 xu 孙 sun 孫 sun 马 ma 馬 ma 朱 zhu 胡 hu 郭 guo 何 he 林 lin \
     高 gao 罗 luo 羅 luo 郑 zheng 鄭 zheng 梁 liang 谢 xie 謝 xie 宋 song 唐 tang 许 xu 許 xu 韩 han \
     韓 han 冯 feng 馮 feng 邓 deng 鄧 deng 曹 cao 彭 peng 曾 zeng 肖 xiao 蕭 xiao 田 tian 董 dong 袁 yuan \
     潘 pan 于 yu 蒋 jiang 蔣 jiang 蔡 cai 余 yu 杜 du 叶 ye 葉 ye 程 cheng 苏 su 蘇 su 魏 wei 吕 lü 呂 lü \
     丁 ding 任 ren 沈 shen 姚 yao 卢 lu 盧 lu 姜 jiang 崔 cui 钟 zhong 鍾 zhong 谭 tan 譚 tan 陆 lu 陸 lu \
     汪 wang 范 fan 金 jin 石 shi 廖 liao 贾 jia 賈 jia 夏 xia 韦 wei 韋 wei 付 fu 方 fang 白 bai 邹 zou \
     鄒 zou 孟 meng 熊 xiong 秦 qin 邱 qiu 江 jiang 尹 yin 薛 xue 闫 yan 閻 yan 段 duan 雷 lei 侯 hou \
     龙 long 龍 long 史 shi 陶 tao 黎 li 贺 he 賀 he 顾 gu 顧 gu 毛 mao 郝 hao 龚 gong 龔 gong 邵 shao \
     万 wan 萬 wan 钱 qian 錢 qian 严 yan 嚴 yan 洪 hong 戴 dai 莫 mo 孔 kong 向 xiang 汤 tang 湯 tang";

/// What a Korean bearer of a name is, behind it.
const TITLES: &str =
    "기자 특파원 교수 박사 논설위원 앵커 인턴기자 선임기자 전문기자 객원기자 작가 칼럼니스트 대표";

/// How names of Korean houses end.
const KOREAN_HOUSES: [&str; 31] = [
    "은행",
    "전자",
    "뉴스",
    "신문",
    "일보",
    "경제",
    "방송",
    "대학",
    "학회",
    "협회",
    "연구",
    "정부",
    "그룹",
    "기업",
    "타임",
    "저널",
    "위원",
    "재단",
    "센터",
    "닷컴",
    "통신",
    "마트",
    "감원",
    "정위",
    "기자",
    "편집",
    "제공",
    "보도",
    "자료",
    "투데이",
    "기획",
];

/// Who wrote something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// Somebody, by the parts of the name.
    Person(Person),
    /// A house, a group, or what has no parts that could be told: it stands as it is.
    Literal(String),
}

/// The parts of a person's name; each may be empty but the family's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// What the person is called by, with all middle names: `Ludwig`.
    pub given: String,
    /// What stands before the family name, written small: `van`.
    pub particle: String,
    /// The family's name: `Beethoven`.
    pub family: String,
    /// What follows the name: `Jr.`, `III`.
    pub suffix: String,
    /// Whether it is written in Hangul or Han signs: family first, and without a blank or a comma.
    pub in_signs: bool,
}

impl Person {
    /// The name as its bearer writes it, given name first, or in signs family first.
    pub fn whole(&self) -> String {
        if self.in_signs {
            return format!("{}{}", self.family, self.given);
        }
        joined(&[&self.given, &self.particle, &self.family, &self.suffix])
    }
}

impl Name {
    /// Reads a name as a source gives it: given name first, or family, comma, given name.
    pub fn of(text: &str) -> Name {
        let text = joined(&text.split_whitespace().collect::<Vec<_>>());
        let literal = || Name::Literal(text.clone());
        if let Some(person) = in_signs(&text) {
            return Name::Person(person);
        }
        // Its words in signs are not in the order of Latin letters.
        let is_sign =
            |c: char| matches!(c, '가'..='힣' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        if text.contains(is_sign) && !text.contains(|c: char| c.is_ascii_alphabetic()) {
            return literal();
        }
        if text.contains(',') {
            return inverted(&text).map_or_else(literal, Name::Person);
        }
        let mut words: Vec<&str> = text.split(' ').collect();
        let suffix = words.pop_if(|word| is_suffix(word)).unwrap_or_default();
        if words.len() < 2 || is_house(&words) {
            return literal();
        }
        let (given, particle, family) = in_order(&words);
        let suffix = suffix.to_owned();
        Name::Person(Person { given, particle, family, suffix, in_signs: false })
    }

    /// The name as it is written.
    pub fn whole(&self) -> String {
        match self {
            Name::Person(person) => person.whole(),
            Name::Literal(name) => name.clone(),
        }
    }

    /// What it is called by in short, in Latin letters: `kim` for 김민수, `beethoven`.
    pub fn short(&self) -> String {
        match self {
            Name::Person(person) => {
                let known = surname(KOREAN, &person.family).or(surname(CHINESE, &person.family));
                known.filter(|(_, family)| *family == person.family).map_or_else(
                    || super::roman::latin(&person.family),
                    |(latin, _)| super::roman::latin(latin),
                )
            }
            Name::Literal(name) => super::roman::latin(name),
        }
    }
}

/// Whether a word follows a name: `Jr.`, `III`.
pub fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

/// Whether a word stands in a list of small ones, its dots left out.
pub fn is_one_of(word: &str, list: &str) -> bool {
    let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    !word.is_empty() && list.split_whitespace().any(|known| known.eq_ignore_ascii_case(&word))
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `Beethoven, Ludwig van`, `van Beethoven, Ludwig`, `King, Jr., Martin`, `King, Martin, Jr.`.
fn inverted(text: &str) -> Option<Person> {
    let mut parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let at = parts.iter().skip(1).position(|part| is_suffix(part)).map(|at| at + 1);
    let suffix = at.map(|at| parts.remove(at)).unwrap_or_default().to_owned();
    let words: Vec<&str> = parts.iter().flat_map(|part| part.split(' ')).collect();
    if words.iter().any(|word| word.is_empty()) || is_house(&words) {
        return None;
    }
    let (given, particle, family) = match parts.as_slice() {
        [name] if words.len() > 1 => in_order(&name.split(' ').collect::<Vec<_>>()),
        [family, given] => {
            let family: Vec<&str> = family.split(' ').collect();
            let before = family.iter().take_while(|word| is_particle(word)).count();
            let before = if before == family.len() { 0 } else { before };
            let mut given: Vec<&str> = given.split(' ').collect();
            // `Beethoven, Ludwig van`
            let after = given.iter().rev().take_while(|word| is_particle(word)).count();
            let after = if before > 0 || after == given.len() { 0 } else { after };
            let behind = given.split_off(given.len() - after);
            let particle = if before > 0 { joined(&family[..before]) } else { joined(&behind) };
            (joined(&given), particle, joined(&family[before..]))
        }
        _ => return None,
    };
    Some(Person { given, particle, family, suffix, in_signs: false })
}

/// The given names, the particle and the family name of words in their order; there are two words
/// at least.
fn in_order(words: &[&str]) -> (String, String, String) {
    let last = words.len() - 1;
    if let Some(joint) = (2..last).find(|at| JOINING.split(' ').any(|joint| joint == words[*at])) {
        return (joined(&words[..joint - 1]), String::new(), joined(&words[joint - 1..]));
    }
    if let Some(from) = (1..last).find(|at| is_particle(words[*at])) {
        let until = (from..last).take_while(|at| is_particle(words[*at])).count() + from;
        return (joined(&words[..from]), joined(&words[from..until]), joined(&words[until..]));
    }
    let large = |word: &str| begins_large(word) && is_one_of(word, LARGE_PARTICLES);
    let from = (1..last).find(|at| large(words[*at])).unwrap_or(last);
    (joined(&words[..from]), String::new(), joined(&words[from..]))
}

fn is_particle(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && is_one_of(word, PARTICLES)
}

fn begins_large(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether words are the name of a house: a word says so, or one is written as no name of a person.
fn is_house(words: &[&str]) -> bool {
    let says_so = |word: &&str| {
        is_one_of(word, HOUSES)
            || matches!(*word, "AI" | "ML" | "IT")
            || JOINTS.split(' ').any(|joint| joint == *word)
            || word.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '/' | '_'))
            || has_capital_within(word)
    };
    // W. H. Press has a given name that no house has.
    let has_initial = words.iter().any(|word| word.len() == 2 && word.ends_with('.'));
    let first = words.first().is_some_and(|word| is_one_of(word, FIRMS));
    !has_initial && (first || words.iter().any(says_so))
}

/// `DeepMind`, `OpenAI`; not `McCarthy`, `LeCun`, `O'Neill`, `Jean-Luc`.
fn has_capital_within(word: &str) -> bool {
    word.split(['-', '\'', '’', '.']).any(|part| {
        let mut before = ' ';
        part.char_indices().any(|(at, c)| {
            let is_inside = before.is_lowercase() && c.is_uppercase();
            before = c;
            is_inside && !PREFIXES.contains(&&part[..at])
        })
    })
}

/// A name in Hangul or Han signs whose family name is known, without what its bearer is.
fn in_signs(text: &str) -> Option<Person> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let words = match words.as_slice() {
        [rest @ .., title]
            if !rest.is_empty() && TITLES.split(' ').any(|known| known == *title) =>
        {
            rest
        }
        all => all,
    };
    let is_hangul = |c: char| matches!(c, '가'..='힣');
    let is_han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}');
    let is_kana = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '々');
    let all = |is: &dyn Fn(char) -> bool| words.iter().all(|word| word.chars().all(is));
    let known = |table, family: &str| surname(table, family).map(|(_, found)| found.to_owned());
    let (table, most) = match () {
        () if words.is_empty() => return None,
        () if all(&is_hangul) => (KOREAN, 2),
        () if all(&is_han) => (CHINESE, 2),
        // A Japanese name is told apart by its blank alone.
        () if all(&|c| is_han(c) || is_kana(c)) => ("", 4),
        () => return None,
    };
    let (family, given) = match *words {
        [family, given] if given.chars().count() <= most + 1 => {
            let is_family = known(table, family).is_some_and(|found| found == family);
            let may_be = table != KOREAN && family.chars().count() <= 4;
            (is_family || may_be).then(|| (family.to_owned(), given.to_owned()))?
        }
        [whole] => {
            let family = known(table, whole)?;
            let given = whole[family.len()..].to_owned();
            let is_house = table == KOREAN && KOREAN_HOUSES.iter().any(|end| whole.ends_with(end));
            (!is_house && (1..=most).contains(&given.chars().count())).then_some((family, given))?
        }
        _ => return None,
    };
    Some(Person { given, family, in_signs: true, ..Person::default() })
}

/// The family name of a table that a text begins with: how it is written in Latin letters, and it.
fn surname(table: &'static str, text: &str) -> Option<(&'static str, &'static str)> {
    let mut words = table.split_whitespace();
    while let (Some(family), Some(latin)) = (words.next(), words.next()) {
        if text.starts_with(family) {
            return Some((latin, family));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Given name, particle, family name, suffix; a literal stands alone.
    fn parts(text: &str) -> Vec<String> {
        match Name::of(text) {
            Name::Person(Person { given, particle, family, suffix, .. }) => {
                vec![given, particle, family, suffix]
            }
            Name::Literal(name) => vec![name],
        }
    }

    #[test]
    fn the_parts_of_a_name_are_told_apart() {
        for (text, given, particle, family, suffix) in [
            ("Ann Bee", "Ann", "", "Bee", ""),
            ("Ada van Dyke", "Ada", "van", "Dyke", ""),
            ("van Dyke, Ada", "Ada", "van", "Dyke", ""),
            ("Dyke, Ada van", "Ada", "van", "Dyke", ""),
            ("Ana de la Mer", "Ana", "de la", "Mer", ""),
            ("Jan Van Hill", "Jan", "", "Van Hill", ""),
            ("José Orteg y Gass", "José", "", "Orteg y Gass", ""),
            ("Henry Fort III", "Henry", "", "Fort", "III"),
            ("Martin L. Regent Jr.", "Martin L.", "", "Regent", "Jr."),
            ("Regent, Jr., Martin L.", "Martin L.", "", "Regent", "Jr."),
            ("Regent, Martin L., Jr.", "Martin L.", "", "Regent", "Jr."),
            ("Martin Regent, Jr.", "Martin", "", "Regent", "Jr."),
            ("Kim, Minsu", "Minsu", "", "Kim", ""),
            ("Pat McHill", "Pat", "", "McHill", ""),
            ("Yan LeMill", "Yan", "", "LeMill", ""),
            ("Sean O'Hare", "Sean", "", "O'Hare", ""),
            ("W. H. Press", "W. H.", "", "Press", ""),
            ("김민수", "민수", "", "김", ""),
            ("김 민수", "민수", "", "김", ""),
            ("김, 민수", "민수", "", "김", ""),
            ("김민수 기자", "민수", "", "김", ""),
            ("남궁민", "민", "", "남궁", ""),
            ("王小明", "小明", "", "王", ""),
            ("諸葛亮", "亮", "", "諸葛", ""),
            ("田中 太郎", "太郎", "", "田中", ""),
        ] {
            assert_eq!(parts(text), [given, particle, family, suffix], "{text}");
        }
    }

    #[test]
    fn the_name_of_a_house_stays_whole() {
        for name in [
            "Google DeepMind",
            "The ATLAS Collaboration",
            "ATLAS Collaboration",
            "OpenAI",
            "Meta AI",
            "Mistral AI",
            "Bank of Korea",
            "Allen Institute for AI",
            "Example Bank, Research Department",
            "Hugging Face",
            "한국은행",
            "삼성전자",
            "네이버",
            "연합뉴스",
            "한국 은행",
            "존 스미스",
            "田中太郎",
            "dang",
        ] {
            assert_eq!(parts(name), [name], "{name}");
        }
    }

    #[test]
    fn a_name_is_short_in_latin_letters() {
        for (name, short) in [
            ("김민수", "kim"),
            ("이서연", "lee"),
            ("王小明", "wang"),
            ("Ludwig van Mill", "mill"),
            ("Émile Zoé", "zoe"),
            ("네이버", "neibeo"),
            ("Google DeepMind", "googledeepmind"),
        ] {
            assert_eq!(Name::of(name).short(), short, "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_letter_of_a_name_is_lost(text in "([A-Z][a-z]{1,4}|van|de|y|Jr\\.|,|김민수|王|The|[A-Z]\\.){1,6}( ([A-Z][a-z]{1,4}|van|Jr\\.|,)){0,4}") {
            let letters = |text: &str| {
                let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
                letters.sort_unstable();
                letters
            };
            proptest::prop_assert_eq!(letters(&Name::of(&text).whole()), letters(&text));
        }
    }
}
