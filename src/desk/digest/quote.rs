//! What may be quoted of an item: whole sentences of its own, and nothing of the page around them.

use std::borrow::Cow;

use crate::desk::compare::Comparer;
use crate::desk::gist;
use crate::lang::Lang;
use crate::model::{Facts, Item, ItemId, Row};
use crate::text::{clean, html, language, math, sentences};

/// Characters of a sentence that is quoted; a longer one costs more than it tells.
const MOST: usize = 240;
/// Characters of a sentence that are looked at.
const CHARS: usize = 700;
/// Bytes of a title that a sentence does not hold by chance.
const TITLE: usize = 20;
/// Bytes of a text in which a sentence is looked for where the gist has none.
const LOOKED_AT: usize = 6_000;
/// Fewer words are no sentence; Korean needs fewer.
const WORDS: usize = 5;
const WORDS_KOREAN: usize = 3;

/// A title as it is shown: formulas readable, without a newsletter's tag.
pub(super) fn headline(title: &str) -> String {
    readable(clean::headline(title))
}

/// Text with its formulas readable, and without the escapes of `TeX` that abstracts are left with.
fn readable(text: &str) -> String {
    let mut text = math::readable(text).into_owned();
    for sign in ["&", "_", "%", "#", "$"] {
        if text.contains('\\') {
            text = text.replace(&format!("\\{sign}"), sign);
        }
    }
    text
}

/// A title that can be read alone: one that is a mere number of a version is told with its source.
pub(super) fn label(row: &Row) -> String {
    let title = headline(&row.title);
    let is_number = |word: &str| {
        let bare = word.trim_start_matches(['v', 'V', '#', '(', 'b']);
        bare.starts_with(|c: char| c.is_ascii_digit())
    };
    if title.split_whitespace().all(is_number) {
        format!("{} {title}", row.source_name)
    } else {
        title
    }
}

/// A sentence that may be quoted, and what speaks for it.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) item: ItemId,
    /// Two-letter code of its language.
    pub(super) language: String,
    /// How many of the event's facts it states.
    stated: usize,
    /// Whether it says what may follow.
    follows: bool,
    /// Whether it says what a paper did or found.
    claims: bool,
    /// Whether it is the maker's own or that of the report which stands for the event.
    is_near: bool,
    /// Whether it shares words with the event's title, or is in another language.
    is_about: bool,
}

/// Sentences of an item that are looked at, at most.
const SENTENCES: usize = 16;
/// Facts that a sentence must state to be chosen for them.
const STATED: usize = 2;

/// All sentences that the items which an event cites have to give, those of the first item first.
/// None says the title of any of them again. `head` is the report that stands for the event.
pub(super) fn said(
    comparer: &Comparer<'_>,
    facts: &Facts,
    items: &[&Item],
    head: &Row,
) -> Vec<Said> {
    let words = telling_words(&head.title);
    let is_paper = comparer.is_paper("", head.url.as_deref());
    let titles: Vec<String> = items.iter().map(|item| folded(&headline(&item.row.title))).collect();
    let mut all: Vec<Said> = Vec::new();
    for item in items {
        let mut left = SENTENCES;
        each(item, &mut |sentence| {
            let text = titles.first().and_then(|title| quotable(sentence, title));
            let is_new = |text: &String| {
                !titles.contains(&folded(text)) && all.iter().all(|said| said.text != *text)
            };
            if let Some(text) = text.filter(is_new) {
                let language = language_of(&text, item);
                let shared = telling_words(&text).iter().filter(|w| words.contains(w)).count();
                all.push(Said {
                    is_near: item.row.id == head.id || item.row.id == items[0].row.id,
                    is_about: shared >= SHARED || language != head.language,
                    stated: comparer.stated(facts, &text),
                    follows: comparer.says_what_follows(&text),
                    claims: is_paper && gist::is_claim(&text),
                    language,
                    item: item.row.id,
                    text,
                });
                left -= 1;
            }
            left > 0
        });
    }
    all
}

/// Words of a title that a sentence about it shares.
const SHARED: usize = 2;

/// Words by which a text is known: those of four letters and more, of Hangul their first two
/// syllables.
fn telling_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mut telling: Vec<String> = words
        .filter_map(|word| {
            if word.chars().any(|c| ('가'..='힣').contains(&c)) {
                let head: String = word.chars().take(2).collect();
                (head.chars().count() == 2).then_some(head)
            } else {
                (word.len() >= 4).then(|| word.to_lowercase())
            }
        })
        .collect();
    telling.sort_unstable();
    telling.dedup();
    telling
}

