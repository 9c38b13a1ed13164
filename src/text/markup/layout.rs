//! What each tag means for the lines.
//!
//! Elements are kept on a stack of bounded height; what is nested deeper is laid out as if its
//! tags were not there. A closing tag ends what was opened within its element, as browsers do; a
//! closing tag of nothing is ignored.

use super::element::{Open, indents, inline_role, is_gutter, language, weight};
use super::fold::fold;
use super::table::{Ahead, Table};
use super::{Article, Image, Line, Numbers, Page, Role, push_mark};
use crate::text::code::{Highlighter, Kind};
use crate::text::html::{self, Token};
use crate::text::{address, clean, math, width};

/// Elements open at once.
const MAX_DEPTH: usize = 100;

/// Bytes of code in a whole text that are looked at for their colours: far more than is read on a
/// screen, and no more than a moment's work. What comes after stays plain.
const COLOURED: usize = 256 << 10;

/// Columns that text keeps between indents.
const MIN_TEXT: usize = 10;

/// Lays out HTML of a bounded size. Images with an address are numbered after so many links.
pub fn lay_out(html: &str, page: Page<'_>, links: usize) -> Article {
    let tokens: Vec<Token<'_>> = html::tokens(html).collect();
    let mut layout = Layout {
        page,
        next_image: links + 1,
        article: Article::default(),
        open: Vec::new(),
        paragraph: Line::default(),
        gap: false,
        table: None,
        no_more_tables: false,
        numbers: Numbers::default(),
        written: 0,
        code: None,
        uncoloured: COLOURED,
    };
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            Token::Text(text) => layout.text(text),
            Token::Tag { name, attributes, closing: false } => {
                let name = name.to_ascii_lowercase();
                layout.begin(&name, attributes, &tokens[at + 1..]);
                layout.begin_gutter(&name, attributes);
            }
            Token::Tag { name, closing: true, .. } => layout.end(&name.to_ascii_lowercase()),
        }
    }
    layout.close_to(0);
    layout.article.links = layout.numbers.addresses;
    layout.article
}

struct Layout<'a> {
    page: Page<'a>,
    /// The number of the next image that has an address.
    next_image: usize,
    article: Article,
    open: Vec<Open>,
    /// The paragraph that is being written.
    paragraph: Line,
    /// Whether an empty line is due before the next paragraph.
    gap: bool,
    /// The table whose cells are being written.
    table: Option<Table>,
    /// Whether an end of a table was looked for in vain.
    no_more_tables: bool,
    numbers: Numbers,
    /// Bytes of text written so far, to know whether a link has any words.
    written: usize,
    /// What reads the block of code that is being written, where its language is known.
    code: Option<Highlighter>,
    /// Bytes of code that may still be looked at.
    uncoloured: usize,
}

