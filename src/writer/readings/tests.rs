//! Figures of both languages, each with one that holds and one that does not.

use super::*;

/// The evidence, a figure of a sentence that holds, and one that does not.
fn holds(evidence: &str, sentence: &str) -> bool {
    let there = read(evidence);
    let found = read(sentence);
    assert!(!found.is_empty(), "no figure in `{sentence}`");
    found.iter().all(|figure| held(figure, &there) == Held::Found)
}

#[test]
fn a_figure_is_found_however_either_language_writes_it() {
    for (evidence, right, wrong) in [
        ("a fund of 1.02 trillion won", "1조 200억 원의 기금", "1조 2천억 원의 기금"),
        ("12,000 lamps were lit", "등불 1만 2,000개를 켰습니다", "등불 1만 3,000개를 켰습니다"),
        ("320 million users", "이용자 3억2천만 명", "이용자 3억4천만 명"),
        ("it raised $4.5 million", "450만 달러를 조달했습니다", "45만 달러를 조달했습니다"),
        ("the second lighthouse on the coast", "해안의 두 번째 등대", "해안의 세 번째 등대"),
        (
            "twelve harbours were dredged",
            "항구 열두 곳을 준설했습니다",
            "항구 열세 곳을 준설했습니다",
        ),
        ("sales in the third quarter", "3분기 매출", "2분기 매출"),
        ("Q3 sales", "3분기 매출", "4분기 매출"),
        ("the ferry sails in May", "배는 5월에 떠납니다", "배는 6월에 떠납니다"),
        ("on May 9", "5월 9일에", "5월 8일에"),
        ("half of the crew", "선원의 절반", "선원의 3분의 1"),
        ("a third of the crew", "선원의 3분의 1", "선원의 4분의 1"),
        ("two-thirds of the crew", "선원의 3분의 2", "선원의 3분의 1"),
        ("one in eight sailors", "선원 8명 중 1명", "선원 9명 중 1명"),
        ("61 of 120 forms", "서류 120건 중 61건", "서류 120건 중 60건"),
        ("the top quintile of captains", "상위 20%의 선장", "상위 10%의 선장"),
        ("a dozen buoys", "부표 12개", "부표 13개"),
        ("dozens of buoys", "부표 수십 개", "부표 수백 개"),
        ("hundreds of millions of fish", "물고기 수억 마리", "물고기 수만 마리"),
        ("output doubled", "생산이 두 배가 됐습니다", "생산이 세 배가 됐습니다"),
        ("four times as long", "네 배의 시간", "다섯 배의 시간"),
        ("by 25 basis points", "0.25%포인트", "0.25%"),
        ("a 7-billion-parameter model", "매개변수 70억 개의 모델", "매개변수 700억 개의 모델"),
        ("a 7B model", "매개변수 70억 개의 모델", "매개변수 7천만 개의 모델"),
        ("than a year earlier", "1년 전보다", "2년 전보다"),
        ("for two days", "이틀 동안", "사흘 동안"),
        ("in the first half", "상반기에", "하반기에"),
        ("450 megawatts of wind", "풍력 450메가와트", "풍력 450기가와트"),
        ("a 990 GB drive", "990기가바이트 드라이브", "990테라바이트 드라이브"),
        ("takes 30 hours, down from 48", "30시간, 이전에는 48시간", "30일, 이전에는 48시간"),
        ("from 12 to 7.5%", "12%에서 7.5%로", "13%에서 7.5%로"),
        ("3 to 5 million lamps", "300만~500만 개", "300만~600만 개"),
        ("paid per thousand images", "천 장마다", "이천 장마다 2천 장"),
        ("영업이익은 1조2천억원", "1조 2천억 원의 이익", "1조 2천억 달러의 이익"),
        ("작년의 두 배다", "작년의 2배입니다", "작년의 3배입니다"),
        ("KRW 500 billion", "5천억 원", "5천만 원"),
        ("by 2027", "2027년까지", "2026년까지"),
        (
            "dredging took 18 months",
            "준설에 1년 6개월이 걸렸습니다",
            "준설에 1년 3개월이 걸렸습니다",
        ),
        ("a watch of 90 minutes", "1시간 30분의 당직", "1시간 20분의 당직"),
        ("a year and a half at sea", "바다에서 18개월", "바다에서 12개월"),
        ("repairs last two and a half months", "수리에 두 달 반", "수리에 세 달 반"),
        ("a 58-year-old captain", "58세의 선장", "57세의 선장"),
        (
            "dues fell by a quarter point",
            "요율을 0.25%포인트 내렸습니다",
            "요율을 0.5%포인트 내렸습니다",
        ),
        ("a half-point rise", "0.5%포인트 인상", "0.25%포인트 인상"),
        ("three-quarters of a percentage point", "0.75%포인트", "0.25%포인트"),
        ("a 3-petaflop machine", "3페타플롭스급 기계", "3테라플롭스급 기계"),
        (
            "the yen slid past 158 to the dollar",
            "달러당 158엔을 넘었습니다",
            "달러당 158원을 넘었습니다",
        ),
        ("crews shrank to a sixteenth", "선원이 16분의 1로", "선원이 15분의 1로"),
        (
            "wrecks fell by a factor of five",
            "난파가 5분의 1로 줄었습니다",
            "난파가 6분의 1로 줄었습니다",
        ),
        ("wrecks dropped threefold", "난파가 3분의 1로 줄었습니다", "난파가 5분의 1로 줄었습니다"),
        ("its thirty-fourth voyage", "서른네 번째 항해", "서른세 번째 항해"),
        ("a loan of Rs 40 crore", "4억 루피의 대출", "40억 루피의 대출"),
        ("a 12-megapixel lens", "1,200만 화소 렌즈", "120만 화소 렌즈"),
        ("a 3-for-2 split", "2대 3 분할", "2대 4 분할"),
        ("two straight quarters of losses", "두 분기 연속 손실", "세 분기 연속 손실"),
        ("up from the mid-70s to 83%", "70%대 중반에서 83%로", "60%대 중반에서 83%로"),
        ("sailing again in a fortnight", "2주 뒤 다시 출항", "3주 뒤 다시 출항"),
        ("0.4 of a share for each one", "1주당 0.4주", "1주당 0.5주"),
    ] {
        assert!(
            holds(evidence, right),
            "{evidence} / {right}: {:?} {:?}",
            read(evidence),
            read(right)
        );
        assert!(
            !holds(evidence, wrong),
            "{evidence} / {wrong}: {:?} {:?}",
            read(evidence),
            read(wrong)
        );
    }
}

