//! References in BibTeX, whole and broken.

use super::*;

fn all(text: &str) -> Vec<Result<Imported, usize>> {
    let plain = |entry| match entry {
        Ok(Entry::Item(item)) => Ok(*item),
        Ok(Entry::Feed(feed)) => panic!("a feed: {feed:?}"),
        Err(BadLine { number, .. }) => Err(number),
    };
    entries(text).map(plain).collect()
}

#[test]
fn a_reference_has_its_people_its_day_and_its_identifiers() {
    let text = "% mine\n@string{jex = \"Journal of Examples\"}\n\
        @article{bee2024,\n title = {{Width} of \\emph{small} nets {\\\"u}ber all},\n author = {Bee, Ann and {The Group} and van Dee, C.},\n\
         journal = jex, year = 2024, month = mar, doi = {10.1000/x_1}, abstract={Short \\& dry.}, keywords = {nets, width},\n}\n\
        @misc{open, title = {never closed\n\n\
        @online(kim, title = {시계열 모형}, eprint = {2603.01234}, archiveprefix = {arXiv}, date = {2026-03-05})\n";
    assert!(is_likely(text));
    let found = all(text);
    let [Ok(bee), Err(8), Ok(kim)] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(bee.item.title, "Width of small nets über all");
    assert_eq!(bee.item.authors, ["Ann Bee", "The Group", "C. van Dee"]);
    assert_eq!(bee.item.paper.venue.as_deref(), Some("Journal of Examples"));
    assert_eq!(bee.item.paper.doi.as_deref(), Some("10.1000/x_1"));
    assert_eq!(bee.item.url.as_deref(), Some("https://doi.org/10.1000/x_1"));
    assert_eq!(bee.item.summary, "Short & dry.");
    assert_eq!(bee.item.paper.issued.as_deref(), Some("2024-03"));
    assert_eq!(
        bee.item.published.map(|at| at.date_naive().to_string()).as_deref(),
        Some("2024-03-01")
    );
    assert_eq!(kim.item.url.as_deref(), Some("https://arxiv.org/abs/2603.01234"));
    assert_eq!(
        kim.item.published.map(|at| at.date_naive().to_string()).as_deref(),
        Some("2026-03-05")
    );
}

#[test]
fn abbreviations_grow_only_so_far_and_lead_nowhere_but_back() {
    let doubled: Vec<String> =
        (1..40).map(|at| format!("@string{{a{at} = a{} # a{}}}\n", at - 1, at - 1)).collect();
    let doubled = doubled.concat();
    let text = format!(
        "@string{{a0 = \"mills\"}}\n{doubled}@string{{me = me}}\n@string(par = \"Par Press\")\n\
         @string{{broken = }}\n@string{{both = par # \" and Co\"}}\n\
         @misc{{one, title = {{One}}, publisher = a2}}\n@misc{{two, title = a39}}\n\
         @misc{{three, title = me}}\n@misc{{four, title = {{Four}}, publisher = BOTH, month = mar}}\n\
         @misc{{five, title = {{Five}}, crossref = {{five}}, xdata = {{five}}}}\n"
    );
    let found = all(&text);
    let [Ok(one), Err(_), Err(_), Ok(four), Ok(five)] = found.as_slice() else {
        panic!("{found:#?}")
    };
    assert_eq!(one.item.paper.venue.as_deref(), Some("millsmillsmillsmills"));
    assert_eq!(four.item.paper.venue.as_deref(), Some("Par Press and Co"));
    assert_eq!(five.item.title, "Five");
    let long = format!(
        "@string{{j = {{{}}}}}\n@misc{{x, title = {{X}}, note = j{}}}\n",
        "x".repeat(4000),
        " # j".repeat(100)
    );
    assert_eq!(all(&long), [Err(2)]);
}

