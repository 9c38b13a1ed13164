//! Items without end, in English and Korean, the same for the same seed: so that a store of any
//! size can be filled without anybody's text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::Duration;
use jogan::model::{Moment, NewItem, Pane, Source, SourceId, Tier};

const ACTORS: [(&str, &str); 12] = [
    ("Hanbit Compute", "한빛컴퓨트"),
    ("Nordlys Cloud", "노르들리스"),
    ("Maru Robotics", "마루로보틱스"),
    ("Taebaek Semiconductor", "태백반도체"),
    ("NVIDIA", "엔비디아"),
    ("Samsung Electronics", "삼성전자"),
    ("SK hynix", "SK하이닉스"),
    ("Naver", "네이버"),
    ("Microsoft", "마이크로소프트"),
    ("Google", "구글"),
    ("Anthropic", "앤트로픽"),
    ("OpenAI", "오픈AI"),
];

const ACTS: [(&str, &str); 10] = [
    ("raises money for", "투자 유치, 겨냥한 곳은"),
    ("opens a laboratory for", "연구소 열고 집중하는"),
    ("publishes open weights for", "오픈웨이트 공개한"),
    ("builds a data centre for", "데이터센터 짓는 까닭은"),
    ("reports higher sales of", "매출 늘린 비결은"),
    ("agrees to share", "손잡고 나누는"),
    ("faces new rules on", "새 규제 앞에 선"),
    ("measures the cost of", "비용을 재 본"),
    ("names a new head of", "새 책임자 앉힌"),
    ("explains the limits of", "한계를 밝힌"),
];

const THINGS: [(&str, &str); 14] = [
    ("AI agents", "AI 에이전트"),
    ("small language models", "소형언어모델"),
    ("time series forecasting", "시계열 예측"),
    ("high-bandwidth memory", "고대역폭메모리"),
    ("post-quantum cryptography", "양자내성암호"),
    ("warehouse robots", "물류 로봇"),
    ("mixture-of-experts training", "전문가 혼합 학습"),
    ("stablecoin payments", "스테이블코인 결제"),
    ("liquid cooling", "액체냉각"),
    ("medical imaging", "의료영상"),
    ("on-device translation", "온디바이스 번역"),
    ("credit risk models", "신용위험 모형"),
    ("satellite links", "위성통신"),
    ("protein design", "단백질 설계"),
];

const PLACES: [(&str, &str); 10] = [
    ("Ulsan", "울산"),
    ("Oslo", "오슬로"),
    ("Busan", "부산"),
    ("Nairobi", "나이로비"),
    ("Turin", "토리노"),
    ("Incheon", "인천"),
    ("Leeds", "리즈"),
    ("Daejeon", "대전"),
    ("Quito", "키토"),
    ("Gwangju", "광주"),
];

const SENTENCES: [(&str, &str); 8] = [
    (
        "The figures were checked by two people who did not know of each other.",
        "숫자는 서로를 모르는 두 사람이 따로 확인했다.",
    ),
    (
        "Whether that is enough will show in spring, when the first contracts end.",
        "충분한지는 첫 계약이 끝나는 봄에 드러난다.",
    ),
    (
        "A spokesperson called the plan ambitious, and the grid operator called it early.",
        "회사는 계획이 야심차다고 했고 전력회사는 이르다고 했다.",
    ),
    (
        "The method needs less memory than the one before and is slower by a tenth.",
        "이 방법은 이전보다 메모리를 덜 쓰지만 10분의 1만큼 느리다.",
    ),
    (
        "Customers had asked for it for years; few of them will notice how it is done.",
        "고객은 몇 해째 요구해 왔지만 어떻게 이뤄졌는지 알아차릴 이는 적다.",
    ),
    (
        "Nobody we spoke to expected prices to rise again before the end of next year.",
        "취재에 응한 누구도 내년 말 전에 값이 다시 오르리라 보지 않았다.",
    ),
    (
        "The code is public, the data are not, and the difference matters.",
        "코드는 공개됐지만 데이터는 아니며, 그 차이가 중요하다.",
    ),
    (
        "Engineers describe the change as dull, which they mean as praise.",
        "엔지니어들은 이 변화를 지루하다고 하는데, 칭찬이다.",
    ),
];

