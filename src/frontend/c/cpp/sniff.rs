//! Headers named `.h` that are C++.

use crate::frontend::c::text::{Directive, Kind, Lexed, Word, lex, normalise};

/// Keywords that C does not have and with which C++ begins what stands at file scope.
const KEYWORDS: [&str; 5] = ["class", "namespace", "template", "using", "constexpr"];

/// Whether a header is C++: outside comments, and outside what only a C++ compiler sees of a C header, a line begins in its
/// first column with `class`, `namespace`, `template`, `using` or `constexpr`, or includes one of C++'s own headers, whose
/// names have no dot.
pub fn reads_like_cpp(text: &[u8]) -> bool {
    let begins_line = |at: usize| at == 0 || matches!(text[at - 1], b'\n' | b'\r');
    let is_there = |word: &str| memchr::memmem::find_iter(text, word.as_bytes()).any(begins_line);
    let includes = || memchr::memmem::find_iter(text, b"#include <").any(|at| is_own_header(&text[at + 10..]));
    if !KEYWORDS.iter().any(|word| is_there(word)) && !includes() {
        return false;
    }
    let text = normalise(text);
    let lexed = lex(&text);
    let guarded = cplusplus_arms(&lexed);
    let is_guarded = |at: u32| guarded.iter().any(|arm| (arm.0..arm.1).contains(&at));
    let is_include = |directive: &Directive| match &directive.word {
        Word::Include { name, is_quoted: false } => is_own_header(format!("{name}>").as_bytes()),
        _ => false,
    };
    let mut directives = lexed.directives.iter();
    if directives.any(|directive| is_include(directive) && !is_guarded(directive.span.start)) {
        return true;
    }
    lexed.tokens.iter().any(|token| {
        let is_keyword = token.kind == Kind::Ident && KEYWORDS.contains(&token.text(&text));
        let start = token.start;
        is_keyword && (start == 0 || text[start as usize - 1] == b'\n') && !is_guarded(start)
    })
}

/// Whether what follows `<` is the name of a header of C++'s library: a word before `>`.
fn is_own_header(rest: &[u8]) -> bool {
    let word = rest.iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_').count();
    word > 0 && rest.get(word) == Some(&b'>')
}

/// Byte ranges from `#ifdef __cplusplus` to the next directive on the same level.
fn cplusplus_arms(lexed: &Lexed) -> Vec<(u32, u32)> {
    let mut arms = Vec::new();
    let mut open: Vec<Option<u32>> = Vec::new();
    for directive in &lexed.directives {
        let says = |word: &str| directive.tokens().iter().any(|token| token.reads(&directive.rest, word));
        match directive.word {
            Word::If => {
                let is_arm = says("__cplusplus") && !says("!");
                open.push(is_arm.then_some(directive.span.end));
            }
            Word::Elif | Word::Else | Word::Endif => {
                let began = open.pop().flatten();
                arms.extend(began.map(|began| (began, directive.span.start)));
                if directive.word != Word::Endif {
                    open.push(None);
                }
            }
            _ => {}
        }
    }
    arms
}

#[cfg(test)]
mod tests {
    use super::reads_like_cpp;

    #[test]
    fn a_keyword_at_file_level_decides() {
        for text in [
            "class A;\n",
            "int x;\nnamespace n {\n}",
            "template <class T> T f();",
            "#pragma once\nusing A = int;\n",
            "#include <string>\n",
        ] {
            assert!(reads_like_cpp(text.as_bytes()), "{text}");
        }
        for text in [
            "int f(struct class_info *class);\n",
            "/*\nclass of its own\n*/\nint x;",
            "#ifdef __cplusplus\nnamespace n {\n#endif\nint x;\n#ifdef __cplusplus\n}\n#endif\n",
            "struct s {\n  int using;\n};",
            "classes;\n",
            "#include <string.h>\n#include \"vector\"\n",
        ] {
            assert!(!reads_like_cpp(text.as_bytes()), "{text}");
        }
    }
}
