//! Rows of a CSV file (RFC 4180) under the names of their columns, however they are separated.

use std::borrow::Cow;

use super::entry::{BadLine, Lines};

/// Most cells of a row.
const CELLS: usize = 100;

/// Longest cell, in bytes: a quotation mark that is never closed would take the rest of the file.
const CELL_BYTES: usize = 1024 * 1024;

/// Lines that are looked at for the one that names the columns.
const HEAD_WITHIN: usize = 10;

/// A file whose columns have names.
pub(super) struct Table<'t> {
    text: &'t str,
    separator: u8,
    columns: Vec<String>,
    /// Where the rows begin.
    body: usize,
    /// Lines before the one that names the columns.
    before: Vec<BadLine>,
}

impl<'t> Table<'t> {
    /// The table of a text, if one of its first lines names all these columns, whatever their
    /// case. What stands before that line is bad.
    pub(super) fn of(text: &'t str, wanted: &[&str]) -> Option<Table<'t>> {
        let mut before = Vec::new();
        let mut at = 0;
        for number in 1..=HEAD_WITHIN {
            let line = text.get(at..)?.lines().next()?;
            let end = at + text[at..].find('\n').map_or(text.len() - at, |end| end + 1);
            for separator in *b",;\t" {
                let (cells, _) = row(line, separator);
                let columns: Vec<String> =
                    cells.iter().map(|cell| cell.trim().to_ascii_lowercase()).collect();
                if wanted.iter().all(|name| columns.iter().any(|column| column == name)) {
                    return Some(Table { text, separator, columns, body: end, before });
                }
            }
            if !line.trim().is_empty() {
                before.push(BadLine::new(number, "it names no columns"));
            }
            at = end;
        }
        None
    }

    /// The rows with the numbers of the lines that they begin at; what cannot be one is bad.
    pub(super) fn rows(self) -> impl Iterator<Item = Result<(usize, Row<'t>), BadLine>> {
        let Table { text, separator, columns, body, before } = self;
        let mut lines = Lines::of(text);
        let mut at = body;
        let rows = std::iter::from_fn(move || {
            loop {
                let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
                let number = lines.number(at);
                let (cells, length) = row(rest, separator);
                at += length;
                if cells.iter().all(|cell| cell.trim().is_empty()) {
                    continue;
                }
                let too_long =
                    cells.len() > CELLS || cells.iter().any(|cell| cell.len() > CELL_BYTES);
                return Some(if too_long {
                    Err(BadLine::new(number, "a cell without an end"))
                } else {
                    Ok((number, Row { columns: columns.clone(), cells }))
                });
            }
        });
        before.into_iter().map(Err).chain(rows)
    }
}

/// One row.
pub(super) struct Row<'t> {
    columns: Vec<String>,
    cells: Vec<Cow<'t, str>>,
}

impl Row<'_> {
    /// The cell under a column, trimmed; empty where there is none.
    pub(super) fn cell(&self, name: &str) -> &str {
        let at = self.columns.iter().position(|column| column == name);
        at.and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }
}

/// The cells of the row that a text begins with, and its length in bytes.
fn row(text: &str, separator: u8) -> (Vec<Cow<'_, str>>, usize) {
    let bytes = text.as_bytes();
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let (cell, length) = if bytes.get(at) == Some(&b'"') {
            quoted(&text[at..], separator)
        } else {
            let stops = |byte: &u8| *byte == separator || *byte == b'\n';
            let length = bytes[at..].iter().position(stops).unwrap_or(bytes.len() - at);
            (Cow::Borrowed(text[at..at + length].trim_end_matches('\r')), length)
        };
        cells.push(cell);
        at += length;
        match bytes.get(at) {
            Some(byte) if *byte == separator => at += 1,
            Some(_) => return (cells, at + 1),
            None => return (cells, at),
        }
    }
}

/// A cell in quotation marks, of which two stand for one, and its length with them. What stands
/// between the closing one and the next separator is let go.
fn quoted(text: &str, separator: u8) -> (Cow<'_, str>, usize) {
    let inside = &text[1..];
    let mut from = 0;
    let mut doubled = false;
    while let Some(end) = memchr::memchr(b'"', &inside.as_bytes()[from..]) {
        let end = from + end;
        if inside.as_bytes().get(end + 1) == Some(&b'"') {
            doubled = true;
            from = end + 2;
            continue;
        }
        let cell = &inside[..end];
        let cell =
            if doubled { Cow::Owned(cell.replace("\"\"", "\"")) } else { Cow::Borrowed(cell) };
        let after = &inside[end + 1..];
        let stops = [char::from(separator), '\n'];
        let skipped = after.find(stops).unwrap_or(after.len());
        return (cell, 1 + end + 1 + skipped);
    }
    // Never closed: only its own line is believed.
    let end = inside.find('\n').unwrap_or(inside.len());
    (Cow::Borrowed(inside[..end].trim_end_matches('\r')), 1 + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, name: &str) -> Vec<Result<String, usize>> {
        let table = Table::of(text, &["url", "title"]).expect("a table");
        table
            .rows()
            .map(|row| row.map(|(_, row)| row.cell(name).to_owned()).map_err(|bad| bad.number))
            .collect()
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_inside_of_their_cells() {
        let text = "Title,URL\r\n\"One, \"\"two\"\"\nthree\",https://a.example/\r\n\r\nPlain,https://b.example/";
        assert_eq!(
            cells(text, "title"),
            [Ok("One, \"two\"\nthree".to_owned()), Ok("Plain".to_owned())]
        );
        assert_eq!(cells(text, "nothing"), [Ok(String::new()), Ok(String::new())]);
        assert_eq!(cells("url;title\na;b", "title"), [Ok("b".to_owned())]);
    }

    #[test]
    fn a_line_before_the_columns_is_bad_and_an_open_quote_costs_one_line() {
        let text = "my pages\ntitle,url\n\"open,https://a.example/\nnext,https://b.example/";
        assert_eq!(
            cells(text, "title"),
            [Err(1), Ok("open,https://a.example/".to_owned()), Ok("next".to_owned())]
        );
        assert!(Table::of("a,b\n1,2\n", &["url"]).is_none());
    }
}