/// The language of a sentence: its item's, unless its letters say another.
fn language_of(sentence: &str, item: &Item) -> String {
    let korean = sentence.chars().filter(|c| ('가'..='힣').contains(c)).count();
    let latin = sentence.chars().filter(char::is_ascii_alphabetic).count();
    match item.row.language.as_str() {
        _ if 2 * korean > latin => "ko".to_owned(),
        "ko" => language::of(sentence).to_owned(),
        other => other.to_owned(),
    }
}

/// The sentence to quote in an edition's language: the first in it that states two facts; else one
/// of the maker's own page or of the report that stands for the event; else one of another that is
/// about it.
pub(super) fn best(said: &[Said], lang: Lang, has_scan: bool) -> Option<&Said> {
    let speaks = |said: &&Said| said.language == lang.code();
    let states = |said: &&Said| said.stated >= STATED;
    let is_about = |said: &&Said| said.is_near || said.stated >= STATED || said.is_about;
    let told = said.iter().filter(speaks).find(states).filter(|_| has_scan);
    // A title in another language than the edition's may still have a report that speaks it.
    let in_language = || {
        let of = || said.iter().filter(speaks).filter(is_about).filter(|_| !has_scan);
        of().find(|said| said.claims).or_else(|| of().next())
    };
    let of_near = || {
        let first = said.iter().find(|said| said.is_near)?.item;
        let own = || said.iter().filter(|said| said.item == first);
        own().find(states).or_else(|| own().find(|said| said.claims)).or_else(|| own().next())
    };
    told.or_else(in_language).or_else(of_near).or_else(|| said.iter().find(is_about))
}

/// A further sentence that says what may follow, in the edition's language if there is one.
pub(super) fn follows<'s>(said: &'s [Said], lang: Lang, quote: Option<&Said>) -> Option<&'s Said> {
    let is_other = |said: &&Said| said.follows && quote.is_none_or(|quote| quote.text != said.text);
    let in_language = said.iter().filter(is_other).find(|said| said.language == lang.code());
    in_language.or_else(|| said.iter().find(is_other))
}

/// The item's own sentence that says it best, if it has one to give.
pub(super) fn sentence(item: &Item) -> Option<String> {
    let title = folded(&headline(&item.row.title));
    let mut found = None;
    each(item, &mut |sentence| {
        found = quotable(sentence, &title);
        found.is_none()
    });
    found
}

/// Hands over each sentence of an item while more are wanted: those of its gist, of its summary, of
/// its text.
fn each(item: &Item, wanted: &mut dyn FnMut(&str) -> bool) {
    if !item.gist.iter().all(|sentence| wanted(sentence)) {
        return;
    }
    let within = |text: &str, most: usize| text.floor_char_boundary(most.min(text.len()));
    let summary = &item.summary[..within(&item.summary, LOOKED_AT)];
    if !sentences::sentences(summary).into_iter().all(&mut *wanted) {
        return;
    }
    let content = item.full_text.as_ref().unwrap_or(&item.content);
    let is_html = item.full_text.is_some() || item.content_is_html;
    let content = if is_html {
        Cow::Owned(html::plain(&content[..within(content, 2 * LOOKED_AT)], LOOKED_AT))
    } else {
        Cow::Borrowed(&content[..within(content, LOOKED_AT)])
    };
    sentences::sentences(&content).into_iter().all(wanted);
}

/// Letters and digits alone, by which two texts are compared.
fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The sentence as it is quoted, if it is one: whole, about the matter, not the title again.
fn quotable(sentence: &str, title: &str) -> Option<String> {
    let sentence = clean::line(sentence, CHARS);
    if has_formula(&sentence) {
        return None;
    }
    let sentence =
        sentence.trim_start_matches(['-', '–', '—', '*', '•', '·', '▲', '■', '▶', '#', ' ']);
    let said = folded(sentence);
    let is_title = said == title || (title.len() > TITLE && said.contains(title));
    let is_whole = ends(sentence) && begins(sentence) && is_long_enough(sentence);
    let is_whole = is_whole && sentence.chars().count() <= MOST;
    let is_said = is_whole && !is_title && !is_code(sentence) && !is_frame(sentence);
    is_said.then(|| sentence.to_owned())
}

