//! Word lists and names of a small world, so that a test of the desk's rules does not hang on the
//! lists that come with the program.

use super::*;

const COMPANIES: &str = r#"
entry = [
  { key = "meridian", name = "Meridian", kind = "company", ko = "메리디안", weight = 3, hosts = ["meridian.example"] },
  { key = "lanterly", name = "Lanterly", kind = "company", ko = "랜털리", weight = 2, hosts = ["lanterly.example"] },
  { key = "quayside", name = "Quayside", kind = "company", ko = "키사이드", weight = 2 },
  { key = "wickline", name = "Wickline", kind = "company", ko = "위클라인", weight = 1 },
]
"#;

const PRODUCTS: &str = r#"
entry = [
  { key = "tidemark", name = "Tidemark", kind = "product", ko = "타이드마크", company = "meridian" },
  { key = "fogbell", name = "Fogbell", kind = "product", ko = "포그벨", company = "lanterly" },
]
"#;

const LABS: &str = r#"
entry = [{ key = "tide-lab", name = "Tide Institute", kind = "lab", weight = 3 }]
"#;

const TOPICS: &str = r#"
entry = [{ key = "credit-risk", name = "credit risk", kind = "topic", ko = "신용위험" }]
"#;

const PERSONS: &str = r#"
entry = [{ key = "orla-quince", name = "Orla Quince", kind = "person", ko = "오를라 퀸스", weight = 3 }]
"#;

const BODIES: &str = r#"
entry = [
  { key = "harbour-court", name = "Harbour Court", kind = "body", ko = "항만법원", weight = 3 },
  { key = "fish-office", name = "Fish Office", kind = "body", ko = "어업청", weight = 1 },
]
"#;

const MOVES: &str = r#"
acquisition = { hard = ["buys", "acquires", "acquired by"], en = ["acquisition"], ko = ["인수"] }
investment = { hard = ["raises", "invests"], en = ["funding"], ko = ["투자", "유치"] }
layoffs = { hard = ["lays off"], en = ["layoffs"], ko = ["감원"] }
security = { hard = ["hacked"], en = ["breach"], ko = ["해킹"] }
leadership = { hard = ["resigns", "appoints"], en = ["chief executive"], ko = ["대표 선임"] }
earnings = { hard = ["posts * profit"], en = ["profit"], ko = ["영업이익"] }
infrastructure = { hard = ["breaks ground"], en = ["data centre"], ko = ["데이터센터"] }
regulation = { hard = ["sues", "fines"], en = ["lawsuit"], ko = ["과징금"] }
partnership = { hard = ["teams up"], en = ["partnership"], ko = ["제휴"] }
launch = { hard = ["launches", "unveils"], en = ["debut"], ko = ["출시", "공개"] }
release = { hard = ["opens weights"], en = ["open source"], ko = ["오픈소스"] }
pricing = { hard = ["doubles its price"], en = ["pricing"], ko = ["요금"] }
"#;

const CUES: &str = r##"
deed = { en = ["buys", "acquires", "raises", "resigns", "lays off", "sues", "fines", "hacked"], ko = ["인수했다"] }
policy = { en = ["law", "court", "lawsuit"], ko = ["법원", "과징금"] }
many = { en = ["millions"], ko = ["수백만"] }
first = { en = ["first", "record"], ko = ["최초"] }
reported = { en = ["reportedly"] }
ai = { en = ["ai", "language model", "neural"], ko = ["인공지능"] }
technology = { en = ["software", "chip", "robot", "crane", "cranes"], ko = ["로봇"] }
money = { en = ["market", "bank", "banks"], ko = ["은행"] }
advert = { en = ["coupon"], ko = ["할인 쿠폰"] }
listicle = { en = ["# best"], ko = ["추천 #"] }
how-to = { en = ["how to"], ko = ["하는 법"] }
sponsored = { en = ["partner content"] }
personal = { en = ["my life"] }
hobby = { en = ["i built", "toy"] }
off-topic = { en = ["recipe", "football"], ko = ["축구"] }
review = { en = ["review"], ko = ["써 보니"] }
opinion = { en = ["why i"], ko = ["칼럼"] }
roundup = { en = ["the week in"], ko = ["주간 소식"] }
feature = { en = ["beta"] }
gadget = { en = ["phone", "watch"], ko = ["폰"] }
dispute = { en = ["hits back"] }
follow-up = { en = ["months after"] }
startup = { en = ["startup"], ko = ["스타트업"] }
says = { en = ["says"], ko = ["밝혀"] }
plan = { en = ["wants to"] }
broker = { en = ["price target"] }
study = { en = ["study", "researchers"], ko = ["연구팀"] }
method = { en = ["framework", "optimization"] }
domain = { en = ["herring", "seaweed"] }
finance-strong = { en = ["volatility", "time series"] }
finance-weak = { en = ["risk"] }
"##;

/// Rules with the lists of the small world and the numbers that come with the program.
pub fn rules() -> Rules {
    let texts = [
        ("companies", COMPANIES),
        ("products", PRODUCTS),
        ("labs", LABS),
        ("topics", TOPICS),
        ("persons", PERSONS),
        ("bodies", BODIES),
        ("moves", MOVES),
        ("cues", CUES),
    ];
    let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec();
    Rules { tuning: tuning::Tuning::default(), texts }
}
