//! Names of months in the languages that feeds are written in, whole, shortened and inflected.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Shortest beginning of a name that stands for it.
const SHORTEST: usize = 3;

/// For each month its names without diacritics, in lower case: English first, then Germanic,
/// Romance, Slavic, Baltic, Finnic and further languages. A form that is no beginning of another
/// stands by itself. The names are those of the Unicode CLDR.
const NAMES: [&str; 12] = [
    "january januar jaenner janner januari janvier enero gener gennaio janeiro ianuarie styczen \
     stycznia leden ledna tammikuu tammikuuta jaanuar ocak sausio sausis janvaris январь января \
     січень січня януари јануар ιανουαριος ιανουαριου يناير",
    "february februar feber februari fevrier febrero febrer febbraio fevereiro februarie luty \
     lutego unor unora helmikuu helmikuuta veebruar subat vasario vasaris februaris февраль \
     февраля лютии лютого февруари фебруар φεβρουαριος φεβρουαριου فبراير",
    "march marz maerz mrz marts mars maart mrt marzo marc martie marco marzec marca brezen brezna \
     marec maaliskuu maaliskuuta marcius kovo kovas март марта березень березня μαρτιος μαρτιου \
     مارس",
    "april avril abril aprile aprilie kwiecien kwietnia duben dubna huhtikuu huhtikuuta aprill \
     nisan balandzio balandis aprilis апрель апреля квітень квітня април απριλιος απριλιου ابريل",
    "may mai mei maj maggio mayo maig maio maja kveten kvetna toukokuu toukokuuta mayis majus \
     geguze geguzes maijs маи мая травень травня мај μαιος μαιου مايو",
    "june juni juin junio juny giugno junho iunie czerwiec czerwca cerven cervna cvn kesakuu \
     kesakuuta juuni haziran junius birzelio birzelis junijs июнь июня червень червня юни јун \
     ιουνιος ιουνιου يونيو",
    "july juli juillet julio juliol luglio julho iulie lipiec lipca cervenec cervence cvc \
     heinakuu heinakuuta juuli temmuz julius liepos liepa julijs июль июля липень липня юли јул \
     ιουλιος ιουλιου يوليو",
    "august aout agosto agost augustus augusti sierpien sierpnia srpen srpna elokuu elokuuta \
     agustos augusztus agustus agt avgust rugpjucio rugpjutis augusts август августа серпень \
     серпня αυγουστος αυγουστου اغسطس",
    "september septembre septiembre setembre settembre setembro septembrie wrzesien wrzesnia zari \
     syyskuu syyskuuta eylul szeptember rugsejo rugsejis septembris сентябрь сентября вересень \
     вересня септември септембар σεπτεμβριος σεπτεμβριου سبتمبر",
    "october oktober octobre octubre ottobre outubro octombrie pazdziernik pazdziernika rijen \
     rijna lokakuu lokakuuta oktoober ekim spalio spalis oktobris октябрь октября жовтень жовтня \
     октомври октобар οκτωβριος οκτωβριου اكتوبر",
    "november novembre noviembre novembro noiembrie listopad listopada listopadu marraskuu \
     marraskuuta kasim lapkricio lapkritis novembris ноябрь ноября листопад листопада ноември \
     новембар νοεμβριος νοεμβριου نوفمبر",
    "december dezember decembre diciembre desembre dicembre dezembro decembrie grudzien grudnia \
     prosinec prosince joulukuu joulukuuta detsember aralik desember gruodzio gruodis decembris \
     декабрь декабря грудень грудня декември децембар δεκεμβριος δεκεμβριου ديسمبر",
];

/// The number of the month that a word names, 1 to 12: by its whole name, or by three letters of
/// it and more. Where two languages share a beginning, the earlier month has it.
pub(super) fn named(word: &str) -> Option<u32> {
    let word = folded(word);
    if word.chars().count() < SHORTEST {
        return None;
    }
    let at = NAMES.iter().position(|names| {
        names.split_ascii_whitespace().any(|name| name.starts_with(word.as_str()))
    })?;
    u32::try_from(at + 1).ok()
}

/// A word in lower case without its diacritics.
fn folded(word: &str) -> String {
    let plain = |c: char| match c {
        'ł' => 'l',
        'ø' => 'o',
        'ı' => 'i',
        other => other,
    };
    word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_stand_as_words_are_compared() {
        for name in NAMES.iter().flat_map(|names| names.split_ascii_whitespace()) {
            assert_eq!(folded(name), name);
        }
    }

    #[test]
    fn a_month_is_known_whole_shortened_and_inflected() {
        for (month, words) in [
            (1, "Jan January janv ene gen sty leden Ocak янв січня tammikuuta"),
            (2, "Feb févr Févr fev Luty lutego únor Şub Şubat фев helmi"),
            (3, "Mar März Mär mrt març marca březen мар марта бер maalis Mart"),
            (4, "Apr avr abr kwi dub квіт nis huhti"),
            (5, "May Mai mei maj maggio mag maio kvě мая май Mayıs touko"),
            (6, "Jun juin giu czerwca июн haz kesä"),
            (7, "Jul juil lug lipca červenec июля tem heinä"),
            (8, "Aug août aoû ago sierpnia srpna авг ağu elo agt"),
            (9, "Sep Sept set wrzesień září сен eyl syys"),
            (10, "Oct Okt ott out paź října окт eki loka"),
            (11, "Nov noi lis listopadu ноя Kas marras"),
            (12, "Dec Dez dic déc dez des gru prosince дек ara joulu"),
        ] {
            for word in words.split(' ') {
                assert_eq!(named(word), Some(month), "{word}");
            }
        }
    }

    #[test]
    fn other_words_that_begin_alike_name_no_month() {
        for word in ["Marketing", "Magazine", "Decision", "Settings", "Augsburg", "Ma", "T", "의"]
        {
            assert_eq!(named(word), None, "{word}");
        }
    }
}