#[test]
fn a_korean_figure_is_found_in_english() {
    for (evidence, right, wrong) in [
        (
            "영업이익은 1조2천억원이다",
            "a profit of 1.2 trillion won",
            "a profit of 12 trillion won",
        ),
        ("직원 300명을 뽑는다", "hires 300 people", "hires 3,000 people"),
        ("3월부터 판다", "sold from March", "sold from April"),
        ("절반으로 줄었다", "fell by half", "fell by a third"),
        ("두 배로 늘었다", "doubled", "tripled"),
        ("90일에서 45일로", "from 90 days to 45 days", "from 90 days to 45 hours"),
    ] {
        assert!(
            holds(evidence, right),
            "{evidence} / {right}: {:?} {:?}",
            read(evidence),
            read(right)
        );
        assert!(
            !holds(evidence, wrong),
            "{evidence} / {wrong}: {:?} {:?}",
            read(evidence),
            read(wrong)
        );
    }
}

#[test]
fn a_value_with_another_unit_is_told_apart_from_one_that_is_missing() {
    let of = |evidence: &str, sentence: &str| held(&read(sentence)[0], &read(evidence));
    assert_eq!(of("$50", "50원"), Held::OtherUnit);
    assert_eq!(of("50 lamps", "50%"), Held::OtherUnit);
    assert_eq!(of("30 hours", "30일"), Held::OtherUnit);
    assert_eq!(of("30 hours", "31시간"), Held::Missing);
}

#[test]
fn what_is_a_word_or_counts_nothing_is_no_figure() {
    for text in [
        "HBM4를 씁니다",
        "GPT-4를 앞섭니다",
        "공개한 대출",
        "자금을 조달했습니다",
        "조종사가 탑니다",
        "세 부담이 큽니다",
        "그만 멈춥니다",
    ] {
        let strict: Vec<Figure> =
            read(text).into_iter().filter(|figure| !figure.is_optional).collect();
        assert_eq!(strict, Vec::new(), "{text}");
    }
    assert!(read("한 대출").iter().all(|figure| figure.is_optional));
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_read(text in "[0-9,. 조억만천백%월일년a-z가-힣$-]{0,40}") {
        for figure in read(&text) {
            proptest::prop_assert!(text.get(figure.at..figure.until).is_some());
            proptest::prop_assert!(!figure.readings.is_empty());
        }
    }
}
