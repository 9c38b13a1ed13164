//! The lexicon's names are found where they stand for what they name.

use super::*;

fn found(text: &str) -> Vec<String> {
    let lexicon = Lexicon::shipped();
    let mut mentions = Vec::new();
    lexicon.find(text, &Words::of(text), &mut mentions);
    mentions.iter().map(|mention| lexicon.entry(mention.entry).key.clone()).collect()
}

#[test]
fn every_shipped_file_is_read_and_no_key_stands_twice() {
    let lexicon = Lexicon::read(None).expect("the shipped files");
    assert!(lexicon.entries().len() >= 300);
    let keys = |entry: &Entry| 1 + entry.was.len();
    assert_eq!(lexicon.by_key.len(), lexicon.entries.iter().map(keys).sum::<usize>());
    for entry in lexicon.entries() {
        let owner = entry.company.as_deref();
        assert!(
            owner.is_none_or(|key| lexicon.by_key(key).is_some()),
            "{owner:?} of {}",
            entry.key
        );
    }
}

#[test]
fn a_branch_and_a_spelling_that_only_finds_are_no_names() {
    let lexicon = Lexicon::shipped();
    let korean = |key: &str| lexicon.by_key(key).map(|entry| entry.name_in(Lang::Ko));
    assert_eq!(korean("nvidia"), Some("엔비디아"));
    assert_eq!(korean("asml"), Some("ASML"));
    assert_eq!(korean("stripe"), Some("Stripe"));
    assert_eq!(korean("sharp"), Some("샤프"));
}

#[test]
fn both_languages_lead_to_one_key() {
    assert_eq!(found("엔비디아가 인텔에 투자"), ["nvidia", "intel"]);
    assert_eq!(found("Nvidia's stake in Intel"), ["nvidia", "intel"]);
}

#[test]
fn a_common_word_is_a_company_only_with_its_capital() {
    assert_eq!(found("An apple a day, by Apple's own count"), ["apple"]);
}

#[test]
fn one_spelling_may_be_written_in_several_cases() {
    for title in ["Arm Is Now Making Sails", "Arm is now making sails"] {
        assert_eq!(found(title), ["arm"], "{title}");
    }
    assert!(found("an arm is broken").is_empty());
}

#[test]
fn a_name_of_several_words_ends_where_its_clause_ends() {
    assert_eq!(found("Google Cloud"), ["google-cloud"]);
    assert_eq!(found("Google, Cloud 9 and others"), ["google"]);
    assert_eq!(found("메타 ‘AI 안경’"), found("메타 ‘안경’"));
}

#[test]
fn a_users_own_file_adds_and_replaces() {
    let own = "[[entry]]\nkey = \"acme\"\nname = \"Acme Rockets\"\nkind = \"company\"\n";
    let lexicon = Lexicon::read(Some(own)).expect("a small file");
    assert_eq!(lexicon.by_key("acme").map(|entry| entry.name.as_str()), Some("Acme Rockets"));
    assert!(Lexicon::read(Some("[[entry]]\nkey = 3")).is_err());
}

