//! Words that tell how the text goes on.

/// What a word means to the scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    As,
    /// `b` and `c`: a string may follow.
    Bytes,
    /// The name of the trait.
    Drop,
    Else,
    Fn,
    For,
    /// Other languages may have to do with it.
    Foreign,
    /// Others that an expression, a pattern or a type may follow.
    Prefix,
    /// `r` and the like: a raw string may follow.
    Raw,
    /// In an attribute: what follows is only there in tests.
    Test,
    /// Any other word.
    None,
}

impl Keyword {
    /// What `word` is.
    #[inline]
    pub fn of(word: &[u8]) -> Keyword {
        match word {
            b"as" => Keyword::As,
            b"b" | b"c" => Keyword::Bytes,
            b"Drop" => Keyword::Drop,
            b"else" => Keyword::Else,
            b"fn" => Keyword::Fn,
            b"for" => Keyword::For,
            b"extern" | b"no_mangle" => Keyword::Foreign,
            b"r" | b"br" | b"cr" => Keyword::Raw,
            b"test" => Keyword::Test,
            b"async" | b"become" | b"box" | b"break" | b"const" | b"dyn" | b"if" | b"impl" | b"in" | b"let" => {
                Keyword::Prefix
            }
            b"match" | b"move" | b"mut" | b"ref" | b"return" | b"static" | b"unsafe" | b"while" | b"yield" => {
                Keyword::Prefix
            }
            _ => Keyword::None,
        }
    }

    /// Whether an expression, a pattern or a type may follow, or it follows one.
    #[inline]
    pub fn is_prefix(self) -> bool {
        matches!(self, Keyword::As | Keyword::For | Keyword::Prefix)
    }
}
