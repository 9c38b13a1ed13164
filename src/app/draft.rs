//! A text being typed: the note editor's and every one-line input's.
//!
//! An own small editor, not a crate's widget: the middle stays plain data without the terminal's
//! types, one set of keys serves one line and many, and undo, wrapping and the cursor are tested
//! without a screen.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::key::{Code, Key};
use crate::text::{width, wrap};

/// A text being typed, with its cursor and what can be undone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    text: String,
    /// Byte offset, always between two graphemes.
    cursor: usize,
    /// What the next letter takes the place of.
    selected: Option<Range<usize>>,
    /// The column that moving up and down aims at.
    goal: Option<usize>,
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

/// One replacement, enough to do and undo it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    at: usize,
    removed: String,
    inserted: String,
}

/// What of a draft stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight<'a> {
    /// The rows from the top.
    pub rows: Vec<&'a str>,
    /// The cursor's column and row among them.
    pub cursor: (usize, usize),
    /// What is selected: column, row and cells of each part.
    pub selected: Vec<(usize, usize, usize)>,
}

impl Draft {
    /// A draft that begins with a text, the cursor at its end.
    pub fn new(text: &str) -> Draft {
        let text = typed(text).into_owned();
        Draft { cursor: text.len(), text, ..Draft::default() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Puts a text in the place of so many bytes before the cursor, as one step of undo.
    pub fn put_before(&mut self, bytes: usize, text: &str) {
        let from = self.cursor.saturating_sub(bytes);
        if self.text.is_char_boundary(from) {
            self.replace(from..self.cursor, &typed(text));
        }
    }

    /// Puts the cursor at the end of the first line.
    pub fn go_to_title(&mut self) {
        self.go(self.line_at(0).end);
    }

    /// Selects the title on the first line, behind the mark of a heading: what is typed next takes
    /// its place.
    pub fn select_title(&mut self) {
        self.go_to_title();
        let begins = self.text.len() - self.text.trim_start_matches(['#', ' ']).len();
        self.selected = Some(begins..self.cursor).filter(|title| title.start < title.end);
    }

    /// Puts a text in the place of all there is, as one step of undo.
    pub fn set(&mut self, text: &str) {
        self.replace(0..self.text.len(), &typed(text));
    }

    /// Puts a text at the cursor.
    pub fn insert(&mut self, text: &str) {
        let place = self.selected.take().unwrap_or(self.cursor..self.cursor);
        self.replace(place, &typed(text));
    }

    /// Does what a key means in any text; `false` where it means nothing here. `cells` is the
    /// width at which the text is shown. Enter is left to the caller, who knows whether the
    /// text may have several lines.
    pub fn press(&mut self, key: Key, cells: usize) -> bool {
        if let Some(place) = self.selected.take() {
            let typed = match (key.code, key.ctrl, key.alt) {
                (Code::Char(c), false, false) => Some(c.to_string()),
                (Code::Backspace | Code::Delete, false, false) => Some(String::new()),
                _ => None,
            };
            if let Some(typed) = typed {
                self.replace(place, &typed);
                return true;
            }
        }
        match (key.code, key.ctrl, key.alt) {
            (Code::Char(c), false, false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (Code::Left, true, _) | (Code::Left | Code::Char('b'), _, true) => {
                self.go(self.word_before());
            }
            (Code::Right, true, _) | (Code::Right | Code::Char('f'), _, true) => {
                self.go(self.word_after());
            }
            (Code::Left, ..) | (Code::Char('b'), true, _) => self.go(self.before()),
            (Code::Right, ..) | (Code::Char('f'), true, _) => self.go(self.after()),
            (Code::Up, ..) | (Code::Char('p'), true, _) => self.go_up(cells),
            (Code::Down, ..) | (Code::Char('n'), true, _) => self.go_down(cells),
            (Code::Home, true, _) => self.go(0),
            (Code::End, true, _) => self.go(self.text.len()),
            (Code::Home, ..) | (Code::Char('a'), true, _) => self.go(self.line().start),
            (Code::End, ..) | (Code::Char('e'), true, _) => self.go(self.line().end),
            (Code::Backspace, _, true) | (Code::Char('w'), true, _) => {
                self.replace(self.word_before()..self.cursor, "");
            }
            (Code::Backspace, ..) | (Code::Char('h'), true, _) => {
                self.replace(self.before()..self.cursor, "");
            }
            (Code::Char('d'), _, true) => self.replace(self.cursor..self.word_after(), ""),
            (Code::Delete, ..) | (Code::Char('d'), true, _) => {
                self.replace(self.cursor..self.after(), "");
            }
            (Code::Char('k'), true, _) => self.replace(self.cursor..self.line().end, ""),
            (Code::Char('u'), true, _) => self.replace(self.line().start..self.cursor, ""),
            (Code::Char('z'), true, _) => self.undo(),
            (Code::Char('y'), true, _) => self.redo(),
            _ => return false,
        }
        true
    }

    /// Takes the last edit back.
    pub fn undo(&mut self) {
        if let Some(edit) = self.done.pop() {
            self.text.replace_range(edit.at..edit.at + edit.inserted.len(), &edit.removed);
            self.put_cursor(edit.at + edit.removed.len());
            self.undone.push(edit);
        }
    }

    /// Does the edit that was taken back last again.
    pub fn redo(&mut self) {
        if let Some(edit) = self.undone.pop() {
            self.text.replace_range(edit.at..edit.at + edit.removed.len(), &edit.inserted);
            self.put_cursor(edit.at + edit.inserted.len());
            self.done.push(edit);
        }
    }

    /// The rows around the cursor at a width: from the top of the text where all of it fits, else
    /// so that the cursor stands in the middle. Costs no more than the lines that are shown.
    pub fn sight(&self, cells: usize, height: usize) -> Sight<'_> {
        let height = height.max(1);
        let line = self.line();
        let own = self.rows_of(line.clone(), cells);
        let at = own.iter().rposition(|row| row.start <= self.cursor).unwrap_or(0);
        let column = width::width(&self.text[own[at].start..self.cursor]);

        let mut before: Vec<Range<usize>> = Vec::new();
        let mut start = line.start;
        while start > 0 && before.len() < height {
            let above = self.line_at(start - 1);
            start = above.start;
            before.splice(0..0, self.rows_of(above, cells));
        }
        let cursor_row = before.len() + at;
        let mut rows = before;
        rows.extend(own);
        let mut end = line.end;
        while end < self.text.len() && rows.len() < cursor_row + height {
            let below = self.line_at(end + 1);
            end = below.end;
            rows.extend(self.rows_of(below, cells));
        }
        // The middle, but never past the last row of a text that would fill the screen.
        let top = cursor_row.saturating_sub(height / 2).min(rows.len().saturating_sub(height));
        let rows: Vec<Range<usize>> = rows.into_iter().skip(top).take(height).collect();
        let place = self.selected.clone().unwrap_or_default();
        let selected = rows.iter().enumerate().filter_map(|(at, row)| {
            let part = place.start.max(row.start)..place.end.min(row.end);
            let text = self.text.get(part.clone()).filter(|text| !text.is_empty())?;
            Some((width::width(&self.text[row.start..part.start]), at, width::width(text)))
        });
        Sight {
            cursor: (column, cursor_row - top),
            selected: selected.collect(),
            rows: rows
                .iter()
                .map(|row| self.text[row.clone()].trim_end_matches(['\n', ' ']))
                .collect(),
        }
    }

    fn rows_of(&self, line: Range<usize>, cells: usize) -> Vec<Range<usize>> {
        wrap::wrap(&self.text[line.clone()], cells)
            .into_iter()
            .map(|row| row.start + line.start..row.end + line.start)
            .collect()
    }

    /// The line the cursor is on, without its line break.
    fn line(&self) -> Range<usize> {
        self.line_at(self.cursor)
    }

    fn line_at(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |found| found + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |found| at + found);
        start..end
    }

    fn replace(&mut self, range: Range<usize>, with: &str) {
        if range.is_empty() && with.is_empty() {
            return;
        }
        self.selected = None;
        let removed = self.text[range.clone()].to_owned();
        self.text.replace_range(range.clone(), with);
        self.put_cursor(range.start + with.len());
        self.undone.clear();
        // Letters of one word are one step of undo.
        if let Some(last) = self.done.last_mut()
            && last.at + last.inserted.len() == range.start
            && removed.is_empty()
            && !with.chars().any(char::is_whitespace)
        {
            last.inserted.push_str(with);
            return;
        }
        self.done.push(Edit { at: range.start, removed, inserted: with.to_owned() });
    }

    /// After an edit: a combining mark joins what stands before it, and the cursor never stays
    /// inside a grapheme.
    fn put_cursor(&mut self, at: usize) {
        self.cursor = if self.is_boundary(at) { at } else { self.boundary_after(at) };
        self.goal = None;
    }

    fn go(&mut self, to: usize) {
        self.cursor = to;
        // A word may begin or end inside a grapheme of an odd script.
        if !self.is_boundary(to) {
            self.cursor = self.before();
        }
        self.goal = None;
    }

    fn go_up(&mut self, cells: usize) {
        let line = self.line();
        let rows = self.rows_of(line.clone(), cells);
        let at = rows.iter().rposition(|row| row.start <= self.cursor).unwrap_or(0);
        let above = if at > 0 {
            rows.get(at - 1).cloned()
        } else {
            line.start.checked_sub(1).and_then(|end| self.rows_of(self.line_at(end), cells).pop())
        };
        self.go_into(rows[at].start, above, 0);
    }

    fn go_down(&mut self, cells: usize) {
        let line = self.line();
        let rows = self.rows_of(line.clone(), cells);
        let at = rows.iter().rposition(|row| row.start <= self.cursor).unwrap_or(0);
        let below = rows.get(at + 1).cloned().or_else(|| {
            let next = (line.end < self.text.len()).then(|| self.line_at(line.end + 1))?;
            self.rows_of(next, cells).into_iter().next()
        });
        self.go_into(rows[at].start, below, self.text.len());
    }

    /// To the goal's column of a row, or to the end of the text where there is no such row.
    fn go_into(&mut self, row_start: usize, row: Option<Range<usize>>, otherwise: usize) {
        let goal = self.goal.unwrap_or_else(|| width::width(&self.text[row_start..self.cursor]));
        let Some(row) = row else { return self.go(otherwise) };
        let mut column = 0;
        let text = &self.text[row.clone()];
        let last = text.grapheme_indices(true).map(|(at, _)| at).next_back().unwrap_or(0);
        let wraps_on = row.end < self.line_at(row.start).end;
        self.cursor = row.start + if wraps_on { last } else { text.len() };
        for (at, grapheme) in text.grapheme_indices(true) {
            if column >= goal {
                self.cursor = row.start + at;
                break;
            }
            column += width::width(grapheme);
        }
        self.goal = Some(goal);
    }

    fn before(&self) -> usize {
        GraphemeCursor::new(self.cursor, self.text.len(), true)
            .prev_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(0)
    }

    fn after(&self) -> usize {
        self.boundary_after(self.cursor)
    }

    fn boundary_after(&self, at: usize) -> usize {
        GraphemeCursor::new(at, self.text.len(), true)
            .next_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.text.len())
    }

