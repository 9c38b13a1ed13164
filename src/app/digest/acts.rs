//! Previews an edition's page, and has it written.

use std::path::PathBuf;

use super::DigestPreview;
use crate::app::command::Command;
use crate::app::draft::Draft;
use crate::app::effect::{DigestFile, Effect, Question, Work};
use crate::app::event::WriteError;
use crate::app::layer::{Act, Around, Layer, Next};
use crate::app::line::LineFor;
use crate::app::page::Page;
use crate::app::purpose::Purpose;
use crate::app::question::YesNo;
use crate::app::state::{Overlay, State};
use crate::app::writer::DigestAsked;
use crate::lang::{Lang, say};

impl State {
    /// Asks for the page of the edition that is shown and opens its preview.
    pub(in crate::app) fn preview_digest(&mut self) -> Vec<Effect> {
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
        self.open(preview, None);
        vec![self.ask_page(asked)]
    }

    /// Asks for the page of an edition.
    pub(in crate::app) fn ask_page(&mut self, asked: DigestAsked) -> Effect {
        self.ask(Purpose::Digest, Question::Digest(asked))
    }

    /// Shows the page that stands there as what it is, where another one does not come; where there
    /// is none yet, its preview goes away.
    pub(in crate::app) fn miss_page(&mut self) {
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
    pub(in crate::app) fn next_format(&mut self) -> Vec<Effect> {
        let Some(Overlay::Digest(preview)) = self.overlays.last_mut() else { return Vec::new() };
        preview.asked.format += 1;
        self.digests.format = preview.asked.format;
        let asked = preview.asked;
        vec![self.ask_page(asked)]
    }

    /// Has the page of an edition that is previewed composed in the next language, while the
    /// interface keeps its own; `None` where no page is.
    pub(in crate::app) fn next_language_of_page(&mut self) -> Option<Vec<Effect>> {
        let Some(Overlay::Digest(preview)) = self.overlays.last_mut() else { return None };
        let at = Lang::ALL.iter().position(|lang| *lang == preview.asked.lang).unwrap_or(0);
        preview.asked.lang = Lang::ALL[(at + 1) % Lang::ALL.len()];
        let asked = preview.asked;
        Some(vec![self.ask_page(asked)])
    }

    /// Has the page of another edition previewed, so many days away; `None` where nothing stands over
    /// the lists, so that they are to turn.
    pub(in crate::app) fn turn_page(&mut self, by: i64) -> Option<Vec<Effect>> {
        let Some(Overlay::Digest(preview)) = self.overlays.last() else {
            return (!self.overlays.is_empty()).then(Vec::new);
        };
        // While a page is composed nothing is known of those beside it.
        let is_shown = preview.shown.is_some_and(|shown| shown.window == preview.asked.window);
        let shown = preview.asked.window.zip(preview.file.as_ref()).filter(|_| is_shown);
        let shown = shown.map(|(window, file)| (window, file.beside));
        let window = shown.and_then(|(shown, beside)| self.edition_beside(shown, beside, by));
        let Some(window) = window else { return Some(Vec::new()) };
        let Some(Overlay::Digest(preview)) = self.overlays.last_mut() else { return None };
        preview.asked.window = Some(window);
        let asked = preview.asked;
        Some(vec![self.ask_page(asked)])
    }

    /// Takes the digest that was asked for.
    pub(in crate::app) fn take_digest(
        &mut self,
        asked: DigestAsked,
        file: DigestFile,
    ) -> Vec<Effect> {
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
            preview.set(width);
            return self.write_page();
        }
        Vec::new()
    }

    /// Takes the folder that the digest goes to.
    pub(in crate::app) fn take_folder(&mut self, folder: &str) -> Vec<Effect> {
        if let Some(Overlay::Digest(preview)) = self.overlays.last_mut()
            && !folder.trim().is_empty()
        {
            self.digests.folder = Some(PathBuf::from(folder.trim()));
            preview.settle(&self.digests);
        }
        Vec::new()
    }

    /// Says where the digest was written.
    pub(in crate::app) fn written(&mut self, file: &DigestFile) -> Vec<Effect> {
        if let Some(Overlay::Digest(_)) = self.overlays.last() {
            self.overlays.pop();
        }
        self.toasts.done(say(self.lang, "app.digest_written", &[&file.path.display()]));
        file.show.then(|| Effect::Work(Work::Show(file.path.clone()))).into_iter().collect()
    }

    /// Asks what to do where a file stands in the way; else says why nothing was written.
    pub(in crate::app) fn not_written(&mut self, file: DigestFile, why: WriteError) -> Vec<Effect> {
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

impl Layer for DigestPreview {
    fn hints(&self) -> &'static [Command] {
        &[
            Command::Write,
            Command::Format,
            Command::Language,
            Command::Source,
            Command::Show,
            Command::Copy,
            Command::Leave,
            Command::DayBefore,
            Command::DayAfter,
            Command::Folder,
        ]
    }

    fn page_mut(&mut self) -> Option<&mut Page> {
        Some(&mut self.page)
    }

    fn lay_out(&mut self, around: &Around<'_>) {
        self.set(around.width());
    }

    /// Shows the file's own text instead of its page, or the page again; or has it written, copied,
    /// put elsewhere.
    fn obey(&mut self, command: Command, around: &Around<'_>) -> Next {
        if command == Command::Source {
            self.source = !self.source;
            self.set(around.width());
            return Next::Stay;
        }
        let Some(file) = &self.file else { return Next::Pass };
        match command {
            Command::Write => Work::Write(DigestFile { show: false, ..file.clone() }).into(),
            Command::Show => Work::Write(DigestFile { show: true, ..file.clone() }).into(),
            Command::Copy => {
                let told = say(around.offer.lang, "app.digest_copied", &[]).into_owned();
                Next::Do(vec![Act::Tell(told), Act::Copy(file.text.clone())])
            }
            Command::Folder => {
                let folder = file.path.parent().map(|folder| folder.display().to_string());
                let draft = Draft::new(&folder.unwrap_or_default());
                Next::Do(vec![Act::Type(LineFor::Folder, draft)])
            }
            _ => Next::Pass,
        }
    }
}
