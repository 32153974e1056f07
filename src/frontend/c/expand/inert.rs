//! Statements of an expansion that nothing can come of: what an assertion prints before it gives up takes most of the text
//! that it becomes.

use crate::frontend::c::text::{Kind, Token, lex};

/// Takes out the statements of `text` that only call a function that `is_inert` accepts, with values that are read as they
/// are. Their `;` stays.
pub fn without_inert(text: &mut Vec<u8>, is_inert: &dyn Fn(&str) -> bool) {
    let tokens = lex(text).tokens;
    let calls = (0..tokens.len()).filter_map(|at| Some((at, inert_call(text, &tokens, at, is_inert)?)));
    for (at, end) in calls.collect::<Vec<_>>().into_iter().rev() {
        text.drain(tokens[at].start as usize..tokens[end].start as usize);
    }
}

/// Where the statement that begins at `at` ends, if it is such a call: the position of its `;`.
fn inert_call(text: &[u8], tokens: &[Token], at: usize, is_inert: &dyn Fn(&str) -> bool) -> Option<usize> {
    let is = |at: usize, punct: u8| tokens.get(at).is_some_and(|token| token.punct() == punct);
    let begins = at > 0 && matches!(tokens[at - 1].punct(), b';' | b'{' | b'}');
    let is_void = is(at, b'(') && tokens.get(at + 1).is_some_and(|word| word.reads(text, "void")) && is(at + 2, b')');
    let at = if is_void { at + 3 } else { at };
    if !begins
        || at >= tokens.len()
        || tokens[at].kind != Kind::Ident
        || !is(at + 1, b'(')
        || !is_inert(tokens[at].text(text))
    {
        return None;
    }
    let mut depth = 0;
    for next in at + 1..tokens.len() {
        match tokens[next].punct() {
            // A call inside, or what only looks like one.
            b'(' if next > at + 1 && tokens[next - 1].kind == Kind::Ident => return None,
            b'(' => depth += 1,
            b')' => depth -= 1,
            b',' => {}
            _ if tokens[next].kind == Kind::Punct => return None,
            _ => {}
        }
        if depth == 0 {
            return is(next + 1, b';').then_some(next + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::without_inert;

    fn without(text: &str) -> String {
        let mut text = text.as_bytes().to_vec();
        without_inert(&mut text, &|name| name == "printf");
        String::from_utf8(text).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_only_prints_goes() {
        assert_eq!(
            without("do { printf ( \"%d\" , x ) ; abort ( ) ; } while ( 0 )"),
            "do { ; abort ( ) ; } while ( 0 )"
        );
        assert_eq!(without("{ printf ( \"%d\" , ( int ) x ) ; }"), "{ ; }");
        assert_eq!(without("{ ( void ) printf ( x ) ; }"), "{ ; }");
    }

    #[test]
    fn what_does_more_stays() {
        for text in [
            "{ printf ( \"%d\" , f ( x ) ) ; }",
            "{ printf ( s -> t ) ; }",
            "{ printf ( & x ) ; }",
            "n = printf ( x ) ;",
        ] {
            assert_eq!(without(text), text);
        }
    }
}