impl Layout<'_> {
    fn text(&mut self, text: &str) {
        let text = html::decode(text);
        // Whatever its name, what has words in it is no gutter.
        if self.is_in_gutter() && !text.contains(char::is_alphabetic) {
            return;
        }
        let role = self.role();
        if self.is_inside("pre") && self.table.is_none() {
            return self.verbatim(&text, role);
        }
        let raised = self.is_inside("sup").then_some(('^', math::superscript as Raise));
        let lowered = self.is_inside("sub").then_some(('_', math::subscript as Raise));
        let text = if role == Role::Code { text } else { math::readable(&text).into_owned() };
        let text = match raised.or(lowered) {
            Some((mark, raise)) if !text.trim().is_empty() => {
                // A note's mark is often set in brackets, which cannot be raised.
                let bare = text.trim().trim_start_matches('[').trim_end_matches(']');
                raise(bare).unwrap_or_else(|| format!("{mark}{text}"))
            }
            _ => text,
        };
        for word in text.split_inclusive(char::is_whitespace) {
            let trimmed = word.trim_end();
            self.push_text(&clean::piece(trimmed), role);
            if trimmed.len() < word.len() {
                self.space(role);
            }
        }
    }

    /// One space at most between two words, none at the beginning of a paragraph.
    fn space(&mut self, role: Role) {
        if self.paragraph.spans.last().is_some_and(|last| !last.text.ends_with(' ')) {
            // A space outside a link is no part of it.
            self.paragraph.push(" ", role);
        }
    }

    /// Text whose every space and line break counts.
    fn verbatim(&mut self, text: &str, role: Role) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.write_paragraph(true);
            }
            let line = line.trim_end_matches('\r').replace('\t', "    ");
            self.push_text(&clean::piece(&line), role);
        }
    }

    fn push_text(&mut self, text: &str, role: Role) {
        self.written += text.len();
        self.paragraph.push(text, role);
    }

    fn begin(&mut self, name: &str, tag: &str, after: &[Token<'_>]) {
        match name {
            "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside"
            | "nav" | "figure" | "address" | "center" | "form" | "fieldset" | "details"
            | "summary" | "dl" => {
                self.block(name == "p" || name == "figure");
            }
            "br" => self.line_break(),
            "hr" => self.rule(),
            "img" => self.image(tag),
            "ul" | "ol" => {
                let outermost = !self.is_inside("li");
                self.block(outermost);
                let start =
                    html::attribute(tag, "start").and_then(|start| start.trim().parse().ok());
                let number = (name == "ol").then_some(start.unwrap_or(1));
                self.push(Open { number, ..Open::new(name, Role::Text) });
            }
            "li" => self.item(),
            "dt" => {
                self.block(true);
                self.close_nearest(&["dd", "dt"], &["dl"]);
                self.push(Open::new(name, Role::Strong));
            }
            "dd" => {
                self.block(false);
                self.close_nearest(&["dd", "dt"], &["dl"]);
                self.push(Open::new(name, Role::Text).indented("  ", "  ", Role::Text));
            }
            "blockquote" => {
                self.block(true);
                self.push(Open::new(name, Role::Quote).indented("▎ ", "▎ ", Role::Quote));
            }
            "pre" => {
                self.block(true);
                self.code = language(tag).and_then(|name| Highlighter::of(&name));
                self.push(Open::new(name, Role::Code));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.block(true);
                let level = name.as_bytes()[1] - b'0';
                self.push(Open::new(name, Role::Heading(level)));
            }
            "figcaption" | "caption" => {
                self.block(false);
                self.push(Open::new(name, Role::Emphasis));
            }
            "table" => self.begin_table(after),
            "tr" => match &mut self.table {
                Some(table) => table.row(),
                None => self.block(false),
            },
            "td" | "th" => {
                if self.table.is_some() {
                    self.end_cell();
                    let role = if name == "th" { Role::Strong } else { Role::Text };
                    self.push(Open::new(name, role));
                } else {
                    self.block(false);
                }
            }
            "a" => self.link(tag),
            "sup" | "sub" => self.push(Open::new(name, Role::Text)),
            _ => {
                if name == "code" && self.code.is_none() && self.is_inside("pre") {
                    self.code = language(tag).and_then(|name| Highlighter::of(&name));
                }
                if let Some(role) = inline_role(name) {
                    self.push(Open::new(name, role));
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        let at = self.open.iter().rposition(|open| open.name == name);
        match (name, at) {
            ("td" | "th" | "tr", _) if self.table.is_some() => self.end_cell(),
            ("table", _) if self.table.is_some() => self.end_table(),
            ("a" | "sup" | "sub" | "span", Some(at)) => self.close(at),
            (_, Some(at)) if inline_role(name).is_some() => self.close(at),
            (_, Some(at)) => {
                // A list within an item stands close to it.
                let is_inner = self.open[..at].iter().any(|open| open.name == "li");
                let wide = self.open[at].is_wide() && !is_inner;
                self.block(wide);
                self.close_to(at);
            }
            ("p", None) => self.block(true),
            (
                "div" | "section" | "article" | "tr" | "td" | "th" | "table" | "figure" | "dl",
                None,
            ) => {
                self.block(false);
            }
            (_, None) => {}
        }
    }

    /// Notes that an element numbers the lines of code, as pages set them beside it.
    fn begin_gutter(&mut self, name: &str, tag: &str) {
        if !is_gutter(name, tag) {
            return;
        }
        match self.open.last_mut().filter(|open| open.name == name) {
            Some(open) => open.gutter = true,
            None => self.push(Open { gutter: true, ..Open::new(name, Role::Text) }),
        }
    }

    fn is_in_gutter(&self) -> bool {
        self.open.iter().any(|open| open.gutter)
    }

    fn push(&mut self, open: Open) {
        if self.open.len() < MAX_DEPTH {
            self.open.push(open);
        }
    }

    /// Closes one inline element and leaves those inside it open.
    fn close(&mut self, at: usize) {
        let open = self.open.remove(at);
        if let Role::Link(_) = open.role
            && self.written > open.before
        {
            while let Some(last) = self.paragraph.spans.last_mut() {
                last.text.truncate(last.text.trim_end().len());
                if !last.text.is_empty() {
                    break;
                }
                self.paragraph.spans.pop();
            }
            push_mark(&mut self.paragraph, open.role);
        }
    }

    /// Closes an element and all within it.
    fn close_to(&mut self, at: usize) {
        while self.open.len() > at {
            self.close(self.open.len() - 1);
        }
        self.write_paragraph(false);
    }

    /// Closes the innermost of some elements, unless one of `limits` was opened within.
    fn close_nearest(&mut self, names: &[&str], limits: &[&str]) {
        let at = self.open.iter().rposition(|open| {
            names.contains(&open.name.as_str()) || limits.contains(&open.name.as_str())
        });
        if let Some(at) = at.filter(|at| names.contains(&self.open[*at].name.as_str())) {
            self.close_to(at);
        }
    }

    /// A block begins or ends; a wide one stands between empty lines. Headings end here.
    fn block(&mut self, wide: bool) {
        if self.table.is_some() {
            self.space(Role::Text);
            return;
        }
        self.write_paragraph(false);
        if let Some(at) = self.open.iter().rposition(|open| matches!(open.role, Role::Heading(_))) {
            self.close_to(at);
            self.gap = true;
        }
        self.gap |= wide;
    }

    fn item(&mut self) {
        self.block(false);
        self.close_nearest(&["li"], &["ul", "ol"]);
        let list = self.open.iter_mut().rev().find(|open| open.name == "ul" || open.name == "ol");
        let mark = match list.and_then(|list| list.number.as_mut()) {
            Some(number) => {
                let mark = format!("{number}. ");
                *number = number.saturating_add(1);
                mark
            }
            None => String::from("• "),
        };
        let rest = " ".repeat(width::width(&mark));
        self.push(Open::new("li", Role::Text).indented(&mark, &rest, Role::ListMark));
    }

    fn line_break(&mut self) {
        if self.table.is_some() {
            return self.space(Role::Text);
        }
        if self.paragraph.is_empty() {
            self.gap = true;
        }
        self.write_paragraph(false);
    }

    fn rule(&mut self) {
        self.block(true);
        let wide = self.page.columns().min(24);
        self.paragraph.push(&"─".repeat(wide), Role::Rule);
        self.block(true);
    }

    fn image(&mut self, tag: &str) {
        let alt = clean::line(&html::attribute(tag, "alt").unwrap_or_default(), 300);
        let is_dot = ["width", "height"].iter().any(|side| {
            html::attribute(tag, side).is_some_and(|side| matches!(side.trim(), "0" | "1" | "1px"))
        });
        let src = html::attribute(tag, "src").filter(|_| !is_dot);
        let url = src.and_then(|src| address::parse(&src, self.page.base));
        if alt.is_empty() && url.is_none() {
            return;
        }
        let label = self.page.image;
        let mut label =
            if alt.is_empty() { format!("[{label}]") } else { format!("[{label}: {alt}]") };
        if url.is_some() {
            label.push_str(&format!("[{}]", self.next_image));
            self.next_image += 1;
        }
        let images = &mut self.article.images;
        images.push(Image { alt, url });
        let number = u32::try_from(images.len()).unwrap_or(u32::MAX);
        self.push_text(&label, Role::Image(number));
    }

    fn link(&mut self, tag: &str) {
        self.end("a");
        let href = html::attribute(tag, "href").unwrap_or_default();
        // A place on the same page leads nowhere in a terminal.
        let url = Some(href).filter(|href| !href.trim_start().starts_with('#'));
        if let Some(url) = url.and_then(|href| address::parse(&href, self.page.base)) {
            let role = Role::Link(self.numbers.of(url));
            let before = self.written;
            self.push(Open { before, ..Open::new("a", role) });
        }
    }

    /// Sets what follows as a table if it is one of words in rows and columns; those that only
    /// lay out a page are blocks.
    fn begin_table(&mut self, after: &[Token<'_>]) {
        self.block(true);
        if self.table.is_some() || self.no_more_tables {
            return;
        }
        match Table::ahead(after) {
            Ahead::Columns => self.table = Some(Table::default()),
            Ahead::Layout => {}
            Ahead::Endless => self.no_more_tables = true,
        }
    }

    fn end_cell(&mut self) {
        let at = self.open.iter().rposition(|open| open.name == "td" || open.name == "th");
        let Some(at) = at else { return };
        let is_head = self.open[at].name == "th";
        while self.open.len() > at {
            self.close(self.open.len() - 1);
        }
        let mut cell = std::mem::take(&mut self.paragraph);
        if let Some(last) = cell.spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        if let Some(table) = &mut self.table {
            table.cell(cell, is_head);
        }
    }

    fn end_table(&mut self) {
        self.end_cell();
        // A caption, or words between the cells.
        let stray = std::mem::take(&mut self.paragraph);
        if let Some(table) = self.table.take() {
            self.paragraph = stray;
            self.write_paragraph(false);
            let room = self.page.columns() - self.indent_width();
            for line in table.set(room) {
                self.write(&line);
            }
            self.gap = true;
        }
    }

    /// Writes the paragraph, broken to the width; an empty one only where that is asked.
    fn write_paragraph(&mut self, even_empty: bool) {
        if self.table.is_some() || (self.paragraph.is_empty() && !even_empty) {
            return;
        }
        let mut paragraph = std::mem::take(&mut self.paragraph);
        if self.is_inside("pre") {
            paragraph = self.highlighted(paragraph);
        }
        for line in fold(&paragraph, self.page.columns() - self.indent_width()) {
            self.write(&line);
        }
    }

    /// A line of a block of code with what each piece of it is, where its language is known.
    fn highlighted(&mut self, line: Line) -> Line {
        let Some(code) = &mut self.code else { return line };
        let text = line.text();
        let Some(left) = self.uncoloured.checked_sub(text.len() + 1) else {
            self.uncoloured = 0;
            return line;
        };
        self.uncoloured = left;
        let pieces = code.line(&text);
        // What its author marked stays as it was marked.
        if line.spans.iter().any(|span| span.role != Role::Code) {
            return line;
        }
        let mut highlighted = Line::default();
        for (kind, piece) in pieces {
            let role = if kind == Kind::Plain { Role::Code } else { Role::CodePart(kind) };
            highlighted.push(piece, role);
        }
        highlighted
    }

    /// Writes one line behind its indents.
    fn write(&mut self, line: &Line) {
        if std::mem::take(&mut self.gap) && !self.article.lines.is_empty() {
            let mut empty = Line::default();
            let quoted =
                self.open.iter().filter(|open| open.name == "blockquote" && open.was_used());
            if quoted.count() > 0 {
                empty.push("▎", Role::Quote);
            }
            self.article.lines.push(empty);
        }
        let mut whole = Line::default();
        let mut room = self.page.columns() - MIN_TEXT;
        for indent in self.open.iter_mut().filter_map(|open| open.indent.as_mut()) {
            let wide = width::width(&indent.rest);
            if wide > room {
                break;
            }
            room -= wide;
            let mark = if indent.used { &indent.rest } else { &indent.first };
            whole.push(mark, if mark.trim().is_empty() { Role::Text } else { indent.role });
            indent.used = true;
        }
        line.spans.iter().for_each(|span| whole.push(&span.text, span.role));
        self.article.lines.push(whole);
    }

    /// Columns that the indents take, of which some are always left to the text.
    fn indent_width(&self) -> usize {
        indents(&self.open, self.page.columns() - MIN_TEXT)
    }

    fn is_inside(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.name == name)
    }

    fn role(&self) -> Role {
        self.open.iter().map(|open| open.role).max_by_key(|role| weight(*role)).unwrap_or_default()
    }
}

type Raise = fn(&str) -> Option<String>;