/// Whether it holds TeX, which would have to be rewritten to be read: what is quoted is word for word.
fn has_formula(sentence: &str) -> bool {
    let plain = |text: &str| text.replace("---", "—").replace("--", "–");
    plain(&readable(sentence)) != plain(sentence)
}

/// Whether it ends as sentences do. A source that breaks off in the middle has not said its own.
fn ends(sentence: &str) -> bool {
    let closing = ['"', '\'', '”', '’', ')', ']', '」', '』', '›', '»'];
    let bare = sentence.trim_end_matches(closing);
    let is_open = bare.ends_with('…') || bare.ends_with("..");
    let stops = bare.ends_with(['.', '!', '?', '。', '！', '？']);
    // Korean news often leaves the stop out: the verb's ending says it.
    let is_said = bare.ends_with('다');
    !is_open && (stops || is_said)
}

/// Whether it begins as sentences do.
fn begins(sentence: &str) -> bool {
    // A bracket at the beginning belongs to what stood before, and so do points of a list.
    if closes_first(sentence)
        || !is_balanced(sentence)
        || leans_back(sentence)
        || sentence.starts_with(['(', ')', ',', ';'])
        || sentence.contains(['△', '▲', '▷', '◇'])
    {
        return false;
    }
    let first = sentence.chars().find(|c| c.is_alphanumeric());
    let small = first.is_some_and(char::is_lowercase);
    // Names that begin small, such as `iPhone`, go on with a capital.
    let word = sentence.split_whitespace().next().unwrap_or_default();
    !small || word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether it opens with a word that goes on from the sentence before.
fn leans_back(sentence: &str) -> bool {
    const ENGLISH: [&str; 17] = [
        "But ",
        "And ",
        "Or ",
        "So ",
        "Yet ",
        "However",
        "Meanwhile",
        "Instead",
        "Still,",
        "Also,",
        "Plus,",
        "Moreover",
        "Furthermore",
        "Additionally",
        "In addition",
        "For example",
        "Nevertheless",
    ];
    const KOREAN: [&str; 24] = [
        "이에",
        "한편",
        "다만",
        "그러나",
        "하지만",
        "또",
        "또한",
        "그리고",
        "따라서",
        "반면",
        "이와",
        "이로써",
        "그래서",
        "아울러",
        "이처럼",
        "즉",
        "앞서",
        "이어",
        "이후",
        "그럼에도",
        "때문에",
        "더불어",
        "이를",
        "이런",
    ];
    let first = sentence.split([' ', ',']).next().unwrap_or_default();
    ENGLISH.iter().any(|word| sentence.starts_with(word)) || KOREAN.contains(&first)
}

/// Whether every curly quotation that it opens is closed, and none is closed that was not opened.
fn is_balanced(sentence: &str) -> bool {
    let mut is_open = false;
    for c in sentence.chars() {
        match c {
            '“' if is_open => return false,
            '”' if !is_open => return false,
            '“' | '”' => is_open = !is_open,
            _ => {}
        }
    }
    !is_open
}

/// Whether it closes a quotation that it has not opened: the rest of a sentence that was taken apart.
fn closes_first(sentence: &str) -> bool {
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    let mut before = None;
    for c in sentence.chars() {
        match (c, before) {
            ('”' | '」' | '』', _) => return true,
            // A straight one behind a syllable is no apostrophe.
            ('\'' | '"' | '’', Some(before)) if is_hangul(before) => return true,
            ('“' | '‘' | '「' | '『' | '\'' | '"', _) => return false,
            _ => before = Some(c),
        }
    }
    false
}

fn is_long_enough(sentence: &str) -> bool {
    let words = sentence.split_whitespace().count();
    let korean = sentence.chars().any(|c| ('가'..='힣').contains(&c));
    words >= if korean { WORDS_KOREAN } else { WORDS }
        || sentence.chars().any(|c| ('\u{3041}'..='\u{9fff}').contains(&c))
}

/// Whether it is for a machine.
fn is_code(sentence: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "://",
        "```",
        "{{",
        "=>",
        "();",
        "&&",
        "| bash",
        "| sh",
        "curl -",
        "$ ",
        "npm i",
        "pip install",
        "sudo ",
        "git clone",
    ];
    // A price may follow a dollar sign at once, never after a blank.
    SIGNS.iter().any(|sign| sentence.contains(sign))
        || sentence.split_whitespace().any(|word| word.len() > 60)
}

