//! Pictures inside the terminal: which terminals show them, and what is written for one. The bytes
//! come from outside, so they go out as Base64 alone; only a terminal that decodes pictures by
//! itself is sent any.

use std::ffi::OsString;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crossterm::event::EventStream;

use super::next_input;
use super::terminal::Terminal;
use crate::app::command::Command;
use crate::app::event::Event;
use crate::app::layout::Size;
use crate::lang::{Lang, say};
use crate::model::Phrase;
use crate::system::Endings;

/// How a terminal takes a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The graphics protocol of kitty, which takes PNG:
    /// <https://sw.kovidgoyal.net/kitty/graphics-protocol/>.
    Kitty,
    /// The inline images of iTerm2, which takes what its system knows:
    /// <https://iterm2.com/documentation-images.html>.
    ITerm,
}

/// Bytes of Base64 in one escape sequence of kitty's.
const CHUNK: usize = 4096;
/// Pixels of a cell, about: pictures are not made larger than they are.
const CELL: (u32, u32) = (8, 16);

impl Way {
    /// The way of this terminal, as its variables tell; none where it is not known to have one, or
    /// where a multiplexer stands between.
    pub(super) fn find(variable: impl Fn(&str) -> Option<OsString>) -> Option<Way> {
        let is = |name: &str, values: &[&str]| {
            variable(name).is_some_and(|is| values.iter().any(|value| is == *value))
        };
        if variable("TMUX").is_some() || variable("STY").is_some() {
            return None;
        }
        let kitty = variable("KITTY_WINDOW_ID").is_some()
            || is("TERM", &["xterm-kitty", "xterm-ghostty"])
            || is("TERM_PROGRAM", &["ghostty"]);
        let iterm = is("TERM_PROGRAM", &["iTerm.app", "WezTerm"]) || is("LC_TERMINAL", &["iTerm2"]);
        kitty.then_some(Way::Kitty).or(iterm.then_some(Way::ITerm))
    }
}

/// Shows a picture alone on the screen until a key is pressed. Gives what else follows: that the
/// terminal does not take it, or that the reader ends.
pub(super) async fn show(
    terminal: &mut Terminal,
    keys: &mut EventStream,
    endings: &mut Endings,
    (way, picture, lang): (Option<Way>, &[u8], Lang),
) -> std::io::Result<Option<Event>> {
    let Some(way) = way else { return Ok(None) };
    let size = terminal.size()?;
    let Some(text) = escapes(way, picture, size) else {
        return Ok(Some(Event::Failed(Phrase::bare("app.picture_not_png"))));
    };
    let hint = say(lang, "ui.picture", &[]);
    terminal.show(&format!("{text}\x1b[{};2H{hint}", size.height))?;
    let event = tokio::select! {
        () = any_key(keys) => None,
        () = endings.come() => Some(Event::Asked(Command::Quit)),
    };
    terminal.show(gone(way))?;
    terminal.clear()?;
    Ok(event)
}

/// Waits for a key, a new size of the screen, or the terminal's end.
async fn any_key(keys: &mut EventStream) {
    use crossterm::event::Event as Input;
    while let Some(Ok(Input::Mouse(_) | Input::Paste(_) | Input::FocusGained | Input::FocusLost)) =
        next_input(keys).await
    {}
}

/// What is written to show a picture alone on the screen; `None` where the terminal does not take
/// pictures of its kind.
fn escapes(way: Way, picture: &[u8], size: Size) -> Option<String> {
    // Everything is cleared, and the picture begins in the corner.
    let mut text = String::from("\x1b[2J\x1b[H");
    let code = STANDARD.encode(picture);
    match way {
        Way::Kitty => {
            let (columns, rows) = fitted(pixels_of_png(picture)?, size);
            let mut first = format!("a=T,f=100,q=2,C=1,c={columns},r={rows},");
            // Base64 is ASCII: every byte is a boundary.
            let mut rest = code.as_str();
            loop {
                let (chunk, after) = rest.split_at(rest.len().min(CHUNK));
                let more = u8::from(!after.is_empty());
                text.push_str(&format!("\x1b_G{first}m={more};{chunk}\x1b\\"));
                first.clear();
                rest = after;
                if rest.is_empty() {
                    break;
                }
            }
        }
        Way::ITerm => {
            let (width, height) = (size.width, size.height.saturating_sub(1));
            text.push_str(&format!(
                "\x1b]1337;File=inline=1;size={};width={width};height={height};\
                 preserveAspectRatio=1:{code}\x07",
                picture.len()
            ));
        }
    }
    Some(text)
}

