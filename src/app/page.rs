//! A page of styled text that is scrolled: an open item, the help screen, the reasons, the
//! digest before it is written.

/// What a piece of text is, which a theme gives its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    Text,
    /// What may be overlooked: sources, ages, help.
    Dim,
    /// The one colour that leads the eye.
    Accent,
    /// A heading.
    Head,
    /// What leads the edition.
    Lead,
    /// The title of what was not read yet.
    Unread,
    /// The title of what was read.
    Read,
    /// A small chart in a line.
    Spark,
    /// Set in bold by its author.
    Strong,
    /// Set in italics by its author.
    Emphasis,
    /// The reading list's mark.
    Star,
    /// The note's mark, and notes.
    Note,
    /// Rising.
    Up,
    /// Falling.
    Down,
    /// Not seen before.
    New,
    /// Something to know.
    Warn,
    /// Something that failed.
    Error,
    /// A link's text.
    Link,
    /// Code.
    Code,
    /// A word of a programming language.
    Keyword,
    /// A string or number in code.
    Literal,
    /// A comment in code.
    Comment,
    /// A name that code defines or calls.
    Name,
    /// A quotation.
    Quote,
    /// A rule, a frame, a divider.
    Rule,
}

impl Role {
    /// All roles, which every theme must know.
    pub const ALL: [Role; 25] = [
        Role::Text,
        Role::Dim,
        Role::Accent,
        Role::Head,
        Role::Lead,
        Role::Unread,
        Role::Read,
        Role::Spark,
        Role::Strong,
        Role::Emphasis,
        Role::Star,
        Role::Note,
        Role::Up,
        Role::Down,
        Role::New,
        Role::Warn,
        Role::Error,
        Role::Link,
        Role::Code,
        Role::Keyword,
        Role::Literal,
        Role::Comment,
        Role::Name,
        Role::Quote,
        Role::Rule,
    ];

    /// The role whose look it has where a theme file of before it says nothing of it.
    pub fn stands_for(self) -> Option<Role> {
        match self {
            Role::Lead => Some(Role::Head),
            Role::Read | Role::Spark => Some(Role::Dim),
            Role::Text
            | Role::Dim
            | Role::Accent
            | Role::Head
            | Role::Unread
            | Role::Strong
            | Role::Emphasis
            | Role::Star
            | Role::Note
            | Role::Up
            | Role::Down
            | Role::New
            | Role::Warn
            | Role::Error
            | Role::Link
            | Role::Code
            | Role::Keyword
            | Role::Literal
            | Role::Comment
            | Role::Name
            | Role::Quote
            | Role::Rule => None,
        }
    }

    /// The name in theme files.
    pub fn name(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Dim => "dim",
            Role::Accent => "accent",
            Role::Head => "head",
            Role::Lead => "lead",
            Role::Unread => "unread",
            Role::Read => "read",
            Role::Spark => "spark",
            Role::Strong => "strong",
            Role::Emphasis => "emphasis",
            Role::Star => "star",
            Role::Note => "note",
            Role::Up => "up",
            Role::Down => "down",
            Role::New => "new",
            Role::Warn => "warn",
            Role::Error => "error",
            Role::Link => "link",
            Role::Code => "code",
            Role::Keyword => "keyword",
            Role::Literal => "literal",
            Role::Comment => "comment",
            Role::Name => "name",
            Role::Quote => "quote",
            Role::Rule => "rule",
        }
    }
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub struct Span {
    pub text: String,
    pub role: Role,
}

/// One line of a page, already within its width.
pub type Line = Vec<Span>;

/// A span, shortly.
pub fn span(role: Role, text: impl Into<String>) -> Span {
    Span { text: text.into(), role }
}

/// Lines and how far they were scrolled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The lines.
    pub lines: Vec<Line>,
    /// The first line shown.
    pub top: usize,
}

impl Page {
    /// A page at its beginning.
    pub fn new(lines: Vec<Line>) -> Page {
        Page { lines, top: 0 }
    }

    /// Scrolls by lines, not past the end on a screen of that height.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(self.end(height));
    }

    /// Scrolls to the next or the previous beginning of a paragraph.
    pub fn paragraph(&mut self, forwards: bool, height: usize) {
        let begins =
            |at: usize| !self.lines[at].is_empty() && (at == 0 || self.lines[at - 1].is_empty());
        let found = if forwards {
            (self.top + 1..self.lines.len()).find(|at| begins(*at))
        } else {
            (0..self.top.min(self.lines.len())).rev().find(|at| begins(*at))
        };
        let otherwise = if forwards { self.end(height) } else { 0 };
        self.top = found.unwrap_or(otherwise).min(self.end(height));
    }

    /// Puts other lines in place of these. What was at the top stays there, whatever was put over it
    /// or below it; where it is set anew, about the same passage does.
    pub fn replace(&mut self, lines: Vec<Line>) {
        if !self.lines.is_empty() {
            let about = self.top * lines.len() / self.lines.len();
            self.top = self.at_top_in(&lines).unwrap_or(about);
        }
        self.lines = lines;
    }

    /// Where in other lines stands what is at the top here, the nearest place where it stands twice:
    /// some lines of it, or as many as tell it apart.
    fn at_top_in(&self, lines: &[Line]) -> Option<usize> {
        if self.top == 0 {
            return Some(0);
        }
        let here = self.lines.get(self.top..)?;
        [4, 2, 1].into_iter().find_map(|count| {
            let wanted = here.get(..count)?;
            if wanted.iter().all(Vec::is_empty) {
                return None;
            }
            let places = lines.windows(count).enumerate().filter(|(_, some)| *some == wanted);
            places.map(|(at, _)| at).min_by_key(|at| at.abs_diff(self.top))
        })
    }

    /// How much has been seen, in percent, on a screen of that height.
    pub fn progress(&self, height: usize) -> usize {
        let seen = (self.top + height).min(self.lines.len());
        (seen * 100).checked_div(self.lines.len()).unwrap_or(100)
    }

    fn end(&self, height: usize) -> usize {
        self.lines.len().saturating_sub(height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        let line = |line: &str| {
            if line.is_empty() { Vec::new() } else { vec![span(Role::Text, line)] }
        };
        Page::new(text.lines().map(line).collect())
    }

    #[test]
    fn scrolling_stops_at_both_ends() {
        let mut page = page("1\n2\n3\n4\n5");
        page.scroll(99, 2);
        assert_eq!((page.top, page.progress(2)), (3, 100));
        page.scroll(-99, 2);
        assert_eq!((page.top, page.progress(2)), (0, 40));
    }

    #[test]
    fn paragraphs_are_passed_one_at_a_time() {
        let mut page = page("a\na\n\nb\n\nc\nc\nc");
        page.paragraph(true, 2);
        assert_eq!(page.top, 3);
        page.paragraph(true, 2);
        assert_eq!(page.top, 5);
        page.paragraph(false, 2);
        assert_eq!(page.top, 3);
    }
}
