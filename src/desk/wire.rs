//! What an agency or a publisher writes around a headline: `UPDATE 1-`, `[속보]`, ` - Reuters`.
//! It says nothing of the event, and copies of one wire differ in nothing else.

use super::features::Feature;
use crate::text::tokens::floor_char_boundary;

/// Marks before a headline, in lower case. A number may stand behind the first ones.
const MARKS: [&str; 14] = [
    "update",
    "wrapup",
    "refile",
    "corrected",
    "recast",
    "exclusive",
    "breaking",
    "just in",
    "alert",
    "속보",
    "단독",
    "종합",
    "긴급",
    "포토",
];
/// What stands between a mark and the headline.
const AFTER_MARK: [char; 4] = ['-', ':', '|', '–'];
/// Longer brackets before a headline are part of it, in bytes.
const BRACKET: usize = 40;
/// What is in brackets behind or before a Korean or agency headline.
const BRACKETED: [&str; 13] = [
    "lead",
    "ld",
    "urgent",
    "update",
    "updated",
    "exclusive",
    "breaking",
    "종합",
    "속보",
    "단독",
    "긴급",
    "수정",
    "보",
];
/// What stands between a headline and its publisher.
const BEFORE_PUBLISHER: [&str; 5] = [" - ", " | ", " – ", " — ", " :: "];
/// Agencies and papers that others print under their own address, as letters and digits alone.
const PUBLISHERS: [&str; 34] = [
    "reuters",
    "ap",
    "apnews",
    "associatedpress",
    "theassociatedpress",
    "afp",
    "bloomberg",
    "bloombergcom",
    "cnbc",
    "cnn",
    "bbc",
    "bbcnews",
    "npr",
    "wsj",
    "ft",
    "financialtimes",
    "thenewyorktimes",
    "theguardian",
    "thewashingtonpost",
    "yahoofinance",
    "yonhapnews",
    "yonhapnewsagency",
    "연합뉴스",
    "뉴시스",
    "뉴스1",
    "이데일리",
    "조선일보",
    "중앙일보",
    "동아일보",
    "한겨레",
    "매일경제",
    "한국경제",
    "전자신문",
    "지디넷코리아",
];

/// A headline without the marks before it, the brackets behind it and the publisher's name at its
/// end: one of the known agencies, or one of `own`, the names that the item's source goes by.
pub fn bare<'a>(title: &'a str, own: &[&str]) -> &'a str {
    /// Nobody writes more around a headline.
    const MOST: usize = 6;
    let mut bare = title.trim();
    for _ in 0..MOST {
        let less = without_mark(without_bracket(without_publisher(bare, own)));
        // A title that is nothing else keeps it.
        if less.len() == bare.len() || less.is_empty() {
            break;
        }
        bare = less;
    }
    bare
}

fn without_publisher<'a>(title: &'a str, own: &[&str]) -> &'a str {
    let cut = BEFORE_PUBLISHER.iter().filter_map(|between| title.rsplit_once(between));
    // The last of them: a publisher's name has none in it.
    let Some((stem, tail)) = cut.max_by_key(|(stem, _)| stem.len()) else { return title };
    let tail = plain(tail);
    let is_own = own.iter().any(|name| tail.len() > 2 && plain(name) == tail);
    if is_own || PUBLISHERS.contains(&tail.as_str()) { stem.trim_end() } else { title }
}

fn without_bracket(title: &str) -> &str {
    let inside = |text: &str| {
        let text = plain(text);
        // 2nd LD, 종합2보: the number aside.
        let known = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let known =
            ["st", "nd", "rd", "th"].iter().find_map(|th| known.strip_prefix(th)).unwrap_or(known);
        let known: String = known.chars().filter(|c| !c.is_ascii_digit()).collect();
        let known = known.strip_suffix('보').filter(|rest| !rest.is_empty()).unwrap_or(&known);
        BRACKETED.contains(&known) || BRACKETED.iter().any(|one| *one == text)
    };
    for (open, close) in [('[', ']'), ('(', ')'), ('<', '>'), ('【', '】')] {
        let near = &title[..floor_char_boundary(title, BRACKET)];
        if let Some(end) = near.strip_prefix(open).and_then(|rest| rest.find(close)) {
            let (tag, rest) = (
                &title[open.len_utf8()..][..end],
                &title[open.len_utf8() + end + close.len_utf8()..],
            );
            if inside(tag) {
                return rest.trim_start();
            }
        }
        if let Some((stem, tag)) =
            title.strip_suffix(close).and_then(|title| title.rsplit_once(open))
            && tag.len() <= BRACKET
            && inside(tag)
        {
            return stem.trim_end();
        }
    }
    title
}

