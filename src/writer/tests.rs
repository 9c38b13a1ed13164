//! Every check with a sentence that stands it and one that does not, in both languages.

mod general;

use super::*;
use crate::desk::Lexicon;
use crate::lang::Lang;

fn verifier() -> &'static Verifier {
    static VERIFIER: std::sync::OnceLock<Verifier> = std::sync::OnceLock::new();
    VERIFIER.get_or_init(|| Verifier::new(Lexicon::shipped()))
}

/// Evidence of two items: `a` and, behind a bar, `b`; the first sentence is cited.
fn evidence(text: &str) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    for (item, part) in text.split(" | ").enumerate() {
        for sentence in part.split(" / ") {
            found.push(Evidence {
                id: format!("S{}", found.len() + 1),
                text: sentence.to_owned(),
                item: item.to_string(),
            });
        }
    }
    found
}

fn verdict(language: Lang, given: &str, sentence: &str, cites: &[&str]) -> Verdict {
    verifier().verify(Asked {
        task: Task::Phrase,
        language,
        register: Register::Formal,
        evidence: &evidence(given),
        sentence,
        cites: &cites.iter().map(|cite| (*cite).to_owned()).collect::<Vec<_>>(),
        section: None,
        lenses: &[],
    })
}

/// Why a sentence that cites the first piece of evidence is refused; `None` where it is accepted.
fn refused(language: Lang, given: &str, sentence: &str) -> Option<Reason> {
    verdict(language, given, sentence, &["S1"]).refusal().map(|refusal| refusal.reason)
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table: a row a check")]
fn every_check_lets_what_is_told_pass_and_stops_what_is_not() {
    use Reason::{
        Address, Claim, Direction, Figure, Language, Length, Move, Name, Nearer, Polarity,
        Register, Script, Shape, Support, Unit, Word,
    };
    let long =
        "Harlow Ferries는 새 여객선을 봄에 띄운다고 밝혔으며, ".repeat(6) + "이는 사실입니다.";
    for (given, right, wrong, reason) in [
        (
            "Harlow Ferries will sail a new boat in spring.",
            "Harlow Ferries가 봄에 새 배를 띄웁니다.",
            "배 뜸",
            Shape,
        ),
        (
            "Harlow Ferries will sail a new boat in spring.",
            "Harlow Ferries가 봄에 새 배를 띄웁니다.",
            &long,
            Shape,
        ),
        (
            "The harbour opened an office in Busan.",
            "항구가 부산에 사무소를 열었습니다.",
            "항구가 부산에 사무소를 열었습니다 harlow.com.",
            Address,
        ),
        (
            "The harbour opened an office in Busan.",
            "항구가 부산에 사무소를 열었습니다.",
            "항구가 부산에 사무소를 열었습니다 [1].",
            Address,
        ),
        (
            "The harbour opened an office in Busan.",
            "항구가 부산에 사무소를 열었습니다.",
            "항구가 부산에 事務所를 열었습니다.",
            Script,
        ),
        (
            "The harbour paid 3.2 billion dollars.",
            "항구가 32억 달러를 지급했습니다.",
            "항구가 3.2 billion 달러를 지급했습니다.",
            Language,
        ),
        (
            "The harbour opened an office in Busan.",
            "항구가 부산에 사무소를 열었습니다.",
            "The harbour opened an office in Busan.",
            Language,
        ),
        (
            "The harbour opened an office in Busan.",
            "항구가 부산에 사무소를 열었습니다.",
            "항구가 부산에 사무소를 열었다.",
            Register,
        ),
        (
            "The harbour opened an office in Busan.",
            "항구가 부산에 사무소를 열었습니다.",
            "항구가 부산에 사무소를 여는는는 중입니다.",
            Register,
        ),
        (
            "The loan is worth $1.15 billion.",
            "대출 규모는 11억5천만 달러입니다.",
            "대출 규모는 12억 달러입니다.",
            Figure,
        ),
        (
            "The loan is worth 240 billion won.",
            "대출 규모는 2,400억 원입니다.",
            "대출 규모는 2,400억 달러입니다.",
            Unit,
        ),
        (
            "Rates rose by 25 basis points.",
            "금리가 0.25%포인트 올랐습니다.",
            "금리가 0.25% 올랐습니다.",
            Unit,
        ),
        (
            "NVIDIA opened an office in Busan.",
            "엔비디아가 부산에 사무소를 열었습니다.",
            "테슬라가 부산에 사무소를 열었습니다.",
            Name,
        ),
        (
            "NVIDIA opened an office in Busan.",
            "엔비디아가 부산에 사무소를 열었습니다.",
            "엔비디아가 대전에 사무소를 열었습니다.",
            Name,
        ),
        (
            "Zorvex opened an office in Busan.",
            "Zorvex가 부산에 사무소를 열었습니다.",
            "Vantrix가 부산에 사무소를 열었습니다.",
            Word,
        ),
        (
            "The large language model of Zorvex is open.",
            "Zorvex의 LLM은 공개됐습니다.",
            "Zorvex의 GPU는 공개됐습니다.",
            Word,
        ),
        (
            "Zorvex is expected to grow by 5%.",
            "Zorvex는 5% 성장할 것으로 예상됩니다.",
            "Zorvex는 5% 성장해 위험이 커졌다는 우려가 있습니다.",
            Claim,
        ),
        (
            "Zorvex grew by 5%.",
            "Zorvex는 5% 성장했습니다.",
            "Zorvex는 5% 성장할 것으로 예상됩니다.",
            Claim,
        ),
        (
            "Zorvex grew by 5%.",
            "Zorvex는 5% 성장했습니다.",
            "Zorvex는 5% 성장했다는 점에서 긍정적입니다.",
            Claim,
        ),
        (
            "Zorvex denied that it will sell its ferries.",
            "Zorvex는 여객선을 매각한다는 것을 부인했습니다.",
            "Zorvex는 여객선을 매각한다고 인정했습니다.",
            Polarity,
        ),
        (
            "The tunnel did not leak.",
            "터널은 누출이 없었습니다.",
            "터널에서 누출이 있었습니다.",
            Polarity,
        ),
        (
            "Zorvex lost 3% and will not change its managers.",
            "Zorvex는 3% 손실을 냈습니다.",
            "Zorvex는 3% 손실을 냈으며 운용사를 바꿀 것입니다.",
            Polarity,
        ),
        (
            "The fee costs less than $50.",
            "수수료는 50달러가 되지 않습니다.",
            "수수료는 50달러입니다.",
            Polarity,
        ),
        (
            "Zorvex cut its stake to 12%.",
            "Zorvex가 지분을 12%로 줄였습니다.",
            "Zorvex가 지분을 12%로 늘렸습니다.",
            Direction,
        ),
        (
            "Zorvex sold its ferries in Busan.",
            "Zorvex가 부산의 여객선을 팔았습니다.",
            "Zorvex가 부산의 여객선을 사들였습니다.",
            Direction,
        ),
        (
            "Zorvex said a leak exposed its customers.",
            "Zorvex는 유출로 고객이 노출됐다고 밝혔습니다.",
            "Zorvex가 고객 유출 회사를 인수했습니다.",
            Move,
        ),
        (
            "Zorvex opened an office in Busan.",
            "Zorvex가 부산에 사무소를 열었습니다.",
            "Zorvex가 부산에 사무소를 열었으며, 경쟁사들도 준비하고 있습니다.",
            Support,
        ),
        (
            "Zorvex opened an office in Busan.",
            "Zorvex가 부산에 사무소를 열었습니다.",
            "그날은 하루 종일 안개가 자욱했습니다.",
            Support,
        ),
        (
            "A ferry sank near the port. | Two banks fined a broker for hiding losses in bonds.",
            "항구 근처에서 여객선이 가라앉았습니다.",
            "은행 두 곳이 항구 채권 손실을 숨긴 증권사에 벌금을 물렸습니다.",
            Nearer,
        ),
        (
            "Ferry fares rose.",
            "여객선 요금이 올랐습니다.",
            "여객선 요금이 올라 승객이 내는 요금이 오르고 또 오르면서 섬을 오가는 모든 여객선 승객의 요금이 다시 오르는 일이 있었습니다.",
            Length,
        ),
    ] {
        assert_eq!(refused(Lang::Ko, given, right), None, "{given} / {right}");
        let found = verdict(Lang::Ko, given, wrong, &["S1"]);
        assert!(
            found.refusals.iter().any(|refusal| refusal.reason == reason),
            "{given} / {wrong}: {found:?}"
        );
    }
}

#[test]
fn an_english_sentence_is_held_against_korean_evidence() {
    use Reason::{
        Claim, Direction, Figure, Language, Name, Polarity, Register, Support, Unit, Word,
    };
    let given = "엔비디아가 부산 공장에 1,200억원을 투자한다.";
    for (given, right, wrong, reason) in [
        (
            given,
            "NVIDIA will invest 120 billion won in a plant in Busan.",
            "NVIDIA will invest 130 billion won in a plant in Busan.",
            Figure,
        ),
        (
            given,
            "NVIDIA will invest 120 billion won in a plant in Busan.",
            "NVIDIA will invest 120 billion dollars in a plant in Busan.",
            Unit,
        ),
        (
            given,
            "NVIDIA will invest 120 billion won in a plant in Busan.",
            "Tesla will invest 120 billion won in a plant in Busan.",
            Name,
        ),
        (
            given,
            "NVIDIA will invest 120 billion won in a plant in Busan.",
            "With Vantrix, NVIDIA will invest 120 billion won in a plant in Busan.",
            Word,
        ),
        (
            given,
            "NVIDIA will invest 120 billion won in a plant in Busan.",
            "엔비디아 will invest 120 billion won in Busan.",
            Language,
        ),
        (
            given,
            "NVIDIA will invest 120 billion won in a plant in Busan.",
            "NVIDIA will invest 120 billion won in a plant in Busan",
            Register,
        ),
        (
            given,
            "NVIDIA will invest 120 billion won in a plant in Busan.",
            "NVIDIA will not invest 120 billion won in a plant in Busan.",
            Polarity,
        ),
        (
            given,
            "NVIDIA will invest 120 billion won in a plant in Busan.",
            "NVIDIA will invest 120 billion won in a plant in Busan, and critics warn of worse.",
            Claim,
        ),
        (
            given,
            "NVIDIA will invest 120 billion won in a plant in Busan.",
            "NVIDIA will invest 120 billion won in a plant in Busan, while dinner guests danced late upstairs.",
            Support,
        ),
        (
            "은행 예금이 4% 늘었다.",
            "Deposits at banks rose 4%.",
            "Deposits at banks fell 4%.",
            Direction,
        ),
    ] {
        assert_eq!(verdict(Lang::En, given, right, &["S1"]).refusals, [], "{given} / {right}");
        let found = verdict(Lang::En, given, wrong, &["S1"]);
        assert!(
            found.refusals.iter().any(|refusal| refusal.reason == reason),
            "{given} / {wrong}: {found:?}"
        );
    }
}

#[test]
fn a_citation_is_of_what_was_given() {
    let given = "Zorvex opened an office in Busan. / It hired 30 people. | A ferry sank.";
    let reason = |cites: &[&str]| {
        verdict(Lang::Ko, given, "Zorvex가 부산에 사무소를 열었습니다.", cites)
            .refusal()
            .map(|refusal| refusal.reason)
    };
    assert_eq!(reason(&["S1"]), None);
    assert_eq!(reason(&[]), Some(Reason::Citation));
    assert_eq!(reason(&["S99"]), Some(Reason::Citation));
    assert_eq!(reason(&["S1", "S2", "S3", "S1"]), Some(Reason::Shape));
    // A figure is of the cited sentence, a name of any of its item's.
    let hired = verdict(Lang::Ko, given, "Zorvex가 30명을 채용했습니다.", &["S2"]);
    assert_eq!(hired.refusals, []);
    let wrong = verdict(Lang::Ko, given, "Zorvex가 30명을 채용했습니다.", &["S1"]);
    assert_eq!(wrong.refusal().map(|refusal| refusal.reason), Some(Reason::Figure));
}

#[test]
fn particles_are_mended_and_nothing_else_is_touched() {
    let mended =
        |sentence: &str| verdict(Lang::Ko, "Meta and Zorvex paid $50.", sentence, &["S1"]).sentence;
    assert_eq!(mended("메타이 50달러을 냈습니다."), "메타가 50달러를 냈습니다.");
    assert_eq!(mended("Zorvex이 50달러를 냈습니다."), "Zorvex이 50달러를 냈습니다.");
}

#[test]
fn chinese_characters_of_headlines_are_read_as_countries() {
    assert_eq!(
        refused(
            Lang::Ko,
            "美 법원이 심사를 90일에서 45일로 줄였다.",
            "미국 법원이 심사를 90일에서 45일로 줄였습니다."
        ),
        None
    );
    assert_eq!(
        refused(
            Lang::Ko,
            "中 법원이 심사를 90일에서 45일로 줄였다.",
            "미국 법원이 심사를 90일에서 45일로 줄였습니다."
        ),
        Some(Reason::Name)
    );
}

#[test]
fn what_goes_beyond_its_item_names_what_it_rests_on() {
    let ask = |given: &str, cites: &[&str], sentence: &str, lenses: &[String]| {
        verifier()
            .verify(Asked {
                task: Task::Link,
                language: Lang::Ko,
                register: Register::Formal,
                evidence: &evidence(given),
                sentence,
                cites: &cites.iter().map(|cite| (*cite).to_owned()).collect::<Vec<_>>(),
                section: None,
                lenses,
            })
            .refusals
    };
    let lenses = ["finance".to_owned()];
    let one = "We propose DriftNet, a diffusion model of returns.";
    assert_eq!(
        ask(one, &["S1"], "DriftNet은 finance 렌즈의 위험 예측에 견줄 기준이 됩니다.", &lenses),
        []
    );
    assert!(!ask(one, &["S1"], "DriftNet은 위험 예측에 견줄 기준이 됩니다.", &lenses).is_empty());
    let two =
        "We propose DriftNet, a diffusion model of returns. | Harlow Bank forecasts deposits.";
    assert_eq!(
        ask(two, &["S1", "S2"], "DriftNet은 Harlow Bank의 예금 예측과 견줄 수 있습니다.", &[]),
        []
    );
    assert!(!ask(two, &["S1", "S2"], "DriftNet은 다른 곳에도 쓰일 수 있습니다.", &[]).is_empty());
}

#[test]
fn the_word_lists_are_read_and_are_large() {
    let glossary = glossary::Glossary::read(include_str!("../../assets/lexicon/glossary.toml"))
        .expect("the glossary");
    let pairs: usize = glossary.pairs().len();
    assert!(pairs >= 1_200, "{pairs}");
    claims::Claims::read(include_str!("../../assets/lexicon/claims.toml"), &glossary)
        .expect("the cues");
    assert!(glossary::Glossary::read("places = \"no sign\"").is_err());
}

#[test]
fn a_line_is_answered_and_a_bad_one_is_named() {
    let line = r#"{"id":7,"evidence":["Zorvex opened an office in Busan."],"sentence":"Zorvex가 부산에 사무소를 열었습니다.","cites":["S1"]}"#;
    let answer = lines::verified(verifier(), 3, line, false);
    let json = serde_json::to_string(&answer).expect("json");
    assert_eq!(
        json,
        r#"{"line":3,"id":7,"verdict":"accepted","sentence":"Zorvex가 부산에 사무소를 열었습니다."}"#
    );
    let refused = line.replace("부산", "대전");
    let json =
        serde_json::to_string(&lines::verified(verifier(), 1, &refused, true)).expect("json");
    assert!(
        json.contains(
            r#""verdict":"refused","reason":"name","detail":"대전에","reasons":[{"reason":"name""#
        ),
        "{json}"
    );
    for bad in [
        "",
        "{}",
        "[]",
        r#"{"evidence":[],"sentence":1}"#,
        r#"{"evidence":[],"sentence":"x","task":"sing"}"#,
    ] {
        assert!(lines::verified(verifier(), 1, bad, false).error.is_some(), "{bad}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]
    #[test]
    fn whatever_is_written_gets_a_verdict(sentence in "\\PC{0,60}", given in "\\PC{0,60}") {
        for language in [Lang::Ko, Lang::En] {
            let found = verdict(language, &given, &sentence, &["S1"]);
            let sorted: Vec<Reason> = found.refusals.iter().map(|refusal| refusal.reason).collect();
            proptest::prop_assert!(sorted.is_sorted());
        }
    }
}
