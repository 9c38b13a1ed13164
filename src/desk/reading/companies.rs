//! Which companies a title is about, and which of them acts.

use super::company::{Company, by_key};
use super::roles::{Roles, roles};
use super::title::Text;
use super::{Page, unknown};
use crate::desk::features::StopWords;
use crate::desk::lexicon::{Lexicon, Mention};
use crate::desk::lists::{Cue, Lists};
use crate::model::Move;
use crate::text::tokens::{Script, Words};

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
const DESCRIBING: [&str; 11] = [
    "backed",
    "style",
    "like",
    "owned",
    "inspired",
    "compatible",
    "powered",
    "trained",
    "based",
    "hosted",
    "linked",
];
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
/// Words behind a name for who owns it, or much of it, and does much besides.
const OWNERS: [&str; 9] = [
    "magnate",
    "billionaire",
    "tycoon",
    "mogul",
    "owner",
    "founder",
    "cofounder",
    "co-founder",
    "heir",
];
/// Words behind a name for who leads it.
const LEADERS: [&str; 7] = ["ceo", "chief", "chairman", "boss", "head", "president", "chair"];
/// The same in Korean, behind the name.
const FOUNDERS_KO: [&str; 4] = ["창업자", "창업주", "설립자", "공동창업자"];
/// What stands behind a Korean name that is only compared with.
const COMPARED_KO: [&str; 18] = [
    "넘어선",
    "넘어섰",
    "제치",
    "제친",
    "제쳤",
    "추월",
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
/// Companies and products that show what is played.
const SCREENS: [&str; 8] = [
    "netflix",
    "disney",
    "hulu",
    "paramount",
    "warner-bros-discovery",
    "amazon-prime",
    "apple-tv",
    "peacock",
];
/// Words behind such a name for what is seen on its screens, and who.
const STARS: [&str; 6] = ["star", "stars", "actor", "actress", "drama", "documentary"];
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
    let is_shown = page.project || super::title::starts_with(text.title, "show hn");
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
        || is_challenged(text, at)
        || SCREENS.contains(&entry.key.as_str()) && STARS.contains(&word(end))
        // An office that looks for others has done with the one it had.
        || (!text.body
            && ["alternative", "alternatives", "answer", "rival", "competitor", "challenger"]
                .contains(&before_that)
            && ["to", "for", "of"].contains(&before))
    {
        return None;
    }
    let last = list.get(end - 1)?;
    let after = &text.title[last.until as usize..];
    let start = list.get(at)?.at as usize;
    let is_sum = text.title[..start].ends_with(['$', '€', '£', '₩']);
    if is_sum {
        return None;
    }
    // "Rose Hill, MS" lies in Mississippi.
    let is_korean = || list.iter().any(|word| word.script == Script::Hangul);
    if &text.title[start..last.until as usize] == "MS"
        && text.title[..start].ends_with(", ")
        && !is_korean()
    {
        return None;
    }
    if RIVALS.contains(&word(end)) && after.starts_with(' ') {
        return None;
    }
    if is_origin(after) || is_code_name(text, at, end, lexicon) {
        return None;
    }
    // What its founder raises money for is another company, and what was a part of it acts for itself.
    let raises = is_of_money(text);
    let is_spun = ["spinout", "spinoff"].contains(&word(end))
        || word(end) == "spin" && ["out", "off"].contains(&word(end + 1));
    let is_spun = is_spun && after.starts_with(' ') && text.words.list().get(end + 2).is_some();
    if is_spun || raises && FOUNDERS.contains(&word(end)) {
        return None;
    }
    if is_describing(after) || entry.kind != "company" && is_tag(&text.title[..start], after) {
        return None;
    }
    if last.script == Script::Hangul {
        let said = text.words.text(last);
        let follows = after.trim_start_matches([' ', '\'', '’', '"', '”']);
        if COMPARED_KO.iter().any(|word| said.ends_with(word) || follows.starts_with(word))
            || raises && FOUNDERS_KO.iter().any(|word| follows.starts_with(word))
        {
            return None;
        }
    }
    if entry.kind == "fair" {
        // Whose fair it is acts there where the title is about the fair and names nobody else.
        let is_alone = text
            .named
            .iter()
            .all(|other| other.word == mention.word || lexicon.company_of(other.entry).is_none());
        return (at == 0 && is_alone).then_some(company);
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

/// Whether money or companies change hands: a founder and an owner do that by themselves.
fn is_of_money(text: &Text<'_>) -> bool {
    [Move::Investment, Move::Acquisition].iter().any(|kind| text.found.moved(*kind).is_some())
}

/// Whether a name stands in the brackets by which a newspaper says to what an article belongs:
/// `등대해운, 여객선 공개 [등대쇼 2026]`.
fn is_tag(before: &str, after: &str) -> bool {
    let opens = before.rfind('[').is_some_and(|at| !before[at..].contains(']'));
    opens && after.contains(']')
}

/// Whether a name is of those whom another takes on: "to take on Acme and Barley".
fn is_challenged(text: &Text<'_>, at: usize) -> bool {
    let word = |at: usize| text.words.list().get(at).map_or("", |word| text.words.text(word));
    let before = |at: usize, back: usize| at.checked_sub(back).map_or("", word);
    // Of several the first stands behind the verb.
    let and = at.checked_sub(1).filter(|and| ["and", "or"].contains(&word(*and)));
    let ends = |mention: &&Mention, and: usize| (mention.word + mention.length) as usize == and;
    let other = and.and_then(|and| text.named.iter().find(|mention| ends(mention, and)));
    let first = other.map_or(at, |mention| mention.word as usize);
    before(first, 1) == "on" && ["take", "taking"].contains(&before(first, 2))
}

/// Whether a name before this is only a part of what describes another: `Acme`**`-backed`** lab.
fn is_describing(after: &str) -> bool {
    after
        .strip_prefix('-')
        .is_some_and(|rest| DESCRIBING.iter().any(|word| super::title::starts_with(rest, word)))
}

/// Whether what stands in quotation marks behind a product, or behind a word for such names, is what that
/// is called: `엑시노스 '뱅가드'`, "the chip codenamed “Vanguard”".
fn is_code_name(text: &Text<'_>, at: usize, end: usize, lexicon: &Lexicon) -> bool {
    const CALLED: [&str; 6] = ["codenamed", "dubbed", "코드명", "프로젝트", "project", "nicknamed"];
    let list = text.words.list();
    let (Some(first), Some(last)) = (list.get(at), end.checked_sub(1).and_then(|at| list.get(at)))
    else {
        return false;
    };
    let is_quoted = text.title[..first.at as usize].ends_with(['‘', '\'', '“', '"'])
        && text.title[last.until as usize..].starts_with(['’', '\'', '”', '"']);
    let before = at.checked_sub(1);
    let is_called = before
        .and_then(|at| list.get(at))
        .is_some_and(|word| CALLED.contains(&text.words.text(word)));
    let is_product = before.is_some_and(|before| {
        text.named.iter().any(|one| {
            let words = one.word as usize..(one.word + one.length) as usize;
            words.contains(&before) && lexicon.entry(one.entry).kind == "product"
        })
    });
    is_quoted && (is_called || is_product)
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
        let goes_to = |word: &str| TO_MARKET.iter().any(|to| word.starts_with(to));
        let next = list.get(*at + 1).map_or("", |word| text.words.text(word));
        if MARKETS.contains(&key) && goes_to(next) {
            return false;
        }
        let is_place = lists.is_platform(key) || is_advert && SHOPS.contains(&key);
        !(is_place
            && *at > 0
            && (USING.contains(&before(*at)) || ["at", "to"].contains(&before(*at))))
            && !(is_advert && all == 1 && SHOPS.contains(&key))
    });
}

