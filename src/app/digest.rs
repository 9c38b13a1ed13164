//! The digest before it is written.

mod acts;

use std::borrow::Cow;
use std::path::PathBuf;

use super::effect::DigestFile;
use super::page::{Line, Page, Role, span};
use super::writer::DigestAsked;
use crate::model::{PagePart, PartKind};
use crate::text::{math, width, wrap};

/// Lines of the digest that are shown.
const MOST: usize = 5_000;

/// The digest as it will be written.
#[derive(Debug, Clone, PartialEq)]
pub struct DigestPreview {
    /// The file; `None` until it is composed.
    pub file: Option<DigestFile>,
    /// Its text, wrapped.
    pub page: Page,
    /// The lines on which its fixed parts begin.
    fixed: Vec<usize>,
    /// What is to be shown.
    asked: DigestAsked,
    /// What the file was asked for as.
    shown: Option<DigestAsked>,
    /// Whether the file's own text is shown instead of its page.
    source: bool,
}

/// Where and as what digests are written, until the reader is closed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DigestChoice {
    /// The folder, if one was chosen.
    folder: Option<PathBuf>,
    /// Which of the formats.
    format: usize,
}

impl DigestPreview {
    /// Puts the file into the folder that was chosen.
    fn settle(&mut self, choice: &DigestChoice) {
        if let (Some(folder), Some(file)) = (&choice.folder, &mut self.file)
            && let Some(name) = file.path.file_name()
        {
            file.path = folder.join(name);
        }
    }

    fn set(&mut self, cells: usize) {
        let Some(file) = &self.file else { return self.page.replace(Vec::new()) };
        if !self.source {
            return self.lay_out_parts(cells);
        }
        let lines =
            file.text.lines().take(MOST).flat_map(|line| source_line(line, cells)).collect();
        self.fixed.clear();
        self.page.replace(lines);
    }

    /// Sets the page's parts. Where it was read before, what stands at the top of the screen stays
    /// there, whatever sentences above it have become longer or shorter.
    fn lay_out_parts(&mut self, cells: usize) {
        let Some(file) = &self.file else { return };
        let (mut lines, mut fixed): (Vec<Line>, Vec<usize>) = (Vec::new(), Vec::new());
        for part in file.page.iter().take(MOST) {
            if is_fixed(part.kind) {
                fixed.push(lines.len());
            }
            lines.extend(laid_out(part, cells));
        }
        let top = self.page.top;
        let held = self.fixed.iter().rposition(|line| *line <= top);
        let is_same = self.fixed.len() == fixed.len();
        self.page.replace(lines);
        if let Some((at, to)) = held.filter(|_| is_same).and_then(|at| Some((at, *fixed.get(at)?)))
        {
            let next = fixed.get(at + 1).copied().unwrap_or(self.page.lines.len());
            let below = top - self.fixed[at];
            self.page.top = (to + below).min(next.saturating_sub(1).max(to));
        }
        self.fixed = fixed;
    }

    /// What it was asked for as.
    pub(super) fn asked(&self) -> DigestAsked {
        self.asked
    }

    /// Wants it as another is asked for.
    pub(super) fn ask_anew(&mut self, asked: DigestAsked) {
        self.asked = asked;
    }

    /// How many entries a writer could still write.
    pub(super) fn unwritten(&self) -> usize {
        self.file.as_ref().map_or(0, |file| file.unwritten)
    }
}

/// Whether a part is there whoever wrote the sentences.
fn is_fixed(kind: PartKind) -> bool {
    match kind {
        PartKind::Title
        | PartKind::Heading
        | PartKind::Lead
        | PartKind::Group
        | PartKind::Entry
        | PartKind::Source => true,
        PartKind::Said | PartKind::Remark | PartKind::Address | PartKind::Blank => false,
    }
}

/// The lines of a part of the page: those below the first hang behind its mark.
fn laid_out(part: &PagePart, cells: usize) -> Vec<Line> {
    let role = match part.kind {
        PartKind::Title => Role::Lead,
        PartKind::Heading | PartKind::Lead => Role::Head,
        PartKind::Group => Role::Strong,
        PartKind::Entry => Role::Unread,
        PartKind::Said => Role::Text,
        PartKind::Remark | PartKind::Source | PartKind::Address => Role::Dim,
        PartKind::Blank => return vec![Vec::new()],
    };
    let indent = width::width(&part.mark);
    // An address stays as it is.
    let text = match part.kind {
        PartKind::Address => Cow::Borrowed(&*part.text),
        _ => math::readable(&part.text),
    };
    let rows = wrap::paragraph(&text, cells.saturating_sub(indent).max(1), MOST);
    let mark = |at: usize| if at == 0 { part.mark.clone() } else { " ".repeat(indent) };
    let line = |(at, row)| vec![span(Role::Accent, mark(at)), span(role, row)];
    rows.into_iter().enumerate().map(line).collect()
}

/// A line of Markdown, as it stands in the file, with the look of what it means.
fn source_line(line: &str, cells: usize) -> Vec<Line> {
    let role = match line.trim_start().chars().next() {
        Some('#') => Role::Head,
        Some('>') => Role::Quote,
        Some('[') => Role::Dim,
        _ => Role::Text,
    };
    let rows = wrap::wrap(line, cells);
    rows.into_iter()
        .map(|row| line[row].trim_end())
        .map(|row| if row.is_empty() { Vec::new() } else { vec![span(role, row)] })
        .collect()
}
