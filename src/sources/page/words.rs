//! What a piece of a list's text is: a date, a label, a button, a handle, or words of its own.

use crate::model::Moment;
use crate::sources::grammar::date::{self, Locale};
use crate::text::width::width;

/// Longest text that is looked at for a date, in characters.
const DATED_CHARS: usize = 120;

/// What links say that only lead on, in lower case.
const BUTTONS: [&str; 60] = [
    "read more",
    "read the full story",
    "read the story",
    "read the post",
    "read post",
    "read article",
    "read the article",
    "read the paper",
    "read full article",
    "read on",
    "continue reading",
    "learn more",
    "find out more",
    "see more",
    "see all",
    "view all",
    "view more",
    "view details",
    "more details",
    "details",
    "more",
    "load more",
    "show more",
    "download",
    "download pdf",
    "view pdf",
    "pdf",
    "html",
    "abstract",
    "full text",
    "code",
    "video",
    "slides",
    "watch",
    "listen",
    "register",
    "register now",
    "sign up",
    "subscribe",
    "share",
    "comments",
    "permalink",
    "reply",
    "discuss",
    "star",
    "fork",
    "like",
    "follow",
    "save",
    "vote",
    "upvote",
    "edit",
    "report",
    "print",
    "email",
    "copy link",
    "bib",
    "bibtex",
    "cite",
    "supplement",
];

/// Likewise in Korean.
const KOREAN_BUTTONS: [&str; 12] = [
    "더보기",
    "더 보기",
    "자세히",
    "자세히 보기",
    "바로가기",
    "전체보기",
    "전체 보기",
    "내려받기",
    "다운로드",
    "원문보기",
    "공유",
    "공유하기",
];

/// Marks that boards set before or behind a title.
const MARKS: [&str; 12] = [
    "공지",
    "공지사항",
    "필독",
    "고정",
    "새글",
    "새 글",
    "notice",
    "pinned",
    "sticky",
    "new",
    "n",
    "hot",
];

/// Whether a text is what a button says, not what a page is called.
pub(super) fn is_button(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    BUTTONS.contains(&&*text)
        || KOREAN_BUTTONS.contains(&&*text)
        || [
            "read more about ",
            "learn more about ",
            "continue reading ",
            "share on ",
            "share this ",
        ]
        .iter()
        .any(|start| text.starts_with(start))
}

/// Whether a text names somebody or a subject, and not a page: `@name`, `#word`.
pub(super) fn is_handle(text: &str) -> bool {
    text.starts_with(['@', '#']) && !text.contains(char::is_whitespace)
}

/// Whether a text is the number of a work (`arXiv:2601.00001`, a DOI) or an address, which its page
/// is not called.
pub(super) fn is_number_of_work(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && (text.to_ascii_lowercase().starts_with("arxiv:")
            || text.to_ascii_lowercase().starts_with("doi:")
            || text.starts_with("10.")
            || text.contains("://")
            || !text.chars().any(char::is_alphabetic))
}

/// What is counted of a page, and how long ago it was written.
const COUNTED: [&str; 16] = [
    "comment", "comments", "point", "points", "vote", "votes", "reply", "replies", "like", "likes",
    "share", "shares", "ago", "views", "min", "read",
];

/// Whether a text counts something: "12 comments", "2 hours ago", "댓글 3".
fn is_count(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let is_number = |word: &String| {
        word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b'k'))
    };
    match words.as_slice() {
        [first, .., last] if words.len() <= 3 && is_number(first) => COUNTED.contains(&&**last),
        [first, second] => is_number(second) && ["댓글", "조회", "추천"].contains(&&**first),
        _ => false,
    }
}

/// Whether a text is no title, whatever it is.
pub(super) fn is_no_title(text: &str) -> bool {
    is_button(text)
        || is_handle(text)
        || is_number_of_work(text)
        || is_count(text)
        || is_only_date(text)
}

