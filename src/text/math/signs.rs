//! Signs and letters of mathematics: what TeX calls them, and how Unicode raises, lowers and styles
//! letters.

/// The text raised, if every character of it can be.
pub fn superscript(text: &str) -> Option<String> {
    mapped(
        text,
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ*′⊤† ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ*′ᵀ† ",
    )
}

/// The text lowered, if every character of it can be.
pub fn subscript(text: &str) -> Option<String> {
    mapped(text, "0123456789+-=()aehijklmnoprstuvxβγρφχ ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ ")
}

fn mapped(text: &str, from: &str, to: &str) -> Option<String> {
    text.chars()
        .map(|c| if c == '−' { '-' } else { c })
        .map(|c| from.chars().position(|known| known == c).and_then(|at| to.chars().nth(at)))
        .collect()
}

/// The combining mark of an accent, by TeX's sign or name.
pub(super) fn accent(sign: char) -> Option<char> {
    Some(match sign {
        '\'' => '\u{301}',
        '`' => '\u{300}',
        '"' => '\u{308}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        _ => return None,
    })
}

/// The combining mark of an accent that TeX calls by a letter; its own letter stands in braces.
pub(super) fn named_accent(name: char) -> Option<char> {
    Some(match name {
        'H' => '\u{30b}',
        'c' => '\u{327}',
        'k' => '\u{328}',
        'r' => '\u{30a}',
        'u' => '\u{306}',
        'v' => '\u{30c}',
        _ => return None,
    })
}

pub(super) fn double_struck(c: char) -> Option<char> {
    match c {
        'C' => Some('ℂ'),
        'H' => Some('ℍ'),
        'N' => Some('ℕ'),
        'P' => Some('ℙ'),
        'Q' => Some('ℚ'),
        'R' => Some('ℝ'),
        'Z' => Some('ℤ'),
        'A'..='Z' => char::from_u32('𝔸' as u32 + (c as u32 - 'A' as u32)),
        'a'..='z' => char::from_u32('𝕒' as u32 + (c as u32 - 'a' as u32)),
        '0'..='9' => char::from_u32('𝟘' as u32 + (c as u32 - '0' as u32)),
        _ => None,
    }
}

pub(super) fn script(c: char) -> Option<char> {
    match c {
        'B' => Some('ℬ'),
        'E' => Some('ℰ'),
        'F' => Some('ℱ'),
        'H' => Some('ℋ'),
        'I' => Some('ℐ'),
        'L' => Some('ℒ'),
        'M' => Some('ℳ'),
        'R' => Some('ℛ'),
        'A'..='Z' => char::from_u32('𝒜' as u32 + (c as u32 - 'A' as u32)),
        'a'..='z' | '0'..='9' => Some(c),
        _ => None,
    }
}

pub(super) fn fraktur(c: char) -> Option<char> {
    match c {
        'C' => Some('ℭ'),
        'H' => Some('ℌ'),
        'I' => Some('ℑ'),
        'R' => Some('ℜ'),
        'Z' => Some('ℨ'),
        'A'..='Z' => char::from_u32('𝔄' as u32 + (c as u32 - 'A' as u32)),
        'a'..='z' => char::from_u32('𝔞' as u32 + (c as u32 - 'a' as u32)),
        _ => None,
    }
}

/// Symbols that need nothing else, by their command.
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    SYMBOLS.binary_search_by_key(&name, |(name, _)| name).ok().map(|at| SYMBOLS[at].1)
}

