//! What somebody paid for, by the marks that publishers set.

use crate::sources::grammar::raw::{self, RawItem};

/// Categories and labels of what somebody paid for, in lower case.
const MARKS: [&str; 13] = [
    "sponsored",
    "sponsored content",
    "sponsored post",
    "advertorial",
    "advertisement",
    "paid content",
    "paid post",
    "partner content",
    "branded content",
    "promoted content",
    "promoted",
    "협찬",
    "애드버토리얼",
];

/// Whether somebody paid for an item: a category says so, or a label before its title. Korean law
/// asks for "(광고)" there; the word alone is a subject like others.
pub fn is_paid(item: &RawItem) -> bool {
    let is_mark = |text: &str| MARKS.contains(&&*text.trim().to_lowercase());
    if item.categories.iter().any(|category| is_mark(category)) {
        return true;
    }
    let title = raw::plain_title(item.title.as_deref().unwrap_or_default());
    let within = |opens: char, closes: char| {
        let (label, rest) = title.trim_start().strip_prefix(opens)?.split_once(closes)?;
        (!rest.trim().is_empty()).then(|| label.trim().to_lowercase())
    };
    let bracketed = [('[', ']'), ('(', ')'), ('【', '】')];
    let is_label = |label: &str| is_mark(label) || label == "ad";
    title.trim_start().starts_with("(광고)")
        || bracketed
            .iter()
            .any(|(opens, closes)| within(*opens, *closes).is_some_and(|label| is_label(&label)))
        || title.split_once(':').is_some_and(|(label, _)| is_mark(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str, category: &str) -> RawItem {
        RawItem {
            title: Some(title.to_owned()),
            categories: vec![category.to_owned()],
            ..RawItem::default()
        }
    }

    #[test]
    fn what_is_marked_as_paid_for_is_told_from_what_speaks_of_it() {
        for (title, category) in [
            ("A wheel", "Sponsored Content"),
            ("[Sponsored] A wheel", "news"),
            ("(광고) 새 물레방아", "소식"),
            ("[AD] A wheel", ""),
            ("Advertorial: a wheel", ""),
        ] {
            assert!(is_paid(&titled(title, category)), "{title}");
        }
        for (title, category) in [
            ("Sponsored mills are on the rise", "sponsors"),
            ("[광고] 시장이 살아났다", "광고"),
            ("Ad: the word and its history", "language"),
            ("[Ann] A wheel", ""),
            ("(Ad)", ""),
        ] {
            assert!(!is_paid(&titled(title, category)), "{title}");
        }
    }
}
