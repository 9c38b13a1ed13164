//! What a report says happened: who did what to whom, for how much, with which product.

use serde::{Deserialize, Serialize};

use super::Move;

/// The facts of a report, or of an event: the best of its reports'.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Who acts: a company's key in the lexicon, else the name as written.
    pub actor: Option<String>,
    /// Who or what is acted upon: likewise.
    pub object: Option<String>,
    /// The kind of move; where a report tells several, the one that weighs most.
    pub kind: Option<Move>,
    /// How that move is told: as done, sought, denied or undone.
    pub status: MoveStatus,
    /// The sum that is named.
    pub amount: Option<Amount>,
    /// What the company is worth by it, where that is told beside the sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valuation: Option<Amount>,
    /// Products that are named, in lower case, with their version.
    pub names: Vec<String>,
    /// Why it is no news, where it is none.
    pub noise: Option<Noise>,
}

impl Facts {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Facts::default()
    }
}

/// How a report tells a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MoveStatus {
    /// As done or decided.
    #[default]
    Done,
    /// As wished, planned, offered or discussed.
    Sought,
    /// As denied by somebody whom it concerns.
    Denied,
    /// As given up, refused, put off or failed.
    Undone,
}

/// A sum of money.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// In whole units of the currency.
    pub value: f64,
    /// The currency.
    pub currency: Currency,
    /// What is worth or costs so much.
    pub of: AmountOf,
    /// Whether it is a limit rather than the sum itself.
    pub bound: Option<Bound>,
}

/// A currency, by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// United States dollar.
    Usd,
    /// Euro.
    Eur,
    /// Pound sterling.
    Gbp,
    /// South Korean won.
    Krw,
    /// Japanese yen.
    Jpy,
    /// Chinese yuan.
    Cny,
    /// Indian rupee.
    Inr,
    /// Swiss franc.
    Chf,
}

impl Currency {
    /// Roughly what one unit is worth in US dollars: enough to compare sums by their size.
    pub fn in_dollars(self) -> f64 {
        match self {
            Currency::Usd => 1.0,
            Currency::Eur => 1.1,
            Currency::Gbp => 1.3,
            Currency::Krw => 0.0007,
            Currency::Jpy => 0.0067,
            Currency::Cny => 0.14,
            Currency::Inr => 0.012,
            Currency::Chf => 1.15,
        }
    }
}

/// What an amount says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AmountOf {
    /// So much is paid, raised, invested or earned.
    Paid,
    /// A company is worth so much.
    Worth,
    /// So much is named, but nobody has paid it for the move: it is sought, claimed in court, lent,
    /// paid to shareholders, or of a move that is undone.
    Named,
}

/// How an amount limits what is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// Up to so much.
    AtMost,
    /// So much or more.
    AtLeast,
}

/// Why an item is no news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Noise {
    /// It sells something.
    Advert,
    /// It lists the best, the worst or the latest of something.
    Listicle,
    /// It teaches how something is done.
    HowTo,
    /// Somebody paid for it.
    Sponsored,
    /// It tells of the writer's own life or work.
    Personal,
    /// It shows a tool or toy that somebody made for fun.
    Hobby,
    /// It has nothing to do with technology.
    OffTopic,
}

impl Noise {
    /// All kinds.
    pub const ALL: [Noise; 7] = [
        Noise::Advert,
        Noise::Listicle,
        Noise::HowTo,
        Noise::Sponsored,
        Noise::Personal,
        Noise::Hobby,
        Noise::OffTopic,
    ];

    /// The name in JSON, in the store and in phrases.
    pub fn name(self) -> &'static str {
        match self {
            Noise::Advert => "advert",
            Noise::Listicle => "listicle",
            Noise::HowTo => "how-to",
            Noise::Sponsored => "sponsored",
            Noise::Personal => "personal",
            Noise::Hobby => "hobby",
            Noise::OffTopic => "off-topic",
        }
    }

    /// The kind of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Noise> {
        Noise::ALL.into_iter().find(|noise| noise.name() == name)
    }
}
