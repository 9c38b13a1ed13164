//! The digest before it is written.

use std::borrow::Cow;
use std::path::PathBuf;

use super::draft::Draft;
use super::effect::{DigestFile, Effect, Question, TerminalEffect, Work};
use super::event::WriteError;
use super::page::{Line, Page, Role, span};
use super::purpose::Purpose;
use super::question::YesNo;
use super::state::{LineFor, Overlay, State};
use super::writer::DigestAsked;
use crate::lang::{Lang, say};
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

    pub(super) fn lay_out(&mut self, cells: usize) {
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

impl State {
    /// Asks for the page of the edition that is shown and opens its preview.
    pub(super) fn preview_digest(&mut self) -> Vec<Effect> {
        let format = self.digests.format;
        let asked = DigestAsked {
            window: self.front.window(),
            up_to: self.shown_up_to,
            lang: self.lang,
            format,
            quotes: self.written.leaves_out(),
        };
        let preview = DigestPreview {
            file: None,
            page: Page::default(),
            fixed: Vec::new(),
            asked,
            shown: None,
            source: false,
        };
        self.overlays.push(Overlay::Digest(preview));
        vec![self.ask_page(asked)]
    }

    /// Asks for the page of an edition.
    pub(super) fn ask_page(&mut self, asked: DigestAsked) -> Effect {
        self.ask(Purpose::Digest, Question::Digest(asked))
    }

    /// Shows the page that stands there as what it is, where another one does not come; where there
    /// is none yet, its preview goes away.
    pub(super) fn miss_page(&mut self) {
        let is_page = |overlay: &Overlay| matches!(overlay, Overlay::Digest(_));
        let Some(at) = self.overlays.iter().rposition(is_page) else { return };
        if let Some(Overlay::Digest(preview)) = self.overlays.get_mut(at) {
            match preview.shown {
                Some(shown) => {
                    preview.asked = shown;
                    self.digests.format = shown.format;
                    self.written.leave_out(shown.quotes);
                    self.show_written();
                }
                None => drop(self.overlays.remove(at)),
            }
        }
    }

    /// Asks for the digest in the next format.
    pub(super) fn next_format(&mut self) -> Vec<Effect> {
        let Some(Overlay::Digest(preview)) = self.overlays.last_mut() else { return Vec::new() };
        preview.asked.format += 1;
        self.digests.format = preview.asked.format;
        let asked = preview.asked;
        vec![self.ask_page(asked)]
    }

    /// Shows the file's own text instead of its page, or the page again.
    pub(super) fn turn_source(&mut self) -> Vec<Effect> {
        let width = self.page_width();
        if let Some(Overlay::Digest(preview)) = self.overlays.last_mut() {
            preview.source = !preview.source;
            preview.lay_out(width);
        }
        Vec::new()
    }

    /// Has the page of an edition that is previewed composed in the next language, while the
    /// interface keeps its own; `None` where no page is.
    pub(super) fn next_language_of_page(&mut self) -> Option<Vec<Effect>> {
        let Some(Overlay::Digest(preview)) = self.overlays.last_mut() else { return None };
        let at = Lang::ALL.iter().position(|lang| *lang == preview.asked.lang).unwrap_or(0);
        preview.asked.lang = Lang::ALL[(at + 1) % Lang::ALL.len()];
        let asked = preview.asked;
        Some(vec![self.ask_page(asked)])
    }

    /// Has the page of another edition previewed, so many days away; `None` where nothing stands over
    /// the lists, so that they are to turn.
    pub(super) fn turn_page(&mut self, by: i64) -> Option<Vec<Effect>> {
        let Some(Overlay::Digest(preview)) = self.overlays.last() else {
            return (!self.overlays.is_empty()).then(Vec::new);
        };
        let shown = preview.asked.window;
        let Some(window) = shown.and_then(|shown| self.edition_beside(shown, by)) else {
            return Some(Vec::new());
        };
        let Some(Overlay::Digest(preview)) = self.overlays.last_mut() else { return None };
        preview.asked.window = Some(window);
        let asked = preview.asked;
        Some(vec![self.ask_page(asked)])
    }

    /// Takes the digest that was asked for.
    pub(super) fn take_digest(&mut self, asked: DigestAsked, file: DigestFile) -> Vec<Effect> {
        let width = self.page_width();
        if let Some(Overlay::Digest(preview)) = self.overlays.last_mut()
            && preview.asked == asked
        {
            let is_other = preview.shown.is_some_and(|shown| shown.window != asked.window);
            if is_other {
                preview.page.top = 0;
            }
            preview.shown = Some(asked);
            preview.file = Some(file);
            preview.settle(&self.digests);
            preview.lay_out(width);
            return self.write_page();
        }
        Vec::new()
    }

    /// Writes the digest that is previewed.
    pub(super) fn write_digest(&mut self) -> Vec<Effect> {
        self.write(false)
    }

    /// Writes it and has it opened.
    pub(super) fn write_and_show(&mut self) -> Vec<Effect> {
        self.write(true)
    }

    fn write(&self, show: bool) -> Vec<Effect> {
        let Some(Overlay::Digest(preview)) = self.overlays.last() else { return Vec::new() };
        let file = preview.file.clone().map(|file| DigestFile { show, ..file });
        file.map(|it| Effect::Work(Work::Write(it))).into_iter().collect()
    }

    /// Copies the text of the digest that is previewed.
    pub(super) fn copy_digest(&mut self) -> Vec<Effect> {
        let Some(Overlay::Digest(DigestPreview { file: Some(file), .. })) = self.overlays.last()
        else {
            return Vec::new();
        };
        let text = file.text.clone();
        self.toasts.done(say(self.lang, "app.digest_copied", &[]));
        vec![Effect::Terminal(TerminalEffect::Copy(text))]
    }

    /// Opens the line for the folder that the digest goes to.
    pub(super) fn ask_folder(&mut self) -> Vec<Effect> {
        let Some(Overlay::Digest(DigestPreview { file: Some(file), .. })) = self.overlays.last()
        else {
            return Vec::new();
        };
        let folder = file.path.parent().map(|folder| folder.display().to_string());
        let draft = Draft::new(&folder.unwrap_or_default());
        self.overlays.push(Overlay::Line(LineFor::Folder, draft));
        Vec::new()
    }

    /// Takes the folder that the digest goes to.
    pub(super) fn take_folder(&mut self, folder: &str) -> Vec<Effect> {
        if let Some(Overlay::Digest(preview)) = self.overlays.last_mut()
            && !folder.trim().is_empty()
        {
            self.digests.folder = Some(PathBuf::from(folder.trim()));
            preview.settle(&self.digests);
        }
        Vec::new()
    }

    /// Says where the digest was written.
    pub(super) fn written(&mut self, file: &DigestFile) -> Vec<Effect> {
        if let Some(Overlay::Digest(_)) = self.overlays.last() {
            self.overlays.pop();
        }
        self.toasts.done(say(self.lang, "app.digest_written", &[&file.path.display()]));
        file.show.then(|| Effect::Work(Work::Show(file.path.clone()))).into_iter().collect()
    }

    /// Asks what to do where a file stands in the way; else says why nothing was written.
    pub(super) fn not_written(&mut self, file: DigestFile, why: WriteError) -> Vec<Effect> {
        match why {
            WriteError::Exists => self.overlays.push(Overlay::Question(YesNo::Overwrite(file))),
            WriteError::Other(why) => {
                self.toasts.error(say(
                    self.lang,
                    "app.digest_not_written",
                    &[&file.path.display(), &why],
                ));
            }
        }
        Vec::new()
    }
}
