//! Words that compilers and their headers know beyond the standard, and names that the program defines as nothing.

use super::edits::Edits;
use super::tokens::Tokens;
use super::words;
use super::{RepairNames, Slice};

/// Qualifiers, calling conventions and marks that may simply go.
const PLAIN: [&str; 74] = [
    "__extension__",
    "__inline",
    "__inline__",
    "__forceinline",
    "__always_inline",
    "__restrict",
    "__restrict__",
    "__const",
    "__volatile",
    "__volatile__",
    "__signed",
    "__signed__",
    "__thread",
    "_Thread_local",
    "thread_local",
    "__cdecl",
    "_cdecl",
    "__stdcall",
    "_stdcall",
    "__fastcall",
    "__thiscall",
    "__vectorcall",
    "__far",
    "_far",
    "__near",
    "__unaligned",
    "__ptr32",
    "__ptr64",
    "__w64",
    "WINAPI",
    "WINAPIV",
    "WSAAPI",
    "APIENTRY",
    "CALLBACK",
    "PASCAL",
    "NTAPI",
    "STDCALL",
    "CDECL",
    "FAR",
    "NEAR",
    "__user",
    "__kernel",
    "__iomem",
    "__percpu",
    "__rcu",
    "__force",
    "__init",
    "__exit",
    "__must_check",
    "__maybe_unused",
    "__unused",
    "__used",
    "__packed",
    "__cold",
    "__hot",
    "__read_mostly",
    "__noreturn",
    "__dead",
    "__dead2",
    "__pure",
    "noinline",
    "asmlinkage",
    "fastcall",
    "notrace",
    "_Nullable",
    "_Nonnull",
    "__nullable",
    "__nonnull",
    "__block",
    "__weak",
    "__in",
    "__out",
    "__inout",
    "__in_opt",
];

/// Marks with arguments that may go with them.
const WITH_ARGUMENTS: [&str; 13] = [
    "__declspec",
    "_declspec",
    "__pragma",
    "_Pragma",
    "__printf",
    "__scanf",
    "__printflike",
    "__acquires",
    "__releases",
    "__must_hold",
    "__aligned",
    "__section",
    "_Alignas",
];

const ATTRIBUTES: [&str; 2] = ["__attribute__", "__attribute"];

/// Blanks them.
pub(super) fn blank_known(slice: &Slice, names: &RepairNames, edits: &mut Edits) {
    let mut at = 0;
    while at < slice.tokens.len() {
        at = blank_word(slice, at, names, edits).unwrap_or(at) + 1;
    }
}

/// Blanks or overwrites what begins with token `at`, and returns the last token of it if there is more to it.
fn blank_word(slice: &Slice, at: usize, names: &RepairNames, edits: &mut Edits) -> Option<usize> {
    let tokens = &slice.tokens;
    if !tokens.is_word(at) {
        return None;
    }
    let word = tokens.source(at);
    let close = tokens.group(at + 1);
    let is_signal = names.is_cpp && matches!(word, "emit" | "Q_EMIT");
    if names.is_cpp
        && let Some(close) = close
    {
        match word {
            // Types stand between the parentheses.
            "SIGNAL" | "SLOT" if close > at + 2 => edits.blank(tokens, at + 2, close - 1),
            "typeid" => edits.write(tokens, at, close, "0"),
            _ => {}
        }
    }
    if PLAIN.contains(&word) || is_signal {
        edits.blank(tokens, at, at);
        return None;
    }
    if WITH_ARGUMENTS.contains(&word) || is_annotation(word) {
        edits.blank(tokens, at, close.unwrap_or(at));
        return close;
    }
    if ATTRIBUTES.contains(&word) {
        let close = close.filter(|&close| !says_what_matters(tokens, at, close))?;
        edits.blank(tokens, at, close);
        return Some(close);
    }
    if let Some(new) = overwritten(word) {
        edits.write(tokens, at, close?, new);
        return close;
    }
    if (names.blank)(word) {
        blank_defined(slice, at, edits);
    } else {
        rewrite_statement(slice, at, edits);
    }
    None
}

/// What stands for a call-like thing of the language, whatever its arguments are.
fn overwritten(word: &str) -> Option<&'static str> {
    match word {
        "typeof" | "__typeof__" | "__typeof" | "typeof_unqual" => Some("int"),
        // The grammar knows no members of members here.
        "offsetof" | "__builtin_offsetof" => Some("0"),
        _ => None,
    }
}