/// What stands in dates beside numbers, months and days of the week.
const IN_DATES: [&str; 17] = [
    "st", "nd", "rd", "th", "am", "pm", "t", "z", "utc", "gmt", "kst", "년", "월", "일", "오전",
    "오후", "시",
];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Whether a text is a date and nothing else.
pub(super) fn is_only_date(text: &str) -> bool {
    let is_part = |word: &str| {
        let word = word.to_lowercase();
        IN_DATES.contains(&&*word)
            || is_month(&word)
            || (word.len() <= 9 && word.get(..3).is_some_and(|start| WEEKDAYS.contains(&start)))
            || (word.chars().count() <= 3 && word.ends_with("요일"))
    };
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    text.len() <= 40
        && has_a_day(text)
        && words.into_iter().all(is_part)
        && date::parse(text.trim_matches(OFF)).is_some()
}

/// The date that a short text tells, among what is often set beside it: "Research · 2 March 2026 ·
/// 5 min", "Published: 2026-03-02", "등록일 2026.03.02". `year` is that of the part of the page, for
/// dates without one.
pub(super) fn date_in(
    text: &str,
    locale: Locale,
    year: impl Fn() -> Option<i32>,
) -> Option<Moment> {
    if text.chars().count() > DATED_CHARS || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let parts = || {
        text.split(['·', '|', '•', '—', '–', '\u{a0}', '/'])
            .chain(text.split(['·', '|', '•', '—', '–']))
            .map(|part| part.trim().trim_matches(['(', ')', '[', ']', ',', '.']))
    };
    let whole = parts().filter(|part| has_a_day(part)).find_map(|part| {
        let from_date = from_date(part);
        date::parse_in(part, locale)
            .or_else(|| date::parse_in(from_date, locale))
            .or_else(|| date::parse_in(up_to_year(from_date), locale))
    });
    whole.or_else(|| {
        let day = parts().find(|part| is_day_of_year(part))?;
        let year = year()?;
        let written = match day.split_once(' ') {
            Some((month, number)) if is_month(month) => format!("{number} {month} {year}"),
            _ if day.contains('월') => format!("{year}년 {day}"),
            _ => format!("{day} {year}"),
        };
        date::parse_in(&written, locale)
    })
}

/// Whether a text has at least two numbers and a year among its digits: "March 2026" is no day.
fn has_a_day(text: &str) -> bool {
    let numbers: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let digits: usize = numbers.iter().map(|number| number.len()).sum();
    (numbers.len() >= 2 && digits >= 5) || (numbers.len() == 1 && digits == 8)
}

/// Months by their first three letters.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn is_month(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    word.get(..3).is_some_and(|start| MONTHS.contains(&start)) && word.len() <= 9
}

/// "Mar 3", "3 March", "3월 5일": a day without its year.
fn is_day_of_year(text: &str) -> bool {
    if text.contains('월') && text.contains('일') {
        return width(text) <= 12;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        (1..=2).contains(&digits.len()) && word.len() <= 5
    };
    matches!(words.as_slice(), [one, two] if (is_month(one) && is_number(two)) || (is_number(one) && is_month(two)))
}

/// A text from the first digit or month on.
fn from_date(text: &str) -> &str {
    let start = text
        .split_inclusive(char::is_whitespace)
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some((start, word))
        })
        .find(|(_, word)| word.starts_with(|c: char| c.is_ascii_digit()) || is_month(word));
    start.map_or(text, |(at, _)| &text[at..])
}

/// A text up to the end of its year, and no further.
fn up_to_year(text: &str) -> &str {
    let mut digits = 0;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            digits += 1;
        } else {
            if digits == 4 && at > 6 {
                return &text[..at];
            }
            digits = 0;
        }
    }
    text
}

/// A title without the date, the label or the reading time before or behind it.
pub(super) fn without_extras(title: &str) -> &str {
    let mut title = title.trim();
    for _ in 0..4 {
        let shorter = without_mark(without_date(without_minutes(title)));
        if shorter == title {
            break;
        }
        title = shorter;
    }
    title
}

/// Fewest cells that must be left of a title from which something is taken.
const LEFT: usize = 6;

/// Signs that set a date or a label off from a title.
const OFF: [char; 14] = [' ', '·', '|', '•', '—', '–', '-', ':', ',', '(', ')', '[', ']', '/'];

