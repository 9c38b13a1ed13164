//! The languages that are known: their words, and the signs by which they quote and comment. Each is
//! public knowledge from the language's own reference; words are sorted, which a test holds.

use super::Kind;

/// How a language is read.
#[derive(Debug)]
pub(super) struct Language {
    /// What pages call it and what its files end in, in lower case.
    names: &'static [&'static str],
    /// Its own words, sorted.
    pub(super) keywords: &'static [&'static str],
    /// Whether its words mean the same in capitals; the table has them in lower case.
    pub(super) any_case: bool,
    /// What begins a comment that ends with the line.
    pub(super) line: &'static [&'static str],
    /// What begins a comment, and what ends it.
    pub(super) block: &'static [(&'static str, &'static str)],
    /// Quotes that may go on over lines.
    pub(super) long: &'static [&'static str],
    /// Quotes that end with the line at the latest.
    pub(super) quotes: &'static str,
    /// Whether `'` stands about one character, and means something else before a word.
    pub(super) characters: bool,
    /// Characters of words beside letters, digits and `_`.
    pub(super) also: &'static str,
    /// Signs that make the word behind them something of its own.
    pub(super) marks: &'static [(char, Kind)],
}

/// Words after which a name is defined.
#[rustfmt::skip]
pub(super) const DEFINING: &[&str] = &[
    "class", "def", "defmodule", "defn", "enum", "fn", "fun", "func", "function", "interface",
    "module", "namespace", "object", "package", "protocol", "record", "struct", "trait", "type",
];

/// Words that are values, in whichever language.
#[rustfmt::skip]
pub(super) const CONSTANTS: &[&str] = &[
    "False", "NULL", "NaN", "None", "True", "false", "nil", "null", "nullptr", "true", "undefined",
];

/// As most languages have it that took after C.
const C_LIKE: Language = Language {
    names: &[],
    keywords: &[],
    any_case: false,
    line: &["//"],
    block: &[("/*", "*/")],
    long: &[],
    quotes: "\"'",
    characters: false,
    also: "",
    marks: &[],
};

/// As those have it whose comments begin with `#`.
const SCRIPT: Language = Language { line: &["#"], block: &[], ..C_LIKE };

/// As those have it that are marked up.
const MARKUP: Language = Language {
    line: &[],
    block: &[("<!--", "-->")],
    also: "-:",
    marks: &[('<', Kind::Keyword)],
    ..C_LIKE
};

