//! Bytes to text: byte order mark, HTTP header, XML or HTML declaration, then the content itself.
//! Owner of `encoding_rs` and `chardetng`.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a document a declaration is looked for.
const DECLARATION_WITHIN: usize = 1024;

/// How much of a document without a trustworthy declaration is looked at to guess.
const GUESS_WITHIN: usize = 64 * 1024;

/// Of so many characters beyond ASCII one may be broken in a text that is what it says it is.
const ONE_BROKEN_OF: usize = 4;

/// The text of an answer, without its byte order mark. Borrowed where the bytes are UTF-8 already.
///
/// A declaration is believed only if the bytes can be what it says, because servers and documents
/// often contradict each other; UTF-8 is recognised by itself, since no other charset looks so.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    if let Some(encoding) = wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        // ISO-2022-JP alone is written in ASCII bytes only and means something else by them.
        Ok(text) if !text.contains("\u{1b}$") => return Cow::Borrowed(text),
        // What stands beside so many whole sequences is broken, and not another charset.
        Err(_) if is_mostly_utf_8(bytes) => return String::from_utf8_lossy(bytes),
        Ok(_) | Err(_) => {}
    }
    let said = [content_type.and_then(named_in_header), declared(bytes)];
    for encoding in said.into_iter().flatten().filter(|encoding| *encoding != UTF_8) {
        let (text, is_broken) = encoding.decode_without_bom_handling(bytes);
        if !is_broken || is_mostly_whole(&text) {
            return if encoding == EUC_JP { by_jis(&text) } else { text };
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(GUESS_WITHIN)], bytes.len() <= GUESS_WITHIN);
    detector.guess(None, Utf8Detection::Allow).decode_without_bom_handling(bytes).0
}

/// UTF-16 without a byte order mark: every other byte of `<?xml` or `<rss` is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<' | b'{', 0, second, 0, ..] if *second != 0 => Some(UTF_16LE),
        [0, b'<' | b'{', 0, second, ..] if *second != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// The Encoding Standard reads the wave dash of JIS as Windows does, but EUC-JP is not Windows'.
fn by_jis<'a>(text: &str) -> Cow<'a, str> {
    Cow::Owned(text.replace('～', "〜"))
}

fn named_in_header(content_type: &str) -> Option<&'static Encoding> {
    let (_, rest) = split_ignoring_case(content_type, "charset=")?;
    labelled(rest.split(';').next()?)
}

/// What `<?xml encoding="…"?>` or `<meta charset="…">` says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String =
        bytes[..bytes.len().min(DECLARATION_WITHIN)].iter().map(|&byte| char::from(byte)).collect();
    ["encoding=", "charset="].into_iter().find_map(|marker| {
        let (_, rest) = split_ignoring_case(&head, marker)?;
        let rest = rest.trim_start_matches(['"', '\'']);
        labelled(rest.split(['"', '\'', '?', '>', ' ', ';', '/']).next()?)
    })
}

fn split_ignoring_case<'t>(text: &'t str, marker: &str) -> Option<(&'t str, &'t str)> {
    let at = text.to_ascii_lowercase().find(marker)?;
    Some((&text[..at], &text[at + marker.len()..]))
}

/// The encoding of a label, with those spellings the Encoding Standard leaves out.
fn labelled(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches(['"', '\'']);
    Encoding::for_label(label.as_bytes()).or_else(|| {
        let label = label.to_ascii_lowercase();
        match label.as_str() {
            "cp949" | "ms949" | "uhc" | "x-windows-949" | "euckr" => Some(encoding_rs::EUC_KR),
            "cp932" | "ms932" | "windows-932" => Some(encoding_rs::SHIFT_JIS),
            "cp936" | "ms936" | "windows-936" => Some(encoding_rs::GBK),
            "cp950" => Some(encoding_rs::BIG5),
            _ => {
                let number = label.strip_prefix("cp").or_else(|| label.strip_prefix("win-"))?;
                Encoding::for_label(format!("windows-{number}").as_bytes())
            }
        }
    })
}

/// Whether there are more UTF-8 sequences beyond ASCII, whole or cut, than bytes that belong to
/// none. In the charsets that are not UTF-8 hardly any two or three bytes look like one.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut sequences, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        match chunk.invalid().len() {
            0 => {}
            1 => stray += 1,
            _ => sequences += 1,
        }
    }
    sequences > stray
}

