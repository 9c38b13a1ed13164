//! Sentences as an editor writes them of many sorts of news, each with what makes it false: what is
//! true must pass, whatever words it is told in.

use super::{refused, verdict};
use crate::lang::Lang;
use crate::writer::Reason;

/// Evidence, a true sentence, a false one, and why that is refused.
type Row = (&'static str, &'static str, &'static str, Reason);

fn hold(rows: &[Row]) {
    for (given, right, wrong, reason) in rows {
        assert_eq!(refused(Lang::Ko, given, right), None, "{right}");
        assert_eq!(refused(Lang::Ko, given, wrong), Some(*reason), "{wrong}");
    }
}

#[test]
fn figures_are_read_in_the_forms_that_news_has() {
    hold(&[
        (
            "It needs a third of the parameters.",
            "매개변수가 3분의 1만 필요합니다.",
            "매개변수가 3분의 1억 필요합니다.",
            Reason::Figure,
        ),
        (
            "The pump answers in less than a minute.",
            "펌프는 1분도 안 되어 답합니다.",
            "펌프는 3분도 안 되어 답합니다.",
            Reason::Figure,
        ),
        (
            "The new solver cuts the error by three orders of magnitude.",
            "새 해법은 오차를 1,000분의 1로 줄입니다.",
            "새 해법은 오차를 700분의 1로 줄입니다.",
            Reason::Figure,
        ),
        (
            "Profit at Harlow climbed 17% to T$57.67 billion.",
            "Harlow의 이익은 17% 늘어난 576억7천만 대만달러입니다.",
            "Harlow의 이익은 17% 늘어난 576억7천만 달러입니다.",
            Reason::Unit,
        ),
        (
            "Prices rose for the 49th month in Tokyo.",
            "도쿄의 물가는 49개월째 올랐습니다.",
            "도쿄의 물가는 49년째 올랐습니다.",
            Reason::Unit,
        ),
        (
            "Harlow will expand its data center in Sejong.",
            "Harlow가 세종 데이터센터를 확장합니다.",
            "Harlow가 세 곳의 데이터센터를 확장합니다.",
            Reason::Figure,
        ),
        (
            "The office voided three of Netlist's five memory patents.",
            "특허청이 넷리스트의 메모리 특허 5건 가운데 3건을 무효로 판단했습니다.",
            "특허청이 넷리스트의 메모리 특허 5건 가운데 넷을 무효로 판단했습니다.",
            Reason::Figure,
        ),
    ]);
}

#[test]
fn words_of_both_scripts_and_first_letters_are_names() {
    hold(&[
        (
            "The chips stack twelve 3GB DRAM dies.",
            "이 칩은 3GB D램 12개를 쌓았습니다.",
            "이 칩은 3GB V낸드 12개를 쌓았습니다.",
            Reason::Word,
        ),
        (
            "Demand will reach 945 terawatt-hours, the IEA said.",
            "국제에너지기구는 수요가 945테라와트시에 이를 것이라고 밝혔습니다.",
            "유럽우주국은 수요가 945테라와트시에 이를 것이라고 밝혔습니다.",
            Reason::Name,
        ),
        (
            "Harlow will pay for the bridge in Busan.",
            "Harlow가 부산 다리의 비용을 냅니다.",
            "테슬라코리아가 부산 다리의 비용을 냅니다.",
            Reason::Name,
        ),
        (
            "Kakao Bank lowered the rate on its loans by 0.3 percentage points.",
            "카카오뱅크가 대출 금리를 0.3%포인트 내렸습니다.",
            "어도비뱅크가 대출 금리를 0.3%포인트 내렸습니다.",
            Reason::Name,
        ),
    ]);
}

#[test]
fn a_denial_is_told_in_other_words() {
    hold(&[
        (
            "Harlow said its drug is not ready for trials.",
            "Harlow는 약물이 아직 임상시험을 할 단계가 아니라고 밝혔습니다.",
            "Harlow는 약물이 이제 임상시험을 할 단계라고 밝혔습니다.",
            Reason::Polarity,
        ),
        (
            "The yield on the 10-year note rose to 4.42%.",
            "10년 만기 국채 금리가 4.42%로 올랐습니다.",
            "10년 만기 국채 금리가 4.42%로 오르지 않았습니다.",
            Reason::Polarity,
        ),
        (
            "Loans grew by 2 trillion won, less than half of August's 5 trillion won.",
            "대출은 2조 원 늘어 8월 5조 원의 절반에도 못 미쳤습니다.",
            "대출은 2조 원 늘지 않아 8월 5조 원의 절반에도 못 미쳤습니다.",
            Reason::Polarity,
        ),
        (
            "The ruling rejects the company's defense.",
            "이번 판결은 회사의 주장을 받아들이지 않았습니다.",
            "이번 판결은 회사의 주장을 받아들였습니다.",
            Reason::Direction,
        ),
        (
            "Agents break down when the camera moves.",
            "카메라가 움직이면 에이전트는 작동하지 않습니다.",
            "카메라가 움직이면 에이전트는 고장 나지 않습니다.",
            Reason::Polarity,
        ),
        (
            "Harlow's value topped 4 trillion won.",
            "Harlow의 가치가 4조 원을 넘었습니다.",
            "Harlow의 가치가 4조 원을 넘지 않았습니다.",
            Reason::Polarity,
        ),
        (
            "The law exempts firms with fewer than 50 employees.",
            "직원 50명 미만 기업은 법에서 제외됩니다.",
            "직원 50명 미만 기업은 법에서 제외되지 않습니다.",
            Reason::Polarity,
        ),
        (
            "The number of unicorns fell to 22.",
            "유니콘 기업은 22곳으로 줄었습니다.",
            "유니콘 기업은 22곳으로 줄지 않았습니다.",
            Reason::Polarity,
        ),
        (
            "The firm said it had hired too quickly.",
            "회사는 인력을 너무 빨리 늘렸다고 말했습니다.",
            "회사는 인력을 너무 빨리 늘렸다고 말하지 않았습니다.",
            Reason::Polarity,
        ),
        (
            "Police suspect that a cell exploded.",
            "경찰은 전지가 폭발한 것으로 의심하고 있습니다.",
            "경찰은 전지가 폭발한 것으로 의심하고 있지 않습니다.",
            Reason::Polarity,
        ),
    ]);
}

#[test]
fn what_was_copied_and_not_translated_is_not_korean() {
    hold(&[(
        "Harlow Ferries will begin showing ads to its passengers this summer.",
        "Harlow Ferries가 올여름 승객에게 광고를 보여 주기 시작합니다.",
        "Harlow Ferries가 \"will begin showing ads to its passengers\"라고 했습니다.",
        Reason::Language,
    )]);
}

#[test]
fn what_grows_does_not_shrink() {
    hold(&[
        (
            "The method improves accuracy from 57% to 64%.",
            "이 방법은 정확도를 57%에서 64%로 높였습니다.",
            "이 방법은 정확도를 57%에서 64%로 낮췄습니다.",
            Reason::Direction,
        ),
        (
            "The number of branches fell to 22 from 25.",
            "지점은 25곳에서 22곳으로 줄었습니다.",
            "지점은 22곳에서 25곳으로 줄었습니다.",
            Reason::Direction,
        ),
        (
            "The satellite failed to reach orbit.",
            "위성은 궤도에 오르지 못했습니다.",
            "위성은 궤도에 올랐습니다.",
            Reason::Polarity,
        ),
        (
            "The court dismissed the case against the exchange, saying users had agreed to it.",
            "법원은 이용자들이 동의했다며 거래소를 상대로 한 소송을 기각했습니다.",
            "법원은 이용자들이 동의했다며 거래소를 상대로 한 소송을 인용했습니다.",
            Reason::Direction,
        ),
        (
            "The bank left its base rate unchanged at 3.25%.",
            "은행이 기준금리를 3.25%로 동결했습니다.",
            "은행이 기준금리를 3.25%로 인하했습니다.",
            Reason::Direction,
        ),
        (
            "Kim was acquitted of fraud.",
            "김 씨가 사기 혐의에 무죄를 선고받았습니다.",
            "김 씨가 사기 혐의에 유죄를 선고받았습니다.",
            Reason::Direction,
        ),
        (
            "An appeals court upheld the award of $27 million.",
            "항소법원은 2,700만 달러 배상 판결을 유지했습니다.",
            "항소법원은 2,700만 달러 배상 판결을 뒤집었습니다.",
            Reason::Direction,
        ),
        (
            "The upgrade cuts memory use by 40 percent.",
            "이번 업데이트로 메모리 사용량이 40% 줄어듭니다.",
            "이번 업데이트로 메모리 사용량이 40% 늘어납니다.",
            Reason::Direction,
        ),
    ]);
    // A place in a list rises as its number falls, and no side is taken where both are told.
    let given = "Harlow moved up from fifth to third place.";
    assert_ne!(
        refused(Lang::Ko, given, "Harlow가 5위에서 3위로 올랐습니다."),
        Some(Reason::Direction)
    );
}

#[test]
fn what_others_think_or_do_needs_a_source() {
    let given = "Harlow closed its second fund at $310 million.";
    for clause in [
        "투자자들은 신중한 태도를 보이고 있습니다",
        "다른 업체들도 비슷한 펀드를 준비합니다",
        "내부에서는 추가 조치를 검토하고 있습니다",
        "장기적으로 비용 부담이 커질 수 있습니다",
        "시장은 가격에 민감하게 반응했습니다",
    ] {
        let sentence = format!("Harlow는 두 번째 펀드를 3억1천만 달러로 결성했으며, {clause}.");
        assert!(verdict(Lang::Ko, given, &sentence, &["S1"]).refusal().is_some(), "{sentence}");
    }
    hold(&[
        (
            "Harlow defaulted on a loan and is exploring a sale of the whole company.",
            "Harlow가 대출을 갚지 못했으며 회사 전체의 매각을 검토하고 있습니다.",
            "Harlow가 대출을 갚지 못했으며 회사 전체의 매각이 우려됩니다.",
            Reason::Claim,
        ),
        (
            "AI agents answer half of all queries.",
            "AI 에이전트가 문의의 절반에 답합니다.",
            "AI 에이전트가 문의 절반에 답해 의의가 있습니다.",
            Reason::Claim,
        ),
    ]);
}

#[test]
fn a_word_that_only_looks_like_a_denial_lets_none_pass() {
    hold(&[
        (
            "Lantern's nonprofit controls the pier.",
            "Lantern의 비영리 법인이 부두를 지배합니다.",
            "Lantern의 비영리 법인이 부두를 지배하지 않습니다.",
            Reason::Polarity,
        ),
        (
            "The browser blocks cookies by default from version 145 on.",
            "이 브라우저는 145 버전부터 쿠키를 기본으로 차단합니다.",
            "이 브라우저는 145 버전부터 쿠키를 기본으로 차단하지 않습니다.",
            Reason::Polarity,
        ),
        (
            "Lantern defaulted on a loan of $4 million for its pier.",
            "Lantern이 부두를 위한 대출 400만 달러를 갚지 못했습니다.",
            "Lantern이 부두를 위한 대출 500만 달러를 갚지 못했습니다.",
            Reason::Figure,
        ),
        (
            "Lantern unlocks its pier for 40 ferries.",
            "Lantern이 부두를 여객선 40척에 엽니다.",
            "Lantern이 부두를 여객선 40척에 열지 않습니다.",
            Reason::Polarity,
        ),
        (
            "The harbour bank kept rates at 3.5%.",
            "항만은행이 금리를 3.5%로 동결했습니다.",
            "항만은행이 금리를 3.5%로 인상했습니다.",
            Reason::Direction,
        ),
    ]);
}

#[test]
fn a_short_word_inside_another_lends_no_support() {
    let glossary = crate::writer::glossary::Glossary::shipped();
    let has = |word: &str, english: &str| {
        let stems = glossary.stems(english);
        glossary.pairs().iter().any(|pair| pair.is_english(&stems) && pair.is_korean(word, word))
    };
    assert!(has("광자를", "photons") && has("로버가", "rover") && has("고가의", "expensive"));
    for (word, english) in [
        ("관광자원", "photons"),
        ("로버트", "rover"),
        ("사고가", "expensive"),
        ("다이어트", "dies"),
    ] {
        assert!(!has(word, english), "{word}");
    }
}
