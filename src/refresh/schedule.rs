//! When a source is asked again. Pure arithmetic: moments and hints in, a moment out.

use chrono::{Datelike, Duration, Timelike};

use crate::model::{Hints, Moment};

/// However short the wish, no source is asked more often.
const SHORTEST: Duration = Duration::minutes(5);

/// However long a server wishes, a source is asked about once a day; only the user can make it
/// less often.
const LONGEST: Duration = Duration::days(1);

/// Even where a source is to be asked once in years, a failure is looked into after this time.
const RARELY: Duration = Duration::days(7);

/// The first pause after a failure; each further failure in a row doubles it.
const FIRST_PAUSE: Duration = Duration::seconds(60);

/// After a success: the longest that anyone asks for wins, within bounds, and hours and days in
/// which the feed asks not to be read are passed over.
pub(super) fn after_success(now: Moment, interval_minutes: u32, hints: &Hints) -> Moment {
    let asked = [hints.retry_after, hints.max_age, hints.ttl].into_iter().flatten();
    let longest = asked.map(seconds).max().unwrap_or_default();
    let own = Duration::minutes(i64::from(interval_minutes)).max(SHORTEST);
    skip(now + longest.min(LONGEST).max(own), hints)
}

/// After a failure, the `failures`-th in a row: 60 s, 120 s, 240 s, … to a day, or what the server
/// asked for if that is longer. One hiccup is forgiven; whoever fails again is asked no more often
/// than it is when it is well.
pub(super) fn after_failure(
    now: Moment,
    failures: u32,
    retry_after: Option<u64>,
    interval_minutes: u32,
) -> Moment {
    let asked = retry_after.map(seconds).unwrap_or_default();
    let own = Duration::minutes(i64::from(interval_minutes)).min(RARELY);
    let least = if failures > 1 { own } else { Duration::zero() };
    now + pause(failures).max(asked).min(LONGEST).max(least)
}

/// Without a network nobody is to blame: soon.
pub(super) fn without_network(now: Moment) -> Moment {
    now + FIRST_PAUSE
}

/// The pause after the `failures`-th failure in a row.
fn pause(failures: u32) -> Duration {
    let doubled = failures.saturating_sub(1).min(16);
    (FIRST_PAUSE * (1 << doubled)).min(LONGEST)
}

fn seconds(asked: u64) -> Duration {
    Duration::seconds(i64::try_from(asked).unwrap_or(i64::MAX).min(LONGEST.num_seconds()))
}

/// The first moment from `due` on whose hour and day are not excluded; `due` itself where all of a
/// week is, which no feed means.
fn skip(due: Moment, hints: &Hints) -> Moment {
    let excluded = |moment: Moment| {
        hints.skip_hours.iter().any(|&hour| u32::from(hour % 24) == moment.hour())
            || hints
                .skip_days
                .iter()
                .any(|&day| u32::from(day) == moment.weekday().num_days_from_monday())
    };
    if !excluded(due) {
        return due;
    }
    let hour = due - Duration::seconds(due.timestamp().rem_euclid(3600));
    (1..=7 * 24)
        .map(|hours| hour + Duration::hours(hours))
        .find(|&later| !excluded(later))
        .unwrap_or(due)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Thursday.
    fn at(time: &str) -> Moment {
        format!("2026-03-05T{time}:00Z").parse().expect("a moment")
    }

    #[test]
    fn the_longest_wish_wins_within_bounds() {
        let due = |interval, hints: Hints| after_success(at("08:00"), interval, &hints);
        assert_eq!(due(60, Hints::default()), at("09:00"));
        assert_eq!(due(60, Hints { max_age: Some(7200), ..Hints::default() }), at("10:00"));
        assert_eq!(due(60, Hints { ttl: Some(600), ..Hints::default() }), at("09:00"));
        let all = Hints {
            retry_after: Some(3 * 3600),
            max_age: Some(60),
            ttl: Some(7200),
            ..Hints::default()
        };
        assert_eq!(due(60, all), at("11:00"));
        assert_eq!(due(0, Hints::default()), at("08:05"));
        assert_eq!(due(3 * 1440, Hints::default()), at("08:00") + Duration::days(3));
        let forever = Hints { max_age: Some(u64::MAX), ..Hints::default() };
        assert_eq!(due(60, forever), at("08:00") + Duration::days(1));
    }

    #[test]
    fn hours_and_days_in_which_a_feed_sleeps_are_passed_over() {
        let due = |hints: Hints| after_success(at("08:20"), 60, &hints);
        let hours = Hints { skip_hours: vec![9, 10, 24], ..Hints::default() };
        assert_eq!(due(hours), at("11:00"));
        let thursday = Hints { skip_days: vec![3], ..Hints::default() };
        assert_eq!(due(thursday), at("00:00") + Duration::days(1));
        let always = Hints { skip_days: (0..7).collect(), ..Hints::default() };
        assert_eq!(due(always), at("09:20"));
    }

    #[test]
    fn each_failure_in_a_row_doubles_the_pause_to_a_day() {
        let due =
            |failures| (after_failure(at("08:00"), failures, None, 1) - at("08:00")).num_seconds();
        assert_eq!([1, 2, 3, 4].map(due), [60, 120, 240, 480]);
        assert_eq!([11, 12, 40, u32::MAX].map(due), [61_440, 86_400, 86_400, 86_400]);
    }

    #[test]
    fn a_source_that_fails_again_is_asked_no_more_often_than_when_it_is_well() {
        let due = |failures, interval| {
            (after_failure(at("08:00"), failures, None, interval) - at("08:00")).num_minutes()
        };
        assert_eq!([1, 2, 3, 7, 8].map(|failures| due(failures, 60)), [1, 60, 60, 64, 128]);
        assert_eq!(due(2, 3 * 1440), 3 * 1440);
        assert_eq!(due(2, u32::MAX), 7 * 1440);
    }

    #[test]
    fn a_server_that_asks_for_a_longer_pause_gets_it() {
        assert_eq!(after_failure(at("08:00"), 1, Some(7200), 60), at("10:00"));
        assert_eq!(after_failure(at("08:00"), 8, Some(60), 60), at("10:08"));
        let forever = after_failure(at("08:00"), 1, Some(u64::MAX), 60);
        assert_eq!(forever, at("08:00") + Duration::days(1));
    }
}