/// Where shares are traded, and the words behind one to which somebody else goes.
const MARKETS: [&str; 3] = ["nasdaq", "nyse", "krx"];
const TO_MARKET: [&str; 15] = [
    "상장", "입성", "노리", "직행", "데뷔", "도전", "진출", "가는", "간다", "문턱", "listing",
    "listed", "debut", "ipo", "float",
];

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

/// The company that a summary's first sentence names, where it is the only one. Of a person whom the
/// title names it may only say who that is: "the Acme magnate has a new project".
pub fn only_one(
    text: &Text<'_>,
    (sentence, words, named): (&str, &Words, &[Mention]),
    page: &Page,
    lexicon: &Lexicon,
    lists: &Lists,
) -> Option<Company> {
    if page.paper || page.general || page.project || page.community || page.science {
        return None;
    }
    let is_of_person = text.named.iter().any(|one| lexicon.entry(one.entry).kind == "person");
    let is_private = is_of_person && is_of_money(text);
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
        let last = (mention.word + mention.length).saturating_sub(1) as usize;
        let after = words.list().get(last).and_then(|word| sentence.get(word.until as usize..));
        let next = words.list().get(last + 1).map_or("", |word| words.text(word));
        let is_role = is_of_person && OWNERS.contains(&next)
            || is_private && (LEADERS.contains(&next) || FOUNDERS_KO.contains(&next));
        let is_aside = lists.is_source(&entry.key)
            || is_role
            || after.is_some_and(is_describing)
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
