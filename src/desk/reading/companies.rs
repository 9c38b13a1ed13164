//! Which companies a title is about, and which of them acts.

use std::collections::HashMap;

use super::{Page, direction, unknown};
use crate::desk::features::StopWords;
use crate::desk::lexicon::{Lexicon, Mention};
use crate::desk::lists::{Cue, Found, Lists};
use crate::model::Move;
use crate::text::tokens::{self, Script, Words};

/// A title as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// What it says.
    pub title: &'a str,
    /// Its words.
    pub words: &'a Words,
    /// What it names.
    pub named: &'a [Mention],
    /// Which lists it touches.
    pub found: &'a Found,
    /// Whether its first words name a company.
    pub company_first: bool,
    /// Whether it names an office, a court or a government.
    pub body: bool,
}

/// A company that a report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its key in the lexicon, else its name in small letters.
    pub key: String,
    /// A number for the key.
    pub number: u32,
    /// How much weight its acts have, from 1 to 3; 0 where the lexicon does not know it.
    pub weight: u8,
}

impl Company {
    fn known(lexicon: &Lexicon, entry: u32) -> Company {
        let entry = lexicon.entry(entry);
        Company {
            number: tokens::hash(entry.key.as_bytes()) as u32,
            weight: u8::from(entry.weight),
            key: entry.key.clone(),
        }
    }

    /// One that the form of a title tells: it may be one whose name is a common word.
    fn told(name: &str, lexicon: &Lexicon) -> Company {
        let key = name.to_lowercase();
        match by_key(&key.replace(' ', "-"), lexicon) {
            Some(entry) => Company::known(lexicon, entry),
            None => Company { number: tokens::hash(key.as_bytes()) as u32, weight: 0, key },
        }
    }
}

/// Who acts, and on whom.
#[derive(Debug, Default, Clone)]
pub struct Roles {
    /// By key or as written.
    pub actor: Option<String>,
    /// Likewise.
    pub object: Option<String>,
    /// The kind of move by which one acts on the other, where a verb or a particle says so.
    pub directed: Option<Move>,
    /// Whether somebody acts whom nothing here knows: then no company that is named does.
    pub is_of_others: bool,
}

/// A report is about no more companies.
const MOST: usize = 4;

/// Words before a name after which it is only compared with, or was somebody's once.
const COMPARED: [&str; 14] = [
    "like",
    "former",
    "ex",
    "than",
    "vs",
    "versus",
    "rival",
    "rivals",
    "rivaling",
    "challenging",
    "unlike",
    "beyond",
    "beating",
    "anti",
];
/// Words behind a name with which it describes another.
const DESCRIBING: [&str; 8] =
    ["backed", "style", "like", "owned", "inspired", "compatible", "powered", "trained"];
/// Words behind a name that is only compared with another.
const RIVALS: [&str; 6] =
    ["rival", "rivals", "competitor", "competitors", "challenger", "alternative"];
/// Words behind a name for people who were there.
const FOUNDERS: [&str; 10] = [
    "founder",
    "founders",
    "cofounder",
    "cofounders",
    "co-founder",
    "co-founders",
    "alum",
    "alums",
    "alumni",
    "veterans",
];
/// What stands behind a Korean name that is only compared with.
const COMPARED_KO: [&str; 12] = [
    "처럼",
    "보다",
    "출신",
    "대항마",
    "대체",
    "같은",
    "맞먹",
    "닮은",
    "못지",
    "따라",
    "vs",
    "대비",
];
/// Words before a product that is only used.
const USING: [&str; 9] = ["for", "on", "using", "with", "via", "by", "in", "from", "inside"];