#[test]
fn a_phrase_that_only_looks_like_a_name_names_nothing() {
    for text in [
        "Logging in the Amazon rainforest",
        "A meta-analysis of tides",
        "The Oracle of Delphi",
        "Apple pie for a crew of ten",
        "아마존 열대우림의 새",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(found("Amazon buys a rainforest"), ["amazon"]);
}

#[test]
fn a_ticker_is_the_company() {
    assert_eq!(
        found("GOOG and 005930 rise, 삼전 하닉 too"),
        ["google", "samsung", "samsung", "sk-hynix"]
    );
}

#[test]
fn a_company_is_meant_by_any_of_its_names_and_the_nearest_is_told_of_none() {
    let lexicon = Lexicon::shipped();
    let key = |name: &str| lexicon.company_named(name).map(|entry| entry.key.as_str());
    assert_eq!(key("apple"), Ok("apple"));
    assert_eq!(key(" Apple "), Ok("apple"));
    assert_eq!(key("삼성전자"), Ok("samsung"));
    let wrong = key("Nvidai").expect_err("no such company");
    let wrong = wrong.say(crate::lang::Lang::En);
    assert!(wrong.contains("`Nvidai`") && wrong.to_lowercase().contains("nvidia"), "{wrong}");
    assert_eq!(key("Zanzibar Robotics").expect_err("none").key, "failed.lexicon.company");
}

#[test]
fn a_key_of_an_earlier_version_is_understood_and_names_nothing_in_a_text() {
    let lexicon = Lexicon::shipped();
    for (was, is) in [("stmicro", "stmicroelectronics"), ("kb", "kb-financial"), ("zhipu", "z-ai")]
    {
        assert_eq!(lexicon.company_named(was).map(|entry| entry.key.as_str()), Ok(is));
        assert_eq!(lexicon.by_key(was).map(|entry| entry.key.as_str()), Some(is));
    }
    assert_eq!(found("A file of 12 kb"), Vec::<String>::new());
    let companies = lexicon.companies();
    let kb = companies.iter().find(|(key, _)| key == "kb-financial").expect("it is there");
    assert!(kb.1.contains(&"kb".to_owned()));
    // A user's own file may say it, too, of what it replaces or belongs to.
    let own = "[[entry]]\nkey = \"kb\"\nname = \"Lighthouse Bank\"\nkind = \"company\"\n\n\
                   [[entry]]\nkey = \"beam\"\nname = \"Beam\"\nkind = \"product\"\ncompany = \"kb\"\n";
    let lexicon = Lexicon::read(Some(own)).expect("understood");
    let kb = lexicon.by_key("kb-financial").expect("it is there");
    assert_eq!((kb.key.as_str(), kb.name.as_str()), ("kb-financial", "Lighthouse Bank"));
    let beam = lexicon.index_of("beam").and_then(|at| lexicon.company_of(at));
    assert_eq!(beam.map(|at| lexicon.entry(at).key.as_str()), Some("kb-financial"));
}

#[test]
fn a_mistake_in_a_users_own_file_is_named_with_its_line_and_what_was_meant() {
    let wrong = |own: &str| Lexicon::read(Some(own)).expect_err("refused").to_string();
    let entry = "[[entry]]\nkey = \"acme\"\nname = \"Acme\"\n";
    let kind = wrong(&format!("{entry}kind = \"compny\"\n"));
    assert!(kind.starts_with("line 4: ") && kind.contains("did you mean `company`?"), "{kind}");
    let owner = wrong(&format!("{entry}kind = \"product\"\ncompany = \"nvidai\"\n"));
    assert!(owner.starts_with("line 5: ") && owner.contains("`nvidia`?"), "{owner}");
    let broken = wrong(&format!("{entry}kind = \n"));
    assert!(broken.starts_with("line 4: ") && !broken.contains('\n'), "{broken}");
}

#[test]
fn a_name_with_a_number_is_found_however_it_is_joined() {
    let own = "[[entry]]\nkey = \"zeta-9\"\nname = \"Zeta-9\"\nkind = \"product\"\n";
    let lexicon = Lexicon::read(Some(own)).expect("a small file");
    for text in ["zeta-9 ships", "Zeta 9 ships", "ZETA9 ships"] {
        let mut mentions = Vec::new();
        lexicon.find(text, &Words::of(text), &mut mentions);
        assert_eq!(mentions.len(), 1, "{text}");
    }
}

#[test]
fn every_topic_has_a_name_in_both_languages() {
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    let lexicon = Lexicon::shipped();
    for entry in lexicon.entries().iter().filter(|entry| entry.kind == "topic") {
        let (english, korean) = (entry.name_in(Lang::En), entry.name_in(Lang::Ko));
        assert!(!english.contains(is_hangul), "{}: {english}", entry.key);
        // What is written in capitals alone is so in both: RISC-V, 6G.
        let is_sign = !korean.contains(char::is_lowercase);
        assert!(korean.contains(is_hangul) || is_sign, "{}: {korean}", entry.key);
    }
}
