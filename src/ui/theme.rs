//! What each role looks like. Themes are files in `assets/themes/`; adding one is that file and
//! its line in [`BUILT_IN`].

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

pub use super::icons::{ASCII, Icons, UNICODE};
use crate::app::page::Role;
use crate::lang::Lang;
use crate::model::{Fact, Phrase};

/// The themes that are built in, by their names.
pub const BUILT_IN: [(&str, &str); 5] = [
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("high-contrast", include_str!("../../assets/themes/high-contrast.toml")),
    ("terminal", include_str!("../../assets/themes/terminal.toml")),
    ("no-colour", include_str!("../../assets/themes/no-colour.toml")),
];

/// How many colours the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// None at all, by the terminal's nature or the user's wish.
    None,
    /// The terminal's own sixteen.
    Sixteen,
    /// The fixed palette of 256.
    Palette,
    /// All of them.
    True,
}

impl Depth {
    /// What a terminal can show, by what its environment says.
    pub fn of(environment: impl Fn(&str) -> Option<String>) -> Depth {
        let set = |name: &str| environment(name).is_some_and(|value| !value.is_empty());
        let terminal = environment("TERM").unwrap_or_default();
        let colours = environment("COLORTERM").unwrap_or_default();
        if set("NO_COLOR") || terminal == "dumb" {
            Depth::None
        } else if colours.contains("truecolor") || colours.contains("24bit") {
            Depth::True
        } else if terminal.contains("256color") || terminal.contains("direct") {
            Depth::Palette
        } else {
            Depth::Sixteen
        }
    }
}

/// What each role looks like, and the signs for marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    roles: [Style; Role::ALL.len()],
    selection: Style,
    /// Signs for marks.
    pub icons: Icons,
}

/// Why a theme cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum ThemeError {
    /// No theme of that name is built in, and there is no such file.
    Unknown {
        /// What was asked for.
        name: String,
    },
    /// The file says something that is not understood.
    Wrong {
        /// The theme's name.
        name: String,
        /// What is wrong, and where.
        message: Fact,
    },
}

impl ThemeError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            ThemeError::Unknown { name } => {
                let known = BUILT_IN.map(|(name, _)| name).join(", ");
                Phrase::new("failed.theme.unknown", &[name, &known])
            }
            ThemeError::Wrong { name, message } => {
                Phrase::new("failed.theme.wrong", &[name, message])
            }
        }
    }
}

impl Theme {
    /// A built-in theme, as far as the terminal can show it.
    ///
    /// # Errors
    /// [`ThemeError`], where there is none of that name.
    pub fn named(name: &str, depth: Depth, icons: Icons) -> Result<Theme, ThemeError> {
        let wanted = if depth == Depth::None { "no-colour" } else { name };
        let known = |wanted: &str| BUILT_IN.iter().find(|(name, _)| *name == wanted);
        // A mistake in the name is said even where no colour is shown.
        known(name).and(known(wanted)).map_or_else(
            || Err(ThemeError::Unknown { name: name.to_owned() }),
            |(name, text)| Theme::parse(name, text, depth, icons),
        )
    }

    /// A theme from the text of its file.
    ///
    /// # Errors
    /// [`ThemeError::Wrong`], which names the line and the role.
    pub fn parse(name: &str, text: &str, depth: Depth, icons: Icons) -> Result<Theme, ThemeError> {
        let wrong = |message: Fact| ThemeError::Wrong { name: name.to_owned(), message };
        let mut looks: std::collections::BTreeMap<String, Look> =
            toml::from_str(text).map_err(|error| wrong(error.to_string().as_str().into()))?;
        let mut style_of = |role: &str| {
            let look = looks.remove(role);
            let style = look.map(|look| look.style(depth)).transpose();
            style.map_err(|colour| {
                wrong(Fact::Phrase(Phrase::new("failed.theme.colour", &[&role, &colour])))
            })
        };
        let missing =
            |role: &str| wrong(Fact::Phrase(Phrase::new("failed.theme.missing", &[&role])));
        let mut found = [None; Role::ALL.len()];
        for role in Role::ALL {
            found[role as usize] = style_of(role.name())?;
        }
        let mut roles = [Style::default(); Role::ALL.len()];
        for role in Role::ALL {
            let other = || role.stands_for().and_then(|other| found[other as usize]);
            let style = found[role as usize].or_else(other);
            roles[role as usize] = style.ok_or_else(|| missing(role.name()))?;
        }
        let selection = style_of("selection")?.ok_or_else(|| missing("selection"))?;
        match looks.keys().next() {
            Some(unknown) => Err(wrong(Fact::Phrase(Phrase::new("failed.theme.role", &[unknown])))),
            None => Ok(Theme { roles, selection, icons }),
        }
    }

    /// A role's look.
    pub fn style(&self, role: Role) -> Style {
        self.roles[role as usize]
    }

