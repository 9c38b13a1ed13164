//! The lines of a table of titles in our own words (`tests/desk/scan.tsv`), through the whole desk and
//! in both languages. `-` stands for no line: the title is told.

use super::*;

/// A title's line in a language.
fn scan(title: &str, lang: Lang) -> Option<String> {
    let mut row = row(1, Pane::Companies, 50.0);
    row.title = title.to_owned();
    if title.contains(|c| ('가'..='힣').contains(&c)) {
        row.language = "ko".to_owned();
    }
    let reading = subject(&row).reading;
    row.companies = reading.companies.iter().map(|company| company.key.clone()).collect();
    let mut material = material(vec![told(row)]);
    material.lang = lang;
    material.name = &|key, lang| {
        LEXICON.by_key(key).map_or_else(|| key.to_owned(), |entry| entry.name_in(lang).to_owned())
    };
    let (drafts, _) = drafts::drafts(&material);
    speak::scan(&material, drafts.first()?, lang)
}

/// The part of the lines that is as a careful reader would write it, a little below what was measured.
const RIGHT: f64 = 0.9;

#[test]
fn titles_become_lines_that_say_who_did_what_to_whom_for_how_much() {
    let table = include_str!("../../../../tests/desk/scan.tsv");
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1);
    let (mut right, mut all) = (0_u32, 0_u32);
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let [title, english, korean] = cells[..] else { panic!("{row}") };
        for (lang, wanted) in [(Lang::En, english), (Lang::Ko, korean)] {
            let line = scan(title, lang).unwrap_or_else(|| "-".to_owned());
            assert!(crate::text::width::width(&line) <= 76, "{line}");
            all += 1;
            right += u32::from(line == wanted);
            if line != wanted {
                println!("{title}\n    {line}\n    {wanted}");
            }
        }
    }
    assert!(all >= 240, "{all} lines of 120 titles");
    let part = f64::from(right) / f64::from(all);
    assert!(part >= RIGHT, "{right} of {all}: {part:.3}");
}
