//! The words of a PDF's first page (ISO 32000-2, 9.4), and which of them are its title: the largest.

use std::collections::HashMap;

use super::objects::{File, Lexer, Object, wide_text};
use crate::text::clean;

/// Deepest tree of pages.
const DEPTH: usize = 32;

/// Most operators that are carried out.
const OPERATORS: usize = 200_000;

/// Most letters kept of a page.
const LETTERS: usize = 50_000;

/// What the first page says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct First {
    /// Its largest words.
    pub(super) title: Option<String>,
    /// All of its words in the order they are written in.
    pub(super) text: String,
}

/// A run of letters of one size.
struct Run {
    size: f64,
    text: String,
}

/// Reads the first page.
pub(super) fn first(file: &File<'_>) -> First {
    let Some((page, resources)) = first_page(file) else { return First::default() };
    let mut content = Vec::new();
    let parts = match page.get("Contents") {
        Some(Object::Array(parts)) => parts.clone(),
        Some(one) => vec![one.clone()],
        None => Vec::new(),
    };
    for part in parts.iter().take(64) {
        if let Object::Reference(number) = part {
            // A reference may lead to the list itself.
            let list = file.object(*number).and_then(|list| list.array().map(<[Object]>::to_vec));
            for part in list.unwrap_or_else(|| vec![Object::Reference(*number)]).iter().take(64) {
                if let Object::Reference(number) = part {
                    content.extend(file.stream(*number).unwrap_or_default());
                    content.push(b'\n');
                }
            }
            content.push(b'\n');
        }
    }
    let fonts = fonts(file, resources.as_ref());
    let runs = runs(&content, &fonts);
    let text: String = runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ");
    First { title: largest(&runs), text: clean::line(&text, LETTERS) }
}

/// The first page's dictionary, and the resources that hold for it.
fn first_page(file: &File<'_>) -> Option<(HashMap<String, Object>, Option<Object>)> {
    let root = file.root()?;
    let mut node = file.resolved(root.dictionary()?.get("Pages")?)?;
    let mut resources = None;
    for _ in 0..DEPTH {
        let entries = node.dictionary()?.clone();
        if let Some(own) = entries.get("Resources") {
            resources = file.resolved(own);
        }
        let Some(kids) = entries.get("Kids").and_then(|kids| file.resolved(kids)) else {
            return Some((entries, resources));
        };
        node = file.resolved(kids.array()?.first()?)?;
    }
    None
}

/// How the codes of a font become letters.
#[derive(Default)]
struct Font {
    /// Bytes of a code.
    width: usize,
    letters: HashMap<u32, String>,
}

fn fonts(file: &File<'_>, resources: Option<&Object>) -> HashMap<String, Font> {
    let named = resources.and_then(Object::dictionary).and_then(|entries| entries.get("Font"));
    let named = named.and_then(|fonts| file.resolved(fonts));
    let Some(Object::Dictionary(named)) = named else { return HashMap::new() };
    let font = |value: &Object| -> Option<Font> {
        let font = file.resolved(value)?;
        let entries = font.dictionary()?;
        let is_wide = entries.get("Subtype").and_then(Object::name) == Some("Type0");
        let mut font = Font { width: if is_wide { 2 } else { 1 }, letters: HashMap::new() };
        if let Some(Object::Dictionary(encoding)) =
            entries.get("Encoding").and_then(|encoding| file.resolved(encoding))
        {
            differences(&encoding, &mut font);
        }
        if let Some(Object::Reference(number)) = entries.get("ToUnicode") {
            mapped(&file.stream(*number)?, &mut font);
        }
        Some(font)
    };
    named.iter().take(200).filter_map(|(name, value)| Some((name.clone(), font(value)?))).collect()
}

/// `/Differences [12 /fi /fl 65 /A]`: names of letters from a code on.
fn differences(encoding: &HashMap<String, Object>, font: &mut Font) {
    let Some(list) = encoding.get("Differences").and_then(Object::array) else { return };
    let mut code = 0_u32;
    for element in list {
        match element {
            Object::Number(number) => code = *number as u32,
            Object::Name(name) => {
                if let Some(letter) = letter(name) {
                    font.letters.insert(code, letter);
                }
                code = code.saturating_add(1);
            }
            Object::Text(_)
            | Object::Array(_)
            | Object::Dictionary(_)
            | Object::Reference(_)
            | Object::Word(_) => {}
        }
    }
}