/// The companies that a title is about, and their roles.
pub fn find(
    text: &Text<'_>,
    page: &Page,
    own: Option<u32>,
    lexicon: &Lexicon,
    lists: &Lists,
    stop: &StopWords,
) -> (Vec<Company>, Roles) {
    if page.paper {
        return (Vec::new(), Roles::default());
    }
    let mut entries: Vec<(u32, usize)> = Vec::new();
    let is_shown = page.project || super::noise::starts_with(text.title, "show hn");
    if !is_shown {
        for mention in text.named {
            let Some(company) = company_of(text, mention, page, lexicon) else { continue };
            if !entries.iter().any(|(known, _)| *known == company) {
                entries.push((company, mention.word as usize));
            }
        }
        // A community tells of programs, whose names are common words, too.
        let latin = latin_among_korean(text, lexicon).filter(|_| !page.community);
        entries.extend(latin.filter(|(found, _)| entries.iter().all(|(known, _)| known != found)));
        drop_in_passing(text, &mut entries, lexicon, lists);
    }
    let mut who: Vec<Company> = Vec::new();
    if let Some(own) = own.filter(|_| page.own.is_some()) {
        who.push(Company::known(lexicon, own));
        entries.retain(|(entry, _)| *entry != own);
    }
    // Who opens a headline and acts may be known to nobody, whoever is named behind; a Korean one names
    // who acts before a comma, and whom the lexicon knows may stand there in passing.
    let english = unknown::english(text, lexicon, stop)
        .filter(|(_, at)| entries.iter().all(|(_, known)| at < known));
    let korean = || {
        let may = !page.community && !entries.is_empty();
        unknown::opening(text, stop).filter(|_| may).map(|name| (name, 0))
    };
    let unknown = english
        .or_else(korean)
        .filter(|_| who.is_empty() && !is_shown)
        .map(|(name, at)| (Company::told(&name, lexicon), at));
    let roles = roles(text, &entries, (who.first(), unknown.as_ref()), lexicon, stop);
    who.extend(unknown.map(|(company, _)| company));
    who.extend(entries.iter().take(MOST).map(|(entry, _)| Company::known(lexicon, *entry)));
    if who.is_empty() && !is_shown {
        who.extend(unknown::korean(text, stop).map(|name| Company::told(&name, lexicon)));
    }
    // Who acts comes first.
    who.sort_by_key(|company| Some(&company.key) != roles.actor.as_ref());
    (who, roles)
}

/// The company of a key.
fn by_key(key: &str, lexicon: &Lexicon) -> Option<u32> {
    lexicon.index_of(key).filter(|index| lexicon.entry(*index).kind == "company")
}

/// A company whose name is a common word of English, in a Korean title: a capital is a name there.
fn latin_among_korean(text: &Text<'_>, lexicon: &Lexicon) -> Option<(u32, usize)> {
    /// Letters of the shortest such name.
    const SHORTEST: usize = 3;
    let list = text.words.list();
    if list.iter().all(|word| word.script != Script::Hangul) {
        return None;
    }
    list.iter().enumerate().find_map(|(at, word)| {
        let said = text.words.text(word);
        let is_named = text
            .named
            .iter()
            .any(|mention| (mention.word..mention.word + mention.length).contains(&(at as u32)));
        let is_name = word.script == Script::Alphabetic
            && word.capital
            && said.len() >= SHORTEST
            && !is_named;
        if is_name { Some((by_key(said, lexicon)?, at)) } else { None }
    })
}

/// What makes a name another thing that is like the company: "K-엔비디아",
/// "제2의 엔비디아".
const LIKE_IT: [&str; 7] = ["K-", "k-", "한국판 ", "중국판 ", "제2의 ", "포스트 ", "anti-"];

