//! Dates in every way of writing that was met.

use super::zones::{hours_east_at, hours_east_of};
use super::*;

const KOREAN: Locale = Locale { hours_east: 9, day_first: false };

fn moment(text: &str) -> Option<String> {
    parse(text).map(|moment| moment.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

#[test]
fn one_moment_is_read_however_it_is_written() {
    for text in [
        "Mon, 02 Mar 2026 08:00:00 GMT",
        "Wed, 02 Mar 2026 08:00:00 GMT",
        "2026-03-02T08:00:00Z",
        "2026-03-02T17:00:00+09:00",
        "2026-03-02T17:00:00+0900",
        "2026-03-02T17:00:00 09:00",
        "2026-03-02 08:00:00",
        "2026-03-02T08:00",
        "20260302T080000Z",
        "20260302080000",
        "2026-03-02T08Z",
        "2026-061T08:00:00Z",
        "1772438400.75",
        "Mon, 02 Mar 2026 08.00.00 GMT",
        "2. maaliskuuta 2026 klo 8.00",
        "02/Mar/2026:08:00:00 +0000",
        "1772438400",
        "1772438400000",
        "02 Mar 26 03:00 EST",
        "Mon, 2 March 2026 17:00:00 KST",
        "Mon,  2 Mar 2026 8:0:0 UT",
        "March 2, 2026 8:00 am",
        "Mar 2 2026 08:00 UTC",
        "2026년 3월 2일 오후 5:00",
        "2026년 3월 2일 17시",
        "2026. 3. 2. 오후 5:00",
        "2026-03-02 오후 5:00:00",
        "2026-03-02 오후 5시",
        "월, 02 3 2026 17:00:00 +0900",
        "lun., 02 mars 2026 09:00:00 +0100",
        "08:00 2 March 2026",
        "Mon Mar 02 2026 08:00:00 GMT+0000 (Coordinated Universal Time)",
        "Mon Mar 02 2026 17:00:00 GMT+0900 (Korean Standard Time)",
        "Mon Mar  2 08:00:00 2026",
        "Mon Mar 02 08:00:00 UTC 2026",
        "Mon Mar 02 03:00:00 -0500 2026",
        "Mon, 02 Mar 17:00:00 +0900 2026",
        "2 March 08:00 2026",
        "Mon, 02 Mar 2026 03:00:00 ET",
        "March 2, 2026 at 3:00 a.m. Eastern Time",
        "Mon, 02 Mar 2026 00:00:00 PT",
        "2026-03-02 17:00:00 Asia/Seoul",
        "2026-03-02 17:00 한국시간",
        "March 2, 2026 8am",
        "Mo, 02 Mär 2026 09:00:00 +0100",
        "lun, 02 mar 2026 08:00:00 GMT",
        "2 de marzo de 2026 08:00",
        "2. března 2026 8:00",
        "2 марта 2026 г., 08:00",
        "maandag 2 maart 2026 08:00",
        "02 Mrt 2026 08:00:00 GMT",
        "2 mars 2026 à 08h00",
        "２０２６-０３-０２ ０８:００",
        "2026年3月2日 8時",
    ] {
        assert_eq!(moment(text).as_deref(), Some("2026-03-02T08:00:00Z"), "{text}");
    }
}

#[test]
fn a_day_alone_is_its_first_moment() {
    for text in [
        "2026-03-02",
        "2026/03/02",
        "20260302",
        "2026.03.02",
        "2 March 2026",
        "2026-W10-1",
        "03/02/2026",
        "03/02/26",
        "3/2/26 00:00:00 GMT",
        "02.03.2026",
    ] {
        assert_eq!(moment(text).as_deref(), Some("2026-03-02T00:00:00Z"), "{text}");
    }
    assert_eq!(moment("2026년 3월 2일").as_deref(), Some("2026-03-01T15:00:00Z"));
}

#[test]
fn a_weekday_that_begins_as_a_month_is_no_month() {
    assert_eq!(moment("mar., 04 août 2026 08:00").as_deref(), Some("2026-08-04T08:00:00Z"));
    assert_eq!(moment("mar 7 apr 2026").as_deref(), Some("2026-04-07T00:00:00Z"));
    assert_eq!(moment("mar mar 3 10:00:00 2026").as_deref(), Some("2026-03-03T10:00:00Z"));
}

#[test]
fn twenty_four_hours_are_the_midnight_after_the_day() {
    for text in [
        "2026-02-28T24:00:00Z",
        "Sat, 28 Feb 2026 24:00:00 GMT",
        "2026-02-28 24:00",
        "20260228T240000Z",
    ] {
        assert_eq!(moment(text).as_deref(), Some("2026-03-01T00:00:00Z"), "{text}");
    }
}

#[test]
fn american_zones_follow_the_season_and_days_have_offsets() {
    assert_eq!(moment("Wed, 01 Jul 2026 09:00:00 ET").as_deref(), Some("2026-07-01T13:00:00Z"));
    assert_eq!(moment("1 Jul 2026 9:00 CT").as_deref(), Some("2026-07-01T14:00:00Z"));
    assert_eq!(moment("2026-12-17-08:00").as_deref(), Some("2026-12-17T08:00:00Z"));
    assert_eq!(moment("2026-03-03+09:00").as_deref(), Some("2026-03-02T15:00:00Z"));
    assert_eq!(moment("2026-03-03Z").as_deref(), Some("2026-03-03T00:00:00Z"));
}

#[test]
fn a_month_with_its_year_is_its_first_day() {
    for text in ["July 2026", "Jul. 2026", "2026-07", "2026년 7월", "juillet 2026"] {
        let month = parse_month(text).map(|day| day.to_string());
        assert_eq!(month.as_deref(), Some("2026-07-01"), "{text}");
        assert_eq!(moment(text), None, "{text}");
    }
    assert_eq!(parse_month("2026"), None);
}

#[test]
fn languages_and_hosts_tell_where_clocks_stand() {
    for tag in ["ko", "KO", "ko-KR", "kr", "ko_KR", "Korean", "kor"] {
        assert_eq!(hours_east_of(tag), Some(9), "{tag}");
    }
    assert_eq!((hours_east_of("en-US"), hours_east_of("zh-TW")), (None, Some(8)));
    assert_eq!((hours_east_at("news.example.kr"), hours_east_at("example.com")), (Some(9), None));
}

#[test]
fn a_clock_without_a_zone_stands_where_its_source_is() {
    let moment = parse_in("2026.03.02 17:00", KOREAN).expect("a date");
    assert_eq!(moment.to_rfc3339(), "2026-03-02T08:00:00+00:00");
    assert_eq!(parse_in("26.03.02 17:00", KOREAN), Some(moment));
    assert_eq!(parse_in("2026-03-02 PM 5:00", KOREAN), Some(moment));
    assert_eq!(parse_in("20260302170000", KOREAN), Some(moment));
    assert_eq!(parse_in("Mon Mar  2 17:00:00 2026", KOREAN), Some(moment));
    assert_eq!(parse_in("Mon, 02 Mar 2026 08:00:00 GMT", KOREAN), Some(moment));
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "garbage",
        "0000-00-00",
        "Tue, 30 Feb 2026 08:00:00 GMT",
        "9999-12-31T23:59:59Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "12",
        "2026",
        "99:99",
        "1:",
        "W",
        "4294967296-1-1",
    ] {
        assert_eq!(moment(text), None, "{text}");
    }
}

#[test]
fn a_zone_that_cannot_be_costs_only_the_zone() {
    assert_eq!(moment("Mon, 02 Mar 2026 08:00:00 +2500").as_deref(), Some("2026-03-02T08:00:00Z"));
    assert_eq!(moment("2026-03-02T08:00:60Z").as_deref(), Some("2026-03-02T08:00:59Z"));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[0-9a-zA-ZäÉ:+\\-./ ,년월일시오후]{0,40}") {
        let _ = parse(&text);
    }
}

