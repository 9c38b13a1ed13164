//! Names of time zones as dates are written with them.

use chrono::{FixedOffset, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;

use crate::model::Moment;

/// Where a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// So many seconds east of UTC.
    Fixed(i32),
    /// Where clocks are moved in spring and autumn.
    Moving(Tz),
}

impl Zone {
    /// The moment at which a clock in this zone shows a time; the earlier of two where it is set
    /// back, and what it would have shown where it is set forward.
    pub(super) fn moment(self, local: NaiveDateTime) -> Option<Moment> {
        match self {
            Zone::Fixed(seconds) => {
                let offset = FixedOffset::east_opt(seconds)?;
                Some(offset.from_local_datetime(&local).single()?.with_timezone(&Utc))
            }
            Zone::Moving(zone) => {
                let read = |local: NaiveDateTime| zone.from_local_datetime(&local).earliest();
                let hour = chrono::Duration::hours(1);
                let moment = read(local).or_else(|| read(local + hour).map(|at| at - hour))?;
                Some(moment.with_timezone(&Utc))
            }
        }
    }
}

/// The zone that a place of the tz database names, such as `Asia/Seoul`.
pub(super) fn placed(text: &str) -> Option<Zone> {
    text.split([' ', '(', ')', '[', ']', ','])
        .filter(|word| word.contains('/') && word.starts_with(|c: char| c.is_ascii_uppercase()))
        .find_map(|word| word.parse().ok())
        .map(Zone::Moving)
}

/// The zone of an abbreviation, or of the word that tells it in its full name ("Eastern Time").
pub(super) fn named(word: &str) -> Option<Zone> {
    let word = word.to_uppercase();
    let hours = match word.as_str() {
        "Z" | "UT" | "UTC" | "GMT" | "WET" => 0.0,
        "KST" | "JST" | "KOREA" | "KOREAN" | "JAPAN" | "한국시간" | "한국시각" | "WIT" => {
            9.0
        }
        "CET" | "BST" | "WEST" | "MEZ" | "WAT" => 1.0,
        "CEST" | "EET" | "MESZ" | "SAST" | "CAT" => 2.0,
        "EEST" | "MSK" | "TRT" | "EAT" => 3.0,
        "GST" | "MSD" => 4.0,
        "PKT" => 5.0,
        "IST" => 5.5,
        "ICT" | "WIB" => 7.0,
        "HKT" | "SGT" | "AWST" | "PHT" | "MYT" | "WITA" => 8.0,
        "ACST" => 9.5,
        "AEST" => 10.0,
        "ACDT" => 10.5,
        "AEDT" => 11.0,
        "NZST" => 12.0,
        "NZDT" => 13.0,
        "BRT" | "ART" | "ADT" => -3.0,
        "AST" | "EDT" | "CLT" => -4.0,
        "EST" | "CDT" | "COT" => -5.0,
        "CST" | "MDT" => -6.0,
        "MST" | "PDT" => -7.0,
        "PST" | "AKDT" => -8.0,
        "AKST" => -9.0,
        "HST" => -10.0,
        // American newsrooms name the zone and leave the season out.
        "ET" | "EASTERN" => return Some(Zone::Moving(Tz::America__New_York)),
        "CT" => return Some(Zone::Moving(Tz::America__Chicago)),
        "MT" | "MOUNTAIN" => return Some(Zone::Moving(Tz::America__Denver)),
        "PT" | "PACIFIC" => return Some(Zone::Moving(Tz::America__Los_Angeles)),
        "AKT" => return Some(Zone::Moving(Tz::America__Anchorage)),
        "AET" => return Some(Zone::Moving(Tz::Australia__Sydney)),
        "NZT" => return Some(Zone::Moving(Tz::Pacific__Auckland)),
        _ => return None,
    };
    Some(Zone::Fixed((hours * 3600.0) as i32))
}

/// Hours east of UTC of the clocks of those who write a language, where all of them share one;
/// whatever way the language is declared in.
pub fn hours_east_of(language: &str) -> Option<i32> {
    match crate::text::language::declared(language)?.as_ref() {
        "ko" | "ja" => Some(9),
        "zh" => Some(8),
        _ => None,
    }
}

/// Hours east of UTC of the clocks of a country, by the end of a host's name.
pub fn hours_east_at(host: &str) -> Option<i32> {
    match host.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "kr" | "xn--3e0b707e" | "jp" => Some(9),
        "cn" | "tw" | "hk" | "sg" => Some(8),
        _ => None,
    }
}
