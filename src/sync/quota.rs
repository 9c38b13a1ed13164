//! How often a server may be called: what it says is obeyed and remembered, a tenth is left to the
//! user's other programs, and passes come as far apart as fits.

use chrono::Duration;

use crate::fetch::Reply;
use crate::model::Moment;
use crate::model::account::{Quota, Zone};

/// The header fields that tell (<https://www.inoreader.com/developers/rate-limiting>).
pub const FIELDS: &[&str] = &[
    "x-reader-zone1-limit",
    "x-reader-zone1-usage",
    "x-reader-zone2-limit",
    "x-reader-zone2-usage",
    "x-reader-limits-reset-after",
];

/// The quota after an answer.
pub fn after(quota: Quota, reply: &Reply, now: Moment) -> Quota {
    let number = |name| reply.fields.get(name).and_then(|text| text.trim().parse::<u32>().ok());
    let zone = |limit, used| Some(Zone { limit: number(limit)?, used: number(used)? });
    let resets =
        number("x-reader-limits-reset-after").map(|left| now + Duration::seconds(left.into()));
    Quota {
        reads: zone("x-reader-zone1-limit", "x-reader-zone1-usage").or(quota.reads),
        writes: zone("x-reader-zone2-limit", "x-reader-zone2-usage").or(quota.writes),
        resets: resets.or(quota.resets),
    }
}

/// Whether one more call of a kind may be made.
pub fn allows(quota: Quota, writes: bool, now: Moment) -> bool {
    let quota = quota.at(now);
    let zone = if writes { quota.writes } else { quota.reads };
    zone.is_none_or(|zone| zone.left() > 0)
}

/// The least time between two passes of so many calls, so that a day's calls last for the day.
pub fn interval(quota: Quota, calls: usize, wished: Duration) -> Duration {
    const DAY: i64 = 24 * 3600;
    let Some(most) = quota.reads.map(Zone::most).filter(|most| *most > 0) else { return wished };
    let calls = i64::try_from(calls.clamp(1, 1_000)).unwrap_or(1_000);
    wished.max(Duration::seconds(DAY * calls / i64::from(most)).min(Duration::days(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        "2026-03-05T12:00:00Z".parse().expect("a moment")
    }

    fn reply(fields: &[(&'static str, &str)]) -> Reply {
        let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Reply { fields, ..Reply::default() }
    }

    #[test]
    fn what_a_server_allows_is_read_kept_and_left_in_part_to_others() {
        let told = reply(&[
            ("x-reader-zone1-limit", "100"),
            ("x-reader-zone1-usage", "89"),
            ("x-reader-limits-reset-after", "3600"),
        ]);
        let quota = after(Quota::default(), &told, now());
        assert!(allows(quota, false, now()) && allows(quota, true, now()));
        let silent = after(quota, &reply(&[]), now());
        assert_eq!(silent, quota);
        let full = after(
            quota,
            &reply(&[("x-reader-zone1-limit", "100"), ("x-reader-zone1-usage", "90")]),
            now(),
        );
        assert!(!allows(full, false, now()));
        assert!(allows(full, false, now() + Duration::hours(1)), "counting began anew");
    }

    #[test]
    fn passes_come_so_far_apart_that_a_days_calls_last() {
        let zone = |limit| Quota { reads: Some(Zone { limit, used: 0 }), ..Quota::default() };
        let quarter = Duration::minutes(15);
        assert_eq!(interval(Quota::default(), 6, quarter), quarter);
        assert_eq!(interval(zone(100), 6, quarter), Duration::minutes(96));
        assert_eq!(interval(zone(100_000), 6, quarter), quarter);
    }
}