    /// What is laid over a selected row.
    pub fn selection(&self) -> Style {
        self.selection
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Look {
    Colour(String),
    Whole(Whole),
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "a terminal's attributes are that many switches")]
struct Whole {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

impl Look {
    fn style(self, depth: Depth) -> Result<Style, String> {
        let whole = match self {
            Look::Colour(fg) => Whole { fg: Some(fg), ..Whole::default() },
            Look::Whole(whole) => whole,
        };
        let mut style = Style::default();
        if let Some(fg) = whole.fg {
            style = style.fg(colour(&fg, depth).ok_or(fg)?);
        }
        if let Some(bg) = whole.bg {
            style = style.bg(colour(&bg, depth).ok_or(bg)?);
            if depth == Depth::Sixteen {
                // A shade of sixteen colours may be the background's own.
                style = Style::default().add_modifier(Modifier::REVERSED);
            }
        }
        let attributes = [
            (whole.bold, Modifier::BOLD),
            (whole.dim, Modifier::DIM),
            (whole.italic, Modifier::ITALIC),
            (whole.underline, Modifier::UNDERLINED),
            (whole.reverse, Modifier::REVERSED),
        ];
        for (_, modifier) in attributes.into_iter().filter(|(set, _)| *set) {
            style = style.add_modifier(modifier);
        }
        Ok(style)
    }
}

/// The terminal's own colours, by name.
const NAMED: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// What terminals commonly show for those sixteen, in the order of [`NAMED`] after `default`.
const SIXTEEN: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 49, 49],
    [13, 188, 121],
    [229, 229, 16],
    [36, 114, 200],
    [188, 63, 188],
    [17, 168, 205],
    [204, 204, 204],
    [118, 118, 118],
    [241, 76, 76],
    [35, 209, 139],
    [245, 245, 67],
    [59, 142, 234],
    [214, 112, 214],
    [41, 184, 219],
    [255, 255, 255],
];

/// A colour as far as the terminal can show it.
fn colour(written: &str, depth: Depth) -> Option<Color> {
    if let Some((_, named)) = NAMED.iter().find(|(name, _)| *name == written) {
        return Some(*named);
    }
    let hex = written.strip_prefix('#').filter(|hex| hex.len() == 6)?;
    let value = u32::from_str_radix(hex, 16).ok()?;
    let [_, r, g, b] = value.to_be_bytes();
    Some(match depth {
        Depth::None => Color::Reset,
        Depth::True => Color::Rgb(r, g, b),
        Depth::Palette => Color::Indexed(palette([r, g, b])),
        Depth::Sixteen => {
            let nearest = (0..16).min_by_key(|at| difference(SIXTEEN[*at], [r, g, b])).unwrap_or(7);
            NAMED[nearest + 1].1
        }
    })
}

/// The nearest of the 6×6×6 cube and the 24 greys of the palette of 256.
fn palette(rgb: [u8; 3]) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let cube = rgb
        .map(|part| (0..6u8).min_by_key(|at| LEVELS[usize::from(*at)].abs_diff(part)).unwrap_or(0));
    let cube_rgb = cube.map(|at| LEVELS[usize::from(at)]);
    let average = rgb.iter().map(|part| u16::from(*part)).sum::<u16>() / 3;
    let grey = (average.saturating_sub(3) / 10).min(23) as u8;
    let grey_rgb = [8 + 10 * grey; 3];
    if difference(grey_rgb, rgb) < difference(cube_rgb, rgb) {
        232 + grey
    } else {
        16 + 36 * cube[0] + 6 * cube[1] + cube[2]
    }
}

fn difference(one: [u8; 3], other: [u8; 3]) -> u32 {
    one.into_iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_gives_every_role_a_look_at_every_depth() {
        for (name, text) in BUILT_IN {
            for depth in [Depth::None, Depth::Sixteen, Depth::Palette, Depth::True] {
                Theme::parse(name, text, depth, UNICODE).expect("a theme");
                let theme = Theme::named(name, depth, UNICODE).expect("a theme");
                assert_ne!(theme.selection(), theme.style(Role::Text), "{name}");
            }
        }
    }

    #[test]
    fn without_colours_no_style_has_one() {
        for (name, _) in BUILT_IN {
            let theme = Theme::named(name, Depth::None, ASCII).expect("a theme");
            for style in theme.roles.into_iter().chain([theme.selection]) {
                assert!(matches!(style.fg, None | Some(Color::Reset)) && style.bg.is_none());
            }
        }
    }

    #[test]
    fn a_mistake_in_a_theme_is_named() {
        let text = BUILT_IN[0].1;
        let wrong = |text: &str| {
            Theme::parse("mine", text, Depth::True, UNICODE).expect_err("a mistake").to_string()
        };
        assert_eq!(wrong(&text.replace("star ", "sta ")), "theme mine: star is missing");
        assert_eq!(
            wrong(&text.replace("#f2c14e", "gold")),
            "theme mine: star: `gold` is no colour"
        );
        assert_eq!(wrong(&format!("{text}\nstars = \"red\"")), "theme mine: stars is no role");
        assert!(Theme::named("drak", Depth::None, UNICODE).is_err());
    }

    #[test]
    fn colours_come_down_to_the_nearest_the_terminal_has() {
        assert_eq!(colour("#ff0000", Depth::Palette), Some(Color::Indexed(196)));
        assert_eq!(colour("#808080", Depth::Palette), Some(Color::Indexed(244)));
        assert_eq!(colour("#f04a4a", Depth::Sixteen), Some(Color::LightRed));
    }

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        let of = |pairs: &'static [(&str, &str)]| {
            Depth::of(|name| {
                pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(of(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(of(&[("TERM", "screen-256color")]), Depth::Palette);
        assert_eq!(of(&[("TERM", "linux")]), Depth::Sixteen);
        assert_eq!(of(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(of(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]), Depth::Palette);
    }
}
