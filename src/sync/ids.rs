//! What servers call items, in one form: lower-case hexadecimal, 16 digits, or the 24 of The Old
//! Reader.
//!
//! One item comes as a signed decimal number, as hexadecimal digits behind [`PREFIX`], or bare.
//! Only the long form is ever sent: some servers answer 500 to any other
//! (<https://github.com/mihaip/google-reader-api/blob/master/wiki/ItemId.wiki>).

use crate::model::RemoteId;

/// What stands before the digits in the long form.
pub const PREFIX: &str = "tag:google.com,2005:reader/item/";

/// Digits of an item's number.
const SHORT: usize = 16;
/// Digits of The Old Reader's.
const LONG: usize = 24;

/// An item's number, however it is written; none where it is no number.
pub fn read(text: &str) -> Option<RemoteId> {
    let text = text.trim();
    if let Some(digits) = text.strip_prefix(PREFIX) {
        return of_digits(digits);
    }
    let is_hexadecimal = text.len() == LONG
        || text.len() == SHORT
            && (text.starts_with('0') || text.bytes().any(|b| !b.is_ascii_digit()));
    if is_hexadecimal && !text.starts_with('-') {
        return of_digits(text);
    }
    let number = text.parse::<i64>().map(i64::cast_unsigned).or_else(|_| text.parse::<u64>());
    Some(of_number(number.ok()?))
}

/// A number as it is kept; a negative one in two's complement.
pub fn of_number(number: u64) -> RemoteId {
    RemoteId(format!("{number:016x}"))
}

fn of_digits(digits: &str) -> Option<RemoteId> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match digits.len() {
        _ if !is_number => None,
        1..=SHORT => Some(RemoteId(format!("{:0>16}", digits.to_ascii_lowercase()))),
        LONG => Some(RemoteId(digits.to_ascii_lowercase())),
        _ => None,
    }
}

/// The long form, which every server understands.
pub fn long(id: &RemoteId) -> String {
    format!("{PREFIX}{}", id.0)
}

/// The number itself, as Fever has it.
pub fn number(id: &RemoteId) -> Option<u64> {
    u64::from_str_radix(&id.0, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Option<String> {
        read(text).map(|id| id.0)
    }

    #[test]
    fn every_way_of_writing_a_number_is_one_number() {
        let kept = Some("ff0182aa9c3d11e0".to_owned());
        assert_eq!(id("tag:google.com,2005:reader/item/ff0182aa9c3d11e0"), kept);
        assert_eq!(id("tag:google.com,2005:reader/item/FF0182AA9C3D11E0"), kept);
        assert_eq!(id("-71632449783918112"), kept);
        assert_eq!(id("18375111623925633504"), kept);
        assert_eq!(id("ff0182aa9c3d11e0"), kept);
        assert_eq!(id("1772366400000123"), Some("00064bf535af107b".to_owned()));
        assert_eq!(id("00064bf535af107b"), Some("00064bf535af107b".to_owned()));
        assert_eq!(id("7"), Some("0000000000000007".to_owned()));
        let old = "5f3ac2b19e08d74466b1c0aa";
        assert_eq!(id(old), Some(old.to_owned()));
        assert_eq!(read(&long(&RemoteId(old.to_owned()))).map(|id| id.0), Some(old.to_owned()));
        assert_eq!(number(&of_number(7)), Some(7));
    }

    #[test]
    fn what_is_no_number_names_no_item() {
        for junk in ["", " ", "-", "x", "1/2", "tag:google.com,2005:reader/item/", "1 2", "é"] {
            assert_eq!(id(junk), None, "{junk}");
        }
        for digits in ["zz", "0123456789abcdef01", &"f".repeat(25), "../etc/passwd"] {
            assert_eq!(id(&format!("{PREFIX}{digits}")), None, "{digits}");
        }
        assert_eq!(id("99999999999999999999"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_number_is_found_again(number: i64) {
            let kept = of_number(number.cast_unsigned());
            proptest::prop_assert_eq!(read(&number.to_string()), Some(kept.clone()));
            proptest::prop_assert_eq!(read(&long(&kept)), Some(kept));
        }
    }
}