/// The company that a mention means, if it means one that the title is about.
fn company_of(text: &Text<'_>, mention: &Mention, page: &Page, lexicon: &Lexicon) -> Option<u32> {
    let entry = lexicon.entry(mention.entry);
    // A company that belongs to another one acts for itself; a product is its maker's.
    let company = match entry.kind.as_str() {
        "company" => mention.entry,
        _ => lexicon.company_of(mention.entry)?,
    };
    let list = text.words.list();
    let (at, end) = (mention.word as usize, (mention.word + mention.length) as usize);
    let word = |at: usize| list.get(at).map_or("", |word| text.words.text(word));
    let before = at.checked_sub(1).map_or("", word);
    let before_that = at.checked_sub(2).map_or("", word);
    if COMPARED.contains(&before)
        || (["alternative", "alternatives", "answer", "rival", "competitor", "challenger"]
            .contains(&before_that)
            && ["to", "for", "of"].contains(&before))
    {
        return None;
    }
    let last = list.get(end - 1)?;
    let after = &text.title[last.until as usize..];
    let start = list.get(at)?.at as usize;
    let is_sum = text.title[..start].ends_with(['$', '€', '£', '₩']);
    if is_sum || LIKE_IT.iter().any(|prefix| text.title[..start].ends_with(prefix)) {
        return None;
    }
    if RIVALS.contains(&word(end)) && after.starts_with(' ') {
        return None;
    }
    if is_origin(after) {
        return None;
    }
    // What its founder raises money for is another company, and what was a part of it acts for itself.
    let raises = text.found.moved(Move::Investment).is_some();
    let is_spun = ["spinout", "spinoff"].contains(&word(end))
        || word(end) == "spin" && ["out", "off"].contains(&word(end + 1));
    let is_spun = is_spun && after.starts_with(' ') && text.words.list().get(end + 2).is_some();
    if is_spun || raises && FOUNDERS.contains(&word(end)) {
        return None;
    }
    if let Some(rest) = after.strip_prefix('-')
        && DESCRIBING.iter().any(|word| super::noise::starts_with(rest, word))
    {
        return None;
    }
    if last.script == Script::Hangul {
        let said = text.words.text(last);
        let follows = after.trim_start();
        if COMPARED_KO.iter().any(|word| said.ends_with(word) || follows.starts_with(word)) {
            return None;
        }
    }
    if entry.kind != "company" {
        let is_used = USING.contains(&before) || is_behind_dash(text, at);
        let names_company =
            text.named.iter().any(|other| lexicon.entry(other.entry).kind == "company");
        if is_used && (page.community || names_company) {
            return None;
        }
    }
    Some(company)
}

/// Whether a Korean headline goes on behind a name with those who came from there: `CTO 출신의`,
/// `임원이 만든`, or with what it gave money to: `투자 받은`.
fn is_origin(follows: &str) -> bool {
    /// Words in which that is said.
    const WITHIN: usize = 5;
    const PEOPLE: [&str; 12] = [
        "임원",
        "창업자",
        "공동창업자",
        "연구원",
        "직원",
        "개발자",
        "엔지니어",
        "멤버",
        "핵심",
        "ceo",
        "cto",
        "수석",
    ];
    const MADE: [&str; 7] = ["만든", "세운", "차린", "창업한", "설립한", "떠나", "나와"];
    let clause = follows.split([',', '…', '·', '"', '“', '”']).next().unwrap_or_default();
    let clause = clause.split("..").next().unwrap_or_default().to_lowercase();
    let words: Vec<&str> = clause.split_whitespace().take(WITHIN).collect();
    let begins = |word: &str, among: &[&str]| among.iter().any(|one| word.starts_with(one));
    words.iter().enumerate().any(|(at, word)| {
        let before = &words[..at];
        begins(word, &["출신", "투자받은"])
            || word.starts_with("받은") && before.last().is_some_and(|one| one.starts_with("투자"))
            || begins(word, &MADE) && before.iter().any(|one| begins(one, &PEOPLE))
    })
}

/// Words behind a name for others than itself, and for what others do with its things: they act or
/// are acted upon, not the company or office.
const OTHERS: [&str; 39] = [
    "users",
    "user",
    "customers",
    "customer",
    "employees",
    "workers",
    "investors",
    "investor",
    "shareholders",
    "contractor",
    "contractors",
    "supplier",
    "suppliers",
    "fans",
    "owners",
    "critics",
    "drivers",
    "sellers",
    "creators",
    "developers",
    "partner",
    "partners",
    "founder",
    "founders",
    "cofounder",
    "cofounders",
    "co",
    "alum",
    "alums",
    "alumni",
    "veterans",
    "veteran",
    "hacking",
    "hack",
    "hacks",
    "hackers",
    "clone",
    "clones",
    "knockoffs",
];

