//! The long texts of an item, summary and content, as the store keeps them: deflated together, with
//! a dictionary of what such texts have in common. So what a feed says twice, once in its summary
//! and once in its content, is kept once.
//!
//! The form: a byte that names the dictionary, the length of the summary in bytes as four bytes,
//! little-endian, and summary and content one after the other as raw DEFLATE (RFC 1951).

use std::cell::RefCell;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use rusqlite::Row;

use crate::text::tokens;

/// The dictionary of form 1. What was written with it is read with it: a better one is another
/// file and another form.
const WORDS: &[u8] = include_bytes!("../../assets/store/words-1.txt");
const FORM: u8 = 1;

/// Bytes before the compressed ones.
const HEAD: usize = 5;
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
    Some(packed)
}

/// Summary and content of what was packed; empty where that is damaged.
pub(super) fn unpack(packed: &[u8]) -> (String, String) {
    let (length, texts) = inflated(packed, usize::MAX).unwrap_or_default();
    let Ok(mut summary) = String::from_utf8(texts) else { return Default::default() };
    if !summary.is_char_boundary(length) {
        return Default::default();
    }
    let content = summary.split_off(length);
    (summary, content)
}

/// The beginning of the summary of what was packed, in so many bytes at most.
pub(super) fn head(packed: &[u8], most: usize) -> String {
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
    let (head, body) = packed.split_at_checked(HEAD)?;
    let (form, length) = head.split_first()?;
    if *form != FORM {
        return None;
    }
    let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
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

/// Summary and content of a row that has them at that column and the next, packed in the third.
pub(super) fn texts(row: &Row<'_>, at: usize) -> rusqlite::Result<(String, String)> {
    match row.get_ref(at + 2)?.as_blob_or_null()? {
        Some(packed) => Ok(unpack(packed)),
        None => Ok((row.get(at)?, row.get(at + 1)?)),
    }
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
    fn what_is_damaged_is_empty() {
        for damaged in [&[][..], &[FORM], &[9, 0, 0, 0, 0, 3, 0], &[FORM, 9, 9, 9, 9, 3, 0]] {
            assert_eq!(unpack(damaged), (String::new(), String::new()), "{damaged:?}");
            assert_eq!(head(damaged, 100), "");
        }
        let whole = packed("A lantern", "<p>that burns for a whole year</p>");
        for end in 0..whole.len() {
            assert_eq!(unpack(&whole[..end]), (String::new(), String::new()), "{end}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_texts_come_back(summary in "\\PC{0,300}", content in "\\PC{0,900}", most in 0..400_usize) {
            let packed = packed(&summary, &content);
            proptest::prop_assert_eq!(unpack(&packed), (summary.clone(), content));
            let cut = tokens::floor_char_boundary(&summary, most);
            proptest::prop_assert_eq!(head(&packed, most), &summary[..cut]);
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(0..=255_u8, 0..200)) {
            let mut bytes = bytes;
            unpack(&bytes);
            if let Some(form) = bytes.first_mut() {
                *form = FORM;
            }
            unpack(&bytes);
            head(&bytes, 50);
        }
    }
}
