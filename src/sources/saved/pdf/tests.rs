//! Files written here, as plain as the format allows and packed as most programs write it.

use std::io::Write as _;

use super::*;

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut to = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    to.write_all(bytes).and_then(|()| to.finish()).expect("zlib")
}

const PAGE: &str = "q 1 0 0 1 0 0 cm BT /F1 9 Tf 0 1 -1 0 20 300 Tm (arXiv:2603.01234v1 [rs.RS] 5 Mar 2026) Tj ET Q\n\
    BT /F1 8 Tf 72 800 Td (Letters on water, https://doi.org/10.1000/w.7.) Tj ET\n\
    BT /F2 17.2 Tf 1 0 0 1 72 740 Tm [(The W)80(eight of)-250(still)] TJ 0 -20 Td (water in \\014elds) Tj ET\n\
    BT /F1 11 Tf 72 700 Td (Ann Bee and Cee Dee) Tj 0 -14 Td (Abstract. Many words follow here, of a size that is usual.) Tj ET";

fn file(info: &str, contents: &[u8], filter: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
        2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F1 5 0 R/F2 5 0 R>>>>>> endobj\n\
        3 0 obj <</Type/Page/Parent 2 0 R/Contents [4 0 R]>> endobj\n\
        5 0 obj <</Type/Font/Subtype/Type1/BaseFont/CMR10>> endobj\n"
        .to_vec();
    out.extend(format!("4 0 obj <</Length {} {filter}>> stream\n", contents.len()).bytes());
    out.extend(contents);
    out.extend(format!("\nendstream endobj\n6 0 obj <<{info}>> endobj\ntrailer <</Root 1 0 R/Info 6 0 R>>\n%%EOF").bytes());
    out
}

#[test]
fn a_title_of_the_metadata_wins_unless_a_program_made_it() {
    let said = read(&file(
        "/Title (\\376\\377\\000M\\000i\\000l\\000l\\000s\\000 \\000!) /Author (Ann Bee, Cee Dee)",
        PAGE.as_bytes(),
        "",
    ));
    assert_eq!(said.title.as_deref(), Some("Mills !"));
    assert_eq!(said.authors, ["Ann Bee", "Cee Dee"]);
    for made in ["/Title (main.tex)", "/Title (Microsoft Word - draft3.docx)", "/Title ()", ""] {
        let found = read(&file(made, PAGE.as_bytes(), ""));
        assert_eq!(found.title.as_deref(), Some("The Weight of still water in fields"), "{made}");
    }
}

#[test]
fn the_largest_words_of_the_first_page_are_the_title_and_its_identifiers_are_read() {
    let found = read(&file("", &zlib(PAGE.as_bytes()), "/Filter/FlateDecode"));
    assert_eq!(found.title.as_deref(), Some("The Weight of still water in fields"));
    assert_eq!(found.paper.arxiv.as_deref(), Some("2603.01234"));
    assert_eq!(found.paper.doi.as_deref(), Some("10.1000/w.7"));
}

#[test]
fn a_mark_in_larger_letters_is_no_title_unless_there_is_no_other() {
    let words = "Many words follow here, of a size that is usual for a report.";
    let page = |title: &str| {
        format!(
            "BT /F1 40 Tf 72 800 Td (RIVERBANK) Tj ET BT /F2 17 Tf 72 740 Td ({title}) Tj ET \
             BT /F1 10 Tf 72 700 Td ({words}) Tj ET"
        )
    };
    let title = |title: &str| read(&file("", page(title).as_bytes(), "")).title;
    assert_eq!(title("The weight of still water").as_deref(), Some("The weight of still water"));
    assert_eq!(title("").as_deref(), Some("RIVERBANK"));
}

#[test]
fn objects_within_streams_and_wide_codes_are_read() {
    let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <C218> endbfchar \
        1 beginbfrange <0002> <0003> <B85C> endbfrange 1 beginbfrange <0004> <0005> [<0020> <C758>] endbfrange";
    let objects = [
        (1, "<</Type/Catalog/Pages 2 0 R>> "),
        (2, "<</Type/Pages/Kids[3 0 R]/Resources<</Font<</F 5 0 R>>>>>> "),
        (3, "<</Type/Page/Contents 4 0 R>> "),
        (5, "<</Type/Font/Subtype/Type0/ToUnicode 7 0 R>> "),
    ];
    let (mut head, mut body) = (String::new(), String::new());
    for (number, object) in objects {
        head.push_str(&format!("{number} {} ", body.len()));
        body.push_str(object);
    }
    let first = head.len();
    let content = "BT /F 20 Tf <00010002000400010002000500040001000200040001000200040001> Tj ET";
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut stream = |number: u32, head: &str, bytes: &[u8]| {
        let packed = zlib(bytes);
        out.extend(
            format!(
                "{number} 0 obj\n<<{head}/Filter/FlateDecode/Length {}>>\nstream\r\n",
                packed.len()
            )
            .bytes(),
        );
        out.extend(packed);
        out.extend(b"\r\nendstream\nendobj\n");
    };
    stream(9, &format!("/Type/ObjStm/N 4/First {first}"), (head + &body).as_bytes());
    stream(4, "", content.as_bytes());
    stream(7, "", map);
    stream(10, "/Type/XRef/Root 1 0 R", b"");
    assert_eq!(read(&out).title.as_deref(), Some("수로 수로의 수로 수로 수"));
}

#[test]
fn a_packet_of_metadata_is_read_also_where_the_rest_is_locked() {
    let packet = "<x:xmpmeta><rdf:RDF><rdf:Description><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Rain &amp; ruin</rdf:li></rdf:Alt></dc:title>\
        <dc:creator><rdf:Seq><rdf:li>Ann Bee</rdf:li><rdf:li>Cee Dee</rdf:li></rdf:Seq></dc:creator><prism:doi>10.1000/r</prism:doi></rdf:Description></rdf:RDF>";
    let locked = format!(
        "%PDF-1.7\n{packet}\ntrailer <</Encrypt 3 0 R/Info 6 0 R>> 6 0 obj <</Title (garbage words)>>"
    );
    let found = read(locked.as_bytes());
    assert_eq!(found.title.as_deref(), Some("Rain & ruin"));
    assert_eq!(found.authors, ["Ann Bee", "Cee Dee"]);
    assert_eq!(found.paper.doi.as_deref(), Some("10.1000/r"));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        let _ = read(&bytes);
        let _ = read(&file("/Title (x", &bytes, ""));
        let _ = read(&[b"1 0 obj [ << /Kids [1 0 R] /Pages 1 0 R >> trailer /Root 1 0 R ", &bytes[..]].concat());
    }

    #[test]
    fn words_of_the_format_in_any_order_are_endured(text in "(obj|endobj|stream|endstream|<<|>>|\\[|\\]|\\(|\\)|/Root|/Kids|/Pages|/ObjStm|/N|/First|/Length|1 0 R|[0-9]{1,3}| |\n){0,60}") {
        let _ = read(text.as_bytes());
    }
}