/// Whether the name at a word stands for others than itself in a matter of money or things. Who leads
/// a company, or works for it, is of it where people come and go.
fn is_of_others(text: &Text<'_>, at: usize, kind: Option<Move>) -> bool {
    let named = text.named.iter().find(|mention| mention.word as usize == at);
    let end = at + named.map_or(1, |mention| mention.length as usize);
    let list = text.words.list();
    let (Some(last), Some(next)) = (list.get(end - 1), list.get(end)) else { return false };
    let is_next = text.title.get(last.until as usize..next.at as usize) == Some(" ");
    is_next
        && OTHERS.contains(&text.words.text(next))
        && !matches!(kind, Some(Move::Leadership | Move::Layoffs))
}

/// Drops who only measures, and the places where others do something.
fn drop_in_passing(
    text: &Text<'_>,
    entries: &mut Vec<(u32, usize)>,
    lexicon: &Lexicon,
    lists: &Lists,
) {
    let list = text.words.list();
    let before = |at: usize| {
        at.checked_sub(1).and_then(|at| list.get(at)).map_or("", |word| text.words.text(word))
    };
    let is_advert = text.found.has(Cue::Advert);
    let is_deal = [Move::Acquisition, Move::Investment, Move::Layoffs, Move::Leadership]
        .iter()
        .any(|kind| text.found.is_hard(*kind));
    let all = entries.len();
    entries.retain(|(entry, at)| {
        let key = lexicon.entry(*entry).key.as_str();
        if lists.is_source(key) && (all > 1 || *at > 0) && !(is_deal && (*at == 0 || all > 1)) {
            return false;
        }
        let is_place = lists.is_platform(key) || is_advert && SHOPS.contains(&key);
        !(is_place
            && *at > 0
            && (USING.contains(&before(*at)) || ["at", "to"].contains(&before(*at))))
            && !(is_advert && all == 1 && SHOPS.contains(&key))
    });
}

/// Who sells what others make: in an advert it is only the shop.
const SHOPS: [&str; 8] =
    ["amazon", "walmart", "best-buy", "target", "costco", "ebay", "coupang", "newegg"];

/// Whether a word stands behind the dash or colon of "Name - what it is".
fn is_behind_dash(text: &Text<'_>, at: usize) -> bool {
    let Some(word) = text.words.list().get(at) else { return false };
    let before = &text.title[..word.at as usize];
    [" - ", " – ", " — ", ": "].iter().any(|dash| before.contains(dash))
}

/// Words before a name that is only spoken to, or of which a sentence tells beside its own matter.
const ASIDE: [&str; 9] =
    ["told", "tells", "plus", "also", "according", "interview", "per", "former", "formerly"];

/// The company that a summary's first sentence names, where it is the only one.
pub fn only_one(
    sentence: &str,
    words: &Words,
    named: &[Mention],
    page: &Page,
    lexicon: &Lexicon,
    lists: &Lists,
) -> Option<Company> {
    if page.paper || page.general || page.project || page.community || page.science {
        return None;
    }
    let mut found: Vec<u32> = Vec::new();
    for mention in named {
        let entry = lexicon.entry(mention.entry);
        let company = mention.entry;
        let at_start = words
            .list()
            .get(mention.word as usize)
            .is_some_and(|w| w.at as usize * 2 <= sentence.len());
        // Who is told something, or tells it, has no part in it; what stands behind "plus" is other news.
        let before = (mention.word as usize).saturating_sub(3)..mention.word as usize;
        let before = words.list().get(before).unwrap_or_default();
        let is_aside = lists.is_source(&entry.key)
            || before.iter().any(|word| ASIDE.contains(&words.text(word)));
        if entry.kind == "company" && at_start && !is_aside && !found.contains(&company) {
            found.push(company);
        }
    }
    match found[..] {
        [only] => Some(Company::known(lexicon, only)),
        _ => None,
    }
}