// A word a line would be a thousand lines.
#[rustfmt::skip]
const LANGUAGES: &[Language] = &[
    Language {
        names: &["rust", "rs"],
        keywords: &[
            "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum",
            "extern", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut",
            "pub", "ref", "return", "self", "static", "struct", "super", "trait", "type", "union",
            "unsafe", "use", "where", "while",
        ],
        quotes: "\"",
        characters: true,
        ..C_LIKE
    },
    Language {
        names: &["python", "py", "python3", "py3", "pycon", "ipython", "cython", "mojo"],
        keywords: &[
            "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def",
            "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
            "in", "is", "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return",
            "try", "while", "with", "yield",
        ],
        long: &["\"\"\"", "'''"],
        marks: &[('@', Kind::Name)],
        ..SCRIPT
    },
    Language {
        names: &[
            "javascript", "js", "jsx", "mjs", "cjs", "node", "typescript", "ts", "tsx", "svelte",
        ],
        keywords: &[
            "abstract", "as", "async", "await", "break", "case", "catch", "class", "const",
            "continue", "debugger", "declare", "default", "delete", "do", "else", "enum", "export",
            "extends", "finally", "for", "from", "function", "get", "if", "implements", "import",
            "in", "instanceof", "interface", "keyof", "let", "namespace", "new", "of", "private",
            "protected", "public", "readonly", "return", "satisfies", "set", "static", "super",
            "switch", "this", "throw", "try", "type", "typeof", "var", "void", "while", "with",
            "yield",
        ],
        long: &["`"],
        also: "$",
        marks: &[('@', Kind::Name)],
        ..C_LIKE
    },
    Language {
        names: &[
            "c", "h", "c++", "cpp", "cc", "cxx", "hpp", "hh", "objective-c", "objc", "m", "cuda",
            "cu", "opencl", "glsl", "hlsl", "wgsl", "arduino", "ino",
        ],
        keywords: &[
            "alignas", "alignof", "auto", "bool", "break", "case", "catch", "char", "class",
            "co_await", "co_return", "co_yield", "concept", "const", "consteval", "constexpr",
            "continue", "decltype", "default", "delete", "do", "double", "else", "enum", "explicit",
            "export", "extern", "final", "float", "for", "friend", "goto", "if", "inline", "int",
            "long", "mutable", "namespace", "new", "noexcept", "operator", "override", "private",
            "protected", "public", "register", "requires", "restrict", "return", "short", "signed",
            "sizeof", "static", "static_assert", "struct", "switch", "template", "this", "throw",
            "try", "typedef", "typename", "union", "unsigned", "using", "virtual", "void",
            "volatile", "while",
        ],
        marks: &[('#', Kind::Keyword), ('@', Kind::Keyword)],
        ..C_LIKE
    },
    Language {
        names: &["java", "kotlin", "kt", "kts", "scala", "sbt", "groovy", "gradle"],
        keywords: &[
            "abstract", "as", "assert", "boolean", "break", "by", "byte", "case", "catch", "char",
            "class", "companion", "const", "constructor", "continue", "data", "def", "default",
            "do", "double", "else", "enum", "extends", "extension", "final", "finally", "float",
            "for", "fun", "given", "if", "implements", "implicit", "import", "in", "init", "inline",
            "instanceof", "int", "interface", "internal", "is", "lateinit", "lazy", "long", "match",
            "native", "new", "object", "open", "operator", "out", "override", "package", "permits",
            "private", "protected", "public", "record", "return", "sealed", "short", "static",
            "super", "suspend", "switch", "synchronized", "this", "throw", "throws", "trait",
            "transient", "try", "type", "typealias", "using", "val", "var", "void", "volatile",
            "when", "where", "while", "with", "yield",
        ],
        long: &["\"\"\""],
        marks: &[('@', Kind::Name)],
        ..C_LIKE
    },
    Language {
        names: &["c#", "csharp", "cs", "f#", "fsharp", "fs"],
        keywords: &[
            "abstract", "and", "as", "async", "await", "base", "bool", "break", "byte", "case",
            "catch", "char", "class", "const", "continue", "decimal", "default", "delegate", "do",
            "double", "elif", "else", "end", "enum", "event", "explicit", "extern", "finally",
            "fixed", "float", "for", "foreach", "from", "fun", "function", "get", "goto", "if",
            "implicit", "in", "init", "inline", "int", "interface", "internal", "is", "let", "lock",
            "long", "match", "member", "module", "mutable", "namespace", "new", "not", "object",
            "of", "open", "operator", "or", "out", "override", "params", "private", "protected",
            "public", "readonly", "rec", "record", "ref", "return", "sealed", "select", "set",
            "short", "sizeof", "static", "string", "struct", "switch", "then", "this", "throw",
            "try", "type", "typeof", "uint", "ulong", "unsafe", "use", "using", "val", "var",
            "virtual", "void", "when", "where", "while", "with", "yield",
        ],
        long: &["\"\"\""],
        ..C_LIKE
    },
    Language {
        names: &["go", "golang"],
        keywords: &[
            "any", "break", "case", "chan", "const", "continue", "default", "defer", "else",
            "fallthrough", "for", "func", "go", "goto", "if", "import", "interface", "map",
            "package", "range", "return", "select", "struct", "switch", "type", "var",
        ],
        long: &["`"],
        ..C_LIKE
    },
    Language {
        names: &[
            "swift", "dart", "zig", "odin", "v", "vala", "solidity", "sol", "proto", "protobuf",
        ],
        keywords: &[
            "actor", "as", "associatedtype", "async", "await", "break", "case", "catch", "class",
            "comptime", "const", "continue", "contract", "default", "defer", "do", "else", "enum",
            "errdefer", "event", "export", "extends", "extension", "external", "fallthrough",
            "final", "fn", "for", "func", "function", "get", "guard", "if", "implements", "import",
            "in", "init", "inout", "interface", "internal", "is", "late", "let", "library",
            "mapping", "message", "mixin", "modifier", "mutating", "new", "operator", "optional",
            "override", "package", "payable", "private", "protocol", "pub", "public", "pure",
            "repeat", "repeated", "required", "rethrows", "return", "returns", "rpc", "self",
            "service", "set", "some", "static", "struct", "super", "switch", "test", "this",
            "throw", "throws", "try", "type", "typealias", "typedef", "union", "unreachable",
            "usingnamespace", "var", "view", "void", "weak", "where", "while", "with", "yield",
        ],
        long: &["\"\"\""],
        marks: &[('@', Kind::Name)],
        ..C_LIKE
    },
    Language {
        names: &["php"],
        keywords: &[
            "abstract", "and", "array", "as", "break", "callable", "case", "catch", "class",
            "clone", "const", "continue", "declare", "default", "do", "echo", "else", "elseif",
            "enum", "extends", "final", "finally", "fn", "for", "foreach", "function", "global",
            "goto", "if", "implements", "include", "include_once", "instanceof", "interface",
            "isset", "list", "match", "namespace", "new", "or", "print", "private", "protected",
            "public", "readonly", "require", "require_once", "return", "static", "switch", "throw",
            "trait", "try", "unset", "use", "var", "while", "xor", "yield",
        ],
        line: &["//", "#"],
        also: "$",
        ..C_LIKE
    },
    Language {
        names: &["ruby", "rb", "crystal", "cr", "elixir", "ex", "exs"],
        keywords: &[
            "alias", "and", "begin", "break", "case", "class", "cond", "def", "defined?",
            "defmacro", "defmodule", "defp", "defstruct", "do", "else", "elsif", "end", "ensure",
            "fn", "for", "if", "import", "in", "include", "loop", "module", "next", "not", "or",
            "private", "protected", "quote", "raise", "receive", "redo", "require", "rescue",
            "retry", "return", "self", "super", "then", "undef", "unless", "until", "use", "when",
            "while", "with", "yield",
        ],
        long: &["\"\"\""],
        also: "?!",
        marks: &[(':', Kind::Literal), ('@', Kind::Plain)],
        ..SCRIPT
    },
    Language {
        names: &[
            "bash", "sh", "shell", "zsh", "fish", "console", "shell-session", "shellsession",
            "terminal", "dockerfile", "docker", "makefile", "make", "mk", "just", "cmake",
        ],
        keywords: &[
            "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "RUN", "USER", "WORKDIR",
            "alias", "break", "case", "cd", "continue", "do", "done", "echo", "elif", "else", "end",
            "endif", "esac", "eval", "exec", "exit", "export", "fi", "for", "function", "if",
            "ifdef", "ifeq", "in", "include", "local", "read", "readonly", "return", "select",
            "set", "shift", "source", "sudo", "then", "trap", "unset", "until", "while",
        ],
        also: "$-",
        ..SCRIPT
    },
    Language {
        names: &["powershell", "ps1", "pwsh", "nushell", "nu"],
        keywords: &[
            "begin", "break", "catch", "class", "continue", "def", "do", "else", "elseif", "end",
            "enum", "export", "filter", "finally", "for", "foreach", "function", "if", "in", "let",
            "match", "mut", "param", "process", "return", "switch", "throw", "try", "until", "use",
            "using", "while",
        ],
        any_case: true,
        block: &[("<#", "#>")],
        also: "$-",
        ..SCRIPT
    },
    Language {
        names: &["perl", "pl", "pm", "raku", "tcl", "awk"],
        keywords: &[
            "BEGIN", "END", "and", "cmp", "continue", "die", "do", "each", "else", "elsif", "eq",
            "eval", "exists", "for", "foreach", "given", "has", "if", "keys", "last", "local", "my",
            "ne", "next", "no", "not", "or", "our", "package", "print", "printf", "proc", "push",
            "require", "return", "say", "set", "shift", "state", "sub", "unless", "until", "use",
            "when", "while", "xor",
        ],
        also: "$@%",
        ..SCRIPT
    },
    Language {
        names: &["r", "julia", "jl", "nim", "gdscript", "gd", "starlark", "bzl"],
        keywords: &[
            "abstract", "and", "baremodule", "begin", "break", "case", "catch", "class", "const",
            "continue", "converter", "def", "discard", "do", "elif", "else", "elseif", "end",
            "enum", "except", "export", "extends", "finally", "for", "from", "func", "function",
            "global", "if", "import", "in", "iterator", "let", "library", "load", "local", "macro",
            "match", "method", "module", "mutable", "next", "not", "object", "of", "or", "proc",
            "quote", "raise", "repeat", "return", "signal", "static", "struct", "template", "then",
            "try", "type", "using", "var", "when", "where", "while", "yield",
        ],
        block: &[("#=", "=#"), ("#[", "]#")],
        long: &["\"\"\""],
        marks: &[('@', Kind::Name)],
        ..SCRIPT
    },
    Language {
        names: &[
            "yaml", "yml", "toml", "ini", "cfg", "conf", "properties", "dotenv", "hcl", "tf",
            "terraform", "nix",
        ],
        keywords: &[
            "assert", "data", "else", "if", "in", "inherit", "let", "locals", "module", "output",
            "provider", "rec", "resource", "then", "variable", "with",
        ],
        line: &["#", ";"],
        block: &[("/*", "*/")],
        long: &["\"\"\"", "'''", "''"],
        also: "-",
        marks: &[('[', Kind::Name)],
        ..SCRIPT
    },
    Language {
        names: &["json", "json5", "jsonc", "jsonl", "ndjson", "graphql", "gql"],
        keywords: &[
            "enum", "extend", "fragment", "implements", "input", "interface", "mutation", "on",
            "query", "scalar", "schema", "subscription", "type", "union",
        ],
        line: &["//", "#"],
        long: &["\"\"\""],
        ..C_LIKE
    },
    Language {
        names: &["sql", "mysql", "postgresql", "postgres", "pgsql", "plsql", "sqlite", "tsql"],
        keywords: &[
            "add", "all", "alter", "and", "as", "asc", "begin", "between", "by", "case", "check",
            "column", "commit", "constraint", "create", "cross", "default", "delete", "desc",
            "distinct", "drop", "else", "end", "except", "exists", "explain", "foreign", "from",
            "full", "function", "grant", "group", "having", "if", "in", "index", "inner", "insert",
            "intersect", "into", "is", "join", "key", "left", "like", "limit", "not", "offset",
            "on", "or", "order", "outer", "over", "partition", "primary", "references", "returning",
            "right", "rollback", "select", "set", "table", "then", "transaction", "trigger",
            "union", "unique", "update", "using", "values", "view", "when", "where", "window",
            "with",
        ],
        any_case: true,
        line: &["--"],
        ..C_LIKE
    },
    Language {
        names: &["lua", "luau", "ada", "vhdl"],
        keywords: &[
            "and", "array", "begin", "break", "case", "constant", "continue", "do", "else",
            "elseif", "elsif", "end", "entity", "exception", "for", "function", "goto", "if", "in",
            "is", "local", "loop", "not", "of", "or", "others", "out", "package", "port",
            "procedure", "process", "record", "repeat", "return", "signal", "subtype", "then",
            "type", "until", "use", "when", "while", "with",
        ],
        line: &["--"],
        block: &[("--[[", "]]")],
        ..C_LIKE
    },
    Language {
        names: &["haskell", "hs", "elm", "purescript", "idris", "agda", "lean", "lean4"],
        keywords: &[
            "axiom", "by", "case", "class", "data", "def", "deriving", "do", "else", "example",
            "forall", "foreign", "from", "fun", "have", "if", "import", "in", "inductive", "infix",
            "infixl", "infixr", "instance", "lemma", "let", "match", "module", "mutual",
            "namespace", "newtype", "of", "opaque", "open", "port", "section", "show", "structure",
            "then", "theorem", "type", "universe", "variable", "where", "with",
        ],
        line: &["--"],
        block: &[("{-", "-}"), ("/-", "-/")],
        quotes: "\"",
        characters: true,
        also: "'",
        ..C_LIKE
    },
    Language {
        names: &["ocaml", "ml", "sml", "rocq", "coq", "pascal", "delphi"],
        keywords: &[
            "and", "as", "assert", "begin", "case", "class", "const", "constraint", "definition",
            "do", "done", "downto", "else", "end", "exception", "external", "fixpoint", "for",
            "fun", "function", "functor", "if", "implementation", "in", "include", "inductive",
            "inherit", "interface", "lazy", "lemma", "let", "match", "method", "module", "mutable",
            "new", "nonrec", "object", "of", "open", "or", "private", "procedure", "program",
            "proof", "qed", "rec", "record", "repeat", "sig", "struct", "then", "theorem", "to",
            "try", "type", "unit", "until", "uses", "val", "var", "virtual", "when", "while",
            "with",
        ],
        any_case: true,
        line: &["//"],
        block: &[("(*", "*)")],
        quotes: "\"",
        characters: true,
        ..C_LIKE
    },
    Language {
        names: &[
            "lisp", "commonlisp", "elisp", "emacs-lisp", "scheme", "scm", "racket", "rkt",
            "clojure", "clj", "cljs", "edn", "fennel",
        ],
        keywords: &[
            "begin", "case", "cond", "def", "define", "defmacro", "defn", "defstruct", "defun",
            "defvar", "do", "else", "fn", "for", "if", "import", "lambda", "let", "let*", "letrec",
            "loop", "module", "ns", "progn", "quote", "recur", "require", "set!", "setq", "unless",
            "use", "when", "while",
        ],
        line: &[";"],
        block: &[("#|", "|#")],
        quotes: "\"",
        also: "-*!?",
        marks: &[(':', Kind::Literal)],
        ..C_LIKE
    },
    Language {
        names: &["erlang", "erl", "prolog", "matlab", "octave"],
        keywords: &[
            "after", "begin", "break", "case", "catch", "classdef", "continue", "else", "elseif",
            "end", "for", "fun", "function", "global", "if", "methods", "module", "of", "otherwise",
            "parfor", "persistent", "properties", "receive", "return", "switch", "try", "when",
            "while",
        ],
        line: &["%"],
        block: &[],
        quotes: "\"",
        ..C_LIKE
    },
    Language {
        names: &["fortran", "f90", "f95", "f03", "f08"],
        keywords: &[
            "allocatable", "allocate", "call", "case", "character", "complex", "contains", "cycle",
            "deallocate", "dimension", "do", "else", "elseif", "end", "enddo", "endif", "exit",
            "function", "if", "implicit", "integer", "intent", "interface", "kind", "logical",
            "module", "none", "only", "parameter", "print", "private", "procedure", "program",
            "public", "pure", "real", "recursive", "result", "return", "select", "subroutine",
            "then", "type", "use", "while", "write",
        ],
        any_case: true,
        line: &["!"],
        block: &[],
        ..C_LIKE
    },
    Language {
        names: &["asm", "assembly", "nasm", "gas", "s", "llvm", "wat", "wasm"],
        keywords: &[
            "add", "and", "bl", "bne", "br", "call", "cmp", "define", "div", "export", "func",
            "global", "import", "int", "jmp", "jne", "jnz", "jz", "lea", "li", "load", "local",
            "mov", "mul", "nop", "or", "param", "pop", "push", "ret", "section", "shl", "shr",
            "store", "sub", "syscall", "test", "xor",
        ],
        line: &[";", "#", "//"],
        also: ".%",
        ..C_LIKE
    },
    Language {
        names: &["css", "scss", "sass", "less"],
        keywords: &["and", "from", "important", "not", "only", "to"],
        also: "-",
        marks: &[('@', Kind::Keyword), ('#', Kind::Name), ('.', Kind::Name)],
        ..C_LIKE
    },
    Language {
        names: &["html", "htm", "xhtml", "xml", "svg", "xsl", "vue", "rss", "opml", "plist"],
        ..MARKUP
    },
    Language {
        names: &["tex", "latex", "bibtex", "bib"],
        line: &["%"],
        block: &[],
        quotes: "",
        marks: &[('\\', Kind::Keyword), ('@', Kind::Keyword)],
        ..C_LIKE
    },
];

/// The language of that name in lower case.
pub(super) fn named(name: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.names.contains(&name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn words_are_sorted_and_no_two_languages_have_one_name() {
        let mut names = BTreeSet::new();
        for language in LANGUAGES {
            let of = language.names[0];
            assert!(language.keywords.is_sorted(), "{of}");
            for word in language.keywords {
                assert!(!language.any_case || *word == word.to_ascii_lowercase(), "{of}: {word}");
            }
            for name in language.names {
                assert!(names.insert(name), "{name} is two");
                assert_eq!(*name, name.to_ascii_lowercase(), "{of}");
            }
        }
    }
}
