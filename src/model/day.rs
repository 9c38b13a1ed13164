//! Moments, days and the time zone that cuts one into the other.

use chrono::{DateTime, Days, Local, NaiveDate, NaiveTime, TimeZone, Utc};

/// A point in time.
pub type Moment = DateTime<Utc>;

/// A calendar day in the reader's time zone.
pub type Day = NaiveDate;

/// The time zone in which days begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// The machine's own (`TZ`, or the system's setting).
    #[default]
    Local,
    /// A named one, such as `Asia/Seoul`.
    Named(chrono_tz::Tz),
}

impl Zone {
    /// UTC, which tests use.
    pub const UTC: Zone = Zone::Named(chrono_tz::Tz::UTC);

    /// `local`, or a name of the IANA time zone database.
    pub fn parse(name: &str) -> Option<Zone> {
        if name.eq_ignore_ascii_case("local") {
            return Some(Zone::Local);
        }
        name.parse().ok().map(Zone::Named)
    }

    /// The day on which a moment falls.
    pub fn day_of(self, moment: Moment) -> Day {
        match self {
            Zone::Local => moment.with_timezone(&Local).date_naive(),
            Zone::Named(zone) => moment.with_timezone(&zone).date_naive(),
        }
    }

    /// The day on which something was published. Many sources give a day and no time: it stands as
    /// the midnight of UTC, and is that day in every zone.
    pub fn date_of(self, published: Moment) -> Day {
        if published.time() == NaiveTime::MIN {
            published.date_naive()
        } else {
            self.day_of(published)
        }
    }

    /// The wall clock's time at a moment, for printing.
    pub fn wall_clock(self, moment: Moment) -> chrono::NaiveDateTime {
        match self {
            Zone::Local => moment.with_timezone(&Local).naive_local(),
            Zone::Named(zone) => moment.with_timezone(&zone).naive_local(),
        }
    }

    /// The first moment of a day; where clocks jump over midnight, the first one after it.
    pub fn start_of(self, day: Day) -> Moment {
        self.moment_of(day, NaiveTime::MIN)
    }

    /// The moment at which the wall clock shows a time on a day; where clocks jump over it, the
    /// first one after it.
    pub fn moment_of(self, day: Day, at: NaiveTime) -> Moment {
        match self {
            Zone::Local => first_moment(&Local, day.and_time(at)),
            Zone::Named(zone) => first_moment(&zone, day.and_time(at)),
        }
    }

    /// The first moment of the day after: a day is the half-open span from
    /// [`Zone::start_of`] to this.
    pub fn end_of(self, day: Day) -> Moment {
        self.start_of(day.checked_add_days(Days::new(1)).unwrap_or(day))
    }
}

/// The most minutes that clocks can jump over.
const MINUTES_OF_DAY: i64 = 24 * 60;

fn first_moment<Z: TimeZone>(zone: &Z, wall_clock: chrono::NaiveDateTime) -> Moment {
    // No zone has ever skipped more than a day, and since 1972 all change at a whole minute.
    (0..=MINUTES_OF_DAY)
        .find_map(|minutes| {
            zone.from_local_datetime(&(wall_clock + chrono::Duration::minutes(minutes))).earliest()
        })
        .map_or_else(|| Utc.from_utc_datetime(&wall_clock), |t| t.with_timezone(&Utc))
}

/// A day as the user writes it: `YYYY-MM-DD`, `today` or `yesterday`.
pub fn parse_day(text: &str, now: Moment, zone: Zone) -> Option<Day> {
    let today = zone.day_of(now);
    match text {
        "today" => Some(today),
        "yesterday" => today.pred_opt(),
        _ => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_day_in_seoul_begins_at_three_in_the_afternoon_of_the_day_before_in_utc() {
        let seoul = Zone::parse("Asia/Seoul").expect("a zone");
        let day = parse_day("2026-03-05", at("2026-03-09T00:00:00Z"), seoul).expect("a day");
        assert_eq!(seoul.start_of(day), at("2026-03-04T15:00:00Z"));
        assert_eq!(seoul.end_of(day), at("2026-03-05T15:00:00Z"));
        assert_eq!(seoul.day_of(at("2026-03-04T15:00:00Z")), day);
    }

    #[test]
    fn a_midnight_that_clocks_skip_is_the_first_moment_after_it() {
        let beirut = Zone::parse("Asia/Beirut").expect("a zone");
        let day = NaiveDate::from_ymd_opt(2022, 3, 27).expect("a day");
        assert_eq!(beirut.day_of(beirut.start_of(day)), day);
    }

    #[test]
    fn what_was_published_on_a_day_without_a_time_is_of_that_day_everywhere() {
        let days = |zone: &str, moment: &str| {
            Zone::parse(zone).expect("a zone").date_of(at(moment)).to_string()
        };
        for zone in ["Asia/Seoul", "America/New_York", "UTC"] {
            assert_eq!(days(zone, "2026-03-05T00:00:00Z"), "2026-03-05", "{zone}");
        }
        assert_eq!(days("Asia/Seoul", "2026-03-04T22:30:00Z"), "2026-03-05");
        assert_eq!(days("America/New_York", "2026-03-05T01:00:00Z"), "2026-03-04");
    }

    #[test]
    fn yesterday_is_counted_in_the_zone() {
        let seoul = Zone::parse("Asia/Seoul").expect("a zone");
        let day = parse_day("yesterday", at("2026-03-04T16:00:00Z"), seoul);
        assert_eq!(day, NaiveDate::from_ymd_opt(2026, 3, 4));
    }
}