/// Who acts and on whom, by where the names stand around the words of the move.
fn roles(
    text: &Text<'_>,
    entries: &[(u32, usize)],
    (own, unknown): (Option<&Company>, Option<&(Company, usize)>),
    lexicon: &Lexicon,
    stop: &StopWords,
) -> Roles {
    let key = |entry: u32| lexicon.entry(entry).key.clone();
    let told = [
        Move::Acquisition,
        Move::Investment,
        Move::Regulation,
        Move::Partnership,
        Move::Layoffs,
        Move::Security,
        Move::Leadership,
        Move::Launch,
        Move::Infrastructure,
    ]
    .into_iter()
    .find_map(|kind| text.found.moved(kind).map(|span| (kind, span)));
    // An office beside a company that is attacked, or its product, has no part in that.
    let has_part = told.is_none_or(|(kind, _)| kind != Move::Security);
    let bodies = text
        .named
        .iter()
        .filter(|mention| has_part && lexicon.entry(mention.entry).kind == "body")
        .map(|mention| (key(mention.entry), mention.word as usize));
    let mut all: Vec<(String, usize)> = entries
        .iter()
        .map(|(entry, at)| (key(*entry), *at))
        .chain(bodies)
        .chain(unknown.map(|(company, at)| (company.key.clone(), *at)))
        .collect();
    all.sort_by_key(|(_, at)| *at);
    let own = own.map(|own| own.key.clone());
    let is_named = !all.is_empty();
    all.retain(|(_, at)| !is_of_others(text, *at, told.map(|(kind, _)| kind)));
    if is_named && all.is_empty() && own.is_none() {
        return Roles { is_of_others: true, ..Roles::default() };
    }
    let Some((kind, (verb, length))) = told else {
        let actor = own.or_else(|| all.first().map(|(name, _)| name.clone()));
        return Roles { actor, ..Roles::default() };
    };
    let span = direction::Span { verb, length };
    let korean = text.words.list().get(verb).is_some_and(|word| word.script == Script::Hangul);
    if korean {
        return korean_roles(text, &all, own, kind, span);
    }
    let list = text.words.list();
    let said = super::super::lists::said(text.title, text.words, (verb, length)).to_lowercase();
    // Who joins another company is bought by it.
    let joins = kind == Move::Acquisition && said.split(' ').any(|word| word.starts_with("join"));
    let is_passive = list.get(verb + length).is_some_and(|word| text.words.text(word) == "by")
        || ["sold to", "acquired by", "bought by"].contains(&said.as_str())
        || joins;
    // The words of a move may begin with a name, and hold another one: "EU fines Apple".
    let before = all.iter().filter(|(_, at)| *at <= verb).map(|(name, _)| name.clone()).next_back();
    let after = all.iter().find(|(_, at)| *at > verb).cloned();
    // Names before a verb that are not its object act together: "OpenAI and Oracle sign …".
    let together = all.iter().filter(|(_, at)| *at <= verb).cloned();
    let first = all.iter().find(|(_, at)| *at <= verb).map(|(name, _)| name.clone());
    if is_passive {
        let object = first.or(before).or_else(|| opening_capitals(text, verb, stop));
        let directed = (after.is_some() && object.is_some()).then_some(kind);
        return Roles { actor: after.map(|(name, _)| name), object, directed, ..Roles::default() };
    }
    let acts = own.is_some() || first.is_some();
    // Somebody stands before the verb whom nothing knows: whoever stands behind it does not do it.
    if !acts && is_deed_of_somebody(kind) && has_subject(text, verb, stop) {
        let object = after.filter(|_| is_of_two(kind)).map(|(name, _)| name);
        return Roles { object, is_of_others: true, ..Roles::default() };
    }
    let actor = own.or(first).or_else(|| after.as_ref().map(|(name, _)| name.clone()));
    let object = after
        .or_else(|| name_at(text, verb + length, stop).filter(|_| is_of_two(kind)))
        .or_else(|| together.clone().find(|(name, _)| Some(name) != actor.as_ref()))
        .filter(|(name, _)| Some(name) != actor.as_ref());
    let is_directed = acts
        && object
            .as_ref()
            .filter(|(_, at)| *at > verb)
            .is_some_and(|(_, object)| direction::is_english(text, *object, span));
    let directed = is_directed.then_some(kind);
    Roles { actor, object: object.map(|(name, _)| name), directed, ..Roles::default() }
}

