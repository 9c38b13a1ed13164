//! How an item stands on the reading list.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::Day;

/// How far the reading is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// Not begun.
    #[default]
    ToRead,
    /// Begun.
    Reading,
    /// Read to the end.
    Done,
}

impl Progress {
    /// All of them, in their order.
    pub const ALL: [Progress; 3] = [Progress::ToRead, Progress::Reading, Progress::Done];

    /// The name on the command line and in files.
    pub fn name(self) -> &'static str {
        match self {
            Progress::ToRead => "to-read",
            Progress::Reading => "reading",
            Progress::Done => "done",
        }
    }

    /// The one of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Progress> {
        Progress::ALL.into_iter().find(|progress| progress.name() == name)
    }
}

/// A week as ISO 8601 counts it: Monday to Sunday, the first one holds the year's first Thursday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Week {
    /// Its Monday, which says all of it.
    monday: Day,
}

impl Week {
    /// The week of a day.
    pub fn of(day: Day) -> Week {
        let back = u64::from(day.weekday().num_days_from_monday());
        Week { monday: day.checked_sub_days(Days::new(back)).unwrap_or(day) }
    }

    /// The week after.
    #[must_use]
    pub fn next(self) -> Week {
        Week { monday: self.monday.checked_add_days(Days::new(7)).unwrap_or(self.monday) }
    }

    /// Its first day, a Monday.
    pub fn monday(self) -> Day {
        self.monday
    }

    /// Reads `2026-W10`.
    pub fn parse(text: &str) -> Option<Week> {
        let (year, week) = text.split_once("-W")?;
        let monday =
            NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)?;
        Some(Week { monday })
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

impl TryFrom<String> for Week {
    type Error = String;

    fn try_from(text: String) -> Result<Week, String> {
        Week::parse(&text).ok_or_else(|| format!("`{text}` is no week; write it like 2026-W10"))
    }
}

impl From<Week> for String {
    fn from(week: Week) -> String {
        week.to_string()
    }
}

/// How an item stands on the reading list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Listed {
    /// How far the reading is.
    pub state: Progress,
    /// The reader's own tags.
    pub tags: Vec<String>,
    /// The week in which it should be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Week>,
}

impl Listed {
    /// This, with what differs between two others changed as it was changed there: what somebody
    /// else changed meanwhile stays.
    #[must_use]
    pub fn changed(mut self, was: &Listed, to: &Listed) -> Listed {
        if to.state != was.state {
            self.state = to.state;
        }
        if to.due != was.due {
            self.due = to.due;
        }
        self.tags.retain(|tag| to.tags.contains(tag) || !was.tags.contains(tag));
        for tag in &to.tags {
            if !was.tags.contains(tag) && !self.tags.contains(tag) {
                self.tags.push(tag.clone());
            }
        }
        self
    }
}

/// A tag as it is kept: one line without blanks at its ends and without the `#` before it; `None`
/// where nothing is left. Letters stand with their marks and in their usual width, so that a tag is
/// itself wherever it was typed.
pub fn tag(text: &str) -> Option<String> {
    let usual = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    let text: String = text.nfc().filter(|c| !c.is_control()).take(100).map(usual).collect();
    let text = text.trim().trim_start_matches('#').replace(',', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join("-");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(text: &str) -> Week {
        Week::parse(text).expect("a week")
    }

    #[test]
    fn a_week_begins_on_monday_and_may_belong_to_the_year_before() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        assert_eq!(Week::of(day("2026-03-05")), week("2026-W10"));
        assert_eq!(Week::of(day("2027-01-03")).to_string(), "2026-W53");
        assert_eq!(week("2026-W53").next(), week("2027-W01"));
        assert_eq!(week("2026-W10").monday(), day("2026-03-02"));
        assert_eq!(Week::parse("2026-W54"), None);
    }

    #[test]
    fn tags_are_single_words() {
        assert_eq!(tag(" #time series "), Some("time-series".into()));
        assert_eq!(tag("시계열"), Some("시계열".into()));
        assert_eq!(tag("＃ＡＩ"), Some("AI".into()));
        assert_eq!(tag(&"위험".nfd().collect::<String>()), Some("위험".into()));
        assert_eq!(tag(" # "), None);
    }
}
