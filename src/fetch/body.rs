//! A body as it came in, and what it is once it is decompressed. Bytes are counted on both sides: a
//! small bomb that inflates without end and a large heap of bytes that inflate to nothing are both
//! stopped. What a decompressor looks back at is bounded too, whatever the stream asks for.

use std::io::{self, ErrorKind, Read};

use brotli_decompressor::{BrotliDecoderParameter, Decompressor};
use flate2::bufread::{DeflateDecoder, GzDecoder};
use flate2::read::ZlibDecoder;
use ruzstd::decoding::StreamingDecoder;

/// Names of the encodings that [`Body`] undoes, for `Accept-Encoding`.
pub(super) const ACCEPTED: &str = "gzip, br, zstd, deflate";

/// How gzip begins (RFC 1952, 2.3.1), with the only method that there is.
const GZIP_MAGIC: [u8; 3] = [0x1f, 0x8b, 0x08];

/// How many bytes are looked at to tell plain text from what is compressed.
const FIRST: usize = 8;

/// How far a stream of zstd may look back, in bytes: what RFC 9659 allows in HTTP. Brotli's own
/// bound of 16 MiB (RFC 7932) holds where its large windows are refused.
const WINDOW: u64 = 8 << 20;

/// A body while it is being received.
pub(super) struct Body {
    encoding: Encoding,
    cap: usize,
    received: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Identity,
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

impl Encoding {
    fn named(name: &str) -> Option<Encoding> {
        match name.trim().to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => Some(Encoding::Gzip),
            "deflate" => Some(Encoding::Deflate),
            "br" => Some(Encoding::Brotli),
            "zstd" => Some(Encoding::Zstd),
            _ => None,
        }
    }

    /// The encoding that bytes are in which are said to be in this one: servers forget to name
    /// gzip, name another in its place, and name it for bytes that are plain.
    fn of(self, bytes: &[u8]) -> Encoding {
        let gzipped = bytes.starts_with(&GZIP_MAGIC);
        match self {
            _ if gzipped => Encoding::Gzip,
            Encoding::Gzip if is_zlib(bytes) => Encoding::Deflate,
            Encoding::Gzip => Encoding::Identity,
            Encoding::Brotli | Encoding::Deflate | Encoding::Zstd
                if bytes.is_empty() || is_text(bytes) =>
            {
                Encoding::Identity
            }
            other => other,
        }
    }
}

impl Body {
    /// A body in the encodings of a `Content-Encoding` field. What names none (`aws-chunked`,
    /// `utf-8`) changes nothing about the bytes.
    ///
    /// # Errors
    /// Several encodings at once are unsupported.
    pub(super) fn new(content_encoding: &str, cap: usize) -> io::Result<Body> {
        let mut named: Vec<Encoding> =
            content_encoding.split(',').filter_map(Encoding::named).collect();
        // Each server on the way may have named it.
        named.dedup();
        let encoding = match *named.as_slice() {
            [] => Encoding::Identity,
            [encoding] => encoding,
            _ => return Err(io::Error::new(ErrorKind::Unsupported, "several compressions")),
        };
        Ok(Body { encoding, cap, received: Vec::new() })
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`ErrorKind::FileTooLarge`] at the cap.
    pub(super) fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.received.len() + bytes.len() > self.cap {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.received.extend_from_slice(bytes);
        Ok(())
    }

    /// The whole body, decompressed, once all bytes were taken. This takes its time: it is for a
    /// thread that nobody else waits for.
    ///
    /// # Errors
    /// [`ErrorKind::FileTooLarge`] at the cap, others where the compression is broken or ends too
    /// soon.
    pub(super) fn decompressed(self) -> io::Result<Vec<u8>> {
        let bytes = self.received.as_slice();
        match self.encoding.of(bytes) {
            Encoding::Identity => Ok(self.received),
            Encoding::Gzip => {
                let once = gunzipped(bytes, self.cap)?;
                // A file that is compressed is compressed again on the way.
                if once.starts_with(&GZIP_MAGIC) { gunzipped(&once, self.cap) } else { Ok(once) }
            }
            // Some send the bare stream without the zlib frame that the standard asks for.
            Encoding::Deflate if is_zlib(bytes) => read(ZlibDecoder::new(bytes), self.cap),
            Encoding::Deflate => read(DeflateDecoder::new(bytes), self.cap),
            Encoding::Brotli => {
                let mut decoder = Decompressor::new(bytes, 4096);
                decoder.set_parameter(
                    BrotliDecoderParameter::BROTLI_DECODER_PARAM_LARGE_WINDOW,
                    u32::from(false),
                );
                read(decoder, self.cap)
            }
            Encoding::Zstd => {
                let decoder = StreamingDecoder::new_with_max_window_size(bytes, WINDOW);
                read(decoder.map_err(io::Error::other)?, self.cap)
            }
        }
    }
}

