//! Draws the pictures of the README: runs the reader over the sample edition in a terminal,
//! types keys, and writes what stands there as SVG.
//!
//! `cargo build && cargo run --example screens` writes `docs/screens/*.svg`.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::Context as _;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Cells of the terminal, and the size of one on the picture.
const COLUMNS: u16 = 130;
const ROWS: u16 = 40;
const CELL: (u16, u16) = (9, 19);

/// A terminal that says nothing for so long has drawn all there is to draw.
const QUIET: Duration = Duration::from_millis(800);

/// Name, language, and the keys typed one after another.
pub const SCENES: [(&str, &str, &[&str]); 6] = [
    ("front-page", "en", &["j"]),
    ("front-page-ko", "ko", &["l"]),
    ("trends", "en", &["T", "j"]),
    ("reading", "en", &["l", "j", "\r"]),
    ("why", "en", &["l", "j", "W"]),
    (
        "note",
        "ko",
        &["j", "j", "e", "한국어 토크나이저 비교: 우리 데이터로도 31% 줄어드는지 확인할 것."],
    ),
];

fn main() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("docs/screens");
    std::fs::create_dir_all(&folder)?;
    for (name, lang, keys) in SCENES {
        let screen = play(&root.join("target/debug/jogan"), lang, keys, None)?;
        std::fs::write(folder.join(format!("{name}.svg")), svg(screen.screen()))?;
    }
    Ok(())
}

/// Longest wait for a picture that is known.
const PATIENCE: Duration = Duration::from_secs(30);

/// Runs the reader, types, and gives what stands on the screen then: as soon as it is the picture that
/// is expected, where one is, else once nothing more is drawn.
///
/// # Errors
/// Where no terminal can be had, or the program does not start in it.
pub fn play(
    program: &Path,
    lang: &str,
    keys: &[&str],
    expected: Option<&str>,
) -> anyhow::Result<vt100::Parser> {
    let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size)?;
    let mut command = CommandBuilder::new(program);
    command.args(["demo", "--offline", "--now", "2026-03-05T22:00:00Z", "--lang", lang]);
    command.env("TERM", "xterm-256color");
    command.env("COLORTERM", "truecolor");
    command.env_remove("NO_COLOR");
    let mut child =
        pair.slave.spawn_command(command).context("run `cargo build` first, then this again")?;
    drop(pair.slave);
    let mut from = pair.master.try_clone_reader()?;
    let mut keyboard = pair.master.take_writer()?;
    let (give, output) = channel();
    std::thread::spawn(move || {
        let mut part = [0; 8192];
        while let Ok(read @ 1..) = from.read(&mut part) {
            if give.send(part[..read].to_vec()).is_err() {
                return;
            }
        }
    });
    let mut parser = vt100::Parser::new(ROWS, COLUMNS, 0);
    // The sample edition comes in before the first frame.
    let composed = if lang == "ko" { "분" } else { " min" };
    while !parser.screen().contents().lines().next().is_some_and(|line| line.contains(composed)) {
        parser.process(&output.recv_timeout(Duration::from_mins(1)).context("nothing is drawn")?);
    }
    for (at, key) in std::iter::once(&"").chain(keys).enumerate() {
        keyboard.write_all(key.as_bytes())?;
        let expected = expected.filter(|_| at == keys.len());
        let wait = if expected.is_some() { PATIENCE } else { QUIET };
        while expected.is_none_or(|expected| svg(parser.screen()) != expected) {
            match output.recv_timeout(wait) {
                Ok(part) => parser.process(&part),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the reader ended"),
            }
        }
    }
    child.kill()?;
    child.wait()?;
    Ok(parser)
}

/// The screen as SVG: every cell at its own place, so that columns line up in any font.
pub fn svg(screen: &vt100::Screen) -> String {
    let (width, height) = (COLUMNS * CELL.0 + 24, ROWS * CELL.1 + 24);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"'JetBrains Mono','D2Coding','Noto Sans Mono CJK KR',monospace\" \
         font-size=\"14\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#16191f\"/>\n"
    );
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let Some(cell) = screen.cell(row, column) else { continue };
            let (x, y) = (12 + column * CELL.0, 12 + row * CELL.1);
            if let Some(colour) = colour(cell.bgcolor()) {
                let _ = writeln!(
                    svg,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"{colour}\"/>",
                    CELL.0, CELL.1
                );
            }
        }
        for column in 0..COLUMNS {
            let Some(cell) = screen.cell(row, column) else { continue };
            let text = cell.contents().trim();
            if text.is_empty() || cell.is_wide_continuation() {
                continue;
            }
            let (x, y) = (12 + column * CELL.0, 12 + row * CELL.1 + 14);
            let fill = colour(cell.fgcolor()).unwrap_or_else(|| "#c8ccd4".into());
            let weight = if cell.bold() { " font-weight=\"bold\"" } else { "" };
            let line = if cell.underline() { " text-decoration=\"underline\"" } else { "" };
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            let _ = writeln!(
                svg,
                "<text x=\"{x}\" y=\"{y}\" fill=\"{fill}\"{weight}{line}>{text}</text>"
            );
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn colour(colour: vt100::Color) -> Option<String> {
    match colour {
        vt100::Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        vt100::Color::Default | vt100::Color::Idx(_) => None,
    }
}
