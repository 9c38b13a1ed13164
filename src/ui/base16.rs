//! Themes as they are published for many programs: the schemes of Base16 and Base24, in which sixteen
//! or twenty-four colours have each a purpose
//! (<https://github.com/tinted-theming/home/blob/main/styling.md>).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::theme::Depth;
use crate::model::Phrase;

/// Lines of a scheme that are read.
const LINES: usize = 1_000;

/// What each role looks like: its colour by its place in a scheme, the place in Base24 that is used
/// instead where there is one, and how it is set beside that.
const ROLES: [(&str, &str, &str, &str); 25] = [
    ("text", "05", "", ""),
    ("dim", "04", "", ""),
    ("accent", "0D", "", ""),
    ("head", "06", "", "bold"),
    ("lead", "07", "", "bold"),
    ("unread", "05", "", ""),
    ("read", "04", "", ""),
    ("spark", "04", "", ""),
    ("strong", "06", "", "bold"),
    ("emphasis", "05", "", "italic"),
    ("star", "0A", "13", ""),
    ("note", "0C", "", ""),
    ("up", "0B", "14", ""),
    ("down", "08", "", ""),
    ("new", "0D", "16", ""),
    ("warn", "09", "", ""),
    ("error", "08", "12", "bold"),
    ("link", "0D", "", "underline"),
    ("code", "0E", "", ""),
    ("keyword", "0E", "17", ""),
    ("literal", "0B", "", ""),
    ("comment", "03", "", "italic"),
    ("name", "0D", "", ""),
    ("quote", "04", "", "italic"),
    ("rule", "03", "", ""),
];

/// A line's value, out of its quotation marks or up to a blank.
fn value(text: &str) -> &str {
    let text = text.trim();
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split(quote).next().unwrap_or_default(),
        Some(_) | None => text.split_whitespace().next().unwrap_or_default(),
    }
}

/// The colours of a scheme by their places, as `00` to `17`.
fn colours(text: &str) -> Result<BTreeMap<String, String>, Phrase> {
    let mut colours = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines().take(LINES)) {
        let Some((key, written)) = line.split_once(':') else { continue };
        let place = key.trim().trim_matches(['"', '\'']).strip_prefix("base");
        let is_place =
            |place: &&str| place.len() == 2 && place.bytes().all(|byte| byte.is_ascii_hexdigit());
        let Some(place) = place.filter(is_place) else { continue };
        let written = value(written);
        let hex = written.trim_start_matches('#');
        if hex.len() != 6 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Phrase::new("failed.theme.colour_at", &[&number, &place, &written]));
        }
        colours.insert(place.to_ascii_uppercase(), format!("#{}", hex.to_ascii_lowercase()));
    }
    Ok(colours)
}

/// The text of a theme of ours that is made of a scheme, for a terminal of so many colours.
///
/// # Errors
/// Says which colour is wrong and on which line, or which is missing.
pub fn theme(text: &str, depth: Depth) -> Result<String, Phrase> {
    let colours = colours(text)?;
    let colour = |place: &str| {
        colours.get(place).ok_or_else(|| Phrase::new("failed.theme.no_colour", &[&place]))
    };
    for place in 0..16 {
        colour(&format!("{place:02X}"))?;
    }
    let mut theme = String::new();
    let is_exact = matches!(depth, Depth::Palette | Depth::True);
    for (role, place, extended, set) in ROLES {
        let fg = colours.get(extended).map_or_else(|| colour(place), Ok)?;
        let mut look = format!("fg = \"{fg}\"");
        if !set.is_empty() {
            let _ = write!(look, ", {set} = true");
        }
        if role == "text" && is_exact {
            let _ = write!(look, ", bg = \"{}\"", colour("00")?);
        }
        let _ = writeln!(theme, "{role} = {{ {look} }}");
    }
    let _ = writeln!(theme, "selection = {{ bg = \"{}\" }}", colour("02")?);
    Ok(theme)
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::super::theme::{Theme, UNICODE};
    use super::*;
    use crate::app::page::Role;

    fn scheme(count: usize, before: &str, quote: &str) -> String {
        let line =
            |n: usize| format!("{before}base{n:02X}: {quote}{:02x}20{:02x}{quote}\n", n, 2 * n);
        (0..count).map(line).collect::<Vec<_>>().concat()
    }

    #[test]
    fn schemes_are_read_as_they_are_published_flat_or_under_a_palette_at_every_depth() {
        let flat = format!("scheme: \"Harbour\"\nauthor: \"A: B\"\n{}", scheme(16, "", "\""));
        let nested = format!("system: base24\npalette: # all of them\n{}", scheme(24, "  ", "'#"));
        let nested = nested.replace("'#\n", "'\n");
        for text in [&flat, &nested] {
            for depth in [Depth::None, Depth::Sixteen, Depth::Palette, Depth::True] {
                let made = theme(text, depth).expect("a scheme");
                let theme = Theme::parse("harbour", &made, depth, UNICODE).expect("a theme");
                assert_ne!(theme.selection(), theme.style(Role::Text));
            }
        }
        let style = |text: &str, role| {
            let made = theme(text, Depth::True).expect("a scheme");
            Theme::parse("harbour", &made, Depth::True, UNICODE).expect("a theme").style(role)
        };
        assert_eq!(style(&flat, Role::Star).fg, Some(Color::Rgb(0x0a, 0x20, 0x14)));
        assert_eq!(style(&nested, Role::Star).fg, Some(Color::Rgb(0x13, 0x20, 0x26)));
        assert_eq!(style(&flat, Role::Text).bg, Some(Color::Rgb(0, 0x20, 0)));
    }

    #[test]
    fn a_mistake_in_a_scheme_is_named_with_its_line() {
        let short = scheme(15, "", "\"");
        let missing = Phrase::new("failed.theme.no_colour", &[&"0F"]);
        assert_eq!(theme(&short, Depth::True), Err(missing));
        let odd = scheme(16, "", "\"").replace("032006", "gold");
        let why = theme(&odd, Depth::True).expect_err("no colour");
        assert_eq!(why, Phrase::new("failed.theme.colour_at", &[&4, &"03", &"gold"]));
        assert!(theme("not a scheme", Depth::True).is_err());
    }
}