/// The letter of a glyph's name.
fn letter(name: &str) -> Option<String> {
    let known = match name {
        "space" => " ",
        "fi" => "fi",
        "fl" => "fl",
        "ff" => "ff",
        "ffi" => "ffi",
        "ffl" => "ffl",
        "hyphen" | "minus" => "-",
        "endash" => "–",
        "emdash" => "—",
        "quoteright" | "quotesingle" => "’",
        "quoteleft" => "‘",
        "quotedblleft" => "“",
        "quotedblright" => "”",
        "comma" => ",",
        "period" => ".",
        "colon" => ":",
        "semicolon" => ";",
        "question" => "?",
        "exclam" => "!",
        "parenleft" => "(",
        "parenright" => ")",
        "bracketleft" => "[",
        "bracketright" => "]",
        "slash" => "/",
        "ampersand" => "&",
        "percent" => "%",
        "plus" => "+",
        "equal" => "=",
        "asterisk" => "*",
        "at" => "@",
        "zero" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "dotlessi" => "ı",
        "germandbls" => "ß",
        _ => "",
    };
    if !known.is_empty() {
        return Some(known.to_owned());
    }
    if let Some(code) = name.strip_prefix("uni").filter(|code| code.len() == 4) {
        return u32::from_str_radix(code, 16).ok().and_then(char::from_u32).map(String::from);
    }
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => Some(only.to_string()),
        // "eacute", "Odieresis": the letter without its mark is near enough for a title.
        (Some(first), Some(_))
            if [
                "acute",
                "grave",
                "dieresis",
                "circumflex",
                "tilde",
                "cedilla",
                "caron",
                "ring",
            ]
            .contains(&&name[first.len_utf8()..]) =>
        {
            Some(first.to_string())
        }
        _ => None,
    }
}

/// The map from codes to Unicode (9.10.3).
fn mapped(map: &[u8], font: &mut Font) {
    let mut lexer = Lexer::new(map);
    let mut held: Vec<Object> = Vec::new();
    let code =
        |bytes: &[u8]| bytes.iter().take(4).fold(0_u32, |code, byte| code * 256 + u32::from(*byte));
    for _ in 0..OPERATORS {
        let Some(object) = lexer.one(0) else { return };
        let Object::Word(word) = &object else {
            held.push(object);
            continue;
        };
        match word.as_str() {
            "endcodespacerange" => {
                if let Some(Object::Text(bytes)) = held.last() {
                    font.width = bytes.len().clamp(1, 4);
                }
            }
            "endbfchar" => {
                for pair in held.chunks_exact(2) {
                    if let [Object::Text(from), Object::Text(to)] = pair {
                        font.letters.insert(code(from), wide_text(to));
                    }
                }
            }
            "endbfrange" => {
                for range in held.chunks_exact(3) {
                    let [Object::Text(from), Object::Text(until), to] = range else { continue };
                    let (from, until) = (code(from), code(until));
                    for (offset, at) in (from..=until.min(from.saturating_add(65_535))).enumerate()
                    {
                        let letter = match to {
                            Object::Text(first) => {
                                let mut wide = first.clone();
                                if let Some(last) = wide.last_mut() {
                                    *last = last.wrapping_add(offset as u8);
                                }
                                wide_text(&wide)
                            }
                            Object::Array(each) => match each.get(offset) {
                                Some(Object::Text(one)) => wide_text(one),
                                Some(_) | None => break,
                            },
                            Object::Number(_)
                            | Object::Name(_)
                            | Object::Dictionary(_)
                            | Object::Reference(_)
                            | Object::Word(_) => break,
                        };
                        font.letters.insert(at, letter);
                    }
                }
            }
            _ => {}
        }
        held.clear();
    }
}

impl Font {
    fn read(&self, bytes: &[u8]) -> String {
        let width = self.width.max(1);
        let mut out = String::new();
        for chunk in bytes.chunks(width) {
            let code = chunk.iter().fold(0_u32, |code, byte| code * 256 + u32::from(*byte));
            match self.letters.get(&code) {
                Some(letter) => out.push_str(letter),
                None if width == 1 => match code {
                    // Ligatures where TeX's fonts have them.
                    0x0b => out.push_str("ff"),
                    0x0c => out.push_str("fi"),
                    0x0d => out.push_str("fl"),
                    0x0e => out.push_str("ffi"),
                    0x0f => out.push_str("ffl"),
                    _ => out.extend(char::from_u32(code).filter(|c| !c.is_control())),
                },
                None => {}
            }
        }
        out
    }
}

