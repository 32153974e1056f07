//! `(T) -1` is a cast or a subtraction, which only the knowledge of types tells apart; the parser has none.
//!
//! Casts mean nothing to the IR, so those that could be misread are blanked before parsing.

use super::text::{Kind, Token, lex};

/// Type names that headers outside the tree declare; many have a pointer type of their name behind `P` or `LP`.
const KNOWN: [&str; 29] = [
    "SOCKET",
    "HANDLE",
    "DWORD",
    "WORD",
    "BYTE",
    "INT",
    "UINT",
    "LONG",
    "ULONG",
    "BOOL",
    "LPVOID",
    "PVOID",
    "LPSTR",
    "LPCSTR",
    "UINT_PTR",
    "ULONG_PTR",
    "DWORD_PTR",
    "INT_PTR",
    "u_long",
    "u_int",
    "u_char",
    "u_short",
    "CHAR",
    "SHORT",
    "SOCKADDR",
    "SOCKADDR_IN",
    "OVERLAPPED",
    "WSAOVERLAPPED",
    "WSABUF",
];

/// Blanks every `(T)` before an operator or parenthesis that would make it look like an operand or a function.
pub fn blank_casts(text: &mut [u8], is_type: &dyn Fn(&str) -> bool) {
    if !may_have_casts(text) {
        return;
    }
    let tokens = lex(text).tokens;
    let is_known = |word: &str| word.ends_with("_t") || is_of_system(word) || is_type(word);
    let mut at = 0;
    while at + 2 < tokens.len() {
        match cast_end(text, &tokens, at, &is_known) {
            Some(end) if is_prefix(text, &tokens, at) => {
                text[tokens[at].start as usize..tokens[end].end as usize].fill(b' ');
                at = end + 1;
            }
            _ => at += 1,
        }
    }
}

fn is_of_system(word: &str) -> bool {
    let behind = |prefix: &str| word.strip_prefix(prefix).is_some_and(|rest| KNOWN.contains(&rest));
    KNOWN.contains(&word) || behind("P") || behind("LP")
}

/// Whether somewhere `(`, a word and stars come before `)` and what would make that ambiguous: a look at bytes that saves
/// most texts the look at tokens.
fn may_have_casts(text: &[u8]) -> bool {
    let is_blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'\\';
    memchr::memchr_iter(b')', text).any(|close| {
        let next = text[close + 1..].iter().find(|byte| !is_blank(byte));
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
        let is_inside = |byte: &&u8| is_blank(byte) || is_word(byte) || **byte == b'*';
        matches!(next, Some(b'-' | b'+' | b'&' | b'*' | b'('))
            && text[..close].iter().rev().find(|byte| !is_inside(byte)) == Some(&b'(')
    })
}

/// The closing parenthesis of a cast that opens at `at`, if what follows could be misread.
fn cast_end(text: &[u8], tokens: &[Token], at: usize, is_known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let name = tokens.get(at + 1).filter(|name| tokens[at].is(text, "(") && name.kind == Kind::Ident)?;
    let end = (at + 2..tokens.len()).find(|&at| !tokens[at].is(text, "*"))?;
    let next = tokens.get(end + 1)?;
    let is_ambiguous = matches!(next.punct(), b'-' | b'+' | b'&' | b'*' | b'(');
    (tokens[end].is(text, ")") && is_ambiguous && is_known(name.text(text))).then_some(end)
}

/// Whether an operand may begin here: behind a name or a closing bracket the parenthesis would be a call.
fn is_prefix(text: &[u8], tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| tokens[at]) else { return false };
    match before.kind {
        Kind::Ident => matches!(before.bytes(text), b"return" | b"case" | b"else" | b"do"),
        Kind::Punct => !matches!(before.bytes(text), b")" | b"]" | b"++" | b"--"),
        Kind::Number | Kind::Str | Kind::Char => false,
    }
}

#[cfg(test)]
mod tests {
    use super::blank_casts;

    fn blanked(text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        blank_casts(&mut bytes, &|name| name == "sock");
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn only_what_could_be_misread() {
        assert_eq!(blanked("x = (sock) -1;"), "x =        -1;");
        assert_eq!(blanked("if (s == (my_t *)&y)"), "if (s ==         &y)");
        assert_eq!(blanked("return (SOCKET)(x);"), "return         (x);");
        assert_eq!(blanked("f((LPSOCKADDR)&a, (PULONG_PTR)&b);"), "f(            &a,             &b);");
        for same in ["f(sock) - 1;", "sizeof(sock) - 1;", "x = (count) - 1;", "x = (sock) y;"] {
            assert_eq!(blanked(same), same);
        }
    }
}