    fn is_boundary(&self, at: usize) -> bool {
        GraphemeCursor::new(at, self.text.len(), true).is_boundary(&self.text, 0).unwrap_or(true)
    }

    fn word_before(&self) -> usize {
        self.text[..self.cursor].unicode_word_indices().next_back().map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        self.text[self.cursor..]
            .unicode_word_indices()
            .next()
            .map_or(self.text.len(), |(at, word)| self.cursor + at + word.len())
    }
}

/// A text as it can be typed: no control characters but the line break.
fn typed(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_control() && c != '\n') {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    Cow::Owned(lines.chars().filter(|c| *c == '\n' || !c.is_control()).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn letters(text: &str) -> Draft {
        let mut draft = Draft::default();
        for c in text.chars() {
            draft.insert(c.encode_utf8(&mut [0; 4]));
        }
        draft
    }

    #[test]
    fn typed_hangul_is_deleted_and_passed_one_syllable_at_a_time() {
        let mut draft = letters("조간");
        draft.press(Key::plain(Code::Left), 40);
        assert_eq!(draft.before_cursor(), "조");
        draft.press(Key::plain(Code::Backspace), 40);
        assert_eq!(draft.text(), "간");
        draft.undo();
        assert_eq!(draft.text(), "조간");
    }

    #[test]
    fn undo_takes_a_word_back_and_redo_gives_it_again() {
        let mut draft = letters("two words");
        draft.undo();
        assert_eq!(draft.text(), "two");
        draft.redo();
        assert_eq!(draft.text(), "two words");
    }

    #[test]
    fn up_and_down_keep_to_the_column_over_wrapped_rows_and_wide_letters() {
        let mut draft = Draft::new("abcdef\n가나\nabcdef");
        draft.press(Key::plain(Code::Home), 40);
        for _ in 0..3 {
            draft.press(Key::plain(Code::Right), 40);
        }
        draft.press(Key::plain(Code::Up), 40);
        draft.press(Key::plain(Code::Up), 40);
        assert_eq!(draft.before_cursor(), "abc");
    }

    #[test]
    fn the_sight_is_the_whole_text_where_it_fits_and_has_the_cursor_where_not() {
        let draft = Draft::new("one\ntwo\nthree");
        let sight = draft.sight(10, 5);
        assert_eq!((sight.rows, sight.cursor), (vec!["one", "two", "three"], (5, 2)));
        let long = "line\n".repeat(100);
        let draft = Draft::new(&long);
        let sight = draft.sight(10, 5);
        assert_eq!((sight.rows.len(), sight.cursor.1), (5, 4));
    }

    #[test]
    fn what_is_pasted_brings_no_control_characters() {
        assert_eq!(Draft::new("a\r\nb\u{1b}[31m\tc").text(), "a\nb[31m    c");
    }

    proptest! {
        #[test]
        fn any_keys_on_any_text_leave_the_cursor_between_graphemes(
            text in "\\PC{0,30}",
            presses in prop::collection::vec((0u8..16, any::<bool>(), any::<char>()), 0..60),
            cells in 1usize..30,
        ) {
            let mut draft = Draft::new(&text);
            for (which, modified, c) in presses {
                let code = [
                    Code::Char(c), Code::Char(c), Code::Left, Code::Right, Code::Up, Code::Down,
                    Code::Home, Code::End, Code::Backspace, Code::Delete, Code::Char('k'),
                    Code::Char('z'), Code::Char('y'), Code::Char('w'), Code::Char('b'), Code::Char('f'),
                ][usize::from(which)];
                draft.press(Key { code, ctrl: modified && which > 0, alt: false }, cells);
                if which == 0 {
                    draft.insert("\n");
                }
                prop_assert!(draft.is_boundary(draft.cursor));
                let sight = draft.sight(cells, 4);
                prop_assert!(sight.rows.len() <= 4 && sight.cursor.1 < sight.rows.len());
            }
        }
    }
}
