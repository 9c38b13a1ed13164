//! The long texts of an item, summary and content, as the store keeps them: deflated together, with
//! a dictionary of what such texts have in common. So what a feed says twice, once in its summary
//! and once in its content, is kept once.
//!
//! The form: a byte that names the dictionary, a checksum of all that follows (CRC-32 as RFC 1952,
//! §8, has it) and the length of the summary in bytes as four bytes each, little-endian, and summary
//! and content one after the other as raw DEFLATE (RFC 1951), which has no checksum of its own.

use std::cell::RefCell;

use flate2::{Compress, Compression, Crc, Decompress, FlushCompress, FlushDecompress, Status};
use rusqlite::{Connection, Row};

use crate::text::tokens;

/// The dictionary of form 1. What was written with it is read with it: a better one is another
/// file and another form.
const WORDS: &[u8] = include_bytes!("../../assets/store/words-1.txt");
const FORM: u8 = 1;

/// Where the checksum ends, and where the compressed bytes begin.
const SUM: usize = 5;
const HEAD: usize = 9;
/// Of the levels from 1 to 9 the one behind which the gain is small.
const LEVEL: u32 = 4;

thread_local! {
    // Making their state costs more than a short text.
    static DEFLATE: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
    static INFLATE: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

/// Summary and content as they are stored; nothing where they cannot be compressed, and are then
/// stored as they are.
pub(super) fn pack(summary: &str, content: &str) -> Option<Vec<u8>> {
    let length = u32::try_from(summary.len()).ok()?;
    let mut packed = Vec::with_capacity(HEAD + usize::midpoint(summary.len(), content.len()) + 64);
    packed.push(FORM);
    packed.extend_from_slice(&[0; SUM - 1]);
    packed.extend_from_slice(&length.to_le_bytes());
    let texts = [summary, content].concat();
    DEFLATE.with_borrow_mut(|deflate| {
        deflate.reset();
        deflate.set_dictionary(WORDS).ok()?;
        loop {
            let read = usize::try_from(deflate.total_in()).ok()?;
            let rest = texts.as_bytes().get(read..)?;
            match deflate.compress_vec(rest, &mut packed, FlushCompress::Finish).ok()? {
                Status::StreamEnd => return Some(()),
                Status::Ok | Status::BufError => packed.reserve(rest.len() + 64),
            }
        }
    })?;
    let sum = checksum(&packed[SUM..]).to_le_bytes();
    packed[1..SUM].copy_from_slice(&sum);
    Some(packed)
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(bytes);
    sum.sum()
}

/// Whether what was packed is of a form that is known, and as it was written.
fn is_whole(packed: &[u8]) -> bool {
    let Some((form, rest)) = packed.split_first() else { return false };
    let Some((sum, rest)) = rest.split_first_chunk() else { return false };
    *form == FORM && u32::from_le_bytes(*sum) == checksum(rest)
}

/// Summary and content of what was packed; none where that is damaged.
fn unpack(packed: &[u8]) -> Option<(String, String)> {
    let (length, texts) = inflated(packed, usize::MAX)?;
    let mut summary = String::from_utf8(texts).ok()?;
    let content = summary.is_char_boundary(length).then(|| summary.split_off(length))?;
    Some((summary, content))
}

/// The beginning of the summary of what was packed, in so many bytes at most; empty where that is
/// damaged.
fn head(packed: &[u8], most: usize) -> String {
    let (length, mut texts) = inflated(packed, most).unwrap_or_default();
    texts.truncate(length);
    // The end may lie within a character.
    let whole = std::str::from_utf8(&texts).map_or_else(|error| error.valid_up_to(), str::len);
    texts.truncate(whole);
    let mut text = String::from_utf8(texts).unwrap_or_default();
    text.truncate(tokens::floor_char_boundary(&text, most));
    text
}

/// The length of the summary, and the first so many bytes of the texts.
fn inflated(packed: &[u8], most: usize) -> Option<(usize, Vec<u8>)> {
    if !is_whole(packed) {
        return None;
    }
    let (head, body) = packed.split_at_checked(HEAD)?;
    let length = u32::from_le_bytes(head[SUM..].try_into().ok()?) as usize;
    let mut texts = Vec::with_capacity(most.min(4 * body.len() + 64));
    INFLATE.with_borrow_mut(|inflate| {
        inflate.reset(false);
        inflate.set_dictionary(WORDS).ok()?;
        while texts.len() < most {
            texts.reserve(64);
            let (read, made) = (inflate.total_in(), texts.len());
            let rest = body.get(usize::try_from(read).ok()?..)?;
            match inflate.decompress_vec(rest, &mut texts, FlushDecompress::None).ok()? {
                Status::StreamEnd => return Some(()),
                // The end is missing.
                _ if inflate.total_in() == read && texts.len() == made => return None,
                Status::Ok | Status::BufError => texts.reserve(texts.len()),
            }
        }
        Some(())
    })?;
    Some((length, texts))
}

/// Summary and content of a row that has them at that column and the next, packed in the third. What
/// is damaged is an error, as `SQLite` has one: written anew from what was read, it would be lost.
pub(super) fn texts(row: &Row<'_>, at: usize) -> rusqlite::Result<(String, String)> {
    match row.get_ref(at + 2)?.as_blob_or_null()? {
        Some(packed) => unpack(packed).ok_or_else(|| {
            let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
            rusqlite::Error::SqliteFailure(code, Some("a text is damaged".to_owned()))
        }),
        None => Ok((row.get(at)?, row.get(at + 1)?)),
    }
}

/// The items whose texts are damaged.
pub(super) fn damaged(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    let mut statement = connection
        .prepare("SELECT item, packed FROM texts WHERE packed IS NOT NULL ORDER BY item")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if !row.get_ref(1)?.as_blob().is_ok_and(is_whole) {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}

/// Lets go of texts that are damaged, so that what is left of their items can be read; says of how many.
pub(super) fn drop_damaged(connection: &Connection) -> rusqlite::Result<usize> {
    let found = damaged(connection)?;
    for item in &found {
        connection.execute("UPDATE texts SET packed = NULL WHERE item = ?", [item])?;
    }
    Ok(found.len())
}

/// The beginning of a summary that a row has at that column, or packed in the next.
pub(super) fn beginning(row: &Row<'_>, at: usize, most: usize) -> rusqlite::Result<String> {
    if let Some(packed) = row.get_ref(at + 1)?.as_blob_or_null()? {
        return Ok(head(packed, most));
    }
    let mut summary: String = row.get(at)?;
    summary.truncate(tokens::floor_char_boundary(&summary, most));
    Ok(summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(summary: &str, content: &str) -> Vec<u8> {
        pack(summary, content).expect("texts that can be compressed")
    }

    #[test]
    fn a_text_that_is_summary_and_content_is_kept_once() {
        let text = "Zanzibar Robotics opens a harbour for cranes that mend themselves. \
            자바스크립트로 쓴 등대지기 일지는 아무도 읽지 않는다. Nobody had asked for one.";
        let (once, twice) = (packed(text, ""), packed(text, &format!("<p>{text}</p>")));
        assert!(twice.len() < once.len() + 24, "{} and {}", once.len(), twice.len());
        assert!(once.len() < text.len(), "{} of {}", once.len(), text.len());
    }

    #[test]
    fn the_dictionary_of_a_form_never_changes() {
        assert_eq!(tokens::hash(WORDS), 0x64f8_fe7d_b496_89be);
    }

    #[test]
    fn what_is_damaged_is_known_to_be() {
        for damaged in [&[][..], &[FORM], &[9, 0, 0, 0, 0, 3, 0], &[FORM, 9, 9, 9, 9, 3, 0]] {
            assert_eq!(unpack(damaged), None, "{damaged:?}");
            assert_eq!(head(damaged, 100), "");
        }
        let whole = packed("A lantern", "<p>that burns for a whole year</p>");
        for end in 0..whole.len() {
            assert_eq!(unpack(&whole[..end]), None, "{end}");
        }
        // A bit that fell over changes letters, and DEFLATE does not notice.
        for at in 0..8 * whole.len() {
            let mut damaged = whole.clone();
            damaged[at / 8] ^= 1 << (at % 8);
            assert_eq!(unpack(&damaged), None, "{at}");
            assert_eq!(head(&damaged, 100), "", "{at}");
        }
    }

    #[test]
    fn a_damaged_text_is_told_and_never_taken_for_an_empty_one() {
        use crate::model::{ItemId, Moment};
        use crate::store::StoreError;
        let (_folder, mut store) = crate::store::tests::open();
        let item = crate::store::tests::item;
        let text = |name: &str| crate::model::NewItem {
            summary: "A lantern burns for a whole year, and nobody knows why.".into(),
            ..item(name, name)
        };
        crate::store::tests::take(&mut store, "one", &[text("a"), text("b"), text("c")], 10.0);
        assert!(store.integrity().expect("checked").is_empty());
        let change = "UPDATE texts SET packed = CAST(substr(packed, 1, length(packed) - 1) || x'5a' AS BLOB) WHERE item IN (2, 3)";
        assert_eq!(store.connection.execute(change, []).expect("damaged"), 2);
        let told = store.item(ItemId(2), Moment::default()).expect_err("damaged");
        assert!(
            matches!(&told, StoreError::Sql(_)) && told.to_string().contains("jogan salvage"),
            "{told}"
        );
        assert!(store.item(ItemId(1), Moment::default()).is_ok());
        let said = store.integrity().expect("checked");
        assert!(said.len() == 1 && said[0].contains('2') && said[0].contains("item 2"), "{said:?}");
    }

    proptest::proptest! {
        #[test]
        fn any_texts_come_back(summary in "\\PC{0,300}", content in "\\PC{0,900}", most in 0..400_usize) {
            let packed = packed(&summary, &content);
            proptest::prop_assert_eq!(unpack(&packed), Some((summary.clone(), content)));
            let cut = tokens::floor_char_boundary(&summary, most);
            proptest::prop_assert_eq!(head(&packed, most), &summary[..cut]);
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(0..=255_u8, 0..200)) {
            let mut bytes = bytes;
            unpack(&bytes);
            if bytes.len() >= SUM {
                bytes[0] = FORM;
                let sum = checksum(&bytes[SUM..]).to_le_bytes();
                bytes[1..SUM].copy_from_slice(&sum);
            }
            unpack(&bytes);
            head(&bytes, 50);
        }
    }
}
