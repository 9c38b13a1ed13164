//! Which pane an event belongs to, by what its title and its first sentence say.

use super::*;

fn pane(title: &str, summary: &str, url: &str) -> Pane {
    let mut room = Room::by(Settings::default(), Rules::shipped());
    let mut new = page(title, url);
    summary.clone_into(&mut new.summary);
    let id = room.arrive(new, &source("press", Tier::Specialist), at(0));
    room.judged(id).pane
}

#[test]
fn a_company_that_does_or_suffers_something_is_companies_and_one_in_passing_is_not() {
    let page = "https://press.example/1";
    for (title, summary, wanted) in [
        ("The Pentagon is building alternatives to Anthropic", "", Pane::Companies),
        ("Why you can now carry your lanterns over to Gemini", "", Pane::Companies),
        ("Ferries did not end the night shift, but the iPhone did", "", Pane::Trends),
        ("The coast guard still sails by Claude, but its crews are fleeing", "", Pane::Companies),
        ("Kelphaven-AI exits stealth to dim its lanterns", "", Pane::Companies),
        ("한등대 수석, AI학회 ICML 심사 두 번째 맡는다", "", Pane::Trends),
        ("iPhone ferries sail by night", "", Pane::Companies),
        ("US economy sheds 92k jobs in February", "", Pane::Trends),
        ("Kelphaven lays off 400 workers", "", Pane::Companies),
        ("Japan's Kelphaven to be acquired by Quayside", "", Pane::Companies),
        ("일본, 등대 펀드에 300억원 투입", "", Pane::Trends),
        ("과기정통부, 등대 펀드 300억원 조성", "삼성SDS도 등대를 세운다.", Pane::Trends),
    ] {
        assert_eq!(pane(title, summary, page), wanted, "{title}");
    }
}

#[test]
fn what_a_laboratory_sells_is_its_companys_and_what_it_finds_is_research() {
    let of = |title: &str| pane(title, "", "https://deepmind.google/blog/one");
    assert_eq!(of("Introducing Gemini 3.7 Flash"), Pane::Companies);
    assert_eq!(of("How kites learn to sail"), Pane::Research);
}
