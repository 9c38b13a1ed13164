//! Mathematics in running text: TeX to readable Unicode.

/// The text raised, if every character of it can be.
pub fn superscript(text: &str) -> Option<String> {
    mapped(
        text,
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW αβγδεθφχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ ᵅᵝᵞᵟᵋᶿᵠᵡ",
    )
}

/// The text lowered, if every character of it can be.
pub fn subscript(text: &str) -> Option<String> {
    mapped(text, "0123456789+-=()aehijklmnoprstuvx βγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ ᵦᵧᵨᵩᵪ")
}

fn mapped(text: &str, from: &str, to: &str) -> Option<String> {
    text.chars()
        .map(|c| if c == '−' { '-' } else { c })
        .map(|c| from.chars().position(|known| known == c).and_then(|at| to.chars().nth(at)))
        .collect()
}
