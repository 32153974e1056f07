//! Calls that were commented out.

use super::text::{Kind, Token, lex};

/// Name and argument texts of the call in a comment, if it holds a statement `name(...);` with a name that `wanted` accepts.
pub fn commented_call(comment: &[u8], wanted: &dyn Fn(&str) -> bool) -> Option<(String, Vec<String>)> {
    // The comment's own delimiters would begin a comment.
    let inner = comment.strip_prefix(b"/*").or_else(|| comment.strip_prefix(b"//")).unwrap_or(comment);
    let inner = inner.strip_suffix(b"*/").unwrap_or(inner);
    let tokens = lex(inner).tokens;
    let is_name = |at: &usize| {
        tokens[*at].kind == Kind::Ident
            && tokens.get(at + 1).is_some_and(|next| next.is(inner, "("))
            && wanted(tokens[*at].text(inner))
    };
    let at = (0..tokens.len()).find(is_name)?;
    let close = (at..tokens.len()).find(|&at| tokens[at].is(inner, ")"))?;
    tokens.get(close + 1).filter(|end| end.is(inner, ";"))?;
    let args = tokens[at + 2..close].split(|token| token.is(inner, ","));
    let args = args.filter(|arg| !arg.is_empty()).map(|arg| spelled(inner, arg));
    Some((tokens[at].text(inner).to_owned(), args.collect()))
}

fn spelled(text: &[u8], tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.text(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::commented_call;

    fn call(comment: &str) -> Option<String> {
        let (name, args) = commented_call(comment.as_bytes(), &|name| name == "closesocket")?;
        Some(format!("{name} {}", args.join(" ")))
    }

    #[test]
    fn statements_count_and_prose_does_not() {
        assert_eq!(call("// closesocket(c->s);"), Some("closesocket c->s".into()));
        assert_eq!(call("/* closesocket( s ) ; return -1; */"), Some("closesocket s".into()));
        assert_eq!(call("// the caller calls closesocket(s) later"), None);
        assert_eq!(call("// nothing"), None);
    }
}