/// Writes items, one unlike the other.
pub struct Writer {
    state: u64,
    written: u64,
}

impl Writer {
    /// A writer whose items depend on the seed alone.
    pub fn new(seed: u64) -> Writer {
        Writer { state: seed | 1, written: 0 }
    }

    /// xorshift64*, Vigna 2016.
    fn next(&mut self) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.next() >> 33) as usize % from.len()]
    }

    fn below(&mut self, n: u64) -> u64 {
        (self.next() >> 33) % n
    }

    /// The next item, published within the last 60 days before `now`.
    pub fn item(&mut self, now: Moment) -> NewItem {
        self.written += 1;
        let korean = self.below(3) == 0;
        let say = |pair: (&'static str, &'static str)| if korean { pair.1 } else { pair.0 };
        let (actor, act) = (self.pick(&ACTORS), self.pick(&ACTS));
        let (thing, place) = (self.pick(&THINGS), self.pick(&PLACES));
        let megawatts = self.below(900) + 10;
        let title = if korean {
            format!("{}, {} {} {}…{}MW", say(place), say(actor), say(act), say(thing), megawatts)
        } else {
            format!("{} {} {} in {}, {megawatts} MW", say(actor), say(act), say(thing), say(place))
        };
        let sentences = 4 + self.below(8);
        let mut content = String::new();
        for _ in 0..sentences {
            content.push_str("<p>");
            for _ in 0..3 {
                content.push_str(say(self.pick(&SENTENCES)));
                content.push(' ');
            }
            content.push_str("</p>\n");
        }
        let first = say(self.pick(&SENTENCES));
        let second = say(self.pick(&SENTENCES));
        NewItem {
            external_id: Some(format!("item-{}", self.written)),
            url: Some(format!("https://bench.example/{}", self.written)),
            title,
            authors: vec![format!("Author {}", self.below(500))],
            published: Some(now - Duration::minutes(self.below(60 * 24 * 60) as i64)),
            summary: format!("{first} {second}"),
            content,
            content_is_html: true,
            categories: vec![say(thing).to_owned()],
            language: Some(if korean { "ko" } else { "en" }.to_owned()),
            ..NewItem::default()
        }
    }

    /// A feed of so many items, as RSS 2.0.
    pub fn feed(&mut self, number: usize, items: usize, now: Moment) -> String {
        let mut feed = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
             <title>Bench {number}</title><link>https://bench.example/feed/{number}</link>\
             <description>Generated</description>\n"
        );
        for _ in 0..items {
            let item = self.item(now);
            let (url, published) = (item.url.unwrap_or_default(), item.published.unwrap_or(now));
            let (title, summary, content) = (&item.title, &item.summary, &item.content);
            let _ = writeln!(
                feed,
                "<item><title>{title}</title><link>{url}</link><guid>{url}</guid><pubDate>{}</pubDate>\
                 <description>{summary}</description>\
                 <content:encoded><![CDATA[{content}]]></content:encoded></item>",
                published.to_rfc2822(),
            );
        }
        feed.push_str("</channel></rss>\n");
        feed
    }
}

/// One of the sources that the items come from.
pub fn source(number: usize, address: String) -> Source {
    Source {
        id: SourceId(format!("bench-{number}")),
        name: format!("Bench {number}"),
        kind: "feed".to_owned(),
        address,
        options: BTreeMap::new(),
        pane: Some(Pane::ALL[number % Pane::ALL.len()]),
        tier: Tier::ALL[number % Tier::ALL.len()],
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    }
}
