//! What is quoted under a line or a title: a sentence about it, and of a paper one that says what it does.

use super::*;
use crate::model::{Amount, AmountOf, Currency};

/// A story with a title and what its only report says below it, one event of a pane alone.
fn below(title: &str, summary: &str, lang: &str) -> DayEvent {
    let row =
        Row { title: title.to_owned(), language: lang.to_owned(), ..row(1, Pane::Companies, 50.0) };
    let mut told = story(row, Vec::new(), &[]);
    summary.clone_into(&mut told.item.summary);
    told
}

/// The title or line that leads, and what is quoted below it.
fn led_by(told: DayEvent, lang: Lang) -> (String, Option<String>) {
    let mut material = material(vec![told]);
    material.lang = lang;
    let lead = compose(&material).lead.remove(0);
    (lead.label, lead.quote.map(|quote| quote.text))
}

fn quoted(title: &str, summary: &str) -> Option<String> {
    let korean = title.chars().any(|c| ('가'..='힣').contains(&c));
    let (code, lang) = if korean { ("ko", Lang::Ko) } else { ("en", Lang::En) };
    led_by(below(title, summary, code), lang).1
}

#[test]
fn what_surrounds_an_event_is_not_quoted_under_it() {
    let title = "Ferry crews of Kelphaven refuse the night route";
    let scene = "Bo Mill had always wanted to see the sea. Nobody in his street had a boat.";
    assert_eq!(quoted(title, scene), None, "an opening scene");
    let about = "Crews will sail the route by day, the ferry line said.";
    assert_eq!(quoted(title, &format!("{scene} {about}")).as_deref(), Some(about));
    let deck = "Lanterns were the last straw.";
    assert_eq!(quoted(title, deck).as_deref(), Some(deck), "the one sentence below a title");
    let korean = "켈프헤이븐 선원들, 야간 항로 거부";
    let scene = "아침 바다는 조용했다. 갈매기만 낮게 날았다.";
    assert_eq!(quoted(korean, scene), None);
    let about = "선원들은 야간 항로를 다시 협의할 계획이다.";
    assert_eq!(quoted(korean, &format!("{scene} {about}")).as_deref(), Some(about));
}

#[test]
fn where_a_feed_left_something_out_what_follows_may_have_lost_its_beginning() {
    let title = "법원, 등대 운영사에 야간 항로 배상 판결";
    let pieces = "등대 운영사가 야간 항로를 막았다며 배상을... 항로 소송에서 운영사의 책임을 인정했다. \
                  법원은 등대 운영사에 항로 배상을 명령했다.";
    assert_eq!(
        quoted(title, pieces).as_deref(),
        Some("법원은 등대 운영사에 항로 배상을 명령했다.")
    );
    let whole = pieces.replace("배상을...", "배상을 구했다.");
    assert_eq!(
        quoted(title, &whole).as_deref(),
        Some("등대 운영사가 야간 항로를 막았다며 배상을 구했다.")
    );
}

#[test]
fn a_sentence_with_another_sum_is_about_another_deal() {
    let mut told = below(
        "Microsoft invests $2 billion in lantern works",
        "Microsoft put $7 billion into lantern works a year before. Lantern works of the north \
         will take all of the $2 billion from Microsoft.",
        "en",
    );
    told.event.facts.amount =
        Some(Amount { value: 2e9, currency: Currency::Usd, of: AmountOf::Paid, bound: None });
    let (_, quote) = led_by(told, Lang::En);
    let own = "Lantern works of the north will take all of the $2 billion from Microsoft.";
    assert_eq!(quote.as_deref(), Some(own));
}

#[test]
fn a_line_stands_where_a_sentence_says_more_and_else_the_title_does() {
    let title = "Microsoft acquires lanterns for $2 billion";
    let says = "Microsoft pays $2 billion for a maker of lanterns in Kelphaven.";
    let (label, quote) = led_by(below(title, says, "en"), Lang::En);
    assert_eq!((&*label, quote.as_deref()), ("MICROSOFT · acquisition · $2B", Some(says)));
    let (label, _) = led_by(below(title, "", "en"), Lang::En);
    assert_eq!(label, title, "nothing is said below it");
    let (label, _) = led_by(below(title, "", "en"), Lang::Ko);
    assert_eq!(
        label, "MICROSOFT · 인수 · 20억 달러",
        "the line speaks the language of the edition"
    );
    let price = "Microsoft launches a lantern for $99";
    let (label, _) = led_by(below(price, "Microsoft asks $99 for the lantern.", "en"), Lang::En);
    assert_eq!(label, price, "a price alone does not say of what");
}