/// Whether what could not be decoded is but a small part of what is beyond ASCII.
fn is_mostly_whole(text: &str) -> bool {
    let beyond = text.chars().filter(|char| !char.is_ascii());
    let (whole, broken): (Vec<_>, Vec<_>) = beyond.partition(|char| *char != '\u{fffd}');
    broken.len() * ONE_BROKEN_OF <= whole.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(declaration: &str, title: &str) -> String {
        format!(
            "<?xml version=\"1.0\"{declaration}?><rss><channel><title>{title}</title></channel></rss>"
        )
    }

    const KOREAN: &str = "새 언어 모델을 공개했다는 소식과 반도체 투자 계획";

    fn bytes_of(text: &str, label: &str) -> Vec<u8> {
        labelled(label).expect("a label").encode(text).0.into_owned()
    }

    #[test]
    fn korean_is_read_by_header_by_declaration_and_by_content_alone() {
        let bare = bytes_of(&feed("", KOREAN), "euc-kr");
        assert!(decode(&bare, Some("text/xml; charset=CP949")).contains(KOREAN));
        assert!(decode(&bare, Some("text/xml; charset=\"ks_c_5601-1987\"")).contains(KOREAN));
        assert!(decode(&bare, None).contains(KOREAN));
        let declared = bytes_of(&feed(" encoding='euc-kr'", KOREAN), "euc-kr");
        assert!(decode(&declared, None).contains(KOREAN));
    }

    #[test]
    fn a_declaration_that_the_bytes_belie_is_not_believed() {
        let lying = bytes_of(&feed(" encoding=\"utf-8\"", KOREAN), "euc-kr");
        assert!(decode(&lying, Some("text/xml; charset=utf-8")).contains(KOREAN));
        let text = feed(" encoding=\"euc-kr\"", KOREAN);
        assert!(decode(text.as_bytes(), Some("text/xml; charset=iso-8859-1")).contains(KOREAN));
    }

    #[test]
    fn japanese_chinese_and_cyrillic_are_read_as_declared() {
        for (text, label) in [
            ("新しい言語モデルを発表しました", "shift_jis"),
            ("新しい言語モデルを発表しました", "iso-2022-jp"),
            ("发布了新的语言模型", "gb18030"),
            ("Вышла новая модель", "windows-1251"),
        ] {
            let bytes = bytes_of(&feed(&format!(" encoding=\"{label}\""), text), label);
            assert!(decode(&bytes, None).contains(text), "{label}");
        }
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let units: Vec<u8> = KOREAN_FEED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&units, None), KOREAN_FEED);
        let marked = [&[0xff, 0xfe], units.as_slice()].concat();
        assert_eq!(decode(&marked, Some("text/xml; charset=utf-8")), KOREAN_FEED);
    }

    const KOREAN_FEED: &str = "<?xml version=\"1.0\"?><rss><title>조간</title></rss>";

    /// A feed whose every description was cut in the middle of a character.
    fn cut(label: &str, text: &str) -> Vec<u8> {
        let whole = bytes_of(text, label);
        let start = format!("<?xml version=\"1.0\" encoding=\"{label}\"?><rss>").into_bytes();
        let texts = (0..5).flat_map(|_| {
            [b"<t>".as_slice(), &whole, b"</t><d>", &whole[..whole.len() - 1], b"...</d>"].concat()
        });
        start.into_iter().chain(texts).collect()
    }

    #[test]
    fn a_broken_character_costs_no_other() {
        for (label, text) in [
            ("utf-8", "금리 동결"),
            ("utf-8", "半導体の輸出"),
            ("utf-8", "Café “Brasil” – naïve…"),
            ("euc-kr", "금리를 동결한다고 밝혔다"),
            ("shift_jis", "半導体の輸出が増えた"),
        ] {
            let read = decode(&cut(label, text), Some("text/xml")).into_owned();
            assert_eq!(read.matches(&format!("<t>{text}</t>")).count(), 5, "{label}: {read}");
            assert!(read.contains('\u{fffd}'), "{label}: {read}");
        }
        // Half a pair of surrogates, as MySQL's `utf8` keeps an emoji.
        let mut bytes = feed("", KOREAN).into_bytes();
        bytes.extend_from_slice(b"\xed\xa0\xbd\xed\xb8\x80");
        assert!(decode(&bytes, None).contains(KOREAN));
        // A header that names a charset in which every byte is something does not win.
        assert!(decode(&bytes, Some("text/xml; charset=iso-8859-1")).contains(KOREAN));
    }

    #[test]
    fn one_broken_byte_costs_itself_in_a_short_text_too() {
        let bytes = bytes_of(&feed(" encoding='euc-kr'", "금리 X 동결"), "euc-kr");
        let broken: Vec<u8> =
            bytes.into_iter().map(|byte| if byte == b'X' { 0xff } else { byte }).collect();
        assert!(decode(&broken, None).contains("금리 \u{fffd} 동결"));
    }

    #[test]
    fn a_quote_that_was_cut_is_no_latin_letter() {
        let text = decode(b"<?xml version='1.0'?><t>It\xe2\x80...</t>", None);
        assert!(text.contains("<t>It\u{fffd}...</t>"), "{text}");
    }

    #[test]
    fn latin_bytes_alone_are_latin() {
        let text = decode(
            b"<?xml version='1.0' encoding='utf-8'?><t>Caf\xe9, na\xefve, \x93so\x94</t>",
            None,
        );
        assert!(text.contains("Café, naïve, “so”"), "{text}");
    }
}
