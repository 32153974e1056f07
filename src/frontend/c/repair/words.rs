//! Words that mean the same in every program.

/// Whether no program can use the word as a name, in C or in what compilers add to it.
pub(super) fn is_keyword(word: &str) -> bool {
    match word.len() {
        2 => matches!(word, "do" | "if"),
        3 => matches!(word, "asm" | "for" | "int"),
        4 => matches!(word, "auto" | "bool" | "case" | "char" | "else" | "enum" | "goto" | "long" | "void"),
        5 => matches!(word, "_Bool" | "__asm" | "__try" | "break" | "const" | "float" | "short" | "union" | "while"),
        6 => matches!(
            word,
            "double" | "extern" | "inline" | "return" | "signed" | "sizeof" | "static" | "struct" | "switch" | "typeof"
        ),
        7 => matches!(word, "_Atomic" | "__asm__" | "__leave" | "alignof" | "default" | "typedef"),
        8 => matches!(
            word,
            "_Alignas"
                | "_Alignof"
                | "_Generic"
                | "__except"
                | "__typeof"
                | "continue"
                | "offsetof"
                | "register"
                | "restrict"
                | "unsigned"
                | "volatile"
        ),
        9 => word == "__finally",
        10 => matches!(word, "__declspec" | "__typeof__"),
        11 => word == "__attribute",
        13 => matches!(word, "__attribute__" | "__extension__"),
        _ => false,
    }
}

/// The same for what C++ has besides, where it may stand in a function.
pub(super) fn is_cpp_keyword(word: &str) -> bool {
    matches!(
        word,
        "try"
            | "catch"
            | "throw"
            | "new"
            | "delete"
            | "this"
            | "class"
            | "namespace"
            | "template"
            | "typename"
            | "using"
            | "virtual"
            | "operator"
            | "noexcept"
            | "constexpr"
            | "decltype"
            | "nullptr"
            | "true"
            | "false"
            | "mutable"
            | "explicit"
            | "friend"
            | "public"
            | "private"
            | "protected"
            | "static_cast"
            | "dynamic_cast"
            | "reinterpret_cast"
            | "const_cast"
            | "static_assert"
            | "typeid"
            | "override"
            | "final"
            | "co_await"
            | "co_return"
            | "co_yield"
    )
}

/// Keywords that make up a type by themselves.
pub(super) fn is_builtin_type(word: &str) -> bool {
    matches!(
        word,
        "void" | "char" | "short" | "int" | "long" | "float" | "double" | "signed" | "unsigned" | "bool" | "_Bool"
    )
}

/// `struct` and its like.
pub(super) fn is_tag(word: &str) -> bool {
    matches!(word, "struct" | "union" | "enum")
}

/// Keywords that may stand before or in a type without being one.
pub(super) fn is_qualifier(word: &str) -> bool {
    matches!(
        word,
        "const"
            | "volatile"
            | "restrict"
            | "_Atomic"
            | "static"
            | "extern"
            | "inline"
            | "register"
            | "auto"
            | "typedef"
    )
}

/// Keywords that begin a statement.
pub(super) fn is_statement(word: &str) -> bool {
    matches!(
        word,
        "if" | "for"
            | "while"
            | "do"
            | "switch"
            | "case"
            | "default"
            | "return"
            | "goto"
            | "break"
            | "continue"
            | "else"
    )
}

/// Keywords with a condition in parentheses behind which a statement follows.
pub(super) fn has_condition(word: &str) -> bool {
    matches!(word, "if" | "for" | "while" | "switch" | "__except")
}

/// How much a name reads like an attribute, a calling convention or an export mark rather than like a type.
pub(super) fn attribute_likeness(name: &str) -> u32 {
    const PIECES: [&str; 28] = [
        "API",
        "ATTR",
        "CALL",
        "CDECL",
        "COLD",
        "CONST",
        "DECL",
        "DEPRECATED",
        "DLL",
        "EXPORT",
        "EXTERN",
        "FAR",
        "FORCE",
        "HOT",
        "IMPORT",
        "INIT",
        "INLINE",
        "INTERNAL",
        "LOCAL",
        "NORETURN",
        "NOTHROW",
        "PUBLIC",
        "PRIVATE",
        "RESTRICT",
        "STATIC",
        "UNUSED",
        "USED",
        "VISIB",
    ];
    let upper = name.to_ascii_uppercase();
    let is_all_caps = upper == name && name.bytes().any(|byte| byte.is_ascii_uppercase());
    let has_piece = PIECES.iter().any(|piece| upper.contains(piece));
    let is_type = name.ends_with("_t")
        || name.ends_with("_T")
        || name.starts_with(|c: char| c.is_ascii_uppercase()) && !is_all_caps;
    let points = [(has_piece, 4), (name.starts_with("__"), 3), (is_all_caps, 2), (!is_type, 1)];
    points.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum()
}

/// Whether a macro of this name is likely to repeat what follows it.
pub(super) fn reads_like_a_loop(name: &str) -> bool {
    const PARTS: [&str; 11] =
        ["each", "for", "forall", "iter", "iterate", "iterator", "loop", "repeat", "traverse", "walk", "while"];
    const ENDS: [&str; 6] = ["begin", "start", "end", "done", "init", "break"];
    let lower = name.to_ascii_lowercase();
    // A pair such as `EACH_BEGIN(x)` and `EACH_END(x)` brings its own braces.
    (lower.replace('_', "").contains("foreach") || lower.split('_').any(|part| PARTS.contains(&part)))
        && !ENDS.iter().any(|end| lower.ends_with(end))
}

/// Whether it likely holds something while what follows it runs, once.
pub fn reads_like_a_guard(name: &str) -> bool {
    const PARTS: [&str; 11] =
        ["with", "without", "lock", "locked", "mutex", "guard", "scoped", "once", "critical", "synchronized", "rcu"];
    let lower = name.to_ascii_lowercase();
    lower.split('_').any(|part| PARTS.contains(&part)) && !reads_like_a_loop(name)
}

/// Whether it repeats it until something inside leaves.
pub(super) fn reads_like_forever(name: &str) -> bool {
    name.to_ascii_lowercase().contains("forever")
}
