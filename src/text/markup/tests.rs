//! Articles as they are laid out, told by examples of our own.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::text::width;

fn layout(width: usize) -> Page<'static> {
    Page { width, base: Some("https://news.example/a/b"), image: "image" }
}

fn shown(article: &Article) -> String {
    article.lines.iter().map(Line::text).collect::<Vec<_>>().join("\n")
}

fn roles(article: &Article, role: Role) -> String {
    let spans = article.lines.iter().flat_map(|line| &line.spans);
    spans
        .filter(|span| span.role == role)
        .map(|span| span.text.as_str())
        .collect::<Vec<_>>()
        .join("|")
}

#[test]
fn an_article_keeps_its_structure() {
    let article = from_html(
        "<h2>A heading</h2><p>Some <b>strong</b> and <i>soft</i> words, <code>code</code>.</p>\
         <ul><li>one<ul><li>inner</ul><li>two</ul><ol><li>first<li>second</ol>\
         <blockquote><p>Said she.</p></blockquote><pre>let a = 1;\n  let b;</pre><hr><p>End.",
        layout(40),
    );
    insta::assert_snapshot!(shown(&article));
    assert_eq!(roles(&article, Role::Heading(2)), "A heading");
    assert_eq!(roles(&article, Role::Strong), "strong");
    assert_eq!(roles(&article, Role::Emphasis), "soft");
    assert_eq!(roles(&article, Role::Code), "code|let a = 1;|  let b;");
    assert_eq!(roles(&article, Role::Quote), "▎ Said she.");
}

#[test]
fn links_are_numbered_where_they_stand_each_address_once() {
    let article = from_html(
        r##"<a href="/x">One</a>, <a href="https://b.example/">two</a>, <a href="/x">again</a>,
           <a href="#note">a note</a>, <a href="javascript:alert(1)">no</a>"##,
        layout(80),
    );
    assert_eq!(shown(&article), "One[1], two[2], again[1], a note, no");
    assert_eq!(article.links, ["https://news.example/x", "https://b.example/"]);
    assert_eq!(roles(&article, Role::Link(1)), "One[1]|again[1]");
}