/// The runs of a page's content in the order they are written in; what is turned aside is left out
/// of those that may be a title by having no size.
fn runs(content: &[u8], fonts: &HashMap<String, Font>) -> Vec<Run> {
    let mut lexer = Lexer::new(content);
    let mut held: Vec<Object> = Vec::new();
    let mut runs: Vec<Run> = Vec::new();
    let plain = Font::default();
    let (mut font, mut size, mut scale, mut upright) = (&plain, 0.0, 1.0, true);
    let (mut outer, mut kept) = (1.0_f64, Vec::new());
    let mut letters = 0;
    let number = |held: &[Object], from_end: usize| -> f64 {
        held.len().checked_sub(from_end).and_then(|at| held[at].number()).unwrap_or(0.0)
    };
    for _ in 0..OPERATORS {
        let Some(object) = lexer.one(0) else { break };
        let Object::Word(word) = &object else {
            if held.len() < 64 {
                held.push(object);
            }
            continue;
        };
        let mut starts_line = false;
        let mut shown = String::new();
        match word.as_str() {
            "q" if kept.len() < 256 => kept.push(outer),
            "Q" => outer = kept.pop().unwrap_or(1.0),
            "cm" => outer *= number(&held, 3).hypot(number(&held, 4)).max(1e-6),
            "BT" => (scale, upright, starts_line) = (1.0, true, true),
            "Tf" => {
                size = number(&held, 1);
                let named = held.first().and_then(Object::name);
                font = named.and_then(|name| fonts.get(name)).unwrap_or(&plain);
            }
            "Tm" => {
                scale = number(&held, 3).hypot(number(&held, 4));
                upright = number(&held, 5).abs() < 1e-3;
                starts_line = true;
            }
            "Td" | "TD" | "T*" => starts_line = true,
            "Tj" | "'" | "\"" => {
                if let Some(Object::Text(bytes)) = held.last() {
                    shown = font.read(bytes);
                }
                starts_line = word != "Tj";
            }
            "TJ" => {
                for element in held.last().and_then(Object::array).unwrap_or_default() {
                    if let Object::Text(bytes) = element {
                        shown.push_str(&font.read(bytes));
                    } else if element.number().is_some_and(|step| step < -180.0)
                        && !shown.ends_with(' ')
                    {
                        // A wide step is a blank.
                        shown.push(' ');
                    }
                }
            }
            _ => {}
        }
        let size = if upright { (size * scale * outer).abs() } else { 0.0 };
        if starts_line
            && let Some(last) = runs.last_mut()
            && !last.text.ends_with([' ', '-'])
        {
            last.text.push(' ');
        }
        if !shown.is_empty() && letters < LETTERS {
            letters += shown.len();
            match runs.last_mut() {
                Some(last) if (last.size - size).abs() < 0.05 * size.max(1.0) => {
                    last.text.push_str(&shown);
                }
                Some(_) | None => runs.push(Run { size, text: shown }),
            }
        }
        held.clear();
    }
    runs
}

/// The first run of the largest letters that say enough to be a title: several words before one,
/// which may as well be a publisher's mark, if they are larger than most of the page.
fn largest(runs: &[Run]) -> Option<String> {
    const LEAST: usize = 8;
    let letters = |run: &Run| run.text.chars().filter(|c| c.is_alphabetic()).count();
    let mut by_size: HashMap<u32, usize> = HashMap::new();
    for run in runs {
        *by_size.entry((run.size * 10.0) as u32).or_default() += letters(run);
    }
    let most_common = by_size.into_iter().max_by_key(|(_, letters)| *letters);
    let common = most_common.map_or(0.0, |(size, _)| f64::from(size) / 10.0);
    let first = |fits: &dyn Fn(&Run) -> bool| {
        let says = |run: &&Run| letters(run) >= LEAST && fits(run);
        let most = runs.iter().filter(says).map(|run| run.size).fold(0.0, f64::max);
        runs.iter().filter(says).find(|run| run.size > most * 0.97 && most > 0.0)
    };
    let is_several = |run: &Run| run.text.split_whitespace().nth(1).is_some();
    let run = first(&|run| is_several(run) && run.size > common * 1.05)
        .or_else(|| first(&|run| !is_several(run) && run.size > common * 1.2))
        .or_else(|| first(&|_| true))?;
    let title = clean::line(&run.text, 300);
    // A whole page of one size has no title.
    (title.split_whitespace().count() <= 40).then_some(title)
}
