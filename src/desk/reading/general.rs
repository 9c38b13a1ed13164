//! What headlines open with under a capital letter and what is no company's name: people by what they
//! are, places, bodies, things in general.

use std::collections::HashSet;
use std::sync::LazyLock;

/// In small letters, parted by blanks.
const WORDS: &str = "\
    startup startups company companies tech ai big new chip chips robot robots quantum bitcoin crypto \
    study report exclusive app apps site website device devices game games satellite satellites \
    father fathers mother mothers parent parents family families son daughter widow husband wife \
    couple woman women man men boy boys girl girls teen teens teenager teenagers kid kids child \
    children people person \
    author authors artist artists musician musicians actor actors writer writers journalist \
    journalists reporter reporters publisher publishers photographer photographers creator creators \
    student students teacher teachers professor professors scientist scientists researcher \
    researchers engineer engineers developer developers programmer programmers hacker hackers \
    doctor doctors nurse nurses patient patients lawyer lawyers farmer farmers driver drivers \
    sailor sailors pilot pilots soldier soldiers veteran veterans billionaire billionaires \
    worker workers employee employees founder founders executive executives investor investors \
    shareholder shareholders customer customers user users fan fans gamer gamers player players \
    owner owners seller sellers resident residents neighbor neighbors voter voters victim victims \
    survivor survivors activist activists advocate advocates critic critics whistleblower \
    government judge judges court courts jury senate congress police army navy military lawmaker \
    lawmakers senator senators regulator regulators prosecutor prosecutors authorities official \
    officials agency agencies union unions group groups coalition nonprofit charity mayor governor \
    minister president town city county village state states university school church hospital \
    museum library \
    china us uk eu india japan korea russia iran ukraine france germany europe africa california \
    texas york london taiwan israel canada australia brazil \
    trump biden \
    thousand million billion trillion hundreds thousands millions billions";

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.split_whitespace().collect());

/// Those of them that names end with all the same: "Lantern Games", "Acme AI".
const ENDS: [&str; 14] = [
    "ai", "tech", "quantum", "robot", "robots", "chip", "chips", "app", "apps", "game", "games",
    "group", "company", "agency",
];

/// Whether no name begins with a word, which is in small letters.
pub fn has(word: &str) -> bool {
    KNOWN.contains(word)
}

/// Whether no name goes on with it.
pub fn ends(word: &str) -> bool {
    has(word) && !ENDS.contains(&word)
}