/// Members of gzip, one after the other. What follows the last one is padding, or junk that
/// nobody reads (RFC 1952, 2.2; `gzip(1)`).
fn gunzipped(bytes: &[u8], cap: usize) -> io::Result<Vec<u8>> {
    let (mut kept, mut rest) = (Vec::new(), bytes);
    while rest.starts_with(&GZIP_MAGIC) {
        let before = kept.len();
        let mut member = GzDecoder::new(rest);
        match read_on(&mut member, &mut kept, cap) {
            Ok(()) => rest = member.into_inner(),
            // The data may be whole for all that, and only what checks it be cut off.
            Err(error) if error.kind() != ErrorKind::FileTooLarge => {
                kept.truncate(before);
                let data = header_length(rest).and_then(|length| rest.get(length..));
                let Some(data) = data else { return Err(error) };
                let mut alone = DeflateDecoder::new(data);
                read_on(&mut alone, &mut kept, cap)?;
                if alone.into_inner().len() >= CHECK {
                    return Err(error);
                }
                break;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(kept)
}

/// The bytes behind the data of a gzip member: its checksum and its length.
const CHECK: usize = 8;

/// The length of a gzip member's header (RFC 1952, 2.3).
fn header_length(member: &[u8]) -> Option<usize> {
    const CHECKED: u8 = 2;
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    let flags = *member.get(3)?;
    let mut at = 10;
    if flags & EXTRA != 0 {
        let length = [*member.get(at)?, *member.get(at + 1)?];
        at += 2 + usize::from(u16::from_le_bytes(length));
    }
    for text in [NAME, COMMENT] {
        if flags & text != 0 {
            at += member.get(at..)?.iter().position(|byte| *byte == 0)? + 1;
        }
    }
    Some(at + if flags & CHECKED == 0 { 0 } else { 2 })
}

/// What a decoder gives, up to the cap.
fn read(decoder: impl Read, cap: usize) -> io::Result<Vec<u8>> {
    let mut kept = Vec::new();
    read_on(decoder, &mut kept, cap)?;
    Ok(kept)
}

/// Adds what a decoder gives to what came before it, up to the cap for all.
fn read_on(decoder: impl Read, kept: &mut Vec<u8>, cap: usize) -> io::Result<()> {
    let left = cap.saturating_sub(kept.len());
    let most = u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1);
    decoder.take(most).read_to_end(kept)?;
    if kept.len() > cap { Err(ErrorKind::FileTooLarge.into()) } else { Ok(()) }
}

/// Whether bytes are the beginning of a document in plain text: no compression begins with a
/// bracket and goes on in ASCII.
fn is_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(FIRST)];
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    matches!(start, [b'<' | b'{' | b'[', rest @ ..] if rest.iter().all(|byte| (b' '..=b'~').contains(byte) || byte.is_ascii_whitespace()))
}

