//! The text of an open item, laid out for a page and kept: what stands beside it comes later, and the
//! page is put together anew each time.

use std::rc::Rc;

use super::page::{Line, Role, span};
use crate::lang::{Lang, say};
use crate::model::Item;
use crate::text::{code, markup};

/// A text as it was laid out last, if it was.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Article(Option<LaidOut>);

#[derive(Debug, Clone, PartialEq)]
struct LaidOut {
    lang: Lang,
    own_text: bool,
    cells: usize,
    article: Rc<markup::Article>,
}

impl Article {
    /// The item's text of one of its two kinds, at a width. The item is the same at each call.
    pub(super) fn laid_out(
        &mut self,
        item: &Item,
        own_text: bool,
        lang: Lang,
        cells: usize,
    ) -> Rc<markup::Article> {
        let fits =
            |kept: &LaidOut| (kept.lang, kept.own_text, kept.cells) == (lang, own_text, cells);
        let kept = self.0.take().filter(fits).unwrap_or_else(|| {
            let article = Rc::new(laid_out(item, own_text, lang, cells));
            LaidOut { lang, own_text, cells, article }
        });
        Rc::clone(&self.0.insert(kept).article)
    }
}

/// The longest text there is: the page's own where it was fetched and is wanted, what the source
/// gave, or its summary.
fn laid_out(item: &Item, own_text: bool, lang: Lang, cells: usize) -> markup::Article {
    let label = say(lang, "app.image", &[]);
    let layout = markup::Page { width: cells, base: item.row.url.as_deref(), image: &label };
    match item.full_text.as_ref().filter(|_| !own_text) {
        Some(html) => markup::from_html(html, layout),
        None if item.content.trim().is_empty() => markup::from_plain(&item.summary, layout),
        None if item.content_is_html => markup::from_html(&item.content, layout),
        None => markup::from_plain(&item.content, layout),
    }
}

/// A line of an article in the colours of the screen; images that can be opened look like links.
pub(super) fn styled(line: &markup::Line, is_link: impl Fn(u32) -> bool) -> Line {
    let role = |role| match role {
        markup::Role::Text => Role::Text,
        markup::Role::Heading(_) => Role::Head,
        markup::Role::Strong => Role::Strong,
        markup::Role::Emphasis => Role::Emphasis,
        markup::Role::Image(number) if is_link(number) => Role::Link,
        markup::Role::Strikeout | markup::Role::Image(_) => Role::Dim,
        markup::Role::Code | markup::Role::CodePart(code::Kind::Plain) => Role::Code,
        markup::Role::CodePart(code::Kind::Keyword) => Role::Keyword,
        markup::Role::CodePart(code::Kind::Literal) => Role::Literal,
        markup::Role::CodePart(code::Kind::Comment) => Role::Comment,
        markup::Role::CodePart(code::Kind::Name) => Role::Name,
        markup::Role::Quote => Role::Quote,
        markup::Role::Link(_) => Role::Link,
        markup::Role::ListMark => Role::Accent,
        markup::Role::Rule => Role::Rule,
    };
    line.spans.iter().map(|piece| span(role(piece.role), piece.text.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::story;

    #[test]
    fn a_text_is_laid_out_once_for_each_width_and_text() {
        let item = Item { content: "<p>a b</p>".into(), content_is_html: true, ..story::item(1) };
        let mut article = Article::default();
        let mut at = |own_text, cells| article.laid_out(&item, own_text, Lang::En, cells);
        let first = at(false, 40);
        assert!(Rc::ptr_eq(&first, &at(false, 40)), "what comes beside it costs nothing");
        let narrow = at(false, 30);
        assert!(!Rc::ptr_eq(&first, &narrow) && !Rc::ptr_eq(&narrow, &at(true, 30)));
    }
}