/// The same in a Korean headline: the actor comes first in the clause whose verb tells the move, or in
/// the headline; the verb stands at the end.
fn korean_roles(
    text: &Text<'_>,
    all: &[(String, usize)],
    own: Option<String>,
    kind: Move,
    span: direction::Span,
) -> Roles {
    let in_clause = |at: usize| is_one_clause(text, at, span.verb);
    let of_clause = all.iter().find(|(_, at)| in_clause(*at) && direction::is_acting(text, *at));
    let first = of_clause.or_else(|| all.first());
    let at = first.filter(|_| own.is_none()).map(|(_, at)| *at);
    let actor = own.or_else(|| first.map(|(name, _)| name.clone()));
    let object =
        all.iter().find(|(name, at)| in_clause(*at) && Some(name) != actor.as_ref()).cloned();
    let is_directed =
        object.as_ref().is_some_and(|(_, object)| direction::is_korean(text, at, *object, span));
    let directed = is_directed.then_some(kind);
    Roles { actor, object: object.map(|(name, _)| name), directed, ..Roles::default() }
}

/// Whether no dots part two words of a Korean headline: behind them another clause begins, and who
/// stands there has another part.
fn is_one_clause(text: &Text<'_>, one: usize, other: usize) -> bool {
    let at = |word: usize| text.words.list().get(word).map_or(0, |word| word.at as usize);
    let between = text.title.get(at(one.min(other))..at(one.max(other))).unwrap_or_default();
    !between.contains('…') && !between.contains("..")
}

/// Whether a move of a kind is somebody's own deed, who stands before its verb.
fn is_deed_of_somebody(kind: Move) -> bool {
    match kind {
        Move::Acquisition
        | Move::Investment
        | Move::Partnership
        | Move::Launch
        | Move::Release
        | Move::Infrastructure => true,
        Move::Regulation
        | Move::Earnings
        | Move::Leadership
        | Move::Layoffs
        | Move::Security
        | Move::Pricing => false,
    }
}

/// Whether a headline names somebody or something before the words of a move.
fn has_subject(text: &Text<'_>, verb: usize, stop: &StopWords) -> bool {
    let before = text.words.list().get(..verb).unwrap_or_default();
    before.iter().any(|word| word.script == Script::Alphabetic && !stop.has(word.hash))
}

/// Whether a move of a kind has an object that is somebody: what is launched or built is a thing.
fn is_of_two(kind: Move) -> bool {
    match kind {
        Move::Acquisition | Move::Investment | Move::Regulation | Move::Partnership => true,
        Move::Launch
        | Move::Release
        | Move::Infrastructure
        | Move::Earnings
        | Move::Leadership
        | Move::Layoffs
        | Move::Security
        | Move::Pricing => false,
    }
}

/// Words that stand before the name of a young company or one that is little known.
const CALLED: [&str; 18] = [
    "rival",
    "rivals",
    "competitor",
    "challenger",
    "startup",
    "maker",
    "firm",
    "company",
    "unicorn",
    "developer",
    "provider",
    "specialist",
    "platform",
    "lab",
    "business",
    "operator",
    "builder",
    "service",
];
/// Words between a verb and the word that says what a name behind it is.
const BETWEEN: usize = 5;