/// Whether it is of the frame around the text: who wrote it, when, how long it takes.
fn is_frame(sentence: &str) -> bool {
    const MARKS: [&str; 30] = [
        "(사진",
        "사진=",
        "사진 =",
        "/사진",
        "[자료",
        "자료=",
        "자료사진",
        "사진 제공",
        "사진제공",
        "제공=",
        "(출처",
        "[출처",
        "출처=",
        "Photo:",
        "Photo by",
        "Photograph:",
        "Image:",
        "Image credit",
        "min read",
        "minute read",
        "Posted on ",
        "Table of contents",
        "기자]",
        "기자 =",
        "기자 -",
        "[사진",
        "입력 :",
        "입력:",
        "수정 :",
        "수정:",
    ];
    let is_lettered = |word: &str| word.matches('.').count() > 3;
    // So ends the line below a photograph.
    let is_caption = sentence.trim_end_matches('.').ends_with(" 모습");
    is_caption
        || MARKS.iter().any(|mark| sentence.contains(mark))
        || sentence.split_whitespace().any(is_lettered)
        || has_glued_date(sentence)
        || gist::is_about_page(sentence)
}

/// Whether a date stands at a word without a blank, as where the elements of a page ran together:
/// `FollowMar 10I made`.
fn has_glued_date(sentence: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS.iter().flat_map(|month| sentence.match_indices(month)).any(|(at, month)| {
        let after = sentence[at + month.len()..].trim_start_matches(char::is_lowercase);
        let day = after.trim_start_matches(' ');
        let rest = day.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < day.len() && rest.starts_with(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(sentence: &str) -> Option<String> {
        quotable(sentence, "a title of something else")
    }

    #[test]
    fn only_whole_sentences_about_the_matter_are_quoted() {
        for whole in [
            "The mill grinds at night, he said.",
            "“The mill grinds at night again.”",
            "iPhones count sacks of flour now.",
            "새 방앗간이 문을 열었다",
            "방앗간은 밤에도 돕니다.",
            "The mill -- it is old -- grinds at night for $5.",
            "The mill's owner isn't here, the ‘miller’ said.",
            "'밤 방앗간'을 새로 열었다.",
            "Flour cost $5 a sack (see v2.1 and U.S. prices).",
        ] {
            assert_eq!(quoted(whole).as_deref(), Some(whole));
        }
        for not in [
            "AI can drive stronger early",
            "and so the mill stands.",
            "(AI) mills grind at night, too.",
            "The mill that came with it […]",
            "The mill grinds at night ...",
            "It grinds.",
            "Fresh install: curl -fsSL mill.example | bash it now.",
            "See https://mill.example for more of it.",
            "v.j.k.v.j.k.v.j.k.FollowMar 10I Made a mill of it.",
            "Continue reading on Harbour Times for more.",
            "Miller, 4 min read of the mill.",
            "Mill-2、Mill-3",
            "방앗간 문을 열고 있는 모습.",
            "새 방앗간 - 산업 - 입력 :2026/03/05 10:37 새 방앗간이 문을 열었다.",
            "시스템'을 새 방앗간에 들였다.",
            "‘밤 방앗간’ 상태로 접어들 것”이라고 방앗간 주인이 말했다.",
            "“The mill grinds at night, he said.",
            "But the mill stands still by day.",
            "이에 방앗간은 밤에도 돌기로 했다.",
            "방앗간을 세우는 △밤 방앗간 △낮 방앗간을 갖추고 있다.",
            "새 방앗간이 문을 열었다.(사진=방앗간)",
            "밤 방앗간 전경 [사진 제공=방앗간]이다.",
            "The mill grinds at night, as the miller said. (Photo by A. Miller)",
            r"The mill grinds $\alpha^2$ sacks of flour at night.",
            "grinds at night” again, as the miller said.",
            "일하는 방식도 바꿔야⋯실질적인 활용 능력 중요",
        ] {
            assert_eq!(quoted(not), None, "{not}");
        }
        assert_eq!(headline(r"Mills \& looms by llm\_mill"), "Mills & looms by llm_mill");
        assert_eq!(quoted("- 로봇이 방앗간을 돌린다.").as_deref(), Some("로봇이 방앗간을 돌린다."));
    }
}
