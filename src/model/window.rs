//! The time that an edition tells of: from one closing to the next, or whole calendar days.
//!
//! Editions tile time: each begins at the moment at which the one before ends, whatever the clocks
//! of the zone do, so that every moment lies in exactly one.

use chrono::{Days, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{Day, Moment, Zone};

/// How long an edition must be open before it can be shown in place of the last closed one.
const OPEN_FOR: chrono::Duration = chrono::Duration::hours(6);

/// When editions close: at a time of the day, on the wall clocks of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// The time of the day.
    pub at: NaiveTime,
    /// The zone in which it is that time.
    pub zone: Zone,
}

/// What a window is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WindowKind {
    /// The time from one closing to the next.
    Edition,
    /// Calendar days.
    Days,
}

/// How far a window has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WindowState {
    /// All of it is past.
    Closed,
    /// It goes on.
    Open,
    /// It is past, and stands for a later one that does not hold enough yet.
    Last,
}

/// A span of time that is told as one: an edition, or calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EditionWindow {
    /// What it is made of.
    pub kind: WindowKind,
    /// The day that it bears: that on which the edition closes, or the last of the days.
    pub day: Day,
    /// The first of the days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// When it begins.
    pub begins: Moment,
    /// When it ends, itself not included.
    pub ends: Moment,
    /// How far it has come.
    pub state: WindowState,
}

impl Closing {
    /// The moment at which the edition of a day closes. Where clocks jump over it, the first moment
    /// after the gap; where they show it twice, the earlier one.
    pub fn on(self, day: Day) -> Moment {
        self.zone.moment_of(day, self.at)
    }

    /// The edition that bears the date of a day.
    pub fn edition(self, day: Day, now: Moment) -> EditionWindow {
        let (begins, ends) = (self.on(day.pred_opt().unwrap_or(day)), self.on(day));
        let state = if ends <= now { WindowState::Closed } else { WindowState::Open };
        EditionWindow { kind: WindowKind::Edition, day, from: None, begins, ends, state }
    }

    /// The day whose edition tells of a moment.
    pub fn day_at(self, moment: Moment) -> Day {
        let day = self.zone.day_of(moment);
        if moment < self.on(day) { day } else { day.succ_opt().unwrap_or(day) }
    }

    /// The edition that tells of a moment.
    pub fn edition_at(self, moment: Moment, now: Moment) -> EditionWindow {
        self.edition(self.day_at(moment), now)
    }

    /// The edition that is still open.
    pub fn open(self, now: Moment) -> EditionWindow {
        self.edition_at(now, now)
    }

    /// The edition that closed last.
    pub fn last_closed(self, now: Moment) -> EditionWindow {
        let open = self.day_at(now);
        self.edition(open.pred_opt().unwrap_or(open), now)
    }

    /// The editions before the one of a day, the latest first.
    pub fn before(self, day: Day, now: Moment) -> impl Iterator<Item = EditionWindow> {
        (1..)
            .map_while(move |back| day.checked_sub_days(Days::new(back)))
            .map(move |day| self.edition(day, now))
    }
}

impl EditionWindow {
    /// Whole calendar days, the last included.
    pub fn of_days(from: Day, to: Day, zone: Zone, now: Moment) -> EditionWindow {
        let (begins, ends) = (zone.start_of(from), zone.end_of(to));
        let state = if ends <= now { WindowState::Closed } else { WindowState::Open };
        EditionWindow { kind: WindowKind::Days, day: to, from: Some(from), begins, ends, state }
    }

    /// Whether it is an edition.
    pub fn is_edition(&self) -> bool {
        self.kind == WindowKind::Edition
    }

    /// Whether it is the same time, however far it has come.
    pub fn is_same(&self, other: &EditionWindow) -> bool {
        (self.kind, self.day, self.begins, self.ends)
            == (other.kind, other.day, other.begins, other.ends)
    }

    /// The first of several days; none for an edition or a single day.
    pub fn first_of_several(&self) -> Option<Day> {
        self.from.filter(|from| *from != self.day)
    }

    /// The end of what is known of it, itself not included; its beginning where it lies ahead.
    pub fn known_until(&self, now: Moment) -> Moment {
        let second = chrono::Duration::seconds(1);
        self.ends.min((now + second).max(self.begins + second))
    }

    /// Whether it lies ahead.
    pub fn is_ahead(&self, now: Moment) -> bool {
        self.begins > now
    }

    /// Whether it has been open long enough to be shown.
    pub fn is_old_enough(&self, now: Moment) -> bool {
        now - self.begins >= OPEN_FOR
    }

    /// The day on which most of it lies: an edition that closes before noon tells of the day before.
    pub fn told_day(&self, zone: Zone) -> Day {
        let is_young = self.ends - zone.start_of(self.day) < chrono::Duration::hours(12);
        if self.is_edition() && is_young {
            self.day.pred_opt().unwrap_or(self.day)
        } else {
            self.day
        }
    }
}