/// The capitalised name right behind the words of a move, or behind what says that a name follows:
/// "buys cooling startup Frostvale". With its place.
fn name_at(text: &Text<'_>, at: usize, stop: &StopWords) -> Option<(String, usize)> {
    let list = text.words.list();
    // Where every word has a capital, capitals say nothing; a small verb shows that not all have.
    let small =
        list.iter().filter(|word| word.script == Script::Alphabetic && !word.capital).count();
    let is_verb_small =
        at.checked_sub(1).and_then(|at| list.get(at)).is_some_and(|verb| !verb.capital);
    if small < 2 && !is_verb_small {
        return None;
    }
    let is_called =
        |at: usize| list.get(at).is_some_and(|word| CALLED.contains(&text.words.text(word)));
    let first = capitals(text, at, list.len(), stop);
    let direct = first.filter(|name| !is_called(at + name.split(' ').count()));
    let behind = || {
        let at = (at..at + BETWEEN).find(|at| is_called(*at))? + 1;
        Some((capitals(text, at, list.len(), stop)?, at))
    };
    direct.map(|name| (name, at)).or_else(behind)
}

/// The capitalised name that a title opens with, up to a place.
fn opening_capitals(text: &Text<'_>, until: usize, stop: &StopWords) -> Option<String> {
    let name = capitals(text, 0, until, stop)?;
    // The name is all that stands before its verb, but for what helps the verb.
    let helps =
        |word: &tokens::Word| ["is", "was", "to", "be", "gets"].contains(&text.words.text(word));
    let words = name.split(' ').count();
    let rest = text.words.list().get(words..until)?;
    rest.iter().all(helps).then_some(name)
}

/// A name of up to three capitalised words from a place on, in small letters.
fn capitals(text: &Text<'_>, at: usize, until: usize, stop: &StopWords) -> Option<String> {
    let list = text.words.list();
    let is_name = |word: &tokens::Word| {
        word.capital && word.script == Script::Alphabetic && !stop.has(word.hash)
    };
    let length = list.get(at..until)?.iter().take(3).take_while(|word| is_name(word)).count();
    let (first, last) = (list.get(at)?, list.get((at + length).checked_sub(1)?)?);
    let is_general = unknown::GENERAL.contains(&text.words.text(first));
    let name = text.title.get(first.at as usize..last.until as usize).and_then(plain_name);
    // Whose something is, is not its name.
    let is_owner = |name: &&str| ["'s ", "’s "].iter().any(|mark| name.contains(mark));
    let name = name.filter(|name| length > 0 && !is_general && !is_owner(name));
    name.map(str::to_lowercase)
}

/// A name as a title writes it, where nothing in it would be obeyed by a terminal.
pub(super) fn plain_name(name: &str) -> Option<&str> {
    (!name.chars().any(char::is_control)).then_some(name)
}

/// Whose own word the pages of a host are.
#[derive(Debug, Default)]
pub struct OwnHosts {
    by_host: HashMap<String, u32>,
    /// Hosts with a path.
    by_path: Vec<(String, u32)>,
}

impl OwnHosts {
    /// The hosts that the lexicon's entries name.
    pub fn new(lexicon: &Lexicon) -> OwnHosts {
        let mut hosts = OwnHosts::default();
        for (index, entry) in lexicon.entries().iter().enumerate() {
            // An office's own page is no company's.
            if entry.kind == "body" || entry.kind == "person" {
                continue;
            }
            for host in &entry.hosts {
                if host.contains('/') {
                    hosts.by_path.push((host.clone(), index as u32));
                } else {
                    hosts.by_host.insert(host.clone(), index as u32);
                }
            }
        }
        hosts
    }

    /// Whose word a page is, if it is somebody's.
    pub fn of_page(&self, address: &str) -> Option<u32> {
        let address = address.strip_prefix("www.").unwrap_or(address);
        let path = self.by_path.iter().find(|(path, _)| {
            address.strip_prefix(path.as_str()).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(['/', '?', '#']) || path.ends_with('/')
            })
        });
        if let Some((_, company)) = path {
            return Some(*company);
        }
        let mut host = address.split(['/', '?', '#', ':']).next()?;
        loop {
            if let Some(company) = self.by_host.get(host) {
                return Some(*company);
            }
            host = host.split_once('.')?.1;
        }
    }
}

impl OwnHosts {
    /// Whose word the page of a whole address is.
    pub fn of(&self, url: &str) -> Option<u32> {
        self.of_page(url.split_once("://")?.1)
    }
}
