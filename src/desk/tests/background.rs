//! What a desk has heard before it judges: how common words are is learnt from titles.

use super::*;

/// Words of technology news, in the order of how common they are.
const ENGLISH: &str = "AI new says million data model company launches chip users first raises billion \
    app court security startup price report jobs open deal year chief cuts million judge research plan \
    phone week test car battery cloud sues market power law agent code store search study head build \
    software bank attack factory orders robot memory month workers rivals privacy health internet lab \
    energy maker plant share video costs camera two ban hospital over car license school end work \
    customers leaves storm city house adds firms cheat games trade ports supply longer release second \
    money music opens records team moves city patent union sale profit growth space design";
/// Names of technology news, likewise.
const NAMES: &str = "OpenAI Google Nvidia Apple Microsoft Meta Amazon Samsung Tesla Intel Anthropic \
    Oracle TSMC Honda Spotify Micron";
/// The same in Korean.
const KOREAN: &str = "공개 출시 투자 데이터센터 기업 인공지능 반도체 서비스 정부 국내 시장 개발 공장 협력 규제 \
    서울 미국 배터리 은행 고객 이용자 인수 스타트업 실적 매출 가격 주가 신형 대출 금리 연구팀 로봇 보안 유출 \
    조사 계약 공급 수출 자율주행 택시 화재 장애 직원 기사 배송 대표 상장 특허 법원 소송 한도 절반 지원 언어모델 \
    한국어 시험 목표가 급락 운행 강남 개인정보 챗봇 양산 첫";
/// Names in Korean.
const KOREAN_NAMES: &str =
    "삼성전자 SK하이닉스 네이버 카카오 현대차 LG전자 쿠팡 엔비디아 구글 오픈AI 애플 토스 한화 KT";

/// Numbers that look drawn by lot and are the same in every run.
struct Lot(u64);

impl Lot {
    /// One of a list, the first ones far more often than the last.
    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = (self.0 >> 33) as f64 / (1u64 << 31) as f64;
        let at = (list.len() as f64).powf(part) - 1.0;
        list[(at as usize).min(list.len() - 1)]
    }
}

/// A room with the lists that come with the program, which has heard a thousand titles some weeks
/// ago.
pub fn seasoned() -> Room {
    const TITLES: i64 = 1_000;
    let mut room = Room::by(Settings::default(), Rules::shipped());
    let lists =
        [(ENGLISH, NAMES, " "), (KOREAN, KOREAN_NAMES, ", ")].map(|(words, names, between)| {
            let list = |text: &'static str| text.split_whitespace().collect::<Vec<_>>();
            (list(words), list(names), between)
        });
    let mut lot = Lot(7);
    for n in 0..TITLES {
        let (words, names, between) = &lists[n as usize % 2];
        let said: Vec<&str> = (0..6).map(|_| lot.of(words)).collect();
        let title = format!("{}{between}{}", lot.of(names), said.join(" "));
        room.hear(&title, &format!("paper-{}", n % 9), n - 2 * TITLES);
    }
    room
}
