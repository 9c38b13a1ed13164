//! The objects of a PDF (ISO 32000-2, 7.3), found by looking for them and not by the file's own table, which
//! is often wrong; those within compressed streams too (7.5.7).

use std::collections::HashMap;
use std::io::Read as _;

/// Most objects of a file that are known.
const OBJECTS: usize = 200_000;

/// Deepest nesting of arrays and dictionaries.
const DEPTH: usize = 24;

/// Most elements of one array or dictionary.
const ELEMENTS: usize = 10_000;

/// Longest stream, in bytes when it is inflated.
const STREAM: u64 = 4 * 1024 * 1024;

/// Bytes inflated of one file in all.
const INFLATED: usize = 48 * 1024 * 1024;

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    Number(f64),
    Name(String),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dictionary(HashMap<String, Object>),
    Reference(u32),
    /// An operator, or a word that is none of the others.
    Word(String),
}

impl Object {
    pub(super) fn dictionary(&self) -> Option<&HashMap<String, Object>> {
        if let Object::Dictionary(entries) = self { Some(entries) } else { None }
    }

    pub(super) fn array(&self) -> Option<&[Object]> {
        if let Object::Array(elements) = self { Some(elements) } else { None }
    }

    pub(super) fn number(&self) -> Option<f64> {
        if let Object::Number(number) = self { Some(*number) } else { None }
    }

    pub(super) fn name(&self) -> Option<&str> {
        if let Object::Name(name) = self { Some(name) } else { None }
    }

    /// A text string (7.9.2.2): UTF-16 or UTF-8 with a mark before it, else nearly Latin.
    pub(super) fn text(&self) -> Option<String> {
        let Object::Text(bytes) = self else { return None };
        let text = match bytes.as_slice() {
            [0xfe, 0xff, wide @ ..] => wide_text(wide),
            [0xef, 0xbb, 0xbf, utf8 @ ..] => String::from_utf8_lossy(utf8).into_owned(),
            latin => match std::str::from_utf8(latin) {
                Ok(text) => text.to_owned(),
                Err(_) => latin.iter().map(|byte| char::from(*byte)).collect(),
            },
        };
        Some(text).filter(|text| !text.trim().is_empty())
    }
}

/// Big-endian UTF-16.
pub(super) fn wide_text(bytes: &[u8]) -> String {
    let units: Vec<u16> =
        bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// A file and where its objects are.
pub(super) struct File<'b> {
    bytes: &'b [u8],
    /// Where each object's content begins.
    places: HashMap<u32, usize>,
    /// Objects that were found within streams.
    packed: HashMap<u32, Object>,
}