/// The time of day of a closing, from `HH:MM`.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let is_shaped = text.len() == 5 && text.as_bytes()[2] == b':';
    NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| is_shaped)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn closing(zone: &str, time: &str) -> Closing {
        let zone = Zone::parse(zone).expect("a zone");
        Closing { at: parse_time(time).expect("a time"), zone }
    }

    #[test]
    fn mondays_edition_tells_from_sundays_closing_to_mondays() {
        let now = at("2026-11-30T00:00:00Z");
        let edition = closing("Asia/Seoul", "07:00").edition(day("2026-11-30"), now);
        assert_eq!(edition.begins, at("2026-11-28T22:00:00Z"));
        assert_eq!(edition.ends, at("2026-11-29T22:00:00Z"));
        assert_eq!(edition.state, WindowState::Closed);
        let json = serde_json::to_value(edition).expect("JSON");
        assert_eq!(
            json,
            serde_json::json!({"kind": "edition", "day": "2026-11-30",
                "begins": "2026-11-28T22:00:00Z", "ends": "2026-11-29T22:00:00Z",
                "state": "closed"})
        );
    }

    #[test]
    fn a_closing_that_clocks_skip_is_the_first_moment_after_the_gap() {
        // At 02:00 clocks go to 03:00, which is 07:00 UTC.
        let york = closing("America/New_York", "02:15");
        assert_eq!(york.on(day("2026-03-08")), at("2026-03-08T07:00:00Z"));
        assert_eq!(york.on(day("2026-03-09")), at("2026-03-09T06:15:00Z"));
        // At 02:00 clocks go back to 01:00: 01:30 comes twice.
        let twice = closing("America/New_York", "01:30");
        assert_eq!(twice.on(day("2026-11-01")), at("2026-11-01T05:30:00Z"));
        let second = at("2026-11-01T06:30:00Z");
        assert_eq!(twice.day_at(second), day("2026-11-02"), "the edition closed at the first");
    }

    #[test]
    fn a_day_that_a_zone_skips_has_an_edition_and_loses_no_moment() {
        // Samoa went from 29 to 31 December 2011.
        let apia = closing("Pacific/Apia", "07:00");
        let now = at("2020-01-01T00:00:00Z");
        let [before, skipped, after] =
            ["2011-12-29", "2011-12-30", "2011-12-31"].map(|text| apia.edition(day(text), now));
        assert_eq!((before.ends, skipped.ends), (skipped.begins, after.begins));
        assert!(skipped.begins < skipped.ends && after.begins < after.ends);
    }

    #[test]
    fn an_edition_of_the_morning_tells_of_the_day_before() {
        let now = at("2026-03-05T12:00:00Z");
        let morning = closing("UTC", "07:00").edition(day("2026-03-05"), now);
        assert_eq!(morning.told_day(Zone::UTC), day("2026-03-04"));
        let evening = closing("UTC", "19:00").edition(day("2026-03-05"), now);
        assert_eq!(evening.told_day(Zone::UTC), day("2026-03-05"));
        let whole = EditionWindow::of_days(day("2026-03-05"), day("2026-03-05"), Zone::UTC, now);
        assert_eq!(whole.told_day(Zone::UTC), day("2026-03-05"));
    }

    #[test]
    fn a_time_is_hours_and_minutes_and_nothing_else() {
        assert_eq!(parse_time("07:00"), NaiveTime::from_hms_opt(7, 0, 0));
        for wrong in ["25:00", "7:00", "07:60", "0700", "07:00:00", "", "07:0a", "오전7"] {
            assert_eq!(parse_time(wrong), None, "{wrong}");
        }
    }

    const ZONES: [&str; 8] = [
        "UTC",
        "Asia/Seoul",
        "America/New_York",
        "Europe/London",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Asia/Beirut",
        "America/Santiago",
    ];

    proptest! {
        #[test]
        fn editions_tile_time(
            zone in 0..ZONES.len(),
            minute in 0..1440_u32,
            // From 1990 to 2040.
            second in 631_152_000..2_208_988_800_i64,
        ) {
            let zone = Zone::parse(ZONES[zone]).expect("a zone");
            let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0);
            let closing = Closing { at: time.expect("a time"), zone };
            let moment = chrono::DateTime::from_timestamp(second, 0).expect("a moment");
            let told = closing.edition_at(moment, moment);
            prop_assert!(told.begins <= moment && moment < told.ends, "{told:?}");
            let next = closing.edition_at(told.ends, moment);
            prop_assert_eq!(next.begins, told.ends);
            prop_assert_eq!(Some(next.day), told.day.succ_opt());
            let last = closing.edition_at(told.begins - chrono::Duration::seconds(1), moment);
            prop_assert_eq!(last.ends, told.begins);
            prop_assert_eq!(closing.last_closed(moment).ends, told.begins);
            prop_assert!(told.is_same(&closing.open(moment)));
            // A zone's clocks move by an hour or two at a time.
            let hours = (told.ends - told.begins).num_hours();
            prop_assert!((22..=26).contains(&hours), "{hours}");
        }
    }
}
