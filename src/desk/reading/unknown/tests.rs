//! Tests of `unknown.rs`.

use super::*;
use crate::desk::lists::Lists;
use crate::text::tokens::Words;

fn told<T>(title: &str, read: impl Fn(&Text<'_>) -> T) -> T {
    let moves = crate::desk::lists::MOVES;
    let cues = include_str!("../../../../assets/lexicon/cues.toml");
    let lists = Lists::read(moves, cues).expect("the lists");
    let words = Words::of(title);
    let found = lists.find(&words);
    let text =
        Text { title, words: &words, named: &[], found: &found, company_first: false, body: false };
    read(&text)
}

fn found(title: &str) -> Option<String> {
    told(title, |text| korean(text, StopWords::shipped()))
}

#[test]
fn who_works_unseen_no_longer_is_a_company_and_what_is_only_unseen_is_none() {
    let name = |title: &str| {
        let lexicon = Lexicon::shipped();
        let found = told(title, |text| english(text, &lexicon, StopWords::shipped()));
        found.map(|(name, _)| name)
    };
    for title in [
        "Lanternworks exits stealth to dim the harbour",
        "Lanternworks emerges from stealth to dim the harbour",
        "Lanternworks plans to come out of stealth",
    ] {
        assert_eq!(name(title).as_deref(), Some("Lanternworks"), "{title}");
    }
    for title in ["Moonrise tops a night of stealth", "Kites takes stealth to the harbour"] {
        assert_eq!(name(title), None, "{title}");
    }
}

#[test]
fn a_korean_title_tells_a_company_by_its_form_wherever_it_stands() {
    for (title, name) in [
        ("한빛물결, 130억원 투자 유치", "한빛물결"),
        ("[단독] 한빛물결, 새 공장 착공", "한빛물결"),
        ("한빛물결(Hanbit Waves), 새 공장 착공", "한빛물결"),
        ("“밤에도 켜진다”…한빛물결, 조명 출시", "한빛물결"),
        ("부산 스타트업 ‘너울목’ 130억원 투자 유치", "너울목"),
        ("물류 로봇 업체 너울목, 20억원 투자 유치", "너울목"),
        ("항만에 물결로보틱스의 크레인 출시", "물결로보틱스"),
        ("한도윤 새벽이슬 대표, 신규 투자 유치", "새벽이슬"),
    ] {
        assert_eq!(found(title).as_deref(), Some(name), "{title}");
    }
}

#[test]
fn what_is_no_company_or_does_nothing_is_none() {
    for title in [
        "한빛물결, 밤바다를 비추다",
        "부산시, 130억원 투자 유치",
        "노조, 130억원 투자 유치 반대",
        "스타트업, 130억원 투자 유치",
        "스타트업 투자 유치 넉 달째 늘어",
        "한도윤 공동 대표 선임",
        "야당 새벽당 대표 선임",
        "Lanternworks, a firm that raises $45M",
    ] {
        assert_eq!(found(title), None, "{title}");
    }
}