fn without_mark(title: &str) -> &str {
    /// The longest mark with its number, in bytes.
    const LONGEST: usize = 16;
    let near = &title[..floor_char_boundary(title, LONGEST)];
    let Some((mark, _)) = near.split_once(AFTER_MARK) else { return title };
    let rest = &title[mark.len()..].trim_start_matches(AFTER_MARK);
    let mark =
        mark.trim_end().trim_end_matches(|c: char| c.is_ascii_digit()).trim_end().to_lowercase();
    if MARKS.contains(&mark.as_str()) { rest.trim_start() } else { title }
}

/// Letters and digits alone, in lower case.
fn plain(name: &str) -> String {
    const MOST: usize = 60;
    let name = &name[..floor_char_boundary(name, MOST)];
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two titles are copies of one wire, by what they are about: nearly all of the shorter
/// one stands in the other, and the other has little besides. Both in the order of numbers.
pub fn is_copy(one: &[Feature], other: &[Feature]) -> bool {
    /// Of what both say together, so many of so many are said by both.
    const SAME: (usize, usize) = (3, 4);
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    if short * SAME.1 < long * SAME.0 {
        return false;
    }
    let both = shared(one, other);
    both * SAME.1 >= (short + long - both) * SAME.0
}

/// How many numbers two lists in order have in common.
pub fn shared(one: &[Feature], other: &[Feature]) -> usize {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut both = 0;
    while let (Some(a), Some(b)) = (one.peek(), other.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(one.next()),
            std::cmp::Ordering::Greater => drop(other.next()),
            std::cmp::Ordering::Equal => {
                both += 1;
                one.next();
                other.next();
            }
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_headline_is_not_read() {
        let told = "Meridian opens a harbour";
        for title in [
            "Meridian opens a harbour - Reuters",
            "Meridian opens a harbour | AP News",
            "UPDATE 1-Meridian opens a harbour",
            "EXCLUSIVE-Meridian opens a harbour - Reuters",
            "Exclusive: Meridian opens a harbour",
            "(LEAD) Meridian opens a harbour",
            "(2nd LD) Meridian opens a harbour",
            "[Breaking] Meridian opens a harbour",
            "Meridian opens a harbour — The Daily Tide",
            "Meridian opens a harbour - Daily Tide",
        ] {
            assert_eq!(bare(title, &["dailytide", "The Daily Tide"]), told, "{title}");
        }
        for title in [
            "[속보] 메리디안 개항",
            "[단독]메리디안 개항",
            "메리디안 개항(종합)",
            "메리디안 개항(종합2보)",
            "(종합) 메리디안 개항 - 연합뉴스",
            "[1보] 메리디안 개항",
            "속보: 메리디안 개항",
        ] {
            assert_eq!(bare(title, &[]), "메리디안 개항", "{title}");
        }
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        for title in [
            "Update your boats",
            "Exclusive clubs of the bay",
            "Meridian - the town by the sea",
            "[Gulls] of the bay",
            "Lantern (in the fog)",
            "Reuters",
            " - Reuters",
            "속보",
        ] {
            assert_eq!(bare(title, &[]), title.trim(), "{title}");
        }
    }

    #[test]
    fn copies_share_nearly_all() {
        assert!(is_copy(&[1, 2, 3, 4, 5, 6], &[1, 2, 3, 4, 5, 6]));
        assert!(is_copy(&[1, 2, 3, 4, 5, 6], &[1, 2, 3, 4, 5, 6, 7]));
        assert!(!is_copy(&[1, 2, 3, 4, 5, 6], &[1, 2, 3, 4, 8, 9]));
        assert!(!is_copy(&[1, 2, 3], &[1, 2, 3, 4, 5, 6]));
    }

    proptest::proptest! {
        #[test]
        fn any_title_is_cut_to_a_part_of_itself(title in "[\\[\\]()<>a-z0-9|:– -]{0,30}|\\PC{0,40}") {
            let bare = bare(&title, &["one"]);
            proptest::prop_assert!(title.contains(bare));
            proptest::prop_assert!(!bare.is_empty() || title.trim().is_empty());
        }
    }
}