#[rustfmt::skip]
pub(super) const SYMBOLS: &[(&str, &str)] = &[
    ("AA", "Å"), ("Box", "□"), ("Delta", "Δ"), ("Gamma", "Γ"), ("Im", "ℑ"), ("Lambda", "Λ"),
    ("Leftarrow", "⇐"), ("Leftrightarrow", "⇔"), ("O", "Ø"), ("Omega", "Ω"), ("Phi", "Φ"),
    ("Pi", "Π"), ("Pr", "Pr"), ("Psi", "Ψ"), ("Re", "ℜ"), ("Rightarrow", "⇒"), ("S", "§"),
    ("Sigma", "Σ"), ("Theta", "Θ"), ("Upsilon", "Υ"), ("Vert", "‖"), ("Xi", "Ξ"), ("ae", "æ"),
    ("aleph", "ℵ"), ("alpha", "α"), ("angle", "∠"), ("approx", "≈"), ("arg", "arg"),
    ("argmax", "argmax"), ("argmin", "argmin"), ("ast", "∗"), ("asymp", "≍"), ("backslash", "\\"),
    ("because", "∵"), ("beta", "β"), ("bigcap", "⋂"), ("bigcup", "⋃"), ("blacksquare", "■"),
    ("bmod", "mod"), ("bot", "⊥"), ("bullet", "•"), ("cap", "∩"), ("cdot", "·"), ("cdots", "⋯"),
    ("checkmark", "✓"), ("chi", "χ"), ("circ", "∘"), ("colon", ":"), ("coloneqq", "≔"),
    ("cong", "≅"), ("coprod", "∐"), ("cos", "cos"), ("cosh", "cosh"), ("cup", "∪"),
    ("dagger", "†"), ("ddagger", "‡"), ("ddots", "⋱"), ("deg", "deg"), ("degree", "°"),
    ("delta", "δ"), ("det", "det"), ("diamond", "⋄"), ("dim", "dim"), ("div", "÷"),
    ("doteq", "≐"), ("dots", "…"), ("dotsb", "⋯"), ("dotsc", "…"), ("downarrow", "↓"),
    ("ell", "ℓ"), ("emptyset", "∅"), ("enspace", " "), ("epsilon", "ε"), ("equiv", "≡"),
    ("eta", "η"), ("exists", "∃"), ("exp", "exp"), ("forall", "∀"), ("gamma", "γ"),
    ("gcd", "gcd"), ("ge", "≥"), ("geq", "≥"), ("geqslant", "≥"), ("gets", "←"), ("gg", "≫"),
    ("gt", ">"), ("gtrsim", "≳"), ("hbar", "ℏ"), ("hookrightarrow", "↪"), ("iff", "⇔"),
    ("iint", "∬"), ("implies", "⇒"), ("in", "∈"), ("inf", "inf"), ("infty", "∞"), ("int", "∫"),
    ("iota", "ι"), ("kappa", "κ"), ("ker", "ker"), ("lVert", "‖"), ("lambda", "λ"), ("land", "∧"),
    ("langle", "⟨"), ("lbrace", "{"), ("lbrack", "["), ("lceil", "⌈"), ("ldots", "…"),
    ("le", "≤"), ("leftarrow", "←"), ("leftrightarrow", "↔"), ("leq", "≤"), ("leqslant", "≤"),
    ("lesssim", "≲"), ("lfloor", "⌊"), ("lim", "lim"), ("liminf", "liminf"), ("limsup", "limsup"),
    ("ll", "≪"), ("ln", "ln"), ("lnot", "¬"), ("log", "log"), ("longrightarrow", "⟶"),
    ("lor", "∨"), ("lt", "<"), ("lvert", "|"), ("mapsto", "↦"), ("max", "max"), ("mid", "∣"),
    ("min", "min"), ("mod", "mod"), ("models", "⊨"), ("mp", "∓"), ("mu", "μ"), ("nabla", "∇"),
    ("ne", "≠"), ("neg", "¬"), ("neq", "≠"), ("nexists", "∄"), ("ni", "∋"), ("nmid", "∤"),
    ("notin", "∉"), ("nu", "ν"), ("o", "ø"), ("odot", "⊙"), ("oint", "∮"), ("omega", "ω"),
    ("ominus", "⊖"), ("oplus", "⊕"), ("otimes", "⊗"), ("parallel", "∥"), ("partial", "∂"),
    ("perp", "⊥"), ("phi", "φ"), ("pi", "π"), ("pm", "±"), ("poly", "poly"),
    ("polylog", "polylog"), ("prec", "≺"), ("preceq", "⪯"), ("prime", "′"), ("prod", "∏"),
    ("propto", "∝"), ("psi", "ψ"), ("qquad", " "), ("quad", " "), ("rVert", "‖"), ("rangle", "⟩"),
    ("rbrace", "}"), ("rbrack", "]"), ("rceil", "⌉"), ("rfloor", "⌋"), ("rho", "ρ"),
    ("rightarrow", "→"), ("rightleftharpoons", "⇌"), ("rvert", "|"), ("setminus", "∖"),
    ("sigma", "σ"), ("sim", "∼"), ("simeq", "≃"), ("sin", "sin"), ("sinh", "sinh"),
    ("space", " "), ("square", "□"), ("ss", "ß"), ("star", "⋆"), ("subset", "⊂"),
    ("subseteq", "⊆"), ("succ", "≻"), ("succeq", "⪰"), ("sum", "∑"), ("sup", "sup"),
    ("supset", "⊃"), ("supseteq", "⊇"), ("surd", "√"), ("tan", "tan"), ("tanh", "tanh"),
    ("tau", "τ"), ("therefore", "∴"), ("theta", "θ"), ("thinspace", " "), ("times", "×"),
    ("to", "→"), ("top", "⊤"), ("triangle", "△"), ("triangleq", "≜"), ("uparrow", "↑"),
    ("upsilon", "υ"), ("varepsilon", "ε"), ("varnothing", "∅"), ("varphi", "φ"), ("varpi", "ϖ"),
    ("varrho", "ϱ"), ("varsigma", "ς"), ("vartheta", "ϑ"), ("vdash", "⊢"), ("vdots", "⋮"),
    ("vee", "∨"), ("vert", "|"), ("wedge", "∧"), ("wp", "℘"), ("wr", "≀"), ("xi", "ξ"),
    ("zeta", "ζ"),
];
