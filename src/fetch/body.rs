//! Reads a body as it comes in, decompresses it on the way, and stops at the cap. Bytes are
//! counted on both sides: a small bomb that inflates without end and a large heap of bytes that
//! inflate to nothing are both stopped.

use std::io::{self, ErrorKind, Read, Write};

use brotli_decompressor::DecompressorWriter;
use flate2::write::{DeflateDecoder, GzDecoder, ZlibDecoder};

/// Names of the encodings that [`Body`] undoes, for `Accept-Encoding`.
pub(super) const ACCEPTED: &str = "gzip, br, zstd, deflate";

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// How many bytes are looked at to tell plain text from what is compressed.
const FIRST: usize = 8;

/// A body while it is being read.
pub(super) struct Body {
    encoding: Encoding,
    cap: usize,
    received: usize,
    stage: Stage,
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
}

enum Stage {
    /// The first bytes, which decide whether the header field told the truth.
    Start(Vec<u8>),
    Plain(Capped),
    Gzip(Gunzip),
    Zlib(Box<ZlibDecoder<Capped>>),
    Deflate(Box<DeflateDecoder<Capped>>),
    Brotli(Box<DecompressorWriter<Capped>>),
    /// Its decoder can only pull, so the compressed bytes, capped too, are kept until the end.
    Zstd(Vec<u8>),
}

impl Body {
    /// A body in the encodings of a `Content-Encoding` field. What names none (`aws-chunked`,
    /// `utf-8`) changes nothing about the bytes.
    ///
    /// # Errors
    /// Several encodings at once are unsupported.
    pub(super) fn new(content_encoding: &str, cap: usize) -> io::Result<Body> {
        let named: Vec<Encoding> =
            content_encoding.split(',').filter_map(Encoding::named).collect();
        let encoding = match *named.as_slice() {
            [] => Encoding::Identity,
            [encoding] => encoding,
            _ => return Err(io::Error::new(ErrorKind::Unsupported, "several compressions")),
        };
        Ok(Body { encoding, cap, received: 0, stage: Stage::Start(Vec::new()) })
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`ErrorKind::FileTooLarge`] at the cap, others where the compression is broken.
    pub(super) fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.received += bytes.len();
        if self.received > self.cap {
            return Err(ErrorKind::FileTooLarge.into());
        }
        match &mut self.stage {
            Stage::Start(start) => {
                start.extend_from_slice(bytes);
                if start.len() >= FIRST { self.begin() } else { Ok(()) }
            }
            Stage::Plain(to) => to.write_all(bytes),
            Stage::Gzip(to) => to.push(bytes),
            Stage::Zlib(to) => write_to_end(to, bytes).map(|_| ()),
            Stage::Deflate(to) => write_to_end(to, bytes).map(|_| ()),
            Stage::Brotli(to) => to.write_all(bytes),
            Stage::Zstd(kept) => {
                kept.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        let Stage::Start(start) = &mut self.stage else { return Ok(()) };
        let start = std::mem::take(start);
        let sink = Capped { kept: Vec::new(), cap: self.cap };
        let gzipped = start.starts_with(&GZIP_MAGIC);
        // Servers forget to name gzip, and name it for bytes that are plain.
        let encoding = match self.encoding {
            Encoding::Identity if gzipped => Encoding::Gzip,
            Encoding::Gzip if is_zlib(&start) => Encoding::Deflate,
            Encoding::Gzip if !gzipped => Encoding::Identity,
            Encoding::Brotli | Encoding::Deflate | Encoding::Zstd if is_text(&start) => {
                Encoding::Identity
            }
            other => other,
        };
        self.stage = match encoding {
            Encoding::Identity => Stage::Plain(sink),
            Encoding::Gzip => Stage::Gzip(Gunzip::Member(Box::new(GzDecoder::new(sink)))),
            // Some send the bare stream without the zlib frame that the standard asks for.
            Encoding::Deflate if is_zlib(&start) => Stage::Zlib(Box::new(ZlibDecoder::new(sink))),
            Encoding::Deflate => Stage::Deflate(Box::new(DeflateDecoder::new(sink))),
            Encoding::Brotli => Stage::Brotli(Box::new(DecompressorWriter::new(sink, 4096))),
            Encoding::Zstd => Stage::Zstd(Vec::new()),
        };
        self.received -= start.len();
        self.push(&start)
    }

    /// The whole body, once all bytes were taken.
    ///
    /// # Errors
    /// As [`Body::push`]; also where compressed bytes end too soon.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        if matches!(&self.stage, Stage::Start(start) if !start.is_empty()) {
            self.begin()?;
        }
        match self.stage {
            Stage::Start(nothing) => Ok(nothing),
            Stage::Plain(sink) => Ok(sink.kept),
            Stage::Gzip(members) => Ok(members.finish()?.kept),
            Stage::Zlib(decoder) => Ok(decoder.finish()?.kept),
            Stage::Deflate(decoder) => Ok(decoder.finish()?.kept),
            Stage::Brotli(mut decoder) => {
                decoder.close()?;
                let sink = decoder.into_inner();
                Ok(sink.unwrap_or_else(|sink| sink).kept)
            }
            Stage::Zstd(compressed) => {
                let decoder = ruzstd::decoding::StreamingDecoder::new(compressed.as_slice());
                let mut kept = Vec::new();
                let most = u64::try_from(self.cap).unwrap_or(u64::MAX).saturating_add(1);
                decoder.map_err(io::Error::other)?.take(most).read_to_end(&mut kept)?;
                if kept.len() > self.cap { Err(ErrorKind::FileTooLarge.into()) } else { Ok(kept) }
            }
        }
    }
}