#[test]
fn between_slashes_the_day_stands_first_where_that_is_the_custom() {
    let there = Locale { day_first: true, ..Locale::default() };
    for (text, here, day) in [
        ("03/04/2026", Locale::default(), "2026-03-04"),
        ("03/04/2026", there, "2026-04-03"),
        ("03/04/26 10:00", there, "2026-04-03"),
        ("25/03/26", there, "2026-03-25"),
        ("03.04.26", there, "2026-04-03"),
        ("03/25/2026", there, "2026-03-25"),
        ("25/03/2026", Locale::default(), "2026-03-25"),
        ("2026/03/04", there, "2026-03-04"),
    ] {
        let read = parse_in(text, here).map(|at| at.date_naive().to_string());
        assert_eq!(read.as_deref(), Some(day), "{text}");
    }
}

#[test]
fn a_point_between_numbers_is_a_clocks_only_behind_a_date() {
    for (text, expected) in [
        ("02.03.2026", "2026-03-02T00:00:00Z"),
        ("2026.03.02", "2026-03-02T00:00:00Z"),
        ("2 March 2026 8.30", "2026-03-02T08:30:00Z"),
        ("2 March 2026 1.2.3", "2026-03-02T00:00:00Z"),
        ("2 March 2026 8.75", "2026-03-02T00:00:00Z"),
        ("2026-061", "2026-03-02T00:00:00Z"),
    ] {
        assert_eq!(moment(text).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(moment("2025-366"), None);
}

#[test]
fn the_day_of_a_photograph_is_no_clock() {
    let read = parse("2026:03:02 08:15:30").map(|at| at.format("%Y-%m-%d").to_string());
    assert_eq!(read.as_deref(), Some("2026-03-02"));
    let read = parse("2026 03.02").map(|at| at.format("%Y-%m-%d").to_string());
    assert_eq!(read.as_deref(), Some("2026-03-02"));
}
