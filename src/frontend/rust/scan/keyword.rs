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

/// All of them but `None`, in alphabetical order.
const KEYWORDS: &[(&[u8], Keyword)] = &[
    (b"Drop", Keyword::Drop),
    (b"as", Keyword::As),
    (b"async", Keyword::Prefix),
    (b"b", Keyword::Bytes),
    (b"become", Keyword::Prefix),
    (b"box", Keyword::Prefix),
    (b"br", Keyword::Raw),
    (b"break", Keyword::Prefix),
    (b"c", Keyword::Bytes),
    (b"const", Keyword::Prefix),
    (b"cr", Keyword::Raw),
    (b"dyn", Keyword::Prefix),
    (b"else", Keyword::Else),
    (b"extern", Keyword::Foreign),
    (b"fn", Keyword::Fn),
    (b"for", Keyword::For),
    (b"if", Keyword::Prefix),
    (b"impl", Keyword::Prefix),
    (b"in", Keyword::Prefix),
    (b"let", Keyword::Prefix),
    (b"match", Keyword::Prefix),
    (b"move", Keyword::Prefix),
    (b"mut", Keyword::Prefix),
    (b"no_mangle", Keyword::Foreign),
    (b"r", Keyword::Raw),
    (b"ref", Keyword::Prefix),
    (b"return", Keyword::Prefix),
    (b"static", Keyword::Prefix),
    (b"test", Keyword::Test),
    (b"unsafe", Keyword::Prefix),
    (b"while", Keyword::Prefix),
    (b"yield", Keyword::Prefix),
];

/// Of those that begin with a byte: which lengths they have, a bit each, and the first of them.
static BEGINS: [(u16, u8); 256] = {
    let (mut begins, mut at) = ([(0, 0); 256], KEYWORDS.len());
    while at > 0 {
        at -= 1;
        let word = KEYWORDS[at].0;
        let (lengths, _) = begins[word[0] as usize];
        begins[word[0] as usize] = (lengths | 1 << word.len(), at as u8);
    }
    begins
};

impl Keyword {
    /// The words that tell which names are those of functions, what has a `Drop`, and where strings begin.
    pub fn naming() -> impl Iterator<Item = &'static [u8]> {
        let is_one = |keyword| match keyword {
            Keyword::Bytes | Keyword::Drop | Keyword::Fn | Keyword::For | Keyword::Foreign | Keyword::Raw => true,
            Keyword::As | Keyword::Else | Keyword::Prefix | Keyword::Test | Keyword::None => false,
        };
        KEYWORDS.iter().filter(move |(_, keyword)| is_one(*keyword)).map(|(word, _)| *word)
    }

    /// What `word` is; most words are none, and their lengths and first bytes tell.
    #[inline]
    pub fn of(word: &[u8]) -> Keyword {
        let (lengths, first) = BEGINS[usize::from(word[0])];
        if word.len() > 15 || lengths >> word.len() & 1 == 0 {
            return Keyword::None;
        }
        let mut alike = KEYWORDS[usize::from(first)..].iter().take_while(|(known, _)| known[0] == word[0]);
        alike.find(|(known, _)| *known == word).map_or(Keyword::None, |(_, keyword)| *keyword)
    }

    /// Whether an expression, a pattern or a type may follow, or it follows one.
    #[inline]
    pub fn is_prefix(self) -> bool {
        matches!(self, Keyword::As | Keyword::For | Keyword::Prefix)
    }
}