impl<'b> File<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> File<'b> {
        let mut places = HashMap::new();
        for at in memchr::memmem::find_iter(bytes, b" obj") {
            if let Some(number) = number_before(&bytes[..at]) {
                // What was written later counts.
                places.insert(number, at + 4);
                if places.len() >= OBJECTS {
                    break;
                }
            }
        }
        let mut file = File { bytes, places, packed: HashMap::new() };
        file.unpack();
        file
    }

    pub(super) fn is_encrypted(&self) -> bool {
        memchr::memmem::find(self.bytes, b"/Encrypt").is_some()
    }

    /// The dictionary that a reference in the file's trailer leads to.
    fn of_trailer(&self, key: &str) -> Option<Object> {
        let at = memchr::memmem::rfind(self.bytes, key.as_bytes())?;
        let mut lexer = Lexer::new(&self.bytes[at + key.len()..]);
        match lexer.object(0)? {
            Object::Reference(number) => self.object(number),
            other => Some(other),
        }
    }

    /// What the file's own dictionary says of it.
    pub(super) fn info(&self) -> Option<HashMap<String, Object>> {
        self.of_trailer("/Info").and_then(|info| info.dictionary().cloned())
    }

    pub(super) fn root(&self) -> Option<Object> {
        self.of_trailer("/Root")
    }

    /// An object by its number.
    pub(super) fn object(&self, number: u32) -> Option<Object> {
        if let Some(packed) = self.packed.get(&number) {
            return Some(packed.clone());
        }
        Lexer::new(&self.bytes[*self.places.get(&number)?..]).object(0)
    }

    /// What a value is, behind its reference.
    pub(super) fn resolved(&self, value: &Object) -> Option<Object> {
        match value {
            Object::Reference(number) => self.object(*number),
            other => Some(other.clone()),
        }
    }

    /// The inflated content of the stream with a number.
    pub(super) fn stream(&self, number: u32) -> Option<Vec<u8>> {
        self.stream_at(*self.places.get(&number)?).map(|(_, content)| content)
    }

    fn stream_at(&self, at: usize) -> Option<(HashMap<String, Object>, Vec<u8>)> {
        let mut lexer = Lexer::new(&self.bytes[at..]);
        let Object::Dictionary(entries) = lexer.object(0)? else { return None };
        let rest = &self.bytes[at + lexer.at..];
        let start = memchr::memmem::find(&rest[..rest.len().min(64)], b"stream")? + 6;
        let content = &rest[start..];
        let content = content
            .strip_prefix(b"\r\n")
            .or_else(|| content.strip_prefix(b"\n"))
            .unwrap_or(content);
        let length =
            entries.get("Length").and_then(Object::number).map(|length| length.max(0.0) as usize);
        let length = length
            .filter(|length| {
                content
                    .get(*length..)
                    .is_some_and(|rest| rest.trim_ascii_start().starts_with(b"endstream"))
            })
            .or_else(|| memchr::memmem::find(content, b"endstream"))?;
        let content = &content[..length];
        let is_flate = match entries.get("Filter") {
            None => return Some((entries, content[..content.len().min(STREAM as usize)].to_vec())),
            Some(Object::Name(name)) => name == "FlateDecode",
            Some(Object::Array(names)) => {
                matches!(names.as_slice(), [Object::Name(name)] if name == "FlateDecode")
            }
            Some(_) => false,
        };
        if !is_flate {
            return None;
        }
        let mut inflated = Vec::new();
        // What breaks off is read as far as it goes.
        let _ = flate2::read::ZlibDecoder::new(content).take(STREAM).read_to_end(&mut inflated);
        Some((entries, inflated))
    }

    /// Finds the objects within streams.
    fn unpack(&mut self) {
        let mut inflated = 0;
        let marks: Vec<usize> = memchr::memmem::find_iter(self.bytes, b"/ObjStm").collect();
        let mut starts: Vec<usize> = self.places.values().copied().collect();
        starts.sort_unstable();
        for mark in marks {
            let Some(&at) =
                starts.get(starts.partition_point(|start| *start < mark).wrapping_sub(1))
            else {
                continue;
            };
            if inflated > INFLATED || self.packed.len() >= OBJECTS {
                return;
            }
            let Some((entries, content)) = self.stream_at(at) else { continue };
            inflated += content.len();
            let first =
                entries.get("First").and_then(Object::number).map_or(0, |first| first as usize);
            let count = entries.get("N").and_then(Object::number).map_or(0, |count| count as usize);
            let mut head = Lexer::new(&content);
            for _ in 0..count.min(OBJECTS) {
                let (Some(Object::Number(number)), Some(Object::Number(offset))) =
                    (head.plain(), head.plain())
                else {
                    break;
                };
                let Some(written) = content.get(first + offset as usize..) else { continue };
                if let Some(object) = Lexer::new(written).object(0) {
                    self.packed.insert(number as u32, object);
                }
            }
        }
    }
}

/// The number of an object that `N G` at the end of a text names.
fn number_before(text: &[u8]) -> Option<u32> {
    let tail = &text[text.len().saturating_sub(24)..];
    let generation = tail.iter().rposition(|byte| !byte.is_ascii_digit())?;
    let number_end = tail[..generation].iter().rposition(u8::is_ascii_digit)? + 1;
    let number_start =
        tail[..number_end].iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
    std::str::from_utf8(&tail[number_start..number_end]).ok()?.parse().ok()
}

