//! Which moves a title tells as done, as sought, as denied and as undone.

use super::*;
use crate::desk::lists::Lists;

/// How a title tells a kind of move.
fn told(title: &str, kind: Move) -> MoveStatus {
    let moves = crate::desk::lists::MOVES;
    let cues = include_str!("../../../../assets/lexicon/cues.toml");
    let lists = Lists::read(moves, cues).expect("the lists");
    let words = Words::of(title);
    let found = lists.find(&words);
    let span = found.moved(kind).unwrap_or_else(|| panic!("{title}: no {kind:?}"));
    of(title, &words, &found, kind, span)
}

#[test]
fn what_is_given_up_refused_or_put_off_is_not_done() {
    for (title, kind) in [
        ("Lanternworks scraps $3 billion acquisition of Quayside", Move::Acquisition),
        ("Lanternworks calls off its merger with Quayside", Move::Acquisition),
        ("Lanternworks won’t acquire Quayside after all", Move::Acquisition),
        ("Quayside rejects $3 billion takeover bid", Move::Acquisition),
        ("Lanternworks' deal to buy Quayside collapses", Move::Acquisition),
        ("Regulators block Lanternworks' acquisition of Quayside", Move::Acquisition),
        ("Lanternworks cancels partnership with Quayside as ferries close", Move::Partnership),
        ("Lanternworks halts $2 billion data center in Oslo", Move::Infrastructure),
        ("Lanternworks no longer plans to launch a ferry", Move::Launch),
        ("Lanternworks delays the launch of its ferry", Move::Launch),
        ("Quayside withdraws its IPO", Move::Investment),
        ("SEC drops its three-year-old investigation into Lanternworks", Move::Regulation),
        ("FTC ends antitrust probe of Lanternworks", Move::Regulation),
        ("Judge dismisses lawsuit against Lanternworks", Move::Regulation),
        ("한빛물결, 너울목 인수 무산", Move::Acquisition),
        ("한빛물결, 10조원 투자 계획 철회", Move::Investment),
        ("한빛물결, 너울목과의 합병 없던 일로", Move::Acquisition),
        ("한빛물결, 신형 여객선 출시 연기", Move::Launch),
    ] {
        assert_eq!(told(title, kind), MoveStatus::Undone, "{title}");
    }
}

#[test]
fn what_stands_behind_a_not_is_no_deed() {
    let is_deed = |title: &str| {
        let lexicon = crate::desk::Lexicon::shipped();
        let reader = crate::desk::Rules::shipped().reader(&lexicon);
        let source = crate::desk::reading::Source {
            title,
            full_title: title,
            summary: "",
            url: None,
            kind: "feed",
            source: "one",
            company: None,
            year: 2026,
        };
        let signs =
            reader.read(&source, &lexicon, &mut crate::desk::reading::Scratch::default()).signs;
        (signs.deed, signs.first)
    };
    assert_eq!(is_deed("Lanternworks decides to shut down its ferry"), (true, true));
    assert_eq!(is_deed("Lanternworks decides not to shut down its ferry"), (false, false));
    assert_eq!(is_deed("Lanternworks will never shut down its ferry"), (false, false));
    assert_eq!(is_deed("Lanternworks isn’t going to shut down its ferry"), (false, false));
    assert_eq!(is_deed("Lanternworks goes on without shutting down"), (false, false));
    // One that says more, and another clause.
    assert_eq!(is_deed("Lanternworks not only shuts down its ferry but a pier"), (true, true));
    assert_eq!(is_deed("It is not the fog, Lanternworks shuts down its ferry"), (true, true));
    assert_eq!(is_deed("It is not fog but ice: Lanternworks shuts down"), (true, true));
    assert_eq!(is_deed("Not amused, Lanternworks shuts down its ferry"), (true, true));
    assert_eq!(is_deed("The fog did not lift as Lanternworks shuts down"), (true, true));
}

#[test]
fn what_is_denied_is_not_done() {
    for (title, kind) in [
        ("Lanternworks denies it will acquire Quayside", Move::Acquisition),
        ("Quayside dismisses report of layoffs", Move::Layoffs),
        ("한빛물결, 너울목 매각설 부인", Move::Acquisition),
        ("한빛물결 “너울목 인수, 사실무근”", Move::Acquisition),
    ] {
        assert_eq!(told(title, kind), MoveStatus::Denied, "{title}");
    }
}

#[test]
fn what_is_wished_planned_or_discussed_is_not_done() {
    for (title, kind) in [
        ("Lanternworks in talks to buy Quayside", Move::Acquisition),
        ("Lanternworks founder reportedly wants $9 billion to buy piers", Move::Acquisition),
        ("Lanternworks could raise $2 billion", Move::Investment),
        ("Zeeland signals intent to ban ferries", Move::Regulation),
        ("Bipartisan bill seeks to ban ferries", Move::Regulation),
        ("Lanternworks is trying to raise $2 billion", Move::Investment),
        ("Lanternworks mulls acquisition of Quayside", Move::Acquisition),
        ("Lanternworks plans $5 billion data center", Move::Infrastructure),
        ("Will Lanternworks acquire Quayside?", Move::Acquisition),
        ("한빛물결, 너울목 인수 검토", Move::Acquisition),
        ("한빛물결, 2조원 투자 유치 추진", Move::Investment),
        ("한빛물결, 너울목 인수설", Move::Acquisition),
    ] {
        assert_eq!(told(title, kind), MoveStatus::Sought, "{title}");
    }
}

#[test]
fn a_deed_is_done_whatever_is_said_beside_it() {
    for (title, kind) in [
        ("Lanternworks acquires Quayside", Move::Acquisition),
        ("Lanternworks to acquire Quayside in May", Move::Acquisition),
        ("Lanternworks raises $2 billion, plans a harbour", Move::Investment),
        ("Lanternworks acquires Quayside after it cancels a listing", Move::Acquisition),
        ("Lanternworks raises $2 billion as ferries may close", Move::Investment),
        ("Judge blocks Lanternworks from selling ferries", Move::Regulation),
        ("Court rejects appeal of Lanternworks in ferry case", Move::Regulation),
        ("Zeeland to ban ferries", Move::Regulation),
        ("Lanternworks scraps 400 jobs in layoffs", Move::Layoffs),
        ("Flaw could let hackers steal passwords", Move::Security),
        ("Lanternworks launches an app that finds cancelled ferries", Move::Launch),
        ("한빛물결, 너울목 인수", Move::Acquisition),
        ("한빛물결, 너울목 인수…상장은 연기", Move::Acquisition),
        ("한빛물결, 2조원 투자 유치", Move::Investment),
    ] {
        assert_eq!(told(title, kind), MoveStatus::Done, "{title}");
    }
}
