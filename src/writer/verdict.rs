//! What came of verifying a sentence, and the reasons there are to refuse one.

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Why a sentence is refused, in the order of the checks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason {
            $($(#[$doc])* $variant,)*
        }

        impl Reason {
            /// All reasons, in order.
            pub const ALL: &[Reason] = &[$(Reason::$variant,)*];

            /// As the documents name it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Reason::$variant => $name,)*
                }
            }

            /// The reason of a name.
            pub fn from_name(name: &str) -> Option<Reason> {
                Reason::ALL.iter().copied().find(|reason| reason.name() == name)
            }
        }
    };
}

reasons! {
    /// No clean line of 8 to 220 characters, over three citations, an unknown section.
    Shape = "shape",
    /// No id, an unknown one, another entry's.
    Citation = "citation",
    /// An address, a link, a reference.
    Address = "address",
    /// A letter of a writing that the evidence lacks.
    Script = "script",
    /// Not the language that was asked for.
    Language = "language",
    /// Another register, no whole sentence, a repeated run.
    Register = "register",
    /// A value that the cited sentences lack.
    Figure = "figure",
    /// A value with another unit.
    Unit = "unit",
    /// A name that the items lack.
    Name = "name",
    /// A Latin word that the items lack.
    Word = "word",
    /// Expecting, judging or warning without such a cue.
    Claim = "claim",
    /// A negation on one side alone.
    Polarity = "polarity",
    /// Up for down, bought for sold.
    Direction = "direction",
    /// A kind of move that the items lack.
    Move = "move",
    /// A clause that nothing ties to the evidence.
    Support = "support",
    /// Another item is nearer than the cited ones.
    Nearer = "nearer",
    /// Much longer than its evidence.
    Length = "length",
    /// The endpoint itself says that the evidence does not entail it.
    SecondLook = "second_look",
}

/// Why a sentence is refused, and what in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The check.
    pub reason: Reason,
    /// What failed it, as written in the sentence.
    pub detail: String,
}

/// What came of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The sentence, its particles mended.
    pub sentence: String,
    /// Every check that it failed, in their order; none: it is accepted.
    pub refusals: Vec<Refusal>,
}

impl Verdict {
    /// The first check that it failed.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refusals.first()
    }
}