#[test]
fn names_dates_and_identifiers_are_what_their_parts_say() {
    let text = "@book{a, title = {A}, author = {Post, Zebra and 김, 민수 and van Dyke, Ada}, year = {2019a},\n\
         doi = {https://doi.org/10.1000/a%3Cb%3E}}\n\
         @book{b, title = {B}, date = {2019-03/2020-01}, doi = {10.1000/x\\_1}}\n";
    let found = all(text);
    let [Ok(a), Ok(b)] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(a.item.authors, ["Post, Zebra", "김민수", "Ada van Dyke"]);
    assert_eq!(a.item.paper.issued.as_deref(), Some("2019"));
    assert_eq!(a.item.paper.doi.as_deref(), Some("10.1000/a<b>"));
    assert_eq!(b.item.paper.issued.as_deref(), Some("2019-03"));
    assert_eq!(b.item.paper.doi.as_deref(), Some("10.1000/x_1"));
}

#[test]
fn a_day_that_there_is_not_leaves_the_year() {
    for fields in [
        "year = 2023, month = 0",
        "year = 2023, month = 00, day = 0",
        "year = {2023}, month = {jan 999}",
        "year = {2023}, month = {256}",
        "date = {2023-00}",
        "date = {2023-00-00}",
        "date = {2023-00-XX}",
    ] {
        let found = all(&format!("@book{{a, title = {{A}}, {fields}}}"));
        let [Ok(read)] = found.as_slice() else { panic!("{fields}: {found:#?}") };
        assert_eq!(read.item.paper.issued.as_deref(), Some("2023"), "{fields}");
    }
    let found = all("@book{a, title = {A}, date = {99999999999-01}, year = {88888888888}}");
    assert!(matches!(found.as_slice(), [Ok(_)]), "{found:#?}");
    let found = all("@book{a, title = {A}, date = {2023-04-05T00:00:00}}");
    let [Ok(read)] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(read.item.paper.issued, None);
}

proptest::proptest! {
    #[test]
    fn no_date_makes_it_panic(
        date in "[0-9XT/:~? -]{0,16}", year in "[0-9a-z.-]{0,8}", month in "[0-9a-z -]{0,8}", day in "[0-9-]{0,4}",
    ) {
        let _ = all(&format!("@book{{a, title = {{A}}, date = {{{date}}}}}"));
        let _ = all(&format!(
            "@book{{a, title = {{A}}, year = {{{year}}}, month = {{{month}}}, day = {{{day}}}}}"
        ));
    }
}

#[test]
fn what_is_broken_costs_only_itself() {
    let deep = format!("@misc{{deep, title = {}x{}}}\n", "{".repeat(50_000), "}".repeat(50_000));
    let text = format!("{deep}@misc{{, }}\n@misc{{good, title = {{Good}}}}\n");
    let found = all(&text);
    assert!(found.iter().rev().take(1).all(Result::is_ok) && found[0] == Err(1), "{found:?}");
}

#[test]
fn texts_are_what_tex_means_by_them() {
    for (written, meant) in [
        ("{On $\\alpha$-stable nets of $x^2$}", "On $\\alpha$-stable nets of $x^2$"),
        ("{The ``new'' mills -- a turn}", "The “new” mills – a turn"),
        ("{S\\o{}ren and {\\O}re}", "Søren and Øre"),
        ("\"The {\"}new{\"} mills\"", "The \"new\" mills"),
        ("\"The {\"new\"} mills\"", "The \"new\" mills"),
        ("{From \\$5 to \\$10 million, ``a lot''}", "From $5 to $10 million, “a lot”"),
        ("{Fig.~1 of \\href{https://a.example/}{mills}, 5\\% more}", "Fig. 1 of mills, 5% more"),
        ("{It's \\$5 or \\$6 \\emph{now}}", "It's $5 or $6 now"),
    ] {
        let found =
            all(&format!("@misc{{a, title = {written}, author = {{Bee, Ann and others}}}}"));
        let [Ok(one)] = found.as_slice() else { panic!("{written}: {found:#?}") };
        assert_eq!(one.item.title, meant, "{written}");
        assert_eq!(one.item.authors, ["Ann Bee"], "{written}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "@[a-z]{1,8}\\{[\\{\\}\\\\\"=,#$a-z0-9 \\n@%&~^_-]{0,120}") {
        for entry in entries(&text) {
            let _ = entry.is_ok();
        }
    }
}