/// Members of gzip, one after the other. What follows the last one is padding, or junk that
/// nobody reads (RFC 1952, 2.2; `gzip(1)`).
enum Gunzip {
    Member(Box<GzDecoder<Capped>>),
    /// A member has ended; the bytes after it that may begin another.
    Between(Capped, Vec<u8>),
    Over(Capped),
}

impl Gunzip {
    fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut rest = bytes;
        while !rest.is_empty() {
            match self {
                Gunzip::Member(decoder) => {
                    rest = write_to_end(decoder, rest)?;
                    if !rest.is_empty() {
                        decoder.try_finish()?;
                        *self = Gunzip::Between(decoder.get_mut().take(), Vec::new());
                    }
                }
                Gunzip::Between(sink, first) => {
                    first.push(rest[0]);
                    rest = &rest[1..];
                    if *first == GZIP_MAGIC {
                        let mut decoder = GzDecoder::new(sink.take());
                        decoder.write_all(&GZIP_MAGIC)?;
                        *self = Gunzip::Member(Box::new(decoder));
                    } else if !GZIP_MAGIC.starts_with(first) {
                        *self = Gunzip::Over(sink.take());
                    }
                }
                Gunzip::Over(_) => return Ok(()),
            }
        }
        Ok(())
    }

    fn finish(self) -> io::Result<Capped> {
        match self {
            Gunzip::Member(decoder) => decoder.finish(),
            Gunzip::Between(sink, _) | Gunzip::Over(sink) => Ok(sink),
        }
    }
}

/// Writes what belongs to a stream, and returns what follows its end.
fn write_to_end<'b>(to: &mut impl Write, bytes: &'b [u8]) -> io::Result<&'b [u8]> {
    let mut rest = bytes;
    while !rest.is_empty() {
        match to.write(rest)? {
            0 => break,
            taken => rest = &rest[taken..],
        }
    }
    Ok(rest)
}

/// Whether bytes are the beginning of a document in plain text: no compression begins with a
/// bracket and goes on in ASCII.
fn is_text(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    matches!(start, [b'<' | b'{' | b'[', rest @ ..] if rest.iter().all(|byte| (b' '..=b'~').contains(byte) || byte.is_ascii_whitespace()))
}

fn is_zlib(start: &[u8]) -> bool {
    // RFC 1950: method 8, and the two bytes divide by 31.
    matches!(start, [cmf, flg, ..] if cmf & 0x0f == 8 && (u16::from(*cmf) << 8 | u16::from(*flg)) % 31 == 0)
}

/// Keeps what is written until there is too much of it.
struct Capped {
    kept: Vec<u8>,
    cap: usize,
}

impl Capped {
    fn take(&mut self) -> Capped {
        Capped { kept: std::mem::take(&mut self.kept), cap: self.cap }
    }
}

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.kept.len() + bytes.len() > self.cap {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.kept.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const CAP: usize = 1 << 20;

    fn read(encoding: &str, bytes: &[u8], chunk: usize) -> io::Result<Vec<u8>> {
        let mut body = Body::new(encoding, CAP)?;
        for part in bytes.chunks(chunk) {
            body.push(part)?;
        }
        body.finish()
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
    fn gzip_that_nobody_declared_and_plain_bytes_declared_as_gzip_are_both_read() {
        assert_eq!(read("", &gzip(b"<rss/>"), 1).ok(), Some(b"<rss/>".to_vec()));
        assert_eq!(read("gzip", b"<rss/>", 1).ok(), Some(b"<rss/>".to_vec()));
        assert_eq!(read("gzip", b"", 1).ok(), Some(Vec::new()));
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
