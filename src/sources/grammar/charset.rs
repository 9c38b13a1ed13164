//! Bytes to text: byte order mark, HTTP header, XML or HTML declaration, then the content itself.
//! Owner of `encoding_rs` and `chardetng`.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a document a declaration is looked for.
const DECLARATION_WITHIN: usize = 1024;

/// How much of a document without a trustworthy declaration is looked at to guess.
const GUESS_WITHIN: usize = 64 * 1024;

/// Stray bytes tolerated in what is otherwise UTF-8, per thousand.
const STRAY_PER_MILLE: usize = 5;

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
    let stray = match std::str::from_utf8(bytes) {
        // ISO-2022-JP alone is written in ASCII bytes only and means something else by them.
        Ok(text) if !text.contains("\u{1b}$") => return Cow::Borrowed(text),
        Ok(_) => None,
        Err(_) => Some(stray_bytes(bytes)),
    };
    for encoding in [content_type.and_then(named_in_header), declared(bytes)].into_iter().flatten()
    {
        if encoding == UTF_8 {
            continue;
        }
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return if encoding == EUC_JP { by_jis(&text) } else { text };
        }
    }
    if let Some((stray, characters)) = stray
        && characters > 0
        && (stray <= 2 || stray * 1000 <= characters * STRAY_PER_MILLE)
    {
        return Cow::Owned(mend(bytes));
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

/// How many bytes are not part of any UTF-8 sequence, and how many sequences beyond ASCII are.
fn stray_bytes(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(stray, characters), chunk| {
        let beyond = chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        (stray + chunk.invalid().len(), characters + beyond)
    })
}

/// UTF-8 with stray bytes: those are what a windows-1252 editor left behind.
fn mend(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
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

    #[test]
    fn a_stray_latin_byte_does_not_cost_the_korean_around_it() {
        let mut bytes = feed("", KOREAN).into_bytes();
        bytes.extend_from_slice(b"<title>Caf\xe9</title>");
        let text = decode(&bytes, None);
        assert!(text.contains(KOREAN) && text.contains("Café"), "{text}");
    }
}
