//! Pages as they are found, and pages made to break.

use std::time::Instant;

use proptest::prelude::*;

use super::*;

#[test]
fn blocks_become_lines_and_markup_goes() {
    for (html, words) in [
        ("<p>One\n two</p>\n<p>three <b>bold</b>.</p>", "One two\nthree bold."),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>one<li>two</ul>after", "one\ntwo\nafter"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</table>", "1 2\n3"),
        ("<pre>fn a()\n  b</pre>", "fn a()\nb"),
        ("x<script>if (a<b) { '</p>' }</script>y<style>p{}</style>z", "xyz"),
        ("<head><title>no</title></head><body>yes", "yes"),
        ("a <!-- b --> c<!doctype html><?php x ?>d", "a cd"),
        ("<![CDATA[one]] two", "one]] two"),
        (r#"<a title="x > y" href=z>link</a>"#, "link"),
        ("<a title=it's>link</a>", "link"),
        ("1 < 2 && 3 > 2", "1 < 2 && 3 > 2"),
        ("<script>never closed", ""),
        ("<svg>never closed", "never closed"),
        ("plain\ntext", "plain text"),
    ] {
        assert_eq!(plain(html, 1000), words, "{html}");
    }
}

#[test]
fn references_are_read_as_browsers_read_them() {
    for (html, words) in [
        ("AT&T &amp; &lt;b&gt; &quot;x&quot;&hellip;", "AT&T & <b> \"x\"…"),
        ("&#44032;&#xAC01;&#x1F600;", "가각😀"),
        ("&#150;&#0;&#xD800;&#99999999999;", "–\u{fffd}\u{fffd}\u{fffd}"),
        ("&copy2026 &notit; &NotEqualTilde;", "©2026 ¬it; ≂\u{338}"),
        ("&unknown; &; &# &#x;", "&unknown; &; &# &#x;"),
    ] {
        assert_eq!(plain(html, 1000), words, "{html}");
    }
    assert_eq!(decode("a &lt;b&gt;\n&amp;amp;"), "a <b>\n&amp;");
}

#[test]
fn a_reference_cannot_bring_back_what_cleaning_takes() {
    assert_eq!(plain("a&#27;[31mb&#x202e;c&#7;", 100), "abc");
}

#[test]
fn the_names_of_blocks_stand_in_order() {
    assert!(BLOCKS.is_sorted());
}

#[test]
fn a_hostile_megabyte_takes_one_pass() {
    let plainest = "word ".repeat(200_000);
    let start = Instant::now();
    plain(&format!("<p>{plainest}"), 10_000_000);
    // Generous: what this guards against takes minutes.
    let allowed = start.elapsed() * 100 + std::time::Duration::from_secs(2);
    for piece in [
        "<a b=\"",
        "<a b='",
        "<svg>",
        "<head>",
        "<",
        "&",
        "&a",
        "<!--",
        "<a b=' c=\"",
        "</",
        "<title><",
        "& ",
        "<a =  \"",
        "'\"<a=",
    ] {
        let hostile = piece.repeat(1_000_000 / piece.len());
        let start = Instant::now();
        plain(&hostile, 10_000_000);
        assert!(start.elapsed() < allowed, "{piece} took {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_capped(html in "(<[a-z!/?]{0,8}|[>\"'=&;# ]|&[a-z]{1,5};?|[a-z가-힣\n]{1,5}|.){0,60}", max in 0usize..80) {
        prop_assert!(plain(&html, max).chars().count() <= max);
    }

    #[test]
    fn escaped_text_comes_back_as_it_was(text in "[ -~가-힣]{0,60}") {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        prop_assert_eq!(plain(&escaped, 1000), clean::block(&text, 1000));
    }
}