fn is_zlib(start: &[u8]) -> bool {
    // RFC 1950: method 8, and the two bytes divide by 31.
    matches!(start, [cmf, flg, ..] if cmf & 0x0f == 8 && (u16::from(*cmf) << 8 | u16::from(*flg)) % 31 == 0)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const CAP: usize = 1 << 20;

    fn read(encoding: &str, bytes: &[u8], chunk: usize) -> io::Result<Vec<u8>> {
        let mut body = Body::new(encoding, CAP)?;
        for part in bytes.chunks(chunk) {
            body.push(part)?;
        }
        body.decompressed()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut to = GzEncoder::new(Vec::new(), Compression::default());
        to.write_all(bytes).and_then(|()| to.finish()).expect("gzip")
    }

    #[test]
    fn every_encoding_gives_back_the_same_bytes_in_chunks_of_any_size() {
        let feed = "<rss>조간</rss>\n".repeat(2000).into_bytes();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
        let zlib = zlib.write_all(&feed).and_then(|()| zlib.finish()).expect("zlib");
        let raw = raw.write_all(&feed).and_then(|()| raw.finish()).expect("deflate");
        let zstd = ruzstd::encoding::compress_to_vec(
            feed.as_slice(),
            ruzstd::encoding::CompressionLevel::Fastest,
        );
        for chunk in [1, 7, 100_000] {
            for (encoding, bytes) in [
                ("", &feed),
                ("gzip", &gzip(&feed)),
                ("x-gzip", &gzip(&feed)),
                ("deflate", &zlib),
                ("deflate", &raw),
                ("zstd", &zstd),
            ] {
                assert_eq!(read(encoding, bytes, chunk).ok(), Some(feed.clone()), "{encoding}");
            }
        }
    }

    #[test]
    fn brotli_is_read_and_a_cut_stream_of_it_refused() {
        // One stored block, put together by hand after RFC 7932, section 9.
        let text = b"jogan jogan jogan jogan\n";
        let mut stored = Vec::new();
        // WBITS=16 (0), ISLAST=0, MNIBBLES=4 (00), MLEN-1 in 16 bits, ISUNCOMPRESSED=1.
        let bits = (text.len() as u32 - 1) << 4 | 1 << 20;
        stored.extend_from_slice(&bits.to_le_bytes()[..3]);
        stored.extend_from_slice(text);
        stored.push(3); // ISLAST=1, ISLASTEMPTY=1
        assert_eq!(read("br", &stored, 5).ok().as_deref(), Some(text.as_slice()));
        assert!(read("br", &stored[..10], 5).is_err(), "a cut stream is an error");
    }

    #[test]
    fn a_stream_that_wants_to_look_back_a_gigabyte_is_refused() {
        // Large window brotli, which no standard of HTTP has: 00010001, six bits of the window's
        // size, then one stored block as above.
        let text = b"jogan jogan jogan jogan\n";
        let large = |window_bits: u64| {
            let mut stream = Vec::new();
            let block = (text.len() as u64 - 1) << 3 | 1 << 19;
            let bits = 0x11 | window_bits << 8 | block << 14;
            stream.extend_from_slice(&bits.to_le_bytes()[..5]);
            stream.extend_from_slice(text);
            stream.push(3);
            stream
        };
        for window_bits in [16, 25, 30] {
            assert!(read("br", &large(window_bits), 100).is_err(), "{window_bits}");
        }
        // Zstandard: the magic, a frame with a window of 2^30 bytes, one raw and last block.
        let zstd = |window: u8| {
            let mut stream = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, window];
            stream.extend_from_slice(&((text.len() as u32) << 3 | 1).to_le_bytes()[..3]);
            stream.extend_from_slice(text);
            stream
        };
        // The exponent less ten stands in the upper five bits.
        assert_eq!(read("zstd", &zstd((20 - 10) << 3), 100).ok().as_deref(), Some(&text[..]));
        assert!(read("zstd", &zstd((30 - 10) << 3), 100).is_err());
        assert!(read("zstd", &zstd((26 - 10) << 3), 100).is_err());
    }

    #[test]
    fn whole_data_without_the_check_behind_it_is_read_and_cut_data_is_not() {
        let mut named = flate2::GzBuilder::new().filename("f.xml").comment("c").extra(*b"ab12");
        named = named.mtime(1);
        let mut named = named.write(Vec::new(), Compression::default());
        let named = named.write_all(b"<rss/>").and_then(|()| named.finish()).expect("gzip");
        for whole in [gzip(b"<rss/>"), named] {
            let end = whole.len();
            for bytes in [&whole[..end - 8], &whole[..end - 3]] {
                assert_eq!(read("gzip", bytes, 3).ok(), Some(b"<rss/>".to_vec()));
            }
            assert!(read("gzip", &whole[..end - 9], 3).is_err());
            let wrong = [&whole[..end - 8], &[0; 4], &whole[end - 4..]].concat();
            assert!(read("gzip", &wrong, 3).is_err());
        }
    }

    #[test]
    fn gzip_that_nobody_declared_and_plain_bytes_declared_as_gzip_are_both_read() {
        assert_eq!(read("", &gzip(b"<rss/>"), 1).ok(), Some(b"<rss/>".to_vec()));
        assert_eq!(read("gzip", b"<rss/>", 1).ok(), Some(b"<rss/>".to_vec()));
        assert_eq!(read("gzip", b"", 1).ok(), Some(Vec::new()));
        for (named, bytes) in [
            ("deflate", gzip(b"<rss/>")),
            ("br", gzip(b"<rss/>")),
            ("gzip", gzip(&gzip(b"<rss/>"))),
            ("gzip, gzip", gzip(b"<rss/>")),
            ("gzip, gzip", gzip(&gzip(b"<rss/>"))),
        ] {
            assert_eq!(read(named, &bytes, 4).ok(), Some(b"<rss/>".to_vec()), "{named}");
        }
    }

    #[test]
    fn a_bomb_stops_at_the_cap_without_being_inflated() {
        let bomb = gzip(&vec![b' '; 50 * CAP]);
        assert!(bomb.len() < CAP);
        let error = read("gzip", &bomb, 1000).expect_err("too large");
        assert_eq!(error.kind(), ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_stream_without_end_stops_at_the_cap() {
        let mut body = Body::new("", CAP).expect("a body");
        let taken = (0..CAP).find(|_| body.push(&[b'a'; 1000]).is_err());
        assert_eq!(taken, Some(CAP / 1000));
    }

    #[test]
    fn a_corrupt_or_cut_stream_is_an_error() {
        let mut whole = gzip(&b"<rss>".repeat(1000));
        assert!(read("gzip", &whole[..whole.len() / 2], 9).is_err());
        let middle = whole.len() / 2;
        whole[middle] ^= 0xff;
        assert!(read("gzip", &whole, 9).is_err());
        assert!(read("zstd", b"no zstd at all", 9).is_err());
        assert!(read("gzip, br", b"<rss/>", 9).is_err());
    }

    #[test]
    fn what_follows_a_member_of_gzip_is_passed_over_but_for_another_member() {
        let one = gzip(b"<rss>");
        for (after, whole) in [
            (vec![0; 512], b"<rss>".to_vec()),
            (b"junk".to_vec(), b"<rss>".to_vec()),
            (vec![0x1f], b"<rss>".to_vec()),
            (gzip(b"</rss>"), b"<rss></rss>".to_vec()),
            ([gzip(b"</rss>"), vec![0; 9]].concat(), b"<rss></rss>".to_vec()),
        ] {
            for chunk in [1, 7, 1000] {
                let bytes = [one.as_slice(), &after].concat();
                assert_eq!(read("gzip", &bytes, chunk).ok(), Some(whole.clone()), "{after:?}");
            }
        }
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        let zlib = zlib.write_all(b"<rss/>").and_then(|()| zlib.finish()).expect("zlib");
        let padded = [zlib.as_slice(), b"\0\0"].concat();
        assert_eq!(read("deflate", &padded, 3).ok(), Some(b"<rss/>".to_vec()));
        assert_eq!(read("gzip", &zlib, 3).ok(), Some(b"<rss/>".to_vec()));
    }

    #[test]
    fn plain_text_is_itself_whatever_it_is_said_to_be() {
        for encoding in
            ["aws-chunked", "utf-8", "none", "identity, aws-chunked", "br", "deflate", "zstd"]
        {
            for chunk in [1, 100] {
                let read = read(encoding, b"<?xml version='1.0'?><rss/>", chunk);
                assert_eq!(read.ok(), Some(b"<?xml version='1.0'?><rss/>".to_vec()), "{encoding}");
            }
        }
        let zipped = gzip(b"<rss/>");
        assert_eq!(read("aws-chunked,gzip", &zipped, 3).ok(), Some(b"<rss/>".to_vec()));
    }
}