#[test]
fn images_are_labels() {
    let article =
        from_html(r#"<img src="/a.png" alt="A chart"><img src="b.png"><img>"#, layout(80));
    assert_eq!(shown(&article), "[image: A chart][1][image][2]");
    let article = from_html(r#"<img src="/a.png"> and <a href="/x">a link</a><img>"#, layout(80));
    assert_eq!(shown(&article), "[image][2] and a link[1]");
    let article =
        from_html(r#"<img src="/a.png" alt="A chart"><img src="b.png"><img>"#, layout(80));
    assert_eq!(article.images[0].url.as_deref(), Some("https://news.example/a.png"));
    assert_eq!(article.images.len(), 2);
}

#[test]
fn the_numbers_beside_code_are_left_out() {
    for html in [
        "<table><tr><td class=\"gutter\"><pre>1\n2\n</pre></td><td class=\"code\"><pre>let a;\nlet b;</pre></td></tr></table>",
        "<div class=linenodiv><pre><span class=normal>1</span>\n<span>2</span></pre></div><pre>let a;\nlet b;</pre>",
        "<pre><span class=\"lnt\">1 </span>let a;\n<span class=\"lnt\">2 </span>let b;</pre>",
        "<pre class=\"line-numbers\">let a;\nlet b;</pre>",
    ] {
        assert_eq!(shown(&from_html(html, layout(40))), "let a;\nlet b;", "{html}");
    }
    let article = from_html("<div class=gutter><p>A word on gutters.</p>", layout(40));
    assert_eq!(shown(&article), "A word on gutters.");
    let article = from_html("<pre class=\"line-numbers\">let a = 1;\n2\n</pre>", layout(40));
    assert_eq!(shown(&article), "let a = 1;\n2", "code may be a number");
}

#[test]
fn a_table_is_a_table() {
    let article = from_html(
        "<table><tr><th>이름</th><th>Score</th></tr><tr><td>가나다</td><td>1</td></tr></table>",
        layout(40),
    );
    insta::assert_snapshot!(shown(&article));
    assert!(!roles(&article, Role::Rule).is_empty());
}

#[test]
fn plain_text_keeps_its_lines_and_its_addresses_become_links() {
    let article = from_plain("See https://a.example/x.\n\n조간 신문을 아침마다 읽는다", layout(16));
    assert_eq!(shown(&article), "See\nhttps://a.exampl\ne/x[1].\n\n조간 신문을\n아침마다 읽는다");
    assert_eq!(article.links, ["https://a.example/x"]);
}

#[test]
fn formulas_are_readable_and_code_is_left_alone() {
    let article = from_html(r"<p>$\alpha_i \leq 1$</p><pre>echo $\alpha_i$</pre>", layout(40));
    assert_eq!(shown(&article), "αᵢ ≤ 1\n\necho $\\alpha_i$");
    assert_eq!(shown(&from_plain(r"so $x^2$", layout(40))), "so x²");
}

#[test]
fn nothing_that_drives_a_terminal_comes_through() {
    let article = from_html(
        "<p>a&#27;[31mb&#x202e;c &#1;&#2; &#3;d<a href='https://x.example/&#27;[2J'>e</a><pre>\tx&#8;y</pre>",
        layout(40),
    );
    let all = shown(&article) + &article.links.concat();
    assert!(!all.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{all:?}");
}

#[test]
fn hostile_html_is_bounded() {
    let deep = [
        "<div>",
        "<b>",
        "<table><tr><td>",
        "<ul><li>",
        "<blockquote>",
        "<a href='x'>",
        "<font size=1>",
        "<svg>",
        "<h1>",
        "<sup>",
        "<dl><dd>",
    ];
    let tangled = [
        "<p><font size=1>",
        "<b><p>",
        "<td colspan=99999>",
        "<table><td rowspan=9999 colspan=9999>x",
        "<ol start=9223372036854775807><li>x",
        "<a href=x><p>",
        "<li>",
        "</p>",
        "<h1></h1>",
        "<ol start=-9223372036854775808><li>x<li>",
    ];
    for piece in deep.iter().chain(&tangled) {
        for count in [100, 100_000] {
            let start = Instant::now();
            let article = from_html(&piece.repeat(count), layout(40));
            assert!(start.elapsed() < Duration::from_mins(1), "{piece} took {:?}", start.elapsed());
            drop(article);
        }
    }
}

/// A megabyte of whatever costs most: each took minutes when a step of it looked back at all that
/// stood before it.
#[test]
fn a_long_text_costs_a_bounded_number_of_steps_a_byte() {
    let each = |count: usize, piece: &dyn Fn(usize) -> String| -> String {
        (0..count).map(piece).collect()
    };
    let block =
        |language: &str, text: String| format!("<pre class=language-{language}>{text}</pre>");
    let texts = [
        ("links", each(50_000, &|n| format!("<a href=\"/{n}\">x</a> "))),
        ("one row of cells", format!("<table><tr>{}</table>", "<td>x".repeat(150_000))),
        ("words in bold", "<b>x</b><i>y</i>".repeat(60_000)),
        ("blocks of code", each(5, &|_| block("js", "a".repeat(32_000)))),
        (
            "lines of code",
            each(5, &|_| block("ts", format!("{}\n", "a<b(".repeat(140)).repeat(58))),
        ),
        ("open quotes", block("py", "'\\".repeat(500_000))),
        ("open comments", block("c", "/* ".repeat(330_000))),
    ];
    for (what, html) in texts {
        for width in [76, 100_000] {
            let start = Instant::now();
            drop(from_html(&html, layout(width)));
            // Within a second on a machine that has nothing else to do.
            assert!(start.elapsed() < Duration::from_secs(15), "{what}: {:?}", start.elapsed());
        }
    }
    let start = Instant::now();
    from_plain(&each(50_000, &|n| format!("http://a.example/{n} ")), layout(76));
    assert!(start.elapsed() < Duration::from_secs(15), "addresses: {:?}", start.elapsed());
}

#[test]
fn code_is_coloured_up_to_one_bound_for_the_whole_text() {
    let block = format!("<pre class=language-rust>{}</pre>", "let a = 1;\n".repeat(10_000));
    let article = from_html(&block.repeat(5), layout(40));
    let keywords = roles(&article, Role::CodePart(code::Kind::Keyword)).split('|').count();
    // Of the five blocks the first two, and some of the third.
    assert!((20_000..30_000).contains(&keywords), "{keywords}");
    assert_eq!(article.lines.last().map(|line| line.spans[0].role), Some(Role::Code));
}

proptest! {
    #[test]
    fn any_html_fits_the_width_and_numbers_what_it_lists(
        html in "(<(p|b|i|h1|ul|li|ol|dl|dd|pre|table|tr|td|blockquote|a href=\"/[a-z]\"|img alt=x src=y|br|hr|sup|code|div|tbody)>|</(p|b|ul|ol|pre|table|tr|td|a|div|blockquote)>|[a-z가-힣]{1,30} |👩‍🔬|&#[0-9]{1,4};){0,40}",
        width in 0usize..60,
    ) {
        let article = from_html(&html, layout(width));
        for line in &article.lines {
            prop_assert!(width::width(&line.text()) <= width.max(MIN_WIDTH), "{:?}", line.text());
            for span in &line.spans {
                if let Role::Link(number) = span.role {
                    prop_assert!(number as usize <= article.links.len() && number > 0);
                }
                prop_assert!(!span.text.contains(char::is_control));
            }
        }
    }
}
