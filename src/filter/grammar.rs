//! Keys, marks and values of a line, in each language.

use crate::lang::{Lang, say};
use crate::model::{Move, Pane, Progress, Trait};

/// What can be asked of an item, as it is written before a colon, in English and Korean.
pub(super) const KEYS: [(&str, &str, Key); 12] = [
    ("company", "기업", Key::Company),
    ("move", "움직임", Key::Move),
    ("source", "소스", Key::Source),
    ("author", "저자", Key::Author),
    ("pane", "칸", Key::Pane),
    ("lang", "언어", Key::Language),
    ("since", "부터", Key::Since),
    ("until", "까지", Key::Until),
    ("day", "날짜", Key::Day),
    ("tag", "태그", Key::Tag),
    ("state", "상태", Key::State),
    ("due", "기한", Key::Due),
];

/// Marks, each a word by itself, in English and Korean.
pub(super) const MARKS: [(&str, &str, Trait, bool); 3] = [
    ("starred", "별표", Trait::Starred, true),
    ("noted", "메모", Trait::Noted, true),
    ("unread", "안읽음", Trait::Read, false),
];

/// What an item can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Company,
    Move,
    Source,
    Author,
    Pane,
    Language,
    Since,
    Until,
    Day,
    Tag,
    State,
    Due,
}

impl Key {
    /// The key that is written so.
    pub(super) fn of(written: &str) -> Option<Key> {
        let same = |(en, ko, _): &&(&str, &str, Key)| *en == written || *ko == written;
        KEYS.iter().find(same).map(|(_, _, key)| *key)
    }
}

/// A pane by its name in any language.
pub(super) fn pane_named(typed: &str) -> Option<Pane> {
    let lower = typed.to_lowercase();
    let said = |pane: &Pane| {
        let key = format!("pane.{}", pane.name());
        Lang::ALL.iter().any(|lang| say(*lang, &key, &[]).to_lowercase() == lower)
    };
    Pane::ALL.into_iter().find(|pane| pane.name() == lower || said(pane))
}

/// A kind of move by its name in any language.
pub(super) fn move_named(typed: &str) -> Option<Move> {
    let key = |kind: &Move| format!("move.{}", kind.name());
    let said = |kind: &Move| Lang::ALL.iter().any(|lang| say(*lang, &key(kind), &[]) == typed);
    Move::from_name(&typed.to_lowercase()).or_else(|| Move::ALL.into_iter().find(said))
}

/// The names of all panes, in a language.
pub(super) fn panes(lang: Lang) -> String {
    in_language(lang, Pane::ALL.map(Pane::name), "pane")
}

/// The names of all kinds of move, in a language.
pub(super) fn moves(lang: Lang) -> String {
    in_language(lang, Move::ALL.map(Move::name), "move")
}

/// The names of all states of the reading list, in a language, as they are typed.
pub(super) fn states(lang: Lang) -> String {
    in_language(lang, Progress::ALL.map(Progress::name), "reading")
}

/// Names as they are typed: the keys themselves in English, else what they are called, without
/// blanks.
fn in_language<const N: usize>(lang: Lang, names: [&str; N], phrase: &str) -> String {
    let spoken = names.map(|name| match lang {
        Lang::En => name.to_owned(),
        Lang::Ko => say(lang, &format!("{phrase}.{name}"), &[]).replace(' ', "-"),
    });
    spoken.join(", ")
}

/// What may stand for a week, in English and Korean.
pub(super) const WEEKS: (&str, &str) = ("this, next, 2026-W10", "이번, 다음, 2026-W10");

/// What may stand for a day, in English and Korean.
pub(super) const DAYS: (&str, &str) =
    ("today, yesterday, 3d, 2w, 2026-03-05", "오늘, 어제, 3일, 2주, 2026-03-05");

/// The English word for a day that a Korean word names; any other stays.
pub(super) fn day_word(typed: &str) -> &str {
    match typed {
        "오늘" => "today",
        "어제" => "yesterday",
        other => other,
    }
}

/// How far the reading is, by its name in any language; what one types holds no blank.
pub(super) fn state_named(typed: &str) -> Option<Progress> {
    let lower = typed.to_lowercase();
    let said = |state: &Progress| {
        let key = format!("reading.{}", state.name());
        Lang::ALL.iter().any(|lang| say(*lang, &key, &[]).replace(' ', "-") == lower)
    };
    Progress::from_name(&lower).or_else(|| Progress::ALL.into_iter().find(said))
}