#[test]
fn a_paper_is_told_by_what_it_does_and_not_by_what_all_know() {
    let paper = |abstracted: &str| {
        let mut told = counted::paper_on(1, "speech");
        told.item.row.title = "SackNet: Counting sacks by their shadow".to_owned();
        abstracted.clone_into(&mut told.item.summary);
        let digest = compose(&material(led().into_iter().chain([told]).collect()));
        digest.blocks[0].entries[0].quote.clone().map(|quote| quote.text)
    };
    let known = "Counting sacks is a cornerstone of every mill that has ever been built.";
    let moved = "Counting by shadow has significantly improved mills in the last ten years.";
    let did = "In this paper, we present a way of counting sacks by the shadow that they throw.";
    let also = "We also present a set of ten thousand sacks that were counted by hand.";
    let found = "Our results are better than those of millers who count by hand at night.";
    let short = "We present two contributions.";
    assert_eq!(
        paper(&format!("{known} {moved} {short} {also} {did} {found}")).as_deref(),
        Some(did)
    );
    assert_eq!(paper(&format!("{known} {moved} {found}")).as_deref(), Some(found));
    let looked = "In this work, we examine how many sacks a mill can hold before it falls down.";
    assert_eq!(
        paper(&format!("{known} {looked} {found}")).as_deref(),
        Some(found),
        "what came of it"
    );
    let late = "The best of eleven mills counts no more than 17.2% of all its sacks.";
    assert_eq!(paper(&format!("{known} {moved} {late}")).as_deref(), Some(late), "how much");
    let named = "SackNet looks at a sack once and knows how many stand behind it.";
    assert_eq!(paper(&format!("{known} {moved} {named}")).as_deref(), Some(named));
    assert_eq!(paper(&format!("{known} {moved}")), None, "what others know is no claim");
}

#[test]
fn a_line_before_a_title_in_another_language_says_more_than_who_and_how() {
    let title = "Microsoft acquires lanterns for $2 billion";
    let says = "Microsoft pays $2 billion for a maker of lanterns in Kelphaven.";
    let (label, quote) = led_by(below(title, says, "en"), Lang::Ko);
    assert_eq!((&*label, quote.as_deref()), ("MICROSOFT · 인수 · 20억 달러", Some(says)));
    let (label, quote) = led_by(below(title, "", "en"), Lang::Ko);
    assert_eq!((&*label, quote.as_deref()), ("MICROSOFT · 인수 · 20억 달러", Some(title)));
    let bare = "Microsoft sues millers over their lanterns";
    assert_eq!(led_by(below(bare, "", "en"), Lang::Ko), (bare.to_owned(), None));
}

#[test]
fn what_may_follow_is_quoted_under_whatever_leads() {
    let title = "Ferry crews of Kelphaven refuse the night route";
    let about = "Crews of the ferry line sail by day alone.";
    let follows = "The ferry line could lose its route at night to Quayside next year.";
    let mut told = below(title, &format!("{about} {follows}"), "en");
    told.item.row.pane = Pane::Trends;
    let lead = compose(&material(vec![told])).lead.remove(0);
    assert_eq!(lead.quote.map(|quote| quote.text).as_deref(), Some(about));
    assert_eq!(lead.consequence.map(|quote| quote.text).as_deref(), Some(follows));
}

#[test]
fn what_may_follow_stands_below_what_says_more_of_what_happened() {
    let title = "Microsoft acquires lanterns for $2 billion in a deal of many sails and looms";
    let follows = "Its lanterns and looms could sail to Quayside next year.";
    let happened = "Microsoft pays $2 billion for lanterns that burn by night.";
    let told = below(title, &format!("{} {happened}", follows.replace("Its", "The")), "en");
    assert_eq!(led_by(told, Lang::En).1.as_deref(), Some(happened));
}
