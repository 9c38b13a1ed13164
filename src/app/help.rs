//! The help screen: the table of commands in columns, as the keys are now. What can be done where the
//! user is comes first, then what can be done elsewhere only; words narrow it.

mod acts;

use std::collections::BTreeSet;

use super::command::{Command, Group, Place};
use super::draft::Draft;
use super::keymap::{Choice, Keymap};
use super::layer::{Act, Around, Layer, Next};
use super::layout::Size;
use super::line::LineFor;
use super::page::{Line, Page, Role, span};
use crate::lang::{Lang, say};
use crate::text::{width, wrap};

/// Cells for the keys, and between two columns.
const KEYS: usize = 11;
const GAP: usize = 2;

/// The letters of a Korean two-set layout that only Shift types.
const SHIFTED: &str = "ㅃㅉㄸㄲㅆㅒㅖ";

/// The narrowest column.
const COLUMN: usize = 36;

/// The help screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Help {
    /// Where it was opened.
    here: Place,
    /// Words that the shown rows hold, lower-cased.
    pub find: String,
    /// What stands on the screen.
    pub page: Page,
}

impl Help {
    /// The help screen for a place, before it is laid out.
    pub(super) fn begin(here: Place) -> Help {
        Help { here, find: String::new(), page: Page::default() }
    }

    /// Shows what holds all words of a text.
    pub(super) fn narrow(&mut self, text: &str, around: &Around<'_>) {
        self.find = text.trim().to_lowercase();
        self.page.top = 0;
        self.lay_out(around);
    }
}

impl Layer for Help {
    fn hints(&self) -> &'static [Command] {
        &[Command::FindHelp, Command::Down, Command::Up, Command::PageDown, Command::Leave]
    }

    fn page_mut(&mut self) -> Option<&mut Page> {
        Some(&mut self.page)
    }

    fn lay_out(&mut self, around: &Around<'_>) {
        let what = (self.here, &*self.find);
        self.page.replace(lines(around.offer.lang, around.offer.keymap, what, around.wide()));
    }

    fn obey(&mut self, command: Command, _: &Around<'_>) -> Next {
        if command != Command::FindHelp {
            return Next::Pass;
        }
        Next::Do(vec![Act::Type(LineFor::Help, Draft::new(&self.find))])
    }
}

/// A heading with its rows, each of one line or more.
struct Block {
    title: Line,
    rows: Vec<Vec<Line>>,
}

/// A command with its keys, as it stands in a column of so many cells.
fn row(lang: Lang, choice: &Choice<'_>, keys: &[String], cells: usize) -> Vec<Line> {
    let help = match choice {
        Choice::Command(_) | Choice::Theme(_) | Choice::Language(_) | Choice::Setting(..) => {
            choice.help(lang)
        }
        Choice::Macro(own) => format!("{}: {}", own.name, choice.help(lang)),
    };
    entry(&keys.join(" "), &help, cells)
}

/// Keys and what there is to say of them, in a column of so many cells.
fn entry(keys: &str, help: &str, cells: usize) -> Vec<Line> {
    let (beside, below) = (width::width(keys) < KEYS, " ".repeat(KEYS));
    let words = wrap::paragraph(help, cells.saturating_sub(KEYS), 4);
    let mut lines: Vec<Line> = words
        .into_iter()
        .map(|words| vec![span(Role::Text, below.clone()), span(Role::Text, words)])
        .collect();
    match lines.first_mut().filter(|_| beside) {
        Some(first) => first[0] = span(Role::Accent, width::pad(keys, KEYS)),
        None => lines.insert(0, vec![span(Role::Accent, width::cut(keys, cells))]),
    }
    lines
}

/// What can be done in a place and elsewhere, by what it is about; as far as it holds some words.
fn blocks(lang: Lang, keymap: &Keymap, (here, find): (Place, &str), cells: usize) -> Vec<Block> {
    let words: Vec<&str> = find.split_whitespace().collect();
    let is_found = |choice: &Choice<'_>, keys: &[String]| {
        let text = format!("{} {}", choice.name(), choice.help(lang)).to_lowercase();
        let holds = |word: &&str| text.contains(*word) || keys.iter().any(|key| key == word);
        words.iter().all(holds)
    };
    // A command is told once, and again only where other keys ask for it.
    let mut told: BTreeSet<(String, Vec<String>)> = BTreeSet::new();
    let mut in_place = |place: Place, is_wanted: &dyn Fn(&Choice<'_>) -> bool| {
        let mut rows = Vec::new();
        for choice in keymap.choices(place).filter(|choice| is_wanted(choice)) {
            let keys = keymap.keys_in(place, &choice);
            if told.insert((choice.name().into_owned(), keys.clone())) && is_found(&choice, &keys) {
                rows.push(row(lang, &choice, &keys, cells));
            }
        }
        rows
    };
    let mut blocks = Vec::new();
    let title = |text: &str| vec![span(Role::Head, width::cut(text, cells))];
    for group in Group::ALL {
        let of_group = |choice: &Choice<'_>| match choice {
            Choice::Command(command) => command.group() == group,
            Choice::Macro(_) | Choice::Theme(_) | Choice::Language(_) | Choice::Setting(..) => {
                false
            }
        };
        let name = format!("{} · {}", here.title(lang), group.title(lang));
        blocks.push(Block { title: title(&name), rows: in_place(here, &of_group) });
    }
    let own = |choice: &Choice<'_>| matches!(choice, Choice::Macro(_));
    let macros = title(&say(lang, "app.group.macros", &[]));
    blocks.push(Block { title: macros, rows: in_place(here, &own) });
    for (_, place) in Place::NAMED.into_iter().filter(|(_, place)| *place != here) {
        let rows = in_place(place, &|_: &Choice<'_>| true);
        blocks.push(Block { title: title(&place.title(lang)), rows });
    }
    // With a Korean layout on, most terminals tell Shift only of the keys that have a letter of their own then.
    let layout = say(lang, "app.two_set.title", &[]);
    let two_set = [
        (SHIFTED, say(lang, "app.two_set.shifted", &[])),
        (":", say(lang, "app.two_set.others", &[])),
    ];
    let rows = two_set.iter().filter(|(keys, help)| {
        let text = format!("{layout} {keys} {help}").to_lowercase();
        words.iter().all(|word| text.contains(word))
    });
    let rows = rows.map(|(keys, help)| entry(keys, help, cells)).collect();
    blocks.push(Block { title: title(&layout), rows });
    blocks.retain(|block| !block.rows.is_empty());
    blocks
}

