//! What may be quoted of an item: whole sentences of its own, and nothing of the page around them.

use std::borrow::Cow;

use crate::desk::compare::Comparer;
use crate::desk::gist;
use crate::lang::Lang;
use crate::model::{Facts, Item, ItemId, Row};
use crate::text::{html, language, sentences};

use super::whole::{folded, headline, quotable};

/// Bytes of a text in which a sentence is looked for where the gist has none.
const LOOKED_AT: usize = 6_000;

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
    /// Whether it says who acts and on whom, for how much or with what, and no other sum.
    bears: bool,
    /// Whether it says what may follow.
    follows: bool,
    /// How plainly it says what a paper did or found; nothing but papers does.
    claims: u8,
    /// Whether it is the maker's own or that of the report which stands for the event.
    is_near: bool,
    /// Whether it is about this event, and not about what surrounds it.
    is_about: bool,
    /// Whether it is of a paper.
    is_of_paper: bool,
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
    let is_of_paper = comparer.is_paper("", head.url.as_deref());
    let titles: Vec<String> = items.iter().map(|item| folded(&headline(&item.row.title))).collect();
    let about = About::of(items, head);
    let mut all: Vec<Said> = Vec::new();
    for item in items {
        let deck = deck(item);
        let mut left = SENTENCES;
        each(item, &mut |sentence| {
            let text = titles.first().and_then(|title| quotable(sentence, title));
            let is_new = |text: &String| {
                !titles.contains(&folded(text)) && all.iter().all(|said| said.text != *text)
            };
            if let Some(text) = text.filter(is_new).filter(|_| !is_cut_before(item, sentence)) {
                let language = language_of(&text, item);
                let borne = comparer.bears(facts, &text);
                // In another language a name may be written in a way that nothing tells.
                let is_told = borne.what || language != head.language && borne.stated >= STATED;
                let is_about = borne.what || about.is_said_in(&text, &language, borne.who);
                all.push(Said {
                    is_near: item.row.id == head.id || item.row.id == items[0].row.id,
                    is_about: (is_about || deck == Some(sentence)) && !borne.other_sum,
                    stated: borne.stated,
                    bears: borne.who && is_told && !borne.other_sum,
                    follows: comparer.says_what_follows(&text),
                    claims: if is_of_paper {
                        claims(&text, &head.title, is_late(item, sentence))
                    } else {
                        0
                    },
                    is_of_paper,
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

/// The only sentence that an item says of itself below its title: who wrote it had that title in mind.
fn deck(item: &Item) -> Option<&str> {
    match (&sentences::sentences(&item.summary)[..], &item.gist[..]) {
        ([only], _) => Some(only),
        ([], [only]) => Some(only),
        _ => None,
    }
}

/// Whether what stands before a sentence in its text was left out there: then its beginning may be
/// missing as well, as where a feed gives pieces of an article.
fn is_cut_before(item: &Item, sentence: &str) -> bool {
    [&item.summary, &item.content].into_iter().any(|text| {
        let text = &text[..text.floor_char_boundary(LOOKED_AT.min(text.len()))];
        let before = text.find(sentence).map(|at| text[..at].trim_end());
        before.is_some_and(|before| before.ends_with('…') || before.ends_with("..."))
    })
}

/// Whether a sentence stands in the second half of a summary, where a paper tells what came of it.
fn is_late(item: &Item, sentence: &str) -> bool {
    item.summary.find(sentence).is_some_and(|at| 2 * at > item.summary.len())
}

/// Whether a sentence says how much: a part of a hundred, or how many times.
fn has_measure(sentence: &str) -> bool {
    sentence.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        let measure = ["%", "x", "×", "-fold"].iter().find_map(|unit| word.strip_suffix(unit));
        measure.is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
    })
}

/// How plainly a sentence says what the paper of a title did: what it made, in its authors' own voice,
/// what came of it, what it looked at, by its name, or by how much; none where it only tells what others know.
fn claims(sentence: &str, title: &str, is_late: bool) -> u8 {
    /// Fewer words announce a claim and make none.
    const LEAST: usize = 8;
    /// A longer beginning of a title is no name.
    const NAME: usize = 40;
    /// What such a sentence opens with was said before, or comes last.
    const AGAIN: [&str; 4] = ["Specifically", "Finally", "Lastly", "Second"];
    if sentence.split_whitespace().count() < LEAST {
        return 0;
    }
    let name = title.split_once(": ").map(|(name, _)| name).filter(|name| name.len() <= NAME);
    let says_again = [" also ", " further "].iter().any(|word| sentence.contains(word))
        || AGAIN.iter().any(|word| sentence.starts_with(word));
    match gist::claim(sentence) {
        Some(gist::Claim::Did) => 6 - 2 * u8::from(says_again),
        Some(gist::Claim::Found) => 4 + u8::from(has_measure(sentence)),
        Some(gist::Claim::LookedAt) => 3 - u8::from(says_again),
        None if is_late && has_measure(sentence) => 2,
        None => u8::from(name.is_some_and(|name| sentence.contains(name))),
    }
}

/// What an event's headline is about, by its words; of the languages that it has none in, those of the
/// headlines of its other reports.
struct About(Vec<(String, Vec<String>)>);

impl About {
    fn of(items: &[&Item], head: &Row) -> About {
        let mut titles = vec![(head.language.clone(), telling_words(&head.title))];
        for row in items.iter().map(|item| &item.row) {
            if row.language != head.language {
                titles.push((row.language.clone(), telling_words(&row.title)));
            }
        }
        About(titles)
    }

    /// Whether a sentence shares enough words with a headline of its language; where there is none,
    /// whether it says who acts.
    fn is_said_in(&self, sentence: &str, language: &str, says_who: bool) -> bool {
        let said = telling_words(sentence);
        let mut titles = self.0.iter().filter(|(of, _)| of == language).peekable();
        if titles.peek().is_none() {
            return says_who;
        }
        titles.any(|(_, words)| {
            let shared = words.iter().filter(|word| said.contains(word));
            let weight = |word: &String| if word.len() >= LONG { SHARED } else { 1 };
            shared.map(weight).sum::<usize>() >= SHARED
        })
    }
}

/// Words of a title that a sentence about it shares; one that is long is enough.
const SHARED: usize = 2;
const LONG: usize = 9;
/// Letters by which shorter words are known.
const STEM: usize = 5;

/// Words by which a text is known: those of four letters and more by their first five, so that
/// `reactor` and `reactors` are one, and long ones by their first nine; of Hangul their first two syllables.
fn telling_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mut telling: Vec<String> = words
        .filter_map(|word| {
            if word.chars().any(|c| ('가'..='힣').contains(&c)) {
                let head: String = word.chars().take(2).collect();
                (head.chars().count() == 2).then_some(head)
            } else {
                let most = if word.chars().count() >= LONG { LONG } else { STEM };
                (word.len() >= 4).then(|| word.to_lowercase().chars().take(most).collect())
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

/// Whether a sentence of a language says all that a line about the event would.
pub(super) fn bears(said: &[Said], lang: Lang) -> bool {
    said.iter().any(|said| said.language == lang.code() && said.bears)
}

/// The sentence to quote in an edition's language: the first in it that says who acts and more, or
/// states two facts; else one of the maker's own page or of the report that stands for the event; else
/// one of another. None is about something else; that of a paper says what it does.
pub(super) fn best(said: &[Said], lang: Lang, has_scan: bool) -> Option<&Said> {
    if said.iter().any(|said| said.is_of_paper) {
        let claims = said.iter().filter(|said| said.claims > 0).rev();
        return claims.max_by_key(|said| (said.language == lang.code(), said.claims));
    }
    let speaks = |said: &&Said| said.language == lang.code();
    let states = |said: &&Said| said.stated >= STATED && said.is_about;
    let about = || said.iter().filter(|said| said.is_about);
    let told = || about().filter(speaks).find(|said| said.bears);
    let told = || told().or_else(|| about().filter(speaks).find(states)).filter(|_| has_scan);
    // A title in another language than the edition's may still have a report that speaks it.
    // What may follow has its own place below, where another sentence says more of what happened.
    let first = || about().find(speaks);
    let of_now = |first: &Said| {
        let says_more = |said: &&Said| !said.follows && said.stated > first.stated;
        about().filter(speaks).find(says_more).filter(|_| first.follows)
    };
    let in_language = || first().filter(|_| !has_scan).map(|first| of_now(first).unwrap_or(first));
    let of_near = || {
        let first = said.iter().find(|said| said.is_near)?.item;
        let own = || about().filter(|said| said.item == first);
        own().find(states).or_else(|| own().next())
    };
    told().or_else(in_language).or_else(of_near).or_else(|| about().next())
}

/// A further sentence that says what may follow, in the edition's language if there is one.
pub(super) fn follows<'s>(said: &'s [Said], lang: Lang, quote: Option<&Said>) -> Option<&'s Said> {
    let is_other = |said: &&Said| {
        let is_of_it = said.is_about || said.is_near;
        said.follows && is_of_it && quote.is_none_or(|quote| quote.text != said.text)
    };
    let in_language = said.iter().filter(is_other).find(|said| said.language == lang.code());
    in_language.or_else(|| said.iter().find(is_other))
}

/// The item's own sentence that says it best, if it has one to give.
pub(super) fn sentence(item: &Item) -> Option<String> {
    let title = folded(&headline(&item.row.title));
    let mut found = None;
    each(item, &mut |sentence| {
        found = quotable(sentence, &title).filter(|_| !is_cut_before(item, sentence));
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
