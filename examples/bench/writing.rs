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

/// Parts that words are made of.
const LATIN: [&str; 28] = [
    "ka", "ri", "ten", "lo", "mus", "pra", "dion", "ver", "sil", "tem", "nor", "bal", "que", "shi",
    "gra", "fen", "tor", "mi", "lan", "der", "con", "pro", "ing", "ment", "al", "er", "ous", "est",
];
const ENDINGS: [&str; 12] = ["", "", "", "을", "를", "이", "가", "은", "는", "의", "에", "에서"];
/// Words that a language has.
const WORDS: f64 = 20_000.0;

/// A word of a language by its number: the same one every time.
fn word(number: u64, korean: bool, into: &mut String) {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut below = |n: u64| {
        mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed >> 33) % n
    };
    if korean {
        for _ in 0..2 + below(2) {
            // Some 900 of the syllables that Hangul has are in use.
            into.extend(char::from_u32(0xac00 + 12 * below(900) as u32));
        }
    } else {
        for _ in 0..=below(4) {
            into.push_str(LATIN[below(LATIN.len() as u64) as usize]);
        }
    }
}

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

    /// A sentence of so many words, of which few are in every other sentence and most are rare, as
    /// in what people write (Zipf's law).
    fn sentence(&mut self, words: u64, korean: bool, into: &mut String) {
        let begin = into.len();
        for at in 0..words {
            if at > 0 {
                into.push(' ');
            }
            let chance = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
            word(WORDS.powf(chance) as u64, korean, into);
            if korean {
                into.push_str(self.pick(&ENDINGS));
            }
        }
        if let Some(first) = into.get_mut(begin..=begin) {
            first.make_ascii_uppercase();
        }
        into.push_str(if korean { "다. " } else { ". " });
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
        let mut summary = String::new();
        for _ in 0..2 {
            let words = 8 + self.below(12);
            self.sentence(words, korean, &mut summary);
        }
        let summary = summary.trim_end().to_owned();
        // As feeds do: half of them give the beginning alone, the others say it again and go on.
        let mut content = String::new();
        if self.written.is_multiple_of(2) {
            content = format!("<p>{summary}</p>\n");
            for _ in 0..=self.below(5) {
                content.push_str("<p>");
                for _ in 0..=self.below(4) {
                    let words = 8 + self.below(14);
                    self.sentence(words, korean, &mut content);
                }
                content.push_str("</p>\n");
            }
        }
        NewItem {
            external_id: Some(format!("item-{}", self.written)),
            url: Some(format!("https://bench.example/{}", self.written)),
            title,
            authors: vec![format!("Author {}", self.below(500))],
            published: Some(now - Duration::minutes(self.below(60 * 24 * 60) as i64)),
            summary,
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