/// Blanks all attributes, whatever they say.
pub(super) fn blank_attributes(slice: &Slice, _: &RepairNames, edits: &mut Edits) {
    let tokens = &slice.tokens;
    for at in (0..tokens.len()).filter(|&at| tokens.is_any(at, &ATTRIBUTES)) {
        edits.blank(tokens, at, tokens.group(at + 1).unwrap_or(at));
    }
}

/// Names such as `_In_opt_`, `_Out_writes_` and `_U_`.
fn is_annotation(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 2 && bytes[0] == b'_' && bytes[1].is_ascii_uppercase() && bytes[bytes.len() - 1] == b'_'
}

/// Whether the attribute's arguments up to the token `close` change what the function does.
fn says_what_matters(tokens: &Tokens, at: usize, close: usize) -> bool {
    (at..close).any(|at| tokens.source(at).contains("cleanup") || tokens.source(at).contains("noreturn"))
}

/// A name that stands for nothing. With arguments it goes only where it can be no call.
fn blank_defined(slice: &Slice, at: usize, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let Some(close) = tokens.group(at + 1) else { return edits.blank(tokens, at, at) };
    let is_trailing = at > 0 && (tokens.is_name(at - 1) || tokens.is_any(at - 1, &[")", "]"]));
    let next = close + 1;
    let is_mark = tokens.is_word(next) || is_trailing && tokens.is_any(next, &[";", "=", ",", ")", "{"]);
    if slice.shape.inside(at).is_some() && is_mark {
        edits.blank(tokens, at, close);
    }
}

/// Statements that only some compilers have.
fn rewrite_statement(slice: &Slice, at: usize, edits: &mut Edits) {
    let tokens = &slice.tokens;
    match tokens.source(at) {
        "asm" | "__asm__" | "__asm" | "_asm" => assembly(slice, at, edits),
        "__alignof__" | "__alignof" | "_Alignof" | "alignof" => edits.write(tokens, at, at, "sizeof"),
        "__builtin_available" => {
            if let Some(close) = tokens.group(at + 1) {
                edits.write(tokens, at + 1, close, "()");
            }
        }
        "__label__" => edits.blank(tokens, at, end_of_statement(tokens, at) - 1),
        // Where it leads is not known; the name that is left is no label.
        "goto" if tokens.is(at + 1, "*") => {
            edits.blank(tokens, at + 1, end_of_statement(tokens, at) - 1);
            if let Some(name) = (at + 2..end_of_statement(tokens, at)).find(|&at| tokens.is_name(at)) {
                let (start, end) = tokens.span(name);
                edits.write_bytes(start, end, "_");
            }
        }
        _ => {}
    }
}

/// The `;` that ends the statement at `at`, or the end of the text.
fn end_of_statement(tokens: &Tokens, at: usize) -> usize {
    (at..tokens.len()).find(|&at| tokens.is_any(at, &[";", "}"])).unwrap_or(tokens.len())
}

fn assembly(slice: &Slice, at: usize, edits: &mut Edits) {
    let tokens = &slice.tokens;
    let words = ["volatile", "__volatile__", "__volatile", "goto", "inline", "__inline__"];
    let open = (at + 1..tokens.len()).find(|&at| !tokens.is_any(at, &words)).unwrap_or(at);
    if let Some(close) = tokens.group(open) {
        // Behind a declarator it only renames.
        edits.write(tokens, at, close, if slice.shape.is_start(at) { "0" } else { "" });
    } else if let Some(close) = tokens.partner(open).filter(|_| tokens.is(open, "{")) {
        edits.write(tokens, at, close, "{}");
    } else if tokens.is_word(open) && slice.shape.is_start(at) {
        let start = tokens.span(at).0;
        let length = (start..).take_while(|&at| tokens.byte(at).is_some_and(|byte| byte != b'\n')).count();
        edits.write_bytes(start, start + length, ";");
    }
}

/// Whether the word begins a type for sure.
pub(super) fn begins_type(tokens: &Tokens, at: usize, names: &RepairNames) -> bool {
    let word = tokens.source(at);
    tokens.is_word(at)
        && (words::is_builtin_type(word) || words::is_tag(word) || words::is_qualifier(word) || (names.is_type)(word))
}
