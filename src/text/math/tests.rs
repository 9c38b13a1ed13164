//! Tests of `math.rs`.

#[test]
fn a_formula_stands_apart_if_it_only_draws() {
    use Part::{Formula, Words};
    for (text, read) in [
        (r"On $\alpha$-nets", &[Words("On "), Formula(r"\alpha"), Words("-nets")][..]),
        (r"\(O(n^{2})\) steps", &[Formula("O(n^{2})"), Words(" steps")]),
        (r"$\frac{a}{b}$", &[Formula(r"\frac{a}{b}")]),
        ("from $5 to $6", &[Words("from $5 to $6")]),
        (r"$\input{/etc/passwd}$", &[Words(r"$\input{/etc/passwd}$")]),
        (r"$\write18{rm}$", &[Words(r"$\write18{rm}$")]),
        (r"$x^2}$", &[Words(r"$x^2}$")]),
        ("", &[]),
    ] {
        assert_eq!(parts(text), read, "{text}");
    }
}

use proptest::prelude::*;

use super::*;

#[test]
fn formulas_read_as_they_are_spoken() {
    for (tex, read) in [
        (r"for $\alpha_i \in \mathbb{R}^d$ and", "for αᵢ ∈ ℝᵈ and"),
        (r"$O(n \log n)$ time", "O(n log n) time"),
        (r"$\frac{a}{b}$ and $\frac{a+1}{2n}$", "a/b and (a+1)/2n"),
        (r"$x_{t+1} \leq 10^{-5}$", "xₜ₊₁ ≤ 10⁻⁵"),
        (r"$\hat{y}$, $\tilde{O}(\sqrt{T})$", "ŷ, Õ(√T)"),
        (r"$\sum_{i=1}^{n} w_i$", "∑ᵢ₌₁ⁿ wᵢ"),
        (r"$\mathcal{L}_{\mathrm{CE}}$", "ℒ_(CE)"),
        (r"$\left( x^\top W \right)$", "( xᵀ W )"),
        (r"a $d$-dimensional $3\times 3$ grid, $90^\circ$", "a d-dimensional 3×3 grid, 90°"),
        (r"\(x^2\) and $$y=2$$", "x² and y=2"),
        (r"$\ell_2$-norm, $\epsilon$-greedy", "ℓ₂-norm, ε-greedy"),
        (r"\textbf{Bold} and \emph{soft}, 5\% of it\-self", "Bold and soft, 5% of itself"),
        (
            r"see \href{https://a.example/x_1}{our \emph{mill}} or \url{https://b.example/~c}",
            "see our mill or https://b.example/~c",
        ),
        (
            r"\emph{5\% \textbf{more}} in Fig.~1, Section~$k$ and a~b",
            "5% more in Fig. 1, Section k and a b",
        ),
        (r"Bee et al.~2024 on ~5 ms", "Bee et al. 2024 on ~5 ms"),
        (r"Erd\H{o}s, Poincar\'e, na\'{i}ve, 30\%", "Erdős, Poincaré, naíve, 30%"),
        (r"Fran\c{c}ois, \v{S}ed\'y, $a \equiv b \pmod{n}$", "François, Šedý, a ≡ b (mod n)"),
        ("an ``expert'' of $x^2$---or two -- pages 3--5", "an “expert” of x²—or two – pages 3–5"),
    ] {
        assert_eq!(readable(tex), read, "{tex}");
    }
}

#[test]
fn money_is_not_mathematics() {
    for text in [
        "$5 billion and $3 billion",
        "from $5-$10 to $20",
        "US$5 and A$6",
        "$NVDA and $AAPL rose",
        "paid $1.2M ($300K each)",
        "C:\\Users\\name costs $5",
        "10am~5pm, Mon~Fri, 3~4월, https://a.example/~bee and v1~rc2",
        "about ~5 ms in ~/folder",
        "run it with --release, or `-q --all`; then ----- and ``code``",
    ] {
        assert_eq!(readable(text), text);
    }
}

#[test]
fn what_cannot_be_written_stays_as_it_was() {
    for tex in [
        r"$\begin{pmatrix} a & b \end{pmatrix}$",
        r"$\unknown{x}$",
        r"$\frac{a}$",
        r"$x_$",
        r"$\binom{n}{k}$",
        r"$\sqrt[5]{x}$",
    ] {
        assert_eq!(readable(tex), tex);
    }
    let deep = format!("${}x{}$", "\\sqrt{".repeat(60), "}".repeat(60));
    assert_eq!(readable(&deep), deep);
}

#[test]
fn the_symbols_stand_in_order() {
    assert!(signs::SYMBOLS.is_sorted_by(|a, b| a.0 < b.0));
}

proptest! {
    #[test]
    fn any_text_is_read_in_bounded_time(text in r"(\\[a-z]{0,8}|[${}^_ ]|[a-z0-9]{1,3}|.){0,80}") {
        let read = readable(&text);
        prop_assert!(read.len() <= text.len() * 4 + 16);
    }

    #[test]
    fn text_without_any_sign_of_tex_is_left_alone(text in r"[^$\\`~-]{0,80}") {
        prop_assert_eq!(readable(&text), text.as_str());
    }
}