/// The help screen on a page of a size, opened in a place and narrowed by words: as many columns as
/// fit, each read to its end; what does not fit on one screen goes on below it in the same way.
pub fn lines(lang: Lang, keymap: &Keymap, what: (Place, &str), size: Size) -> Vec<Line> {
    let (across, height) = (usize::from(size.width), usize::from(size.height).max(2));
    let many = ((across + GAP) / (COLUMN + GAP)).max(1);
    let cells = ((across + GAP) / many).saturating_sub(GAP).max(1);
    let mut columns: Vec<Vec<Line>> = vec![Vec::new()];
    for block in blocks(lang, keymap, what, cells) {
        let mut title = Some(block.title);
        for row in block.rows {
            let above = usize::from(title.is_some()) * 2;
            let column = columns.last().map_or(0, Vec::len);
            if column > 0 && column + above.min(column + 1) + row.len() > height {
                columns.push(Vec::new());
            }
            let Some(column) = columns.last_mut() else { continue };
            if let Some(title) = title.take() {
                column.extend((!column.is_empty()).then(Vec::new));
                column.push(title);
            }
            column.extend(row);
        }
    }
    let mut lines = Vec::new();
    for screen in columns.chunks(many) {
        let longest = screen.iter().map(Vec::len).max().unwrap_or(0);
        // A screen that others follow has all of its lines.
        let is_last = lines.len() / height + 1 == columns.len().div_ceil(many);
        for at in 0..(if is_last { longest } else { height }) {
            let mut line: Line = Vec::new();
            let mut end = 0;
            for (number, column) in screen.iter().enumerate() {
                let Some(piece) = column.get(at).filter(|piece| !piece.is_empty()) else {
                    continue;
                };
                let begins = number * (cells + GAP);
                line.push(span(Role::Text, " ".repeat(begins - end)));
                end = begins + piece.iter().map(|span| width::width(&span.text)).sum::<usize>();
                line.extend(piece.iter().cloned());
            }
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Command;

    fn text(lines: &[Line]) -> Vec<String> {
        let line = |line: &Line| line.iter().map(|span| span.text.as_str()).collect();
        lines.iter().map(line).collect()
    }

    #[test]
    fn every_command_is_told_and_first_what_can_be_done_here() {
        let keymap = Keymap::default();
        for (_, place) in Place::NAMED {
            // One column of one line a row.
            let size = Size { width: 70, height: 1_000 };
            let told = text(&lines(Lang::En, &keymap, (place, ""), size));
            for command in Command::ALL {
                // A long one goes on below.
                let begins: String = command.help(Lang::En).chars().take(35).collect();
                assert!(
                    told.iter().any(|line| line.contains(&begins)),
                    "{} is missing in {place:?}",
                    command.name()
                );
            }
            assert!(told[0].starts_with(&*place.title(Lang::En)), "{}", told[0]);
            let stars = told.iter().filter(|line| line.contains("Reading list, on or off"));
            assert_eq!(stars.count(), 1);
        }
    }

    #[test]
    fn columns_fill_a_screen_before_the_next_one_begins_and_nothing_is_lost() {
        let keymap = Keymap::default();
        let one = |size| text(&lines(Lang::En, &keymap, (Place::List, ""), size));
        let keys = |told: &[String]| told.concat().matches("Reading list, on or off").count();
        for (width, height, many) in [(72, 21, 1), (74, 21, 2), (114, 37, 3), (194, 52, 5)] {
            let told = one(Size { width, height });
            assert_eq!(keys(&told), 1);
            let widest = told.iter().map(|line| width::width(line)).max().unwrap_or(0);
            assert!(widest <= usize::from(width), "{widest} {width}");
            // Each column begins at a cell of its own.
            let cells = (usize::from(width) + GAP) / many;
            let begins =
                |line: &String, at: usize| line.chars().nth(at * cells).is_some_and(|c| c != ' ');
            for column in 0..many {
                assert!(told.iter().any(|line| begins(line, column)), "{column} of {many}");
            }
        }
        assert!(one(Size { width: 194, height: 52 }).len() <= 52, "all of it on one screen");
    }

    #[test]
    fn words_narrow_it_by_what_a_command_does_its_name_or_its_key() {
        let keymap = Keymap::default();
        let size = Size { width: 70, height: 1_000 };
        let told =
            |find: &str| text(&lines(Lang::En, &keymap, (Place::List, find), size)).join("\n");
        assert!(told("bibtex").contains("BibTeX") && !told("bibtex").contains("Next pane"));
        assert!(told("gw").to_lowercase().contains("this week"), "{}", told("gw"));
        assert_eq!(told("no such thing"), "");
    }
}
