//! Which parts a name has, and who is a house.

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
        ("SeoYeon Kim", "SeoYeon", "", "Kim", ""),
        ("HaoRan Zhang", "HaoRan", "", "Zhang", ""),
        ("AbdulAziz Hill", "AbdulAziz", "", "Hill", ""),
        ("Charlotte Press", "Charlotte", "", "Press", ""),
        ("R. Guest", "R.", "", "Guest", ""),
        ("Post, Zebra", "Zebra", "", "Post", ""),
        ("The Son Tran", "The Son", "", "Tran", ""),
        ("Line Mill", "Line", "", "Mill", ""),
        ("Meta Regent", "Meta", "", "Regent", ""),
        ("Tran, The Son", "The Son", "", "Tran", ""),
        ("Ann Bee et al.", "Ann", "", "Bee", ""),
        ("Duc Van Pham", "Duc Van", "", "Pham", ""),
        ("van den Mill", "", "van den", "Mill", ""),
        ("Orteg y Gass", "", "", "Orteg y Gass", ""),
        ("김민수(Minsu Kim)", "민수", "", "김", ""),
        ("Minsu Kim (김민수)", "Minsu", "", "Kim", ""),
        ("한가람", "가람", "", "한", ""),
        ("차두리", "두리", "", "차", ""),
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
        "한겨레",
        "구글",
        "라인",
        "현대차",
        "서울대",
        "편집부",
        "국제부",
        "新华社 王小明",
        "石油部",
        "J. P. Mill Research",
        "A. Bee and C. Dee",
        "Sony Music",
        "Meta FAIR",
        "Financial Post",
        "The Hill Register",
        "Ada v}an Dyke} Labs",
    ] {
        assert_eq!(parts(name), [name], "{name}");
    }
}

#[test]
fn no_house_of_the_lexicon_and_no_source_is_a_korean_person() {
    let files = [
        include_str!("../../../assets/lexicon/companies.toml"),
        include_str!("../../../assets/sources.toml"),
    ];
    let quoted = files.iter().flat_map(|text| text.split('"').skip(1).step_by(2));
    let is_hangul =
        |text: &&str| !text.is_empty() && text.chars().all(|c| matches!(c, '가'..='힣'));
    let names: Vec<&str> = quoted.filter(is_hangul).collect();
    assert!(names.len() > 500, "{}", names.len());
    let persons: Vec<&&str> =
        names.iter().filter(|name| matches!(Name::of(name), Name::Person(_))).collect();
    assert!(persons.is_empty(), "{persons:?}");
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

#[test]
fn a_name_whose_parts_are_known_is_written_so_that_they_are_found_again() {
    for (given, particle, family, written) in [
        ("Ann", "", "Bee", "Ann Bee"),
        ("Zebra", "", "Post", "Post, Zebra"),
        ("Ada Maria", "van", "Dyke", "Ada Maria van Dyke"),
        ("Ada", "", "Regent Mill", "Regent Mill, Ada"),
        ("민수", "", "김", "김민수"),
        ("太郎", "", "田中", "田中 太郎"),
        ("", "", "The Group", "The Group"),
        ("", "van", "Dyke", "van Dyke"),
    ] {
        let [given, particle, family] = [given, particle, family].map(str::to_owned);
        let person = Person { given, particle, family, ..Person::default() };
        assert_eq!(person.written(), written);
    }
    assert_eq!(with_others("Ann Bee et al."), Some("Ann Bee"));
    assert_eq!(with_others("et al."), None);
}

#[test]
fn no_sign_but_letters_goes_for_a_particle() {
    for text in ["Ada v}an Dyke", "Ada d{e Dyke", "Ada l% Dyke"] {
        let Name::Person(person) = Name::of(text) else { panic!("{text}") };
        assert_eq!(person.particle, "", "{text}");
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