/// Reads objects one after another.
pub(super) struct Lexer<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Lexer<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Lexer<'b> {
        Lexer { bytes, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn skip_blank(&mut self) {
        while let Some(byte) = self.peek(0) {
            if byte == b'%' {
                while self.peek(0).is_some_and(|byte| !matches!(byte, b'\n' | b'\r')) {
                    self.at += 1;
                }
            } else if byte.is_ascii_whitespace() || byte == 0 {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The next object, `N G R` as a reference.
    pub(super) fn object(&mut self, depth: usize) -> Option<Object> {
        let object = self.one(depth)?;
        let Object::Number(number) = object else { return Some(object) };
        if number < 0.0 || number.fract() != 0.0 {
            return Some(object);
        }
        let after = self.at;
        if let (Some(Object::Number(_)), Some(Object::Word(word))) = (self.plain(), self.plain())
            && word == "R"
        {
            return Some(Object::Reference(number as u32));
        }
        self.at = after;
        Some(object)
    }

    /// The next object if it is a number or a word.
    fn plain(&mut self) -> Option<Object> {
        self.skip_blank();
        let starts = self.peek(0)?;
        if matches!(starts, b'(' | b'<' | b'[' | b'/' | b'>' | b']' | b')' | b'{' | b'}') {
            return None;
        }
        Some(self.word())
    }

    /// The next object, references as three.
    pub(super) fn one(&mut self, depth: usize) -> Option<Object> {
        self.skip_blank();
        if depth > DEPTH {
            return None;
        }
        match (self.peek(0)?, self.peek(1)) {
            (b'/', _) => Some(Object::Name(self.name())),
            (b'(', _) => Some(Object::Text(self.literal())),
            (b'<', Some(b'<')) => {
                self.at += 2;
                let mut entries = HashMap::new();
                while entries.len() < ELEMENTS {
                    self.skip_blank();
                    match self.peek(0)? {
                        b'>' => {
                            self.at += 2;
                            break;
                        }
                        b'/' => {
                            let name = self.name();
                            entries.insert(name, self.object(depth + 1)?);
                        }
                        _ => return None,
                    }
                }
                Some(Object::Dictionary(entries))
            }
            (b'<', _) => Some(Object::Text(self.hexadecimal())),
            (b'[', _) => {
                self.at += 1;
                let mut elements = Vec::new();
                while elements.len() < ELEMENTS {
                    self.skip_blank();
                    if self.peek(0)? == b']' {
                        self.at += 1;
                        break;
                    }
                    elements.push(self.object(depth + 1)?);
                }
                Some(Object::Array(elements))
            }
            (b'>' | b']' | b')' | b'{' | b'}', _) => {
                self.at += 1;
                Some(Object::Word(String::new()))
            }
            _ => Some(self.word()),
        }
    }

    fn regular(&mut self) -> &'b [u8] {
        let start = self.at;
        while self.peek(0).is_some_and(|byte| {
            !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte)
        }) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    fn name(&mut self) -> String {
        self.at += 1;
        String::from_utf8_lossy(self.regular()).into_owned()
    }

    fn word(&mut self) -> Object {
        let text = String::from_utf8_lossy(self.regular());
        match text.parse() {
            Ok(number) => Object::Number(number),
            Err(_) => Object::Word(text.into_owned()),
        }
    }

    /// `(text)`, brackets within it in pairs.
    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut out, mut open) = (Vec::new(), 1_usize);
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    let Some(escaped) = self.peek(0) else { break };
                    self.at += 1;
                    match escaped {
                        b'n' => out.push(b'\n'),
                        b'r' => out.push(b'\r'),
                        b't' => out.push(b'\t'),
                        b'b' | b'f' | b'\r' | b'\n' => {}
                        b'0'..=b'7' => {
                            let mut value = u32::from(escaped - b'0');
                            for _ in 0..2 {
                                let Some(digit @ b'0'..=b'7') = self.peek(0) else { break };
                                value = value * 8 + u32::from(digit - b'0');
                                self.at += 1;
                            }
                            out.push(value as u8);
                        }
                        other => out.push(other),
                    }
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
        out
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits.extend(char::from(byte).to_digit(16).map(|digit| digit as u8));
        }
        if digits.len() % 2 == 1 {
            digits.push(0);
        }
        digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect()
    }
}