fn without_date(title: &str) -> &str {
    let rest = |rest: &str| width(rest.trim_matches(OFF)) >= LEFT;
    let blanks: Vec<usize> = title.match_indices(' ').map(|(at, _)| at).collect();
    // The longest beginning, then the longest end, that is a date.
    for &at in blanks.iter().rev().filter(|at| **at <= 40) {
        if rest(&title[at..]) && is_only_date(&title[..at]) {
            return title[at..]
                .trim_start_matches([' ', '·', '|', '•', '—', '–', '-', ':', ',', ')', ']', '/']);
        }
    }
    for &at in blanks.iter().filter(|at| title.len() - **at <= 40) {
        if rest(&title[..at]) && is_only_date(&title[at..]) {
            return title[..at]
                .trim_end_matches([' ', '·', '|', '•', '—', '–', '-', ':', ',', '(', '[', '/']);
        }
    }
    title
}

fn without_minutes(title: &str) -> &str {
    for end in [" min read", " minute read", " minutes read", "분 읽기", "분 분량"] {
        if let Some(before) = title.strip_suffix(end) {
            let cut = before.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(OFF);
            if width(cut) >= LEFT {
                return cut;
            }
        }
    }
    title
}

fn without_mark(title: &str) -> &str {
    let is_mark = |word: &str| {
        MARKS.contains(&&*word.trim_matches(['[', ']', '【', '】', '(', ')']).to_lowercase())
    };
    if title.starts_with(['[', '【', '('])
        && let Some(end) = title.find([']', '】', ')'])
        && is_mark(&title[..end])
    {
        let after = title[end..].trim_start_matches([']', '】', ')', ' ']);
        if width(after) >= LEFT {
            return after;
        }
    }
    match title.rsplit_once(' ') {
        Some((before, "새글" | "N" | "NEW" | "New" | "new")) if width(before) >= LEFT => {
            before.trim_end()
        }
        Some(_) | None => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_found_among_what_stands_beside_it() {
        let day = |text| {
            date_in(text, Locale::default(), || Some(2025)).map(|at| at.date_naive().to_string())
        };
        for text in [
            "Research · March 2, 2026 · 4 min",
            "Published: 2026-03-02",
            "Posted on 2 March 2026 by the mill",
            "Mar 2, 2026",
            "(2026/03/02)",
        ] {
            assert_eq!(day(text).as_deref(), Some("2026-03-02"), "{text}");
        }
        let korean =
            date_in("등록일 2026.03.02", Locale::default(), || None).map(|at| at.to_rfc3339());
        assert_eq!(korean.as_deref(), Some("2026-03-01T15:00:00+00:00"), "a Korean clock");
        assert_eq!(day("Mar 2").as_deref(), Some("2025-03-02"));
        assert_eq!(day("3월 2일").as_deref(), Some("2025-03-01"), "Korean midnight");
        for text in ["March 2026", "2026", "4 min", "Version 2.0", "Top 10 of 2026"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn what_stands_before_and_behind_a_title_is_taken_off_and_nothing_else() {
        for (title, bare) in [
            ("10 March 2026 The wheel turns", "The wheel turns"),
            ("2026.03.05 물레방아 소식", "물레방아 소식"),
            ("The wheel turns (March 10, 2026)", "The wheel turns"),
            ("The wheel turns · 5 min read", "The wheel turns"),
            ("[공지] 물레방아 정비 안내", "물레방아 정비 안내"),
            ("물레방아 정비 안내 새글", "물레방아 정비 안내"),
            ("[단독] 물레방아 멈췄다", "[단독] 물레방아 멈췄다"),
            ("2026 in review: mills", "2026 in review: mills"),
            ("Ten mills of 2026", "Ten mills of 2026"),
        ] {
            assert_eq!(without_extras(title), bare);
        }
    }

    #[test]
    fn buttons_handles_and_numbers_are_no_titles() {
        for text in [
            "Read more →",
            "더보기",
            "@mill",
            "#water",
            "arXiv:2601.00001",
            "10.1000/x",
            "17",
            "12 comments",
            "2 hours ago",
            "March 5, 2026",
        ] {
            assert!(is_no_title(text), "{text}");
        }
        assert!(!is_no_title("More on mills, by the miller"));
    }
}