/// What is written to take it away.
fn gone(way: Way) -> &'static str {
    match way {
        Way::Kitty => "\x1b_Ga=d,q=2\x1b\\",
        Way::ITerm => "",
    }
}

/// A PNG's width and height in pixels, from its first chunk.
fn pixels_of_png(picture: &[u8]) -> Option<(u32, u32)> {
    /// What every PNG begins with: its mark, and the length and name of its first chunk.
    const BEGINNING: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    if !picture.starts_with(BEGINNING) {
        return None;
    }
    let number = |at: usize| {
        let bytes = picture.get(at..at + 4)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?)).filter(|pixels| *pixels > 0)
    };
    Some((number(16)?, number(20)?))
}

/// Columns and rows of a picture that keeps its shape within a screen, its last row aside.
fn fitted((width, height): (u32, u32), size: Size) -> (u32, u32) {
    let most = (u32::from(size.width).max(1), u32::from(size.height).saturating_sub(1).max(1));
    let own = (f64::from(width) / f64::from(CELL.0), f64::from(height) / f64::from(CELL.1));
    let share = (f64::from(most.0) / own.0).min(f64::from(most.1) / own.1).min(1.0);
    let cells = |own: f64, most: u32| ((own * share).round() as u32).clamp(1, most);
    (cells(own.0, most.0), cells(own.1, most.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { width: 80, height: 25 };

    fn found(variables: &[(&str, &str)]) -> Option<Way> {
        Way::find(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        })
    }

    #[test]
    fn a_terminal_is_known_by_its_variables_unless_something_stands_between() {
        assert_eq!(found(&[("TERM", "xterm-kitty")]), Some(Way::Kitty));
        assert_eq!(found(&[("TERM_PROGRAM", "WezTerm")]), Some(Way::ITerm));
        assert_eq!(found(&[("TERM", "xterm-256color")]), None);
        assert_eq!(found(&[("TERM", "xterm-kitty"), ("TMUX", "/run/x,1,0")]), None);
    }

    /// A PNG's beginning, and so many bytes.
    fn png(width: u32, height: u32, bytes: usize) -> Vec<u8> {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([width, height].map(u32::to_be_bytes).concat());
        png.extend((0..bytes).map(|n| (n % 251) as u8));
        png
    }

    #[test]
    fn a_picture_goes_out_as_base64_in_chunks_and_never_as_it_came() {
        let text = escapes(Way::Kitty, &png(80, 80, 9_000), SIZE).expect("shown");
        assert!(text.contains("c=10,r=5,"));
        assert_eq!(text.matches("\x1b_G").count(), 3);
        assert_eq!(text.matches("m=1;").count(), 2);
        let text = escapes(Way::ITerm, b"\x1b]0;owned\x07", SIZE).expect("shown");
        assert!(!text.contains("owned") && text.matches('\x07').count() == 1);
        assert!(text.contains("width=80;height=24;"));
        for other in [&b""[..], b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"] {
            assert_eq!(escapes(Way::Kitty, other, SIZE), None, "kitty takes PNG alone");
        }
    }

    #[test]
    fn a_picture_keeps_its_shape_and_never_leaves_the_screen() {
        assert_eq!(fitted((160, 160), SIZE), (20, 10));
        assert_eq!(fitted((6_400, 3_200), SIZE), (80, 20));
        assert_eq!(fitted((10, 100_000), SIZE), (1, 24));
        assert_eq!(fitted((u32::MAX, 1), Size { width: 0, height: 0 }), (1, 1));
    }
}
